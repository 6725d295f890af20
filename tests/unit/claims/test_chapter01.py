"""The numbers of the claim cells of chapter 01, 1 to 7, recomputed."""

import numpy as np
import pytest

from mathlib import linalg

A = np.array([[2.0, 1.0], [2.0, 3.0]])
SHEAR = np.array([[1.0, 1.0], [0.0, 1.0]])
RIGHT_ANGLE = np.array([[0.0, -1.0], [1.0, 0.0]])
FLAT = np.array([[1.0, 2.0], [2.0, 4.0]])  # the eigenvalues are 5 and 0


@pytest.mark.parametrize(
    ("matrix", "rank"),
    [([[0, 1], [0, 0]], 1), ([[0, 1, 0], [0, 0, 1], [0, 0, 0]], 2)],
)
def test_1_the_rank_counts_singular_values_not_eigenvalues(matrix, rank):
    assert not np.linalg.eigvals(matrix).any()
    assert np.count_nonzero(np.linalg.svd(matrix, compute_uv=False)) == rank
    assert linalg.rank_by_svd(matrix) == np.linalg.matrix_rank(matrix) == rank


@pytest.mark.parametrize("matrix", [A, FLAT, RIGHT_ANGLE, np.diag([3.0, 0.0, 0.0])])
def test_1_they_agree_where_the_matrix_can_be_diagonalized(matrix):
    assert linalg.diagonalize(matrix).success
    eigenvalues = np.abs(np.linalg.eigvals(matrix)) > 1e-12
    assert np.count_nonzero(eigenvalues) == linalg.rank_by_svd(matrix)


def test_2_a_shear_has_one_direction_only():
    pairs = linalg.diagonalize(SHEAR)
    assert (pairs.kind, pairs.success) == ("defective", False)
    assert pairs.eigenvalues.tolist() == [1, 1]
    assert linalg.rank_by_svd(SHEAR - np.eye(2)) == 1  # so its eigenvectors make one line


def test_2_a_rotation_can_be_diagonalized_over_the_complex_numbers():
    pairs = linalg.diagonalize(RIGHT_ANGLE)
    assert pairs.kind == "complex" and np.allclose(pairs.eigenvalues, [1j, -1j])
    product = pairs.W @ np.diag(pairs.eigenvalues) @ np.linalg.inv(pairs.W)
    assert np.allclose(product, RIGHT_ANGLE, atol=1e-15)


def test_2_a_symmetric_matrix_has_perpendicular_eigenvectors():
    rng = np.random.default_rng(0)
    for n in (2, 3, 5):
        square = rng.normal(size=(n, n))
        pairs = linalg.diagonalize(square + square.T)
        assert pairs.kind == "real" and np.allclose(pairs.W.T @ pairs.W, np.eye(n))


@pytest.mark.parametrize(
    ("order", "product"), [([1.0, 4.0], [[2, 1], [2, 3]]), ([4.0, 1.0], [[3, -1], [-2, 2]])]
)
def test_3_each_eigenvalue_belongs_to_its_eigenvector(order, product):
    W = np.array([[1.0, 1.0], [-1.0, 2.0]])  # the columns (1, -1) and (1, 2)
    assert np.allclose(A @ W, W * [1, 4], rtol=0, atol=1e-15)
    assert np.allclose(W @ np.diag(order) @ np.linalg.inv(W), product)


@pytest.mark.parametrize("k", [-3, -2, -1, 0, 1, 5])
def test_4_every_whole_power_if_no_eigenvalue_is_0(k):
    assert np.allclose(linalg.diagonalize(A).power(k), np.linalg.matrix_power(A, k))


def test_4_an_eigenvalue_0_leaves_only_powers_that_are_not_negative():
    pairs = linalg.diagonalize(FLAT)
    for k in (0, 1, 2, 5):
        assert np.allclose(pairs.power(k), np.linalg.matrix_power(FLAT, k))
    with pytest.raises(ValueError, match="eigenvalue 0"):
        pairs.power(-1)


@pytest.mark.parametrize("matrix", [A, SHEAR, RIGHT_ANGLE, FLAT, [[2, 1, 0], [0, 2, 1], [0, 0, 2]]])
def test_4_det_is_the_product_of_the_eigenvalues_of_every_square_matrix(matrix):
    product = np.prod(np.linalg.eigvals(matrix))
    assert np.allclose(product, np.linalg.det(matrix), atol=1e-12)


def test_5_star_is_not_the_product_and_raises_no_error():
    W, x, b = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([10.0, 1.0]), np.array([1.0, -50.0])
    assert (W @ x).tolist() == [12, 34]
    assert (W * x).tolist() == [[10, 2], [30, 4]]  # x is used again for each row
    batch = np.array([x, 2 * x, [0.0, 1.0]])
    assert np.array_equal(np.maximum(batch @ W.T + b, 0), linalg.layer(batch, W, b))
    assert np.array_equal(linalg.layer(batch, W, b)[0], linalg.layer(x, W, b))


def test_6_a_linear_map_follows_a_rule_when_the_coordinates_change_an_array_does_not():
    S, x = np.array([[1.0, 1.0], [0.0, 2.0]]), np.array([1.0, -2.0])  # columns: the new axes
    new_x, new_A = np.linalg.solve(S, x), np.linalg.solve(S, A @ S)
    assert np.allclose(new_A @ new_x, np.linalg.solve(S, A @ x))
    assert not np.allclose(np.maximum(new_x, 0), np.linalg.solve(S, np.maximum(x, 0)))


def test_7_an_affine_map_is_linear_only_without_a_shift():
    x, y = np.array([1.0, 0.0]), np.array([0.0, 1.0])
    for b in (np.array([1.0, 0.0]), np.zeros(2)):
        together, apart = A @ (x + y) + b, (A @ x + b) + (A @ y + b)
        assert np.array_equal(apart - together, b)  # b once on the left, twice on the right
        assert np.array_equal(A @ np.zeros(2) + b, b)
