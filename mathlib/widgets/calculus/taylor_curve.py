"""A live figure of Taylor's polynomials of one variable: how far each of them can be trusted."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mathlib.calculus.example_curves import TAYLOR_EXAMPLES, Curve
from mathlib.calculus.taylor import TaylorPolynomial, taylor_polynomial
from mathlib.figures.functions import draw_function
from mathlib.formatting import format_number
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, play, slider, whole_slider

LEAST, MOST = 1e-16, 1e4
"""The errors that can be drawn; smaller ones are rounding."""


class TaylorCurve(LiveFigure):
    """A function and its Taylor polynomial: drag the centre, raise the degree, mark an x.

    The strip reaches as far from the centre as the polynomials tend to f.

    You vary the degree, the centre and x; the polynomial and its error follow. Find out that more
    terms help inside the strip only, and what in the complex plane sets its width.

    >>> figure = TaylorCurve()
    >>> figure.set(function="eˣ")
    >>> figure.set(degree=2, x=1.0)
    >>> figure.verdict.split("; ")[1]
    'degree 2 at x₀ = 0, coefficients 1, 1, 0.5: at x = 1 |f − p| = 0.218.'
    """

    title = "Taylor's polynomial and its error"
    size = (9.0, 5.2)
    redraw_on = ("function",)
    marked = {
        "ln(1 + x)": 0.5,
        "1/(1 + x²)": 0.5,
        "sin x": 3.0,
        "eˣ": 2.0,
        "sigmoid": 2.0,
        "tanh x": 1.0,
        "e^(−1/x²)": 1.0,
    }
    """For each function the x that is marked at first."""

    def __init__(self) -> None:
        degree = whole_slider("degree", 4, 0, 20)
        log, bell, sine, power, *_, flat = TAYLOR_EXAMPLES
        at_0 = {"x0": 0.0, "degree": 20}
        super().__init__(
            {
                "function": choice("function", tuple(TAYLOR_EXAMPLES)),
                "degree": degree,
                "play": play(degree, 400),
                "x0": slider("centre x₀", 0.0, -0.99, 3.0, 0.01),
                "x": slider("marked x", 0.5, -0.99, 3.0, 0.01),
            },
            handles=(
                Handle("centre", x="x0", axes=0, label="centre of the polynomial"),
                Handle("x", x="x", axes=1, label="marked x"),
            ),
            presets={
                "tangent": {"function": sine, "x0": 1.0, "degree": 1, "x": 2.0},
                "sin x, far": {"function": sine, **at_0, "x": 6.0},
                "eˣ": {"function": power, "x0": 0.0, "degree": 10, "x": 3.0},
                "ln: inside": {"function": log, **at_0, "x": 0.5},
                "ln: outside": {"function": log, **at_0, "x": 1.5},
                "ln, x₀ = 1": {"function": log, "x0": 1.0, "degree": 20, "x": 1.5},
                "smooth, yet radius 1": {"function": bell, **at_0, "x": 1.5},
                "the wrong function": {"function": flat, **at_0, "x": 1.0},
            },
        )

    def adapt(self, state: Mapping[str, Any]) -> dict:
        curve = TAYLOR_EXAMPLES[state["function"]]
        x0 = 0.0 if curve.domain[0] <= 0 else curve.start
        return {"x0": (*curve.domain, x0), "x": (*curve.domain, self.marked[curve.name])}

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        self.curve = TAYLOR_EXAMPLES[state["function"]]
        low, high = self.curve.domain
        self.grid = np.linspace(low, high, 601)
        self.values = self.curve(self.grid)
        figure.subplots_adjust(hspace=0.42, left=0.09, bottom=0.11, top=0.945)
        top, bottom = figure.subplots(2, 1, sharex=True, height_ratios=(1.25, 1))
        return [*self.draw_curve(top), *self.draw_error(bottom)]

    def draw_curve(self, ax: Axes) -> list[Artist]:
        """Draw f; prepare the polynomial, the strip that can be trusted, and the marked x."""
        self.shown = draw_function(ax, self.curve, self.curve.domain)
        low, high = self.shown
        room = 0.3 * (high - low)
        self.shown = (low - room, high + room)
        name = self.curve.name
        ax.set(ylim=self.shown, ylabel="value", title=f"— f = {name}, - - Taylor's polynomial p")
        ax.set_xlabel("x", loc="right", labelpad=-4)
        ax.locator_params(axis="y", nbins=5)
        self.strips = [ax.axvspan(0, 1, color="C2", alpha=0.16, lw=0, label="trusted")]
        (self.line,) = ax.plot([], [], "--", color="C0", lw=2.6, label="p", zorder=4)
        (self.gap,) = ax.plot([], [], "s-", color="C1", lw=2, ms=6, label="f and p at x", zorder=4)
        return [*self.strips, self.line, self.gap]

    def draw_error(self, ax: Axes) -> list[Artist]:
        """Prepare the error on a logarithmic scale."""
        ax.set(yscale="log", ylim=(LEAST, MOST), xlabel="x", ylabel="|f − p|")
        ax.set_title("The error (log scale); green: where higher degrees tend to f")
        ax.set_yticks([1e-16, 1e-12, 1e-8, 1e-4, 1, 1e4])
        ax.grid(True, alpha=0.6)
        strip = ax.axvspan(0, 1, color="C2", alpha=0.16, lw=0, label="trusted")
        self.strips.append(strip)
        (self.error,) = ax.plot([], [], color="C0", lw=2, label="|f − p|", zorder=3)
        (self.here,) = ax.plot([], [], "s", color="C1", ms=8, label="error at x", zorder=4)
        return [strip, self.error, self.here]

    def update(self, state: Mapping[str, Any]) -> None:
        x0, x = (round(state[name], 12) for name in ("x0", "x"))
        p = taylor_polynomial(self.curve, x0, state["degree"])
        low, high = self.shown
        values, f, found = p(self.grid), float(self.curve(x)), float(p(x))
        margin = 10 * (high - low)
        self.line.set_data(self.grid, np.clip(values, low - margin, high + margin))
        self.error.set_data(self.grid, np.clip(np.abs(self.values - values), LEAST / 10, 10 * MOST))
        self.gap.set_data([x, x], [f, np.clip(found, low - margin, high + margin)])
        error = abs(f - found)
        self.here.set_data([x], [np.clip(error, LEAST, MOST)])
        for strip in self.strips:
            left, right = np.clip([x0 - p.radius, x0 + p.radius], *self.curve.domain)
            strip.set(x=left, width=right - left)
        self.place("centre", x0, self.curve(x0))
        self.place("x", x, np.clip(error, LEAST, MOST))
        self.verdict = say(p, x, error)


def say(p: TaylorPolynomial, x: float, error: float) -> str:
    """How far from the centre the polynomials can be trusted, and the error of this one at x."""
    head = f"degree {len(p.coefficients) - 1} at x₀ = {format_number(p.x0, 3)}"
    if not p.radius:
        return (
            "Every coefficient is 0, so p = 0 converges everywhere, but to the wrong function;"
            f" {head}: at x = {format_number(x, 3)} |f − p| = {format_number(error, 3)}."
        )
    listed = ", ".join(format_number(np.round(c, 12), 3) for c in p.coefficients[:5])
    more = ", …" if len(p.coefficients) > 5 else ""
    size = "is below 1e-14" if error < 1e-14 else f"= {format_number(error, 3)}"
    return (
        f"{trust(p, x)}; {head}, coefficients {listed}{more}: at x = {format_number(x, 3)} |f − p|"
        f" {size}."
    )


def trust(p: TaylorPolynomial, x: float) -> str:
    """What more terms do at x, and how far the polynomials tend to f."""
    assert isinstance(p.f, Curve) and p.radius is not None  # as for all of TAYLOR_EXAMPLES
    if math.isinf(p.radius):
        return "Enough terms help at every x, since f has no singular point"
    away, z = abs(x - p.x0), nearest(p.f, p.x0)
    plane = " in the complex plane" if z == "0" and p.f.at_zero else ""  # on the line it is smooth
    why = f"radius {format_number(p.radius, 3)}, the distance to {z}, where f is singular{plane}"
    if math.isclose(away, p.radius, rel_tol=1e-9):
        return f"x is on the rim, where anything may happen ({why})"
    if away < p.radius:
        return f"x is inside, enough terms help ({why})"
    return f"x is outside: in the long run more terms make it worse ({why})"


def nearest(curve: Curve, x0: float) -> str:
    """The singular points nearest to x0, as text.

    >>> nearest(TAYLOR_EXAMPLES["1/(1 + x²)"], 0.0), nearest(TAYLOR_EXAMPLES["ln(1 + x)"], 0.0)
    ('±i', '-1')
    """
    z = min(curve.singular, key=lambda z: abs(z - x0))
    size = format_number(abs(complex(z).imag), 4)
    return f"±{'' if size == '1' else size}i" if complex(z).imag else format_number(z.real)
