"""Chapter 02's exercises: against independent answers, and what learners write in other ways."""

import math

import numpy as np
import pytest

from mathlib.calculus.autodiff import Dual, grad
from mathlib.calculus.differentiation import derivative
from mathlib.calculus.extrema import derivative_test
from mathlib.exercises import EXERCISES, check
from mathlib.exercises.values import agree, described, difference


def by_test(derivatives):
    kind = derivative_test(derivatives).kind
    return "no extremum" if kind == "not stationary" else kind


def neuron_loss(w, x, y):
    return (1 / (1 + np.exp(-w * x)) - y) ** 2


def divided(a, b):
    quotient = Dual(*a) / Dual(*b)
    return [quotient.data, quotient.tangent]


ORACLES = {
    "02.1": lambda f, x, h: derivative(f, x, "central", h),
    "02.2": lambda f, df, a, x: f(a) + f(Dual(a)).tangent * (x - a),
    "02.3": lambda x: derivative(lambda z: np.tanh(z / 2) / 2 + 0.5, x, "complex"),
    "02.4": lambda w, x, y: grad(neuron_loss)(w, x, y),
    "02.5": lambda f, x, h: derivative(f, x, "complex", h),
    "02.6": by_test,
    "02.7": divided,
}


@pytest.mark.parametrize("name", ORACLES)
def test_an_independent_answer_is_accepted(name):
    assert check(name, ORACLES[name]).ok is True


def kind_by_loop(derivatives):
    order = 1
    for value in derivatives:
        if value > 0 and order % 2 == 0:
            return "Minimum"
        if value < 0 and order % 2 == 0:
            return "Maximum"
        if value:
            return "No extremum"
        order += 1
    return "Silent"


def kind_by_index(derivatives):
    found = np.nonzero(derivatives)[0]
    if len(found) == 0:
        return "silent"
    if found[0] % 2 == 0:  # index 0 is order 1
        return "no extremum"
    return "minimum" if derivatives[found[0]] > 0 else "maximum"


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("02.1", lambda f, x, h: ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2),
        ("02.2", lambda f, df, a, x: df(a) * x + f(a) - df(a) * a),
        ("02.3", lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2),
        ("02.3", lambda x: 1 / (2 + math.exp(x) + math.exp(-x))),
        ("02.4", lambda w, x, y: derivative(lambda v: neuron_loss(v, x, y), w, "complex")),
        ("02.5", lambda f, x, h: np.imag(f(complex(x, h))) / h),
        ("02.6", kind_by_loop),
        ("02.6", kind_by_index),
        ("02.7", lambda a, b: [a[0] / b[0], a[1] / b[0] - a[0] / b[0] * b[1] / b[0]]),
        ("02.7", lambda a, b: np.array([a[0] / b[0], (a[1] - a[0] / b[0] * b[1]) / b[0]])),
    ],
)
def test_other_right_ways_are_accepted(name, answer):
    assert check(name, answer).ok is True


def second_derivative_only(derivatives):
    if derivatives[1] > 0:
        return "minimum"
    return "maximum" if derivatives[1] < 0 else "no extremum"


def sigma(x):
    return 1 / (1 + np.exp(-x))


def inflections(derivatives):
    kind = kind_by_index(derivatives)
    return "inflection" if kind == "no extremum" else kind


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("02.1", lambda f, x, h: derivative(f, x, "forward", h), "the forward quotient"),
        ("02.1", lambda f, x, h: (f(x + h) - f(x - h)) / 2 / h * 2, "get twice the slope"),
        ("02.2", lambda f, df, a, x: df(a) * x + f(a), "x steps sideways"),
        ("02.2", lambda f, df, a, x: f(x) - df(x) * (x - a), "You swap a and x"),
        ("02.3", lambda x: x - x**2, "x in place of σ(x)"),
        ("02.3", lambda x: 1 / (1 + np.exp(x)), "one factor of two"),
        ("02.3", lambda x: -np.exp(-x) / (1 + np.exp(-x)) ** 2, "two minus signs"),
        ("02.4", lambda w, x, y: ORACLES["02.4"](w, x, y) / x, "one step early"),
        ("02.4", lambda w, x, y: -ORACLES["02.4"](w, x, y), "The sign is reversed"),
        ("02.5", lambda f, x, h: derivative(f, x, "forward", h), "You subtract two values"),
        ("02.2", lambda f, df, a, x: df(a), "That is the slope. Asked for is the height"),
        ("02.3", lambda x: 0.0, "above and below on their own"),
        ("02.3", lambda x: -np.exp(x), "leave the 1 above as it is"),
        ("02.4", lambda w, x, y: 2 * x * (w * x - y), "There is no σ in it"),
        ("02.4", lambda w, x, y: ORACLES["02.4"](w, x, 0), "You leave out y"),
        (
            "02.4",
            lambda w, x, y: 2 * (sigma(w * x) - y) + x + sigma(w * x) - sigma(w * x) ** 2,
            "they do not add",
        ),
        ("02.5", lambda f, x, h: f(x + 1j * h) / h, "is a complex number"),
        ("02.5", lambda f, x, h: (f(x + 1j * h) - f(x)) / (1j * h), "Leave out f(x)"),
        ("02.5", lambda f, x, h: (f(x + 1j * h) - f(x)) / h, "Leave out f(x)"),
        ("02.5", lambda f, x, h: -1j * f(x + 1j * h).imag / h, "by h, not by ih"),
        ("02.5", lambda f, x, h: f(x + 1j * h) / (1j * h), "by h, not by ih"),
        ("02.6", lambda d: "silent" if d[0] else kind_by_index(d), "f′ has order 1"),
        ("02.6", lambda d: inflections(d), "none of the four words"),
        ("02.6", lambda d: kind_by_index(d) if d[0] else inflections(d), "none of the four words"),
        ("02.6", second_derivative_only, "it decides nothing, neither way"),
        ("02.6", lambda d: kind_by_index([0, *d]), "You count the orders from 0"),
        ("02.6", lambda d: kind_by_index([0, *d[1:]]), "You pass over f′"),
        ("02.6", lambda d: kind_by_index(d) if any(d) else "no extremum", "still open"),
        ("02.7", lambda a, b: tuple(np.divide(a, b)), "entry by entry"),
        ("02.7", lambda a, b: (a[0] / b[0], a[1] / b[0] + a[0] * b[1] / b[0] ** 2), "You add"),
    ],
)
def test_a_common_mistake_is_named_however_it_is_written(name, answer, words):
    verdict = check(name, answer)
    assert verdict.ok is False
    assert words in verdict.message


def named(name):
    raise NameError(f"name '{name}' is not defined")


@pytest.mark.parametrize(
    ("name", "answer", "advice"),
    [
        ("02.2", lambda f, df, a, x: f + df * (x - a), "are `f(a)` and `df(a)`."),
        ("02.5", lambda f, x, h: f(x + named("i") * h).imag / h, "i is `1j`, with the 1."),
        ("02.5", lambda f, x, h: f(x + named("j") * h).imag / h, "i is `1j`, with the 1."),
        ("02.5", lambda f, x, h: f(x + 1j * h).imag() / h, "it is no function"),
        ("02.6", lambda d: "minimum" if d > 0 else "maximum", "compares single numbers"),
        ("02.7", lambda a, b: a / b, "Pairs know no division"),
        ("02.7", lambda a, b: (a * b, 1), "`a[0]` is a's value"),
        ("02.7", lambda a, b: a[1] * b, "`a[0]` is a's value"),
        ("02.7", lambda a, b: a[0] - b, "`a[0]` is a's value"),
    ],
)
def test_an_error_is_advised_on(name, answer, advice):
    verdict = check(name, answer)
    assert verdict.ok is False
    assert "our function raised " in verdict.message
    assert advice in verdict.message


def test_a_function_is_told_by_its_name():
    verdict = check("02.1", lambda f, x, h: f(x + h))
    assert verdict.message.startswith("For f = sin, x = 1.6, h = 0.1 your function gives ")


def test_a_wrong_word_is_told_with_the_right_one():
    verdict = check("02.6", lambda derivatives: "min")
    assert "= [0, 0.4] your function gives the text “min”; expected “minimum”." in verdict.message


def test_complex_numbers_have_words_and_are_no_numbers():
    assert described(0.5 - 2j) == "the complex number 0.5-2j"
    assert described(np.array([1j, 2.0])) == "an array of shape (2,) of complex numbers"
    assert difference(1.0 + 0j, 1.0) == "gives the complex number 1+0j; expected one number."
    assert agree(1 + 1e-9j, 1 + 0j) and not agree(1 + 1e-3j, 1 + 0j)


def test_points_of_every_kind_are_asked_for():
    answers = [EXERCISES["02.6"].reference(*case) for case in EXERCISES["02.6"].cases()]
    assert {answers.count(kind) for kind in ("minimum", "maximum")} == {3}
    assert answers.count("no extremum") == 5 and answers.count("silent") == 1
    assert any(case[0][0] for case in EXERCISES["02.6"].cases())  # not stationary


def test_a_tiny_step_and_a_large_one_are_asked_for():
    steps = [h for _, _, h in EXERCISES["02.5"].cases()]
    assert min(steps) == 1e-20 and max(steps) == 0.5
