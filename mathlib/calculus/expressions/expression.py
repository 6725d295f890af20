"""A formula that can be computed, differentiated and shown."""

from __future__ import annotations

from typing import Any, TypeVar, overload

import numpy as np

from mathlib.arguments import float_array
from mathlib.arguments.arrays import has_masked
from mathlib.calculus.autodiff.tracked import Tracked
from mathlib.calculus.expressions.derivative_rules import differentiate
from mathlib.calculus.expressions.evaluation import tracked_value, value_of
from mathlib.calculus.expressions.latex import latex
from mathlib.calculus.expressions.reading import read
from mathlib.calculus.expressions.tree import Node

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
        """Return the values at x, shape (…); NaN where there is none, ∞ where it is too large.

        Complex x are taken as they are: the complex step needs them. For a tracked x, which
        carries its derivative along (`mathlib.calculus.autodiff`), the result is tracked as well.

        Raises:
            ValueError: x is a nested list whose rows differ in length.
            TypeError: x holds no numbers.

        >>> parse("1/(1/x)")([0.0, 0.5]), parse("exp(x)")(1000.0)
        (array([nan, 0.5]), array(inf))
        """
        if isinstance(x, Tracked):
            return self._tracked(x)
        x = _points(x)
        values = np.broadcast_to(value_of(self.node, x), x.shape)
        if self.within is None:
            return values.copy()
        return np.where(np.isfinite(self.within(x)), values, np.nan)

    def _tracked(self, x: Tracked) -> Any:
        with np.errstate(all="ignore"):
            result = x * 0.0 + tracked_value(self.node, x)  # as many entries as x, even for "3"
            gap = np.isnan(self(x.data))
            # times NaN: the derivative is NaN as well
            return result * np.where(gap, np.nan, 1.0) if gap.any() else result

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


def _points(x: Any) -> np.ndarray:
    """Return x as an array of floats, or of complex numbers if it holds some."""
    if has_masked(x):
        return float_array("x", x)  # refuses it in words
    try:
        array = np.asanyarray(x)  # the complex step refuses what is not analytic by its class
    except ValueError:  # rows of different lengths: the check below says so
        return float_array("x", x)
    return array if array.dtype.kind == "c" else float_array("x", x)
