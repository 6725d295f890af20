"""Gradient descent against what theory says exactly: matrix powers, thresholds, rates."""

import numpy as np
import pytest

from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives import himmelblau, parabola, quadratic, rosenbrock
from mathlib.optimize.optimizers import (
    Optimizer,
    gradient_descent,
    gradient_descent_with_line_search,
)


@pytest.mark.parametrize("angle", [0.0, 0.4, -2.0])
@pytest.mark.parametrize("eigenvalues", [[1.0, 10.0], [3.0, 3.0], [0.0, 1.0], [-1.0, 2.0]])
def test_on_a_quadratic_the_path_is_a_matrix_power(eigenvalues, angle):
    center, x0, rate = np.array([1.0, -2.0]), np.array([3.0, 1.5]), 0.15
    f = quadratic(eigenvalues, angle=angle, center=center)
    path = minimize(f, x0, gradient_descent(rate), maxiter=40, gtol=1e-300).path
    assert len(path) == 41
    step_matrix = np.eye(2) - rate * f.hessian(center)
    for k, x in enumerate(path):
        exact = center + np.linalg.matrix_power(step_matrix, k) @ (x0 - center)
        assert np.allclose(x, exact, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("curvature", [0.5, 1.0, 7.0])
@pytest.mark.parametrize(
    ("product", "status"),
    [(1e-2, "converged"), (1.0, "converged"), (1.99, "converged"), (2.01, "diverged")],
)
def test_it_converges_exactly_when_rate_times_curvature_is_below_2(curvature, product, status):
    f = quadratic([curvature])
    result = minimize(f, [10.0], gradient_descent(product / curvature), maxiter=5000, bound=1e6)
    assert result.status == status


def test_at_the_threshold_it_jumps_for_ever():
    path = minimize(parabola, 10.0, gradient_descent(1.0), maxiter=50).path
    assert np.array_equal(path[:, 0], 10.0 * (-1.0) ** np.arange(51))


@pytest.mark.parametrize("condition", [2.0, 10.0, 100.0])
def test_the_best_fixed_rate_contracts_by_the_known_factor(condition):
    f, best = quadratic([1.0, condition]), 2 / (1 + condition)
    expected, maxiter = (condition - 1) / (condition + 1), int(3 * condition) + 5
    path = minimize(f, [1.0, 1.0], gradient_descent(best), maxiter=maxiter).path
    distances = np.linalg.norm(path, axis=-1)
    assert np.allclose(distances[1:] / distances[:-1], expected, rtol=1e-10)
    for rate in (0.9 * best, 1.1 * best):
        path = minimize(f, [1.0, 1.0], gradient_descent(rate), maxiter=maxiter).path
        assert np.linalg.norm(path[-1]) > distances[-1]


def test_convergence_is_linear_with_the_rate_of_the_slowest_direction():
    path = minimize(rosenbrock, [1.1, 1.2], gradient_descent(1e-3), maxiter=20_000).path
    slowest = np.linalg.eigvalsh(rosenbrock.hessian([1.0, 1.0])).min()
    distances = np.linalg.norm(path - 1.0, axis=-1)
    assert distances[-1] / distances[-2] == pytest.approx(1 - 1e-3 * slowest, abs=1e-7)


def test_one_rate_per_run_equals_one_run_per_rate():
    rates = np.array([[0.001], [0.01], [0.5], [0.02]])
    starts = np.array([[1.0, 1.0], [0.0, 0.0], [5.0, 5.0], [-3.0, 2.0]])
    batch = minimize(himmelblau, starts, gradient_descent(rates), maxiter=300)
    assert len(set(batch.status)) > 1
    for i, rate in enumerate(rates[:, 0]):
        single = minimize(himmelblau, starts[i], gradient_descent(rate), maxiter=300)
        assert np.array_equal(batch.path[: single.nit + 1, i], single.path)
        assert batch.nit[i] == single.nit and batch.status[i] == single.status


def test_one_rate_per_coordinate():
    result = minimize(quadratic([1.0, 100.0]), [3.0, 4.0], gradient_descent(np.array([1.0, 0.01])))
    assert result.nit == 1
    assert np.allclose(result.x, 0)


def test_update_is_the_formula_and_leaves_its_input_alone():
    x = np.array([[1.0, 2.0], [3.0, -4.0]])
    gradient, before = 2 * x, x.copy()
    optimizer = gradient_descent(0.25)
    step, _ = optimizer.update(gradient, optimizer.init(x), x)
    assert np.array_equal(step, -0.5 * before)
    assert np.array_equal(x, before) and np.array_equal(gradient, 2 * before)
    assert not np.shares_memory(step, gradient)


def test_rates_are_copied():
    rates = np.array([[0.5], [0.5]])
    optimizer = gradient_descent(rates)
    rates[:] = 99.0
    assert minimize(parabola, [[1.0], [2.0]], optimizer).success.all()


@pytest.mark.parametrize("rate", [0, 0.0, -0.1, np.nan, np.inf, -np.inf, np.array([[0.1], [-0.1]])])
def test_rates_that_are_not_positive_and_finite(rate):
    bad = "-0.1" if np.ndim(rate) else f"{rate:g}"
    with pytest.raises(
        ValueError,
        match=f"learning_rate must be a positive, finite number; got {bad}. Try 0.1.",
    ):
        gradient_descent(rate)


@pytest.mark.parametrize("rate", ["0.1", [0.1, 0.2], None, (0.1,)])
def test_rates_of_the_wrong_type(rate):
    name = type(rate).__name__
    with pytest.raises(TypeError, match=f"number, or a numpy array.*got {name}.*np.array"):
        gradient_descent(rate)


def test_rates_that_do_not_fit_the_starts():
    message = r"learning_rate has shape \(3, 1\).*params of shape \(2,\).*rates of shape \(N, 1\)"
    with pytest.raises(ValueError, match=message):
        minimize(himmelblau, [1.0, 1.0], gradient_descent(np.full((3, 1), 0.01)))


def test_line_search_needs_no_rate_and_never_goes_up():
    starts = np.random.default_rng(1).uniform(-5, 5, size=(50, 2))
    optimizer = gradient_descent_with_line_search(himmelblau)
    result = minimize(himmelblau, starts, optimizer, maxiter=500)
    assert result.success.all()
    # Near a minimum f itself is of the size of its rounding errors.
    assert (np.diff(himmelblau(result.path), axis=0) <= 1e-12).all()


def test_line_search_converges_where_the_same_fixed_rate_diverges():
    searched = gradient_descent_with_line_search(himmelblau, initial=0.1)
    assert minimize(himmelblau, [5.0, 5.0], searched).success
    assert minimize(himmelblau, [5.0, 5.0], gradient_descent(0.1)).status == "diverged"


def test_line_search_batch_equals_a_loop():
    starts = np.random.default_rng(2).uniform(-2, 2, size=(6, 2))
    optimizer = gradient_descent_with_line_search(rosenbrock, shrink=0.7, c1=0.1)
    batch = minimize(rosenbrock, starts, optimizer, maxiter=60)
    for i, start in enumerate(starts):
        single = minimize(rosenbrock, start, optimizer, maxiter=60)
        assert np.allclose(batch.path[:, i], single.path, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    "settings", [{"initial": 0.0}, {"shrink": 1.0}, {"c1": 2}, {"maxiter": -1}]
)
def test_line_search_settings_out_of_range(settings):
    with pytest.raises(ValueError, match=f"{next(iter(settings))} must"):
        gradient_descent_with_line_search(himmelblau, **settings)


def test_state_rows_follow_their_runs():
    """Momentum, whose state is one row a run: a batch must equal the single runs."""

    def update(gradient, state, params):
        velocity, count = state
        velocity = 0.9 * velocity - 0.05 * gradient
        return velocity, (velocity, count + 1)

    momentum = Optimizer(lambda params: (np.zeros_like(params), 0), update)
    starts = np.array([[[4.0], [1e-9]], [[-1.0], [20.0]]])
    batch = minimize(parabola, starts, momentum, maxiter=400, gtol=1e-6)
    for i in np.ndindex(2, 2):
        single = minimize(parabola, starts[i], momentum, maxiter=400, gtol=1e-6)
        assert batch.nit[i] == single.nit
        assert np.array_equal(batch.path[: single.nit + 1, *i], single.path)
    assert len(np.unique(batch.nit)) > 2
