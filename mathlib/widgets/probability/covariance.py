"""A live figure of covariance: the ellipse of two quantities, its axes, and a sample."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mathlib.figures.plane import circle_points, draw_arrow, draw_letter, draw_plane, set_letter
from mathlib.formatting import format_short
from mathlib.probability.estimators import correlation, covariance_matrix, sample_covariance
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import slider

POINTS = np.random.default_rng(4).standard_normal((400, 2))
"""The sample before it is stretched and turned: independent, each with variance 1."""
CORNERS = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1], [1, 1]])
DEGREES = np.arange(181)
DIRECTIONS = np.stack([np.cos(np.radians(DEGREES)), np.sin(np.radians(DEGREES))], axis=-1)


class CovarianceEllipse(LiveFigure):
    r"""Two quantities that vary together: drag $\sigma_1$, $\sigma_2$ and their correlation ρ.

    The dotted box reaches σ₁ and σ₂ to each side: ρ moves the ellipse within it. The axes of the
    ellipse, w₁ and w₂, are eigenvectors of the covariance matrix Σ.

    You vary σ₁, σ₂ and ρ; the ellipse, its axes and the variance in every direction follow. Find
    out that λ₁ and λ₂ are the largest and the smallest of these variances.

    >>> figure = CovarianceEllipse()
    >>> figure.set(sigma1=1.0, sigma2=1.0, rho=0.5)
    >>> figure.verdict.split("; ")[0]
    'The eigenvalues of Σ are the variances along its axes: 1.5 along w₁ at 45°, 0.5 across it'
    """

    title = "Covariance and its ellipse"
    size = (9.0, 4.8)

    def __init__(self) -> None:
        super().__init__(
            {
                "sigma1": slider("standard deviation σ₁", 1.5, 0.3, 2.0, 0.005),
                "sigma2": slider("standard deviation σ₂", 1.0, 0.3, 2.0, 0.005),
                "rho": slider("correlation ρ", 0.6, -0.99, 0.99, 0.005),
            },
            handles=(
                Handle("right", x="sigma1", axes=0, label="right side of the box, at σ₁"),
                Handle("top", y="sigma2", axes=0, label="top of the box, at σ₂"),
                Handle("rho", x="rho", axes=2, label="correlation"),
            ),
            presets={
                "uncorrelated": {"sigma1": 1.5, "sigma2": 1.0, "rho": 0.0},
                "a circle": {"sigma1": 1.0, "sigma2": 1.0, "rho": 0.0},
                "falling": {"sigma1": 1.0, "sigma2": 1.0, "rho": -0.8},
                "nearly a line": {"sigma1": 1.5, "sigma2": 1.0, "rho": 0.99},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        figure.subplots_adjust(wspace=0.3, hspace=0.75, bottom=0.13, top=0.92)
        grid = figure.add_gridspec(2, 2, width_ratios=(1, 1), height_ratios=(2.4, 1))
        plane = figure.add_subplot(grid[:, 0])
        variances, strip = (figure.add_subplot(grid[row, 1]) for row in (0, 1))
        return [
            *self.draw_ellipse(plane),
            *self.draw_variances(variances),
            *self.draw_correlation(strip),
        ]

    def draw_ellipse(self, ax: Axes) -> list[Artist]:
        """Prepare the points, the ellipses and the eigenvectors."""
        draw_plane(ax, 5, "— 1σ and 2σ, true; - - 2σ of 400 points")
        ink = ax.xaxis.label.get_color()
        (self.points,) = ax.plot([], [], ".", color="C5", ms=4, alpha=0.7, label="points")
        (self.ellipses,) = ax.plot([], [], color=ink, lw=1.8, label="1σ and 2σ of Σ", zorder=3)
        (self.found,) = ax.plot([], [], "--", color="C1", lw=1.8, label="2σ of points", zorder=3)
        (self.box,) = ax.plot([], [], ":", color=ink, lw=1.2, label="box of σ₁ and σ₂", zorder=3)
        self.arrows = [draw_arrow(ax, color=color, label="_axis") for color in ("C0", "C2")]
        self.letters = [
            draw_letter(ax, f"w_{i + 1}", color=color, size=16)
            for i, color in enumerate(("C0", "C2"))
        ]
        return [self.points, self.box, self.ellipses, self.found, *self.arrows, *self.letters]

    def draw_variances(self, ax: Axes) -> list[Artist]:
        """Prepare the variance along each direction."""
        ink = ax.xaxis.label.get_color()
        ax.set(xlim=(-5, 185), ylim=(0, 11.5), xlabel="direction (degrees)", ylabel="variance")
        ax.set_title("Variance along each direction")
        ax.set_xticks(range(0, 181, 45))
        ax.grid(True, alpha=0.6)
        names = (("▲ λ₁ at w₁", "C0"), ("▼ λ₂ at w₂", "C2"), ("- - of the points", "C1"))
        for x, (text, color) in zip((0.02, 0.31, 0.6), names, strict=True):
            ax.text(x, 0.89, text, color=color, transform=ax.transAxes)
        (self.variance,) = ax.plot([], [], color=ink, lw=2, label="variance of Σ")
        (self.sampled,) = ax.plot([], [], "--", color="C1", lw=1.8, label="variance of points")
        (self.largest,) = ax.plot([], [], "^", color="C0", ms=10, label="λ₁", zorder=4)
        (self.smallest,) = ax.plot([], [], "v", color="C2", ms=10, label="λ₂", zorder=4)
        return [self.variance, self.sampled, self.largest, self.smallest]

    def draw_correlation(self, ax: Axes) -> list[Artist]:
        """Prepare the correlation and that of the points."""
        ink = ax.xaxis.label.get_color()
        ax.set(xlim=(-1.05, 1.05), ylim=(-0.6, 1.6), xlabel="correlation")
        ax.set_title("How closely they go together")
        ax.set_yticks([1, 0], ["true ρ", "of points"])
        ax.grid(True, axis="x", alpha=0.6)
        (self.rho,) = ax.plot([], [], "o-", color=ink, lw=2, ms=7, label="true ρ")
        (self.r,) = ax.plot([], [], "D--", color="C1", lw=2, ms=7, label="ρ of points")
        return [self.rho, self.r]

    def update(self, state: Mapping[str, Any]) -> None:
        rho, sigma = round(state["rho"], 12), [state["sigma1"], state["sigma2"]]
        covariance = covariance_matrix(sigma, rho)
        values, vectors = np.linalg.eigh(covariance)
        values, vectors = values[::-1], vectors[:, ::-1]
        points = POINTS @ np.linalg.cholesky(covariance).T
        found = sample_covariance(points)
        r = float(correlation(found)[0, 1])
        angle = float(np.degrees(np.arctan2(vectors[1, 0], vectors[0, 0])) % 180)
        self.box.set_data(*(CORNERS * sigma).T)
        self.show_ellipse(covariance, points, found, values, vectors)
        self.variance.set_data(DEGREES, variance_along(covariance))
        self.sampled.set_data(DEGREES, variance_along(found))
        self.largest.set_data([angle], values[:1])
        self.smallest.set_data([(angle + 90) % 180], values[1:])
        for line, row, value in ((self.rho, 1, rho), (self.r, 0, r)):
            line.set_data([0, value], [row, row])
            line.set_markevery([1])
        self.place("right", sigma[0], 0)
        self.place("top", 0, sigma[1])
        self.place("rho", rho, 1)
        self.verdict = say(values, angle, sigma, rho, r)

    def show_ellipse(
        self,
        covariance: np.ndarray,
        points: np.ndarray,
        found: np.ndarray,
        values: np.ndarray,
        vectors: np.ndarray,
    ) -> None:
        """Draw the points, both ellipses and the eigenvectors, as long as the spread along them.

        w₁ points up, and w₂ down if it is steep, else to the left: away from the handles.
        """
        self.points.set_data(*points.T)
        circle = circle_points() @ np.linalg.cholesky(covariance).T
        self.ellipses.set_data(*np.concatenate([circle, [[np.nan] * 2], 2 * circle]).T)
        ring = points.mean(axis=0) + 2 * circle_points() @ np.linalg.cholesky(found).T
        self.found.set_data(*ring.T)
        one, two = vectors.T
        steep = abs(two[1]) > abs(two[0]) - 1e-9
        signs = (1 if one[1] >= 0 else -1), (-1 if two[int(steep)] >= 0 else 1)
        for arrow, letter, value, vector, sign in zip(
            self.arrows, self.letters, values, vectors.T, signs, strict=True
        ):
            tip = np.sqrt(value) * vector * sign
            arrow.set_vector(tip)
            set_letter(letter, tip)


def variance_along(covariance: np.ndarray) -> np.ndarray:
    """The variances uᵀ Σ u along the directions u from 0 to 180 degrees, shape (181,).

    >>> variance_along(np.diag([4.0, 1.0]))[[0, 90]].round(12)
    array([4., 1.])
    """
    return np.einsum("ij,jk,ik->i", DIRECTIONS, covariance, DIRECTIONS)


def say(values: np.ndarray, angle: float, sigma: list[float], rho: float, r: float) -> str:
    """The variances along the axes of the ellipse, its angle and the correlation.

    >>> say(np.array([4.0, 1.0]), 0.0, [2.0, 1.0], 0.0, 0.03)[:50]
    'Uncorrelated: the ellipse lies along the coordinat'
    """
    one, two = (format_short(v) for v in values)
    if rho:
        degrees = angle if angle <= 90 else angle - 180
        where = f"{format_short(degrees)}°"
        if sigma[0] != sigma[1] and format_short(degrees) in ("90", "-90", "0"):
            where = f"nearly {where}"
        return (
            f"The eigenvalues of Σ are the variances along its axes: {one} along w₁ at {where},"
            f" {two} across it; ρ = {format_short(rho)}, the 400 points have {format_short(r)}."
        )
    points = f"yet the 400 points have the correlation {format_short(r)}"
    if sigma[0] == sigma[1]:
        return f"Uncorrelated and alike: the variance is {one} in every direction; {points}."
    return (
        "Uncorrelated: the ellipse lies along the coordinate axes, with the variances"
        f" σ₁² = {format_short(sigma[0] ** 2)} and σ₂² = {format_short(sigma[1] ** 2)}; {points}."
    )
