r"""Exercises 05.5 and 05.7: the gap between chord and curve, and the gradient of a real loss."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise
from mathlib.optimize.objectives import (
    Objective,
    beale,
    exponential,
    himmelblau,
    saddle,
    two_valleys,
)


def gap(f: Objective, x: np.ndarray, y: np.ndarray, weight: float) -> float:
    r"""Return how far the chord from x to y runs above f, at the given weight.

    .. math:: (1-w)\,f(x) + w\,f(y) - f\big((1-w)\,x + w\,y\big)

    Arguments:
        f: the function, of n variables; it is convex when no gap is negative.
        x: where the chord starts (w = 0), shape (n,).
        y: where it ends (w = 1), shape (n,).
        weight: w, from 0 to 1.

    Source: Boyd & Vandenberghe, Convex Optimization (2004), section 3.1.1.

    >>> float(gap(saddle, np.array([0.0, 0.0]), np.array([2.0, 0.0]), 0.5))
    1.0
    """
    between = (1 - weight) * x + weight * y
    return (1 - weight) * f(x) + weight * f(y) - f(between)


def _chords(rng: np.random.Generator) -> list[Arguments]:
    functions = (exponential, two_valleys, himmelblau, saddle, beale)
    weights = (0.3, 0.8, 0.6, 0.2, 0.9)
    return [
        (
            f,
            rng.uniform(-2.5, -0.5, size=f.n).round(1),
            rng.uniform(0.5, 2.5, size=f.n).round(1),
            weight,
        )
        for f, weight in zip(functions, weights, strict=True)
    ]


GAP = Exercise(
    name="05.5",
    title="How far is the chord above the curve?",
    reference=gap,
    inputs=_chords,
    mistakes=(
        (
            lambda f, x, y, weight: (
                weight * f(x) + (1 - weight) * f(y) - f(weight * x + (1 - weight) * y)
            ),
            "You swap the weights: at w = 0 you should stand at x, so x has the weight 1 − w.",
        ),
        (
            lambda f, x, y, weight: (
                weight * f(x) + (1 - weight) * f(y) - f((1 - weight) * x + weight * y)
            ),
            "You swap the weights of the chord only: above one point you measure another's height.",
        ),
        (
            lambda f, x, y, weight: (
                (1 - weight) * f(x) + weight * f(y) - f(weight * x + (1 - weight) * y)
            ),
            "You swap the weights inside f only: the curve is measured at the wrong point.",
        ),
        (
            lambda f, x, y, weight: (
                f((1 - weight) * x + weight * y) - (1 - weight) * f(x) - weight * f(y)
            ),
            "Your sign is reversed: the gap is the chord minus the curve there.",
        ),
        (
            lambda f, x, y, weight: (1 - weight) * f(x) + weight * f(y),
            "That is the height of the chord. Subtract the height of the curve there.",
        ),
        (
            lambda f, x, y, weight: (f(x) + f(y)) / 2 - f((x + y) / 2),
            "You always measure at the midpoint. The weight says where between x and y to look.",
        ),
        (
            lambda f, x, y, weight: abs(gap(f, x, y, weight)),
            "Keep the sign: a negative gap is the news.",
        ),
        (
            lambda f, x, y, weight: (1 - weight) * f(x) + weight * f(y) - f(x + y),
            "You measure the curve at x + y. Mix the points with the same weights as the heights.",
        ),
    ),
    hints=(
        "Two heights at one point between x and y: that of the chord and that of the curve.",
        "The point is (1 − w)x + wy. The chord has the height (1 − w)f(x) + w f(y) there.",
        "Return `(1 - weight) * f(x) + weight * f(y) - f(…)` with the point in place of the dots.",
    ),
    praise="You have the chord test: one negative gap at a weight in [0, 1] proves that f is not "
    "convex.",
)


def mse_gradient(X: np.ndarray, y: np.ndarray, w: np.ndarray) -> np.ndarray:
    r"""Return the gradient of the mean squared error of the predictions Xw.

    .. math:: \nabla_w \, \frac1m \|Xw - y\|^2 = \frac2m X^\top (Xw - y)

    Arguments:
        X: one row per observation, shape (m, n).
        y: what was observed, shape (m,).
        w: the weights, shape (n,).

    Source: Deisenroth, Faisal & Ong, Mathematics for Machine Learning (2020), section 9.2.

    >>> mse_gradient(np.array([[1.0], [2.0]]), np.array([1.0, 2.0]), np.array([0.0]))
    array([-5.])
    """
    return 2 / len(y) * X.T @ (X @ w - y)


def _tables(rng: np.random.Generator) -> list[Arguments]:
    return [
        (
            rng.uniform(-2.0, 2.0, size=(m, n)).round(1),
            rng.uniform(-2.0, 2.0, size=m).round(1),
            rng.uniform(-2.0, 2.0, size=n).round(1),
        )
        for m, n in ((3, 1), (3, 2), (4, 2), (5, 3), (4, 3))
    ]


_SHAPES = "X is (m, n), w is (n,), the residual Xw − y is (m,): which product gives (n,)?"
_ONE_MEAN = "You take one mean over everything. Average over the rows: one entry per weight stays."

MSE_GRADIENT = Exercise(
    name="05.7",
    title="The gradient of the mean squared error",
    reference=mse_gradient,
    inputs=_tables,
    mistakes=(
        (
            lambda X, y, w: X.T @ (X @ w - y) / len(y),
            "The factor 2 is missing: it comes from the derivative of the square.",
        ),
        (
            lambda X, y, w: 2 * X.T @ (X @ w - y),
            "That is the gradient of the sum of squares. A mean divides by the number of rows.",
        ),
        (
            lambda X, y, w: 2 / len(y) * X.T @ (y - X @ w),
            "Your gradient has the wrong sign: the residual is prediction minus observation here.",
        ),
        (
            lambda X, y, w: 2 / X.shape[1] * X.T @ (X @ w - y),
            "You divide by the number of columns. The mean goes over the observations, the rows.",
        ),
        (
            lambda X, y, w: 2 * np.mean(X @ w - y) * np.mean(X, axis=0),
            "You take two means and multiply them. Multiply row by row first, then take the mean.",
        ),
        (
            lambda X, y, w: np.mean(2 * X * (X @ w - y)[:, None]),
            _ONE_MEAN,
        ),
        (lambda X, y, w: 2 * np.mean(X.T @ (X @ w - y)), _ONE_MEAN),
        (
            lambda X, y, w: np.mean((X @ w - y) ** 2),
            "That is the loss itself, one number. Its gradient has one entry for each weight.",
        ),
        (
            lambda X, y, w: 2 / len(y) * (X @ w - y),
            "You stop at the residuals, one for each row. Which product with X gives one entry for "
            "each weight?",
        ),
    ),
    hints=(
        "Work out the derivative of (Xw − y)² for one row, then take the mean over the rows.",
        "Each residual is multiplied by its row of X: that is Xᵀ times the residuals. "
        "The square brings a factor 2, the mean a factor 1/m.",
        "`X @ w - y` are the residuals, `len(y)` is m; return `2 / len(y) * X.T @ (…)`.",
    ),
    praise="You have the gradient that every linear regression by gradient descent walks along.",
    errors=(("core dimension", _SHAPES), ("broadcast together", _SHAPES)),
)
