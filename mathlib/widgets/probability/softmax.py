"""A live figure of softmax: logits become probabilities, and these a loss."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mathlib.figures.bars import draw_bars, draw_frames, set_heights
from mathlib.figures.functions import draw_tangent, set_tangent
from mathlib.formatting import format_number
from mathlib.probability.losses import categorical_cross_entropy, categorical_cross_entropy_gradient
from mathlib.probability.sigmoid_softmax import softmax
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, log_slider, slider

CLASSES = ("class 1", "class 2", "class 3")
LOW = "₁₂₃"


class SoftmaxTemperature(LiveFigure):
    """Three logits, a temperature, the right class: the probabilities and the loss.

    You set the dashed bars z; the filled ones are z + c, and softmax does not care about c.

    You vary z, T, c and the right class; the shares, the loss and its tangent follow. Find out that
    T sharpens or levels, that the slope is p − y over T, and that c changes nothing.

    >>> figure = SoftmaxTemperature()
    >>> figure.set(z1=0.0, z2=0.0, z3=0.0)
    >>> figure.verdict.partition("; ")[0]
    'p = (0.333, 0.333, 0.333), so the loss −ln p₁ is 1.1'
    """

    title = "Softmax, temperature and loss"
    redraw_on = ("right",)
    most = 12.0
    """The largest loss that is drawn."""
    reach = 9.2

    def __init__(self) -> None:
        start = {"z1": 2.0, "z2": 1.0, "z3": -1.0}
        plain = {**start, "temperature": 1.0, "right": CLASSES[0], "shift": 0.0}
        super().__init__(
            {
                "right": choice("right class", CLASSES),
                **{
                    name: slider(f"logit z{LOW[i]}", z, -6.0, 6.0, 0.05)
                    for i, (name, z) in enumerate(start.items())
                },
                "temperature": log_slider("temperature T", 1.0, -1.4, 1.4, 0.01),
                "shift": slider("add c to all", 0.0, -3.0, 3.0, 0.05),
            },
            handles=tuple(
                Handle(name, y=name, axes=0, label=f"logit z{LOW[i]}")
                for i, name in enumerate(start)
            ),
            presets={
                "c = 3: nothing new": {**plain, "shift": 3.0},
                "T = 0.1: sure": {**plain, "temperature": 0.1},
                "T = 10: even": {**plain, "temperature": 10.0},
                "right, but third": {**plain, "right": CLASSES[2]},
                "sure and wrong": {**plain, "right": CLASSES[2], "z1": 6.0, "z3": -4.0},
                "all logits equal": {**plain, "z1": 1.0, "z2": 1.0, "z3": 1.0},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        self.right = CLASSES.index(state["right"])
        self.label = np.eye(3)[self.right]
        figure.subplots_adjust(wspace=0.36, left=0.085)
        left, middle, right = figure.subplots(1, 3, width_ratios=(1, 1, 1.15))
        return [*self.draw_logits(left), *self.draw_shares(middle), *self.draw_loss(right)]

    def draw_logits(self, ax: Axes) -> list[Artist]:
        """Prepare the logits as they are set, and with c added."""
        self.logits = draw_bars(ax, range(3), np.zeros(3), color="C1", width=0.6)
        self.frames = draw_frames(ax, range(3), np.zeros(3), width=0.6)
        ax.axhline(0, color=ax.xaxis.label.get_color(), lw=1, label="_zero")
        ax.set_xticks(range(3), [f"z{low}" for low in LOW])
        ax.set(ylim=(-self.reach, self.reach), xlabel="class", ylabel="logit")
        ax.set(title="▮ z + c, dashed: your z", yticks=range(-9, 10, 3))
        ax.grid(True, axis="y", alpha=0.6)
        return [*self.logits, *self.frames]

    def draw_shares(self, ax: Axes) -> list[Artist]:
        """Mark the right class; prepare the probabilities."""
        ink = ax.xaxis.label.get_color()
        ax.plot(range(3), self.label, "_", color=ink, ms=36, mew=2.5, label="y, one-hot", zorder=4)
        self.shares = draw_bars(ax, range(3), np.zeros(3), color="C0", width=0.6)
        ax.set_xticks(range(3), [f"p{low}" for low in LOW])
        ax.set(ylim=(-0.03, 1.06), xlabel="class", ylabel="probability")
        ax.set_title("▮ p and — y (one-hot)")
        ax.grid(True, axis="y", alpha=0.6)
        return list(self.shares)

    def draw_loss(self, ax: Axes) -> list[Artist]:
        """Prepare the loss against the logit of the right class."""
        low = LOW[self.right]
        self.grid = np.linspace(-self.reach, self.reach, 241)
        ink = ax.xaxis.label.get_color()
        (self.curve,) = ax.plot([], [], color=ink, lw=2, label=f"loss −ln p{low}", zorder=3)
        self.tangent = draw_tangent(ax)
        (self.here,) = ax.plot([], [], "o", color="C0", ms=9, label="your loss", zorder=5)
        ax.set(xlim=(-self.reach, self.reach), ylim=(-0.4, self.most), xticks=range(-9, 10, 3))
        ax.set(xlabel=f"z{low} + c, other z fixed", ylabel=f"loss −ln p{low} (nats)")
        ax.set_title(f"Tangent: slope (p{low} − y{low})/T")
        ax.grid(True, alpha=0.6)
        return [self.curve, self.tangent, self.here]

    def update(self, state: Mapping[str, Any]) -> None:
        z, t = np.array([state[f"z{i}"] for i in (1, 2, 3)]), state["temperature"]
        moved = z + state["shift"]
        p = softmax(moved / t)
        loss = float(self.loss(moved / t))
        gradient = categorical_cross_entropy_gradient(moved / t, self.label) / t
        set_heights(self.logits, moved)
        set_heights(self.frames, z)
        set_heights(self.shares, p)
        for i, logit in enumerate(z):
            self.place(f"z{i + 1}", i, logit)
        self.show_loss(moved, t, loss, gradient[self.right])
        self.verdict = self.say(p, loss, gradient, t, state["shift"])

    def loss(self, logits: np.ndarray) -> np.ndarray:
        """−ln of the probability of the right class, for logits (…, 3)."""
        return categorical_cross_entropy(logits, np.broadcast_to(self.label, logits.shape), "none")

    def show_loss(self, moved: np.ndarray, t: float, loss: float, slope: float) -> None:
        """Draw the loss as a function of the right logit, and where it is now."""
        logits = np.repeat(moved[None], len(self.grid), axis=0)
        logits[:, self.right] = self.grid
        self.curve.set_data(self.grid, self.loss(logits / t))
        set_tangent(self.tangent, moved[self.right], loss, slope)
        self.here.set_data([moved[self.right]], [min(loss, self.most)])
        self.here.set_marker("o" if loss <= self.most else "^")

    def say(self, p: np.ndarray, loss: float, gradient: np.ndarray, t: float, c: float) -> str:
        """Probabilities, loss and gradient; and that c changes none of them."""
        shares, slopes = (", ".join(_short(v) for v in row) for row in (p, gradient))
        formula = "p − y" if np.isclose(t, 1) else "(p − y)/T"
        above = ", beyond the picture" if loss > self.most else ""
        shift = format_number(c, 3)
        along = "; the curve moves along with its point"
        added = f"; the added c = {shift} changes none of this{along}" if abs(c) > 1e-9 else ""
        return (
            f"p = ({shares}), so the loss −ln p{LOW[self.right]} is {_short(loss)}{above};"
            f" its gradient by the logits, {formula}, is ({slopes}){added}."
        )


def _short(value: float) -> str:
    """Three digits; ≈ before a whole number: no probability, loss or slope here is exactly one."""
    nearest = float(np.round(value)) + 0.0
    near = abs(value - nearest) < 5e-4
    return f"≈{nearest:g}" if near else format_number(value, 3)
