"""Sets several controls of a figure at once, as its presets and handles do: one drawing for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import ipywidgets as widgets

from nbtools.settings import CHOICES, end, values


class Together:
    """The controls of some figures. A figure with ``set(**values)`` gets its new values by that;
    the controls of others, or of none, are set one after the other."""

    def __init__(self, figures: Sequence[Any]) -> None:
        self.figures = figures
        self.owners = {
            id(c): (figure, name) for figure in figures for name, c in figure.controls.items()
        }

    def rank(self, control: widgets.Widget) -> int:
        """Return 0 for what draws all anew, 1 for another choice (both may move the ends of other
        controls), 2 for the rest."""
        figure, name = self.owners.get(id(control), (None, ""))
        if name in getattr(figure, "redraw_on", ()):
            return 0
        return 1 if isinstance(control, CHOICES) else 2

    def set(self, controls: Iterable[widgets.Widget], new: Iterable[Any]) -> None:
        """Set each control to its new value."""
        at_once: dict[int, dict[str, Any]] = {}
        for control, value in zip(controls, new, strict=True):
            figure, name = self.owners.get(id(control), (None, ""))
            if hasattr(figure, "set"):
                at_once.setdefault(id(figure), {})[name] = value
            else:
                control.value = value
        for figure in self.figures:
            if id(figure) in at_once:
                figure.set(**at_once[id(figure)])

    def choose(self, chosen: list[tuple[widgets.Widget, int]]) -> None:
        """Set each control to its end or option of this number (`nbtools.settings.end`)."""
        numbers = {id(control): number for control, number in chosen}
        first, rest = self._first_and_rest([control for control, _ in chosen])
        set_each((control, end(control, numbers[id(control)])) for control in first)
        self.set(rest, [end(control, numbers[id(control)]) for control in rest])

    def far_away(self, controls: list[widgets.Widget]) -> None:
        """Set each control to its maximum or last option; to its first where it is there."""
        first, rest = self._first_and_rest(controls)
        set_each((control, _other_end(control)) for control in first)
        self.set(rest, [_other_end(control) for control in rest])

    def _first_and_rest(self, controls: list[widgets.Widget]) -> tuple[list, list]:
        """Part the controls into those that may move the ends of others, and the others."""
        ranked = sorted(controls, key=self.rank)
        first = [control for control in ranked if self.rank(control) < 2]
        return first, ranked[len(first) :]


def set_each(pairs: Iterable[tuple[widgets.Widget, Any]]) -> None:
    """Set controls one after the other; a value may depend on what is set before it."""
    for control, value in pairs:
        control.value = value


def _other_end(control: widgets.Widget) -> object:
    ends = values(control)
    return ends[-1] if control.value != ends[-1] else ends[0]
