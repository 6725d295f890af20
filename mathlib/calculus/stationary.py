r"""Points where the gradient is zero: what the Hessian says about them, and how to find them.

>>> from mathlib.optimize import double_well
>>> [(point.x.tolist(), point.kind) for point in stationary_points(double_well)]
[([-1.0, 0.0], 'minimum'), ([1.0, 0.0], 'minimum'), ([0.0, 0.0], 'saddle')]
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from mathlib.arguments import finite_array, square_matrix
from mathlib.calculus.multivariate import gradient, hessian
from mathlib.formatting import format_number, format_point
from mathlib.optimize.objectives.base import Objective, as_points

TOL = 1e-5
"""An eigenvalue counts as 0 if it is at most this, times the largest entry of H if that is above 1.

Hessians by differences have errors of that size.
"""
GRID_POINTS, MOST_STEPS, MOST_FLAT = 900, 150, 10


@dataclass(frozen=True, eq=False)
class Classification:
    """What a Hessian says about a point where the gradient is zero.

    Arguments:
        kind: "minimum", "maximum", "saddle" or "undecided".
        eigenvalues: of the Hessian, the smallest first, shape (n,); what counts as 0 is 0.
        reason: one sentence on that.
    """

    kind: str
    eigenvalues: np.ndarray
    reason: str


def classify(H: Any, tol: float = TOL) -> Classification:
    r"""Return what the eigenvalues of the Hessian H say about a stationary point.

    ================  =======================================================================
    all positive      minimum: f curves up in every direction
    all negative      maximum
    both signs        saddle: up one way, down another, whatever the other eigenvalues are
    else              undecided: H leaves it open. $x^4 + y^4$, $-x^4 - y^4$ and $x^4 - y^4$
                      all have H = 0 at the origin
    ================  =======================================================================

    Arguments:
        H: symmetric matrix, shape (n, n).
        tol: an eigenvalue of at most ``tol`` (times the largest entry of H, if that is above 1)
            counts as 0; two entries that differ by no more count as equal.

    Raises:
        ValueError: H is not symmetric, or not square.

    Source: Apostol (1974), Mathematical Analysis, theorem 13.10.

    >>> classify([[2.0, 0.0], [0.0, -1.0]]).kind
    'saddle'
    >>> classify([[0.0, 0.0], [0.0, 0.0]]).reason
    'Undecided: all eigenvalues are 0, so H says nothing.'
    """
    H = _symmetric(H, tol)
    eigenvalues = np.linalg.eigvalsh((H + H.T) / 2)
    size = tol * max(1.0, np.abs(H).max())
    eigenvalues = np.where(np.abs(eigenvalues) <= size, 0.0, eigenvalues)
    low, high = eigenvalues[0], eigenvalues[-1]
    many, listed = len(H) > 1, _listed(eigenvalues)
    listed, are = f"the eigenvalue{'s' * many} {listed}", "are" if many else "is"
    if low < 0 < high:
        kind, why = "saddle", f"{listed} have both signs, so f falls one way and rises another"
    elif low > 0:
        kind, why = "minimum", f"{listed} {are} positive, so f curves up in every direction"
    elif high < 0:
        kind, why = "maximum", f"{listed} {are} negative, so f curves down in every direction"
    elif not eigenvalues.any():
        kind, why = "undecided", "all eigenvalues are 0, so H says nothing"
    else:
        kind, why = "undecided", f"{listed} have no opposite signs, so H leaves it open"
    return Classification(kind, eigenvalues, f"{kind.capitalize()}: {why}.")


def _listed(values: np.ndarray) -> str:
    *first, last = map(format_number, values)
    return f"{', '.join(first)} and {last}" if first else last


def _symmetric(H: Any, tol: float) -> np.ndarray:
    H = square_matrix("H", H)
    i, j = np.unravel_index(np.argmax(np.abs(H - H.T)), H.shape)
    if abs(H[i, j] - H[j, i]) > tol * max(1.0, np.abs(H).max()):
        raise ValueError(
            f"H must be symmetric; its entries ({i}, {j}) and ({j}, {i}) are "
            f"{format_number(H[i, j])} and {format_number(H[j, i])}. Continuous second derivatives "
            "do not depend on the order: check H, or take another point."
        )
    return H


@dataclass(frozen=True, eq=False)
class StationaryPoint:
    """A point where the gradient is zero.

    Arguments:
        x: where, shape (n,).
        value: f(x).
        kind, eigenvalues, reason: what :func:`classify` says (NaN where H is not symmetric).
    """

    x: np.ndarray
    value: float
    kind: str
    eigenvalues: np.ndarray
    reason: str


def stationary_points(objective: Objective) -> list[StationaryPoint]:
    r"""Return all points of the domain where $\nabla f = 0$, the lowest value first.

    Newton's method $x \leftarrow x - H^{-1} \nabla f$ starts at about 900 points of a grid; what it
    settles at is classified. Points closer together than the grid's meshes may be missed.

    Arguments:
        objective: a function of at most 3 variables with its gradient and Hessian.

    Raises:
        ValueError: they seem to form lines or areas (more than 10 have an eigenvalue 0), or there
            are more variables.

    Source: Nocedal & Wright (2006), Numerical Optimization, section 11.1.

    >>> from mathlib.optimize import himmelblau
    >>> [point.kind for point in stationary_points(himmelblau)].count("saddle")
    4
    """
    if objective.n > 3:
        raise ValueError(f"stationary_points takes at most 3 variables; got {objective.n}.")
    low, high = np.array(objective.domain, float).T
    axis = (np.arange(per_axis := int(GRID_POINTS ** (1 / objective.n))) + 0.5) / per_axis
    grid = np.stack(np.meshgrid(*[axis] * objective.n), axis=-1).reshape(-1, objective.n)
    settled = _newton(objective, low + (high - low) * grid)
    x = settled[((low <= settled) & (settled <= high)).all(axis=-1)]
    points = []
    while len(x):
        points.append(_described(objective, x[0]))
        x = x[(np.abs(x - x[0]) > 1e-6 * (high - low)).any(axis=-1)]
        if sum(not point.eigenvalues.all() for point in points) > MOST_FLAT:
            raise ValueError(
                f"the stationary points of {objective.name} seem to form whole lines or areas, "
                "which cannot be listed."
            )
    return sorted(points, key=lambda point: (round(point.value, 9), *point.x))


def _newton(objective: Objective, x: np.ndarray) -> np.ndarray:
    """Follow Newton's method from each x, shape (m, n); return where it settles, shape (k, n)."""
    low, high = np.array(objective.domain, float).T
    size, steepest = high - low, np.abs(objective.gradient(x)).max()
    settled = []
    for _ in range(MOST_STEPS):
        slopes, curvatures = objective.gradient(x), objective.hessian(x)
        usable = np.isfinite(slopes).all(axis=-1) & np.isfinite(curvatures).all(axis=(-1, -2))
        usable &= (np.abs(x - (low + high) / 2) <= size).all(axis=-1)  # others have run away
        x, slopes, curvatures = x[usable], slopes[usable], curvatures[usable]
        step = -(np.linalg.pinv(curvatures, hermitian=True) @ slopes[..., None])[..., 0]
        x = x + step
        done = (np.abs(step) <= 1e-10 * size).all(axis=-1)
        flat = (np.abs(slopes) <= 1e-6 * steepest).all(axis=-1)
        settled.append(np.where(np.abs(x) <= 1e-8 * size, 0.0, x)[done & flat])
        x = x[~done]
    return np.concatenate(settled)


def _described(objective: Objective, x: np.ndarray) -> StationaryPoint:
    H, value = objective.hessian(x), float(objective(x))
    if not np.allclose(H, H.T):
        why = "Undecided: the mixed second derivatives differ, so eigenvalues say nothing."
        return StationaryPoint(x, value, "undecided", np.full(len(x), np.nan), why)
    verdict = classify(H)
    return StationaryPoint(x, value, verdict.kind, verdict.eigenvalues, verdict.reason)


@dataclass(frozen=True, eq=False)
class NewtonStep:
    """Newton's step, and what it aims at.

    Arguments:
        step: the step, shape (n,).
        target: x + step, the stationary point of the Taylor parabola, shape (n,).
        kind: what the parabola has there: "minimum", "maximum" or "saddle".
        message: one sentence on that.
    """

    step: np.ndarray
    target: np.ndarray
    kind: str
    message: str


AIMS = {
    "minimum": ("all eigenvalues of H are positive", "goes to the minimum of the parabola"),
    "maximum": ("all eigenvalues of H are negative", "climbs to the maximum of the parabola"),
    "saddle": ("H has eigenvalues of both signs", "goes to the saddle of the parabola"),
}


def newton_step(objective: Callable[[np.ndarray], Any], x: Any) -> NewtonStep:
    r"""Return Newton's step, $-H^{-1} \nabla f$.

    .. math:: f(x + \Delta) \approx f(x) + \langle \nabla f, \Delta \rangle
        + \tfrac12 \langle \Delta, H \Delta \rangle
        \text{ is stationary where } \nabla f + H \Delta = 0

    That point of the Taylor parabola is its minimum only if H is positive definite.

    Arguments:
        objective: an objective, or any function of points, (…, n) → (…).
        x: where, shape (n,).

    Raises:
        ValueError: H is singular or not symmetric, or does not exist at x.

    Source: Nocedal & Wright (2006), Numerical Optimization, section 3.3.

    >>> from mathlib.optimize import quadratic
    >>> newton_step(quadratic([1.0, 10.0]), [5.0, 3.0]).target
    array([0., 0.])
    """
    x = as_points(finite_array("x", x), None)
    if x.ndim != 1:
        raise ValueError(f"x must be one point, shape (n,); got shape {x.shape}.")
    slope, H = gradient(objective, x), _symmetric(hessian(objective, x), TOL)
    eigenvalues = np.linalg.eigvalsh((H + H.T) / 2)
    if np.abs(eigenvalues).min() <= 1e-12 * np.abs(eigenvalues).max():
        raise ValueError(
            f"the Hessian at x = {format_point(x)} is singular (an eigenvalue is 0), so the Taylor "
            "parabola has no single stationary point to go to. Choose another x."
        )
    step = -np.linalg.solve(H, slope)
    up = eigenvalues > 0
    kind = "minimum" if up.all() else "saddle" if up.any() else "maximum"
    return NewtonStep(step, x + step, kind, "Newton's step: {}, so it {}.".format(*AIMS[kind]))
