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

FONT = FontProperties(family="DejaVu Sans")
EM = 100.0
"""Size at which the letters are read from the font."""


def draw_lettering(ax: Axes, color: str) -> PathPatch:
    """Prepare words of one colour, set by `set_lettering`, on axes whose unit is the point.

    >>> from matplotlib.figure import Figure
    >>> words = draw_lettering(Figure().subplots(), "C0")
    >>> set_lettering(words, [(0.0, 0.0, "a"), (20.0, 0.0, "")], size=10)
    >>> len(words.get_path().vertices) > 10
    True
    """
    return ax.add_patch(PathPatch(Path(np.zeros((0, 2))), fc=color, lw=0, zorder=5))


def set_lettering(patch: PathPatch, words: Iterable[tuple[float, float, str]], size: float) -> None:
    """Show words, each centred at its (x, y), ``size`` points high."""
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
