"""The values of a formula: NaN where it has none, however the infinities in between work out.

Floating-point numbers say 1/0 = ∞ and arctan(∞) = π/2, so that arctan(1/x) would have a value at 0.
It has none. But a 0 may also be a number too small for a float: 1/e⁻¹⁰⁰⁰ is too large to compute,
which ∞ says well, and e^(−1/x²) is 0 to all digits at x = 10⁻²⁰⁰. So each value carries along where
it is such a *lost* number, 0 in the computer only.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.calculus.autodiff.tracked import Tracked
from mathlib.calculus.expressions.functions import FUNCTIONS
from mathlib.calculus.expressions.tree import ARITHMETIC, Node, bottom_up


def value_of(node: Node, x: Any) -> Any:
    """Return the values at x, shape (…) or (), real or complex; NaN where there are none.

    Arguments:
        node: the formula.
        x: a float or complex array, shape (…).

    >>> from mathlib.calculus import parse
    >>> value_of(parse("arctan(1/x)").node, np.array([-1.0, 0.0, 1.0])).round(4)
    array([-0.7854,     nan,  0.7854])
    """

    def compute(node: Node, *parts: tuple[Any, Any]) -> tuple[Any, Any]:
        if not node.args:
            return (x if node.op == "x" else node.value), False
        values, lost = zip(*parts, strict=True)
        result = operation(node)(*values)
        gap = _gap(node.op, values, lost)
        if np.any(gap):
            result = np.where(gap, np.nan, result)
        return result, (result == 0) & _may_be_lost(node.op, values, lost)

    with np.errstate(all="ignore"):
        return bottom_up(node, compute)[0]


def tracked_value(node: Node, x: Tracked) -> Any:
    """Return the value of a formula at a tracked x, with its derivative: no gap is looked for."""

    def compute(node: Node, *values: Any) -> Any:
        if not node.args:
            return x if node.op == "x" else node.value
        return operation(node)(*values)

    return bottom_up(node, compute)


def operation(node: Node) -> Any:
    """Return the function of numbers that stands at the head of a formula."""
    return ARITHMETIC.get(node.op) or FUNCTIONS[node.op].compute


def _gap(op: str, values: tuple, lost: tuple) -> Any:
    """Return where an operation has no value."""
    if op == "/":
        return (values[1] == 0) & ~np.asarray(lost[1])
    if op == "ln":
        return (values[0] == 0) & ~np.asarray(lost[0])
    if op == "**":  # numpy says NaN⁰ = 1 and 1ᴺᵃᴺ = 1
        pole = (values[0] == 0) & ~np.asarray(lost[0]) & (np.real(values[1]) < 0)
        return pole | np.isnan(values[0]) | np.isnan(values[1])
    return False


def _may_be_lost(op: str, values: tuple, lost: tuple) -> Any:
    """Return where a result of 0 is not exactly 0."""
    if op in ("exp", "sigmoid"):
        return True
    exact = [(v == 0) & ~np.asarray(small) for v, small in zip(values, lost, strict=True)]
    if op == "*":
        return ~(exact[0] | exact[1])
    if op in ("/", "**"):
        return ~exact[0]
    return np.any(np.broadcast_arrays(*lost), axis=0)
