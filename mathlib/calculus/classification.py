"""What the eigenvalues of a Hessian say about a point where the gradient is zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from mathlib.arguments import not_negative, square_matrix
from mathlib.formatting import format_number

EPS = float(np.finfo(float).eps)
ASYMMETRY = 1e-5
"""Two entries of H may differ by this part of the largest: Hessians by differences do."""


@dataclass(frozen=True, eq=False)
class Classification:
    """What a Hessian says about a point where the gradient is zero.

    Arguments:
        kind: "minimum", "maximum", "saddle" or "undecided".
        eigenvalues: of the Hessian, the smallest first, shape (n,); what counts as 0 is 0.
        reason: one sentence on that.

    >>> verdict = classify([[1e6, 0.0], [0.0, -5.0]])
    >>> verdict.kind, verdict.eigenvalues.tolist()
    ('saddle', [-5.0, 1000000.0])
    """

    kind: str
    eigenvalues: np.ndarray
    reason: str


def classify(H: Any, tol: float | None = None) -> Classification:
    r"""Return what the eigenvalues of the Hessian H say about a stationary point.

    ================  =======================================================================
    all positive      minimum: f curves up in every direction
    all negative      maximum
    both signs        saddle: up one way, down another, whatever the other eigenvalues are
    else              undecided: H leaves it open. $x^4 + y^4$, $-x^4 - y^4$ and $x^4 - y^4$
                      all have H = 0 at the origin
    ================  =======================================================================

    Arguments:
        H: symmetric matrix, shape (n, n).
        tol: an eigenvalue of at most ``tol`` counts as 0; without it, one that the rounding of the
            entries of H can have made. Give the error of the entries, times n, if it is larger.

    Returns:
        The kind, the eigenvalues, and the reason. Multiplying H by a positive number, or using
        other units for one of the variables, does not change the kind.

    Raises:
        ValueError: H is not symmetric, or not square; tol is negative.

    Source: Apostol (1974), Mathematical Analysis, theorem 13.10.

    >>> classify([[2.0, 0.0], [0.0, -1.0]]).kind
    'saddle'
    >>> classify([[0.0, 0.0], [0.0, 0.0]]).reason
    'Undecided: all eigenvalues are 0, so H says nothing.'
    """
    H = symmetric_hessian(H)
    known = None if tol is None else not_negative("tol", tol, "1e-5")
    eigenvalues, within = signed_eigenvalues(H, known)
    low, high = eigenvalues[0], eigenvalues[-1]
    many, listed = len(H) > 1, listed_numbers(eigenvalues, within)
    listed, are = f"the eigenvalue{'s' * many} {listed}", "are" if many else "is"
    if low < 0 < high:
        kind, why = "saddle", f"{listed} have both signs, so f falls one way and rises another"
    elif low > 0:
        kind, why = "minimum", f"{listed} {are} positive, so f curves up in every direction"
    elif high < 0:
        kind, why = "maximum", f"{listed} {are} negative, so f curves down in every direction"
    elif not eigenvalues.any():
        kind, why = (
            "undecided",
            f"all eigenvalues are {listed_numbers(low[None], within)}, so H says nothing",
        )
    else:
        kind, why = "undecided", f"{listed} have no opposite signs, so H leaves it open"
    return Classification(kind, eigenvalues, f"{kind.capitalize()}: {why}.")


def signed_eigenvalues(H: np.ndarray, tol: float | None) -> tuple[np.ndarray, float]:
    """Return the eigenvalues, with 0 for what counts as 0, and to within what that is so.

    How many are positive, and how many negative, is the same for D H D with a diagonal D
    (Sylvester's law of inertia). D is chosen so that the entries of D H D are of one size: then
    what rounding of the entries can do is small beside them, whatever the units of the variables.
    """
    H = (H + H.T) / 2
    values = np.linalg.eigvalsh(H)
    if tol is None:
        noise = 4 * len(H) * EPS
        judged = np.linalg.eigvalsh(_balanced(H))
        negative, positive = np.sum(judged < -noise), np.sum(judged > noise)
        places = np.arange(len(H))
        zero = (places >= negative) & (places < len(H) - positive)
        tol = float(np.abs(values[zero]).max(initial=0.0))
    else:
        zero = np.abs(values) <= tol
    return np.where(zero, 0.0, values), tol


def _balanced(H: np.ndarray) -> np.ndarray:
    """Return D H D in which the largest entry of each row is about 1 (rows of 0 stay)."""
    for _ in range(8):
        largest = np.abs(H).max(axis=1)
        d = 1 / np.sqrt(np.where(largest > 0, largest, 1.0))
        H = d[:, None] * H * d
    return H


def listed_numbers(values: np.ndarray, within: float) -> str:
    """Return the numbers as words; a 0 that has been another number says to within what."""
    zero = f"0 to within {format_number(within, 1)}" if within > 0 else "0"
    *first, last = [format_number(v) if v else zero for v in values]
    return f"{', '.join(first)} and {last}" if first else last


def symmetric_hessian(H: Any) -> np.ndarray:
    H = square_matrix("H", H)
    i, j = np.unravel_index(np.argmax(np.abs(H - H.T)), H.shape)
    if abs(H[i, j] - H[j, i]) > ASYMMETRY * np.abs(H).max():
        raise ValueError(
            f"H must be symmetric; its entries ({i}, {j}) and ({j}, {i}) are "
            f"{format_number(H[i, j])} and {format_number(H[j, i])}. Continuous second derivatives "
            "do not depend on the order: check H, or take another point."
        )
    return H
