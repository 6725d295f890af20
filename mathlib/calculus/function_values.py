"""The values of a function that somebody hands in: are they there, and of the right shape?

What cannot be used is refused with a ValueError that says what to write instead.

>>> values_at(lambda p: p[..., 0] * p[..., 1], np.array([[1.0, 2.0], [3.0, 4.0]]), 0)
array([ 2., 12.])
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mathlib.calculus.differentiation import EPS
from mathlib.formatting import format_number, format_point
from mathlib.optimize.objectives.base import Objective

Function = Callable[[np.ndarray], Any]


def values_at(f: Function, points: np.ndarray, axes: int) -> np.ndarray:
    """Return f(points) with ``axes`` further axes after a check of the shape."""
    with np.errstate(all="ignore"):
        values = np.asarray(f(points))
    batch = points.shape[:-1]
    if values.dtype.kind not in "biuf":
        raise ValueError(f"f must return real numbers; got entries of type {values.dtype}.")
    if values.shape[: len(batch)] != batch or values.ndim != len(batch) + axes:
        raise ValueError(
            f"f must turn points of shape (…, n) into values of shape {('(…)', '(…, m)')[axes]}: "
            "write p[..., 0] for the first coordinate. For points of shape "
            f"{points.shape} it returned shape {values.shape}."
        )
    return values


def values_beside(f: Function, points: np.ndarray, x: np.ndarray, axes: int) -> np.ndarray:
    """Return f(points), which must exist; x is what the caller asked for."""
    values = values_at(f, points, axes)
    refuse_missing(values, points, np.broadcast_to(x, points.shape))
    return values


def refuse_missing(values: np.ndarray, points: np.ndarray, x: np.ndarray) -> None:
    """Refuse values that are NaN or infinite, at points beside x."""
    bad = ~np.isfinite(values)
    bad = bad.any(axis=tuple(range(points.ndim - 1, bad.ndim)))
    if bad.any():
        at, of = format_point(points[bad][0]), format_point(x[bad][0])
        beside = "" if at == of else f", beside x = {of}"
        raise ValueError(
            f"f is not defined (NaN or infinite) at {at}{beside}; choose another x, or give f a "
            "value there (np.where)."
        )


def existing(derivative: np.ndarray, values: np.ndarray, x: np.ndarray, name: str) -> np.ndarray:
    """Return an objective's own derivative unless it does not exist."""
    refuse_missing(values, x, x)
    bad = ~np.isfinite(derivative).all(axis=tuple(range(x.ndim - 1, derivative.ndim)))
    if bad.any():
        raise ValueError(
            f"f has no {name} at x = {format_point(x[bad][0])}: one of the derivatives in it does "
            "not exist. Choose another x."
        )
    return derivative


def refuse_one_at_a_time(f: Function, x: np.ndarray) -> None:
    """Refuse a function that mixes up the points (…, n) it is given, such as one with ``p[0]``.

    Its values at n points beside the first x are compared with those at each of them alone.
    """
    if isinstance(f, Objective) or not x.size:
        return
    x = x.reshape(-1, n := x.shape[-1])[0]
    nudges = EPS ** (1 / 4) * max(1.0, np.abs(x).max()) * np.arange(1, n + 1)
    points = x + np.roll(np.diag(nudges), 1, axis=1)  # not symmetric, even if all of x is equal
    with np.errstate(all="ignore"):
        together = np.asarray(f(points))
        alone = [np.asarray(f(points[i])) for i in (0, -1)]
    if together.shape != (n, *alone[0].shape):
        return  # what is wrong with that shape is told elsewhere
    size = 1e-9 * max(1.0, np.abs(alone[0]).max(initial=0.0))
    if not np.allclose(together[[0, -1]], alone, rtol=0, atol=size, equal_nan=True):
        raise ValueError(
            "your f does not take several points at once: write p[..., 0], not p[0], for the first "
            "coordinate."
        )


def refuse_kinks(f: Function, x: np.ndarray, directions: np.ndarray) -> None:
    """Refuse an x where the slopes on its two sides differ, as much with an 8th of the step."""
    f0 = values_at(f, x, 0)[..., None]
    k = EPS ** (1 / 4) * np.maximum(1.0, np.abs(x).max(axis=-1))[..., None]
    jumps = []
    for step in (k, k / 8):
        ahead, behind = (
            values_at(f, x[..., None, :] + side * step[..., None] * directions, 0)
            for side in (1, -1)
        )
        right, left = (ahead - f0) / step, (f0 - behind) / step
        jumps.append(np.abs(right - left))
    size = 1 + np.abs(f0) + np.abs(left) + np.abs(right)
    kink = (jumps[1] > 0.75 * jumps[0]) & (jumps[1] > 1e-6 * size)
    if kink.any():
        where = tuple(np.argwhere(kink)[0])
        u = np.broadcast_to(directions, (*kink.shape, x.shape[-1]))[where]
        raise ValueError(
            f"f has a kink or a jump at x = {format_point(x[where[:-1]])}: in the direction "
            f"{format_point(u)} the slopes on its two sides, {format_number(left[where])} and "
            f"{format_number(right[where])}, differ. No derivative can be "
            "told from these; choose another x."
        )
