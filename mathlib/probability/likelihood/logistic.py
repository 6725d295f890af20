"""Logistic regression: the weights of largest likelihood, if there are any."""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import not_negative
from mathlib.optimize.minimization import minimize
from mathlib.optimize.optimizers import Optimizer, gradient_descent
from mathlib.optimize.results import OptimizeResult
from mathlib.probability.likelihood.fitting import Fit
from mathlib.probability.regression.features import features_and_targets
from mathlib.probability.regression.linear_fit import columns, independent
from mathlib.probability.regression.objectives import logistic_objective
from mathlib.probability.scaling import quiet
from mathlib.probability.separation import separating_direction

NARROW = 100.0
"""From this condition number of X on, gradient descent needs more than some 10,000 steps."""
ADVICE = (
    " The columns of X differ much in size, or lie far from 0: standardize the features first "
    "(standardize(x).scaled)."
)


@quiet
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

    Returns:
        The weights, named w0 …, each in the unit of 1/column, as `Fit`; ``standard_errors`` are
        NaN where there are none.

    Raises:
        ValueError: shapes that do not fit, missing values, labels other than 0 and 1, l2 < 0,
            numbers whose squares float64 cannot hold; or, without a penalty, columns of X that
            depend on each other.
        TypeError: X or y does not hold numbers.

    Source: Hastie, Tibshirani & Friedman (2009), section 4.4; Albert & Anderson (1984) for
    separation.

    See also scikit-learn's ``LogisticRegression``, which has a penalty unless it is told
    otherwise (C = 1 is $l_2 = 1/m$ here), and does not say when there is no estimate.

    Two of three pass after little work, and all after much: no weight is too large, but with a
    penalty there is a best one.

    >>> from mathlib.probability import design_matrix
    >>> X, passed = design_matrix([-1.0, -1.0, -1.0, 1.0, 1.0]), [0, 1, 1, 1, 1]
    >>> fit_logistic(X, passed).success, fit_logistic(X, passed, l2=0.1).theta.round(2)
    (False, array([0.99, 0.49]))
    """
    l2 = not_negative("l2", l2, "0.01")
    objective = logistic_objective(X, y, l2)
    X, y = features_and_targets(X, y)
    m, k = X.shape
    if l2 == 0:
        independent(X, columns(X), "or give a penalty, l2 = 0.01")
    if optimizer is None:
        optimizer = gradient_descent(1 / (np.linalg.norm(X, 2) ** 2 / (4 * m) + l2))
    runaway = l2 == 0 and separating_direction(X, y) is not None
    run = minimize(objective, np.zeros(k), optimizer, maxiter=maxiter, gtol=gtol)
    likelihood = -m * (float(objective(run.x)) - 0.5 * l2 * float(run.x @ run.x))
    success, message, errors = (
        bool(run.success) and not runaway,
        str(run.message),
        np.full(k, np.nan),
    )
    if runaway:
        message = _why_none(X, y, run)
    elif not success and np.linalg.cond(X) > NARROW:
        message += ADVICE
    elif success:
        errors = _errors(m * objective.hessian(run.x))
    names = tuple(f"w{i}" for i in range(k))
    return Fit(names, run.x, errors, likelihood, m, success, message, run)


def _why_none(X: np.ndarray, y: np.ndarray, run: OptimizeResult) -> str:
    """Say why the weights run away: a strict separation, or one with points on the line."""
    if ((2 * y - 1) * (X @ run.x) > 0).all():
        why = "a line separates the classes, so larger weights always make the labels more probable"
    else:
        why = "along one direction larger weights make some labels more probable, and none less"
    return (
        f"No estimate: {why}; after {run.nit} steps ‖w‖ = {np.linalg.norm(run.x):.3g}, and "
        "growing. Try l2 = 0.01."
    )


def _errors(curvature: np.ndarray) -> np.ndarray:
    """Return the roots of the diagonal of the inverse; NaN where rounding has made it singular."""
    size = np.sqrt(np.diagonal(curvature))
    scaled = curvature / size[:, None] / size  # 1 on the diagonal, whatever the units
    if not np.isfinite(scaled).all() or np.linalg.cond(scaled) > 1e12:
        return np.full(len(size), np.nan)
    return np.sqrt(np.diagonal(np.linalg.inv(scaled))) / size
