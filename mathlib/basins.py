"""Which minimum does each starting point reach?"""

from __future__ import annotations

import numpy as np

from mathlib.minimize import minimize
from mathlib.objectives.base import Objective
from mathlib.optimizers import Optimizer

NOT_YET, DIVERGED = -1, -2


def basins(
    objective: Objective,
    starts: np.ndarray,
    optimizer: Optimizer,
    *,
    maxiter: int = 200,
    radius: float = 0.3,
) -> np.ndarray:
    """Return for each start the index of the minimum that it has come near to.

    Arguments:
        objective: a function with known ``minimizers`` (m, n).
        starts: points, shape (…, n).
        optimizer: for example ``gradient_descent(0.01)``.
        maxiter: the number of steps each start is given.
        radius: how near, in the units of x, counts as having arrived.

    Returns integers (…): 0 … m−1 for the rows of ``objective.minimizers``, `NOT_YET` for a run
    that is near none of them, `DIVERGED` for one that left all bounds.
    Raises ValueError if the objective has no known minimum.

    >>> from mathlib.objectives import two_valleys
    >>> from mathlib.optimizers import gradient_descent
    >>> basins(two_valleys, [[-3.0], [-0.1], [0.1]], gradient_descent(0.05))
    array([0, 0, 1])
    """
    if not len(objective.minimizers):
        raise ValueError(f"{objective.name} has no known minimum, so it has no basins to draw")
    result = minimize(objective, starts, optimizer, maxiter=maxiter, gtol=1e-3, keep_path=False)
    distances = np.stack(
        [np.linalg.norm(result.x - minimum, axis=-1) for minimum in objective.minimizers]
    )
    labels = np.where(distances.min(axis=0) <= radius, distances.argmin(axis=0), NOT_YET)
    return np.where(result.status == "diverged", DIVERGED, labels)
