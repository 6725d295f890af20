"""Entropy, cross-entropy and KL divergence: the costs add up."""

import math

import numpy as np
import pytest
from scipy import stats

from mathlib.widgets.probability.entropy import TRUTHS, EntropyBars, labels


@pytest.fixture
def bars(one_of):
    return one_of(EntropyBars)


WEIGHTS = [(0.1, 0.2, 0.3, 0.4), (1.0, 0.02, 0.02, 0.02), (0.02, 1.0, 1.0, 1.0), (1.0,) * 4]


@pytest.mark.parametrize("truth", TRUTHS)
@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("n", [1.0, 37.4, 10000.0])
def test_the_costs_are_those_of_scipy_and_add_up(bars, truth, weights, n):
    bars.set(truth=truth)
    bars.set(**{f"w{i}": w for i, w in enumerate(weights, 1)}, n=n, number=3)
    p, q = np.array(TRUTHS[truth]), np.array(weights) / sum(weights)
    assert np.allclose([bar.get_height() for bar in bars.q], q)
    assert np.allclose([bar.get_height() for bar in bars.frames], weights)
    h, kl, ce, loss = (bar.get_width() for bar in bars.costs)
    assert h == pytest.approx(stats.entropy(p), abs=1e-12)
    assert kl == pytest.approx(stats.entropy(p, q), abs=1e-12)
    assert ce == pytest.approx(h + kl) and bars.costs[1].get_x() == pytest.approx(h)
    assert max(ce, loss) < bars._stage.figure.axes[1].get_xlim()[1]
    drawn = labels(truth, 3)[: round(n)]
    assert loss == pytest.approx(np.mean([-math.log(q[i]) for i in drawn]))
    assert f"CE(p, q) = {ce:.3f} nats" in bars.verdict
    drawn = "1 drawn label" if n == 1 else f"{round(n)} drawn labels"
    assert bars.verdict.endswith(f"; with the {drawn} in place of p, CE is {loss:.3f}.")
    assert ("since q = p" in bars.verdict) == np.allclose(p, q)


def test_kl_is_zero_for_equal_shares_only(bars, press):
    assert "= H(p), and KL(p‖q) = 0, since q = p" in press(bars, "q = p")
    bars.set(w1=1.0, w2=0.5, w3=0.25, w4=0.25)  # the same shares of twice the weights
    assert "since q = p" in bars.verdict
    bars.set(w1=0.995)
    assert "H(p) = 1.213, the least a belief can cost, plus KL(p‖q) = " in bars.verdict
    assert ", the price of q ≠ p; " in bars.verdict and bars.costs[1].get_width() > 0
    assert "H(p) = 0.000" in press(bars, "one-hot p")
    assert bars.costs[2].get_width() == pytest.approx(-math.log(0.4))


def test_a_large_sample_costs_nearly_the_cross_entropy(bars):
    off = {}
    for n in (10.0, 10000.0):
        gaps = []
        for number in range(1, 21):
            bars.set(n=n, number=number)
            gaps.append(bars.costs[3].get_width() - bars.costs[2].get_width())
        off[n] = np.std(gaps)
    p, surprise = np.array(TRUTHS["skewed"]), -np.log([0.1, 0.2, 0.3, 0.4])
    spread = math.sqrt(p @ surprise**2 - (p @ surprise) ** 2)
    assert off[10.0] == pytest.approx(spread / 10**0.5, rel=0.5)
    assert off[10000.0] == pytest.approx(spread / 100, rel=0.5)


def test_a_smaller_sample_is_the_beginning_of_a_larger_one(bars):
    bars.set(n=100.0)
    many = bars.shares.get_ydata() * 100
    bars.set(n=10.0)
    assert (bars.shares.get_ydata() * 10 <= many + 1e-9).all()
    first = bars.shares.get_ydata().copy()
    bars.set(number=2)
    assert not np.array_equal(first, bars.shares.get_ydata())
