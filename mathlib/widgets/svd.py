"""A live figure of the singular value decomposition: turn, stretch, turn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from mathlib.figures.plane import circle_points, draw_arrow, draw_letter, draw_plane, set_letter
from mathlib.formatting import format_number
from mathlib.linalg import Stages, svd_stages
from mathlib.widgets.controls import slider
from mathlib.widgets.live import Handle, LiveFigure

AXES = (r"\sigma_1u_1", r"\sigma_2u_2")


class SvdStages(LiveFigure):
    """A = U Σ Vᵀ as three motions of the plane: Vᵀ turns, Σ stretches along the axes, U turns.

    On the right is what A does; drag the images of e₁ and e₂. On the left the unit circle is on its
    way there: v₁ and v₂ come onto the axes, are stretched, and become the half-axes of the ellipse.

    >>> figure = SvdStages()
    >>> figure.set(stage=1.5)
    >>> figure.verdict
    'Stage 1.5: Σ stretches the first axis by σ₁ = 4.13 and the second by σ₂ = 0.968.'
    """

    title = "Turn, stretch, turn"
    size = (9.0, 4.4)
    limit = 5.2

    def __init__(self) -> None:
        super().__init__(
            {
                "stage": slider("stage", 0.0, 0, 3, 0.02),
                "a11": slider("a₁₁", 2.0, -3, 3, 0.05),
                "a12": slider("a₁₂", 1.0, -3, 3, 0.05),
                "a21": slider("a₂₁", 2.0, -3, 3, 0.05),
                "a22": slider("a₂₂", 3.0, -3, 3, 0.05),
            },
            handles=(
                Handle("e1", x="a11", y="a21", axes=1, label="image of e₁, first column of A"),
                Handle("e2", x="a12", y="a22", axes=1, label="image of e₂, second column of A"),
            ),
            presets={
                "Vᵀ has turned": {"stage": 1.0},
                "Σ has stretched": {"stage": 2.0},
                "U has turned": {"stage": 3.0},
                "shear": _matrix(1.0, 1.0, 0.0, 1.0) | {"stage": 2.0},
                "singular": _matrix(2.0, -1.0, 1.0, -0.5) | {"stage": 2.0},
                "rotation": _matrix(0.0, -1.0, 1.0, 0.0) | {"stage": 2.5},
                "reflection": _matrix(0.0, 2.0, 1.0, 0.0) | {"stage": 2.4},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        left, right = figure.subplots(1, 2)
        draw_plane(left, self.limit, "On the way: U Σ Vᵀ, from right to left")
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
        A = np.array([[state["a11"], state["a12"]], [state["a21"], state["a22"]]])
        stages = svd_stages(A)
        now = stages.at(state["stage"])
        for ring, M in zip(self.rings, (now, A), strict=True):
            ring.set_data(*(circle_points() @ M.T).T)
        tips = np.vstack([now.T, (now @ stages.V).T, A.T, (A @ stages.V).T]).round(9)
        for number, tip in enumerate(tips):
            self.arrows[number].set_UVC(*tip)
            # Letters of the half-axes stand farther out: the arrows may lie on each other.
            far = 0.55 * (number % 4 >= 2) * tip / (np.linalg.norm(tip) or 1)
            set_letter(self.letters[number], tip + far)
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
            return (
                f"{begin} det A < 0, so U is a reflection and turns the plane over like a card,"
                f" edge-on halfway; {values}."
            )
        return f"{begin} U turns by {back}°, and at stage 3 this is A; {values} are the half-axes."


def _matrix(a11: float, a12: float, a21: float, a22: float) -> dict[str, float]:
    return {"a11": a11, "a12": a12, "a21": a21, "a22": a22}
