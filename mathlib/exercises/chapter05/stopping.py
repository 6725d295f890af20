r"""Exercises 05.4, 05.6 and 05.8: when to stop, when a step is good enough, why steps are small."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise
from mathlib.objectives import Objective, himmelblau, parabola


def small_enough(gradient: np.ndarray, tolerance: float) -> bool:
    r"""Return whether the gradient is so short that gradient descent may stop.

    .. math:: \|\nabla f\| \le \text{tolerance}

    Arguments:
        gradient: the gradient where you are, shape (n,).
        tolerance: the length below which you call it zero.

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
    ]


_CANCEL = "You add the entries with their signs: slopes of −3 and 3 cancel, steep as they are."

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
        (
            lambda gradient, tolerance: np.linalg.norm(gradient) >= tolerance,
            "You say when to go on. The answer must be True when the gradient is small.",
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
    return on_parabola + in_the_plane


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
            "gradient, so gradient and step together give ‖∇f‖².",
        ),
        (
            lambda f, x, t, c1: f(x - t * f.gradient(x)) <= f(x),
            "You accept any decrease, however small. Ask for a part of what the slope promises.",
        ),
        (
            lambda f, x, t, c1: f(x - t * f.gradient(x)) <= f(x) - t * np.sum(f.gradient(x) ** 2),
            "You ask for the whole decrease that the slope promises. A curved valley never gives "
            "that: ask for the part c1.",
        ),
        (
            lambda f, x, t, c1: (
                f(x - t * f.gradient(x)) <= f(x) + c1 * t * np.sum(f.gradient(x) ** 2)
            ),
            "You allow f to grow. The new value must lie below f(x) by the decrease you ask for.",
        ),
        (
            lambda f, x, t, c1: f(x - t * f.gradient(x)) <= f(x) - c1 * np.sum(f.gradient(x) ** 2),
            "You ask every step for the same decrease. A shorter step promises less: t times less.",
        ),
        (
            lambda f, x, t, c1: (
                f(x - t * f.gradient(x)) >= f(x) - c1 * t * np.sum(f.gradient(x) ** 2)
            ),
            "You say when to refuse the step. The answer must be True when f falls by enough.",
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

    After 10 steps with η = 10⁻⁶ on f = x² from x₀ = 10, |x₁₀ − x₉| is 0.00002.
    Why has it not converged?

    A: f has no minimum. B: η is too large, it overshoots. C: a step is η times the slope, so a
    small η makes small steps while the slope is still 20. D: ten steps are too few for any η.

    >>> explain()
    'C'
    """
    return "C"


EXPLAIN = Exercise(
    name="05.8",
    title="Why are small steps not enough?",
    reference=explain,
    inputs=lambda rng: [()],
    mistakes=(
        (lambda: "A", "x² has a minimum, at 0. Look at how far from it x₁₀ still is."),
        (
            lambda: "B",
            "If η were too large, x would jump over 0 and grow. Here it has hardly left 10.",
        ),
        (
            lambda: "D",
            "Ten steps can be plenty: with η = 0.5 the first one lands on 0. What is η here?",
        ),
    ),
    hints=(
        "Work out the slope of x² at x₁₀, which is still about 10.",
        "A step is the learning rate times the slope. Which of the two is small here?",
        'Return a letter in quotes, such as `return "A"`: the one that names both η and the slope.',
    ),
    praise="A small step may come from a small η: judge by the gradient, which is still 20 here.",
)
