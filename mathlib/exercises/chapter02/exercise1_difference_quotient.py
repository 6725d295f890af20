"""Exercise 02.1: the central difference quotient."""

from collections.abc import Callable

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def difference_quotient(f: Callable[[float], float], x: float, h: float) -> float:
    r"""Return the central difference quotient of f at x.

    .. math:: \frac{f(x + h) - f(x - h)}{2h}

    Arguments:
        f: a function of one variable.
        x: where.
        h: the step to each side, not 0.

    Source: Nocedal & Wright, Numerical Optimization (2006), section 8.1.

    >>> difference_quotient(lambda x: x**2, 3.0, 0.5)
    6.0
    """
    return (f(x + h) - f(x - h)) / (2 * h)


def _points(rng: np.random.Generator) -> list[Arguments]:
    functions = (np.sin, np.exp, np.square, np.log, np.tanh)
    places = rng.uniform(1.0, 2.0, size=5).round(1)
    steps = (0.1, 0.5, 0.2, 0.4, 0.3)
    return [(f, float(x), h) for f, x, h in zip(functions, places, steps, strict=True)]


_BRACKETS = "Mind the brackets: divide the whole difference by the whole step, `(…) / (2 * h)`."

OWN_STEP = "That is the slope itself, with a step of your own. Use the h given, even a large one."

DIFFERENCE_QUOTIENT = Exercise(
    name="02.1",
    title="The central difference quotient",
    reference=difference_quotient,
    inputs=_points,
    mistakes=(
        (
            lambda f, x, h: (f(x + h) - f(x)) / h,
            "That is the forward quotient: it looks to one side only, and its error falls only "
            "in proportion to h. Go from x − h to x + h.",
        ),
        (
            lambda f, x, h: (f(x) - f(x - h)) / h,
            "That is the backward quotient: it looks to one side only. Go from x − h to x + h.",
        ),
        (
            lambda f, x, h: (f(x + h) - f(x - h)) / h,
            "You divide by h, and get twice the slope. How far is it from x − h to x + h?",
        ),
        (
            lambda f, x, h: (f(x + h) - f(x)) / (2 * h),
            "You go one step h and divide by two of them. Start at x − h.",
        ),
        (
            lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h,
            "`/ 2 * h` divides by 2 and then multiplies by h. Write `/ (2 * h)`.",
        ),
        (
            lambda f, x, h: (f(x + h) - f(x - h)) / 2,
            "You divide by 2 alone. How far is it from x − h to x + h?",
        ),
        (lambda f, x, h: (f(x + 1e-6) - f(x - 1e-6)) / 2e-6, OWN_STEP),
        (lambda f, x, h: f(x + h) - f(x - h) / (2 * h), _BRACKETS),
        (lambda f, x, h: f(x + h) - f(x - h) / 2 * h, _BRACKETS),
        (
            lambda f, x, h: f(x + h) - f(x - h),
            "That is how much f changes. Divide by how much x changes.",
        ),
        (
            lambda f, x, h: (f(x - h) - f(x + h)) / (2 * h),
            "The sign is reversed: x + h comes first, above and below.",
        ),
        (
            lambda f, x, h: (f(x + h) + f(x - h)) / (2 * h),
            "You add the two values. A slope needs their difference.",
        ),
        (
            lambda f, x, h: f((x + h) - (x - h)) / (2 * h),
            "You put the difference of the places into f. Compute f at each place, then subtract.",
        ),
        (
            lambda f, x, h: (f(x + h / 2) - f(x - h / 2)) / h,
            "You go half a step to each side. That is central too, but here h is the step to each "
            "side.",
        ),
        (
            lambda f, x, h: (f(x + h) - 2 * f(x) + f(x - h)) / h**2,
            "That is the second derivative by differences: how fast the slope changes.",
        ),
    ),
    hints=(
        "It is the slope of a line through two points of the curve, one on each side of x.",
        "The points lie at x − h and x + h, so the line rises by f(x + h) − f(x − h) over 2h.",
        "Return `(f(x + h) - …) / (…)`, with brackets around what you divide by.",
    ),
    praise="The largest part of the error cancels: with a tenth of h, about a hundredth is left, "
    "until rounding takes over.",
)
