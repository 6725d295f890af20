"""Rank and low-rank approximation: what the singular values tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from mathlib.arguments import matrix, not_negative, shown
from mathlib.linalg.vectors import power_of_two


def rank_by_svd(A: Any, tol: float | None = None) -> int:
    r"""Return the rank of a matrix: how many of its singular values are not zero.

    Rounding leaves no exact zeros; a singular value counts if it is larger than ``tol``.

    Arguments:
        A: matrix, shape (m, n).
        tol: 0 or more; by default $\sigma_1 \max(m, n)\,\varepsilon$, as in
            ``np.linalg.matrix_rank``.

    Raises:
        ValueError: ``tol`` is negative or not a number, or A is not a matrix.

    Source: Golub & Van Loan (2013), Matrix Computations, section 5.4.1.

    >>> rank_by_svd([[0, 1], [0, 0]])
    1
    """
    A = matrix("A", A)
    scale = float(power_of_two(A))
    sigma = np.linalg.svd(A / scale, compute_uv=False)
    if tol is None:
        least = sigma[0] * max(A.shape) * np.finfo(float).eps
    elif isinstance(tol, float) and tol == np.inf:
        least = np.inf
    else:
        with np.errstate(over="ignore", under="ignore"):
            least = not_negative("tol", tol, "1e-9") / scale
    return int(np.count_nonzero(sigma > least))


@dataclass(frozen=True, eq=False)
class LowRank:
    """An approximation of a matrix (m, n) of rank at most k; none of rank at most k is closer.

    Arguments:
        U, sigma, Vt: its factors, shapes (m, rank), (rank,), (rank, n).
        error: $\\|A - A_k\\|_F$, the root of the sum of the squared singular values left out.
        relative_error: ``error`` divided by $\\|A\\|_F$ (0 for the zero matrix).
    """

    U: np.ndarray
    sigma: np.ndarray
    Vt: np.ndarray
    error: float
    relative_error: float

    @property
    def matrix(self) -> np.ndarray:
        """The approximation itself, shape (m, n)."""
        return (self.U * self.sigma) @ self.Vt + 0.0

    @property
    def nbytes(self) -> int:
        """The bytes that the factors need, as float64."""
        return self.U.nbytes + self.sigma.nbytes + self.Vt.nbytes


def low_rank(A: Any, rank: int) -> LowRank:
    r"""Return a matrix of rank at most k (``rank``); no matrix of rank at most k is closer to A.

    .. math:: A_k = \sum_{i=1}^{k} \sigma_i\, u_i v_i^\top,
        \qquad \|A - A_k\|_F^2 = \sum_{i > k} \sigma_i^2

    Arguments:
        A: matrix, shape (m, n).
        rank: k, from 1 to min(m, n).

    Raises:
        ValueError: ``rank`` is not a whole number in that range, or A is not a matrix.

    Source: Eckart & Young (1936), Psychometrika 1(3), 211-218.

    >>> low_rank([[3.0, 0.0], [0.0, 4.0]], 1).error
    3.0
    """
    A = matrix("A", A)
    if not isinstance(rank, int | np.integer) or not 1 <= rank <= min(A.shape):
        raise ValueError(
            f"rank must be a whole number from 1 to {min(A.shape)}, the smaller side of A "
            f"{A.shape}; got {shown(rank)}."
        )
    scale = power_of_two(A)
    U, sigma, Vt = np.linalg.svd(A / scale, full_matrices=False)
    error, size = np.linalg.norm(sigma[rank:]), np.linalg.norm(sigma)
    relative = float(error / size) if size else 0.0
    kept = U[:, :rank].copy(), sigma[:rank] * scale, Vt[:rank].copy()
    return LowRank(*kept, float(error * scale), relative)
