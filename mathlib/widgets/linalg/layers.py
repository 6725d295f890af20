"""A live figure of one layer: can it bend the plane until a straight line separates two moons?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from mathlib.datasets import two_moons
from mathlib.figures.plane import (
    Arrow,
    draw_arrow,
    draw_letter,
    draw_plane,
    lines_through_zero,
    set_letter,
)
from mathlib.formatting import format_number
from mathlib.linalg import layer
from mathlib.linalg.layers import identity, relu
from mathlib.probability.separation import best_line
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, slider

Activation = Callable[[np.ndarray], np.ndarray]


class LayerFold(LiveFigure):
    """One layer of two neurons, h = σ(Wx + b), on two moons of points: drag the rows of W.

    Each neuron is 0 on its line on the left and positive on the side of its arrow. On the right
    stand the outputs and the straight line that separates them best; on the left, shaded, what
    that line says about the inputs.

    You vary W, b and σ. Find out that without an activation no W helps, what two folds can do, and
    which bend separates the moons.

    >>> figure = LayerFold()
    >>> figure.set(activation="none")
    >>> figure.verdict.split(", with")[0]
    'Without an activation the best line separates 88 %'
    """

    title = "One layer on two moons"
    goal = "with one of the activations a straight line separates all points of the two moons"
    size = (9.0, 4.2)
    redraw_on = ("activation",)
    activations: dict[str, Activation] = {"none": identity, "ReLU": relu, "tanh": np.tanh}
    views = {"none": (-4.5, 4.5), "ReLU": (-0.4, 4.6), "tanh": (-1.25, 1.25)}
    """What the right panel shows, in both directions."""
    limit = 2.6
    names = ("w11", "w12", "w21", "w22", "b1", "b2")

    def __init__(self) -> None:
        points, self.classes = two_moons(100, 0.08, np.random.default_rng(0))
        self.points = points - [0.5, 0.25]  # the middle of the two moons comes to 0
        self.flat = best_line(self.points, self.classes).share
        axis = np.linspace(-self.limit, self.limit, 121)
        self.pixels = np.stack(np.meshgrid(axis, axis), axis=-1)
        start = self.setting("ReLU", 1.2, 0.4, -0.8, 1.2, 0.4, 0.4)
        labels = ("w₁₁", "w₁₂", "w₂₁", "w₂₂", "b₁", "b₂")
        super().__init__(
            {"activation": choice("activation σ", tuple(self.activations), "ReLU")}
            | {
                name: slider(label, start[name], -2.4, 2.4, 0.05)
                for name, label in zip(self.names, labels, strict=True)
            },
            handles=(
                Handle("w1", x="w11", y="w12", label="weights w₁ of neuron 1"),
                Handle("w2", x="w21", y="w22", label="weights w₂ of neuron 2"),
            ),
            presets={
                "only turned and stretched": start | {"activation": "none"},
                "folded by ReLU": start,
                "bent by tanh": start | {"activation": "tanh"},
                "separated by tanh": self.setting("tanh", 0.8, -0.4, 2.1, 0.0, 0.0, 0.0),
            },
        )

    def setting(self, activation: str, *numbers: float) -> dict[str, Any]:
        """Values of all controls: the activation, then W row by row, then b."""
        return {"activation": activation} | dict(zip(self.names, numbers, strict=True))

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        left, right = figure.subplots(1, 2)
        draw_plane(left, self.limit, "Inputs x; on its line a neuron is 0")
        low, high = self.views[state["activation"]]
        draw_plane(right, high, "Outputs σ(Wx + b), and the best line")
        right.set(xlim=(low, high), ylim=(low, high), xlabel="$h_1$", ylabel="$h_2$")
        self.grid = _mesh(self.limit)
        faint = {"color": "C5", "lw": 0.7, "alpha": 0.6, "zorder": 1}
        left.plot(*self.grid.T, **faint, label="_grid")
        (self.folded,) = right.plot([], [], **faint, label="_grid")
        self.shades = [
            left.plot([], [], color=c, lw=2.6, alpha=0.25, label="_side", zorder=0.5)[0]
            for c in ("C0", "C1")
        ]
        for shade in self.shades:
            shade.set(solid_capstyle="butt", antialiased=False)
        moving = [*self.shades, self.folded, *self.draw_neurons(left), *self.draw_outputs(right)]
        _draw_classes(left, self.points, self.classes)
        left.text(2.5, 2.25, "● upper", color="C0", ha="right")
        left.text(2.5, -2.45, "▲ lower", color="C1", ha="right")
        return moving

    def draw_neurons(self, ax: Axes) -> list[Artist]:
        """The row of W of each neuron as an arrow, and the line on which the neuron is 0."""
        looks = (("C2", "-", "1"), ("C3", "--", "2"))
        self.arrows = [draw_arrow(ax, color=c) for c, _, _ in looks]
        self.letters = [draw_letter(ax, f"w_{n}", color=c, size=15) for c, _, n in looks]
        self.lines = [
            ax.plot([], [], ls, color=c, label=f"neuron {n} is 0", zorder=3)[0]
            for c, ls, n in looks
        ]
        return [*self.lines, *self.arrows, *self.letters]

    def draw_outputs(self, ax: Axes) -> list[Artist]:
        """The outputs of both classes, the best line, and rings around what it gets wrong."""
        ink = ax.xaxis.label.get_color()
        self.outputs = _draw_classes(ax, np.zeros((1, 2)), np.zeros(1))
        (self.best,) = ax.plot([], [], color=ink, lw=2.5, label="best line", zorder=5)
        (self.wrong,) = ax.plot([], [], "o", color=ink, mfc="none", ms=12, label="wrong side")
        return [*self.outputs, self.best, self.wrong]

    def update(self, state: Mapping[str, Any]) -> None:
        numbers = np.array([state[name] for name in self.names])
        self.W, self.b = numbers[:4].reshape(2, 2), numbers[4:]
        self.sigma = self.activations[state["activation"]]
        for w, b, arrow, letter, line in zip(
            self.W, self.b, self.arrows, self.letters, self.lines, strict=True
        ):
            _move_neuron(w, b, arrow, letter, line)
        outputs = layer(self.points, self.W, self.b, self.sigma)
        folded = layer(np.nan_to_num(self.grid), self.W, self.b, self.sigma)
        self.folded.set_data(*np.where(np.isnan(self.grid), np.nan, folded).T)
        for number, line in enumerate(self.outputs):
            line.set_data(*outputs[self.classes == number].T)
        self.separate(outputs)
        self.goal_reached = bool(self.share == 1)
        self.verdict = self.say(state["activation"])

    def separate(self, outputs: np.ndarray) -> None:
        """Find the best line, draw it, and shade its two sides among the inputs."""
        normal, offset, self.share = best_line(outputs, self.classes)
        along = np.array([-normal[1], normal[0]])
        self.best.set_data(*(offset * normal + np.outer([-20, 20], along)).T)
        wrong = (outputs @ normal > offset) != self.classes
        self.wrong.set_data(*outputs[wrong].T)
        sides = layer(self.pixels, self.W, self.b, self.sigma) @ normal > offset
        for number, shade in enumerate(self.shades):
            shade.set_data(*_stripes(self.pixels, sides == number).T)

    def say(self, activation: str) -> str:
        """How many points the line separates, and how many without an activation."""
        share, flat = (f"{100 * s:.0f} %" for s in (self.share, self.flat))
        if activation == "none" and self.share < self.flat:
            det = format_number(np.linalg.det(self.W).round(9), 2)
            return (
                f"Without an activation the best line separates {share}: det W = {det} flattens"
                f" the plane, and a W that does not gives {flat}."
            )
        if activation == "none":
            return (
                f"Without an activation the best line separates {share}, with any b and any W with"
                " det W ≠ 0: turned, stretched and shifted, a line is still a line."
            )
        told = f"With {activation} the best line separates {share}, without an activation {flat}"
        return f"{told}: {self.say_border(activation)}."

    def say_border(self, activation: str) -> str:
        """How the line that separates the outputs looks among the inputs."""
        if not self.W.any():
            return "W = 0 gives the same outputs for all inputs, and nothing to separate"
        if np.linalg.det(self.W).round(9) == 0:
            return "det W = 0 flattens the plane, so among the inputs all borders are straight"
        if activation == "ReLU":
            return "two ReLU neurons bend the border one way at most, and here it would need an S"
        return (
            f"seen among the inputs, that line is bent{' into an S' if self.goal_reached else ''}"
        )


def _draw_classes(ax: Axes, points: np.ndarray, classes: np.ndarray) -> list[Line2D]:
    """The points of both classes, each in its colour and with its marker."""
    looks = (("o", "C0", "upper moon"), ("^", "C1", "lower moon"))
    return [
        ax.plot(
            *points[classes == n].T, m, color=c, ms=5, mec=ax.get_facecolor(), mew=0.4, label=name
        )[0]
        for n, (m, c, name) in enumerate(looks)
    ]


def _move_neuron(w: np.ndarray, b: float, arrow: Arrow, letter: Line2D, line: Line2D) -> None:
    """Put the arrow of weights w, and the line w · x + b = 0; there is none if w is 0."""
    arrow.set_vector(w)
    set_letter(letter, w)
    foot = -b * w / (w @ w) if w.any() else np.full(2, np.nan)
    line.set_data(*(foot + lines_through_zero([[-w[1], w[0]]], 8)[:2]).T)


def _stripes(pixels: np.ndarray, shaded: np.ndarray) -> np.ndarray:
    """Row by row, from where to where a region of a map is shaded: (n, 2) with rows of NaN.

    Drawn as thick lines this takes a tenth of the time of an image.
    """
    rows, columns = np.nonzero(np.diff(np.pad(shaded, ((0, 0), (1, 1))).astype(int), axis=1))
    ends = pixels[rows, np.minimum(columns, shaded.shape[1] - 1)].reshape(-1, 2, 2)
    return np.concatenate([ends, np.full((len(ends), 1, 2), np.nan)], axis=1).reshape(-1, 2)


def _mesh(limit: float) -> np.ndarray:
    """A grid of lines that can be bent: many points (n, 2) on each, rows of NaN between them."""
    along = np.append(np.linspace(-limit, limit, 41), np.nan)
    places = np.arange(-2.5, 2.6, 0.5)
    upright = np.stack(np.broadcast_arrays(places[:, None], along), axis=-1)
    upright[:, -1] = np.nan
    return np.concatenate([upright, upright[..., ::-1]]).reshape(-1, 2)
