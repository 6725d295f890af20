"""A live figure of the derivative: a secant becomes the tangent, a curve becomes straight."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from mathlib.calculus.differentiation import EPS
from mathlib.calculus.example_curves import EXAMPLES, Curve
from mathlib.figures.landscape import draw_curve
from mathlib.formatting import format_number
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, log_slider, slider


class SecantToTangent(LiveFigure):
    """Make h small: the secant turns into the tangent. Zoom in: the curve turns into it too.

    At a kink there is a slope from the left and one from the right, and no zoom makes it straight.

    You vary x₀, h and the zoom; the secant, its slope and the view through the microscope follow.
    Find out that a smooth curve becomes straight when magnified, and a kink does not.

    >>> figure = SecantToTangent()
    >>> figure.set(h=0.1)
    >>> figure.verdict[:57]
    "Secant's slope 2.1, tangent's slope 2, difference 0.1; in"
    """

    title = "From the secant to the tangent"
    redraw_on = ("function",)
    functions = ("x²", "sin x", "eˣ", "|x|", "ReLU")
    sides = ("right: h > 0", "left: h < 0")
    across = np.linspace(-1, 1, 201)

    def __init__(self) -> None:
        super().__init__(
            {
                "function": choice("function", self.functions),
                "x0": slider("point x₀", 1.0, -2, 2, 0.01),
                "h": log_slider("step |h|", 0.6, -6, 0),
                "side": choice("side", self.sides),
                "zoom": log_slider("zoom", 2.0, 0, 5),
            },
            handles=(Handle("point", x="x0", axes=0, label="point on the curve"),),
            presets={
                "h = 1": self.at("x²", 1.0, 1.0, 2.0),
                "h = 0.1": self.at("x²", 1.0, 0.1, 2.0),
                "h = 0.001, zoom 100": self.at("x²", 1.0, 0.001, 100.0),
                "kink of |x|": self.at("|x|", 0.0, 0.5, 2.0),
                "kink, zoom 1000": self.at("|x|", 0.0, 0.0005, 1000.0),
                "ReLU at 0, from the left": self.at("ReLU", 0.0, 0.5, 2.0, self.sides[1]),
            },
        )

    def at(self, function: str, x0: float, h: float, zoom: float, side: str = "") -> dict:
        """The values of all controls, for a preset."""
        side = side or self.sides[0]
        return {"function": function, "x0": x0, "h": h, "side": side, "zoom": zoom}

    def adapt(self, state: Mapping[str, Any]) -> dict:
        curve = EXAMPLES[state["function"]]
        return {"x0": (*curve.domain, curve.start)}

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        curve = EXAMPLES[state["function"]]
        figure.subplots_adjust(right=0.86, wspace=0.3)
        left, right = figure.subplots(1, 2, width_ratios=(1.25, 1))
        draw_curve(left, lambda x: curve(x[..., 0]), curve.domain, curve.name)
        left.set(ylim=_with_room(left), xlabel="x", ylabel="f(x)", title=f"f: {curve.name}")
        right.set(xlim=(-1, 1), ylim=(-1, 1), xticks=(-1, 0, 1), yticks=(-1, 0, 1))
        right.set(aspect="equal", title="Under the microscope")
        right.set(xlabel="(x − x₀) · zoom", ylabel="(f(x) − f(x₀)) · zoom")
        right.grid(True, alpha=0.6)
        for y, words, color in (
            (0.92, "— curve", right.xaxis.label.get_color()),
            (0.82, "- - tangent", "C1"),
            (0.72, "■ secant", "C0"),
        ):
            right.text(1.05, y, words, color=color, transform=right.transAxes)
        (self.box,) = left.plot([], [], color="C2", lw=1.5, label="field of the microscope")
        (self.near,) = right.plot([], [], color=right.xaxis.label.get_color(), label=curve.name)
        self.secants = [_line(ax, "s-", "C0", "secant", markevery=[1, 2]) for ax in (left, right)]
        self.tangents = [_line(ax, "--", "C1", "tangent") for ax in (left, right)]
        return [self.box, self.near, *self.secants, *self.tangents]

    def update(self, state: Mapping[str, Any]) -> None:
        curve, zoom = EXAMPLES[state["function"]], state["zoom"]
        x0 = round(state["x0"], 12)  # a slider's 0 may be 1e-17, and a kink is one point only
        h = state["h"] if state["side"] == self.sides[0] else -state["h"]
        y0, y1 = curve([x0, x0 + h])
        secant, slopes = (y1 - y0) / h, curve.slopes(x0)
        self.place("point", x0, y0)
        self.box.set_data(*_square(x0, y0, 1 / zoom))
        rise = (curve(x0 + self.across / zoom) - y0) * zoom
        self.near.set_data(self.across, rise)
        slope = slopes[0] if x0 not in curve.kinks else np.nan  # at a kink there is no tangent
        for i, (x, y, step) in enumerate(((x0, y0, h), (0, 0, h * zoom))):
            run = np.array([-9, 0, step, 9])
            self.secants[i].set_data(x + run, y + secant * run)
            self.tangents[i].set_data(x + run[::3], y + slope * run[::3])
        largest = max(abs(y0), abs(y1))
        difference = _unless_rounding(secant - slope, largest / abs(h))
        apart = _unless_rounding(np.abs(rise - slope * self.across).max() / 2, largest * zoom)
        self.verdict = say(curve, x0, slopes, (secant, difference, apart))


def say(curve: Curve, x0: float, slopes: tuple, measured: tuple[float, float, float]) -> str:
    """What the slopes are, and whether curve and tangent can be told apart.

    ``measured`` are the secant's slope, how far it is from the tangent's, and how far the curve
    leaves the tangent, as a share of the window.
    """
    left, right = (format_number(slope) for slope in slopes)
    if x0 in curve.kinks:
        return (
            f"Slope {left} from the left, {right} from the right: they differ, so {curve.name} has"
            f" no derivative at {x0:g}, and no zoom straightens the kink."
        )
    secant, difference, apart = measured
    return (
        f"Secant's slope {format_number(secant, 7)}, tangent's slope {left}, difference"
        f" {format_number(difference, 3)}; in the microscope the curve leaves the tangent by"
        f" {format_number(100 * apart, 2)} % of the window."
    )


def _unless_rounding(value: float, size: float) -> float:
    """0 if rounding numbers of this size could have made the value."""
    return value if abs(value) > 2 * EPS * size else 0.0


def _line(ax: Axes, fmt: str, color: str, label: str, **style: Any) -> Line2D:
    return ax.plot([], [], fmt, color=color, label=label, ms=7, zorder=3, **style)[0]


def _square(x: float, y: float, half: float) -> tuple[np.ndarray, np.ndarray]:
    return x + half * np.array([-1, 1, 1, -1, -1]), y + half * np.array([-1, -1, 1, 1, -1])


def _with_room(ax: Axes) -> tuple[float, float]:
    """The limits of y with some room below and above the curve."""
    low, high = ax.get_ylim()
    return low - 0.15 * (high - low), high + 0.05 * (high - low)
