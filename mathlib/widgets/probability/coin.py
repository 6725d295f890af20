"""A live figure of the likelihood of a coin: k heads in n tosses, as a function of p."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from mathlib.formatting import format_number
from mathlib.probability.distributions import bernoulli, binomial
from mathlib.probability.likelihood import standard_errors
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import count_slider, slider

GRID = np.linspace(0, 1, 801)[:, None]
DEEPEST = -30.0
"""Log-likelihoods below this are drawn here, far under the picture."""


class CoinLikelihood(LiveFigure):
    """How well each p explains k heads in n tosses: the curve sharpens as 1/√n.

    Drag a p, or the share of heads.

    You vary n, the share of heads and p; the curve, its logarithm and the parabola follow. Find out
    that a hundred times the tosses make the curve ten times as narrow.

    >>> figure = CoinLikelihood()
    >>> figure.set(n=10.0, share=0.6, p=0.5)
    >>> figure.verdict.split("; ")[0]
    '6 heads in 10 tosses: p̂ = 0.6 ± 0.155'
    """

    title = "The likelihood of a coin"
    size = (9.0, 4.4)

    def __init__(self) -> None:
        super().__init__(
            {
                "n": count_slider("tosses n", 10.0, 0, 3),
                "share": slider("share of heads", 0.7, 0.0, 1.0, 0.005),
                "p": slider("your p", 0.5, 0.0, 1.0, 0.005),
            },
            handles=(
                Handle("p", x="p", axes=0, label="your p on the likelihood"),
                Handle("share", x="share", axes=0, label="share of heads on the axis"),
            ),
            presets={
                "7 of 10": {"n": 10.0, "share": 0.7, "p": 0.5},
                "70 of 100": {"n": 100.0, "share": 0.7, "p": 0.5},
                "700 of 1000": {"n": 1000.0, "share": 0.7, "p": 0.5},
                "no heads in 10": {"n": 10.0, "share": 0.0, "p": 0.1},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        figure.subplots_adjust(wspace=0.26)
        left, right = figure.subplots(1, 2)
        left.set(ylim=(-0.06, 1.3), ylabel="likelihood / its maximum", title="The likelihood of p")
        right.set(ylim=(-6, 1.6), ylabel="log-likelihood − its maximum")
        right.set_title("Its logarithm and a parabola")
        left.text(0.02, 0.93, "● p̂ ± standard error", color="C1", transform=left.transAxes)
        left.text(0.02, 0.84, "■ your p", color="C3", transform=left.transAxes)
        # Ten tosses can have no share of 0.68: the handle stands beside the p̂ that it leads to.
        (self.asked,) = left.plot([], [], ":", color="0.55", lw=2, label="share asked for")
        right.text(0.02, 0.93, "- - parabola at p̂", color="C2", transform=right.transAxes)
        (self.parabola,) = right.plot([], [], "--", color="C2", lw=2.4, label="parabola", zorder=4)
        self.left, self.right = self.draw_curve(left), self.draw_curve(right)
        return [self.parabola, self.asked, *self.left, *self.right]

    def draw_curve(self, ax: Axes) -> list[Line2D]:
        """Prepare a curve over p, the estimate with its bar, and the p of the learner."""
        ax.set(xlim=(-0.03, 1.03), xlabel="p")
        ax.grid(True, alpha=0.6)
        return [
            ax.plot([], [], color="C0", lw=2.4, label="curve", zorder=3)[0],
            ax.plot([], [], "|-", color="C1", lw=3, ms=12, mew=2.5, label="± SE", zorder=5)[0],
            ax.plot([], [], "o", color="C1", ms=10, label="p̂", zorder=5)[0],
            ax.plot([], [], "s", color="C3", ms=8, label="your p", zorder=6)[0],
        ]

    def update(self, state: Mapping[str, Any]) -> None:
        n, p = round(state["n"]), round(state["p"], 12)
        k = round(state["share"] * n)
        estimate = k / n
        tosses = binomial(n)
        most = tosses.log_density(k, estimate)
        logs = np.maximum(tosses.log_density(k, GRID) - most, DEEPEST)
        mine = float(tosses.log_density(k, p) - most)
        # The formula fails at 0 and 1, where its limit is 0.
        error = standard_errors(bernoulli, estimate, n).item() if 0 < k < n else 0.0
        bar = [estimate - error, estimate + error]
        for lines, of, half in ((self.left, np.exp, np.exp(-0.5)), (self.right, np.array, -0.5)):
            curve, spread, top, here = lines
            curve.set_data(GRID[:, 0], of(logs))
            spread.set_data(bar, [half, half])
            top.set_data([estimate], [of(0.0)])
            here.set_data([p], [of(max(mine, DEEPEST))])
        self.asked.set_data([state["share"], estimate], [0, 1])
        squares = (GRID[:, 0] - estimate) / error if error else np.full(len(GRID), np.nan)
        self.parabola.set_data(GRID[:, 0], np.maximum(-0.5 * squares**2, DEEPEST))
        self.place("p", p, np.exp(mine))
        self.place("share", state["share"], 0.0)
        self.verdict = say(k, n, p, error, mine)


def say(k: int, n: int, p: float, error: float, log_ratio: float) -> str:
    """The estimate, and how p explains the tosses beside it.

    >>> say(1, 2, 1.0, 0.3536, -np.inf)
    '1 head in 2 tosses: p̂ = 0.5 ± 0.354; with p = 1 this could not come.'
    """
    heads = "no head" if not k else "1 head" if k == 1 else f"{k} heads"
    tosses = "1 toss" if n == 1 else f"{n} tosses"
    if error:
        found = f"p̂ = {format_number(k / n, 3)} ± {format_number(error, 3)}"
    else:
        found = f"p̂ = {k // n}, where the formula gives a standard error of 0: do not trust it"
    mine = f"with p = {format_number(p, 3)} this"
    if p == k / n:
        compared = f"{mine} is as probable as it can be"
    elif np.isinf(log_ratio):
        compared = f"{mine} could not come"
    else:
        ratio = np.exp(log_ratio)
        times = f"{format_number(ratio, 3)} times" if ratio > 1e-99 else "less than 1e-99 times"
        if ratio >= 0.9995:
            times = "nearly"
        compared = f"{mine} is {times} as probable as with p̂"
    return f"{heads[0].upper()}{heads[1:]} in {tosses}: {found}; {compared}."
