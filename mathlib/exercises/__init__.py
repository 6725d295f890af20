"""Exercises: ``check`` says what kind of mistake an answer makes, ``hint`` helps in three stages,
``predict`` asks what will happen before a figure is touched.

>>> from mathlib.exercises import check
>>> def after(x0, learning_rate, curvature, k):
...     return k * (1 - learning_rate * curvature) * x0
>>> check("05.3", after)
✗ 05.3 You multiply by k. Each step multiplies by 1 − ηλ once more: k factors make a power.

An exercise is data: see :class:`mathlib.exercises.core.Exercise`. Those of a chapter stand in a
package of their own, such as ``mathlib.exercises.chapter05``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mathlib.exercises import chapter01, chapter02, chapter03, chapter04, chapter05
from mathlib.exercises.core import Exercise, Question, Verdict
from mathlib.exercises.judging import judge

if TYPE_CHECKING:
    from mathlib.exercises.hint_button import Hints
    from mathlib.exercises.predictions import Prediction

CHAPTERS = (chapter01, chapter02, chapter03, chapter04, chapter05)
EXERCISES: dict[str, Exercise] = {each.name: each for c in CHAPTERS for each in c.EXERCISES}
QUESTIONS: dict[str, Question] = {each.name: each for c in CHAPTERS for each in c.QUESTIONS}

__all__ = ["EXERCISES", "QUESTIONS", "check", "hint", "predict"]


def check(name: str, answer: Any) -> Verdict:
    """Say whether ``answer`` solves the exercise, and if not, what kind of mistake it makes.

    Arguments:
        name: the exercise, such as "05.1".
        answer: the function you wrote. Nothing that it does or returns makes ``check`` raise.

    Raises:
        ValueError: there is no exercise of that name.

    >>> check("05.1", lambda f, x, learning_rate: x - learning_rate * f.gradient(x)).ok
    True
    """
    return judge(_find("exercise", name, EXERCISES), answer)


def hint(name: str) -> Hints:
    """Return a button that shows one more hint for the exercise each time it is pressed.

    Arguments:
        name: the exercise, such as "05.1".

    Raises:
        ValueError: there is no exercise of that name.

    >>> hint("05.1").button.description
    'Show a hint (1 of 3)'
    """
    from mathlib.exercises.hint_button import Hints  # ipywidgets is needed only here

    return Hints(_find("exercise", name, EXERCISES))


def predict(name: str) -> Prediction:
    """Return a question to answer before the figure below it is touched.

    Arguments:
        name: the question, such as "05.swing".

    Raises:
        ValueError: there is no question of that name.

    >>> predict("05.swing").choose("at the minimum")[:13]
    '✗ Not quite. '
    """
    from mathlib.exercises.predictions import Prediction  # ipywidgets is needed only here

    return Prediction(_find("question", name, QUESTIONS))


def _find(kind: str, name: str, known: dict[str, Any]) -> Any:
    if isinstance(name, str) and name in known:
        return known[name]
    names = ", ".join(f'"{each}"' for each in known)
    raise ValueError(f"there is no {kind} {name!r}; choose one of {names}.")
