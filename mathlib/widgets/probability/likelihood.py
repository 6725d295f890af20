"""A live figure of maximum likelihood: a normal distribution is fitted by hand to real data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mathlib.datasets import load_galton, load_penguins
from mathlib.figures.bars import upright_strokes
from mathlib.figures.landscape import draw_landscape, draw_stationary_points
from mathlib.figures.paths import draw_path
from mathlib.formatting import format_number
from mathlib.optimize.diagnosis import diagnose, largest_curvature
from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives import Objective
from mathlib.optimize.optimizers import gradient_descent
from mathlib.optimize.results import OptimizeResult
from mathlib.probability.distributions import normal
from mathlib.probability.likelihood import negative_log_likelihood
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, log_slider, slider

FEW, DAUGHTERS, FLIPPERS = "30 daughters", "453 daughters", "342 flippers"


@dataclass(frozen=True, eq=False)
class Sample:
    """Real values, and how they are shown.

    ``domain``: the part of the (μ, σ) plane on the map; ``start``: μ, σ and η at first; ``bin``:
    the width of the bars of the histogram; ``places``: the values with equal ones side by side.
    """

    values: np.ndarray
    label: str
    domain: tuple[tuple[float, float], tuple[float, float]]
    start: tuple[float, float, float]
    bin: float
    places: np.ndarray
    loss: Objective


@cache
def load_sample(name: str) -> Sample:
    """The sample with that name in the list.

    >>> len(load_sample("30 daughters").values)
    30
    """
    if name == FLIPPERS:
        lengths = load_penguins()["flipper_length_mm"]
        lengths, bounds = lengths[np.isfinite(lengths)], ((180.0, 220.0), (6.0, 30.0))
        return _sample(lengths, "flipper length (mm)", bounds, (190.0, 20.0, 50.0), 5.0)
    galton = load_galton()
    heights = galton["height_in"][galton["sex"] == "female"]
    if name == FEW:
        heights = np.random.default_rng(0).choice(heights, 30, replace=False)
    bounds = ((60.0, 68.0), (1.0, 5.0))
    return _sample(heights, "height (inches)", bounds, (62.0, 3.5, 1.0), 1.0)


def _sample(values: np.ndarray, label: str, domain: tuple, start: tuple, width: float) -> Sample:
    values, loss = np.sort(values), negative_log_likelihood(normal, values)
    return Sample(values, label, domain, start, width, side_by_side(values, width / 2), loss)


def side_by_side(values: np.ndarray, room: float) -> np.ndarray:
    """Spread equal values of a sorted sample (n,) evenly, the most frequent one over ``room``.

    >>> side_by_side(np.array([1.0, 1.0, 2.0]), 0.5)
    array([0.875, 1.125, 2.   ])
    """
    first, after = (np.searchsorted(values, values, side) for side in ("left", "right"))
    count = after - first
    return values + room / count.max() * (np.arange(len(values)) - first - (count - 1) / 2)


class FitByHand(LiveFigure):
    """Drag (μ, σ) over the map until the curve explains the data best; then let descent do it.

    The path on the map is gradient descent on the mean negative log-likelihood from your point.

    You vary μ, σ and η; the density, the bars of ln f and the path follow. Find out that ℓ is their
    sum, where it is largest, and that the η which settles depends on the units.

    >>> figure = FitByHand()
    >>> figure.set(data="453 daughters")
    >>> figure.set(mu=64.1, sigma=2.35, learning_rate=2.0)
    >>> figure.verdict.partition("; ")[0]
    '0.00 is missing: ℓ = -1030.42, at most -1030.42 at ★ (μ = 64.1, σ = 2.353)'
    """

    title = "Fit a normal distribution by hand"
    size = (9.0, 5.2)
    redraw_on = ("data",)
    maxiter = 100
    floor = -10.0
    """Bars of the log-likelihood are cut off there."""

    def __init__(self) -> None:
        mu, sigma, rate = load_sample(FEW).start
        (low1, high1), (low2, high2) = load_sample(FEW).domain
        daughters = {"data": DAUGHTERS, "mu": 62.0, "sigma": 3.5}
        super().__init__(
            {
                "data": choice("data", (FEW, DAUGHTERS, FLIPPERS)),
                "mu": slider("expectation μ", mu, low1, high1, 0.01),
                "sigma": slider("standard deviation σ", sigma, low2, high2, 0.01),
                "learning_rate": log_slider("learning rate η", rate, -2, 2.5),
            },
            handles=(
                Handle("fit", x="mu", y="sigma", axes=1, label="μ and σ on the map"),
                Handle("mean", x="mu", axes=0, label="expectation μ under the top of the curve"),
            ),
            presets={
                "μ wrong": {"data": FEW, "mu": 67.0, "sigma": 2.5, "learning_rate": 1.0},
                "σ too small": {"data": FEW, "mu": 64.0, "sigma": 1.0, "learning_rate": 0.1},
                "453 points, η = 1": {**daughters, "learning_rate": 1.0},
                "453 points, η = 6": {**daughters, "learning_rate": 6.0},
                "mm, η = 1": {"data": FLIPPERS, "learning_rate": 1.0},
                "mm, η = 50": {"data": FLIPPERS, "learning_rate": 50.0},
            },
        )

    def adapt(self, state: Mapping[str, Any]) -> dict:
        sample = load_sample(state["data"])
        mu, sigma, rate = sample.start
        ranges = {"mu": (*sample.domain[0], mu), "sigma": (*sample.domain[1], sigma)}
        return ranges | {"learning_rate": (-2, 2.5, rate)}

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        self.sample = sample = load_sample(state["data"])
        figure.subplots_adjust(hspace=0.72, left=0.085, bottom=0.11, top=0.94)
        axes = figure.subplot_mosaic(
            [["density", "map"], ["points", "map"]], height_ratios=(1.25, 1)
        )
        draw_landscape(axes["map"], sample.loss, sample.domain)
        draw_stationary_points(axes["map"], sample.loss.minimizers, np.empty((0, 2)))
        axes["map"].set(xlabel="expectation μ", ylabel="standard deviation σ")
        axes["map"].set_title("Map of −ℓ/n (★: ℓ largest, −ℓ/n smallest)")
        self.path = draw_path(axes["map"], np.zeros((1, 2)))
        return [*self.draw_data(axes["density"], axes["points"]), self.path]

    def draw_data(self, top: Axes, bottom: Axes) -> list[Artist]:
        """Draw the histogram; prepare the density over it and a bar for each point below."""
        sample, width = self.sample, self.sample.bin
        low, high = (width * np.floor(v / width) for v in (sample.values[0], sample.values[-1]))
        edges = np.arange(low, high + 1.5 * width, width)
        heights, _ = np.histogram(sample.values, edges, density=True)
        self.grid = np.linspace(low - 2 * width, high + 3 * width, 301)
        for ax in (top, bottom):
            ax.set(xlim=self.grid[[0, -1]], xlabel=sample.label)
        top.stairs(heights, edges, fill=True, color="C1", alpha=0.35)
        highest = normal.density(0.0, [0.0, sample.domain[1][0]])
        top.set(ylim=(0, 1.08 * highest), ylabel="density")
        top.set_title("Histogram, and the density f")
        bottom.set(ylim=(self.floor, 0), yticks=[-10, -5, 0], ylabel="ln f")
        bottom.set_title(f"ln f of each point (cut at −{-self.floor:g}); sum: ℓ")
        (self.curve,) = top.plot([], [], color="C0", lw=2.6, label="density f")
        (self.mean,) = top.plot([], [], "--", color="C0", lw=1.4, label="expectation μ")
        (self.bars,) = bottom.plot([], [], color="C3", lw=1.5, label="ln f of each point")
        return [self.curve, self.mean, self.bars]

    def update(self, state: Mapping[str, Any]) -> None:
        sample, theta = self.sample, np.array([state["mu"], state["sigma"]])
        mu, top = theta[0], float(normal.density(theta[0], theta))
        self.curve.set_data(self.grid, normal.density(self.grid, theta))
        self.mean.set_data([mu, mu], [0, top])
        self.place("mean", mu, top)
        logs = normal.log_density(sample.values, theta)
        self.bars.set_data(*upright_strokes(sample.places, 0 * logs, logs))
        optimizer = gradient_descent(state["learning_rate"])
        run = minimize(sample.loss, theta, optimizer, maxiter=self.maxiter, gtol=1e-6)
        self.path.set_data(*run.path.T)
        self.verdict = self.say(logs.sum(), run, state["learning_rate"])

    def say(self, here: float, run: OptimizeResult, rate: float) -> str:
        """How much log-likelihood is missing, and what the descent from here does."""
        best, n = self.sample.loss.minimizers[0], len(self.sample.values)
        most = -n * float(self.sample.loss(best))
        mu, sigma = (format_number(value) for value in best)
        return (
            f"{max(most - here, 0):.2f} is missing: ℓ = {here:.2f}, at most {most:.2f} at ★"
            f" (μ = {mu}, σ = {sigma}); descent with η = {format_number(rate, 3)}"
            f" {self.way(run, rate)}"
        )

    def way(self, run: OptimizeResult, rate: float) -> str:
        """What the descent does, as the end of a sentence."""
        if not normal.inside(run.x):
            sigma = format_number(run.x[1], 3)
            return f"breaks off: step {run.nit} leads to σ = {sigma}, but no density has σ ≤ 0."
        best = self.sample.loss.minimizers[0]
        if run.success and run.x[1] > 10 * best[1]:
            sigma = format_number(run.x[1], 3)
            slope = "where every slope is nearly 0, and no minimum"
            return f"is thrown out to σ = {sigma}, {slope}: {self.limit(rate)}"
        sentence = diagnose(self.sample.loss, run, rate).sentence
        sentence = sentence[0].lower() + sentence[1:].replace("η·λ", "η·λₘₐₓ")
        if run.status != "budget":
            return re.sub(r"the minimum \[.*?\]", "★", sentence)  # there is one minimum only
        happened = sentence.partition("; ")[0]
        happened = happened.replace("not settled", "has not settled")
        return f"{happened}; {self.limit(rate)}"

    def limit(self, rate: float) -> str:
        """How η stands to the largest curvature at ★, as the end of a sentence."""
        loss = self.sample.loss
        product = format_number(rate * largest_curvature(loss, loss.minimizers[0]), 3)
        return f"η·λₘₐₓ = {product} at ★, and only below 2 it can settle there."
