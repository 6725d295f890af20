"""The likelihood of a coin: curve, parabola, standard error, ratios."""

import math

import numpy as np
import pytest
from scipy import special

from mathlib.widgets.probability.coin import CoinLikelihood


@pytest.fixture
def coin(one_of):
    return one_of(CoinLikelihood)


@pytest.mark.parametrize("n, share", [(1, 0.0), (1, 1.0), (10, 0.7), (10, 0.0), (1000, 0.7)])
def test_likelihood_by_another_formula(coin, n, share):
    coin.set(n=float(n), share=share, p=0.37)
    k = round(n * share)
    p, drawn = coin.left[0].get_data()
    best = special.xlogy(k, k / n) + special.xlogy(n - k, 1 - k / n)
    expected = special.xlogy(k, p) + special.xlogy(n - k, 1 - p) - best
    assert np.allclose(drawn, np.exp(expected), atol=1e-9)
    logs, seen = coin.right[0].get_ydata(), expected > -20
    assert np.allclose(logs[seen], expected[seen]) and np.isfinite(logs).all()
    ratio = np.exp(special.xlogy(k, 0.37) + special.xlogy(n - k, 0.63) - best)
    assert coin.left[3].get_ydata()[0] == pytest.approx(ratio, abs=1e-9)
    assert drawn.max() <= 1 + 1e-12 and coin.left[2].get_data() == ([k / n], [1])


def test_a_line_joins_the_share_asked_for_to_the_nearest_that_ten_tosses_can_have(coin):
    coin.set(n=10.0, share=0.685)
    assert coin.asked.get_xydata().tolist() == [[0.685, 0], [0.7, 1]]


def test_it_starts_with_seven_heads_and_leaves_the_area_to_the_reader(coin, press):
    assert coin.verdict == (
        "7 heads in 10 tosses: p̂ = 0.7 ± 0.145; with p = 0.5 this is 0.439 times as probable as"
        " with p̂."
    )
    for label in coin.presets:
        assert "area" not in press(coin, label)


def test_the_curve_sharpens_as_one_over_root_n(coin, press):
    widths = {}
    for label, n in (("7 of 10", 10), ("70 of 100", 100), ("700 of 1000", 1000)):
        verdict = press(coin, label)
        left, right = coin.left[1].get_xdata()
        widths[n] = right - left
        assert f"p̂ = 0.7 ± {format((right - left) / 2, '.3g')};" in verdict
    assert widths[10] / widths[1000] == pytest.approx(10)
    p, drawn = coin.left[0].get_data()
    above = p[drawn >= math.exp(-0.5)]
    assert above[-1] - above[0] == pytest.approx(widths[1000], abs=0.004)


def test_the_parabola_has_the_curvature_of_the_log_likelihood(coin):
    coin.set(n=100.0, share=0.3)
    p, parabola = coin.parabola.get_data()
    logs = coin.right[0].get_ydata()
    at, h = np.argmax(logs), p[1] - p[0]
    curvature = (logs[at + 1] - 2 * logs[at] + logs[at - 1]) / h**2
    assert curvature == pytest.approx(-100 / (0.3 * 0.7), rel=1e-3)
    assert (parabola[at + 1] - 2 * parabola[at] + parabola[at - 1]) / h**2 == pytest.approx(
        curvature, rel=1e-3
    )


def test_likelihood_ratios_are_told(coin, press):
    ratio = 0.5**10 / (0.7**7 * 0.3**3)
    assert f"with p = 0.5 this is {ratio:.3g} times as probable as" in press(coin, "7 of 10")
    assert f"with p = 0.5 this is {ratio**10:.3g} times" in press(coin, "70 of 100")
    coin.set(n=1000.0, p=0.005)  # the ratio is below the smallest float, and yet not 0
    assert "with p = 0.005 this is less than 1e-99 times as probable" in coin.verdict
    coin.set(n=10.0, p=0.7)
    assert "with p = 0.7 this is as probable as it can be" in coin.verdict
    for end in (0.0, 1.0):
        coin.set(p=end)
        assert f"with p = {end:g} this could not come" in coin.verdict


def test_what_rounds_to_certainty_is_called_near(coin):
    coin.set(n=2.0, share=0.5, p=0.49)
    assert "with p = 0.49 this is nearly as probable as with p̂" in coin.verdict


def test_no_heads_and_heads_only_have_no_standard_error(coin, press):
    said = "No head in 10 tosses: p̂ = 0, where the formula gives a standard error of 0: do not"
    assert press(coin, "no heads in 10").startswith(said)
    assert np.isnan(coin.parabola.get_ydata()).all() and coin.left[1].get_xdata() == [0, 0]
    assert f"{0.9**10:.3g} times as probable" in coin.verdict
    coin.set(share=1.0, n=1.0, p=1.0)
    assert coin.verdict.startswith("1 head in 1 toss: p̂ = 1, where")
    assert coin.verdict.endswith("this is as probable as it can be.")
