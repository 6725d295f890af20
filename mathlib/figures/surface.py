"""A surface in space, turned and drawn flat: cheap enough to follow a slider."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex

from mathlib.figures.style import landscape_colormap

LIFT = np.radians(28)
"""From so high above the ground the surface is seen."""


def draw_surface(ax: Axes) -> PolyCollection:
    """Prepare a surface, in the colours of a contour map.

    Returns its meshes; `set_surface` shows one.

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
    ax.add_collection(mesh, autolim=False)
    return mesh


def set_surface(
    mesh: PolyCollection, x: np.ndarray, y: np.ndarray, height: np.ndarray, turn: float
) -> None:
    """Show heights over a grid.

    Meshes farther away are drawn first, so that nearer ones hide them.

    Arguments:
        mesh: from `draw_surface`.
        x, y, height: the points of the surface, shape (rows, columns).
        turn: how far the ground is turned, in degrees.

    >>> from matplotlib.figure import Figure
    >>> mesh, ground = draw_surface(Figure().subplots()), np.array([[0.0, 1.0], [0.0, 1.0]])
    >>> set_surface(mesh, ground, ground.T, ground * ground.T, turn=0.0)
    >>> len(mesh.get_paths()), mesh.get_array().tolist()
    (1, [0.25])
    """
    corners = seen_from(np.stack([x, y, height], axis=-1), turn)
    parts = [corners[:-1, :-1], corners[:-1, 1:], corners[1:, 1:], corners[1:, :-1]]
    meshes = np.stack(parts, axis=2).reshape(-1, 4, 3)
    order = np.argsort(-meshes[..., 2].mean(axis=-1))
    middles = 0.25 * (height[:-1, :-1] + height[:-1, 1:] + height[1:, 1:] + height[1:, :-1])
    flat: Any = meshes[order, :, :2]  # as one array it is read at once, not mesh by mesh
    mesh.set_verts(flat)
    mesh.set_array(middles.ravel()[order])


def seen_from(points: np.ndarray, turn: float) -> np.ndarray:
    """Return points in space as they are seen: across, up, and depth (larger is farther away).

    Arguments:
        points: x, y and height, shape (…, 3).
        turn: how far the ground is turned, in degrees.

    Returns an array of the same shape.

    >>> seen_from(np.array([0.0, 0.0, 1.0]), 0.0).round(3)
    array([ 0.   ,  0.883, -0.469])
    """
    c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    x, y, z = np.moveaxis(points, -1, 0)
    across, away = c * x - s * y, s * x + c * y
    up, depth = np.cos(LIFT) * z + np.sin(LIFT) * away, np.cos(LIFT) * away - np.sin(LIFT) * z
    return np.stack([across, up, depth], axis=-1)
