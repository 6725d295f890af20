"""A live figure of a function with its slope and its curvature, above each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mathlib.calculus.example_curves import EXAMPLES, Curve
from mathlib.calculus.extrema import derivative_test
from mathlib.figures.landscape import draw_curve
from mathlib.formatting import format_number
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, slider

ZERO = 1e-9
"""A derivative of at most this size counts as 0, as in `derivative_test`."""
BESIDE = 0.01
"""How near to a kink f′ and f″ are left out of the drawing, so that the gap is seen."""


class SlopeAndCurvature(LiveFigure):
    """Drag x along f: below it f′, the slope of the tangent, and f″, the slope of the slope.

    You vary x and the function; the tangent and the marks on f′ and f″ follow. Find out what a
    sign, a zero and a change of sign of each say about f.

    >>> figure = SlopeAndCurvature()
    >>> figure.set(function="x³ + x")
    >>> figure.set(x=0.0)
    >>> figure.verdict
    'x = 0: not stationary: the slope is 1; an inflection all the same: f″ changes its sign.'
    """

    title = "Function, slope, curvature"
    size = (9.0, 5.6)
    redraw_on = ("function",)
    functions = ("x³ − 3x", "x³", "x⁴", "x³ + x", "e^(−x²)", "|x|", "x + 2x² sin(1/x)")
    highest = 60.0
    """f″ of the last function has no bound; the drawing needs one."""

    def __init__(self) -> None:
        super().__init__(
            {
                "function": choice("function", self.functions),
                "x": slider("x", -1.5, -2.4, 2.4, 0.01),
            },
            handles=(Handle("x", x="x", axes=0, label="point on the curve"),),
            presets={
                "minimum": {"function": "x³ − 3x", "x": 1.0},
                "x³: flat, no extremum": {"function": "x³", "x": 0.0},
                "inflection, f′ ≠ 0": {"function": "x³ + x", "x": 0.0},
                "inflection of the bell": {"function": "e^(−x²)", "x": 0.5**0.5},
                "minimum without f′": {"function": "|x|", "x": 0.0},
                "f′ > 0, yet not rising": {"function": "x + 2x² sin(1/x)", "x": 0.0},
            },
        )

    def adapt(self, state: Mapping[str, Any]) -> dict:
        curve = EXAMPLES[state["function"]]
        return {"x": (*curve.domain, curve.start)}

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        curve = EXAMPLES[state["function"]]
        figure.subplots_adjust(hspace=0.36, top=0.945, bottom=0.095, left=0.09)
        panels = figure.subplots(3, 1, sharex=True, height_ratios=(1.7, 1, 1))
        names = (
            f"f: {curve.name}",
            "f′: the slope of f",
            "f″: the slope of f′ (above 0: bends up)",
        )
        for order, (ax, name) in enumerate(zip(panels, names, strict=True)):
            self.draw_panel(ax, curve, order, name)
        (self.tangent,) = panels[0].plot([], [], "--", color="C1", label="tangent", zorder=3)
        self.lines = [ax.axvline(0, color="C2", lw=1.2, label="_your x") for ax in panels]
        self.here = [
            ax.plot([], [], marker, color="C0", ms=9, label=f"{name} here", zorder=4)[0]
            for ax, marker, name in zip(panels, "osD", ("f", "f′", "f″"), strict=True)
        ]
        return [*self.lines, self.tangent, *self.here]

    def draw_panel(self, ax: Axes, curve: Curve, order: int, name: str) -> None:
        """Draw f, f′ or f″ with what stands still around it."""
        letter = name.split(":")[0]
        line = draw_curve(
            ax, lambda x: drawn(curve, order)(x[..., 0]), curve.domain, letter, points=4801
        )
        values = np.asarray(line.get_ydata())
        values = values[np.isfinite(values)]
        low, high = np.clip([values.min(), values.max()], -self.highest, self.highest)
        if order:  # how far from 0 it is has to be seen
            low, high = min(low, 0), max(high, 0)
        room = 0.12 * (high - low) or 1.0
        ax.set(ylim=(low - room, high + room), title=name, ylabel=letter)
        inside: dict[str, Any] = {"loc": "right", "labelpad": -4} if order < 2 else {}
        ax.set_xlabel("x", **inside)
        if order:
            ax.axhline(0, color=ax.xaxis.label.get_color(), lw=0.8, label="_zero")
            ax.fill_between(*line.get_data(), color="C3", alpha=0.25, lw=0, label="_sign")
            for kink in curve.kinks:
                ends = drawn(curve, order)(kink + BESIDE * np.array([-1, 1]))
                open_: dict[str, Any] = {
                    "mfc": ax.get_facecolor(),
                    "color": line.get_color(),
                    "label": "_open",
                }
                ax.plot([kink, kink], ends, "o", ms=6, **open_)

    def update(self, state: Mapping[str, Any]) -> None:
        curve, x = EXAMPLES[state["function"]], round(state["x"], 12)
        values = [float(drawn(curve, order)(x)) for order in range(3)]
        self.place("x", x, values[0])
        slope = curve.slopes(x)[0] if x not in curve.kinks else np.nan  # there is no tangent
        self.tangent.set_data([x - 9, x + 9], [values[0] - 9 * slope, values[0] + 9 * slope])
        for line in self.lines:
            line.set_xdata([x, x])
        for mark, value in zip(self.here, values, strict=True):
            mark.set_data([x], [value])
        self.verdict = f"x = {format_number(x)}: {say(curve, x)}."


def drawn(curve: Curve, order: int) -> Callable[[Any], np.ndarray]:
    """The derivative to draw: with a gap at kinks, and 0 where it is round-off."""

    def values(x: Any) -> np.ndarray:
        x = np.asarray(x, float)
        near = np.any([np.abs(x - kink) < BESIDE for kink in curve.kinks], axis=0)
        return np.where(near & (order > 0), np.nan, np.round(curve(x, order), 12))

    return values


def say(curve: Curve, x: float) -> str:
    """What the derivatives at x say about f there."""
    left, right = curve.slopes(x)
    if left != right:
        kind = "a minimum where f′ does not exist" if left < 0 < right else "f′ does not exist"
        return f"a kink, slope {left:g} from the left and {right:g} from the right: {kind}"
    values = derivatives(curve, x)
    if np.isnan(values[1]):  # only x + 2x² sin(1/x) at 0
        return (
            f"not stationary: the slope is {left:g}, but f′ takes both signs as near to {x:g} as"
            " you like, so f rises in no interval around it; there is no f″"
        )
    found = derivative_test(values)
    message = found.message[0].lower() + found.message[1:]
    return message if found.order == 2 else f"{message}; {bending(values)}"


def derivatives(curve: Curve, x: float) -> list[float]:
    """f′, f″ at x, and if f″ is 0 there, three more to decide what that means."""
    values = [float(curve(x, order)) for order in (1, 2)]
    more = (3, 4, 5) if abs(values[1]) <= ZERO else ()
    return values + [float(curve(x, order)) for order in more]


def bending(values: list[float]) -> str:
    """What f″ says. f minus its tangent is stationary, so that the derivative test tells sides."""
    kind = derivative_test([0.0, *values[1:]]).kind
    if abs(values[1]) > ZERO:
        return f"f″ = {format_number(values[1])}: it bends {'up' if values[1] > 0 else 'down'}"
    if kind == "silent":
        return "f″ = 0: it is straight here"
    if kind != "no extremum":
        return "f″ = 0 but keeps its sign: no inflection"
    same = "an inflection" if abs(values[0]) <= ZERO else "an inflection all the same"
    return f"{same}: f″ changes its sign"
