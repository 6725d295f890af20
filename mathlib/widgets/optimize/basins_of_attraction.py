"""A live figure of the basins of attraction: which minimum does each start reach?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_rgba_array
from matplotlib.figure import Figure

from mathlib.figures.landscape import draw_stationary_points, grid_points
from mathlib.figures.paths import draw_path
from mathlib.figures.photo import draw_pixels
from mathlib.optimize.basins_of_attraction import basins, settled_at
from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives import Objective, himmelblau
from mathlib.optimize.optimizers import gradient_descent
from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import log_slider, slider


class BasinMap(LiveFigure):
    """Which minimum does each start reach? A map of all starts at once, and the path of one.

    While η moves the map is coarse; at rest it sharpens.

    You vary η and the start. Find out that a larger η frays the borders of the basins, and that
    beyond η·λ = 2 a minimum attracts hardly any start.

    >>> BasinMap().verdict[:32]
    'This start ends at minimum A aft'
    """

    title = "Basins of attraction"
    size = (9.0, 4.6)
    maxiter = 100
    names = "ABCD"

    def __init__(self, objective: Objective = himmelblau) -> None:
        self.objective = objective
        (low1, high1), (low2, high2) = objective.domain
        super().__init__(
            {
                "learning_rate": log_slider("learning rate η", 0.01, -2.5, -1.4, 0.01),
                "x1": slider("start x₁", 0.0, low1, high1, 0.01),
                "x2": slider("start x₂", 0.0, low2, high2, 0.01),
            },
            handles=(Handle("start", x="x1", y="x2", axes=0, label="start on the map"),),
            presets={
                "η = 0.005": {"learning_rate": 10**-2.3},
                "η = 0.0145": {"learning_rate": 10**-1.84},
                "η = 0.02": {"learning_rate": 10**-1.7},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        figure.subplots_adjust(wspace=0.36)
        left, right = figure.subplots(1, 2, width_ratios=(1.15, 1))
        domain, minima = self.objective.domain, self.objective.minimizers
        ink, paper = left.xaxis.label.get_color(), left.get_facecolor()
        colors = [ink, paper, *(f"C{i}" for i in (1, 2, 3, 4))][: 2 + len(minima)]
        shades = 0.75 * to_rgba_array(colors) + 0.25 * to_rgba_array(paper)
        self.shades, self.rate_shown, self.sharp = np.uint8(255 * shades), None, False
        across, up = domain
        self.map = draw_pixels(left, across, up, "_map")
        left.set(xlabel="$x_1$", ylabel="$x_2$", title="Coloured by the minimum it settles at")
        stars = draw_stationary_points(left, minima, np.empty((0, 2)))
        letters = [  # markers, not texts: they are drawn in every frame
            left.plot(*(at + 0.5), marker=f"${name}$", ms=11, color=ink, label="_letter")[0]
            for name, at in zip(self.names, minima, strict=False)
        ]
        groups = [*(f"{name}" for name in self.names[: len(minima)]), "none so far", "out"]
        self.bars = right.barh(
            groups, np.zeros(len(groups)), color=[*colors[2:], paper, ink], ec=ink
        )
        right.set(xlim=(0, 100), xlabel="share of all starts (%)", title="How large is each basin?")
        right.invert_yaxis()
        self.path = draw_path(left, np.zeros((1, 2)))
        return [self.map, *stars, *letters, self.path, *self.bars]

    def update(self, state: Mapping[str, Any]) -> None:
        self.optimizer = gradient_descent(state["learning_rate"])
        start = [state["x1"], state["x2"]]
        if self.rate_shown != state["learning_rate"]:  # moving the start leaves the map as it is
            self.show(np.concatenate(list(self.rows(32, 1))))
            self.rate_shown, self.sharp = state["learning_rate"], False
        run = minimize(self.objective, start, self.optimizer, maxiter=self.maxiter, bound=1e4)
        self.path.set_data(run.path[:, 0], run.path[:, 1])
        end = int(settled_at(self.objective, run.x))
        where = f"at minimum {self.names[end]}" if end >= 0 else "at no minimum"
        if run.status == "diverged":
            where = "out of bounds"
        curvatures = np.linalg.eigvalsh(self.objective.hessian(self.objective.minimizers))[:, -1]
        stable = [
            name
            for name, curvature in zip(self.names, curvatures, strict=False)
            if state["learning_rate"] * curvature < 2
        ]
        self.verdict = (
            f"This start ends {where} after {run.nit} steps. η·λ < 2 holds at"
            f" {', '.join(stable) or 'no minimum'}: only these attract all starts close to them."
        )

    def refine(self, state: Mapping[str, Any]) -> Iterator[None]:
        for points, parts in () if self.sharp else ((80, 2), (160, 8)):
            rows = []
            for part in self.rows(points, parts):
                rows.append(part)
                yield
            self.show(np.concatenate(rows))
            yield
        self.sharp = True

    def rows(self, points: int, parts: int) -> Iterator[np.ndarray]:
        """The map with ``points`` starts a side, in so many bands of rows."""
        grid = grid_points(self.objective.domain, points)
        for band in np.array_split(grid, parts):
            yield basins(self.objective, band, self.optimizer, maxiter=self.maxiter)

    def show(self, labels: np.ndarray) -> None:
        """Put basin labels (rows, columns) on the map and their shares on the bars."""
        self.map.set_data(np.take(self.shades, labels[::-1] + 2, axis=0))  # rows from the top
        kinds = [*range(len(self.bars) - 2), -1, -2]
        for bar, kind in zip(self.bars, kinds, strict=True):
            bar.set_width(100 * np.mean(labels == kind))
