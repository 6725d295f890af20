"""Single numbers as arguments: finite, positive, whole, or a size."""

import math
import numbers
import operator
from typing import Any

import numpy as np

from mathlib.arguments.arrays import has_masked
from mathlib.arguments.words import shown

MOST = 10**9
"""More random numbers than this fill the memory of most computers."""


def number(name: str, value: Any, example: str) -> float:
    """Return ``value`` as a float if it is one finite number.

    Arguments:
        name: what the caller calls the value.
        value: the number to check; True and False are none.
        example: a value that works, for the message.

    Raises:
        ValueError: the value is not a finite number.

    >>> number("angle", 1, "0.5")
    1.0
    """
    return _checked(name, value, example, "a finite number", lambda x: True)


def positive(name: str, value: Any, example: str) -> float:
    """Return ``value`` as a float if it is one positive, finite number; else as `number`.

    >>> positive("gtol", 1e-8, "1e-8")
    1e-08
    """
    return _checked(name, value, example, "a positive, finite number", lambda x: x > 0)


def not_negative(name: str, value: Any, example: str) -> float:
    """Return ``value`` as a float if it is one finite number, 0 or more; else as `number`.

    >>> not_negative("noise", 0, "0.1")
    0.0
    """
    return _checked(name, value, example, "a finite number, 0 or more", lambda x: x >= 0)


def between(name: str, value: Any, low: float, high: float, example: str) -> float:
    """Return ``value`` as a float if it lies between two limits, neither of them; else as `number`.

    >>> between("shrink", 0.5, 0, 1, "0.5")
    0.5
    """
    return _checked(
        name, value, example, f"a number between {low} and {high}", lambda x: low < x < high
    )


def _checked(name: str, value: Any, example: str, kind: str, allowed: Any) -> float:
    """Return one finite number that is allowed, or say which are."""
    x = _one_number(value)
    if math.isfinite(x) and allowed(x):
        return x
    raise ValueError(f"{name} must be {kind}; got {shown(value)}. Try {example}.")


def _one_number(value: Any) -> float:
    """Return one real number as a float; NaN for whatever is none."""
    if isinstance(value, np.ndarray) and not value.ndim and not has_masked(value):
        value = value[()]  # the number in an array without axes
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        return math.nan
    try:
        return float(value)
    except OverflowError:
        return math.inf


def whole_number(name: str, value: Any, example: str, most: int | None = None) -> int:
    """Return ``value`` as an int if it is a whole number, zero or more.

    Arguments:
        name: what the caller calls the value.
        value: the number to check.
        example: a value that works, for the message.
        most: the largest number allowed; None if there is no largest.

    Raises:
        ValueError: the value is not an integer, or negative, or larger than ``most``.

    >>> whole_number("maxiter", 100, "100")
    100
    """
    try:
        count = -1 if has_masked(value) else operator.index(value)
    except TypeError:
        count = -1
    if count < 0 or (most is not None and count > most):
        limits = "0 or more" if most is None else f"from 0 to {most}"
        raise ValueError(f"{name} must be an integer, {limits}; got {shown(value)}. Try {example}.")
    return count


def size(name: str, value: Any) -> tuple[int, ...]:
    """Return a shape, as numpy's generators take it: how many, or a tuple with one for each axis.

    Arguments:
        name: what the caller calls the value.
        value: a whole number, or a tuple or list of whole numbers.

    Raises:
        ValueError: an entry is not a whole number, zero or more, or together they are too many.

    >>> size("size", 5), size("size", (2, 3)), size("size", ())
    ((5,), (2, 3), ())
    """
    axes = value if isinstance(value, list | tuple) else (value,)
    try:
        shape = tuple(whole_number(name, n, "5", MOST) for n in axes)
    except ValueError:
        shape = (-1,)
    if min(shape, default=0) < 0 or math.prod(shape) > MOST:
        raise ValueError(
            f"{name} must be a whole number, 0 or more, or a shape of such numbers, no more than "
            f"{MOST:,} together; got {shown(value)}. Try 5, or (2, 3)."
        )
    return shape
