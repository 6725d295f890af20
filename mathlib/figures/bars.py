"""Upright bars that move: filled ones, empty frames for what a learner sets by hand, strokes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.container import BarContainer


def draw_bars(
    ax: Axes, places: Any, heights: Any, *, color: str = "C0", width: float = 0.4, **style: Any
) -> BarContainer:
    """Draw a filled bar of each height at each place.

    Arguments:
        ax: the axes.
        places: the middles of the bars, shape (n,).
        heights: shape (n,).
        color: of all bars.
        width: in the unit of ``places``.
        style: anything else that matplotlib's ``Axes.bar`` takes.

    Returns the n bars; `set_heights` moves them.

    >>> from matplotlib.figure import Figure
    >>> bars = draw_bars(Figure().subplots(), [0, 1], [0.25, 0.75])
    >>> set_heights(bars, [0.5, 0.5])
    >>> [bar.get_height() for bar in bars]
    [0.5, 0.5]
    """
    return ax.bar(places, heights, width=width, color=color, **{"zorder": 2, **style})


def draw_frames(ax: Axes, places: Any, heights: Any, *, width: float = 0.4) -> BarContainer:
    """Draw an empty bar, dashed in the colour of the ink, of each height at each place.

    Unlike those of `draw_bars` they let what is behind them be seen.

    Arguments:
        ax: the axes.
        places, heights: shape (n,).
        width: in the unit of ``places``.

    Returns the n bars; `set_heights` moves them.

    >>> from matplotlib.figure import Figure
    >>> draw_frames(Figure().subplots(), [0, 1], [2, 3])[1].get_fill()
    False
    """
    ink = ax.xaxis.label.get_color()
    return ax.bar(places, heights, width=width, fill=False, ec=ink, ls="--", lw=1.4, zorder=3)


def upright_strokes(
    places: np.ndarray, low: np.ndarray, high: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return x and y of one line that goes from ``low`` to ``high`` at each place, with gaps.

    Arguments:
        places, low, high: shape (n,).

    Returns two arrays of shape (3 n,) for ``set_data``; every third y is NaN and breaks the line.

    >>> upright_strokes(np.array([1.0, 2.0]), np.zeros(2), np.array([5.0, 6.0]))[1]
    array([ 0.,  5., nan,  0.,  6., nan])
    """
    gaps = np.full(len(places), np.nan)
    return np.repeat(places, 3), np.stack([low, high, gaps], axis=1).ravel()


def set_heights(bars: BarContainer, heights: Iterable[float]) -> None:
    """Give bars new heights, one for each; a bar below 0 hangs down.

    Arguments:
        bars: from `draw_bars` or `draw_frames`.
        heights: as many as there are bars.

    Raises ValueError if there are more or fewer heights than bars.

    >>> from matplotlib.figure import Figure
    >>> bars = draw_bars(Figure().subplots(), [0, 1], [1, 2])
    >>> set_heights(bars, [3, -1])
    >>> [bar.get_height() for bar in bars]
    [3, -1]
    """
    for bar, height in zip(bars, heights, strict=True):
        bar.set_height(height)
