"""Exercise 01.5: one step of power iteration."""

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
