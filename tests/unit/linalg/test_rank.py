"""Rank and low rank: singular values against numpy and scipy, Eckart and Young, every message."""

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given
from hypothesis import strategies as st

from mathlib.linalg import low_rank, rank_by_svd

SCALES = [1e-320, 1e-200, 1.0, 1e200, 1e307]
sides = st.integers(1, 6)


@given(sides, sides, sides, st.integers(0, 1000))
def test_the_rank_of_a_product_of_thin_matrices(m, n, k, seed):
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(m, k)) @ rng.normal(size=(k, n))
    assert rank_by_svd(A) == min(m, n, k) == np.linalg.matrix_rank(A)
    assert scipy.linalg.null_space(A).shape[1] == n - rank_by_svd(A)


def test_the_rank_is_not_the_number_of_eigenvalues_that_are_not_zero():
    jordan = np.diag([1.0, 1.0], 1)
    assert np.linalg.eigvals(jordan).tolist() == [0, 0, 0]
    assert rank_by_svd(jordan) == 2
    assert rank_by_svd([[0, 1], [0, 0]]) == 1
    assert rank_by_svd(np.zeros((3, 2))) == 0
    assert type(rank_by_svd(np.eye(2, 3, dtype=np.float32))) is int


@pytest.mark.parametrize("scale", SCALES)
def test_the_rank_does_not_depend_on_the_scale(scale):
    assert rank_by_svd([[scale, scale], [scale, scale]]) == 1
    assert rank_by_svd([[2 * scale, scale], [2 * scale, 3 * scale]]) == 2


def test_a_tolerance_of_ones_own_is_a_bound_for_the_singular_values():
    A = np.diag([6.0, 3.0, 1e-9])
    ranks = [rank_by_svd(A, tol) for tol in (0, 1e-10, 1e-8, 2.999, 3.0, 6, np.float64(7), np.inf)]
    assert ranks == [3, 3, 2, 2, 1, 0, 0, 0]
    assert rank_by_svd(np.diag([1.0, 0.0]), 0) == 1


@pytest.mark.parametrize(("part", "rank"), [(0.9, 1), (1.1, 2)])
@pytest.mark.parametrize("shape", [(2, 2), (7, 3), (3, 9)])
def test_the_usual_tolerance_is_the_largest_side_times_eps(shape, part, rank):
    A = np.zeros(shape)
    A[0, 0], A[1, 1] = 3.0, 3.0 * part * max(shape) * np.finfo(float).eps
    assert rank_by_svd(A) == rank == np.linalg.matrix_rank(A)


@given(sides, sides, st.data())
def test_no_matrix_of_that_rank_is_closer(m, n, data):
    rng = np.random.default_rng(data.draw(st.integers(0, 1000)))
    k = data.draw(st.integers(1, min(m, n)))
    A = rng.normal(size=(m, n))
    best = low_rank(A, k)
    sigma = scipy.linalg.svdvals(A)
    size = np.sqrt(np.sum(sigma**2))
    assert best.error == pytest.approx(np.sqrt(np.sum(sigma[k:] ** 2)), abs=1e-14)
    assert best.error == pytest.approx(np.linalg.norm(A - best.matrix), abs=1e-13)
    assert best.relative_error == pytest.approx(best.error / size, abs=1e-14)
    assert np.linalg.matrix_rank(best.matrix) <= k
    for _ in range(5):
        other = best.matrix + 0.1 * rng.normal(size=(m, k)) @ rng.normal(size=(k, n))
        U, s, Vt = scipy.linalg.svd(other, full_matrices=False)
        other = (U[:, :k] * s[:k]) @ Vt[:k]
        assert np.linalg.norm(A - other) >= best.error - 1e-13


@given(sides, sides, st.integers(0, 1000))
def test_the_factors_are_orthonormal_and_rank_min_gives_the_matrix_back(m, n, seed):
    A = np.random.default_rng(seed).normal(size=(m, n))
    k = min(m, n)
    whole = low_rank(A, np.int64(k))
    assert (whole.U.shape, whole.sigma.shape, whole.Vt.shape) == ((m, k), (k,), (k, n))
    assert whole.U.T @ whole.U == pytest.approx(np.eye(k), abs=1e-14)
    assert whole.Vt @ whole.Vt.T == pytest.approx(np.eye(k), abs=1e-14)
    assert whole.sigma == pytest.approx(np.linalg.svd(A)[1], rel=1e-13)
    assert (whole.error, whole.relative_error) == (0.0, 0.0)
    assert whole.matrix == pytest.approx(A, abs=1e-13)


def test_bytes_are_counted_as_float64_and_only_the_kept_part_is_held():
    kept = low_rank(np.arange(300, dtype=np.uint8).reshape(20, 15) % 7, 2)
    assert kept.nbytes == 8 * 2 * (20 + 1 + 15)
    assert kept.U.base is None and kept.sigma.base is None and kept.Vt.base is None


@pytest.mark.parametrize("scale", SCALES)
def test_error_and_factors_follow_the_scale(scale):
    kept = low_rank([[3 * scale, 0.0], [0.0, 4 * scale]], 1)
    assert kept.sigma[0] == pytest.approx(4 * scale, rel=1e-3)
    assert kept.error == pytest.approx(3 * scale, rel=1e-3)
    assert kept.relative_error == pytest.approx(0.6, rel=1e-3)
    nothing = low_rank(np.zeros((2, 2)), 1)
    assert (nothing.error, nothing.relative_error) == (0.0, 0.0)


def test_no_entry_shows_a_negative_zero():
    approximation = low_rank([[0.0, 0.0], [0.0, -1.0]], 1).matrix
    assert approximation.tolist() == [[0.0, 0.0], [0.0, -1.0]]
    assert not np.signbit(approximation[0]).any()


NOT_A_RANK = "rank must be a whole number from 1 to 2, the smaller side of A (2, 3); got "
MESSAGES = [
    (lambda: low_rank(np.ones((2, 3)), 0), NOT_A_RANK + "0."),
    (lambda: low_rank(np.ones((2, 3)), 3), NOT_A_RANK + "3."),
    (lambda: low_rank(np.ones((2, 3)), -1), NOT_A_RANK + "-1."),
    (lambda: low_rank(np.ones((2, 3)), 1.0), NOT_A_RANK + "1.0."),
    (lambda: low_rank(np.ones((2, 3)), "1"), NOT_A_RANK + "'1'."),
    (
        lambda: low_rank([1.0, 2.0], 1),
        "A must be a matrix, shape (m, n); got shape (2,). Try A = "
        "np.array([[2.0, 1.0], [2.0, 3.0]]).",
    ),
    (
        lambda: low_rank([[1j]], 1),
        "A must hold real numbers; got list with entries of type complex128. Try A = "
        "np.array([1.0, 2.0]).",
    ),
    (
        lambda: rank_by_svd(np.zeros((0, 3))),
        "A must be a matrix, shape (m, n); got shape (0, 3). Try A = "
        "np.array([[2.0, 1.0], [2.0, 3.0]]).",
    ),
    (
        lambda: rank_by_svd([[np.inf]]),
        "A must hold finite numbers; got [[inf]] with NaN or infinities.",
    ),
    *(
        (
            lambda tol=tol: rank_by_svd([[1.0]], tol),
            f"tol must be a finite number, 0 or more; got {tol!r}. Try 1e-9.",
        )
        for tol in (-1e-9, float("nan"), "a", 1j, [1.0])
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert str(caught.value) == text
