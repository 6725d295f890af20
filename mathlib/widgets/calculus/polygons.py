"""A live figure of the area of the circle: it lies between two polygons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from mathlib.calculus.polygons import polygon_areas
from mathlib.formatting import format_number
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import play, whole_slider


class PolygonsAroundCircle(LiveFigure):
    """The circle of radius 1 between two polygons with n sides, and their areas.

    You vary the number of corners; both polygons and both areas follow. Find out that twice the
    corners leave about a quarter of the gap.

    >>> figure = PolygonsAroundCircle()
    >>> figure.set(n=96)
    >>> figure.verdict
    'n = 96: 3.13935 < π < 3.14271; the gap 0.00336 bounds the error.'
    """

    title = "The circle between two polygons"
    most = 96

    def __init__(self) -> None:
        sides = whole_slider("sides n", 6, 3, self.most)
        super().__init__(
            {"n": sides, "play": play(sides)},
            handles=(Handle("n", x="n", axes=1, label="number of sides"),),
            presets={
                "square": {"n": 4},
                "hexagons": {"n": 6},
                "doubled: 12": {"n": 12},
                "96 sides (Archimedes)": {"n": 96},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        figure.subplots_adjust(right=0.96)
        left, right = figure.subplots(1, 2)
        left.add_patch(Circle((0, 0), 1, fc="C2", alpha=0.25, label="_circle"))
        left.add_patch(Circle((0, 0), 1, fc="none", ec="C2", lw=1.5, label="_circle"))
        left.set(xlim=(-1.9, 1.9), ylim=(-1.5, 2.1), aspect="equal", xlabel="x", ylabel="y")
        left.set_title("Circle, radius 1: area π")
        (self.outer,) = left.plot([], [], "--", color="C1", label="outside", zorder=3)
        (self.inner,) = left.plot([], [], "-", color="C0", label="inside", zorder=4)
        label_areas(right, self.most)
        (self.above,) = right.plot([], [], "--", color="C1", label="area outside")
        (self.below,) = right.plot([], [], "-", color="C0", label="area inside")
        ink = right.xaxis.label.get_color()
        (self.gap,) = right.plot([], [], "o-", color=ink, lw=3, ms=6, label="gap", zorder=4)
        return [self.outer, self.inner, self.above, self.below, self.gap]

    def update(self, state: Mapping[str, Any]) -> None:
        n = state["n"]
        corners = np.pi / 2 + 2 * np.pi / n * np.arange(n + 1)
        x, y = np.cos(corners), np.sin(corners)
        self.inner.set_data(x, y)
        self.outer.set_data(x / np.cos(np.pi / n), y / np.cos(np.pi / n))
        upto = np.arange(3, n + 1)
        inside, outside = polygon_areas(upto)
        self.below.set_data(upto, inside)
        self.above.set_data(upto, outside)
        low, high = inside[-1], outside[-1]
        self.gap.set_data([n, n], [low, high])
        self.place("n", n, 1.2)  # on the axis: above it would hide the gap
        gap = format_number(high - low, 3)
        self.verdict = f"n = {n}: {low:.5f} < π < {high:.5f}; the gap {gap} bounds the error."


def label_areas(ax: Axes, most: int) -> None:
    """Prepare axes for the two areas against the number of sides."""
    ax.set(xscale="log", xlim=(2.8, 1.1 * most), ylim=(0.9, 5.4))
    ax.set(xlabel="number of sides n", ylabel="area", title="The two areas, and π between them")
    ax.set_xticks([3, 6, 12, 24, 48, 96], ["3", "6", "12", "24", "48", "96"])
    ax.set_xticks([], minor=True)
    ax.grid(True, alpha=0.6)
    ax.axhline(np.pi, color="C2", lw=1.5, label="_pi")
    ax.text(1.01, np.pi, "π", color="C2", va="center", transform=ax.get_yaxis_transform())
    ax.text(4.6, 4.2, "- - outside", color="C1")
    ax.text(5.6, 1.9, "— inside", color="C0")
