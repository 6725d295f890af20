"""Exercise 02.4: how the loss answers to the weight."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise
from mathlib.probability.sigmoid_softmax import sigmoid


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
