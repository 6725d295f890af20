"""Exercise 02.7: dual numbers divide."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise

Pair = tuple[float, float]
"""A dual number: a value and its derivative."""


def divide(a: Pair, b: Pair) -> Pair:
    r"""Return the quotient of two dual numbers.

    .. math:: (u, u') / (v, v') = \left(\frac uv,\; \frac{u'v - uv'}{v^2}\right)

    Arguments:
        a: u and u′.
        b: v and v′; v is not 0.

    Source: Griewank & Walther, Evaluating Derivatives (2008), section 3.1.

    >>> divide((6.0, 1.0), (2.0, 1.0))
    (3.0, -1.0)
    """
    return a[0] / b[0], (a[1] * b[0] - a[0] * b[1]) / b[0] ** 2


def _pairs(rng: np.random.Generator) -> list[Arguments]:
    values = rng.uniform(0.5, 1.8, size=(5, 2)).round(1)
    slopes = rng.uniform(0.5, 2.0, size=(5, 2)).round(1) * [
        [1, 1],
        [1, -1],
        [-1, 1],
        [2, 1],
        [1, 2],
    ]
    return [
        ((float(u), float(du)), (float(v), float(dv)))
        for (u, v), (du, dv) in zip(values, slopes, strict=True)
    ]


_ENTRIES = "The arguments are pairs: `a[0]` is a's value, `a[1]` its derivative."

DIVIDE = Exercise(
    name="02.7",
    title="Dual numbers divide",
    reference=divide,
    inputs=_pairs,
    mistakes=(
        (
            lambda a, b: (a[0] / b[0], a[1] / b[1]),
            "You divide entry by entry. The derivative of a quotient is not the quotient of the "
            "derivatives.",
        ),
        (
            lambda a, b: (a[0] / b[0], (a[0] * b[1] - a[1] * b[0]) / b[0] ** 2),
            "The sign is reversed: the quotient rule starts with u′v. With v > 0, more u makes u/v "
            "larger.",
        ),
        (
            lambda a, b: (a[0] / b[0], (a[1] * b[0] + a[0] * b[1]) / b[0] ** 2),
            "You add above, as in the product rule. With u and v positive, more v makes u/v "
            "smaller: subtract.",
        ),
        (
            lambda a, b: (a[0] / b[0], (a[1] * b[0] - a[0] * b[1]) / b[0]),
            "You forgot to square: below stands v².",
        ),
        (
            lambda a, b: (a[0] / b[0], a[1] * b[0] - a[0] * b[1]),
            "What stands below is lost: divide by v². (`/ b[0] * b[0]` divides and multiplies "
            "back: write `/ b[0] ** 2`.)",
        ),
        (
            lambda a, b: (a[0] / b[0], (a[1] * b[0] - a[0] * b[1]) / b[1] ** 2),
            "You divide by v′ squared. Below stands the square of the value v, `b[0]`.",
        ),
        (
            lambda a, b: (a[0] / b[0], (a[1] * b[0] - a[0] * b[1]) / a[0] ** 2),
            "You divide by u². Below stands v², the square of what is divided by.",
        ),
        (
            lambda a, b: (a[0] / b[0], a[1] / b[0]),
            "You treat v as a constant. It moves as well: subtract uv′/v².",
        ),
        (
            lambda a, b: (a[0] / b[0], a[1] * b[0] - a[0] * b[1] / b[0] ** 2),
            "Mind the brackets: the whole difference is divided by v².",
        ),
        (
            lambda a, b: (a[0] * b[0], a[1] * b[0] + a[0] * b[1]),
            "That is the product. Division has its own rule.",
        ),
        (
            lambda a, b: ((a[1] * b[0] - a[0] * b[1]) / b[0] ** 2, a[0] / b[0]),
            "You swap the two: the value comes first, then the derivative.",
        ),
        (
            lambda a, b: (a[1] * b[0] - a[0] * b[1]) / b[0] ** 2,
            "That is the derivative. Return a pair, so that one can go on computing: first the "
            "value u/v.",
        ),
        (
            lambda a, b: a[0] / b[0],
            "That is the value. Return a pair: the value and the derivative.",
        ),
    ),
    hints=(
        "What does the quotient rule of section 3 say about (u/v)′? "
        "Which entries are u, u′, v and v′?",
        "The value is u/v, and the derivative (u′v − uv′)/v². Here u is `a[0]` and u′ is `a[1]`.",
        "Return two numbers with a comma between them: `a[0] / b[0], (…) / b[0] ** 2`.",
    ),
    praise="With sums, products and this, a program carries its derivative through all arithmetic.",
    errors=(
        (
            "for /: 'tuple' and 'tuple'",
            "Pairs know no division: take their entries, `a[0]` for the value and `a[1]` for the "
            "derivative.",
        ),
        ("multiply sequence", _ENTRIES),
        ("'tuple'", _ENTRIES),
    ),
)
