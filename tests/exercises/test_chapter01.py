"""Chapter 01's exercises: against independent answers, and what learners write in other ways."""

import numpy as np
import pytest

from mathlib import linalg
from mathlib.exercises import EXERCISES, check

ORACLES = {
    "01.1": linalg.projection,
    "01.2": lambda x, y: np.cos(linalg.angle(x, y)),
    "01.3": lambda A, B, i, j: next(
        step.entry for step in linalg.matmul_steps(A, B) if (step.row, step.column) == (i, j)
    ),
    "01.4": lambda x, w: linalg.layer(np.ones(x), np.ones(w), np.ones(w[0])).shape,
    "01.5": lambda A, x: linalg.power_iteration(A, x, maxiter=1).eigenvector,
    "01.6": lambda eigenvalues, W, k: np.linalg.matrix_power(
        np.linalg.solve(W.T, (W * eigenvalues).T).T, k
    ),
    "01.7": lambda sigma, k: linalg.low_rank(np.diag(sigma), k).relative_error,
}


@pytest.mark.parametrize("name", ORACLES)
def test_an_independent_answer_is_accepted(name):
    assert check(name, ORACLES[name]).ok is True


def by_loops(A, B, i, j):
    total = 0
    for k in range(A.shape[1]):
        total += A[i, k] * B[k, j]
    return total


def by_repeating(eigenvalues, W, k):
    A = W @ np.diag(eigenvalues) @ np.linalg.inv(W)
    factor = A if k > 0 else np.linalg.inv(A)
    product = np.eye(len(A))
    for _ in range(abs(k)):
        product = product @ factor
    return product


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("01.1", lambda x, a: np.dot(a, x) / np.linalg.norm(a) ** 2 * a),
        ("01.1", lambda x, a: sum(x * a) / sum(a**2) * a),
        ("01.1", lambda x, a: np.outer(a, a) @ x / np.sum(a * a)),
        ("01.2", lambda x, y: (x / np.sqrt(x @ x)) @ (y / np.sqrt(y @ y))),
        ("01.3", by_loops),
        ("01.3", lambda A, B, i, j: (A @ B)[i, j]),
        ("01.3", lambda A, B, i, j: np.sum(A[i, :] * B[:, j])),
        ("01.4", lambda x_shape, w_shape: [x_shape[0], w_shape[0]]),
        ("01.4", lambda x, w: (np.ones(x) @ np.ones(w).T).shape),
        ("01.5", lambda A, x: A.dot(x) / np.sqrt(sum(A.dot(x) ** 2))),
        ("01.6", by_repeating),
        ("01.6", lambda eigenvalues, W, k: W * eigenvalues**k @ np.linalg.inv(W)),
        ("01.7", lambda sigma, k: np.sqrt(sum(sigma[k:] ** 2) / sum(sigma**2))),
        ("01.7", lambda sigma, k: np.sqrt(1 - sum(sigma[:k] ** 2) / sum(sigma**2))),
    ],
)
def test_other_right_ways_are_accepted(name, answer):
    assert check(name, answer).ok is True


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("01.1", lambda x, a: np.dot(x, a) / np.sqrt(a @ a) * a, "forgot to square the norm"),
        ("01.1", lambda a, x: (x @ a) / (a @ a) * a, "swap the two"),
        ("01.1", lambda x, a: x * a / np.linalg.norm(a) ** 2 * a, "`*` multiplies entry by entry"),
        ("01.2", lambda x, y: (x @ y) / (np.sum(x**2) * np.sum(y**2)), "the squared lengths"),
        ("01.3", lambda A, B, i, j: by_loops(A, B, j, i), "You swap i and j"),
        ("01.3", lambda A, B, i, j: by_loops(B, A, i, j), "an entry of B @ A"),
        ("01.4", lambda x, w: (np.ones(w) @ np.ones(x).T).shape, "the batch comes first"),
        ("01.5", lambda A, x: A.T @ x / np.linalg.norm(A.T @ x), "with the transpose"),
        ("01.5", lambda A, x: A @ (x / np.linalg.norm(x)), "that x had before"),
        ("01.6", lambda values, W, k: W * (k * values) @ np.linalg.inv(W), "take the power"),
        ("01.6", lambda values, W, k: (W * values**k) @ W.T, "You take Wᵀ for W⁻¹"),
        ("01.1", lambda x, a: len(a) * (x @ a) * a, "Put brackets around each dot product"),
        ("01.4", lambda x, w: (np.ones(x).shape[1], np.ones(w).T.shape[0]), "The first ones stay"),
        ("01.5", lambda A, x: A @ x / A[0].dot(x), "You make the first entry 1, not the length."),
        ("01.5", lambda A, x: np.sum(x * (A @ x)) / sum(x**2), "an estimate of the eigenvalue"),
        ("01.6", lambda e, W, k: W @ np.diag(e) ** k @ np.linalg.inv(W), "`**` raises each entry"),
        ("01.7", lambda sigma, k: 1 - sum(sigma[:k] ** 2) / sum(sigma**2), "forgot the root"),
        ("01.7", lambda sigma, k: max(sigma[k:]) / max(sigma), "compares only the largest"),
    ],
)
def test_a_common_mistake_is_named_however_it_is_written(name, answer, words):
    verdict = check(name, answer)
    assert verdict.ok is False
    assert words in verdict.message


@pytest.mark.parametrize(
    ("name", "answer", "advice"),
    [
        ("01.3", lambda A, B, i, j: A[i] @ B[j], "meets a column of B, `B[:, j]`."),
        ("01.3", lambda A, B, i, j: A[i] * B[j], "meets a column of B, `B[:, j]`."),
        ("01.3", lambda A, B, i, j: np.dot(A[:, i], B[:, j]), "meets a column of B, `B[:, j]`."),
        ("01.4", lambda x_shape, w_shape: x_shape.shape, "`x_shape[0]` is the first number"),
        ("01.7", lambda sigma, k: sum(sigma[k:] ^ 2), "is `**`."),
    ],
)
def test_an_error_is_advised_on(name, answer, advice):
    verdict = check(name, answer)
    assert verdict.ok is False
    assert " raised " in verdict.message and advice in verdict.message
    if name in ("01.3", "01.4"):  # the helpful sentence first, the words of the library last
        assert verdict.message.index(advice) < verdict.message.index(" your function raised ")


def test_each_input_of_a_power_can_be_computed_with_confidence():
    for eigenvalues, W, k in EXERCISES["01.6"].cases():
        assert np.linalg.cond(W) < 5 and eigenvalues.all() and W.all()
        assert not np.array_equal(eigenvalues, eigenvalues[::-1])
        assert k in (-1, 0, 2, 3, 5)


def test_the_inverse_and_the_identity_are_asked_for():
    powers = [k for _, _, k in EXERCISES["01.6"].cases()]
    assert powers.count(-1) >= 2 and 0 in powers


def test_an_angle_of_each_kind_is_asked_for():
    cosines = [EXERCISES["01.2"].reference(*case) for case in EXERCISES["01.2"].cases()]
    assert min(cosines) < -0.1 and max(cosines) > 0.1 and 0 in cosines
