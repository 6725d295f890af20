"""The picture side of a live figure: one static background, moving artists blitted over it.

A frame is sent as an *overlay*: small square tiles, where something differs from the background,
side by side in one PNG that is transparent where nothing does. It is lossless, small, quick to
encode and to decode, and needs no memory of earlier frames. The numbers behind this choice come
from ``make bench``.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from itertools import takewhile
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D

from mathlib.figures.style import drawn_with, settings_undone, style

CSS_DPI = 100
"""Screen pixels per inch at scale 1: a figure 9 inches wide is 900 px wide on the page."""

TILE = 32
"""Width and height of a tile of the overlay, in pixels."""

ACROSS = 16
"""Tiles that stand side by side in the picture of an overlay, before the next row begins."""

MARGINS = {"left": 0.08, "right": 0.98, "bottom": 0.145, "top": 0.91, "wspace": 0.24}
"""Room for labels, in fractions of the figure. (matplotlib's automatic layout takes longer than
all the drawing; an explorer with longer labels adjusts these in its `draw`.)"""


def _keep_freed_memory() -> None:
    """Let a frame reuse the memory of the one before.

    glibc hands large pieces back to the system as soon as they are freed, and getting them anew
    costs up to 2 ms a frame. It learns from the largest piece it has seen freed, up to 32 MiB,
    what to keep (mallopt(3), M_MMAP_THRESHOLD); nobody writes to this one, so it takes no memory.
    """
    np.empty(31 * 2**20, np.uint8)


_keep_freed_memory()


def encode_png(pixels: np.ndarray) -> bytes:
    """Encode ``pixels`` (height, width, 3 or 4) uint8 as a PNG, for speed and not for size.

    Row filter 0 and zlib level 1: about four times as fast as a general PNG writer, which
    spends most of its time on choosing row filters. Source: PNG specification, ISO/IEC 15948.

    >>> encode_png(np.zeros((2, 3, 3), np.uint8))[:4]
    b'\\x89PNG'
    """
    height, width, channels = pixels.shape
    rows = np.zeros((height, 1 + width * channels), np.uint8)
    rows[:, 1:] = pixels.reshape(height, -1)

    def chunk(tag: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2 if channels == 3 else 6, 0, 0, 0)
    body = zlib.compress(rows.data, 1)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


class Stage:
    """A matplotlib figure that redraws only what moves.

    ``draw(figure)`` puts everything on the figure and returns the artists that will move; it is
    called anew whenever the static part changes. ``version`` counts the backgrounds drawn.

    A photograph among the moving artists is expensive. While it and all that lies behind it stand
    still, they are part of the background (``_resting`` of them).
    """

    def __init__(self, size: tuple[float, float], draw: Callable[[Figure], Iterable[Artist]]):
        self.size = size
        self.theme, self.scale = "light", 1.5
        self.version = 0
        self._figure: Figure | None = None
        self._draw = draw
        self._moving: list[Artist] = []
        self._background = self._bare = None
        self._resting = 0

    @property
    def drawn(self) -> bool:
        """Whether there is a figure: not before `rebuild`, nor after one that failed."""
        return self._figure is not None

    @property
    def figure(self) -> Figure:
        """The figure with everything on it. Raises RuntimeError if nothing is drawn."""
        if self._figure is None:
            raise RuntimeError("nothing is drawn yet, or the last drawing failed: call rebuild()")
        return self._figure

    def configure(self, theme: str, scale: float) -> None:
        """Choose the colours ("light" or "dark") and the device pixels per screen pixel."""
        style(theme)  # raises if there is no such theme
        if not np.isfinite(scale):
            raise ValueError(f"scale must be a finite number; got {scale}")
        scale = round(min(max(float(scale), 0.5), 3.0), 5)
        if theme != self.theme:
            self.theme, self._figure = theme, None
        elif scale != self.scale:
            self._background = None
        self.scale = scale

    def rebuild(self) -> None:
        """Draw everything anew, from an empty figure."""
        with self._style():
            figure, self._figure = Figure(figsize=self.size), None
            figure.subplots_adjust(**MARGINS)
            self._canvas = FigureCanvasAgg(figure)
            self._moving = list(self._draw(figure))
        for artist in self._moving:
            artist.set_animated(True)
        self._moving.sort(key=lambda artist: artist.get_zorder())
        self._figure, self._background = figure, None

    def untouched(self) -> AbstractContextManager[None]:
        """Matplotlib as it is when nobody has changed its settings; artists are moved under it."""
        return drawn_with(settings_undone())

    def _style(self) -> AbstractContextManager[None]:
        """The theme's settings, whatever a learner has set; needed while drawing too, since "C0" is
        looked up that late."""
        return drawn_with(settings_undone() | style(self.theme))

    def _ensure_background(self) -> None:
        if self._background is None:
            self.figure.set_dpi(CSS_DPI * self.scale)
            with self._style():
                self._canvas.draw()
            self._bare = self._canvas.copy_from_bbox(self.figure.bbox)
            self._keep_background(0)

    def _keep_background(self, resting: int) -> None:
        """What is on the canvas, with the rearmost artists, is the background from now on."""
        self._resting, whole = resting, self.figure.bbox
        self._background = self._canvas.copy_from_bbox(whole) if resting else self._bare
        self._background_pixels = self._pixels().copy()
        self.version += 1

    def _pixels(self) -> np.ndarray:
        return np.asarray(self._canvas.buffer_rgba()).view(np.uint32)[..., 0]

    def _paint(self, artists: Iterable[Artist]) -> None:
        with self._style():
            for artist in artists:
                self.figure.draw_artist(artist)

    def _rest(self) -> None:
        """Take an image into the background, with its neighbours, if they have not changed since
        the last frame and others have; or take out again what has changed."""
        still = list(takewhile(lambda artist: not artist.stale, self._moving))
        if 0 < self._resting <= len(still) or len(still) == len(self._moving):
            return
        resting = len(still) if any(isinstance(artist, AxesImage) for artist in still) else 0
        if resting != self._resting:
            self._canvas.restore_region(self._bare)
            self._paint(still[:resting])
            self._keep_background(resting)

    def _blit(self) -> np.ndarray:
        """Paint the moving artists over the background; return (height, width) packed pixels."""
        self._ensure_background()
        self._rest()
        self._canvas.restore_region(self._background)
        self._paint(self._moving[self._resting :])
        return self._pixels()

    def overlay(self) -> tuple[list[tuple[int, int]], bytes]:
        """What lies over the background: the left upper corner (x, y) of each tile, in pixels, and
        a PNG with the tiles, ``ACROSS`` of them in a row."""
        pixels = self._blit()
        changed = pixels != self._background_pixels
        # The last tiles may overlap the ones before, so that none sticks out.
        tops, lefts = (np.minimum(np.arange(0, n, TILE), n - TILE) for n in changed.shape)
        bands = np.logical_or.reduceat(changed, tops, axis=0)
        rows, columns = np.nonzero(np.logical_or.reduceat(bands, lefts, axis=1))
        if not rows.size:
            return [], b""
        y, x = tops[rows], lefts[columns]
        across = min(ACROSS, len(x))
        sheet = np.zeros((-(-len(x) // across) * across, TILE, TILE), np.uint32)
        places = list(zip(x.tolist(), y.tolist(), strict=True))
        for tile, (left, top) in zip(sheet, places, strict=False):  # the last row may be longer
            here = slice(top, top + TILE), slice(left, left + TILE)
            np.multiply(pixels[here], changed[here], out=tile)
        picture = sheet.reshape(-1, across, TILE, TILE).swapaxes(1, 2).reshape(-1, across * TILE)
        return places, encode_png(_channels(picture))

    def background(self) -> bytes:
        """The static part as a PNG."""
        self._ensure_background()
        return encode_png(_channels(self._background_pixels)[..., :3])

    def still(self, marks: Iterable[tuple[int, float, float]] = ()) -> bytes:
        """The whole picture as a PNG, with a ring at each of ``marks`` (axes index, x, y)."""
        self._blit()
        with self._style():
            for index, x, y in marks:
                axes = self.figure.axes[index]
                for size, colour, width in ((17, "#d55e00", 2.5), (13, "#ffffff", 2.5)):
                    ring = Line2D([x], [y], marker="o", ms=size, mfc="none", mec=colour, mew=width)
                    ring.set(transform=axes.transData, figure=self.figure)
                    self.figure.draw_artist(ring)
        return encode_png(_channels(self._pixels())[..., :3])

    def geometry(self, axes_index: int) -> dict[str, Any]:
        """Where one of the axes lies on the picture (fractions, y down) and what it shows."""
        axes = self.figure.axes[axes_index]
        box = axes.get_position()
        return {
            "box": [float(v) for v in (box.x0, 1 - box.y1, box.x1, 1 - box.y0)],
            "xlim": [float(v) for v in axes.get_xlim()],
            "ylim": [float(v) for v in axes.get_ylim()],
            "xscale": axes.get_xscale(),
            "yscale": axes.get_yscale(),
        }


def _channels(packed: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(packed).view(np.uint8).reshape(*packed.shape, 4)
