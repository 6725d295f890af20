"""Exercise 03.1: a partial derivative by a nudge."""

from collections.abc import Callable

import numpy as np

from mathlib.exercises.core import Arguments, Exercise
from mathlib.optimize.objectives import double_well, himmelblau, quadratic, rosenbrock


def partial(f: Callable[[np.ndarray], float], x: np.ndarray, j: int, h: float) -> float:
    r"""Return the partial derivative of f in its j-th variable, by a central difference.

    .. math:: \frac{f(x + h e_j) - f(x - h e_j)}{2h}

    Arguments:
        f: a function of a point.
        x: the point, shape (n,).
        j: which variable moves, counted from 0.
        h: the step to each side, not 0.

    Source: Nocedal & Wright, Numerical Optimization (2006), section 8.1.

    >>> float(partial(lambda p: p[0] ** 2 + 3 * p[0] * p[1], np.array([1.0, 2.0]), 0, 0.5))
    8.0
    """
    step = h * np.eye(len(x))[j]
    return (f(x + step) - f(x - step)) / (2 * h)


def _places(rng: np.random.Generator) -> list[Arguments]:
    functions = (himmelblau, rosenbrock, double_well, himmelblau, quadratic([1.0, 2.0, 5.0]))
    steps = (0.1, 0.2, 0.5, 0.3, 0.4)
    return [
        (f, rng.uniform(0.5, 1.5, size=f.n).round(1), j, h)
        for f, j, h in zip(functions, (0, 1, 0, 1, 2), steps, strict=True)
    ]


def _step(x: np.ndarray, j: int, h: float) -> np.ndarray:
    return h * np.eye(len(x))[j]


def _all(f: Callable[[np.ndarray], float], x: np.ndarray, h: float) -> np.ndarray:
    return np.array([partial(f, x, j, h) for j in range(len(x))])


_ONE_SIDE = "It looks to one side only, and its error falls only in proportion to h. "

PARTIAL = Exercise(
    name="03.1",
    title="A partial derivative by a nudge",
    reference=partial,
    inputs=_places,
    mistakes=(
        (
            lambda f, x, j, h: (f(x + h) - f(x - h)) / (2 * h),
            "`x + h` nudges every variable. Only the j-th may move; the others hold still.",
        ),
        (
            lambda f, x, j, h: (f(x + h) - f(x)) / h,
            "`x + h` nudges every variable, and to one side only. Move only the j-th, both ways.",
        ),
        (
            lambda f, x, j, h: (f(x + _step(x, j, h)) - f(x)) / h,
            f"That is the forward quotient. {_ONE_SIDE}Go from x − h to x + h.",
        ),
        (
            lambda f, x, j, h: (f(x) - f(x - _step(x, j, h))) / h,
            f"That is the backward quotient. {_ONE_SIDE}Go from x − h to x + h.",
        ),
        (
            lambda f, x, j, h: partial(f, x, j - 1, h),
            "You move the variable before the j-th one: `j` counts from 0, as Python does.",
        ),
        (
            lambda f, x, j, h: 2 * partial(f, x, j, h),
            "You divide by h, and get twice the slope. How far is it from x − h to x + h?",
        ),
        (
            lambda f, x, j, h: partial(f, x, j, h) * h**2,
            "`/ 2 * h` divides by 2 and then multiplies by h. Write `/ (2 * h)`.",
        ),
        (
            lambda f, x, j, h: f(x + _step(x, j, h)) - f(x - _step(x, j, h)) / (2 * h),
            "`/` comes before `−`: put brackets around the difference of the two values.",
        ),
        (
            lambda f, x, j, h: partial(f, x, j, h) * 2 * h,
            "That is how much f changes. Divide by how much x changes.",
        ),
        (
            lambda f, x, j, h: -partial(f, x, j, h),
            "The sign is reversed: the value at x + h comes first.",
        ),
        *(
            (
                lambda f, x, j, h, other=other: partial(f, x, j, other),
                "That is the slope itself, or a quotient with another step. Use the step h you "
                "were given.",
            )
            for other in (1e-2, 1e-3, 1e-5)
        ),
        (
            lambda f, x, j, h: partial(f, x, j, 1.0),
            "You nudge by 1, a whole unit. Nudge by h.",
        ),
        (
            lambda f, x, j, h: partial(f, x, j, 1.0) / h,
            "You nudge by 1 and divide by 2h. Nudge by h.",
        ),
        (
            lambda f, x, j, h: _all(f, x, h),
            "That is the whole gradient. Asked for is the slope in the j-th variable, one number.",
        ),
    ),
    hints=(
        "Two points, one on each side of x, that differ in a single coordinate: which?",
        "Row j of the identity matrix, `np.eye(len(x))[j]`, is 1 at j and 0 elsewhere: h times it "
        "is the nudge.",
        "`step = h * np.eye(len(x))[j]`, then return `(f(x + step) - …) / (…)`.",
    ),
    praise="One such quotient for each variable, and you have a gradient without any formula.",
    errors=(
        (
            "'ellipsis'",
            "f takes the whole point: add an array to x that is h at j and 0 elsewhere.",
        ),
        (
            "positional argument",
            "f takes one argument, the whole point, an array: `f(x + step)`.",
        ),
        (
            "got shape ()",
            "f needs the whole point, not one coordinate: add an array to x that is h at j and 0 "
            "elsewhere.",
        ),
    ),
)
