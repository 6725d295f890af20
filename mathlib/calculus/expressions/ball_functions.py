r"""The first coefficient of g(u): the value of a function at one ball."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mathlib.calculus.expressions.balls import Balls
from mathlib.calculus.expressions.decimals import DECIMAL_FUNCTIONS
from mathlib.calculus.expressions.functions import FUNCTIONS

STEEPNESS: dict[str, Callable[[Any, Any], tuple[Any, Any]]] = {
    "exp": lambda u, w: (w, 2),
    "ln": lambda u, w: (1 / u, 2 / u),
    "tan": lambda u, w: (1 + w * w, 4 * (1 + w)),
    "sin": lambda u, w: (1, 0),
    "cos": lambda u, w: (1, 0),
    "arctan": lambda u, w: (1, 0),
    "tanh": lambda u, w: (1, 0),
    "sigmoid": lambda u, w: (1, 0),
}
"""|g′(u)| from |u| and |g(u)|; and b such that |g′| at most doubles on the way to u ± 1/b."""


def value_at(name: str, u: Balls) -> Balls:
    """Return g(u) for the function g of this name: numpy's value, or that of decimals.

    >>> from mathlib.calculus.expressions.balls import FLOATS
    >>> w = value_at("exp", Balls(np.array(0.0), np.array(0.1), FLOATS))
    >>> float(w.mid), float(w.rad.round(3))  # e^0.1 is 1.105
    (1.0, 0.2)
    """
    compute: Callable[[Any], Any]
    if u.numbers.number is float:
        compute = _sigmoid if name == "sigmoid" else FUNCTIONS[name].compute
    else:
        compute = np.frompyfunc(DECIMAL_FUNCTIONS[name], 1, 1)
    mid = compute(u.mid)
    value = Balls(mid, 8 * u.numbers.unit * abs(mid) + u.numbers.tiny, u.numbers)
    return widened(value, u, *STEEPNESS[name](abs(u.mid), abs(mid)))


def _sigmoid(x: np.ndarray) -> np.ndarray:
    """To all digits for every x, which the way over tanh is not."""
    small = np.exp(-np.abs(x))
    return np.where(x < 0, small, 1.0) / (1 + small)


def widened(value: Balls, u: Balls, slope: Any, bend: Any) -> Balls:
    """Add what the radius of u does to a value g(u); if it is too wide to tell, nothing is known.

    Arguments:
        value: g at the middle of u.
        u: the argument.
        slope: |g′| at the middle of u.
        bend: b such that |g′| at most doubles on the way to u ± 1/b.
    """
    number, missing = u.numbers.number, u.mid != u.mid  # NaN: that is known
    sure = (u.rad == 0) | (u.rad * bend <= 1) | missing
    spread = np.where(u.rad == 0, u.rad, 2 * slope * u.rad)
    mid = np.where(sure, value.mid, number(0))
    return Balls(mid, np.where(sure, value.rad + spread, number("inf")), u.numbers)
