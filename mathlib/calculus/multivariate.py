r"""Derivatives in several variables: gradient, directional derivative, Jacobian, Hessian.

For an `mathlib.optimize.Objective` they are exact; for any other function they come from
central differences. Functions take points along the *last* axis, shape (…, n): one or many.

>>> gradient(lambda p: p[..., 0] ** 2 * p[..., 1], [1.0, 2.0]).round(6)
array([4., 1.])
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import fit_together, function, positive
from mathlib.calculus.differences import (
    OUTER,
    central_differences,
    checked_values,
    diagonals,
    hessian_error,
    refuse_bent_diagonals,
    second_differences,
    without_error,
)
from mathlib.calculus.function_values import (
    Function,
    existing,
    points_of,
    refuse_kinks_along,
    refuse_one_at_a_time,
    values_beside,
)
from mathlib.calculus.kinks import EPS
from mathlib.linalg.vectors import unit_vectors
from mathlib.optimize.objectives.base import Objective


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
        TypeError: f is no function, or x holds no numbers.
        ValueError: f does not exist at x or beside it, returns the wrong shape, does not take
            several points at once, or has a kink or a jump along an axis, or bends too fast for
            the step; h is not positive.

    Source: Nocedal & Wright (2006), Numerical Optimization, section 8.1.

    See also :func:`mathlib.calculus.grad`, which is exact for a program of numpy's functions, and
    :func:`jacobian` for an f with several values.

    >>> from mathlib.optimize import himmelblau
    >>> gradient(himmelblau, [0.0, 0.0])
    array([-14., -22.])
    """
    f, x = _checked(f, x, 0)
    if isinstance(f, Objective) and h is None:
        exact = existing(f.gradient(x), f(x), x, "gradient")
        refuse_kinks_along(f, x, np.eye(x.shape[-1]), _steps(x, 1e-3))
        return exact
    step = _step(h, x)
    slopes = central_differences(checked_values(f, 0, _mend(h)), x, step, 0)
    refuse_kinks_along(f, x, np.eye(x.shape[-1]), _steps(x, step))
    return slopes


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
        TypeError, ValueError: where :func:`gradient` raises it.

    Source: Apostol (1974), Mathematical Analysis, section 12.8.

    >>> area_and_sum = lambda p: np.stack([p[..., 0] * p[..., 1], p.sum(axis=-1)], axis=-1)
    >>> jacobian(area_and_sum, [2.0, 3.0]).round(6)
    array([[3., 2.],
           [1., 1.]])
    """
    f, x = _checked(f, x, 1)
    step = _step(h, x)
    rows = central_differences(checked_values(f, 1, _mend(h)), x, step, 1)
    refuse_kinks_along(f, x, np.eye(x.shape[-1]), _steps(x, step), axes=1)
    return np.swapaxes(rows, -1, -2)


def hessian(f: Function, x: Any) -> np.ndarray:
    r"""Return the matrix of the second derivatives, shape (…, n, n).

    .. math:: H_{ij} = \frac{\partial}{\partial x_j} \frac{\partial f}{\partial x_i}

    Row i is the gradient of $\partial f / \partial x_i$. If the second derivatives are continuous,
    H is symmetric (Schwarz); nothing here makes it so.

    An objective's own Hessian is exact. Otherwise two gradients are compared, k to either side,
    $k = \varepsilon^{1/5} \max(1, |x_j|)$. They take much smaller steps, k²: only so do they tell
    the slopes *at* those points. The error is about k² = 5e-7. An eigenvalue that is 0 to within
    the error, as judged by a second step 2k, is made 0.

    Arguments:
        f: a function of points, (…, n) → (…).
        x: where, shape (…, n).

    Raises:
        TypeError: where :func:`gradient` raises it.
        ValueError: where :func:`gradient` raises it; or a slope along an axis has a kink or a
            jump, or f bends along a diagonal as no Hessian can say, or one of an objective's
            second derivatives does not exist.

    Source: Apostol (1974), Mathematical Analysis, section 12.13 (equality of mixed partials).

    >>> hessian(lambda p: p[..., 0] ** 2 * p[..., 1], [1.0, 2.0]).round(4) + 0.0
    array([[4., 2.],
           [2., 0.]])
    """
    f, x = _checked(f, x, 0)
    if isinstance(f, Objective):
        exact = existing(f.hessian(x), f(x), x, "Hessian")
        refuse_kinks_along(f, x, np.eye(x.shape[-1]), _steps(x, 1e-3))
        return exact
    H = second_differences(checked_values(f, 0), x, OUTER)
    size = np.maximum(1.0, np.abs(x))
    refuse_kinks_along(f, x, np.eye(x.shape[-1]), [OUTER * size], order=2)
    across = diagonals(x.shape[-1])
    if across.size:
        step = OUTER * np.abs(across * size[..., None, :]).max(axis=-1)
        refuse_kinks_along(f, x, across, [step, step / 4], order=2)
    refuse_kinks_along(f, x, np.eye(x.shape[-1]), [OUTER**2 * size])
    error = hessian_error(f, x, H)
    if across.size:
        refuse_bent_diagonals(f, x, across, H, error)
    return without_error(H, error)


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
        TypeError: f is no function, or x or u holds no numbers.
        ValueError: u is zero or does not fit x, f does not exist at x or beside it, or it has a
            kink or a jump there in the direction u, or bends too fast for the step.

    Source: Apostol (1974), Mathematical Analysis, sections 12.2 to 12.5.

    >>> from mathlib.optimize import saddle
    >>> float(directional_derivative(saddle, [1.0, 1.0], [3.0, 4.0]).round(12))
    -0.4
    """
    u = unit_vectors("u", u)
    f, x = _checked(f, x, 0)
    if x.shape[-1] != u.shape[-1]:
        raise ValueError(
            f"u must have as many coordinates as x; got shapes {u.shape} and {x.shape}."
        )
    fit_together("x", x, "u", u)
    x, u = np.broadcast_arrays(x, u)
    h = EPS ** (1 / 3) * np.maximum(1.0, np.abs(x).max(axis=-1))
    if isinstance(f, Objective):
        slope = np.vecdot(existing(f.gradient(x), f(x), x, "gradient"), u)
    else:
        ahead, behind = (x + side * h[..., None] * u for side in (1, -1))
        slope = (values_beside(f, ahead, x, 0) - values_beside(f, behind, x, 0)) / (2 * h)
    steps = [h[..., None], 1e-3 * h[..., None]]
    refuse_kinks_along(f, x, u[..., None, :], steps if isinstance(f, Objective) else steps[:1])
    return slope


def _checked(f: Function, x: Any, axes: int) -> tuple[Any, np.ndarray]:
    """Return f and the points x, at which f has values, for several points at once."""
    f, x = function("f", f, "lambda p: p[..., 0] ** 2"), points_of(x)
    values_beside(f, x, x, axes)
    refuse_one_at_a_time(f, x)
    return f, x


def _step(h: float | None, x: np.ndarray) -> np.ndarray:
    if h is None:
        return EPS ** (1 / 3) * np.maximum(1.0, np.abs(x))
    return np.full_like(x, positive("h", h, "1e-6"))


def _mend(h: float | None) -> str:
    return "" if h is None else " or a smaller h"


def _steps(x: np.ndarray, shorter: Any) -> list[np.ndarray]:
    """Return the steps that tell a kink: the usual ones, and shorter ones, or a part of them."""
    usual = _step(None, x)
    return [usual, shorter * usual if np.ndim(shorter) == 0 else np.minimum(usual, shorter)]
