"""A live figure of two vectors: their dot product, their angle, the shadow of one on the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from mathlib.figures.plane import (
    draw_arrow,
    draw_letter,
    draw_plane,
    lines_through_zero,
    set_letter,
)
from mathlib.formatting import format_number
from mathlib.linalg import angle, projection
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import slider


class VectorPair(LiveFigure):
    """Drag two vectors at their tips: dot product, angle, and the projection of x on a.

    You move the tips of x and a. The shadow of x on a, the perpendicular between them and the point
    on the cosine follow. Find out what the sign of ⟨x, a⟩ says about the angle, and that the shadow
    stays while only the length of a changes.

    >>> figure = VectorPair()
    >>> figure.set(x1=1.0, x2=1.0, a1=2.0, a2=0.0)
    >>> figure.verdict
    '⟨x, a⟩ = 2 > 0: an angle of 45°, less than a right one; the projection is 0.5 times a.'
    """

    title = "Two vectors"
    size = (9.0, 4.4)

    def __init__(self) -> None:
        super().__init__(
            {
                "x1": slider("x₁", 1.5, -4, 4, 0.05),
                "x2": slider("x₂", 2.5, -4, 4, 0.05),
                "a1": slider("a₁", 3.0, -4, 4, 0.05),
                "a2": slider("a₂", 1.0, -4, 4, 0.05),
            },
            handles=(
                Handle("x", x="x1", y="x2", axes=0, label="tip of x"),
                Handle("a", x="a1", y="a2", axes=0, label="tip of a"),
            ),
            presets={
                "a half as long": {"a1": 1.5, "a2": 0.5},  # x stays, so that its shadow does too
                "same direction": {"x1": 1.5, "x2": 0.5, "a1": 3.0, "a2": 1.0},
                "perpendicular": {"x1": -1.0, "x2": 3.0, "a1": 3.0, "a2": 1.0},
                "opposite": {"x1": -3.0, "x2": -1.0, "a1": 3.0, "a2": 1.0},
                "x = 0": {"x1": 0.0, "x2": 0.0, "a1": 3.0, "a2": 1.0},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        left, right = figure.subplots(1, 2, width_ratios=(1, 1.15))
        draw_plane(left, 4.6, "Drag the tips of x and a")
        ink = left.xaxis.label.get_color()
        (self.line,) = left.plot([], [], color=ink, lw=1, alpha=0.7, label="line along a")
        (self.fall,) = left.plot([], [], "--", color=ink, lw=2, label="perpendicular", zorder=3)
        (self.shadow,) = left.plot(
            [], [], color="C2", lw=10, alpha=0.5, label="projection", solid_capstyle="butt"
        )
        self.arrows = [draw_arrow(left, color="C1"), draw_arrow(left, color="C0")]
        self.letters = [draw_letter(left, "a", color="C1"), draw_letter(left, "x", color="C0")]
        left.text(-4.4, 4, "▬ projection", color="C2")
        degrees = np.linspace(0, 180, 181)
        right.plot(degrees, np.cos(np.radians(degrees)), color="C5", label="cosine")
        right.axhline(0, color=ink, lw=0.8, alpha=0.5, label="_axis")
        right.text(86, 0.85, "⟨x, a⟩ > 0", ha="right")
        right.text(94, -0.95, "⟨x, a⟩ < 0")
        right.axvline(90, color=ink, lw=0.8, alpha=0.5, label="_right angle")
        right.set(xlim=(-4, 184), ylim=(-1.15, 1.15), xticks=range(0, 181, 45))
        right.set(xlabel="angle φ between x and a (degrees)", title="The angle decides the sign")
        right.set_ylabel("cos φ = ⟨x, a⟩ / (‖x‖ ‖a‖)")
        (self.drop,) = right.plot([], [], "--", color="C0", label="_drop")
        (self.here,) = right.plot([], [], "o", color="C0", ms=10, label="your angle", zorder=4)
        moving = [self.line, self.fall, self.shadow, self.drop, self.here]
        return moving + self.arrows + self.letters

    def update(self, state: Mapping[str, Any]) -> None:
        x, a = np.array([state["x1"], state["x2"]]), np.array([state["a1"], state["a2"]])
        shadow = projection(x, onto=a) if a.any() else np.zeros(2)
        self.line.set_data(*lines_through_zero([a], 8).T)
        self.fall.set_data(*(np.array([x, shadow]) if a.any() else np.empty((0, 2))).T)
        self.shadow.set_data(*np.array([np.zeros(2), shadow]).T)
        for arrow, letter, tip in zip(self.arrows, self.letters, (a, x), strict=True):
            arrow.set_vector(tip)
            set_letter(letter, tip)
        phi = float(angle(x, a)) if x.any() and a.any() else np.nan
        self.here.set_data([np.degrees(phi)], [np.cos(phi)])
        self.drop.set_data(np.degrees([phi, phi]), [0, np.cos(phi)])
        self.verdict = self.say(x, a, phi)

    def say(self, x: np.ndarray, a: np.ndarray, phi: float) -> str:
        """Dot product, angle and projection in one sentence; what a zero vector lacks."""
        if not a.any():
            return (
                "a is the zero vector: ⟨x, a⟩ = 0, it has no direction, so no angle, no projection."
            )
        if not x.any():
            return "x is the zero vector: ⟨x, a⟩ = 0, but there is no angle; the projection is 0."
        dot = np.round(x @ a, 9)
        degrees = format_number(np.degrees(phi), 3)
        number, share = format_number(dot, 3), format_number(dot / (a @ a), 3)
        if dot == 0:
            return "⟨x, a⟩ = 0: an angle of 90°, x and a are perpendicular; the projection is 0."
        if dot > 0:
            wide = "just below 90°" if degrees == "90" else f"of {degrees}°, less than a right one"
            return f"⟨x, a⟩ = {number} > 0: an angle {wide}; the projection is {share} times a."
        wide = "just above 90°" if degrees == "90" else f"of {degrees}°, more than a right one"
        return (
            f"⟨x, a⟩ = {number} < 0: an angle {wide}; the projection is {share} times a and points"
            " the other way."
        )
