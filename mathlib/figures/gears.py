"""A nudge on its way through a chain of functions: number lines side by side, and the rates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from mathlib.figures.bars import upright_strokes
from mathlib.figures.paths import draw_segments

Nudges = tuple[Line2D, Line2D, Line2D]


def draw_fan(ax: Axes, values: np.ndarray, ylim: tuple[float, float]) -> LineCollection:
    """Draw number lines side by side on one scale, and faintly where some points go.

    Lines that spread from one number line to the next show a rate above 1.

    Arguments:
        ax: the axes.
        values: where each point is on each number line, shape (number lines, points).
        ylim: the lowest and the highest value to show.

    Returns the faint lines.

    >>> from matplotlib.figure import Figure
    >>> fan = draw_fan(Figure().subplots(), np.array([[0.0, 1.0], [0.0, 2.0]]), (0, 2))
    >>> len(fan.get_segments())
    2
    """
    ink, places = ax.xaxis.label.get_color(), np.arange(len(values))
    ways = [np.stack([places, way], axis=1) for way in values.T]
    fan = draw_segments(ax, ways, color=ink, label="ways", linewidths=0.7, alpha=0.4)
    for place in range(len(values)):
        ax.axvline(place, color=ink, lw=1.4, label="_number line", zorder=1)
    room = 0.06 * (ylim[1] - ylim[0])
    ax.set(xlim=(-0.3, len(values) - 0.7), ylim=(ylim[0] - room, ylim[1] + room), ylabel="value")
    ax.grid(True, axis="y", alpha=0.6)
    return fan


def draw_nudges(ax: Axes) -> Nudges:
    """Prepare the way of a point, that of its nudged neighbour, and the piece between them.

    Returns the pieces, the way of the neighbour, and that of the point, for `set_nudges`.

    >>> from matplotlib.figure import Figure
    >>> [line.get_label() for line in draw_nudges(Figure().subplots())]
    ['nudges', 'x + Δx and on', 'x and on']
    """
    (pieces,) = ax.plot([], [], color="C1", lw=7, solid_capstyle="butt", label="nudges", zorder=4)
    (nudged,) = ax.plot([], [], "s--", color="C1", ms=5, lw=1.8, label="x + Δx and on", zorder=5)
    (way,) = ax.plot([], [], "o-", color="C0", ms=6, lw=2.2, label="x and on", zorder=6)
    return pieces, nudged, way


def set_nudges(artists: Nudges, values: np.ndarray) -> None:
    """Show where the point and its neighbour are on each number line.

    Arguments:
        artists: from `draw_nudges`.
        values: shape (number lines, 2).

    >>> from matplotlib.figure import Figure
    >>> artists = draw_nudges(Figure().subplots())
    >>> set_nudges(artists, np.array([[1.0, 1.1], [2.0, 2.4]]))
    >>> artists[1].get_ydata()
    array([1.1, 2.4])
    """
    pieces, nudged, way = artists
    places = np.arange(len(values), dtype=float)
    pieces.set_data(*upright_strokes(places, *values.T))
    way.set_data(places, values[:, 0])
    nudged.set_data(places, values[:, 1])


def draw_rates(ax: Axes, pairs: Sequence[tuple[str, str]], largest: float) -> list[Any]:
    """Prepare a bar for the quotient of two changes, and a mark for the rate, for each function.

    Arguments:
        ax: the axes.
        pairs: the names of what changes and of what it depends on; the last is the whole chain.
        largest: the largest size of a quotient or rate to come.

    Returns the bars, one for each pair, and last the marks, for `set_rates`.

    >>> from matplotlib.figure import Figure
    >>> len(draw_rates(Figure().subplots(), [("u", "x"), ("y", "u"), ("y", "x")], 5.0))
    4
    """
    rows = np.arange(len(pairs), dtype=float)
    colors = ["C1"] * (len(pairs) - 1) + ["C0"]
    bars = ax.barh(rows, np.zeros(len(pairs)), height=0.45, color=colors, label="quotients")
    ink, paper = ax.xaxis.label.get_color(), ax.get_facecolor()
    (marks,) = ax.plot(
        rows * 0, rows, "D", ms=11, mfc=ink, mec=paper, mew=1.5, color=ink, label="rates", zorder=5
    )
    ax.set_yticks(rows, [f"Δ{new}/Δ{old}" for new, old in pairs])
    ax.set(xlim=(-1.08 * largest, 1.08 * largest), ylim=(len(pairs) - 0.5, -0.5), xlabel="rate")
    ax.axvline(0, color=ink, lw=1, label="_zero")
    ax.grid(True, axis="x", alpha=0.6)
    return [*bars, marks]


def set_rates(artists: Sequence[Any], quotients: np.ndarray, rates: np.ndarray) -> None:
    """Show the quotients as bars, and the rates as marks.

    Arguments:
        artists: from `draw_rates`.
        quotients, rates: shape (pairs,); a quotient that is NaN is a bar of length 0.

    >>> from matplotlib.figure import Figure
    >>> artists = draw_rates(Figure().subplots(), [("y", "x")], 5.0)
    >>> set_rates(artists, np.array([2.1]), np.array([2.0]))
    >>> artists[0].get_width(), artists[1].get_xdata()
    (np.float64(2.1), array([2.]))
    """
    *bars, marks = artists
    for bar, quotient in zip(bars, np.nan_to_num(quotients), strict=True):
        bar.set_width(quotient)
    marks.set_xdata(rates)
