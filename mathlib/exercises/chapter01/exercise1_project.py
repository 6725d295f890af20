"""Exercise 01.1: the projection of x on a.

Inputs are rounded to one decimal, so that a learner can type in again what a message shows.
"""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def project(x: np.ndarray, a: np.ndarray) -> np.ndarray:
    r"""Return the projection of x on the line through 0 and a.

    .. math:: \frac{\langle x, a\rangle}{\langle a, a\rangle}\, a

    Arguments:
        x: what casts the shadow, shape (n,).
        a: a vector on the line, not zero, shape (n,).

    Source: Strang, Introduction to Linear Algebra (2016), section 4.2.

    >>> project(np.array([2.0, 3.0]), np.array([2.0, 0.0]))
    array([2., 0.])
    """
    return (x @ a) / (a @ a) * a


def pairs(rng: np.random.Generator) -> list[Arguments]:
    sharp = [rng.uniform(0.5, 3.0, size=(2, n)).round(1) for n in (2, 3, 4)]
    wide = [rng.uniform(0.5, 3.0, size=(2, n)).round(1) * [[1], [-1]] for n in (2, 3)]
    return [(x, a) for x, a in (*sharp, *wide)]


ENTRY_BY_ENTRY = "`*` multiplies entry by entry. The dot product is one number: `@` in its place."

PROJECT = Exercise(
    name="01.1",
    title="The projection of x on a",
    reference=project,
    inputs=pairs,
    mistakes=(
        (
            lambda x, a: (x @ a) / np.linalg.norm(a) * a,
            "You forgot to square the norm. The dot product grows with a, and so does the a that "
            "you multiply by: divide by the length of a twice, that is by ⟨a, a⟩.",
        ),
        (
            lambda x, a: (x @ a) * a,
            "You do not divide by ⟨a, a⟩. In general that is right only if a has length 1.",
        ),
        (
            lambda x, a: x @ a / a @ a * a,
            "Python reads this as ((x @ a) / a) @ a * a. Put brackets around each dot product.",
        ),
        (
            lambda x, a: (x @ a) / (x @ x) * x,
            "You swap the two: that is the shadow of a on x. It must lie on the line of a.",
        ),
        (
            lambda x, a: (x @ a) / (x @ x) * a,
            "You divide by ⟨x, x⟩. Only the length of a has to be divided out.",
        ),
        (
            lambda x, a: (x @ a) / (a @ a),
            "That is how many times a the shadow is. Multiply a by it to get the point itself.",
        ),
        (
            lambda x, a: (x @ a) / np.linalg.norm(a),
            "That is how long the shadow is, with a sign. The answer is a vector along a.",
        ),
        (
            lambda x, a: (x @ a) / (np.linalg.norm(x) * np.linalg.norm(a)) * a,
            "That is the cosine times a. The length of x stays in: divide by ⟨a, a⟩ instead.",
        ),
        (
            lambda x, a: x - (x @ a) / (a @ a) * a,
            "That is the rest of x, perpendicular to a. The shadow is the other part.",
        ),
        (
            lambda x, a: abs(x @ a) / (a @ a) * a,
            "You lose the sign. Beyond a right angle the shadow points against a.",
        ),
        (lambda x, a: (x * a) / (a @ a) * a, ENTRY_BY_ENTRY),
        (lambda x, a: (x * a) / (a * a) * a, ENTRY_BY_ENTRY),
        (lambda x, a: (x @ a) / (a * a) * a, ENTRY_BY_ENTRY),
    ),
    hints=(
        "The shadow is a multiple c·a of a, and x − c·a is perpendicular to a. What is c?",
        "From ⟨x − c·a, a⟩ = 0 follows c = ⟨x, a⟩ / ⟨a, a⟩. The shadow is c times a.",
        "`x @ a` is the dot product; return `(x @ a) / (…) * a`.",
    ),
    praise="You have the point of the line that is nearest to x, whatever the length of a.",
)
