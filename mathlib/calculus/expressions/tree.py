"""A formula as a tree. Constructors leave out what changes no value where there is one."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Node:
    """One operation of a formula.

    Arguments:
        op: "number", "x", one of ``+ - * / **``, "negative", or the name of a function.
        args: the nodes it works on.
        value: the number, for a number.
        name: how the number is written if it has a name, such as "pi".
    """

    op: str
    args: tuple[Node, ...] = ()
    value: float = 0.0
    name: str = ""

    @property
    def is_number(self) -> bool:
        """Whether this is a number, which does not change with x."""
        return self.op == "number"

    def is_value(self, value: float) -> bool:
        """Whether this is the number ``value``."""
        return self.is_number and self.value == value


X = Node("x")


def bottom_up(node: Node, compute: Callable[..., Any]) -> Any:
    """Return ``compute(node, *results of its args)``, from the leaves of the formula upwards.

    Derivatives hold the same part many times over: each is computed once. No formula is too deep.

    >>> bottom_up(add(X, multiply(X, X)), lambda node, *sizes: 1 + sum(sizes))
    5
    """
    results: dict[int, Any] = {}
    stack = [node]
    while stack:
        u = stack[-1]
        missing = next((v for v in u.args if id(v) not in results), None)
        if missing is None:
            results[id(u)] = compute(u, *(results[id(v)] for v in u.args))
            stack.pop()
        else:
            stack.append(missing)
    return results[id(node)]


def number(value: float, name: str = "") -> Node:
    """Return the number ``value`` as a node."""
    return Node("number", value=float(value), name=name)


def add(u: Node, v: Node) -> Node:
    """Return u + v."""
    if u.is_value(0):
        return v
    if v.is_value(0):
        return u
    return subtract(u, negative(v)) if _is_minus(v) else _folded("+", u, v)


def subtract(u: Node, v: Node) -> Node:
    """Return u − v."""
    if v.is_value(0):
        return u
    if _is_minus(v):
        return add(u, negative(v))
    return negative(v) if u.is_value(0) else _folded("-", u, v)


def multiply(u: Node, v: Node) -> Node:
    """Return u v, numbers first, then π and e, and minus signs in front."""
    if v.is_number and (not u.is_number or (u.name and not v.name)):
        return multiply(v, u)
    if u.is_value(0):
        return number(0)
    if u.is_value(1):
        return v
    if u.is_number and u.value < 0:
        return negative(multiply(number(-u.value), v))
    for first, second in ((u, v), (v, u)):
        if first.op == "negative":
            return negative(multiply(first.args[0], second))
    if u.is_number and v.op == "*" and v.args[0].is_number:
        factor = _folded("*", u, v.args[0])
        if factor.is_number:
            return multiply(factor, v.args[1])
    for first, second in ((u, v), (v, u)):
        if first.op == "/" and first.args[0].is_number:
            return divide(multiply(first.args[0], second), first.args[1])
    return _folded("*", u, v)


def divide(u: Node, v: Node) -> Node:
    """Return u / v, a minus sign in front."""
    if v.is_value(1):
        return u
    if _is_minus(u):
        return negative(divide(negative(u), v))
    if _is_minus(v):
        return negative(divide(u, negative(v)))
    if u.is_value(0) and not v.is_number:
        return number(0)
    common = float(math.gcd(_whole_factor(u), _whole_factor(v)))
    if common > 1:
        return divide(_without(u, common), _without(v, common))
    return _folded("/", u, v)


def power(u: Node, v: Node) -> Node:
    """Return u to the power v."""
    if v.is_value(1):
        return u
    return number(1) if v.is_value(0) else _folded("**", u, v)


def negative(u: Node) -> Node:
    """Return −u."""
    if u.is_number and not u.name:
        return number(-u.value)
    return u.args[0] if u.op == "negative" else Node("negative", (u,))


def call(name: str, u: Node) -> Node:
    """Return the function ``name`` of u."""
    return Node(name, (u,))


ARITHMETIC = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "**": np.power,
    "negative": np.negative,
}


def _is_minus(u: Node) -> bool:
    return u.op == "negative" or (u.is_number and u.value < 0)


def _whole_factor(u: Node) -> int:
    """Return the whole number that u begins with, 1 if there is none."""
    first = u.args[0] if u.op == "*" else u
    usable = first.is_number and not first.name and first.value.is_integer()
    return int(first.value) if usable and 0 < first.value < 1e15 else 1


def _without(u: Node, factor: float) -> Node:
    """Divide the whole number that u begins with by ``factor``."""
    if u.op == "*":
        return multiply(number(u.args[0].value / factor), u.args[1])
    return number(u.value / factor)


def _folded(op: str, u: Node, v: Node) -> Node:
    """Compute with numbers if the result is whole or short: 2.5 - 1 = 1.5; 1/3 stays as it is."""
    if u.is_number and v.is_number and not (u.name or v.name):
        with np.errstate(all="ignore"):
            value = float(ARITHMETIC[op](u.value, v.value))
        whole = u.value.is_integer() and v.value.is_integer()
        short = value.is_integer() if whole else value == float(f"{value:.12g}")
        if short and abs(value) < 1e15:
            return number(value)
    return Node(op, (u, v))
