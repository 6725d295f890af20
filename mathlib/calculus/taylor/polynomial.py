"""Taylor's polynomial in one variable: coefficients, remainder, bound, radius of convergence."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from mathlib.arguments import finite_array, float_array, number, shown
from mathlib.calculus.example_curves import Curve
from mathlib.calculus.expressions import Expression, taylor_coefficients
from mathlib.calculus.expressions.coefficients import checked_degree, largest_sizes
from mathlib.calculus.expressions.tree import Node

SAMPLES = 257
"""So many points between x0 and the farthest x are looked at for `TaylorPolynomial.bound`."""


@dataclass(frozen=True, eq=False)
class TaylorPolynomial:
    r"""A polynomial with the same first derivatives as f at x0; made by `taylor_polynomial`.

    .. math:: p(x) = \sum_{k=0}^d c_k (x - x_0)^k, \qquad c_k = \frac{f^{(k)}(x_0)}{k!}

    Arguments:
        f: the function.
        x0: the centre.
        coefficients: c, shape (d + 1,).
    """

    f: Expression | Curve
    x0: float
    coefficients: np.ndarray

    def __call__(self, x: Any) -> np.ndarray:
        """Return p(x), shape (…), by Horner's rule."""
        step = float_array("x", x) - self.x0
        value = np.zeros_like(step)
        with np.errstate(all="ignore"):
            for c in self.coefficients[::-1]:
                value = value * step + c
        return value

    def remainder(self, x: Any) -> np.ndarray:
        """Return f(x) − p(x), shape (…); NaN where f does not exist."""
        with np.errstate(all="ignore"):  # ∞ − ∞ is NaN: nothing is known so far out
            return self.f(x) - self(x)

    def bound(self, x: Any) -> np.ndarray:
        r"""Return Lagrange's bound of the remainder, shape (…).

        .. math:: |f(x) - p(x)| \le \frac{M}{(d+1)!} |x - x_0|^{d+1}, \qquad
            M = \max_\xi |f^{(d+1)}(\xi)| \text{ for } \xi \text{ between } x_0 \text{ and } x

        M is the largest of *sampled* values: at x and at up to 257 points between x0 and the
        farthest x on its side; a peak between two of them is missed. The bound is infinite if the
        derivative does not exist at one of them, or at a known kink or pole of a curve.

        Source: Apostol (1974), Mathematical Analysis, section 5.12.
        """
        x = finite_array("x", x)
        distance = np.abs(x - self.x0)
        steps = np.linspace(0.0, distance.max(initial=0.0), SAMPLES)
        passed = np.searchsorted(steps, distance, side="right") - 1
        largest = self._next_coefficient(x)
        for side in (1, -1):
            here = np.sign(x - self.x0) == side
            if here.any():
                running = np.maximum.accumulate(self._next_coefficient(self.x0 + side * steps))
                largest = np.where(here, np.maximum(largest, running[passed]), largest)
        for z in self._breaks():
            largest = np.where((z - self.x0) * (z - x) <= 0, np.inf, largest)
        with np.errstate(all="ignore"):
            return np.where(distance == 0, 0.0, largest * distance ** len(self.coefficients))

    @property
    def radius(self) -> float | None:
        """How far from x0 the polynomials tend to f as the degree grows; None if not known.

        It is the distance to the nearest point of the complex plane where f is singular. (At 0
        all coefficients of e^(−1/x²) are 0. That series converges everywhere, but to f only at 0:
        the radius is 0.)
        """
        if isinstance(self.f, Curve) and (*self.f.singular, *self.f.kinks):
            return float(min(abs(self.x0 - z) for z in (*self.f.singular, *self.f.kinks)))
        return math.inf if _is_entire(_formula(self.f).node) else None

    def _breaks(self) -> list[float]:
        """Return the known points of the line at which not all derivatives exist."""
        if not isinstance(self.f, Curve):
            return []
        smooth_at_0 = self.f.at_zero and not np.isnan(self.f.at_zero[-1])
        real = [z.real for z in (*self.f.kinks, *self.f.singular) if not z.imag]
        return [z for z in real if z or not smooth_at_0]

    def _next_coefficient(self, x: np.ndarray) -> np.ndarray:
        """Return |f^(d+1)(x)| / (d+1)!, infinite where it does not exist."""
        size = largest_sizes(_formula(self.f), x, len(self.coefficients))
        if isinstance(self.f, Curve) and self.f.at_zero:
            at_zero = abs(_known_at_zero(self.f, len(self.coefficients))[-1])
            size = np.where(x == 0, np.inf if np.isnan(at_zero) else at_zero, size)
        return size


def taylor_polynomial(f: Expression | Curve, x0: float, degree: int) -> TaylorPolynomial:
    r"""Return Taylor's polynomial of f at x0.

    See also `mathlib.calculus.taylor_coefficients`: the coefficients alone, at many points at once;
    and `mathlib.calculus.taylor_model`: several variables, degree 1 or 2.

    Arguments:
        f: a formula, ``parse("ln(1 + x)")``, or one of `mathlib.calculus.example_curves`.
        x0: the centre, one number.
        degree: 0 to 30.

    Returns:
        The polynomial: call it with x of shape (…); it has a ``remainder``, a ``bound`` of that,
        and a ``radius`` of convergence.

    Raises:
        ValueError: f has not so many derivatives at x0, or the degree cannot be used.
        TypeError: f is neither a formula nor a curve.

    Source: Apostol (1974), Mathematical Analysis, section 5.12.

    >>> from mathlib.calculus import parse
    >>> p = taylor_polynomial(parse("exp(x)"), 0.0, 2)
    >>> p.coefficients, p.radius, float(p(1.0))
    (array([1. , 1. , 0.5]), inf, 2.5)
    """
    if not isinstance(f, Expression | Curve):
        raise TypeError(
            'f must be a formula, such as parse("sin(x)"), or a curve of '
            f"mathlib.calculus.EXAMPLES; got {shown(f)}."
        )
    x0, degree = number("x0", x0, "0.5"), checked_degree(degree)
    if isinstance(f, Curve) and f.at_zero and not x0:
        coefficients = _known_at_zero(f, degree)
        if np.isnan(coefficients).any():
            order = int(np.isnan(coefficients).argmax())
            raise ValueError(
                f"{f.name} has no derivative of order {order} at x0 = 0. Choose another x0, or a "
                f"degree of at most {order - 1}."
            )
    else:
        coefficients = taylor_coefficients(_formula(f), x0, degree)
    return TaylorPolynomial(f, x0, coefficients)


def _formula(f: Expression | Curve) -> Expression:
    return f.expression if isinstance(f, Curve) else f


def _known_at_zero(f: Curve, degree: int) -> np.ndarray:
    """Return the coefficients at 0 of a curve whose formula has no value there."""
    return np.array([f.at_zero[: k + 1][-1] / math.factorial(k) for k in range(degree + 1)])


def _is_entire(node: Node) -> bool:
    """Whether the formula is made of functions without a singular point in the complex plane."""
    if node.op == "/":
        return _is_entire(node.args[0]) and node.args[1].is_number
    if node.op == "**":
        base, power = node.args
        if base.is_number and base.value > 0:
            return _is_entire(power)
        whole = power.is_number and power.value.is_integer() and power.value >= 0
        return whole and _is_entire(base)
    made_of = ("number", "x", "+", "-", "negative", "*", "exp", "sin", "cos")
    return node.op in made_of and all(_is_entire(u) for u in node.args)
