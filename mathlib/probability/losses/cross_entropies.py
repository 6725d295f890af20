"""Losses of a classifier, from logits: two classes, and k."""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import finite_array, probabilities
from mathlib.probability.losses.reductions import pair, reduced, shared
from mathlib.probability.scaling import quiet
from mathlib.probability.sigmoid_softmax import log_sigmoid, log_softmax


@quiet
def binary_cross_entropy(logits: Any, target: Any, reduction: str = "mean") -> np.ndarray:
    r"""Return the cross-entropy between a label and $p = \sigma(z)$, by default the mean.

    .. math:: -y \ln \sigma(z) - (1 - y) \ln \sigma(-z)

    Arguments:
        logits: z, any shape.
        target: y, from 0 to 1, of the same shape; labels are 0 or 1.
        reduction: "mean", "sum" or "none".

    Returns:
        One number of nats, shape (); or with "none" the shape of the logits.

    Raises:
        ValueError: shapes that differ, missing values, a target outside [0, 1], an unknown
            reduction.
        TypeError: logits or targets that are not numbers.

    Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.2.2.2.

    See also torch's ``binary_cross_entropy_with_logits``, the same; its ``binary_cross_entropy``
    takes probabilities, and stops counting at 100 nats.

    A model that knows nothing pays ln 2 a label; one that is sure and wrong pays its logit:

    >>> binary_cross_entropy([0.0, 1000.0, -1000.0], [1, 1, 1], "none").round(4) + 0.0
    array([6.931e-01, 0.000e+00, 1.000e+03])
    """
    z, y = _logits_and_shares(logits, target)
    return reduced(-y * log_sigmoid(z) - (1 - y) * log_sigmoid(-z), reduction)


@quiet
def binary_cross_entropy_gradient(logits: Any, target: Any, reduction: str = "mean") -> np.ndarray:
    r"""Return the gradient of `binary_cross_entropy` with respect to the logits: $\sigma(z) - y$.

    Computed as $(1 - y)\, \sigma(z) - y\, \sigma(-z)$, which keeps its digits where it is tiny.
    Divided by the number of losses where they are averaged.

    Arguments:
        logits, target, reduction: as in `binary_cross_entropy`.

    Returns:
        An array of the shape of the logits.

    Raises:
        ValueError, TypeError: as `binary_cross_entropy`.

    Source: Bishop (2006), Pattern Recognition and Machine Learning, section 4.3.2.

    The model says p = ½ both times; the labels pull one logit up and one down:

    >>> 0.0 - binary_cross_entropy_gradient([0.0, 0.0], [1, 0], "sum")
    array([ 0.5, -0.5])
    """
    z, y = _logits_and_shares(logits, target)
    gradient = (1 - y) * np.exp(log_sigmoid(z)) - y * np.exp(log_sigmoid(-z))
    return shared(gradient, z.size, reduction)


@quiet
def categorical_cross_entropy(logits: Any, target: Any, reduction: str = "mean") -> np.ndarray:
    r"""Return the cross-entropy between class probabilities and $\operatorname{softmax}(z)$.

    .. math:: -\sum_i y_i \ln \operatorname{softmax}(z)_i

    Arguments:
        logits: z, shape (…, k).
        target: y, probabilities of the classes, shape (…, k): 1 for the right class (one-hot), for
            example ``np.eye(k)[labels]``.
        reduction: "mean", "sum" or "none", over the leading axes.

    Returns:
        One number of nats, shape (); or with "none" shape (…).

    Raises:
        ValueError: shapes that differ, missing values, targets that are no probabilities, an
            unknown reduction.
        TypeError: logits or targets that are not numbers.

    Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.2.2.3.

    See also torch's ``cross_entropy``, which has the classes on axis 1 and takes labels as well;
    scikit-learn's ``log_loss``, which takes probabilities.

    Two pictures of three; the first is known to show class 2, the second might be 0 or 1:

    >>> logits = [[0.0, 0.0, 2.0], [1.0, 1.0, -9.0]]
    >>> categorical_cross_entropy(logits, [[0, 0, 1], [0.5, 0.5, 0]], "none").round(3)
    array([0.24 , 0.693])
    """
    z, y = _logits_and_classes(logits, target)
    # where y is 0 the logarithm does not count, were it −∞: 0 · ∞ would be NaN
    return reduced(0.0 - np.where(y > 0, y * log_softmax(z), 0.0).sum(axis=-1), reduction)


@quiet
def categorical_cross_entropy_gradient(
    logits: Any, target: Any, reduction: str = "mean"
) -> np.ndarray:
    r"""Return the gradient of `categorical_cross_entropy` with respect to the logits: $p - y$.

    With $p = \operatorname{softmax}(z)$, computed as $(1 - y)\, p - y\, (1 - p)$, which keeps its
    digits where it is tiny. Divided by the number of losses where they are averaged.

    Arguments:
        logits, target, reduction: as in `categorical_cross_entropy`.

    Returns:
        An array (…, k).

    Raises:
        ValueError, TypeError: as `categorical_cross_entropy`.

    Source: Bishop (2006), Pattern Recognition and Machine Learning, section 4.3.4.

    The right class is pulled up by what the others are pulled down together:

    >>> 0.0 - categorical_cross_entropy_gradient([0.0, 0.0, 0.0, 0.0], [1, 0, 0, 0])
    array([ 0.75, -0.25, -0.25, -0.25])
    """
    z, y = _logits_and_classes(logits, target)
    log_p = log_softmax(z)
    gradient = (1 - y) * np.exp(log_p) + y * np.expm1(log_p)
    return shared(gradient, z[..., 0].size, reduction)


def _logits_and_shares(logits: Any, target: Any) -> tuple[np.ndarray, np.ndarray]:
    z, y = pair("logits", logits, target)
    wrong = (y < 0) | (y > 1)
    if wrong.any():
        raise ValueError(
            f"target must be from 0 to 1, a label or a probability; got {y[wrong][0]:g}. "
            "Try target = (target > 0)."
        )
    return z, y


def _logits_and_classes(logits: Any, target: Any) -> tuple[np.ndarray, np.ndarray]:
    z, y = finite_array("logits", logits), finite_array("target", target)
    if y.shape != z.shape:
        raise ValueError(
            f"logits and target must have one shape, (…, k); got {z.shape} and {y.shape}. "
            "To make targets of labels 0 to k − 1: np.eye(k)[labels]."
        )
    return z, probabilities("target", target)
