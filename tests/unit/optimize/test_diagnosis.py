"""Diagnosis, exact rates and basins, each compared with runs made by hand."""

import re

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mathlib.optimize.basins_of_attraction import DIVERGED, NONE, basins
from mathlib.optimize.diagnosis import diagnose
from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives import (
    beale,
    double_well,
    exponential,
    himmelblau,
    monkey_saddle,
    parabola,
    plateau,
    quadratic,
    rosenbrock,
    saddle,
    two_valleys,
)
from mathlib.optimize.optimizers import gradient_descent
from mathlib.optimize.rates import best_learning_rate, contraction_factor, steps_to


def told(objective, start, rate, **limits):
    """Run gradient descent and return (diagnosis, run)."""
    run = minimize(objective, start, gradient_descent(rate), **limits)
    return diagnose(objective, run, rate), run


# ---- diagnosis: every kind, and its sentence -------------------------------------------------

RUNS = {
    "minimum on a parabola": (parabola, 10.0, 0.25, 100, "minimum"),
    "minimum in one step": (parabola, 10.0, 0.5, 100, "minimum"),
    "minimum of Himmelblau": (himmelblau, [0.0, 0.0], 0.01, 300, "minimum"),
    "saddle along its ridge": (saddle, [1.5, 0.0], 0.1, 300, "saddle"),
    "saddle between two wells": (double_well, [0.0, 1.2], 0.1, 300, "saddle"),
    "maximum": (two_valleys, 0.0, 0.1, 10, "maximum"),
    "flat ground": (quadratic([0.0, 1.0]), [1.0, 1.0], 0.5, 100, "flat"),
    "a trough from above": (plateau, [8.0, 0.0], 0.1, 10, "flat"),
    "diverges in a bowl": (parabola, 10.0, 1.1, 200, "diverges"),
    "diverges, seen early": (parabola, 10.0, 1.1, 20, "diverges"),
    "falls for ever": (saddle, [1.5, 0.1], 0.1, 300, "diverges"),
    "thrown out": (himmelblau, [-1.0, 1.0], 0.1, 300, "diverges"),
    "oscillates for ever": (parabola, 10.0, 1.0, 50, "oscillates"),
    "jumps about": (himmelblau, [-1.0, 1.0], 0.0316, 200, "jumps"),
    "zigzags inwards": (parabola, 10.0, 0.9, 20, "zigzags"),
    "zigzags in two dimensions": (quadratic([1.0, 10.0]), [0.0, 1.0], 0.19, 15, "zigzags"),
    "oscillates in a valley": (himmelblau, [0.0, 0.0], 0.025, 200, "oscillates"),
    "slow": (parabola, 10.0, 1e-6, 100, "slow"),
    "slow in a gorge": (rosenbrock, [-1.2, 1.0], 0.001, 200, "slow"),
    "slow for ever": (exponential, 0.0, 0.1, 100, "slow"),
    "one step only": (parabola, 10.0, 0.1, 1, "slow"),
    "no step at all": (parabola, 10.0, 0.1, 0, "slow"),
}


@pytest.mark.parametrize("case", RUNS)
def test_every_kind_is_reached(case):
    objective, start, rate, maxiter, kind = RUNS[case]
    diagnosis, _ = told(objective, start, rate, maxiter=maxiter)
    assert diagnosis.kind == kind


@pytest.mark.parametrize("case", RUNS)
def test_every_sentence_is_one_sentence_with_true_numbers(case):
    objective, start, rate, maxiter, _ = RUNS[case]
    diagnosis, run = told(objective, start, rate, maxiter=maxiter)
    text = diagnosis.sentence
    assert text.endswith(".") and "\n" not in text and "nan" not in text and "inf " not in text
    steps = "1 step" if run.nit == 1 else f"{run.nit} steps"
    assert steps in text or diagnosis.kind == "flat"
    if "‖∇f‖ = " in text:
        said = float(re.search(r"‖∇f‖ = ([\d.e+-]*\d)", text)[1])
        assert said == pytest.approx(np.linalg.norm(objective.gradient(run.x)), rel=0.06)
    if "η·λ = " in text:
        said = float(re.search(r"η·λ = ([\d.e+-]*\d)", text)[1])
        curvatures = [np.linalg.eigvalsh(objective.hessian(x))[-1] for x in run.path]
        assert any(said == pytest.approx(rate * c, rel=0.006, abs=1e-12) for c in curvatures)


def test_a_start_on_the_minimum_is_not_said_to_settle_by_a_rate_that_cannot():
    diagnosis, _ = told(parabola, 0.0, 1.1, maxiter=20)
    assert diagnosis.kind == "minimum"
    assert "below 2 it can settle" not in diagnosis.sentence


DIVERGING = [
    (beale, [-2.0, 2.0], 0.01),
    (himmelblau, [-5.0, 5.0], 0.1),
    (himmelblau, [-1.0, 1.0], 0.1),
    (saddle, [1.5, 0.1], 0.1),
    (saddle, [1.5, 0.1], 1.5),
    (monkey_saddle, [-1.0, 0.8], 0.01),
    (parabola, [10.0], 3.0),
]


@pytest.mark.parametrize("objective, start, rate", DIVERGING)
def test_the_reason_for_diverging_is_true(objective, start, rate):
    diagnosis, run = told(objective, start, rate, maxiter=300, bound=1e4)
    assert diagnosis.kind == "diverges"
    if "keeps falling" in diagnosis.sentence:
        assert objective(run.x) < objective(run.path[0])
    else:
        named = re.search(r"at (?:the start|step (\d+)) η·λ = ([\d.e+]+)", diagnosis.sentence)
        step, product = named.groups()
        curvature = np.linalg.eigvalsh(objective.hessian(run.path[int(step or 0)]))[-1]
        assert float(product) == pytest.approx(rate * curvature, rel=0.006)
        assert float(product) > 2 and "above 2" in diagnosis.sentence


def test_a_step_too_short_for_floating_point_is_not_called_slow_progress():
    diagnosis, run = told(parabola, 10.0, 1e-18, maxiter=20)
    assert run.status == "stalled"
    assert "on its way" not in diagnosis.sentence and "minimum" not in diagnosis.sentence


@given(factor=st.floats(0.05, 3.0))
def test_on_a_parabola_the_threshold_decides(factor):
    assume(abs(factor - 2) > 0.05 and abs(factor - 1) > 0.02)
    diagnosis, _ = told(parabola, 10.0, factor / 2, maxiter=2000)
    assert diagnosis.kind == ("minimum" if factor < 2 else "diverges")


# ---- rates -----------------------------------------------------------------------------------

eigenvalues = st.lists(st.floats(0.01, 100), min_size=1, max_size=4).map(np.array)


@given(values=eigenvalues, rate=st.floats(1e-4, 1.0))
def test_the_factor_is_the_norm_of_the_iteration_matrix(values, rate):
    matrix = np.eye(len(values)) - rate * np.diag(values)
    assert contraction_factor(values, rate) == pytest.approx(np.linalg.norm(matrix, 2), rel=1e-12)


@given(values=eigenvalues, share=st.floats(0.01, 0.99))
def test_the_error_of_a_run_shrinks_by_the_factor_or_faster(values, share):
    rate = share * 2 / values.max()
    run = minimize(quadratic(values), np.ones(len(values)), gradient_descent(rate), maxiter=20)
    distance = np.linalg.norm(run.path, axis=-1)
    bound = contraction_factor(values, rate) ** np.arange(len(distance)) * distance[0]
    assert (distance <= bound * (1 + 1e-9) + 1e-12).all()


@given(values=eigenvalues)
def test_no_other_rate_is_better_than_the_best(values):
    best = best_learning_rate(values)
    others = best * np.linspace(0.01, 3, 101)
    all_factors = contraction_factor(values, others)
    assert contraction_factor(values, best) <= all_factors.min() + 1e-12
    assert contraction_factor(values, best) < 1


@pytest.mark.parametrize("values", [[1.0, 0.0], [1.0, -2.0], [0.0]])
def test_a_best_rate_needs_a_bowl(values):
    with pytest.raises(ValueError, match="must all be positive"):
        best_learning_rate(values)


@given(tolerance=st.floats(1e-12, 0.5), factor=st.floats(0.001, 0.999))
def test_steps_to_is_the_least_number_that_is_enough(tolerance, factor):
    steps = steps_to(tolerance, factor).item()
    assert factor**steps <= tolerance * (1 + 1e-6)
    assert steps == 1 or factor ** (steps - 1) > tolerance * (1 - 1e-6)


def test_steps_to_counts_whole_powers_exactly_and_knows_the_ends():
    assert steps_to(1e-6, np.array([0.1, 0.01, 0.0, 1.0, 1.5])).tolist() == [
        6,
        3,
        1,
        np.inf,
        np.inf,
    ]


def test_rates_broadcast():
    values = np.stack([np.ones(5), np.logspace(0, 3, 5)], axis=-1)
    grid = contraction_factor(values[:, None, :], np.linspace(0.1, 1, 7))
    assert grid.shape == (5, 7)
    assert grid[2, 3] == contraction_factor(values[2], np.linspace(0.1, 1, 7)[3])


# ---- basins ----------------------------------------------------------------------------------


def followed(objective, start, rate, steps):
    """Gradient descent in the plainest words, until it settles; the last point."""
    x = np.array(start, float)
    for _ in range(steps):
        if np.linalg.norm(objective.gradient(x)) <= 0.1 or not np.linalg.norm(x) <= 1e8:
            break
        x = x - rate * objective.gradient(x)
    return x


@pytest.mark.parametrize("rate", [0.005, 0.01, 0.015, 0.0195, 0.1])
def test_labels_equal_single_runs(rate):
    starts = np.random.default_rng(1).uniform(-6, 6, size=(60, 2))
    labels = basins(himmelblau, starts, gradient_descent(rate), maxiter=60)
    for start, label in zip(starts, labels, strict=True):
        end = followed(himmelblau, start, rate, 60)
        distance = np.linalg.norm(himmelblau.minimizers - end, axis=-1)
        if not np.linalg.norm(end) <= 1e8:
            assert label == DIVERGED
        elif np.linalg.norm(himmelblau.gradient(end)) <= 0.1 and distance.min() <= 0.3:
            assert label == distance.argmin()
        else:
            assert label == NONE


def test_labels_have_the_shape_of_the_starts_which_are_left_alone():
    starts = np.random.default_rng(2).uniform(-2, 2, size=(3, 4, 2))
    before = starts.copy()
    assert basins(double_well, starts, gradient_descent(0.05)).shape == (3, 4)
    assert np.array_equal(starts, before)
    assert basins(double_well, [0.5, 0.0], gradient_descent(0.05)) == 1


def test_what_has_not_settled_or_is_lost_says_so():
    starts = [[0.0, 1.0], [1.5, 0.0], [1.9, 1.0]]
    assert basins(double_well, starts, gradient_descent(0.05)).tolist() == [NONE, 1, 1]
    assert basins(double_well, [1.9, 1.0], gradient_descent(0.05), maxiter=0) == NONE
    assert basins(double_well, [1.9, 1.0], gradient_descent(1.5)) == DIVERGED


def test_a_swing_about_a_minimum_is_not_settled():
    steep = himmelblau.minimizers[3]
    assert 0.0195 * np.linalg.eigvalsh(himmelblau.hessian(steep))[-1] > 2
    assert basins(himmelblau, steep + 0.03, gradient_descent(0.0195)) == NONE


def test_without_a_minimum_there_are_no_basins():
    with pytest.raises(ValueError, match="saddle has no known minimum"):
        basins(saddle, [[1.0, 1.0]], gradient_descent(0.1))
