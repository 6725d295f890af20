r"""Exercises 05.1–05.3: the step, the largest learning rate, and k steps at once.

Inputs are rounded to one decimal, so that a learner can type in again what a message shows.
"""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise
from mathlib.optimize.objectives import (
    Objective,
    beale,
    himmelblau,
    parabola,
    quadratic,
    rosenbrock,
)


def step(f: Objective, x: np.ndarray, learning_rate: float) -> np.ndarray:
    r"""Return the point after one step of gradient descent.

    .. math:: x - \eta \nabla f(x)

    Arguments:
        f: the function to minimise, of n variables.
        x: where you are, shape (n,).
        learning_rate: η, greater than 0.

    Source: Nocedal & Wright, Numerical Optimization (2006), section 2.2.

    >>> step(parabola, np.array([3.0]), 0.1)
    array([2.4])
    """
    return x - learning_rate * f.gradient(x)


def _steps(rng: np.random.Generator) -> list[Arguments]:
    functions = (parabola, himmelblau, rosenbrock, beale, quadratic([1.0, 2.0, 5.0]))
    rates = (0.1, 0.02, 0.01, 0.05, 0.2)
    return [
        (f, rng.uniform(1.0, 2.0, size=f.n).round(1), rate)
        for f, rate in zip(functions, rates, strict=True)
    ]


STEP = Exercise(
    name="05.1",
    title="One step of gradient descent",
    reference=step,
    inputs=_steps,
    mistakes=(
        (
            lambda f, x, learning_rate: x + learning_rate * f.gradient(x),
            "You go along the gradient, and that is uphill. Downhill is the opposite direction.",
        ),
        (
            lambda f, x, learning_rate: x - f.gradient(x),
            "You step by the whole gradient: the learning rate, which scales it, is left out.",
        ),
        (
            lambda f, x, learning_rate: x - learning_rate * f(x),
            "You subtract the height f(x). What tells you where down is, is the slope there.",
        ),
        (
            lambda f, x, learning_rate: x - f.gradient(x) / learning_rate,
            "You divide by the learning rate, so a smaller rate makes a longer step. Multiply.",
        ),
        (
            lambda f, x, learning_rate: -learning_rate * f.gradient(x),
            "That is the step alone. Add it to the point you start from to get the new point.",
        ),
    ),
    hints=(
        "The gradient points to where f grows fastest. Where do you want to go?",
        "The new point is the old point minus the learning rate times the gradient there.",
        "`f.gradient(x)` is the gradient at x; return `x - learning_rate * …`.",
    ),
    praise="You have one step of gradient descent, for any f with a gradient.",
)


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
