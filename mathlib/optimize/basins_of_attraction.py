"""Which minimum does each starting point reach?"""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import not_negative
from mathlib.arguments import objective as checked_objective
from mathlib.optimize.contract import Optimizer
from mathlib.optimize.minimization import minimize, starting_points
from mathlib.optimize.objectives.base import as_points
from mathlib.optimize.stopping import length

NONE, DIVERGED = -1, -2


def basins(
    objective: Any,
    starts: Any,
    optimizer: Optimizer,
    *,
    maxiter: int = 200,
    gtol: float = 0.1,
    radius: float = 0.3,
) -> np.ndarray:
    """Return for each start the index of the minimum that it settles at.

    Arguments:
        objective: a function with known ``minimizers`` (m, n).
        starts: points, shape (…, n).
        optimizer: for example ``gradient_descent(0.01)``.
        maxiter: the number of steps each start is given.
        gtol, radius: it has settled when ‖∇f‖ ≤ gtol not more than ``radius`` from the minimum.

    Returns:
        Integers (…): 0 … m−1 for the rows of ``objective.minimizers``, `NONE` for a run that has
        settled at none of them, `DIVERGED` for one that left all bounds.

    Raises:
        ValueError: the objective has no known minimum, or a start cannot be used.
        TypeError: the objective says nothing of minimizers, or starts does not hold numbers.

    See also :func:`settled_at`, which takes points that have been reached by other means.

    >>> from mathlib.optimize import gradient_descent, two_valleys
    >>> basins(two_valleys, [[-3.0], [-0.1], [0.1]], gradient_descent(0.05))
    array([0, 0, 1])
    """
    _minimizers(objective)
    near = not_negative("radius", radius, "0.3")
    x0 = starting_points("starts", starts, objective, 1e8)
    result = minimize(objective, x0, optimizer, maxiter=maxiter, gtol=gtol, keep_path=False)
    labels = settled_at(objective, result.x, gtol=gtol, radius=near)
    return np.where(result.status == "diverged", DIVERGED, labels)


def settled_at(objective: Any, x: Any, *, gtol: float = 0.1, radius: float = 0.3) -> np.ndarray:
    """Return for each end point the index of the minimum where it has settled, or `NONE`.

    Arguments:
        objective: a function with known ``minimizers`` (m, n).
        x: the points, shape (…, n).
        gtol, radius: as in :func:`basins`.

    Returns:
        Integers (…), as those of :func:`basins`; `NONE` also where x is not finite.

    Raises:
        ValueError: the objective has no known minimum, x has a wrong shape, or a tolerance is
            negative.
        TypeError: the objective says nothing of minimizers, or x does not hold numbers.

    >>> from mathlib.optimize import two_valleys
    >>> settled_at(two_valleys, [[-2.001], [0.9]])
    array([ 0, -1])
    """
    minimizers = _minimizers(objective)
    flat, near = not_negative("gtol", gtol, "0.1"), not_negative("radius", radius, "0.3")
    points = as_points(x, getattr(objective, "n", None))
    with np.errstate(all="ignore"):
        distances = np.stack([length(points - minimizer) for minimizer in minimizers])
        settled = (length(objective.gradient(points)) <= flat) & (distances.min(axis=0) <= near)
    return np.where(settled, distances.argmin(axis=0), NONE)


def _minimizers(objective: Any) -> np.ndarray:
    """Return the known minimizers (m, n), m ≥ 1."""
    checked_objective("objective", objective, "gradient")
    known = getattr(objective, "minimizers", None)
    if known is None:
        raise TypeError(
            "objective must be an Objective with known minimizers; got "
            f"{type(objective).__name__}. Try himmelblau."
        )
    if not len(known):
        raise ValueError(f"{objective.name} has no known minimum, so it has no basins to draw")
    return known
