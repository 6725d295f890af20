"""The numbers of the claim cells of chapter 03, 16 to 23, recomputed."""

import numpy as np
import pytest

from mathlib.calculus.differentiation import derivative
from mathlib.calculus.images import sobel
from mathlib.calculus.multivariate import directional_derivative, gradient
from mathlib.calculus.stationary import classify
from mathlib.optimize.objectives import (
    TRAPS,
)


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
