"""Directions that a matrix only stretches, put together again: A = W Λ W⁻¹.

Computed eigenvalues are not exact, and how far off they are tells what can be said:

1. `eigenvalue_errors` estimates how far rounding can have moved each of them;
2. two that are closer than that are one, and if their eigenvectors are dependent, A is defective;
3. a complex pair whose imaginary part is below that is one real eigenvalue, twice.
"""

from __future__ import annotations

import math
import operator
from dataclasses import dataclass
from typing import Any

import numpy as np

from mathlib.arguments import shown, square_matrix
from mathlib.formatting import format_number
from mathlib.linalg.accuracy import DEPENDENT, eigenpairs, eigenvalue_errors, sensitivity
from mathlib.linalg.vectors import power_of_two

LARGEST_CONDITION = 3e6
"""With a larger condition number of W, more than six of the 16 digits may be lost in W Λ W⁻¹."""


@dataclass(frozen=True, eq=False)
class Diagonalization:
    r"""Eigenvalues and eigenvectors in pairs, and whether they make $A = W \Lambda W^{-1}$.

    Arguments:
        eigenvalues: λ, shape (n,), largest real part first; complex only if some are. Those of a
            defective matrix are computed to half of the digits, or fewer.
        W: the eigenvectors as columns, shape (n, n), in the same order, of length 1; the entry of
            largest modulus is real and positive.
        kind: "real", "complex" (turns: the pairs are complex), or "defective" (too few directions).
        message: one sentence on that; it says so if W is nearly singular.
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
        r"""Return $A^k = W \Lambda^k W^{-1}$, shape (n, n).

        Arguments:
            k: a whole number of any size; negative only if no eigenvalue is 0.

        Raises:
            ValueError: A is defective, or k is negative and A singular (to the accuracy of the
                numbers); k is not whole; an entry is beyond the largest number.

        >>> weather = diagonalize([[0.9, 0.5], [0.1, 0.5]])  # from one day to the next
        >>> weather.power(100).round(6)
        array([[0.833333, 0.833333],
               [0.166667, 0.166667]])
        """
        try:
            k = operator.index(k)
        except TypeError:
            raise ValueError(f"k must be an integer; got {shown(k)}. Try 2.") from None
        if not self.success:
            raise ValueError(f"{self.message} Use np.linalg.matrix_power(A, k).")
        errors = eigenvalue_errors(self.W, _size(self.eigenvalues, self.W))
        if k < 0 and np.any(np.abs(self.eigenvalues) <= errors):
            raise ValueError(
                "A has an eigenvalue 0 (to the accuracy of the numbers), so A^k does not exist for "
                f"k = {shown(k)}. Take k = 0 or more."
            )
        with np.errstate(all="ignore"):  # beyond the largest number: inf or NaN, refused below
            result = ((self.W * whole_power(self.eigenvalues, k)) @ np.linalg.inv(self.W)).real
        if not np.isfinite(result).all():
            raise ValueError(
                f"k = {shown(k)} is too large: A^k has entries above 1.8e308, the largest float64 "
                "number."
            )
        return result + 0.0  # never -0


def diagonalize(A: Any) -> Diagonalization:
    r"""Return eigenvalues and eigenvectors of A, paired, ordered, and with a fixed sign.

    .. math:: A w_i = \lambda_i w_i, \qquad A = W \Lambda W^{-1}
        \text{ if } w_1, \dots, w_n \text{ are independent}

    A counts as defective if it is so to the accuracy of the numbers: two eigenvalues are closer
    together than rounding can have moved them, and their eigenvectors are as good as dependent.

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
    scale = power_of_two(A)  # tiny and huge matrices are told as others are
    values, W = eigenpairs(A / scale)
    defect = _defect(A / scale, values, W)
    values, W = _without_rounding(values, W, float(np.linalg.norm(A / scale, 2)), bool(defect))
    order = np.lexsort((-values.imag, -values.real))
    values, W = values[order] * scale + 0.0, _fixed_signs(W[:, order])
    if defect:
        return Diagonalization(values, W, "defective", defect)
    return Diagonalization(values, W, *_kind_and_message(values, W))


def _matrix(values: np.ndarray, W: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        return (W * values) @ np.linalg.inv(W)


def _size(values: np.ndarray, W: np.ndarray) -> float:
    return float(np.linalg.norm(_matrix(values, W), 2))


def _defect(A: np.ndarray, values: np.ndarray, W: np.ndarray) -> str:
    """Return why A = W Λ W⁻¹ is out of reach; "" if it is not."""
    n, size = len(W), float(np.linalg.norm(A, 2))
    # the diagonal of a triangular matrix holds its eigenvalues exactly
    exact = np.array_equal(A, np.triu(A)) or np.array_equal(A, np.tril(A))
    errors = np.zeros(n) if exact else eigenvalue_errors(W, size)
    gaps = np.abs(values[:, None] - values) + np.diag(np.full(n, np.inf))
    one = gaps <= 2 * (errors[:, None] + errors)
    if np.any(one & (sensitivity(W) > DEPENDENT)):
        few = "only 1 independent eigenvector" if n == 2 else "too few independent eigenvectors"
        return (
            f"Defective, to the accuracy of the numbers: {few} for {n} dimensions, so A = W Λ W⁻¹ "
            "is impossible."
        )
    if np.isinf(sensitivity(W)).any() or np.abs(_matrix(values, W) - A).max() > 1e-6 * size:
        return (
            "Nearly defective: the eigenvectors are so nearly dependent that W Λ W⁻¹ would give "
            "fewer than six digits of A."
        )
    return ""


def _without_rounding(
    values: np.ndarray, W: np.ndarray, size: float, defective: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Make complex pairs real that only rounding has made of one real eigenvalue, twice.

    Of such a pair w, w̄ the real and the imaginary part are eigenvectors, and as independent; of a
    defective matrix the real part alone is one.
    """
    if not np.iscomplexobj(values):
        return values, W
    real = np.abs(values.imag) <= eigenvalue_errors(W, size)
    W = np.where(real, np.where((values.imag < 0) & (not defective), W.imag, W.real), W)
    W = W / np.linalg.norm(W, axis=0)
    return (values.real, W.real) if real.all() else (np.where(real, values.real, values), W)


def _kind_and_message(values: np.ndarray, W: np.ndarray) -> tuple[str, str]:
    n, condition = len(W), np.linalg.cond(W)
    nearly = "."
    if condition > LARGEST_CONDITION:
        nearly = (
            ", but the eigenvectors are nearly dependent: up to "
            f"{math.ceil(math.log10(condition))} of 16 digits may be lost in W Λ W⁻¹."
        )
    if np.iscomplexobj(values):
        i = np.argmax(values.imag)
        noise = eigenvalue_errors(W, _size(values, W))[i]
        real = values[i].real if abs(values[i].real) > noise else 0.0
        return "complex", (
            "It turns: some eigenvalues come in complex pairs, such as "
            f"{format_number(real)} ± {format_number(values[i].imag)}i{nearly}"
        )
    if n == 1:
        return "real", "1 real direction is only stretched."
    return "real", f"{n} independent real directions are only stretched{nearly}"


def _fixed_signs(W: np.ndarray) -> np.ndarray:
    """Turn each column so that its entry of largest modulus is real and positive."""
    # rounded, so that of two equally large entries it is always the first
    largest = np.argmax(np.round(np.abs(W), 9), axis=0)
    leading = W[largest, np.arange(W.shape[1])]
    return W * (np.conj(leading) / np.abs(leading)) + 0.0


def whole_power(values: np.ndarray, k: int) -> np.ndarray:
    """Return the values to the power k, by squaring: a float forgets whether a large k is odd.

    >>> whole_power(np.array([-1.0, 2.0]), 2**53 + 1).tolist()
    [-1.0, inf]
    """
    square, result = (1 / values if k < 0 else values), np.ones_like(values)
    with np.errstate(all="ignore"):
        for bit in reversed(f"{abs(k):b}"):
            result = result * square if bit == "1" else result
            square = square * square
    return result
