"""Fits, lines and separation in any unit: over 20 decades and more, and far from 0."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mathlib.optimize import gradient_descent
from mathlib.probability import (
    design_matrix,
    fit,
    fit_logistic,
    laplace,
    least_squares,
    mse_objective,
    normal,
    standard_errors,
    standardize,
    uniform,
)
from mathlib.probability.separation import best_line, separating_direction

RNG = np.random.default_rng(11)
X, Y = RNG.normal(size=(20, 3)), RNG.normal(size=20)
W = np.linalg.lstsq(X, Y)[0]
LEAST = np.mean((X @ W - Y) ** 2)
decades = st.integers(-20, 20).map(lambda n: 10.0**n)
MINUTES = np.arange(10.0)
SHIFTS = [0.0, 2000.0, 1.7e9, 1.7e12, 1e15]


def exact_line(x, y):
    """Intercept and slope in exact fractions."""
    x, y = [Fraction(v) for v in x], [Fraction(v) for v in y]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    slope = sum((a - mx) * (b - my) for a, b in zip(x, y, strict=True))
    slope /= sum((a - mx) ** 2 for a in x)
    return my - slope * mx, slope


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


def test_a_walk_may_start_far_out():
    data = 1e9 + RNG.normal(size=20)
    best = fit(normal, data, gradient_descent(0.5), [1e9, 1.5], gtol=1e-5)
    assert best.success and np.allclose(best.theta, fit(normal, data).theta, rtol=1e-6)
