"""A live figure of the learner's own function: type a formula, drag x, and see its derivative."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from mathlib.calculus.autodiff import Dual
from mathlib.calculus.differentiation import derivative
from mathlib.calculus.expressions import parse
from mathlib.calculus.one_sided_slopes import Sides, one_sided
from mathlib.figures.functions import draw_function, draw_tangent, set_tangent, title_formula
from mathlib.formatting import format_number
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import slider, text_box

MISTAKES = ("2x", "x^2", "sin x", "y + 1", "x.real", "(x", "")
"""What learners type that is no formula: the checks do so too."""


class TypedFormula(LiveFigure):
    """Type f(x) and drag x along it: the tangent, f′, and its value found in three ways.

    You type f and vary x; f, f′, the tangent and three ways to the slope follow. Find out where
    they agree, and that automatic differentiation gives a number at some kinks too.

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

    def __init__(self) -> None:
        examples = (
            "x**3/4 - 2*x", "exp(-x**2)", "sigmoid(x)", "abs(x)", "relu(x) - 1", "1/(x + 1)",
            "tan(x)", "ln(x)", "exp(5*x)", "sqrt(4 - x**2)", "3", "ln(-1 - x**2)",
        )  # fmt: skip
        super().__init__(
            {
                "formula": text_box("f(x) =", "x**2/2 - sin(2*x)", parse, examples, MISTAKES),
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
        x = round(state["x"], 12)  # a slider's 0 may be 1e-17, and a kink is one point only
        y, slope = float(self.f(x)), float(self.slope(x))
        self.place("x", x, np.clip(y, *self.shown) if np.isfinite(y) else np.mean(self.shown))
        sides = one_sided(self.f, self.slope, x) if np.isfinite(y) else None
        if sides and sides.kind in ("isolated", "end"):
            slope = np.nan
        set_tangent(self.tangent, x, y, slope)
        self.point.set_data([x], [slope])
        if sides is None:
            at = format_number(x, 5)
            what = "too large to compute" if np.isinf(y) else "not defined"
            self.verdict = f"f is {what} at x = {at}: there is no slope to ask for."
        elif np.isfinite(slope):
            self.verdict = self.three_ways(x, slope)
        else:
            self.verdict = self.no_derivative(x, sides)

    def automatic(self, x: float) -> float:
        """f′(x) by automatic differentiation: a dual number goes through the formula."""
        dual: Any = self.f(Dual(x, 1.0))  # a Dual goes in, so a Dual comes out, not an array
        return float(dual.tangent)

    def three_ways(self, x: float, slope: float) -> str:
        """f′(x) by the rules, automatically, and by a difference quotient: do they agree?"""
        ways = {"by the rules": slope, "automatically": self.automatic(x)}
        try:
            quotient = float(derivative(self.f, x))
        except ValueError:  # x ± h leaves the domain
            quotient = np.nan
        rounding = 1e-10 * abs(float(self.f(x)))
        ways["by a difference quotient"] = 0.0 if abs(quotient) < rounding else quotient
        known = {way: v for way, v in ways.items() if np.isfinite(v)}
        numbers = _beside(known.values(), 5)
        told = ", ".join(f"{n} {way}" for n, way in zip(numbers, known, strict=True))
        off = max(abs(v - slope) for v in known.values())
        agree = "they agree" if off <= 1e-6 * max(1.0, abs(slope)) else "they do not agree"
        return f"f′({format_number(x, 5)}) is {told}: {agree}."

    def no_derivative(self, x: float, sides: Sides) -> str:
        """Why the rules give no number where f has one."""
        at = format_number(x, 5)
        none = f"there is no f′({at})"
        left, right = _beside([sides.left, sides.right], 4)
        picked = self.automatic(x)
        also = f"; automatic differentiation says {format_number(picked, 4)} all the same"
        return {
            "isolated": f"f is defined at x = {at} but not beside it: {none}.",
            "end": f"f ends at x = {at}: it is defined on one side only, so {none}.",
            "jump": f"f jumps at x = {at}: {none}.",
            "steep": f"At x = {at} the slope of f grows beyond all bounds: {none}.",
            "smooth": f"At x = {at} the rules give no number; from both sides the slope is {left}.",
            "kink": f"f has a kink at x = {at}: its slope is {left} on the left and {right} on the"
            f" right, so {none}{also if np.isfinite(picked) else ''}.",
        }[sides.kind]


def _beside(numbers: Iterable[float], digits: int) -> list[str]:
    """Numbers told side by side: what is tiny against the largest of them is 0."""
    values = np.array([*numbers])
    tiny = np.abs(values) <= 1e-8 * np.abs(values).max()
    return [format_number(v, digits) for v in np.where(tiny, 0.0, values)]
