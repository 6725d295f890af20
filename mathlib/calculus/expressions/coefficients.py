r"""Taylor coefficients of a formula at given points, to all digits, or the reason why not.

First in floats, with a bound of the rounding error of each coefficient. Where it is too large
(near a point where something is divided by 0), again in decimals: 50 digits, then 200, then 800.
"""

from __future__ import annotations

import math
from contextlib import AbstractContextManager
from decimal import MAX_EMAX, MIN_EMIN, Context, localcontext
from itertools import product
from typing import Any

import numpy as np

from mathlib.arguments import finite_array, shown, whole_number
from mathlib.calculus.expressions.balls import FLOATS, Balls, decimals
from mathlib.calculus.expressions.expression import Expression
from mathlib.calculus.expressions.series import series
from mathlib.calculus.expressions.tree import Node, bottom_up
from mathlib.formatting import format_number

HIGHEST_DEGREE = 30
DIGITS = (50, 200, 800)
ACCURACY = 1e-10
"""The largest error of a term that passes, against the largest term: see `_accurate`."""
LEAST = -310.0
"""An error below 10 to this power is below all numbers."""


def taylor_coefficients(f: Expression, x0: Any, degree: int) -> np.ndarray:
    r"""Return $f^{(k)}(x_0) / k!$ for k = 0 … degree, shape (degree + 1, …) for x0 of shape (…).

    No coefficient is spoilt by rounding: whatever x is, the error of each term
    $c_k (x - x_0)^k$ is at most $10^{-10}$ of the largest term.

    See also `mathlib.calculus.taylor_polynomial`: at one x0, as a function with its remainder.

    Arguments:
        f: a formula, as :func:`mathlib.calculus.parse` returns it.
        x0: where, shape (…).
        degree: the highest power, 0 to 30.

    Returns:
        The coefficients, those of one power in each row.

    Raises:
        ValueError: the rules give no such coefficients: f does not exist at x0, or has a kink
            there, or 800 digits are too few; or the degree cannot be used.
        TypeError: f is no formula.

    >>> from mathlib.calculus import parse
    >>> taylor_coefficients(parse("1/(1 + x**2)"), 0.0, 6)
    array([ 1.,  0., -1.,  0.,  1.,  0., -1.])
    >>> taylor_coefficients(parse("(exp(x) - 1)/x"), 1e-9, 3).round(4)  # beside a gap, yet right
    array([1.    , 0.5   , 0.1667, 0.0417])
    """
    if not isinstance(f, Expression):
        raise TypeError(f'f must be a formula, such as parse("sin(x)"); got {shown(f)}.')
    x0, degree = finite_array("x0", x0), checked_degree(degree)
    result = coefficients_or_nan(f, x0, degree)
    bad = ~np.isfinite(result).all(axis=0)
    if bad.any():
        point = float(x0[bad].flat[0])
        why = _reason(f.node, point, degree) or "it is the derivative of an f without value there"
        raise ValueError(
            f"The rules give no Taylor polynomial of degree {degree} at x0 = "
            f"{format_number(point)}: {why}. Choose another x0."
        )
    return result


def coefficients_or_nan(f: Expression, x0: np.ndarray, degree: int) -> np.ndarray:
    """Return what :func:`taylor_coefficients` does, but NaN or infinities where it refuses.

    >>> from mathlib.calculus import parse
    >>> coefficients_or_nan(parse("abs(x)"), np.array([0.0, 2.0]), 1)
    array([[ 0.,  2.],
           [nan,  1.]])
    """
    return _coefficients(f, x0, degree + 1, ACCURACY)[0]


def largest_sizes(f: Expression, x0: np.ndarray, k: int) -> np.ndarray:
    r"""Return an upper bound of the size of the coefficient of order k, at most 0.1 % too large.

    Arguments:
        f: a formula.
        x0: where, shape (…).
        k: the order, 0 to 31.

    Returns:
        The bounds, shape (…); infinite where there is no such coefficient.

    >>> from mathlib.calculus import parse
    >>> largest_sizes(parse("sin(x)"), np.array([0.0, np.pi / 2]), 2).round(3)
    array([0. , 0.5])
    """
    mid, rad = _coefficients(f, x0, k + 1, 1e-3)
    size = np.abs(mid[k]) + rad[k]
    return np.where(np.isnan(size), np.inf, size)


def checked_degree(degree: Any) -> int:
    """Return the degree as an int if it is a whole number from 0 to 30.

    >>> checked_degree(3)
    3
    """
    degree = whole_number("degree", degree, "3")
    if degree > HIGHEST_DEGREE:
        raise ValueError(
            f"degree must be at most {HIGHEST_DEGREE}; got {shown(degree)}. Beyond that, rounding "
            "and overflow spoil the polynomial more than another term mends it."
        )
    return degree


def _coefficients(
    f: Expression, x0: np.ndarray, n: int, accuracy: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return n coefficients and bounds of their errors, shape (n, …); NaN where there are none."""
    if not x0.size:  # the rules look at the first point to tell what is constant
        return np.zeros((n, *x0.shape)), np.zeros((n, *x0.shape))
    with np.errstate(all="ignore"):
        values = f(x0)
        # two more than are asked for: they show how large terms are about the last one
        balls = series(f.node, x0, n + 2, FLOATS)
        mid, rad = balls.mid, balls.rad
        fine = _accurate(np.log10(balls.apart), np.log10(rad), accuracy)[:n].all(axis=0)
        mid[:, ~np.isfinite(values)] = np.nan
        left = np.isfinite(values) & ~fine
        together = _all_in_decimals(f.node, np.asarray(x0)[left], n + 2, accuracy)
        for i, shared in zip(map(tuple, np.argwhere(left)), together, strict=True):
            at = (slice(None), *i)
            mid[at], rad[at] = shared or _in_decimals(f.node, float(x0[i]), n + 2, accuracy)
            if np.isnan(mid[(0, *i)]) and not np.isinf(rad[(0, *i)]):  # at an end: xˣ at 0
                mid[(0, *i)] = values[i]
    return mid[:n], rad[:n]


def _all_in_decimals(
    node: Node, x0: np.ndarray, n: int, accuracy: float
) -> list[tuple[np.ndarray, np.ndarray] | None]:
    """Return for each of many points what `_in_decimals` does, or None where it takes more care.

    Ten points together cost little more than one. Beside a kink each has a sign of its own.
    """
    found: list[tuple[np.ndarray, np.ndarray] | None] = [None] * len(x0)
    if len(x0) < 2 or _has_kinks(node):
        return found
    left = np.arange(len(x0))
    for digits in DIGITS[:-1]:
        with _with(digits):
            balls = series(node, x0[left], n, decimals())
            mid, rad = balls.mid.astype(float), balls.rad.astype(float)
            fine = _right(balls, accuracy)[: n - 2].all(axis=0)
        mid = np.where(np.abs(mid) <= rad, 0.0, mid)
        fine &= np.isfinite(mid).all(axis=0)
        for i in np.flatnonzero(fine):
            found[left[i]] = mid[:, i], rad[:, i]
        left = left[~fine]
        if not left.size:
            break
    return found


def _in_decimals(node: Node, x0: float, n: int, accuracy: float) -> tuple[np.ndarray, np.ndarray]:
    """Return coefficients and bounds of their errors; NaN where there is none, or none is found."""
    for digits in DIGITS:
        with _with(digits):
            right = series(node, x0, n, decimals())
            left = series(node, x0, n, decimals(-1)) if _has_kinks(node) else right
            mid, rad = right.mid.astype(float), right.rad.astype(float)
            fine = _right(right, accuracy) & _right(left, accuracy)
            kink = abs(right.mid - left.mid) > right.rad + left.rad
        none = np.isnan(mid) | (kink.astype(bool) & fine)
        if (fine | none)[: n - 2].all():
            break
    mid = np.where(np.abs(mid) <= rad, 0.0, mid)  # what may be 0, and passed, is 0
    return np.where(fine & ~none, mid, np.nan), rad


def _with(digits: int) -> AbstractContextManager[Context]:
    """Decimals of so many digits and of any size, and NaN in place of errors."""
    return localcontext(Context(prec=digits, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[]))


def _right(balls: Balls, accuracy: float) -> np.ndarray:
    """Return which coefficients in decimals are right: see `_accurate`."""
    return _accurate(_log10(balls.apart), _log10(balls.rad), accuracy)


def _has_kinks(node: Node) -> bool:
    return bottom_up(node, lambda u, *parts: u.op in ("abs", "relu") or any(parts))


def _log10(values: Any) -> np.ndarray:
    """Return the logarithms of sizes, also of those beyond all floats; −∞ for 0 and below."""
    with localcontext(prec=9):
        logs = [float(v.log10()) if v > 0 else -math.inf for v in np.ravel(values)]
    return np.array(logs).reshape(np.shape(values))


def _accurate(size: np.ndarray, error: np.ndarray, accuracy: float) -> np.ndarray:
    r"""Return which terms are right, from the log₁₀ of coefficients and of bounds of their errors.

    The error of $c_k r^k$ must be small against the largest term, whatever r is. If two terms are
    large, on both sides of k, then one of them is at least as large as the term of order k with
    the weighted geometric mean of their coefficients: a c_k near 0 between them may have an error.

    Arguments:
        size: of each coefficient at least, shape (n, …); −∞ or NaN where it may be 0.
        error: of each coefficient at most.
        accuracy: how small the error must be against the largest term.
    """
    known = np.where(np.isfinite(size), size, -np.inf)
    largest = known.copy()
    for s, t in product((1, 2, 3), repeat=2):
        if s + t < len(size):
            mean = (t * known[: -s - t] + s * known[s + t :]) / (s + t)
            largest[s:-t] = np.maximum(largest[s:-t], mean)
    limit = np.where(np.isfinite(largest), math.log10(accuracy) + largest, -np.inf)
    return (error <= limit) | (error <= LEAST)


WHY = {
    "/": "it divides by 0",
    "**": "of a base of 0 they give the powers 0, 1, 2, … only, and of one below 0 whole powers",
    "ln": "ln needs an argument above 0",
    "sqrt": "they give sqrt no derivatives where its argument is 0, and it has no value below",
    "abs": "abs has a kink where its argument is 0",
    "relu": "relu has a kink where its argument is 0",
    "step": "step jumps where its argument is 0",
}
TOO_LARGE = "it is too large to compute"


def _reason(node: Node, x0: float, degree: int) -> str:
    """Say which operation is the first that cannot be carried out."""
    with np.errstate(all="ignore"):
        value = float(Expression(node)(x0))
        mid, rad = _in_decimals(node, x0, degree + 3, ACCURACY)
    if np.isfinite(value) and np.isfinite(mid[: degree + 1]).all():
        return ""
    for part in node.args:
        if why := _reason(part, x0, degree):
            return why
    why = WHY.get(node.op, "")
    if math.isnan(value):
        return why or TOO_LARGE
    if math.isinf(value) or np.isinf(mid[: degree + 1]).any():
        return TOO_LARGE
    if np.isinf(rad[: degree + 1]).any():
        few = f"{DIGITS[-1]} digits are too few"
        near = why and node.op != "**"
        return f"{why}, or so near to 0 that {few}" if near else f"{few} to compute them"
    return why or TOO_LARGE
