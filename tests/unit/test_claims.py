"""The numbers of the claim cells, recomputed: 1 to 7 are chapter 01's, 8 to 15 chapter 02's."""

import numpy as np
import pytest

from mathlib import linalg
from mathlib.autodiff import Dual, grad
from mathlib.convexity import jensen_gap
from mathlib.differentiation import derivative
from mathlib.expressions import parse
from mathlib.extrema import derivative_test
from mathlib.minimize import minimize
from mathlib.objectives import (
    double_well,
    exponential,
    flat_valley,
    parabola,
    saddle,
    two_valleys,
)
from mathlib.optimizers import gradient_descent
from mathlib.polygons import archimedes, polygon_areas

A = np.array([[2.0, 1.0], [2.0, 3.0]])
SHEAR = np.array([[1.0, 1.0], [0.0, 1.0]])
RIGHT_ANGLE = np.array([[0.0, -1.0], [1.0, 0.0]])
FLAT = np.array([[1.0, 2.0], [2.0, 4.0]])  # the eigenvalues are 5 and 0


@pytest.mark.parametrize(
    ("matrix", "rank"),
    [([[0, 1], [0, 0]], 1), ([[0, 1, 0], [0, 0, 1], [0, 0, 0]], 2)],
)
def test_1_the_rank_counts_singular_values_not_eigenvalues(matrix, rank):
    assert not np.linalg.eigvals(matrix).any()
    assert np.count_nonzero(np.linalg.svd(matrix, compute_uv=False)) == rank
    assert linalg.rank_by_svd(matrix) == np.linalg.matrix_rank(matrix) == rank


@pytest.mark.parametrize("matrix", [A, FLAT, RIGHT_ANGLE, np.diag([3.0, 0.0, 0.0])])
def test_1_they_agree_where_the_matrix_can_be_diagonalized(matrix):
    assert linalg.diagonalize(matrix).success
    eigenvalues = np.abs(np.linalg.eigvals(matrix)) > 1e-12
    assert np.count_nonzero(eigenvalues) == linalg.rank_by_svd(matrix)


def test_2_a_shear_has_one_direction_only():
    pairs = linalg.diagonalize(SHEAR)
    assert (pairs.kind, pairs.success) == ("defective", False)
    assert pairs.eigenvalues.tolist() == [1, 1]
    assert linalg.rank_by_svd(SHEAR - np.eye(2)) == 1  # so its eigenvectors make one line


def test_2_a_rotation_can_be_diagonalized_over_the_complex_numbers():
    pairs = linalg.diagonalize(RIGHT_ANGLE)
    assert pairs.kind == "complex" and np.allclose(pairs.eigenvalues, [1j, -1j])
    product = pairs.W @ np.diag(pairs.eigenvalues) @ np.linalg.inv(pairs.W)
    assert np.allclose(product, RIGHT_ANGLE, atol=1e-15)


def test_2_a_symmetric_matrix_has_perpendicular_eigenvectors():
    rng = np.random.default_rng(0)
    for n in (2, 3, 5):
        square = rng.normal(size=(n, n))
        pairs = linalg.diagonalize(square + square.T)
        assert pairs.kind == "real" and np.allclose(pairs.W.T @ pairs.W, np.eye(n))


@pytest.mark.parametrize(
    ("order", "product"), [([1.0, 4.0], [[2, 1], [2, 3]]), ([4.0, 1.0], [[3, -1], [-2, 2]])]
)
def test_3_each_eigenvalue_belongs_to_its_eigenvector(order, product):
    W = np.array([[1.0, 1.0], [-1.0, 2.0]])  # the columns (1, -1) and (1, 2)
    assert np.allclose(A @ W, W * [1, 4], rtol=0, atol=1e-15)
    assert np.allclose(W @ np.diag(order) @ np.linalg.inv(W), product)


@pytest.mark.parametrize("k", [-3, -2, -1, 0, 1, 5])
def test_4_every_whole_power_if_no_eigenvalue_is_0(k):
    assert np.allclose(linalg.diagonalize(A).power(k), np.linalg.matrix_power(A, k))


def test_4_an_eigenvalue_0_leaves_only_powers_that_are_not_negative():
    pairs = linalg.diagonalize(FLAT)
    for k in (0, 1, 2, 5):
        assert np.allclose(pairs.power(k), np.linalg.matrix_power(FLAT, k))
    with pytest.raises(ValueError, match="eigenvalue 0"):
        pairs.power(-1)


@pytest.mark.parametrize("matrix", [A, SHEAR, RIGHT_ANGLE, FLAT, [[2, 1, 0], [0, 2, 1], [0, 0, 2]]])
def test_4_det_is_the_product_of_the_eigenvalues_of_every_square_matrix(matrix):
    product = np.prod(np.linalg.eigvals(matrix))
    assert np.allclose(product, np.linalg.det(matrix), atol=1e-12)


def test_5_star_is_not_the_product_and_raises_no_error():
    W, x, b = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([10.0, 1.0]), np.array([1.0, -50.0])
    assert (W @ x).tolist() == [12, 34]
    assert (W * x).tolist() == [[10, 2], [30, 4]]  # x is used again for each row
    batch = np.array([x, 2 * x, [0.0, 1.0]])
    assert np.array_equal(np.maximum(batch @ W.T + b, 0), linalg.layer(batch, W, b))
    assert np.array_equal(linalg.layer(batch, W, b)[0], linalg.layer(x, W, b))


def test_6_a_linear_map_follows_a_rule_when_the_coordinates_change_an_array_does_not():
    S, x = np.array([[1.0, 1.0], [0.0, 2.0]]), np.array([1.0, -2.0])  # columns: the new axes
    new_x, new_A = np.linalg.solve(S, x), np.linalg.solve(S, A @ S)
    assert np.allclose(new_A @ new_x, np.linalg.solve(S, A @ x))
    assert not np.allclose(np.maximum(new_x, 0), np.linalg.solve(S, np.maximum(x, 0)))


def test_7_an_affine_map_is_linear_only_without_a_shift():
    x, y = np.array([1.0, 0.0]), np.array([0.0, 1.0])
    for b in (np.array([1.0, 0.0]), np.zeros(2)):
        together, apart = A @ (x + y) + b, (A @ x + b) + (A @ y + b)
        assert np.array_equal(apart - together, b)  # b once on the left, twice on the right
        assert np.array_equal(A @ np.zeros(2) + b, b)


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


def run(f, x0, rate, **settings):
    return minimize(f, x0, gradient_descent(rate), **settings)


def test_29_gradient_descent_finds_a_stationary_point_not_always_the_minimum():
    left, right = run(two_valleys, -1.0, 0.1), run(two_valleys, 0.5, 0.1)
    assert left.x[0] == pytest.approx(-2) and right.x[0] == pytest.approx(1)
    assert left.fun == pytest.approx(-8 / 3) and right.fun == pytest.approx(-5 / 12)
    assert run(two_valleys, 0.0, 0.1).nit == 0


def test_30_small_steps_need_not_reach_a_minimum():
    assert run(exponential, 0.0, 0.1, maxiter=2000).status == "budget"
    on_the_ridge = run(double_well, [0.0, 1.0], 0.1)
    assert on_the_ridge.success and np.allclose(on_the_ridge.x, 0, atol=1e-8)
    assert np.linalg.eigvalsh(double_well.hessian(on_the_ridge.x)).tolist() == [-4, 2]
    assert run(saddle, [1.0, 1e-6], 0.1).status == "diverged"


def test_31_small_steps_are_not_small_gradients():
    result = run(parabola, 10.0, 1e-6, maxiter=10)
    assert f"{result.x[0]:.5f}" == "9.99980"
    assert f"{parabola.gradient(result.x)[0]:.3f}" == "20.000"


@pytest.mark.parametrize(
    ("rate", "points"),
    [
        (0.5, [10, 0]),
        (0.9, [10, -8, 6.4, -5.12]),
        (1.0, [10, -10, 10, -10]),
        (1.1, [10, -12, 14.4, -17.28]),
    ],
)
def test_32_the_threshold_of_the_learning_rate(rate, points):
    path = run(parabola, 10.0, rate, maxiter=3).path[:, 0]
    assert np.allclose(path, points, rtol=1e-12)


def test_32_what_becomes_of_each_rate():
    status = [run(parabola, 10.0, rate, maxiter=1000).status for rate in (0.5, 0.9, 1.0, 1.1)]
    assert status == ["converged", "converged", "budget", "diverged"]


def test_33_jensen_needs_weights_that_are_not_negative():
    points = [[0.0], [1.0]]
    assert jensen_gap(parabola, points, [2.0, -1.0]) == -2.0  # -1 on the left, 1 on the right
    assert jensen_gap(parabola, points, [0.5, 0.5]) == 0.25


def test_34_a_convex_function_may_have_no_minimum_or_many():
    assert len(exponential.minimizers) == 0
    ends = run(flat_valley, [[-3.0], [0.25], [3.0]], 0.1)
    assert ends.success.all() and (ends.fun == 0).all()
    assert len(np.unique(ends.x.round(9))) == 3
