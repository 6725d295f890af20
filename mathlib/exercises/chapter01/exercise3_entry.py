"""Exercise 01.3: one entry of A @ B.

Inputs are rounded to one decimal, so that a learner can type in again what a message shows.
"""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


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
