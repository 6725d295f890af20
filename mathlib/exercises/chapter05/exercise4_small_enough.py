"""Exercise 05.4: is the gradient small enough to stop?"""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def small_enough(gradient: np.ndarray, tolerance: float) -> bool:
    r"""Return whether the gradient is so short that gradient descent may stop.

    .. math:: \|\nabla f\| \le \text{tolerance}

    Arguments:
        gradient: the gradient where you are, shape (n,).
        tolerance: the length up to which you call it zero.

    Source: Nocedal & Wright, Numerical Optimization (2006), section 3.1.

    >>> small_enough(np.array([0.3, -0.3]), 0.5)
    True
    """
    return bool(np.linalg.norm(gradient) <= tolerance)


def _gradients(rng: np.random.Generator) -> list[Arguments]:
    steep = -rng.uniform(1.0, 3.0, size=3).round(1)
    return [
        (steep, 0.5),
        (rng.uniform(-0.1, 0.1, size=4).round(2), 0.5),
        (np.array([3.0, -3.0]), 1.0),
        (np.array([0.4, 0.4]), 0.5),
        (np.array([0.3, -0.4]), 0.4),
        (np.array([-1.0, 2.0]), 2.5),
        (np.array([0.2, 0.3, -0.2]), 0.5),
        (np.array([3.0, 4.0]), 5.0),
    ]


_CANCEL = "You add the entries with their signs: slopes of −3 and 3 cancel, steep as they are."
_GO_ON = "You say when to go on. The answer must be True when the gradient is small."

SMALL_ENOUGH = Exercise(
    name="05.4",
    title="Is the gradient small enough to stop?",
    reference=small_enough,
    inputs=_gradients,
    mistakes=(
        (lambda gradient, tolerance: np.sum(gradient) <= tolerance, _CANCEL),
        (lambda gradient, tolerance: np.mean(gradient) <= tolerance, _CANCEL),
        (lambda gradient, tolerance: abs(np.sum(gradient)) <= tolerance, _CANCEL),
        (
            lambda gradient, tolerance: np.max(gradient) <= tolerance,
            "You look at the largest entry with its sign, so a slope of −3 counts as flat.",
        ),
        (
            lambda gradient, tolerance: np.max(np.abs(gradient)) <= tolerance,
            "You look at the largest entry alone. Here the length of the whole vector counts.",
        ),
        (
            lambda gradient, tolerance: np.abs(gradient) <= tolerance,
            "You answer once for each entry. Make one number of the vector first: its length.",
        ),
        (
            lambda gradient, tolerance: gradient <= tolerance,
            "You answer once for each entry. Make one number of the vector first: its length.",
        ),
        (lambda gradient, tolerance: np.linalg.norm(gradient) >= tolerance, _GO_ON),
        (lambda gradient, tolerance: np.linalg.norm(gradient) > tolerance, _GO_ON),
        (
            lambda gradient, tolerance: np.linalg.norm(gradient) < tolerance,
            "You leave out the case where both are equal: “at most” includes it.",
        ),
        (
            lambda gradient, tolerance: np.sum(np.abs(gradient)) <= tolerance,
            "You add up the sizes of the entries. The length is the root of the sum of squares.",
        ),
        (
            lambda gradient, tolerance: len(gradient) <= tolerance,
            "`len` counts the entries. The length meant here is the root of the sum of squares.",
        ),
        (
            lambda gradient, tolerance: np.sum(gradient**2) <= tolerance,
            "You compare the squared length with the tolerance: square both sides, or neither.",
        ),
    ),
    hints=(
        "A gradient is small when all its entries are near zero, from above and from below.",
        "Compare the length of the gradient, the root of the sum of its squares, with the "
        "tolerance.",
        "`np.linalg.norm(gradient)` is the length; return `… <= tolerance`.",
    ),
    praise="You stop on a small gradient, whatever the signs of its entries and the learning rate.",
)
