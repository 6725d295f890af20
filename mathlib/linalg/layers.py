"""One layer of a network: stretch, turn, shift, fold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mathlib.arguments import finite_array, float_array, function, matrix


def relu(z: Any) -> Any:
    r"""Return $\max(z, 0)$, entry by entry.

    Arguments:
        z: numbers, shape (…), or an array that follows derivatives.

    Returns:
        Shape (…), float64.

    Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.1.

    >>> relu(np.array([-2.0, 3.0]))
    array([0., 3.])
    """
    return np.maximum(_numbers(z), 0.0)


def identity(z: Any) -> Any:
    """Return ``z``: a layer that does not fold.

    Arguments:
        z: as for :func:`relu`.

    Returns:
        The same numbers, float64.

    >>> identity(np.array([-2.0, 3.0]))
    array([-2.,  3.])
    """
    return _numbers(z)


def _numbers(z: Any) -> Any:
    """Return an array as float64; what follows derivatives has numpy's operators, and stays."""
    return z if isinstance(z, np.lib.mixins.NDArrayOperatorsMixin) else float_array("z", z)


def layer(
    x: Any, W: Any, b: Any, activation: Callable[[np.ndarray], np.ndarray] = relu
) -> np.ndarray:
    r"""Return the outputs of one layer, for one input or for a batch of them.

    .. math:: h = \sigma(W x + b) \quad\text{for one } x, \qquad
        H = \sigma(X W^\top + b) \quad\text{for the rows of } X

    Arguments:
        x: one input, shape (n,), or a batch, one input a row, shape (…, n).
        W: weights, shape (m, n): one row for each output.
        b: biases, shape (m,).
        activation: σ, applied to each entry; ``np.tanh``, ``relu``, ``identity`` …

    Returns:
        Shape (m,) or (…, m).

    Raises:
        ValueError: the shapes do not fit; the message says them and the rule.
        TypeError: ``activation`` is no function.

    Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.1.

    >>> layer([1.0, 2.0], [[1.0, -1.0], [1.0, 1.0]], [0.0, 1.0])
    array([0., 4.])
    """
    x, W, b = finite_array("x", x), matrix("W", W), finite_array("b", b)
    if x.ndim < 1 or x.shape[-1] != W.shape[1]:
        raise ValueError(
            f"x must have as many entries as W has columns: (…, n) and (m, n); got x of shape "
            f"{x.shape} and W of shape {W.shape}. A batch has one input a row."
        )
    if b.shape != W.shape[:1]:
        raise ValueError(
            f"b must have one entry for each row of W: ({W.shape[0]},); got shape {b.shape}."
        )
    function("activation", activation, "np.tanh")
    with np.errstate(all="ignore"):  # what is too large is infinite, without a warning
        return activation(x @ W.T + b)
