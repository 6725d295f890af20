"""Estimators against numpy, and their scatter over repeated samples against theory."""

import numpy as np
import pytest

from mathlib.datasets import load_galton, load_penguins
from mathlib.probability.estimators import (
    correlation,
    covariance_matrix,
    repeated_sampling,
    sample_covariance,
    sample_mean,
    sample_variance,
)

RNG = np.random.default_rng(3)
X = RNG.normal(5.0, 2.0, (4, 30))
ROWS = RNG.normal(size=(2, 50, 3))


def standard_normal(rng, shape):
    return rng.normal(10.0, 3.0, shape)


def test_mean_and_variances_agree_with_numpy():
    assert np.allclose(sample_mean(X), np.mean(X, axis=-1), rtol=1e-15)
    assert np.allclose(sample_variance(X), np.var(X, axis=-1, ddof=1), rtol=1e-14)
    assert np.allclose(sample_variance(X, ddof=0), np.var(X, axis=-1), rtol=1e-14)
    assert sample_variance(X, 0) == pytest.approx(sample_variance(X) * 29 / 30)


def test_covariance_agrees_with_numpy():
    for ddof in (0, 1):
        expected = np.cov(ROWS[0], rowvar=False, ddof=ddof)
        assert np.allclose(sample_covariance(ROWS, ddof)[0], expected, rtol=1e-13)
    expected = np.corrcoef(ROWS[1], rowvar=False)
    assert np.allclose(correlation(sample_covariance(ROWS))[1], expected, rtol=1e-13)


def test_correlation_does_not_depend_on_units_and_stays_within_1():
    line = np.stack([X[0], 1e9 * X[0], -X[0]], axis=-1)
    rho = correlation(sample_covariance(line))
    assert np.allclose(rho, [[1, 1, -1], [1, 1, -1], [-1, -1, 1]], atol=1e-12)
    assert np.abs(rho).max() <= 1


def test_fathers_and_sons():
    heights = load_galton()
    sons = heights[heights["sex"] == "male"]
    rows = np.stack([sons["father_in"], sons["height_in"]], axis=-1)
    expected = np.corrcoef(rows, rowvar=False)[0, 1]
    assert correlation(sample_covariance(rows))[0, 1] == pytest.approx(expected, rel=1e-13)
    assert 0.35 < expected < 0.45


def test_the_matrix_of_two_spreads_and_a_correlation():
    S = covariance_matrix([2.0, 3.0], [0.5, -1.0])
    assert S.tolist() == [[[4, 3], [3, 9]], [[4, -6], [-6, 9]]]
    assert np.allclose(correlation(S)[:, 0, 1], [0.5, -1])
    assert np.linalg.eigvalsh(S).min() >= -1e-12


# ---- repeated sampling -------------------------------------------------------------------------


def test_the_mean_is_unbiased_with_standard_error_sigma_over_root_n():
    for n in (1, 4, 25):
        result = repeated_sampling(standard_normal, sample_mean, n, 20_000, RNG)
        assert result.mean == pytest.approx(10, abs=5 * 3 / np.sqrt(n * 20_000))
        assert result.std == pytest.approx(3 / np.sqrt(n), rel=0.03)


@pytest.mark.parametrize("n", [2, 5, 20])
def test_one_over_n_is_biased_and_one_over_n_minus_1_is_not(n):
    small = repeated_sampling(
        standard_normal, lambda x: sample_variance(x, 0), n, 40_000, np.random.default_rng(0)
    )
    fair = repeated_sampling(standard_normal, sample_variance, n, 40_000, np.random.default_rng(0))
    sure = 5 * 9 * np.sqrt(2 / (n - 1) / 40_000)  # five standard errors
    assert fair.mean == pytest.approx(9, abs=sure)
    assert small.mean == pytest.approx(9 * (n - 1) / n, abs=sure)
    assert abs(small.mean - 9) > sure
    assert np.allclose(small.estimates, fair.estimates * (n - 1) / n, rtol=1e-12)


def test_the_biased_one_is_nearer_all_the_same():
    errors = {
        ddof: np.mean((sample_variance(standard_normal(RNG, (40_000, 5)), ddof) - 9) ** 2)
        for ddof in (0, 1)
    }
    assert errors[0] < 0.8 * errors[1]


def test_the_same_generator_gives_the_same_estimates():
    first, again = (
        repeated_sampling(standard_normal, sample_mean, 6, 9, np.random.default_rng(1))
        for _ in range(2)
    )
    assert np.array_equal(first.estimates, again.estimates) and first.estimates.shape == (9,)
    assert first.std == np.std(first.estimates, ddof=1) and first.mean == first.estimates.mean()


def test_an_estimate_may_be_a_vector():
    ends = repeated_sampling(
        standard_normal, lambda x: np.stack([x.min(axis=-1), x.max(axis=-1)], -1), 5, 100, RNG
    )
    assert ends.estimates.shape == (100, 2) and ends.mean.shape == ends.std.shape == (2,)


# ---- what cannot be used -----------------------------------------------------------------------

FEW = "{} needs x to be a sample of {} or more values, shape (…, n); got shape {}."
DDOF = "ddof must be 0 (divide by n) or 1 (divide by n − 1); got {}."
SIZES = (
    "n must be 1 or more and repeats 2 or more; got n = {}, repeats = {}. "
    "Try n = 10, repeats = 200."
)
MASS = load_penguins()["body_mass_g"]
MESSAGES = [
    (lambda: sample_mean([]), FEW.format("a mean", 1, "(0,)")),
    (lambda: sample_mean(3.0), FEW.format("a mean", 1, "()")),
    (lambda: sample_variance([3.0]), FEW.format("this variance", 2, "(1,)")),
    (lambda: sample_variance([], 0), FEW.format("this variance", 1, "(0,)")),
    (lambda: sample_covariance([[1.0, 2.0]]), FEW.format("this covariance", 2, "(2, 1)")),
    (
        lambda: sample_mean(MASS),
        "x has 2 missing or infinite values among 344. Keep the complete rows, the same ones in "
        "every array: keep = np.isfinite(x); x = x[keep].",
    ),
    (
        lambda: sample_covariance([[1.0, np.nan], [1.0, 2.0]]),
        "x has 1 missing or infinite value among 4. Keep the complete rows, the same ones in "
        "every array: keep = np.isfinite(x).all(axis=1); x = x[keep].",
    ),
    (lambda: sample_variance([1.0, 2.0], 2), DDOF.format(2)),
    (lambda: sample_covariance([[1.0], [2.0]], None), DDOF.format(None)),
    (
        lambda: sample_covariance([1.0, 2.0]),
        "x must hold observations in rows, shape (n, k); got shape (2,). "
        "Try x = np.stack([a, b], axis=-1).",
    ),
    (
        lambda: correlation([[1.0, 0.0], [0.0, 0.0]]),
        "every variance, on the diagonal, must be positive; got 0. A constant quantity has no "
        "correlation: leave it out.",
    ),
    (
        lambda: sample_mean(np.ma.array([1.0, 100.0], mask=[False, True])),
        "x has masked entries, whose numbers do not count. For the entries that count: "
        "x = x.compressed(); with a number in place of each masked one: x.filled(0.0).",
    ),
    (lambda: sample_variance([1.0, 2.0], np.array([0, 1])), DDOF.format("array([0, 1])")),
    (lambda: sample_variance([1.0, 2.0], "1"), DDOF.format("'1'")),
    (
        lambda: repeated_sampling(None, sample_mean, 2, 5, RNG),
        "draw must be a function; got None. Try draw = lambda rng, shape: rng.normal(size=shape).",
    ),
    (
        lambda: repeated_sampling(lambda rng: 0.0, sample_mean, 2, 5, RNG),
        "draw is called as draw(rng, shape); got a function with too many positional arguments.",
    ),
    (
        lambda: repeated_sampling(standard_normal, lambda: 0.0, 2, 5, RNG),
        "estimator is called as estimator(samples); got a function with too many positional "
        "arguments.",
    ),
    (
        lambda: repeated_sampling(standard_normal, sample_mean, 10**6, 10**6, RNG),
        "n × repeats must be a whole number, 0 or more, or a shape of such numbers, no more than "
        "1,000,000,000 together; got (1000000, 1000000). Try 5, or (2, 3).",
    ),
    (lambda: correlation([1.0]), "covariance must have shape (…, k, k); got (1,)."),
    (lambda: correlation(np.ones((2, 3))), "covariance must have shape (…, k, k); got (2, 3)."),
    (
        lambda: covariance_matrix([1.0, 0.0], 0.5),
        "std must be two positive numbers, shape (…, 2); got [1.0, 0.0].",
    ),
    (
        lambda: covariance_matrix([1.0], 0.5),
        "std must be two positive numbers, shape (…, 2); got [1.0].",
    ),
    (
        lambda: covariance_matrix(1.0, 0.5),
        "std must be two positive numbers, shape (…, 2); got 1.0.",
    ),
    (lambda: covariance_matrix([1.0, 1.0], -1.5), "rho must be from −1 to 1; got -1.5."),
    (lambda: repeated_sampling(standard_normal, sample_mean, 0, 5, RNG), SIZES.format(0, 5)),
    (lambda: repeated_sampling(standard_normal, sample_mean, 5, 1, RNG), SIZES.format(5, 1)),
    (
        lambda: repeated_sampling(standard_normal, sample_mean, 2.5, 5, RNG),
        "n must be an integer, 0 or more; got 2.5. Try 10.",
    ),
    (
        lambda: repeated_sampling(standard_normal, sample_mean, 2, 5, 0),
        "rng must be a numpy random generator; got 0. Try rng = np.random.default_rng(0).",
    ),
    (
        lambda: repeated_sampling(lambda rng, shape: rng.random(5), sample_mean, 2, 5, RNG),
        "draw must return the shape (5, 2); got (5,).",
    ),
    (
        lambda: repeated_sampling(standard_normal, np.mean, 2, 5, RNG),
        "estimator must return one estimate for each of 5 samples, shape (5, …); got (). "
        "Work along the last axis: axis=-1.",
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert str(caught.value) == text
