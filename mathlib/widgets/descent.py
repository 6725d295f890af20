"""Live figures of gradient descent on its way: on a curve, on a map, and from every start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_rgba_array
from matplotlib.figure import Figure

from mathlib.basins import basins, settled_at
from mathlib.diagnosis import diagnose
from mathlib.figures.landscape import (
    draw_curve,
    draw_landscape,
    draw_stationary_points,
    grid_points,
)
from mathlib.figures.paths import draw_history, draw_path, label_steps, set_history
from mathlib.minimize import minimize
from mathlib.objectives import CURVES, LANDSCAPES, Objective, himmelblau
from mathlib.optimizers import gradient_descent
from mathlib.widgets.controls import choice, log_slider, play, slider, whole_slider
from mathlib.widgets.live import Handle, LiveFigure

START = np.zeros((1, 2))


class DescentOnCurve(LiveFigure):
    """Gradient descent in one variable: the points it visits on the curve, step by step.

    Drag the start along the curve, change η, and walk through the steps.

    >>> figure = DescentOnCurve()
    >>> figure.set(learning_rate=0.5, start=10.0)
    >>> figure.verdict
    'Converges to the minimum [0] after 1 step; η·λ = 1 there, and below 2 it can settle.'
    """

    title = "Gradient descent on a curve"
    redraw_on = ("function",)
    starts = {"parabola": 10.0, "two valleys": 2.0, "exponential": 2.0}

    def __init__(self) -> None:
        steps = whole_slider("steps shown", 20, 0, 60)
        super().__init__(
            {
                "function": choice("function", tuple(self.starts)),
                "learning_rate": slider("learning rate η", 0.1, 0.01, 1.2, 0.01),
                "start": slider("start x₀", 10.0, -11.0, 11.0, 0.05),
                "steps": steps,
                "play": play(steps),
            },
            handles=(Handle("start", x="start", axes=0, label="start on the curve"),),
            presets={
                "η = 0.1": {"function": "parabola", "learning_rate": 0.1, "start": 10.0},
                "η = 0.5": {"function": "parabola", "learning_rate": 0.5, "start": 10.0},
                "η = 0.9": {"function": "parabola", "learning_rate": 0.9, "start": 10.0},
                "η = 1": {"function": "parabola", "learning_rate": 1.0, "start": 10.0},
                "η = 1.1": {"function": "parabola", "learning_rate": 1.1, "start": 10.0},
                "two valleys": {"function": "two valleys", "learning_rate": 0.1, "start": 2.0},
                "exponential": {"function": "exponential", "learning_rate": 0.5, "start": 2.0},
            },
        )

    def adapt(self, state: Mapping[str, Any]) -> dict:
        (low, high), *_ = CURVES[state["function"]].domain
        return {"start": (low, high, self.starts[state["function"]])}

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        objective = CURVES[state["function"]]
        left, right = figure.subplots(1, 2)
        domain = objective.domain[0]
        draw_curve(left, objective, domain, objective.name)
        left.set(xlabel="x", ylabel="f(x)", title=f"f: {objective.name}")
        draw_history(right, [], label="end")
        right.set(xlim=(-1, 61), ylim=domain, xlabel="step k", ylabel="$x_k$", title="Where it is")
        right.grid(True, alpha=0.6)
        for minimum in objective.minimizers[:, 0]:
            right.axhline(minimum, color="C2", ls="--", lw=1.5, label="_minimum")
            right.annotate("minimum", (60, minimum), color="C2", ha="right", va="bottom")
        self.stairs = draw_path(left, np.zeros((1, 2)))
        self.history = draw_history(right, [], label="x")
        return [self.stairs, self.history]

    def update(self, state: Mapping[str, Any]) -> None:
        objective, rate = CURVES[state["function"]], state["learning_rate"]
        optimizer = gradient_descent(rate)
        run = minimize(objective, [state["start"]], optimizer, maxiter=state["steps"], bound=1e6)
        self.place("start", state["start"], objective(run.path[0]))
        self.stairs.set_data(run.path[:, 0], objective(run.path))
        set_history(self.history, run.path[:, 0])
        self.verdict = diagnose(objective, run, rate).sentence


class DescentOnMap(LiveFigure):
    """Gradient descent in two variables: drag the start over the contour map.

    ``landscapes`` maps the names in the list to the objectives of two variables they stand for.

    >>> figure = DescentOnMap()
    >>> figure.set(x1=0.0, x2=0.0, learning_rate=0.01)
    >>> figure.verdict
    'Converges to the minimum [3, 2] after 77 steps; η·λ = 0.823 there, and below 2 it can settle.'
    """

    title = "Gradient descent on a map"
    redraw_on = ("landscape",)
    maxiter = 200
    starts = {
        "himmelblau": ((-1.0, 1.0), 0.01),
        "rosenbrock": ((-1.2, 1.0), 0.001),
        "double well": ((0.0, 1.2), 0.1),
        "saddle": ((1.5, 0.0), 0.1),
        "plateau": ((4.0, 2.0), 0.5),
    }

    def __init__(self, landscapes: Mapping[str, Objective] = LANDSCAPES) -> None:
        self.landscapes = dict(landscapes)
        first = next(iter(self.landscapes))
        self.landscape = self.landscapes[first]
        (x1, x2), rate = self.begin(first)
        (low1, high1), (low2, high2) = self.landscape.domain
        super().__init__(
            {
                "landscape": choice("landscape", tuple(self.landscapes)),
                "learning_rate": log_slider("learning rate η", rate, -4, 1),
                "x1": slider("start x₁", x1, low1, high1, 0.01),
                "x2": slider("start x₂", x2, low2, high2, 0.01),
            },
            handles=(Handle("start", x="x1", y="x2", axes=0, label="start on the map"),),
            presets=self.make_presets(),
        )

    def make_presets(self) -> dict[str, dict]:
        """The buttons a teacher clicks, as far as their landscapes are offered."""
        presets = {
            "η = 0.01": {"landscape": "himmelblau", "learning_rate": 0.01, "x1": -1.0, "x2": 1.0},
            "η = 0.025": {"landscape": "himmelblau", "learning_rate": 0.025, "x1": -1.0, "x2": 1.0},
            "η = 0.1": {"landscape": "himmelblau", "learning_rate": 0.1, "x1": -1.0, "x2": 1.0},
            "ravine": {"landscape": "rosenbrock", "learning_rate": 0.001, "x1": -1.2, "x2": 1.0},
            "on the ridge": {"landscape": "saddle", "learning_rate": 0.1, "x1": 1.5, "x2": 0.0},
            "0.01 beside it": {"landscape": "saddle", "learning_rate": 0.1, "x1": 1.5, "x2": 0.01},
            "plateau": {"landscape": "plateau", "learning_rate": 0.5, "x1": 4.0, "x2": 2.0},
        }
        return {k: v for k, v in presets.items() if v["landscape"] in self.landscapes}

    def begin(self, name: str) -> tuple[tuple[float, float], float]:
        """Where a landscape is first entered, and with which learning rate."""
        (low1, high1), (low2, high2) = self.landscapes[name].domain
        aside = (0.75 * low1 + 0.25 * high1, 0.3 * low2 + 0.7 * high2)
        return self.starts.get(name, (np.round(aside, 2).tolist(), 0.01))

    def adapt(self, state: Mapping[str, Any]) -> dict:
        (x1, x2), rate = self.begin(state["landscape"])
        domain = self.landscapes[state["landscape"]].domain
        ranges = {"x1": (*domain[0], x1), "x2": (*domain[1], x2)}
        return ranges | {"learning_rate": (-4, 1, rate)}

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        self.landscape = self.landscapes[state["landscape"]]
        left, right = figure.subplots(1, 2)
        draw_landscape(left, self.landscape, self.landscape.domain)
        draw_stationary_points(left, self.landscape.minimizers, self.landscape.saddles)
        has_minimum, has_saddle = (
            len(self.landscape.minimizers) > 0,
            len(self.landscape.saddles) > 0,
        )
        marks = ", ".join(["★ minimum"] * has_minimum + ["✖ saddle"] * has_saddle)
        left.set_title(f"The map: {self.landscape.name} ({marks})")
        label_steps(right, self.maxiter, "value (log scale)", (1e-9, 1e4))
        right.set_title("Loss and slope on the way" if has_minimum else "The slope on the way")
        self.path = draw_path(left, START)
        self.slope = draw_history(right, [], color="C1", label="slope", ls="--", marker="")
        self.loss = draw_history(right, [], color="C0", label="loss", marker="")
        self.names = [
            right.text(
                0.98, 0.95, "— f − lowest f", color="C0", transform=right.transAxes, ha="right"
            ),
            right.text(0.98, 0.87, "- - ‖∇f‖", color="C1", transform=right.transAxes, ha="right"),
        ]
        self.names[0].set_visible(has_minimum)
        return [self.path, self.slope, self.loss]

    def update(self, state: Mapping[str, Any]) -> None:
        f, rate = self.landscape, state["learning_rate"]
        start = [state["x1"], state["x2"]]
        run = minimize(f, start, gradient_descent(rate), maxiter=self.maxiter, bound=1e4)
        self.path.set_data(run.path[:, 0], run.path[:, 1])
        set_history(self.slope, np.linalg.norm(f.gradient(run.path), axis=-1))
        lowest = f(f.minimizers).min() if len(f.minimizers) else np.inf
        set_history(self.loss, f(run.path) - lowest)
        self.verdict = diagnose(f, run, rate).sentence


class BasinMap(LiveFigure):
    """Which minimum does each start reach? A map of all starts at once, and the path of one.

    While η moves the map is coarse; at rest it sharpens.

    >>> BasinMap().verdict[:32]
    'This start ends at minimum A aft'
    """

    title = "Basins of attraction"
    size = (9.0, 4.6)
    maxiter = 100
    names = "ABCD"

    def __init__(self, objective: Objective = himmelblau) -> None:
        self.objective = objective
        (low1, high1), (low2, high2) = objective.domain
        super().__init__(
            {
                "learning_rate": log_slider("learning rate η", 0.01, -2.5, -1.4, 0.01),
                "x1": slider("start x₁", 0.0, low1, high1, 0.01),
                "x2": slider("start x₂", 0.0, low2, high2, 0.01),
            },
            handles=(Handle("start", x="x1", y="x2", axes=0, label="start on the map"),),
            presets={
                "η = 0.005": {"learning_rate": 10**-2.3},
                "η = 0.0145": {"learning_rate": 10**-1.84},
                "η = 0.02": {"learning_rate": 10**-1.7},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        figure.subplots_adjust(wspace=0.36)
        left, right = figure.subplots(1, 2, width_ratios=(1.15, 1))
        domain, minima = self.objective.domain, self.objective.minimizers
        ink, paper = left.xaxis.label.get_color(), left.get_facecolor()
        colors = [ink, paper, *(f"C{i}" for i in (1, 2, 3, 4))][: 2 + len(minima)]
        shades = 0.75 * to_rgba_array(colors) + 0.25 * to_rgba_array(paper)
        self.shades, self.rate_shown, self.sharp = np.uint8(255 * shades), None, False
        self.map = left.imshow(
            self.shades[:1, None], extent=[*domain[0], *domain[1]], origin="lower", aspect="auto",
            interpolation="nearest", label="_map",
        )  # fmt: skip
        left.set(xlabel="$x_1$", ylabel="$x_2$", title="Coloured by the minimum it settles at")
        stars = draw_stationary_points(left, minima, np.empty((0, 2)))
        letters = [  # markers, not texts: they are drawn in every frame
            left.plot(*(at + 0.5), marker=f"${name}$", ms=11, color=ink, label="_letter")[0]
            for name, at in zip(self.names, minima, strict=False)
        ]
        groups = [*(f"{name}" for name in self.names[: len(minima)]), "none so far", "out"]
        self.bars = right.barh(
            groups, np.zeros(len(groups)), color=[*colors[2:], paper, ink], ec=ink
        )
        right.set(xlim=(0, 100), xlabel="share of all starts (%)", title="How large is each basin?")
        right.invert_yaxis()
        self.path = draw_path(left, START)
        return [self.map, *stars, *letters, self.path, *self.bars]

    def update(self, state: Mapping[str, Any]) -> None:
        self.optimizer = gradient_descent(state["learning_rate"])
        start = [state["x1"], state["x2"]]
        if self.rate_shown != state["learning_rate"]:  # moving the start leaves the map as it is
            self.show(np.concatenate(list(self.rows(32, 1))))
            self.rate_shown, self.sharp = state["learning_rate"], False
        run = minimize(self.objective, start, self.optimizer, maxiter=self.maxiter, bound=1e4)
        self.path.set_data(run.path[:, 0], run.path[:, 1])
        end = int(settled_at(self.objective, run.x))
        where = f"at minimum {self.names[end]}" if end >= 0 else "at no minimum"
        if run.status == "diverged":
            where = "out of bounds"
        curvatures = np.linalg.eigvalsh(self.objective.hessian(self.objective.minimizers))[:, -1]
        stable = [
            name
            for name, curvature in zip(self.names, curvatures, strict=False)
            if state["learning_rate"] * curvature < 2
        ]
        self.verdict = (
            f"This start ends {where} after {run.nit} steps. η·λ < 2 holds at"
            f" {', '.join(stable) or 'no minimum'}: only these attract all starts close to them."
        )

    def refine(self, state: Mapping[str, Any]) -> Iterator[None]:
        for points, parts in () if self.sharp else ((80, 2), (160, 8)):
            rows = []
            for part in self.rows(points, parts):
                rows.append(part)
                yield
            self.show(np.concatenate(rows))
            yield
        self.sharp = True

    def rows(self, points: int, parts: int) -> Iterator[np.ndarray]:
        """The map with ``points`` starts a side, in so many bands of rows."""
        grid = grid_points(self.objective.domain, points)
        for band in np.array_split(grid, parts):
            yield basins(self.objective, band, self.optimizer, maxiter=self.maxiter)

    def show(self, labels: np.ndarray) -> None:
        """Put basin labels (rows, columns) on the map and their shares on the bars."""
        self.map.set_data(self.shades[np.asarray(labels) + 2])  # colours, not numbers: quicker
        kinds = [*range(len(self.bars) - 2), -1, -2]
        for bar, kind in zip(self.bars, kinds, strict=True):
            bar.set_width(100 * np.mean(labels == kind))
