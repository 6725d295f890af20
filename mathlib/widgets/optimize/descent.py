"""Live figures of gradient descent on its way: on a curve and on a map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from mathlib.figures.landscape import (
    draw_curve,
    draw_landscape,
    draw_stationary_points,
)
from mathlib.figures.paths import draw_history, draw_path, label_steps, set_history
from mathlib.optimize.diagnosis import diagnose
from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives import CURVES, LANDSCAPES, Objective
from mathlib.optimize.optimizers import gradient_descent
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, log_slider, play, slider, whole_slider


class DescentOnCurve(LiveFigure):
    """Gradient descent in one variable: the points it visits on the curve, step by step.

    Drag the start along the curve, change η, and walk through the steps.

    You vary η, the start and the steps; the points on the curve and their history follow. Find out
    that η·λ decides: slow, at once, to and fro, or farther and farther away.

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
        draw_history(right, np.empty(0), label="end")
        right.set(xlim=(-1, 61), ylim=domain, xlabel="step k", ylabel="$x_k$", title="Where it is")
        right.grid(True, alpha=0.6)
        for minimum in objective.minimizers[:, 0]:
            right.axhline(minimum, color="C2", ls="--", lw=1.5, label="_minimum")
            right.annotate("minimum", (60, minimum), color="C2", ha="right", va="bottom")
        self.stairs = draw_path(left, np.zeros((1, 2)))
        self.history = draw_history(right, np.empty(0), label="x")
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

    You vary the start, η and the landscape; the path, the loss and the slope follow. Find out that
    the start picks the minimum, η whether it is reached, and what a ridge or a plateau does.

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
        self.path = draw_path(left, np.zeros((1, 2)))
        self.slope = draw_history(right, np.empty(0), color="C1", label="slope", ls="--", marker="")
        self.loss = draw_history(right, np.empty(0), color="C0", label="loss", marker="")
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
