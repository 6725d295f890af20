"""Words that move: letters as one filled outline, since text artists take milliseconds each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath, text_to_path
from matplotlib.typing import ColorType

FONT = FontProperties(family="DejaVu Sans")
EM = 100.0
"""Size at which the letters are read from the font."""


def draw_lettering(ax: Axes, color: ColorType) -> PathPatch:
    """Prepare words of one colour on axes whose unit is the point (1/72 inch).

    Arguments:
        ax: the axes.
        color: of all words.

    Returns one outline for all words; `set_lettering` gives it some.

    >>> from matplotlib.figure import Figure
    >>> words = draw_lettering(Figure().subplots(), "C0")
    >>> set_lettering(words, [(0.0, 0.0, "a"), (20.0, 0.0, "")], size=10)
    >>> len(words.get_path().vertices) > 10
    True
    """
    words = PathPatch(Path(np.zeros((0, 2))), fc=color, lw=0, zorder=5)
    ax.add_patch(words)
    return words


def set_lettering(patch: PathPatch, words: Iterable[tuple[float, float, str]], size: float) -> None:
    """Show words.

    Arguments:
        patch: from `draw_lettering`.
        words: (x, y, text) for each; x and y are its middle. None hides all.
        size: of the letters, in points.

    >>> from matplotlib.figure import Figure
    >>> patch = draw_lettering(Figure().subplots(), "C0")
    >>> set_lettering(patch, [(50.0, 20.0, "η")], size=12)
    >>> patch.get_path().get_extents().get_points().mean(axis=0).round(-1)
    array([50., 20.])
    """
    vertices, codes = [np.zeros((0, 2))], [np.zeros(0, np.uint8)]
    for x, y, text in words:
        letters = [_letter(letter) for letter in text]
        right = x - 0.5 * size * sum(width for *_, width in letters)
        for outline, kinds, width in letters:
            vertices.append(size * outline + (right, y - 0.36 * size))
            codes.append(kinds)
            right += size * width
    patch.set_path(Path(np.concatenate(vertices), np.concatenate(codes)))


@lru_cache(maxsize=256)
def _letter(letter: str) -> tuple[np.ndarray, np.ndarray, float]:
    """The outline of a letter at size 1, the kinds of its vertices, and its width."""
    width = (_width(f"n{letter}n") - _width("nn")) / FONT.get_size_in_points()
    if letter.isspace():
        return np.zeros((0, 2)), np.zeros(0, np.uint8), width
    outline = TextPath((0, 0), letter, size=EM, prop=FONT)
    return outline.vertices / EM, outline.codes, width


def _width(text: str) -> float:
    return text_to_path.get_text_width_height_descent(text, FONT, ismath=False)[0]
