"""A live figure of Taylor in two variables: the plane and the parabola against the surface."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mathlib.calculus.taylor import TaylorModel, taylor_model
from mathlib.figures.landscape import draw_landscape, draw_stationary_points, level_lines
from mathlib.figures.plane import circle_points
from mathlib.formatting import format_number
from mathlib.optimize.objectives import LANDSCAPES, TRAPS, Objective
from mathlib.optimize.objectives.base import vector
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, log_slider, slider

MODELS = ("plane", "parabola")
"""The models of degree 1 and of degree 2."""
ANGLES = np.arange(72) * np.pi / 36
CIRCLE = vector(np.cos(ANGLES), np.sin(ANGLES))


class TaylorSurface(LiveFigure):
    """Drag the centre: the level lines of the plane or the parabola over those of the surface.

    The discs are where the plane (dashed) and the parabola (solid) err by at most ε.

    You vary the centre, the model and ε; its level lines and both discs follow. Find out how much
    farther, as a rule, the parabola holds than the plane, and where there is none.

    >>> figure = TaylorSurface()
    >>> figure.set(surface="saddle")
    >>> figure.set(x1=1.0, x2=0.5, tolerance=0.01)
    >>> figure.verdict
    'Off by at most ε = 0.01: the plane up to r = 0.1 and the parabola on the whole map.'
    """

    title = "How far Taylor's plane and parabola hold"
    size = (9.0, 4.7)
    redraw_on = ("surface",)
    starts = {
        "himmelblau": ((-0.8, 0.6), 10.0),
        "rosenbrock": ((-0.5, 0.6), 10.0),
        "double well": ((0.5, 0.6), 0.1),
        "saddle": ((1.0, 0.5), 0.1),
        "monkey saddle": ((0.8, 0.5), 0.1),
        "bumps": ((1.0, -0.6), 0.5),
        "plateau": ((1.0, 0.6), 0.1),
        "peano": ((0.0, 0.0), 0.01),
        "mixed partials": ((0.0, 0.0), 0.01),
        "no limit": ((0.0, 0.0), 0.1),
    }
    surfaces = {name: (LANDSCAPES | TRAPS)[name] for name in starts}
    looks = (("C1", "--"), ("C0", "-"))
    """Colour and dashes of the plane and of the parabola."""

    def __init__(self) -> None:
        first = "himmelblau"
        (x1, x2), tolerance = self.starts[first]
        (low1, high1), (low2, high2) = self.surfaces[first].domain
        super().__init__(
            {
                "surface": choice("surface", tuple(self.surfaces)),
                "model": choice("level lines of the", MODELS, "parabola"),
                "x1": slider("centre x₁", x1, low1, high1, 0.01),
                "x2": slider("centre x₂", x2, low2, high2, 0.01),
                "tolerance": log_slider("error allowed ε", tolerance, -3, 2),
            },
            handles=(Handle("centre", x="x1", y="x2", axes=0, label="centre on the map"),),
            presets={
                "plane on a slope": at("himmelblau", "plane", -0.8, 0.6, 10.0),
                "ε = 0.1": at("himmelblau", "parabola", -0.8, 0.6, 0.1),
                "at a minimum": at("himmelblau", "parabola", 3.0, 2.0, 10.0),
                "saddle: exact": at("saddle", "parabola", 1.0, 0.5, 0.1),
                "peano at 0": at("peano", "parabola", 0.0, 0.0, 0.01),
                "mixed partials at 0": at("mixed partials", "plane", 0.0, 0.0, 0.01),
                "no limit at 0": at("no limit", "plane", 0.0, 0.0, 0.1),
            },
        )

    def adapt(self, state: Mapping[str, Any]) -> dict:
        (x1, x2), tolerance = self.starts[state["surface"]]
        domain = self.surfaces[state["surface"]].domain
        return {"x1": (*domain[0], x1), "x2": (*domain[1], x2), "tolerance": (-3, 2, tolerance)}

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        self.surface = f = self.surfaces[state["surface"]]
        figure.subplots_adjust(left=0.1, wspace=0.32)
        left, right = figure.subplots(1, 2)
        self.levels = np.asarray(draw_landscape(left, f, f.domain).levels)
        draw_stationary_points(left, f.minimizers, f.saddles)
        left.set(aspect="equal", title=f"{f.name}: level lines, and discs of trust")
        left.locator_params(nbins=6)
        (self.lines,) = left.plot(
            [], [], lw=1, alpha=0.7, label="level lines of the model", zorder=3
        )
        self.discs = [
            left.plot([], [], dash, color=color, lw=3, label=f"disc of the {name}", zorder=4)[0]
            for (color, dash), name in zip(self.looks, MODELS, strict=True)
        ]
        self.draw_errors(right)
        return [self.lines, *self.discs, *self.errors, self.allowed, *self.marks]

    def draw_errors(self, ax: Axes) -> None:
        """Prepare the worst error of each model against the distance from the centre."""
        reach = math.dist(*zip(*self.surface.domain, strict=True))
        self.radii = reach * np.geomspace(2e-4, 1.0, 48)
        ax.set(xscale="log", xlim=self.radii[[0, -1]], yscale="log", ylim=(3e-4, 300))
        ax.set(xlabel="distance r from the centre", ylabel="largest error on the circle")
        ax.set_title("Error against distance (dotted: ε)")
        ax.grid(True, alpha=0.6)
        self.errors, self.marks = [], []
        for row, ((color, dash), name, marker) in enumerate(
            zip(self.looks, MODELS, "so", strict=True)
        ):
            self.errors += ax.plot([], [], dash, color=color, label=f"error of the {name}")
            self.marks += ax.plot([], [], marker, color=color, ms=9, label=f"radius of the {name}")
            words = f"{('- -', '—')[row]} {name}: as a rule $r^{row + 2}$"
            place = (0.04, 0.93 - 0.085 * row)
            ax.text(*place, words, color=color, transform=ax.transAxes, va="center")
        ink = ax.xaxis.label.get_color()
        (self.allowed,) = ax.plot([], [], ":", color=ink, lw=1.6, label="error allowed")

    def update(self, state: Mapping[str, Any]) -> None:
        tolerance, centre = state["tolerance"], np.round([state["x1"], state["x2"]], 12)
        models = [model_or_none(self.surface, centre, degree) for degree in (1, 2)]
        radii = [math.nan if model is None else model.trust_radius(tolerance) for model in models]
        row = MODELS.index(state["model"])
        self.show_lines(models[row], row)
        for i, (model, radius) in enumerate(zip(models, radii, strict=True)):
            seen = radius if self.radii[0] <= radius < math.inf else math.nan
            self.discs[i].set_data(*(centre + seen * circle_points()).T)
            self.errors[i].set_data(self.radii, self.worst_errors(model))
            self.marks[i].set_data([seen], [tolerance])
        self.allowed.set_data(self.radii[[0, -1]], [tolerance] * 2)
        told = " and ".join(
            say(name, radius, self.radii[-1]) for name, radius in zip(MODELS, radii, strict=True)
        )
        why = "" if models[1] else f", since {why_no_parabola(self.surface, centre)}"
        self.verdict = f"Off by at most ε = {format_number(tolerance, 3)}: {told}{why}."

    def show_lines(self, model: TaylorModel | None, row: int) -> None:
        """Draw the level lines of a model, at the heights of those of the surface."""
        points = np.zeros((0, 2))
        if model is not None:
            points = level_lines(model, self.surface.domain, self.levels)
        self.lines.set_data(*points.T)
        self.lines.set(color=self.looks[row][0], linestyle=self.looks[row][1])

    def worst_errors(self, model: TaylorModel | None) -> np.ndarray:
        """The largest error of a model on circles around its centre; NaN where it is 0."""
        if model is None:
            return np.full(len(self.radii), np.nan)
        circles = model.x0 + self.radii[:, None, None] * CIRCLE
        errors = np.abs(model.remainder(circles)).max(axis=1)
        return np.where(errors > 1e-12, errors, np.nan)


def model_or_none(f: Objective, centre: np.ndarray, degree: int) -> TaylorModel | None:
    """Taylor's model, or None where f has not the derivatives for it."""
    try:
        return taylor_model(f, centre, degree)
    except ValueError:
        return None


def say(name: str, radius: float, reach: float) -> str:
    """How far from the centre a model holds, in words; ``reach`` is the size of the map.

    >>> say("plane", 0.123, 4.0), say("parabola", math.inf, 4.0)
    ('the plane up to r = 0.12', 'the parabola on the whole map')
    """
    if math.isnan(radius):
        return f"there is no {name}"
    if radius < 1e-6 * reach:
        return f"the {name} in no disc at all"
    if radius == math.inf:
        return f"the {name} on the whole map"
    return f"the {name} up to r = {format_number(radius, 2)}"


def why_no_parabola(f: Objective, centre: np.ndarray) -> str:
    """What is wrong with the second derivatives."""
    exist = np.isfinite(f.hessian(centre)).all()
    return "the mixed second derivatives differ" if exist else "second derivatives do not exist"


def at(surface: str, model: str, x1: float, x2: float, tolerance: float) -> dict[str, Any]:
    """The settings of a preset."""
    return {"surface": surface, "model": model, "x1": x1, "x2": x2, "tolerance": tolerance}
