"""The singular value decomposition of the plane as something that happens: turn, stretch, turn."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from mathlib.arguments import finite_array, number
from mathlib.linalg.vectors import rotation


class Stages(NamedTuple):
    r"""The factors of $A = U \Sigma V^\top$ for a 2 × 2 matrix, as :func:`svd_stages` fixes them.

    Arguments:
        U: a rotation, or a reflection if det A < 0; its columns are the half-axes of the ellipse.
        sigma: the singular values, shape (2,), the larger one first.
        V: a rotation by at most a right angle.
    """

    U: np.ndarray
    sigma: np.ndarray
    V: np.ndarray

    @property
    def reflects(self) -> bool:
        """Whether U turns the plane over."""
        return bool(np.linalg.det(self.U) < 0)

    @property
    def angles(self) -> tuple[float, float]:
        """By how much Vᵀ turns, and then U (radians); a reflection U mirrors at half its angle."""
        return 0.0 - _direction(self.V[:, 0]), _direction(self.U[:, 0])

    def at(self, stage: float) -> np.ndarray:
        r"""Return the matrix that has been applied at a stage from 0 (nothing) to 3 (A).

        From 0 to 1 $V^\top$ turns, from 1 to 2 Σ stretches, from 2 to 3 U turns. A reflection
        cannot be reached by turning, so the plane then turns over like a card about the line that
        U mirrors at, and is seen edge-on halfway.
        """
        first, stretch, last = np.clip(number("stage", stage, "1.5") - np.arange(3), 0, 1)
        turn, back = self.angles
        if self.reflects:
            half = rotation(back / 2)
            end = half @ np.diag([1.0, np.cos(np.pi * last)]) @ half.T
        else:
            end = rotation(last * back)
        with np.errstate(under="ignore"):
            return end @ np.diag(1 + stretch * (self.sigma - 1)) @ rotation(first * turn)


def svd_stages(A: Any) -> Stages:
    r"""Return $A = U \Sigma V^\top$ with V a rotation by at most a right angle.

    numpy's factors may both be reflections, where two rotations do. Here V is always a rotation,
    and U is one too unless det A < 0. Where the factors are not determined, as little as possible
    is turned: if the singular values are equal, V is the identity. A second singular value that is
    0 but for rounding is 0.

    Arguments:
        A: matrix, shape (2, 2).

    Raises:
        ValueError: A has another shape.

    Source: Trefethen & Bau (1997), Numerical Linear Algebra, lecture 4.

    >>> stages = svd_stages([[0.0, -2.0], [2.0, 0.0]])
    >>> stages.sigma, np.degrees(stages.angles)
    (array([2., 2.]), array([ 0., 90.]))
    """
    A = finite_array("A", A)
    if A.shape != (2, 2):
        raise ValueError(f"A must be 2 × 2, since it moves the plane; got shape {A.shape}.")
    U, sigma, Vt = np.linalg.svd(A)
    if sigma[0] - sigma[1] <= 1e-12 * sigma[0]:
        V, U = np.eye(2), A / sigma[0] if sigma[0] else np.eye(2)
        return Stages(U, sigma, V)
    angle = _direction(Vt[0] * (1 if Vt[0, 0] >= 0 else -1))
    V = rotation(angle)
    U = U * np.sign(np.sum(V * Vt.T, axis=0))  # the same signs, so that the product stays A
    if sigma[1] <= 1e-12 * sigma[0]:
        sigma[1] = 0.0
        U[:, 1] = -U[1, 0], U[0, 0]  # any sign would do: a rotation then
    return Stages(U, sigma, V)


def _direction(v: np.ndarray) -> float:
    return float(np.arctan2(v[1], v[0]))
