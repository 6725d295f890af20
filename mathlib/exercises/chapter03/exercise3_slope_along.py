"""Exercise 03.3: the slope along u."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def slope_along(gradient: np.ndarray, u: np.ndarray) -> float:
    r"""Return the directional derivative of f along u.

    .. math:: D_u f = \frac{\langle \nabla f, u \rangle}{\|u\|}

    Arguments:
        gradient: ∇f at the point, shape (n,).
        u: the direction, of any length but 0, shape (n,).

    Source: Apostol (1974), Mathematical Analysis, sections 12.2 to 12.5.

    >>> float(slope_along(np.array([2.0, 1.0]), np.array([3.0, 4.0])))
    2.0
    """
    return gradient @ u / np.linalg.norm(u)


def _vectors(rng: np.random.Generator) -> list[Arguments]:
    signs = ((1, 1), (1, -1), (-1, 1), (1, -1, 1), (-1, -1, 1))
    return [
        tuple((rng.uniform(0.5, 3.0, size=(2, len(s))) * np.array([np.ones(len(s)), s])).round(1))
        for s in signs
    ]


AN_ARRAY = (
    (
        "object is not callable",
        "Here `gradient` is ∇f itself, an array, not the course's function: no brackets follow it.",
    ),
)

SLOPE_ALONG = Exercise(
    name="03.3",
    title="The slope along u",
    reference=slope_along,
    inputs=_vectors,
    mistakes=(
        (
            lambda gradient, u: gradient @ u,
            "That is right if u has length 1. Here it may have any length, and a longer arrow "
            "must not make the hill steeper.",
        ),
        (
            lambda gradient, u: gradient @ u / (u @ u),
            "You divide by the squared length: `u @ u` is ‖u‖². Take the root.",
        ),
        (
            lambda gradient, u: gradient @ u * np.linalg.norm(u),
            "You multiply by the length of u. Divide, so that u gets length 1.",
        ),
        (
            lambda gradient, u: gradient @ u / np.linalg.norm(gradient),
            "You divide by the length of the gradient. It is u that must get length 1.",
        ),
        (
            lambda gradient, u: gradient @ u / (np.linalg.norm(gradient) * np.linalg.norm(u)),
            "That is the cosine of the angle to the gradient. The slope is ‖∇f‖ times as large.",
        ),
        (
            lambda gradient, u: gradient @ u / np.sum(u),
            "You divide by the sum of the entries. The length is the root of the sum of squares.",
        ),
        (
            lambda gradient, u: gradient * u / np.linalg.norm(u),
            "`*` multiplies entry by entry and leaves a vector. The inner product is `@`.",
        ),
        (
            lambda gradient, u: (gradient @ u) / (u @ u) * u,
            "That is the projection of the gradient on u, a vector. The slope is one number.",
        ),
        (
            lambda gradient, u: abs(gradient @ u) / np.linalg.norm(u),
            "You lose the sign: it says whether f rises or falls along u.",
        ),
        (
            lambda gradient, u: -(gradient @ u) / np.linalg.norm(u),
            "The sign is reversed: along the gradient f rises.",
        ),
        (
            lambda gradient, u: np.linalg.norm(gradient),
            "That is the slope in the steepest direction. Asked for is the one along u.",
        ),
        (
            lambda gradient, u: gradient[:2] @ u[:2] / np.hypot(u[0], u[1]),
            "You use two entries only; there may be more. `@` and `np.linalg.norm` take them all.",
        ),
    ),
    hints=(
        "Section 2 has a formula for a u of length 1. How do you make this u such a vector?",
        "u/‖u‖ has length 1; the inner product of the gradient with it is the slope.",
        "`np.linalg.norm(u)` is the length: return `gradient @ u / …`.",
    ),
    praise="From one gradient you know the slope in every direction.",
    errors=AN_ARRAY,
)
