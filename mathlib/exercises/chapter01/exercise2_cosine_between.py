"""Exercise 01.2: the cosine, and which kind of angle it tells.

Inputs are rounded to one decimal, so that a learner can type in again what a message shows.
"""

import numpy as np

from mathlib.exercises.chapter01.exercise1_project import ENTRY_BY_ENTRY, pairs
from mathlib.exercises.core import Arguments, Exercise


def cosine_between(x: np.ndarray, y: np.ndarray) -> float:
    r"""Return the cosine of the angle between x and y.

    .. math:: \cos\varphi = \frac{\langle x, y\rangle}{\|x\|\,\|y\|}

    Arguments:
        x: a vector that is not zero, shape (n,).
        y: another one, shape (n,).

    Source: Strang, Introduction to Linear Algebra (2016), section 1.2.

    >>> float(cosine_between(np.array([3.0, 4.0]), np.array([2.0, 0.0])))
    0.6
    """
    return x @ y / (np.linalg.norm(x) * np.linalg.norm(y))


def _angles(rng: np.random.Generator) -> list[Arguments]:
    right = [(np.array([2.0, 1.0]), np.array([-1.5, 3.0]))]
    return pairs(rng) + right


_ONE_LENGTH = "You divide by one length only. Both lengths are factors of the dot product."
_THE_ANGLE = "That is the angle itself. Here its cosine is asked for: leave the arccosine out."

COSINE = Exercise(
    name="01.2",
    title="The cosine, and which kind of angle it tells",
    reference=cosine_between,
    inputs=_angles,
    mistakes=(
        (
            lambda x, y: x @ y,
            "That is the dot product: longer vectors make it larger. Divide by both lengths.",
        ),
        (lambda x, y: x @ y / np.linalg.norm(x), _ONE_LENGTH),
        (lambda x, y: x @ y / np.linalg.norm(y), _ONE_LENGTH),
        (
            lambda x, y: x @ y / ((x @ x) * (y @ y)),
            "You divide by the squared lengths: ⟨x, x⟩ is ‖x‖². Take the roots, or use the norm.",
        ),
        (
            lambda x, y: x @ y / np.linalg.norm(x) * np.linalg.norm(y),
            "Python works `a / b * c` out from left to right, so you multiply by the second "
            "length. Put brackets around the product of the lengths.",
        ),
        (
            lambda x, y: x @ y / (np.linalg.norm(x) + np.linalg.norm(y)),
            "You add the lengths. The dot product is their product times the cosine.",
        ),
        (lambda x, y: x * y / (np.linalg.norm(x) * np.linalg.norm(y)), ENTRY_BY_ENTRY),
        (lambda x, y: np.arccos(cosine_between(x, y)), _THE_ANGLE),
        (lambda x, y: np.degrees(np.arccos(cosine_between(x, y))), _THE_ANGLE),
        (
            lambda x, y: abs(cosine_between(x, y)),
            "You lose the sign, and with it the kind of angle: beyond a right one it is negative.",
        ),
        (
            lambda x, y: np.sign(x @ y),
            "That tells the kind of angle, but not how wide it is: divide, do not round to a sign.",
        ),
    ),
    hints=(
        "Solve ⟨x, y⟩ = ‖x‖ ‖y‖ cos φ for the cosine.",
        "The cosine is the dot product divided by the product of the two lengths.",
        "`np.linalg.norm(x)` is the length of x; return `x @ y / (… * …)`, with the brackets.",
    ),
    praise="Its sign tells the kind of angle: positive below a right angle, 0 at it, negative "
    "beyond.",
)
