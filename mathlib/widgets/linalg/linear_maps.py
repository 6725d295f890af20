"""A live figure of a linear map: what a matrix of two rows and columns does to the whole plane."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mathlib.figures.plane import (
    draw_arrow,
    draw_letter,
    draw_plane,
    grid_lines,
    lines_through_zero,
    set_letter,
)
from mathlib.formatting import format_number
from mathlib.linalg import diagonalize
from mathlib.widgets.linalg.matrix_controls import (
    entries,
    matrix_handles,
    matrix_of,
    matrix_sliders,
)
from mathlib.widgets.live import LiveFigure

GRID = grid_lines(8)
ALL_WAYS = np.radians(np.arange(0, 180, 30))
SQUARE = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])


class LinearMap(LiveFigure):
    """Drag the images of e₁ and e₂: the grid and the unit square follow.

    The lines through 0 that do not turn light up, and on each an eigenvector and its image.

    You vary the four entries. Find out that the columns of A are the images of e₁ and e₂, that det
    A is the factor by which areas grow, and which lines survive a shear, a turn, a projection.

    >>> figure = LinearMap()
    >>> figure.set(a11=1.0, a12=1.0, a21=0.0, a22=1.0)
    >>> figure.verdict
    'det A = 1: areas stay as they are; only the line at 0° does not turn (λ = 1).'
    """

    title = "What a matrix does to the plane"
    size = (9.0, 4.6)

    def __init__(self) -> None:
        super().__init__(
            matrix_sliders(),
            handles=matrix_handles(axes=1),
            presets={
                "[[2, 1], [2, 3]]": entries(2, 1, 2, 3),
                "twice": entries(2, 0, 0, 2),
                "quarter turn": entries(0, -1, 1, 0),
                "reflection": entries(0, 1, 1, 0),
                "shear": entries(1, 1, 0, 1),
                "projection": entries(1, 0, 0, 0),
                "flattened": entries(2, -1, 1, -0.5),
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        left, right = figure.subplots(1, 2)
        draw_plane(left, 6, "Before (dashed: does not turn)")
        draw_plane(right, 6, "After A: drag the tips")
        self.before = MarkedPlane(left, ("e_1", "e_2"))
        self.after = MarkedPlane(right, ("Ae_1", "Ae_2"))
        self.before.show(np.eye(2))
        marked = [self.before.lines, self.before.points, *self.before.arrows, *self.before.letters]
        return [*marked, *self.after.artists, self.after.lines, self.after.points]

    def update(self, state: Mapping[str, Any]) -> None:
        A = matrix_of(state)
        directions, factors, said = unturned(A)
        self.after.show(A)
        self.before.light_up(directions, directions)
        self.after.light_up(directions[factors != 0], factors[:, None] * directions)
        self.verdict = f"{say_area(A)}; {said}."


class MarkedPlane:
    """One plane with its grid, unit square, the arrows e₁ and e₂, and the lines that light up."""

    def __init__(self, ax: Axes, names: tuple[str, str]) -> None:
        ink = ax.xaxis.label.get_color()
        (self.grid,) = ax.plot([], [], color=ink, lw=0.8, alpha=0.45, label="grid", zorder=1)
        (self.square,) = ax.fill(*SQUARE.T, color="C2", alpha=0.4, label="unit square")
        colors = ("C0", "C1")
        self.arrows = [draw_arrow(ax, color=color) for color in colors]
        self.letters = [
            draw_letter(ax, name, color=color, size=8 * len(name) - 10)
            for name, color in zip(names, colors, strict=True)
        ]
        (self.lines,) = ax.plot([], [], "--", color="C4", lw=2.6, label="does not turn", zorder=3)
        (self.points,) = ax.plot([], [], "D", color="C4", ms=6, label="eigenvectors", zorder=5)
        self.artists = [self.grid, self.square, *self.arrows, *self.letters]

    def show(self, A: np.ndarray) -> None:
        """Draw everything where the matrix A sends it."""
        self.grid.set_data(*(GRID @ A.T).T)
        self.square.set_xy(SQUARE @ A.T)
        for arrow, letter, tip in zip(self.arrows, self.letters, A.T, strict=True):
            arrow.set_vector(tip)
            set_letter(letter, tip)

    def light_up(self, directions: np.ndarray, points: np.ndarray) -> None:
        """Draw the lines along ``directions`` (number, 2), and mark one point on each."""
        self.lines.set_data(*lines_through_zero(directions, 9).T)
        self.points.set_data(*points.T)


def unturned(A: np.ndarray) -> tuple[np.ndarray, np.ndarray, str]:
    """The lines through 0 that A does not turn: unit directions, factors, and words for them.

    >>> unturned(np.array([[0.0, -1.0], [1.0, 0.0]]))[2]
    'every line turns, since λ = ±i is not real'
    """
    if np.allclose(A, A[0, 0] * np.eye(2), rtol=0, atol=1e-9):
        factor = format_number(A[0, 0], 3)
        words = f"no line turns: every vector is multiplied by {factor}"
        words = {"0": "no line is left", "1": "nothing moves"}.get(factor, words)
        directions = np.stack([np.cos(ALL_WAYS), np.sin(ALL_WAYS)], axis=-1)
        return directions, np.full(6, A[0, 0]), words
    pairs = diagonalize(A)
    values, directions = np.round(pairs.eigenvalues, 9), pairs.W.T
    if pairs.kind == "complex":
        words = f"every line turns, since λ = {_complex_pair(values[0])} is not real"
        return np.empty((0, 2)), np.empty(0), words
    values, directions = values.real, directions.real
    degrees = [format_number(d, 3) for d in _degrees(directions)]
    factors = [f"{format_number(v, 3)}{'' if v else ': sent to 0'}" for v in values]
    if pairs.kind == "defective":
        words = f"only the line at {degrees[0]}° does not turn (λ = {factors[0]})"
        return directions[:1], values[:1], words
    words = (
        f"the lines at {degrees[0]}° and {degrees[1]}° do not turn (λ₁ = {factors[0]},"
        f" λ₂ = {factors[1]})"
    )
    return directions, values, words


def _complex_pair(value: complex) -> str:
    """A value and its conjugate, with ± between the parts; parts that say nothing left out."""
    real, turn = format_number(value.real, 3), format_number(abs(value.imag), 3)
    turn = "i" if turn == "1" else f"{turn}i"
    return f"±{turn}" if real == "0" else f"{real} ± {turn}"


def _degrees(directions: np.ndarray) -> np.ndarray:
    """The angles of lines to the x₁ axis, from 0 to below 180."""
    return np.round(np.degrees(np.arctan2(directions[:, 1], directions[:, 0])), 6) % 180


def say_area(A: np.ndarray) -> str:
    """What the determinant of A says of areas.

    >>> say_area(np.array([[0.0, 1.0], [1.0, 0.0]]))
    'det A = -1: areas stay as they are, flipped over'
    """
    det = np.round(np.linalg.det(A), 9) + 0.0
    if det == 0:
        to = "onto a line" if A.any() else "to the point 0"
        return f"det A = 0: the plane is flattened {to}"
    size, sign = format_number(abs(det)), "-" if det < 0 else ""
    areas = "stay as they are" if size == "1" else f"are multiplied by {size}"
    return f"det A = {sign}{size}: areas {areas}{', flipped over' if sign else ''}"
