r"""Exercises 02.3 and 02.4: the slope of σ, and the chain rule for a neuron's loss."""

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


def loss_slope(w: float, x: float, y: float) -> float:
    r"""Return how the squared error of a neuron answers to a nudge of its weight.

    .. math:: \frac{d}{dw}\,(\sigma(wx) - y)^2 = 2\,(s - y) \cdot s\,(1 - s) \cdot x, \qquad
        s = \sigma(wx)

    Arguments:
        w: the weight.
        x: the input.
        y: what should come out.

    Source: Goodfellow, Bengio & Courville, Deep Learning (2016), section 6.5.2.

    >>> float(loss_slope(0.0, 2.0, 1.0))
    -0.5
    """
    s = 1 / (1 + np.exp(-w * x))
    return 2 * (s - y) * s * (1 - s) * x


def _neurons(rng: np.random.Generator) -> list[Arguments]:
    sizes = rng.uniform(0.4, 1.5, size=(6, 2)).round(1)
    signs = ((1, 1), (-1, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
    goals = (1.0, 0.0, 1.0, 0.0, 0.2, 0.7)
    return [
        (float(w), float(x), y) for (w, x), y in zip(sizes * np.array(signs), goals, strict=True)
    ]


_INSIDE = "The last factor is the derivative of wx with respect to w. "

LOSS_SLOPE = Exercise(
    name="02.4",
    title="How the loss answers to the weight",
    reference=loss_slope,
    inputs=_neurons,
    mistakes=(
        (
            lambda w, x, y: 2 * (sigmoid(w * x) - y) * sigmoid(w * x) * (1 - sigmoid(w * x)),
            "The chain stops one step early: that is how the loss answers to z = wx. How does z "
            "answer to w?",
        ),
        (
            lambda w, x, y: 2 * (sigmoid(w * x) - y) * sigmoid(w * x) * (1 - sigmoid(w * x)) * w,
            _INSIDE + "There w moves and x stays.",
        ),
        (
            lambda w, x, y: 2 * (sigmoid(w * x) - y) * x,
            "The factor of σ is missing: between wx and the loss stands s = σ(wx), with slope "
            "s(1 − s).",
        ),
        (
            lambda w, x, y: 2 * (sigmoid(w * x) - y),
            "You differentiate the square only. Multiply by how s answers to w: two more factors.",
        ),
        (
            lambda w, x, y: (sigmoid(w * x) - y) * sigmoid(w * x) * (1 - sigmoid(w * x)) * x,
            "The 2 is missing: the derivative of e² is 2e.",
        ),
        (
            lambda w, x, y: 2 * sigmoid(w * x) * (1 - sigmoid(w * x)) * x,
            "The derivative of e² is 2e: the error e = s − y itself is missing.",
        ),
        (
            lambda w, x, y: sigmoid(w * x) * (1 - sigmoid(w * x)) * x,
            "That is how s answers to w. The loss is (s − y)²: one more factor.",
        ),
        (
            lambda w, x, y: 2 * (y - sigmoid(w * x)) * sigmoid(w * x) * (1 - sigmoid(w * x)) * x,
            "The sign is reversed. Look at two places: the square holds s − y, and the slope of σ "
            "is s(1 − s), a positive number. (Minus the slope is the way downhill.)",
        ),
        (
            lambda w, x, y: 2 * (sigmoid(w * x) - y) * sigmoid(w * x) * x,
            "The slope of σ is s(1 − s); you have s alone.",
        ),
        (
            lambda w, x, y: 2 * (sigmoid(w * x) - y) * w * x * (1 - w * x) * x,
            "You put wx in place of σ(wx) in the slope of σ: it is s(1 − s).",
        ),
        (
            lambda w, x, y: (
                2
                * (sigmoid(w * x) - y)
                * sigmoid(sigmoid(w * x))
                * (1 - sigmoid(sigmoid(w * x)))
                * x
            ),
            "You apply σ twice: its slope is needed at wx, where it is s(1 − s).",
        ),
        (
            lambda w, x, y: 2 * (w * x - y) * sigmoid(w * x) * (1 - sigmoid(w * x)) * x,
            "The error is σ(wx) − y; you leave out σ there.",
        ),
        (
            lambda w, x, y: 2 * (sigmoid(-w * x) - y) * sigmoid(-w * x) * (1 - sigmoid(-w * x)) * x,
            "You compute σ(−wx): in σ(z) stands e⁻ᶻ, with the minus.",
        ),
        (
            lambda w, x, y: 2 * (w * x - y) * x,
            "There is no σ in it. What is compared with y is s = σ(wx), with slope s(1 − s).",
        ),
        (
            lambda w, x, y: 2 * sigmoid(w * x) ** 2 * (1 - sigmoid(w * x)) * x,
            "You leave out y: the square holds e = s − y, and its derivative is 2(s − y).",
        ),
        (
            lambda w, x, y: 2 * (sigmoid(w * x) - y) + sigmoid(w * x) * (1 - sigmoid(w * x)) + x,
            "You add the three rates. Along a chain the rates multiply, they do not add.",
        ),
        (
            lambda w, x, y: (sigmoid(w * x) - y) ** 2,
            "That is the loss itself. Asked for is how fast it changes with w.",
        ),
    ),
    hints=(
        "Three functions stand one in the other: z = wx, then s = σ(z), then L = (s − y)².",
        "The factors are dL/ds = 2(s − y), ds/dz = s(1 − s), and dz/dw = x.",
        "`s = 1 / (1 + np.exp(-w * x))`, then return `2 * (s - y) * … * …`.",
    ),
    praise="Each function adds one factor. Training a network is this, for every weight at once.",
)
