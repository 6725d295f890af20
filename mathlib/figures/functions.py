"""A function of one variable that may be anything: with gaps, poles, huge or constant values."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from mathlib.figures.curve_points import range_to_show, sample

LONGEST, DEEPEST = 200, 8
"""Characters, and braces within braces: setting more takes seconds, or recurses too deeply."""


def draw_function(
    ax: Axes, f: Callable, domain: tuple[float, float], label: str = "f"
) -> tuple[float, float]:
    """Draw ``f``, (…) → (…), over ``domain`` with gaps where it jumps; return the range shown.

    >>> from matplotlib.figure import Figure
    >>> draw_function(Figure().subplots(), lambda x: 0 * x + 2.0, (-1, 1))
    (0.9, 3.1)
    """
    x, y = sample(f, domain)
    ax.plot(x, y, color=ax.xaxis.label.get_color(), lw=2, label=label, zorder=3)
    low, high = range_to_show(y)
    room = 0.05 * (high - low)
    ax.set(xlim=domain, ylim=(low - room, high + room))
    ax.yaxis.set_major_formatter(_short)
    ax.grid(True, alpha=0.6)
    return low - room, high + room


def draw_tangent(ax: Axes) -> Line2D:
    """Prepare a piece of a tangent; see `set_tangent`."""
    return ax.plot([], [], color="C0", lw=3, label="tangent", zorder=4)[0]


def set_tangent(line: Line2D, x: float, y: float, slope: float) -> None:
    """Put the tangent at (x, y), always of the same length on the screen; NaN hides it."""
    (left, right), (low, high) = line.axes.get_xlim(), line.axes.get_ylim()
    along = 1.0 / (right - left), slope / (high - low)
    half = 0.22 / (along[0] ** 2 + along[1] ** 2) ** 0.5
    line.set_data([x - half, x + half], [y - half * slope, y + half * slope])


def title_formula(ax: Axes, name: str, latex: str, otherwise: str) -> None:
    """Set "name = formula" as the title if there is room for it, else ``otherwise``."""
    depth = max(accumulate((c == "{") - (c == "}") for c in latex))
    if len(latex) > LONGEST or depth > DEEPEST:
        ax.set_title(otherwise, loc="left", va="baseline", fontsize=12.5)
        return
    title = ax.set_title(f"${name} = {latex}$", loc="left", va="bottom", fontsize=14)
    box, page = title.get_window_extent(), ax.figure.bbox
    if box.width > ax.get_window_extent().width or box.y1 > page.y1:
        ax.set_title(otherwise, loc="left", va="baseline", fontsize=12.5)


def _short(value: float, _position: int) -> str:
    """Write 1e8 and not 1e+08, so that the numbers of an axis stay narrow."""
    mantissa, _, exponent = f"{value + 0.0:.4g}".replace("-", "−").partition("e")
    return (
        f"{mantissa}e{exponent[0].replace('+', '')}{exponent[1:].lstrip('0')}"
        if exponent
        else mantissa
    )
