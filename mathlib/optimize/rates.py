r"""How fast gradient descent with a fixed learning rate goes on a quadratic: exactly.

Along each eigenvector of the Hessian the error is multiplied by $1 - \eta\lambda$ in every step;
the slowest direction decides. Source: Nocedal & Wright (2006), section 3.3; Polyak (1987), 1.4.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import between, float_array, shown
from mathlib.optimize.objectives.base import as_points


def contraction_factor(eigenvalues: Any, learning_rate: Any) -> np.ndarray:
    r"""Return the factor by which the error shrinks per step in the worst direction.

    .. math:: \rho = \max_i |1 - \eta \lambda_i|

    Arguments:
        eigenvalues: λ, shape (…, n).
        learning_rate: η, a number or an array that broadcasts against (…).

    Returns:
        An array (…): below 1 the run converges from every start, above 1 it diverges from
        almost every one.

    Raises:
        ValueError: there is no eigenvalue, or the shapes do not fit together.
        TypeError: the entries are not numbers.

    Source: Polyak (1987), section 1.4.

    How much of the error is left after 10 steps, at κ = 10?

    >>> round(contraction_factor([1.0, 10.0], 0.1).item() ** 10, 3)
    0.349
    """
    values = as_points(eigenvalues, None, "eigenvalues")
    rate = float_array("learning_rate", learning_rate)
    if not values.shape[-1]:
        raise ValueError(
            "eigenvalues must have shape (…, n), at least one on the last axis; "
            f"got shape {values.shape}. Try [1.0, 10.0]."
        )
    try:
        np.broadcast_shapes(rate.shape, values.shape[:-1])
    except ValueError:
        raise ValueError(
            "eigenvalues and learning_rate must fit together as (…, n) and (…); got shapes "
            f"{values.shape} and {rate.shape}."
        ) from None
    with np.errstate(all="ignore"):
        return np.abs(1 - rate[..., None] * values).max(axis=-1)


def best_learning_rate(eigenvalues: Any) -> float:
    r"""Return the fixed learning rate with the smallest factor.

    .. math:: \eta = \frac{2}{\lambda_{\min} + \lambda_{\max}}

    Arguments:
        eigenvalues: λ > 0, any shape; all of one Hessian.

    Raises:
        ValueError: an eigenvalue is not positive and finite, or all are so small that the rate is
            too large for a number.
        TypeError: the entries are not numbers.

    Source: Polyak (1987), section 1.4.

    >>> best = best_learning_rate([1.0, 3.0])
    >>> best, contraction_factor([1.0, 3.0], best).item()
    (0.5, 0.5)
    """
    values = float_array("eigenvalues", eigenvalues)
    if not values.size or not ((values > 0) & np.isfinite(values)).all():
        raise ValueError(
            f"eigenvalues must all be positive and finite (a bowl); got {shown(values.tolist())}. "
            "With a zero or negative one there is no single minimum to reach."
        )
    with np.errstate(all="ignore"):
        rate = 1 / (values.min() / 2 + values.max() / 2)  # the sum of two large ones overflows
    if not np.isfinite(rate):
        raise ValueError(
            f"eigenvalues are so small that 2 / (λ_min + λ_max) is too large for a number; got "
            f"{shown(values.tolist())}. Measure f in smaller units."
        )
    return float(rate)


def steps_to(tolerance: float, factor: Any) -> np.ndarray:
    r"""Return how many steps shrink the error by ``tolerance``: the least k with $\rho^k \le$ it.

    Arguments:
        tolerance: what may be left of the error, between 0 and 1.
        factor: ρ ≥ 0, any shape.

    Returns:
        Whole numbers of the shape of ``factor``, as floats; infinity where ρ ≥ 1.

    Raises:
        ValueError: the tolerance is not between 0 and 1, or a factor is negative or NaN.
        TypeError: the factors are not numbers.

    >>> steps_to(0.01, np.array([0.1, 0.5, 1.0]))
    array([ 2.,  7., inf])
    """
    goal = between("tolerance", tolerance, 0, 1, "1e-6")
    rho = float_array("factor", factor)
    if not (rho >= 0).all():
        raise ValueError(
            f"factor must be 0 or more; got {shown(rho.tolist())}. "
            "Try contraction_factor([1.0, 10.0], 0.1)."
        )
    with np.errstate(all="ignore"):
        steps = np.log(goal) / np.log(rho)
        steps = np.ceil(steps * (1 - 1e-14))  # 0.1³ is a little above 0.001: rounding, not a step
    return np.where(rho < 1, np.maximum(steps, 1), np.inf)
