r"""Exercises 01.1–01.3: projection, the cosine of an angle, one entry of a product.

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


def _pairs(rng: np.random.Generator) -> list[Arguments]:
    sharp = [rng.uniform(0.5, 3.0, size=(2, n)).round(1) for n in (2, 3, 4)]
    wide = [rng.uniform(0.5, 3.0, size=(2, n)).round(1) * [[1], [-1]] for n in (2, 3)]
    return [(x, a) for x, a in (*sharp, *wide)]


_ENTRY_BY_ENTRY = "`*` multiplies entry by entry. The dot product is one number: `@` in its place."

PROJECT = Exercise(
    name="01.1",
    title="The projection of x on a",
    reference=project,
    inputs=_pairs,
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
        (lambda x, a: (x * a) / (a @ a) * a, _ENTRY_BY_ENTRY),
        (lambda x, a: (x * a) / (a * a) * a, _ENTRY_BY_ENTRY),
        (lambda x, a: (x @ a) / (a * a) * a, _ENTRY_BY_ENTRY),
    ),
    hints=(
        "The shadow is a multiple c·a of a, and x − c·a is perpendicular to a. What is c?",
        "From ⟨x − c·a, a⟩ = 0 follows c = ⟨x, a⟩ / ⟨a, a⟩. The shadow is c times a.",
        "`x @ a` is the dot product; return `(x @ a) / (…) * a`.",
    ),
    praise="You have the point of the line that is nearest to x, whatever the length of a.",
)


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
    return _pairs(rng) + right


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
        (lambda x, y: x * y / (np.linalg.norm(x) * np.linalg.norm(y)), _ENTRY_BY_ENTRY),
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


def entry(A: np.ndarray, B: np.ndarray, i: int, j: int) -> float:
    r"""Return the entry of A @ B in row i and column j, both counted from 0.

    .. math:: C_{ij} = \sum_k A_{ik} B_{kj}

    Arguments:
        A: matrix, shape (m, k).
        B: matrix, shape (k, n).
        i: the row, from 0 to m − 1.
        j: the column, from 0 to n − 1.

    Source: Strang, Introduction to Linear Algebra (2016), section 2.4.

    >>> float(entry(np.array([[2.0, 1.0], [2.0, 3.0]]), np.array([[1.0, 0.0], [1.0, 4.0]]), 1, 0))
    5.0
    """
    return A[i] @ B[:, j]


def _products(rng: np.random.Generator) -> list[Arguments]:
    places = ((2, 3, 0, 1), (2, 3, 1, 0), (3, 2, 1, 0), (3, 3, 2, 1), (3, 4, 1, 2), (4, 2, 0, 1))
    return [(_table(rng, m, k), _table(rng, k, m), i, j) for m, k, i, j in places]


def _table(rng: np.random.Generator, *shape: int) -> np.ndarray:
    return rng.uniform(0.5, 3.0, size=shape).round(1)


_LENGTHS = "Two different lengths meet. A row of A, `A[i]`, meets a column of B, `B[:, j]`."

ENTRY = Exercise(
    name="01.3",
    title="One entry of A @ B",
    reference=entry,
    inputs=_products,
    mistakes=(
        (
            lambda A, B, i, j: A[i, j] * B[i, j],
            "You multiply two numbers that stand at the same place. The entry needs the whole row "
            "of A and the whole column of B.",
        ),
        (
            lambda A, B, i, j: A[j] @ B[:, i],
            "You swap i and j: i is the row of A, j the column of B.",
        ),
        (
            lambda A, B, i, j: A[:, i] @ B[j],
            "You take a column of A and a row of B. It is the other way round: row of A, column "
            "of B.",
        ),
        (
            lambda A, B, i, j: (B @ A)[i, j],
            "That is an entry of B @ A. The order matters: the row comes from A.",
        ),
        (
            lambda A, B, i, j: A[i] * B[:, j],
            "You have the products, but do not add them up: `*` stops there, `@` adds as well.",
        ),
        (
            lambda A, B, i, j: np.sum(A[i]) * np.sum(B[:, j]),
            "You add first and multiply then. Multiply entry by entry, then add.",
        ),
        (
            lambda A, B, i, j: A[i - 1] @ B[:, j - 1],
            "You count rows and columns from 1. Here, as in numpy, the first one is 0.",
        ),
        (
            lambda A, B, i, j: A @ B,
            "That is the whole product. One entry is asked for, one number.",
        ),
    ),
    hints=(
        "Step through the product in the figure of section 2: what is used for one entry?",
        "The entry in row i, column j is the dot product of row i of A and column j of B.",
        "`A[i]` is a row, `B[:, j]` a column; return `… @ …`.",
    ),
    praise="You have one entry of a product: all the others are made in the same way.",
    errors=(
        ("core dimension", _LENGTHS),
        ("not aligned", _LENGTHS),
        ("broadcast together", _LENGTHS),
    ),
)
