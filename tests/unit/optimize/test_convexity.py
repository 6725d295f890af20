"""Chord and Jensen gaps: never negative for convex functions, and what breaks that."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathlib.optimize.convexity import chord_gap, jensen_gap
from mathlib.optimize.objectives import (
    absolute_value,
    exponential,
    flat_valley,
    himmelblau,
    parabola,
    quadratic,
    two_valleys,
)

CONVEX = [parabola, exponential, absolute_value, flat_valley]
numbers = st.floats(-5, 5)


@given(st.sampled_from(CONVEX), numbers, numbers, st.floats(0, 1))
def test_the_chord_of_a_convex_function_is_above_its_graph(f, x, y, weight):
    assert chord_gap(f, [x], [y], weight) >= -1e-12


@given(
    st.sampled_from(CONVEX),
    st.lists(st.tuples(numbers, st.floats(0, 1)), min_size=1, max_size=6),
)
def test_jensen_holds_for_convex_functions_and_weights_that_average(f, pairs):
    points, weights = np.array(pairs).T
    weights = (weights + 1e-3) / (weights + 1e-3).sum()
    assert jensen_gap(f, points[:, None], weights) >= -1e-12


@given(numbers, numbers, st.floats(0, 1))
def test_the_gap_of_the_parabola_in_closed_form(x, y, w):
    assert chord_gap(parabola, [x], [y], w) == pytest.approx(w * (1 - w) * (x - y) ** 2, abs=1e-12)


@given(numbers, numbers, numbers, numbers, st.floats(0, 1))
def test_two_points_of_jensen_are_a_chord(a, b, c, d, w):
    x, y = [a, b], [c, d]
    chord = chord_gap(himmelblau, x, y, w)
    assert jensen_gap(himmelblau, [x, y], [1 - w, w]) == pytest.approx(chord, rel=1e-9, abs=1e-9)


def test_a_function_that_is_not_convex_has_a_chord_below_its_graph():
    assert chord_gap(two_valleys, [-2.0], [1.0], 2 / 3) < -1
    assert chord_gap(quadratic([1.0, -1.0]), [0.0, -1.0], [0.0, 1.0], 0.5) == -0.5


def test_weight_0_is_x_and_weight_1_is_y():
    assert chord_gap(exponential, [1.0], [2.0], 0.0) == 0
    assert chord_gap(exponential, [1.0], [2.0], 1.0) == 0
    at_ends = chord_gap(lambda x: x[..., 0] ** 2, [0.0], [4.0], 0.25)
    assert at_ends == 0.25 * 16 - 1


def test_batches_of_chords_and_of_weights():
    x, y, w = np.zeros((4, 1, 2)), np.ones((4, 3, 2)), np.full((4, 3), 0.5)
    gaps = chord_gap(himmelblau, x, y, w)
    assert gaps.shape == (4, 3)
    assert np.array_equal(gaps, np.full((4, 3), chord_gap(himmelblau, [0, 0], [1, 1], 0.5)))
    assert chord_gap(parabola, [0.0], [1.0], np.linspace(0, 1, 5)).tolist() == [
        0,
        0.1875,
        0.25,
        0.1875,
        0,
    ]
    points = np.arange(12.0).reshape(2, 3, 2)
    batch = jensen_gap(himmelblau, points, [0.2, 0.3, 0.5])
    assert batch.tolist() == [jensen_gap(himmelblau, p, [0.2, 0.3, 0.5]) for p in points]


def test_overflow_is_honest_and_silent():
    assert not np.isfinite(chord_gap(exponential, [1000.0], [0.0], 0.1))
    assert not np.isfinite(jensen_gap(himmelblau, [[1e200, 0.0], [0.0, 0.0]], [0.5, 0.5]))


def test_input_is_untouched():
    x, w = np.array([[0.0], [1.0]]), np.array([0.5, 0.5])
    jensen_gap(parabola, x, w)
    assert x.tolist() == [[0.0], [1.0]] and w.tolist() == [0.5, 0.5]


@pytest.mark.parametrize("weights", [[0.5, 0.6], [1.0, 1.0], [0.0, 0.0], [np.nan, 1.0]])
def test_weights_must_sum_to_1(weights):
    with pytest.raises(ValueError, match=r"weights must sum to 1; got \[.*Divide them"):
        jensen_gap(parabola, [[0.0], [1.0]], weights)


@pytest.mark.parametrize("weights", [[1.0], [0.2, 0.3, 0.5], 1.0])
def test_one_weight_for_every_point(weights):
    with pytest.raises(ValueError, match="one weight for every point"):
        jensen_gap(parabola, [[0.0], [1.0]], weights)


def test_shapes_that_do_not_fit_are_named():
    with pytest.raises(ValueError, match=r"must fit together.*\(2, 1\), \(3, 1\) and \(\)"):
        chord_gap(parabola, np.zeros((2, 1)), np.zeros((3, 1)), 0.5)
    with pytest.raises(ValueError, match=r"y must have shape \(…, 2\)"):
        chord_gap(himmelblau, [0.0, 0.0], [1.0], 0.5)
    with pytest.raises(ValueError, match=r"one value per point.*Sum over the last axis"):
        chord_gap(lambda x: x**2, [0.0, 1.0], [1.0, 1.0], 0.5)
