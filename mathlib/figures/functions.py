"""A function of one variable that may be anything: with gaps, poles, huge or constant values."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from mathlib.figures.curve_points import range_to_show, sample
from mathlib.figures.style import axes_of

LONGEST, DEEPEST = 200, 8
"""Characters, and braces within braces: setting more takes seconds, or recurses too deeply."""


def draw_function(
    ax: Axes, f: Callable, domain: tuple[float, float], label: str = "f"
) -> tuple[float, float]:
    """Draw a function with gaps where it jumps, as high as is worth showing.

    Unlike `mathlib.figures.landscape.draw_curve` it takes what a learner has typed: poles, jumps,
    values beyond all bounds.

    Arguments:
        ax: the axes.
        f: the function, (…) → (…); NaN or infinite where it is not defined.
        domain: the interval of x.
        label: the name of the line in the summary.

    Returns the lowest and the highest y shown; the line is the last one of ``ax.lines``.

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
    """Prepare a piece of a tangent, and return the line; `set_tangent` shows it.

    >>> from matplotlib.figure import Figure
    >>> draw_tangent(Figure().subplots()).get_label()
    'tangent'
    """
    return ax.plot([], [], color="C0", lw=3, label="tangent", zorder=4)[0]


def set_tangent(line: Line2D, x: float, y: float, slope: float) -> None:
    """Put the tangent at (x, y), always of the same length on the screen; NaN hides it.

    Arguments:
        line: from `draw_tangent`, on axes that keep their limits.
        x, y: the point.
        slope: of the tangent, in the units of the axes.

    >>> import numpy as np
    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> _ = ax.set(xlim=(0, 1), ylim=(0, 1))
    >>> line = draw_tangent(ax)
    >>> set_tangent(line, 0.5, 0.5, slope=0.0)
    >>> np.round(line.get_data(), 2)
    array([[0.28, 0.72],
           [0.5 , 0.5 ]])
    """
    ax = axes_of(line)
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    along = 1.0 / (right - left), slope / (high - low)
    half = 0.22 / (along[0] ** 2 + along[1] ** 2) ** 0.5
    line.set_data([x - half, x + half], [y - half * slope, y + half * slope])


def title_formula(ax: Axes, name: str, latex: str, otherwise: str) -> None:
    """Set "name = formula" as the title if there is room for it, else ``otherwise``.

    Arguments:
        ax: the axes.
        name, latex: the two sides of the equation, in LaTeX without dollar signs.
        otherwise: the title that always fits.

    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> title_formula(ax, "f(x)", "x^{2}", "a formula")
    >>> ax.get_title(loc="left")
    '$f(x) = x^{2}$'
    """
    depth = max(accumulate((c == "{") - (c == "}") for c in latex))
    if len(latex) > LONGEST or depth > DEEPEST:
        ax.set_title(otherwise, loc="left", va="baseline", fontsize=12.5)
        return
    title = ax.set_title(f"${name} = {latex}$", loc="left", va="bottom", fontsize=14)
    box, page = title.get_window_extent(), ax.figure.bbox
    if box.width > ax.get_window_extent().width or box.y1 > page.y1:
        ax.set_title(otherwise, loc="left", va="baseline", fontsize=12.5)


def _short(value: float, _position: float) -> str:
    """Write 1e8 and not 1e+08, so that the numbers of an axis stay narrow."""
    mantissa, _, exponent = f"{value + 0.0:.4g}".replace("-", "−").partition("e")
    return (
        f"{mantissa}e{exponent[0].replace('+', '')}{exponent[1:].lstrip('0')}"
        if exponent
        else mantissa
    )
