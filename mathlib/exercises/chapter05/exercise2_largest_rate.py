"""Exercise 05.2: the learning rate that must not be reached.

Inputs are rounded to one decimal, so that a learner can type in again what a message shows.
"""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def largest_rate(eigenvalues: np.ndarray) -> float:
    r"""Return the learning rate below which gradient descent converges on a quadratic.

    .. math:: \frac{2}{\lambda_{\max}}

    Arguments:
        eigenvalues: the curvatures of the quadratic, all positive, in any order, shape (n,).

    Source: Nesterov, Lectures on Convex Optimization (2018), section 2.1.5.

    >>> float(largest_rate(np.array([1.0, 10.0])))
    0.2
    """
    return 2 / np.max(eigenvalues)


def _curvatures(rng: np.random.Generator) -> list[Arguments]:
    return [(rng.uniform(0.1, 9.0, size=n).round(1),) for n in (2, 3, 4, 5, 6)]


LARGEST_RATE = Exercise(
    name="05.2",
    title="The learning rate that must not be reached",
    reference=largest_rate,
    inputs=_curvatures,
    mistakes=(
        (
            lambda eigenvalues: 1 / np.max(eigenvalues),
            "That rate is safe, but not the limit: at 1/λ the steepest direction arrives in one "
            "step, and twice that rate is where it stops converging.",
        ),
        (
            lambda eigenvalues: 2 / np.min(eigenvalues),
            "You take the flattest direction. The steepest one is the first to diverge.",
        ),
        (
            lambda eigenvalues: 2 / (np.min(eigenvalues) + np.max(eigenvalues)),
            "That is the best fixed rate, not the limit: a slightly larger one is slower, yet "
            "converges.",
        ),
        (
            lambda eigenvalues: np.max(eigenvalues) / 2,
            "Your fraction is upside down: the steeper the valley, the smaller the rate must be.",
        ),
        (
            lambda eigenvalues: 2 / eigenvalues[-1],
            "You take the last eigenvalue. They come in any order: look for the largest.",
        ),
        (
            lambda eigenvalues: 2 / eigenvalues,
            "You give one limit per direction. Which one binds first?",
        ),
        (
            lambda eigenvalues: 2 * np.max(eigenvalues),
            "You multiply by the curvature, yet a steeper valley needs a smaller rate: divide.",
        ),
        (
            lambda eigenvalues: 2 / np.sum(eigenvalues),
            "You add up the curvatures. Each direction has a limit of its own: which is smallest?",
        ),
    ),
    hints=(
        "In a direction of curvature λ, each step multiplies x by 1 − ηλ. "
        "For which η does |x| shrink?",
        "The limit is 2 divided by the curvature of the direction that diverges first.",
        "`np.max(eigenvalues)` is the steepest curvature; return `2 / …`.",
    ),
    praise="Every smaller rate converges; a larger one diverges in the steepest direction.",
)
