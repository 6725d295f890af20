"""Backtracking: the length satisfies Armijo's condition, and it is the first that does."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize._linesearch import scalar_search_armijo

from mathlib.optimize.line_search import backtracking
from mathlib.optimize.objectives import LANDSCAPES, absolute_value, himmelblau, parabola

coordinates = st.floats(-3, 3)


def armijo_holds(f, x, direction, length, c1):
    slope = f.gradient(x) @ direction
    return f(x + length * direction) <= f(x) + c1 * length * slope


@given(
    st.sampled_from(list(LANDSCAPES.values())),
    st.tuples(coordinates, coordinates),
    st.tuples(coordinates, coordinates),
    st.sampled_from([1e-4, 0.1, 0.4]),
    st.sampled_from([0.3, 0.5, 0.9]),
)
def test_the_first_length_that_satisfies_armijo(f, x, direction, c1, shrink):
    x, direction = np.array(x), np.array(direction)
    assume(f.gradient(x) @ direction < -1e-6)
    length = backtracking(f, x, direction, initial=2.0, shrink=shrink, c1=c1, maxiter=300)
    assert armijo_holds(f, x, direction, length, c1)
    tries = np.log(length / 2.0) / np.log(shrink)
    assert tries == pytest.approx(round(float(tries)), abs=1e-9)
    assert length == 2.0 or not armijo_holds(f, x, direction, length / shrink, c1)


def test_scipy_accepts_what_we_accept():
    x = np.array([0.5, -1.0])
    d = -himmelblau.gradient(x) / 200
    length, value = scalar_search_armijo(
        lambda a: himmelblau(x + a * d), himmelblau(x), himmelblau.gradient(x) @ d
    )
    ours = backtracking(himmelblau, x, d)
    assert ours == length == 1.0
    assert himmelblau(x + ours * d) == value


def test_batch_equals_loop():
    x = np.random.default_rng(0).uniform(-4, 4, size=(5, 3, 2))
    d = -himmelblau.gradient(x)
    lengths = backtracking(himmelblau, x, d)
    assert lengths.shape == (5, 3) and len(np.unique(lengths)) > 1
    for i in np.ndindex(5, 3):
        assert lengths[i] == backtracking(himmelblau, x[i], d[i])


def test_on_the_parabola_by_hand():
    # f(1 - 2a) = (1 - 2a)², Armijo with c1 = 0.1: 1 - 4a + 4a² ≤ 1 - 0.4a, so a ≤ 0.9.
    assert backtracking(parabola, [1.0], [-2.0], initial=0.91, c1=0.1) == 0.455
    assert backtracking(parabola, [1.0], [-2.0], initial=0.89, c1=0.1) == 0.89


def test_zero_says_that_no_length_was_found():
    assert backtracking(parabola, [1.0], [-1e6], maxiter=3) == 0.0
    assert backtracking(parabola, [1.0], [-1e6], maxiter=19) == 2.0**-19


def test_maxiter_zero_tries_the_initial_length_only():
    assert backtracking(parabola, [1.0], [-1.0], maxiter=0) == 1.0


def test_input_is_untouched():
    x, d = np.array([[1.0], [2.0]]), np.array([[-20.0], [-40.0]])
    backtracking(parabola, x, d)
    assert np.array_equal(x, [[1.0], [2.0]]) and np.array_equal(d, [[-20.0], [-40.0]])


@pytest.mark.parametrize(
    ("f", "x", "direction", "message"),
    [
        (parabola, [1.0], [2.0], r"must lead downhill.*got ∇f·d = 4\."),
        (parabola, [1.0], [0.0], r"got ∇f·d = 0\."),
        (absolute_value, [0.0], [1.0], r"got ∇f·d = 0\."),
        (parabola, [1.0], [np.nan], "got ∇f·d = nan"),
        (himmelblau, [[0.0, 0.0], [1.0, 1.0]], [[1.0, 1.0], [-1.0, -1.0]], "must lead downhill"),
        (himmelblau, [0.0, 0.0], [[1.0, 1.0]], r"shape of x, \(2,\); got shape \(1, 2\)"),
        (himmelblau, [0.0, 0.0], [1.0], r"direction must have shape \(…, 2\)"),
    ],
)
def test_directions_that_cannot_be_used(f, x, direction, message):
    with pytest.raises(ValueError, match=message):
        backtracking(f, x, direction)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"initial": -1.0}, "initial must be a positive.*got -1.0"),
        ({"shrink": 1.0}, "shrink must lie between 0 and 1; got 1.0"),
        ({"shrink": 0.0}, "shrink must be a positive"),
        ({"c1": 1.5}, "c1 must lie between 0 and 1; got 1.5"),
        ({"maxiter": 2.5}, "maxiter must be an integer"),
    ],
)
def test_settings_out_of_range(settings, message):
    with pytest.raises(ValueError, match=message):
        backtracking(parabola, [1.0], [-1.0], **settings)
