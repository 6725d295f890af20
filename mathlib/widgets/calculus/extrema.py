"""A live figure of the higher-derivative test: which derivative decides at 0?"""

from __future__ import annotations

from collections.abc import Mapping
from math import factorial
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from mathlib.calculus.example_curves import EXAMPLES, Curve
from mathlib.calculus.extrema import derivative_test
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, log_slider


class WhichDerivativeDecides(LiveFigure):
    """Minimum, maximum, or neither at 0? Zoom in: the first derivative that is not 0 decides.

    Drag the edge of the window, or use the slider; the middle panel stretches the window until
    the curve fills it, so that only its shape is left.

    You vary the function and the window; the stretched window and its first term follow. Find out
    that close by only that term is left, and that a minimum may be flatter than all of them.

    >>> figure = WhichDerivativeDecides()
    >>> figure.set(function="−x⁴")
    >>> figure.verdict
    'Maximum: the 4th derivative, -24, is the first that is not 0; even order, negative.'
    """

    title = "Which derivative decides?"
    size = (9.6, 4.0)
    redraw_on = ("function",)
    orders = np.arange(1, 7)
    curves = {name: EXAMPLES[name] for name in ("x²", "x³", "x⁴", "x⁵", "x³ + x", "e^(−1/x²)")} | {
        "−x⁴": Curve("−x⁴", "-x**4", (-1.6, 1.6), 0),
        "x⁴ − x³": Curve("x⁴ − x³", "x**4 - x**3", (-1.6, 1.6), 0),
    }

    def __init__(self) -> None:
        super().__init__(
            {
                "function": choice("function", tuple(self.curves)),
                "window": log_slider("window |x| ≤", 1.0, -1.3, 0.1),
            },
            handles=(Handle("window", x="window", axes=0, label="edge of the window"),),
            presets={
                "x⁴": {"function": "x⁴", "window": 0.5},
                "x⁵": {"function": "x⁵", "window": 0.5},
                "x⁴ − x³ from afar": {"function": "x⁴ − x³", "window": 10**0.1},
                "x⁴ − x³ close by": {"function": "x⁴ − x³", "window": 0.1},
                "x³ + x close by": {"function": "x³ + x", "window": 0.1},
                "silent": {"function": "e^(−1/x²)", "window": 0.2},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        figure.subplots_adjust(left=0.07, wspace=0.34)
        self.curve = self.curves[state["function"]]
        self.derivatives = np.array([self.curve(0.0, order=int(k)) for k in self.orders])
        self.test = derivative_test(self.derivatives)
        left, middle, right = figure.subplots(1, 3, width_ratios=(1, 1, 1.1))
        x = np.linspace(-1.4, 1.4, 281)
        ink = left.xaxis.label.get_color()
        left.plot(x, self.curve(x), color=ink, label="f")
        left.set(xlim=(-1.4, 1.4), ylim=(-3, 3), xlabel="x", ylabel="f(x)", title=self.curve.name)
        left.grid(True, alpha=0.6)
        (self.window,) = left.plot([], [], "-", color="C1", lw=6, alpha=0.7, label="window")
        self.draw_window(middle)
        self.draw_derivatives(right)
        return [self.window, self.term, self.shape]

    def draw_window(self, ax: Any) -> None:
        """Prepare the stretched window: the curve, and the term that decides."""
        ax.set(xlim=(-1, 1), ylim=(-1.1, 1.1), xlabel="x", ylabel="f(x), stretched")
        ax.set(xticks=[-1, 0, 1], xticklabels=["−edge", "0", "edge"], yticks=[0], yticklabels=["0"])
        ax.set_title("Window: — f, ▬ first term" if self.test.order else "Window: — f")
        ax.grid(True, alpha=0.6)
        (self.term,) = ax.plot([], [], color="C1", lw=8, alpha=0.5, label="first term")
        (self.shape,) = ax.plot([], [], color="C0", lw=2.5, label="f in the window")

    def draw_derivatives(self, ax: Any) -> None:
        """Draw the derivatives at 0 as stems, the one that decides as a star."""
        ink, decides = ax.xaxis.label.get_color(), self.orders == self.test.order
        ax.axhline(0, color=ink, lw=1, label="_zero")
        ax.vlines(self.orders, 0, self.derivatives, color=ink, lw=2, label="stems")
        for chosen, marker, size, color in ((~decides, "o", 7, ink), (decides, "*", 18, "C0")):
            ax.plot(
                self.orders[chosen], self.derivatives[chosen], marker, ms=size, color=color,
                label="the first not 0" if marker == "*" else "derivatives",
            )  # fmt: skip
        ax.set_yscale("symlog", linthresh=1, linscale=0.6)
        ax.set(xlim=(0.4, 6.6), ylim=(-400, 400), xlabel="order k", ylabel="k-th derivative at 0")
        ax.set_yticks([-100, -10, -1, 0, 1, 10, 100], ["−100", "−10", "−1", "0", "1", "10", "100"])
        ax.set_yticks([], minor=True)
        ax.set_xticks(self.orders)
        ax.set_title("★ first that is not 0" if self.test.order else "All are 0: silent")
        ax.grid(True, alpha=0.6)

    def update(self, state: Mapping[str, Any]) -> None:
        edge, order = state["window"], self.test.order
        self.place("window", edge, 0.0)
        self.window.set_data([-edge, edge], [0.0, 0.0])
        share = np.linspace(-1, 1, 401)
        y = self.curve(edge * share)
        height = np.max(np.abs(y))
        self.shape.set_data(share, y / height)
        if order:
            coefficient = self.derivatives[order - 1] / factorial(order)
            self.term.set_data(share, coefficient * (edge * share) ** order / height)
        self.verdict = self.test.message + self.seen(edge) + "."

    def seen(self, edge: float) -> str:
        """What the picture shows and the derivatives do not say."""
        if self.test.kind == "silent":
            value = float(self.curve(edge))
            return f"; yet f rises on both sides, to {value:.2g} at x = {edge:.3g}: a minimum"
        if self.curve.name == "x⁴ − x³" and edge > 0.75:
            return "; the minimum you see is at x = 0.75, not at 0"
        return ""
