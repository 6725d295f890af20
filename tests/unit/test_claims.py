"""The numbers of the claim cells, recomputed.

1 to 7 are chapter 01's, 8 to 15 chapter 02's, 16 to 23 chapter 03's, 24 to 28 chapter 04's,
29 to 34 chapter 05's.
"""

import itertools
import math

import numpy as np
import pytest
from scipy.integrate import quad

from mathlib import linalg
from mathlib.calculus.autodiff import Dual, grad
from mathlib.calculus.differentiation import derivative
from mathlib.calculus.expressions import parse
from mathlib.calculus.extrema import derivative_test
from mathlib.calculus.images import sobel
from mathlib.calculus.multivariate import directional_derivative, gradient
from mathlib.calculus.polygons import archimedes, polygon_areas
from mathlib.calculus.stationary import classify
from mathlib.optimize.convexity import jensen_gap
from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives import (
    TRAPS,
    double_well,
    exponential,
    flat_valley,
    parabola,
    saddle,
    two_valleys,
)
from mathlib.optimize.optimizers import gradient_descent
from mathlib.probability.distributions import (
    bernoulli,
    binomial,
    categorical,
    laplace,
    normal,
    uniform,
)
from mathlib.probability.estimators import sample_mean, sample_variance
from mathlib.probability.information import cross_entropy, entropy, kl_divergence
from mathlib.probability.likelihood import fit, log_likelihood
from mathlib.probability.losses import absolute_error, squared_error

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


def bowl_upside_down(p):
    return 10 - p[..., 0] ** 2 - 5 * p[..., 1] ** 2  # at (1, 1) the gradient is (-2, -10)


def unit_circle(n):
    angles = np.arange(n) * 2 * np.pi / n
    return np.stack([np.cos(angles), np.sin(angles)], axis=-1)


def test_16_no_unit_vector_rises_faster_than_the_gradient_and_a_loss_falls_against_it():
    slopes = unit_circle(3600) @ [-2.0, -10.0]
    steepest = np.array([-2.0, -10.0]) / np.sqrt(104)
    assert slopes.max() <= np.sqrt(104) and np.abs(slopes.max() - np.sqrt(104)) < 1e-5
    assert np.allclose(unit_circle(3600)[slopes.argmax()], steepest, atol=1e-3)
    assert np.allclose(unit_circle(3600)[slopes.argmin()], -steepest, atol=1e-3)


def test_16_only_close_by():
    p, g = np.array([1.0, 1.0]), np.array([-2.0, -10.0])
    assert np.allclose(gradient(bowl_upside_down, p), g)
    grown = [bowl_upside_down(p + t * g) - bowl_upside_down(p) for t in (0.01, 0.1, 1.0)]
    assert np.round(grown, 2).tolist() == [0.99, 5.36, -400.0]


def test_16_another_length_has_another_steepest_direction():
    u = unit_circle(3600)
    by_largest_entry = u / np.abs(u).max(axis=-1, keepdims=True)
    best = u[(by_largest_entry @ [-2.0, -10.0]).argmax()]
    assert np.allclose(best, [-np.sqrt(0.5), -np.sqrt(0.5)])  # not along (-2, -10)


def test_17_the_gradient_lies_in_the_plane_of_the_inputs_at_a_right_angle_to_the_level_line():
    p = np.array([1.0, 1.0])
    g = gradient(bowl_upside_down, p)
    assert g.shape == (2,)
    angle = np.linspace(0, 2 * np.pi, 1001)  # the level line x² + 5y² = 6, by its angle
    line = np.stack([np.sqrt(6) * np.cos(angle), np.sqrt(6 / 5) * np.sin(angle)], axis=-1)
    assert np.allclose(bowl_upside_down(line), 4)
    at = np.abs(line - p).sum(axis=-1).argmin()
    along = line[at + 1] - line[at - 1]
    assert abs(along @ g) < 1e-2 * np.linalg.norm(along) * np.linalg.norm(g)


def test_17_with_minus_1_as_a_third_entry_it_stands_on_the_graph():
    p, h = np.array([1.0, 1.0]), 1e-6
    normal = np.array([*gradient(bowl_upside_down, p), -1.0])
    for u in unit_circle(7):
        rise = bowl_upside_down(p + h * u) - bowl_upside_down(p - h * u)
        assert np.array([*u, rise / (2 * h)]) @ normal == pytest.approx(0, abs=1e-6)


def test_18_all_variables_may_move_at_once_and_the_partial_derivatives_say_what_happens():
    def f(p):
        return p[..., 0] ** 2 + 3 * p[..., 0] * p[..., 1]

    p, u, h = np.array([1.0, 2.0]), np.array([0.6, 0.8]), 1e-6
    both = (f(p + h * u) - f(p)) / h
    assert both == pytest.approx(7.2, abs=1e-4) and np.array([8.0, 3.0]) @ u == pytest.approx(7.2)
    assert directional_derivative(f, p, u) == pytest.approx(7.2)


def test_19_a_minimum_along_every_line_and_yet_no_minimum():
    peano, t = TRAPS["peano"], np.array([-1e-4, -1e-6, 1e-6, 1e-4])
    for u in unit_circle(24):
        assert (peano(t[:, None] * u) > 0).all()
    x = np.logspace(-1, -6, 6)
    between = peano(np.stack([x, 1.5 * x**2], axis=-1))
    assert (between < 0).all() and np.allclose(between / x**4, -0.25)


def test_20_the_signs_decide_unless_a_zero_leaves_it_open():
    kinds = [classify(np.diag(d)).kind for d in ([1, 2.5], [-1, -2], [-1, 2], [0, 1], [-1, 0, 2])]
    assert kinds == ["minimum", "maximum", "saddle", "undecided", "saddle"]
    along = np.array([[0.1, 0.0], [0.0, 0.1]])
    signs = {"quartic bowl": [1, 1], "quartic dome": [-1, -1], "quartic saddle": [1, -1]}
    for name, sign in signs.items():
        H = TRAPS[name].hessian([0.0, 0.0])
        assert not H.any() and classify(H).kind == "undecided"
        assert np.allclose(TRAPS[name](along), np.array(sign) * 1e-4)


def test_21_the_top_of_a_dome_is_no_minimum_and_no_saddle():
    dome, ridge = TRAPS["quartic dome"], TRAPS["quartic saddle"]
    around = 1e-3 * unit_circle(360)
    assert not dome.gradient([0.0, 0.0]).any() and not ridge.gradient([0.0, 0.0]).any()
    assert (dome(around) < dome([0.0, 0.0])).all()  # so a maximum, and no minimum of any kind
    assert (ridge(around) < 0).any() and (ridge(around) > 0).any()


def test_22_extrema_on_the_boundary_and_at_a_kink():
    one, two = np.linspace(1, 2, 1001), np.linspace(-1, 1, 1001)
    assert one[(one**2).argmin()] == 1 and derivative(lambda x: x**2, 1.0) == pytest.approx(2)
    assert abs(two[np.abs(two).argmin()]) < 1e-12
    assert [derivative(abs, 0.0, "forward", h) for h in (1e-3, -1e-3)] == [1, -1]


def test_23_sobel_is_smoothing_across_times_a_central_difference():
    dot = np.zeros((5, 5))
    dot[2, 2] = 8.0
    answer = sobel(dot)[0]
    assert np.allclose(answer[1:4, 1:4], np.outer([1, 2, 1], [1, 0, -1]))
    assert np.count_nonzero(answer.any(axis=1)) == 3 and answer[2, 2] == 0


def test_23_it_estimates_the_gradient_of_a_smooth_picture():
    ramp = 2.0 * np.arange(6) + np.zeros((5, 1))
    gx, gy = sobel(ramp)
    assert np.allclose(gx[:, 1:-1], 2) and not gy.any()
    y, x = np.mgrid[0:20, 0:20]
    gx, _ = sobel(np.sin(x / 10) * np.cos(y / 10))
    exact = np.cos(x / 10) * np.cos(y / 10) / 10
    assert 0 < np.abs(gx - exact)[1:-1, 1:-1].max() < 0.01 * np.abs(exact).max()


DIE = np.arange(1.0, 7.0)  # expectation 7/2, variance 35/12


def test_24_the_mean_of_a_sample_changes_the_expectation_does_not():
    samples = np.random.default_rng(0).choice(DIE, (200, 10))
    means = sample_mean(samples)
    assert means.min() < 3 < 4 < means.max()
    assert np.count_nonzero(means == 3.5) < 20
    assert abs(means.mean() - 3.5) < 0.1


@pytest.mark.parametrize("n", [2, 3, 4])
def test_24_over_all_samples_the_mean_is_right_and_the_variance_with_n_too_small(n):
    every_sample = np.array(list(itertools.product(DIE, repeat=n)))
    assert sample_mean(every_sample).mean() == pytest.approx(3.5)
    assert sample_variance(every_sample, ddof=1).mean() == pytest.approx(35 / 12)
    assert sample_variance(every_sample, ddof=0).mean() == pytest.approx((n - 1) / n * 35 / 12)


def test_24_the_estimate_of_largest_likelihood_is_the_biased_one():
    x = np.random.default_rng(1).normal(size=5)
    sigma = fit(normal, x).theta[1]
    assert sigma**2 == pytest.approx(sample_variance(x, ddof=0))
    assert sigma**2 == pytest.approx(0.8 * sample_variance(x, ddof=1))


@pytest.mark.parametrize(
    ("family", "theta", "height"),
    [(normal, [0.0, 0.1], 3.98942), (uniform, [-0.2, 0.2], 2.5), (laplace, [0.0, 0.1], 5.0)],
)
def test_25_a_density_may_exceed_1_and_its_integral_is_1(family, theta, height):
    assert family.density(0.0, theta) == pytest.approx(height, abs=1e-5)
    area, _ = quad(family.density, -2, 2, args=(theta,), points=[-0.2, 0.0, 0.2])
    assert area == pytest.approx(1, abs=1e-7)
    part, _ = quad(family.density, -0.1, 0.1, args=(theta,), points=[0.0])
    assert part == pytest.approx(np.ptp(family.frozen(theta).cdf([-0.1, 0.1])))
    assert part < 1


def test_25_another_unit_is_another_density_and_the_same_probability():
    metres, millimetres = [1.7, 0.1], [1700.0, 100.0]
    ratio = normal.density(1.7, metres) / normal.density(1700.0, millimetres)
    assert ratio == pytest.approx(1000)
    assert normal.frozen(metres).cdf(1.8) == pytest.approx(normal.frozen(millimetres).cdf(1800))


@pytest.mark.parametrize(("n", "k"), [(1, 1), (3, 3), (10, 7), (10, 0)])
def test_26_the_likelihood_is_no_density_of_the_parameter(n, k):
    tosses = np.repeat([1, 0], [k, n - k])
    in_order, _ = quad(lambda p: np.exp(log_likelihood(bernoulli, p, tosses)), 0, 1)
    of_the_count, _ = quad(lambda p: binomial(n).density(k, p), 0, 1)
    assert of_the_count == pytest.approx(1 / (n + 1))
    assert in_order == pytest.approx(1 / (n + 1) / math.comb(n, k))
    assert binomial(n).density(np.arange(n + 1), 0.3).sum() == pytest.approx(1)  # over the data: 1


def test_26_in_another_parameter_the_area_is_another_and_the_maximum_the_same():
    odds, _ = quad(lambda o: np.exp(log_likelihood(bernoulli, o / (1 + o), [1, 0, 0])), 0, np.inf)
    p, _ = quad(lambda p: np.exp(log_likelihood(bernoulli, p, [1, 0, 0])), 0, 1)
    assert (p, odds) == pytest.approx((1 / 12, 1 / 2))
    grid = np.linspace(0.01, 0.99, 99)[:, None]
    best = grid[np.argmax(log_likelihood(bernoulli, grid, [1, 0, 0]))]
    assert best == pytest.approx(fit(bernoulli, [1, 0, 0]).theta, abs=0.005)


def test_27_the_mean_nll_of_a_categorical_model_is_the_empirical_cross_entropy():
    rng = np.random.default_rng(2)
    labels = rng.choice(3, 50, p=[0.5, 0.3, 0.2])
    shares, model = np.bincount(labels) / 50, categorical(3)
    q = rng.dirichlet(np.ones(3), size=200)
    nll = -log_likelihood(model, q, labels) / 50
    assert np.allclose(nll, cross_entropy(shares, q), rtol=1e-12)
    assert np.allclose(nll, entropy(shares) + kl_divergence(shares, q), rtol=1e-12)
    assert (nll > entropy(shares)).all()
    assert -log_likelihood(model, shares, labels) / 50 == pytest.approx(entropy(shares))
    assert np.allclose(fit(model, labels).theta, shares)


@pytest.mark.parametrize("sigma", [0.5, 1.0, 3.0])
def test_28_with_a_fixed_sigma_the_normal_nll_is_the_mse_and_constants(sigma):
    y, prediction = np.array([1.0, 2.0, 6.0]), np.array([2.0, 2.5, 4.0])
    nll = -normal.log_density(y - prediction, [0.0, sigma]).mean()
    constants = np.log(sigma) + np.log(2 * np.pi) / 2
    assert nll - constants == pytest.approx(squared_error(prediction, y) / (2 * sigma**2))


def test_28_normal_noise_gives_the_mean_and_laplace_noise_the_median():
    data = np.array([1.0, 2.0, 3.0, 4.0, 100.0])  # an outlier
    places = np.linspace(0, 30, 301)
    theta = np.stack([places, np.full(301, 2.0)], axis=-1)
    everywhere = np.broadcast_to(places[:, None], (301, 5))
    targets = np.broadcast_to(data, (301, 5))
    for family, loss, scale, best in (
        (normal, squared_error, 2 * 2.0**2, 22),
        (laplace, absolute_error, 2.0, 3),
    ):
        nll = -log_likelihood(family, theta, data)
        error = loss(everywhere, targets, "none").sum(axis=-1)
        assert np.ptp(nll - error / scale) == pytest.approx(0, abs=1e-9)
        assert places[np.argmin(nll)] == places[np.argmin(error)] == pytest.approx(best)
    assert (data.mean(), np.median(data)) == (22, 3)


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
