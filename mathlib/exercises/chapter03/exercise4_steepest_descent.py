"""Exercise 03.4: straight downhill."""

import numpy as np

from mathlib.exercises.chapter03.exercise3_slope_along import AN_ARRAY
from mathlib.exercises.core import Arguments, Exercise


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
    return float(np.linalg.norm(vector))


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
    errors=AN_ARRAY,
)
