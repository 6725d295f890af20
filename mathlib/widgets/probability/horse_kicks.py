"""A live figure of a Poisson distribution for real counts: deaths by the kick of a horse."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mathlib.datasets import load_horse_kicks
from mathlib.figures.bars import draw_bars, upright_strokes
from mathlib.formatting import format_number
from mathlib.probability.distributions import poisson
from mathlib.probability.likelihood import Fit, fisher_information, fit, log_likelihood
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, slider

ALL, TEN = "all 14", "10 built alike, without 4"
LARGEST = 4
"""Counts from here on share one bar."""


@cache
def deaths(corps: str) -> np.ndarray:
    """Deaths in each corps and year, of all corps or without G, I, VI and XI, as Fisher had them.

    >>> np.bincount(deaths(TEN))
    array([109,  65,  22,   3,   1])
    """
    table = load_horse_kicks()
    kept = ~np.isin(table["corps"], ["G", "I", "VI", "XI"]) | (corps == ALL)
    return table["deaths"][kept]


def expected_counts(rate: float, n: int) -> np.ndarray:
    """How many of n values a Poisson distribution lets expect to be 0, 1, 2, 3, and 4 or more.

    >>> expected_counts(0.0, 280)
    array([280.,   0.,   0.,   0.,   0.])
    """
    few = poisson.density(np.arange(LARGEST), rate)
    return n * np.append(few, max(1 - few.sum(), 0.0))


class HorseKicks(LiveFigure):
    """Move λ until the counts that a Poisson distribution expects meet those observed.

    On the right the log-likelihood of λ, with the parabola that Fisher's information draws at its
    top: ½ is lost one standard error away.

    You vary λ; the expected counts and the place on the curve follow. Find out that the best λ is
    the mean, and how well one number describes twenty years of accidents.

    >>> figure = HorseKicks()
    >>> figure.set(rate=0.7)
    >>> figure.verdict.partition(":")[0]
    'λ = 0.7 is the mean, 196 deaths in 280 corps-years, and ℓ = -314.15 its maximum'
    """

    title = "Deaths by the kick of a horse"
    redraw_on = ("corps",)
    rates = (0.2, 1.6)

    def __init__(self) -> None:
        super().__init__(
            {
                "corps": choice("corps", (ALL, TEN)),
                "rate": slider("rate λ", 1.2, *self.rates, 0.005),
            },
            handles=(Handle("rate", x="rate", axes=1, label="rate λ on the curve"),),
            presets={
                "λ too large": {"corps": ALL, "rate": 1.5},
                "λ = mean": {"corps": ALL, "rate": 0.7},
                "one standard error off": {"corps": ALL, "rate": 0.75},
                "10 corps, λ = mean": {"corps": TEN, "rate": 0.61},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        self.data = deaths(state["corps"])
        self.n, self.best = len(self.data), fit(poisson, self.data)
        left, right = figure.subplots(1, 2)
        return [*self.draw_counts(left), *self.draw_likelihood(right, self.best)]

    def draw_counts(self, ax: Axes) -> list[Artist]:
        """Draw the observed counts as bars; prepare marks for the expected ones."""
        places = np.arange(LARGEST + 1.0)
        self.observed = np.bincount(np.minimum(self.data, LARGEST), minlength=LARGEST + 1)
        draw_bars(ax, places, self.observed, color="C1", width=0.7, alpha=0.55)
        ax.set_xticks(places, [*map(str, range(LARGEST)), f"{LARGEST} or more"])
        ax.set(ylim=(0, 0.85 * self.n), xlabel="deaths in a corps in a year")
        ax.set(ylabel="number of corps-years", title="Observed and expected counts")
        ax.text(0.98, 0.93, "▬ observed", color="C1", transform=ax.transAxes, ha="right")
        ax.text(0.98, 0.85, "◆ expected", color="C0", transform=ax.transAxes, ha="right")
        (self.gaps,) = ax.plot([], [], color="C0", lw=2, label="gaps", zorder=3)
        (self.expected,) = ax.plot([], [], "D", color="C0", ms=9, label="expected", zorder=4)
        self.expected.set_clip_on(False)
        return [self.gaps, self.expected]

    def draw_likelihood(self, ax: Axes, best: Fit) -> list[Artist]:
        """Draw the log-likelihood and the parabola at its top; prepare your λ."""
        grid, (top,) = np.linspace(*self.rates, 301), best.theta
        curvature = fisher_information(poisson, top, self.n).item()
        parabola = best.log_likelihood - 0.5 * curvature * (grid - top) ** 2
        values = log_likelihood(poisson, grid[:, None], self.data)
        ax.axvspan(*(top + best.standard_errors * [-1, 1]), color="C2", alpha=0.2, lw=0)
        ink = ax.xaxis.label.get_color()
        ax.plot(grid, values, color=ink, lw=2, label="log-likelihood ℓ")
        ax.plot(grid, parabola, "--", color="C2", lw=2, label="parabola")
        ax.plot([top], [best.log_likelihood], "*", color=ink, ms=14, label="maximum", zorder=3)
        depth = best.log_likelihood - values.min()
        ax.set(xlim=self.rates, ylim=(values.min() - 0.05 * depth, values.max() + 0.28 * depth))
        ax.set(xlabel="rate λ", ylabel="log-likelihood ℓ")
        ax.set_title(f"★ ℓ is largest at the mean {top:.3g}")
        for x, text, color in ((0.6, "— ℓ of λ", ink), (0.98, "- - its parabola", "C2")):
            ax.text(x, 0.93, text, color=color, transform=ax.transAxes, ha="right")
        strip = f"▮ ± standard error {best.standard_errors[0]:.3f}"
        ax.text(0.98, 0.85, strip, color="C2", transform=ax.transAxes, ha="right")
        ax.grid(True, alpha=0.6)
        (self.drop,) = ax.plot([], [], color="C0", lw=2, label="what is missing", zorder=3)
        (self.here,) = ax.plot([], [], "s", color="C0", ms=8, label="your λ", zorder=4)
        return [self.drop, self.here]

    def update(self, state: Mapping[str, Any]) -> None:
        rate = round(state["rate"], 12)
        expected = expected_counts(rate, self.n)
        places = np.arange(LARGEST + 1.0)
        self.expected.set_data(places, expected)
        self.gaps.set_data(*upright_strokes(places, self.observed, expected))
        value = float(log_likelihood(poisson, rate, self.data))
        self.here.set_data([rate], [value])
        self.drop.set_data([rate, rate], [value, self.best.log_likelihood])
        self.place("rate", rate, value)
        self.verdict = self.say(rate, value, expected)

    def say(self, rate: float, value: float, expected: np.ndarray) -> str:
        """How likely λ makes the data, and which counts it expects."""
        most, mean = self.best.log_likelihood, self.best.theta[0]
        if abs(rate - mean) < 1e-9:
            total = f"{self.data.sum()} deaths in {self.n} corps-years"
            head = f"λ = {rate:.3g} is the mean, {total}, and ℓ = {most:.2f} its maximum"
        else:
            parabola = 0.5 * ((rate - mean) / self.best.standard_errors[0]) ** 2
            head = (
                f"λ = {format_number(rate)}: ℓ = {value:.2f}, which is {most - value:.3f} below"
                f" its maximum at the mean {mean:.3g} (the parabola would say"
                f" {format_number(parabola)})"
            )
        counts, seen = (", ".join(f"{v:.0f}" for v in row) for row in (expected, self.observed))
        return f"{head}: expected {counts}; observed {seen}."
