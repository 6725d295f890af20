"""Exercise 05.3: k steps on a parabola.

Inputs are rounded to one decimal, so that a learner can type in again what a message shows.
"""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def after(x0: float, learning_rate: float, curvature: float, k: int) -> float:
    r"""Return the point after k steps of gradient descent on f(x) = (λ/2)·x².

    .. math:: x_k = (1 - \eta\lambda)^k \, x_0

    Arguments:
        x0: the starting point.
        learning_rate: η.
        curvature: λ.
        k: how many steps, 0 or more.

    Source: the update x − η·λx = (1 − ηλ)x, k times.

    >>> after(3.0, 0.25, 2.0, 2)
    0.75
    """
    return (1 - learning_rate * curvature) ** k * x0


def _runs(rng: np.random.Generator) -> list[Arguments]:
    runs = (
        (0.1, 3.0, 2),
        (0.4, 1.5, 3),
        (0.7, 2.0, 3),
        (0.6, 3.0, 5),
        (0.3, 7.0, 4),
        (0.2, 0.5, 0),
    )
    starts = rng.uniform(2.0, 9.0, size=len(runs)).round(1) * np.array([1, -1, 1, -1, 1, -1])
    return [(float(x0), *run) for x0, run in zip(starts, runs, strict=True)]


AFTER = Exercise(
    name="05.3",
    title="k steps on a parabola",
    reference=after,
    inputs=_runs,
    mistakes=(
        (
            lambda x0, learning_rate, curvature, k: (1 - 2 * learning_rate) ** k * x0,
            "You take λ for 2, which is the case x². The slope of (λ/2)·x² is λx.",
        ),
        (
            lambda x0, learning_rate, curvature, k: (1 - learning_rate) ** k * x0,
            "You take x for the slope of (λ/2)·x². The slope is λx, so a step takes away η·λx.",
        ),
        (
            lambda x0, learning_rate, curvature, k: (1 - 2 * learning_rate * curvature) ** k * x0,
            "Your slope is 2λx. The 2 of the square and the ½ cancel: the slope of (λ/2)·x² is λx.",
        ),
        (
            lambda x0, learning_rate, curvature, k: (1 - learning_rate * curvature) * x0,
            "You take one step only. Each of the k steps multiplies by 1 − ηλ once more.",
        ),
        (
            lambda x0, learning_rate, curvature, k: k * (1 - learning_rate * curvature) * x0,
            "You multiply by k. Each step multiplies by 1 − ηλ once more: k factors make a power.",
        ),
        (
            lambda x0, learning_rate, curvature, k: (1 - learning_rate * curvature) ** (k - 1) * x0,
            "You are one step short: x₀ is before the first step, so xₖ has k factors.",
        ),
        (
            lambda x0, learning_rate, curvature, k: (1 - learning_rate * curvature) ** (k + 1) * x0,
            "You make one step too many: for k = 0 the answer must be x₀ itself.",
        ),
        (
            lambda x0, learning_rate, curvature, k: abs(1 - learning_rate * curvature) ** k * x0,
            "You lose the sign of 1 − ηλ. For ηλ > 1 it is negative: x jumps from side to side.",
        ),
        (
            lambda x0, learning_rate, curvature, k: (1 - learning_rate * curvature * k) * x0,
            "You take the first step k times. The slope changes with x, and so does each step.",
        ),
    ),
    hints=(
        "Write x₁ = x₀ − η f′(x₀) for f = (λ/2)·x², and take x₀ out of it.",
        "Every step multiplies x by the same factor, 1 − ηλ. After k steps it has done so k times.",
        "In Python a power is written `a ** k`; return `(1 - …) ** k * x0`.",
    ),
    praise="You know where k steps lead: the factor 1 − ηλ decides it all.",
)
