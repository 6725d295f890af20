"""Exercise 02.2: the height of the tangent."""

from collections.abc import Callable

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def tangent(f: Callable[[float], float], df: Callable[[float], float], a: float, x: float) -> float:
    r"""Return the height at x of the tangent that touches f at a.

    .. math:: f(a) + f'(a)\,(x - a)

    Arguments:
        f: a function of one variable.
        df: its derivative.
        a: where the tangent touches.
        x: where its height is asked for.

    Source: Apostol, Calculus (1967), volume 1, section 4.7.

    >>> tangent(lambda x: x**2, lambda x: 2 * x, 3.0, 4.0)
    15.0
    """
    return f(a) + df(a) * (x - a)


def _lines(rng: np.random.Generator) -> list[Arguments]:
    pairs = (
        (np.sin, np.cos),
        (np.exp, np.exp),
        (np.log, np.reciprocal),
        (np.sinh, np.cosh),
        (np.cosh, np.sinh),
    )
    places = rng.uniform(0.5, 1.4, size=5).round(1)
    nudges = (0.5, -0.3, 0.4, 0.2, -0.4)
    return [
        (*pair, float(a), round(float(a) + nudge, 1))
        for pair, a, nudge in zip(pairs, places, nudges, strict=True)
    ]


_SLOPE_AT_X = (
    "You take the slope at x. The tangent touches at a, and has the slope f′(a) all along."
)

TANGENT = Exercise(
    name="02.2",
    title="The height of the tangent",
    reference=tangent,
    inputs=_lines,
    mistakes=(
        (
            lambda f, df, a, x: f(a) + df(a) * x,
            "You go x steps sideways. The line starts at a, so the way to x is x − a.",
        ),
        (lambda f, df, a, x: f(a) + df(x) * (x - a), _SLOPE_AT_X),
        (
            lambda f, df, a, x: df(a) * (x - a),
            "That is how much the line rises between a and x. Its height at a is missing: f(a).",
        ),
        (
            lambda f, df, a, x: f(x),
            "That is the curve. Its tangent at a is a line: start at f(a), go on with slope f′(a).",
        ),
        (
            lambda f, df, a, x: f(a) + df(a) * (a - x),
            "The sign is reversed: from a to x it is x − a.",
        ),
        (
            lambda f, df, a, x: f(x) + df(x) * (a - x),
            "You swap a and x: that is the tangent that touches at x, read at a.",
        ),
        (
            lambda f, df, a, x: f(x) + df(a) * (x - a),
            "You start at f(x). The line touches the curve at a: start at f(a).",
        ),
        (lambda f, df, a, x: f(x) + df(x) * (x - a), _SLOPE_AT_X),
        (
            lambda f, df, a, x: f(a) + (x - a),
            "Your line has the slope 1. Multiply x − a by the slope f′(a).",
        ),
        (
            lambda f, df, a, x: f(a),
            "That is the height where the line touches. From there it rises by f′(a) per unit.",
        ),
        (
            lambda f, df, a, x: df(a),
            "That is the slope. Asked for is the height of the line at x.",
        ),
        (
            lambda f, df, a, x: (f(a) + df(a)) * (x - a),
            "Mind the brackets: only the slope is multiplied by x − a.",
        ),
        (
            lambda f, df, a, x: f(a) + df(a) * x - a,
            "Mind the brackets: the slope multiplies the whole way from a to x, x − a.",
        ),
        (
            lambda f, df, a, x: f(a) + df(a) * (x - a) / 2,
            "You take half of the rise. The ½ belongs to the next term, with f″.",
        ),
    ),
    hints=(
        "Start at the point of the curve above a. How far is it sideways to x?",
        "Over the way x − a a line with slope f′(a) rises by f′(a)·(x − a).",
        "Return `f(a) + df(a) * (…)`.",
    ),
    praise="You have the best line near a: what it misses is small even compared with x − a.",
    errors=(
        (
            "'numpy.ufunc'",
            "f and df are functions: their values at a are `f(a)` and `df(a)`.",
        ),
    ),
)
