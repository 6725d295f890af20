"""A histogram that moves: one outline, however many bars."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.patches import StepPatch


def draw_histogram(ax: Axes, label: str) -> StepPatch:
    """Prepare a histogram.

    Arguments:
        ax: the axes.
        label: its name in the summary.

    Returns the outline; show a histogram by ``set_data(heights, edges)``, of shapes (bars,) and
    (bars + 1,), as numpy.histogram returns them.

    >>> from matplotlib.figure import Figure
    >>> bars = draw_histogram(Figure().subplots(), "sample")
    >>> bars.set_data([1, 3], [0.0, 0.5, 1.0])
    >>> bars.get_data().values.tolist()
    [1, 3]
    """
    shade = to_rgba("C0", 0.5)
    return ax.stairs([0.0], [0, 1], fill=True, fc=shade, ec="C0", lw=1.2, label=label)
