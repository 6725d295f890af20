"""A live figure of low-rank approximation: how few numbers does a photograph need?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.image import PcolorImage

from mathlib.datasets import load_photo
from mathlib.figures.photo import greys
from mathlib.formatting import format_number
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import whole_slider


class LowRankPhoto(LiveFigure):
    """A photograph as a sum of its k largest rank-1 pieces: the picture, its error, its price.

    A_k = σ₁u₁v₁ᵀ + … + σₖuₖvₖᵀ is kept as k(m + n + 1) numbers instead of the mn of the photo.

    You vary the rank k; the picture, the error and the price follow. Find out how few pieces show
    what the photo is of, and from which k on it costs more than itself.

    >>> figure = LowRankPhoto()
    >>> figure.set(rank=20)
    >>> figure.verdict
    'Rank 20 of 240 keeps 20·(240 + 320 + 1) = 11,220 numbers, 15 % of the photo, with 11 % error.'
    """

    title = "A photograph of low rank"
    lowest = 3e-4
    """Where the right panel ends below."""

    def __init__(self) -> None:
        photo = load_photo()
        self.shape = photo.shape
        self.U, self.sigma, self.Vt = np.linalg.svd(photo, full_matrices=False)
        left_out = np.cumsum(self.sigma[::-1] ** 2)[::-1]  # σₖ² + … + σₙ², without cancellation
        self.error = np.sqrt(np.append(left_out[1:], 0.0) / left_out[0])
        self.ranks = np.arange(1, len(self.sigma) + 1)
        self.kept = self.ranks * (sum(self.shape) + 1)
        self.share = self.kept / photo.size
        super().__init__(
            {"rank": whole_slider("rank k", 1, 1, len(self.sigma))},
            handles=(Handle("rank", x="rank", axes=1, label="rank k, the cut"),),
            presets={f"k = {k}": {"rank": k} for k in (1, 5, 20, 60)}
            | {f"all {len(self.sigma)}": {"rank": len(self.sigma)}},
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        left, right = figure.subplots(1, 2, width_ratios=(1.15, 1))
        rows, columns = self.shape
        # not imshow: what that does beyond finding the nearest entry takes 5 ms a frame
        self.picture = left.add_image(PcolorImage(left, label="_photo"))
        left.set(xlim=(-0.5, columns - 0.5), ylim=(rows - 0.5, -0.5), aspect="equal")
        left.set(xlabel="column", ylabel="row", title="The sum of the first k pieces")
        right.set(yscale="log", ylim=(self.lowest, 3), xlim=(0, len(self.sigma) + 3))
        right.set(xlabel="rank k", ylabel="share", title="What is left out, what is kept")
        right.grid(True, alpha=0.6)
        right.axhline(1, color=right.xaxis.label.get_color(), lw=1, label="_whole")
        curves = (
            (self.error, "C0", "-", "error ‖A − Aₖ‖ / ‖A‖"),
            (self.sigma / self.sigma[0], "C1", "--", "σₖ / σ₁"),
            (self.share, "C2", ":", "numbers kept / those of the photo"),
        )
        self.marks = []
        for (values, color, dash, label), marker in zip(curves, "os^", strict=True):
            seen = np.where(values > 0, values, np.nan)
            right.plot(self.ranks, seen, dash, color=color, label=label)
            self.marks += right.plot([], [], marker, ms=9, color=color, label=f"{label} at k")
        right.text(92, 0.065, curves[0][3], color="C0")
        right.text(66, 0.0026, curves[1][3], color="C1")
        right.text(238, 0.25, "numbers kept /\nthose of the photo", color="C2", ha="right")
        self.cut = right.plot([], [], color="C3", lw=1.5, label="cut at k")[0]
        self.curves = [values for values, *_ in curves]
        return [self.picture, self.cut, *self.marks]

    def update(self, state: Mapping[str, Any]) -> None:
        k = state["rank"]
        brightness = np.rint(255 * self.sum_of_pieces(k)).clip(0, 255).astype(np.uint8)
        rows, columns = (np.arange(n + 1) - 0.5 for n in self.shape)
        self.picture.set_data(columns, rows, greys(brightness))
        self.cut.set_data([k, k], [self.lowest, 3])
        for mark, values in zip(self.marks, self.curves, strict=True):
            mark.set_data([k], [values[k - 1] or np.nan])
        self.place("rank", k, 1.8 * self.lowest)
        self.verdict = self.say(k)

    def sum_of_pieces(self, k: int) -> np.ndarray:
        """The matrix A_k of rank k."""
        # a few rows at a time: larger products start threads, which wait for a busy processor
        left = (self.U[:, :k] * self.sigma[:k]).reshape(-1, 8, k)
        return (left @ self.Vt[:k]).reshape(self.shape)

    def say(self, k: int) -> str:
        """What rank k costs and what it leaves out."""
        m, n = self.shape
        error = format_number(100 * self.error[k - 1], 2)
        share = format_number(100 * self.share[k - 1], 4 if self.share[k - 1] > 1 else 2)
        price = f"Rank {k} of {min(m, n)} keeps {k}·({m} + {n} + 1) = {self.kept[k - 1]:,} numbers"
        if self.share[k - 1] > 1:
            return f"{price}: more than the {m * n:,} of the photo, with {error} % error."
        return f"{price}, {share} % of the photo, with {error} % error."
