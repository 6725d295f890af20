"""A formula in LaTeX, with as few brackets as it can be read with."""

from __future__ import annotations

from mathlib.expressions.functions import FUNCTIONS
from mathlib.expressions.tree import Node
from mathlib.formatting import format_number

PRECEDENCE = {"+": 1, "-": 1, "negative": 2, "*": 3, "/": 4, "**": 5}
HIGHEST = 6


def latex(node: Node) -> str:
    r"""Return the formula in LaTeX, without dollar signs.

    >>> from mathlib.expressions.reading import read
    >>> latex(read("2*x**3/(1 - x)"))
    '\\frac{2 x^{3}}{1 - x}'
    """
    if node.op == "number":
        return _number(node)
    if node.op == "x":
        return "x"
    if node.op in FUNCTIONS:
        return FUNCTIONS[node.op].latex.format(latex(node.args[0]))
    if node.op == "negative":
        return f"-{_inside(node.args[0], 3)}"
    u, v = node.args
    if node.op == "/":
        return rf"\frac{{{latex(u)}}}{{{latex(v)}}}"
    if node.op == "**":
        return f"{_inside(u, HIGHEST)}^{{{latex(v)}}}"
    if node.op == "*":
        dot = r" \cdot " if _starts_with_digit(v) else " "
        return f"{_inside(u, 3)}{dot}{_inside(v, 3)}"
    return f"{_inside(u, 1)} {node.op} {_inside(v, 1 if node.op == '+' else 3)}"


def _precedence(node: Node) -> int:
    if node.is_number and node.value < 0:
        return PRECEDENCE["negative"]
    if node.is_number and r"\cdot" in _number(node):
        return PRECEDENCE["*"]
    return PRECEDENCE.get(node.op, HIGHEST)


def _inside(node: Node, least: int) -> str:
    """Return the LaTeX of a part, in brackets unless it binds at least as tightly as ``least``."""
    text = latex(node)
    exponent = node.op == "exp" and least == HIGHEST  # e^{x}^{2} cannot be set
    return rf"({text})" if _precedence(node) < least or exponent else text


def _starts_with_digit(node: Node) -> bool:
    while node.op in ("*", "**"):
        node = node.args[0]
    return node.is_number and not node.name


def _number(node: Node) -> str:
    if node.name:
        return {"pi": r"\pi"}.get(node.name, node.name)
    mantissa, _, exponent = format_number(node.value, 12).partition("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa
