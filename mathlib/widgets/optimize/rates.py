"""Live figures of the speed of gradient descent: condition number and learning rate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure

from mathlib.figures.paths import draw_bound, draw_history, draw_path, label_steps, set_history
from mathlib.formatting import format_beside, format_number
from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives import quadratic
from mathlib.optimize.optimizers import gradient_descent
from mathlib.optimize.rates import best_learning_rate, contraction_factor, steps_to
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import log_slider, slider


class ConditionNumber(LiveFigure):
    """The zig-zag in a narrow valley, and the bound on its speed against what happens.

    The valley is ½(x₁² + κ x₂²), so the curvatures are 1 and κ.

    You vary κ, η and the start; the path and its distance follow, beside the bound ρᵏ. Find out why
    a narrow valley is slow with every η, and which η is best.

    >>> figure = ConditionNumber()
    >>> figure.set(kappa=1.0, learning_rate=1.0)
    >>> figure.verdict
    'κ = 1, η·λ_max = 1: one step is enough. Best fixed η: 1.'
    """

    title = "Condition number and zig-zag"
    steps = 60

    def __init__(self) -> None:
        super().__init__(
            {
                "kappa": log_slider("condition number κ", 10.0, 0, 2),
                "learning_rate": log_slider("learning rate η", 0.18, -3, 0.4, 0.01),
                "x1": slider("start x₁", 9.0, -10, 10, 0.1),
                "x2": slider("start x₂", 3.0, -7, 7, 0.1),
            },
            handles=(Handle("start", x="x1", y="x2", axes=0, label="start in the valley"),),
            presets={
                "κ = 1: one step": {"kappa": 1.0, "learning_rate": 1.0},
                "κ = 10, best η": {
                    "kappa": 10.0,
                    "learning_rate": best_learning_rate(np.array([1, 10])),
                },
                "κ = 100, best η": {
                    "kappa": 100.0,
                    "learning_rate": best_learning_rate(np.array([1, 100])),
                },
                "κ = 10, η = 2/κ": {"kappa": 10.0, "learning_rate": 0.2},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        left, right = figure.subplots(1, 2, width_ratios=(1.3, 1))
        left.set(xlim=(-10, 10), ylim=(-7, 7), aspect="equal", xlabel="$x_1$", ylabel="$x_2$")
        left.set_title("Level lines and path")
        self.rings = left.plot(
            [], [], color=left.xaxis.label.get_color(), lw=0.8, label="level lines"
        )[0]
        self.path = draw_path(left, np.zeros((1, 2)))
        label_steps(right, self.steps, "distance / distance at start", (1e-8, 1e3))
        right.set_title("What happens, and the bound")
        self.bound = draw_bound(right, "bound")
        self.error = draw_history(right, np.empty(0), color="C0", label="error", ms=3)
        right.text(0.98, 0.95, "● what happens", color="C0", transform=right.transAxes, ha="right")
        right.text(0.98, 0.87, "▬ bound ρᵏ", color="C1", transform=right.transAxes, ha="right")
        return [self.rings, self.path, self.bound, self.error]

    def update(self, state: Mapping[str, Any]) -> None:
        kappa, rate = state["kappa"], state["learning_rate"]
        start = np.array([state["x1"], state["x2"]])
        run = minimize(
            quadratic([1.0, kappa]), start, gradient_descent(rate), maxiter=self.steps, gtol=1e-12
        )
        curvatures = np.array([1.0, kappa])
        factor = contraction_factor(curvatures, rate).item()
        self.rings.set_data(*_ellipses(kappa))
        self.path.set_data(run.path[:, 0], run.path[:, 1])
        distance = np.linalg.norm(run.path, axis=-1)
        set_history(self.error, distance / max(distance[0], 1e-12))
        set_history(self.bound, factor ** np.arange(self.steps + 1.0))
        best = format_number(best_learning_rate(curvatures), 3)
        product = format_beside(round(rate * kappa, 9), 2, 3)
        self.verdict = (
            f"κ = {kappa:.3g}, η·λ_max = {product}: {self.speed(round(factor, 9))}."
            f" Best fixed η: {best}."
        )

    def speed(self, factor: float) -> str:
        """What the contraction factor means for the error."""
        number = format_beside(factor, 1, 3)
        if factor == 0:
            return "one step is enough"
        if factor < 1:
            return f"each step leaves at most the share {number} of the error"
        if factor == 1:
            return "in the worst direction the error neither shrinks nor grows"
        return f"in the worst direction each step multiplies the error by {number}"


def _ellipses(kappa: float) -> tuple[np.ndarray, np.ndarray]:
    """Level lines of ½(x₁² + κ x₂²), joined into one line that is broken by NaN."""
    turn = np.append(np.linspace(0, 2 * np.pi, 121), np.nan)
    radii = np.array([1.0, 2, 4, 6, 8, 10])[:, None]
    return (radii * np.cos(turn)).ravel(), (radii * np.sin(turn) / np.sqrt(kappa)).ravel()


class RateMap(LiveFigure):
    """How many steps to shrink the error a millionfold, for every η and every κ.

    Drag the point: the right panel runs gradient descent there, on curvatures 1 and κ.

    Find out that the best η follows the edge η = 2/κ closely, and that on it the steps needed grow
    in proportion to κ.

    >>> RateMap().verdict[:24]
    'η = 0.1, κ = 10: each st'
    """

    title = "Steps needed, by learning rate and condition number"
    tolerance = 1e-6
    steps = 700

    def __init__(self) -> None:
        super().__init__(
            {
                "learning_rate": log_slider("learning rate η", 0.1, -3, 0.5, 0.01),
                "kappa": log_slider("condition number κ", 10.0, 0, 3),
            },
            handles=(
                Handle(
                    "setting", x="learning_rate", y="kappa", axes=0, label="learning rate and κ"
                ),
            ),
            presets={
                "on the best line, κ = 10": {"learning_rate": 2 / 11, "kappa": 10.0},
                "on the best line, κ = 100": {"learning_rate": 2 / 101, "kappa": 100.0},
                "over the edge": {"learning_rate": 0.25, "kappa": 10.0},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        figure.subplots_adjust(wspace=0.3)
        left, right = figure.subplots(1, 2, width_ratios=(1.3, 1))
        rates, kappas = np.logspace(-3, 0.5, 141), np.logspace(0, 3, 121)
        eigenvalues = np.stack([np.ones_like(kappas), kappas], axis=-1)[:, None, :]
        steps = steps_to(self.tolerance, contraction_factor(eigenvalues, rates))
        shown = np.ma.masked_invalid(steps)
        mesh = left.pcolormesh(rates, kappas, shown, norm=LogNorm(1, 1e5), cmap="cividis_r")
        figure.colorbar(mesh, ax=left, label="steps to 10⁻⁶", pad=0.02)
        left.plot(2 / (1 + kappas), kappas, color="#ffffff", lw=3, label="_halo")
        left.plot(2 / (1 + kappas), kappas, "--", color="#000000", lw=1.5, label="best η")
        left.plot(2 / kappas, kappas, color="C0", lw=2.5, label="edge η = 2/κ")
        left.text(0.0012, 1.4, "dashed: best η, solid: edge", color="#ffffff")
        left.text(0.95, 0.93, "diverges", transform=left.transAxes, ha="right", va="top")
        left.set(xscale="log", yscale="log", xlim=(1e-3, 10**0.5), ylim=(1, 1e3))
        left.set(xlabel="learning rate η", ylabel="condition number κ", title="Steps needed")
        label_steps(right, self.steps, "distance / distance at start", (1e-7, 1e2))
        right.set_title("A run at your setting")
        right.axhline(self.tolerance, color="C2", lw=1.5, label="_goal")
        right.text(0.98 * self.steps, 1.3e-6, "10⁻⁶", color="C2", ha="right", va="bottom")
        self.error = draw_history(right, np.empty(0), color="C0", label="error", marker="")
        self.here = left.plot([1], [1], "o", ms=6, color="C0", label="your setting")[0]
        return [self.error, self.here]

    def update(self, state: Mapping[str, Any]) -> None:
        rate, kappa = state["learning_rate"], state["kappa"]
        factor = round(contraction_factor(np.array([1.0, kappa]), rate).item(), 12)
        run = minimize(
            quadratic([1.0, kappa]),
            [1.0, 1.0],
            gradient_descent(rate),
            maxiter=self.steps,
            gtol=1e-12,
        )
        set_history(self.error, np.linalg.norm(run.path, axis=-1) / np.sqrt(2))
        self.here.set_data([rate], [kappa])
        needed = steps_to(self.tolerance, factor)
        outcome = (
            f"about {needed:,.0f} steps to 10⁻⁶" if factor < 1 else "no number of steps is enough"
        )
        self.verdict = (
            f"η = {rate:.3g}, κ = {kappa:.3g}: each step multiplies the distance in the worst"
            f" direction by {format_beside(factor, 1, 3)}: {outcome}."
        )
