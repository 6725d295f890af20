r"""Functions of two variables, each with one difficulty that losses in deep learning have too.

================= =====================================================================
``himmelblau``    $(x^2 + y - 11)^2 + (x + y^2 - 7)^2$ (Himmelblau 1972)
``rosenbrock``    $(1 - x)^2 + 100\,(y - x^2)^2$ (Rosenbrock 1960)
``beale``         $(1.5 - x + xy)^2 + (2.25 - x + xy^2)^2 + (2.625 - x + xy^3)^2$ (Beale 1958)
``double_well``   $(x^2 - 1)^2 + y^2$
``saddle``        $x^2 - y^2$
``monkey_saddle`` $x^3 - 3xy^2$
``bumps``         $\sum_i \tfrac12 x_i^2 + 2 - 2\cos 2x_i$ (after Rastrigin 1974)
``plateau``       $1 - \exp(-\tfrac12 (x^2 + y^2))$
================= =====================================================================

The lists of minimizers, saddles and maximizers are complete, local ones included.

>>> bool(np.all(rosenbrock.gradient([1.0, 1.0]) == 0))
True
"""

import itertools

import numpy as np

from mathlib.optimize.objectives.base import Objective, symmetric_matrix, vector


def _himmelblau(p: np.ndarray) -> np.ndarray:
    x, y = p[..., 0], p[..., 1]
    return (x * x + y - 11.0) ** 2 + (x + y * y - 7.0) ** 2


def _himmelblau_gradient(p: np.ndarray) -> np.ndarray:
    x, y = p[..., 0], p[..., 1]
    u, v = x * x + y - 11.0, x + y * y - 7.0
    return vector(4.0 * x * u + 2.0 * v, 2.0 * u + 4.0 * y * v)


def _himmelblau_hessian(p: np.ndarray) -> np.ndarray:
    x, y = p[..., 0], p[..., 1]
    xx, yy = 12.0 * x * x + 4.0 * y - 42.0, 12.0 * y * y + 4.0 * x - 26.0
    return symmetric_matrix(xx, 4.0 * (x + y), yy)


himmelblau = Objective(
    "himmelblau",
    "four equally deep valleys: the start decides which one you reach",
    2,
    _himmelblau,
    _himmelblau_gradient,
    _himmelblau_hessian,
    domain=((-6.0, 6.0), (-6.0, 6.0)),
    minimizers=(
        (3.0, 2.0),
        (-2.805118086952745, 3.131312518250573),
        (-3.779310253377747, -3.283185991286169),
        (3.5844283403304917, -1.8481265269644036),
    ),
    saddles=(
        (-3.0730257507643897, -0.08135304428796751),
        (-0.12796134673068005, -1.9537149802445766),
        (0.08667750455539634, 2.884254701174776),
        (3.385154183607021, 0.07385187983774928),
    ),
    maximizers=((-0.2708445906673476, -0.9230385564799816),),
)


def _rosenbrock(p: np.ndarray) -> np.ndarray:
    x, y = p[..., 0], p[..., 1]
    return (1.0 - x) ** 2 + 100.0 * (y - x * x) ** 2


def _rosenbrock_gradient(p: np.ndarray) -> np.ndarray:
    x, y = p[..., 0], p[..., 1]
    u = 200.0 * (y - x * x)
    return vector(2.0 * (x - 1.0) - 2.0 * x * u, u)


def _rosenbrock_hessian(p: np.ndarray) -> np.ndarray:
    x, y = p[..., 0], p[..., 1]
    return symmetric_matrix(2.0 + 1200.0 * x * x - 400.0 * y, -400.0 * x, 200.0)


rosenbrock = Objective(
    "rosenbrock",
    "a curved, narrow gorge: into it is quick, along it is slow",
    2,
    _rosenbrock,
    _rosenbrock_gradient,
    _rosenbrock_hessian,
    domain=((-2.0, 2.0), (-1.0, 3.0)),
    minimizers=((1.0, 1.0),),
)

_BEALE = (1.5, 2.25, 2.625)


def _beale(p: np.ndarray) -> np.ndarray:
    x, y = p[..., 0], p[..., 1]
    a, b, c = (t - x * (1.0 - z) for t, z in zip(_BEALE, (y, y * y, y * y * y), strict=True))
    return a * a + b * b + c * c


def _beale_gradient(p: np.ndarray) -> np.ndarray:
    x, y = p[..., 0], p[..., 1]
    y2, y3 = y * y, y * y * y
    a, b, c = (t - x * (1.0 - z) for t, z in zip(_BEALE, (y, y2, y3), strict=True))
    return vector(
        2.0 * (a * (y - 1.0) + b * (y2 - 1.0) + c * (y3 - 1.0)),
        2.0 * x * (a + 2.0 * b * y + 3.0 * c * y2),
    )


def _beale_hessian(p: np.ndarray) -> np.ndarray:
    x, y = p[..., 0], p[..., 1]
    y2, y3 = y * y, y * y * y
    a, b, c = (t - x * (1.0 - z) for t, z in zip(_BEALE, (y, y2, y3), strict=True))
    xx = 2.0 * ((y - 1.0) ** 2 + (y2 - 1.0) ** 2 + (y3 - 1.0) ** 2)
    both = (y - 1.0) + 2.0 * y * (y2 - 1.0) + 3.0 * y2 * (y3 - 1.0)
    xy = 2.0 * (a + 2.0 * b * y + 3.0 * c * y2 + x * both)
    yy = 2.0 * x * (x * (1.0 + 4.0 * y2 + 9.0 * y2 * y2) + 2.0 * b + 6.0 * c * y)
    return symmetric_matrix(xx, xy, yy)


beale = Objective(
    "beale",
    "flat in the middle, with walls at the corners that throw large steps out",
    2,
    _beale,
    _beale_gradient,
    _beale_hessian,
    domain=((-4.5, 4.5), (-4.5, 4.5)),
    minimizers=((3.0, 0.5),),
    saddles=((0.0, 1.0), (0.10053793732415839, -2.644513585023125)),
)

double_well = Objective(
    "double well",
    "two valleys with a saddle between them: a start on the ridge ends on the saddle",
    2,
    lambda p: (p[..., 0] ** 2 - 1.0) ** 2 + p[..., 1] ** 2,
    lambda p: vector(4.0 * p[..., 0] * (p[..., 0] ** 2 - 1.0), 2.0 * p[..., 1]),
    lambda p: symmetric_matrix(12.0 * p[..., 0] ** 2 - 4.0, 0.0, 2.0),
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    minimizers=((-1.0, 0.0), (1.0, 0.0)),
    saddles=((0.0, 0.0),),
)

saddle = Objective(
    "saddle",
    "down for ever along one axis, up along the other: no minimum",
    2,
    lambda p: p[..., 0] ** 2 - p[..., 1] ** 2,
    lambda p: vector(2.0 * p[..., 0], -2.0 * p[..., 1]),
    lambda p: symmetric_matrix(np.full_like(p[..., 0], 2.0), 0.0, -2.0),
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    saddles=((0.0, 0.0),),
)


def _monkey_saddle(p: np.ndarray) -> np.ndarray:
    x, y = p[..., 0], p[..., 1]
    return x * (x * x - 3.0 * y * y)


def _monkey_saddle_gradient(p: np.ndarray) -> np.ndarray:
    x, y = p[..., 0], p[..., 1]
    return vector(3.0 * (x * x - y * y), -6.0 * x * y)


monkey_saddle = Objective(
    "monkey saddle",
    "three ways down and three up from a point where even the Hessian is zero",
    2,
    _monkey_saddle,
    _monkey_saddle_gradient,
    lambda p: symmetric_matrix(6.0 * p[..., 0], -6.0 * p[..., 1], -6.0 * p[..., 0]),
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    saddles=((0.0, 0.0),),
)

# Along one axis the slope is x + 4 sin 2x: valleys and hills are its zeros, by symmetry ±.
_VALLEYS = (-2.7607232149881513, 0.0, 2.7607232149881513)
_HILLS = (-1.8048594177194477, 1.8048594177194477)

bumps = Objective(
    "bumps",
    "one bowl covered with bumps: nine valleys, and only the middle one is the lowest",
    2,
    lambda p: (0.5 * p * p + 2.0 - 2.0 * np.cos(2.0 * p)).sum(axis=-1),
    lambda p: p + 4.0 * np.sin(2.0 * p),
    lambda p: (1.0 + 8.0 * np.cos(2.0 * p))[..., None] * np.eye(2),
    domain=((-4.5, 4.5), (-4.5, 4.5)),
    minimizers=tuple(itertools.product(_VALLEYS, _VALLEYS)),
    saddles=(*itertools.product(_VALLEYS, _HILLS), *itertools.product(_HILLS, _VALLEYS)),
    maximizers=tuple(itertools.product(_HILLS, _HILLS)),
)


def _dent(p: np.ndarray) -> np.ndarray:
    """Return exp(−‖p‖²/2) with a last axis of length 1."""
    return np.exp(-0.5 * (p * p).sum(axis=-1, keepdims=True))


plateau = Objective(
    "plateau",
    "a bowl in a flat plain: far out the gradient is almost zero and nothing moves",
    2,
    lambda p: 1.0 - _dent(p)[..., 0],
    lambda p: p * _dent(p),
    lambda p: (np.eye(2) - p[..., :, None] * p[..., None, :]) * _dent(p)[..., None],
    domain=((-4.0, 4.0), (-4.0, 4.0)),
    minimizers=((0.0, 0.0),),
)
