"""The rules of differentiation: a formula goes in, the formula of its derivative comes out.

==================  =====================================
sum                 (u + v)′ = u′ + v′
product             (u v)′ = u′ v + u v′
quotient            (u / v)′ = (u′ v − u v′) / v²
power               (uⁿ)′ = n uⁿ⁻¹ u′
exponential         (aᵛ)′ = aᵛ ln(a) v′
both                (uᵛ)′ = uᵛ (v′ ln(u) + v u′ / u)
chain               g(u)′ = g′(u) u′
==================  =====================================

The derivatives g′ stand beside the functions g, in ``functions``. Its near twin
`mathlib.calculus.autodiff.local_derivatives` has the same rules for numbers: there a value of the
derivative comes out, here a formula.
"""

from __future__ import annotations

from mathlib.calculus.expressions.functions import FUNCTIONS
from mathlib.calculus.expressions.tree import (
    Node,
    add,
    bottom_up,
    call,
    divide,
    multiply,
    negative,
    number,
    power,
    subtract,
)


def differentiate(node: Node) -> Node:
    """Return the formula of the derivative with respect to x.

    See also `mathlib.calculus.parse`: ``parse(text).derivative()`` does this, and remembers where
    f itself has no value.

    >>> from mathlib.calculus.expressions.tree import X
    >>> differentiate(multiply(X, X))
    Node(op='+', args=(Node(op='x', args=(), value=0.0, name=''), \
Node(op='x', args=(), value=0.0, name='')), value=0.0, name='')
    """
    return bottom_up(node, _rule)


def _rule(node: Node, *derivatives: Node) -> Node:
    if node.op in ("number", "x"):
        return number(node.op == "x")
    u, du = node.args[0], derivatives[0]
    if node.op == "negative":
        return negative(du)
    if node.op in FUNCTIONS:  # chain rule
        return multiply(FUNCTIONS[node.op].derivative(u), du)
    v, dv = node.args[1], derivatives[1]
    if node.op == "+":
        return add(du, dv)
    if node.op == "-":
        return subtract(du, dv)
    if node.op == "*":
        return add(multiply(du, v), multiply(u, dv))
    if node.op == "/":
        return _quotient(u, v, du, dv)
    return _power(u, v, du, dv)


def _quotient(u: Node, v: Node, du: Node, dv: Node) -> Node:
    if dv.is_value(0):  # a number below: its square need not appear
        return divide(du, v)
    top = subtract(multiply(du, v), multiply(u, dv))
    return divide(top, power(v, number(2)))


def _power(u: Node, v: Node, du: Node, dv: Node) -> Node:
    if dv.is_value(0):  # xⁿ
        return multiply(multiply(v, power(u, subtract(v, number(1)))), du)
    logarithm = call("ln", u)
    if du.is_value(0):  # aˣ
        return multiply(multiply(power(u, v), logarithm), dv)
    inner = add(multiply(dv, logarithm), divide(multiply(v, du), u))
    return multiply(power(u, v), inner)  # uᵛ = exp(v ln u)
