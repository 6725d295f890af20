"""A contour map with the heights written on its level lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import BoundaryNorm, to_hex
from matplotlib.contour import QuadContourSet

from mathlib.figures.landscape import grid_points, levels_for
from mathlib.figures.style import landscape_colormap
from mathlib.formatting import format_number


def draw_level_map(
    ax: Axes,
    f: Callable,
    domain: tuple[tuple[float, float], ...],
    *,
    number: int = 9,
    points: int = 161,
) -> QuadContourSet:
    """Draw the contour map of a function of two variables, with the heights on its lines.

    The heights are round numbers, spread so that each band covers about the same area. For a map
    without numbers see `mathlib.figures.landscape.draw_landscape`.

    Arguments:
        ax: the axes.
        f: the function, (…, 2) → (…).
        domain: the intervals of x₁ and of x₂.
        number: about how many heights.
        points: of the grid in each direction.

    Returns the lines; their heights are ``lines.levels``.

    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> lines = draw_level_map(ax, lambda x: x[..., 0], ((0, 8), (0, 1)), number=5)
    >>> lines.levels.tolist(), [text.get_text() for text in ax.texts]
    ([2.0, 4.0, 6.0], ['2', '4', '6'])
    """
    grid = grid_points(domain, points)
    values, (x1, x2) = f(grid), np.moveaxis(grid, -1, 0)
    levels = round_levels(levels_for(values, number)[1:-1])
    edges = np.unique([values.min(), *levels, values.max()])
    colors = landscape_colormap(to_hex(ax.get_facecolor()))
    ax.contourf(x1, x2, values, levels=edges, cmap=colors, norm=BoundaryNorm(edges, 256))
    ink = ax.xaxis.label.get_color()
    lines = ax.contour(x1, x2, values, levels=levels, colors=ink, linewidths=0.5)
    lines.set_linestyle("-")  # matplotlib dashes what is below 0
    ax.set(xlim=domain[0], ylim=domain[1], xlabel="$x_1$", ylabel="$x_2$")
    ax.locator_params(nbins=5)
    _label(ax, lines)
    return lines


def _label(ax: Axes, lines: QuadContourSet) -> None:
    """Write its height on each line, away from the edge and from the heights written before."""
    places = np.array([[0.5, 0.5]])
    for line in lines.get_paths():
        points = ax.transLimits.transform(line.vertices)
        points = points[((points > 0.08) & (points < 0.92)).all(axis=1)]
        if len(points):
            apart = np.linalg.norm(points[:, None] - places, axis=-1).min(axis=1)
            places = np.append(places, points[[np.argmax(apart)]], axis=0)
    spots = ax.transLimits.inverted().transform(places[1:])
    ax.clabel(lines, fmt=_height, fontsize=9, manual=spots.tolist())


def _height(value: float) -> str:
    return format_number(value).replace("-", "−")


def round_levels(levels: Any) -> np.ndarray:
    """Return the levels as numbers of one digit, each once, in increasing order.

    What is 0 but for a hundredth of the whole range becomes 0.

    Arguments:
        levels: shape (n,), n ≥ 1.

    Returns an increasing array of at most n numbers.

    >>> round_levels([-0.123, 0.0, 1.04, 0.97, 38.0])
    array([ 0.,  1., 40.])
    """
    least = 0.01 * np.ptp(levels)
    return np.unique([float(f"{v:.1g}") if abs(v) > least else 0.0 for v in levels])
