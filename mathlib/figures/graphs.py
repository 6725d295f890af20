"""A computational graph: boxes joined by arrows, with numbers that move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.patheffects import withStroke

from mathlib.figures.lettering import draw_lettering, set_lettering

WIDTH, HEIGHT = 65.0, 44.0
"""Size of a box in points."""

Place = tuple[float, float]
Edge = tuple[str, str]
GraphArtists = tuple[Line2D, Line2D, PathPatch, PathPatch, PathPatch]


def draw_graph(
    ax: Axes, places: Mapping[str, Place], labels: Mapping[str, str], edges: Sequence[Edge]
) -> GraphArtists:
    """Draw a box for each value of a computation, and an arrow to each value made of it.

    Arguments:
        ax: axes whose unit is the point (1/72 inch).
        places: the middle of each box.
        labels: what stands in the upper half of each box.
        edges: from which box to which an arrow goes.

    Returns what moves, for `set_graph`: the outline of boxes, the arrows in use, and three sets of
    words (values, local derivatives, gradients).

    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> places, labels = {"x": (50, 50), "y": (200, 50)}, {"x": "x", "y": "y = x²"}
    >>> len(draw_graph(ax, places, labels, [("x", "y")]))
    5
    """
    ink, paper = ax.xaxis.label.get_color(), ax.get_facecolor()
    for edge in edges:
        start, end = _ends(places, edge)
        arrow = {"arrowstyle": "-|>", "color": ink, "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", end, start, arrowprops=arrow, zorder=1)
    for name, (x, y) in places.items():
        corner = (x - WIDTH / 2, y - HEIGHT / 2)
        box = FancyBboxPatch(corner, WIDTH, HEIGHT, "round,pad=0,rounding_size=6", fc=paper, ec=ink)
        ax.add_patch(box).set(linewidth=1.4, zorder=3)
        ax.text(x, y + 10, labels[name], ha="center", va="center", fontsize=11, zorder=4)
    (outline,) = ax.plot([], [], color="C0", lw=3.5, label="box of this step", zorder=4)
    (used,) = ax.plot([], [], color="C1", lw=4, label="arrows of this step", zorder=4)
    values, locals_, gradients = (draw_lettering(ax, color) for color in (ink, "C1", "C0"))
    locals_.set_path_effects([withStroke(linewidth=9, foreground=paper)])  # the arrow ends there
    return outline, used, values, locals_, gradients


def set_graph(
    artists: GraphArtists,
    places: Mapping[str, Place],
    numbers: tuple[Mapping[str, str], Mapping[Edge, str], Mapping[str, str]],
    now: tuple[Sequence[str], Sequence[Edge]],
) -> None:
    """Show the numbers known so far, and which boxes and arrows are in use.

    Arguments:
        artists: from `draw_graph`.
        places: the middle of each box, as there.
        numbers: the values in the boxes, the local derivatives on the arrows, and the gradients
            under the boxes, as texts.
        now: the names of the boxes and the arrows in use.

    >>> from matplotlib.figure import Figure
    >>> places, edge = {"x": (50, 50), "y": (200, 50)}, ("x", "y")
    >>> artists = draw_graph(Figure().subplots(), places, {"x": "x", "y": "y = x²"}, [edge])
    >>> set_graph(artists, places, ({"x": "3", "y": "9"}, {edge: "6"}, {"y": "1"}), (["y"], [edge]))
    >>> artists[1].get_xdata()[:2]
    array([ 82.5, 167.5])
    """
    outline, used, values, locals_, gradients = artists
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1), (np.nan, np.nan)])
    rings = [np.add(places[name], corners * (WIDTH / 2 + 3, HEIGHT / 2 + 3)) for name in now[0]]
    outline.set_data(*np.concatenate([np.zeros((0, 2)), *rings]).T)
    pieces = [[*_ends(places, edge), (np.nan, np.nan)] for edge in now[1]]
    used.set_data(*np.concatenate([np.zeros((0, 2)), *pieces]).T)
    inside, along, under = numbers
    set_lettering(values, [(places[n][0], places[n][1] - 10, t) for n, t in inside.items()], 12)
    middles = {edge: np.mean(_ends(places, edge), axis=0) for edge in along}
    set_lettering(locals_, [(*middles[edge], text) for edge, text in along.items()], 11.5)
    below = HEIGHT / 2 + 11
    set_lettering(
        gradients, [(places[n][0], places[n][1] - below, t) for n, t in under.items()], 12
    )


def _ends(places: Mapping[str, Place], edge: Edge) -> np.ndarray:
    """Where an arrow leaves its first box and where it meets the second, shape (2, 2)."""
    (x0, y0), (x1, y1) = (places[name] for name in edge)
    return np.array([(x0 + WIDTH / 2, y0), (x1 - WIDTH / 2, y1)])
