r"""Surfaces on which a rule that is often said fails at the origin.

================== ================================ ==========================================
``mixed_partials`` $xy\,(x^2 - y^2) / (x^2 + y^2)$  $f_{xy} = -1$ but $f_{yx} = 1$ (Peano 1884)
``no_limit``       $xy / (x^2 + y^2)$               both partial derivatives exist, f jumps
``peano``          $(y - x^2)(y - 2x^2)$            a minimum along every line, yet none
``quartic_bowl``   $x^4 + y^4$                      H = 0 and a minimum
``quartic_dome``   $-x^4 - y^4$                     H = 0 and a maximum
``quartic_saddle`` $x^4 - y^4$                      H = 0 and a saddle
================== ================================ ==========================================

The first two are defined to be 0 at the origin. Gradients hold the partial derivatives, Hessians
those of the gradient: row i is the gradient of $\partial_i f$. What does not exist is NaN.

>>> mixed_partials.hessian([0.0, 0.0])
array([[ 0., -1.],
       [ 1.,  0.]])
>>> no_limit.gradient([0.0, 0.0]), no_limit([1e-9, 1e-9]).round(12)
(array([0., 0.]), np.float64(0.5))
"""

from __future__ import annotations

import numpy as np

from mathlib.optimize.objectives.base import Objective, symmetric_matrix, vector

SQUARE = ((-1.0, 1.0), (-1.0, 1.0))
ORIGIN = ((0.0, 0.0),)


def _polar(p: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return r and cos, sin of the direction, both 0 at the origin."""
    r = np.hypot(p[..., 0], p[..., 1])
    unit = p / np.where(r == 0, 1.0, r)[..., None]
    return r, unit[..., 0], unit[..., 1]


def _at_origin(p: np.ndarray, matrix: list[list[float]], hessian: np.ndarray) -> np.ndarray:
    """Put ``matrix`` in the place of the Hessians at the origin."""
    origin = (p == 0).all(axis=-1)
    return np.where(origin[..., None, None], matrix, hessian)


def _mixed_partials(p: np.ndarray) -> np.ndarray:
    r, c, s = _polar(p)
    return r * r * c * s * (c * c - s * s)


def _mixed_partials_gradient(p: np.ndarray) -> np.ndarray:
    r, c, s = _polar(p)
    even, both = c**4 - s**4, 4.0 * c * c * s * s
    return vector(r * s * (even + both), r * c * (even - both))


def _mixed_partials_hessian(p: np.ndarray) -> np.ndarray:
    _, c, s = _polar(p)
    xx = 4.0 * c * s**3 * (3.0 * s * s - c * c)
    xy = (c * c - s * s) * (1.0 + 8.0 * c * c * s * s)
    yy = 4.0 * c**3 * s * (s * s - 3.0 * c * c)
    return _at_origin(p, [[0.0, -1.0], [1.0, 0.0]], symmetric_matrix(xx, xy, yy))


mixed_partials = Objective(
    "mixed partials",
    "smooth to look at, but at the origin the order of the derivatives matters",
    2,
    _mixed_partials,
    _mixed_partials_gradient,
    _mixed_partials_hessian,
    domain=SQUARE,
    saddles=ORIGIN,
)


def _no_limit(p: np.ndarray) -> np.ndarray:
    _, c, s = _polar(p)
    return c * s


def _no_limit_gradient(p: np.ndarray) -> np.ndarray:
    r, c, s = _polar(p)
    size = (s * s - c * c) / np.where(r == 0, 1.0, r)
    return vector(s * size, -c * size) + 0.0


def _no_limit_hessian(p: np.ndarray) -> np.ndarray:
    r, c, s = _polar(p)
    xx = 2.0 * c * s * (c * c - 3.0 * s * s)
    xy = 8.0 * c * c * s * s - 1.0
    yy = 2.0 * c * s * (s * s - 3.0 * c * c)
    hessian = symmetric_matrix(xx, xy, yy) / (r * r)[..., None, None]
    return _at_origin(p, [[0.0, np.nan], [np.nan, 0.0]], hessian)


no_limit = Objective(
    "no limit",
    "constant along each line through the origin (0 itself apart), not the same on all: a jump",
    2,
    _no_limit,
    _no_limit_gradient,
    _no_limit_hessian,
    domain=SQUARE,
)


def _peano_gradient(p: np.ndarray) -> np.ndarray:
    x, y = p[..., 0], p[..., 1]
    return vector(2.0 * x * (4.0 * x * x - 3.0 * y), 2.0 * y - 3.0 * x * x)


peano = Objective(
    "peano",
    "up along every line from the origin, down along a parabola: no minimum there",
    2,
    lambda p: (p[..., 1] - p[..., 0] ** 2) * (p[..., 1] - 2.0 * p[..., 0] ** 2),
    _peano_gradient,
    lambda p: symmetric_matrix(24.0 * p[..., 0] ** 2 - 6.0 * p[..., 1], -6.0 * p[..., 0], 2.0),
    domain=((-1.0, 1.0), (-0.5, 1.5)),
    saddles=ORIGIN,
)


def _quartic(name: str, story: str, signs: tuple[float, float], **about: tuple) -> Objective:
    """Return ± x⁴ ± y⁴."""
    sign = np.array(signs)
    return Objective(
        name,
        story,
        2,
        lambda p: (sign * (p * p) ** 2).sum(axis=-1),
        lambda p: 4.0 * sign * p * p * p + 0.0,  # never -0
        lambda p: (12.0 * sign * p * p)[..., None] * np.eye(2),
        domain=SQUARE,
        **about,
    )


quartic_bowl = _quartic(
    "quartic bowl", "a minimum where the Hessian is zero", (1.0, 1.0), minimizers=ORIGIN
)
quartic_dome = _quartic(
    "quartic dome", "a maximum where the Hessian is zero", (-1.0, -1.0), maximizers=ORIGIN
)
quartic_saddle = _quartic(
    "quartic saddle", "a saddle where the Hessian is zero", (1.0, -1.0), saddles=ORIGIN
)
