"""Directions that a matrix only stretches: found by repeating it, and put together again."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import Any

import numpy as np

from mathlib.arguments import finite_array, positive, square_matrix, whole_number
from mathlib.formatting import format_number
from mathlib.linalg.vectors import normalize, power_of_two, unit_vectors

LARGEST_CONDITION = 3e6
"""W with a larger condition number counts as singular: six of the 16 digits are gone.

In trials with whole numbers defective matrices had more than 3e6 (small ones more than 1e7), the
others less than 2e4.
"""


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
            end; 1 if there is no single dominant direction, NaN if all eigenvalues are 0.
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
    step, in the end.

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
    path, size = [unit_vectors("x0", x)], np.linalg.norm(A, 2)
    while True:
        x, image = path[-1], A @ path[-1]
        eigenvalue = float(x @ image)
        residual = np.linalg.norm(image - eigenvalue * x)
        if residual <= tol * size or len(path) > maxiter:
            break
        path.append(normalize(image))
    success = bool(residual <= tol * size)
    sizes = np.sort(np.abs(np.linalg.eigvals(A)))[::-1]
    # computed eigenvalues of a defective matrix are off by up to 1e-3 of its norm
    weaker = abs(eigenvalue) < sizes[0] - 1e-3 * size
    message = _message(success, len(path) - 1, weaker)
    return PowerResult(
        eigenvalue * scale, x, len(path) - 1, success, message, np.array(path), _rate(sizes)
    )


def _message(success: bool, nit: int, weaker: bool) -> str:
    steps = f"{nit} step{'s' * (nit != 1)}"
    if not success:
        return f"Budget used up: after {steps} A x still points elsewhere than x."
    but = ", but some other |λ| is larger: try another start" if weaker else ""
    return f"Converged: after {steps} A x is λ x{but}."


def _rate(sizes: np.ndarray) -> float:
    if sizes[0] == 0:
        return float("nan")
    return float(np.round(sizes[1] / sizes[0], 12)) if len(sizes) > 1 else 0.0


@dataclass(frozen=True, eq=False)
class Diagonalization:
    r"""Eigenvalues and eigenvectors in pairs, and whether they make $A = W \Lambda W^{-1}$.

    Arguments:
        eigenvalues: λ, shape (n,), largest real part first; complex only if some are. Those of a
            defective matrix are computed to half of the digits, or fewer.
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

        Raises ValueError for a defective matrix, a negative power of a singular one (to the
        accuracy of the numbers), a k that is not whole, or powers beyond the largest number.
        """
        try:
            k = operator.index(k)
        except TypeError:
            raise ValueError(f"k must be an integer; got {k!r}. Try 2.") from None
        if not self.success:
            raise ValueError(f"{self.message} Use np.linalg.matrix_power(A, {k}).")
        if k < 0 and np.min(np.abs(self.eigenvalues)) <= _noise(self.eigenvalues, self.W):
            raise ValueError(
                "A has an eigenvalue 0 (to the accuracy of the numbers), so "
                f"A^{k} does not exist. Take k = 0 or more."
            )
        with np.errstate(over="ignore", invalid="ignore"):
            result = ((self.W * self.eigenvalues ** float(k)) @ np.linalg.inv(self.W)).real
        if not np.isfinite(result).all():
            raise ValueError(f"A^{k} has entries above 1.8e308, the largest float64 number.")
        return result + 0.0


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
    scale = power_of_two(A)
    if np.array_equal(A, A.T):
        values, W = np.linalg.eigh(A / scale)
    else:
        values, W = _without_rounding(*np.linalg.eig(A / scale))
    order = np.lexsort((-values.imag, -values.real))
    values, W = values[order] * scale + 0.0, _fixed_signs(W[:, order])
    return Diagonalization(values, W, *_kind_and_message(values, W))


def _noise(values: np.ndarray, W: np.ndarray) -> float:
    """How far rounding can move the eigenvalues, W being invertible (Bauer & Fike, 1960)."""
    A = (W * values) @ np.linalg.inv(W)
    return len(W) * np.finfo(float).eps * np.linalg.cond(W) * np.linalg.norm(A, 2)


def _without_rounding(values: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Make complex pairs real that only rounding has made of one real eigenvalue, twice.

    Of such a pair w, w̄ the real and the imaginary part are eigenvectors, and as independent.
    """
    if not np.iscomplexobj(values) or np.linalg.cond(W) > LARGEST_CONDITION:
        return values, W
    real = np.abs(values.imag) <= _noise(values, W)
    W = np.where(real, np.where(values.imag < 0, W.imag, W.real), W)
    W = W / np.linalg.norm(W, axis=0)
    return (values.real, W.real) if real.all() else (np.where(real, values.real, values), W)


def _kind_and_message(values: np.ndarray, W: np.ndarray) -> tuple[str, str]:
    n = len(W)
    if np.linalg.cond(W) > LARGEST_CONDITION:
        few = "only 1 independent eigenvector" if n == 2 else "too few independent eigenvectors"
        return "defective", (
            "Defective, or so nearly that more than six digits would be lost: "
            f"{few} for {n} dimensions, so A = W Λ W⁻¹ is impossible."
        )
    if np.iscomplexobj(values):
        turning = values[np.argmax(values.imag)]
        real = turning.real if abs(turning.real) > _noise(values, W) else 0.0
        return "complex", (
            "It turns: some eigenvalues come in complex pairs, such as "
            f"{format_number(real)} ± {format_number(turning.imag)}i."
        )
    if n == 1:
        return "real", "1 real direction is only stretched."
    return "real", f"{n} independent real directions are only stretched."


def _fixed_signs(W: np.ndarray) -> np.ndarray:
    """Turn each column so that its entry of largest modulus is real and positive."""
    # rounded, so that of two equally large entries it is always the first
    largest = np.argmax(np.round(np.abs(W), 9), axis=0)
    leading = W[largest, np.arange(W.shape[1])]
    return W * (np.conj(leading) / np.abs(leading)) + 0.0
