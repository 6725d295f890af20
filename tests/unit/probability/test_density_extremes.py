"""Densities where float64 numbers end, and of counts of every size, against mpmath."""

import mpmath
import numpy as np
import pytest

from mathlib.probability.distributions import (
    bernoulli,
    binomial,
    categorical,
    laplace,
    normal,
    poisson,
    uniform,
)

REAL = [0.0, 5e-324, 1e-310, 1e-200, 1e-5, 1.0, 3.5, 1e5, 1e200, 1.7e308]
REAL += [-x for x in REAL[1:]]
SPREADS = [5e-324, 1e-310, 1e-200, 0.3, 1.0, 1e5, 1e200, 1.7e308]
COUNTS = [0, 1, 5, 17, 999, 1000, 1001, 10**4, 12345, 10**6, 10**10, 10**15, 2**53]
HUGE_COUNTS = [1e20, 1e100, 1e300, 1.7e308]
FAMILIES = {
    "normal": (normal, [0.0, 1.0]),
    "Laplace": (laplace, [0.0, 1.0]),
    "uniform": (uniform, [0.0, 1.0]),
    "Poisson": (poisson, [3.0]),
    "Bernoulli": (bernoulli, [0.5]),
    "binomial": (binomial(2000), [0.5]),
    "categorical": (categorical(3), [0.2, 0.3, 0.5]),
}
every = pytest.mark.parametrize(("family", "theta"), FAMILIES.values(), ids=FAMILIES)


def exact(x):
    return mpmath.mpf(float(x))


def log_normal(x, mu, sigma):
    z = (exact(x) - exact(mu)) / exact(sigma)
    return -(z**2) / 2 - mpmath.log(exact(sigma)) - mpmath.log(2 * mpmath.pi) / 2


def log_laplace(x, location, scale):
    z = (exact(x) - exact(location)) / exact(scale)
    return -abs(z) - mpmath.log(2 * exact(scale))


@pytest.mark.parametrize(("family", "formula"), [(normal, log_normal), (laplace, log_laplace)])
def test_log_densities_from_5e_324_to_1e308(family, formula):
    for center in REAL:
        for spread in SPREADS:
            with mpmath.workdps(60):
                expected = [float(formula(x, center, spread)) for x in REAL]
            found = family.log_density(REAL, [center, spread])
            assert np.allclose(found, expected, rtol=1e-14, atol=0), (center, spread)
            with np.errstate(all="ignore"):
                assert np.array_equal(family.density(REAL, [center, spread]), np.exp(found))


def near(count):
    """Rates from tiny to huge, and some around a count."""
    x = float(count)
    beside = [x + 0.5, x * 1.01, x * (1 + 1e-8), x * 0.9, x * 1.21, x * 1.23, x - 2 * x**0.5]
    return [rate for rate in [5e-324, 1e-300, 0.5, 1.0, 1e6, 1e308, *beside] if 0 < rate < np.inf]


@pytest.mark.parametrize("count", [*COUNTS, *HUGE_COUNTS])
def test_poisson_for_counts_of_every_size(count):
    for rate in near(count):
        with mpmath.workdps(700 if count > 2**53 or rate > 1e30 else 80):
            x, lam = exact(count), exact(rate)
            expected = x * mpmath.log(lam) - lam - mpmath.loggamma(x + 1)
            probability = float(mpmath.exp(expected))
        assert poisson.log_density(count, rate) == pytest.approx(float(expected), rel=1e-12), rate
        if probability > 1e-290:
            assert poisson.density(count, rate) == pytest.approx(probability, rel=1e-10), rate


@pytest.mark.parametrize("trials", [1, 2, 10, 999, 1000, 1001, 10**5, 10**9, 10**13])
def test_binomial_for_counts_of_every_size(trials):
    for p in (1e-300, 1e-10, 0.001, 0.3, 0.5, 0.9, 1 - 1e-10, 1 - 2.0**-53):
        middle, width = trials * p, (trials * p * (1 - p)) ** 0.5
        some = {0, 1, trials // 2, trials - 1, trials, int(middle), int(middle - 2 * width)}
        for count in (n for n in some if 0 <= n <= trials):
            with mpmath.workdps(80):
                x, m, q = exact(count), mpmath.mpf(trials), exact(p)
                ways = mpmath.loggamma(m + 1) - mpmath.loggamma(x + 1)
                ways -= mpmath.loggamma(m - x + 1)
                expected = float(ways + x * mpmath.log(q) + (m - x) * mpmath.log(1 - q))
            found = binomial(trials).log_density(count, p)
            assert found == pytest.approx(expected, rel=1e-11, abs=2e-9), (p, count)


def test_the_largest_of_many_outcomes_is_as_likely_as_the_bell_says():
    for count in (1e10, 1e15):
        expected = 1 / np.sqrt(2 * np.pi * count)
        assert poisson.density(count, count) == pytest.approx(expected, rel=1e-10)


@every
def test_what_cannot_come_has_density_0_and_what_is_missing_has_none(family, theta):
    assert family.density([np.inf, -np.inf], theta).tolist() == [0, 0]
    assert family.log_density([np.inf, -np.inf], theta).tolist() == [-np.inf, -np.inf]
    assert np.isnan(family.density(np.nan, theta)) and np.isnan(family.log_density(np.nan, theta))
    assert family.density([-1.7e308, 1.7e308], theta).tolist() == [0, 0]
    assert np.isfinite(family.density([5e-324, 1e-310], theta)).all()
    assert family.density([], theta).shape == (0,)


@every
@pytest.mark.parametrize("size", [-1, 2.5, None, "3", [1.5], (2, -1), 10**18, (10**6, 10**6)])
def test_sizes_that_are_none(family, theta, size):
    with pytest.raises(ValueError, match="size must be a whole number, 0 or more, or a shape"):
        family.sample(theta, size, np.random.default_rng(0))


@every
def test_sizes_and_seeds(family, theta):
    rng = np.random.default_rng(0)
    shapes = [family.sample(theta, size, rng).shape for size in (0, 3, (2, 3), [4], np.int64(2))]
    assert shapes == [(0,), (3,), (2, 3), (4,), (2,)]
    for seed in (0, 42, None, "rng", np.random.RandomState(0)):
        with pytest.raises(TypeError, match="rng must be a numpy random generator; got"):
            family.sample(theta, 3, seed)


def test_what_is_too_large_to_be_drawn():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match=r"theta = \[rate = 1e\+300\].*too large to be drawn"):
        poisson.sample(1e300, 3, rng)
    with pytest.raises(ValueError, match=r"sigma = 1.7e\+308\].*too large to be drawn"):
        normal.sample([0.0, 1.7e308], 100, rng)
    assert (binomial(2**53).sample(0.5, 100, rng) > 2**51).all()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: binomial(2**53 + 1), r"trials must be 2\*\*53 or fewer; got 9007199254740993"),
        (lambda: binomial(10**400), "trials must be 2.*got a whole number of 401 digits"),
        (lambda: binomial(2.5), "trials must be an integer, 0 or more; got 2.5"),
        (lambda: categorical(10**6), "classes must be 10,000 or fewer; got 1000000"),
        (
            lambda: normal.density(np.zeros((2, 2)), np.ones((3, 2))),
            r"for many theta x must have shape \(m,\); got x of shape \(2, 2\)",
        ),
        (
            lambda: uniform.density(0.0, [-1e308, 1e308]),
            "low < high, at most 1.8e308 apart; got theta with low = -1e\\+308",
        ),
    ],
)
def test_what_cannot_be_used(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_float32_probabilities_may_sum_to_1_as_float32_can():
    theta = np.float32([0.1] * 10)
    assert abs(theta.astype(float).sum() - 1) > 1e-8
    assert np.allclose(categorical(10).density(np.arange(10), theta), 0.1, rtol=1e-7)
    with pytest.raises(ValueError, match="probabilities from 0 to 1 that add up to 1"):
        categorical(2).density(0, np.float32([0.5, 0.501]))


def test_many_points_and_one_theta():
    grid = np.linspace(-1, 1, 6).reshape(2, 3)
    assert normal.density(grid, [0.0, 1.0]).shape == (2, 3)
    assert np.array_equal(
        normal.density(grid, [0.0, 1.0]).ravel(), normal.density(grid.ravel(), [0.0, 1.0])
    )
