"""The numbers of the claim cells of chapter 05, 29 to 34, recomputed."""

import numpy as np
import pytest

from mathlib.optimize.convexity import jensen_gap
from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives import (
    double_well,
    exponential,
    flat_valley,
    parabola,
    saddle,
    two_valleys,
)
from mathlib.optimize.optimizers import gradient_descent


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
