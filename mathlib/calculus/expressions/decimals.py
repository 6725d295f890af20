r"""Functions of decimal numbers, to all the digits that the present context of `decimal` asks for.

Python's decimal numbers know exp, ln, sqrt and powers. The others are made of those and of series:

==========  ==================================================================================
sin, cos    a multiple of 2π is taken away; then $\sum \pm u^k / k!$
arctan      $\arctan u = 2 \arctan \frac{u}{1 + \sqrt{1 + u^2}}$ until u is small; then a series
tanh        $(1 - e^{-2u}) / (1 + e^{-2u})$
π           $16 \arctan \frac15 - 4 \arctan \frac1{239}$ (Machin, 1706)
==========  ==================================================================================

Each works with a few digits more than asked for (`GUARD`), since its own roundings add up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal, getcontext, localcontext
from functools import cache, wraps
from itertools import count

GUARD = 15
LARGEST = 400
"""Arguments of sin and cos with more digits than this before the point are refused with NaN."""


def _with_guard(f: Callable[[Decimal], Decimal]) -> Callable[[Decimal], Decimal]:
    @wraps(f)
    def guarded(u: Decimal) -> Decimal:
        if not u.is_finite():
            return Decimal("NaN")
        with localcontext() as context:
            lost = abs(u.adjusted()) if u else 0  # 1 − e⁻²ᵘ loses digits for a small u
            context.prec += GUARD + min(lost, LARGEST)
            value = f(u)
        return +value  # rounded to the digits that were asked for

    return guarded


def _total(terms: Iterator[Decimal]) -> Decimal:
    """Add terms until they no longer count. A term of 0 ends the sum, and NaN makes it NaN."""
    total = Decimal(0)
    for term in terms:
        before, total = total, total + term
        if total == before or total.is_nan():  # NaN equals nothing: it would never end
            break
    return total


def _arctan_series(u: Decimal) -> Iterator[Decimal]:
    power, square = u, -u * u
    for k in count(1, 2):
        yield power / k
        power *= square


def _exponential_terms(u: Decimal, first: int) -> Iterator[Decimal]:
    """Every second term of the series of eᵘ, with alternating signs: that of cos or sin."""
    term, square = (u if first else Decimal(1)), -u * u
    for k in count(first, 2):
        yield term
        term *= square / ((k + 1) * (k + 2))


@cache
def _pi(digits: int) -> Decimal:
    with localcontext() as context:
        context.prec = digits + GUARD
        fifth, small = Decimal(1) / 5, Decimal(1) / 239
        return 16 * _total(_arctan_series(fifth)) - 4 * _total(_arctan_series(small))


def pi() -> Decimal:
    """Return π.

    >>> with localcontext(prec=30):
    ...     pi()
    Decimal('3.14159265358979323846264338328')
    """
    return +_pi(getcontext().prec)


def _within_a_turn(u: Decimal) -> Decimal:
    """Return u minus the nearest multiple of 2π."""
    if u.adjusted() > LARGEST:
        return Decimal("NaN")
    turn = 2 * pi()
    turns = (u / turn).to_integral_value()
    return u - turns * turn if turns else u


@_with_guard
def sin(u: Decimal) -> Decimal:
    """Return the sine of u radians."""
    return _total(_exponential_terms(_within_a_turn(u), 1))


@_with_guard
def cos(u: Decimal) -> Decimal:
    """Return the cosine of u radians."""
    return _total(_exponential_terms(_within_a_turn(u), 0))


@_with_guard
def tan(u: Decimal) -> Decimal:
    """Return the tangent of u radians."""
    return sin(u) / cos(u)


@_with_guard
def arctan(u: Decimal) -> Decimal:
    """Return the angle whose tangent is u, in radians.

    >>> with localcontext(prec=20):
    ...     4 * arctan(Decimal(1))
    Decimal('3.1415926535897932385')
    """
    halvings = 8
    for _ in range(halvings):
        u = u / (1 + (1 + u * u).sqrt())
    return 2**halvings * _total(_arctan_series(u))


@_with_guard
def tanh(u: Decimal) -> Decimal:
    """Return the hyperbolic tangent of u."""
    small = (-2 * abs(u)).exp()  # of |u|, so that nothing overflows
    return ((1 - small) / (1 + small)).copy_sign(u)


@_with_guard
def sigmoid(u: Decimal) -> Decimal:
    """Return 1 / (1 + e⁻ᵘ)."""
    return 1 / (1 + (-u).exp())


DECIMAL_FUNCTIONS: dict[str, Callable[[Decimal], Decimal]] = {
    "exp": Decimal.exp,
    "ln": Decimal.ln,
    "sin": sin,
    "cos": cos,
    "tan": tan,
    "arctan": arctan,
    "tanh": tanh,
    "sigmoid": sigmoid,
}
"""The smooth functions of a formula, for decimal numbers."""
