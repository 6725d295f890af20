"""A live figure of the partial derivatives: a point on a surface, and the two slices through it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from mathlib.calculus.stationary import classify
from mathlib.figures.functions import draw_tangent, set_tangent
from mathlib.figures.landscape import grid_points
from mathlib.figures.levels import draw_level_map
from mathlib.formatting import format_number, format_short
from mathlib.optimize.objectives import double_well, no_limit, peano, quadratic, saddle
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, slider

TILTED_BOWL = quadratic([0.5, 2.0], angle=np.pi / 6)
FLAT = 1e-9
"""A slope of at most this size counts as 0."""
VALLEY = "x₂ = 1.5 x₁²"
BELOW = f"{VALLEY}: it is below 0 between x₂ = x₁² and 2 x₁²"


class PartialSlopes(LiveFigure):
    """Drag a point over the map: beside it the two slices through it, and their slopes.

    You vary the point and the surface; both slices and their tangents follow. Find out that two
    slopes of 0 may be a minimum, a saddle or neither, which two slices cannot tell.

    >>> figure = PartialSlopes()
    >>> figure.set(x1=-1.0, x2=0.5)
    >>> figure.verdict
    'At [-1, 0.5]: ∂f/∂x₁ = 0, flat that way; ∂f/∂x₂ = 1, f rises as x₂ grows.'
    """

    title = "Two slices, two partial derivatives"
    size = (9.0, 4.8)
    redraw_on = ("surface",)
    surfaces = {
        "double well": (double_well, ((-1.6, 1.6), (-1.6, 1.6))),
        "saddle": (saddle, ((-2.0, 2.0), (-2.0, 2.0))),
        "tilted bowl": (TILTED_BOWL, ((-2.0, 2.0), (-2.0, 2.0))),
        "x₁x₂/(x₁² + x₂²)": (no_limit, no_limit.domain),
        "Peano's surface": (peano, ((-0.8, 0.8), (-0.5, 0.9))),
    }
    starts = {
        "double well": (0.6, 0.8),
        "x₁x₂/(x₁² + x₂²)": (0.5, 0.25),
        "Peano's surface": (0.4, 0.6),
    }

    def __init__(self) -> None:
        well, two_ways, bowl, jump, snare = self.surfaces
        super().__init__(
            {
                "surface": choice("surface", tuple(self.surfaces)),
                "x1": slider("x₁", 0.6, -1.6, 1.6, 0.01),
                "x2": slider("x₂", 0.8, -1.6, 1.6, 0.01),
            },
            handles=(
                Handle("point", x="x1", y="x2", axes=0, label="point on the map"),
                Handle("along x₁", x="x1", axes=1, label="the point on the slice along x₁"),
                Handle("along x₂", x="x2", axes=2, label="the point on the slice along x₂"),
            ),
            presets={
                "down one way, up the other": {"surface": well, "x1": 0.6, "x2": 0.8},
                "both 0: minimum": {"surface": well, "x1": 1.0, "x2": 0.0},
                "both 0: saddle": {"surface": two_ways, "x1": 0.0, "x2": 0.0},
                "lowest in one slice only": {"surface": bowl, "x1": 27**0.5 / 7, "x2": 1.0},
                "both 0, yet a jump": {"surface": jump, "x1": 0.0, "x2": 0.0},
                "two valleys, no minimum": {"surface": snare, "x1": 0.0, "x2": 0.0},
            },
        )

    def adapt(self, state: Mapping[str, Any]) -> dict:
        _, (across, up) = self.surfaces[state["surface"]]
        x1, x2 = self.starts.get(state["surface"], (0.8, 0.5))
        return {"x1": (*across, x1), "x2": (*up, x2)}

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        self.f, self.domain = self.surfaces[state["surface"]]
        figure.subplots_adjust(hspace=0.62, wspace=0.22, left=0.09, bottom=0.12, top=0.92)
        grid = figure.add_gridspec(2, 2, width_ratios=(1.1, 1))
        left = figure.add_subplot(grid[:, 0])
        panels = [figure.add_subplot(grid[row, 1]) for row in (0, 1)]
        draw_level_map(left, self.f, self.domain)
        left.set_title(f"The map: {state['surface']}")
        if self.f is peano:
            x1, ink = np.linspace(*self.domain[0], 81), left.xaxis.label.get_color()
            left.plot(x1, 1.5 * x1**2, "--", color=ink, lw=1.6, label=VALLEY)
        (across,) = left.plot([], [], "-", color="C0", lw=2.2, label="cut along x₁", zorder=3)
        (up,) = left.plot([], [], "--", color="C1", lw=2.2, label="cut along x₂", zorder=3)
        self.cuts = [across, up]
        slices = zip(panels, "₁₂", ("C0", "C1"), ("-", "--"), strict=True)
        self.slices = [self.draw_slice(ax, *look) for ax, *look in slices]
        return [*self.cuts, *(artist for parts in self.slices for artist in parts)]

    def draw_slice(self, ax: Axes, number: str, color: str, dash: str) -> list[Line2D]:
        """Prepare the slice along one coordinate: the curve, its tangent, the point."""
        values = self.f(grid_points(self.domain, 161))
        low, high = values.min(), values.max()
        room = 0.12 * (high - low)
        fixed, name = "x₂" if number == "₁" else "x₁", f"$x_{'₀₁₂'.index(number)}$"
        ax.set(xlim=self.domain["₁₂".index(number)], ylim=(low - room, high + room), ylabel="f")
        ax.set_xlabel(name, labelpad=-1)
        ax.set_title(f"Slice along x{number}, {fixed} held: slope ∂f/∂x{number}")
        ax.locator_params(nbins=5)
        ax.grid(True, alpha=0.6)
        ink = ax.xaxis.label.get_color()
        (curve,) = ax.plot([], [], color=ink, lw=2, label=f"slice along x{number}", zorder=3)
        tangent = draw_tangent(ax)
        tangent.set(color=color, linestyle=dash)
        (here,) = ax.plot([], [], "o", color=color, ms=8, label="f here", zorder=5)
        return [curve, tangent, here]

    def update(self, state: Mapping[str, Any]) -> None:
        x = np.round([state["x1"], state["x2"]], 12)
        value, slopes = float(self.f(x)), self.f.gradient(x)
        for i, (curve, tangent, here) in enumerate(self.slices):
            line = np.sort(np.append(np.linspace(*self.domain[i], 401), x[i]))
            points = np.where(np.arange(2) == i, line[:, None], x)
            curve.set_data(line, self.f(points))
            self.cuts[i].set_data(*points[[0, -1]].T)
            set_tangent(tangent, x[i], value, slopes[i])
            here.set_data([x[i]], [value])
            self.place(f"along x{'₁₂'[i]}", x[i], value)
        self.verdict = self.say(x, slopes)

    def say(self, x: np.ndarray, slopes: np.ndarray) -> str:
        """What the two slopes mean, and what two slices cannot show."""
        where = f"At [{', '.join(format_number(v, 3) for v in x)}]"
        if np.abs(slopes).max() > FLAT:
            return f"{where}: {say_slope('₁', slopes[0])}; {say_slope('₂', slopes[1])}."
        both = f"{where}: ∂f/∂x₁ = ∂f/∂x₂ = 0"
        if self.f is no_limit and not x.any():
            return f"{both}, yet f jumps here: on the diagonal it is 0.5, however near to [0, 0]."
        if self.f is peano:
            return f"{both} and both slices have a minimum, yet f falls along the dashed {BELOW}."
        kind = classify(self.f.hessian(x)).kind
        told = "undecided by the Hessian" if kind == "undecided" else f"a {kind}, says the Hessian"
        return f"{both}, a stationary point: {told}."


def say_slope(number: str, slope: float) -> str:
    """What one partial derivative says.

    >>> say_slope("₁", -2.0)
    '∂f/∂x₁ = -2, f falls as x₁ grows'
    """
    size = f"∂f/∂x{number} = {format_short(slope)}"
    if abs(slope) <= FLAT:
        return f"{size}, flat that way"
    return f"{size}, f {'rises' if slope > 0 else 'falls'} as x{number} grows"
