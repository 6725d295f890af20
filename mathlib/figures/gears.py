"""A nudge on its way through a chain of functions: number lines side by side, and the rates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from mathlib.figures.bars import upright_strokes
from mathlib.figures.paths import draw_segments


def draw_fan(ax: Axes, values: np.ndarray, ylim: tuple[float, float]) -> LineCollection:
    """Draw number lines side by side on one scale, and faintly where some points go.

    Lines that spread from one number line to the next show a rate above 1. ``values`` has the
    shape (number lines, points); returns the faint lines.

    >>> from matplotlib.figure import Figure
    >>> fan = draw_fan(Figure().subplots(), np.array([[0.0, 1.0], [0.0, 2.0]]), (0, 2))
    >>> len(fan.get_segments())
    2
    """
    ink, places = ax.xaxis.label.get_color(), np.arange(len(values))
    ways = [np.stack([places, way], axis=1) for way in values.T]
    fan = draw_segments(ax, ways, color=ink, label="ways", linewidths=0.7, alpha=0.4)
    for place in places:
        ax.axvline(place, color=ink, lw=1.4, label="_number line", zorder=1)
    room = 0.06 * (ylim[1] - ylim[0])
    ax.set(xlim=(-0.3, len(values) - 0.7), ylim=(ylim[0] - room, ylim[1] + room), ylabel="value")
    ax.grid(True, axis="y", alpha=0.6)
    return fan


def draw_nudges(ax: Axes) -> list[Artist]:
    """Prepare the way of a point, that of its nudged neighbour, and the piece between them."""
    (pieces,) = ax.plot([], [], color="C1", lw=7, solid_capstyle="butt", label="nudges", zorder=4)
    (nudged,) = ax.plot([], [], "s--", color="C1", ms=5, lw=1.8, label="x + Δx and on", zorder=5)
    (way,) = ax.plot([], [], "o-", color="C0", ms=6, lw=2.2, label="x and on", zorder=6)
    return [pieces, nudged, way]


def set_nudges(artists: Sequence[Artist], values: np.ndarray) -> None:
    """Show ``values`` (number lines, 2): where the point and its neighbour are on each line."""
    pieces, nudged, way = artists
    places = np.arange(len(values), dtype=float)
    pieces.set_data(*upright_strokes(places, *values.T))
    way.set_data(places, values[:, 0])
    nudged.set_data(places, values[:, 1])


def draw_rates(ax: Axes, pairs: Sequence[tuple[str, str]], largest: float) -> list[Artist]:
    """Prepare a bar for the quotient of the changes of each of ``pairs``, and a mark for the rate.

    ``pairs`` names what changes and what it depends on; the last is the whole chain. ``largest``
    is the largest size to come.
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


def set_rates(artists: Sequence[Artist], quotients: np.ndarray, rates: np.ndarray) -> None:
    """Show the quotients as bars, and the rates as marks."""
    *bars, marks = artists
    for bar, quotient in zip(bars, np.nan_to_num(quotients), strict=True):
        bar.set_width(quotient)
    marks.set_xdata(rates)
