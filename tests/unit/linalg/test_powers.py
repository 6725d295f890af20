"""Powers of a matrix through its eigenvalues: against numpy, and where they do not exist."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathlib.linalg import diagonalize, rotation

DEFECTIVE = (
    "Defective, to the accuracy of the numbers: "
    "only 1 independent eigenvector "
    "for 2 dimensions, so A = W Λ W⁻¹ is impossible."
)


@given(st.integers(1, 5), st.integers(0, 1000), st.integers(-3, 5))
def test_powers_against_numpy(n, seed, k):
    A = np.random.default_rng(seed).normal(size=(n, n)) + 3 * np.eye(n)
    expected = np.linalg.matrix_power(A, k)
    assert diagonalize(A).power(k) == pytest.approx(expected, rel=1e-7, abs=1e-9)
    assert not np.iscomplexobj(diagonalize(A).power(k))


def test_powers_of_singular_and_nearly_singular_matrices():
    singular = diagonalize([[1, 2], [2, 4]])
    assert singular.power(0) == pytest.approx(np.eye(2), abs=1e-15)
    assert singular.power(2) == pytest.approx(np.array([[5, 10], [10, 20]]), rel=1e-14)
    assert diagonalize(np.diag([1, 1e-13])).power(-1).tolist() == [[1, 0], [0, 1e13]]
    assert diagonalize(np.diag([1, 1e-13])).power(np.int64(-1))[0, 0] == 1
    assert diagonalize([[2.0]]).power(1023).tolist() == [[2.0**1023]]


TINY = np.finfo(float).eps


@pytest.mark.parametrize(("part", "inverts"), [(1.9 * TINY, False), (2.1 * TINY, True)])
def test_an_eigenvalue_counts_as_0_below_the_accuracy_of_the_numbers(part, inverts):
    pairs = diagonalize(np.diag([-3.0, 3.0 * part]))
    if inverts:
        assert pairs.power(-1)[1, 1] == pytest.approx(1 / (3 * part), rel=1e-15)
    else:
        with pytest.raises(ValueError, match="has an eigenvalue 0"):
            pairs.power(-1)


def test_powers_of_turns_are_real_and_turn_further():
    quarter = diagonalize(rotation(np.pi / 2))
    assert quarter.power(-3) == pytest.approx(rotation(-1.5 * np.pi), abs=1e-14)
    assert quarter.power(0).dtype == np.float64
    with_zero = diagonalize([[0, 1, 0], [-1, 0, 0], [0, 0, 0]])
    assert with_zero.power(2) == pytest.approx(np.diag([-1, -1, 0]), abs=1e-15)
    with pytest.raises(ValueError, match="has an eigenvalue 0"):
        with_zero.power(-1)


ODD = 2**53 + 1
"""As a float it would be 2⁵³, which is even."""


def test_large_exponents_keep_their_last_digit():
    for k in (ODD, ODD + 1, 2**60 + 1, -ODD, 10**400 + 1):
        assert diagonalize(np.diag([-1.0, 1.0])).power(k).tolist() == [[1 - 2 * (k % 2), 0], [0, 1]]
        swap = np.array([[0.0, 1.0], [1.0, 0.0]])
        expected = np.linalg.matrix_power(swap, k % 2)
        assert diagonalize(swap).power(k) == pytest.approx(expected, abs=1e-15)
        quarter = np.array([[0.0, -1.0], [1.0, 0.0]])
        expected = np.linalg.matrix_power(quarter, k % 4)
        assert diagonalize(quarter).power(k) == pytest.approx(expected, abs=1e-15)
    assert diagonalize(np.diag([-0.5, 0.25])).power(ODD).tolist() == [[0, 0], [0, 0]]


@given(st.integers(0, 200), st.floats(-1.5, 1.5))
def test_powers_of_numbers_against_python(k, x):
    assert diagonalize([[x]]).power(k)[0, 0] == pytest.approx(x**k, rel=1e-13, abs=1e-300)


def test_powers_whatever_numpy_is_told_about_overflow():
    with np.errstate(all="raise"):
        assert diagonalize(np.diag([0.5, 0.25])).power(2000).tolist() == [[0, 0], [0, 0]]
        with pytest.raises(ValueError, match="entries above"):
            diagonalize([[2.0]]).power(10**6)


MESSAGES = [
    (
        lambda: diagonalize([[1, 1], [0, 1]]).power(3),
        DEFECTIVE + " Use np.linalg.matrix_power(A, k).",
    ),
    (lambda: diagonalize(np.eye(2)).power(0.5), "k must be an integer; got 0.5. Try 2."),
    (lambda: diagonalize(np.eye(2)).power("2"), "k must be an integer; got '2'. Try 2."),
    (
        lambda: diagonalize([[1, 2], [2, 4]]).power(-1),
        "A has an eigenvalue 0 (to the accuracy of the numbers), so A^k does not exist "
        "for k = -1. Take k = 0 or more.",
    ),
    (
        lambda: diagonalize(np.zeros((2, 2))).power(-2),
        "A has an eigenvalue 0 (to the accuracy of the numbers), so A^k does not exist "
        "for k = -2. Take k = 0 or more.",
    ),
    (
        lambda: diagonalize([[2.0]]).power(1024),
        "k = 1024 is too large: A^k has entries above 1.8e308, the largest float64 number.",
    ),
    (
        lambda: diagonalize(np.diag([1e200, 1.0])).power(2),
        "k = 2 is too large: A^k has entries above 1.8e308, the largest float64 number.",
    ),
    (
        lambda: diagonalize([[2, 1], [2, 3]]).power(1000),
        "k = 1000 is too large: A^k has entries above 1.8e308, the largest float64 number.",
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert str(caught.value) == text
