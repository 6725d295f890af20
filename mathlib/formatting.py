"""Numbers that print the same on every machine: few digits, and never ``-0``."""

from typing import Any

import numpy as np


def format_number(value: Any, digits: int = 4) -> str:
    """Return a number with ``digits`` significant digits.

    Where it stands beside a limit that it has passed, see :func:`format_beside`.

    Arguments:
        value: a real number; infinities and NaN are allowed.
        digits: how many significant digits to keep.

    >>> format_number(3.14159265), format_number(-0.0), format_number(1e-9)
    ('3.142', '0', '1e-09')
    """
    # adding 0.0 turns −0.0 into 0.0; rounding to significant digits makes no new zeros
    return f"{float(value) + 0.0:.{digits}g}"


def format_beside(value: Any, limit: Any, digits: int = 4) -> str:
    """Return a number with as many digits as keep a printed comparison with ``limit`` true.

    "η·λ = 2, above 2" is no sentence: rounded to four digits, 2.00001 has lost what was compared.

    Arguments:
        value: a real number, above, below or equal to ``limit``.
        limit: what it is compared with, such as 2. It may be printed with ``digits`` digits or in
            full: beside both the comparison holds.
        digits: at least so many significant digits.

    Returns the shortest text with ``digits`` or more digits that stands to the limit as the number
    does; all 17 digits where none does, since the limit itself is rounded.

    >>> format_beside(2.00001, 2), format_beside(2.5, 2), format_beside(2.0, 2)
    ('2.00001', '2.5', '2')
    """
    number, border = float(value), float(limit)
    printed = float(format_number(border, digits))
    for more in range(digits, 17):
        text = format_number(number, more)
        shown = float(text)
        if _order(shown, border) == _order(number, border) == _order(shown, printed):
            return text
    return format_number(number, 17)


def _order(a: float, b: float) -> tuple[bool, bool]:
    return a < b, a > b


def format_short(value: Any) -> str:
    """Return three significant digits, and 0 for what rounding has left of a 0: below 5e-10.

    >>> format_short(2 / 3), format_short(-1e-16)
    ('0.667', '0')
    """
    # Python's round, not numpy's, which multiplies by 10⁹ first: 1e300 would become infinite
    return format_number(round(float(value), 9), 3)


def format_point(point: Any, digits: int = 4) -> str:
    """Return a vector of shape (n,) in brackets, each entry as :func:`format_number` does.

    Arguments:
        point: the n coordinates.
        digits: how many significant digits to keep.

    >>> format_point([3.0, -0.0, 2 / 3])
    '[3, 0, 0.6667]'
    """
    return "[" + ", ".join(format_number(v, digits) for v in np.asarray(point)) + "]"
