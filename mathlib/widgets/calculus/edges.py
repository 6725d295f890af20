"""A live figure of the gradient of a photograph: edges are where it is large."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba_array
from matplotlib.figure import Figure

from mathlib.calculus.images import direction, magnitude, smooth, sobel
from mathlib.datasets import load_photo
from mathlib.figures.photo import draw_photo, greys
from mathlib.figures.plane import arrow_strokes
from mathlib.formatting import format_number
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, slider, whole_slider

ROWS, COLUMNS = 240, 320
BLOCK = 16
"""Side in pixels of the squares of which each may hold one arrow."""
LONGEST = 0.3
"""The largest size of ∇I that the colours and the panels reach."""
WAYS = (
    "right",
    "right and down",
    "down",
    "left and down",
    "left",
    "left and up",
    "up",
    "right and up",
)
"""Where 0°, 45°, … point in a picture, whose rows count downwards."""


@dataclass(frozen=True, eq=False)
class Gradients:
    """A smoothed photograph with its derivatives, all (rows, columns), and where they are large.

    ``strongest`` holds the pixel of the largest gradient in each block: (blocks, 2), x and y;
    ``shades`` what is shown of each of the first four, as whole numbers from 0 to 255.
    """

    photo: np.ndarray
    gx: np.ndarray
    gy: np.ndarray
    size: np.ndarray
    strongest: np.ndarray
    shades: Mapping[str, np.ndarray]


@lru_cache(maxsize=9)
def photo_gradients(sigma: float) -> Gradients:
    """The photograph smoothed by ``sigma`` pixels, and its gradients; kept for the next time."""
    photo = smooth(load_photo(), sigma)
    gx, gy = sobel(photo)
    size = magnitude(gx, gy)
    blocks = size.reshape(ROWS // BLOCK, BLOCK, COLUMNS // BLOCK, BLOCK).swapaxes(1, 2)
    within = blocks.reshape(-1, BLOCK * BLOCK).argmax(axis=1)
    block = np.arange(len(within))
    y = block // (COLUMNS // BLOCK) * BLOCK + within // BLOCK
    x = block % (COLUMNS // BLOCK) * BLOCK + within % BLOCK
    shown = (photo, 0.5 + 0.5 * gx / LONGEST, 0.5 + 0.5 * gy / LONGEST, size / LONGEST)
    shades = {
        name: np.rint(255 * part).clip(0, 255).astype(np.uint8)
        for name, part in zip(("photo", "∂I/∂x", "∂I/∂y", "‖∇I‖"), shown, strict=True)
    }
    return Gradients(photo, gx, gy, size, np.stack([x, y], axis=-1), shades)


class EdgesInPhoto(LiveFigure):
    """Sobel on a photograph: its derivatives, its edges, and the arrows of ∇I across them.

    Drag the probe: below it the brightness along its row, and the size of the gradient there.

    You vary the smoothing, the threshold and the probe; arrows, edges and profiles follow. Find out
    that ∇I stands across an edge, and that smoothing takes noise and detail alike.

    >>> figure = EdgesInPhoto()
    >>> figure.verdict[:70]
    'At column 201, row 96: ∇I is 0.214 per pixel long and points to -147°,'
    """

    title = "Edges are where the gradient is large"
    size = (9.0, 4.9)
    redraw_on = ("view",)
    views = {
        "photo": "The photo I, and arrows of ∇I",
        "∂I/∂x": "∂I/∂x: bright above 0, dark below",
        "∂I/∂y": "∂I/∂y: bright above 0, dark below",
        "‖∇I‖": "‖∇I‖: the steeper, the brighter",
        "edges": "Edges: where ‖∇I‖ ≥ t",
    }
    """What can be shown, and the title of each."""

    def __init__(self) -> None:
        super().__init__(
            {
                "view": choice("show", tuple(self.views)),
                "sigma": slider("smoothing σ (pixels)", 1.0, 0.0, 4.0, 0.5),
                "threshold": slider("threshold t", 0.04, 0.005, 0.2, 0.005),
                "x": whole_slider("column x", 201, 0, COLUMNS - 1),
                "y": whole_slider("row y", 96, 0, ROWS - 1),
            },
            handles=(Handle("probe", x="x", y="y", axes=0, label="probe on the photo"),),
            presets={
                "on an edge": at("photo", 1.0, 0.04) | {"x": 201, "y": 96},
                "where it is flat": at("photo", 1.0, 0.04) | {"x": 140, "y": 100},
                "upright edges": at("∂I/∂x", 1.0, 0.04),
                "level edges": at("∂I/∂y", 1.0, 0.04),
                "σ = 0: noise": at("edges", 0.0, 0.03),
                "σ = 2: less noise": at("edges", 2.0, 0.03),
                "t = 0.1: too few": at("edges", 1.0, 0.1),
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        figure.subplots_adjust(left=0.08, wspace=0.28, hspace=0.52, bottom=0.12)
        grid = figure.add_gridspec(2, 2, width_ratios=(1.3, 1))
        left = figure.add_subplot(grid[:, 0])
        upper, lower = (figure.add_subplot(grid[row, 1]) for row in (0, 1))
        ink, paper = left.xaxis.label.get_color(), left.get_facecolor()
        self.two = np.uint8(np.rint(255 * to_rgba_array((paper, ink))))
        self.picture = draw_photo(left, (ROWS, COLUMNS))
        self.shown: dict[str, Any] | None = None
        left.set(xlabel="column x", ylabel="row y", title=self.views[state["view"]])
        (self.arrows,) = left.plot([], [], color="C0", lw=1.6, label="arrows of ∇I", zorder=1)
        (self.row,) = left.plot([], [], "--", color="C1", lw=1.4, label="row of the probe")
        self.draw_profiles(upper, lower)
        return [self.picture, self.row, self.arrows, *self.moving]

    def draw_profiles(self, upper: Axes, lower: Axes) -> None:
        """Prepare the brightness along the row of the probe, and its slope."""
        ink = upper.xaxis.label.get_color()
        for ax in (upper, lower):
            ax.set(xlim=(0, COLUMNS - 1), xlabel="column x")
            ax.grid(True, alpha=0.6)
        upper.set(
            ylim=(0, 1.02), ylabel="brightness I", title="Along the row of the probe (dashed)"
        )
        lower.set(ylim=(-LONGEST, LONGEST), ylabel="per pixel")
        lower.set_title("Its slope ∂I/∂x (thin), ‖∇I‖ (thick)")
        (self.brightness,) = upper.plot([], [], color=ink, lw=1.5, label="brightness")
        (self.steepness,) = lower.plot([], [], color="C1", lw=2.2, label="size of ∇I")
        (self.slope,) = lower.plot([], [], color=ink, lw=1, label="slope along the row")
        (self.limit,) = lower.plot([], [], ":", color="C3", lw=2.2, label="threshold t")
        self.limit_name = lower.plot([], [], marker="$t$", color="C3", ms=8, label="_letter")[0]
        self.marks = [
            upper.plot([], [], "o", color="C0", ms=8, label="brightness at the probe")[0],
            lower.plot([], [], "o", color="C0", ms=8, label="size of ∇I at the probe")[0],
        ]
        lines = [self.brightness, self.steepness, self.slope, self.limit, self.limit_name]
        self.moving = [*lines, *self.marks]

    def update(self, state: Mapping[str, Any]) -> None:
        found, threshold = photo_gradients(state["sigma"]), state["threshold"]
        x, y = state["x"], state["y"]
        shown = {name: state[name] for name in ("view", "sigma", "threshold")}
        if shown != self.shown:  # a dragged probe leaves the photo as it is
            self.shown = shown
            self.picture.set_data(self.pixels(found, state["view"], threshold))
            self.show_arrows(found, threshold if state["view"] != "edges" else np.inf)
        columns = np.arange(COLUMNS)
        self.row.set_data([0, COLUMNS - 1], [y, y])
        self.brightness.set_data(columns, found.photo[y])
        self.steepness.set_data(columns, found.size[y])
        self.slope.set_data(columns, found.gx[y])
        self.limit.set_data([0, COLUMNS - 1], [threshold] * 2)
        self.limit_name.set_data([COLUMNS - 8], [threshold + 0.03])
        for mark, values in zip(self.marks, (found.photo, found.size), strict=True):
            mark.set_data([x], [values[y, x]])
        self.verdict = self.say(found, x, y, threshold)

    def pixels(self, found: Gradients, view: str, threshold: float) -> np.ndarray:
        """The picture to show, (rows, columns, 4): red, green, blue, opacity."""
        if view == "edges":
            return np.take(self.two, found.size >= threshold, axis=0)
        return greys(found.shades[view])

    def show_arrows(self, found: Gradients, threshold: float) -> None:
        """Draw ∇I at the strongest pixel of each block, if it is large enough there."""
        x, y = found.strongest.T
        large = found.size[y, x] >= threshold
        x, y = x[large], y[large]
        gradients = np.stack([found.gx[y, x], found.gy[y, x]], axis=-1)
        longest = np.maximum(found.size[y, x] / LONGEST, 1)[:, None]
        arrows = 1.2 * BLOCK * gradients / LONGEST / longest
        self.arrows.set_data(*arrow_strokes(np.stack([x, y], axis=-1), arrows).T)

    def say(self, found: Gradients, x: int, y: int, threshold: float) -> str:
        """The gradient at the probe, and how much of the photo counts as an edge."""
        size, t = found.size[y, x], format_number(threshold, 3)
        share = format_number(100 * np.mean(found.size >= threshold), 2)
        edges = f"edges cover {share} % of the photo"
        if size < 5e-7:
            return f"At column {x}, row {y}: ∇I = 0, no edge; {edges}."
        way = format_number(np.degrees(direction(found.gx[y, x], found.gy[y, x])), 3)
        verb = "an edge, at least" if size >= threshold else "no edge, below"
        return (
            f"At column {x}, row {y}: ∇I is {format_number(size, 3)} per pixel long and points to"
            f" {way}°, {WAYS[round(float(way) / 45) % 8]}: {verb} t = {t}; {edges}."
        )


def at(view: str, sigma: float, threshold: float) -> dict[str, Any]:
    """The settings of a preset."""
    return {"view": view, "sigma": sigma, "threshold": threshold}
