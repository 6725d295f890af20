"""Objectives as a learner sees them: a curve over one variable, a contour map over two."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
    """Draw an objective of one variable, in the colour of the ink.

    Arguments:
        ax: the axes.
        f: the objective, (…, 1) → (…); finite in the domain (else: `draw_function`).
        domain: the interval of x.
        label: the name of the line in the summary.
        points: how many points are joined.

    Returns the line.

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
    """Return heights for contour lines such that each band covers about the same area of the map.

    Even heights would leave a flat valley blank.

    Arguments:
        values: the heights on an even grid, any shape.
        number: how many lines, lowest and highest included.

    Returns an increasing array of at most ``number`` heights, and at least 2.

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
    """Draw the contour map of an objective of two variables.

    The bands are coloured by their rank, so that each colour covers about the same area. For
    heights written on the lines see `mathlib.figures.levels.draw_level_map`.

    Arguments:
        ax: the axes.
        f: the objective, (…, 2) → (…).
        domain: the intervals of x₁ and of x₂.
        points: of the grid in each direction.

    Returns the filled bands.

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
    """Return the points of an even grid over a rectangle.

    Arguments:
        domain: the intervals of x₁ and of x₂.
        points: in each direction.

    Returns an array of shape (points, points, 2): x₂ grows along the first axis, x₁ along the
    second.

    >>> grid_points(((0, 1), (0, 2)), 3)[-1, 0]
    array([0., 2.])
    """
    x1, x2 = (np.linspace(low, high, points) for low, high in domain)
    return np.stack(np.meshgrid(x1, x2), axis=-1)


def level_lines(f: Callable, domain: tuple, levels: Any, *, points: int = 61) -> np.ndarray:
    """Return the lines on which a function of two variables has one of some values.

    For level lines that move, since new contours take far longer.

    Arguments:
        f: the function, (…, 2) → (…).
        domain: the intervals of x₁ and of x₂.
        levels: the values, shape (k,).
        points: of the grid in each direction.

    Returns the points (n, 2) of one line, broken by rows of NaN; (0, 2) if no value is reached.

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


def draw_stationary_points(ax: Axes, minimizers: Any, saddles: Any) -> list[Line2D]:
    """Mark minima by a filled star and saddles by a cross.

    Arguments:
        ax: the axes.
        minimizers, saddles: the points, shapes (m, 2) and (k, 2); either may be empty.

    Returns one line of markers for each kind that there is.

    >>> from matplotlib.figure import Figure
    >>> marks = draw_stationary_points(Figure().subplots(), [[0.0, 1.0]], [])
    >>> [mark.get_label() for mark in marks]
    ['minimum']
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
