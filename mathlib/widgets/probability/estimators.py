"""A live figure of estimators: what 200 repeated samples say, how they scatter, how they lean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mathlib.figures.histograms import draw_histogram
from mathlib.formatting import format_short
from mathlib.probability.distributions import laplace, normal, uniform
from mathlib.probability.estimators import Repeated, repeated_sampling, sample_mean, sample_variance
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, count_slider, slider, whole_slider

REPEATS = 200
SIZES = np.geomspace(2, 501, 200)
TICKS = (2, 5, 10, 20, 50, 100, 200, 500)
BELL = np.linspace(-4, 4, 161)


class Source(NamedTuple):
    """Where samples come from: expectation 0 and standard deviation σ; ``median`` for σ = 1."""

    draw: Callable[[np.random.Generator, tuple[int, int], float], np.ndarray]
    median: float


SOURCES = {
    "normal": Source(lambda rng, shape, sigma: normal.sample([0, sigma], shape, rng), 0.0),
    "uniform": Source(
        lambda rng, shape, sigma: uniform.sample([-(3**0.5) * sigma, 3**0.5 * sigma], shape, rng),
        0.0,
    ),
    "Laplace": Source(
        lambda rng, shape, sigma: laplace.sample([0, sigma / 2**0.5], shape, rng), 0.0
    ),
    "exponential − σ": Source(
        lambda rng, shape, sigma: rng.exponential(sigma, shape) - sigma, np.log(2) - 1
    ),
}


class Estimator(NamedTuple):
    """An estimator, samples (…, n) → estimates (…), of a parameter that is ``true`` for σ = 1.

    The parameter and its bias grow as σ to the ``power``. ``bias`` is n times the bias for σ = 1,
    or a word for its sign where there is no simple formula. ``shown`` is the axis of estimates.
    ``of_center``: it aims at a centre, and how it scatters is of more interest than its bias.
    """

    estimate: Callable[[np.ndarray], np.ndarray]
    power: int
    true: Callable[[Source], float]
    bias: Callable[[Source], float | str]
    shown: tuple[float, float]
    of_center: bool = False


ESTIMATORS = {
    "mean": Estimator(sample_mean, 1, lambda _: 0.0, lambda _: 0.0, (-2.2, 2.2), True),
    "median": Estimator(
        lambda x: np.median(x, axis=-1),
        1,
        lambda source: source.median,
        lambda source: "above 0" if source.median else 0.0,
        (-2.2, 2.2),
        True,
    ),
    "variance, 1/n": Estimator(
        lambda x: sample_variance(x, ddof=0), 2, lambda _: 1.0, lambda _: -1.0, (-0.3, 6.0)
    ),
    "variance, 1/(n − 1)": Estimator(sample_variance, 2, lambda _: 1.0, lambda _: 0.0, (-0.3, 6.0)),
    "standard deviation": Estimator(
        lambda x: np.sqrt(sample_variance(x)), 1, lambda _: 1.0, lambda _: "below 0", (-0.2, 4.0)
    ),
}


class RepeatedSampling(LiveFigure):
    """200 samples, 200 estimates: their histogram, the true value, their scatter or their bias.

    The standard deviation is the root of the variance with 1/(n − 1). The dashed bell is the
    normal density with the mean and the standard deviation of the 200 estimates. On the right
    stands the scatter of a mean or a median, and the bias of every other estimator.

    You vary the estimator, the source, σ and n; all 200 estimates follow. Find out that 1/n is too
    small on average and 1/(n − 1) is not, and that the scatter of a mean halves with 4n.

    >>> figure = RepeatedSampling()
    >>> figure.set(estimator="mean", n=100.0)
    >>> figure.verdict.split(": ")[-1]
    'bias -0.0113 ± 0.00707, in theory 0.'
    """

    title = "Estimates from 200 repeated samples"
    size = (9.0, 4.4)
    redraw_on = ("estimator",)

    def __init__(self) -> None:
        usual = {"source": "normal", "sigma": 1.0, "sample": 1}
        mean, median, small, mended, root = ESTIMATORS
        super().__init__(
            {
                "estimator": choice("estimator", tuple(ESTIMATORS)),
                "source": choice("source", tuple(SOURCES)),
                "sigma": slider("standard deviation σ", 1.0, 0.5, 1.5, 0.005),
                "n": count_slider("sample size n", 10.0, 0.3, 2.7, 0.04),
                "sample": whole_slider("sample no.", 1, 1, 20),
            },
            handles=(Handle("n", x="n", axes=1, label="size of each sample, on the axis"),),
            presets={
                "mean, n = 5": {**usual, "estimator": mean, "n": 5.0},
                "mean, n = 20": {**usual, "estimator": mean, "n": 20.0},
                "too small: 1/n": {**usual, "estimator": small, "n": 5.0},
                "mended: 1/(n − 1)": {**usual, "estimator": mended, "n": 5.0},
                "its root": {**usual, "estimator": root, "n": 3.0},
                "median of Laplace": {**usual, "estimator": median, "source": "Laplace", "n": 20.0},
                "central limit": {
                    **usual, "estimator": mean, "source": "exponential − σ", "n": 20.0
                },
            },
        )  # fmt: skip

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        figure.subplots_adjust(wspace=0.26, left=0.085)
        left, right = figure.subplots(1, 2, width_ratios=(1.25, 1))
        self.estimator = ESTIMATORS[state["estimator"]]
        self.draw_sizes(right)
        draw = self.draw_scatter if self.estimator.of_center else self.draw_bias
        return [*self.draw_histogram(left, state["estimator"]), *draw(right), self.found]

    def draw_histogram(self, ax: Axes, name: str) -> list[Artist]:
        """Prepare the histogram of the estimates, their mean and the true value."""
        ink = ax.xaxis.label.get_color()
        ax.set(xlim=self.estimator.shown, ylim=(0, 2.1), xlabel=f"estimate: {name}")
        ax.set(ylabel="height (top of the bell: 1)", title="The 200 estimates")
        names = (("— true value", "C2"), ("-·- mean of estimates", "C1"), ("- - normal", ink))
        for i, (text, color) in enumerate(names):
            up = 0.93 - 0.08 * i
            ax.text(0.98, up, text, color=color, ha="right", transform=ax.transAxes)
        self.bars = draw_histogram(ax, "estimates")
        (self.bell,) = ax.plot([], [], "--", color=ink, lw=1.6, label="normal density")
        (self.true,) = ax.plot([], [], color="C2", lw=2.5, label="true value", zorder=3)
        (self.mean,) = ax.plot([], [], "-.", color="C1", lw=2.5, label="mean", zorder=4)
        return [self.bars, self.bell, self.true, self.mean]

    def draw_sizes(self, ax: Axes) -> None:
        """Prepare the axis of sample sizes, and the dot of the one at hand."""
        ax.set(xscale="log", xlim=(1.7, 600), xlabel="size of each sample n")
        ax.set_xticks(TICKS, [str(n) for n in TICKS])
        ax.grid(True, alpha=0.6)
        name = "scatter" if self.estimator.of_center else "bias"
        (self.found,) = ax.plot([], [], "o", color="C1", ms=8, label=name, zorder=4)

    def draw_scatter(self, ax: Axes) -> list[Artist]:
        """Draw the standard error of the mean; prepare the scatter against the size."""
        ax.set(ylim=(-0.06, 0.96), ylabel="scatter / σ", title="Scatter: their standard deviation")
        mean = "- - σ/√n, theory for the mean"
        ax.text(0.98, 0.93, mean, color="C3", ha="right", transform=ax.transAxes)
        ax.text(0.98, 0.85, "● the 200 estimates", color="C1", ha="right", transform=ax.transAxes)
        ax.plot(SIZES, 1 / np.sqrt(SIZES), "--", color="C3", lw=2, label="σ/√n")
        (self.drop,) = ax.plot([], [], ":", color="C1", lw=2, label="_drop")
        return [self.drop]

    def draw_bias(self, ax: Axes) -> list[Artist]:
        """Prepare the bias against the size of the sample."""
        unit = "σ²" if self.estimator.power == 2 else "σ"
        ax.set(ylim=(-0.7, 0.5), ylabel=f"bias / {unit}", title="Bias ± its standard error")
        ax.axhline(0, color="C2", lw=1.5, label="_zero")
        ax.text(0.98, 0.93, "- - in theory", color="C3", ha="right", transform=ax.transAxes)
        ax.text(0.98, 0.85, "● found", color="C1", ha="right", transform=ax.transAxes)
        (self.theory,) = ax.plot([], [], "--", color="C3", lw=2, label="in theory")
        (self.error,) = ax.plot([], [], "_-", color="C1", lw=2.5, ms=12, mew=2.5, label="± SE")
        return [self.theory, self.error]

    def update(self, state: Mapping[str, Any]) -> None:
        source, sigma, n = SOURCES[state["source"]], state["sigma"], round(state["n"])
        rng = np.random.default_rng(state["sample"])
        found = repeated_sampling(
            lambda rng, shape: source.draw(rng, shape, sigma),
            self.estimator.estimate, n, REPEATS, rng,
        )  # fmt: skip
        unit = sigma**self.estimator.power
        true, bias = unit * self.estimator.true(source), self.estimator.bias(source)
        self.show_histogram(found, true)
        if self.estimator.of_center:
            self.show_scatter(found, sigma, n)
        else:
            self.show_bias(found, true, unit, n, None if isinstance(bias, str) else bias)
        spread = sigma / np.sqrt(n) if state["estimator"] == "mean" else None
        told = bias if isinstance(bias, str) else bias * unit / n
        self.verdict = say(found, true, told, spread)

    def show_histogram(self, found: Repeated, true: float) -> None:
        """Draw the estimates, with the top of the normal density of their spread as unit."""
        top = 1 / (found.std * np.sqrt(2 * np.pi))
        height, edges = np.histogram(found.estimates, "scott", density=True)
        self.bars.set_data(height / top, edges)
        self.bell.set_data(found.mean + found.std * BELL, np.exp(-0.5 * BELL**2))
        self.true.set_data([true, true], [0, 1.55])
        self.mean.set_data([found.mean, found.mean], [0, 1.55])

    def show_scatter(self, found: Repeated, sigma: float, n: int) -> None:
        """Draw the standard deviation of the estimates, as a part of that of one value."""
        scatter = float(found.std) / sigma
        self.found.set_data([n], [scatter])
        self.drop.set_data([n, n], [0.0, scatter])
        self.place("n", n, 0.0)

    def show_bias(
        self, found: Repeated, true: float, unit: float, n: int, times_n: float | None
    ) -> None:
        """Draw the bias with its standard error, in units that make it the same for every σ; and
        n times the bias in theory, divided by n, if it is known."""
        sizes = SIZES[:0] if times_n is None else SIZES
        self.theory.set_data(sizes, (times_n or 0.0) / sizes)
        bias = float(found.mean - true) / unit
        error = float(found.std / np.sqrt(REPEATS)) / unit
        self.found.set_data([n], [bias])
        self.error.set_data([n, n], [bias - error, bias + error])
        self.place("n", n, -0.62)


def say(found: Repeated, true: float, bias: float | str, spread: float | None) -> str:
    """How the estimates scatter, and how far their mean is from the true value.

    ``bias`` and ``spread`` are what theory says of them, if it does.

    >>> say(Repeated(np.zeros(200), np.array(0.8), np.array(0.5)), 1.0, -0.2, None).split(": ")[1]
    'bias -0.2 ± 0.0354, in theory -σ²/n = -0.2.'
    """
    theory = bias if isinstance(bias, str) else "0" if not bias else f"-σ²/n = {format_short(bias)}"
    expected = "" if spread is None else f" (σ/√n = {format_short(spread)})"
    error = format_short(found.std / np.sqrt(REPEATS))
    return (
        f"The {REPEATS} estimates have the mean {format_short(found.mean)} and scatter by"
        f" {format_short(found.std)}{expected}, the true value is {format_short(true)}: bias"
        f" {format_short(found.mean - true)} ± {error}, in theory {theory}."
    )
