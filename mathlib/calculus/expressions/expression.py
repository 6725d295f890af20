"""A formula that can be computed, differentiated and shown."""

from __future__ import annotations

from typing import Any, TypeVar, overload

import numpy as np

from mathlib.arguments import float_array
from mathlib.calculus.autodiff.tracked import Tracked
from mathlib.calculus.expressions.derivative_rules import differentiate
from mathlib.calculus.expressions.functions import FUNCTIONS
from mathlib.calculus.expressions.latex import latex
from mathlib.calculus.expressions.reading import read
from mathlib.calculus.expressions.tree import ARITHMETIC, Node, bottom_up

Carried = TypeVar("Carried", bound=Tracked)
"""A `Dual` or a `Value`: what goes in comes out."""


class Expression:
    """A function of x given by a formula; made by :func:`parse`.

    Call it to compute it. It works entry by entry, so that whole arrays go in. See also
    `mathlib.calculus.Curve`: an expression with a name, an interval to draw, and what is known
    about its kinks and singular points.

    Arguments:
        node: the formula as a tree (`mathlib.calculus.expressions.tree`).
        within: the function whose derivative it is, if it is one: the derivative has no value
            where that has none. (ln x has no slope at −1, though its derivative 1/x has a value.)

    >>> from mathlib.calculus import Dual
    >>> f = parse("x**2 + sin(x)")
    >>> float(f(0.0)), f.derivative().latex
    (0.0, '2 x + \\\\cos(x)')
    >>> f(Dual(0.0, 1.0))  # automatic differentiation
    Dual(0.0, 1.0)
    """

    def __init__(self, node: Node, within: Expression | None = None) -> None:
        self.node = node
        self.within = within

    @overload
    def __call__(self, x: Carried) -> Carried: ...

    @overload
    def __call__(self, x: Any) -> np.ndarray: ...

    def __call__(self, x: Any) -> Any:
        """Return the values at x, shape (…); NaN or infinite where there is none.

        Complex x are taken as they are: the complex step needs them. For a tracked x, which
        carries its derivative along (`mathlib.calculus.autodiff`), the result is tracked as well.
        """
        with np.errstate(all="ignore"):
            if isinstance(x, Tracked):
                return x * 0.0 + _value(self.node, x)
            x = x if np.iscomplexobj(x) else float_array("x", x)
            values = np.broadcast_to(_value(self.node, x), np.shape(x))
            if self.within is None:
                return values.copy()
            return np.where(np.isfinite(self.within(x)), values, np.nan)

    def derivative(self) -> Expression:
        """Return f′ by the rules, with no value where f has none.

        Formulas grow: the tenth derivative of a product may have thousands of parts. For many
        derivatives at one point use `mathlib.calculus.taylor_coefficients`, which writes none out.

        >>> parse("x**2 * exp(x)").derivative().latex
        '2 x e^{x} + x^{2} e^{x}'
        """
        return Expression(differentiate(self.node), self)

    @property
    def latex(self) -> str:
        """The formula in LaTeX, without dollar signs."""
        return latex(self.node)

    def __repr__(self) -> str:
        return f"Expression({self.latex})"


def parse(text: str) -> Expression:
    r"""Return the function of x that a text says.

    The text is never executed: it is taken apart, and each part is looked up in a table.

    Arguments:
        text: at most 200 characters of numbers, ``x``, ``pi``, ``e``, ``+ - * / **``, brackets,
            and the functions of ``mathlib.calculus.FUNCTIONS``.

    Returns:
        The function: call it with x of shape (…) for values of shape (…).

    Raises:
        ValueError: anything else; the message points at the place and says what is allowed.
        TypeError: it is no text.

    >>> f = parse("3*x**2 - 4*x")
    >>> f([0.0, 1.0, 2.0])
    array([ 0., -1.,  4.])
    >>> f.derivative()(1.0)
    array(2.)
    """
    return Expression(read(text))


def _value(node: Node, x: Any) -> Any:
    def compute(node: Node, *values: Any) -> Any:
        if node.op == "x":
            return x
        if node.is_number:
            return node.value
        return (ARITHMETIC.get(node.op) or FUNCTIONS[node.op].compute)(*values)

    return bottom_up(node, compute)
