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

from mathlib.arguments import function, instance
from mathlib.calculus.classification import (
    ASYMMETRY,
    classify,
    listed_numbers,
    signed_eigenvalues,
    symmetric_hessian,
)
from mathlib.calculus.function_values import computed, points_of
from mathlib.calculus.multivariate import gradient, hessian
from mathlib.formatting import format_point
from mathlib.optimize.objectives.base import Objective

GRID_POINTS, MOST_STEPS, MOST_FLAT = 900, 150, 10


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

    Returns:
        The points, each with its value and what its Hessian says.

    Raises:
        TypeError: the objective is a plain function, of which no domain is known.
        ValueError: they seem to form lines or areas (more than 10 have an eigenvalue 0), or there
            are more variables.

    Source: Nocedal & Wright (2006), Numerical Optimization, section 11.1.

    >>> from mathlib.optimize import himmelblau
    >>> [point.kind for point in stationary_points(himmelblau)].count("saddle")
    4
    """
    instance("objective", objective, Objective, "himmelblau from mathlib.optimize")
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
    if np.abs(H - H.T).max() > ASYMMETRY * np.abs(H).max():
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
    x = points_of(x)
    if x.ndim != 1:
        raise ValueError(f"x must be one point, shape (n,); got shape {x.shape}.")
    found = np.shape(computed(function("objective", objective, "himmelblau"), x))
    if found:
        raise ValueError(
            "objective must turn points of shape (…, n) into values of shape (…): write p[..., 0] "
            f"for the first coordinate. For x of shape {x.shape} it returned shape {found}."
        )
    slope, H = gradient(objective, x), symmetric_hessian(hessian(objective, x))
    eigenvalues, within = signed_eigenvalues(H, None)
    if not eigenvalues.all():
        raise ValueError(
            f"the Hessian at x = {format_point(x)} is singular (an eigenvalue is "
            f"{listed_numbers(np.zeros(1), within)}), so the Taylor parabola has no single "
            "stationary point to go to. Choose another x."
        )
    step = -np.linalg.solve(H, slope)
    up = eigenvalues > 0
    kind = "minimum" if up.all() else "saddle" if up.any() else "maximum"
    return NewtonStep(step, x + step, kind, "Newton's step: {}, so it {}.".format(*AIMS[kind]))
