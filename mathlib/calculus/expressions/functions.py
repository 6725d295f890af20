"""The functions of a formula: how each is computed, its derivative, and how it is set in LaTeX."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from mathlib.calculus.expressions.tree import (
    Node,
    add,
    call,
    divide,
    multiply,
    negative,
    number,
    power,
    subtract,
)
from mathlib.probability.sigmoid_softmax import sigmoid

ONE, TWO = number(1), number(2)


def step(x: np.ndarray) -> np.ndarray:
    """Return 0 for x < 0, 1 for x > 0, and NaN at the jump.

    >>> step(np.array([-2.0, 0.0, 2.0]))
    array([ 0., nan,  1.])
    """
    right, left = np.greater(x, 0), np.less(x, 0)
    return np.where(right | left, 1.0 * right, np.nan)


class Function(NamedTuple):
    """A function of one variable.

    Arguments:
        compute: its values, entry by entry.
        derivative: u ↦ the derivative at u, as a formula.
        latex: how it is set; ``{}`` stands for the argument.
    """

    compute: Callable[[np.ndarray], np.ndarray]
    derivative: Callable[[Node], Node]
    latex: str


FUNCTIONS = {
    "exp": Function(np.exp, lambda u: call("exp", u), "e^{{{}}}"),
    "ln": Function(np.log, lambda u: divide(ONE, u), r"\ln({})"),
    "sqrt": Function(
        np.sqrt, lambda u: divide(ONE, multiply(TWO, call("sqrt", u))), r"\sqrt{{{}}}"
    ),
    "sin": Function(np.sin, lambda u: call("cos", u), r"\sin({})"),
    "cos": Function(np.cos, lambda u: negative(call("sin", u)), r"\cos({})"),
    "tan": Function(np.tan, lambda u: add(ONE, power(call("tan", u), TWO)), r"\tan({})"),
    "arctan": Function(np.arctan, lambda u: divide(ONE, add(ONE, power(u, TWO))), r"\arctan({})"),
    "tanh": Function(np.tanh, lambda u: subtract(ONE, power(call("tanh", u), TWO)), r"\tanh({})"),
    "sigmoid": Function(
        sigmoid,
        lambda u: multiply(call("sigmoid", u), subtract(ONE, call("sigmoid", u))),
        r"\sigma({})",
    ),
    "abs": Function(np.abs, lambda u: divide(u, call("abs", u)), r"|{}|"),
    "relu": Function(lambda x: np.maximum(x, 0), lambda u: call("step", u), r"\mathrm{{ReLU}}({})"),
    "step": Function(step, lambda u: number(0), r"\mathrm{{step}}({})"),
}
"""All functions that a formula may use. Where a derivative does not exist it comes as NaN or
infinite."""
