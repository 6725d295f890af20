r"""Exercises 03.3 and 03.4: the slope in a direction, and the direction of steepest descent."""

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


_AN_ARRAY = (
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
    errors=_AN_ARRAY,
)


def steepest_descent(gradient: np.ndarray) -> np.ndarray:
    r"""Return the direction in which f falls most steeply.

    .. math:: -\frac{\nabla f}{\|\nabla f\|}

    Arguments:
        gradient: ∇f at the point, not zero, shape (n,).

    Source: Nocedal & Wright, Numerical Optimization (2006), section 2.2.

    >>> steepest_descent(np.array([3.0, -4.0]))
    array([-0.6,  0.8])
    """
    return -gradient / np.linalg.norm(gradient)


def _length(vector: np.ndarray) -> float:
    return np.linalg.norm(vector)


def _gradients(rng: np.random.Generator) -> list[Arguments]:
    signs = ((1, 1), (1, -1), (-1, 1), (1, -1, 1), (-1, 1, 1, 1))
    return [((rng.uniform(0.5, 4.0, size=len(s)) * s).round(1),) for s in signs]


STEEPEST_DESCENT = Exercise(
    name="03.4",
    title="Straight downhill",
    reference=steepest_descent,
    inputs=_gradients,
    mistakes=(
        (
            lambda gradient: gradient / np.linalg.norm(gradient),
            "That is straight uphill: the gradient points to where f increases fastest.",
        ),
        (
            lambda gradient: -gradient,
            "The direction is right. But a vector of length 1 is asked for.",
        ),
        (
            lambda gradient: gradient,
            "That points uphill, and its length is the slope. Turn it round, and make it length 1.",
        ),
        (
            lambda gradient: -gradient / (gradient @ gradient),
            "You divide by the squared length: `g @ g` is ‖g‖². Take the root.",
        ),
        (
            lambda gradient: -gradient / np.sum(gradient),
            "You divide by the sum of the entries. The length is the root of the sum of squares.",
        ),
        (
            lambda gradient: -gradient / np.sum(np.abs(gradient)),
            "You make the sizes of the entries add up to 1. The length is the root of the sum of "
            "squares.",
        ),
        (
            lambda gradient: -gradient / np.max(np.abs(gradient)),
            "You make the largest entry 1. The length is the root of the sum of squares.",
        ),
        (
            lambda gradient: -gradient / np.abs(gradient),
            "You divide each entry by its own size, and only signs are left. Divide by one number, "
            "the length.",
        ),
        (
            lambda gradient: -gradient * np.linalg.norm(gradient),
            "You multiply by the length. Divide by it.",
        ),
        *(
            (
                lambda gradient, s=s: s * np.array([-gradient[1], gradient[0]]) / _length(gradient),
                "That is at a right angle to ∇f, along the level line: there f neither falls nor "
                "rises. And there may be more than two entries.",
            )
            for s in (1, -1)
        ),
        (
            lambda gradient: -np.linalg.norm(gradient),
            "That is the slope in that direction, one number. Asked for is the direction.",
        ),
    ),
    hints=(
        "Which way is it steepest up? Then turn round.",
        "−∇f points straight downhill. Divide it by its length.",
        "`np.linalg.norm(gradient)` is the length: return `-gradient / …`.",
    ),
    praise="No direction falls more steeply, if lengths are measured as usual and the step is "
    "short.",
    errors=_AN_ARRAY,
)
