"""A live figure of the chain rule: a nudge goes through one function after the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from mathlib.calculus.expressions import parse
from mathlib.figures.gears import draw_fan, draw_nudges, draw_rates, set_nudges, set_rates
from mathlib.formatting import format_number
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, log_slider, slider


class ChainGears(LiveFigure):
    """A nudge of x moves y, which moves z: each function passes it on, as a gear does.

    Drag x on its number line; the rates of the functions multiply.

    You vary x, its nudge and the chain; the lines between the number lines and the bars follow.
    Find out that the quotient of the changes comes as close to the product of the rates as you
    like.

    >>> figure = ChainGears()
    >>> figure.set(x=1.0, nudge=0.1)
    >>> figure.verdict
    'Δz/Δx = 8.4, the rates multiply to 2 · 4 = 8: 5 % apart, and this goes to 0 with the nudge.'
    """

    title = "The chain rule as gears"
    size = (9.0, 4.6)
    redraw_on = ("chain",)
    most = 10**-0.3
    """The largest nudge."""
    chains = {
        "y = 2x, z = y²": (("y", "2*x"), ("z", "x**2")),
        "y = 3x, z = −y/2": (("y", "3*x"), ("z", "-x/2")),
        "y = sin x, z = eʸ": (("y", "sin(x)"), ("z", "exp(x)")),
        "y = x², z = 2y, u = sin z": (("y", "x**2"), ("z", "2*x"), ("u", "sin(x)")),
        "y = 3x, s = σ(y), L = (s − 1)²": (
            ("y", "3*x"), ("s", "sigmoid(x)"), ("L", "(x - 1)**2"),
        ),
    }  # fmt: skip
    """For each chain its variables after x, each with its function of the one before."""

    def __init__(self) -> None:
        first, second, third, _, neuron = self.chains
        super().__init__(
            {
                "chain": choice("chain", tuple(self.chains)),
                "x": slider("x", 1.0, -1.2, 1.2, 0.01),
                "nudge": log_slider("nudge Δx", 10**-0.6, -3, -0.3),
            },
            handles=(Handle("x", y="x", axes=0, label="x on its number line"),),
            presets={
                "Δx = 0.1": {"chain": first, "x": 1.0, "nudge": 0.1},
                "Δx = 0.001": {"chain": first, "x": 1.0, "nudge": 0.001},
                "constant rates": {"chain": second, "x": 0.5, "nudge": 0.4},
                "a rate of 0": {"chain": first, "x": 0.0, "nudge": 0.1},
                "sin, then exp": {"chain": third, "x": -1.0, "nudge": 0.3},
                "σ lets little through": {"chain": neuron, "x": -1.2, "nudge": 0.3},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        chain = self.chains[state["chain"]]
        self.names = ["x", *(name for name, _ in chain)]
        self.functions = [parse(text) for _, text in chain]
        self.slopes = [f.derivative() for f in self.functions]
        left, right = figure.subplots(1, 2, width_ratios=(1.25, 1))
        x = np.linspace(-1.2, 1.2, 25)
        nudged = self.through(np.linspace(-1.2, 1.2 + self.most, 100))
        draw_fan(left, self.through(x), (np.min(nudged), np.max(nudged)))
        labels = ["x", *state["chain"].split(", ")]
        left.set_xticks(range(len(labels)), labels, fontsize=12)
        left.set(title="Where x and x + Δx go", xlabel="from one number line to the next")
        self.nudges = draw_nudges(left)
        pairs = [*zip(self.names[1:], self.names, strict=False), (self.names[-1], "x")]
        self.rates = draw_rates(right, pairs, self.largest_rate())
        right.set_title("Change by change: ▬ Δ by Δ, ◆ rate")
        return [*self.nudges, *self.rates]

    def through(self, x: np.ndarray) -> np.ndarray:
        """The values of x and of every variable after it, shape (variables, …)."""
        values = [np.asarray(x, float)]
        for f in self.functions:
            values.append(f(values[-1]))
        return np.array(values)

    def quotients(self, x: Any, nudge: Any) -> tuple[np.ndarray, np.ndarray]:
        """Quotients of the changes and rates: one for each function, then for the whole chain."""
        values = self.through(x)
        changes = self.through(np.add(x, nudge)) - values
        with np.errstate(all="ignore"):
            steps = np.concatenate([changes[1:] / changes[:-1], changes[-1:] / changes[:1]])
        rates = [slope(v) for slope, v in zip(self.slopes, values, strict=False)]
        return steps, np.array([*rates, np.prod(rates, axis=0)])

    def largest_rate(self) -> float:
        """The largest of all quotients and rates that can be reached, in size."""
        x, nudge = np.meshgrid(np.linspace(-1.2, 1.2, 49), np.geomspace(1e-3, self.most, 9))
        return max(float(np.nanmax(np.abs(part))) for part in self.quotients(x, nudge))

    def update(self, state: Mapping[str, Any]) -> None:
        x, nudge = state["x"], state["nudge"]
        self.place("x", -0.15, x)  # beside the line, so that Δx is seen
        set_nudges(self.nudges, self.through(np.array([x, x + nudge])))
        quotients, rates = self.quotients(x, nudge)
        set_rates(self.rates, quotients, rates)
        self.verdict = self.say(float(quotients[-1]), rates)

    def say(self, quotient: float, rates: np.ndarray) -> str:
        """How far the quotient of the changes is from the product of the rates."""
        last = self.names[-1]
        factors = " · ".join(_factor(rate) for rate in rates[:-1])
        product = format_number(round(rates[-1], 12), 3)
        start = (
            f"Δ{last}/Δx = {format_number(round(quotient, 9))}, the rates multiply to"
            f" {factors} = {product}"
        )
        apart = abs(quotient - rates[-1])
        if apart <= 1e-9:
            return f"{start}: equal for every nudge, since all rates are constant."
        if abs(rates[-1]) <= 1e-9:
            return f"{start}: one rate is 0, so Δ{last}/Δx goes to 0 with the nudge."
        times = quotient / rates[-1]
        if times < 0:
            return f"{start}: the signs differ, which ends when the nudge is small enough."
        if times >= 2:
            large = format_number(round(times, 1 if times < 10 else None), 15)
            return f"{start}: {large} times as large, and this goes to 1 with the nudge."
        share = format_number(100 * apart / abs(rates[-1]), 2)
        return f"{start}: {share} % apart, and this goes to 0 with the nudge."


def _factor(rate: float) -> str:
    """A rate as a factor: negative numbers in brackets."""
    text = format_number(round(rate, 12), 3)
    return f"({text})" if rate < 0 else text
