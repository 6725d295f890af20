r"""Taylor coefficients of a formula, by arithmetic with power series.

A series is its first coefficients $a_0, \dots, a_d$ in powers of $x - x_0$. Each operation of the
formula has a rule that gives the coefficients of the result one after the other, so no derivative
is ever written out: a product costs d² multiplications, and all is exact to rounding.

====================  =========================================================================
w = u v               $w_k = \sum_j u_j v_{k-j}$
w = u / v             $w_k = (u_k - \sum_{j \ge 1} v_j w_{k-j}) / v_0$
w = uᵖ                $k\,u_0 w_k = \sum_{j \ge 1} (p j - k + j)\, u_j w_{k-j}$; $u w' = p w u'$
w = g(u)              $k\,w_k = \sum_{j \ge 1} j\, u_j s_{k-j}$ with $s = g'(u)$; $w' = s u'$
====================  =========================================================================

Source: Griewank & Walther (2008), Evaluating Derivatives, chapter 13.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mathlib.arguments import finite_array, whole_number
from mathlib.calculus.expressions.expression import Expression
from mathlib.calculus.expressions.functions import FUNCTIONS
from mathlib.calculus.expressions.tree import Node
from mathlib.formatting import format_number

HIGHEST_DEGREE = 30


def taylor_coefficients(f: Expression, x0: Any, degree: int) -> np.ndarray:
    r"""Return $f^{(k)}(x_0) / k!$ for k = 0 … degree, shape (degree + 1, …) for x0 of shape (…).

    Arguments:
        f: a formula, as :func:`mathlib.calculus.parse` returns it.
        x0: where, shape (…).
        degree: the highest power, 0 to 30.

    Raises:
        ValueError: f does not exist at x0 or has a kink there, or the degree cannot be used.

    >>> from mathlib.calculus import parse
    >>> taylor_coefficients(parse("1/(1 + x**2)"), 0.0, 6)
    array([ 1.,  0., -1.,  0.,  1.,  0., -1.])
    """
    x0, degree = finite_array("x0", x0), checked_degree(degree)
    result = coefficients_or_nan(f, x0, degree)
    bad = ~np.isfinite(result).all(axis=0)
    if bad.any():
        point = x0[bad].flat[0]
        why = (
            _reason(f.node, point, degree + 1) or "it is the derivative of an f without value there"
        )
        raise ValueError(
            f"f has no Taylor polynomial of degree {degree} at x0 = {format_number(point)}: {why}. "
            "Choose another x0."
        )
    return result


def coefficients_or_nan(f: Expression, x0: np.ndarray, degree: int) -> np.ndarray:
    """Return what :func:`taylor_coefficients` does, but NaN or infinities where it refuses.

    >>> from mathlib.calculus import parse
    >>> coefficients_or_nan(parse("abs(x)"), np.array([0.0, 2.0]), 1)
    array([[ 0.,  2.],
           [nan,  1.]])
    """
    with np.errstate(all="ignore"):
        result = _series(f.node, x0, degree + 1)
        return np.where(np.isfinite(f(x0)), result, np.nan)


def checked_degree(degree: Any) -> int:
    """Return the degree as an int if it is a whole number from 0 to 30.

    >>> checked_degree(3)
    3
    """
    degree = whole_number("degree", degree, "3")
    if degree > HIGHEST_DEGREE:
        raise ValueError(
            f"degree must be at most {HIGHEST_DEGREE}; got {degree}. Beyond that, rounding and "
            "overflow spoil the polynomial more than another term mends it."
        )
    return degree


def _series(node: Node, x0: np.ndarray, n: int) -> np.ndarray:
    """Return the first n coefficients at each entry of x0, shape (n, …)."""
    if not node.args:
        result = np.zeros((n, *x0.shape))
        result[0] = x0 if node.op == "x" else node.value
        result[1:2] = node.op == "x"
        return result
    return RULES[node.op](*(_series(u, x0, n) for u in node.args))


def _product(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    return np.array([(u[: k + 1] * v[k::-1]).sum(axis=0) for k in range(len(u))])


def _quotient(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    w = np.empty_like(u)
    for k in range(len(u)):
        w[k] = (u[k] - (v[1 : k + 1] * w[:k][::-1]).sum(axis=0)) / v[0]
    return w


def _power(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    if v[1:].any() or (v[0] != v[0].flat[0]).any():
        w = _exp(_product(v, _ln(u)))
        w[0] = u[0] ** v[0]
        return w
    exponent = float(v[0].flat[0])
    if exponent.is_integer():
        return _whole_power(u, exponent)
    return _real_power(u, exponent)


def _whole_power(u: np.ndarray, exponent: float) -> np.ndarray:
    """Square and multiply: exact for whole numbers, also where u is 0."""
    result = _constant(u, 1.0)
    rest, square = abs(int(exponent)), u
    while rest:
        if rest % 2:
            result = _product(result, square)
        rest //= 2
        square = _product(square, square) if rest else square
    return result if exponent >= 0 else _quotient(_constant(u, 1.0), result)


def _real_power(u: np.ndarray, exponent: float) -> np.ndarray:
    w = np.empty_like(u)
    w[0] = u[0] ** exponent
    for k in range(1, len(u)):
        j = np.arange(1, k + 1).reshape(-1, *(1,) * (u.ndim - 1))
        w[k] = ((exponent * j - k + j) * u[1 : k + 1] * w[:k][::-1]).sum(axis=0) / (k * u[0])
    return w


def _constant(like: np.ndarray, value: float) -> np.ndarray:
    result = np.zeros_like(like)
    result[0] = value
    return result


def _solved(w0: np.ndarray, u: np.ndarray, newest: Callable[[np.ndarray], Any]) -> np.ndarray:
    """Return w with w' = s u'; ``newest`` gives the last known coefficient of s from those of w."""
    w, s = np.empty((2, *u.shape), np.result_type(w0, u))
    w[0] = w0
    for k in range(1, len(u)):
        s[k - 1] = newest(w[:k])
        j = np.arange(1, k + 1).reshape(-1, *(1,) * (u.ndim - 1))
        w[k] = (j * u[1 : k + 1] * s[:k][::-1]).sum(axis=0) / k
    return w


def _square(w: np.ndarray) -> np.ndarray:
    """Return the last coefficient of w²."""
    return (w * w[::-1]).sum(axis=0)


def _exp(u: np.ndarray) -> np.ndarray:
    w = _solved(np.exp(u[0]), u, lambda w: w[-1])
    too_small = (np.exp(u[0]) == 0) & np.isfinite(u[0])  # for a number, with all derivatives
    return np.where(too_small, 0.0, w)


def _integral(w0: np.ndarray, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Return w with w' = u' / v."""
    j = np.arange(1, len(u)).reshape(-1, *(1,) * (u.ndim - 1))
    slope = _quotient(j * u[1:], v[:-1])
    return np.concatenate([w0[None], slope / j])


def _ln(u: np.ndarray) -> np.ndarray:
    return _integral(np.log(u[0]), u, u)


def _arctan(u: np.ndarray) -> np.ndarray:
    return _integral(np.arctan(u[0]), u, _constant(u, 1.0) + _product(u, u))


def _only_at(
    u: np.ndarray, usable: np.ndarray, slope: np.ndarray | float, value: np.ndarray
) -> np.ndarray:
    """Return slope · u with the given value, and without derivatives where it is not usable."""
    w = np.where(usable, slope * u, np.nan)
    w[0] = value
    return w


RULES: dict[str, Callable[..., np.ndarray]] = {
    "+": np.add,
    "-": np.subtract,
    "negative": np.negative,
    "*": _product,
    "/": _quotient,
    "**": _power,
    "exp": _exp,
    "ln": _ln,
    "sqrt": lambda u: _real_power(u, 0.5),
    "sin": lambda u: _exp(1j * u).imag,
    "cos": lambda u: _exp(1j * u).real,
    "tan": lambda u: _solved(np.tan(u[0]), u, lambda w: (len(w) == 1) + _square(w)),
    "arctan": _arctan,
    "tanh": lambda u: _solved(np.tanh(u[0]), u, lambda w: (len(w) == 1) - _square(w)),
    "sigmoid": lambda u: _solved(
        FUNCTIONS["sigmoid"].compute(u[0]), u, lambda w: w[-1] - _square(w)
    ),
    "abs": lambda u: _only_at(u, u[0] != 0, np.sign(u[0]), np.abs(u[0])),
    "relu": lambda u: _only_at(u, u[0] != 0, 1.0 * (u[0] > 0), np.maximum(u[0], 0)),
    "step": lambda u: _only_at(0 * u, u[0] != 0, 0.0, FUNCTIONS["step"].compute(u[0])),
}
"""How the series of the result follows from those of the arguments."""

WHY = {
    "/": "it divides by 0",
    "**": "only the powers 0, 1, 2, … exist for every base",
    "ln": "ln needs an argument above 0",
    "sqrt": "sqrt has no derivatives where its argument is 0, and no value below",
    "abs": "abs has a kink where its argument is 0",
    "relu": "relu has a kink where its argument is 0",
    "step": "step jumps where its argument is 0",
}


def _reason(node: Node, x0: float, n: int) -> str:
    """Say which operation is the first that cannot be carried out."""
    for part in node.args:
        if why := _reason(part, x0, n):
            return why
    with np.errstate(all="ignore"):
        fine = np.isfinite(_series(node, np.array(x0), n)).all()
    return "" if fine else WHY.get(node.op, "it is too large to compute")
