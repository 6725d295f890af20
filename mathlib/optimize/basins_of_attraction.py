"""Which minimum does each starting point reach?"""

from __future__ import annotations

import numpy as np

from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives.base import Objective
from mathlib.optimize.optimizers import Optimizer

NONE, DIVERGED = -1, -2


def basins(
    objective: Objective,
    starts: np.ndarray,
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
        gtol, radius: it has settled when ‖∇f‖ ≤ gtol less than ``radius`` from the minimum.

    Returns integers (…): 0 … m−1 for the rows of ``objective.minimizers``, `NONE` for a run
    that has settled at none of them, `DIVERGED` for one that left all bounds.
    Raises ValueError if the objective has no known minimum.

    >>> from mathlib.optimize import gradient_descent, two_valleys
    >>> basins(two_valleys, [[-3.0], [-0.1], [0.1]], gradient_descent(0.05))
    array([0, 0, 1])
    """
    result = minimize(objective, starts, optimizer, maxiter=maxiter, gtol=gtol, keep_path=False)
    labels = settled_at(objective, result.x, gtol=gtol, radius=radius)
    return np.where(result.status == "diverged", DIVERGED, labels)


def settled_at(
    objective: Objective, x: np.ndarray, *, gtol: float = 0.1, radius: float = 0.3
) -> np.ndarray:
    """Return for each end point ``x`` (…, n) the index of its minimum, or `NONE`; see `basins`.

    >>> from mathlib.optimize import two_valleys
    >>> settled_at(two_valleys, [[-2.001], [0.9]])
    array([ 0, -1])
    """
    if not len(objective.minimizers):
        raise ValueError(f"{objective.name} has no known minimum, so it has no basins to draw")
    x = np.asarray(x)
    distances = np.stack([np.linalg.norm(x - minimum, axis=-1) for minimum in objective.minimizers])
    slope = np.linalg.norm(objective.gradient(x), axis=-1)
    settled = (slope <= gtol) & (distances.min(axis=0) <= radius)
    return np.where(settled, distances.argmin(axis=0), NONE)
