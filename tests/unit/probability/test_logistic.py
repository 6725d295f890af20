"""Logistic regression against scikit-learn, and classes that a line separates."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from mathlib.datasets import load_penguins
from mathlib.probability.likelihood import fit_logistic
from mathlib.probability.regression import design_matrix, logistic_objective, standardize
from mathlib.probability.separation import best_line, separating_direction


def adelie_or_chinstrap():
    birds = load_penguins()
    birds = birds[np.isin(birds["species"], ["Adelie", "Chinstrap"])]
    birds = birds[~np.isnan(birds["body_mass_g"])]
    features = standardize(np.stack([birds["bill_depth_mm"], birds["body_mass_g"]], -1)).scaled
    return design_matrix(*features.T), (birds["species"] == "Chinstrap").astype(float)


@pytest.mark.parametrize("l2", [0.0, 0.1])
def test_logistic_regression_agrees_with_scikit_learn(l2):
    X, y = adelie_or_chinstrap()
    best = fit_logistic(X, y, l2)
    strength = np.inf if l2 == 0 else 1 / (len(y) * l2)
    theirs = LogisticRegression(C=strength, fit_intercept=False, tol=1e-10).fit(X, y)
    assert best.success and best.n == len(y) == 219
    assert np.allclose(best.theta, theirs.coef_[0], atol=1e-6)
    p = theirs.predict_proba(X)[np.arange(len(y)), y.astype(int)]
    assert best.log_likelihood == pytest.approx(np.log(p).sum(), rel=1e-9)


def test_logistic_standard_errors_are_the_scatter_of_the_estimates():
    rng = np.random.default_rng(5)
    X = design_matrix(rng.normal(size=400))
    p = 1 / (1 + np.exp(-X @ [0.5, -1.0]))
    fits = [fit_logistic(X, rng.random(400) < p, gtol=1e-5) for _ in range(200)]
    scatter = np.std([best.theta for best in fits], axis=0)
    assert np.allclose(np.mean([b.standard_errors for b in fits], axis=0), scatter, rtol=0.15)


LINE = "a line separates the classes, so larger weights always make the labels more probable"
NO_LINE = "along one direction larger weights make some labels more probable, and none less"
SEPARABLE = {
    "apart": ([-2.0, -1.0, 1.0, 2.0], [0, 0, 1, 1], LINE),
    "touching": ([-1.0, 0.0, 0.0, 1.0], [0, 0, 1, 1], NO_LINE),
    "one side mixed": ([-1.0, -1.0, -1.0, 1.0, 1.0], [0, 1, 1, 1, 1], NO_LINE),
    "one class": ([-1.0, 2.0], [1, 1], LINE),
}


@pytest.mark.parametrize(("x", "y", "why"), SEPARABLE.values(), ids=SEPARABLE)
def test_separable_classes_have_no_estimate(x, y, why):
    X = design_matrix(x)
    w = separating_direction(X, y)
    sides = (2 * np.array(y) - 1) * (X @ w)
    assert sides.min() >= -1e-12 and sides.max() > 0 and np.linalg.norm(w) == pytest.approx(1)
    f = logistic_objective(X, y)
    along = f(np.multiply.outer([1.0, 10.0, 100.0], w))
    assert (np.diff(along) < 0).all()
    best = fit_logistic(X, y, maxiter=200)
    assert not best.success and np.isnan(best.standard_errors).all()
    assert best.message == (
        f"No estimate: {why}; after 200 steps ‖w‖ = {np.linalg.norm(best.theta):.3g}, and "
        "growing. Try l2 = 0.01."
    )
    assert fit_logistic(X, y, l2=0.01).success


def test_overlapping_classes_have_no_separating_direction():
    X, y = adelie_or_chinstrap()
    assert separating_direction(X, y) is None
    assert separating_direction(design_matrix([0.0, 1.0, 2.0]), [0, 1, 0]) is None
    assert separating_direction(1e6 * X, y) is None
    assert separating_direction(np.zeros((3, 1)), [0, 1, 0]) is None


@pytest.mark.parametrize(("shift", "scale"), [(0, 1), (1e6, 1), (1e8, 1), (0, 1e-9), (2000, 1e6)])
def test_separation_does_not_depend_on_where_and_how_large_the_numbers_are(shift, scale):
    X = design_matrix(scale * (shift + np.arange(4.0)))
    w = separating_direction(X, [0, 0, 1, 1])
    assert w is not None and ((X @ w)[:2] <= 1e-9).all() and ((X @ w)[2:] >= -1e-9).all()
    assert separating_direction(X, [0, 1, 0, 1]) is None


def test_the_best_line_in_the_plane_says_the_same():
    rng = np.random.default_rng(0)
    seen = set()
    for _ in range(60):
        n = rng.integers(3, 9)
        points, classes = rng.normal(size=(n, 2)), rng.integers(0, 2, n)
        found = separating_direction(design_matrix(*points.T), classes) is not None
        assert found == (best_line(points, classes).share == 1)
        seen.add(found)
    assert seen == {True, False}


MESSAGES = [
    (
        lambda: separating_direction(np.ones((2, 1)), [0, 1, 1]),
        "X and y must have shapes (m, k) and (m,); got (2, 1) and (3,).",
    ),
    (
        lambda: fit_logistic(np.ones((3, 2)), [0, 1, 1]),
        "X has 2 columns but rank 1 with 3 rows: many w fit equally well. Leave out columns that "
        "follow from others, or give a penalty, l2 = 0.01.",
    ),
    (
        lambda: fit_logistic([[1.0], [2.0]], [1, 2]),
        "y must hold the labels 0 and 1; got 2. Try y = (y > 0).",
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises(ValueError) as caught:
        call()
    assert str(caught.value) == text
