"""A live figure of one distribution, a sample from it, and the mean as the sample grows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from ipywidgets import FloatSlider
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mathlib.figures.bars import upright_strokes
from mathlib.figures.histograms import draw_histogram
from mathlib.formatting import format_number
from mathlib.probability.distributions import Distribution
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, count_slider, slider, whole_slider
from mathlib.widgets.probability.families import FAMILIES

MOST = 10_000
"""The size of the largest sample."""
TICKS = (1, 10, 100, 1_000, 10_000)
COUNTS = np.unique(np.geomspace(1, MOST, 400).astype(int))
"""The sample sizes at which the running mean is drawn."""
SPREADS = np.linspace(-8, 8, 801)
"""Where a density is drawn: so many standard deviations from the expectation."""


class DistributionSampler(LiveFigure):
    """A distribution with a sample from it, and the mean of the sample as it grows.

    Drag the parameter on the left axis, or the size of the sample along the running mean.

    You vary the distribution, its parameters, n and the sample; histogram and mean follow. Find out
    how the mean settles at the expectation, and that a density may exceed 1.

    >>> figure = DistributionSampler()
    >>> figure.set(distribution="Bernoulli")
    >>> figure.set(first=0.0, n=10.0)
    >>> figure.verdict
    'Every one of the 10 values is 0: so are their mean and the expectation.'
    """

    title = "A distribution and a sample from it"
    size = (9.0, 4.4)
    redraw_on = ("distribution",)
    reach = 3.0
    """The means are drawn up to so many standard deviations from the expectation."""

    def __init__(self) -> None:
        first, second = FAMILIES["normal"].sliders
        usual = {"distribution": "normal", "first": 0.0, "second": 0.6, "sample": 1}
        super().__init__(
            {
                "distribution": choice("distribution", tuple(FAMILIES), "normal"),
                "first": _slider(*first),
                "second": _slider(*second),
                "n": count_slider("sample size n", 100.0, 0, 4),
                "sample": whole_slider("sample no.", 1, 1, 20),
            },
            handles=(
                Handle("parameter", x="first", axes=0, label="parameter on the axis"),
                Handle("size", x="n", axes=1, label="size of the sample"),
            ),
            presets={
                "n = 10": {**usual, "n": 10.0},
                "10,000 values": {**usual, "n": 1e4},
                "a short interval": {
                    "distribution": "uniform",
                    "first": 0.0,
                    "second": 0.5,
                    "n": 1000.0,
                },
                "rare events": {"distribution": "Poisson", "first": 0.7, "n": 200.0},
            },
        )

    def adapt(self, state: Mapping[str, Any]) -> dict:
        sliders = FAMILIES[state["distribution"]].sliders
        controls = {name: self.controls[name] for name in ("first", "second")}
        controls["second"].layout.visibility = "visible" if len(sliders) == 2 else "hidden"
        ranges = {}
        for (name, control), (label, low, high, value, step) in zip(
            controls.items(), sliders, strict=False
        ):
            control.description, control.step = label, step
            control.readout_format = ".0f" if step == 1 else ".2f"
            ranges[name] = (low, high, value)
        return ranges

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        figure.subplots_adjust(wspace=0.26, right=0.965)
        left, right = figure.subplots(1, 2)
        self.family = FAMILIES[state["distribution"]]
        return [*self.draw_values(left), *self.draw_means(right)]

    def draw_values(self, ax: Axes) -> list[Artist]:
        """Prepare the distribution and the histogram of the sample over it."""
        distribution, _ = self.family.at(*(value for _, _, _, value, _ in self.family.sliders))
        ink, discrete = ax.xaxis.label.get_color(), distribution.discrete
        top = 1.25 if discrete else 3.2
        ax.set(xlim=self.family.window, ylim=(-0.06 * top, top), xlabel="value x")
        ax.set_ylabel("probability, share" if discrete else "density f(x)")
        ax.set_title("The distribution and the sample")
        names = ("● probability", "▬ share") if discrete else ("— density", "▬ histogram")
        for text, color, up in zip(names, (ink, "C0"), (0.93, 0.84), strict=True):
            ax.text(0.98, up, text, color=color, ha="right", transform=ax.transAxes)
        if discrete:
            ax.locator_params(axis="x", integer=True)
        else:
            ax.axhline(1, color=ink, ls=":", lw=1, label="_one")
        self.bars = draw_histogram(ax, "sample")
        (self.truth,) = ax.plot([], [], color=ink, lw=2, label="distribution", zorder=3)
        (self.tips,) = ax.plot([], [], "o", color=ink, ms=7, label="_tips", zorder=3)
        return [self.bars, self.truth, self.tips]

    def draw_means(self, ax: Axes) -> list[Artist]:
        """Prepare the running mean, with the expectation and the band around it, in units of σ."""
        ax.set(xscale="log", xlim=(0.8, 1.25 * MOST), ylim=(-self.reach - 0.2, self.reach + 0.2))
        ax.set(xlabel="size of the sample n", ylabel="mean of the first n values")
        ax.set_title("Law of large numbers")
        ax.set_xticks(TICKS, [f"{n:,}" for n in TICKS])
        ax.set_yticks(range(-3, 4), ["−3σ", "−2σ", "−σ", "E X", "+σ", "+2σ", "+3σ"])
        ax.grid(True, alpha=0.6)
        names = (
            ("● mean", "C0"),
            ("— expectation E X", "C2"),
            ("- - it mostly stays within", "C1"),
        )
        for i, (text, color) in enumerate(names):
            up = 0.93 - 0.09 * i
            ax.text(0.98, up, text, color=color, ha="right", transform=ax.transAxes)
        ax.plot([1, MOST], [0, 0], color="C2", lw=2, label="_expectation")
        (self.band,) = ax.plot([], [], "--", color="C1", lw=1.8, label="bounds of most means")
        (self.means,) = ax.plot([], [], color="C0", lw=2, label="mean, in σ off", zorder=3)
        (self.here,) = ax.plot([], [], color="C0", ms=9, label="mean of all n", zorder=4)
        return [self.band, self.means, self.here]

    def update(self, state: Mapping[str, Any]) -> None:
        parameters = [state["first"], state["second"]][: len(self.family.sliders)]
        distribution, theta = self.family.at(*parameters)
        expectation, std = self.family.moments(*parameters)
        rng, n = np.random.default_rng(state["sample"]), round(state["n"])
        x = distribution.sample(theta, MOST, rng)
        if distribution.discrete:
            self.show_shares(distribution, theta, x[:n])
        else:
            self.show_histogram(distribution, theta, x[:n], expectation, std)
        self.show_means(x, n, expectation, std)
        self.place("parameter", state["first"], 0.0)
        top = 0.0 if distribution.discrete else float(np.max(self.truth.get_ydata()))
        self.verdict = say(x[:n], expectation, top, bool(std))

    def show_shares(self, distribution: Distribution, theta: list[float], x: np.ndarray) -> None:
        """Draw the probability of each value as a stem, and its share in the sample as a bar."""
        values = np.arange(max(0, int(self.family.window[1])) + 1)
        mass = distribution.density(values, theta)
        mass[mass == 0] = np.nan
        self.truth.set_data(*upright_strokes(values, 0 * mass, mass))
        self.tips.set_data(values, mass)
        share = np.bincount(x, minlength=len(values))[: len(values)] / len(x)
        share[share == 0] = np.nan
        edges = (values[:, None] + [-0.35, 0.35]).ravel()
        self.bars.set_data(np.stack([share, np.full(len(values), np.nan)], -1).ravel()[:-1], edges)

    def show_histogram(
        self,
        distribution: Distribution,
        theta: list[float],
        x: np.ndarray,
        expectation: float,
        std: float,
    ) -> None:
        """Draw the density, and the histogram of the sample with area 1."""
        grid = np.sort([*self.family.window, *(expectation + std * SPREADS)])
        self.truth.set_data(grid, distribution.density(grid, theta))
        self.bars.set_data(*np.histogram(x, "scott", density=True))

    def show_means(self, x: np.ndarray, n: int, expectation: float, std: float) -> None:
        """Draw how many σ the mean of the first 1, 2, … n values is off, and the band for it."""
        counts = np.append(COUNTS[COUNTS < n], n)
        off = np.cumsum(x - expectation)[counts - 1] / counts / (std or 1)
        self.means.set_data(counts, off)
        last = np.clip(off[-1], -self.reach, self.reach)
        self.here.set_data([n], [last])
        self.here.set_marker("o" if last == off[-1] else "^" if last > 0 else "v")
        self.place("size", n, last)
        band, gap = 2 / np.sqrt(COUNTS), [np.nan]
        ends = np.concatenate([-band, gap, band])
        self.band.set_data(np.concatenate([COUNTS, gap, COUNTS]), ends * (1 if std else 0))


def _slider(label: str, low: float, high: float, value: float, step: float) -> FloatSlider:
    """The slider of a parameter, as `Family` lists it."""
    return slider(label, value, low, high, step)


def say(x: np.ndarray, expectation: float, top: float, varies: bool) -> str:
    """The mean of the sample against the expectation, and whether the density exceeds 1.

    >>> say(np.array([1.0]), 0.0, 0.8, True)
    'The 1 value has the mean 1; the mean of the distribution itself, its expectation, is 0.'
    """
    n, mean = len(x), float(x.mean())
    if not varies:
        which = "The one value" if n == 1 else f"Every one of the {n:,} values"
        return f"{which} is {_shown(expectation)}: so are their mean and the expectation."
    values = "The 1 value has" if n == 1 else f"The {n:,} values have"
    above = ""
    if round(top, 9) > 1:
        above = f"; the density reaches {_shown(top)}, above 1, for only areas are probabilities"
    return (
        f"{values} the mean {_shown(mean)}; the mean of the distribution itself, its expectation,"
        f" is {_shown(expectation)}{above}."
    )


def _shown(value: float) -> str:
    return format_number(np.round(value, 4), 3)
