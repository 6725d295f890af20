"""The values of a function that somebody hands in: are they there, and of the right shape?

What cannot be used is refused with a ValueError that says what to write instead.

>>> values_at(lambda p: p[..., 0] * p[..., 1], np.array([[1.0, 2.0], [3.0, 4.0]]), 0)
array([ 2., 12.])
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mathlib.arguments import finite_array
from mathlib.calculus.kinks import EPS, refuse_kinks
from mathlib.formatting import format_point
from mathlib.optimize.objectives.base import Objective, as_points

Function = Callable[[np.ndarray], Any]


def points_of(x: Any) -> np.ndarray:
    """Return points, shape (…, n) with n of at least 1, as float64; a bare number is one point.

    >>> points_of(3)
    array([3.])
    """
    points = as_points(finite_array("x", x), None)
    if not points.shape[-1]:
        raise ValueError(
            "x must hold points, shape (…, n), with at least one coordinate; got shape "
            f"{points.shape}. Try x = [1.0, 2.0]."
        )
    return points


def values_at(f: Function, points: np.ndarray, axes: int) -> np.ndarray:
    """Return f(points) with ``axes`` further axes, as float64, after a check of the shape.

    Arguments:
        f: a function of points, (…, n) → (…) and ``axes`` axes of its own.
        points: shape (…, n).
        axes: 0 for one value for each point, 1 for several.

    Raises:
        ValueError: f fails at an array of points, or returns another shape, or no real numbers.
    """
    values, batch = computed(f, points), points.shape[:-1]
    if values.dtype.kind not in "biuf":
        raise ValueError(f"f must return real numbers; got entries of type {values.dtype}.")
    if values.shape[: len(batch)] != batch or values.ndim != len(batch) + axes:
        raise ValueError(
            f"f must turn points of shape (…, n) into values of shape {('(…)', '(…, m)')[axes]}: "
            "write p[..., 0] for the first coordinate. For points of shape "
            f"{points.shape} it returned shape {values.shape}."
        )
    return np.asarray(values, np.float64)  # differences of uint8 or bool would wrap around


def computed(f: Function, points: np.ndarray) -> np.ndarray:
    """Return f(points), whatever it is, without numpy's warnings.

    Raises:
        ValueError: f fails there as functions of one point or of single numbers do.
    """
    with np.errstate(all="ignore"):
        if isinstance(f, Objective):
            return f(points)
        try:
            return np.asarray(f(points))
        except (TypeError, ValueError, IndexError) as error:
            raise ValueError(
                f"f cannot be computed at x, which has shape {points.shape}. Write p[..., 0] for "
                "the first coordinate, and use numpy's functions, np.sin and not math.sin."
            ) from error


def values_beside(
    f: Function, points: np.ndarray, x: np.ndarray, axes: int, mend: str = ""
) -> np.ndarray:
    """Return f(points), which must exist; x is what the caller asked for, ``mend`` what helps."""
    values = values_at(f, points, axes)
    refuse_missing(values, points, np.broadcast_to(x, points.shape), mend)
    return values


def refuse_missing(values: np.ndarray, points: np.ndarray, x: np.ndarray, mend: str = "") -> None:
    """Refuse values that are NaN or infinite, at points beside x."""
    bad = ~np.isfinite(values)
    bad = bad.any(axis=tuple(range(points.ndim - 1, bad.ndim)))
    if bad.any():
        at, of = format_point(points[bad][0]), format_point(x[bad][0])
        beside = "" if at == of else f", beside x = {of}"
        raise ValueError(
            f"f is not defined (NaN or infinite) at {at}{beside}; choose another x{mend}, or give "
            "f a value there (np.where)."
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
    together = computed(f, points)
    alone = [computed(f, points[i]) for i in (0, -1)]
    if together.shape != (n, *alone[0].shape):
        return  # what is wrong with that shape is told elsewhere
    size = 1e-9 * max(1.0, np.abs(alone[0]).max(initial=0.0))
    if not np.allclose(together[[0, -1]], alone, rtol=0, atol=size, equal_nan=True):
        raise ValueError(
            "your f does not take several points at once: write p[..., 0], not p[0], for the first "
            "coordinate."
        )


def refuse_kinks_along(
    f: Function,
    x: np.ndarray,
    directions: np.ndarray,
    steps: list[np.ndarray],
    axes: int = 0,
    order: int = 1,
) -> None:
    """Refuse points at which f has a kink or a jump along one of d directions.

    Arguments:
        f: a function of points, (…, n) → (…) and ``axes`` axes of its own.
        x: the points, shape (…, n).
        directions: unit vectors, shape (…, d, n).
        steps: as for :func:`mathlib.calculus.kinks.refuse_kinks`, each of shape (…, d).
        axes: 0, or 1 for several values at each point.
        order: 1 for first derivatives, 2 if second ones have to exist, too.

    Raises:
        ValueError: there is one, with the point, the direction, and the two slopes.
    """

    def along(distance: np.ndarray) -> np.ndarray:
        return values_at(f, x[..., None, :] + distance[..., None] * directions, axes)

    def place(where: tuple[int, ...]) -> tuple[str, str]:
        *point, i = where[: x.ndim]
        u = np.broadcast_to(directions, (*steps[0].shape, x.shape[-1]))[(*point, i)]
        return format_point(x[tuple(point)]), f"in the direction {format_point(u)} "

    refuse_kinks(along, steps, place, axes, order)
