"""A live figure of finite differences: the error against the step, and who is to blame for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mathlib.calculus.differentiation import METHODS, best_step, derivative, predicted_error
from mathlib.calculus.example_curves import EXAMPLES
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, log_slider


class StepError(LiveFigure):
    """The error of three difference quotients against the step h: large h, and tiny h, are bad.

    You vary h and the function; a mark moves along each curve of errors. Find out which of the two
    errors is to blame on either side, and that the complex step is spared one of them.

    >>> figure = StepError()
    >>> figure.set(h=1e-3)
    >>> print(figure.verdict)
    Forward has 3 right digits: at h = 0.001 truncation limits it; central has 6 (truncation), \
complex 6 (truncation).
    """

    title = "Error of the difference quotients"
    redraw_on = ("function",)
    points = {
        "1/x at 3": ("1/x", 3.0),  # the first: unlike sin, ÷ rounds alike on all machines
        "3x² − 4x at 1": ("3x² − 4x", 1.0),
        "sin x at 1": ("sin x", 1.0),
        "eˣ at 1": ("eˣ", 1.0),
    }
    marks = {"forward": ("o", "C0", 6), "central": ("s", "C1", 10), "complex": ("D", "C2", 14)}
    """Marker, colour and size; the larger ones lie below, so that all can be seen."""
    lowest = 1e-15
    """Smaller errors are drawn here: what is left is the last digit."""

    def __init__(self) -> None:
        function, parabola = list(self.points)[:2]
        super().__init__(
            {
                "function": choice("function and point", tuple(self.points)),
                "h": log_slider("step h", 0.1, -16, 0, 0.05),
            },
            handles=(Handle("h", x="h", axes=0, label="step h"),),
            presets={
                "best h for forward": {"function": function, "h": float(best_step("forward", 3.0))},
                "best h for central": {"function": function, "h": float(best_step("central", 3.0))},
                "h = 1e-15: too small": {"function": parabola, "h": 1e-15},
                "parabola, h = 0.5": {"function": parabola, "h": 0.5},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        name, self.x = self.points[state["function"]]
        self.curve = EXAMPLES[name]
        self.derivatives = [self.curve(self.x, order) for order in range(4)]
        figure.subplots_adjust(left=0.1)
        ax = figure.subplots()
        ax.set(xscale="log", yscale="log", xlim=(0.7e-16, 1.4), ylim=(1e-18, 1e3))
        ax.set(xlabel="step h", ylabel="relative error (10⁻¹⁵ or less)")
        ax.set_title(f"f′ by differences: {state['function']}. Dashed: predicted")
        ax.grid(True, alpha=0.6)
        self.draw_errors(ax)
        ink = ax.xaxis.label.get_color()
        (self.line,) = ax.plot([], [], color=ink, lw=1.2, label="_your h")
        paper, self.here = ax.get_facecolor(), []
        for method, (marker, color, size) in self.marks.items():
            style: dict[str, Any] = {
                "color": color,
                "ms": size,
                "mec": paper,
                "zorder": 5 - size / 20,
            }
            self.here += ax.plot([], [], marker, label=f"your h, {method}", **style)
        return [self.line, *self.here]

    def draw_errors(self, ax: Axes) -> None:
        """Draw the errors at all steps, what was predicted, and the names of the methods."""
        steps = np.logspace(-16, 0, 193)
        for place, (method, (marker, color, size)) in enumerate(self.marks.items()):
            predicted = np.maximum(self.predicted(method, steps).sum(axis=0), self.lowest)
            ax.plot(steps, predicted, "--", color=color, lw=1.2, label="_predicted")
            style: dict[str, Any] = {"color": color, "ms": 1 + size / 4, "zorder": 3 - place / 4}
            error = self.error(method, steps)
            ax.plot(steps, error, marker, label=f"error, {method}", **style)
            ax.text(0.3 + 0.2 * place, 0.91, method, color=color, transform=ax.transAxes)
            ax.plot(
                0.285 + 0.2 * place,
                0.93,
                marker,
                color=color,
                ms=7,
                label="_key",
                transform=ax.transAxes,
            )

    def update(self, state: Mapping[str, Any]) -> None:
        h = state["h"]
        self.line.set_data([h, h], [1e-18, 10])
        self.place("h", h, 1e-17)  # below everything, so that it hides nothing
        said = []
        for method, mark in zip(METHODS, self.here, strict=True):
            error = float(self.error(method, h))
            mark.set_data([h], [error])
            truncation, rounding = self.predicted(method, h)
            cause = "truncation" if truncation > rounding else "rounding"
            said.append((_digits(error), cause))
        (forward, why), central, complex_ = said
        self.verdict = (
            f"Forward has {forward} right digit{'' if forward == 1 else 's'}: at h = {h:.3g} {why}"
            f" limits it; central has {central[0]} ({central[1]}), complex {complex_[0]}"
            f" ({complex_[1]})."
        )

    def error(self, method: str, h: Any) -> np.ndarray:
        """The relative error of the estimate with step h, at least ``lowest``."""
        error = np.abs(derivative(self.curve, self.x, method, h) / self.derivatives[1] - 1)
        return np.maximum(error, self.lowest)

    def predicted(self, method: str, h: Any) -> np.ndarray:
        """The relative truncation and rounding errors to expect, shape (2, …)."""
        return np.array(predicted_error(method, h, self.derivatives)) / np.abs(self.derivatives[1])


def _digits(error: float) -> int:
    """How many digits are right: 3 for a relative error of 0.0004."""
    return int(np.clip(np.floor(-np.log10(error)), 0, 15))
