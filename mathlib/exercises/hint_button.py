"""The button that shows the hints of an exercise one by one."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from mathlib.exercises.core import Exercise
from mathlib.exercises.values import to_html


class Hints(widgets.VBox):
    """A button and below it the hints that it has shown.

    Arguments:
        exercise: whose hints they are.
    """

    def __init__(self, exercise: Exercise):
        self.exercise = exercise
        self.shown = 0
        self.button = widgets.Button(icon="lightbulb-o", layout=widgets.Layout(width="auto"))
        self.text = widgets.HTML()
        self.button.on_click(self._show_one_more)
        self._write()
        super().__init__(children=[self.button, self.text], _dom_classes=("mathlib-hints",))

    def _show_one_more(self, _button: widgets.Button) -> None:
        self.shown = min(self.shown + 1, len(self.exercise.hints))
        self._write()

    def _write(self) -> None:
        """Put the hints shown so far, and the number of the next one, on the screen."""
        count = len(self.exercise.hints)
        self.button.disabled = self.shown == count
        self.button.description = (
            f"All {count} hints are shown"
            if self.button.disabled
            else f"Show a hint ({self.shown + 1} of {count})"
        )
        items = "".join(f"<li>{to_html(hint)}</li>" for hint in self.exercise.hints[: self.shown])
        self.text.value = f'<div role="status"><ol style="line-height:1.4">{items}</ol></div>'

    def _repr_mimebundle_(self, **kwargs: Any) -> dict:
        """The widget, and for a page that is only read: hints that open without a kernel."""
        data = super()._repr_mimebundle_(**kwargs)
        name, hints = self.exercise.name, self.exercise.hints
        data["text/plain"] = (
            f"{len(hints)} hints for {name}: press the button in a running notebook."
        )
        folded = "".join(
            f"<details><summary>Hint {i} of {len(hints)}</summary>{to_html(hint)}</details>"
            for i, hint in enumerate(hints, start=1)
        )
        data["text/html"] = (
            f"<p><b>Hints for {name}, {to_html(self.exercise.title)}</b></p>{folded}"
        )
        return data
