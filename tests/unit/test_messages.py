"""Every message of floor 0, in full: what was given, what is allowed, how to mend it."""

import numpy as np
import pytest

from mathlib.arguments import float_array, no_missing, positive, whole_number
from mathlib.optimize.basins_of_attraction import basins
from mathlib.optimize.convexity import chord_gap, jensen_gap
from mathlib.optimize.line_search import backtracking
from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives import himmelblau, parabola, quadratic, saddle
from mathlib.optimize.optimizers import gradient_descent, gradient_descent_with_line_search
from mathlib.optimize.rates import best_learning_rate, contraction_factor, steps_to
from mathlib.probability.regression import (
    design_matrix,
    least_squares,
    logistic_objective,
    mse_objective,
    standardize,
)

GD = gradient_descent(0.1)
HOLE = [[1.0, np.nan], [2.0, np.inf]]


class Own:
    """An objective of a learner's own: any value, any gradient."""

    def __init__(self, value, gradient):
        self.value, self.gradient = value, gradient

    def __call__(self, x):
        return self.value(x)


def squares(x):
    return x * x


def total(x):
    return (x * x).sum(axis=-1)


MESSAGES = [
    (
        lambda: float_array("x", [[1.0], [2.0, 3.0]]),
        "x has rows of different lengths; give every row the same number of entries.",
    ),
    (
        lambda: float_array("x", ["a"]),
        "x must hold real numbers; got list with entries of type <U1. Try x = "
        "np.array([1.0, 2.0]).",
    ),
    (
        lambda: positive("gtol", 0, "1e-8"),
        "gtol must be a positive, finite number; got 0. Try 1e-8.",
    ),
    (
        lambda: positive("gtol", "0.1", "1e-8"),
        "gtol must be a positive, finite number; got '0.1'. Try 1e-8.",
    ),
    (
        lambda: positive("gtol", True, "1e-8"),
        "gtol must be a positive, finite number; got True. Try 1e-8.",
    ),
    (
        lambda: whole_number("maxiter", -1, "100"),
        "maxiter must be an integer, 0 or more; got -1. Try 100.",
    ),
    (
        lambda: whole_number("maxiter", 1.5, "100"),
        "maxiter must be an integer, 0 or more; got 1.5. Try 100.",
    ),
    (
        lambda: no_missing("y", np.array([1.0, np.nan])),
        "y has 1 missing or infinite value among 2. Keep the complete rows, the same ones "
        "in every array: keep = np.isfinite(y); y = y[keep].",
    ),
    (
        lambda: no_missing("X", np.array(HOLE)),
        "X has 2 missing or infinite values among 4. Keep the complete rows, the same "
        "ones in every array: keep = np.isfinite(X).all(axis=1); X = X[keep].",
    ),
    (
        lambda: no_missing("feature 1", np.array([np.nan])),
        "feature 1 has 1 missing or infinite value among 1. Keep the complete rows, the "
        "same ones in every array: keep = np.isfinite(x); x = x[keep].",
    ),
    (
        lambda: basins(saddle, [[0.0, 0.0]], GD),
        "saddle has no known minimum, so it has no basins to draw",
    ),
    (
        lambda: chord_gap(parabola, np.zeros((2, 1)), np.zeros((3, 1)), 0.5),
        "x, y and weight must fit together as (…, n), (…, n) and (…); got shapes (2, 1), "
        "(3, 1) and ().",
    ),
    (
        lambda: chord_gap(parabola, [0.0], [1.0], "half"),
        "weight must hold real numbers; got str with entries of type <U4. Try weight = "
        "np.array([1.0, 2.0]).",
    ),
    (
        lambda: chord_gap(himmelblau, [0.0, 0.0], [1.0], 0.5),
        "y must have shape (…, 2): 2 coordinates on the last axis; got shape (1,).",
    ),
    (
        lambda: chord_gap(squares, np.zeros((4, 3, 2)), [1.0, 1.0], 0.5),
        "f must return one value per point: shape (4, 3) for x of shape (4, 3, 2); got "
        "(4, 3, 2). Sum over the last axis: lambda x: (x ** 2).sum(axis=-1).",
    ),
    (
        lambda: jensen_gap(parabola, [[0.0], [1.0]], [1.0]),
        "points and weights must have shapes (…, m, n) and (…, m), one weight for every "
        "point; got (2, 1) and (1,).",
    ),
    (
        lambda: jensen_gap(parabola, [[0.0], [1.0]], [0.5, 0.25]),
        "weights must sum to 1; got [0.5, 0.25]. Divide them by their sum: weights / "
        "weights.sum(axis=-1, keepdims=True).",
    ),
    (
        lambda: jensen_gap(parabola, [[0.0], [1.0]], ["a", "b"]),
        "weights must hold real numbers; got list with entries of type <U1. Try weights = "
        "np.array([1.0, 2.0]).",
    ),
    (
        lambda: jensen_gap(himmelblau, [0.0], [1.0]),
        "points must have shape (…, 2): 2 coordinates on the last axis; got shape (1,).",
    ),
    (
        lambda: backtracking(parabola, [1.0], [2.0]),
        "direction must lead downhill: ∇f·d < 0 is needed; got ∇f·d = 4. Try direction = "
        "-objective.gradient(x), where ∇f ≠ 0.",
    ),
    (
        lambda: backtracking(himmelblau, [0.0, 0.0], [[1.0, 1.0]]),
        "direction must have the shape of x, (2,); got shape (1, 2).",
    ),
    (
        lambda: backtracking(himmelblau, [0.0], [1.0, 1.0]),
        "x must have shape (…, 2): 2 coordinates on the last axis; got shape (1,).",
    ),
    (
        lambda: backtracking(himmelblau, [0.0, 0.0], [1.0]),
        "direction must have shape (…, 2): 2 coordinates on the last axis; got shape (1,).",
    ),
    (
        lambda: backtracking(parabola, [1.0], [-1.0], initial=0),
        "initial must be a positive, finite number; got 0. Try 1.0.",
    ),
    (
        lambda: backtracking(parabola, [1.0], [-1.0], maxiter=-1),
        "maxiter must be an integer, 0 or more; got -1. Try 60.",
    ),
    (
        lambda: backtracking(parabola, [1.0], [-1.0], shrink=-1),
        "shrink must be a positive, finite number; got -1. Try 0.5.",
    ),
    (
        lambda: backtracking(parabola, [1.0], [-1.0], shrink=1.0),
        "shrink must lie between 0 and 1; got 1.0. Try 0.5.",
    ),
    (
        lambda: backtracking(parabola, [1.0], [-1.0], c1=-1),
        "c1 must be a positive, finite number; got -1. Try 1e-4.",
    ),
    (
        lambda: backtracking(parabola, [1.0], [-1.0], c1=2.0),
        "c1 must lie between 0 and 1; got 2.0. Try 1e-4.",
    ),
    (
        lambda: minimize(parabola, 1.0, 0.1),
        "optimizer must be an Optimizer; got 0.1. Try gradient_descent(0.1).",
    ),
    (
        lambda: minimize(total, 1.0, GD),
        "objective must be callable and have a method gradient(x); got function. Try one "
        "from mathlib.optimize, such as himmelblau.",
    ),
    (
        lambda: minimize(Own(total, "none"), 1.0, GD),
        "objective must be callable and have a method gradient(x); got Own. Try one "
        "from mathlib.optimize, such as himmelblau.",
    ),
    (
        lambda: minimize(Own(squares, squares), [[1.0, 2.0]], GD),
        "objective(x) must have shape (1,) here; got shape (1, 2).",
    ),
    (
        lambda: minimize(Own(total, total), [1.0, 2.0], GD),
        "objective.gradient(x) must have shape (2,) here; got shape ().",
    ),
    (
        lambda: minimize(Own(lambda x: "a", squares), [1.0, 2.0], GD),
        "objective(x) must hold real numbers; got str with entries of type <U1. Try "
        "np.array([1.0, 2.0]).",
    ),
    (
        lambda: minimize(Own(total, lambda x: "a"), [1.0, 2.0], GD),
        "objective.gradient(x) must hold real numbers; got str with entries of type <U1. "
        "Try np.array([1.0, 2.0]).",
    ),
    (
        lambda: minimize(parabola, [[1.0, 2.0]], GD),
        "x0 must have shape (…, 1): 1 coordinate on the last axis; got shape (1, 2). For "
        "one point per number, write x0[:, None].",
    ),
    (
        lambda: minimize(parabola, np.zeros((0, 1)), GD),
        "x0 holds no point: its shape is (0, 1). Give at least one start.",
    ),
    (
        lambda: minimize(parabola, np.nan, GD),
        "x0 must be finite; it holds NaN or infinity. Choose another start.",
    ),
    (
        lambda: minimize(parabola, 1e9, GD),
        "x0 lies beyond bound = 1e+08. Start nearer, or raise bound.",
    ),
    (
        lambda: minimize(parabola, 1.0, GD, maxiter=-1),
        "maxiter must be an integer, 0 or more; got -1. Try 100.",
    ),
    (
        lambda: minimize(parabola, 1.0, GD, gtol=-1),
        "gtol must be a positive, finite number; got -1. Try 1e-6.",
    ),
    (
        lambda: minimize(parabola, 1.0, GD, xtol=-1),
        "xtol must be a positive, finite number; got -1. Try 1e-6.",
    ),
    (
        lambda: minimize(parabola, 1.0, GD, bound=-1),
        "bound must be a positive, finite number; got -1. Try 1e8.",
    ),
    (
        lambda: himmelblau([1.0, 2.0, 3.0]),
        "x must have shape (…, 2): 2 coordinates on the last axis; got shape (3,).",
    ),
    (
        lambda: parabola([1.0, 2.0]),
        "x must have shape (…, 1): 1 coordinate on the last axis; got shape (2,). For one "
        "point per number, write x[:, None].",
    ),
    (
        lambda: gradient_descent("0.1"),
        "learning_rate must be a number, or a numpy array with one rate per run; got str. "
        "Try 0.1, or np.array([[0.1], [0.2]]) for two runs.",
    ),
    (
        lambda: gradient_descent(np.array([[0.1], [-2.5]])),
        "learning_rate must be a positive, finite number; got -2.5. Try 0.1.",
    ),
    (
        lambda: minimize(parabola, 1.0, gradient_descent(np.ones((3, 1)))),
        "learning_rate has shape (3, 1), which does not fit params of shape (1,). For N "
        "runs give params of shape (N, n) and rates of shape (N, 1).",
    ),
    (
        lambda: gradient_descent_with_line_search(parabola, shrink=2),
        "shrink must lie between 0 and 1; got 2. Try 0.5.",
    ),
    (
        lambda: contraction_factor("a", 0.1),
        "eigenvalues must hold real numbers; got str with entries of type <U1. Try "
        "eigenvalues = np.array([1.0, 2.0]).",
    ),
    (
        lambda: best_learning_rate("a"),
        "eigenvalues must hold real numbers; got str with entries of type <U1. Try "
        "eigenvalues = np.array([1.0, 2.0]).",
    ),
    (
        lambda: best_learning_rate([1.0, 0.0]),
        "eigenvalues must all be positive and finite (a bowl); got [1.0, 0.0]. With a "
        "zero or negative one there is no single minimum to reach.",
    ),
    (lambda: steps_to(0, 0.5), "tolerance must be a number between 0 and 1; got 0. Try 1e-6."),
    (lambda: steps_to(1.0, 0.5), "tolerance must be a number between 0 and 1; got 1.0. Try 1e-6."),
    (lambda: steps_to(1.5, 0.5), "tolerance must be a number between 0 and 1; got 1.5. Try 1e-6."),
    (
        lambda: design_matrix(),
        "design_matrix takes one or more features of the same shape (m,); got shapes [].",
    ),
    (
        lambda: design_matrix("a"),
        "feature 1 must hold real numbers; got str with entries of type <U1. Try "
        "np.array([1.0, 2.0]).",
    ),
    (
        lambda: design_matrix([1.0, 2.0], "ab"),
        "feature 2 must hold real numbers; got str with entries of type <U2. Try "
        "np.array([1.0, 2.0]).",
    ),
    (
        lambda: design_matrix([1.0], [1.0, 2.0]),
        "design_matrix takes one or more features of the same shape (m,); got shapes [(1,), (2,)].",
    ),
    (
        lambda: design_matrix([1.0], [np.nan]),
        "feature 2 has 1 missing or infinite value among 1. Keep the complete rows, the "
        "same ones in every array: keep = np.isfinite(x); x = x[keep].",
    ),
    (
        lambda: least_squares(np.ones((3, 2)), np.ones(3)),
        "X has 2 columns but rank 1 with 3 rows: many w fit equally well. Leave out "
        "columns that follow from others, or add observations.",
    ),
    (lambda: least_squares([[1.0]], [1.0], "svd"), 'method must be "qr" or "normal"; got \'svd\'.'),
    (
        lambda: least_squares("a", [1.0]),
        "X must hold real numbers; got str with entries of type <U1. Try X = np.array([1.0, 2.0]).",
    ),
    (
        lambda: least_squares([[1.0]], "a"),
        "y must hold real numbers; got str with entries of type <U1. Try y = np.array([1.0, 2.0]).",
    ),
    (
        lambda: least_squares([1.0], [1.0]),
        "X and y must have shapes (m, k) and (m,), m and k ≥ 1; got (1,) and (1,). For "
        "one feature x, try X = design_matrix(x).",
    ),
    (
        lambda: mse_objective([[np.nan]], [1.0]),
        "X has 1 missing or infinite value among 1. Keep the complete rows, the same ones "
        "in every array: keep = np.isfinite(X).all(axis=1); X = X[keep].",
    ),
    (
        lambda: mse_objective([[1.0]], [np.nan]),
        "y has 1 missing or infinite value among 1. Keep the complete rows, the same ones "
        "in every array: keep = np.isfinite(y); y = y[keep].",
    ),
    (
        lambda: standardize("a"),
        "x must hold real numbers; got str with entries of type <U1. Try x = np.array([1.0, 2.0]).",
    ),
    (lambda: standardize(1.0), "x must have shape (m,) or (m, k) with m ≥ 1; got shape ()."),
    (
        lambda: standardize([1.0, np.nan]),
        "x has 1 missing or infinite value among 2. Keep the complete rows, the same ones "
        "in every array: keep = np.isfinite(x); x = x[keep].",
    ),
    (
        lambda: standardize([[1.0, 3.0], [1.0, 7.0]]),
        "column 0 of x is constant: it has no spread to divide by. Leave it out (the "
        "intercept of a design matrix, too).",
    ),
    (
        lambda: logistic_objective([[1.0], [2.0], [3.0]], [0, 1, 2]),
        "y must hold the labels 0 and 1; got 2. Try y = (y > 0).",
    ),
    (
        lambda: logistic_objective([[1.0], [2.0]], [1, -1]),
        "y must hold the labels 0 and 1; got -1. Try y = (y > 0).",
    ),
    (
        lambda: logistic_objective([[1.0]], [1], l2=-1),
        "l2 must be a finite number, 0 or more; got -1. Try 0.01.",
    ),
    (
        lambda: quadratic("a"),
        "eigenvalues must hold real numbers; got str with entries of type <U1. Try "
        "eigenvalues = np.array([1.0, 2.0]).",
    ),
    (
        lambda: quadratic([]),
        "eigenvalues must be a list of finite numbers, shape (n,); got []. Try [1.0, 10.0].",
    ),
    (
        lambda: quadratic([1.0, 2.0, 3.0], 0.1),
        "angle turns the plane, so it needs 2 eigenvalues; got 3. Leave angle at 0.",
    ),
    (
        lambda: quadratic([1.0], center="a"),
        "center must hold real numbers; got str with entries of type <U1. Try center = "
        "np.array([1.0, 2.0]).",
    ),
    (
        lambda: quadratic([1.0], center=[1.0, 2.0]),
        "center must be finite, one number for each of the eigenvalues, here 1; got [1.0, 2.0].",
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert str(caught.value) == text
