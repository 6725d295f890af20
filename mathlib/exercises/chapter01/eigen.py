r"""Exercises 01.5 and 01.6: a step of power iteration, and every power through the eigenpairs."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def power_step(A: np.ndarray, x: np.ndarray) -> np.ndarray:
    r"""Return the vector after one step of power iteration.

    .. math:: \frac{A x}{\|A x\|}

    Arguments:
        A: square matrix, shape (n, n).
        x: where you are, of any length, shape (n,); A x is not zero.

    Source: Golub & Van Loan, Matrix Computations (2013), section 7.3.1.

    >>> power_step(np.array([[3.0, 0.0], [4.0, 1.0]]), np.array([1.0, 0.0]))
    array([0.6, 0.8])
    """
    image = A @ x
    return image / np.linalg.norm(image)


def _starts(rng: np.random.Generator) -> list[Arguments]:
    return [
        (rng.uniform(-2.0, 2.0, size=(n, n)).round(1), rng.uniform(1.0, 3.0, size=n).round(1))
        for n in (2, 2, 3, 3, 4)
    ]


_BY_ENTRIES = "`A * x` multiplies entry by entry and leaves a matrix. The product is `A @ x`."
_A_VALUE = "That is an estimate of the eigenvalue, one number. A step gives a vector."

POWER_STEP = Exercise(
    name="01.5",
    title="One step of power iteration",
    reference=power_step,
    inputs=_starts,
    mistakes=(
        (
            lambda A, x: A @ x,
            "You do not make the vector length 1 again. After many steps it overflows or dies out, "
            "unless the largest |λ| is 1.",
        ),
        (
            lambda A, x: A @ x / np.linalg.norm(x),
            "You divide by the length that x had before. Divide A x by the length of A x.",
        ),
        (
            lambda A, x: x / np.linalg.norm(x),
            "You make x length 1, but the matrix is left out: it is A x that moves.",
        ),
        (
            lambda A, x: x @ A / np.linalg.norm(x @ A),
            "You swap A and x: `x @ A` mixes the rows of A. That is a step with the transpose.",
        ),
        (
            lambda A, x: A @ x / (A @ x @ (A @ x)),
            "You divide by the squared length: `y @ y` is ‖y‖². Take the root.",
        ),
        (
            lambda A, x: A @ x / np.sum(A @ x),
            "You divide by the sum of the entries. The length is the root of the sum of squares.",
        ),
        (
            lambda A, x: A @ x / np.max(np.abs(A @ x)),
            "You divide by the largest entry. That works too, but here the length shall be 1.",
        ),
        (
            lambda A, x: A @ x / np.linalg.norm(A),
            "You divide by the norm of the matrix. Divide by the length of the vector A x.",
        ),
        (
            lambda A, x: A @ x / (A @ x)[0],
            "You make the first entry 1, not the length.",
        ),
        (
            lambda A, x: x @ A @ x / (x @ x),
            _A_VALUE,
        ),
        (
            lambda A, x: power_step(A, x) @ A @ power_step(A, x),
            _A_VALUE,
        ),
        (lambda A, x: A * x / np.linalg.norm(A * x), _BY_ENTRIES),
        (lambda A, x: A * x, _BY_ENTRIES),
        (
            lambda A, x: np.linalg.norm(A @ x),
            "That is the length of A x, one number. Divide A x by it.",
        ),
    ),
    hints=(
        "A step does two things: multiply by A, then make the length 1 again.",
        "Let y = A x. The vector of length 1 in the direction of y is y / ‖y‖.",
        "`np.linalg.norm(y)` is the length; write `y = A @ x` and return `y / …`.",
    ),
    praise="Repeat this step, and the eigenvector of the largest |λ| wins, if there is one and the "
    "start has a share in it.",
)


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
