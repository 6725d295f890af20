"""A live figure of linear regression by gradient descent, on real penguins."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from mathlib.datasets import load_penguins
from mathlib.figures.landscape import draw_landscape, draw_stationary_points
from mathlib.figures.paths import draw_path, draw_segments
from mathlib.formatting import format_number
from mathlib.optimize.minimization import minimize
from mathlib.optimize.optimizers import gradient_descent
from mathlib.probability.regression import design_matrix, mse_objective, standardize
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, log_slider, play, slider, whole_slider

RAW, SCALED = "raw (mm)", "standardised"


@cache
def _measurements() -> tuple[np.ndarray, np.ndarray]:
    """Flipper length (mm) and body mass (kg) of the penguins that were measured."""
    penguins = load_penguins()
    flipper, mass = penguins["flipper_length_mm"], penguins["body_mass_g"] / 1000
    measured = np.isfinite(flipper) & np.isfinite(mass)
    return flipper[measured], mass[measured]


class PenguinRegression(LiveFigure):
    """The line over the points, and the path of its two numbers over the loss surface.

    Drag the start (intercept, slope) on the right; choose raw or standardised lengths.

    You vary the start, η and the number of steps; the line and the path follow. Find out why raw
    lengths make the valley so narrow that no η is good, and what standardising changes.

    >>> figure = PenguinRegression()
    >>> figure.set(features="standardised", learning_rate=0.5, steps=1)
    >>> figure.verdict[:54]
    'After 1 step: mass = 4.202 + 0.6976 · z, MSE = 0.1545 '
    """

    title = "Penguins: body mass from flipper length"
    redraw_on = ("features",)
    domains = {RAW: ((-12.0, 6.0), (-0.03, 0.09)), SCALED: ((0.0, 8.0), (-3.0, 4.0))}

    def __init__(self) -> None:
        steps = whole_slider("steps", 50, 0, 200)
        super().__init__(
            {
                "features": choice("flipper length", (SCALED, RAW)),
                "learning_rate": log_slider("learning rate η", 0.05, -6, 0.1),
                "intercept": slider("start intercept", 1.0, 0.0, 8.0, 0.01),
                "slope": slider("start slope", -2.0, -3.0, 4.0, 0.0005),
                "steps": steps,
                "play": play(steps, interval=80),
            },
            handles=(
                Handle(
                    "start", x="intercept", y="slope", axes=1, label="start on the loss surface"
                ),
            ),
            presets={
                "standardised, η = 0.05": {"features": SCALED, "learning_rate": 0.05},
                "standardised, η = 0.5": {"features": SCALED, "learning_rate": 0.5},
                "raw, η = 0.05": {"features": RAW, "learning_rate": 0.05},
                "raw, η = 10⁻⁵": {"features": RAW, "learning_rate": 1e-5},
            },
        )

    def adapt(self, state: Mapping[str, Any]) -> dict:
        (low1, high1), (low2, high2) = self.domains[state["features"]]
        start = (0.0, 0.01) if state["features"] == RAW else (1.0, -2.0)
        return {"intercept": (low1, high1, start[0]), "slope": (low2, high2, start[1])}

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        flipper, self.mass = _measurements()
        raw = state["features"] == RAW
        self.feature = flipper if raw else standardize(flipper)[0]
        self.X = design_matrix(self.feature)
        self.loss = mse_objective(self.X, self.mass)
        left, right = figure.subplots(1, 2)
        xlabel = "flipper length (mm)" if raw else "flipper length (standardised, z)"
        left.set(
            xlabel=xlabel, ylabel="body mass (kg)", title="Line over the points", ylim=(1.5, 7.5)
        )
        left.set_xlim(self.feature.min() - 0.3 * (not raw), self.feature.max() + 0.3 * (not raw))
        left.plot(self.feature, self.mass, ".", color="C1", ms=5, alpha=0.7, label="penguins")
        self.bars = draw_segments(
            left, np.empty((0, 2, 2)), color="C3", label="residuals", linewidths=0.6, alpha=0.6
        )
        (self.line,) = left.plot([], [], color="C0", lw=3, label="line")
        domain = self.domains[state["features"]]
        draw_landscape(right, self.loss, domain)
        draw_stationary_points(right, self.loss.minimizers, np.empty((0, 2)))
        right.set(xlabel="intercept (kg)", title="Path over the loss surface")
        right.set_ylabel("slope (kg per mm)" if raw else "slope (kg per standard deviation)")
        self.path = draw_path(right, np.zeros((1, 2)))
        return [self.bars, self.line, self.path]

    def update(self, state: Mapping[str, Any]) -> None:
        start = [state["intercept"], state["slope"]]
        run = minimize(
            self.loss,
            start,
            gradient_descent(state["learning_rate"]),
            maxiter=state["steps"],
            bound=1e6,
        )
        fitted = self.X @ run.x
        ends = np.array([self.feature.min(), self.feature.max()])
        self.line.set_data(ends, run.x[0] + run.x[1] * ends)
        between = np.stack([self.mass, fitted], axis=-1)
        across = np.repeat(self.feature, 2).reshape(-1, 2)
        self.bars.set_segments([*np.stack([across, between], axis=-1)])
        self.path.set_data(run.path[:, 0], run.path[:, 1])
        self.verdict = self.say(run, state["features"])

    def say(self, run: Any, features: str) -> str:
        """The line that was reached, with its loss; or that there is none."""
        steps = "1 step" if run.nit == 1 else f"{run.nit} steps"
        if run.status == "diverged":
            limit = 2 / np.linalg.eigvalsh(self.loss.hessian(run.path[0]))[-1]
            return f"Diverges after {steps}: with these features η must stay below {limit:.3g}."
        name = "length" if features == RAW else "z"
        a, b, loss, best = (
            format_number(v, 4) for v in (*run.x, run.fun, self.loss(self.loss.minimizers[0]))
        )
        off = format_number(abs(np.round(run.x[0] - self.loss.minimizers[0, 0], 9)), 2)
        return (
            f"After {steps}: mass = {a} + {b} · {name}, MSE = {loss} kg² (best {best});"
            f" the intercept is {off} kg off."
        )
