r"""Each operation beside its local derivatives: the table that both modes read.

Three kinds of operations are enough. Entry by entry, $y = f(a, b)$: the table holds
$\partial y/\partial a$ and $\partial y/\partial b$, as functions of y, a, b. Linear, $y = L x$: a
change of x goes through L itself, and a gradient comes back through its transpose. And the matrix
product, linear in each of its two factors.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

LOCAL_DERIVATIVES: dict[Any, tuple[Callable[..., Any], ...]] = {
    np.add: (lambda y, a, b: 1.0, lambda y, a, b: 1.0),
    np.subtract: (lambda y, a, b: 1.0, lambda y, a, b: -1.0),
    np.multiply: (lambda y, a, b: b, lambda y, a, b: a),
    np.divide: (lambda y, a, b: 1 / b, lambda y, a, b: -y / b),
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
"""Entry by entry: for each input the local derivative, from the output y and the inputs."""

CONSTANT = {
    *(np.greater, np.greater_equal, np.less, np.less_equal, np.equal, np.not_equal),
    *(np.sign, np.floor, np.ceil, np.rint, np.isfinite, np.isnan, np.isinf),
}
"""Operations that change in jumps only: their result is a plain array."""


class Linear(NamedTuple):
    """A linear operation with parameters, and the way back.

    Arguments:
        forward: (x, *parameters) → y.
        transpose: (ȳ, shape of x, *parameters) → x̄, the transpose of ``forward``.
    """

    forward: Callable[..., np.ndarray]
    transpose: Callable[..., np.ndarray]


def _spread(y: np.ndarray, shape: tuple, axis: Any, keepdims: bool) -> np.ndarray:
    if axis is not None and not keepdims:
        y = np.expand_dims(y, axis)
    return np.broadcast_to(y, shape)


def _scatter(y: np.ndarray, shape: tuple, index: Any) -> np.ndarray:
    x = np.zeros(shape)
    np.add.at(x, index, y)
    return x


LINEAR = {
    "sum": Linear(lambda x, axis, keepdims: np.sum(x, axis=axis, keepdims=keepdims), _spread),
    "reshape": Linear(np.reshape, lambda y, shape, new: np.reshape(y, shape)),
    "transpose": Linear(
        np.transpose,
        lambda y, shape, axes: np.transpose(y, axes and np.argsort(np.mod(axes, len(shape)))),
    ),
    "index": Linear(lambda x, index: x[index], _scatter),
}


def fold(gradient: Any, shape: tuple[int, ...]) -> np.ndarray:
    """Sum a gradient over the axes along which broadcasting repeated the input of this shape.

    >>> fold(np.ones((2, 3)), (3,))
    array([2., 2., 2.])
    """
    gradient = np.asarray(gradient)
    if gradient.shape == shape:
        return gradient
    added = gradient.ndim - len(shape)
    repeated = [added + k for k, size in enumerate(shape) if size == 1]
    return gradient.sum(axis=(*range(added), *repeated)).reshape(shape)


def matmul_pullback(i: int, gradient: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    r"""Bring the gradient of a @ b back to its factor i: $\bar y b^\top$ or $a^\top \bar y$."""
    row, column = a.ndim == 1, b.ndim == 1
    shape = (a, b)[i].shape
    a, b = (a[None, :] if row else a), (b[:, None] if column else b)
    if column:
        gradient = gradient[..., None]
    if row:
        gradient = gradient[..., None, :]
    swap = np.swapaxes
    back = gradient @ swap(b, -1, -2) if i == 0 else swap(a, -1, -2) @ gradient
    return fold(back, (a, b)[i].shape).reshape(shape)


def _share(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.where(a > b, 1.0, np.where(a == b, 0.5, 0.0))
