"""A question to answer before the figure is touched; each answer gets a reply of its own."""

from __future__ import annotations

import html
from typing import Any

import ipywidgets as widgets

from mathlib.exercises.core import Question

FIRST = "Choose first, then try it in the figure."


class Prediction(widgets.VBox):
    """The answers on offer, and the reply to the one that is chosen.

    >>> question = Question(
    ...     "minimum",
    ...     "Where does x² have its minimum?",
    ...     {"at 0": "The slope 2x is zero there.", "nowhere": "Look at the slope 2x."},
    ...     correct="at 0",
    ... )
    >>> Prediction(question).choose("nowhere")
    '✗ Not quite. Look at the slope 2x.'
    """

    def __init__(self, question: Question):
        self.question = question
        self._choices = widgets.RadioButtons(
            options=list(question.answers), value=None, layout=widgets.Layout(width="auto")
        )
        self._reply = widgets.HTML(_reply_html(FIRST))
        self._choices.observe(self._answered, "value")
        asked = widgets.HTML(f"<b>Predict first:</b> {html.escape(question.prompt)}")
        super().__init__(children=[asked, self._choices, self._reply])

    @property
    def reply(self) -> str:
        """What the learner is told about the answer now chosen ("" before any)."""
        choice = self._choices.value
        if choice is None:
            return ""
        mark = "✓ Yes." if choice == self.question.correct else "✗ Not quite."
        return f"{mark} {self.question.answers[choice]}"

    def choose(self, answer: str) -> str:
        """Choose ``answer`` and return the reply. Raises ValueError if it is not on offer."""
        if answer not in self.question.answers:
            offered = ", ".join(self.question.answers)
            raise ValueError(f"{answer!r} is not on offer; choose one of {offered}")
        self._choices.value = answer
        return self.reply

    def _answered(self, _change: Any) -> None:
        self._reply.value = _reply_html(self.reply or FIRST)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict:
        """The widget, and for a page that is only read: the question and what is on offer."""
        data = super()._repr_mimebundle_(**kwargs)
        offered = "\n".join(f"( ) {answer}" for answer in self.question.answers)
        data["text/plain"] = f"Predict first: {self.question.prompt}\n{offered}"
        items = "".join(f"<li>{html.escape(answer)}</li>" for answer in self.question.answers)
        prompt = html.escape(self.question.prompt)
        data["text/html"] = f"<p><b>Predict first:</b> {prompt}</p><ul>{items}</ul>"
        return data


def _reply_html(text: str) -> str:
    return f'<div role="status" style="line-height:1.4">{html.escape(text)}</div>'
