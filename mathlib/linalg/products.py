"""Matrix times matrix, one entry at a time, and the matrix that undoes another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from mathlib.arguments import matrix, square_matrix
from mathlib.linalg.vectors import power_of_two


class MatmulStep(NamedTuple):
    """One entry of ``A @ B``: where it stands, its products, and their sum."""

    row: int
    column: int
    products: np.ndarray
    entry: float


def matmul_steps(A: Any, B: Any) -> Iterator[MatmulStep]:
    r"""Yield the entries of ``A @ B``, row by row, each as one row times one column.

    .. math:: C_{ij} = \sum_k A_{ik} B_{kj}

    Arguments:
        A: matrix, shape (m, k).
        B: matrix, shape (k, n): the inner numbers have to be the same.

    Raises:
        ValueError: the inner numbers differ; the message says both shapes and the rule.

    Source: Strang (2016), Introduction to Linear Algebra, section 2.4.

    >>> [step.entry for step in matmul_steps([[2, 1], [2, 3]], [[1], [1]])]
    [3.0, 5.0]
    """
    A, B = matrix("A", A), matrix("B", B)
    if A.shape[1] != B.shape[0]:
        raise ValueError(
            f"A @ B needs shapes (m, k) and (k, n) with the same k: as many columns in A as rows "
            f"in B; got {A.shape} and {B.shape}, and {A.shape[1]} is not {B.shape[0]}."
        )
    return _steps(A, B)


def _steps(A: np.ndarray, B: np.ndarray) -> Iterator[MatmulStep]:
    for i, row in enumerate(A):
        for j, column in enumerate(B.T):
            products = row * column + 0.0  # never -0
            yield MatmulStep(i, j, products, float(products.sum()))


def inverse(A: Any) -> np.ndarray:
    r"""Return $A^{-1}$, the matrix that undoes A: $A^{-1} A = A A^{-1} = I$.

    Arguments:
        A: square matrix, shape (n, n).

    Raises:
        ValueError: A is not square, or flattens some direction (rank below n, to the accuracy of
            the numbers), so that nothing can undo it.

    Source: Strang (2016), section 2.5. To solve A x = b, ``np.linalg.solve(A, b)`` is better.

    >>> inverse([[2.0, 0.0], [0.0, 4.0]])
    array([[0.5 , 0.  ],
           [0.  , 0.25]])
    """
    A = square_matrix("A", A)
    scale = power_of_two(A)
    rank = np.linalg.matrix_rank(A / scale)
    if rank < len(A):
        raise ValueError(
            f"A has rank {rank} of {len(A)} (to the accuracy of the numbers): some direction is "
            "flattened to 0, and no matrix brings it back. For the closest thing to an "
            "inverse: np.linalg.pinv(A)."
        )
    return np.linalg.inv(A / scale) / scale + 0.0
