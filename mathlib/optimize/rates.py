r"""How fast gradient descent with a fixed learning rate goes on a quadratic: exactly.

Along each eigenvector of the Hessian the error is multiplied by $1 - \eta\lambda$ in every step;
the slowest direction decides. Source: Nocedal & Wright (2006), section 3.3; Polyak (1987), 1.4.
"""

from __future__ import annotations

import numpy as np

from mathlib.arguments import float_array


def contraction_factor(eigenvalues: np.ndarray, learning_rate: float | np.ndarray) -> np.ndarray:
    r"""The factor by which the error shrinks per step in the worst direction.

    .. math:: \rho = \max_i |1 - \eta \lambda_i|

    Arguments:
        eigenvalues: λ, shape (…, n).
        learning_rate: η, a number or an array that broadcasts against (…).

    Returns an array (…): below 1 the run converges from every start, above 1 it diverges from
    almost every one.

    >>> contraction_factor([1.0, 10.0], 0.1).item()
    0.9
    """
    eigenvalues = float_array("eigenvalues", eigenvalues)
    return np.abs(1 - np.asarray(learning_rate)[..., None] * eigenvalues).max(axis=-1)


def best_learning_rate(eigenvalues: np.ndarray) -> float:
    r"""The fixed learning rate with the smallest factor, $2 / (\lambda_{\min} + \lambda_{\max})$.

    Raises ValueError unless every eigenvalue is positive.

    >>> best_learning_rate([1.0, 3.0])
    0.5
    """
    eigenvalues = float_array("eigenvalues", eigenvalues)
    if not eigenvalues.size or not ((eigenvalues > 0) & np.isfinite(eigenvalues)).all():
        raise ValueError(
            f"eigenvalues must all be positive and finite (a bowl); got {eigenvalues.tolist()}. "
            "With a zero or negative one there is no single minimum to reach."
        )
    return float(2 / (eigenvalues.min() + eigenvalues.max()))


def steps_to(tolerance: float, factor: np.ndarray) -> np.ndarray:
    r"""How many steps shrink the error by ``tolerance``: the least k with $\rho^k \le$ tolerance.

    ``factor`` ρ has any shape; where ρ ≥ 1 the answer is infinity.

    >>> steps_to(0.01, np.array([0.1, 0.5, 1.0]))
    array([ 2.,  7., inf])
    """
    if not 0 < tolerance < 1:
        raise ValueError(f"tolerance must be between 0 and 1; got {tolerance}. Try 1e-6.")
    factor = np.asarray(factor)
    with np.errstate(divide="ignore"):
        steps = np.ceil(np.log(tolerance) / np.log(factor) - 1e-9)
    return np.where(factor < 1, np.maximum(steps, 1), np.inf)
