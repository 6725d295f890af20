"""The one class of all objectives, and the helpers that build its arrays."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from mathlib.arguments import float_array
from mathlib.arguments import objective as checked_objective

ArrayFunction = Callable[[np.ndarray], np.ndarray]


def as_points(x: Any, n: int | None, name: str = "x") -> np.ndarray:
    """Return ``x`` as a float64 array of points, shape (…, n).

    Arguments:
        x: points; when n is 1 (or not known), a bare number counts as one point.
        n: number of coordinates of a point; None accepts any.
        name: what the caller calls the points; it appears in the message.

    Raises:
        ValueError: the last axis does not have n entries.
        TypeError: the entries are not real numbers.

    >>> as_points(3, n=1)
    array([3.])
    """
    points = float_array(name, x)
    if points.ndim == 0 and n in (None, 1):
        return points.reshape(1)
    if points.ndim == 0 or (n is not None and points.shape[-1] != n):
        hint = f" For one point per number, write {name}[:, None]." if n == 1 else ""
        raise ValueError(
            f"{name} must have shape (…, {n}): {n} coordinate{'s' * (n != 1)} on the last axis; "
            f"got shape {points.shape}.{hint}"
        )
    return points


def functions_of(objective: Any) -> tuple[ArrayFunction, ArrayFunction]:
    """Return the value and the gradient as functions of float64 arrays of shape (…, n).

    What they return is checked: float64 arrays of shape (…) and (…, n).

    Arguments:
        objective: an :class:`Objective`, or any callable with a method ``gradient``.

    Raises:
        TypeError: it is not callable or has no gradient, or does not return numbers.
        ValueError: (on a call of the functions) a result has the wrong shape.

    >>> value, gradient = functions_of(Objective("f", "", 1, np.sin, np.cos, np.cos, ((0, 1),)))
    """
    checked_objective("objective", objective, "gradient")
    gradient = getattr(objective, "raw_gradient", objective.gradient)
    return value_of(objective), lambda x: _checked("objective.gradient(x)", gradient(x), x.shape)


def value_of(objective: Any) -> ArrayFunction:
    """Return the value as a function of float64 arrays (…, n) → (…), its results checked.

    Arguments:
        objective: an :class:`Objective`, or any function of points (…, n).

    Raises:
        TypeError: it cannot be called, or does not return numbers.
        ValueError: (on a call of the function) the result has the wrong shape.

    >>> value_of(lambda x: x.sum(axis=-1))(np.ones((2, 3)))
    array([3., 3.])
    """
    checked_objective("objective", objective)
    value = getattr(objective, "raw_value", objective)
    return lambda x: _checked("objective(x)", value(x), x.shape[:-1])


def _checked(name: str, result: Any, shape: tuple[int, ...]) -> np.ndarray:
    """Return what a formula has computed, if it is an array of floats of this shape."""
    array = result if _is_float64(result) else float_array(name, result)
    if array.shape != shape:
        raise ValueError(f"{name} must have shape {shape} here; got shape {array.shape}.")
    return array


def _is_float64(value: Any) -> bool:
    """Say whether this is what most formulas return; it saves the longer look at it."""
    return type(value) in (np.ndarray, np.float64) and value.dtype == np.float64


def vector(*components: np.ndarray) -> np.ndarray:
    """Join n arrays of shape (…) to one of shape (…, n), each component contiguous in memory.

    >>> vector(np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    array([[1., 3.],
           [2., 4.]])
    """
    joined = np.array(components)
    return joined if joined.ndim == 1 else np.moveaxis(joined, 0, -1)


def symmetric_matrix(xx: Any, xy: Any, yy: Any) -> np.ndarray:
    """Join three arrays of shape (…) to the 2×2 matrices [[xx, xy], [xy, yy]], shape (…, 2, 2).

    >>> symmetric_matrix(1.0, 0.0, 2.0)
    array([[1., 0.],
           [0., 2.]])
    """
    xx, xy, yy = np.broadcast_arrays(xx, xy, yy)
    return np.moveaxis(np.array([[xx, xy], [xy, yy]]), (0, 1), (-2, -1))


@dataclass(frozen=True, eq=False, repr=False)
class Objective:
    r"""A function $f: \mathbb{R}^n \to \mathbb{R}$ with its exact gradient and Hessian.

    Call it, or its methods, on one point of shape (n,) or on a batch of shape (…, n).
    A value too large for floating point is ``inf`` or ``nan``, without a warning.

    Arguments:
        name: what a list calls it.
        story: one line that says what there is to see.
        n: the number of variables.
        raw_value, raw_gradient, raw_hessian: the formulas, on float64 arrays of shape (…, n)
            that need no more checking; results of shape (…), (…, n), (…, n, n).
        domain: the part to draw, one pair (lowest, highest) per coordinate.
        minimizers, saddles, maximizers: the known ones, local ones included, shape (m, n).

    Raises:
        ValueError: (on a call) the last axis of ``x`` does not have n entries.
        TypeError: (on a call) ``x`` does not hold numbers.

    >>> square = Objective(
    ...     "square", "one valley", 1,
    ...     raw_value=lambda x: x[..., 0] ** 2,
    ...     raw_gradient=lambda x: 2 * x,
    ...     raw_hessian=lambda x: np.full((*x.shape, 1), 2.0),
    ...     domain=((-1, 1),),
    ... )
    >>> square([[1.0], [2.0], [3.0]])
    array([1., 4., 9.])
    """

    name: str
    story: str
    n: int
    raw_value: ArrayFunction
    raw_gradient: ArrayFunction
    raw_hessian: ArrayFunction
    domain: tuple[tuple[float, float], ...]
    minimizers: Any = ()  # any list of points; kept as an array (m, n)
    saddles: Any = ()
    maximizers: Any = ()

    def __post_init__(self) -> None:
        for name in ("minimizers", "saddles", "maximizers"):
            points = np.array(getattr(self, name)).reshape(-1, self.n) + 0.0
            points.flags.writeable = False
            object.__setattr__(self, name, points)

    def __call__(self, x: Any) -> np.ndarray:
        """Return the values f(x), shape (…), for points ``x`` of shape (…, n)."""
        return self._evaluate(self.raw_value, x)

    def gradient(self, x: Any) -> np.ndarray:
        r"""Return $\nabla f(x)$, shape (…, n), for points ``x`` of shape (…, n)."""
        return self._evaluate(self.raw_gradient, x)

    def hessian(self, x: Any) -> np.ndarray:
        r"""Return $\nabla^2 f(x)$, shape (…, n, n), for points ``x`` of shape (…, n)."""
        return self._evaluate(self.raw_hessian, x)

    def _evaluate(self, formula: ArrayFunction, x: Any) -> np.ndarray:
        points = as_points(x, self.n)
        with np.errstate(all="ignore"):
            return formula(points)

    def __repr__(self) -> str:
        return f"Objective({self.name!r}, n={self.n}: {self.story})"
