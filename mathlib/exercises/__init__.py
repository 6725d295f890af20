"""Exercises: ``check`` says what kind of mistake an answer makes, ``hint`` helps in three stages.

>>> from mathlib.exercises import check
>>> def after(x0, learning_rate, k):
...     return k * (1 - 2 * learning_rate) * x0
>>> check("05.3", after)
✗ 05.3 You multiply by k. Each step multiplies by 1 − 2η once more: k factors make a power.

An exercise is data: see :class:`mathlib.exercises.core.Exercise`. Those of a chapter stand in a
package of their own, such as ``mathlib.exercises.chapter05``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mathlib.exercises import chapter05
from mathlib.exercises.core import Exercise, Verdict, judge

if TYPE_CHECKING:
    from mathlib.exercises.hints import Hints

EXERCISES: dict[str, Exercise] = {exercise.name: exercise for exercise in chapter05.EXERCISES}

__all__ = ["EXERCISES", "check", "hint"]


def check(name: str, answer: Any) -> Verdict:
    """Say whether ``answer`` solves the exercise, and if not, what kind of mistake it makes.

    Arguments:
        name: the exercise, such as "05.1".
        answer: the function you wrote. Nothing that it does or returns makes ``check`` raise.

    Raises:
        ValueError: there is no exercise of that name.

    >>> check("05.3", lambda x0, learning_rate, k: (1 - 2 * learning_rate) ** k * x0).ok
    True
    """
    return judge(_find(name), answer)


def hint(name: str) -> Hints:
    """Return a button that shows one more hint for the exercise each time it is pressed.

    Arguments:
        name: the exercise, such as "05.1".

    Raises:
        ValueError: there is no exercise of that name.

    >>> hint("05.1").button.description
    'Show a hint (1 of 3)'
    """
    from mathlib.exercises.hints import Hints  # ipywidgets is needed only here

    return Hints(_find(name))


def _find(name: str) -> Exercise:
    if isinstance(name, str) and name in EXERCISES:
        return EXERCISES[name]
    names = ", ".join(f'"{known}"' for known in EXERCISES)
    raise ValueError(f"there is no exercise {name!r}; choose one of {names}.")
