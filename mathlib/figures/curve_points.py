"""A function as the points of a drawing: gaps where it jumps, and the range worth showing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from mathlib.arguments import finite_array, whole_number

TOO_LARGE = 1e100
"""Values beyond this size are left out: no drawing can show them."""
FLAT = 20
"""Values are cut off if all of them would need so many times the height."""


def sample(
    f: Callable[[np.ndarray], Any], domain: tuple[float, float], points: int = 801
) -> tuple[np.ndarray, np.ndarray]:
    """Return x and f(x) for a line drawing, with NaN where it has to break.

    A jump or a pole between two points is told from a steep slope by halving: what is continuous
    moves little in the end.

    Arguments:
        f: a function of one variable, (…) → (…); NaN or infinite where it is not defined.
        domain: the interval, shape (2,).
        points: how many even points, 2 or more; one more is put into each jump.

    Returns two arrays of shape (n,), n ≥ points.

    Raises:
        ValueError: the domain does not hold two finite numbers, or there are too few points.

    >>> x, y = sample(np.sign, (-1.5, 1.0), points=6)
    >>> y
    array([-1., -1., -1., nan,  0., nan,  1.,  1.])
    """
    ends = _interval(domain)
    x = np.linspace(*ends, _count(points))
    y = _values(f, x)
    left, right = x[:-1].copy(), x[1:].copy()
    y_left, y_right = y[:-1].copy(), y[1:].copy()
    first = np.abs(y_right - y_left)
    for _ in range(40):
        middle = 0.5 * (left + right)
        y_middle = _values(f, middle)
        in_left = np.abs(y_middle - y_left) >= np.abs(y_right - y_middle)
        left, y_left = np.where(in_left, left, middle), np.where(in_left, y_left, y_middle)
        right, y_right = np.where(in_left, middle, right), np.where(in_left, y_middle, y_right)
    last = np.abs(y_right - y_left)
    low, high = range_to_show(y)
    least = 1e-3 * np.maximum(first, high - low)  # rounding makes tiny jumps everywhere
    jumps = np.flatnonzero(~(last <= least) & np.isfinite(first)) + 1
    return np.insert(x, jumps, middle[jumps - 1]), np.insert(y, jumps, np.nan)


def range_to_show(values: Any) -> tuple[float, float]:
    """Return the lowest and the highest value worth showing, whatever the values are.

    All of them, unless some make the rest look flat: near a pole, or where an exponential leaves
    the picture. These are cut off. A peak within the picture is kept, however narrow. NaN counts
    for nothing; where nothing is left, −1 and 1.

    Arguments:
        values: the function from the left to the right, shape (n,).

    Returns the lowest and the highest; the first is always below the second.

    >>> range_to_show([0.0, 1.0, 2.0, 3.0, 4.0])
    (0.0, 4.0)
    >>> range_to_show([2.0, 2.0])
    (1.0, 3.0)
    >>> range_to_show([0.0, 1.0, 2.0, 3.0, 400.0])
    (0.0, 10.25)
    """
    values = np.asarray(values, float)
    values = np.where(np.isfinite(values), values, np.nan)
    y = values[np.isfinite(values)]
    if not y.size:
        return -1.0, 1.0
    middle = np.median(y)
    moves = np.abs(y - middle)[y != middle]
    reach = 5 * np.quantile(moves, 0.55) if moves.size else np.inf
    inside = _without_what_leaves(values, middle, reach)
    low = max(y.min(), min(middle - reach, inside.min()))
    high = min(y.max(), max(middle + reach, inside.max()))
    if y.max() - y.min() <= FLAT * (high - low):
        low, high = y.min(), y.max()
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        low, high = low - max(1.0, abs(low) / 2), high + max(1.0, abs(high) / 2)
    return float(low), float(high)


def _interval(domain: Any) -> tuple[float, float]:
    ends = finite_array("domain", domain)
    if ends.shape != (2,):
        raise ValueError(
            f"domain must be two numbers, the ends of an interval; got shape {ends.shape}. "
            "Try (-2.0, 2.0)."
        )
    return float(ends[0]), float(ends[1])


def _count(points: Any) -> int:
    count = whole_number("points", points, "801")
    if count < 2:
        raise ValueError(f"points must be 2 or more, the ends at least; got {count}. Try 801.")
    return count


def _without_what_leaves(values: np.ndarray, middle: float, reach: float) -> np.ndarray:
    """Leave out the runs of values beyond ``reach`` that end at a border or a gap."""
    beyond = np.where(np.abs(values - middle) <= reach, 0.0, np.sign(values - middle))
    ends = np.flatnonzero(np.diff(beyond, prepend=np.nan, append=np.nan) != 0)
    for start, stop in pairwise(ends.tolist()):
        if beyond[start] and not _is_peak(values, beyond, start, stop):
            beyond[start:stop] = np.nan
    return values[np.isfinite(beyond)]


def _is_peak(values: np.ndarray, beyond: np.ndarray, start: int, stop: int) -> bool:
    """Whether a run comes from the middle and goes back to it, and is no pole."""
    if start == 0 or stop == len(values) or beyond[start - 1] or beyond[stop]:
        return False
    run = values[start - 1 : stop + 1]
    return bool(np.abs(np.diff(run)).max() <= 0.3 * np.ptp(run))


def _values(f: Callable, x: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        y = np.asarray(f(x), float)
        return np.where(np.abs(y) <= TOO_LARGE, y, np.nan)
