"""How a text that is no formula is refused: the place, the reason, and what is allowed."""

from __future__ import annotations

from typing import NoReturn

from mathlib.calculus.expressions.functions import FUNCTIONS

ALLOWED = f"Allowed are numbers, x, pi, e, + - * / **, brackets, and {', '.join(FUNCTIONS)}"
POWERS = "Powers are written **, as in x**2"
PRODUCTS = "Products are written with *, as in 2*x"


def refuse(text: str, place: int, why: str) -> NoReturn:
    """Raise a ValueError that points at a place in the text with ▸.

    >>> refuse("2x", 0, PRODUCTS)
    Traceback (most recent call last):
        ...
    ValueError: ▸2x: Products are written with *, as in 2*x. Allowed are numbers, x, pi, e, \
+ - * / **, brackets, and exp, ln, sqrt, sin, cos, tan, arctan, tanh, sigmoid, abs, relu, step.
    """
    place = min(max(place, 0), len(text))
    raise ValueError(f"{text[:place]}▸{text[place:]}: {why}. {ALLOWED}.") from None
