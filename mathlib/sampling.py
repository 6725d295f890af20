"""A function as the points of a drawing: gaps where it jumps, and the range worth showing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mathlib.arguments import finite_array

TOO_LARGE = 1e100
"""Values beyond this size are left out: no drawing can show them."""


def sample(
    f: Callable[[np.ndarray], Any], domain: tuple[float, float], points: int = 801
) -> tuple[np.ndarray, np.ndarray]:
    """Return x and f(x) for a line drawing, each of the shape (n,), with NaN where it has to break.

    A jump or a pole between two points is told from a steep slope by halving: what is continuous
    moves little in the end.

    Arguments:
        f: a function of one variable, (…) → (…); NaN or infinite where it is not defined.
        domain: the interval.
        points: how many even points; one more is put into each jump.

    >>> x, y = sample(np.sign, (-1.5, 1.0), points=6)
    >>> y
    array([-1., -1., -1., nan,  0., nan,  1.,  1.])
    """
    x = np.linspace(*finite_array("domain", domain), points)
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

    All of them, unless a few are so large (near a pole, or of an exponential) that the rest would
    look flat: nothing is farther from the median than five times what most values are. NaN counts
    for nothing; where nothing is left, −1 and 1.

    >>> range_to_show([0.0, 1.0, 2.0, 3.0, 4.0])
    (0.0, 4.0)
    >>> range_to_show([2.0, 2.0])
    (1.0, 3.0)
    """
    y = np.asarray(values, float)
    y = y[np.isfinite(y)]
    if not y.size:
        return -1.0, 1.0
    middle = np.median(y)
    reach = 5 * np.quantile(np.abs(y - middle), 0.6) or np.inf
    low, high = max(y.min(), middle - reach), min(y.max(), middle + reach)
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        low, high = low - max(1.0, abs(low) / 2), high + max(1.0, abs(high) / 2)
    return float(low), float(high)


def _values(f: Callable, x: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        y = np.asarray(f(x), float)
        return np.where(np.abs(y) <= TOO_LARGE, y, np.nan)
