r"""The table that both modes read: each function of numpy beside its local derivatives.

For $y = f(a, b)$, computed entry by entry, the row holds $\partial y/\partial a$ and
$\partial y/\partial b$ as functions of y, a and b. They may be infinite or NaN at the edge of
where f exists; :mod:`mathlib.calculus.autodiff.operations` says what becomes of that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

LOCAL_DERIVATIVES: dict[Any, tuple[Callable[..., Any], ...]] = {
    np.add: (lambda y, a, b: 1.0, lambda y, a, b: 1.0),
    np.subtract: (lambda y, a, b: 1.0, lambda y, a, b: -1.0),
    np.multiply: (lambda y, a, b: b, lambda y, a, b: a),
    np.divide: (lambda y, a, b: 1 / b, lambda y, a, b: -y / b),
    # a⁰ is 1 whatever a is, and 0ᵇ is 0 whatever b > 0 is: no 0 · ∞ there
    np.power: (
        lambda y, a, b: np.where(b == 0, 0.0, b * a ** np.where(b == 0, 1.0, b - 1)),
        lambda y, a, b: y * np.log(np.where(a == 0, 1.0, a)),
    ),
    # at a tie each of the two gets half
    np.maximum: (lambda y, a, b: _share(a, b), lambda y, a, b: _share(b, a)),
    np.minimum: (lambda y, a, b: _share(b, a), lambda y, a, b: _share(a, b)),
    np.logaddexp: (lambda y, a, b: np.exp(a - y), lambda y, a, b: np.exp(b - y)),
    np.negative: (lambda y, a: -1.0,),
    np.positive: (lambda y, a: 1.0,),
    np.absolute: (lambda y, a: np.sign(a),),
    np.square: (lambda y, a: 2 * a,),
    np.sqrt: (lambda y, a: 0.5 / y,),
    np.reciprocal: (lambda y, a: -y * y,),
    np.exp: (lambda y, a: y,),
    np.expm1: (lambda y, a: y + 1,),
    np.log: (lambda y, a: 1 / a,),
    np.log1p: (lambda y, a: 1 / (1 + a),),
    np.sin: (lambda y, a: np.cos(a),),
    np.cos: (lambda y, a: -np.sin(a),),
    np.tan: (lambda y, a: 1 + y * y,),
    np.arctan: (lambda y, a: 1 / (1 + a * a),),
    np.sinh: (lambda y, a: np.cosh(a),),
    np.cosh: (lambda y, a: np.sinh(a),),
    np.tanh: (lambda y, a: 1 - y * y,),
}
"""For each function the local derivative with respect to each input."""

CONSTANT = {
    *(np.greater, np.greater_equal, np.less, np.less_equal, np.equal, np.not_equal),
    *(np.sign, np.floor, np.ceil, np.rint, np.isfinite, np.isnan, np.isinf),
}
"""Functions that change in jumps only: their result is a plain array."""


def _share(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.where(a > b, 1.0, np.where(a == b, 0.5, 0.0))
