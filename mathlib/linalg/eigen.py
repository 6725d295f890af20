"""Directions that a matrix only stretches: found by repeating it, and put together again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from mathlib.arguments import finite_array, positive, square_matrix, whole_number
from mathlib.formatting import format_number
from mathlib.linalg.vectors import normalize

LARGEST_CONDITION = 1e7
"""W with a larger condition number counts as singular: half of the 16 digits are gone."""


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
        rate: $|\\lambda_2 / \\lambda_1|$, by which the error shrinks at each step in the end;
            1 if there is no single dominant direction, NaN for the zero matrix.
    """

    eigenvalue: float
    eigenvector: np.ndarray
    nit: int
    success: bool
    message: str
    path: np.ndarray
    rate: float


def power_iteration(A: Any, x0: Any, maxiter: int = 100, tol: float = 1e-10) -> PowerResult:
    r"""Follow $x_{k+1} = A x_k / \|A x_k\|$: the direction that A stretches most wins.

    With eigenvalues $|\lambda_1| > |\lambda_2| \ge \dots$ and a start that is not exactly
    without the first eigenvector, the angle to it shrinks by $|\lambda_2 / \lambda_1|$ a step.

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
    path, size = [normalize(x)], np.linalg.norm(A, 2)
    while True:
        x, image = path[-1], A @ path[-1]
        eigenvalue = float(x @ image)
        residual = np.linalg.norm(image - eigenvalue * x)
        if residual <= tol * size or len(path) > maxiter:
            break
        path.append(normalize(image))
    success = bool(residual <= tol * size)
    return PowerResult(
        eigenvalue, x, len(path) - 1, success, _message(success, path), np.array(path), _rate(A)
    )


def _message(success: bool, path: list) -> str:
    steps = "1 step" if len(path) == 2 else f"{len(path) - 1} steps"
    if success:
        return f"Converged: after {steps} A x is λ x."
    return f"Budget used up: after {steps} A x still points elsewhere than x."


def _rate(A: np.ndarray) -> float:
    sizes = np.sort(np.abs(np.linalg.eigvals(A)))[::-1]
    if sizes[0] == 0:
        return float("nan")
    return float(np.round(sizes[1] / sizes[0], 12)) if len(sizes) > 1 else 0.0


@dataclass(frozen=True, eq=False)
class Diagonalization:
    r"""Eigenvalues and eigenvectors in pairs, and whether they make $A = W \Lambda W^{-1}$.

    Arguments:
        eigenvalues: λ, shape (n,), largest real part first; complex only if some are.
        W: the eigenvectors as columns, shape (n, n), in the same order, of length 1; the entry of
            largest modulus is real and positive.
        kind: "real", "complex" (turns: the pairs are complex), or "defective" (too few directions).
        message: one sentence on that.
    """

    eigenvalues: np.ndarray
    W: np.ndarray
    kind: str
    message: str

    @property
    def success(self) -> bool:
        """Whether W can be inverted, so that A = W Λ W⁻¹."""
        return self.kind != "defective"

    def power(self, k: int) -> np.ndarray:
        r"""Return $A^k = W \Lambda^k W^{-1}$; k may be negative if no eigenvalue is 0.

        Raises ValueError for a defective matrix, or a negative power of a singular one.
        """
        if not self.success:
            raise ValueError(f"{self.message} Use np.linalg.matrix_power(A, {k}).")
        if k < 0 and np.min(np.abs(self.eigenvalues)) <= 1e-12 * np.max(np.abs(self.eigenvalues)):
            raise ValueError(f"A has an eigenvalue 0, so A^{k} does not exist: only k ≥ 0 does.")
        result = (self.W * self.eigenvalues ** float(k)) @ np.linalg.inv(self.W)
        return result.real


def diagonalize(A: Any) -> Diagonalization:
    r"""Return eigenvalues and eigenvectors of A, paired, ordered, and with a fixed sign.

    .. math:: A w_i = \lambda_i w_i, \qquad A = W \Lambda W^{-1}
        \text{ if } w_1, \dots, w_n \text{ are independent}

    Arguments:
        A: square matrix, shape (n, n), of real numbers.

    Raises:
        ValueError: A is not square.

    Source: Strang (2016), Introduction to Linear Algebra, sections 6.1 and 6.2.

    >>> pairs = diagonalize([[2.0, 1.0], [2.0, 3.0]])
    >>> pairs.eigenvalues, pairs.kind
    (array([4., 1.]), 'real')
    >>> diagonalize([[1.0, 1.0], [0.0, 1.0]]).kind
    'defective'
    """
    A = square_matrix("A", A)
    symmetric = np.array_equal(A, A.T)
    values, W = np.linalg.eigh(A) if symmetric else np.linalg.eig(A)
    order = np.lexsort((-values.imag, -values.real))
    values, W = values[order], _fixed_signs(W[:, order])
    condition = 1.0 if symmetric else np.linalg.cond(W)
    if condition > LARGEST_CONDITION:
        kind, message = "defective", _defective(W, condition)
    elif np.iscomplexobj(values):
        turning = next(v for v in values if v.imag)
        kind = "complex"
        message = (
            f"It turns: the eigenvalues come in complex pairs, such as "
            f"{format_number(turning.real)} ± {format_number(abs(turning.imag))}i."
        )
    else:
        kind, message = "real", f"{len(A)} independent real directions are only stretched."
    return Diagonalization(values, W, kind, message)


def _fixed_signs(W: np.ndarray) -> np.ndarray:
    """Turn each column so that its entry of largest modulus is real and positive."""
    # rounded, so that of two equally large entries it is always the first
    largest = np.argmax(np.round(np.abs(W), 9), axis=0)
    leading = W[largest, np.arange(W.shape[1])]
    return W * (np.conj(leading) / np.abs(leading)) + 0.0


def _defective(W: np.ndarray, condition: float) -> str:
    directions = int(np.linalg.matrix_rank(W, tol=len(W) / LARGEST_CONDITION))
    return (
        f"Defective (as far as 16 digits tell): only {directions} independent "
        f"eigenvector{'s' * (directions != 1)} for {len(W)} dimensions, so A = W Λ W⁻¹ is "
        "impossible."
    )
