"""Likelihood against scipy.stats, sympy and simulation; its maximum against closed forms."""

import numpy as np
import pytest
import scipy.optimize
import scipy.stats
import sympy

from mathlib.datasets import load_galton, load_horse_kicks
from mathlib.optimize.minimization import minimize
from mathlib.optimize.optimizers import gradient_descent
from mathlib.probability.distributions import (
    DISTRIBUTIONS,
    bernoulli,
    binomial,
    categorical,
    laplace,
    normal,
    poisson,
    uniform,
)
from mathlib.probability.likelihood import (
    fisher_information,
    fit,
    log_likelihood,
    negative_log_likelihood,
    score,
    standard_errors,
)

KICKS = load_horse_kicks()["deaths"]
HEIGHTS = load_galton()["height_in"][load_galton()["sex"] == "male"]
THETA = {
    "Bernoulli": (bernoulli, [0.3]),
    "binomial": (binomial(7), [0.6]),
    "Poisson": (poisson, [0.7]),
    "normal": (normal, [68.0, 2.5]),
    "Laplace": (laplace, [-1.0, 0.5]),
}
every = pytest.mark.parametrize(("family", "theta"), THETA.values(), ids=THETA)


def drawn(family, theta, n=40, seed=0):
    return family.sample(theta, n, np.random.default_rng(seed))


# ---- densities and samples ---------------------------------------------------------------------

DENSITIES = {
    **THETA,
    "uniform": (uniform, [2.0, 5.0]),
    "classes": (categorical(3), [0.2, 0.5, 0.3]),
}


@pytest.mark.parametrize(("family", "theta"), DENSITIES.values(), ids=DENSITIES)
def test_the_density_is_that_of_scipy_and_the_samples_follow_it(family, theta):
    theirs = family.frozen(theta)
    x = np.arange(-2.0, 10.0) if family.discrete else np.linspace(-5, 80, 300)
    log_density = theirs.logpmf(x) if family.discrete else theirs.logpdf(x)
    assert np.allclose(family.log_density(x, theta), log_density, rtol=1e-11, atol=1e-12)
    assert np.allclose(family.density(x, theta), np.exp(log_density), rtol=1e-11)
    sample = drawn(family, theta, 20_000)
    assert np.isfinite(family.log_density(sample, theta)).all()
    error = theirs.std() / np.sqrt(20_000)
    assert sample.mean() == pytest.approx(theirs.mean(), abs=5 * error)
    assert sample.std() == pytest.approx(theirs.std(), rel=0.05)


def test_impossible_values_and_certain_ones():
    assert bernoulli.density([0, 1, 0.5, 2], 1.0).tolist() == [0, 1, 0, 0]
    assert poisson.density([0, 1, -1, 0.5], 0.0).tolist() == [1, 0, 0, 0]
    assert uniform.density([1.9, 2.0, 5.0, 5.1], [2.0, 5.0]).tolist() == [0, 1 / 3, 1 / 3, 0]
    assert normal.log_density([np.inf, -np.inf], [0.0, 1.0]).tolist() == [-np.inf, -np.inf]
    assert np.isnan(normal.log_density(np.nan, [0.0, 1.0]))  # missing, not impossible


def test_a_density_may_exceed_1():
    x = np.linspace(-1, 1, 20_001)
    y = normal.density(x, [0.0, 0.1])
    assert y.max() == pytest.approx(10 / np.sqrt(2 * np.pi)) and y.max() > 1
    assert np.trapezoid(y, x) == pytest.approx(1, abs=1e-12)


def test_the_list_of_distributions():
    assert list(DISTRIBUTIONS) == ["Bernoulli", "Poisson", "uniform", "normal", "Laplace"]
    assert repr(normal) == "Distribution('normal', mu, sigma: sums of many small effects)"
    assert binomial(1).name == "Bernoulli" and binomial(7).name == "binomial(7)"


# ---- log-likelihood and score ------------------------------------------------------------------


@every
def test_the_log_likelihood_is_a_sum_and_takes_batches(family, theta):
    x = drawn(family, theta)
    batch = np.stack([theta, np.multiply(theta, 1.1)])
    expected = [family.log_density(x, t).sum() for t in batch]
    assert np.allclose(log_likelihood(family, batch, x), expected, rtol=1e-13)
    assert log_likelihood(family, np.reshape(batch, (2, 1, -1)), x).shape == (2, 1)
    f = negative_log_likelihood(family, x)
    assert np.allclose(f(batch), -np.divide(expected, 40), rtol=1e-12)
    assert np.allclose(f.gradient(batch), -score(family, batch, x) / 40, rtol=1e-12, atol=1e-13)


def symbols_of(family):
    """ln f and its parameters in sympy, typed from the textbook."""
    x, p = sympy.symbols("x p", positive=True)
    m, s = sympy.symbols("m s", positive=True)
    ln = sympy.log
    return x, {
        "Bernoulli": ([p], x * ln(p) + (1 - x) * ln(1 - p)),
        "binomial(7)": ([p], x * ln(p) + (7 - x) * ln(1 - p)),
        "Poisson": ([p], x * ln(p) - p),
        "normal": ([m, s], -((x - m) ** 2) / (2 * s**2) - ln(s)),
        "Laplace": ([m, s], -sympy.sqrt((x - m) ** 2) / s - ln(s)),
    }[family.name]


@every
def test_score_and_curvature_are_the_derivatives_by_sympy(family, theta):
    x, (names, log_f) = symbols_of(family)
    data = drawn(family, theta)
    away = [{"DiracDelta": lambda v: 0 * v}, "numpy"]  # no value lies on Laplace's kink
    first = [sympy.lambdify([x, *names], log_f.diff(a)) for a in names]
    expected = [np.sum(f(data, *theta)) for f in first]
    assert np.allclose(score(family, theta, data), expected, rtol=1e-9, atol=1e-9)
    second = [[sympy.lambdify([x, *names], -log_f.diff(a, b), away) for a in names] for b in names]
    curvature = [[np.mean(f(data, *theta) + 0 * data) for f in row] for row in second]
    hessian = negative_log_likelihood(family, data).hessian(theta)
    assert np.allclose(hessian, curvature, rtol=1e-9, atol=1e-9)


@every
def test_the_score_has_mean_0_and_the_information_is_its_variance(family, theta):
    n, repeats = 5, 20_000
    samples = drawn(family, theta, (repeats, n), seed=1)
    scores = np.array([score(family, theta, x) for x in samples[:4000]])
    information = fisher_information(family, theta, n)
    standard = scores / np.sqrt(np.diagonal(information))
    assert np.abs(standard.mean(axis=0)).max() < 5 / np.sqrt(len(scores))
    covariance = standard.T @ standard / len(scores)
    assert np.allclose(covariance, np.eye(len(theta)), atol=0.15)


@every
def test_information_is_the_curvature_at_the_best_fit(family, theta):
    x = drawn(family, theta, 5000)
    best = fit(family, x)
    hessian = negative_log_likelihood(family, x).hessian(best.theta)
    information = fisher_information(family, best.theta)
    kink = family is laplace  # the information about its location is in the kinks
    assert np.allclose(hessian[kink:, kink:], information[kink:, kink:], rtol=1e-9, atol=1e-12)
    assert not kink or hessian[0, 0] == 0


# ---- fits --------------------------------------------------------------------------------------


@every
def test_the_closed_form_is_the_maximum(family, theta):
    x = drawn(family, theta, 200)
    best = fit(family, x)
    assert best.success and best.run is None and best.n == 200
    for step in np.random.default_rng(0).normal(0, 0.02, (50, len(theta))):
        near = best.theta + step * np.abs(best.theta)
        assert log_likelihood(family, near, x) < best.log_likelihood
    if family is not laplace:
        assert np.allclose(score(family, best.theta, x), 0, atol=1e-8)


def test_fits_agree_with_scipy():
    assert np.allclose(fit(normal, HEIGHTS).theta, scipy.stats.norm.fit(HEIGHTS), rtol=1e-12)
    assert np.allclose(fit(laplace, HEIGHTS).theta, scipy.stats.laplace.fit(HEIGHTS), rtol=1e-12)
    low, width = scipy.stats.uniform.fit(HEIGHTS)
    assert np.allclose(fit(uniform, HEIGHTS).theta, [low, low + width])
    theirs = scipy.stats.fit(scipy.stats.poisson, KICKS, {"mu": (0, 5)})
    assert fit(poisson, KICKS).theta == pytest.approx(theirs.params.mu, abs=1e-5)
    assert np.allclose(fit(categorical(5), KICKS).theta, np.array([144, 91, 32, 11, 2]) / 280)


def test_the_horse_kicks():
    best = fit(poisson, KICKS)
    assert best.theta.tolist() == [196 / 280] == [0.7]
    assert best.standard_errors == pytest.approx(np.sqrt(0.7 / 280))
    assert (280 * poisson.density(np.arange(3), 0.7)).round(1).tolist() == [139.0, 97.3, 34.1]


WALKS = {
    "Bernoulli": (bernoulli, [0, 1, 1, 0, 1, 1, 1], 0.1, [0.3]),
    "Poisson": (poisson, KICKS, 0.5, [2.0]),
    "normal": (normal, HEIGHTS, 3.0, [64.0, 5.0]),
}


@pytest.mark.parametrize(("family", "x", "rate", "start"), WALKS.values(), ids=WALKS)
def test_gradient_descent_finds_the_closed_form(family, x, rate, start):
    walked, closed = fit(family, x, gradient_descent(rate), start), fit(family, x)
    assert walked.success and walked.message.startswith("Converged: ‖∇f‖")
    assert np.allclose(walked.theta, closed.theta, rtol=1e-6)
    assert walked.log_likelihood == pytest.approx(closed.log_likelihood, rel=1e-12)
    assert np.allclose(walked.standard_errors, closed.standard_errors, rtol=1e-6)
    again = minimize(negative_log_likelihood(family, x), start, gradient_descent(rate))
    assert np.array_equal(walked.run.path, again.path) and again.path[0].tolist() == start


def test_the_objective_knows_its_minimum_and_a_place_to_draw_it():
    for family, x in ((normal, HEIGHTS), (poisson, KICKS), (laplace, HEIGHTS), (bernoulli, [0, 1])):
        f = negative_log_likelihood(family, x)
        low, high = np.transpose(f.domain)
        assert (low < f.minimizers[0]).all() and (f.minimizers[0] < high).all()
        assert np.isfinite(f([low, high])).all()
        theirs = scipy.optimize.minimize(f, 0.3 * low + 0.7 * high, method="Nelder-Mead")
        assert np.allclose(theirs.x, f.minimizers[0], atol=2e-3)


def test_standard_errors_are_the_scatter_of_the_estimates():
    rng = np.random.default_rng(2)
    samples = normal.sample([68.0, 2.5], (4000, 50), rng)
    estimates = np.array([fit(normal, x).theta for x in samples])
    assert np.allclose(estimates.std(axis=0), standard_errors(normal, [68.0, 2.5], 50), rtol=0.04)
