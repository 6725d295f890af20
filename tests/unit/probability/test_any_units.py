"""Estimates, correlations and fits in any unit: from 1e-300 to 1e300, and far from 0."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mathlib.probability import (
    correlation,
    covariance_matrix,
    design_matrix,
    fit,
    fit_logistic,
    laplace,
    least_squares,
    mse_objective,
    normal,
    repeated_sampling,
    sample_covariance,
    sample_mean,
    sample_variance,
    standard_errors,
    standardize,
    uniform,
)
from mathlib.probability.estimators.covariances import SUM_TOLERANCE
from mathlib.probability.separation import best_line, separating_direction

RNG = np.random.default_rng(11)
X, Y = RNG.normal(size=(20, 3)), RNG.normal(size=20)
W = np.linalg.lstsq(X, Y)[0]
LEAST = np.mean((X @ W - Y) ** 2)
decades = st.integers(-20, 20).map(lambda n: 10.0**n)
MINUTES = np.arange(10.0)
SHIFTS = [0.0, 2000.0, 1.7e9, 1.7e12, 1e15]


def exact_mean(x):
    return sum(map(Fraction, x)) / len(x)


def exact_variance(x):
    mean = exact_mean(x)
    return sum((Fraction(v) - mean) ** 2 for v in x) / (len(x) - 1)


def exact_line(x, y):
    """Intercept and slope in exact fractions."""
    x, y = [Fraction(v) for v in x], [Fraction(v) for v in y]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    slope = sum((a - mx) * (b - my) for a, b in zip(x, y, strict=True))
    slope /= sum((a - mx) ** 2 for a in x)
    return my - slope * mx, slope


# ---- mean, variance, standardize ---------------------------------------------------------------

SAMPLES = {
    "tiny": [1e-150, 2e-150, 7e-150],
    "huge": [1e153, -2e153, 7e153],
    "nearly constant": [1.0, 1.0 + 2**-52, 1.0, 1.0 + 2**-51],
    "far": [1e15 + 1, 1e15 + 2, 1e15 + 6],
    "years": [1990.0, 2004.5, 2024.25],
    "wide": [1e-9, 1.0, 1e9],
}


@pytest.mark.parametrize("x", SAMPLES.values(), ids=SAMPLES)
def test_mean_and_variance_are_those_in_exact_fractions(x):
    mean, variance = exact_mean(x), exact_variance(x)
    assert sample_mean(x) == pytest.approx(float(mean), rel=1e-15)
    assert sample_variance(x) == pytest.approx(float(variance), rel=1e-14)
    assert sample_covariance(np.transpose([x]))[0, 0] == pytest.approx(float(variance), rel=1e-14)
    scaled = standardize(x).scaled
    spread = float(variance * (len(x) - 1) / len(x)) ** 0.5
    expected = [float(Fraction(v) - mean) / spread for v in x]
    assert np.allclose(scaled, expected, rtol=1e-13, atol=1e-14)
    assert standardize(x).std == pytest.approx(spread, rel=1e-14)


@given(
    st.lists(st.integers(-(10**6), 10**6), min_size=2, max_size=8).filter(
        lambda x: len(set(x)) > 1
    ),
    st.integers(-1000, 1000),
)
def test_units_do_not_matter_to_standardised_values(x, exponent):
    unit = 2.0**exponent  # exact
    x = np.array(x, float)
    assert np.array_equal(standardize(x * unit).scaled, standardize(x).scaled)
    assert standardize(x * unit).mean == sample_mean(x * unit) == sample_mean(x) * unit
    rows = np.stack([x, x[::-1]], axis=-1)
    if abs(exponent) < 450:
        assert sample_variance(x * unit) == sample_variance(x) * unit * unit
        ours = correlation(sample_covariance(rows * [1.0, unit]))
        assert np.allclose(ours, correlation(sample_covariance(rows)), atol=1e-14)


def test_the_largest_numbers_have_a_mean():
    assert sample_mean([1.7e308, 1.7e308]) == 1.7e308
    assert sample_mean([5e-324, 5e-324]) == 5e-324
    assert sample_mean([[1e308, -1e308], [1e308, 1.5e308]]).tolist() == [0, 1.25e308]


def test_standardize_at_both_ends_of_the_numbers():
    assert standardize([1e-200, 2e-200]).scaled.tolist() == [-1, 1]
    assert np.allclose(standardize([1e-300, 3e-300]).scaled, [-1, 1], rtol=1e-15)
    assert standardize([-1.7e308, 1.7e308]).scaled.tolist() == [-1, 1]
    assert standardize([1.0, 1.0 + 2**-52]).scaled.tolist() == [-1, 1]


def test_equal_values_have_the_variance_0():
    for value in (0.1, 1 / 3, 1e-300, 1e300, 5e-324):
        assert sample_variance([value] * 10) == 0
        with pytest.raises(ValueError, match="column 0 of x is constant"):
            standardize([value] * 10)


@pytest.mark.parametrize(
    ("x", "word", "about"),
    [
        ([1e-200, 2e-200], "small", "7e-201"),
        ([1e-320, 3e-320], "small", "1e-320"),
        ([1e200, 2e200], "large", "7e\\+199"),
        ([-1e308, 1e308], "large", "1e\\+308"),
    ],
)
def test_a_variance_that_float64_cannot_hold_is_refused(x, word, about):
    message = f"variance of x is too {word} for float64 numbers.*about {about}. Take another unit"
    for call in (sample_variance, lambda v: sample_covariance(np.transpose([v, v]))):
        with pytest.raises(ValueError, match=message):
            call(x)


def test_repeated_sampling_of_large_and_small_numbers():
    for unit in (2.0**-600, 2.0**600):
        draw = lambda rng, shape: unit * rng.normal(size=shape)  # noqa: E731, B023
        big = repeated_sampling(draw, sample_mean, 5, 100, np.random.default_rng(0))
        plain = lambda rng, shape: rng.normal(size=shape)  # noqa: E731
        one = repeated_sampling(plain, sample_mean, 5, 100, np.random.default_rng(0))
        assert big.std == one.std * unit and big.mean == one.mean * unit


# ---- covariance matrices -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("S", "message"),
    [
        ([[1, 5], [5, 1]], "covariance 5 with the variances 1 and 1: their correlation would be 5"),
        ([[1, -1.001], [-1.001, 1]], "would be -1.001, not from −1 to 1"),
        (
            [[1, 0.5], [0.4, 1]],
            "symmetric; covariance has 0.5 in row 0, column 1, and 0.4 in row 1",
        ),
        ([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]], "covariance has a negative eigenvalue"),
        ([np.eye(2), [[1e-9, 5e-9], [5e-9, 1e-9]]], "would be 5, not"),
        ([[1, 0], [0, -1]], "every variance, on the diagonal, must be positive; got -1"),
        (np.zeros((0, 0)), r"must have shape \(…, k, k\); got \(0, 0\)"),
    ],
)
def test_what_is_no_covariance_matrix(S, message):
    with pytest.raises(ValueError, match=message):
        correlation(S)


def test_rounding_is_cut_off():
    a = 1 + SUM_TOLERANCE / 2
    assert correlation([[1, a], [1, 1]]).tolist() == [[1, 1], [1, 1]]
    assert correlation([[1, -a], [-a, 1]]).tolist() == [[1, -1], [-1, 1]]
    line = np.arange(30.0) / 3
    rows = np.stack([line, 1e-12 * line, -7e8 * line], axis=-1)
    assert np.array_equal(np.diagonal(correlation(sample_covariance(rows))), [1, 1, 1])


@pytest.mark.parametrize("unit", [1e-300, 1e-150, 1.0, 1e150, 1e300])
def test_correlations_in_any_unit(unit):
    S = np.array([[4.0, 3.0], [3.0, 9.0]]) * unit
    assert np.allclose(correlation(S), [[1, 0.5], [0.5, 1]], rtol=1e-14)


@pytest.mark.parametrize(
    ("std", "rho", "message"),
    [
        (np.ones((3, 2)), [0.5, 0.5], r"std and rho must have shapes.*got \(3, 2\) and \(2,\)"),
        ([-1.0, 1.0], 0.5, "std must be two positive numbers"),
        ([1e200, 1.0], 0.5, "the variance of std is too large"),
        ([1e-200, 1.0], 0.5, "the variance of std is too small"),
        ([1.0, 1.0], [0.5, 1.01], "rho must be from −1 to 1; got 1.01"),
    ],
)
def test_spreads_and_correlations_that_make_no_matrix(std, rho, message):
    with pytest.raises(ValueError, match=message):
        covariance_matrix(std, rho)


# ---- least squares -----------------------------------------------------------------------------


@given(st.tuples(decades, decades, decades), decades, st.sampled_from(["qr", "normal"]))
def test_least_squares_in_any_units(units, unit, method):
    ours = least_squares(X * units, Y * unit, method) * units / unit
    assert np.allclose(ours, W, rtol=1e-12)
    f = mse_objective(X * units, Y * unit)
    assert np.allclose(f.minimizers[0] * units / unit, W, rtol=1e-12)
    assert f(f.minimizers[0]) / unit**2 == pytest.approx(LEAST, rel=1e-12)
    other = W + np.array([1.0, -2.0, 0.5])
    expected = np.mean((X @ other - Y) ** 2)
    assert f(other * unit / units) / unit**2 == pytest.approx(expected, rel=1e-12)


@given(decades, decades, st.integers(-(10**6), 10**6))
def test_the_intercept_in_any_units(unit, of_y, shift):
    x, y = (X[:, 0] + shift) * unit, Y * of_y
    intercept, slope = exact_line(x, y)
    found = least_squares(design_matrix(x), y)
    assert found[1] == pytest.approx(float(slope), rel=1e-9)
    assert found[0] == pytest.approx(float(intercept), rel=1e-9, abs=1e-9 * of_y)


@pytest.mark.parametrize("method", ["qr", "normal"])
@pytest.mark.parametrize("shift", SHIFTS)
def test_least_squares_far_from_0(shift, method):
    x, y = shift + 60 * MINUTES, np.sin(MINUTES) + MINUTES
    intercept, slope = exact_line(x, y)
    found = least_squares(design_matrix(x), y, method)
    assert found[1] == pytest.approx(float(slope), rel=1e-13)
    assert found[0] == pytest.approx(float(intercept), rel=1e-12)


@pytest.mark.parametrize("shift", SHIFTS)
def test_the_mean_squared_error_far_from_0(shift):
    x, y = shift + 60 * MINUTES, np.sin(MINUTES) + MINUTES
    f = mse_objective(design_matrix(x), y)
    intercept, slope = exact_line(x, y)
    residuals = [intercept + slope * Fraction(a) - Fraction(b) for a, b in zip(x, y, strict=True)]
    least = float(sum(r * r for r in residuals) / 10)
    assert f(f.minimizers[0]) == pytest.approx(least, rel=1e-12)
    assert f([float(np.mean(y)), 0.0]) == pytest.approx(np.var(y), rel=1e-15 * (shift + 1e4))
    assert np.array_equal(f.gradient(f.minimizers[0]), [0, 0])


def test_the_exact_line_through_seconds_since_1970():
    f = mse_objective(design_matrix(1.7e9 + 60 * MINUTES), MINUTES)
    assert f([-1.7e9 / 60, 1 / 60]) < 1e-12
    assert np.allclose(f.minimizers, [[-1.7e9 / 60, 1 / 60]], rtol=1e-13)


def test_a_parabola_in_years():
    years = np.arange(1990.0, 2020.0)
    y = 3 + 0.5 * (years - 2000) + 0.25 * (years - 2000) ** 2
    w = least_squares(design_matrix(years, years**2), y)
    assert np.allclose(w, [3 - 1000 + 1e6, 0.5 - 1000, 0.25], rtol=1e-8)


def test_a_column_that_follows_from_others_but_for_rounding():
    celsius = 20 + 0.1 * RNG.random(12)
    for columns in (
        [celsius, 1.8 * celsius + 32],
        [np.where(MINUTES % 2, 0.3, 0.1 + 0.2)],
        [1e18 + MINUTES],
    ):
        with pytest.raises(ValueError, match=r"many w fit equally well. Leave out columns"):
            least_squares(design_matrix(*columns), np.arange(len(columns[0])))


def test_normal_equations_that_would_lose_most_digits_are_refused():
    for gap in (1e-7, 1e-8, 1e-10):
        a = 1 + np.arange(4.0)
        steep = np.stack([a, a + gap * np.array([1.0, 0.0, -1.0, 2.0])], axis=1)
        exact = np.array([2.0, -3.0])
        with pytest.raises(ValueError, match=r'normal equations square that.*Try method="qr"'):
            least_squares(steep, steep @ exact, "normal")
        assert np.allclose(least_squares(steep, steep @ exact), exact, rtol=1e-4)


def test_what_the_normal_equations_return_has_four_digits():
    rng = np.random.default_rng(5)
    worst = 0.0
    for _ in range(200):
        a, gap = rng.normal(size=8), 10.0 ** rng.uniform(-12, 0)
        steep = np.stack([a, a + gap * rng.normal(size=8)], axis=1)
        exact = rng.normal(size=2)
        try:
            found = least_squares(steep, steep @ exact, "normal")
        except ValueError:
            continue
        worst = max(worst, np.linalg.norm(found - exact) / np.linalg.norm(exact))
    assert 0 < worst < 1e-3


@pytest.mark.parametrize("unit", [1e-200, 1e200])
def test_numbers_whose_squares_float64_cannot_hold(unit):
    for build in (lambda: mse_objective(X * unit, Y), lambda: fit_logistic(X * unit, Y > 0)):
        with pytest.raises(ValueError, match=r"a column of X holds numbers of size .*another unit"):
            build()
    with pytest.raises(ValueError, match="y holds numbers of size"):
        mse_objective(X, Y * unit)
    assert np.allclose(least_squares(X * unit, Y * unit), W)
    with pytest.raises(ValueError, match=r"the weights are beyond 1.8e308"):
        least_squares(X * 1e-200, Y * 1e200)


# ---- fits --------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", [2.0**-500, 1.0, 2.0**500])
def test_maximum_likelihood_in_any_unit(unit):
    data = RNG.normal(5.0, 2.0, 31)
    for family in (normal, laplace, uniform):
        ours, plain = fit(family, data * unit), fit(family, data)
        assert np.allclose(ours.theta / unit, plain.theta, rtol=1e-14)
        assert ours.log_likelihood == pytest.approx(plain.log_likelihood - 31 * np.log(unit))


def test_standard_errors_in_any_unit_or_none():
    for sigma in (1e-150, 1.0, 1e150):
        expected = [sigma / 10, sigma / np.sqrt(200)]
        assert np.allclose(standard_errors(normal, [0.0, sigma], 100), expected, rtol=1e-14)
    for sigma in (1e-200, 1e200):
        with pytest.raises(ValueError, match=r"at theta = \[mu = 0, sigma.*Take another unit"):
            standard_errors(normal, [0.0, sigma], 100)


@pytest.mark.parametrize("family", [normal, laplace])
def test_a_spread_that_cannot_be_told_from_0(family):
    with pytest.raises(ValueError, match="where float64 numbers lose digits"):
        fit(family, [1e-320, 2e-320, 4e-320])


LABELS = [0, 0, 1, 0, 1, 1, 0, 1, 1, 1]


@pytest.mark.parametrize("dtype", [bool, np.uint8, np.int8, np.float16, np.float32, int])
def test_labels_of_any_type(dtype):
    design = design_matrix(MINUTES / 5 - 1)
    ours, plain = fit_logistic(design, np.array(LABELS, dtype)), fit_logistic(design, LABELS)
    assert ours.success and np.array_equal(ours.theta, plain.theta)
    apart = fit_logistic(design, np.array(MINUTES > 4, dtype), maxiter=50)
    assert "a line separates the classes" in apart.message
    assert separating_direction(design, np.array(LABELS, dtype)) is None
    points = np.stack([MINUTES, MINUTES**2], axis=1)
    assert best_line(points, np.array(LABELS, dtype)).share == best_line(points, LABELS).share


def test_logistic_regression_far_from_0_says_what_to_do():
    far = fit_logistic(design_matrix(1.7e9 + MINUTES), LABELS, maxiter=20)
    assert not far.success and far.message.endswith(
        "lie far from 0: standardize the features first (standardize(x).scaled)."
    )
    near = fit_logistic(design_matrix(standardize(1.7e9 + MINUTES).scaled), LABELS)
    assert near.success and np.isfinite(near.standard_errors).all()


def test_a_tiny_penalty_does_not_make_dependent_columns_independent():
    best = fit_logistic(np.ones((4, 2)), [0, 1, 1, 0], l2=1e-30)
    assert best.success and np.isnan(best.standard_errors).all()


@pytest.mark.parametrize("unit", [1e-300, 1e-20, 1.0, 1e20, 1e300])
def test_separation_in_any_unit(unit):
    points = np.array([[0.0, 0.0], [1.0, 0.2], [0.1, 1.0], [1.0, 1.3]])
    line = best_line(points * unit, [0, 0, 1, 1])
    assert line.share == 1
    sides = points @ line.normal - line.offset / unit
    assert (sides[:2] < 0).all() and (sides[2:] > 0).all()
    w = separating_direction(design_matrix(points[:, 1] * unit), [0, 0, 1, 1])
    assert w is not None and np.linalg.norm(w) == pytest.approx(1)


@given(st.floats(-1e12, 1e12))
def test_a_far_cloud_has_the_same_best_line(shift):
    points = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    assume(((points + shift)[0] != (points + shift)[3]).all())
    assert best_line(points + shift, [0, 1, 1, 0]).share == 0.75
    assert best_line(points + shift, [0, 0, 1, 1]).share == 1
