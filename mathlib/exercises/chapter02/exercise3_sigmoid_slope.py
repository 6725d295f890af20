"""Exercise 02.3: the slope of σ."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise
from mathlib.probability.sigmoid_softmax import sigmoid


def sigmoid_slope(x: float) -> float:
    r"""Return the derivative of the sigmoid function at x.

    .. math:: \sigma'(x) = \sigma(x)\,(1 - \sigma(x)), \qquad \sigma(x) = \frac{1}{1 + e^{-x}}

    Arguments:
        x: where.

    Source: the quotient rule for 1 / (1 + e⁻ˣ), with the chain rule for e⁻ˣ.

    >>> float(sigmoid_slope(0.0))
    0.25
    """
    s = 1 / (1 + np.exp(-x))
    return s * (1 - s)


def _arguments(rng: np.random.Generator) -> list[Arguments]:
    right, left = rng.uniform(0.5, 3.0, size=(2, 3)).round(1)
    return [(float(x),) for x in (*right, *-left, 0.0)]


SIGMOID_SLOPE = Exercise(
    name="02.3",
    title="The slope of σ",
    reference=sigmoid_slope,
    inputs=_arguments,
    mistakes=(
        (
            lambda x: sigmoid(x),
            "That is σ itself. Its slope is largest where σ is ½, and nearly 0 far out.",
        ),
        (
            lambda x: x * (1 - x),
            "You put x in place of σ(x). That is right only if x has been through σ already: "
            "compute s = σ(x) first.",
        ),
        (
            lambda x: sigmoid(x) * (1 - x),
            "The second factor is 1 − σ(x), not 1 − x.",
        ),
        (
            lambda x: 1 - sigmoid(x),
            "That is 1 − σ, one factor of two. The slope is the product of σ and 1 − σ; by the "
            "quotient rule, e⁻ˣ stands over the square of 1 + e⁻ˣ.",
        ),
        (
            lambda x: 1 - sigmoid(x) ** 2,
            "That is the rule for tanh. For σ it is the product of σ and 1 − σ.",
        ),
        (
            lambda x: sigmoid(x) * (sigmoid(x) - 1),
            "The sign is wrong: σ climbs, so its slope is positive. On the way there are two minus "
            "signs: 1/u gives −1/u², and the −x inside of e⁻ˣ gives another.",
        ),
        (
            lambda x: sigmoid(x) * (1 + sigmoid(x)),
            "You add where the two are subtracted: the factors are σ and 1 − σ.",
        ),
        (
            lambda x: -1 / (1 + np.exp(-x)) ** 2,
            "The chain is broken off: 1/u gives −1/u², then multiply by the derivative of "
            "u = 1 + e⁻ˣ.",
        ),
        (
            lambda x: -np.exp(-x),
            "That is the derivative of the denominator. The whole is 1/u with u = 1 + e⁻ˣ.",
        ),
        (
            lambda x: -1 / np.exp(-x),
            "You differentiate below and leave the 1 above as it is. A quotient needs its rule.",
        ),
        (
            lambda x: 0 * x,
            "That is 0 everywhere, and σ climbs. Did you differentiate above and below on their "
            "own? A quotient needs its rule. Did you write `s * 1 - s`? Mind the brackets.",
        ),
    ),
    hints=(
        "The table in section 3 has a line for σ. Which number has to be computed first?",
        "Let s = σ(x) = 1/(1 + e⁻ˣ). The slope is made of s alone: s times 1 − s.",
        "`s = 1 / (1 + np.exp(-x))`, then return `s * (…)`.",
    ),
    praise="The slope comes from the value alone: a network that has s needs no second eˣ.",
)
