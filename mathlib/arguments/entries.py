"""Arrays whose entries are not numpy's numbers: what can be converted, and words for the rest."""

import numbers
from decimal import Decimal
from typing import Any

import numpy as np

from mathlib.arguments.words import assigned, digits, shown

TRY = "np.array([1.0, 2.0])"


def converted(name: str, value: Any, array: np.ndarray) -> np.ndarray:
    """Return an array of Python's numbers as float64, or say why it cannot be.

    Whole numbers beyond 64 bits and fractions come from numpy as objects, though each is a number.

    Arguments:
        name: what the caller calls the value.
        value: what was given.
        array: the same as numpy reads it; its entries are not booleans, whole numbers or floats.

    Raises:
        ValueError: a number is beyond the largest float64.
        TypeError: an entry is no real number.

    >>> converted("x", [2**70], np.array([2**70])).tolist() == [2.0**70]
    True
    """
    if array.dtype.kind != "O" or not all(map(_is_number, array.flat)):
        raise TypeError(
            f"{name} must hold real numbers; got {_what(value, array)}. "
            + _advice(name, value, array)
        )
    try:
        return array.astype(np.float64)
    except OverflowError:
        huge = max((int(entry) for entry in array.flat if abs(entry) > 1e300), key=abs)
        raise ValueError(
            f"{name} holds a whole number of {digits(huge)} digits, beyond 1.8e308, the largest "
            "float64 number. Divide all numbers by a power of ten first."
        ) from None


def _is_number(entry: Any) -> bool:
    return isinstance(entry, numbers.Real | np.bool_) or (
        isinstance(entry, Decimal) and not entry.is_snan()
    )


def _what(value: Any, array: np.ndarray) -> str:
    """Return what was given, in words."""
    given = type(value).__name__
    if array.dtype.names:
        return f"a table with the columns {', '.join(array.dtype.names)}"
    if array.dtype.kind != "O":
        return f"{given} with entries of type {array.dtype}"
    if not array.ndim:
        return shown(value)
    strange = next(entry for entry in array.flat if not _is_number(entry))
    return f"{given} with the entry {shown(strange)}"


def _advice(name: str, value: Any, array: np.ndarray) -> str:
    """Return what to do, by what was given."""
    x = name if name.isidentifier() else "x"
    if array.dtype.names:
        return f"Take one column: {assigned(name, f'{x}[{array.dtype.names[-1]!r}]')}."
    if callable(getattr(value, "to_numpy", None)) and not _has_text(array):
        return (
            f"Try {assigned(name, f'{x}.to_numpy(float)')}, or "
            f"{x}.to_numpy(float, na_value=np.nan) where values are missing."
        )
    if array.dtype.kind == "O" and array.ndim:
        return "Write np.nan where a number is missing."
    if hasattr(value, "__next__"):
        return f"Try {assigned(name, f'list({x})')}."
    return f"Try {assigned(name, TRY)}."


def _has_text(array: np.ndarray) -> bool:
    return any(isinstance(entry, str) for entry in array.flat)
