"""A surface in space, turned and drawn flat: cheap enough to follow a slider."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex

from mathlib.figures.style import landscape_colormap

LIFT = np.radians(28)
"""From so high above the ground the surface is seen."""


def draw_surface(ax: Axes) -> PolyCollection:
    """Prepare a surface; see `set_surface`.

    >>> from matplotlib.figure import Figure
    >>> mesh = draw_surface(Figure().subplots())
    >>> x, y = np.meshgrid([-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0])
    >>> set_surface(mesh, x, y, x * y, turn=30.0)
    >>> len(mesh.get_paths())
    4
    """
    ink, paper = ax.xaxis.label.get_color(), to_hex(ax.get_facecolor())
    mesh = PolyCollection([], edgecolors=ink, linewidths=0.35, label="surface", zorder=2)
    mesh.set_cmap(landscape_colormap(paper))
    return ax.add_collection(mesh, autolim=False)


def set_surface(
    mesh: PolyCollection, x: np.ndarray, y: np.ndarray, height: np.ndarray, turn: float
) -> None:
    """Show the heights over a grid, all of shape (rows, columns), turned by so many degrees.

    Meshes farther away are drawn first, so that nearer ones hide them.
    """
    corners = seen_from(np.stack([x, y, height], axis=-1), turn)
    parts = [corners[:-1, :-1], corners[:-1, 1:], corners[1:, 1:], corners[1:, :-1]]
    meshes = np.stack(parts, axis=2).reshape(-1, 4, 3)
    order = np.argsort(-meshes[..., 2].mean(axis=-1))
    middles = 0.25 * (height[:-1, :-1] + height[:-1, 1:] + height[1:, 1:] + height[1:, :-1])
    mesh.set_verts(meshes[order, :, :2])
    mesh.set_array(middles.ravel()[order])


def seen_from(points: np.ndarray, turn: float) -> np.ndarray:
    """Return across, up and depth of points in space, shape (…, 3), turned by so many degrees.

    >>> seen_from(np.array([0.0, 0.0, 1.0]), 0.0).round(3)
    array([ 0.   ,  0.883, -0.469])
    """
    c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    x, y, z = np.moveaxis(points, -1, 0)
    across, away = c * x - s * y, s * x + c * y
    up, depth = np.cos(LIFT) * z + np.sin(LIFT) * away, np.cos(LIFT) * away - np.sin(LIFT) * z
    return np.stack([across, up, depth], axis=-1)
