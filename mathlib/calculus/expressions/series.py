r"""Arithmetic with power series: how the series of a formula follows from those of its parts.

A series is its first coefficients $a_0, \dots, a_d$ in powers of $x - x_0$. Each operation of the
formula has a rule that gives the coefficients of the result one after the other, so no derivative
is ever written out: a product costs d² multiplications.

====================  =========================================================================
w = u v               $w_k = \sum_j u_j v_{k-j}$
w = u / v             $w_k = (u_k - \sum_{j \ge 1} v_j w_{k-j}) / v_0$
w = uᵖ                $k\,u_0 w_k = \sum_{j \ge 1} (p j - k + j)\, u_j w_{k-j}$; $u w' = p w u'$
w = g(u)              $k\,w_k = \sum_{j \ge 1} j\, u_j s_{k-j}$ with $s = g'(u)$; $w' = s u'$
====================  =========================================================================

A division by a small $v_0$ makes rounding errors larger, and the next coefficient divides again.
So each coefficient is a ball (`balls`): it carries a bound of its own rounding error.

Source: Griewank & Walther (2008), Evaluating Derivatives, chapter 13.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np

from mathlib.calculus.expressions.ball_functions import value_at, widened
from mathlib.calculus.expressions.balls import Balls, Numbers, dot
from mathlib.calculus.expressions.decimals import pi
from mathlib.calculus.expressions.tree import Node, bottom_up

SQUARED = 64
"""Whole powers up to this one are made of products; of higher ones the base must not be 0."""


def series(node: Node, x0: Any, n: int, numbers: Numbers) -> Balls:
    """Return the first n coefficients at each entry of x0, shape (n, …).

    Arguments:
        node: the formula.
        x0: floats, shape (…).
        n: how many coefficients.
        numbers: what to compute with.

    >>> from mathlib.calculus import parse
    >>> from mathlib.calculus.expressions.balls import FLOATS
    >>> w = series(parse("1/(1 - x)").node, np.array(0.0), 4, FLOATS)
    >>> w.mid, bool(w.rad.max() < 1e-14)
    (array([1., 1., 1., 1.]), True)
    """
    kind = float if numbers.number is float else object
    at = np.asarray(x0) if kind is float else np.vectorize(numbers.number, otypes=[kind])(x0)
    zero = np.full((n, *at.shape), numbers.number(0), kind)

    def compute(node: Node, *parts: Balls) -> Balls:
        if node.args:
            return RULES[node.op](*parts)
        result = Balls(zero.copy(), zero.copy(), numbers)
        result.mid[0, ...] = at
        if node.is_number:
            result[0] = _number(node, numbers)
        result.mid[1:2] = numbers.number(node.op == "x")
        return result

    return bottom_up(node, compute)


def _number(node: Node, numbers: Numbers) -> Balls:
    """π and e are the numbers themselves, as exact as can be; others are as they were read."""
    value = numbers.number(node.value)
    if numbers.number is Decimal and node.name:
        value = pi() if node.name == "pi" else Decimal(1).exp()
    return Balls(value, numbers.unit * abs(value) * bool(node.name), numbers)


def _product(u: Balls, v: Balls) -> Balls:
    w = u.empty()
    for k in range(len(u.mid)):
        w[k] = dot(u[: k + 1], v[k::-1])
    return w


def _quotient(u: Balls, v: Balls) -> Balls:
    w = u.empty()
    for k in range(len(u.mid)):
        w[k] = (u[k] - dot(v[1 : k + 1], w[:k][::-1])) / v[0]
    return w


def _power(u: Balls, v: Balls) -> Balls:
    exponent = np.asarray(v.mid[0]).flat[0]
    known = not (v.mid[1:] != 0).any() and not (v.rad != 0).any()
    if not known or not np.all(v.mid[0] == exponent):
        return _exp(_product(v, _ln(u)))  # uᵛ = exp(v ln u)
    if exponent == exponent // 1 and abs(exponent) <= SQUARED:
        return _whole_power(u, int(exponent))
    return _real_power(u, exponent)


def _whole_power(u: Balls, exponent: int) -> Balls:
    """Square and multiply: this works where u is 0 as well."""
    result, rest, square = u.constant(1), abs(exponent), u
    while rest:
        if rest % 2:
            result = _product(result, square)
        rest //= 2
        square = _product(square, square) if rest else square
    return result if exponent >= 0 else _quotient(u.constant(1), result)


def _real_power(u: Balls, exponent: Any) -> Balls:
    w, size = u.empty(), abs(exponent)
    value = u[0].like(lambda: u.mid[0] ** exponent, 0 * u.rad[0] + u.numbers.tiny)
    distance, height = abs(u.mid[0]), abs(value.mid)
    w[0] = widened(value, u[0], size * height / distance, 2 * (size + 1) / distance)
    for k in range(1, len(u.mid)):
        j = _counting(u, k)
        mid = exponent * j - k + j
        weights = Balls(mid + 0 * j, u.numbers.unit * 2 * ((size + 1) * j + k), u.numbers)
        w[k] = dot(_multiplied(weights, u[1 : k + 1]), w[:k][::-1]) / u[0].times(k)
    flat = u[0].nothing & (exponent > SQUARED) & (exponent == exponent // 1)
    if np.any(flat):  # x¹⁰⁰ at 0
        mid, rad = (np.where(flat, 0 * u.mid, part) for part in (w.mid, w.rad))
        w = Balls(mid, rad, u.numbers)
    return w


def _counting(u: Balls, k: int) -> Any:
    """Return 1, …, k along the first axis, to go with the entries of u."""
    j = np.arange(1, k + 1).reshape(-1, *(1,) * (u.mid.ndim - 1))
    return j if u.numbers.number is float else j.astype(object)


def _multiplied(u: Balls, v: Balls) -> Balls:
    """Return the products of the entries."""
    spread = u.rad * (abs(v.mid) + v.rad) + abs(u.mid) * v.rad
    return v.like(lambda: u.mid * v.mid, spread)


def _solved(w0: Balls, u: Balls, newest: Callable[[Balls], Balls]) -> Balls:
    """Return w with w' = s u'; ``newest`` gives the last known coefficient of s from those of w."""
    w, s = u.empty(), u.empty()
    w[0] = w0
    for k in range(1, len(u.mid)):
        s[k - 1] = newest(w[:k])
        w[k] = dot(u[1 : k + 1].times(_counting(u, k)), s[:k][::-1]).over(k)
    return w


def _square(w: Balls) -> Balls:
    """Return the last coefficient of w²."""
    return dot(w, w[::-1])


def _one(w: Balls) -> Balls:
    """Return the last coefficient of the constant 1, for a series as long as w."""
    return w.constant(1)[-1]


def _exp(u: Balls) -> Balls:
    return _solved(value_at("exp", u[0]), u, lambda w: w[-1])


def _sine_and_cosine(u: Balls) -> tuple[Balls, Balls]:
    """sin' = cos u', cos' = −sin u': each needs the other."""
    s, c = u.empty(), u.empty()
    s[0], c[0] = value_at("sin", u[0]), value_at("cos", u[0])
    for k in range(1, len(u.mid)):
        du = u[1 : k + 1].times(_counting(u, k))
        s[k] = dot(du, c[:k][::-1]).over(k)
        c[k] = -dot(du, s[:k][::-1]).over(k)
    return s, c


def _integral(w0: Balls, u: Balls, v: Balls) -> Balls:
    """Return w with w' = u' / v."""
    w, n = u.empty(), len(u.mid)
    w[0] = w0
    slope = _quotient(u[1:].times(_counting(u, n - 1)), v[:-1])
    for k in range(1, n):
        w[k] = slope[k - 1].over(k)
    return w


def _ln(u: Balls) -> Balls:
    return _integral(value_at("ln", u[0]), u, u)


def _arctan(u: Balls) -> Balls:
    return _integral(value_at("arctan", u[0]), u, u.constant(1) + _product(u, u))


def _beside(u: Balls, branch: Callable[[int], int]) -> Balls:
    """Return m u for abs and relu, where m is ``branch`` of the sign of u.

    If u is 0 at $x_0$, the sign that it has beside $x_0$ counts: that of the first coefficient that
    is not 0, and for odd powers the side as well.
    """
    numbers = u.numbers
    if numbers.number is float:  # where u is 0, the point is left to decimals, one at a time
        slope = np.vectorize(branch, otypes=[float])(np.sign(u.mid[0]))
        sure = (u[0].apart > 0) | ~(u.mid != 0).any(axis=0) & ~(u.rad != 0).any(axis=0)
        return Balls(slope * u.mid, np.where(sure, np.abs(slope) * u.rad, np.inf), numbers)
    first = next((k for k in range(len(u.mid)) if not u[k].nothing), None)
    if first is None:
        return u.constant(0)
    sure = u[first].apart > 0
    sign = (1 if u.mid[first] > 0 else -1) * numbers.side**first
    whole = branch(sign)
    rad = u.rad if sure else np.full_like(u.rad, numbers.number("inf"))
    return Balls(whole * u.mid, abs(whole) * rad, numbers)


def _step(u: Balls) -> Balls:
    """A constant on each side; at the jump itself there is no value."""
    w = u.constant(0)
    w.mid[0] = np.where(u[0].nothing, u.numbers.number("nan"), u.mid[0] * 0 + (u.mid[0] > 0))
    w.rad[0] = np.where((u[0].apart > 0) | u[0].nothing, w.rad[0], u.numbers.number("inf"))
    return w


RULES: dict[str, Callable[..., Balls]] = {
    "+": Balls.__add__,
    "-": Balls.__sub__,
    "negative": Balls.__neg__,
    "*": _product,
    "/": _quotient,
    "**": _power,
    "exp": _exp,
    "ln": _ln,
    "sqrt": lambda u: _real_power(u, u.numbers.number("0.5")),
    "sin": lambda u: _sine_and_cosine(u)[0],
    "cos": lambda u: _sine_and_cosine(u)[1],
    "tan": lambda u: _solved(value_at("tan", u[0]), u, lambda w: _one(w) + _square(w)),
    "arctan": _arctan,
    "tanh": lambda u: _solved(value_at("tanh", u[0]), u, lambda w: _one(w) - _square(w)),
    "sigmoid": lambda u: _solved(value_at("sigmoid", u[0]), u, lambda w: w[-1] - _square(w)),
    "abs": lambda u: _beside(u, lambda sign: sign),
    "relu": lambda u: _beside(u, lambda sign: int(sign > 0)),
    "step": _step,
}
"""How the series of the result follows from those of the arguments."""
