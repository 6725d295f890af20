"""A normal distribution fitted by hand: density, bars, sum, and the descent on the map."""

import itertools

import numpy as np
import pytest
from scipy import stats

from mathlib.widgets.probability.likelihood import DAUGHTERS, FEW, FLIPPERS, FitByHand, load_sample


@pytest.fixture
def by_hand(one_of):
    return one_of(FitByHand)


SIZES = {FEW: 30, DAUGHTERS: 453, FLIPPERS: 342}


@pytest.mark.parametrize("data", SIZES)
def test_density_bars_and_sum_are_those_of_scipy(by_hand, data, told):
    by_hand.set(data=data)
    (low, high), (narrow, wide) = load_sample(data).domain
    for mu, sigma in ((low, narrow), (0.3 * low + 0.7 * high, 0.5 * (narrow + wide))):
        by_hand.set(mu=mu, sigma=sigma)
        oracle = stats.norm(mu, sigma)
        assert np.allclose(by_hand.curve.get_ydata(), oracle.pdf(by_hand.curve.get_xdata()))
        lengths = by_hand.bars.get_ydata()[1::3]
        assert len(lengths) == SIZES[data] == len(by_hand.sample.values)
        assert np.allclose(lengths, oracle.logpdf(by_hand.sample.values))
        assert told("ℓ =", by_hand) == pytest.approx(lengths.sum(), abs=0.006)
        best = stats.norm(*stats.norm.fit(by_hand.sample.values))
        most = best.logpdf(by_hand.sample.values).sum()
        assert told("at most", by_hand) == pytest.approx(most, abs=0.006)
        assert f"at ★ (μ = {best.mean():.4g}, σ = {best.std():.4g}); " in by_hand.verdict
        missing = float(by_hand.verdict.split(" is missing: ")[0])
        assert missing == pytest.approx(most - lengths.sum(), abs=0.006)
        assert by_hand._places["mean"] == pytest.approx((mu, oracle.pdf(mu)))


def test_equal_values_stand_side_by_side_and_keep_to_their_bin(by_hand):
    for data in SIZES:
        sample = load_sample(data)
        assert len(np.unique(sample.places.round(9))) == len(sample.values)
        assert np.abs(sample.places - sample.values).max() < sample.bin / 4
        for value in np.unique(sample.values):
            here = sample.values == value
            assert sample.places[here].mean() == pytest.approx(value)


def test_the_path_is_gradient_descent_on_the_mean_negative_log_likelihood(by_hand):
    by_hand.set(data=DAUGHTERS)
    by_hand.set(mu=62.5, sigma=3.0, learning_rate=0.7)
    theta, x = np.array([62.5, 3.0]), by_hand.sample.values
    for point in by_hand.path.get_xydata()[:20]:
        assert np.allclose(point, theta)
        mu, sigma = theta
        z = (x - mu) / sigma
        theta = theta + 0.7 * np.array([z.mean() / sigma, ((z**2).mean() - 1) / sigma])


def test_what_the_descent_does(by_hand, press):
    assert "descent with η = 1 converges to ★ after 82 steps; η·λₘₐₓ = 0.3" in press(
        by_hand, "μ wrong"
    )
    assert "η = 1 has not settled: ‖∇f‖ = 0.027 after 100" in press(by_hand, "mm, η = 1")
    assert "converges to ★ after" in press(by_hand, "mm, η = 50")
    curvature = 2 / by_hand.sample.values.var()
    assert f"η·λₘₐₓ = {50 * curvature:.3g} there" in by_hand.verdict
    assert "oscillates: it jumps to and fro" in press(by_hand, "453 points, η = 6")
    assert f"η·λₘₐₓ = {6 * 2 / by_hand.sample.values.var():.3g} at ★" in by_hand.verdict


def test_a_step_to_a_negative_sigma_breaks_off(by_hand):
    by_hand.set(mu=64.4, sigma=4.0, learning_rate=30.0)
    path = by_hand.path.get_xydata()
    assert path[-1, 1] <= 0 < path[:-1, 1].min()
    steps, sigma = len(path) - 1, path[-1, 1]
    assert by_hand.verdict.endswith(
        f"breaks off: step {steps} leads to σ = {sigma:.3g}, but no density has σ ≤ 0."
    )


def test_a_run_thrown_out_to_where_all_is_flat_has_found_nothing(by_hand):
    by_hand.set(mu=60.0, sigma=3.1, learning_rate=10**1.5)
    assert "is thrown out to σ = 1.52e+07" in by_hand.verdict
    assert "η·λₘₐₓ = 9.75 at ★" in by_hand.verdict


def test_at_the_maximum_nothing_is_missing(by_hand):
    mu, sigma = by_hand.sample.values.mean(), by_hand.sample.values.std()
    by_hand.set(mu=mu, sigma=sigma)
    assert "0.00 is missing" in by_hand.verdict
    assert np.allclose(by_hand.path.get_xydata(), [mu, sigma])


def test_what_is_a_parameter_is_not_called_a_mean(by_hand):
    axes = by_hand._stage.figure.axes
    assert by_hand.controls["mu"].description == "expectation μ"
    assert "expectation μ" in [ax.get_xlabel() for ax in axes]
    titles = [ax.get_title(loc="left") for ax in axes]
    assert "Map of −ℓ/n (★: ℓ largest, −ℓ/n smallest)" in titles


@pytest.mark.parametrize("data", SIZES)
def test_where_descent_converges_it_is_at_the_star(by_hand, data):
    by_hand.set(data=data)
    domain, (best,) = load_sample(data).domain, by_hand.sample.loss.minimizers
    settled = 0
    for mu, sigma, rate in itertools.product(*domain, 10 ** np.arange(-2, 2.6, 0.5)):
        by_hand.set(mu=mu, sigma=sigma, learning_rate=rate)
        assert "the minimum" not in by_hand.verdict and "λ =" not in by_hand.verdict
        if "to ★ after" in by_hand.verdict:
            settled += 1
            assert by_hand.path.get_xydata()[-1] == pytest.approx(best, abs=1e-3)
    assert settled


def test_every_corner_of_the_map_has_finite_numbers(by_hand):
    for data, (i, j), rate in itertools.product(
        SIZES, itertools.product((0, 1), repeat=2), (0.01, 10**2.5)
    ):
        by_hand.set(data=data)
        domain = load_sample(data).domain
        by_hand.set(mu=domain[0][i], sigma=domain[1][j], learning_rate=rate)
        assert np.isfinite(by_hand.path.get_xydata()).all()
        assert np.isfinite(by_hand.curve.get_ydata()).all()
        assert by_hand.curve.get_ydata().max() < by_hand._stage.figure.axes[0].get_ylim()[1]
