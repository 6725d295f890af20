r"""Linear and logistic regression: the objectives that a data set defines."""

from typing import Any, NamedTuple

import numpy as np

from mathlib.arguments import float_array, no_missing
from mathlib.optimize.objectives.base import Objective
from mathlib.optimize.objectives.quadratics import quadratic_form
from mathlib.probability.sigmoid_softmax import log_sigmoid


class Standardized(NamedTuple):
    """What :func:`standardize` returns: ``x = mean + std * scaled``."""

    scaled: np.ndarray
    mean: np.ndarray
    std: np.ndarray


def design_matrix(*features: Any) -> np.ndarray:
    r"""Return the matrix whose rows are $(1, x_1, \dots, x_k)$, one row per observation.

    Arguments:
        features: k columns of m numbers each, shape (m,).

    Returns:
        The matrix X, shape (m, 1 + k); the ones stand first, for the intercept.

    Raises:
        ValueError: no feature, features of different lengths, or missing values.

    Source: Hastie, Tibshirani & Friedman, The Elements of Statistical Learning (2009), section 3.2.

    >>> design_matrix([1.0, 2.0, 4.0])
    array([[1., 1.],
           [1., 2.],
           [1., 4.]])
    """
    columns = [float_array(f"feature {i}", x) for i, x in enumerate(features, start=1)]
    shapes = [x.shape for x in columns]
    if not columns or columns[0].ndim != 1 or len(set(shapes)) > 1:
        raise ValueError(
            f"design_matrix takes one or more features of the same shape (m,); got shapes {shapes}."
        )
    for i, x in enumerate(columns, start=1):
        no_missing(f"feature {i}", x)
    return np.stack([np.ones(len(columns[0])), *columns], axis=1)


def least_squares(X: Any, y: Any, method: str = "qr") -> np.ndarray:
    r"""Return the weights w that minimise $\|Xw - y\|^2$.

    ``"normal"`` solves the normal equations $X^\top X w = X^\top y$. ``"qr"`` factors $X = QR$ and
    solves $R w = Q^\top y$, which loses fewer digits: it does not square the condition number.

    Arguments:
        X: design matrix, shape (m, k).
        y: targets, shape (m,).
        method: "qr" or "normal".

    Raises:
        ValueError: shapes that do not fit, missing values, an unknown method, or columns of X
            that depend on each other, so that no single w is best.

    Source: Golub & Van Loan, Matrix Computations (2013), section 5.3.

    >>> w = least_squares(design_matrix([0.0, 1.0, 2.0]), [1.0, 3.0, 5.0])
    >>> bool(np.allclose(w, [1.0, 2.0]))
    True
    """
    X, y = _data(X, y)
    rank = int(np.linalg.matrix_rank(X))
    if rank < X.shape[1]:
        raise ValueError(
            f"X has {X.shape[1]} columns but rank {rank} with {len(X)} rows: many w fit equally "
            "well. Leave out columns that follow from others, or add observations."
        )
    if method == "normal":
        return np.linalg.solve(X.T @ X, X.T @ y)
    if method == "qr":
        Q, R = np.linalg.qr(X)
        return np.linalg.solve(R, Q.T @ y)
    raise ValueError(f'method must be "qr" or "normal"; got {method!r}.')


def standardize(x: Any) -> Standardized:
    r"""Shift and scale every column to mean 0 and standard deviation 1: $(x - \bar x) / s$.

    Arguments:
        x: one feature, shape (m,), or k of them, shape (m, k).

    Returns:
        ``scaled`` (same shape), ``mean`` and ``std`` (with 1/m; shape () or (k,)).

    Raises:
        ValueError: missing values, or a column in which all values are equal.

    Source: Hastie, Tibshirani & Friedman (2009), section 3.4.1.

    >>> scaled, mean, std = standardize([1.0, 3.0])
    >>> scaled, float(mean), float(std)
    (array([-1.,  1.]), 2.0, 1.0)
    """
    x = float_array("x", x)
    if x.ndim not in (1, 2) or not len(x):
        raise ValueError(f"x must have shape (m,) or (m, k) with m ≥ 1; got shape {x.shape}.")
    no_missing("x", x)
    constant = np.atleast_1d(x.max(axis=0) == x.min(axis=0))
    if constant.any():
        raise ValueError(
            f"column {int(np.flatnonzero(constant)[0])} of x is constant: it has no spread to "
            "divide by. Leave it out (the intercept of a design matrix, too)."
        )
    mean, std = x.mean(axis=0), x.std(axis=0)
    return Standardized((x - mean) / std, mean, std)


def mse_objective(X: Any, y: Any) -> Objective:
    r"""Return the mean squared error of linear regression as a function of the weights.

    .. math:: f(w) = \tfrac1m \|Xw - y\|^2, \qquad \nabla f = \tfrac2m X^\top (Xw - y),
        \qquad \nabla^2 f = \tfrac2m X^\top X

    It is computed as $f(\hat w) + \tfrac12 (w - \hat w)^\top \nabla^2 f\, (w - \hat w)$ around a
    minimizer $\hat w$: equal (by Pythagoras), and its cost does not grow with m.

    Arguments:
        X: design matrix, shape (m, k).
        y: targets, shape (m,).

    Raises:
        ValueError: shapes that do not fit, or missing values.

    Source: Hastie, Tibshirani & Friedman (2009), section 3.2.

    >>> f = mse_objective(design_matrix([0.0, 1.0, 2.0]), [1.0, 3.0, 6.0])
    >>> bool(np.isclose(f([1.0, 2.0]), 1 / 3))
    True
    """
    X, y = _data(X, y)
    best = np.linalg.lstsq(X, y)[0]
    return quadratic_form(
        2 * X.T @ X / len(X),
        best,
        float(np.mean((X @ best - y) ** 2)),
        name="mean squared error",
        story="a bowl whose lowest point is the least-squares fit",
        domain=_around(best),
        minimizers=best,
    )


def logistic_objective(X: Any, y: Any, l2: float = 0.0) -> Objective:
    r"""Return the mean binary cross-entropy of logistic regression as a function of the weights.

    .. math:: f(w) = \tfrac1m \sum_i \ln\bigl(1 + e^{-s_i z_i}\bigr) + \tfrac{l_2}{2} \|w\|^2,
        \qquad z = Xw, \quad s_i = 2 y_i - 1

    The minimizer has no closed form, and ``minimizers`` is empty; with ``l2 = 0`` and classes that
    a line separates there is none at all. Logits of ±1000 do not overflow.

    Arguments:
        X: design matrix, shape (m, k).
        y: labels 0 or 1, shape (m,).
        l2: strength of the penalty, ≥ 0; it acts on every weight, the intercept included.

    Raises:
        ValueError: shapes that do not fit, missing values, labels other than 0 and 1, l2 < 0.

    Source: Hastie, Tibshirani & Friedman (2009), section 4.4.

    >>> f = logistic_objective(design_matrix([-1.0, 1.0]), [0, 1])
    >>> bool(np.isclose(f([0.0, 0.0]), np.log(2)))
    True
    """
    X, y = _data(X, y)
    if not np.isin(y, (0.0, 1.0)).all():
        wrong = y[~np.isin(y, (0.0, 1.0))][0]
        raise ValueError(f"y must hold the labels 0 and 1; got {wrong:g}. Try y = (y > 0).")
    if not (np.ndim(l2) == 0 and 0 <= l2 < np.inf):
        raise ValueError(f"l2 must be a finite number, 0 or more; got {l2!r}. Try 0.01.")
    m, k = X.shape
    sign = 2 * y - 1

    def value(w: np.ndarray) -> np.ndarray:
        loss = -log_sigmoid(sign * (w @ X.T)).mean(axis=-1)
        return loss + 0.5 * l2 * (w * w).sum(axis=-1)

    def gradient(w: np.ndarray) -> np.ndarray:
        return -(sign * np.exp(log_sigmoid(-sign * (w @ X.T)))) @ X / m + l2 * w

    def hessian(w: np.ndarray) -> np.ndarray:
        z = w @ X.T
        spread = np.exp(log_sigmoid(z)) * np.exp(log_sigmoid(-z))
        return np.einsum("...m,mi,mj->...ij", spread, X, X) / m + l2 * np.eye(k)

    return Objective(
        "cross-entropy",
        "convex: steep where the labels are predicted wrong, flat where they are right",
        k,
        value,
        gradient,
        hessian,
        domain=_around(np.zeros(k)),
    )


def _around(center: np.ndarray) -> tuple[tuple[float, float], ...]:
    """Return a domain to draw around a point."""
    return tuple((float(c) - max(abs(c), 4.0), float(c) + max(abs(c), 4.0)) for c in center)


def _data(X: Any, y: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return X (m, k) and y (m,) as float64 arrays without missing values."""
    X, y = float_array("X", X), float_array("y", y)
    if X.ndim != 2 or not X.size or y.shape != X.shape[:1]:
        raise ValueError(
            f"X and y must have shapes (m, k) and (m,), m and k ≥ 1; got {X.shape} and {y.shape}. "
            "For one feature x, try X = design_matrix(x)."
        )
    no_missing("X", X)
    no_missing("y", y)
    return X, y
