"""A live figure of stopping rules: who stops too early, and how far from the minimum."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from mathlib.figures.paths import draw_history, label_steps, set_history
from mathlib.formatting import format_number
from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives import parabola, plateau, quadratic
from mathlib.optimize.optimizers import gradient_descent
from mathlib.widgets.live import LiveFigure
from mathlib.widgets.live.controls import choice, log_slider


class StoppingRules(LiveFigure):
    """Four ways to decide that it is enough, side by side on one run.

    You vary η, ε and the function; the marks show where each rule stops. Find out that small steps
    are no sign of a minimum, and that no rule is right for every function.

    >>> figure = StoppingRules()
    >>> figure.set(learning_rate=1e-6)
    >>> figure.verdict
    'Stopped farthest away: |Δx| ≤ ε and |Δf| ≤ ε after 1 step, still 10 from the minimum.'
    """

    title = "Stopping rules"
    redraw_on = ("function",)
    budget = 300
    functions = {
        "parabola": (parabola, [10.0]),
        "narrow valley": (quadratic([1.0, 100.0]), [9.0, 1.0]),
        "plateau": (plateau, [4.0, 1.0]),
    }
    rules = (
        ("‖∇f‖ ≤ ε", "o", "C0"),
        ("|Δx| ≤ ε", "s", "C1"),
        ("|Δf| ≤ ε", "^", "C2"),
        ("budget", "D", "C3"),
    )

    def __init__(self) -> None:
        super().__init__(
            {
                "function": choice("function", tuple(self.functions)),
                "learning_rate": log_slider("learning rate η", 0.02, -6, 0),
                "tolerance": log_slider("tolerance ε", 1e-3, -8, -1),
            },
            presets={
                "η = 0.1": {"function": "parabola", "learning_rate": 0.1, "tolerance": 1e-3},
                "η = 10⁻⁶": {"function": "parabola", "learning_rate": 1e-6, "tolerance": 1e-3},
                "narrow valley": {
                    "function": "narrow valley",
                    "learning_rate": 0.01,
                    "tolerance": 1e-3,
                },
                "plateau": {"function": "plateau", "learning_rate": 0.3, "tolerance": 1e-2},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        figure.subplots_adjust(wspace=0.4)
        left, right = figure.subplots(1, 2, width_ratios=(1.3, 1))
        ink = left.xaxis.label.get_color()
        label_steps(left, self.budget * 1.06, "distance to the minimum", (1e-9, 1e2))
        left.set_title(f"One run on the {state['function']}")
        self.error = draw_history(left, np.empty(0), color=ink, label="distance", marker="")
        self.stops = [
            left.plot([], [], marker, ms=11, color=color, label=f"stop by {name}", zorder=5)[0]
            for name, marker, color in self.rules
        ]
        names = [name for name, _, _ in self.rules]
        right.set(
            xscale="log", xlim=(1e-9, 1e2), ylim=(3.5, -0.5), xlabel="distance left at the stop"
        )
        right.set_yticks(range(4), names)
        right.set_title("Too early? (no mark: never)")
        right.grid(True, axis="x", alpha=0.6)
        self.left = [
            right.plot([], [], marker, ms=11, color=color, label=f"left by {name}")[0]
            for name, marker, color in self.rules
        ]
        return [self.error, *self.stops, *self.left]

    def update(self, state: Mapping[str, Any]) -> None:
        objective, start = self.functions[state["function"]]
        run = minimize(
            objective,
            start,
            gradient_descent(state["learning_rate"]),
            maxiter=self.budget,
            gtol=1e-12,
        )
        rest = [] if run.status == "diverged" else [run.x] * (self.budget - int(run.nit))
        path = np.array([*run.path, *rest])
        distance = np.linalg.norm(path - objective.minimizers[0], axis=-1)
        set_history(self.error, np.maximum(distance, 1e-12))
        stops = self.first_stops(objective, path, state["tolerance"])
        for row, k in enumerate(stops):
            far = [] if k is None else [max(distance[k], 1e-9)]
            self.stops[row].set_data([] if k is None else [k], far)
            self.left[row].set_data(far, [row] * len(far))
        self.verdict = self.say([name for name, *_ in self.rules], stops, distance)

    def say(self, names: list[str], stops: list[int | None], distance: np.ndarray) -> str:
        """Which rules left the run farthest from the minimum."""
        fired = {name: k for name, k in zip(names, stops, strict=True) if k is not None}
        if not fired:
            return (
                f"Diverges: no tolerance is ever met; only the budget of {self.budget} steps,"
                " or a bound on x, ends such a run."
            )
        far = max(distance[k] for k in fired.values())
        worst = {name: k for name, k in fired.items() if distance[k] == far}
        step = min(worst.values())
        steps = "1 step" if step == 1 else f"{step} steps"
        return (
            f"Stopped farthest away: {' and '.join(worst)} after {steps},"
            f" still {format_number(far, 3)} from the minimum."
        )

    def first_stops(self, objective: Any, path: np.ndarray, tolerance: float) -> list[int | None]:
        """The step at which each rule first holds, None where it never does."""
        slope = np.linalg.norm(objective.gradient(path), axis=-1)
        move = np.linalg.norm(np.diff(path, axis=0), axis=-1)
        gain = np.abs(np.diff(objective(path)))
        holds = (
            slope <= tolerance,
            np.append(False, move <= tolerance),
            np.append(False, gain <= tolerance),
        )
        spent = self.budget if len(path) > self.budget else None
        return [int(np.argmax(h)) if h.any() else None for h in holds] + [spent]
