"""How an answer is judged: run it on fresh inputs, compare it with the reference, name the mistake.

>>> from mathlib.exercises.core import Exercise
>>> double = Exercise(
...     name="00.1",
...     title="Twice a number",
...     reference=lambda x: 2 * x,
...     inputs=lambda rng: [(x,) for x in rng.uniform(1.0, 3.0, size=5)],
...     mistakes=((lambda x: x**2, "You square x."),),
...     hints=("How often does x occur in x + x?",),
...     praise="Your function doubles.",
... )
>>> judge(double, lambda x: x + x)
✓ 00.1 Your function doubles.
>>> judge(double, lambda x: x * x)
✗ 00.1 You square x.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from mathlib.exercises.core import Arguments, Exercise, Verdict, domain_errors
from mathlib.exercises.values import agree, described, difference, listed, one_line

_ADVICE: dict[type[BaseException], str] = {
    NameError: "Is a name misspelt, or does its cell still have to be run?",
    AttributeError: "Is the name after the dot misspelt, or what stands before it something else "
    "than you take it for?",
    ZeroDivisionError: "Look at what you divide by.",
    IndexError: "Look at the index: an array of n entries has the indices 0 to n − 1.",
    RecursionError: "Does the function call itself without an end?",
}
_POWER = "In Python a power is `**`."
_SHAPES = "Look at the shapes: do the arrays fit?"
_ADVICE_BY_WORDS = (
    ("for ^", _POWER),
    ("'bitwise_xor'", _POWER),
    ("for @", "`@` is for arrays; between two numbers it is `*`."),
    ("enough dimensions", "`@` is for arrays, and one of the two is none."),
    ("object is not callable", "Is a `*` missing? A product is `2 * (x + 1)`, not `2(x + 1)`."),
    ("truth value", "`if` compares single numbers, not whole arrays."),
    ("shape", _SHAPES),
    ("dimension", _SHAPES),
    ("broadcast", _SHAPES),
    *domain_errors(
        "Look for the root or the logarithm of a negative number, or the logarithm of 0."
    ),
    ("to unpack", "Are there as many names on the left of `=` as values on the right?"),
)
_FALLBACK = "Call your function on this input in a cell of its own: it shows the line."


def judge(exercise: Exercise, answer: Any) -> Verdict:
    """Return the verdict on ``answer``, whatever that is.

    Arguments:
        exercise: what was asked for.
        answer: what the learner handed in, in most cases a function.
    """
    try:
        return Verdict(exercise.name, True, _praise(exercise, answer))
    except _Unsolved as unsolved:
        return Verdict(exercise.name, None, str(unsolved))
    except _Mistake as mistake:
        return Verdict(exercise.name, False, str(mistake))


class _Unsolved(Exception):
    """The answer is still the stub."""


class _Mistake(Exception):
    """The answer is wrong; the message says how."""


def _praise(exercise: Exercise, answer: Any) -> str:
    """Return the praise that a correct answer earns; any other raises."""
    cases = exercise.cases()
    _demand_signature(exercise, answer, cases[0])
    given = [_call(exercise, answer, case) for case in cases]
    if all(value is None or value is Ellipsis for value in given):
        missing = "" if given[0] is Ellipsis else " It returned None: is its `return` missing?"
        raise _Unsolved(f"not solved yet.{missing}")
    with np.errstate(all="ignore"):
        expected = [exercise.reference(*case) for case in exercise.cases()]
    if all(map(agree, given, expected)):
        return exercise.praise
    for wrong, message in exercise.mistakes:
        with np.errstate(all="ignore"):
            same = [wrong(*case) for case in exercise.cases()]
        if all(agree(*pair, equal_nan=True) for pair in zip(given, same, strict=True)):
            raise _Mistake(message)
    i = [agree(*pair) for pair in zip(given, expected, strict=True)].index(False)
    where = _where(exercise, cases[i], "For ", " your function") or "Your function"
    raise _Mistake(f"{where} {difference(given[i], expected[i])}")


def _demand_signature(exercise: Exercise, answer: Any, case: Arguments) -> None:
    """Refuse what cannot be called with the arguments of the exercise."""
    wanted = f"({', '.join(exercise.parameters)})"
    if not callable(answer):
        raise _Mistake(
            f"Hand in the function itself, its name without brackets; got {described(answer)}."
        )
    try:
        signature = inspect.signature(answer)
    except (TypeError, ValueError):  # some functions of C libraries do not tell
        return
    try:
        signature.bind(*case)
    except TypeError:
        taken = f"({', '.join(signature.parameters)})"
        raise _Mistake(
            f"Your function must take the arguments {wanted}; it takes {taken}. "
            "Keep the `def` line as it was given."
        ) from None


def _call(exercise: Exercise, answer: Callable[..., Any], case: Arguments) -> Any:
    """Return what the answer gives for ``case``; it must neither raise nor change its arguments."""
    lent = [a.copy() if isinstance(a, np.ndarray) else a for a in case]
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            value = answer(*lent)
    except NotImplementedError:
        raise _Unsolved("not solved yet.") from None
    except (Exception, SystemExit) as error:
        raised = f"raised {type(error).__name__}: {one_line(error).rstrip('.')}"
        if known := _by_words(exercise.errors, error):
            told = _where(exercise, case, " For ", f" your function {raised}.")
            raise _Mistake(known + told) from None
        where = _where(exercise, case, ", for ")
        raise _Mistake(f"Your function {raised}{where}. {_advice(error)}") from None
    for name, before, after in zip(exercise.parameters, case, lent, strict=True):
        if isinstance(before, np.ndarray) and not np.array_equal(before, after):
            raise _Mistake(
                f"Your function changes its argument {name} in place, and with it the caller's, "
                f"which may not come back exactly. `{name} -= …` and `{name}[0] = …` do that, even "
                f"under a second name, `b = {name}`. Work on a copy, `{name}.copy()`."
            )
    return value


def _advice(error: BaseException) -> str:
    """Return what to do about an error: by its text if that is known, else by its kind."""
    by_kind = [text for kind, text in _ADVICE.items() if isinstance(error, kind)]
    return _by_words(_ADVICE_BY_WORDS, error) or [*by_kind, _FALLBACK][0]


def _by_words(advice: tuple[tuple[str, str], ...], error: BaseException) -> str:
    """Return the first advice whose words stand in the text of the error, or ""."""
    return next((text for words, text in advice if words in str(error)), "")


def _where(exercise: Exercise, case: Arguments, before: str, after: str = "") -> str:
    """Return the input in words, with text around it; "" when there are no arguments."""
    return before + listed(exercise.parameters, case) + after if case else ""
