"""A live figure of the Hessian's verdict: bowl, valley, saddle, dome, and what zeros leave open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from mathlib.calculus.stationary import classify
from mathlib.figures.landscape import level_lines
from mathlib.figures.plane import draw_arrow, draw_letter, draw_plane, set_letter
from mathlib.figures.surface import draw_surface, set_surface
from mathlib.formatting import format_number
from mathlib.linalg import rotation
from mathlib.optimize.objectives import quadratic
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, slider

SQUARE = ((-2.0, 2.0), (-2.0, 2.0))
HEIGHTS = 0.25 * np.arange(1, 9) ** 2
ALONG = np.linspace(-2.0, 2.0, 121)
MESH = np.stack(np.meshgrid(*[np.linspace(-1.5, 1.5, 11)] * 2), axis=-1)
ZOOM, HEIGHT_ZOOM = 75.0, 15.0
"""Units of the surface's axes for 1 across and 1 upwards: the axes count degrees."""
SHAPES = {
    (1, 1): "Bowl, minimum",
    (0, 1): "To second order a valley",
    (0, 0): "To second order level",
    (-1, 1): "Saddle",
    (-1, 0): "To second order a ridge",
    (-1, -1): "Dome, maximum",
}
REASONS = {
    "minimum": "are positive, so f curves up in every direction",
    "maximum": "are negative, so f curves down in every direction",
    "saddle": "have both signs, so f falls one way and rises another",
}


class QuadraticForm(LiveFigure):
    """Choose the eigenvalues of a Hessian and turn it: map, surface and slices, and its verdict.

    Terms of degree 4 along the eigenvectors w₁, w₂ can be added: a = ⟨w₁, x⟩, b = ⟨w₂, x⟩.

    You vary λ₁, λ₂, the direction of w₁ and the view. Find out that the signs alone decide between
    bowl, dome and saddle, and that with an eigenvalue of 0 the next terms do.

    >>> figure = QuadraticForm()
    >>> figure.set(lambda1=-1.0, lambda2=2.0)
    >>> figure.verdict
    'Saddle: the eigenvalues -1 and 2 have both signs, so f falls one way and rises another.'
    """

    title = "What the eigenvalues of the Hessian decide"
    size = (9.0, 3.5)
    terms = {
        "none": (0.0, 0.0),
        "+ ¼(a⁴ + b⁴)": (1.0, 1.0),
        "− ¼(a⁴ + b⁴)": (-1.0, -1.0),
        "+ ¼(a⁴ − b⁴)": (1.0, -1.0),
    }

    def __init__(self) -> None:
        none, plus, minus, mixed = self.terms
        flat = {"lambda1": 0.0, "lambda2": 0.0}
        super().__init__(
            {
                "lambda1": slider("λ₁", 1.0, -3.0, 3.0, 0.25),
                "lambda2": slider("λ₂", 2.5, -3.0, 3.0, 0.25),
                "angle": slider("direction of w₁ (degrees)", 30.0, 0.0, 180.0, 1.0),
                "terms": choice("terms of degree 4", tuple(self.terms)),
                "view": slider("view (degrees)", 30.0, -180.0, 180.0, 5.0),
            },
            handles=(
                Handle("w1", axes=0, label="direction of w₁", angle="angle"),
                Handle("view", x="view", axes=1, label="turns the surface"),
            ),
            presets={
                "bowl": {"lambda1": 1.0, "lambda2": 2.5, "terms": none},
                "saddle": {"lambda1": -1.5, "lambda2": 2.0, "terms": none},
                "dome": {"lambda1": -1.0, "lambda2": -2.5, "terms": none},
                "valley: a 0": {"lambda1": 0.0, "lambda2": 2.0, "terms": none},
                "valley with a dent": {"lambda1": 0.0, "lambda2": 2.0, "terms": minus},
                "H = 0, minimum": {**flat, "terms": plus},
                "H = 0, maximum": {**flat, "terms": minus},
                "H = 0, saddle": {**flat, "terms": mixed},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        figure.subplots_adjust(wspace=0.26, left=0.07, bottom=0.165, top=0.9)
        left, middle, right = figure.subplots(1, 3)
        return [*self.draw_map(left), self.draw_space(middle), *self.draw_slices(right)]

    def draw_map(self, ax: Axes) -> list[Artist]:
        """Prepare the level lines above, at and below 0, and the eigenvectors."""
        draw_plane(ax, 2.0, "f: — above, - - below 0")
        ink = ax.xaxis.label.get_color()
        (self.above,) = ax.plot([], [], color="C0", lw=1.4, label="above 0")
        (self.below,) = ax.plot([], [], "--", color="C1", lw=1.4, label="below 0")
        (self.zero,) = ax.plot([], [], color=ink, lw=2.4, label="f = 0")
        self.arrows = [draw_arrow(ax, color=color, width=0.02) for color in ("C2", "C3")]
        self.letters = [
            draw_letter(ax, name, color=color, size=16)
            for name, color in (("w_1", "C2"), ("w_2", "C3"))
        ]
        return [self.above, self.below, self.zero, *self.arrows, *self.letters]

    def draw_space(self, ax: Axes) -> Artist:
        """Prepare the surface; the axes count the degrees by which it is turned."""
        ax.set(xlim=(-180, 180), ylim=(-195, 180), title="The surface: turn it")
        ax.set(xlabel="view (degrees)", yticks=[])
        ax.set_ylabel("f", labelpad=2)
        ax.set_xticks([-180, -90, 0, 90, 180])
        self.mesh = draw_surface(ax)
        self.mesh.set_clim(-5, 5)
        return self.mesh

    def draw_slices(self, ax: Axes) -> list[Line2D]:
        """Prepare the slices along the two eigenvectors."""
        ink = ax.xaxis.label.get_color()
        ax.set(xlim=(-2, 2), ylim=(-6, 7), xlabel="a or b", title="Slices along w₁, w₂")
        ax.set_ylabel("f", labelpad=-4)
        ax.axhline(0, color=ink, lw=0.8, alpha=0.5, label="_axis")
        ax.grid(True, alpha=0.6)
        ax.text(0.03, 0.93, "— along w₁", color="C2", transform=ax.transAxes)
        ax.text(0.53, 0.93, "- - along w₂", color="C3", transform=ax.transAxes)
        (first,) = ax.plot([], [], color="C2", lw=2.6, label="along w₁")
        (second,) = ax.plot([], [], "--", color="C3", lw=2.6, label="along w₂")
        self.slices = [first, second]
        return self.slices

    def update(self, state: Mapping[str, Any]) -> None:
        eigenvalues = np.array([state["lambda1"], state["lambda2"]])
        signs = np.array(self.terms[state["terms"]])
        turn = rotation(np.radians(state["angle"]))
        bowl = quadratic(eigenvalues, np.radians(state["angle"]))

        def f(x: np.ndarray) -> np.ndarray:
            squares = (x @ turn) ** 2
            return np.round(bowl(x) + 0.25 * (squares * squares) @ signs, 9)

        self.show_levels(f)
        vectors = turn.T  # rows: w₁, w₂
        for arrow, letter, w in zip(self.arrows, self.letters, vectors, strict=True):
            arrow.set_vector(w)
            set_letter(letter, 1.1 * w)
        mesh = MESH @ vectors
        across, back = np.moveaxis(ZOOM * mesh, -1, 0)
        set_surface(self.mesh, across, back, HEIGHT_ZOOM * f(mesh), state["view"])
        for line, w in zip(self.slices, vectors, strict=True):
            line.set_data(ALONG, f(ALONG[:, None] * w))
        self.place("w1", *vectors[0])
        self.place("view", state["view"], -182.0)
        self.verdict = say(bowl.hessian(np.zeros(2)), eigenvalues, signs)

    def show_levels(self, f: Any) -> None:
        """Draw the level lines above and below 0, and that at 0 if f takes both signs."""
        above = level_lines(f, SQUARE, HEIGHTS, points=33)
        below = level_lines(f, SQUARE, -HEIGHTS, points=33)
        at = np.zeros(1 if len(above) and len(below) else 0)
        self.above.set_data(*above.T)
        self.below.set_data(*below.T)
        self.zero.set_data(*level_lines(f, SQUARE, at, points=81).T)


def say(H: np.ndarray, eigenvalues: np.ndarray, signs: np.ndarray) -> str:
    """What the Hessian says of the origin; where it is silent, what the terms of degree 4 say.

    ``eigenvalues`` and ``signs`` (of those terms) go with w₁ and w₂.

    >>> say(np.diag([0.0, 2.0]), np.array([0.0, 2.0]), np.array([-1.0, -1.0])).split(": ", 1)[1]
    'H leaves it open (eigenvalues 0 and 2); the terms of degree 4 decide: a saddle.'
    """
    found = classify(H)
    low, high = (int(sign) for sign in np.sign(found.eigenvalues))
    shape = SHAPES[low, high]
    listed = " and ".join(map(format_number, eigenvalues))
    if found.kind == "undecided":
        then = settle(eigenvalues, signs)
        return f"{shape}: H leaves it open (eigenvalues {listed}); {then}."
    far = "; degree 4 matters only farther out" if signs.any() else ""
    return f"{shape}: the eigenvalues {listed} {REASONS[found.kind]}{far}."


def settle(eigenvalues: np.ndarray, signs: np.ndarray) -> str:
    """What the terms of degree 4 decide where H leaves it open."""
    if not signs.any():
        flat = [name for name, value in zip(("w₁", "w₂"), eigenvalues, strict=True) if not value]
        return f"there are no terms of degree 4, so f is constant along {' and '.join(flat)}"
    way = np.sign(np.where(eigenvalues, eigenvalues, signs))
    made = "saddle" if way[0] != way[1] else "minimum" if way[0] > 0 else "maximum"
    return f"the terms of degree 4 decide: a {made}"
