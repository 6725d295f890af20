"""The sentences of the diagnosis, in full, and the borders between its kinds on paths by hand."""

import numpy as np
import pytest
from runs_by_hand import ended

from mathlib.optimize.diagnosis import diagnose, largest_curvature
from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives import (
    exponential,
    himmelblau,
    parabola,
    plateau,
    quadratic,
    rosenbrock,
    saddle,
    two_valleys,
)
from mathlib.optimize.optimizers import gradient_descent
from mathlib.optimize.results import Stop

CASES = [
    (parabola, 10.0, 0.1, 1, "Not settled: ‖∇f‖ = 16 after 1 step; η·λ = 0.2 here."),
    (parabola, 10.0, 0.1, 2, "Not settled: ‖∇f‖ = 12.8 after 2 steps; η·λ = 0.2 here."),
    (
        parabola,
        10.0,
        1.0,
        2,
        "Oscillates: it jumps to and fro with ‖∇f‖ = 20 after 2 steps; η·λ = 2 here.",
    ),
    (parabola, 10.0, 0.9, 2, "Zig-zags, yet closes in: ‖∇f‖ = 12.8 after 2 steps; η·λ = 1.8 here."),
    (parabola, 10.0, 1.1, 2, "Swings wider and wider: ‖∇f‖ = 28.8 after 2 steps; η·λ = 2.2 here."),
    (
        himmelblau,
        [-1.0, 1.0],
        0.0316,
        200,
        "Jumps about: ‖∇f‖ = 36.9 after 200 steps; η·λ = 3.41 here.",
    ),
    (
        rosenbrock,
        [-1.2, 1.0],
        0.001,
        200,
        "Not settled: ‖∇f‖ = 1.87 after 200 steps; η·λ = 0.789 here.",
    ),
    (
        himmelblau,
        [5.0, -3.0],
        0.01,
        100,
        "Converges to the minimum [3.58, -1.85] after 62 steps; η·λ = 1.05 there, "
        "and below 2 it can settle.",
    ),
    (
        parabola,
        0.0,
        1.1234,
        9,
        "Lands on the minimum [0] after 0 steps, an exception: η·λ = 2.25 there, "
        "and starts nearby do not settle.",
    ),
    (
        two_valleys,
        0.0,
        0.1,
        9,
        "Rests on the maximum [0] after 0 steps: ∇f is as good as zero there too.",
    ),
    (
        quadratic([-0.123456, 1.0]),
        [0.0, 1.0],
        0.5,
        99,
        "Stuck at the saddle [0, 0] after 27 steps: ∇f is as good as zero there, "
        "but one curvature is -0.123, so downhill still exists.",
    ),
    (
        quadratic([0.0, 1.0]),
        [1.0, 1.0],
        0.5,
        99,
        "∇f is as good as zero at [1, 0] after 27 steps, and so is a curvature: "
        "the Hessian cannot tell what kind of point it is.",
    ),
    (
        parabola,
        10.0,
        1.1234,
        99,
        "Diverges: out of bounds after 74 steps; at the start η·λ = 2.25, "
        "above 2: too long a step there.",
    ),
    (
        himmelblau,
        [-1.0, 1.0],
        0.1,
        99,
        "Diverges: out of bounds after 4 steps; at step 1 η·λ = 33.8, "
        "above 2: too long a step there.",
    ),
    (
        saddle,
        [1.5, 0.1],
        0.1,
        200,
        "Diverges: out of bounds after 114 steps; f keeps falling along this path, "
        "with no bottom in sight.",
    ),
]


@pytest.mark.parametrize(("f", "start", "rate", "maxiter", "sentence"), CASES)
def test_the_whole_sentence(f, start, rate, maxiter, sentence):
    run = minimize(f, start, gradient_descent(rate), maxiter=maxiter)
    assert diagnose(f, run, rate).sentence == sentence


def kind_along(lengths, rate=0.5):
    """The kind of a run on the parabola that swings to and fro in steps of these lengths."""
    signs = (-1.0) ** np.arange(len(lengths))
    path = np.concatenate([[0.0], np.cumsum(signs * lengths)])
    return diagnose(parabola, ended(Stop.BUDGET, path), rate).kind


@pytest.mark.parametrize("scale", [1e-30, 1e-10, 1.0, 1e10, 1e30])
@pytest.mark.parametrize(
    ("eigenvalues", "kind"),
    [
        ([-1.0, 1.0], "saddle"),
        ([-1e-6, 1.0], "saddle"),
        ([-1.0, 1e-6], "saddle"),
        ([-1.0, 1e-14], "saddle"),
        ([-1.0, -1e-6], "maximum"),
        ([1e-6, 1.0], "minimum"),
        ([1.2e-7, 1.0], "minimum"),  # the raw penguins of chapter 05: 0.0097 beside 8.1e4
        ([1e-14, 1.0], "minimum"),
        ([4e-16, 1.0], "flat"),  # n ε is 4.44e-16
        ([-4e-16, 1.0], "flat"),
        ([4.5e-16, 1.0], "minimum"),
        ([-1.0, -4e-16], "flat"),
        ([0.0, 1.0], "flat"),
        ([0.0, 0.0], "flat"),
        ([0.0, -1.0], "flat"),
    ],
)
def test_a_curvature_counts_as_zero_beside_the_largest_whatever_the_unit_of_f(
    eigenvalues, kind, scale
):
    f = quadratic(scale * np.array(eigenvalues))
    assert diagnose(f, ended(Stop.GTOL, [[0.0, 0.0]]), 0.1 / scale).kind == kind


@pytest.mark.parametrize(
    ("f", "x", "kind"),
    [
        (quadratic([1e-9, 1.0]), [1.0, 0.0], "flat"),  # ∇f is 1e-9 there, and 0 is 1 away
        (quadratic([1e-9, 1.0]), [1e-4, 0.0], "minimum"),
        (quadratic([1e-9, -1.0]), [1.0, 0.0], "flat"),
        (exponential, [-20.0], "flat"),  # f′ = f″ = 2e-9: always one more to go
        (plateau, [8.0, 0.0], "flat"),  # curvatures of −8e-13 and 1e-14 far from any saddle
        (parabola, [1e-4], "minimum"),
        (parabola, [1.0], "slow"),  # ‖∇f‖ = 2: xtol or a coarse gtol has stopped it
        (exponential, [-2.0], "slow"),
    ],
)
def test_a_point_is_called_a_minimum_only_where_the_run_has_arrived(f, x, kind):
    for stop in (Stop.GTOL, Stop.XTOL, Stop.FTOL):
        assert diagnose(f, ended(stop, [x]), 0.1).kind == kind


def test_a_run_that_xtol_has_stopped_on_its_way_is_not_said_to_have_converged():
    run = minimize(parabola, 10.0, gradient_descent(1e-6), xtol=1e-4)
    assert run.success
    assert diagnose(parabola, run, 1e-6).sentence == (
        "Not settled: ‖∇f‖ = 20 after 1 step; η·λ = 2e-06 here."
    )


def test_at_the_threshold_itself_it_does_not_settle():
    for rate, said in ((0.999, "it can settle"), (1.0, "an exception"), (1.001, "an exception")):
        assert said in diagnose(parabola, ended(Stop.GTOL, [0.0]), rate).sentence


def test_a_point_is_rounded_to_six_decimals():
    assert "minimum [0] after" in diagnose(parabola, ended(Stop.GTOL, [2e-7]), 0.1).sentence
    assert "minimum [2e-06] after" in diagnose(parabola, ended(Stop.GTOL, [2e-6]), 0.1).sentence


@pytest.mark.parametrize(
    ("path", "falls"),
    [([10, 5, 20], False), ([10, 20, 5], False), ([10, 0, 10], False), ([10, 3, 5], False),
     ([10, 5, 3], True), ([10, 5, 5], False), ([10], False)],
)  # fmt: skip
def test_f_keeps_falling_only_if_it_falls_in_every_step(path, falls):
    sentence = diagnose(parabola, ended(Stop.FAR, path), 2.0).sentence
    assert ("keeps falling" in sentence) is falls


@pytest.mark.parametrize(
    ("rate", "path", "where"),
    [
        (0.25, [1.0, -2.5, -3.0], "at step 1 η·λ = 2.94,"),  # λ = 3, 11.75, 19
        (1 / 3, [1.0, -2.0, -3.0], "at step 2 η·λ = 6.33,"),  # at step 1 it is 2 exactly
        (1.0, [1.0, -2.0, -3.0], "at the start η·λ = 3,"),
    ],
)
def test_the_first_step_that_was_too_long_is_named(rate, path, where):
    assert where in diagnose(two_valleys, ended(Stop.FAR, path), rate).sentence


def test_a_curvature_too_large_for_a_number_is_nan():
    assert np.isnan(largest_curvature(exponential, np.array([1000.0])))
    assert largest_curvature(quadratic([1.0, 3.0]), np.zeros(2)) == 3.0


@pytest.mark.parametrize(
    ("lengths", "kind"),
    [
        ([4, 4], "oscillates"),
        ([103, 100], "zigzags"),  # the difference, 3, is not below 3 % of the last
        ([102, 100], "oscillates"),
        ([103.05, 100, 103.05], "oscillates"),  # 3 % of the last, not of the one before
        ([100, 103.05, 100], "jumps"),
        ([4, 4, 2], "jumps"),
        ([4, 3, 2], "zigzags"),
        ([2, 2, 4], "jumps"),
        ([2, 2.5, 2.2], "jumps"),
        ([1, 1.1, 1.21], "diverges"),
    ],
)
def test_how_the_swings_change_decides(lengths, kind):
    assert kind_along(lengths) == kind


def test_swings_that_shrink_where_they_cannot_settle_are_jumps():
    kinds = [kind_along([4, 3, 2], rate) for rate in (0.99, 1.0, 1.2)]
    assert kinds == ["zigzags", "jumps", "jumps"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ([[0, 0], [1, 0], [1, 1], [2, 1], [2, 2]], "slow"),  # right angles are no turning back
        ([[0, 0], [1, 0], [0, 0], [-1, 0]], "slow"),  # one turn of two is not more than half
        ([[0, 0], [9, 0], *[[i % 2, 0] for i in range(12)]], "oscillates"),  # the last 12 points
        ([[0, 0], [1, 1], [0, 0], [1, 1]], "oscillates"),
    ],
)
def test_more_than_half_of_the_last_turns_must_be_sharp(path, kind):
    assert diagnose(quadratic([1.0, 1.0]), ended(Stop.BUDGET, path), 0.5).kind == kind
