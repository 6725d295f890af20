"""Functions of one variable with all their derivatives, for the figures about derivatives.

``EXAMPLES`` holds them by the name that a list offers, ``TAYLOR_EXAMPLES`` those for Taylor's
polynomials. (The functions that gradient descent goes down are `mathlib.optimize.CURVES`.)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from mathlib.arguments import number, whole_number
from mathlib.calculus.expressions import Expression, parse

HIGHEST_ORDER = 20
"""Derivatives of a higher order grow too long: `taylor_coefficients` writes none out."""


@dataclass(frozen=True, eq=False)
class Curve:
    r"""A function of x given by a formula, and its derivatives by the rules.

    See also `mathlib.calculus.Expression`: the formula alone. A curve knows besides where its kinks
    and singular points are, and may have a value at 0 where its formula has none.

    Arguments:
        name: what a list and a title call it.
        formula: as :func:`mathlib.calculus.parse` reads it.
        domain: the interval to draw, (low, high).
        start: the x at which a figure begins.
        kinks: where the slopes from the left and from the right differ.
        at_zero: $f(0), f'(0), \dots$ if the formula has no value at 0; the last one stands for
            all further derivatives, NaN for "there is none".
        singular: where its extension to the complex plane has no derivative, as far as known;
            of infinitely many the nearest to the real line.

    >>> cubic = EXAMPLES["x³ − 3x"]
    >>> float(cubic(2.0)), float(cubic(2.0, order=1)), float(cubic(2.0, order=2))
    (2.0, 9.0, 12.0)
    >>> EXAMPLES["|x|"].slopes(0.0)
    (-1.0, 1.0)
    """

    name: str
    formula: str
    domain: tuple[float, float]
    start: float
    kinks: tuple[float, ...] = ()
    at_zero: tuple[float, ...] = ()
    singular: tuple[complex, ...] = ()
    _derivatives: list[Expression] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self._derivatives.append(parse(self.formula))

    def __call__(self, x: Any, order: int = 0) -> np.ndarray:
        """Return the derivative of this order at x, shape (…); NaN where there is none.

        x may be complex (for the complex step) if the formula is smooth.
        """
        order = whole_number("order", order, "1", HIGHEST_ORDER)
        while len(self._derivatives) <= order:
            self._derivatives.append(self._derivatives[-1].derivative())
        values = self._derivatives[order](x)
        if not self.at_zero:
            return values
        return np.where(np.asarray(x) == 0, self.at_zero[: order + 1][-1], values)

    @property
    def expression(self) -> Expression:
        """The formula, parsed."""
        return self._derivatives[0]

    def slopes(self, x: float) -> tuple[float, float]:
        """Return the slopes from the left and from the right; they differ at a kink only.

        At one of the given ``kinks`` the derivative just beside it is taken. See also
        `mathlib.calculus.one_sided`, which finds out about a function of which nothing is given.
        """
        x = number("x", x, "0.5")
        if x not in self.kinks:
            return (float(self(x, order=1)),) * 2
        left, right = self(np.nextafter(x, [-np.inf, np.inf]), order=1)
        return float(left), float(right)


EXAMPLES: dict[str, Curve] = {
    curve.name: curve
    for curve in (
        Curve("x²", "x**2", (-2, 2), 1),
        Curve("x³", "x**3", (-1.6, 1.6), 0.8),
        Curve("x⁴", "x**4", (-1.6, 1.6), 0.8),
        Curve("x⁵", "x**5", (-1.4, 1.4), 0.8),
        Curve("x³ + x", "x**3 + x", (-1.6, 1.6), 0.8),
        Curve("x³ − 3x", "x**3 - 3*x", (-2.4, 2.4), -1.5),
        Curve("3x² − 4x", "3*x**2 - 4*x", (-1, 2.5), 1),
        Curve("1/x", "1/x", (0.25, 4), 2, singular=(0,)),
        Curve("sin x", "sin(x)", (-4, 4), 1),
        Curve("eˣ", "exp(x)", (-2.5, 2), 0),
        Curve("e^(−x²)", "exp(-x**2)", (-2.5, 2.5), 0.5),
        Curve("tanh x", "tanh(x)", (-3, 3), 0.5, singular=(0.5j * np.pi, -0.5j * np.pi)),
        Curve("|x|", "abs(x)", (-2, 2), 1, kinks=(0,)),
        Curve("ReLU", "relu(x)", (-2, 2), 1, kinks=(0,)),
        Curve(
            "x + 2x² sin(1/x)",
            "x + 2*x**2*sin(1/x)",
            (-0.4, 0.4),
            0.2,
            at_zero=(0, 1, np.nan),
            singular=(0,),
        ),
        Curve("e^(−1/x²)", "exp(-1/x**2)", (-2, 2), 1, at_zero=(0,), singular=(0,)),
    )
}

TAYLOR_EXAMPLES: dict[str, Curve] = {
    curve.name: curve
    for curve in (
        Curve("ln(1 + x)", "ln(1 + x)", (-0.99, 3), 0, singular=(-1,)),
        Curve("1/(1 + x²)", "1/(1 + x**2)", (-3, 3), 0, singular=(1j, -1j)),
        Curve("sin x", "sin(x)", (-10, 10), 0),
        Curve("eˣ", "exp(x)", (-4, 4), 0),
        Curve("sigmoid", "sigmoid(x)", (-6, 6), 0, singular=(1j * np.pi, -1j * np.pi)),
        EXAMPLES["tanh x"],
        EXAMPLES["e^(−1/x²)"],
    )
}
