"""Exercise 05.6: does this step lower f by enough?"""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise
from mathlib.optimize.objectives import Objective, himmelblau, parabola, two_valleys


def armijo(f: Objective, x: np.ndarray, t: float, c1: float) -> bool:
    r"""Return whether a step of length t against the gradient lowers f by enough.

    .. math:: f(x - t \nabla f(x)) \le f(x) - c_1 t \|\nabla f(x)\|^2

    Arguments:
        f: the function to minimise, of n variables.
        x: where you are, shape (n,).
        t: the learning rate on trial, greater than 0.
        c1: the part of the promised decrease that must be kept, between 0 and 1.

    Source: Nocedal & Wright, Numerical Optimization (2006), equation (3.4).

    >>> armijo(parabola, np.array([3.0]), 0.5, 0.3), armijo(parabola, np.array([3.0]), 0.9, 0.3)
    (True, False)
    """
    slope = f.gradient(x)
    return bool(f(x - t * slope) <= f(x) - c1 * t * (slope @ slope))


def _trials(rng: np.random.Generator) -> list[Arguments]:
    lengths = ((0.5, 0.3), (0.2, 0.3), (0.5, 0.01), (0.8, 0.3), (0.97, 0.3), (1.1, 0.3))
    on_parabola = [(parabola, rng.uniform(3.0, 4.0, size=1).round(1), *pair) for pair in lengths]
    rates = (0.005, 0.01, 0.05)
    in_the_plane = [(himmelblau, rng.uniform(1.0, 2.0, size=2).round(1), t, 0.1) for t in rates]
    over_the_hill = [(two_valleys, np.array([0.5]), 3.0, 0.1)]
    return on_parabola + in_the_plane + over_the_hill


ARMIJO = Exercise(
    name="05.6",
    title="Does this step lower f by enough?",
    reference=armijo,
    inputs=_trials,
    mistakes=(
        (
            lambda f, x, t, c1: (
                f(x - t * f.gradient(x)) <= f(x) - c1 * t * np.linalg.norm(f.gradient(x))
            ),
            "You take the length of the gradient, not its square: the step is t times the "
            "gradient, so gradient and step together give t‖∇f‖².",
        ),
        (
            lambda f, x, t, c1: f(x - t * f.gradient(x)) <= f(x),
            "You accept any decrease, however small. Ask for a part of what the slope promises.",
        ),
        (
            lambda f, x, t, c1: f(x - t * f.gradient(x)) <= f(x) - t * np.sum(f.gradient(x) ** 2),
            "You ask for the whole decrease that the slope promises. On a convex f no step gives "
            "more than that, and a curved one gives less: ask for the part c1.",
        ),
        (
            lambda f, x, t, c1: (
                f(x - t * f.gradient(x)) <= f(x) + c1 * t * np.sum(f.gradient(x) ** 2)
            ),
            "You allow f to grow. The new value must lie below f(x) by the decrease you ask for.",
        ),
        (
            lambda f, x, t, c1: f(x - t * f.gradient(x)) <= f(x) - c1 * np.sum(f.gradient(x) ** 2),
            "You ask every step for the same decrease. The promise is t‖∇f‖²: half the step, half "
            "the promise.",
        ),
        (
            lambda f, x, t, c1: (
                f(x - t * f.gradient(x)) >= f(x) - c1 * t * np.sum(f.gradient(x) ** 2)
            ),
            "You say when to refuse the step. The answer must be True when f falls by enough.",
        ),
        (
            lambda f, x, t, c1: (
                f(x + t * f.gradient(x)) <= f(x) - c1 * t * np.sum(f.gradient(x) ** 2)
            ),
            "You step uphill: a step of gradient descent goes against the gradient.",
        ),
    ),
    hints=(
        "Two heights are compared: f after the step, and f(x) less the decrease you ask for.",
        "The slope promises a decrease of t‖∇f(x)‖². Ask for the part c1 of it.",
        "Let `g = f.gradient(x)`. Return `f(x - t * g) <= f(x) - c1 * t * …`; `g @ g` is ‖g‖².",
    ),
    praise="You can tell a step that pays from one that is too long: this is Armijo's condition.",
)
