"""What an exercise, a question and a verdict are."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mathlib.exercises.values import to_html

Arguments = tuple[Any, ...]

_COLORS = {
    True: "var(--jp-success-color1, #388e3c)",
    False: "var(--jp-error-color1, #d32f2f)",
    None: "var(--jp-content-font-color2, #757575)",
}
_MARKS = {True: "✓", False: "✗", None: "○"}


@dataclass(frozen=True)
class Question:
    """What a learner is asked before a figure is touched.

    Arguments:
        name: what `mathlib.exercises.predict` calls it, such as "05.swing".
        prompt: what will happen?
        answers: maps each answer on offer to its reply: why it is right, or which thought leads
            to it and what to look at instead.
        correct: the right answer.

    Raises:
        ValueError: fewer than two answers, or the right one is not among them.

    >>> Question("x", "1 + 1?", {"2": "Yes."}, correct="2")
    Traceback (most recent call last):
    ValueError: question x needs at least two answers; got 1
    """

    name: str
    prompt: str
    answers: Mapping[str, str]
    correct: str

    def __post_init__(self) -> None:
        if len(self.answers) < 2:
            raise ValueError(
                f"question {self.name} needs at least two answers; got {len(self.answers)}"
            )
        if self.correct not in self.answers:
            raise ValueError(
                f"question {self.name}: correct must be one of {', '.join(self.answers)}; "
                f"got {self.correct!r}"
            )


@dataclass(frozen=True)
class Exercise:
    """An exercise as data.

    Arguments:
        name: what learners call it: chapter and number, such as "05.1".
        title: what it asks for, in a few words.
        reference: a correct function.
        inputs: maps a ``Generator`` to at least five tuples of arguments (one empty tuple for a
            question without arguments). Each of the mistakes shows on at least one of them.
        mistakes: pairs of a wrong function and what to tell a learner whose answers are the same.
        hints: from a nudge to almost the line; code stands in backticks.
        praise: one sentence that says what the learner has now.
        errors: pairs of words in an error's text and what to tell a learner whose function
            raises it.
    """

    name: str
    title: str
    reference: Callable[..., Any]
    inputs: Callable[[np.random.Generator], Sequence[Arguments]]
    mistakes: tuple[tuple[Callable[..., Any], str], ...]
    hints: tuple[str, ...]
    praise: str
    errors: tuple[tuple[str, str], ...] = ()

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the arguments."""
        return tuple(inspect.signature(self.reference).parameters)

    def cases(self) -> list[Arguments]:
        """Return the inputs of a check; each call makes new, equal ones."""
        return list(self.inputs(np.random.default_rng(0)))


def choice(
    name: str,
    title: str,
    answer: Callable[[], str],
    replies: Mapping[str, str],
    hints: tuple[str, ...],
    praise: str,
) -> Exercise:
    """Return an exercise that asks for the letter of the right answer.

    Arguments:
        name, title, hints, praise: as for `Exercise`.
        answer: returns the right letter; its docstring holds the question.
        replies: maps each other letter to what those who choose it are told.

    >>> choice("00.2", "1 + 1", lambda: "A", {"B": "Count again."}, (), "Yes.").parameters
    ()
    """
    return Exercise(
        name=name,
        title=title,
        reference=answer,
        inputs=lambda rng: [()],
        mistakes=tuple((lambda letter=letter: letter, reply) for letter, reply in replies.items()),
        hints=hints,
        praise=praise,
    )


def domain_errors(advice: str) -> tuple[tuple[str, str], ...]:
    """Return the ``errors`` of an exercise for a root or logarithm that `math` refuses.

    >>> domain_errors("Mind the sign.")[0]
    ('math domain error', 'Mind the sign.')
    """
    words = ("math domain error", "expected a positive input", "expected a nonnegative input")
    return tuple((told, advice) for told in words)  # the last two are Python 3.14's


@dataclass(frozen=True, repr=False)
class Verdict:
    """What ``check`` found.

    Arguments:
        name: the exercise.
        ok: True (solved), False (a mistake) or None (not solved yet).
        message: what the learner is told.

    >>> Verdict("05.1", None, "not solved yet.")
    ○ 05.1 not solved yet.
    """

    name: str
    ok: bool | None
    message: str

    def __repr__(self) -> str:
        return f"{_MARKS[self.ok]} {self.name} {self.message}"

    def _repr_html_(self) -> str:
        color = _COLORS[self.ok]
        mark = f'<span style="color:{color};font-size:1.4em;font-weight:bold">{_MARKS[self.ok]}'
        return (
            f'<div role="status" style="border-left:4px solid {color};padding:2px 8px">'
            f"{mark}</span> <b>{self.name}</b> {to_html(self.message)}</div>"
        )
