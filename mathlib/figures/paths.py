"""The way an algorithm went: its points on a map or a curve, and its values step by step."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D


def draw_path(ax: Axes, path: np.ndarray, *, color: str = "C0", label: str = "path") -> Line2D:
    """Draw the points ``path`` (steps, 2) joined by lines; return the line (use ``set_data``).

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
    ax: Axes, values: np.ndarray, *, color: str = "C0", label: str = "loss", **style: object
) -> Line2D:
    """Draw ``values`` (steps,) against the number of the step; return the line.

    >>> from matplotlib.figure import Figure
    >>> draw_history(Figure().subplots(), [4.0, 2.0, 1.0]).get_xdata()
    array([0., 1., 2.])
    """
    options = {"marker": "o", "ms": 4, "lw": 1.8, "zorder": 4, **style}
    (line,) = ax.plot(
        np.arange(len(values), dtype=float), values, color=color, label=label, **options
    )
    return line


def draw_bound(ax: Axes, label: str) -> Line2D:
    """Prepare a broad pale band under a history: what theory says of it. Use `set_history`.

    >>> from matplotlib.figure import Figure
    >>> draw_bound(Figure().subplots(), "bound").get_marker()
    ''
    """
    style = {"lw": 7, "alpha": 0.45, "marker": "", "zorder": 3}
    return draw_history(ax, np.empty(0), color="C1", label=label, **style)


def set_history(line: Line2D, values: np.ndarray) -> None:
    """Give a line made by `draw_history` new ``values`` (steps,)."""
    line.set_data(np.arange(len(values), dtype=float), values)


def draw_segments(
    ax: Axes, segments: np.ndarray, *, color: str = "C1", label: str = "segments", **style: object
) -> LineCollection:
    """Draw separate line pieces (number, 2, 2): residual bars, for one; return the collection.

    >>> from matplotlib.figure import Figure
    >>> bars = draw_segments(Figure().subplots(), [[[0, 0], [0, 1]], [[1, 0], [1, 2]]])
    >>> len(bars.get_segments())
    2
    """
    options = {"linewidths": 1.2, "zorder": 2, **style}
    collection = LineCollection(segments, colors=color, label=label, **options)
    return ax.add_collection(collection, autolim=False)


def label_steps(ax: Axes, maximum: float, ylabel: str, ylim: tuple[float, float]) -> None:
    """Prepare axes for a history on a logarithmic scale: ``maximum`` steps, values in ``ylim``."""
    ax.set(xlim=(-0.02 * maximum, maximum), yscale="log", ylim=ylim, xlabel="step", ylabel=ylabel)
    ax.grid(True, alpha=0.6)
