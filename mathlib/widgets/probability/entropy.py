"""A live figure of entropy, cross-entropy and KL divergence, with the loss of a sample."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mathlib.figures.bars import draw_bars, draw_frames, set_heights
from mathlib.formatting import format_number
from mathlib.probability.distributions import categorical
from mathlib.probability.information import cross_entropy, entropy, kl_divergence
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, count_slider, slider, whole_slider

TRUTHS = {
    "skewed": (0.5, 0.25, 0.125, 0.125),
    "fair": (0.25, 0.25, 0.25, 0.25),
    "certain": (1.0, 0.0, 0.0, 0.0),
}
CLASSES = 4
MOST = 10_000
"""The largest sample."""


@cache
def labels(truth: str, number: int) -> np.ndarray:
    """Labels drawn from a truth, for the sample with that number; a smaller one is its beginning.

    >>> labels("certain", 1)[:3]
    array([0, 0, 0])
    """
    return categorical(CLASSES).sample(TRUTHS[truth], MOST, np.random.default_rng(number))


class EntropyBars(LiveFigure):
    """What it costs to believe q where p is true: drag the bars of q.

    You set the dashed bars w; q are their shares, w / Σw, so that they add up to 1. No bar reaches
    0: a class that comes, but that q calls impossible, would cost infinitely much.

    The costs on the right follow. Find out that q = p is cheapest, that the rest is KL(p‖q), and
    that the loss of a sample is a cross-entropy as well.

    >>> figure = EntropyBars()
    >>> figure.set(w1=0.5, w2=0.25, w3=0.125, w4=0.125)
    >>> figure.verdict.partition(";")[0]
    'CE(p, q) = 1.213 nats = H(p), and KL(p‖q) = 0, since q = p'
    """

    title = "Entropy, cross-entropy and KL divergence"
    redraw_on = ("truth",)

    def __init__(self) -> None:
        weights = {f"w{i}": (f"w{'₁₂₃₄'[i - 1]}", w) for i, w in enumerate((0.1, 0.2, 0.3, 0.4), 1)}
        same = _weights(0.5, 0.25, 0.125, 0.125)
        super().__init__(
            {
                "truth": choice("truth p", tuple(TRUTHS)),
                **{k: slider(name, w, 0.02, 1.0, 0.005) for k, (name, w) in weights.items()},
                "n": count_slider("labels n", 10.0, 0, 4),
                "number": whole_slider("sample no.", 1, 1, 20),
            },
            handles=tuple(
                Handle(name, y=name, axes=0, label=f"height of {label}")
                for name, (label, _) in weights.items()
            ),
            presets={
                "q = p": {"truth": "skewed", **same, "n": 10.0},
                "q = p, n = 10⁴": {"truth": "skewed", **same, "n": 1e4},
                "q even, p skewed": {"truth": "skewed", **_weights(0.25, 0.25, 0.25, 0.25)},
                "p even, q sure": {"truth": "fair", **_weights(1.0, 0.02, 0.02, 0.02)},
                "one-hot p": {"truth": "certain", **_weights(0.4, 0.3, 0.2, 0.1)},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        self.p = np.array(TRUTHS[state["truth"]])
        figure.subplots_adjust(wspace=0.36)
        left, right = figure.subplots(1, 2, width_ratios=(1.15, 1))
        return [*self.draw_shares(left), *self.draw_costs(right)]

    def draw_shares(self, ax: Axes) -> list[Artist]:
        """Draw p; prepare q, the weights, and the shares in the sample."""
        places, none = np.arange(CLASSES), np.zeros(CLASSES)
        draw_bars(ax, places - 0.2, self.p, color="C1", width=0.36)
        self.q = draw_bars(ax, places + 0.2, none, width=0.36)
        self.frames = draw_frames(ax, places + 0.2, none, width=0.36)
        (self.shares,) = ax.plot([], [], "D", color="C2", ms=8, label="shares", zorder=4)
        self.shares.set(mec=ax.get_facecolor(), mew=1.2, clip_on=False)
        ax.set_xticks(places, [str(i) for i in range(1, CLASSES + 1)])
        ax.set(ylim=(0, 1.32), ylabel="probability", title="Truth p and belief q")
        ax.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1.0])
        ax.set_xlabel("class")
        for x, y, text, color in (
            (0.02, 0.94, "▮ left: p", "C1"),
            (0.02, 0.86, "▮ right: q = w / Σw", "C0"),
            (0.98, 0.94, "dashed: w, yours", ax.xaxis.label.get_color()),
            (0.98, 0.86, "◆ shares of n labels", "C2"),
        ):
            side = "left" if x < 0.5 else "right"
            ax.text(x, y, text, color=color, transform=ax.transAxes, ha=side)
        return [*self.q, *self.frames, self.shares]

    def draw_costs(self, ax: Axes) -> list[Artist]:
        """Prepare the bars of H(p), KL(p‖q), of their sum, and of the loss of the sample."""
        rows = np.arange(4)
        self.costs = ax.barh(rows, np.zeros(4), height=0.5, color=["C1", "C3", "C0", "C2"])
        ax.set_yticks(rows, ["H(p)", "KL(p‖q)", "CE(p, q)", "mean NLL"])
        ax.set(xlim=(0, 5.2), ylim=(3.6, -0.6), xlabel="nats")
        ax.set_title("H + KL = CE, and a sample's loss")
        ax.grid(True, axis="x", alpha=0.6)
        (self.seams,) = ax.plot([], [], ":", color=ax.xaxis.label.get_color(), label="_seams")
        return [*self.costs, self.seams]

    def update(self, state: Mapping[str, Any]) -> None:
        weights = np.array([state[f"w{i}"] for i in range(1, CLASSES + 1)])
        q, n = weights / weights.sum(), round(state["n"])
        drawn = labels(state["truth"], state["number"])[:n]
        shares = np.bincount(drawn, minlength=CLASSES) / n
        set_heights(self.q, q)
        set_heights(self.frames, weights)
        self.shares.set_data(np.arange(CLASSES) - 0.2, shares)
        for i, w in enumerate(weights):
            self.place(f"w{i + 1}", i + 0.2, w)
        h, kl = float(entropy(self.p)), float(kl_divergence(self.p, q))
        ce, loss = float(cross_entropy(self.p, q)), float(cross_entropy(shares, q))
        for bar, left, width in zip(self.costs, (0, h, 0, 0), (h, kl, ce, loss), strict=True):
            bar.set(x=left, width=width)
        self.seams.set_data([h, h, np.nan, ce, ce], [-0.25, 1.25, np.nan, 0.75, 2.25])
        self.verdict = say(h, kl, ce, loss, n)


def say(h: float, kl: float, ce: float, loss: float, n: int) -> str:
    """The cross-entropy and its two parts, and the one of n labels.

    >>> say(0.0, 0.0, 0.0, 0.0, 1).partition("; ")[2]
    'with the 1 drawn label in place of p, CE is 0.000.'
    """
    if kl < 1e-12:
        head = f"CE(p, q) = {ce:.3f} nats = H(p), and KL(p‖q) = 0, since q = p"
    else:
        least = f"H(p) = {h:.3f}, the least a belief can cost"
        price = f"KL(p‖q) = {format_number(kl, 3)}, the price of q ≠ p"
        head = f"CE(p, q) = {ce:.3f} nats: {least}, plus {price}"
    labels = "label" if n == 1 else "labels"
    return f"{head}; with the {n} drawn {labels} in place of p, CE is {loss:.3f}."


def _weights(*weights: float) -> dict[str, float]:
    return {f"w{i}": w for i, w in enumerate(weights, 1)}
