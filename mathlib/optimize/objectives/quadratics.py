"""Quadratic functions with chosen eigenvalues: the bowl, the valley, the saddle and the dome."""

from typing import Any

import numpy as np

from mathlib.arguments import float_array, number, shown
from mathlib.optimize.objectives.base import Objective


def _rotated(eigenvalues: np.ndarray, angle: float) -> np.ndarray:
    """Return R diag(eigenvalues) Rᵀ with R the rotation of the plane by ``angle``."""
    if angle == 0:
        return np.diag(eigenvalues)
    if eigenvalues.shape != (2,):
        raise ValueError(
            f"angle turns the plane, so it needs 2 eigenvalues; got {len(eigenvalues)}. "
            "Leave angle at 0."
        )
    with np.errstate(all="ignore"):  # a tiny angle may underflow
        c, s = np.cos(angle), np.sin(angle)
        rotation = np.array([[c, -s], [s, c]])
        half = rotation @ np.diag(eigenvalues / 2) @ rotation.T
        return half + half.T  # symmetric to the last digit


def _shape_of(eigenvalues: np.ndarray) -> tuple[str, str]:
    """Return the story for these eigenvalues, and what the centre is."""
    low, high = eigenvalues.min(), eigenvalues.max()
    if low > 0:
        return "a bowl with one minimum", "minimizers"
    if low < 0 < high:
        return "a saddle: down on one side, up on the other", "saddles"
    if low == 0:
        return "a valley with a flat floor: many minima, the centre is one", "minimizers"
    return "a dome: no minimum", "maximizers"


def quadratic_form(
    matrix: np.ndarray, center: np.ndarray, constant: float = 0.0, **description: Any
) -> Objective:
    r"""Return the objective $\tfrac12 (x-c)^\top A (x-c) + \text{constant}$.

    Arguments:
        matrix: the symmetric Hessian A, shape (n, n).
        center: the stationary point c, shape (n,).
        constant: the value at c.
        description: name, story, domain, minimizers … of the :class:`Objective`.

    >>> f = quadratic_form(np.eye(1), np.zeros(1), 5.0, name="f", story="", domain=((-1, 1),))
    >>> f([[0.0], [2.0]])
    array([5., 7.])
    """

    def value(x: np.ndarray) -> np.ndarray:
        offset = x - center
        return 0.5 * np.einsum("...i,...i->...", offset @ matrix, offset) + constant

    return Objective(
        n=len(center),
        raw_value=value,
        raw_gradient=lambda x: (x - center) @ matrix,
        raw_hessian=lambda x: np.broadcast_to(matrix, (*x.shape, len(center))).copy(),
        **description,
    )


def quadratic(eigenvalues: Any, angle: float = 0.0, center: Any = None) -> Objective:
    r"""Return the quadratic function whose Hessian has the given eigenvalues.

    .. math:: f(x) = \tfrac12 (x-c)^\top A (x-c), \qquad A = R \,\mathrm{diag}(\lambda)\, R^\top

    Gradient descent on it is exact: $x_k - c = (I - \eta A)^k (x_0 - c)$.

    Arguments:
        eigenvalues: the curvatures λ, shape (n,); zero and negative ones are allowed.
        angle: rotation of the axes in radians, counter-clockwise; only for n = 2.
        center: the stationary point c, shape (n,); the origin if left out.

    Raises:
        ValueError: an empty or nested list, an entry that is not finite, a center of the wrong
            shape, or an angle when n is not 2.

    Source: Nocedal & Wright, Numerical Optimization (2006), section 3.3.

    >>> f = quadratic([1.0, 10.0])
    >>> f([1.0, 1.0]) == 5.5
    np.True_
    >>> f.gradient([1.0, 1.0])
    array([ 1., 10.])
    """
    values = float_array("eigenvalues", eigenvalues)
    if values.ndim != 1 or values.size == 0 or not np.isfinite(values).all():
        raise ValueError(
            f"eigenvalues must be a list of finite numbers, shape (n,); got {shown(eigenvalues)}. "
            "Try [1.0, 10.0]."
        )
    middle = np.zeros(values.size) if center is None else float_array("center", center).copy()
    if middle.shape != values.shape or not np.isfinite(middle).all():
        raise ValueError(
            "center must be finite, one number for each of the eigenvalues, here "
            f"{values.size}; got {shown(center)}."
        )
    story, kind = _shape_of(values)
    known: dict[str, Any] = {kind: middle}
    return quadratic_form(
        _rotated(values, number("angle", angle, "0.5")),
        middle,
        name="quadratic",
        story=story,
        domain=tuple((float(c) - 4.0, float(c) + 4.0) for c in middle),
        **known,
    )
