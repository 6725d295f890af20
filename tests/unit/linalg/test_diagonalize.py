"""Diagonalization against scipy and identities: repeated, complex, defective, at every scale."""

import itertools

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given
from hypothesis import strategies as st

from mathlib.linalg import diagonalize, rotation
from mathlib.linalg.eigen import LARGEST_CONDITION

REAL = " independent real directions are only stretched."
TURNS = "It turns: some eigenvalues come in complex pairs, such as "
ONE = (
    "Defective, to the accuracy of the numbers: "
    "only 1 independent eigenvector "
    "for 2 dimensions, so A = W Λ W⁻¹ is impossible."
)
FEW = (
    "Defective, to the accuracy of the numbers: "
    "too few independent eigenvectors "
    "for {} dimensions, so A = W Λ W⁻¹ is impossible."
)
sizes = st.integers(1, 5)
seeds = st.integers(0, 1000)


def whole_basis(n, rng):
    """A matrix of whole numbers and its inverse, which has whole numbers too."""
    lower = np.tril(rng.integers(-2, 3, (n, n)), -1) + np.eye(n)
    upper = np.triu(rng.integers(-2, 3, (n, n)), 1) + np.eye(n)
    S = lower @ upper
    return S, np.round(np.linalg.inv(S))


@given(sizes, seeds)
def test_random_matrices_against_scipy_and_the_identities(n, seed):
    A = np.random.default_rng(seed).normal(size=(n, n))
    pairs, near = diagonalize(A), 1e-13 * np.linalg.cond(np.linalg.eig(A)[1])
    assert pairs.success
    for value in scipy.linalg.eigvals(A):
        assert np.min(np.abs(pairs.eigenvalues - value)) < near
    assert A @ pairs.W == pytest.approx(pairs.W * pairs.eigenvalues, abs=1e-13)
    assert np.sum(pairs.eigenvalues) == pytest.approx(np.trace(A), abs=near)
    assert np.prod(pairs.eigenvalues) == pytest.approx(np.linalg.det(A), abs=near)
    whole = (pairs.W * pairs.eigenvalues) @ np.linalg.inv(pairs.W)
    assert whole == pytest.approx(A, abs=near)
    assert np.iscomplexobj(pairs.eigenvalues) == (pairs.kind == "complex")


@given(sizes, seeds)
def test_order_length_and_sign_are_fixed(n, seed):
    pairs = diagonalize(np.random.default_rng(seed).normal(size=(n, n)))
    real, imaginary = pairs.eigenvalues.real, pairs.eigenvalues.imag
    keys = [(-a, -b) for a, b in zip(real, imaginary, strict=True)]
    assert keys == sorted(keys)
    assert np.linalg.norm(pairs.W, axis=0) == pytest.approx(np.ones(n), abs=1e-14)
    for w in pairs.W.T:
        leading = w[np.argmax(np.abs(w))]
        assert leading.real > 0 and abs(leading.imag) < 1e-15


@given(sizes, seeds)
def test_symmetric_matrices_have_a_right_angled_basis(n, seed):
    B = np.random.default_rng(seed).normal(size=(n, n))
    pairs = diagonalize(B + B.T)
    assert pairs.kind == "real"
    assert pairs.W.T @ pairs.W == pytest.approx(np.eye(n), abs=1e-13)
    assert pairs.eigenvalues == pytest.approx(scipy.linalg.eigvalsh(B + B.T)[::-1], abs=1e-13)


def test_symmetric_matrices_with_a_repeated_eigenvalue_have_one_too():
    for seed in range(20):
        Q = np.linalg.qr(np.random.default_rng(seed).normal(size=(4, 4)))[0]
        S = (Q * [3.0, 3.0, 3.0, 1.0]) @ Q.T
        W = diagonalize((S + S.T) / 2).W
        assert W.T @ W == pytest.approx(np.eye(4), abs=1e-14)


def test_by_hand():
    pairs = diagonalize([[2, 1], [2, 3]])
    assert pairs.eigenvalues == pytest.approx([4, 1], rel=1e-15)
    assert pairs.W * [5**0.5, 2**0.5] == pytest.approx(np.array([[1, 1], [2, -1]]), rel=1e-15)
    assert (pairs.kind, pairs.success, pairs.message) == ("real", True, "2" + REAL)
    one = diagonalize(np.float32([[-3]]))
    assert (one.eigenvalues.tolist(), one.W.tolist()) == ([-3.0], [[1.0]])
    assert one.message == "1 real direction is only stretched."
    nothing = diagonalize(np.zeros((2, 2)))
    assert (nothing.eigenvalues.tolist(), nothing.message) == ([0.0, 0.0], "2" + REAL)


def test_of_two_entries_of_the_same_size_the_first_is_positive():
    for sign in (1.0, -1.0):
        W = diagonalize([[0.0, sign], [sign, 0.0]]).W
        assert (W[0] > 0).all()
        assert W[1] == pytest.approx(sign * W[0] * [1, -1], rel=1e-15)
    cycle = diagonalize([[0, 0, 1], [1, 0, 0], [0, 1, 0]])
    assert cycle.W[0] == pytest.approx(np.full(3, 3**-0.5), abs=1e-15)


@pytest.mark.parametrize(
    ("A", "text"),
    [
        (rotation(np.pi / 2), "0 ± 1i."),
        (rotation(-np.pi / 3), "0.5 ± 0.866i."),
        (rotation(1e-13), "1 ± 1e-13i."),
        ([[-1.0, -2.0], [2.0, -1.0]], "-1 ± 2i."),
        ([[5.0, 0.0, 0.0], [0.0, 0.0, -3.0], [0.0, 3.0, 0.0]], "0 ± 3i."),
        (scipy.linalg.block_diag([[4, -1], [1, 4]], [[2, -3], [3, 2]]), "2 ± 3i."),
        (1e-200 * rotation(np.pi / 2), "0 ± 1e-200i."),
    ],
)
def test_turns_are_called_complex(A, text):
    pairs = diagonalize(A)
    assert (pairs.kind, pairs.success, pairs.message) == ("complex", True, TURNS + text)
    assert np.asarray(A) @ pairs.W == pytest.approx(pairs.W * pairs.eigenvalues, abs=1e-14)
    assert pairs.power(3) == pytest.approx(np.linalg.matrix_power(A, 3), abs=1e-13)


def test_complex_pairs_stand_side_by_side_the_positive_imaginary_part_first():
    pairs = diagonalize([[5.0, 0.0, 0.0], [0.0, 7.0, -3.0], [0.0, 3.0, 7.0]])
    assert pairs.eigenvalues == pytest.approx(np.array([7 + 3j, 7 - 3j, 5]), rel=1e-15)
    assert pairs.W[:, 1] == pytest.approx(np.conj(pairs.W[:, 0]), abs=1e-15)


@pytest.mark.parametrize("values", [(2, 2, 1), (2, 2, 1, 1), (2, 2, 2, 1), (3, 3, 0), (-1, -1, -1)])
def test_repeated_eigenvalues_with_enough_eigenvectors_are_real(values):
    n, from_pairs = len(values), 0
    for seed in range(60):
        S, back = whole_basis(n, np.random.default_rng(seed))
        A = S @ np.diag(values) @ back
        pairs, size = diagonalize(A), np.linalg.norm(A)
        assert (pairs.kind, pairs.message) == ("real", f"{n}{REAL}")
        assert not np.iscomplexobj(pairs.W) and not np.iscomplexobj(pairs.eigenvalues)
        assert pairs.eigenvalues == pytest.approx(sorted(values)[::-1], abs=1e-12 * size)
        assert A @ pairs.W == pytest.approx(pairs.W * pairs.eigenvalues, abs=1e-12 * size)
        assert np.linalg.norm(pairs.W, axis=0) == pytest.approx(np.ones(n), abs=1e-14)
        assert pairs.power(2) == pytest.approx(A @ A, abs=1e-9 * size**2)
        from_pairs += np.iscomplexobj(np.linalg.eigvals(A))
    assert from_pairs or values[0] == values[-1] or len(values) < 4  # the case does occur


def test_a_pair_of_rounding_beside_a_pair_that_turns():
    """Eigenvalues 2, 2 beside i, -i: the first pair is real, the kind complex for the second."""
    met = 0
    for seed in range(200):
        S, back = whole_basis(4, np.random.default_rng(seed))
        A = S @ scipy.linalg.block_diag(2 * np.eye(2), [[0, -1], [1, 0]]) @ back
        pairs = diagonalize(A)
        assert (pairs.kind, pairs.message) == ("complex", TURNS + "0 ± 1i.")
        assert pairs.eigenvalues[:2].imag.tolist() == [0, 0]
        assert np.abs(pairs.W[:, :2].imag).max() == 0
        met += np.count_nonzero(np.abs(np.linalg.eigvals(A).imag) > 0) == 4
    assert met


@pytest.mark.parametrize("blocks", [(2,), (2, 1), (3,), (2, 2), (4,)])
def test_too_few_eigenvectors_are_noticed_in_any_basis(blocks):
    jordan = [2 * np.eye(k) + np.eye(k, k=1) for k in blocks]
    n = sum(blocks)
    for seed in range(60):
        S, back = whole_basis(n, np.random.default_rng(seed))
        pairs = diagonalize(S @ scipy.linalg.block_diag(*jordan) @ back)
        assert (pairs.kind, pairs.success) == ("defective", False)
        assert pairs.message == (ONE if n == 2 else FEW.format(n))


@pytest.mark.parametrize("scale", [1e-320, 1e-200, 1e-9, 1e200, 1e307])
def test_the_answer_does_not_depend_on_the_scale(scale):
    pairs = diagonalize([[2 * scale, scale], [2 * scale, 3 * scale]])
    assert pairs.eigenvalues == pytest.approx([4 * scale, scale], rel=1e-3)
    assert pairs.message == "2" + REAL
    assert diagonalize([[scale, scale], [0.0, scale]]).message == ONE
    assert diagonalize([[0.0, -scale], [scale, 0.0]]).kind == "complex"


NEARLY = (
    ", but the eigenvectors are nearly dependent: up to {} of 16 digits may be lost in W Λ W⁻¹."
)
TOO_NEARLY = (
    "Nearly defective: the eigenvectors are so nearly dependent that W Λ W⁻¹ would give fewer "
    "than six digits of A."
)


def test_nearly_defective_matrices_on_both_sides_of_the_border():
    whole = "2" + REAL
    for gap, message in (
        (1e-3, whole),
        (1e-6, whole),
        (1e-7, whole[:-1] + NEARLY.format(8)),
        (1e-8, whole[:-1] + NEARLY.format(9)),
        (2.0**-52, TOO_NEARLY),
        (0.0, ONE),
    ):
        A = np.array([[1.0, 1.0], [0.0, 1.0 + gap]])
        pairs = diagonalize(A)
        assert pairs.message == message and pairs.success == message.startswith(whole[:-1])
        assert (np.linalg.cond(pairs.W) > LARGEST_CONDITION) == (message != whole)
    pairs = diagonalize([[1.0, 1.0], [0.0, 1.0 + 1e-6]])
    assert pairs.power(2) == pytest.approx(np.array([[1, 2 + 1e-6], [0, 1 + 2e-6]]), abs=1e-8)


@pytest.mark.parametrize("scale", [1e-300, 1e-20, 1.0, 1e20, 1e300])
@pytest.mark.parametrize("above", [1.0, 30.0, 60.0, -30.0])
def test_different_eigenvalues_are_never_called_too_few(above, scale):
    """Ill-conditioned, but W Λ W⁻¹ gives A: nearly is not defective."""
    for n in (2, 4, 6):
        A = scale * (np.diag(np.arange(1.0, n + 1)) + above * np.eye(n, k=1))
        for B in (A, A.T, A[::-1, ::-1]):
            pairs = diagonalize(B)
            assert pairs.kind == "real"
            assert pairs.power(1) == pytest.approx(B, abs=2e-9 * np.abs(B).max())
            lost = np.linalg.cond(pairs.W) > LARGEST_CONDITION
            assert ("nearly dependent" in pairs.message) == lost
            assert pairs.eigenvalues == pytest.approx(scale * np.arange(n, 0, -1), rel=1e-7)


@given(st.sampled_from([(2,), (2, 1), (3,), (2, 2)]), seeds, st.integers(-10, 10))
def test_defective_at_every_scale_and_in_every_basis(blocks, seed, k):
    n = sum(blocks)
    jordan = scipy.linalg.block_diag(*[2 * np.eye(m) + np.eye(m, k=1) for m in blocks])
    S, back = whole_basis(n, np.random.default_rng(seed))
    pairs = diagonalize(10.0**k * (S @ jordan @ back))
    assert pairs.message == (ONE if n == 2 else FEW.format(n))
    if blocks == (2,):  # one eigenvalue and one direction, both real
        assert not np.iscomplexobj(pairs.W) and not np.iscomplexobj(pairs.eigenvalues)
        assert pairs.eigenvalues == pytest.approx(2 * 10.0**k * np.ones(2), rel=1e-5)


@pytest.mark.parametrize(
    "A", [[[1, 1], [0, 1]], [[2, 1], [2, 3]], [[1, 0], [1, 1]], [[2, 0, 0], [1, 2, 0], [0, 1, 3]]]
)
def test_real_results_are_real_whatever_numpy_returns(A):
    """From numpy 2.5 on np.linalg.eig is complex, also where all imaginary parts are 0."""
    pairs = diagonalize(A)
    assert pairs.eigenvalues.dtype == pairs.W.dtype == np.float64
    assert "j" not in repr(pairs.eigenvalues) + repr(pairs.W)


def test_small_matrices_of_whole_numbers_are_judged_as_algebra_does():
    for a, b, c, d in itertools.product(range(-2, 3), repeat=4):
        discriminant = (a - d) ** 2 + 4 * b * c
        kind = "real" if discriminant > 0 else "complex"
        if discriminant == 0:
            kind = "real" if b == c == 0 else "defective"
        assert diagonalize([[a, b], [c, d]]).kind == kind


def test_no_eigenvalue_or_entry_shows_a_negative_zero():
    matrices = [
        [[-0.0, 0.0], [0.0, -0.0]],
        [[0.0, 1.0], [0.0, -1.0]],
        [[2.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 5.0]],
        [[0.0, 0.0, 0.0], [0.0, -2.0, 2.0], [0.0, -2.0, -2.0]],
        [[-2.0, 0.0, 2.0], [-2.0, 0.0, 0.0], [-2.0, 0.0, 1.0]],
    ]
    for A in matrices:
        pairs = diagonalize(A)
        for shown in (pairs.eigenvalues, pairs.W, pairs.power(2), pairs.power(3)):
            for part in (shown.real, shown.imag):
                assert not np.signbit(part[part == 0]).any()


MESSAGES = [
    (
        lambda: diagonalize(np.ones((2, 3))),
        "A must be square, as many rows as columns; got shape (2, 3).",
    ),
    (
        lambda: diagonalize(5.0),
        "A must be a matrix, shape (m, n); got shape (). Try A = "
        "np.array([[2.0, 1.0], [2.0, 3.0]]).",
    ),
    (
        lambda: diagonalize([["a"]]),
        "A must hold real numbers; got list with entries of type <U1. Try A = "
        "np.array([1.0, 2.0]).",
    ),
    (
        lambda: diagonalize([[np.nan]]),
        "A must hold finite numbers; got [[nan]] with NaN or infinities.",
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert str(caught.value) == text
