"""A formula in LaTeX, with as few brackets as it can be read with."""

from __future__ import annotations

from mathlib.calculus.expressions.functions import FUNCTIONS
from mathlib.calculus.expressions.tree import Node, bottom_up
from mathlib.formatting import format_number

PRECEDENCE = {"+": 1, "-": 1, "negative": 2, "*": 3, "/": 4, "**": 5}
HIGHEST = 6
LONGEST = 2000
"""A part of more characters is set as three dots: derivatives can grow to millions."""


def latex(node: Node) -> str:
    r"""Return the formula in LaTeX, without dollar signs.

    >>> from mathlib.calculus.expressions.reading import read
    >>> latex(read("2*x**3/(1 - x)"))
    '\\frac{2 x^{3}}{1 - x}'
    """
    return bottom_up(node, _set)


def _set(node: Node, *texts: str) -> str:
    texts = tuple(text if len(text) <= LONGEST else r"\ldots" for text in texts)
    if node.op == "number":
        return _number(node)
    if node.op == "x":
        return "x"
    if node.op in FUNCTIONS:
        return FUNCTIONS[node.op].latex.format(*texts)
    if node.op == "/":
        return rf"\frac{{{texts[0]}}}{{{texts[1]}}}"

    def inside(i: int, least: int) -> str:
        return _inside(node.args[i], texts[i], least)

    if node.op == "negative":
        return f"-{inside(0, 3)}"
    if node.op == "**":
        return f"{inside(0, HIGHEST)}^{{{texts[1]}}}"
    if node.op == "*":
        dot = r" \cdot " if _starts_with_digit(node.args[1]) else " "
        return f"{inside(0, 3)}{dot}{inside(1, 3)}"
    return f"{inside(0, 1)} {node.op} {inside(1, 1 if node.op == '+' else 3)}"


def _precedence(node: Node) -> int:
    if node.is_number and node.value < 0:
        return PRECEDENCE["negative"]
    if node.is_number and r"\cdot" in _number(node):
        return PRECEDENCE["*"]
    return PRECEDENCE.get(node.op, HIGHEST)


def _inside(node: Node, text: str, least: int) -> str:
    """Return the LaTeX of a part, in brackets unless it binds at least as tightly as ``least``."""
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
