r"""Derivatives in several variables: gradient, directional derivative, Jacobian, Hessian.

For an `mathlib.optimize.Objective` they are exact; for any other function they come from
central differences. Functions take points along the *last* axis, shape (…, n): one or many.

>>> gradient(lambda p: p[..., 0] ** 2 * p[..., 1], [1.0, 2.0]).round(6)
array([4., 1.])
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import finite_array, positive
from mathlib.calculus.differentiation import EPS
from mathlib.calculus.function_values import (
    Function,
    existing,
    refuse_kinks,
    refuse_one_at_a_time,
    values_beside,
)
from mathlib.linalg.vectors import unit_vectors
from mathlib.optimize.objectives.base import Objective, as_points

OUTER = EPS ** (1 / 5)
"""The step between two gradients, of which each takes `OUTER` squared: see :func:`hessian`."""


def gradient(f: Function, x: Any, h: float | None = None) -> np.ndarray:
    r"""Return the vector of the partial derivatives of f, $\nabla f(x)$, shape (…, n).

    .. math:: \frac{\partial f}{\partial x_j}(x) \approx \frac{f(x + h e_j) - f(x - h e_j)}{2h}

    The error is of order h² if the third derivatives are continuous, plus rounding. Without h, an
    objective's own exact gradient is taken.

    Arguments:
        f: a function of points, (…, n) → (…).
        x: where, shape (…, n).
        h: the step; without it $\varepsilon^{1/3} \max(1, |x_j|)$ with $\varepsilon = 2^{-52}$.

    Raises:
        ValueError: f does not exist at x or beside it, returns the wrong shape, does not take
            several points at once, or has a kink or a jump along an axis; h is not positive.

    Source: Nocedal & Wright (2006), Numerical Optimization, section 8.1.

    >>> from mathlib.optimize import himmelblau
    >>> gradient(himmelblau, [0.0, 0.0])
    array([-14., -22.])
    """
    x = _points(x)
    if isinstance(f, Objective) and h is None:
        return existing(f.gradient(x), f(x), x, "gradient")
    values_beside(f, x, x, 0)
    refuse_one_at_a_time(f, x)
    refuse_kinks(f, x, np.eye(x.shape[-1]))
    return _differences(f, x, _step(h, x), 0)


def jacobian(f: Function, x: Any, h: float | None = None) -> np.ndarray:
    r"""Return the matrix of all partial derivatives, shape (…, m, n).

    .. math:: J_{ij} = \frac{\partial f_i}{\partial x_j}, \qquad
        f(x + \Delta) \approx f(x) + J \Delta, \qquad J_{g \circ f}(x) = J_g(f(x))\, J_f(x)

    Row i is the gradient of $f_i$.

    Arguments:
        f: a function of points with m values each, (…, n) → (…, m).
        x: where, shape (…, n).
        h: the step, as for :func:`gradient`.

    Raises:
        ValueError: f does not exist at x or beside it, returns the wrong shape, or h is not
            positive.

    >>> area_and_sum = lambda p: np.stack([p[..., 0] * p[..., 1], p.sum(axis=-1)], axis=-1)
    >>> jacobian(area_and_sum, [2.0, 3.0]).round(6)
    array([[3., 2.],
           [1., 1.]])
    """
    x = _points(x)
    values_beside(f, x, x, 1)
    refuse_one_at_a_time(f, x)
    return np.swapaxes(_differences(f, x, _step(h, x), 1), -1, -2)


def hessian(f: Function, x: Any) -> np.ndarray:
    r"""Return the matrix of the second derivatives, shape (…, n, n).

    .. math:: H_{ij} = \frac{\partial}{\partial x_j} \frac{\partial f}{\partial x_i}

    Row i is the gradient of $\partial f / \partial x_i$. If the second derivatives are continuous,
    H is symmetric (Schwarz); nothing here makes it so.

    An objective's own Hessian is exact. Otherwise two gradients are compared, k to either side,
    $k = \varepsilon^{1/5} \max(1, |x_j|)$. They take much smaller steps, k²: only so do they tell
    the slopes *at* those points. The error is about k² = 5e-7.

    Arguments:
        f: a function of points, (…, n) → (…).
        x: where, shape (…, n).

    Raises:
        ValueError: f does not exist at x or beside it, or returns the wrong shape; or one of an
            objective's second derivatives does not exist.

    Source: Apostol (1974), Mathematical Analysis, section 12.13 (equality of mixed partials).

    >>> hessian(lambda p: p[..., 0] ** 2 * p[..., 1], [1.0, 2.0]).round(4) + 0.0
    array([[4., 2.],
           [2., 0.]])
    """
    x = _points(x)
    if isinstance(f, Objective):
        return existing(f.hessian(x), f(x), x, "Hessian")
    values_beside(f, x, x, 0)
    refuse_one_at_a_time(f, x)
    size = np.maximum(1.0, np.abs(x))
    inner = (OUTER**2 * size)[..., None, :]  # the same on both sides

    def slopes(points: np.ndarray) -> np.ndarray:
        values_beside(f, points, x[..., None, :], 0)
        return _differences(f, points, inner, 0)

    return np.swapaxes(_differences(slopes, x, OUTER * size, 1), -1, -2)


def directional_derivative(f: Function, x: Any, u: Any) -> np.ndarray:
    r"""Return the slope of f at x in the direction u, shape (…).

    .. math:: D_u f(x) = \lim_{t \to 0} \frac{f(x + t u) - f(x)}{t}
        = \langle \nabla f(x), u \rangle = \|\nabla f(x)\| \cos \varphi

    The last two need an f that is differentiable at x; φ is the angle between u and ∇f. For an
    objective it is computed as ⟨∇f, u⟩, for any other function as a central difference along u.

    Arguments:
        f: a function of points, (…, n) → (…).
        x: where, shape (…, n).
        u: the direction, shape (…, n), not zero; it is made length 1.

    Raises:
        ValueError: u is zero or does not fit x, f does not exist at x or beside it, or it has a
            kink or a jump there in the direction u.

    Source: Apostol (1974), Mathematical Analysis, sections 12.2 to 12.5.

    >>> from mathlib.optimize import saddle
    >>> float(directional_derivative(saddle, [1.0, 1.0], [3.0, 4.0]).round(12))
    -0.4
    """
    x, u = _points(x), unit_vectors("u", u)
    if x.shape[-1] != u.shape[-1]:
        raise ValueError(
            f"u must have as many coordinates as x; got shapes {u.shape} and {x.shape}."
        )
    x, u = np.broadcast_arrays(x, u)
    values_beside(f, x, x, 0)
    refuse_one_at_a_time(f, x)
    refuse_kinks(f, x, u[..., None, :])
    if isinstance(f, Objective):
        return np.vecdot(gradient(f, x), u)
    h = EPS ** (1 / 3) * np.maximum(1.0, np.abs(x).max(axis=-1))
    ahead, behind = (x + side * h[..., None] * u for side in (1, -1))
    return (values_beside(f, ahead, x, 0) - values_beside(f, behind, x, 0)) / (2 * h)


def _points(x: Any) -> np.ndarray:
    return as_points(finite_array("x", x), None)


def _step(h: float | None, x: np.ndarray) -> np.ndarray:
    if h is None:
        return EPS ** (1 / 3) * np.maximum(1.0, np.abs(x))
    return np.full_like(x, positive("h", h, "1e-6"))


def _differences(f: Function, x: np.ndarray, h: np.ndarray, axes: int) -> np.ndarray:
    """Return the central difference of f in each variable, shape (…, n) and f's own axes."""
    moves = h[..., None] * np.eye(x.shape[-1])
    middle = x[..., None, :]
    ahead, behind = (values_beside(f, middle + side * moves, middle, axes) for side in (1, -1))
    return (ahead - behind) / (2 * h).reshape(h.shape + (1,) * axes)
