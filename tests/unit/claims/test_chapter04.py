"""The numbers of the claim cells of chapter 04, 24 to 28, recomputed."""

import itertools
import math

import numpy as np
import pytest
from scipy.integrate import quad

from mathlib.probability.distributions import (
    bernoulli,
    binomial,
    categorical,
    laplace,
    normal,
    uniform,
)
from mathlib.probability.estimators import sample_mean, sample_variance
from mathlib.probability.information import cross_entropy, entropy, kl_divergence
from mathlib.probability.likelihood import fit, log_likelihood
from mathlib.probability.losses import absolute_error, squared_error

DIE = np.arange(1.0, 7.0)  # expectation 7/2, variance 35/12


def test_24_the_mean_of_a_sample_changes_the_expectation_does_not():
    samples = np.random.default_rng(0).choice(DIE, (200, 10))
    means = sample_mean(samples)
    assert means.min() < 3 < 4 < means.max()
    assert np.count_nonzero(means == 3.5) < 20
    assert abs(means.mean() - 3.5) < 0.1


@pytest.mark.parametrize("n", [2, 3, 4])
def test_24_over_all_samples_the_mean_is_right_and_the_variance_with_n_too_small(n):
    every_sample = np.array(list(itertools.product(DIE, repeat=n)))
    assert sample_mean(every_sample).mean() == pytest.approx(3.5)
    assert sample_variance(every_sample, ddof=1).mean() == pytest.approx(35 / 12)
    assert sample_variance(every_sample, ddof=0).mean() == pytest.approx((n - 1) / n * 35 / 12)


def test_24_the_estimate_of_largest_likelihood_is_the_biased_one():
    x = np.random.default_rng(1).normal(size=5)
    sigma = fit(normal, x).theta[1]
    assert sigma**2 == pytest.approx(sample_variance(x, ddof=0))
    assert sigma**2 == pytest.approx(0.8 * sample_variance(x, ddof=1))


@pytest.mark.parametrize(
    ("family", "theta", "height"),
    [(normal, [0.0, 0.1], 3.98942), (uniform, [-0.2, 0.2], 2.5), (laplace, [0.0, 0.1], 5.0)],
)
def test_25_a_density_may_exceed_1_and_its_integral_is_1(family, theta, height):
    assert family.density(0.0, theta) == pytest.approx(height, abs=1e-5)
    area, _ = quad(family.density, -2, 2, args=(theta,), points=[-0.2, 0.0, 0.2])
    assert area == pytest.approx(1, abs=1e-7)
    part, _ = quad(family.density, -0.1, 0.1, args=(theta,), points=[0.0])
    assert part == pytest.approx(np.ptp(family.frozen(theta).cdf([-0.1, 0.1])))
    assert part < 1


def test_25_another_unit_is_another_density_and_the_same_probability():
    metres, millimetres = [1.7, 0.1], [1700.0, 100.0]
    ratio = normal.density(1.7, metres) / normal.density(1700.0, millimetres)
    assert ratio == pytest.approx(1000)
    assert normal.frozen(metres).cdf(1.8) == pytest.approx(normal.frozen(millimetres).cdf(1800))


@pytest.mark.parametrize(("n", "k"), [(1, 1), (3, 3), (10, 7), (10, 0)])
def test_26_the_likelihood_is_no_density_of_the_parameter(n, k):
    tosses = np.repeat([1, 0], [k, n - k])
    in_order, _ = quad(lambda p: np.exp(log_likelihood(bernoulli, p, tosses)), 0, 1)
    of_the_count, _ = quad(lambda p: binomial(n).density(k, p), 0, 1)
    assert of_the_count == pytest.approx(1 / (n + 1))
    assert in_order == pytest.approx(1 / (n + 1) / math.comb(n, k))
    assert binomial(n).density(np.arange(n + 1), 0.3).sum() == pytest.approx(1)  # over the data: 1


def test_26_in_another_parameter_the_area_is_another_and_the_maximum_the_same():
    odds, _ = quad(lambda o: np.exp(log_likelihood(bernoulli, o / (1 + o), [1, 0, 0])), 0, np.inf)
    p, _ = quad(lambda p: np.exp(log_likelihood(bernoulli, p, [1, 0, 0])), 0, 1)
    assert (p, odds) == pytest.approx((1 / 12, 1 / 2))
    grid = np.linspace(0.01, 0.99, 99)[:, None]
    best = grid[np.argmax(log_likelihood(bernoulli, grid, [1, 0, 0]))]
    assert best == pytest.approx(fit(bernoulli, [1, 0, 0]).theta, abs=0.005)


def test_27_the_mean_nll_of_a_categorical_model_is_the_empirical_cross_entropy():
    rng = np.random.default_rng(2)
    labels = rng.choice(3, 50, p=[0.5, 0.3, 0.2])
    shares, model = np.bincount(labels) / 50, categorical(3)
    q = rng.dirichlet(np.ones(3), size=200)
    nll = -log_likelihood(model, q, labels) / 50
    assert np.allclose(nll, cross_entropy(shares, q), rtol=1e-12)
    assert np.allclose(nll, entropy(shares) + kl_divergence(shares, q), rtol=1e-12)
    assert (nll > entropy(shares)).all()
    assert -log_likelihood(model, shares, labels) / 50 == pytest.approx(entropy(shares))
    assert np.allclose(fit(model, labels).theta, shares)


@pytest.mark.parametrize("sigma", [0.5, 1.0, 3.0])
def test_28_with_a_fixed_sigma_the_normal_nll_is_the_mse_and_constants(sigma):
    y, prediction = np.array([1.0, 2.0, 6.0]), np.array([2.0, 2.5, 4.0])
    nll = -normal.log_density(y - prediction, [0.0, sigma]).mean()
    constants = np.log(sigma) + np.log(2 * np.pi) / 2
    assert nll - constants == pytest.approx(squared_error(prediction, y) / (2 * sigma**2))


def test_28_normal_noise_gives_the_mean_and_laplace_noise_the_median():
    data = np.array([1.0, 2.0, 3.0, 4.0, 100.0])  # an outlier
    places = np.linspace(0, 30, 301)
    theta = np.stack([places, np.full(301, 2.0)], axis=-1)
    everywhere = np.broadcast_to(places[:, None], (301, 5))
    targets = np.broadcast_to(data, (301, 5))
    for family, loss, scale, best in (
        (normal, squared_error, 2 * 2.0**2, 22),
        (laplace, absolute_error, 2.0, 3),
    ):
        nll = -log_likelihood(family, theta, data)
        error = loss(everywhere, targets, "none").sum(axis=-1)
        assert np.ptp(nll - error / scale) == pytest.approx(0, abs=1e-9)
        assert places[np.argmin(nll)] == places[np.argmin(error)] == pytest.approx(best)
    assert (data.mean(), np.median(data)) == (22, 3)
