"""A live figure of the directional derivative: a dial of directions, and the slope in each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mathlib.figures.landscape import grid_points, level_lines
from mathlib.figures.levels import draw_level_map
from mathlib.figures.plane import draw_arrow, draw_letter
from mathlib.optimize.objectives import Objective, double_well, saddle
from mathlib.widgets.calculus.direction_words import (
    degrees_of,
    directions,
    say_other_norm,
    say_slope,
    say_step,
)
from mathlib.widgets.calculus.partials import FLAT, TILTED_BOWL
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, slider

DEGREES = np.linspace(0.0, 360.0, 361)


class DirectionDial(LiveFigure):
    """Turn the direction u about a point: the slope of f in that direction, against the angle.

    A step longer than 0 shows the mean slope over that step; u may be measured by other norms.

    You vary the point, u and h; ∇f, the level line and the mark on the curve of slopes follow. Find
    out that, with the usual length of u, the slope is ‖∇f‖ times a cosine: largest along ∇f, 0
    along the level line.

    >>> figure = DirectionDial()
    >>> figure.set(surface="saddle")
    >>> figure.set(x1=0.75, x2=1.0, angle=0.0)
    >>> figure.verdict
    'D_u f = 1.5 = ‖∇f‖ cos 53.1° with ‖∇f‖ = 2.5: f rises this way, it rises fastest at 307°.'
    """

    title = "The slope in every direction"
    size = (9.0, 4.6)
    redraw_on = ("surface",)
    surfaces = {
        "tilted bowl": (TILTED_BOWL, 2.5, (-0.6, 1.0)),
        "saddle": (saddle, 2.0, (0.75, 1.0)),
        "double well": (double_well, 1.8, (0.4, 0.8)),
    }
    """For each its function, how far the square map reaches from 0, and where to begin."""
    norms = {"√(u₁² + u₂²)": 2.0, "max |uᵢ|": np.inf, "|u₁| + |u₂|": 1.0}
    longest = 1.2
    """How long a steep gradient is drawn."""

    def __init__(self) -> None:
        bowl, ridge, well = self.surfaces
        euclid, largest, _ = self.norms
        at, steep = {"surface": bowl, "x1": -0.6, "x2": 1.0}, uphill(TILTED_BOWL, (-0.6, 1.0))
        plain = {**at, "step": 0.0, "norm": euclid}
        on_rim = {"surface": well, "x1": 0.4, "x2": 0.2, "norm": euclid}
        super().__init__(
            {
                "surface": choice("surface", tuple(self.surfaces)),
                "x1": slider("x₁", -0.6, -2.5, 2.5, 0.01),
                "x2": slider("x₂", 1.0, -2.5, 2.5, 0.01),
                "angle": slider("direction of u (degrees)", 60.0, 0.0, 360.0, 1.0),
                "step": slider("step length h", 0.0, 0.0, 2.0, 0.05),
                "norm": choice("length of u", tuple(self.norms)),
            },
            handles=(
                Handle("point", x="x1", y="x2", axes=0, label="point on the map"),
                Handle("dial", axes=0, label="direction u", angle="angle", around=("x1", "x2")),
                Handle("angle", x="angle", axes=1, label="direction on the curve of slopes"),
            ),
            presets={
                "along ∇f": {**plain, "angle": steep},
                "along the level line": {**plain, "angle": (steep + 90) % 360},
                "downhill, −∇f": {**plain, "angle": (steep + 180) % 360},
                "∇f = 0": {**plain, "surface": ridge, "x1": 0.0, "x2": 0.0, "angle": 60.0},
                "a step too long": {
                    **on_rim, "step": 1.2, "angle": (uphill(double_well, (0.4, 0.2)) + 180) % 360
                },
                "other norm": {**plain, "angle": 135.0, "norm": largest},
            },
        )  # fmt: skip

    def adapt(self, state: Mapping[str, Any]) -> dict:
        _, reach, (x1, x2) = self.surfaces[state["surface"]]
        return {"x1": (-reach, reach, x1), "x2": (-reach, reach, x2)}

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        self.f, reach, _ = self.surfaces[state["surface"]]
        self.domain = ((-reach, reach), (-reach, reach))
        figure.subplots_adjust(wspace=0.2)
        left, right = figure.subplots(1, 2, width_ratios=(1, 1.1))
        slopes = np.linalg.norm(self.f.gradient(grid_points(self.domain, 61)), axis=-1)
        steepest = np.quantile(slopes, 0.8)  # the corners would make the rest look flat
        self.scale = self.longest / steepest
        draw_level_map(left, self.f, self.domain)
        left.set(aspect="equal", title=f"The map: {state['surface']} (∇f not to scale)")
        return [*self.draw_dial(left), *self.draw_slopes(right, steepest)]

    def draw_dial(self, ax: Axes) -> list[Artist]:
        """Prepare the level line through the point, the dial, ∇f, u and the end of the step."""
        ink = ax.xaxis.label.get_color()
        (self.level,) = ax.plot([], [], "-.", color="C2", lw=2.4, label="level line here")
        (self.dial,) = ax.plot([], [], color=ink, lw=1.2, label="all u of length 1")
        (self.end,) = ax.plot([], [], "s", color="C3", ms=8, label="x + hu", zorder=5)
        self.arrows = [draw_arrow(ax, color=color) for color in ("C1", "C0")]
        self.letters = [
            draw_letter(ax, r"\nabla f", color="C1", size=22),
            draw_letter(ax, "u", color="C0", size=11),
        ]
        return [self.level, self.dial, self.end, *self.arrows, *self.letters]

    def draw_slopes(self, ax: Axes, steepest: float) -> list[Artist]:
        """Prepare the slopes against the angle, with the angles of ∇f and of the level line."""
        ink = ax.xaxis.label.get_color()
        ax.set(xlim=(0, 360), ylim=(-1.2 * steepest, 1.4 * steepest), ylabel="slope")
        ax.set_xticks(range(0, 361, 90))
        ax.set(xlabel="direction of u (degrees)", title="The slope in the direction u")
        ax.axhline(0, color=ink, lw=0.8, label="_zero")
        ax.grid(True, alpha=0.6)
        names = (
            ("▲ ∇f", "C1", 0.02),
            ("◆ level line", "C2", 0.16),
            ("- - over a step h", "C3", 0.46),
        )
        for text, color, x in names:
            ax.text(x, 0.94, text, color=color, transform=ax.transAxes)
        (self.curve,) = ax.plot([], [], color=ink, lw=2.2, label="D_u f")
        (self.mean,) = ax.plot([], [], "--", color="C3", lw=2.2, label="mean slope over h")
        (self.top,) = ax.plot([], [], "^", color="C1", ms=11, label="∇f", zorder=4)
        (self.zeros,) = ax.plot([], [], "D", color="C2", ms=8, label="level line", zorder=4)
        (self.drop,) = ax.plot([], [], color="C0", lw=1.6, label="your u")
        (self.here,) = ax.plot([], [], "o", color="C0", ms=10, label="D_u f here", zorder=5)
        return [self.curve, self.mean, self.top, self.zeros, self.drop, self.here]

    def update(self, state: Mapping[str, Any]) -> None:
        x, angle = np.round([state["x1"], state["x2"]], 12), state["angle"]
        norm, step = self.norms[state["norm"]], state["step"]
        gradient = self.f.gradient(x)
        units = directions(DEGREES, norm)
        slopes, u = units @ gradient, directions(angle, norm)
        means = (self.f(x + step * units) - self.f(x)) / step if step else None
        self.show_dial(x, gradient, u, units, step)
        self.show_slopes(gradient, slopes, means, angle, float(u @ gradient))
        self.place("dial", *(x + u))
        if means is not None:
            mean = float(self.f(x + step * u) - self.f(x)) / step
            self.verdict = say_step(gradient, means, step, mean, float(u @ gradient))
        elif np.linalg.norm(gradient) <= FLAT:
            self.verdict = "∇f = 0: D_u f = 0 in every direction, so no direction is steepest here."
        elif norm == 2:
            self.verdict = say_slope(gradient, angle)
        else:
            self.verdict = say_other_norm(gradient, angle, norm, state["norm"])

    def show_dial(
        self, x: np.ndarray, gradient: np.ndarray, u: np.ndarray, units: np.ndarray, step: float
    ) -> None:
        """Draw the level line, the dial and the arrows at x."""
        self.level.set_data(*level_lines(self.f, self.domain, np.array([float(self.f(x))])).T)
        self.dial.set_data(*(x + units).T)
        self.end.set_data(*((x + step * u)[:, None] if step else np.empty((2, 0))))
        for arrow, tip in zip(self.arrows, (self.scale * gradient, u), strict=True):
            arrow.set_vector(tip, tail=x)
        nabla, letter = self.letters
        letter.set_data(*(x + u * (1 + 0.35 / np.linalg.norm(u)))[:, None])
        nabla.set_data([], [])
        length = np.linalg.norm(gradient)
        if length > FLAT:  # beside the tip, on the other side than u: u may lie upon ∇f
            along, beside = gradient / length, np.array([-gradient[1], gradient[0]]) / length
            away = -np.copysign(0.35, beside @ u) * beside
            nabla.set_data(*(x + self.scale * gradient + 0.2 * along + away)[:, None])

    def show_slopes(
        self,
        gradient: np.ndarray,
        slopes: np.ndarray,
        means: np.ndarray | None,
        angle: float,
        slope: float,
    ) -> None:
        """Draw the slopes of all directions, and mark ∇f, the level line and u."""
        self.curve.set_data(DEGREES, slopes)
        over_step = np.empty(0) if means is None else means
        self.mean.set_data(DEGREES[: len(over_step)], over_step)
        ways = np.array([0.0, 90.0, 270.0]) + degrees_of(gradient)  # of ∇f and of the level line
        if np.linalg.norm(gradient) <= FLAT:
            ways = ways[:0]
        self.top.set_data(ways[:1], np.interp(ways[:1], DEGREES, slopes))
        self.zeros.set_data(ways[1:] % 360, 0 * ways[1:])
        self.drop.set_data([angle, angle], [0, slope])
        self.here.set_data([angle], [slope])
        self.place("angle", angle, slope)


def uphill(f: Objective, x: tuple[float, float]) -> float:
    """The direction of ∇f at x in degrees."""
    return degrees_of(f.gradient(x))
