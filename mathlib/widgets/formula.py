"""A live figure of the learner's own function: type a formula, drag x, and see its derivative."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from mathlib.autodiff import Dual
from mathlib.differentiation import derivative
from mathlib.expressions import parse
from mathlib.figures.functions import draw_function, draw_tangent, set_tangent, title_formula
from mathlib.formatting import format_number
from mathlib.widgets.controls import formula, slider
from mathlib.widgets.live import Handle, LiveFigure


class TypedFormula(LiveFigure):
    """Type f(x) and drag x along it: the tangent, f′, and its value found in three ways.

    >>> figure = TypedFormula()
    >>> figure.set(formula="abs(x)", x=0.0)
    >>> print(figure.verdict)
    f has a kink at x = 0: its slope is -1 on the left and 1 on the right, so there is no f′(0); \
automatic differentiation says 0 all the same.
    """

    title = "Your own function and its derivative"
    size = (9.0, 4.4)
    redraw_on = ("formula",)
    domain = (-4.0, 4.0)
    near = 1e-7
    """How far the points beside x are that tell the slopes on its left and right."""

    def __init__(self) -> None:
        examples = (
            "x**3/4 - 2*x", "exp(-x**2)", "sigmoid(x)", "abs(x)", "relu(x) - 1", "1/(x + 1)",
            "tan(x)", "ln(x)", "exp(5*x)", "sqrt(4 - x**2)", "3", "ln(-1 - x**2)",
        )  # fmt: skip
        super().__init__(
            {
                "formula": formula("f(x) =", "x**2/2 - sin(2*x)", examples),
                "x": slider("x", 1.0, *self.domain, 0.01),
            },
            handles=(Handle("x", x="x", axes=0, label="x on the curve"),),
            presets={
                "σ": {"formula": "sigmoid(x)", "x": 0.0},
                "product": {"formula": "x*exp(-x)", "x": 1.0},
                "kink": {"formula": "abs(x)", "x": 0.0},
                "pole": {"formula": "1/(x + 1)", "x": -1.0},
                "many kinks": {"formula": "abs(sin(2*x))", "x": 0.5},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        figure.subplots_adjust(left=0.11, wspace=0.34, top=0.88)
        self.f = parse(state["formula"])
        self.slope = self.f.derivative()
        left, right = figure.subplots(1, 2)
        self.shown = draw_function(left, self.f, self.domain)
        draw_function(right, self.slope, self.domain, "f′")
        left.set(xlabel="x", ylabel="f(x)")
        right.set(xlabel="x", ylabel="f′(x)")
        right.axhline(0, color=right.xaxis.label.get_color(), lw=0.8, label="_zero")
        title_formula(left, "f(x)", self.f.latex, "Your function and its tangent")
        title_formula(right, "f'(x)", self.slope.latex, "Its derivative, by the rules")
        self.tangent = draw_tangent(left)
        self.point = right.plot([], [], "o", ms=10, color="C0", label="f′ at x", zorder=5)[0]
        return [self.tangent, self.point]

    def update(self, state: Mapping[str, Any]) -> None:
        x = state["x"]
        y, slope = float(self.f(x)), float(self.slope(x))
        self.place("x", x, np.clip(y, *self.shown) if np.isfinite(y) else np.mean(self.shown))
        set_tangent(self.tangent, x, y, slope)
        self.point.set_data([x], [slope])
        if not np.isfinite(y):
            self.verdict = f"f is not defined at x = {_short(x)}: there is no slope to ask for."
        elif np.isfinite(slope):
            self.verdict = self.three_ways(x, slope)
        else:
            self.verdict = self.no_derivative(x, y)

    def automatic(self, x: float) -> float:
        """f′(x) by automatic differentiation: a dual number goes through the formula."""
        return float(self.f(Dual(x, 1.0)).tangent)

    def three_ways(self, x: float, slope: float) -> str:
        """f′(x) by the rules, automatically, and by a difference quotient: do they agree?"""
        ways = {"by the rules": slope, "automatically": self.automatic(x)}
        try:
            ways["by a difference quotient"] = float(derivative(self.f, x))
        except ValueError:  # x ± h leaves the domain
            ways["by a difference quotient"] = np.nan
        told = [f"{_short(v)} {way}" for way, v in ways.items() if np.isfinite(v)]
        off = max(abs(v - slope) for v in ways.values())
        agree = "they agree" if off <= 1e-6 * max(1.0, abs(slope)) else "they do not agree"
        return f"f′({_short(x)}) is {', '.join(told)}: {agree}."

    def no_derivative(self, x: float, y: float) -> str:
        """Why the rules give no number where f has one."""
        at, h = _short(x), self.near
        left, right = (y - float(self.f(x - h))) / h, (float(self.f(x + h)) - y) / h
        if not np.isfinite([left, right]).all():
            return f"f ends at x = {at}: it is defined on one side only, so there is no f′({at})."
        if max(abs(left), abs(right)) > 1e3:
            return f"At x = {at} the slope of f grows beyond all bounds: there is no f′({at})."
        if abs(left - right) < 1e-4 * max(1.0, abs(left)):
            return (
                f"At x = {at} the rules lead to 0/0 and say nothing; from both sides the slope"
                f" is {_short(round(left, 5))}."
            )
        sides = f"its slope is {_short(left)} on the left and {_short(right)} on the right"
        picked = _short(self.automatic(x))
        also = f"; automatic differentiation says {picked} all the same" if picked != "nan" else ""
        return f"f has a kink at x = {at}: {sides}, so there is no f′({at}){also}."


def _short(value: float) -> str:
    """Five digits; what is zero but for round-off is 0."""
    return format_number(round(value, 8), 5)
