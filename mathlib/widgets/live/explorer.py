"""What the author of an explorer writes: what stands still, what moves, what can be grabbed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, SupportsFloat

import ipywidgets as widgets
from matplotlib.artist import Artist
from matplotlib.figure import Figure


@dataclass(frozen=True)
class Handle:
    """A point that the learner can grab, tied to one or two controls.

    ``x`` and ``y`` name the controls that hold its coordinates. A coordinate without a control is
    not free: `Explorer.place` says in every `update` where it is (a point on a curve, say).
    A handle on a dial has ``angle`` instead: the control that holds its direction in degrees, seen
    from the point whose coordinates the two controls ``around`` hold (from 0 if there are none).
    The range of that control is one turn (0 to 180 for a line, which has no front end).
    ``axes`` is the index of the axes it lives in; ``label`` is what a screen reader says.

    >>> Handle("start", x="x1", y="x2", label="start on the map").axes
    0
    """

    name: str
    x: str | None = None
    y: str | None = None
    axes: int = 0
    label: str = ""
    angle: str | None = None
    around: tuple[str, ...] = ()


class Explorer(widgets.VBox):
    """What is written anew for every live figure; see `mathlib.widgets.live.LiveFigure`.

    `draw` and `update` have to be written, `adapt` and `refine` may be. ``state`` maps the name of
    each control to its value.
    """

    title = "Live figure"
    size = (9.0, 4.0)
    """Width and height in inches, at 100 screen pixels an inch."""
    redraw_on: tuple[str, ...] = ()
    """Names of the controls that change the static part."""
    goal = ""
    """What the learner may try to reach; `update` sets ``self.goal_reached``."""
    goal_reached: bool
    verdict: str
    """One sentence that says what is to be seen, with its numbers; `update` sets it."""
    _places: dict[str, tuple[float, float]]

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        """Draw everything once on ``figure``; return the artists that will move."""
        raise NotImplementedError(f"{type(self).__name__} must say what stands still: write draw()")

    def update(self, state: Mapping[str, Any]) -> None:
        """Compute from ``state``, set the data of the moving artists and ``self.verdict``."""
        raise NotImplementedError(f"{type(self).__name__} must say what moves: write update()")

    def adapt(self, state: Mapping[str, Any]) -> Mapping[str, tuple[float, float, float]]:
        """New (minimum, maximum, value) of sliders, once a control in ``redraw_on`` has changed."""
        return {}

    def refine(self, state: Mapping[str, Any]) -> Iterator[None]:
        """Sharpen the picture while nobody moves anything: yield after every short bit of work."""
        return iter(())

    def place(self, handle: str, x: SupportsFloat, y: SupportsFloat) -> None:
        """Say where a handle is, in the data coordinates of its axes (for its unbound ones).

        Raises ValueError for what is no place on a picture: NaN, or an infinite coordinate.
        """
        where = (float(x), float(y))
        if not all(map(math.isfinite, where)):
            raise ValueError(
                f"the handle {handle!r} cannot stand at {where}: no place on a picture"
            )
        self._places[handle] = where
