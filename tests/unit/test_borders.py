"""Where floor 0 changes its mind: equality, defaults, limits, and what a batch must not mix."""

import tracemalloc
from typing import NamedTuple

import numpy as np
import pytest

from mathlib import datasets
from mathlib.arguments import float_array
from mathlib.formatting import format_number, format_point
from mathlib.optimize.basins_of_attraction import NONE, basins, settled_at
from mathlib.optimize.line_search import backtracking
from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives import (
    Objective,
    exponential,
    himmelblau,
    parabola,
    quadratic,
    two_valleys,
)
from mathlib.optimize.objectives.one_variable import _curve
from mathlib.optimize.optimizers import (
    Optimizer,
    gradient_descent,
    gradient_descent_with_line_search,
)
from mathlib.probability.regression import logistic_objective, mse_objective, standardize


class Square:
    """A callable of the learner's own: nothing but values and a gradient."""

    def __call__(self, x):
        return (x**2).sum(axis=-1)

    def gradient(self, x):
        return 2 * x


def fixed_steps(*steps):
    """An optimizer that takes these steps, one row a run, whatever the gradient."""
    return Optimizer(lambda params: (), lambda g, state, params: (np.array([*steps]), state))


# --- numbers as text ---------------------------------------------------------------------------


def test_four_digits_unless_another_number_is_asked_for():
    assert format_number(np.pi) == "3.142" and format_number(np.pi, 2) == "3.1"
    assert format_point([np.pi, 1 / 3]) == "[3.142, 0.3333]"
    assert format_point([np.pi, 1 / 3], 2) == "[3.1, 0.33]"


def test_there_is_no_minus_zero():
    assert format_number(-0.0) == "0" and format_point([-0.0, 1.0]) == "[0, 1]"
    f = Objective("f", "", 1, abs, abs, abs, domain=((-1, 1),), minimizers=(-0.0,))
    assert not np.signbit(f.minimizers).any()


# --- arguments ---------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [True, 3, np.uint8(3), np.float32(0.5), [1, 2], [True, False]])
def test_every_real_number_becomes_float64(value):
    assert float_array("x", value).dtype == np.float64
    assert np.array_equal(float_array("x", value), np.array(value, float))


def test_an_array_that_is_right_already_is_not_copied():
    x = np.array([1.0, 2.0])
    assert float_array("x", x) is x


# --- minimize: rules met by equality, and two runs that stop in the same step -------------------


def test_defaults_are_those_of_the_documentation():
    assert minimize(parabola, 1.0, gradient_descent(1e-9)).nit == 1000
    assert minimize(parabola, 1e8, gradient_descent(0.5)).success
    with pytest.raises(ValueError, match="beyond bound"):
        minimize(parabola, 1e8 + 0.5, gradient_descent(0.5))


def test_gtol_met_by_equality_at_the_end_of_the_budget():
    run = minimize(parabola, [1.0], gradient_descent(0.25), gtol=0.25, maxiter=3)
    assert (run.nit, run.status) == (3, "converged")


def test_xtol_and_ftol_are_met_by_equality():
    run = minimize(parabola, [[2.0]], fixed_steps([-1.0]), ftol=3.0)  # f: 4 → 1
    assert run.message[0] == "Converged by ftol: f changed by 3 ≤ ftol = 3, after 1 step."
    run = minimize(parabola, [[0.5]], fixed_steps([0.5]), xtol=0.5, bound=1.0)  # ‖x‖: 0.5 → 1
    assert run.message[0].startswith("Converged by xtol: the last step was 0.5 long ≤ xtol = 0.5")


def test_ftol_does_not_call_a_run_converged_that_has_left_the_bound():
    run = minimize(parabola, [[2.0]], fixed_steps([100.0]), ftol=1e-9, bound=50.0)
    assert run.status[0] == "diverged"


def test_each_run_of_a_step_has_its_own_reason():
    starts = [[1.0, 0.0], [1.0, 0.0], [1.0, 0.0], [1.0, 0.0]]
    steps = [[np.nan, 0.0], [1e3, 0.0], [0.0, 0.0], [0.1, 0.0]]
    batch = minimize(quadratic([1.0, 1.0]), starts, fixed_steps(*steps), bound=100.0, maxiter=1)
    assert batch.status.tolist() == ["diverged", "diverged", "stalled", "budget"]
    assert batch.nit.tolist() == [0, 1, 0, 1]
    assert "not a finite number" in batch.message[0] and "‖x‖ = 1e+03" in batch.message[1]


def test_a_batch_for_a_learners_own_callable():
    batch = minimize(Square(), [[3.0, 4.0], [1.0, 0.0]], gradient_descent(0.5))
    assert batch.nit.tolist() == [1, 1] and batch.fun.tolist() == [0, 0]


def test_values_are_computed_only_for_a_rule_that_looks_at_them():
    class Counting(Square):
        calls = 0

        def __call__(self, x):
            self.calls += 1
            return super().__call__(x)

    for settings, calls in (({}, 2), ({"ftol": 1e-9}, 12)):  # the start and the end; every step
        f = Counting()
        minimize(f, [1.0], gradient_descent(0.1), maxiter=10, **settings)
        assert f.calls == calls


def test_a_named_state_keeps_its_names_when_runs_stop():
    class State(NamedTuple):
        velocity: np.ndarray
        count: int

    def update(gradient, state, params):
        velocity = 0.5 * state.velocity - 0.1 * gradient
        return velocity, State(velocity, state.count + 1)

    heavy_ball = Optimizer(lambda params: State(np.zeros_like(params), 0), update)
    batch = minimize(parabola, [[1e-9], [1.0], [9.0]], heavy_ball, gtol=1e-6)
    singles = [minimize(parabola, [x], heavy_ball, gtol=1e-6).nit for x in (1e-9, 1.0, 9.0)]
    assert batch.nit.tolist() == singles and len(set(singles)) == 3


def test_many_runs_without_a_path_need_little_memory():
    starts = np.linspace(-3, 2, 5000)[:, None]
    tracemalloc.start()
    basins(two_valleys, starts, gradient_descent(1e-4))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4e6  # the path alone would be 201 · 5000 · 8 = 8e6 bytes
    run = minimize(parabola, [1.0], gradient_descent(0.1), keep_path=False)
    assert run.path is None and run.success


# --- basins ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("steps", "label"), [(199.5, 0), (200.5, NONE)])
def test_basins_take_200_steps(steps, label):
    start = 0.05 / 0.99**steps  # ‖∇f‖ = 2 |x| ≤ 0.1 for the first time after ⌈steps⌉ steps
    assert basins(parabola, [start], gradient_descent(0.005)) == label


def test_a_settled_point_is_flat_enough_and_near_enough():
    assert settled_at(parabola, [0.05]) == 0  # ‖∇f‖ = 0.1
    assert settled_at(parabola, [0.051]) == NONE
    assert settled_at(parabola, [0.3], gtol=10) == 0
    assert settled_at(parabola, [0.31], gtol=10) == NONE
    assert settled_at(parabola, [[0], [1]], gtol=10).tolist() == [0, NONE]


def test_basins_use_the_tolerances_that_were_given():
    gd = gradient_descent(0.05)
    assert basins(two_valleys, [0.01], gd) == NONE  # ‖∇f‖ = 0.02 on the hill: no step is taken
    assert basins(two_valleys, [0.01], gd, gtol=1e-3) == 1
    assert basins(parabola, [0.2], gd, gtol=0.5) == 0
    assert basins(parabola, [0.2], gd, gtol=0.5, radius=0.1) == NONE


# --- line search -------------------------------------------------------------------------------


def test_armijo_may_hold_with_equality():
    # f(1 - 2a) = (1 - 2a)² ≤ 1 - 0.5 · 4a: at a = 0.5 both sides are 0.
    assert backtracking(parabola, [1.0], [-2.0], initial=0.5, c1=0.5) == 0.5


def test_maxiter_is_the_number_of_shortenings():
    assert backtracking(parabola, [1.0], [-1e6], maxiter=18) == 0.0
    assert backtracking(parabola, [1.0], [-1e6], maxiter=19) == 2.0**-19
    steep, steeper = quadratic([2.0**60]), quadratic([2.0**61])
    assert backtracking(steep, [1.0], -steep.gradient([1.0])) == 2.0**-60
    assert backtracking(steeper, [1.0], -steeper.gradient([1.0])) == 0.0
    for f, length in ((steep, 2.0**-60), (steeper, 0.0)):
        gradient = f.gradient([1.0])
        step, _ = gradient_descent_with_line_search(f).update(gradient, (), np.array([1.0]))
        assert step == -length * gradient


def test_runs_that_find_no_length_do_not_disturb_the_others():
    lengths = backtracking(parabola, [[1.0], [1.0]], [[-1.0], [-1e6]], maxiter=3)
    assert lengths.tolist() == [1.0, 0.0]


def test_one_length_for_every_run_also_when_all_agree_at_once():
    assert backtracking(parabola, np.ones((3, 2, 1)), -np.ones((3, 2, 1))).shape == (3, 2)


def test_a_learners_own_callable_is_searched_in_silence():
    assert backtracking(Square(), [3.0, 4.0], [-6.0, -8.0]) == 0.5
    assert backtracking(Square(), [1.0], [-1e200], maxiter=700) > 0  # squares overflow on the way


@pytest.mark.parametrize("c1", [1e-4, 0.4, 0.9])
def test_the_optimizer_takes_the_length_that_backtracking_finds(c1):
    x = np.random.default_rng(0).uniform(-4, 4, size=(50, 2))
    gradient = himmelblau.gradient(x)
    expected = -backtracking(himmelblau, x, -gradient, c1=c1)[:, None] * gradient
    optimizer = gradient_descent_with_line_search(himmelblau, c1=c1)
    assert np.array_equal(optimizer.update(gradient, optimizer.init(x), x)[0], expected)


def test_the_line_search_starts_at_length_1_and_takes_any_callable():
    flat = quadratic([0.5])
    step, _ = gradient_descent_with_line_search(flat).update(np.array([2.0]), (), np.array([4.0]))
    assert step == -2.0
    own = minimize(Square(), [3.0, 4.0], gradient_descent_with_line_search(Square()))
    assert own.nit == 1 and np.array_equal(own.x, [0.0, 0.0])


# --- optimizers --------------------------------------------------------------------------------


def test_a_single_rate_is_shared_and_an_array_has_a_rate_for_every_entry():
    params = np.ones((3, 2))
    assert gradient_descent(0.1).init(params).shape == ()
    assert gradient_descent(np.array([[0.1], [0.2], [0.3]])).init(params).shape == (3, 2)


def test_rates_may_be_unsigned_integers():
    rates = np.array([[1], [2]], dtype=np.uint8)
    optimizer, x = gradient_descent(rates), np.ones((2, 1))
    assert optimizer.update(x, optimizer.init(x), x)[0].tolist() == [[-1.0], [-2.0]]


# --- objectives --------------------------------------------------------------------------------


def test_a_curve_is_made_of_functions_of_numbers():
    f = _curve("cube", "bends", lambda x: x**3, lambda x: 3 * x**2, lambda x: 6 * x,
               domain=((-1.0, 1.0),), saddles=(0.0,))  # fmt: skip
    x = np.array([[2.0], [-1.0]])
    assert (f.name, f.story, f.n, f.domain) == ("cube", "bends", 1, ((-1.0, 1.0),))
    assert f(x).tolist() == [8, -1] and f.gradient(x).tolist() == [[12], [3]]
    assert f.hessian(x).tolist() == [[[12]], [[-6]]] and f.saddles.tolist() == [[0]]


@pytest.mark.parametrize(
    ("eigenvalues", "story", "kind"),
    [
        ([0.5, 1.0], "a bowl with one minimum", "minimizers"),
        ([1.0], "a bowl with one minimum", "minimizers"),
        ([-1.0, 0.5], "a saddle: down on one side, up on the other", "saddles"),
        ([0.0, 0.5], "a valley with a flat floor: many minima, the centre is one", "minimizers"),
        ([0.0], "a valley with a flat floor: many minima, the centre is one", "minimizers"),
        ([-1.0, -2.0], "a dome: no minimum", "maximizers"),
        ([-1.0, 0.0], "a dome: no minimum", "maximizers"),
    ],
)
def test_a_quadratic_tells_its_story(eigenvalues, story, kind):
    f = quadratic(eigenvalues, center=np.arange(len(eigenvalues)))
    assert (f.name, f.story) == ("quadratic", story)
    assert f.domain == ((-4.0, 4.0), (-3.0, 5.0))[: f.n]
    for name in ("minimizers", "saddles", "maximizers"):
        expected = [list(range(f.n))] if name == kind else []
        assert getattr(f, name).tolist() == expected


def test_known_points_are_read_only_from_the_start():
    with pytest.raises(ValueError, match="read-only"):
        quadratic([1.0]).minimizers[0] = 0


def test_regression_objectives_tell_what_to_draw():
    f = mse_objective([[1.0], [1.0]], [9.0, 11.0])
    assert (f.name, f.story) == (
        "mean squared error",
        "a bowl whose lowest point is the least-squares fit",
    )
    assert np.allclose(f.domain, [(0.0, 20.0)])  # as wide as the minimizer is far from 0
    assert np.allclose(mse_objective([[1.0]], [1.0]).domain, [(-3.0, 5.0)])  # but never narrow
    g = logistic_objective(np.eye(2), [0, 1])
    assert (g.name, g.domain) == ("cross-entropy", ((-4.0, 4.0), (-4.0, 4.0)))
    assert (
        g.story == "convex: steep where the labels are predicted wrong, flat where they are right"
    )


def test_the_penalty_of_each_point_of_a_batch_is_its_own():
    f = logistic_objective(np.eye(2), [0, 1], l2=2.0)
    points = np.array([[1.0, 0.0], [3.0, -2.0]])
    assert np.allclose(f(points), [f(p) for p in points], rtol=1e-14)


def test_a_constant_column_is_found_whatever_its_value():
    with pytest.raises(ValueError, match="column 0 of x is constant"):
        standardize([[1.0, 3.0], [1.0, 7.0]])


def test_overflow_in_a_curve_is_silent():
    assert exponential([1000.0]) == np.inf


# --- data --------------------------------------------------------------------------------------


def test_the_two_messages_about_a_data_file(tmp_path, monkeypatch):
    monkeypatch.setattr(datasets, "DATA", tmp_path)
    path = tmp_path / "penguins.csv"
    restore = (
        "To restore it, run: git checkout -- data/penguins.csv "
        "(or copy it from the package named in data/README.md)."
    )
    with pytest.raises(FileNotFoundError) as missing:
        datasets.load_penguins()
    assert str(missing.value) == f"The data file data/penguins.csv is missing at {path}. {restore}"
    path.write_bytes(b"a")
    with pytest.raises(ValueError, match="was changed") as changed:
        datasets.load_penguins()
    assert str(changed.value) == (
        "The data file data/penguins.csv was changed: 1 bytes with SHA-256 ca978112ca1b…, "
        f"expected SHA-256 f204db2c753b…. {restore}"
    )
