"""A live figure of the singular value decomposition: turn, stretch, turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from mathlib.figures.plane import circle_points, draw_arrow, draw_letter, draw_plane
from mathlib.formatting import format_number
from mathlib.linalg import Stages, rotation, svd_stages
from mathlib.widgets.linalg.matrix_controls import (
    entries,
    matrix_handles,
    matrix_of,
    matrix_sliders,
)
from mathlib.widgets.live import LiveFigure
from mathlib.widgets.live.controls import slider

AXES = (r"\sigma_1u_1", r"\sigma_2u_2")
FARTHER = np.array([1, 1.3, 1.3, 1.5, 1.5])
ASIDE = FARTHER[:, None, None] * rotation(np.radians([0, 45, -45, 90, -90]))
"""Where a letter may stand, seen from the tip of its arrow: straight on, or more to one side."""
SMALL, MIDDLE, LARGE, RING = np.array([[0.32, 0.25], [0.42, 0.22], [0.6, 0.26], [0.36, 0.36]])
"""Half the width and height of letters e and v, Ae, σu, and of the ring of a handle."""


class SvdStages(LiveFigure):
    """A = U Σ Vᵀ as three motions of the plane: Vᵀ turns, Σ stretches along the axes, U turns.

    On the right is what A does; drag the images of e₁ and e₂. On the left the unit circle is on its
    way there: v₁ and v₂ come onto the axes, are stretched, and become the half-axes of the ellipse.

    You vary the stage and A. Find out that every matrix turns, stretches and turns, and that σ₁ and
    σ₂ are the half-axes, also where A has no real eigenvectors or flattens the plane.

    >>> figure = SvdStages()
    >>> figure.set(stage=1.5)
    >>> figure.verdict
    'Stage 1.5: Σ stretches the first axis by σ₁ = 4.13 and the second by σ₂ = 0.968.'
    """

    title = "Turn, stretch, turn"
    size = (9.0, 4.4)
    limit = 5.0

    def __init__(self) -> None:
        super().__init__(
            {
                "stage": slider("stage", 0.0, 0, 3, 0.02),
                **matrix_sliders(),
            },
            handles=matrix_handles(axes=1),
            presets={
                "Vᵀ has turned": {"stage": 1.0},
                "Σ has stretched": {"stage": 2.0},
                "U has turned": {"stage": 3.0},
                "shear": entries(1.0, 1.0, 0.0, 1.0) | {"stage": 2.0},
                "flattened": entries(2.0, -1.0, 1.0, -0.5) | {"stage": 2.0},
                "rotation": entries(0.0, -1.0, 1.0, 0.0) | {"stage": 2.5},
                "reflection": entries(0.0, 2.0, 1.0, 0.0) | {"stage": 2.4},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        left, right = figure.subplots(1, 2)
        draw_plane(left, self.limit, "Stage by stage: Vᵀ, then Σ, then U")
        draw_plane(right, self.limit, "What A does: drag the tips")
        ink = left.xaxis.label.get_color()
        left.plot(*circle_points().T, ":", color=ink, lw=1.2, label="unit circle")
        right.plot(*circle_points().T, ":", color=ink, lw=1.2, label="unit circle")
        self.rings = [
            ax.plot([], [], color=ink, lw=2, label=label)[0]
            for ax, label in ((left, "circle on its way"), (right, "ellipse"))
        ]
        looks = [(left, "e_1", "e_2", "v_1", "v_2"), (right, "Ae_1", "Ae_2", *AXES)]
        self.arrows, self.letters = [], []
        for ax, *names in looks:
            for number, name in enumerate(names):
                color, width = f"C{number}", 0.007 if number < 2 else 0.013
                self.arrows.append(draw_arrow(ax, color=color, width=width))
                size = 13 if ax is left else 18 if number < 2 else 27
                self.letters.append(draw_letter(ax, name, color=color, size=size))
                self.letters[-1].set_clip_on(True)
        return [*self.rings, *self.arrows, *self.letters]

    def update(self, state: Mapping[str, Any]) -> None:
        A = matrix_of(state)
        stages = svd_stages(A)
        now = stages.at(state["stage"])
        for ring, M in zip(self.rings, (now, A), strict=True):
            ring.set_data(*(circle_points() @ M.T).T)
        tips = np.vstack([now.T, (now @ stages.V).T, A.T, (A @ stages.V).T]).round(9)
        for arrow, tip in zip(self.arrows, tips, strict=True):
            arrow.set_vector(tip)
        place_letters(self.letters[:4], tips[:4], [SMALL] * 4, tips[:0], self.limit)
        place_letters(self.letters[4:], tips[4:], [MIDDLE] * 2 + [LARGE] * 2, tips[4:6], self.limit)
        self.verdict = self.say(state["stage"], stages)

    def say(self, stage: float, stages: Stages) -> str:
        """What happens at this stage, with its numbers."""
        first, second = (format_number(s, 3) for s in stages.sigma)
        turn, back = (format_number(np.degrees(a).round(6), 3) for a in stages.angles)
        values = f"σ₁ = {first} and σ₂ = {second}"
        begin = f"Stage {format_number(stage, 3)}:"
        if stage == 0:
            return f"{begin} the unit circle, before Vᵀ turns it by {turn}°; {values}."
        if stage <= 1:
            return f"{begin} Vᵀ turns by {turn}°, so that v₁ and v₂ come onto the axes; {values}."
        if stage <= 2:
            flat = "" if stages.sigma[1] else ", and flattens the plane"
            return (
                f"{begin} Σ stretches the first axis by σ₁ = {first} and the second by"
                f" σ₂ = {second}{flat}."
            )
        if stages.reflects:
            done = "has turned" if stage == 3 else "turns"
            return (
                f"{begin} det A < 0, so U is a reflection and {done} the plane over like a card,"
                f" {'and this is A' if stage == 3 else 'edge-on halfway'}; {values}."
            )
        if stage == 3:
            return f"{begin} U has turned by {back}°: this is A; {values} are the half-axes."
        return f"{begin} U turns by {back}°; {values} are the half-axes."


def place_letters(
    letters: Sequence[Line2D],
    tips: np.ndarray,
    sizes: Sequence[np.ndarray],
    rings: np.ndarray,
    limit: float,
) -> None:
    """Put each letter near the tip of its arrow, clear of the frame, the rings, and those before.

    ``sizes`` are half the widths and heights of the letters, ``rings`` the places of handles; the
    frame reaches ``limit`` from 0 to each side.
    """
    placed: list[tuple[np.ndarray, np.ndarray]] = []
    for letter, tip, size in zip(letters, tips, sizes, strict=True):
        around = np.linalg.norm(rings - tip, axis=1) < RING[0]
        gap = size + (RING if around.any() else 0.1)
        ahead = tip / np.linalg.norm(tip) if tip.any() else np.array([-0.6, -0.8])
        spots = tip + gap * (ASIDE @ ahead)
        taken = [*placed, *((ring, RING) for ring in rings[~around])]
        inside = np.min((limit - np.abs(spots)) / size, axis=1)
        free = [min([_apart(s, size, *other) for other in taken], default=1) for s in spots]
        placed.append((spots[np.argmax(np.minimum(np.minimum(inside, free), 1))], size))
        letter.set_data(*placed[-1][0][:, None])


def _apart(one: np.ndarray, size: np.ndarray, other: np.ndarray, its_size: np.ndarray) -> float:
    """At least 1 if two boxes, each given by its centre and half its size, do not overlap."""
    return np.max(np.abs(one - other) / (size + its_size))
