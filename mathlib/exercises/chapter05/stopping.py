r"""Exercises 05.4, 05.6 and 05.8: when to stop, when a step is good enough, why steps are small."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise, choice
from mathlib.optimize.objectives import Objective, himmelblau, parabola, two_valleys


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


def explain() -> str:
    """Return the letter of the right answer to the question below.

    On the plateau (1 − exp(−r²/2)) the rule ‖∇f‖ ≤ 0.01 stops the run at its start (4, 1),
    4.12 away from the minimum. Why?

    A: the gradient there is exactly zero. B: η is too large, so the walk overshoots. C: the ground
    far out is so flat that a small slope does not mean that the minimum is near. D: the rule
    measures the length of the step, and the step was short.

    >>> explain()
    'C'
    """
    return "C"


EXPLAIN = choice(
    name="05.8",
    title="Why does the run stop far from the minimum?",
    answer=explain,
    replies={
        "A": "exp(−r²/2) is never zero, and so the gradient is zero at the minimum only. "
        "Must it be zero for the rule to stop the run?",
        "B": "The run stops at its start: it has taken no step, so η has not come into play yet.",
        "D": "Read the rule again: ‖∇f‖ is a slope, measured before any step. η is not in it.",
    },
    hints=(
        "The run has taken no step yet. What does the rule look at, at the start?",
        "The slope is ‖∇f‖ = r exp(−r²/2). Work it out at r = 4.12 and compare it with 0 and 0.01.",
        "It is 0.0008: not zero, yet below 0.01, and far from the minimum. Which answer says how "
        'the two go together? Return its letter in quotes: `return "…"`.',
    ),
    praise="A small slope is all that the rule sees: on flat ground the minimum may be far away.",
)
