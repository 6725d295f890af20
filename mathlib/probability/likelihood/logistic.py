"""Logistic regression: the weights of largest likelihood, if there are any."""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import finite_array
from mathlib.optimize.minimization import minimize
from mathlib.optimize.optimizers import Optimizer, gradient_descent
from mathlib.optimize.results import OptimizeResult
from mathlib.probability.likelihood.fitting import Fit
from mathlib.probability.regression import logistic_objective
from mathlib.probability.separation import separating_direction


def fit_logistic(
    X: Any,
    y: Any,
    l2: float = 0.0,
    optimizer: Optimizer | None = None,
    *,
    maxiter: int = 10_000,
    gtol: float = 1e-8,
) -> Fit:
    r"""Return the weights of logistic regression: gradient descent on the mean cross-entropy.

    .. math:: P(y = 1 \mid x) = \sigma(\langle w, x\rangle), \qquad
        \mathcal I(w) = \sum_i \sigma(z_i)\, \sigma(-z_i)\, x_i x_i^\top, \quad z = Xw

    If a line has the classes on its two sides, or on itself, the likelihood grows for ever as the
    weights do along one direction, and there is no estimate: ``success`` is False and the message
    says so. A penalty l2 > 0, a normal prior on
    w with variance $1 / (m\, l_2)$, brings the weights back; ``standard_errors`` are then those of
    a normal approximation to the posterior.

    Arguments:
        X: design matrix, shape (m, k); standardize the features, or many steps are needed.
        y: labels 0 or 1, shape (m,).
        l2: strength of the penalty, ≥ 0, on every weight.
        optimizer: None for ``gradient_descent(1 / L)`` with the largest curvature there can be,
            $L = \lambda_{\max}(X^\top X) / 4m + l_2$.
        maxiter, gtol: as in :func:`mathlib.optimize.minimize`, but 10,000 steps by default.

    Raises:
        ValueError: shapes that do not fit, missing values, labels other than 0 and 1, l2 < 0; or,
            without a penalty, columns of X that depend on each other.

    Source: Hastie, Tibshirani & Friedman (2009), section 4.4; Albert & Anderson (1984) for
    separation.

    >>> from mathlib.probability import design_matrix
    >>> X = design_matrix([-1.0, -1.0, 1.0, 1.0])
    >>> fit_logistic(X, [0, 1, 1, 1]).success, fit_logistic(X, [0, 0, 1, 1]).success
    (False, False)
    >>> fit_logistic(X, [0, 0, 1, 1], l2=0.1).theta.round(3)
    array([0.   , 1.634])
    """
    objective = logistic_objective(X, y, l2)
    X = finite_array("X", X)
    m, k = X.shape
    if optimizer is None:
        optimizer = gradient_descent(1 / (np.linalg.norm(X, 2) ** 2 / (4 * m) + l2))
    _independent(X, l2)
    runaway = l2 == 0 and separating_direction(X, y) is not None
    run = minimize(objective, np.zeros(k), optimizer, maxiter=maxiter, gtol=gtol)
    likelihood = -m * (float(objective(run.x)) - 0.5 * l2 * float(run.x @ run.x))
    message = run.message
    errors = np.full(k, np.nan)
    if runaway:
        message = _why_none(X, y, run)
    elif run.success:
        errors = np.sqrt(np.diagonal(np.linalg.inv(m * objective.hessian(run.x))))
    names = tuple(f"w{i}" for i in range(k))
    return Fit(names, run.x, errors, likelihood, m, run.success and not runaway, message, run)


def _why_none(X: np.ndarray, y: Any, run: OptimizeResult) -> str:
    """Say why the weights run away: a strict separation, or one with points on the line."""
    if ((2 * np.asarray(y) - 1) * (X @ run.x) > 0).all():
        why = "a line separates the classes, so larger weights always make the labels more probable"
    else:
        why = "along one direction larger weights make some labels more probable, and none less"
    return (
        f"No estimate: {why}; after {run.nit} steps ‖w‖ = {np.linalg.norm(run.x):.3g}, and "
        "growing. Try l2 = 0.01."
    )


def _independent(X: np.ndarray, l2: float) -> None:
    rank = int(np.linalg.matrix_rank(X))
    if l2 == 0 and rank < X.shape[1]:
        raise ValueError(
            f"X has {X.shape[1]} columns but rank {rank} with {len(X)} rows: many w fit equally "
            "well. Leave out columns that follow from others, or give a penalty, l2 = 0.01."
        )
