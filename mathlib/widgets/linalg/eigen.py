"""Live figures of repeating a matrix: which direction wins, and what many layers leave of x."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from mathlib.figures.paths import draw_bound, draw_history, draw_path, label_steps, set_history
from mathlib.figures.plane import (
    circle_points,
    draw_arrow,
    draw_directions,
    draw_letter,
    draw_plane,
    set_letter,
)
from mathlib.formatting import format_number
from mathlib.linalg import angle, diagonalize, power_iteration, rotation
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, play, slider, whole_slider

GOLDEN = (np.sqrt(5) - 1) / 2


class PowerIteration(LiveFigure):
    """Repeat a matrix on a start that is dragged: the strongest direction w₁ wins, and how fast.

    You vary the matrix, the start and the number of steps; the arrow, its trail and the angle to w₁
    follow. Find out that near w₁ each step leaves |λ₂/λ₁| of the angle, and when nobody wins.

    >>> figure = PowerIteration()
    >>> figure.set(x1=1.0, x2=-1.0)
    >>> figure.verdict.split(": ")[1]
    'after 4 steps x is 71.6° from w₁.'
    """

    title = "Power iteration"
    size = (9.0, 4.6)
    redraw_on = ("matrix",)
    budget = 40
    matrices = {
        "[[2, 1], [2, 3]]": np.array([[2.0, 1.0], [2.0, 3.0]]),
        "[[3.8, 0.1], [0.2, 3.9]]": np.array([[3.8, 0.1], [0.2, 3.9]]),
        "[[2, 1], [1, 1]]": np.array([[2.0, 1.0], [1.0, 1.0]]),
        "rotation by 40°": rotation(np.radians(40)),
    }

    def __init__(self) -> None:
        steps = whole_slider("step k", 4, 0, self.budget)
        first, slow, symmetric, turning = self.matrices
        start = {"x1": 1.0, "x2": -0.8}
        super().__init__(
            {
                "matrix": choice("matrix", tuple(self.matrices)),
                "x1": slider("start x₁", start["x1"], -1.4, 1.4, 0.01),
                "x2": slider("start x₂", start["x2"], -1.4, 1.4, 0.01),
                "steps": steps,
                "play": play(steps, 300),
            },
            handles=(Handle("start", x="x1", y="x2", axes=0, label="start vector"),),
            presets={
                "|λ₂/λ₁| = 0.25": {"matrix": first, **start, "steps": 12},
                "slow": {"matrix": slow, "x1": 1.0, "x2": 0.0, "steps": 40},
                "symmetric": {"matrix": symmetric, **start, "steps": 8},
                "rotation": {"matrix": turning, **start, "steps": 8},
                # no more steps: after 40 the trace that rounding leaves differs between machines
                "start on w₂": {"matrix": first, "x1": 1.0, "x2": -1.0, "steps": 12},
                "w₂ rounded": {"matrix": symmetric, "x1": GOLDEN, "x2": -1.0, "steps": 40},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        figure.subplots_adjust(wspace=0.28)
        left, right = figure.subplots(1, 2)
        self.A = self.matrices[state["matrix"]]
        self.pairs = diagonalize(self.A)
        draw_plane(left, 1.6, f"A: {state['matrix']}")
        left.plot(*circle_points().T, color="C5", lw=0.8, label="_circle")
        draw_directions(left, self.pairs)
        label_steps(right, self.budget + 1, "angle to the line w₁ (degrees)", (1e-9, 1e5))
        right.set(title="How far from the winner?", yticks=10.0 ** np.arange(-9, 2, 2))
        if self.pairs.kind == "complex":
            right.set(title="No winner: how far does a step turn?", ylabel="angle (degrees)")
        right.text(0.5, 0.93, "● angle", color="C0", transform=right.transAxes)
        right.text(0.5, 0.85, "▬ start · |λ₂/λ₁|ᵏ", color="C1", transform=right.transAxes)
        self.bound = draw_bound(right, "start · |λ₂/λ₁|ᵏ")
        self.history = draw_history(right, np.empty(0), label="angle")
        self.trail = draw_path(left, np.zeros((1, 2)), label="start, then length 1")
        self.arrow, self.letter = draw_arrow(left, color="C0"), draw_letter(left, "x_k", size=15)
        return [self.trail, self.arrow, self.letter, self.bound, self.history]

    def update(self, state: Mapping[str, Any]) -> None:
        start, k = np.array([state["x1"], state["x2"]]), state["steps"]
        path = self.follow(start)
        angles, rate = self.angles(path), power_iteration(self.A, [1.0, 0.0], 1).rate
        set_history(self.bound, np.outer(angles[:1], rate ** np.arange(self.budget + 1.0)).ravel())
        set_history(self.history, np.maximum(angles[: k + 1], 1e-12))
        self.trail.set_data(*np.array([start, *path[: k + 1]]).T)
        tip = path[k] if len(path) else np.zeros(2)
        self.arrow.set_vector(tip)
        set_letter(self.letter, tip)
        self.verdict = self.say(start, k, angles, rate)

    def follow(self, start: np.ndarray) -> np.ndarray:
        """The vectors of the whole budget, made length 1: (budget + 1, 2), none for the start 0."""
        if not start.any():
            return np.empty((0, 2))
        path = power_iteration(self.A, start, maxiter=self.budget, tol=1e-300).path
        return np.concatenate([path, np.repeat(path[-1:], self.budget + 1 - len(path), axis=0)])

    def angles(self, path: np.ndarray) -> np.ndarray:
        """Degrees from each x to the line of w₁; to the next x if there is no winner."""
        if not len(path):
            return np.empty(0)
        if self.pairs.kind == "complex":
            return np.degrees(angle(path, path @ self.A.T))
        winner = self.pairs.W[:, 0]
        return np.degrees(np.minimum(angle(path, winner), angle(path, -winner)))

    def say(self, start: np.ndarray, k: int, angles: np.ndarray, rate: float) -> str:
        """How far the winner is, and how fast it comes nearer; or why it does not."""
        if not len(angles):
            return "The start is the zero vector, which has no direction: drag it away from 0."
        steps = "1 step" if k == 1 else f"{k} steps"
        far, left = format_number(np.round(angles[k], 12), 3), format_number(rate, 3)
        if self.pairs.kind == "complex":
            return f"No winner, both |λ| are equal: after {steps} the next still turns x by {far}°."
        where = "w₁, as far as 16 digits tell" if angles[k] < 1e-11 else f"{far}° from w₁"
        shares = np.abs(np.linalg.solve(self.pairs.W, start))
        if shares[0] < 1e-12 * shares[1]:
            paper = "On paper the share of w₁ is 0; rounding may bring in a trace of it"
            return f"{paper}: after {steps} x is {where}."
        return (
            f"After {steps} x is {where}; near w₁ each step leaves |λ₂/λ₁| = {left} of the angle."
        )


class MatrixPowers(LiveFigure):
    """The same matrix, layer after layer: the largest |λ| decides whether a signal survives.

    You vary the largest |λ|, the signal and the number of layers; its trail and its length follow.
    Find out that 0.9 and 1.1 make all the difference after 50 layers, and that a shear may grow
    first.

    >>> figure = MatrixPowers()
    >>> figure.set(radius=1.1, layers=50)
    >>> figure.verdict
    'Largest |λ| = 1.1: after 50 layers x is 117 times as long; it explodes.'
    """

    title = "Layer after layer with the same matrix"
    size = (9.0, 4.6)
    redraw_on = ("matrix",)
    budget = 50
    matrices = {
        "rotation": rotation(np.radians(20)),
        "[[2, 1], [2, 3]] / 4": np.array([[2.0, 1.0], [2.0, 3.0]]) / 4,
        "shear": np.array([[1.0, 2.0], [0.0, 1.0]]),
    }

    def __init__(self) -> None:
        layers = whole_slider("layers k", 20, 0, self.budget)
        turn, stretch, shear = self.matrices
        turning = {"matrix": turn, "x1": 1.0, "x2": 3.0, "layers": 50}
        far, aside = {**turning, "x1": 4.0, "x2": -2.5}, {**turning, "x1": 0.0, "x2": 1.5}
        super().__init__(
            {
                "matrix": choice("A is ρ times", tuple(self.matrices)),
                "radius": slider("ρ, the largest |λ|", 0.9, 0.8, 1.2, 0.01),
                "x1": slider("x₁", 1.0, -5, 5, 0.05),
                "x2": slider("x₂", 3.0, -5, 5, 0.05),
                "layers": layers,
                "play": play(layers),
            },
            handles=(Handle("start", x="x1", y="x2", axes=0, label="the signal x"),),
            presets={
                "ρ = 0.9": {**turning, "radius": 0.9},
                "ρ = 1": {**turning, "radius": 1.0},
                "ρ = 1.1": {**turning, "radius": 1.1},
                "one direction is left": {**far, "matrix": stretch, "radius": 1.0},
                "grows, then dies": {**aside, "matrix": shear, "radius": 0.8},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        figure.subplots_adjust(wspace=0.28)
        left, right = figure.subplots(1, 2)
        draw_plane(left, 6, "The signal: drag x")
        draw_directions(left, diagonalize(self.matrices[state["matrix"]]))
        label_steps(right, self.budget + 1, "length (log scale)", (1e-6, 1e6))
        right.set(title="How long is it?", xlabel="layer k")
        right.text(0.03, 0.94, "● ‖Aᵏx‖", color="C0", transform=right.transAxes)
        right.text(0.03, 0.86, "▬ ρᵏ ‖x‖", color="C1", transform=right.transAxes)
        self.bound = draw_bound(right, "ρᵏ ‖x‖")
        self.lengths = draw_history(right, np.empty(0), label="length")
        self.trail = draw_path(left, np.zeros((1, 2)), label="x, Ax, A²x, …")
        self.letter = draw_letter(left, "x")
        return [self.trail, self.letter, self.bound, self.lengths]

    def update(self, state: Mapping[str, Any]) -> None:
        radius, k = state["radius"], state["layers"]
        A = radius * self.matrices[state["matrix"]]
        path = [np.array([state["x1"], state["x2"]])]
        for _ in range(self.budget):
            path.append(A @ path[-1])
        lengths = np.linalg.norm(path, axis=-1)
        set_history(self.bound, lengths[0] * radius ** np.arange(self.budget + 1.0))
        set_history(self.lengths, lengths[: k + 1])
        self.trail.set_data(*np.array(path[: k + 1]).T)
        set_letter(self.letter, path[0])
        self.verdict = self.say(np.round(radius, 9), k, lengths, state["matrix"] == "shear")

    def say(self, radius: float, k: int, lengths: np.ndarray, shear: bool) -> str:
        """How long the signal is after k layers, and what becomes of it after all of them."""
        if not lengths[0]:
            return "x is the zero vector: every layer leaves it at 0; drag it away."
        times = lengths / lengths[0]
        layers = "1 layer" if k == 1 else f"{k} layers"
        told = f"Largest |λ| = {format_number(radius)}: after {layers} x is {_as_long(times[k])}"
        then = f", after {self.budget} layers {_as_long(times[-1])}" if k < self.budget else ""
        return f"{told}{then}; {fate(radius, times, shear)}."


def _as_long(times: float) -> str:
    number = format_number(times, 3)
    return "as long as before" if number == "1" else f"{number} times as long"


def fate(radius: float, times: np.ndarray, shear: bool) -> str:
    """What becomes of a signal whose length is ``times`` the first, layer by layer.

    >>> fate(0.5, np.array([1.0, 0.5, 0.05]), shear=False)
    'it dies out'
    """
    top, layers, last = int(np.argmax(times)), len(times) - 1, times[-1]
    if radius < 1 and times[top] > 1.5:
        if top == layers:
            return f"it still grows at layer {layers}, and dies out only later"
        return f"it grows to {format_number(times[top], 3)} times at layer {top} before it dies out"
    if radius < 1:
        return "it dies out" if last < 0.1 else "it dies out only later"
    if last < 0.1:
        few = "little is left: it has hardly a share of the strongest direction"
        return "it passes near 0 and grows again" if shear else few
    if last <= 10:
        return f"it survives these {layers} layers"
    return "it explodes" if radius > 1 else "it grows though no |λ| is above 1: w₂ is missing"
