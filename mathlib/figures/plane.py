"""The plane of vectors: axes with equal units, arrows with their letters, grids, circles, lines."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.patheffects import withStroke

from mathlib.figures.style import axes_of
from mathlib.linalg import Diagonalization


def draw_plane(ax: Axes, limit: float, title: str = "") -> None:
    """Prepare axes for vectors: equal units, both directions from ``-limit`` to ``limit``.

    Arguments:
        ax: the axes.
        limit: above 0.
        title: of the axes.

    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> draw_plane(ax, 3)
    >>> ax.get_xlim() == ax.get_ylim() == (-3, 3)
    True
    """
    ink = ax.xaxis.label.get_color()
    ax.set(xlim=(-limit, limit), ylim=(-limit, limit), aspect="equal", title=title)
    ax.set(xlabel="$x_1$", ylabel="$x_2$")
    ax.axhline(0, color=ink, lw=0.8, alpha=0.5, label="_axis", zorder=1)
    ax.axvline(0, color=ink, lw=0.8, alpha=0.5, label="_axis", zorder=1)


class Arrow(Polygon):
    """An arrow on axes with equal units; move it by `set_vector`. Its width is that of its shaft,
    as a part of the width of the axes.

    matplotlib's `quiver` makes its arrows anew in every frame, and takes six times as long.
    """

    def __init__(self, width: float, **style: Any) -> None:
        super().__init__(np.zeros((1, 2)), lw=0, **style)
        self.width = width

    def set_vector(self, vector: Any, tail: Any = (0.0, 0.0)) -> None:
        """Let it go from ``tail`` to ``tail + vector``, both of shape (2,).

        The zero vector is a dot; a short arrow gets a small head.
        """
        self.vector = np.array(vector, float)
        along = complex(*self.vector)
        low, high = axes_of(self).get_xlim()
        width = self.width * (high - low)
        outline = _outline(abs(along) / width) * (along / abs(along) if along else 1)
        self.set_xy(tail + width * np.stack([outline.real, outline.imag], axis=-1))


def _outline(length: float) -> np.ndarray:
    """The corners x + iy of an arrow from 0 to ``length``, in units of the width of its shaft."""
    if length < 1:
        return 0.5 * np.exp(1j * np.radians(np.arange(0, 360, 60)))
    size = min(length / 10.5, 1)  # with less than half a head of shaft, all of it shrinks
    end, neck, head = length / size, length / size - 6, length / size - 7
    side = np.array([0.5j, neck + 0.5j, head + 2.5j])
    return size * np.array([*side, end, *side[::-1].conj()])


def draw_arrow(
    ax: Axes, tip: Any = (0.0, 0.0), *, color: str = "C0", width: float = 0.013, label: str = ""
) -> Arrow:
    """Draw an arrow from 0 on axes with equal units.

    Arguments:
        ax: the axes; see `draw_plane`.
        tip: where it ends, shape (2,).
        color: of the arrow.
        width: of its shaft, as a part of the width of the axes.
        label: its name.

    Returns the arrow; ``set_vector`` moves it.

    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> draw_plane(ax, 5)
    >>> arrow = draw_arrow(ax, [1.0, 2.0])
    >>> arrow.set_vector([3.0, 4.0])
    >>> arrow.get_xy()[3]
    array([3., 4.])
    """
    arrow = Arrow(width, color=color, zorder=4, label=label)
    ax.add_patch(arrow)
    arrow.set_vector(tip)
    return arrow


def arrow_strokes(tails: np.ndarray, arrows: np.ndarray) -> np.ndarray:
    """Return many arrows as the points of one line, broken by NaN: shafts and heads.

    Unlike those of `draw_arrow` they may change in number.

    Arguments:
        tails, arrows: where each begins, and how far it goes, shape (number, 2).

    Returns the points, shape (6 · number, 2).

    >>> arrow_strokes(np.array([[0.0, 0.0]]), np.array([[10.0, 0.0]]))
    array([[ 0.,  0.],
           [10.,  0.],
           [ 6.,  2.],
           [10.,  0.],
           [ 6., -2.],
           [nan, nan]])
    """
    tips, across = tails + arrows, 0.2 * arrows[:, ::-1] * [-1, 1]
    left, right = tips - 0.4 * arrows + across, tips - 0.4 * arrows - across
    gaps = np.full_like(tips, np.nan, dtype=float)
    return np.stack([tails, tips, left, tips, right, gaps], axis=1).reshape(-1, 2)


def draw_letter(ax: Axes, name: str, *, color: str = "C0", size: float = 12) -> Line2D:
    """Draw a letter that can move.

    It is a marker and not a text, since a text is slow to draw in every frame. For words see
    `mathlib.figures.lettering.draw_lettering`.

    Arguments:
        ax: the axes.
        name: mathematical text, such as ``"e_1"``.
        color: of the letter.
        size: in points.

    Returns the letter, nowhere yet; `set_letter` puts it beside the tip of an arrow.

    >>> from matplotlib.figure import Figure
    >>> draw_letter(Figure().subplots(), "e_1").get_marker()
    '$e_1$'
    """
    (letter,) = ax.plot([], [], color=color, marker=f"${name}$", ms=size, mew=0.3, label="_letter")
    halo = withStroke(linewidth=4, foreground=ax.get_facecolor())  # lines end before the letter
    letter.set(linestyle="", zorder=6, clip_on=False, path_effects=[halo])
    return letter


def set_letter(letter: Line2D, tip: Any) -> None:
    """Put a letter a little beyond the tip of its arrow; beside 0, if the arrow has no length.

    Arguments:
        letter: from `draw_letter`.
        tip: where the arrow ends, shape (2,).

    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> draw_plane(ax, 5)
    >>> letter = draw_letter(ax, "x")
    >>> set_letter(letter, [0.0, 2.0])
    >>> letter.get_xydata()
    array([[0. , 2.8]])
    """
    tip = np.asarray(tip, float)
    length = np.linalg.norm(tip)
    direction = tip / length if length else np.array([-0.6, -0.8])
    low, high = axes_of(letter).get_xlim()
    letter.set_data(*(tip + 0.08 * (high - low) * direction)[:, None])


def grid_lines(reach: int) -> np.ndarray:
    """Return the lines of the unit grid from ``-reach`` to ``reach``.

    ``grid_lines(4) @ A.T`` is the grid after the map A.

    Returns the points of one line, broken by rows of NaN, shape (6 · (2 · reach + 1), 2).

    >>> grid_lines(1)[:4]
    array([[-1., -1.],
           [-1.,  1.],
           [nan, nan],
           [ 0., -1.]])
    """
    places = range(-reach, reach + 1)
    upright = np.array([[[n, -reach], [n, reach], [np.nan, np.nan]] for n in places])
    return np.concatenate([upright, upright[..., ::-1]]).reshape(-1, 2)


def circle_points(number: int = 121) -> np.ndarray:
    """Return points of the unit circle, the first one twice to close it, shape (number, 2).

    >>> circle_points(5).round(12)[1]
    array([0., 1.])
    """
    turn = np.linspace(0, 2 * np.pi, number)
    return np.stack([np.cos(turn), np.sin(turn)], axis=-1)


def draw_directions(ax: Axes, pairs: Diagonalization) -> None:
    """Draw the real directions that do not turn: w₁ dashed, w₂ dotted; none if every line turns.

    Arguments:
        ax: axes made by `draw_plane`.
        pairs: of a 2 × 2 matrix, from `mathlib.linalg.diagonalize`.

    >>> from matplotlib.figure import Figure
    >>> from mathlib.linalg import diagonalize
    >>> ax = Figure().subplots()
    >>> draw_directions(ax, diagonalize([[1.0, 1.0], [0.0, 1.0]]))
    >>> [line.get_label() for line in ax.lines]
    ['w₁', '_letter']
    """
    reach = ax.get_xlim()[1]
    number = {"real": 2, "defective": 1, "complex": 0}[pairs.kind]
    for i, dashes, color in ((0, "--", "C2"), (1, ":", "C3"))[:number]:
        direction = pairs.W[:, i]
        line = lines_through_zero([direction], 2 * reach).T
        ax.plot(*line, dashes, color=color, lw=2, label=f"w{'₁₂'[i]}", zorder=2)
        set_letter(draw_letter(ax, f"w_{i + 1}", color=color, size=15), -0.72 * reach * direction)


def lines_through_zero(directions: Any, reach: float) -> np.ndarray:
    """Return lines through 0 as the points of one line, broken by rows of NaN.

    Arguments:
        directions: shape (number, 2), of any length; one of length 0 gives a point.
        reach: how far each line goes to both sides.

    Returns the points, shape (3 · number, 2).

    >>> lines_through_zero([[0.0, 1.0]], 2)
    array([[ 0., -2.],
           [ 0.,  2.],
           [nan, nan]])
    """
    directions = np.reshape(np.asarray(directions, float), (-1, 2))
    length = np.linalg.norm(directions, axis=-1, keepdims=True)
    unit = directions / np.where(length > 0, length, 1)
    return (unit[:, None, :] * np.array([[-reach], [reach], [np.nan]])).reshape(-1, 2) + 0.0
