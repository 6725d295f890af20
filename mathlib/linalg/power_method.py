"""Multiply by a matrix and cut to length 1, again and again: one direction wins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from mathlib.arguments import finite_array, positive, square_matrix, whole_number
from mathlib.linalg.accuracy import DEPENDENT, eigenpairs, eigenvalue_errors, sensitivity
from mathlib.linalg.vectors import normalize, power_of_two, unit_vectors


@dataclass(frozen=True, eq=False)
class PowerResult:
    """Where :func:`power_iteration` ended.

    Arguments:
        eigenvalue: the estimate $x^\\top A x$ (Rayleigh's quotient) at the last x.
        eigenvector: the last x, shape (n,), of length 1.
        nit: the steps taken.
        success: whether $\\|A x - \\lambda x\\|$ fell to ``tol`` times the norm of A.
        message: one sentence on that.
        path: all x, the start (made length 1) included, shape (nit + 1, n).
        rate: $|\\lambda_2 / \\lambda_1|$, by which the error is multiplied at each step in the
            end, $\\lambda_2$ being the largest that differs from $\\lambda_1$; 1 if another one is
            as large, or $\\lambda_1$ has too few eigenvectors, NaN if all eigenvalues are 0.
    """

    eigenvalue: float
    eigenvector: np.ndarray
    nit: int
    success: bool
    message: str
    path: np.ndarray
    rate: float


def power_iteration(A: Any, x0: Any, maxiter: int = 100, tol: float = 1e-10) -> PowerResult:
    r"""Follow $x_{k+1} = A x_k / \|A x_k\|$: the eigenvector of the largest $|\lambda|$ wins.

    With eigenvalues $|\lambda_1| > |\lambda_2| \ge \dots$ and a start that is not exactly
    without the first eigenvector, the angle to it is multiplied by $|\lambda_2 / \lambda_1|$ a
    step, in the end. It fails where two different eigenvalues are the largest, as in a rotation.

    Arguments:
        A: square matrix, shape (n, n).
        x0: the start, shape (n,), not zero.
        maxiter: the most steps to take.
        tol: stop at $\|A x - \lambda x\| \le$ ``tol`` $\cdot \|A\|_2$.

    Raises:
        ValueError: A is not square, or x0 is zero or does not fit A.

    Source: Golub & Van Loan (2013), Matrix Computations, section 7.3.1.

    >>> result = power_iteration([[2.0, 1.0], [2.0, 3.0]], [1.0, 0.0])
    >>> round(result.eigenvalue, 9), result.rate, result.success
    (4.0, 0.25, True)
    """
    A, maxiter = square_matrix("A", A), whole_number("maxiter", maxiter, "100")
    tol, x = positive("tol", tol, "1e-10"), finite_array("x0", x0)
    if x.shape != A.shape[:1]:
        raise ValueError(f"x0 must have shape ({len(A)},) to fit A {A.shape}; got {x.shape}.")
    scale = float(power_of_two(A))
    A = A / scale
    with np.errstate(under="ignore"):  # a tol too small is 0: stop when nothing is left to gain
        path, least = [unit_vectors("x0", x)], float(tol * np.linalg.norm(A, 2))
    while True:  # at most maxiter steps
        x, image = path[-1], A @ path[-1]
        eigenvalue = float(x @ image)
        residual = np.linalg.norm(image - eigenvalue * x)
        if residual <= least or len(path) > maxiter:
            break
        path.append(normalize(image))
    success = bool(residual <= least)
    largest, error, rate = _dominant(A)
    weaker = bool(abs(eigenvalue) < largest - error - least)
    message = _message(success, len(path) - 1, weaker)
    return PowerResult(eigenvalue * scale, x, len(path) - 1, success, message, np.array(path), rate)


def _message(success: bool, nit: int, weaker: bool) -> str:
    steps = f"{nit} step{'s' * (nit != 1)}"
    if not success:
        return f"Budget used up: after {steps} A x still points elsewhere than x."
    but = ", but some other |λ| is larger: try another start" if weaker else ""
    return f"Converged: after {steps} A x is λ x{but}."


def _dominant(A: np.ndarray) -> tuple[float, float, float]:
    """Return the largest |λ|, how far rounding can have moved it, and the rate."""
    values, W = eigenpairs(A)
    errors = eigenvalue_errors(W, float(np.linalg.norm(A, 2)))
    first = np.argmax(np.abs(values))
    largest, error = float(np.abs(values[first])), float(errors[first])
    if largest <= error:
        return largest, error, float("nan")
    same = np.abs(values - values[first]) <= 10 * (errors + error)  # A itself was rounded, too
    if np.count_nonzero(same) > 1 and (sensitivity(W)[same] > DEPENDENT).any():
        return largest, error, 1.0
    rest = np.abs(values[~same]).max(initial=0.0)
    return largest, error, float(np.round(rest / largest, 12))
