"""Checks that several rooms of this topic share; see :mod:`mathlib.arguments` for the others."""

from __future__ import annotations

from typing import Any

import numpy as np


def not_negative(name: str, value: Any, example: str) -> float:
    """Return ``value`` as a float if it is one finite number, 0 or more.

    Arguments:
        name: what the caller calls the value.
        value: the number to check.
        example: a value that works, for the message.

    Raises:
        ValueError: the value is no such number.

    >>> not_negative("strength", 0, "0.01")
    0.0
    """
    array = np.asarray(value)
    if array.shape == () and array.dtype.kind in "iuf" and 0 <= array < np.inf:
        return float(array)
    raise ValueError(f"{name} must be a finite number, 0 or more; got {value!r}. Try {example}.")
