"""Exercise 05.1: one step of gradient descent.

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
