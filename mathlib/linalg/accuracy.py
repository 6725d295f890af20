"""Eigenvalues as computed, and how far off they are."""

from __future__ import annotations

import numpy as np

from mathlib.linalg.vectors import power_of_two

EPS = float(np.finfo(float).eps)
DEPENDENT = 2e5
"""Eigenvectors of one eigenvalue count as dependent if a change of A moves it this much more.

In trials with whole numbers those of defective matrices had more than 2e7, the others, repeated
eigenvalues with enough directions included, less than 2e3.
"""


def eigenpairs(A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return eigenvalues (n,) and eigenvectors as columns (n, n), real if all of them are.

    From numpy 2.5 on ``np.linalg.eig`` returns complex arrays even if all imaginary parts are 0.

    >>> eigenpairs(np.array([[2.0, 1.0], [0.0, 1.0]]))[0]
    array([2., 1.])
    """
    if np.array_equal(A, A.T):
        return np.linalg.eigh(A)
    values, W = np.linalg.eig(A)
    real = not np.any(values.imag)
    return (values.real, W.real) if real else (values, W)


def eigenvalue_errors(W: np.ndarray, size: float) -> np.ndarray:
    r"""Return how far rounding can move each eigenvalue of a matrix A, shape (n,).

    .. math:: \min\left( n \varepsilon \|A\|\, \kappa_i,\; 2 \|A\| (n \varepsilon)^{1/n} \right)

    Arguments:
        W: its eigenvectors as columns of length 1, shape (n, n); $\kappa_i$ is the length of row i
            of $W^{-1}$.
        size: $\|A\|_2$.

    Source: Golub & Van Loan (2013), Matrix Computations, section 7.2.2, for the first, which is for
    an eigenvalue of its own; Bhatia, Elsner & Krause (1990) for the second, which is for any.

    >>> errors = eigenvalue_errors(np.eye(2), 3.0)
    >>> float(errors[0] / EPS)
    6.0
    """
    n = len(W)
    with np.errstate(over="ignore"):
        return size * np.minimum(n * EPS * sensitivity(W), 2 * (n * EPS) ** (1 / n))


def sensitivity(W: np.ndarray) -> np.ndarray:
    """Return by how much more than A each eigenvalue moves, shape (n,); ∞ if W has no inverse.

    >>> sensitivity(np.array([[1.0, 0.6], [0.0, 0.8]])).round(12).tolist()
    [1.25, 1.25]
    """
    try:
        with np.errstate(all="ignore"):
            inverse = np.linalg.inv(W)
            size = power_of_two(inverse)  # its squares may be too large
            return np.linalg.norm(inverse / size, axis=1) * size
    except np.linalg.LinAlgError:
        return np.full(len(W), np.inf)
