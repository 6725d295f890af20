"""A question to answer before the figure is touched; each answer gets a reply of its own."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets


class Predict(widgets.VBox):
    """See `predict`."""

    def __init__(self, question: str, answers: Mapping[str, str], correct: str):
        _check(answers, correct)
        self.question, self.answers, self.correct = question, dict(answers), correct
        self._choices = widgets.RadioButtons(
            options=list(self.answers), value=None, layout=widgets.Layout(width="auto")
        )
        self._reply = widgets.HTML(_reply_html("Choose first, then try it in the figure."))
        self._choices.observe(self._answered, "value")
        asked = widgets.HTML(f"<b>Predict first:</b> {html.escape(question)}")
        super().__init__(children=[asked, self._choices, self._reply], _dom_classes=("mathlib-predict",))

    @property
    def reply(self) -> str:
        """What the learner is told about the answer now chosen ("" before any)."""
        choice = self._choices.value
        if choice is None:
            return ""
        mark = "✓ Yes." if choice == self.correct else "✗ Not quite."
        return f"{mark} {self.answers[choice]}"

    def choose(self, answer: str) -> str:
        """Choose ``answer`` and return the reply. Raises ValueError if it is not on offer."""
        if answer not in self.answers:
            raise ValueError(f"{answer!r} is not on offer; choose one of {', '.join(self.answers)}")
        self._choices.value = answer
        return self.reply

    def _answered(self, _change: Any) -> None:
        self._reply.value = _reply_html(self.reply or "Choose first, then try it in the figure.")

    def _repr_mimebundle_(self, **kwargs: Any) -> dict:
        """The widget, and for a page that is only read: the question and what is on offer."""
        data = super()._repr_mimebundle_(**kwargs)
        offered = "\n".join(f"( ) {answer}" for answer in self.answers)
        data["text/plain"] = f"Predict first: {self.question}\n{offered}"
        items = "".join(f"<li>{html.escape(answer)}</li>" for answer in self.answers)
        data["text/html"] = (
            f"<p><b>Predict first:</b> {html.escape(self.question)}</p><ul>{items}</ul>"
        )
        return data


def predict(question: str, answers: Mapping[str, str], *, correct: str) -> Predict:
    """Ask ``question`` before the learner drags anything.

    Arguments:
        question: what will happen?
        answers: maps each answer on offer to the reply it gets: why it is right, or which
            thought leads to it and what to look at instead.
        correct: the right answer, a key of ``answers``.

    Raises ValueError if ``correct`` is not among the answers, or fewer than two are on offer.

    >>> ask = predict(
    ...     "Where does x² have its minimum?",
    ...     {"at 0": "The slope 2x is zero there.", "nowhere": "Look at the slope 2x."},
    ...     correct="at 0",
    ... )
    >>> ask.choose("nowhere")
    '✗ Not quite. Look at the slope 2x.'
    """
    return Predict(question, answers, correct)


def _check(answers: Mapping[str, str], correct: str) -> None:
    if len(answers) < 2:
        raise ValueError(f"a question needs at least two answers; got {len(answers)}")
    if correct not in answers:
        raise ValueError(f"correct must be one of {', '.join(answers)}; got {correct!r}")


def _reply_html(text: str) -> str:
    return f'<div role="status" style="line-height:1.4">{html.escape(text)}</div>'
