"""The numbers of the claim cells of chapter 02, 8 to 15, recomputed."""

import numpy as np
import pytest

from mathlib.calculus.autodiff import Dual, grad
from mathlib.calculus.differentiation import derivative
from mathlib.calculus.expressions import parse
from mathlib.calculus.extrema import derivative_test
from mathlib.calculus.polygons import archimedes, polygon_areas


def quadratic(x):
    return 3 * x**2 - 4 * x  # at 1 the slope is 2


def test_8_a_smaller_step_is_better_down_to_1e_8_and_then_worse():
    steps = np.array([1e-1, 1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12, 1e-14, 1e-15, 1e-16])
    error = np.abs(derivative(quadratic, 1.0, "forward", steps) - 2)
    best = np.flatnonzero(steps == 1e-8)[0]
    assert (np.diff(error[: best + 1]) < 0).all() and error[best] < 1e-7
    assert (error[best + 1 :] > error[best]).all()
    assert error[-2] > 0.2
    assert derivative(quadratic, 1.0, "forward", 1e-16) == 0 and 1 + 1e-16 == 1
    exact = [3 * h for h in steps[:3]]  # the rest of the quotient, by hand
    assert np.allclose(error[:3], exact, rtol=1e-6)


@pytest.mark.parametrize("h", [0.1, -0.1, 0.01])
def test_9_the_quotient_is_the_slope_of_a_secant(h):
    quotient = (quadratic(1 + h) - quadratic(1)) / h
    assert quotient == pytest.approx(2 + 3 * h) and quotient != 2
    assert parse("3*x**2 - 4*x").derivative()(1.0) == 2


def test_9_from_both_sides_2_3_and_1_7_and_right_at_once_for_a_straight_line():
    sides = [derivative(quadratic, 1.0, "forward", h) for h in (0.1, -0.1)]
    assert np.allclose(sides, [2.3, 1.7])
    line = [derivative(lambda x: 5 * x - 1, 1.0, "forward", h) for h in (1.0, 0.1, -3.0)]
    assert np.allclose(line, 5)


def test_9_chance_may_make_a_quotient_right_all_the_same():
    assert derivative(lambda x: x**3 - x**2, 0.0, "forward", 1.0) == 0  # and so is the slope at 0


def test_10_a_slope_of_0_may_be_neither_extremum_nor_inflection():
    f = parse("x**2*sin(1/x)")  # and f(0) = 0
    nudges = np.logspace(-1, -7, 7)
    assert (np.abs(f(nudges)) / nudges <= nudges).all()  # the quotient at 0 goes to 0
    wave = np.pi * (np.array([10, 1000, 100000]) + 0.5)
    assert (f(1 / wave) > 0).all() and (f(1 / (wave + np.pi)) < 0).all()  # no extremum
    bend = f.derivative().derivative()
    assert (bend(1 / wave) < 0).all() and (bend(1 / (wave + np.pi)) > 0).all()  # no inflection


def test_10_an_inflection_needs_no_slope_of_0():
    f = parse("x**3 + x")
    assert f.derivative()(0.0) == 1
    assert np.sign(f.derivative().derivative()([-0.1, 0.0, 0.1])).tolist() == [-1, 0, 1]


def test_11_a_positive_slope_at_a_point_does_not_make_the_function_climb_around_it():
    f = parse("x + 2*x**2*sin(1/x)")  # and f(0) = 0
    nudges = np.array([-1e-3, 1e-3, -1e-6, 1e-6])
    assert np.allclose(f(nudges) / nudges, 1, rtol=0, atol=2e-3)  # the slope at 0 is 1
    falling = 1 / (2 * np.pi * np.array([10, 1000, 100000]))
    assert np.allclose(f.derivative()(falling), -1, atol=1e-9)
    near = np.linspace(-0.4, 0.4, 100001)[1:-1]
    assert (np.sign(f(near)) == np.sign(near)).all()  # smaller on the left, larger on the right


def test_12_the_test_decides_if_one_derivative_is_not_0():
    powers = {n: [float(k == n) for k in range(1, 7)] for n in range(2, 7)}
    kinds = [derivative_test(powers[n]).kind for n in range(2, 7)]
    assert kinds == ["minimum", "no extremum"] * 2 + ["minimum"]


def test_12_it_is_silent_where_all_are_0_and_yet_there_is_a_minimum():
    f = parse("exp(-1/x**2)")  # and f(0) = 0
    x = np.array([-0.5, -0.2, -0.05, 0.05, 0.2, 0.5])
    assert (f(x) > 0).all() and f([-0.5, 0.5]).round(6).tolist() == [0.018316] * 2
    nudges = np.array([0.1, 0.07, 0.05])
    for power in range(1, 9):  # flatter than every power: each derivative at 0 is 0
        assert (np.diff(f(nudges) / nudges**power) < 0).all()
    assert derivative_test(np.zeros(8)).kind == "silent"


def test_13_partial_derivatives_may_exist_where_the_function_jumps():
    def f(x, y):
        return x * y / (x**2 + y**2)  # and f(0, 0) = 0

    near = np.logspace(-1, -9, 9)
    assert not f(near, 0).any() and not f(0, near).any()  # so both partial slopes at 0 are 0
    assert np.allclose(f(near, near), 0.5) and np.allclose(f(near, -near), -0.5)


def test_14_the_area_lies_between_two_polygons_of_96_sides_and_the_gap_bounds_the_error():
    """Archimedes lived from about 287 to 212 BC."""
    inside, outside = polygon_areas(96)
    assert (f"{inside:.5f}", f"{outside:.5f}") == ("3.13935", "3.14271")
    assert inside < np.pi < outside and f"{outside - inside:.5f}" == "0.00336"
    assert max(np.pi - inside, outside - np.pi) < outside - inside < 0.01


def test_14_the_sides_are_doubled_from_6_to_96_and_no_pi_is_needed():
    steps = archimedes(4)
    assert steps.sides.tolist() == [6, 12, 24, 48, 96]
    assert (steps.inside < np.pi).all() and (steps.outside > np.pi).all()
    assert steps.outside[-1] == pytest.approx(polygon_areas(96)[1])


def test_15_one_call_and_no_step_against_n_plus_1_calls():
    calls = []

    def f(x):
        calls.append(1)
        return (np.sin(x) ** 2).sum()

    x, n = np.linspace(0, 3, 1000), 1000
    automatic, n_automatic = grad(f)(x), len(calls)
    before = f(x)
    numeric = [(f(x + 1e-8 * row) - before) / 1e-8 for row in np.eye(n)]
    exact = np.sin(2 * x)
    assert n_automatic == 1 and len(calls) - n_automatic == n + 1
    assert np.abs(automatic - exact).max() < 1e-14 < 1e-7 < np.abs(numeric - exact).max()


def test_15_for_one_input_forward_mode_gives_all_outputs_in_one_run():
    frequencies = np.arange(1.0, 1001.0)
    outputs = np.sin(frequencies * Dual(0.5))
    assert np.allclose(outputs.tangent, frequencies * np.cos(frequencies * 0.5), atol=1e-12)
