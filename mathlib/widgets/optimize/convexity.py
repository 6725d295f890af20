"""A live figure of convexity: the chord, the curve below it, and the gap between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from mathlib.figures.landscape import draw_curve
from mathlib.formatting import format_beside, format_number
from mathlib.optimize.convexity import chord_gap
from mathlib.optimize.objectives import CURVES
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, slider


class ChordTest(LiveFigure):
    """Drag the ends of a chord and the weight: is the curve below the chord?

    The weight may leave [0, 1], so that the test can be seen to fail there.

    You vary both ends and the weight; the chord, the gap and its curve follow. Find out that one
    negative gap disproves convexity, and that no number of positive ones proves it.

    >>> figure = ChordTest()
    >>> figure.set(a=0.0, b=1.0, weight=-0.5)
    >>> figure.verdict
    'Gap = -0.75, but the weight -0.5 is outside [0, 1]: beyond the chord Jensen promises nothing.'
    """

    title = "The chord test"
    redraw_on = ("function",)
    functions = ("parabola", "two valleys", "exponential", "absolute value")
    ends = {"parabola": (-6.0, 9.0), "two valleys": (-2.2, 1.3), "exponential": (-4.0, 2.0)}
    weights = np.linspace(-0.5, 1.5, 201)

    def __init__(self) -> None:
        super().__init__(
            {
                "function": choice("function", self.functions),
                "a": slider("end a", -6.0, -11, 11, 0.05),
                "b": slider("end b", 9.0, -11, 11, 0.05),
                "weight": slider("weight of b", 0.5, -0.5, 1.5, 0.01),
            },
            handles=(
                Handle("a", x="a", axes=0, label="end a of the chord"),
                Handle("b", x="b", axes=0, label="end b of the chord"),
            ),
            presets={
                "convex": {"function": "parabola", "a": -6.0, "b": 9.0, "weight": 0.5},
                "not convex": {"function": "two valleys", "a": -2.2, "b": 1.3, "weight": 0.55},
                "straight piece": {"function": "absolute value", "a": 0.5, "b": 2.5, "weight": 0.5},
                "weight 1.25": {"function": "parabola", "a": -6.0, "b": 9.0, "weight": 1.25},
            },
        )

    def adapt(self, state: Mapping[str, Any]) -> dict:
        low, high = CURVES[state["function"]].domain[0]
        a, b = self.ends.get(state["function"], (0.8 * low, 0.7 * high))
        return {"a": (low, high, a), "b": (low, high, b)}

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        left, right = figure.subplots(1, 2, width_ratios=(1.3, 1))
        objective = CURVES[state["function"]]
        draw_curve(left, objective, objective.domain[0], objective.name)
        left.set(xlabel="x", ylabel="f(x)", title="Curve and chord")
        (self.chord,) = left.plot([], [], "o-", color="C1", label="chord", zorder=3)
        (self.gap,) = left.plot([], [], "s-", color="C0", lw=4, ms=7, label="gap", zorder=4)
        right.set(xlim=(-0.5, 1.5), xlabel="weight of b", ylabel="chord − curve", title="The gap")
        right.axhline(0, color="C2", lw=1.5, label="_zero")
        right.axvspan(0, 1, color="C2", alpha=0.12, lw=0, label="_allowed")
        right.text(
            0.5, 0.03, "weights in [0, 1]", transform=right.get_xaxis_transform(), ha="center"
        )
        values = objective(np.linspace(*objective.domain[0], 400)[:, None])
        right.set_ylim(*np.array([-0.6, 0.6]) * np.ptp(values))
        (self.curve,) = right.plot([], [], color="C1", label="gap by weight")
        (self.here,) = right.plot([], [], "s", color="C0", ms=9, label="your weight", zorder=4)
        return [self.chord, self.gap, self.curve, self.here]

    def update(self, state: Mapping[str, Any]) -> None:
        f, a, b, weight = CURVES[state["function"]], state["a"], state["b"], state["weight"]
        ends = np.array([[a], [b]])
        fa, fb = f(ends)
        self.place("a", a, fa)
        self.place("b", b, fb)
        x, on_chord = (1 - weight) * a + weight * b, (1 - weight) * fa + weight * fb
        gap = chord_gap(f, ends[0], ends[1], weight)
        self.chord.set_data([a, x, b], [fa, on_chord, fb])
        self.gap.set_data([x, x], [f([x]), on_chord])
        self.curve.set_data(self.weights, chord_gap(f, ends[0], ends[1], self.weights))
        self.here.set_data([weight], [gap])
        size = round(float(gap), 9)  # what rounding has left of a 0 is a 0
        self.verdict = f"Gap = {format_number(size, 3)}{self.meaning(size, weight)}"

    def meaning(self, gap: float, weight: float) -> str:
        """What the sign of the gap says, for a weight inside or outside [0, 1]."""
        if not 0 <= weight <= 1:
            beyond = format_beside(weight, round(weight), 3)
            return (
                f", but the weight {beyond} is outside [0, 1]: beyond the chord Jensen promises"
                " nothing."
            )
        if gap < 0:
            return " < 0: here the curve is above its chord, so the function is not convex."
        if gap > 0:
            return " > 0: here the curve is below its chord. One chord proves nothing; try others."
        return ": chord and curve meet here."
