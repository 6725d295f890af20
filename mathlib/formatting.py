"""Numbers that print the same on every machine: few digits, and never ``-0``."""

from typing import Any

import numpy as np


def format_number(value: Any, digits: int = 4) -> str:
    """Return a number with ``digits`` significant digits.

    Arguments:
        value: a real number; infinities and NaN are allowed.
        digits: how many significant digits to keep.

    >>> format_number(3.14159265), format_number(-0.0), format_number(1e-9)
    ('3.142', '0', '1e-09')
    """
    return f"{float(value) + 0.0:.{digits}g}"


def format_short(value: Any) -> str:
    """Return three significant digits, and 0 for what rounding has left of a 0: below 5e-10.

    >>> format_short(2 / 3), format_short(-1e-16)
    ('0.667', '0')
    """
    return format_number(np.round(value, 9), 3)


def format_point(point: Any, digits: int = 4) -> str:
    """Return a vector of shape (n,) in brackets, each entry as :func:`format_number` does.

    Arguments:
        point: the n coordinates.
        digits: how many significant digits to keep.

    >>> format_point([3.0, -0.0, 2 / 3])
    '[3, 0, 0.6667]'
    """
    return "[" + ", ".join(format_number(v, digits) for v in np.asarray(point)) + "]"
