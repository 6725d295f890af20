"""A live figure of one step: what Taylor predicts along a line, and what one gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mathlib.calculus.stationary import AIMS, NewtonStep, newton_step
from mathlib.figures.landscape import draw_landscape, draw_stationary_points
from mathlib.formatting import format_number
from mathlib.optimize.objectives import LANDSCAPES, Objective, quadratic
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, slider

DOWNHILL, NEWTON = "−∇f: straight downhill", "−H⁻¹∇f: Newton"
NOTHING = 1e-12
"""A share of at most this size is rounding."""


@dataclass(frozen=True)
class Entry:
    """Where a landscape is entered, and the largest η that its steps downhill may have."""

    start: tuple[float, float]
    largest: float


class StepPrediction(LiveFigure):
    """Step from x along −∇f, or as Newton does: the two predictions, and what f really does.

    The right panel is measured in units of the slope at x, so that the first-order prediction
    changes by 1 for each 1 of η (down along −∇f). The verdict says what that is.

    You vary the place, the way and η; the step and the three changes of f follow. Find out how far
    the line and the parabola can be trusted, and that Newton's step goes to saddles as well.

    >>> figure = StepPrediction()
    >>> figure.set(landscape="narrow valley")
    >>> figure.set(x1=4.0, x2=1.0, learning_rate=0.1)
    >>> figure.verdict[:65]
    'First order predicts -11.6, second order -6.52, f changes by -6.5'
    """

    title = "A step: predicted, and got"
    size = (9.0, 4.7)
    redraw_on = ("landscape", "along")
    entries = {
        "himmelblau": Entry((-2.0, 4.25), 0.03),
        "rosenbrock": Entry((-1.2, 1.4), 0.005),
        "double well": Entry((0.4, 1.2), 0.8),
        "saddle": Entry((1.2, 0.4), 1.2),
        "bumps": Entry((2.4, 3.4), 0.4),
        "plateau": Entry((1.0, 0.8), 5.0),
        "narrow valley": Entry((3.0, 1.0), 0.4),
    }
    landscapes = LANDSCAPES | {"narrow valley": quadratic([1.0, 10.0])}
    curves = (
        ("- -■ first order: line", "C1", "--", "s"),
        ("-·-▲ second order: parabola", "C2", "-.", "^"),
        ("—● f itself", "C0", "-", "o"),
    )

    def __init__(self) -> None:
        self.name, entry = "himmelblau", self.entries["himmelblau"]
        (low1, high1), (low2, high2) = self.landscapes[self.name].domain
        rate = slider("learning rate η", 0.014, 0.0, entry.largest, 0.0001)
        rate.readout_format = ".4f"
        super().__init__(
            {
                "landscape": choice("landscape", tuple(self.entries)),
                "along": choice("along", (DOWNHILL, NEWTON)),
                "learning_rate": rate,
                "x1": slider("x₁", entry.start[0], low1, high1, 0.01),
                "x2": slider("x₂", entry.start[1], low2, high2, 0.01),
            },
            handles=(
                Handle("x", x="x1", y="x2", axes=0, label="where you stand, on the map"),
                Handle("step", x="learning_rate", axes=1, label="learning rate, above the curves"),
            ),
            presets={
                "small step": at("himmelblau", DOWNHILL, 0.001, -2.0, 4.25),
                "lowest of the parabola": at("himmelblau", DOWNHILL, 0.0057, -2.0, 4.25),
                "too long": at("himmelblau", DOWNHILL, 0.025, -2.0, 4.25),
                "bends down": at("himmelblau", DOWNHILL, 0.02, -1.0, 1.0),
                "Newton beside a minimum": at("himmelblau", NEWTON, 1.0, 5.0, 4.0),
                "Newton beside a saddle": at("double well", NEWTON, 1.0, 0.3, 0.8),
                "parabola exact": at("narrow valley", DOWNHILL, 0.12, 3.0, 1.0),
            },
        )

    def adapt(self, state: Mapping[str, Any]) -> dict:
        entry = self.entries[state["landscape"]]
        largest = entry.largest if state["along"] == DOWNHILL else 2.0
        ranges = {"learning_rate": (0.0, largest, first_rate(state["along"], largest))}
        if state["landscape"] != self.name:  # the way alone leaves you where you stand
            domain = self.landscapes[state["landscape"]].domain
            ranges |= {f"x{i + 1}": (*domain[i], entry.start[i]) for i in range(2)}
        return ranges

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        self.name, self.along = state["landscape"], state["along"]
        self.f = f = self.landscapes[self.name]
        figure.subplots_adjust(left=0.085, right=0.97, wspace=0.32)
        left, right = figure.subplots(1, 2)
        draw_landscape(left, f, f.domain)
        draw_stationary_points(left, f.minimizers, f.saddles)
        left.set(aspect="equal", title=f"{self.name} (◆ where Newton's step ends)")
        dotted = {"ls": ":", "color": "C3", "lw": 2.2, "zorder": 3}
        (self.newton,) = left.plot([], [], marker="D", ms=9, label="Newton's step", **dotted)
        (self.step,) = left.plot([], [], "o-", color="C0", ms=7, lw=2.6, label="step", zorder=4)
        self.draw_line(right)
        return [self.newton, self.step, self.plumb, *self.lines, *self.marks]

    def draw_line(self, ax: Axes) -> None:
        """Prepare f along the line with its two predictions."""
        largest, ink = self.controls["learning_rate"].max, ax.xaxis.label.get_color()
        self.rates = np.linspace(0, largest, 121)
        unit = "‖∇f‖²" if self.along == DOWNHILL else "|⟨∇f, H⁻¹∇f⟩|"
        self.bottom, self.top = -1.45 * largest, 0.7 * largest
        ax.set(xlim=(0, largest), ylim=(self.bottom, self.top))
        ax.set(xlabel="learning rate η", ylabel=f"change of f, in units of {unit}")
        ax.set_title("Along the step: two predictions, and f")
        ax.grid(True, alpha=0.6)
        ax.axhline(0, color=ink, lw=0.9, label="_zero")
        (self.plumb,) = ax.plot([], [], ":", color=ink, lw=1.2, label="η")
        self.lines, self.marks = [], []
        for row, (name, color, dash, marker) in enumerate(self.curves):
            self.lines += ax.plot([], [], dash, color=color, lw=2.2, label=name, zorder=4 - row / 2)
            self.marks += ax.plot([], [], marker, color=color, ms=9, label=f"{name} at η", zorder=5)
            ax.text(0.03, 0.185 - 0.07 * row, name, color=color, transform=ax.transAxes)

    def update(self, state: Mapping[str, Any]) -> None:
        x, rate = np.round([state["x1"], state["x2"]], 12), state["learning_rate"]
        slope, curvature = self.f.gradient(x), self.f.hessian(x)
        newton = newton_or_none(self.f, x)
        self.newton.set_data(*(np.array([x, newton.target]).T if newton else ([], [])))
        way = -slope if self.along == DOWNHILL else newton.step if newton else np.zeros(2)
        self.step.set_data(*np.array([x, x + rate * way]).T)
        first, bend = float(slope @ way), float(way @ curvature @ way)
        right_angle = abs(first) <= NOTHING * np.linalg.norm(slope) * np.linalg.norm(way)
        self.unit = np.nan if right_angle else abs(first)
        rates = np.append(self.rates, rate)
        changes = np.array(
            [
                rates * first,
                rates * first + 0.5 * rates**2 * bend,
                self.f(x + rates[:, None] * way) - self.f(x),
            ]
        )
        for line, mark, change in zip(self.lines, self.marks, changes / self.unit, strict=True):
            line.set_data(self.rates, change[:-1])
            mark.set_data([rate], [change[-1]])
        bottom, top = self.bottom, self.top
        lowest = np.nan_to_num(changes[:, -1].min() / self.unit)
        self.plumb.set_data([rate, rate], [np.clip(lowest, bottom, 0), top])
        self.place("step", rate, top - 0.05 * (top - bottom))
        self.verdict = self.say(changes[:, -1], slope, curvature, newton)

    def say(
        self, changes: np.ndarray, slope: np.ndarray, H: np.ndarray, newton: NewtonStep | None
    ) -> str:
        """The predictions, what one gets, and why."""
        if self.along == NEWTON and newton is None:
            return "Newton has no step here: the Hessian is singular (an eigenvalue is 0)."
        if not slope.any():
            return "∇f = 0 here: to first order no way leads down, and there is no step."
        first, second, got = (format_number(_without_noise(v), 3) for v in changes)
        told = f"First order predicts {first}, second order {second}, f changes by {got}"
        up = changes[2] > 1e-12
        tick = 10 ** np.floor(np.log10(self.rates[-1]))
        scale = f"{format_number(tick)} on the axis is {format_number(tick * self.unit, 3)}"
        if self.along == NEWTON and newton is not None:
            aim = "{}, so a full step (η = 1) {}".format(*AIMS[newton.kind])
            if np.isnan(self.unit):
                return (
                    "Newton's step is at a right angle to ∇f: to first order f does not change, it"
                    f" changes by {got}; {aim}."
                )
            return f"{told}{', up' if up else ''}; {aim}; {scale}."
        why = say_bend(slope, H)
        return f"{told}; {'it goes up, the step is too long: ' if up else ''}{why}; {scale}."


def say_bend(slope: np.ndarray, H: np.ndarray) -> str:
    """Where the parabola along −∇f is lowest.

    >>> say_bend(np.array([1.0, 1.0]), np.diag([1.0, -1.0]))
    'the parabola is straight along this line and has no lowest point'
    """
    square, bend = float(slope @ slope), float(slope @ H @ slope)
    if abs(bend) <= NOTHING * square * np.linalg.norm(H):
        return "the parabola is straight along this line and has no lowest point"
    if bend < 0:
        return "the parabola bends down along this line and has no lowest point"
    return f"the parabola is lowest at η = {format_number(square / bend, 3)}"


def first_rate(along: str, largest: float) -> float:
    """The η with which a way is first entered."""
    return 0.4 * largest if along == DOWNHILL else 1.0


def newton_or_none(f: Objective, x: np.ndarray) -> NewtonStep | None:
    """Newton's step, or None where the Hessian is singular."""
    try:
        return newton_step(f, x)
    except ValueError:
        return None


def at(landscape: str, along: str, rate: float, x1: float, x2: float) -> dict[str, Any]:
    """The settings of a preset."""
    return {"landscape": landscape, "along": along, "learning_rate": rate, "x1": x1, "x2": x2}


def _without_noise(value: float) -> float:
    return 0.0 if abs(value) < 1e-12 else float(value)
