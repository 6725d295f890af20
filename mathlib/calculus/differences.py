"""Central differences at many points at once: of values, and of slopes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mathlib.calculus.function_values import Function, values_at, values_beside
from mathlib.calculus.kinks import EPS
from mathlib.formatting import format_number, format_point

Values = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Points, and the x that they stand beside → values, which must exist."""
OUTER = EPS ** (1 / 5)
"""The step between two gradients, of which each takes `OUTER` squared: see :func:`hessian`."""
FAR_AWAY = 0.5 / OUTER
"""So many of these steps away, f shows how large it is: at half of max(1, |x|)."""


def central_differences(values: Values, x: np.ndarray, h: np.ndarray, axes: int) -> np.ndarray:
    """Return the central difference in each variable, shape (…, n) and the values' own axes."""
    moves = h[..., None] * np.eye(x.shape[-1])
    middle = x[..., None, :]
    ahead, behind = (values(middle + side * moves, middle) for side in (1, -1))
    with np.errstate(all="ignore"):  # what is too small becomes 0, as numpy does by default
        return (ahead - behind) / (2 * h).reshape(h.shape + (1,) * axes)


def checked_values(f: Function, axes: int, mend: str = "") -> Values:
    """Return f as a function of points that must have values, and of the x they stand beside."""
    return lambda points, x: values_beside(f, points, x, axes, mend)


def second_differences(values: Values, x: np.ndarray, outer: float) -> np.ndarray:
    """Return the differences of gradients ``outer`` max(1, |x_j|) to either side, (…, n, n)."""
    size = np.maximum(1.0, np.abs(x))
    inner = (OUTER**2 * size)[..., None, :]  # the same on both sides

    def slopes(points: np.ndarray, middle: np.ndarray) -> np.ndarray:
        values(points, middle)
        return central_differences(values, points, inner, 0)

    return np.swapaxes(central_differences(slopes, x, outer * size, 1), -1, -2)


def hessian_error(f: Function, x: np.ndarray, H: np.ndarray) -> np.ndarray:
    """Return how far off each entry of H may be, shape (…): by the step, and by rounding.

    An error of order k² is four times as large with 2k: the difference is three times the error.
    """
    size = np.maximum(1.0, np.abs(x))
    beside = OUTER * size[..., None] * np.eye(x.shape[-1])
    around = np.stack([values_at(f, x[..., None, :] + side * beside, 0) for side in (-1, 0, 1)])
    with np.errstate(all="ignore"):
        rounding = EPS * np.abs(around).max(axis=(0, -1)) / (OUTER**3 * size.min(axis=-1) ** 2)
        doubled = second_differences(lambda points, _: values_at(f, points, 0), x, 2 * OUTER)
        by_step = np.abs(np.nan_to_num(doubled - H)).max(axis=(-1, -2))  # NaN: beyond the domain
        return by_step + 2 * np.nan_to_num(rounding)


def without_error(H: np.ndarray, error: np.ndarray) -> np.ndarray:
    """Return H with 0 for eigenvalues within its error, if it is symmetric to within its error.

    So a singular Hessian is singular, and not what the error of the differences makes of it.
    """
    transposed = np.swapaxes(H, -1, -2)
    values, W = np.linalg.eigh((H + transposed) / 2)
    symmetric = np.abs(H - transposed).max(axis=(-1, -2)) <= error
    zero = np.abs(values) <= H.shape[-1] * error[..., None]
    cleaned = (W * np.where(zero, 0.0, values)[..., None, :]) @ np.swapaxes(W, -1, -2)
    use = symmetric & zero.any(axis=-1)
    return np.where(use[..., None, None], cleaned, H)


def diagonals(n: int) -> np.ndarray:
    """Return both diagonals of each plane of two coordinates, (d, n); of many, some 250.

    >>> diagonals(2)
    array([[ 1.,  1.],
           [ 1., -1.]])
    """
    unit, (i, j) = np.eye(n), np.triu_indices(n, 1)
    some = slice(None, None, 1 + len(i) // 125)
    return np.concatenate([unit[i[some]] + unit[j[some]], unit[i[some]] - unit[j[some]]])


def refuse_bent_diagonals(
    f: Function, x: np.ndarray, directions: np.ndarray, H: np.ndarray, error: np.ndarray
) -> None:
    """Refuse an f that bends along a diagonal by another amount than H says.

    |x y| is level along both axes at [0, 0], so that every entry of H is 0, and it is t² along both
    diagonals: it has no Hessian there.

    Arguments:
        f: a function of points, (…, n) → (…).
        x: the points, shape (…, n).
        directions: the diagonals, shape (d, n), as :func:`diagonals` returns them.
        H: the second differences, shape (…, n, n).
        error: how far off each entry of H may be, shape (…).

    Raises:
        ValueError: there is one, with the point, the diagonal, and both second derivatives.
    """
    size = OUTER * np.maximum(1.0, np.abs(x))
    steps = size[..., None, :] * directions
    ahead, behind = (values_at(f, x[..., None, :] + side * steps, 0) for side in (1, -1))
    middle = values_at(f, x, 0)[..., None]
    with np.errstate(all="ignore"):
        bend = (ahead - middle) + (behind - middle)
        said = np.einsum("...di,...ij,...dj->...d", steps, H, steps)
        most = np.einsum("...di,...ij,...dj->...d", np.abs(steps), np.abs(H), np.abs(steps))
        lengths = np.vecdot(steps, steps)
        highest = np.maximum(np.maximum(np.abs(ahead), np.abs(behind)), np.abs(middle))
        far = [values_at(f, x[..., None, :] + side * FAR_AWAY * steps, 0) for side in (1, -1)]
        rise = np.fmax(*(np.abs(value - middle) for value in far)) / FAR_AWAY**2
        allowed = 0.05 * most + 8 * error[..., None] * lengths + 64 * EPS * highest
        allowed = allowed + 0.02 * np.nan_to_num(rise)
        bad = np.abs(bend - said) > np.maximum(allowed, 0.05 * np.abs(bend))
    if bad.any():
        where = tuple(int(k) for k in np.argwhere(bad)[0])
        along, of_h = (format_number(q[where] / lengths[where]) for q in (bend, said))
        raise ValueError(
            f"f has no Hessian at x = {format_point(x[where[:-1]])}, or bends too fast for steps "
            f"of {format_number(OUTER, 2)}: in the direction {format_point(directions[where[-1]])} "
            f"its second derivative is {along}, and its partial derivatives give {of_h}. Choose "
            "another x."
        )
