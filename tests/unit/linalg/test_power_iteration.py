"""Power iteration: the winner, its exact rate, the path, and every way to stop."""

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given
from hypothesis import strategies as st

from mathlib.linalg import angle, power_iteration, rotation

A = np.array([[2.0, 1.0], [2.0, 3.0]])
WINNER, OTHER = np.array([1.0, 2.0]) / 5**0.5, np.array([1.0, -1.0]) / 2**0.5
SETTLES_NOT = "Budget used up: after {} A x still points elsewhere than x."
ON_THE_WEAKER = "Converged: after {} A x is λ x, but some other |λ| is larger: try another start."


def converged(nit):
    return f"Converged: after {nit} step{'s' * (nit != 1)} A x is λ x."


@given(st.integers(1, 5), st.integers(0, 1000), st.sampled_from([1.0, -1.0]))
def test_symmetric_matrices_against_scipy(n, seed, sign):
    rng = np.random.default_rng(seed)
    Q = np.linalg.qr(rng.normal(size=(n, n)))[0]
    values = sign * np.array([4.0, 2.0, -1.5, 1.0, 0.0][:n])
    S = (Q * values) @ Q.T
    result = power_iteration(S, Q.sum(axis=1))
    theirs = scipy.linalg.eigvalsh(S)
    assert result.success and result.message == converged(result.nit)
    assert result.eigenvalue == pytest.approx(theirs[np.argmax(np.abs(theirs))], abs=1e-9)
    assert angle(S @ result.eigenvector, sign * result.eigenvector) < 1e-9
    assert result.rate == pytest.approx(abs(values[1] / values[0]) if n > 1 else 0.0, abs=1e-11)


@pytest.mark.parametrize("ratio", [0.9, 0.5, -0.5, 0.1])
def test_the_angle_to_the_winner_shrinks_exactly_by_the_rate(ratio):
    """With right-angled eigenvectors the tangent is multiplied by λ2/λ1 at each step."""
    turn = rotation(0.3)
    S = turn @ np.diag([3.0, 3.0 * ratio]) @ turn.T
    result = power_iteration(S, turn @ [1.0, 2.0], maxiter=12)
    assert result.rate == pytest.approx(abs(ratio), abs=1e-12)
    inside = result.path @ turn
    expected = 2 * abs(ratio) ** np.arange(len(inside))
    assert np.abs(inside[:, 1] / inside[:, 0]) == pytest.approx(expected, rel=1e-9, abs=1e-14)


def test_without_right_angles_the_rate_is_reached_in_the_end():
    result = power_iteration(A, [1.0, 0.0])
    assert (result.rate, result.nit, result.message) == (0.25, 17, converged(17))
    angles = angle(result.path, WINNER)
    assert angles[1:13] / angles[:12] == pytest.approx(np.full(12, 0.25), rel=0.2)
    assert angles[9:13] / angles[8:12] == pytest.approx(np.full(4, 0.25), rel=1e-4)
    shares = np.linalg.solve(np.column_stack([WINNER, OTHER]), result.path.T)
    assert shares[1, :12] / shares[0, :12] == pytest.approx(
        shares[1, 0] / shares[0, 0] / 4.0 ** np.arange(12), rel=1e-6
    )


def test_the_path_holds_every_x_from_the_start_on():
    result = power_iteration(A, [3, 4], maxiter=3)
    assert result.path.shape == (4, 2)
    assert result.path[0].tolist() == [0.6, 0.8]
    assert np.array_equal(result.path[-1], result.eigenvector)
    assert np.linalg.norm(result.path, axis=1) == pytest.approx(np.ones(4), abs=1e-15)
    for x, following in zip(result.path[:-1], result.path[1:], strict=True):
        assert following == pytest.approx(A @ x / np.linalg.norm(A @ x), abs=1e-15)
    last = result.eigenvector
    assert result.eigenvalue == pytest.approx(last @ A @ last, rel=1e-15)


def test_where_it_stops_is_the_tolerance():
    for tol in (1e-2, 1e-5, 1e-8):
        result = power_iteration(A, [1.0, 0.0], tol=tol)
        residuals = [np.linalg.norm(A @ x - (x @ A @ x) * x) for x in result.path]
        border = tol * np.linalg.norm(A, 2)
        assert residuals[-1] <= border < residuals[-2]
        assert result.success
    exactly = power_iteration(np.diag([1.0, -1.0]), [1.0, 1.0], tol=1.0)  # residual 1, norm 1
    assert (exactly.nit, exactly.success) == (0, True)
    assert not power_iteration(np.diag([1.0, -1.0]), [1.0, 1.0], tol=0.99).success


def test_the_budget_is_kept_and_the_default_is_100_steps_and_1e_10():
    for maxiter, steps in ((0, "0 steps"), (1, "1 step"), (2, "2 steps")):
        result = power_iteration(A, [1.0, 0.0], maxiter=maxiter)
        assert (result.nit, result.success) == (maxiter, False)
        assert result.message == SETTLES_NOT.format(steps)
    assert power_iteration(A, [1.0, 0.0], maxiter=17).success
    assert not power_iteration(A, [1.0, 0.0], maxiter=16).success
    slow = np.diag([1.0, 0.9])
    assert power_iteration(slow, [1.0, 1.0]).nit == 100
    fast = power_iteration(A, [1.0, 0.0]), power_iteration(A, [1.0, 0.0], 100, 1e-10)
    assert fast[0].nit == fast[1].nit


@pytest.mark.parametrize("phi", [0.1, 1.0, np.pi / 2, 3.0])
def test_a_rotation_never_settles(phi):
    result = power_iteration(rotation(phi), [1.0, 0.0], maxiter=50)
    assert (result.nit, result.success, result.rate) == (50, False, 1.0)
    assert result.message == SETTLES_NOT.format("50 steps")
    assert result.eigenvalue == pytest.approx(np.cos(phi), abs=1e-14)
    turned = np.arange(51) * phi
    expected = np.stack([np.cos(turned), np.sin(turned)], axis=-1)
    assert result.path == pytest.approx(expected, abs=1e-13)


def test_a_reflection_swings_to_and_fro():
    result = power_iteration([[0.0, 1.0], [1.0, 0.0]], [1.0, 0.0], maxiter=3)
    assert result.path.tolist() == [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]]
    assert (result.success, result.rate) == (False, 1.0)
    assert result.message == SETTLES_NOT.format("3 steps")


def test_a_start_exactly_on_a_weaker_eigenvector_stays_there_and_says_so():
    result = power_iteration(A, OTHER)
    assert (result.nit, result.success, result.rate) == (0, True, 0.25)
    assert result.eigenvalue == pytest.approx(1.0, rel=1e-15)
    assert result.message == ON_THE_WEAKER.format("0 steps")
    between = power_iteration(np.diag([4.0, -2.0, 1.0]), [0.0, 1.0, 1.0])
    assert between.eigenvalue == pytest.approx(-2.0, rel=1e-9)
    assert between.message == ON_THE_WEAKER.format(f"{between.nit} steps")
    flat = power_iteration(np.diag([1.0, 0.0]), [0.0, 1.0])
    assert (flat.eigenvalue, flat.message) == (0.0, ON_THE_WEAKER.format("0 steps"))


def test_a_start_nearly_on_the_weaker_eigenvector_comes_loose():
    result = power_iteration(A, OTHER + 1e-6 * WINNER)
    assert result.success and result.message == converged(result.nit)
    assert result.eigenvalue == pytest.approx(4.0, abs=1e-9)
    assert angle(result.path[3], OTHER) < 1e-3


def test_a_smaller_eigenvalue_is_called_weaker_however_close_it_is():
    for weaker in (0.9985, 0.9995, 1 - 1e-9):
        result = power_iteration(np.diag([1.0, weaker]), [0, 1])
        assert result.message == ON_THE_WEAKER.format("0 steps")
    assert power_iteration(np.diag([1.0, 1 - 1e-12]), [0, 1]).message == converged(0)  # below tol
    negative = power_iteration(np.diag([-5.0, 2.0]), [1.0, 1.0])
    assert negative.message == converged(negative.nit)


def test_computed_eigenvalues_of_a_defective_matrix_make_no_other_one_larger():
    S = np.array([[1.0, 2.0, 0.0], [1.0, 3.0, 1.0], [-1.0, -1.0, 2.0]])
    B = S @ (2 * np.eye(3) + np.eye(3, k=1)) @ np.linalg.inv(S)
    assert power_iteration(B, S[:, 0]).message == converged(0)


@pytest.mark.parametrize(
    ("B", "rate"),
    [
        ([[3.0]], 0.0),
        (np.outer([1.0, 2.0], [3.0, 4.0]), 0.0),
        ([[1.0, 1.0], [0.0, 1.0]], 1.0),
        (np.diag([1.0, -4.0, 2.0]), 0.5),
        (np.diag([3.0, 1.0]), 0.333333333333),
        (scipy.linalg.block_diag([[2.0]], rotation(1.0)), 0.5),
        (np.diag([2.0, 2.0, 1.0]), 0.5),
        (np.diag([-2.0, -2.0, -2.0, 1.0]), 0.5),
        (np.diag([2.0, -2.0, 1.0]), 1.0),
        (5 * np.eye(3), 0.0),
        (scipy.linalg.block_diag([[2.0, 1.0], [0.0, 2.0]], [[1.0]]), 1.0),
        (scipy.linalg.block_diag(2 * np.eye(2), [[1.0, 1.0], [0.0, 1.0]]), 0.5),
    ],
)
def test_the_rate_of_known_spectra(B, rate):
    assert power_iteration(B, np.ones(len(B))).rate == rate


@given(st.integers(0, 1000), st.sampled_from([1e-200, 1e-10, 1.0, 1e10, 1e200]))
def test_the_rate_of_a_repeated_winner_is_the_one_seen(seed, scale):
    """λ = 3 twice, then ±1.5: the distance to the plane of the winners is halved a step."""
    rng = np.random.default_rng(seed)
    S = np.linalg.qr(rng.normal(size=(4, 4)))[0] @ np.diag([1.0, 2.0, 1.0, 0.5])
    B = scale * (S @ np.diag([3.0, 3.0, 1.5, 0.3]) @ np.linalg.inv(S))
    result = power_iteration(B, rng.normal(size=4), maxiter=25, tol=1e-300)
    assert result.rate == pytest.approx(0.5, abs=1e-11)
    shares = np.linalg.solve(S, result.path.T)
    outside = np.abs(shares[2]) / np.linalg.norm(shares[:2], axis=0)
    assert outside[1:20] == pytest.approx(outside[0] * 0.5 ** np.arange(1, 20), rel=1e-3, abs=1e-11)


def test_matrices_without_an_eigenvalue_but_0():
    nothing = power_iteration(np.zeros((2, 2)), [1.0, 0.0])
    assert (nothing.eigenvalue, nothing.nit, nothing.message) == (0.0, 0, converged(0))
    assert np.isnan(nothing.rate)
    nilpotent = power_iteration([[0.0, 1.0], [0.0, 0.0]], [1.0, 1.0])
    assert nilpotent.path[-1].tolist() == [1.0, 0.0]
    assert (nilpotent.eigenvalue, nilpotent.nit, nilpotent.message) == (0.0, 1, converged(1))
    assert np.isnan(nilpotent.rate)
    S = np.array([[1.0, 2.0, 0.0], [1.0, 3.0, 1.0], [-1.0, -1.0, 2.0]])  # rounding makes it ≠ 0
    assert np.isnan(power_iteration(S @ np.eye(3, k=1) @ np.linalg.inv(S), [1.0, 0.0, 0.0]).rate)


@pytest.mark.parametrize("scale", [1e-320, 1e-200, 1e-170, 1e200, 1e307])
def test_tiny_and_huge_matrices_take_the_same_path(scale):
    result, usual = power_iteration(scale * A, [1.0, 0.0]), power_iteration(A, [1.0, 0.0])
    assert (result.nit, result.message) == (17, usual.message)
    assert result.eigenvalue == pytest.approx(4 * scale, rel=1e-3)
    assert result.path == pytest.approx(usual.path, abs=1e-3)
    assert result.rate == pytest.approx(0.25, rel=1e-3)
    assert power_iteration(A, [scale, 0.0]).nit == 17


def test_whole_numbers_float32_and_nothing_given_is_changed():
    x0 = np.array([1, 0])
    result = power_iteration(A.astype(np.float32), x0, np.int64(50), np.float32(1e-9))
    assert result.path.dtype == np.float64 and result.success is True
    assert isinstance(result.eigenvalue, float) and isinstance(result.nit, int)
    assert x0.tolist() == [1, 0]


MESSAGES = [
    (
        lambda: power_iteration(np.ones((2, 3)), [1.0, 1.0]),
        "A must be square, as many rows as columns; got shape (2, 3).",
    ),
    (
        lambda: power_iteration([1.0, 2.0], [1.0, 1.0]),
        "A must be a matrix, shape (m, n); got shape (2,). Try A = "
        "np.array([[2.0, 1.0], [2.0, 3.0]]).",
    ),
    (
        lambda: power_iteration([[np.inf]], [1.0]),
        "A must hold finite numbers; got [[inf]] with NaN or infinities.",
    ),
    (
        lambda: power_iteration(A, [1.0, 2.0, 3.0]),
        "x0 must have shape (2,) to fit A (2, 2); got (3,).",
    ),
    (
        lambda: power_iteration(A, [[1.0], [2.0]]),
        "x0 must have shape (2,) to fit A (2, 2); got (2, 1).",
    ),
    (lambda: power_iteration(A, 1.0), "x0 must have shape (2,) to fit A (2, 2); got ()."),
    (
        lambda: power_iteration(A, [0.0, 0.0]),
        "x0 must not be the zero vector: it has no direction. Leave it out, or give another one.",
    ),
    (
        lambda: power_iteration(A, [np.nan, 0.0]),
        "x0 must hold finite numbers; got [nan, 0.0] with NaN or infinities.",
    ),
    (
        lambda: power_iteration(A, ["a", "b"]),
        "x0 must hold real numbers; got list with entries of type <U1. Try x0 = "
        "np.array([1.0, 2.0]).",
    ),
    (
        lambda: power_iteration(A, [1.0, 0.0], maxiter=-1),
        "maxiter must be an integer, 0 or more; got -1. Try 100.",
    ),
    (
        lambda: power_iteration(A, [1.0, 0.0], maxiter=1.5),
        "maxiter must be an integer, 0 or more; got 1.5. Try 100.",
    ),
    (
        lambda: power_iteration(A, [1.0, 0.0], tol=0),
        "tol must be a positive, finite number; got 0. Try 1e-10.",
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert str(caught.value) == text
