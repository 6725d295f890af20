"""Text to formula. Python's own parser reads it; nothing that is not on the list is accepted.

The text is never executed: ``ast.parse`` only builds a tree, and each of its nodes is translated
by a table or refused, with the place and what to write instead. Before that, ``keyboards`` makes
²·÷ and the like what Python reads.
"""

from __future__ import annotations

import ast
import math
import warnings
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np

from mathlib.arguments import shown
from mathlib.calculus.expressions.functions import FUNCTIONS
from mathlib.calculus.expressions.keyboards import about_name, advice, as_python
from mathlib.calculus.expressions.refusals import ALLOWED, POWERS, refuse
from mathlib.calculus.expressions.tree import (
    ARITHMETIC,
    Node,
    X,
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

LONGEST = 200
CONSTANTS = {"pi": math.pi, "e": math.e}
OPERATORS = {
    ast.Add: ("+", add),
    ast.Sub: ("-", subtract),
    ast.Mult: ("*", multiply),
    ast.Div: ("/", divide),
    ast.Pow: ("**", power),
}
INSTEAD = {
    ast.BitXor: POWERS,
    ast.BitOr: "The absolute value is written abs(x)",
    ast.FloorDiv: "Division is written /",
    ast.MatMult: "Products are written *",
}


def read(text: Any) -> Node:
    """Return the formula that ``text`` says.

    Raises:
        ValueError: it is not a formula of x; the message shows the place with ▸ and says what is
            allowed.
        TypeError: it is no text.

    >>> read("2*x").op
    '*'
    >>> read("x.real")
    Traceback (most recent call last):
        ...
    ValueError: x▸.real: this cannot be used here. Allowed are numbers, x, pi, e, + - * / **, \
brackets, and exp, ln, sqrt, sin, cos, tan, arctan, tanh, sigmoid, abs, relu, step.
    """
    if not isinstance(text, str):
        raise TypeError(f'a formula is a text such as "x**2"; got {shown(text)}.')
    if len(text) > LONGEST:
        raise ValueError(f"A formula has at most {LONGEST} characters; this one has {len(text)}.")
    text = as_python(text)
    if not text:
        raise ValueError(f'Type a formula of x, such as "x**2 - sin(x)". {ALLOWED}.')
    if "#" in text:  # Python would read on as if nothing stood there
        refuse(text, text.index("#"), "this cannot be used here")
    return _Reader(text).node(_parsed(text))


def _parsed(text: str) -> ast.expr:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python's remarks on code that is never run
        try:
            return ast.parse(text, mode="eval").body
        except SyntaxError as error:
            lines = text.splitlines(keepends=True)[: (error.lineno or 1) - 1]
            refuse(text, sum(map(len, lines)) + (error.offset or 1) - 1, advice(text))
        except (ValueError, MemoryError, RecursionError):
            refuse(text, 0, "This is no formula")


class _Reader:
    """Translates Python's tree to ours, node by node."""

    def __init__(self, text: str) -> None:
        self.text = text

    def node(self, tree: ast.expr) -> Node:
        result = self._translated(tree)
        if result.is_number:
            return result
        value = _constant(result)
        if value is not None and not math.isfinite(value):
            self.refuse(tree, "This number is too large, or does not exist")
        return result

    def _translated(self, tree: ast.expr) -> Node:
        match tree:
            case ast.Constant(value=bool() | complex() | str() | bytes()):
                self.refuse(tree, "Only real numbers can be used")
            case ast.Constant(value=int() | float() as written):
                return self.number(tree, written)
            case ast.Name(id=name):
                return self.name(tree, name)
            case ast.UnaryOp(op=ast.USub(), operand=u):
                return negative(self.node(u))
            case ast.UnaryOp(op=ast.UAdd(), operand=u):
                return self.node(u)
            case ast.BinOp(left=u, op=op, right=v) if type(op) in OPERATORS:
                return _operation(*OPERATORS[type(op)], self.node(u), self.node(v))
            case ast.BinOp(left=u, op=op):
                self.refuse(tree, INSTEAD.get(type(op), "This operator cannot be used"), u)
            case ast.Call(func=ast.Name(id=name), args=[u], keywords=[]) if name in FUNCTIONS:
                return call(name, self.node(u))
            case ast.Call():
                self.refuse_call(tree)
            case ast.Attribute(value=u):
                self.refuse(tree, "this cannot be used here", u)
        self.refuse(tree, "this cannot be used here")

    def number(self, tree: ast.Constant, written: int | float) -> Node:
        value = float(written)  # of at most 200 digits
        if not math.isfinite(value):
            self.refuse(tree, "This number is too large")
        return number(value)

    def name(self, tree: ast.Name, name: str) -> Node:
        if name == "x":
            return X
        if name in CONSTANTS:
            return number(CONSTANTS[name], name)
        if name in FUNCTIONS:
            self.refuse(tree, f"{name} needs its argument in brackets: {name}(x)")
        self.refuse(tree, about_name(name))

    def refuse_call(self, tree: ast.Call) -> NoReturn:
        match tree.func:
            case ast.Name(id=name) if name in FUNCTIONS:
                self.refuse(tree, f"{name} takes one argument: {name}(x)")
            case ast.Name(id="log"):
                self.refuse(tree, "The natural logarithm is written ln(x)")
            case ast.Name(id=name) if name != "x" and name not in CONSTANTS:
                self.refuse(tree, about_name(name))
            case ast.Attribute() | ast.Subscript() | ast.Call():
                self.refuse(tree, "this cannot be used here")
        self.refuse(tree, "Products are written with *, as in 2*(x + 1)", tree.func)

    def refuse(self, tree: ast.expr, why: str, after: ast.expr | None = None) -> NoReturn:
        """Point at a node, or at what follows the node ``after``."""
        lines = self.text.encode().splitlines(keepends=True)  # Python counts places in bytes
        line, offset = tree.lineno, tree.col_offset
        if after and after.end_lineno and after.end_col_offset:
            line, offset = after.end_lineno, after.end_col_offset
        before = b"".join(lines[: line - 1]) + lines[line - 1][:offset]
        refuse(self.text, len(before.decode(errors="ignore")), why)


def _operation(op: str, simplified: Callable[..., Node], u: Node, v: Node) -> Node:
    """Keep 0·ln(x) as it was typed: the number 0 would have a value at x = −1 as well."""
    node = simplified(u, v)
    loses_x = node.is_number and not (u.is_number and v.is_number)
    return Node(op, (u, v)) if loses_x else node


def _constant(node: Node) -> float | None:
    """Return the value of a formula without x, and None for one with it."""

    def compute(node: Node, *values: float | None) -> float | None:
        if node.op == "x" or None in values:
            return None
        if node.is_number:
            return node.value
        return float((ARITHMETIC.get(node.op) or FUNCTIONS[node.op].compute)(*np.array(values)))

    with np.errstate(all="ignore"):
        return bottom_up(node, compute)
