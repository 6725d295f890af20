"""The stopping rules: a NaN falls on the safe side, lengths hold over all of floating point."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathlib.optimize import stopping
from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives import parabola, quadratic
from mathlib.optimize.optimizers import (
    Optimizer,
    gradient_descent,
    gradient_descent_with_line_search,
)
from mathlib.optimize.results import Stop
from mathlib.optimize.stopping import checked_limits, rules_after_a_step, rules_at_a_point

STATUS = {"converged", "budget", "diverged", "stalled"}
ODD = [np.nan, np.inf, -np.inf]


def length(v):
    """The length, in silence: that is how `minimize` asks for it."""
    with np.errstate(all="ignore"):
        return stopping.length(v)


class Holes:
    """x² in every coordinate, and something else where a point lies in one of the holes."""

    def __init__(self, values, slopes, width):
        self.values, self.slopes, self.width = values, slopes, width

    def _odd(self, x, table, plain):
        near = np.nan_to_num(np.abs(x[..., 0]) / self.width, posinf=1e9)
        cell = np.minimum(near, 1e9).astype(int) % len(table)
        odd = np.array([np.nan if t is None else t for t in table])[cell]
        told = np.array([t is not None for t in table])[cell]
        shape = (...,) if plain.ndim == x.ndim - 1 else (..., None)
        return np.where(told[shape], odd[shape], plain)

    def __call__(self, x):
        return self._odd(x, self.values, (x * x).sum(axis=-1))

    def gradient(self, x):
        return self._odd(x, self.slopes, 2 * x)


tables = st.lists(st.sampled_from([None, None, *ODD, 1e300, 0.0]), min_size=1, max_size=4)
batches = st.sampled_from([(2,), (1, 2), (5, 2), (2, 3, 2), (4, 1), (1,)])
rules = st.fixed_dictionaries(
    {
        "gtol": st.sampled_from([1e-8, 0.5, 1e-300]),
        "xtol": st.sampled_from([None, 1e-3, 1e-300]),
        "ftol": st.sampled_from([None, 1e-3, 1e-300]),
        "bound": st.sampled_from([10.0, 1e8, 1e300]),
        "maxiter": st.sampled_from([0, 1, 7, 40]),
        "keep_path": st.booleans(),
    }
)
rates = st.sampled_from([1e-20, 0.1, 0.5, 1.0, 1.5, 1e200, 1e308])


@given(tables, tables, batches, rules, rates, st.booleans(), st.integers(0, 9), st.floats(0.1, 3))
def test_holes_in_f_and_its_gradient_end_runs_and_break_nothing(
    values, slopes, shape, settings, rate, search, seed, width
):
    f = Holes(values, slopes, width)
    x0 = np.random.default_rng(seed).uniform(-5, 5, shape)
    before = x0.copy()
    optimizer = gradient_descent_with_line_search(f) if search else gradient_descent(rate)
    with np.errstate(all="raise"):
        run = minimize(f, x0, optimizer, **settings)
    assert np.array_equal(x0, before)
    assert set(np.atleast_1d(run.status).ravel()) <= STATUS
    assert np.isfinite(run.x).all() and (np.asarray(run.nit) <= settings["maxiter"]).all()
    inside = length(run.x) <= settings["bound"]
    assert (inside | (np.asarray(run.stop) == Stop.FAR)).all()
    with np.errstate(all="ignore"):
        slope = length(f.gradient(run.x))
    assert (slope[np.asarray(run.stop) == Stop.GTOL] <= settings["gtol"]).all()
    assert not np.isfinite(slope[np.asarray(run.stop) == Stop.BAD_GRADIENT]).any()
    if settings["keep_path"]:
        assert np.array_equal(run.path[0], before) and np.array_equal(run.path[-1], run.x)
        assert np.isfinite(run.path).all() and len(run.path) == np.max(run.nit) + 1
    for text in np.atleast_1d(run.message).ravel():
        assert text.endswith(".") and "None" not in text


@given(tables, tables, rules, rates, st.floats(0.1, 3))
def test_holes_a_batch_equals_its_single_runs(values, slopes, settings, rate, width):
    f = Holes(values, slopes, width)
    x0 = np.random.default_rng(0).uniform(-5, 5, (6, 2))
    batch = minimize(f, x0, gradient_descent(rate), **settings)
    for i, start in enumerate(x0):
        alone = minimize(f, start, gradient_descent(rate), **settings)
        assert (batch.stop[i], batch.nit[i]) == (alone.stop, alone.nit)
        assert np.array_equal(batch.x[i], alone.x) and batch.message[i] == alone.message


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("rule", [{}, {"xtol": 0.1}, {"ftol": 0.1}, {"xtol": 0.1, "ftol": 0.1}])
def test_a_gradient_or_a_step_that_is_no_number_is_never_convergence(odd, rule):
    f = Holes([None], [odd], 1.0)
    run = minimize(f, [1.0, 1.0], gradient_descent(0.1), **rule)
    assert (run.stop, run.nit, run.success) == (Stop.BAD_GRADIENT, 0, False)
    lost = Optimizer(lambda params: (), lambda g, s, p: (np.full_like(p, odd), s))
    run = minimize(parabola, [1.0], lost, **rule)
    assert (run.stop, run.nit, run.success) == (Stop.LOST, 0, False)


@pytest.mark.parametrize("odd", [np.nan, np.inf])
def test_a_value_that_is_no_number_does_not_meet_ftol(odd):
    run = minimize(Holes([odd], [None], 1.0), [1.0, 1.0], gradient_descent(0.1), ftol=1e9)
    assert run.status == "converged" and run.stop == Stop.GTOL and not np.isfinite(run.fun)


@pytest.mark.parametrize("slope", [np.nan, np.inf, 0.5, 2.0])
def test_one_rule_at_most_holds_at_a_point_before_the_budget_is_spent(slope):
    found = {reason: bool(holds) for reason, holds, _ in rules_at_a_point(
        1, np.float64(slope), {"gtol": 1.0, "maxiter": 9})}  # fmt: skip
    assert found == {Stop.GTOL: slope <= 1, Stop.BAD_GRADIENT: not np.isfinite(slope)}


def test_a_rule_that_is_off_is_not_in_the_list_and_only_two_can_be_off():
    x = np.array([1.0])
    for xtol, ftol in itertools.product([None, 0.5], repeat=2):
        limits = checked_limits(5, gtol=1e-8, xtol=xtol, ftol=ftol, bound=10)
        names = [reason.name for reason, *_ in rules_after_a_step(x, 2 * x, 0.1, 1.0, limits)]
        expected = ["XTOL"] * (xtol is not None) + ["FTOL"] * (ftol is not None)
        assert names == ["LOST", "FAR", *expected, "STALLED"]
    for name in ("gtol", "bound"):
        with pytest.raises(ValueError, match=f"{name} must be a positive, finite number; got None"):
            checked_limits(5, **{"gtol": 1.0, "bound": 1.0} | {name: None})


def test_a_run_has_stalled_only_if_no_coordinate_moves():
    x = np.array([[1.0, 1.0], [1.0, 1.0], [1.0, 1.0], [1.0, 1.0]])
    new = x + np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    limits = {"bound": 10.0, "xtol": None, "ftol": None}
    *_, (reason, holds, _) = rules_after_a_step(x, new, None, np.ones(4), limits)
    assert reason == Stop.STALLED and holds.tolist() == [True, False, False, False]


# --- lengths -----------------------------------------------------------------------------------


@given(
    st.lists(st.floats(-8, 8), min_size=1, max_size=5),
    st.integers(-900, 900),
    st.integers(-900, 900),
)
def test_a_length_is_right_at_every_scale(entries, k, other):
    v = np.array(entries)
    plain = np.sqrt(np.sum((v / 8) ** 2)) * 8 if np.abs(v).max() > 1e-100 else None
    scaled = length(np.ldexp(v, k))
    if plain is not None:
        assert scaled == pytest.approx(np.ldexp(plain, k), rel=1e-14)
    together = length(np.stack([np.ldexp(v, k), np.ldexp(v, other), np.zeros(len(v))]))
    assert together[0] == pytest.approx(scaled, rel=1e-15)
    assert together[1] == pytest.approx(length(np.ldexp(v, other)), rel=1e-15) and together[2] == 0


def test_lengths_that_are_no_numbers():
    rows = np.array([[np.nan, 1.0], [np.inf, 1.0], [-np.inf, np.nan], [3.0, 4.0], [0.0, 0.0]])
    assert np.array_equal(length(rows), [np.nan, np.inf, np.nan, 5, 0], equal_nan=True)
    assert length(np.array([5e-324, 0.0])) == 5e-324 and length(np.zeros(3)) == 0
    assert length(np.full((2, 3, 4), 1e200)).tolist() == [[2e200] * 3] * 2


@pytest.mark.parametrize("scale", [1e-200, 1e-30, 1.0, 1e30, 1e200])
def test_a_run_does_not_depend_on_the_size_of_f(scale):
    """Curvature · scale and η / scale: the same path, and no rule sees 0 or infinity instead."""
    settings = {"gtol": 1e-6 * scale, "maxiter": 300}
    plain = minimize(quadratic([1.0, 7.0]), [3.0, 2.0], gradient_descent(0.2), gtol=1e-6)
    run = minimize(
        quadratic([scale, 7 * scale]), [3.0, 2.0], gradient_descent(0.2 / scale), **settings
    )
    assert run.status == "converged" and abs(run.nit - plain.nit) <= 1
    assert run.measure == pytest.approx(plain.measure * scale, rel=0.3) and run.measure > 0


def test_a_bound_beyond_the_root_of_the_largest_number_is_kept():
    run = minimize(parabola, [1e200], gradient_descent(0.25), bound=1e300, maxiter=3)
    assert (run.status, run.nit) == ("budget", 3) and run.x[0] == 1e200 / 8
    run = minimize(parabola, [1.0], gradient_descent(1e200), bound=1e8)
    assert run.message == "Diverged: ‖x‖ = 2e+200 > bound = 1e+08 after 1 step."


def test_a_gradient_too_small_to_be_squared_is_not_0():
    run = minimize(quadratic([1e-200]), [1.0], gradient_descent(1.0), gtol=1e-250)
    assert run.status == "stalled" and "‖∇f‖ = 1e-200 > gtol = 1e-250" in run.message
