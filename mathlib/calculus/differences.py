"""Central differences at many points at once: of values, and of slopes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mathlib.calculus.function_values import Function, values_at, values_beside
from mathlib.calculus.kinks import EPS

Values = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Points, and the x that they stand beside → values, which must exist."""
OUTER = EPS ** (1 / 5)
"""The step between two gradients, of which each takes `OUTER` squared: see :func:`hessian`."""


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
