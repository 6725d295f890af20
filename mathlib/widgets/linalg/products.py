"""A live figure of the matrix product: one entry is one row times one column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import matplotlib
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from mathlib.formatting import format_number
from mathlib.linalg import matmul_steps
from mathlib.widgets.live import LiveFigure
from mathlib.widgets.live.controls import choice, play, whole_slider


class MatmulStepper(LiveFigure):
    """Step through A @ B: which row and which column make which entry, and when they do not fit.

    Or column by column: each column of C mixes the columns of A. Rows and columns are counted
    from 0, as in numpy.

    You choose the shapes, the reading and the step; the frames around what is used move on. Find
    out why the inner sizes must agree, and that A @ B can be read in two ways.

    >>> figure = MatmulStepper()
    >>> figure.set(step=2)
    >>> figure.verdict
    'C[0, 1] = row 0 of A · column 1 of B = 2·2 + 1·1 + 0·1 = 5; (2, 3) @ (3, 2) gives (2, 2).'
    """

    title = "A @ B, step by step"
    redraw_on = ("shapes", "view")
    pairs = {
        "2×3 · 3×2": ([[2, 1, 0], [1, 3, 2]], [[1, 2], [0, 1], [3, 1]]),
        "2×2 · 2×2": ([[2, 1], [2, 3]], [[1, 1], [-1, 2]]),
        "3×2 · 2×1: a vector": ([[1, 0], [2, 1], [0, -1]], [[3], [2]]),
        "2×3 · 2×3: does not fit": ([[2, 1, 0], [1, 3, 2]], [[1, 0, 3], [2, 1, 1]]),
    }
    views = ("row · column", "mix of columns")

    def __init__(self) -> None:
        first, square, vector, unfit = self.pairs
        entry, mix = self.views
        steps = whole_slider("step", 1, 1, 4)
        super().__init__(
            {
                "shapes": choice("shapes", tuple(self.pairs)),
                "view": choice("read as", self.views),
                "step": steps,
                "play": play(steps, 900),
            },
            presets={
                "row 0 · column 0": {"shapes": first, "view": entry, "step": 1},
                "the last entry": {"shapes": first, "view": entry, "step": 4},
                "a column mixes columns": {"shapes": first, "view": mix, "step": 1},
                "square": {"shapes": square, "view": entry, "step": 1},
                "a vector": {"shapes": vector, "view": mix, "step": 1},
                "does not fit": {"shapes": unfit, "view": entry, "step": 1},
            },
        )

    def adapt(self, state: Mapping[str, Any]) -> dict:
        A, B = map(np.array, self.pairs[state["shapes"]])
        n = B.shape[1]
        steps = (1, n if state["view"] == self.views[1] else len(A) * n, 1)
        return {"step": steps, "play": steps}

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        self.A, self.B = map(np.array, self.pairs[state["shapes"]])
        self.mixes = state["view"] == self.views[1]
        (m, k), (rows, n) = self.A.shape, self.B.shape
        self.fits = k == rows
        figure.subplots_adjust(wspace=0.5, top=0.72, bottom=0.04)
        C = self.A @ self.B if self.fits else np.full((m, n), "?")
        with matplotlib.rc_context({"axes.titley": None}):  # titles above the numbers of columns
            axes = figure.subplots(1, 3, width_ratios=(k, n, n))
            _write_numbers(axes[0], self.A, "A", ("row i", "column k"))
            _write_numbers(axes[1], self.B, "@  B", ("row k", "column j"))
            _write_numbers(axes[2], C, "=  C", ("row i", "column j"))
            if not self.fits:
                axes[2].set_title("no product")
        for ax in axes:  # the same height for all, so that all cells are of one size
            ax.set_ylim(max(m, rows) - 0.5, -0.5)
        return self.draw_frames(axes, C.shape)

    def draw_frames(self, axes: Iterable[Axes], shape: tuple[int, int]) -> list[Artist]:
        """What is used in A and B, what it makes in C, and what is still to come there."""
        left, middle, right = axes
        (m, k), rows = self.A.shape, len(self.B)
        if self.mixes:
            self.used = [_frame(left, 1, m, "C0", "-") for _ in range(k)]
            for number, frame in enumerate(self.used):
                frame.set_x(number - 0.46)
        else:
            self.used = [_frame(left, k, 1, "C0", "-")]
        self.column = _frame(middle, 1, rows, "C1", "--")
        self.made = _frame(right, 1, m if self.mixes else 1, "C2", "-")
        self.covers = {place: _cover(right, *place) for place in np.ndindex(shape)}
        (self.unpaired,) = left.plot(
            [], [], "x", ms=40, mew=3, color="C3", label="without a partner", zorder=5
        )
        return [*self.used, self.column, self.made, *self.covers.values(), self.unpaired]

    def update(self, state: Mapping[str, Any]) -> None:
        step, n = state["step"], self.B.shape[1]
        i, j = (0, step - 1) if self.mixes else divmod(step - 1, n)
        if not self.mixes:
            self.used[0].set_y(i - 0.46)
        self.column.set_x(j - 0.46)
        self.made.set_xy((j - 0.46, i - 0.46))
        self.made.set_visible(self.fits)
        for (row, column), cover in self.covers.items():
            made = column < step if self.mixes else row * n + column < step
            cover.set_visible(self.fits and not made)
        spare = np.arange(len(self.B), self.A.shape[1])
        self.unpaired.set_data(spare, np.full(len(spare), 0.5 if self.mixes else i))
        self.verdict = self.say(i, j)

    def say(self, i: int, j: int) -> str:
        """What was computed in this step, or the rule that is broken."""
        A, B = self.A, self.B
        if not self.fits:
            return (
                f"No product: {A.shape} @ {B.shape} has rows of {A.shape[1]} in A but columns of"
                f" {len(B)} in B, and (m, k) @ (k, n) needs the same k."
            )
        rule = f"{A.shape} @ {B.shape} gives {(len(A), B.shape[1])}"
        if self.mixes:
            parts = " + ".join(
                f"{_signed(b)}·{a.tolist()}" for b, a in zip(B[:, j], A.T, strict=True)
            )
            made = (A @ B)[:, j].tolist()
            return f"Column {j} of C mixes the columns of A: {parts} = {made}; {rule}."
        parts = " + ".join(f"{_signed(a)}·{_signed(b)}" for a, b in zip(A[i], B[:, j], strict=True))
        entry = next(s.entry for s in matmul_steps(A, B) if (s.row, s.column) == (i, j))
        made = f"row {i} of A · column {j} of B = {parts} = {format_number(entry)}"
        return f"C[{i}, {j}] = {made}; {rule}."


def _signed(number: int) -> str:
    return f"({number})" if number < 0 else f"{number}"


def _write_numbers(ax: Axes, M: np.ndarray, name: str, labels: tuple[str, str]) -> None:
    """A matrix as a table: a cell an entry, its shape in the title."""
    rows, columns = M.shape
    ax.set(xlim=(-0.5, columns - 0.5), aspect="equal", anchor="N")
    ax.set(ylabel=labels[0], xlabel=labels[1], title=f"{name}: {rows} × {columns}")
    ax.set(xticks=range(columns), yticks=range(rows))
    ax.xaxis.tick_top()
    ax.xaxis.set_label_position("top")
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ink = ax.xaxis.label.get_color()
    for (i, j), value in np.ndenumerate(M):
        ax.add_patch(Rectangle((j - 0.5, i - 0.5), 1, 1, fc="none", ec=(ink, 0.4), clip_on=False))
        ax.text(j, i, f"{value}".replace("-", "−"), size=22, ha="center", va="center")


def _frame(ax: Axes, width: float, height: float, color: str, dash: str) -> Rectangle:
    """A tinted frame around ``width`` × ``height`` cells, the first at the top left."""
    size = (width - 0.08, height - 0.08)
    frame = Rectangle((-0.46, -0.46), *size, fc=(color, 0.2), ec=color, ls=dash, lw=3, zorder=3)
    ax.add_patch(frame)
    return frame


def _cover(ax: Axes, i: int, j: int) -> Rectangle:
    """Hides an entry that has not been reached. (Texts that change would take longer.)"""
    ink, paper = ax.xaxis.label.get_color(), ax.get_facecolor()
    place = (j - 0.42, i - 0.42)
    cover = Rectangle(place, 0.84, 0.84, fc=paper, ec=(ink, 0.3), hatch="//", zorder=4)
    ax.add_patch(cover)
    return cover
