"""Vectors: unit length, shadows, angles, turns; the same at every scale."""

import numpy as np
import pytest
import scipy.linalg
import scipy.spatial.distance
from hypothesis import given
from hypothesis import strategies as st

from mathlib.linalg import angle, normalize, projection, rotation
from mathlib.linalg.vectors import power_of_two, unit_vectors

SCALES = [5e-324, 1e-200, 1e-3, 1.0, 1e200, 1e308]
ZERO = " must not be the zero vector: it has no direction. Leave it out, or give another one."
NO_VECTOR = " must hold vectors, shape (…, n); got shape "
TRY = "np.array([1.0, 2.0])."
entries = st.integers(-50, 50).map(float)


def pairs_of(low, high):
    """Two vectors of the same length, neither of them zero."""
    vector = [st.lists(entries, min_size=n, max_size=n).filter(any) for n in range(low, high + 1)]
    return st.one_of([st.tuples(v, v) for v in vector])


@given(pairs_of(1, 5))
def test_normalize_keeps_the_direction_and_makes_the_length_1(pair):
    x = np.array(pair[0])
    unit = normalize(x)
    assert np.linalg.norm(unit) == pytest.approx(1, abs=1e-15)
    assert np.allclose(unit * np.linalg.norm(x), x, rtol=1e-14, atol=0)
    assert np.allclose(unit, x / scipy.linalg.norm(x), rtol=1e-14, atol=0)


@pytest.mark.parametrize("scale", SCALES)
def test_direction_and_angle_do_not_depend_on_the_scale(scale):
    assert normalize([scale, -scale]) == pytest.approx([0.5**0.5, -(0.5**0.5)], rel=1e-15)
    assert angle([scale, 0.0], [scale, scale]) == pytest.approx(np.pi / 4, rel=1e-15)
    assert projection([2.0, 2.0], [scale, scale]) == pytest.approx([2.0, 2.0], rel=1e-15)
    assert projection([scale, 0.0], [1.0, 0.0]).tolist() == [scale, 0.0]


def test_a_batch_is_handled_row_by_row():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(4, 3, 2)), rng.normal(size=(3, 2))
    for function in (angle, projection):
        batch = function(x, y)
        assert batch.shape == ((4, 3) if function is angle else (4, 3, 2))
        for i in range(4):
            for j in range(3):
                assert np.allclose(batch[i, j], function(x[i, j], y[j]), rtol=1e-15, atol=0)
    assert np.array_equal(normalize(x)[2, 1], normalize(x[2, 1]))
    assert normalize(np.zeros((0, 2))).shape == (0, 2)


@given(pairs_of(1, 5))
def test_a_projection_leaves_a_remainder_at_a_right_angle_and_is_idempotent(pair):
    x, a = np.array(pair)
    shadow = projection(x, a)
    assert shadow == pytest.approx(np.outer(a, a) @ x / (a @ a), abs=1e-12)
    assert (x - shadow) @ a == pytest.approx(0, abs=1e-10)
    assert projection(shadow, a) == pytest.approx(shadow, abs=1e-12)
    assert projection(x, -3 * a) == pytest.approx(shadow, abs=1e-12)
    assert np.linalg.norm(shadow) <= np.linalg.norm(x) * (1 + 1e-15)


def test_a_huge_vector_leaves_the_tiny_one_beside_it_alone():
    both = projection([[1e-200, 0.0], [1e200, 0.0]], [1.0, 0.0])
    assert both.tolist() == [[1e-200, 0.0], [1e200, 0.0]]


def test_projections_by_hand_are_exact():
    assert projection([2.0, 2.0], [1.0, 1.0]).tolist() == [2.0, 2.0]
    assert projection([5.0, 0.0], [1.0, 2.0]).tolist() == [1.0, 2.0]
    assert projection([5.0, 5.0], [3.0, -1.0]).tolist() == [3.0, -1.0]
    assert projection([1e308, 1e308], [1.0, 1.0]).tolist() == [1e308, 1e308]
    assert projection([0.0, 0.0], [1.0, 2.0]).tolist() == [0.0, 0.0]


@given(pairs_of(2, 5), st.floats(0.01, 100))
def test_an_angle_is_symmetric_and_scale_free_and_agrees_with_the_cosine(pair, factor):
    x, y = np.array(pair)
    phi = angle(x, y)
    assert 0 <= phi <= np.pi
    assert angle(y, x) == phi
    assert angle(factor * x, y) == pytest.approx(phi, abs=1e-14)
    assert angle(-x, y) == pytest.approx(np.pi - phi, abs=1e-14)
    assert np.cos(phi) == pytest.approx(1 - scipy.spatial.distance.cosine(x, y), abs=1e-13)
    assert np.sum(x * y) > 0 or phi >= np.pi / 2 - 1e-14


@pytest.mark.parametrize("phi", [1e-12, 1e-9, 1e-3, 1.0, 2.0, 3.0])
def test_small_angles_and_nearly_straight_ones_are_exact(phi):
    tip = [np.cos(phi), np.sin(phi)]
    assert angle([1.0, 0.0], tip) == pytest.approx(phi, rel=1e-15)
    assert np.pi - angle([-1.0, 0.0], tip) == pytest.approx(phi, rel=1e-3)


def test_angles_by_hand():
    assert angle([1, 0], [0, 2]) == np.pi / 2
    assert angle([1, 2], [2, 4]) == 0
    assert angle([1.0], [-3.0]) == np.pi
    assert angle(np.float32([3, 0]), [True, True]) == pytest.approx(np.pi / 4, rel=1e-15)


@given(st.floats(-20, 20), st.floats(-20, 20))
def test_rotations_add_their_angles_and_keep_lengths(phi, psi):
    R = rotation(phi)
    assert R @ R.T == pytest.approx(np.eye(2), abs=1e-15)
    assert np.linalg.det(R) == pytest.approx(1, abs=1e-15)
    assert R @ rotation(psi) == pytest.approx(rotation(phi + psi), abs=1e-13)
    assert pytest.approx(scipy.linalg.expm([[0.0, -phi], [phi, 0.0]]), abs=1e-12) == R


def test_a_turn_of_the_first_unit_vector_is_counter_clockwise():
    assert (rotation(np.pi / 6) @ [1, 0]).round(15).tolist() == [0.866025403784439, 0.5]
    assert rotation([[0.0, 1.0, 2.0]]).shape == (1, 3, 2, 2)
    assert np.array_equal(rotation([0.5, 1.0])[1], rotation(1.0))


def test_no_result_shows_a_negative_zero():
    results = [
        rotation(0.0),
        rotation(-0.0),
        projection([2.0, 2.0], [-1.0, 0.0]),
        normalize([-0.0, 2.0]),
    ]
    for result in results:
        assert not np.signbit(result[result == 0]).any()


def test_nothing_given_is_changed():
    x, y = np.array([3.0, 4.0]), np.array([1.0, -2.0])
    for call in (lambda: normalize(x), lambda: projection(x, y), lambda: angle(x, y)):
        call()
        assert x.tolist() == [3.0, 4.0] and y.tolist() == [1.0, -2.0]


def test_power_of_two_is_the_largest_one_not_above():
    assert power_of_two(np.array([[0.75, -5.0], [1.0, 8.0]])) == 8.0
    assert power_of_two(np.array([[0.75, -7.9], [1.0, 0.0]]), axis=-1).tolist() == [[4.0], [1.0]]
    assert power_of_two(np.zeros(3)) == 0.5
    assert power_of_two(np.array([5e-324])) == 5e-324
    assert power_of_two(np.array([1.7e308])) == 2.0**1023


MESSAGES = [
    (lambda: normalize([0.0, -0.0]), "x" + ZERO),
    (lambda: normalize([[1.0, 0.0], [0.0, 0.0]]), "x" + ZERO),
    (lambda: unit_vectors("x0", [0.0]), "x0" + ZERO),
    (lambda: projection([1.0, 2.0], [0.0, 0.0]), "onto" + ZERO),
    (lambda: angle([0.0, 0.0], [1.0, 2.0]), "x" + ZERO),
    (lambda: angle([1.0, 2.0], [0.0, 0.0]), "y" + ZERO),
    (lambda: normalize(3.0), "x" + NO_VECTOR + "(). Try x = [1.0, 2.0]."),
    (lambda: normalize([]), "x" + NO_VECTOR + "(0,). Try x = [1.0, 2.0]."),
    (lambda: normalize([[], []]), "x" + NO_VECTOR + "(2, 0). Try x = [1.0, 2.0]."),
    (lambda: projection([1.0], 2.0), "onto" + NO_VECTOR + "(). Try onto = [1.0, 2.0]."),
    (lambda: projection(1.0, [2.0]), "x" + NO_VECTOR + "(). Try x = [1.0, 2.0]."),
    (lambda: angle([1.0], 2.0), "y" + NO_VECTOR + "(). Try y = [1.0, 2.0]."),
    (
        lambda: angle([1.0, 2.0], [1.0, 2.0, 3.0]),
        "x and y must fit together as (…, n) and (…, n): equally many entries, and equally "
        "many vectors or one; got shapes (2,) and (3,).",
    ),
    (
        lambda: angle([1.0], [1.0, 2.0, 3.0]),
        "x and y must fit together as (…, n) and (…, n): equally many entries, and equally "
        "many vectors or one; got shapes (1,) and (3,).",
    ),
    (
        lambda: projection(np.ones((2, 3)), np.ones((4, 3))),
        "x and onto must fit together as (…, n) and (…, n): equally many entries, and equally "
        "many vectors or one; got shapes (2, 3) and (4, 3).",
    ),
    (
        lambda: normalize([1.0, np.nan]),
        "x must hold finite numbers; got [1.0, nan] with NaN or infinities.",
    ),
    (
        lambda: projection([1.0, np.inf], [1.0, 0.0]),
        "x must hold finite numbers; got [1.0, inf] with NaN or infinities.",
    ),
    (
        lambda: projection([1.0, 0.0], [1.0, np.inf]),
        "onto must hold finite numbers; got [1.0, inf] with NaN or infinities.",
    ),
    (
        lambda: angle([1.0, 0.0], [1j, 0.0]),
        f"y must hold real numbers; got list with entries of type complex128. Try y = {TRY}",
    ),
    (
        lambda: normalize("north"),
        f"x must hold real numbers; got str with entries of type <U5. Try x = {TRY}",
    ),
    (
        lambda: rotation("a"),
        f"angle must hold real numbers; got str with entries of type <U1. Try angle = {TRY}",
    ),
    (
        lambda: rotation(np.inf),
        "angle must hold finite numbers; got inf with NaN or infinities.",
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert str(caught.value) == text
