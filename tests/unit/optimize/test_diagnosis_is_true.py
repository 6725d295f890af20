"""The diagnosis says nothing without its condition, whatever the run and the units."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs_by_hand import ended, kind_at

from mathlib.datasets import load_penguins
from mathlib.optimize.diagnosis import diagnose, largest_curvature
from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives import (
    CURVES,
    LANDSCAPES,
    TRAPS,
    exponential,
    parabola,
    quadratic,
    two_valleys,
)
from mathlib.optimize.optimizers import gradient_descent
from mathlib.optimize.rates import best_learning_rate, contraction_factor
from mathlib.optimize.results import Stop
from mathlib.probability.regression import design_matrix, mse_objective

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


class Rounded:
    """|x|, rounded near 0: nearly straight at ±1, and sharply bent between."""

    n = 1

    def __call__(self, x):
        return np.sqrt(x[..., 0] ** 2 + 1e-4)

    def gradient(self, x):
        return x / self(x)[..., None]

    def hessian(self, x):
        return 1e-4 / self(x)[..., None, None] ** 3


def test_a_step_over_a_bend_is_told_by_its_mean_curvature():
    f, rate = Rounded(), 2.5
    path = minimize(f, [1.0], gradient_descent(rate), maxiter=1).path
    assert f(path)[1] > f(path)[0]
    assert rate * max(largest_curvature(f, x) for x in path) < 0.001
    sentence = diagnose(f, ended(Stop.FAR, path), rate).sentence
    mean = 2 + 2 * (f(path)[1] - f(path)[0]) / (rate * f.gradient(path[0])[0] ** 2)
    assert mean == pytest.approx(2.4, rel=1e-3)
    assert float(PRODUCT.search(sentence)[1]) == pytest.approx(mean, rel=0.006)
    assert sentence.endswith("along this step η·λ = 2.4 in the mean, above 2.")


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
    ("f", "start", "rate", "sentence"),
    [
        (
            exponential,
            [1000.0],
            0.1,
            "Diverges: the gradient is not a finite number after 0 steps.",
        ),
        (
            parabola,
            [1e5],
            1e308,
            "Diverges: the next point is not a finite number after 0 steps; at the start "
            "η·λ = inf, above 2: too long a step there.",
        ),
    ],
)
def test_a_run_that_is_lost_is_not_said_to_be_out_of_bounds(f, start, rate, sentence):
    run = minimize(f, start, gradient_descent(rate))
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
