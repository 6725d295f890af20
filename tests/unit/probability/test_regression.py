"""Regression against scipy and against the sums written out."""

import numpy as np
import pytest
import scipy.linalg
import scipy.optimize

from mathlib.datasets import load_penguins
from mathlib.optimize.minimization import minimize
from mathlib.optimize.optimizers import gradient_descent
from mathlib.probability.regression import (
    design_matrix,
    least_squares,
    logistic_objective,
    mse_objective,
    standardize,
)

RNG = np.random.default_rng(7)
X = design_matrix(RNG.normal(size=40), RNG.normal(size=40))
Y = X @ [1.0, -2.0, 0.5] + RNG.normal(size=40)
LABELS = (Y > 0).astype(float)


def penguins():
    birds = load_penguins()
    birds = birds[~np.isnan(birds["body_mass_g"])]
    return birds["flipper_length_mm"], birds["body_mass_g"]


def test_design_matrix_has_the_ones_first():
    assert design_matrix([1, 2], [3, 4]).tolist() == [[1, 1, 3], [1, 2, 4]]
    assert design_matrix([1, 2]).dtype == float


@pytest.mark.parametrize("method", ["qr", "normal"])
def test_least_squares_agrees_with_scipy(method):
    assert np.allclose(least_squares(X, Y, method), scipy.linalg.lstsq(X, Y)[0], atol=1e-12)
    flipper, mass = penguins()
    raw = design_matrix(flipper)
    assert np.allclose(
        least_squares(raw, mass, method), scipy.linalg.lstsq(raw, mass)[0], rtol=1e-8
    )


def test_qr_loses_fewer_digits_than_the_normal_equations():
    t = np.linspace(0, 1, 30)
    steep = design_matrix(*(t**k for k in range(1, 8)))
    true = np.ones(8)
    errors = {
        m: np.abs(least_squares(steep, steep @ true, m) - true).max() for m in ("qr", "normal")
    }
    assert errors["qr"] < 1e-9 < errors["normal"]


@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        (np.ones((5, 2)), np.ones(5), "2 columns but rank 1 with 5 rows: many w fit"),
        (np.ones((1, 3)), np.ones(1), "3 columns but rank 1 with 1 rows"),
        (np.eye(2), np.ones(3), r"X and y must have shapes.*got \(2, 2\) and \(3,\)"),
        (np.eye(3), np.ones((3, 1)), r"got \(3, 3\) and \(3, 1\).*numbers by y = y\[:, 0\]"),
        (np.eye(3), np.ones((3, 2)), r"one target at a time: y = y\[:, 0\]"),
        (np.ones((2, 5)), np.ones(5), r"got \(2, 5\) and \(5,\).*try X = X\.T"),
        (np.ones((4, 2)), np.ones(3), "X needs a row for each value of y"),
        (np.ones((0, 2)), np.ones(0), r"got \(0, 2\) and \(0,\)"),
        (np.ones(3), np.ones(3), r"got \(3,\) and \(3,\).*X = design_matrix\(x\)"),
        ([[1.0], [np.nan]], [1.0, 2.0], r"X has 1 missing.*np\.isfinite\(X\)\.all\(axis=1\)"),
        ([[1.0], [2.0]], [np.nan, np.nan], r"y has 2 missing.*keep = np\.isfinite\(y\); y ="),
        ([[1.0], [np.inf]], [1.0, 2.0], "X has 1 missing or infinite value among 2"),
    ],
)
def test_data_that_cannot_be_fitted(x, y, message):
    with pytest.raises(ValueError, match=message):
        least_squares(x, y)


def test_missing_values_are_refused_by_every_objective():
    for build in (mse_objective, logistic_objective):
        with pytest.raises(ValueError, match="X has 1 missing"):
            build([[1.0], [np.nan]], [0.0, 1.0])


def test_an_unknown_method():
    with pytest.raises(ValueError, match='method must be "qr" or "normal"; got \'svd\''):
        least_squares(X, Y, "svd")


@pytest.mark.parametrize(
    ("features", "message"),
    [
        ((), r"one or more features.*got shapes \[\]"),
        (([1.0, 2.0], [1.0]), r"got shapes \[\(2,\), \(1,\)\]"),
        (([[1.0], [2.0]],), r"For the columns of a table X: design_matrix\(\*X\.T\)"),
        (([],), r"got shapes \[\(0,\)\]"),
        (([[1.0, 2.0]],), r"got shapes \[\(1, 2\)\]"),
        (([1.0, 2.0], [1.0, np.nan]), "feature 2 has 1 missing"),
    ],
)
def test_features_that_make_no_design_matrix(features, message):
    with pytest.raises(ValueError, match=message):
        design_matrix(*features)


def test_standardize():
    columns = RNG.normal(5.0, 3.0, size=(50, 3))
    before = columns.copy()
    scaled, mean, std = standardize(columns)
    assert np.allclose(scaled.mean(axis=0), 0) and np.allclose(scaled.std(axis=0), 1)
    assert np.allclose(mean + std * scaled, before) and np.array_equal(columns, before)
    assert np.allclose(standardize(columns[:, 1]).scaled, scaled[:, 1])


@pytest.mark.parametrize(
    ("x", "message"),
    [
        ([2.0, 2.0], "column 0 of x is constant"),
        ([[1.0, 3.0], [2.0, 3.0]], "column 1 of x is constant"),
        ([1.0, np.nan], "x has 1 missing"),
        (3.0, r"shape \(m,\) or \(m, k\)"),
        ([], r"got shape \(0,\)"),
    ],
)
def test_columns_that_cannot_be_standardized(x, message):
    with pytest.raises(ValueError, match=message):
        standardize(x)


def test_mse_is_the_mean_of_the_squared_residuals():
    f = mse_objective(X, Y)
    w = RNG.normal(size=(6, 3)) * 10
    residuals = w @ X.T - Y
    assert np.allclose(f(w), (residuals**2).mean(axis=-1), rtol=1e-12)
    assert np.allclose(f.gradient(w), 2 * residuals @ X / len(X), rtol=1e-11, atol=1e-12)
    assert np.allclose(f.hessian(w), 2 * X.T @ X / len(X), rtol=1e-14)
    assert np.allclose(f.minimizers, [least_squares(X, Y)])


def test_mse_with_dependent_columns_still_has_a_minimizer():
    f = mse_objective(np.ones((4, 2)), [1.0, 2.0, 3.0, 4.0])
    assert np.allclose(f.gradient(f.minimizers), 0) and f(f.minimizers[0]) == pytest.approx(1.25)


def test_gradient_descent_on_standardized_penguins_reaches_the_normal_equations():
    flipper, mass = penguins()
    scaled = standardize(flipper).scaled
    design = design_matrix(scaled)
    result = minimize(mse_objective(design, mass), [0.0, 0.0], gradient_descent(0.1))
    assert result.success
    assert np.allclose(result.x, least_squares(design, mass, "normal"), rtol=1e-9)


def test_raw_features_make_a_narrow_valley_and_standardized_ones_a_round_bowl():
    flipper, mass = penguins()
    raw = mse_objective(design_matrix(flipper), mass).hessian([0.0, 0.0])
    scaled = mse_objective(design_matrix(standardize(flipper).scaled), mass).hessian([0.0, 0.0])
    assert np.linalg.cond(raw) > 1e6
    assert np.linalg.cond(scaled) == pytest.approx(1.0)


@pytest.mark.parametrize("l2", [0.0, 0.3])
def test_logistic_is_the_mean_cross_entropy(l2):
    f = logistic_objective(X, LABELS, l2)
    w = np.array([0.3, -0.2, 0.8])
    p = 1 / (1 + np.exp(-X @ w))
    entropy = -(LABELS * np.log(p) + (1 - LABELS) * np.log(1 - p)).mean()
    assert f(w) == pytest.approx(entropy + l2 / 2 * w @ w, rel=1e-13)
    assert np.allclose(f.gradient(w), X.T @ (p - LABELS) / len(X) + l2 * w, atol=1e-14)
    weighted = (X * (p * (1 - p))[:, None]).T @ X / len(X)
    assert np.allclose(f.hessian(w), weighted + l2 * np.eye(3), atol=1e-14)


def test_logistic_with_logits_of_1000():
    f = logistic_objective([[1.0], [-1.0]], [1, 0])
    assert f([1000.0]) == 0.0 and f([-1000.0]) == 1000.0
    assert f.gradient([1000.0]) == 0.0 and f.gradient([-1000.0]) == -1.0
    assert f([50.0]) == pytest.approx(np.exp(-50), rel=1e-12)
    assert np.array_equal(f.hessian([1000.0]), [[0.0]])


def test_logistic_minimum_agrees_with_scipy():
    f = logistic_objective(X, LABELS, 0.05)
    ours = minimize(f, np.zeros(3), gradient_descent(1.0), maxiter=5000)
    theirs = scipy.optimize.minimize(f, np.zeros(3), jac=f.gradient, tol=1e-10)
    assert ours.success and np.allclose(ours.x, theirs.x, atol=1e-6)


def test_separable_classes_have_no_minimum():
    f = logistic_objective([[-1.0], [1.0]], [0, 1])
    path = minimize(f, [0.0], gradient_descent(1.0), maxiter=200).path
    assert (np.diff(path[:, 0]) > 0).all() and (np.diff(f(path)) < 0).all()
    assert f.minimizers.shape == (0, 1)


@pytest.mark.parametrize("labels", [[1, -1], [0, 2], [0.5, 0.5]])
def test_labels_other_than_0_and_1(labels):
    with pytest.raises(ValueError, match=r"y must hold the labels 0 and 1; got .*y = \(y > 0\)"):
        logistic_objective([[1.0], [2.0]], labels)


@pytest.mark.parametrize("l2", [-1.0, np.nan, np.inf, [0.1]])
def test_penalties_that_cannot_be_used(l2):
    with pytest.raises(ValueError, match="l2 must be a finite number, 0 or more"):
        logistic_objective([[1.0], [2.0]], [0, 1], l2)
