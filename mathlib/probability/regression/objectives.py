r"""Linear and logistic regression: the objectives that a data set defines."""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import not_negative
from mathlib.optimize.objectives.base import Objective
from mathlib.probability.regression.features import features_and_targets
from mathlib.probability.regression.linear_fit import columns, target, to_columns, weights
from mathlib.probability.scaling import quiet
from mathlib.probability.sigmoid_softmax import log_sigmoid

LARGEST = 1e150
"""Numbers between 1/LARGEST and LARGEST can be squared and added up."""


@quiet
def mse_objective(X: Any, y: Any) -> Objective:
    r"""Return the mean squared error of linear regression as a function of the weights.

    .. math:: f(w) = \tfrac1m \|Xw - y\|^2, \qquad \nabla f = \tfrac2m X^\top (Xw - y),
        \qquad \nabla^2 f = \tfrac2m X^\top X

    It is computed as $f(\hat w) + \|M (w - \hat w)\|^2$ around a minimizer $\hat w$, with a
    k × k matrix M for which $M^\top M = X^\top X / m$: equal (by Pythagoras), and its cost does not
    grow with m. Features that are far from 0, such as years, lose no digits by it.

    Arguments:
        X: design matrix, shape (m, k), each column in its own unit.
        y: targets, shape (m,).

    Returns:
        An objective of w, shape (…, k); its value is in the unit of y squared. ``minimizers`` holds
        one minimizer, also where columns that depend on each other have many.

    Raises:
        ValueError: shapes that do not fit, missing values, or numbers whose squares float64 cannot
            hold.
        TypeError: X or y does not hold numbers.

    Source: Hastie, Tibshirani & Friedman (2009), section 3.2.

    See also :func:`mathlib.probability.squared_error`, of predictions and not of weights.

    A bowl, whose lowest point is the line of least squares:

    >>> from mathlib.probability import design_matrix
    >>> f = mse_objective(design_matrix([0.0, 1.0, 2.0]), [1.0, 3.0, 6.0])
    >>> f([[1.0, 2.0], [0.5, 2.5]]).round(4), f.minimizers.round(4)
    (array([0.3333, 0.1667]), array([[0.8333, 2.5   ]]))
    """
    X, y = features_and_targets(X, y)
    _squarable(X, "a column of X")
    _squarable(y[:, None], "y")
    best, least, M = _best_fit(X, y)
    hessian = 2 * X.T @ X / len(X)

    def value(w: np.ndarray) -> np.ndarray:
        off = (w - best) @ M.T
        return least + np.einsum("...i,...i->...", off, off)

    return Objective(
        "mean squared error",
        "a bowl whose lowest point is the least-squares fit",
        X.shape[1],
        value,
        raw_gradient=lambda w: 2 * ((w - best) @ M.T) @ M,
        raw_hessian=lambda w: np.broadcast_to(hessian, (*w.shape, len(best))).copy(),
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
        X: design matrix, shape (m, k), each column in its own unit.
        y: labels 0 or 1, shape (m,).
        l2: strength of the penalty, ≥ 0; it acts on every weight, the intercept included.

    Returns:
        An objective of w, shape (…, k); its value is in nats.

    Raises:
        ValueError: shapes that do not fit, missing values, labels other than 0 and 1, l2 < 0, or
            numbers whose squares float64 cannot hold.
        TypeError: X or y does not hold numbers.

    Source: Hastie, Tibshirani & Friedman (2009), section 4.4.

    See also :func:`mathlib.probability.fit_logistic`, which goes to its minimum; scikit-learn's
    ``LogisticRegression``, which leaves the intercept out of the penalty: its C is 1/(m l₂).

    Weights of 0 say p = ½ for everybody, at ln 2 nats each; better ones cost less:

    >>> from mathlib.probability import design_matrix
    >>> f = logistic_objective(design_matrix([-1.0, 1.0]), [0, 1])
    >>> f([[0.0, 0.0], [0.0, 3.0]]).round(4)
    array([0.6931, 0.0486])
    """
    X, y = features_and_targets(X, y)
    _squarable(X, "a column of X")
    if not np.isin(y, (0.0, 1.0)).all():
        wrong = y[~np.isin(y, (0.0, 1.0))][0]
        raise ValueError(f"y must hold the labels 0 and 1; got {wrong:g}. Try y = (y > 0).")
    l2 = not_negative("l2", l2, "0.01")
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


def _best_fit(X: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float, np.ndarray]:
    """Return weights of least mean squared error, that error, and M with MᵀM = XᵀX / m.

    Columns that depend on each other are allowed.
    """
    found = columns(X)
    z, size, shift = target(y, found)
    parts = np.where(found.kept, (found.U.T @ z) / found.lengths, 0.0)
    v = parts @ found.V
    least = float(np.mean((found.Z @ v - z) ** 2)) * size * size
    M = np.linalg.qr(found.Z, mode="r") @ to_columns(found) / np.sqrt(len(X))
    return weights(v, found, size, shift), least, M


def _squarable(table: np.ndarray, what: str) -> None:
    """Refuse columns of numbers whose squares vanish or overflow."""
    largest = np.abs(table).max(axis=0)
    wrong = largest[(largest > LARGEST) | ((largest > 0) & (largest < 1 / LARGEST))]
    if wrong.size:
        raise ValueError(
            f"{what} holds numbers of size {wrong[0]:.0e}, whose squares float64 cannot hold. "
            f"Take another unit: divide by {wrong[0]:.0e}."
        )
