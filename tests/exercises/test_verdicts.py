"""Verdicts: what learners are told who hand in something wrong, odd or absurd."""

import numpy as np
import pytest

from mathlib.exercises import EXERCISES, check
from mathlib.exercises.values import agree

WITH_ARRAYS = [
    name
    for name, exercise in EXERCISES.items()
    if any(isinstance(argument, np.ndarray) for argument in exercise.cases()[0])
]


class Hostile:
    """An object that refuses everything numpy asks of it."""

    def __array__(self, *arguments, **options):
        raise RuntimeError("no")

    def __repr__(self):
        raise RuntimeError("no")


@pytest.mark.parametrize("name", EXERCISES)
@pytest.mark.parametrize(
    "value",
    [
        "garbage",
        b"C",
        {},
        [[1.0], [2.0, 3.0]],
        np.ones((2, 3, 4)),
        np.array([], dtype=float),
        np.array([np.nan]),
        float("nan"),
        float("inf"),
        1j,
        10**400,
        Hostile(),
        len,
    ],
    ids=lambda value: type(value).__name__,
)
def test_absurd_values_are_refused_in_words(name, value, show):
    verdict = check(name, lambda *arguments: value)
    assert verdict.ok is False
    assert "expected" in show(verdict)
    assert " at 0x" not in verdict.message


@pytest.mark.parametrize("name", EXERCISES)
@pytest.mark.parametrize("answer", [None, ..., 3.0, "C", [1.0], np.ones(2), Hostile()])
def test_what_is_not_a_function_is_refused(name, answer, show):
    verdict = check(name, answer)
    assert verdict.ok is False
    assert "Hand in the function itself" in show(verdict)


@pytest.mark.parametrize("name", EXERCISES)
def test_wrong_arguments_are_named(name, show):
    verdict = check(name, lambda a, b, c, d, e: a)
    assert verdict.ok is False
    assert f"({', '.join(EXERCISES[name].parameters)})" in verdict.message
    assert "it takes (a, b, c, d, e)" in show(verdict)


@pytest.mark.parametrize("name", EXERCISES)
def test_builtins_and_classes_are_refused(name):
    assert check(name, dict).ok is False
    assert check(name, np.add).ok is False


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (NameError("name 'grad' is not defined"), "misspelt"),
        (ZeroDivisionError("division by zero"), "divide by"),
        (AttributeError("no gradient"), "after the dot"),
        (IndexError("out of bounds"), "0 to n − 1"),
        (RecursionError("too deep"), "without an end"),
        (ValueError("<b>two</b>\nlines"), "in a cell of its own"),
        (ValueError("operands could not be broadcast together"), "the shapes"),
        (ValueError("math domain error"), "logarithm of 0"),
        (ValueError("too many values to unpack (expected 2)"), "on the left of `=`"),
        (ValueError("The truth value of an array is ambiguous."), "single numbers"),
        (TypeError("'float' object is not callable"), "Is a `*` missing?"),
        (TypeError("unsupported operand type(s) for @: 'float' and 'float'"), "it is `*`"),
        (TypeError("no step"), "in a cell of its own"),
        (SystemExit(1), "in a cell of its own"),
    ],
)
def test_exception_is_told_with_its_input(error, advice, show):
    def answer(f, x, learning_rate):
        raise error

    verdict = check("05.1", answer)
    assert verdict.ok is False
    first_line = str(error).splitlines()[0].rstrip(".")
    assert f"raised {type(error).__name__}: {first_line}, for f = parabola, x = [" in show(verdict)
    assert advice in verdict.message
    assert "<b>two" not in verdict._repr_html_()


@pytest.mark.parametrize(
    ("name", "answer", "advice"),
    [
        ("05.3", lambda x0, rate, curvature, k: (1 - rate * curvature) ^ k * x0, "is `**`."),
        ("05.3", lambda x0, rate, curvature, k: x0 * (1 - rate * curvature) ^ k, "is `**`."),
        ("05.4", lambda gradient, tolerance: sum(gradient ^ 2) <= tolerance, "is `**`."),
        ("05.7", lambda X, y, w: 2 / len(y) * X @ (X @ w - y), "which product gives (n,)?"),
        ("05.7", lambda X, y, w: 2 / len(y) * X * (X @ w - y), "which product gives (n,)?"),
        ("05.7", lambda X, y, w: 2 / len(y) * X.T @ (w @ X - y), "which product gives (n,)?"),
    ],
)
def test_error_is_advised_on_by_its_text(name, answer, advice, show):
    verdict = check(name, answer)
    assert verdict.ok is False
    assert " raised " in verdict.message and advice in show(verdict)
    if name == "05.7":  # the helpful sentence first, the words of the library last
        assert verdict.message.index(advice) < verdict.message.index(" raised ")


def test_numpy_warnings_stay_off_the_screen():
    verdict = check("05.1", lambda f, x, learning_rate: x / np.zeros_like(x))
    assert "gives [inf]" in verdict.message
    verdict = check("05.1", lambda f, x, learning_rate: 0 * x / np.zeros_like(x))
    assert "gives [nan]" in verdict.message
    assert "not a number" in verdict.message


@pytest.mark.parametrize("name", WITH_ARRAYS)
def test_changed_input_is_noticed_although_the_value_is_right(name, show):
    exercise = EXERCISES[name]

    def answer(*arguments):
        value = exercise.reference(*arguments)
        array = next(a for a in arguments if isinstance(a, np.ndarray))
        array -= 1.0
        return value

    verdict = check(name, answer)
    assert verdict.ok is False
    assert "in place" in show(verdict)


def test_shape_and_kind_are_told():
    column = check("05.1", lambda f, x, learning_rate: (x - 1.0)[:, None])
    assert "an array of shape (1, 1); expected an array of shape (1,)." in column.message
    number = check("05.4", lambda gradient, tolerance: 1)
    assert "gives the number 1; expected one True or False." in number.message
    sometimes = check("05.4", lambda gradient, tolerance: True if tolerance > 1 else None)
    assert "gives None; expected one True or False." in sometimes.message
    assert "`return`" in sometimes.message


def test_several_values_are_told_one_by_one():
    four = check("01.4", lambda x_shape, w_shape: x_shape + w_shape)
    assert "x_shape = (" in four.message
    assert "; expected 2 numbers with a comma between them." in four.message
    vector = check("04.1", lambda values, probabilities: (6.8, values))
    assert " gives 2 values: the number 6.8, an array of shape (" in vector.message
    nothing = check("04.1", lambda values, probabilities: (6.8, None))
    assert " gives 2 values: the number 6.8, None; expected 2 numbers" in nothing.message


def test_close_values_are_shown_with_enough_digits():
    def almost(x0, learning_rate, curvature, k):
        return (1 - learning_rate * curvature) ** k * x0 + 1e-4

    verdict = check("05.3", almost)
    given, expected = verdict.message.split(" gives ")[1].rstrip(".").split("; expected ")
    assert given != expected


@pytest.mark.parametrize(("tolerance", "stop"), [(5.0, True), (4.9, False)])
def test_at_most_includes_equal(tolerance, stop):
    small_enough = EXERCISES["05.4"].reference
    assert small_enough(np.array([3.0, 4.0]), tolerance) is stop
    equal = [case for case in EXERCISES["05.4"].cases() if np.linalg.norm(case[0]) == case[1]]
    assert len(equal) == 1


def test_rounding_is_forgiven_and_more_is_not():
    assert agree(1.0 + 1e-7, 1.0)
    assert not agree(1.0 + 1e-5, 1.0)
    assert agree([1e6, 0.1], np.array([1e6, 0.0]))
    assert not agree([1e6, 10.0], np.array([1e6, 0.0]))
    assert not agree(np.nan, np.nan) and agree(np.nan, np.nan, equal_nan=True)


def test_other_right_ways_are_accepted():
    def loop(x0, learning_rate, curvature, k):
        x = x0
        for _ in range(k):
            x = x - learning_rate * curvature * x
        return x

    assert check("05.3", loop).ok is True
    as_list = check("05.1", lambda f, x, learning_rate: list(x - learning_rate * f.gradient(x)))
    assert as_list.ok is True
    squares = check("05.4", lambda gradient, tolerance: sum(gradient**2) <= tolerance**2)
    assert squares.ok is True


@pytest.mark.parametrize("name", EXERCISES)
def test_texts_are_the_same_every_time(name, show):
    for answer in (EXERCISES[name].reference, lambda *arguments: 0.123, lambda: 1 / 0):
        first, second = check(name, answer), check(name, answer)
        assert show(first) == show(second)
        assert first._repr_html_() == second._repr_html_()


def test_html_is_escaped_and_marked():
    def answer(f, x, learning_rate):
        raise ValueError("a < b & `c`")

    page = check("05.1", answer)._repr_html_()
    assert "a &lt; b &amp; <code>c</code>" in page
    assert "✗" in page and "var(--jp-error-color1, #" in page
    assert "var(--jp-success-color1, #" in check("05.8", lambda: "C")._repr_html_()
