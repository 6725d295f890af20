r"""Numbers with a bound of their rounding error: balls, each a middle and a radius.

The true number is at most the radius away from the middle. Each operation works with the middles,
and the radius of the result holds what the radii become, plus the rounding of the operation:

============  ================================================================
u ± v         $r_u + r_v$
u v           $r_u (|v| + r_v) + |u| r_v$
u / v         $(r_u + |u / v|\, r_v) / (|v| - r_v)$; no bound if that is not above 0
============  ================================================================

The middles are floats, or decimals with as many digits as are needed.

Source: Johansson (2017), Arb: efficient arbitrary-precision midpoint-radius interval arithmetic,
IEEE Transactions on Computers 66(8).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, Inexact, getcontext
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Numbers:
    """What the middles and radii are.

    Arguments:
        number: ``float`` or ``Decimal``.
        unit: a bound of the relative error of one operation, and of the bound itself.
        tiny: a bound of the error where a product is too small for a number.
        side: on which side of $x_0$ the series is wanted, −1 or 1, if it matters: beside a kink.
    """

    number: Any
    unit: Any
    tiny: Any
    side: int = 1

    def rounded(self, compute: Callable[[], Any]) -> tuple[Any, bool]:
        """Return what is computed, and whether it may have been rounded (decimals know)."""
        if self.number is float:
            return compute(), True
        context = getcontext()
        context.clear_flags()
        value = compute()
        return value, bool(context.flags[Inexact])


FLOATS = Numbers(float, 2.0**-52, 5e-324)


def decimals(side: int = 1) -> Numbers:
    """Return decimals with the digits of the present context.

    >>> decimals().unit
    Decimal('1E-27')
    """
    return Numbers(Decimal, Decimal(10) ** (1 - getcontext().prec), 0, side)


@dataclass(frozen=True, eq=False)
class Balls:
    """An array of balls.

    Arguments:
        mid: the middles, shape (n, …).
        rad: the radii, of the same shape; infinite where nothing is known.
        numbers: what both are made of.

    >>> u = Balls(np.array([1.0, 3.0]), np.array([0.0, 0.5]), FLOATS)
    >>> w = u[1] - u[0]
    >>> float(w.mid), float(w.rad.round(9))
    (2.0, 0.5)
    """

    mid: Any
    rad: Any
    numbers: Numbers

    def like(self, compute: Callable[[], Any], rad: Any, size: Any = None) -> Balls:
        """Return balls about what is computed; ``rad`` is widened if that is rounded."""
        mid, rounded = self.numbers.rounded(compute)
        if rounded:
            rad = rad + self.numbers.unit * (abs(mid) if size is None else size)
        return Balls(mid, rad, self.numbers)

    def empty(self) -> Balls:
        """Return balls of the same shape, to be filled."""
        return Balls(np.empty_like(self.mid), np.empty_like(self.rad), self.numbers)

    def constant(self, value: int) -> Balls:
        """Return the series of a whole number: (value, 0, 0, …)."""
        number = self.numbers.number
        mid, rad = (np.full_like(self.mid, number(0)) for _ in range(2))
        result = Balls(mid, rad, self.numbers)
        result.mid[0] = number(value)
        return result

    @property
    def nothing(self) -> Any:
        """Whether it is 0 and nothing else."""
        return (self.mid == 0) & (self.rad == 0)

    @property
    def apart(self) -> Any:
        """How far the whole ball is from 0 at least; 0 or less if it may hold 0."""
        return abs(self.mid) - self.rad

    def __getitem__(self, index: Any) -> Balls:
        return Balls(self.mid[index], self.rad[index], self.numbers)

    def __setitem__(self, index: Any, other: Balls) -> None:
        for whole, part in ((self.mid, other.mid), (self.rad, other.rad)):
            whole[index, ...] = part  # with "...", a single number goes in, not an array of it

    def __add__(self, other: Balls) -> Balls:
        return self.like(lambda: self.mid + other.mid, self.rad + other.rad)

    def __sub__(self, other: Balls) -> Balls:
        return self.like(lambda: self.mid - other.mid, self.rad + other.rad)

    def __neg__(self) -> Balls:
        return self.like(lambda: -self.mid, self.rad)

    def times(self, whole: Any) -> Balls:
        """Return the balls times whole numbers, which have no error."""
        return self.like(lambda: self.mid * whole, self.rad * abs(whole))

    def over(self, whole: int) -> Balls:
        """Return the balls divided by a whole number above 0, which has no error."""
        return self.like(lambda: self.mid / whole, self.rad / whole)

    def __truediv__(self, other: Balls) -> Balls:
        number = self.numbers.number
        room = other.apart
        result = self.like(lambda: self.mid / other.mid, self.rad * 0 + self.numbers.tiny)
        spread = (self.rad + abs(result.mid) * other.rad) / room
        rad = np.where(room > 0, result.rad + spread, number("inf"))
        missing = (self.mid != self.mid) | (other.mid != other.mid)  # NaN: that is known
        mid = np.where((room > 0) | missing, result.mid, number(0))
        none = other.nothing  # 0 for certain: there is no quotient, however many digits
        mid, rad = np.where(none, number("nan"), mid), np.where(none, number(0), rad)
        return Balls(mid, rad, self.numbers)


def dot(u: Balls, v: Balls) -> Balls:
    r"""Return $\sum_j u_j v_j$ over the first axis, the one sum that all rules of series need."""
    sizes, numbers = abs(u.mid) * abs(v.mid), u.numbers
    spread = (u.rad * (abs(v.mid) + v.rad) + abs(u.mid) * v.rad).sum(axis=0)
    lost = numbers.tiny * ((u.mid != 0) & (v.mid != 0)).sum(axis=0)
    size = (len(u.mid) + 1) * sizes.sum(axis=0)
    return u.like(lambda: (u.mid * v.mid).sum(axis=0), spread + lost, size)
