"""The sentences of the diagnosis, in full, and the borders between its kinds on paths by hand."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathlib.datasets import load_penguins
from mathlib.optimize.diagnosis import diagnose, largest_curvature
from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives import (
    CURVES,
    LANDSCAPES,
    TRAPS,
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
from mathlib.optimize.rates import best_learning_rate, contraction_factor
from mathlib.optimize.results import OptimizeResult, Stop
from mathlib.probability.regression import design_matrix, mse_objective

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


def ended(stop, path):
    """A run that has gone along this path and stopped for this reason."""
    path = np.array(path, float)
    path = path[:, None] if path.ndim == 1 else path
    return OptimizeResult(path[-1], 0.0, len(path) - 1, path, stop, 0.0, {})


def kind_at(f, x, rate=0.1):
    return diagnose(f, ended(Stop.GTOL, [x]), rate).kind


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


# ---- no sentence without its condition -------------------------------------------------------

PRODUCT = re.compile(r"η·λ = (-?[\d.]+(?:e[+-]?\d+)?)")


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (1.00001, "η·λ = 2.00002, above 2"),
        (np.nextafter(1.0, 2.0), "η·λ = 2.0000000000000004, above 2"),
        (1.002, "η·λ = 2.004, above 2"),
        (1.5, "η·λ = 3, above 2"),
    ],
)
def test_a_product_above_2_is_shown_above_2(rate, said):
    assert said in diagnose(parabola, ended(Stop.FAR, [1.0, -1.1]), rate).sentence


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (0.9999, "η·λ = 1.9998 there, and below 2 it can settle"),
        (np.nextafter(1.0, 0.0), "η·λ = 1.9999999999999998 there, and below 2"),
        (1.0, "an exception: η·λ = 2 there"),
        (1.0001, "an exception: η·λ = 2.0002 there"),
    ],
)
def test_a_product_below_2_is_shown_below_2(rate, said):
    assert said in diagnose(parabola, ended(Stop.GTOL, [0.0]), rate).sentence


def test_without_a_curvature_above_2_the_step_where_f_rises_is_named_with_its_mean():
    """The curvature of x⁴/4 + x³/3 − x² is −2 at 0: the long step goes over a bend."""
    path = [-0.5, 1.2, 30.0]
    sentence = diagnose(two_valleys, ended(Stop.FAR, path), 0.1).sentence
    assert "above 2" in sentence
    f, g = two_valleys(np.array(path)[:, None]), two_valleys.gradient([[-0.5], [1.2]])[:, 0]
    rate = 0.2
    mean = 2 + 2 * (f[1] - f[0]) / (rate * g[0] ** 2)
    at = [rate * largest_curvature(two_valleys, [x]) for x in path[:2]]
    sentence = diagnose(two_valleys, ended(Stop.FAR, path[:2]), rate).sentence
    if max(at) <= 2 < mean:
        said = float(PRODUCT.search(sentence)[1])
        assert sentence.endswith("in the mean, above 2.") and said == pytest.approx(mean, rel=0.006)


@pytest.mark.parametrize(
    ("f", "path", "rate"),
    [(parabola, [1.0, 1.0], 0.1), (parabola, [3.0], 0.1), (two_valleys, [0.5, 0.5], 0.01)],
)
def test_where_no_reason_is_seen_none_is_told(f, path, rate):
    sentence = diagnose(f, ended(Stop.FAR, path), rate).sentence
    assert (
        sentence == f"Diverges: out of bounds after {len(path) - 1} step{'s' * (len(path) != 2)}."
    )


@pytest.mark.parametrize(
    ("run", "sentence"),
    [
        (
            minimize(exponential, [1000.0], gradient_descent(0.1)),
            "Diverges: the gradient is not a finite number after 0 steps.",
        ),
        (
            minimize(parabola, [1e5], gradient_descent(1e308)),
            "Diverges: the next point is not a finite number after 0 steps; at the start "
            "η·λ = 2e+308, above 2: too long a step there.",
        ),
    ],
)
def test_a_run_that_is_lost_is_not_said_to_be_out_of_bounds(run, sentence):
    f, rate = (exponential, 0.1) if "gradient" in sentence else (parabola, 1e308)
    if "2e+308" in sentence:  # twice 1e308 is no finite number
        sentence = sentence.replace("2e+308", "inf")
    assert diagnose(f, run, rate).sentence == sentence


landscapes = st.sampled_from([*LANDSCAPES.values(), *CURVES.values(), *TRAPS.values()])


@given(
    landscapes, st.tuples(st.floats(0, 1), st.floats(0, 1)), st.floats(-6, 1.5), st.integers(0, 60)
)
def test_every_sentence_is_true_of_every_run(f, share, exponent, maxiter):
    low, high = np.array(f.domain).T
    start = low + (high - low) * np.array(share[: f.n])
    rate = 10**exponent
    run = minimize(f, start, gradient_descent(rate), maxiter=maxiter, bound=1e4)
    said = diagnose(f, run, rate)
    assert "nan" not in said.sentence and said.sentence.endswith(".")
    product = PRODUCT.search(said.sentence)
    if "above 2" in said.sentence:
        assert float(product[1]) > 2
    if "below 2" in said.sentence:
        assert float(product[1]) < 2
    if "an exception" in said.sentence:
        assert float(product[1]) >= 2
    if "keeps falling" in said.sentence:
        assert (np.diff(f(run.path)) < 0).all()
    if "is as good as zero" in said.sentence:
        assert np.linalg.norm(f.gradient(run.x)) <= 1e-6
    if said.kind == "minimum":
        around = run.x + 1e-2 * np.random.default_rng(0).normal(size=(50, f.n))
        assert (f(around) >= f(run.x) - 1e-7).all()


def test_diagnose_says_what_it_cannot_use():
    batch = minimize(parabola, [[1.0], [2.0]], gradient_descent(0.1))
    bare = minimize(parabola, [1.0], gradient_descent(0.1), keep_path=False)
    for result, what in ((batch, "x of shape (2, 1)"), (bare, "no path")):
        with pytest.raises(ValueError) as caught:
            diagnose(parabola, result, 0.1)
        assert str(caught.value) == (
            f"result must be that of one start, with its path; got {what}. "
            "Try minimize(objective, x0, optimizer) with x0 of shape (n,)."
        )
    with pytest.raises(TypeError, match=r"gradient\(x\) and a method hessian\(x\); got function"):
        diagnose(lambda x: x, bare, 0.1)
    with pytest.raises(ValueError, match=r"x must be one point, shape \(n,\); got shape \(2, 1\)"):
        largest_curvature(parabola, [[1.0], [2.0]])


def test_the_curvature_where_the_hessian_is_not_symmetric():
    assert largest_curvature(TRAPS["mixed partials"], [0.0, 0.0]) == 0  # u·Hu is 0 for every u


def test_the_raw_penguins_have_a_minimum_although_one_curvature_is_tiny_beside_the_other():
    birds = load_penguins()
    length, mass = birds["flipper_length_mm"], birds["body_mass_g"] / 1000
    whole = np.isfinite(length) & np.isfinite(mass)
    loss = mse_objective(design_matrix(length[whole]), mass[whole])
    low, high = np.linalg.eigvalsh(loss.hessian(loss.minimizers[0]))
    assert low == pytest.approx(0.0097, rel=0.02) and high == pytest.approx(8.113e4, rel=1e-3)
    for unit in (1.0, 1e-20, 1e20):
        f = quadratic(unit * np.array([low, high]), angle=1.5, center=loss.minimizers[0])
        assert kind_at(f, loss.minimizers[0], 1e-6 / unit) == "minimum"
    assert kind_at(loss, loss.minimizers[0], 1e-6) == "minimum"


@pytest.mark.parametrize("decades", range(-20, 1, 4))
def test_quadratics_over_twenty_decades_are_told_for_what_they_are(decades):
    low, high = 10.0 ** (decades / 2), 10.0 ** (-decades / 2)
    f = quadratic([low, high])
    assert np.array_equal(f.hessian([1.0, 1.0]), np.diag([low, high]))
    assert f([1.0, 1.0]) == pytest.approx(low / 2 + high / 2, rel=1e-15)
    turned = quadratic([low, high], angle=0.7)
    assert np.allclose(
        np.linalg.eigvalsh(turned.hessian([0.0, 0.0])), [low, high], rtol=1e-14, atol=1e-15 * high
    )
    bowl = low / high > 2 * np.finfo(float).eps
    assert kind_at(f, [0.0, 0.0], 1 / high) == ("minimum" if bowl else "flat")
    best = best_learning_rate([low, high])
    assert contraction_factor([low, high], best) == pytest.approx(
        (high - low) / (high + low), rel=1e-12
    )
    run = minimize(f, [1.0, 1.0], gradient_descent(1 / high), maxiter=3, gtol=1e-300)
    assert run.x[1] == 0 and run.x[0] == pytest.approx((1 - low / high) ** 3, abs=1e-15)
