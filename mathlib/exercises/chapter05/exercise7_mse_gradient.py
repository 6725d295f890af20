"""Exercise 05.7: the gradient of the mean squared error."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


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
