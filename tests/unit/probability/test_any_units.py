"""Estimates and correlations in any unit: from 1e-300 to 1e300, and far from 0."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathlib.probability import (
    correlation,
    covariance_matrix,
    repeated_sampling,
    sample_covariance,
    sample_mean,
    sample_variance,
    standardize,
)
from mathlib.probability.estimators.covariances import SUM_TOLERANCE


def exact_mean(x):
    return sum(map(Fraction, x)) / len(x)


def exact_variance(x):
    mean = exact_mean(x)
    return sum((Fraction(v) - mean) ** 2 for v in x) / (len(x) - 1)


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
