"""minimize: every reason to stop, the path, batches, contracts and clear messages."""

import numpy as np
import pytest
import scipy.optimize

from mathlib.optimize import objectives
from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives import (
    beale,
    exponential,
    himmelblau,
    parabola,
    plateau,
    quadratic,
    rosenbrock,
    two_valleys,
)
from mathlib.optimize.optimizers import (
    Optimizer,
    gradient_descent,
    gradient_descent_with_line_search,
)

GD = gradient_descent(0.1)


class Square:
    """A callable of the learner's own: nothing but values and a gradient."""

    def __call__(self, x):
        return (x**2).sum(axis=-1)

    def gradient(self, x):
        return 2 * x


def fixed_step(step):
    return Optimizer(lambda params: (), lambda g, state, params: (np.full_like(g, step), state))


# --- the reasons to stop -----------------------------------------------------------------------


def test_converged_by_the_gradient():
    result = minimize(parabola, [10.0], gradient_descent(0.25), gtol=1e-3)
    assert result.status == "converged" and result.success is True
    assert result.nit == 15  # 2 · 10 / 2^k ≤ 1e-3 for the first time at k = 15
    assert result.x[0] == 10 / 2**15 and result.fun == result.x[0] ** 2
    assert result.message == "Converged: ‖∇f‖ = 0.00061 ≤ gtol = 0.001 after 15 steps."


def test_gtol_is_met_by_equality():
    assert minimize(parabola, [1.0], gradient_descent(0.25), gtol=0.25).nit == 3


def test_a_start_at_the_minimum_takes_no_step():
    result = minimize(himmelblau, [3.0, 2.0], gradient_descent(0.01))
    assert (result.status, result.nit, result.path.shape) == ("converged", 0, (1, 2))
    assert "after 0 steps" in result.message


def test_a_start_on_a_saddle_stays_there():
    result = minimize(objectives.saddle, [0.0, 0.0], GD)
    assert result.success and result.nit == 0


def test_budget():
    result = minimize(parabola, [10.0], gradient_descent(1e-6), maxiter=10)
    assert result.status == "budget" and result.success is False
    assert result.nit == 10 and len(result.path) == 11
    assert result.message == "Budget used up: ‖∇f‖ = 20 > gtol = 1e-08 after 10 steps."


def test_no_budget_at_all():
    result = minimize(parabola, [10.0], GD, maxiter=0)
    assert (result.status, result.nit) == ("budget", 0)
    assert np.array_equal(result.path, [[10.0]]) and np.array_equal(result.x, [10.0])
    assert minimize(parabola, [0.0], GD, maxiter=0).status == "converged"


def test_the_last_step_may_still_converge():
    assert minimize(parabola, [10.0], gradient_descent(0.5), maxiter=1).status == "converged"


def test_diverged_beyond_the_bound_keeps_the_point_that_left():
    result = minimize(parabola, [1.0], gradient_descent(1.5), bound=100.0)
    assert result.status == "diverged" and result.success is False
    assert np.array_equal(result.path[:, 0], (-2.0) ** np.arange(8))  # |-128| > 100 ≥ |64|
    assert result.nit == 7 and result.x[0] == -128.0 and result.fun == 128.0**2
    assert result.message == "Diverged: ‖x‖ = 1.3e+02 > bound = 1e+02 after 7 steps."


def test_a_point_at_the_bound_has_not_left():
    assert minimize(parabola, [1.0], gradient_descent(1.5), bound=64.0, maxiter=6).nit == 6


@pytest.mark.parametrize("step", [np.inf, -np.inf, np.nan])
def test_diverged_to_a_point_that_is_not_finite_stays_on_the_last_finite_one(step):
    result = minimize(parabola, [1.0], fixed_step(step))
    assert result.status == "diverged" and result.nit == 0
    assert np.array_equal(result.path, [[1.0]]) and result.fun == 1.0
    assert result.message == "Diverged: after 0 steps, the next point is not a finite number."


def test_diverged_where_the_gradient_is_not_finite():
    result = minimize(exponential, [1000.0], GD)
    assert result.status == "diverged" and result.nit == 0 and result.fun == np.inf
    assert result.message == "Diverged: after 0 steps, the gradient is not a finite number."


@pytest.mark.parametrize("f", [*objectives.LANDSCAPES.values(), *objectives.CURVES.values()])
@pytest.mark.parametrize("rate", [1e-300, 1e-9, 0.3, 10.0, 1e9, 1e150, 1e300])
def test_absurd_rates_end_with_finite_points_and_no_warning(f, rate):
    start = np.array(f.domain)[:, 1] * 0.9
    result = minimize(f, start, gradient_descent(rate), maxiter=50)
    assert np.isfinite(result.path).all()
    assert np.array_equal(result.path[-1], result.x)
    assert result.status in ("converged", "budget", "diverged", "stalled")


def test_stalled_when_the_step_is_lost_in_rounding():
    f = quadratic([1.0], center=[0.0])
    result = minimize(f, [1.0], gradient_descent(1e-17))
    assert result.status == "stalled" and result.success is False
    assert result.nit == 0 and len(result.path) == 1
    assert result.message == (
        "Stalled: after 0 steps a step is too short to change x, yet ‖∇f‖ = 1 > gtol = 1e-08."
    )


def test_stalled_after_some_steps_at_the_end_of_precision():
    result = minimize(himmelblau, [1.0, 1.0], gradient_descent(0.01), gtol=1e-300)
    assert result.status == "stalled" and 50 < result.nit < 1000
    assert len(result.path) == result.nit + 1
    assert np.allclose(result.x, [3, 2], atol=1e-12)


def test_stalled_when_the_line_search_finds_nothing():
    uphill = gradient_descent_with_line_search(parabola, initial=1e9, maxiter=2)
    assert minimize(parabola, [1.0], uphill).status == "stalled"


def test_xtol_stops_at_a_short_step_although_the_gradient_is_large():
    result = minimize(parabola, [10.0], gradient_descent(1e-6), xtol=1e-4)
    assert result.status == "converged" and result.success
    assert result.nit == 1 and len(result.path) == 2
    assert result.message == (
        "Converged by xtol: the last step was 2e-05 long ≤ xtol = 0.0001, after 1 step."
    )


def test_ftol_stops_at_a_small_decrease():
    result = minimize(parabola, [10.0], gradient_descent(0.25), ftol=0.1)
    # f = 100/4^k falls by 75/4^(k-1): 0.073 at k = 6.
    assert result.status == "converged" and result.success and result.nit == 6
    assert result.message == "Converged by ftol: f changed by 0.073 ≤ ftol = 0.1, after 6 steps."


def test_the_rules_stop_in_a_batch_each_run_for_itself():
    starts = np.array([[10.0], [1.0], [1e-3], [0.0]])
    for settings in ({"xtol": 1e-2}, {"ftol": 1e-2}, {"xtol": 1e-3, "ftol": 1e-5}):
        batch = minimize(parabola, starts, gradient_descent(0.25), **settings)
        singles = [minimize(parabola, x, gradient_descent(0.25), **settings) for x in starts]
        assert batch.nit.tolist() == [single.nit for single in singles]
        assert batch.message.tolist() == [single.message for single in singles]
        assert np.array_equal(batch.x, [single.x for single in singles])


def test_a_flat_plain_looks_converged():
    far = minimize(plateau, [4.0, 4.0], gradient_descent(0.5), gtol=1e-5)
    assert far.success and far.nit == 0 and far.fun > 0.99


def test_a_function_without_a_minimum_uses_up_the_budget():
    result = minimize(exponential, 0.0, gradient_descent(1.0), maxiter=200)
    assert result.status == "budget" and result.x[0] < -5
    assert (np.diff(result.path[:, 0]) < 0).all()


@pytest.mark.parametrize(
    ("x0", "rate", "settings", "message"),
    [
        (
            [1.0],
            1e-9,
            {"gtol": 1.99999, "maxiter": 1},
            "Budget used up: ‖∇f‖ = 2 > gtol = 1.99999 after 1 step.",
        ),
        (
            [1.0],
            1e-9,
            {"gtol": 2.0, "maxiter": 1},
            "Converged: ‖∇f‖ = 2 ≤ gtol = 2 after 0 steps.",
        ),
        (
            [0.999],
            1.0005,
            {"bound": 0.9995},
            "Diverged: ‖x‖ = 1 > bound = 0.9995 after 1 step.",
        ),
        (
            [1.0],
            1e-5,
            {"xtol": 0.0000201},
            "Converged by xtol: the last step was 2e-05 long ≤ xtol = 2.01e-05, after 1 step.",
        ),
        (
            [1.0],
            1e-17,
            {"gtol": 1.9999},
            "Stalled: after 0 steps a step is too short to change x, yet ‖∇f‖ = 2 > gtol = 1.9999.",
        ),
    ],
)
def test_a_message_has_as_many_digits_as_its_comparison_needs(x0, rate, settings, message):
    assert minimize(parabola, x0, gradient_descent(rate), **settings).message == message


def test_a_budget_larger_than_any_number_of_the_machine_is_a_budget():
    assert minimize(parabola, [1.0], gradient_descent(0.5), maxiter=10**400).success


# --- batches -----------------------------------------------------------------------------------


def mixed_batch():
    starts = np.random.default_rng(3).uniform(-6, 6, size=(3, 4, 2))
    starts[0, 0] = [3.0, 2.0]  # converged at once
    starts[1, 1] = [60.0, 60.0]  # diverges
    return starts


def test_every_run_of_a_batch_equals_the_single_run():
    starts = mixed_batch()
    batch = minimize(himmelblau, starts, gradient_descent(0.02), maxiter=80)
    assert set(batch.status.ravel()) == {"converged", "diverged", "budget"}
    assert batch.path.shape == (batch.nit.max() + 1, 3, 4, 2)
    for i in np.ndindex(3, 4):
        single = minimize(himmelblau, starts[i], gradient_descent(0.02), maxiter=80)
        assert batch.nit[i] == single.nit and batch.status[i] == single.status
        assert batch.success[i] == single.success and batch.message[i] == single.message
        assert np.array_equal(batch.x[i], single.x) and batch.fun[i] == single.fun
        assert np.array_equal(batch.path[: single.nit + 1, *i], single.path)
        assert (batch.path[single.nit :, *i] == single.x).all()


def test_shapes_of_a_batch():
    batch = minimize(himmelblau, mixed_batch(), gradient_descent(0.01), maxiter=20)
    for entry in (batch.fun, batch.nit, batch.status, batch.success, batch.message):
        assert entry.shape == (3, 4)
    one = minimize(himmelblau, [[1.0, 1.0]], gradient_descent(0.01), maxiter=20)
    assert one.x.shape == (1, 2) and one.nit.shape == (1,) and one.path.shape == (21, 1, 2)


def test_without_the_path_everything_else_is_the_same():
    with_path = minimize(himmelblau, mixed_batch(), gradient_descent(0.012), maxiter=80)
    without = minimize(
        himmelblau, mixed_batch(), gradient_descent(0.012), maxiter=80, keep_path=False
    )
    assert without.path is None
    assert np.array_equal(with_path.x, without.x) and np.array_equal(with_path.nit, without.nit)
    assert np.array_equal(with_path.path[-1], without.x)


def test_a_batch_that_only_diverges():
    batch = minimize(parabola, [[1.0], [2.0]], fixed_step(np.nan))
    assert (batch.status == "diverged").all() and batch.path.shape == (1, 2, 1)


# --- against scipy -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("f", "start", "rate"),
    [
        (himmelblau, [1.0, 1.0], 0.01),
        (himmelblau, [-3.0, -3.0], 0.01),
        (rosenbrock, [-1.0, 1.0], 1.5e-3),
        (beale, [1.0, 0.2], 0.02),
        (objectives.double_well, [0.3, 1.0], 0.1),
        (plateau, [1.0, 1.0], 0.5),
        (two_valleys, [0.4], 0.2),
        (quadratic([1.0, 20.0], angle=1.0, center=[2.0, 3.0]), [0.0, 0.0], 0.09),
    ],
    ids=lambda case: getattr(case, "name", None),
)
def test_scipy_finds_the_same_minimum(f, start, rate):
    ours = minimize(f, start, gradient_descent(rate), maxiter=100_000, gtol=1e-9, keep_path=False)
    theirs = scipy.optimize.minimize(f, start, jac=f.gradient, method="BFGS", tol=1e-10)
    assert ours.success
    assert np.allclose(ours.x, theirs.x, atol=1e-6)
    assert np.abs(f.minimizers - ours.x).max(axis=-1).min() < 1e-6


# --- contracts ---------------------------------------------------------------------------------


def test_the_start_is_untouched_and_shares_no_memory_with_the_result():
    for x0 in (np.array([1.0, 1.0]), np.array([[1.0, 1.0], [2.0, 0.0]])):
        before = x0.copy()
        for maxiter in (0, 5):
            result = minimize(himmelblau, x0, gradient_descent(0.01), maxiter=maxiter)
            assert np.array_equal(x0, before) and np.array_equal(result.path[0], before)
            assert not np.shares_memory(x0, result.path) and not np.shares_memory(x0, result.x)
            assert not np.shares_memory(result.x, result.path)


def test_each_point_of_the_path_is_one_step_from_the_one_before():
    path = minimize(rosenbrock, [-1.0, 1.0], gradient_descent(1e-3), maxiter=30).path
    assert np.array_equal(path[1:], path[:-1] - 1e-3 * rosenbrock.gradient(path[:-1]))


def test_a_callable_of_the_learners_own():
    ours = minimize(Square(), [3.0, 4.0], GD)
    same = minimize(quadratic([2.0, 2.0]), [3.0, 4.0], GD)
    assert ours.nit == same.nit and np.allclose(ours.path, same.path)
    assert minimize(Square(), 3.0, GD).x.shape == (1,)


def test_lists_of_integers_and_bare_numbers_are_points():
    assert minimize(himmelblau, [3, 2], GD).success
    assert minimize(parabola, 3, GD).path.shape[1:] == (1,)


def test_single_results_are_plain_numbers():
    result = minimize(parabola, 3.0, GD)
    assert type(result.fun) is float and type(result.nit) is int
    assert type(result.success) is bool and type(result.status) is str
    assert type(result.message) is str


def test_a_result_cannot_be_changed():
    with pytest.raises(AttributeError):
        minimize(parabola, 3.0, GD).nit = 0


def test_repr_of_one_run_and_of_a_batch():
    assert repr(minimize(quadratic([1.0, 1.0]), [-4.0, 0.0], gradient_descent(1.0))) == (
        "OptimizeResult: converged\n  x        [0, 0]\n  fun      0\n  nit      1\n"
        "  message  Converged: ‖∇f‖ = 0 ≤ gtol = 1e-08 after 1 step."
    )
    assert repr(minimize(parabola, [[0.0], [3.0]], gradient_descent(0.25), maxiter=2)) == (
        "OptimizeResult: 2 runs, shape (2,)\n  status   1 budget, 1 converged\n"
        "  nit      0 to 2\n  lowest   0"
    )
