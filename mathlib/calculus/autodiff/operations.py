r"""One kind of operation: how y is computed, and how derivatives pass through it either way.

* `entry_by_entry`, $y = f(a, b)$: changes are multiplied by the local derivatives of the table.
* `linear`, $y = L a$: a change goes through L itself, a gradient back through its transpose.
* `MATMUL`, $y = a b$, linear in each factor: $\dot y = \dot a b + a \dot b$;
  $\bar a = \bar y b^\top$, $\bar b = a^\top \bar y$.

A dot is the change of a number as the variable changes (forward mode), a bar the change of the
result as the number changes (reverse mode).

Both modes count $0 \cdot \infty$ as 0. So $\sqrt{\max(x, 0)}$ has slope 0 at $x = -1$, where the
root's is infinite, and what a factor 0 switches off cannot spoil the rest. Where nothing is
switched off, as in $\sqrt{x}^{\,2}$ at 0, the rules do not tell the slope, and 0 is a convention.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from mathlib.calculus.autodiff.local_derivatives import LOCAL_DERIVATIVES


class Operation(NamedTuple):
    r"""One step of a program, $y = f(a, b, \dots)$, and the way of derivatives through it.

    Arguments:
        name: as numpy calls it; "" for what is given and not computed.
        compute: (a, b, …) → y.
        forward: (i, tangent of input i, y, inputs) → what it adds to the tangent of y.
        backward: (i, gradient of y, y, inputs) → what it adds to the gradient of input i.
        local: where y is computed entry by entry: ∂y/∂a, ∂y/∂b, …, functions of y, a, b, …

    >>> root = OPERATIONS[np.sqrt]
    >>> y = root.compute(4.0)
    >>> float(root.forward(0, 1.0, y, [np.float64(4.0)]))  # d√x/dx = 1/(2√x)
    0.25
    """

    name: str
    compute: Callable[..., Any]
    forward: Callable[..., Any]
    backward: Callable[..., Any]
    local: tuple[Callable[..., Any], ...] = ()


GIVEN = Operation("", lambda a: a, lambda i, *_: 0.0, lambda i, *_: 0.0)
"""What has made the inputs of a program: nothing, so nothing passes through."""


def entry_by_entry(ufunc: Any, *local: Callable[..., Any]) -> Operation:
    """Return the operation of a function of numpy with these local derivatives."""

    def forward(i: int, tangent: Any, y: Any, inputs: Any) -> np.ndarray:
        return times(tangent, local[i](y, *inputs))

    def backward(i: int, gradient: Any, y: Any, inputs: Any) -> np.ndarray:
        return fold(times(gradient, local[i](y, *inputs)), inputs[i].shape)

    return Operation(ufunc.__name__, ufunc, forward, backward, local)


def linear(name: str, apply: Callable[..., Any], transpose: Callable[..., Any]) -> Operation:
    """Return the operation y = L a; ``transpose`` brings a gradient of y back, as Lᵀ does."""
    return Operation(
        name,
        apply,
        forward=lambda i, tangent, y, inputs: apply(tangent),
        backward=lambda i, gradient, y, inputs: transpose(gradient),
    )


def sum_over(shape: tuple[int, ...], axis: Any, keepdims: bool) -> Operation:
    """Return the sum of an array of this shape; its transpose hands each entry the same."""
    return linear(
        "sum",
        lambda a: np.sum(a, axis=axis, keepdims=keepdims),
        lambda y: np.broadcast_to(_with_axes(y, len(shape), axis, keepdims), shape),
    )


def largest_of(numbers: np.ndarray, axis: Any, keepdims: bool) -> Operation:
    """Return the largest of these numbers; where several are, each has an equal share."""
    largest = numbers == numbers.max(axis=axis, keepdims=True)
    share = largest / largest.sum(axis=axis, keepdims=True)
    return Operation(
        "max",
        lambda a: np.max(a, axis=axis, keepdims=keepdims),
        lambda i, tangent, y, inputs: times(tangent, share).sum(axis=axis, keepdims=keepdims),
        lambda i, gradient, y, inputs: times(
            _with_axes(gradient, numbers.ndim, axis, keepdims), share
        ),
    )


def reshaped(shape: tuple[int, ...], new: Any) -> Operation:
    """Return the change from one shape to another; its transpose changes back."""
    return linear("reshape", lambda a: np.reshape(a, new), lambda y: np.reshape(y, shape))


def transposed(ndim: int, axes: Any) -> Operation:
    """Return the exchange of axes; its transpose puts them back."""
    back = axes and np.argsort(np.mod(axes, ndim))
    return linear("transpose", lambda a: np.transpose(a, axes), lambda y: np.transpose(y, back))


def indexed(shape: tuple[int, ...], index: Any) -> Operation:
    """Return the choice of entries; its transpose adds up what comes back to each of them."""

    def scatter(y: np.ndarray) -> np.ndarray:
        a = np.zeros(shape)
        np.add.at(a, index, y)  # a[index] += y would forget an entry that was chosen twice
        return a

    return linear("index", lambda a: a[index], scatter)


def _with_axes(y: np.ndarray, ndim: int, axis: Any, keepdims: bool) -> np.ndarray:
    """Put back, with length 1, the axes that a sum took from ``ndim``; from none it takes none."""
    return y if axis is None or keepdims or not ndim else np.expand_dims(y, axis)


def _matmul_backward(i: int, gradient: np.ndarray, y: Any, inputs: Any) -> np.ndarray:
    r"""Bring the gradient of a @ b back to its factor i: $\bar y b^\top$ or $a^\top \bar y$."""
    a, b = inputs
    if a.ndim == 1:  # a row
        a, gradient = a[None, :], gradient[..., None, :] if b.ndim > 1 else gradient[None]
    if b.ndim == 1:  # a column
        b, gradient = b[:, None], gradient[..., None]
    swap = np.swapaxes
    back = product(gradient, swap(b, -1, -2)) if i == 0 else product(swap(a, -1, -2), gradient)
    return fold(back, (a, b)[i].shape).reshape(inputs[i].shape)


def _matmul_forward(i: int, tangent: np.ndarray, y: Any, inputs: Any) -> np.ndarray:
    a, b = inputs
    return product(tangent, b) if i == 0 else product(a, tangent)


MATMUL = Operation("matmul", np.matmul, _matmul_forward, _matmul_backward)

OPERATIONS = {f: entry_by_entry(f, *local) for f, local in LOCAL_DERIVATIVES.items()}
OPERATIONS[np.matmul] = MATMUL
"""What is done when numpy's function is called on a tracked array."""


def times(change: Any, local: Any) -> np.ndarray:
    """Return the product entry by entry; 0 · ∞ and 0 · NaN are 0.

    >>> times([0.0, 2.0], [np.inf, 3.0])
    array([0., 6.])
    """
    change, local = np.asarray(change), np.asarray(local)
    with np.errstate(all="ignore"):
        return np.where((change == 0) | (local == 0), 0.0, change * local)


def product(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return a @ b; in its sums 0 · ∞ is 0, as in :func:`times`.

    >>> product(np.array([np.inf, 1.0]), np.array([0.0, 5.0]))
    np.float64(5.0)
    """
    if np.isfinite(a).all() and np.isfinite(b).all():
        return a @ b
    rows, columns = np.atleast_2d(a), b[:, None] if b.ndim == 1 else b
    y = times(rows[..., :, :, None], columns[..., None, :, :]).sum(axis=-2)
    y = y[..., 0] if b.ndim == 1 else y
    return y[..., 0, :] if a.ndim == 1 and b.ndim > 1 else y[0] if a.ndim == 1 else y


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
