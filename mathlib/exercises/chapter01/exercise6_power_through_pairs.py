"""Exercise 01.6: a power of a matrix through its eigenpairs."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def power_through_pairs(eigenvalues: np.ndarray, W: np.ndarray, k: int) -> np.ndarray:
    r"""Return the power of a matrix that is given by its eigenpairs.

    .. math:: A^k = W \Lambda^k W^{-1}

    Arguments:
        eigenvalues: λ, none of them 0, shape (n,).
        W: the eigenvectors as columns, in the same order, invertible, shape (n, n).
        k: a whole number; −1 is the inverse.

    Source: Strang, Introduction to Linear Algebra (2016), section 6.2.

    >>> pairs = np.array([4.0, 1.0]), np.array([[1.0, 1.0], [2.0, -1.0]])
    >>> power_through_pairs(*pairs, -1).round(9)
    array([[ 0.75, -0.25],
           [-0.5 ,  0.5 ]])
    """
    return W @ np.diag(eigenvalues**k) @ np.linalg.inv(W)


def _eigenpairs(rng: np.random.Generator) -> list[Arguments]:
    return [
        (
            rng.choice([-2.0, -1.5, 0.5, 1.2, 2.5, 3.0], size=n, replace=False),
            (2.0 * np.eye(n) + rng.uniform(0.2, 0.8, size=(n, n))).round(1),
            k,
        )
        for n, k in ((2, 2), (2, -1), (3, 3), (3, -1), (2, 5), (3, 0))
    ]


_NOT_ENTRIES = "`*` multiplies entry by entry. The product of matrices is `@`."

POWER_THROUGH_PAIRS = Exercise(
    name="01.6",
    title="A power of a matrix through its eigenpairs",
    reference=power_through_pairs,
    inputs=_eigenpairs,
    mistakes=(
        (
            lambda eigenvalues, W, k: W @ np.diag(k * eigenvalues) @ np.linalg.inv(W),
            "You multiply the eigenvalues by k. Every factor A multiplies by λ once more: take "
            "the power.",
        ),
        (
            lambda eigenvalues, W, k: W @ np.diag(eigenvalues**k) @ W.T,
            "You take Wᵀ for W⁻¹. They are the same only if the eigenvectors are perpendicular "
            "and of length 1.",
        ),
        (
            lambda eigenvalues, W, k: np.linalg.inv(W) @ np.diag(eigenvalues**k) @ W,
            "You swap W and its inverse. The rightmost acts first: W⁻¹ finds the shares, W puts "
            "the parts together again.",
        ),
        (
            lambda eigenvalues, W, k: W @ np.diag(eigenvalues**k),
            "W⁻¹ is missing: it says how much of each eigenvector is in the vector that comes in.",
        ),
        (
            lambda eigenvalues, W, k: np.diag(eigenvalues**k),
            "That is Λᵏ, which counts along the eigenvectors. W and W⁻¹ bring it back to our axes.",
        ),
        (
            lambda eigenvalues, W, k: W @ np.diag(eigenvalues) ** k @ np.linalg.inv(W),
            "`**` raises each entry, and the zeros become 1/0 (or 1 for k = 0). Raise first: "
            "`np.diag(eigenvalues**k)`.",
        ),
        (
            lambda eigenvalues, W, k: W @ np.diag(eigenvalues) @ np.linalg.inv(W),
            "That is A itself, for every k. Raise the eigenvalues to the power k.",
        ),
        (
            lambda eigenvalues, W, k: (W @ np.diag(eigenvalues) @ np.linalg.inv(W)) ** k,
            "`**` raises each entry of the matrix to the power k. Raise the eigenvalues only.",
        ),
        (
            lambda eigenvalues, W, k: W @ np.diag(eigenvalues**k) @ W**-1.0,
            "`W**-1` and `1/W` turn each entry over. The inverse is `np.linalg.inv(W)`.",
        ),
        (
            lambda eigenvalues, W, k: W**k @ np.diag(eigenvalues**k) @ np.linalg.inv(W) ** k,
            "You raise W as well. Between the factors W⁻¹W cancels: W stays once at each end.",
        ),
        (
            lambda eigenvalues, W, k: W @ eigenvalues**k @ np.linalg.inv(W),
            "You multiply by a vector. `np.diag` makes a diagonal matrix of it.",
        ),
        (
            lambda eigenvalues, W, k: W * np.diag(eigenvalues**k) * np.linalg.inv(W),
            _NOT_ENTRIES,
        ),
        (lambda eigenvalues, W, k: W * eigenvalues**k * np.linalg.inv(W), _NOT_ENTRIES),
        (
            lambda eigenvalues, W, k: W @ np.diag(eigenvalues ** abs(k)) @ np.linalg.inv(W),
            "You lose the sign of k. For k = −1 the inverse is asked for: 1/λ in place of λ.",
        ),
        (
            lambda eigenvalues, W, k: W @ np.diag(eigenvalues ** max(k, 0)) @ np.linalg.inv(W),
            "For k = −1 you give the identity, as a loop over `range(k)` does: it takes no step. "
            "The inverse is asked for.",
        ),
        (
            lambda eigenvalues, W, k: W @ np.diag(eigenvalues[::-1] ** k) @ np.linalg.inv(W),
            "You pair the eigenvalues with the wrong columns of W: keep them in the order given.",
        ),
    ),
    hints=(
        "In AA = WΛW⁻¹WΛW⁻¹ something cancels in the middle. What is left?",
        "Only the numbers on the diagonal are raised to the power k: Aᵏ = WΛᵏW⁻¹.",
        "`np.diag(eigenvalues**k)` is Λᵏ; return `W @ … @ np.linalg.inv(W)`.",
    ),
    praise="You have every power, the inverse (k = −1) and the identity (k = 0) by one formula.",
)
