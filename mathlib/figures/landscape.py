"""Objectives as a learner sees them: a curve over one variable, a contour map over two."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from contourpy import LineType, contour_generator
from matplotlib.axes import Axes
from matplotlib.colors import BoundaryNorm, to_hex
from matplotlib.contour import QuadContourSet
from matplotlib.lines import Line2D

from mathlib.figures.style import landscape_colormap


def draw_curve(
    ax: Axes, f: Callable, domain: tuple[float, float], label: str = "f", *, points: int = 601
) -> Line2D:
    """Draw ``f`` (of arrays (…, 1)) over ``domain`` in the colour of the ink; return the line.

    >>> from matplotlib.figure import Figure
    >>> draw_curve(Figure().subplots(), lambda x: x[..., 0] ** 2, (-1, 1)).get_label()
    'f'
    """
    x = np.linspace(*domain, points)
    (line,) = ax.plot(x, f(x[:, None]), color=ax.xaxis.label.get_color(), lw=1.8, label=label)
    ax.set_xlim(domain)
    ax.grid(True, alpha=0.6)
    return line


def levels_for(values: np.ndarray, number: int = 14) -> np.ndarray:
    """Heights for contour lines such that each band covers about the same area of the map.

    Even heights would leave a flat valley blank. Returns an increasing array.

    >>> levels_for(np.arange(101.0), 5)
    array([  0.,  25.,  50.,  75., 100.])
    """
    levels = np.unique(np.quantile(values, np.linspace(0, 1, number)))
    return levels if len(levels) > 1 else levels[0] + np.array([0.0, 1.0])


def draw_landscape(
    ax: Axes,
    f: Callable,
    domain: tuple[tuple[float, float], ...],
    *,
    points: int = 161,
) -> QuadContourSet:
    """Draw the contour map of ``f`` (of arrays (…, 2)) over ``domain``; return the filled bands.

    >>> from matplotlib.figure import Figure
    >>> bowl = lambda x: (x**2).sum(axis=-1)
    >>> len(draw_landscape(Figure().subplots(), bowl, ((-1, 1), (-1, 1))).levels)
    14
    """
    grid = grid_points(domain, points)
    values = f(grid)
    x1, x2 = grid[..., 0], grid[..., 1]
    levels = levels_for(values)
    bands = ax.contourf(
        x1, x2, values, levels=levels, cmap=landscape_colormap(_paper(ax)), norm=_ranks(levels)
    )
    ax.contour(x1, x2, values, levels=levels, colors=ax.xaxis.label.get_color(), linewidths=0.4)
    ax.set(xlim=domain[0], ylim=domain[1], xlabel="$x_1$", ylabel="$x_2$")
    return bands


def grid_points(domain: tuple, points: int) -> np.ndarray:
    """The points of an even grid over a rectangle, as an array (points, points, 2).

    >>> grid_points(((0, 1), (0, 2)), 3)[-1, 0]
    array([0., 2.])
    """
    x1, x2 = (np.linspace(low, high, points) for low, high in domain)
    return np.stack(np.meshgrid(x1, x2), axis=-1)


def level_lines(f: Callable, domain: tuple, levels: np.ndarray, *, points: int = 61) -> np.ndarray:
    """The lines on which ``f`` (of arrays (…, 2)) has one of the ``levels``, as points (n, 2).

    They are the data of one line, broken by rows of NaN: for level lines that move, since new
    contours take far longer.

    >>> level_lines(lambda x: x[..., 0], ((-1, 1), (0, 2)), [0.5], points=3).round(6)
    array([[0.5, 2. ],
           [0.5, 1. ],
           [0.5, 0. ]])
    """
    grid = grid_points(domain, points)
    generator = contour_generator(
        grid[0, :, 0], grid[:, 0, 1], f(grid), line_type=LineType.ChunkCombinedNan
    )
    pieces = []
    for level in levels:
        (line,) = generator.lines(level)[0]
        if line is not None:
            pieces += [np.full((1, 2), np.nan), line]
    return np.concatenate(pieces[1:]) if pieces else np.zeros((0, 2))


def draw_stationary_points(ax: Axes, minimizers: np.ndarray, saddles: np.ndarray) -> list[Line2D]:
    """Mark minima by a filled star and saddles by a cross; return the artists.

    ``minimizers`` and ``saddles`` have the shapes (m, 2) and (k, 2); either may be empty.
    """
    ink, paper = ax.xaxis.label.get_color(), _paper(ax)
    marks = []
    for points, marker, size, name in (
        (minimizers, "*", 15, "minimum"),
        (saddles, "X", 10, "saddle"),
    ):
        points = np.reshape(points, (-1, 2))
        if len(points):
            marks += ax.plot(
                *points.T, marker, ms=size, mfc=ink, mec=paper, mew=1.2, ls="", label=name, zorder=3
            )
    return marks


def _paper(ax: Axes) -> str:
    return to_hex(ax.get_facecolor())


def _ranks(levels: np.ndarray) -> BoundaryNorm:
    """Spread the colours evenly over the bands, whatever their heights."""
    return BoundaryNorm(levels, 256)
