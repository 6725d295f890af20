"""Difference quotients: their orders, their errors, and what they refuse."""

import math
import warnings

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given
from hypothesis import strategies as st

from mathlib.calculus.differentiation import (
    EPS,
    METHODS,
    best_step,
    derivative,
    predicted_error,
    second_derivative,
)
from mathlib.calculus.expressions import parse

SMOOTH = [
    (np.exp, np.exp, np.exp),
    (np.sin, np.cos, lambda x: -np.sin(x)),
    (lambda x: x**3 - 2 * x, lambda x: 3 * x**2 - 2, lambda x: 6 * x),
    (lambda x: 1 / (2 + x), lambda x: -((2 + x) ** -2), lambda x: 2 * (2 + x) ** -3),
    (parse("sigmoid(x)"), parse("sigmoid(x)").derivative(), None),
]
X = np.array([-1.3, 0.4, 0.9])
LARGEST = {"forward": 1e-7, "central": 1e-9, "complex": 1e-14}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("f, slope, _", SMOOTH)
def test_each_method_is_as_exact_as_it_can_be(method, f, slope, _):
    assert np.max(np.abs(derivative(f, X, method) - slope(X))) < LARGEST[method]


@pytest.mark.parametrize("f, _, bend", SMOOTH[:4])
def test_the_second_derivative(f, _, bend):
    assert np.max(np.abs(second_derivative(f, X) - bend(X))) < 1e-6


def slope_of_errors(errors, h):
    """By which power of h the errors shrink."""
    return np.polyfit(np.log(h), np.log(np.abs(errors)), 1)[0]


@pytest.mark.parametrize("method, order", [("forward", 1), ("central", 2), ("complex", 2)])
def test_the_order_of_the_error(method, order):
    h = np.geomspace(1e-3, 1e-1, 7)
    errors = derivative(np.exp, np.full(7, 0.5), method, h) - np.exp(0.5)
    assert slope_of_errors(errors, h) == pytest.approx(order, abs=0.05)


def test_the_order_of_the_error_of_the_second_derivative():
    h = np.geomspace(1e-2, 1e-1, 7)
    errors = second_derivative(np.exp, 0.5, h) - np.exp(0.5)
    assert slope_of_errors(errors, h) == pytest.approx(2, abs=0.02)


@pytest.mark.parametrize("f, x", [(np.exp, 0.5), (np.sin, 1.0), (np.cos, 400.0)])
def test_forward_differences_against_scipy(f, x):
    h = float(best_step("forward", x))
    theirs = scipy.optimize.approx_fprime([x], lambda v: f(v[0]), h)
    assert derivative(f, x, "forward") == pytest.approx(theirs[0], abs=1e-10)


@given(st.floats(-100, 100), st.floats(1e-6, 1))
def test_a_central_difference_of_a_parabola_has_only_rounding_errors(x, h):
    error = abs(float(derivative(lambda t: 3 * t * t - t, x, "central", h)) - (6 * x - 1))
    assert error <= 8 * EPS * (3 * (abs(x) + h) ** 2 + abs(x) + h) / h


def test_a_negative_step_looks_to_the_left():
    assert derivative(np.abs, 0.0, "forward", -0.5) == -1
    assert derivative(np.abs, 0.0, "forward", 0.5) == 1
    assert derivative(np.square, 1.0, "forward", -0.5) == 1.5


def test_best_steps_grow_with_x():
    assert best_step("forward", [0.0, -1.0, 1e6]) == pytest.approx(2**-26 * np.array([1, 1, 1e6]))
    assert best_step("central", 10) == pytest.approx(10 * 2 ** (-52 / 3), rel=1e-14)
    assert best_step("complex", -3.0) == pytest.approx(3e-20, rel=1e-14, abs=0)
    assert best_step("central") == EPS ** (1 / 3) and best_step("central").shape == ()


def test_the_step_of_the_second_derivative():
    seen = []
    second_derivative(lambda x: seen.append(x) or x, [0.0, 1.5, -16.0])
    h = EPS**0.25 * np.array([1, 1.5, 16])
    assert np.allclose([seen[0] - seen[1], seen[1] - seen[2]], h, rtol=1e-9, atol=0)


@pytest.mark.parametrize("method", ["forward", "central"])
def test_the_best_step_is_near_the_best(method):
    best = float(best_step(method))
    for factor in (1e-3, 1e3):
        errors = [
            np.mean(np.abs(derivative(np.exp, np.linspace(0, 1, 100), method, h) - slope))
            for slope in [np.exp(np.linspace(0, 1, 100))]
            for h in (best, best * factor)
        ]
        assert errors[0] < errors[1] / 20


@pytest.mark.parametrize("method", METHODS)
def test_predicted_errors_are_those_made(method):
    h = np.geomspace(1e-7 if method == "complex" else 1e-13, 1e-1, 25)
    made = np.abs(derivative(np.exp, 1.0, method, h) - np.e)
    truncation, rounding = predicted_error(method, h, [np.e] * 4)
    assert np.all(made <= 2 * truncation + 4 * rounding)
    large = truncation > 100 * rounding
    assert large.any() and np.allclose(made[large], truncation[large], rtol=0.1)


def test_the_table_of_predicted_errors():
    f = (2.0, -3.0, 5.0, -7.0)
    for method, sizes in (
        ("forward", [1.25, 4 * EPS]),
        ("central", [1.75 / 6, 2 * EPS]),
        ("complex", [1.75 / 6, 3 * EPS]),
    ):
        found = predicted_error(method, 0.5, f)
        assert np.array(found) == pytest.approx(sizes, rel=1e-15, abs=0)
    assert predicted_error("complex", [0.5, -1.0], f)[1].tolist() == 2 * [3 * EPS]
    for method in METHODS:  # sizes: on which side does not matter
        assert predicted_error(method, -0.5, f) == predicted_error(method, 0.5, f)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 3), (0,), (2, 0, 3)])
def test_any_shape(method, shape):
    x = np.linspace(-1, 1, math.prod(shape)).reshape(shape)
    assert second_derivative(np.sin, x).shape == shape
    assert np.allclose(derivative(np.sin, x, method), np.cos(x), atol=1e-7)


def test_many_steps_at_one_point_and_whole_numbers():
    assert derivative(np.sin, 0, "central", [0.1, 0.2]) == pytest.approx(np.sin([1, 2]), abs=1)
    assert derivative(np.square, [1, 2]) == pytest.approx([2, 4], abs=1e-9)
    assert second_derivative(np.square, 3, [1, 2]).tolist() == [2, 2]


def test_a_complex_step_goes_through_sums_and_real_numbers_on_the_way():
    def f(x):
        return np.sum(np.stack([x, x * x]), axis=0) * np.maximum(np.isfinite(x), 0)

    assert derivative(f, X, "complex") == pytest.approx(1 + 2 * X, rel=1e-15)


def test_a_warning_of_the_function_itself_is_no_error():
    def f(x):
        warnings.warn("old", UserWarning, stacklevel=1)
        return x * x

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert derivative(f, 1.0) == pytest.approx(2)


def test_nothing_given_is_changed():
    x, h = np.array([1.0, 2.0]), np.array([0.1, 0.2])
    derivative(np.sin, x, "complex", h), second_derivative(np.sin, x, h)
    assert x.tolist() == [1.0, 2.0] and h.tolist() == [0.1, 0.2]
