"""The way an algorithm went: its points on a map or a curve, and its values step by step."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.typing import ColorType


def draw_path(ax: Axes, path: Any, *, color: str = "C0", label: str = "path") -> Line2D:
    """Draw the points that an algorithm visited, joined by lines.

    Arguments:
        ax: the axes.
        path: the points, shape (steps, 2).
        color: of points and lines.
        label: the name of the path in the summary.

    Returns the line; ``set_data(x, y)`` moves it.

    >>> from matplotlib.figure import Figure
    >>> line = draw_path(Figure().subplots(), np.array([[0.0, 1.0], [2.0, 3.0]]))
    >>> line.get_xydata()
    array([[0., 1.],
           [2., 3.]])
    """
    (line,) = ax.plot(
        *np.asarray(path, float).T,
        "o-",
        color=color,
        ms=5,
        lw=1.8,
        mec=ax.get_facecolor(),
        mew=0.8,
        label=label,
        zorder=4,
    )
    return line


def draw_history(
    ax: Axes, values: Any, *, color: str = "C0", label: str = "loss", **style: Any
) -> Line2D:
    """Draw values against the number of the step, 0, 1, 2, …

    Arguments:
        ax: the axes; see `label_steps`.
        values: shape (steps,).
        color: of points and lines.
        label: the name of the line in the summary.
        style: anything else that matplotlib's ``Axes.plot`` takes.

    Returns the line; `set_history` moves it.

    >>> from matplotlib.figure import Figure
    >>> draw_history(Figure().subplots(), [4.0, 2.0, 1.0]).get_xdata()
    array([0., 1., 2.])
    """
    options: dict[str, Any] = {"marker": "o", "ms": 4, "lw": 1.8, "zorder": 4, **style}
    (line,) = ax.plot(
        np.arange(len(values), dtype=float), values, color=color, label=label, **options
    )
    return line


def draw_bound(ax: Axes, label: str) -> Line2D:
    """Prepare a broad pale band under a history: what theory says of it.

    Arguments:
        ax: the axes.
        label: the name of the band in the summary.

    Returns the line, without a point yet; `set_history` gives it some.

    >>> from matplotlib.figure import Figure
    >>> draw_bound(Figure().subplots(), "bound").get_marker()
    ''
    """
    style = {"lw": 7, "alpha": 0.45, "marker": "", "zorder": 3}
    return draw_history(ax, [], color="C1", label=label, **style)


def set_history(line: Line2D, values: Any) -> None:
    """Give a line made by `draw_history` new values.

    Arguments:
        line: from `draw_history` or `draw_bound`.
        values: shape (steps,), of any length.

    >>> from matplotlib.figure import Figure
    >>> line = draw_history(Figure().subplots(), [])
    >>> set_history(line, [4.0, 2.0])
    >>> line.get_xydata().tolist()
    [[0.0, 4.0], [1.0, 2.0]]
    """
    line.set_data(np.arange(len(values), dtype=float), values)


def draw_segments(
    ax: Axes, segments: Any, *, color: ColorType = "C1", label: str = "segments", **style: Any
) -> LineCollection:
    """Draw separate line pieces, residual bars for one. The axes keep their limits.

    Arguments:
        ax: the axes.
        segments: the pieces, shape (number, points of each, 2).
        color: of all pieces.
        label: the name of the pieces in the summary.
        style: anything else that matplotlib's ``LineCollection`` takes.

    Returns the collection; ``set_segments`` moves them.

    >>> from matplotlib.figure import Figure
    >>> bars = draw_segments(Figure().subplots(), [[[0, 0], [0, 1]], [[1, 0], [1, 2]]])
    >>> len(bars.get_segments())
    2
    """
    options: dict[str, Any] = {"linewidths": 1.2, "zorder": 2, **style}
    collection = LineCollection(segments, colors=color, label=label, **options)
    ax.add_collection(collection, autolim=False)
    return collection


def label_steps(ax: Axes, maximum: float, ylabel: str, ylim: tuple[float, float]) -> None:
    """Prepare axes for a history on a logarithmic scale.

    Arguments:
        ax: the axes.
        maximum: the number of steps.
        ylabel: the quantity, with its unit if it has one.
        ylim: the lowest and the highest value, both above 0.

    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> label_steps(ax, 50, "loss", (1e-3, 10.0))
    >>> ax.get_xlabel(), ax.get_yscale()
    ('step', 'log')
    """
    ax.set(xlim=(-0.02 * maximum, maximum), yscale="log", ylim=ylim, xlabel="step", ylabel=ylabel)
    ax.grid(True, alpha=0.6)
