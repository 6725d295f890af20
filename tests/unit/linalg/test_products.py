"""Products one entry at a time, inverses, and one layer: against numpy, and every message."""

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given
from hypothesis import strategies as st

from mathlib.linalg import inverse, layer, matmul_steps
from mathlib.linalg.layers import identity, relu

NO_MATRIX = " must be a matrix, shape (m, n); got shape "
LIKE_THIS = " = np.array([[2.0, 1.0], [2.0, 3.0]])."
sides = st.integers(1, 4)


@given(sides, sides, sides, st.integers(0, 1000))
def test_the_entries_one_by_one_are_the_product(m, k, n, seed):
    rng = np.random.default_rng(seed)
    A, B = rng.integers(-9, 10, (m, k)), rng.integers(-9, 10, (k, n))
    steps = list(matmul_steps(A, B))
    places = [(step.row, step.column) for step in steps]
    assert places == [(i, j) for i in range(m) for j in range(n)]
    assert [step.entry for step in steps] == (A @ B).ravel().tolist()
    for i, j, products, entry in steps:
        assert products.tolist() == (A[i] * B[:, j]).tolist()
        assert entry == products.sum() and isinstance(entry, float)


def test_a_product_by_hand():
    first, second, third, last = matmul_steps([[2, 1], [2, 3]], [[1, 0], [-1, 4]])
    assert (first.products.tolist(), first.entry) == ([2.0, -1.0], 1.0)
    assert (second.row, second.column, second.entry) == (0, 1, 4.0)
    assert (third.row, third.column, third.entry) == (1, 0, -1.0)
    assert (last.products.tolist(), last.entry) == ([0.0, 12.0], 12.0)


def test_a_wrong_shape_is_said_before_the_first_entry_is_asked_for():
    with pytest.raises(ValueError):
        matmul_steps([[1.0, 2.0]], [[1.0, 2.0]])


def test_no_product_shows_a_negative_zero():
    (step,) = matmul_steps([[0.0, -1.0]], [[-1.0], [0.0]])
    assert not np.signbit(step.products).any() and not np.signbit(step.entry)
    undone = inverse([[2.0, 0.0], [0.0, -4.0]])
    assert not np.signbit(undone[undone == 0]).any()


@given(st.integers(1, 5), st.integers(0, 1000))
def test_an_inverse_undoes_from_both_sides(n, seed):
    A = np.random.default_rng(seed).normal(size=(n, n))
    near = 1e-13 * np.linalg.cond(A)
    assert inverse(A) @ A == pytest.approx(np.eye(n), abs=near)
    assert A @ inverse(A) == pytest.approx(np.eye(n), abs=near)
    assert inverse(A) == pytest.approx(scipy.linalg.inv(A), rel=1e-9, abs=near)


def test_inverses_by_hand():
    assert inverse([[2, 1], [2, 3]]).tolist() == [[0.75, -0.25], [-0.5, 0.5]]
    assert inverse(np.float32([[4]])).tolist() == [[0.25]]


@pytest.mark.parametrize("scale", [1e-300, 1e-200, 1e-20, 1e20, 1e200, 1e308])
def test_whether_a_matrix_has_an_inverse_does_not_depend_on_its_scale(scale):
    A = scale * np.array([[1.0, 1.0], [-1.0, 1.0]])
    assert inverse(A) * scale == pytest.approx(np.array([[0.5, -0.5], [0.5, 0.5]]), rel=1e-15)
    with pytest.raises(ValueError, match="rank 1 of 2"):
        inverse(np.full((2, 2), scale))


def test_small_determinants_do_not_make_a_matrix_singular():
    assert inverse(np.diag([1.0, 1e-13])) == pytest.approx(np.diag([1.0, 1e13]), rel=1e-15)


@given(sides, sides, st.integers(1, 6), st.integers(0, 1000))
def test_a_row_of_a_batch_is_the_layer_of_that_one_input(m, n, batch, seed):
    rng = np.random.default_rng(seed)
    X, W, b = rng.normal(size=(2, batch, n)), rng.normal(size=(m, n)), rng.normal(size=m)
    for activation in (relu, np.tanh, identity):
        H = layer(X, W, b, activation)
        assert H.shape == (2, batch, m)
        for i in range(batch):
            one = layer(X[1, i], W, b, activation)
            assert one.shape == (m,)
            assert H[1, i] == pytest.approx(one, rel=1e-13, abs=1e-14)
            assert one == pytest.approx(activation(W.dot(X[1, i]) + b), rel=1e-13, abs=1e-14)


def test_a_layer_by_hand():
    W, b = [[1.0, -1.0], [1.0, 1.0]], [0.0, 1.0]
    assert layer([1, 2], W, b).tolist() == [0.0, 4.0]
    assert layer([1, 2], W, b, identity).tolist() == [-1.0, 4.0]
    assert layer([[1, 2], [2, 0]], W, b, identity).tolist() == [[-1.0, 4.0], [2.0, 3.0]]
    assert layer(np.zeros((0, 2)), W, b).shape == (0, 2)


def test_an_affine_map_is_linear_only_without_b():
    W, x, y = [[1.0, 2.0]], np.array([1.0, 0.0]), np.array([0.0, 1.0])

    def h(v, b):
        return layer(v, W, [b], identity)

    assert h(x + y, 0.0) == h(x, 0.0) + h(y, 0.0)
    assert h(x + y, 1.0) != h(x, 1.0) + h(y, 1.0)


def test_relu_and_identity():
    z = np.array([[-2.0, 0.0, 3.5]])
    assert relu(z).tolist() == [[0.0, 0.0, 3.5]]
    assert identity(z) is z


MESSAGES = [
    (
        lambda: matmul_steps(np.ones((2, 3)), np.ones((2, 4))),
        "A @ B needs shapes (m, k) and (k, n) with the same k: as many columns in A as rows in B; "
        "got (2, 3) and (2, 4), and 3 is not 2.",
    ),
    (lambda: matmul_steps([1.0, 2.0], [[1.0]]), f"A{NO_MATRIX}(2,). Try A{LIKE_THIS}"),
    (lambda: matmul_steps([[1.0]], 2.0), f"B{NO_MATRIX}(). Try B{LIKE_THIS}"),
    (lambda: matmul_steps([[]], [[1.0]]), f"A{NO_MATRIX}(1, 0). Try A{LIKE_THIS}"),
    (lambda: matmul_steps([[1.0]], np.ones((1, 1, 1))), f"B{NO_MATRIX}(1, 1, 1). Try B{LIKE_THIS}"),
    (
        lambda: matmul_steps([[1.0]], [["a"]]),
        "B must hold real numbers; got list with entries of type <U1. Try B = "
        "np.array([1.0, 2.0]).",
    ),
    (
        lambda: matmul_steps([[1.0], [2.0, 3.0]], [[1.0]]),
        "A has rows of different lengths; give every row the same number of entries.",
    ),
    (
        lambda: inverse([[1, 2], [2, 4]]),
        "A has rank 1 of 2 (to the accuracy of the numbers): some direction is flattened to 0, "
        "and no matrix brings it back. For the closest thing to an inverse: np.linalg.pinv(A).",
    ),
    (
        lambda: inverse(np.zeros((3, 3))),
        "A has rank 0 of 3 (to the accuracy of the numbers): some direction is flattened to 0, "
        "and no matrix brings it back. For the closest thing to an inverse: np.linalg.pinv(A).",
    ),
    (
        lambda: inverse(np.ones((2, 3))),
        "A must be square, as many rows as columns; got shape (2, 3).",
    ),
    (lambda: inverse([]), f"A{NO_MATRIX}(0,). Try A{LIKE_THIS}"),
    (
        lambda: inverse([[np.nan]]),
        "A must hold finite numbers; got [[nan]] with NaN or infinities.",
    ),
    (
        lambda: layer([1.0, 2.0, 3.0], np.ones((3, 2)), [0.0, 0.0, 0.0]),
        "x must have as many entries as W has columns: (…, n) and (m, n); got x of shape (3,) and "
        "W of shape (3, 2). A batch has one input a row.",
    ),
    (
        lambda: layer(1.0, [[1.0]], [0.0]),
        "x must have as many entries as W has columns: (…, n) and (m, n); got x of shape () and "
        "W of shape (1, 1). A batch has one input a row.",
    ),
    (
        lambda: layer([1.0, 2.0], np.ones((3, 2)), [0.0, 0.0]),
        "b must have one entry for each row of W: (3,); got shape (2,).",
    ),
    (
        lambda: layer([1.0, 2.0], np.ones((3, 2)), 0.0),
        "b must have one entry for each row of W: (3,); got shape ().",
    ),
    (lambda: layer([1.0], [1.0], [0.0]), f"W{NO_MATRIX}(1,). Try W{LIKE_THIS}"),
    (
        lambda: layer([np.inf], [[1.0]], [0.0]),
        "x must hold finite numbers; got [inf] with NaN or infinities.",
    ),
    (
        lambda: layer([1.0], [[1.0]], [np.nan]),
        "b must hold finite numbers; got [nan] with NaN or infinities.",
    ),
    (
        lambda: layer([1.0], [[1.0]], [0.0], "relu"),
        "activation must be a function; got 'relu'. Try activation = np.tanh.",
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert str(caught.value) == text


def test_activations_give_float64_whatever_comes():
    for kind in (np.uint8, np.int8, bool, np.float32):
        for f in (relu, identity):
            found = f(np.array([0, 1, 1]).astype(kind))
            assert found.dtype == np.float64 and found.tolist() == [0, 1, 1]
    assert relu([-1, 2]).tolist() == [0, 2] and identity([-1, 2]).tolist() == [-1, 2]
