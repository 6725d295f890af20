"""Exercise 05.5: how far is the chord above the curve?"""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise
from mathlib.optimize.objectives import (
    Objective,
    beale,
    exponential,
    himmelblau,
    saddle,
    two_valleys,
)


def gap(f: Objective, x: np.ndarray, y: np.ndarray, weight: float) -> float:
    r"""Return how far the chord from x to y runs above f, at the given weight.

    .. math:: (1-w)\,f(x) + w\,f(y) - f\big((1-w)\,x + w\,y\big)

    Arguments:
        f: the function, of n variables; it is convex when no gap is negative.
        x: where the chord starts (w = 0), shape (n,).
        y: where it ends (w = 1), shape (n,).
        weight: w, from 0 to 1.

    Source: Boyd & Vandenberghe, Convex Optimization (2004), section 3.1.1.

    >>> float(gap(saddle, np.array([0.0, 0.0]), np.array([2.0, 0.0]), 0.5))
    1.0
    """
    between = (1 - weight) * x + weight * y
    return (1 - weight) * f(x) + weight * f(y) - f(between)


def _chords(rng: np.random.Generator) -> list[Arguments]:
    functions = (exponential, two_valleys, himmelblau, saddle, beale)
    weights = (0.3, 0.8, 0.6, 0.2, 0.9)
    return [
        (
            f,
            rng.uniform(-2.5, -0.5, size=f.n).round(1),
            rng.uniform(0.5, 2.5, size=f.n).round(1),
            weight,
        )
        for f, weight in zip(functions, weights, strict=True)
    ]


GAP = Exercise(
    name="05.5",
    title="How far is the chord above the curve?",
    reference=gap,
    inputs=_chords,
    mistakes=(
        (
            lambda f, x, y, weight: (
                weight * f(x) + (1 - weight) * f(y) - f(weight * x + (1 - weight) * y)
            ),
            "You swap the weights: at w = 0 you should stand at x, so x has the weight 1 − w.",
        ),
        (
            lambda f, x, y, weight: (
                weight * f(x) + (1 - weight) * f(y) - f((1 - weight) * x + weight * y)
            ),
            "You swap the weights of the chord only: above one point you measure another's height.",
        ),
        (
            lambda f, x, y, weight: (
                (1 - weight) * f(x) + weight * f(y) - f(weight * x + (1 - weight) * y)
            ),
            "You swap the weights inside f only: the curve is measured at the wrong point.",
        ),
        (
            lambda f, x, y, weight: (
                f((1 - weight) * x + weight * y) - (1 - weight) * f(x) - weight * f(y)
            ),
            "Your sign is reversed: the gap is the chord minus the curve there.",
        ),
        (
            lambda f, x, y, weight: (1 - weight) * f(x) + weight * f(y),
            "That is the height of the chord. Subtract the height of the curve there.",
        ),
        (
            lambda f, x, y, weight: (f(x) + f(y)) / 2 - f((x + y) / 2),
            "You always measure at the midpoint. The weight says where between x and y to look.",
        ),
        (
            lambda f, x, y, weight: abs(gap(f, x, y, weight)),
            "Keep the sign: a negative gap is the news.",
        ),
        (
            lambda f, x, y, weight: (1 - weight) * f(x) + weight * f(y) - f(x + y),
            "You measure the curve at x + y. Mix the points with the same weights as the heights.",
        ),
    ),
    hints=(
        "Two heights at one point between x and y: that of the chord and that of the curve.",
        "The point is (1 − w)x + wy. The chord has the height (1 − w)f(x) + w f(y) there.",
        "Return `(1 - weight) * f(x) + weight * f(y) - f(…)` with the point in place of the dots.",
    ),
    praise="You have the chord test: one negative gap at a weight in [0, 1] proves that f is not "
    "convex.",
)
