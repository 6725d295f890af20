"""Deaths by the kick of a horse: counts and likelihood of a Poisson distribution."""

import numpy as np
import pytest
from scipy import stats

from mathlib.widgets.probability.horse_kicks import ALL, TEN, HorseKicks


@pytest.fixture
def kicks(one_of):
    return one_of(HorseKicks)


COUNTS = {ALL: (144, 91, 32, 11, 2), TEN: (109, 65, 22, 3, 1)}


@pytest.mark.parametrize("corps", COUNTS)
@pytest.mark.parametrize("rate", [0.2, 0.61, 0.7, 1.6])
def test_counts_and_likelihood_are_those_of_scipy(kicks, corps, rate):
    kicks.set(corps=corps, rate=rate)
    counts, oracle = np.array(COUNTS[corps]), stats.poisson(rate)
    assert tuple(kicks.observed) == COUNTS[corps]
    expected = counts.sum() * np.append(oracle.pmf(range(4)), oracle.sf(3))
    assert np.allclose(kicks.expected.get_ydata(), expected)
    assert kicks.expected.get_ydata().sum() == pytest.approx(counts.sum())
    value = counts @ oracle.logpmf(range(5))
    assert kicks.here.get_ydata()[0] == pytest.approx(value)
    listed = ", ".join(f"{v:.0f}" for v in expected)
    assert f"expected {listed}; observed {', '.join(map(str, counts))}." in kicks.verdict


@pytest.mark.parametrize("corps", COUNTS)
def test_the_parabola_touches_the_curve_at_its_top(kicks, corps):
    kicks.set(corps=corps)
    lines = {line.get_label(): line for line in kicks._stage.figure.axes[1].lines}
    rates, values = lines["log-likelihood ℓ"].get_data()
    parabola, counts = lines["parabola"].get_ydata(), np.array(COUNTS[corps])
    mean = counts @ range(5) / counts.sum()
    assert lines["maximum"].get_xdata()[0] == pytest.approx(mean)
    assert abs(rates[np.argmax(values)] - mean) < 0.005
    assert np.polyfit(rates, parabola, 2)[0] == pytest.approx(-counts.sum() / mean / 2)
    near = abs(rates - mean) < 0.06
    assert np.allclose(values[near], parabola[near], atol=0.06)
    assert (values[rates > mean + 0.05] > parabola[rates > mean + 0.05]).all()


def test_one_standard_error_off_half_is_lost(kicks, press, told):
    assert "(the parabola would say 0.5)" in press(kicks, "one standard error off")
    assert told("which is", kicks) == pytest.approx(0.5, abs=0.03)
    kicks.reset()
    assert "(the parabola would say 50)" in kicks.verdict
    assert kicks._stage.figure.axes[1].get_title(loc="left") == "★ ℓ is largest at the mean 0.7"
    assert "is the mean, 122 deaths in 200 corps-years" in press(kicks, "10 corps, λ = mean")
    assert "is the mean, 196 deaths in 280 corps-years" in press(kicks, "λ = mean")
