r"""Losses, each with its gradient, and the likelihood that each comes from.

============================= ===================== ===================== ====================
here                          negative log-         torch.nn.functional   optax
                              likelihood of
============================= ===================== ===================== ====================
`squared_error`               normal, σ² = ½        ``mse_loss``          ``squared_error``
`absolute_error`              Laplace, scale 1      ``l1_loss``           none
`binary_cross_entropy`        Bernoulli, p = σ(z)   ``binary_cross_``     ``sigmoid_binary_``
                                                    ``entropy_with_``     ``cross_entropy``
                                                    ``logits``
`categorical_cross_entropy`   categorical,          ``cross_entropy``     ``softmax_cross_``
                              p = softmax(z)                              ``entropy``
`l2_penalty`                  normal prior on w     ``weight_decay``      ``add_decayed_``
                                                    of SGD                ``weights``
============================= ===================== ===================== ====================

``reduction`` is torch's: "mean" (the default, there and here), "sum" or "none", over all losses.
optax never reduces: it returns what "none" does. optax's ``l2_loss`` is *half* the squared error.
Each cross-entropy takes logits, not probabilities, so that logits of ±1000 neither overflow nor
lose digits.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import finite_array, probabilities
from mathlib.probability.sigmoid_softmax import log_sigmoid, log_softmax, softmax

REDUCTIONS = ("mean", "sum", "none")


def squared_error(prediction: Any, target: Any, reduction: str = "mean") -> np.ndarray:
    r"""Return $(\hat y - y)^2$, by default the mean: the mean squared error, MSE.

    With $y = \hat y + {}$ normal noise of standard deviation σ, the negative log-likelihood is
    $(\hat y - y)^2 / 2\sigma^2$ plus a constant: the same minimizer.

    Arguments:
        prediction, target: $\hat y$ and y, of one shape.
        reduction: "mean", "sum" or "none".

    Raises:
        ValueError: shapes that differ, missing values, an unknown reduction.

    Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 5.5.1.

    >>> float(squared_error([1.0, 2.0], [0.0, 4.0]))
    2.5
    """
    a, b = _pair(prediction, target)
    return _reduced((a - b) ** 2, reduction)


def squared_error_gradient(prediction: Any, target: Any, reduction: str = "mean") -> np.ndarray:
    r"""Return the gradient by the prediction, $2 (\hat y - y)$, divided by the number if averaged.

    >>> squared_error_gradient([1.0, 2.0], [0.0, 4.0])
    array([ 1., -2.])
    """
    a, b = _pair(prediction, target)
    return _shared(2 * (a - b), a.size, reduction)


def absolute_error(prediction: Any, target: Any, reduction: str = "mean") -> np.ndarray:
    r"""Return $|\hat y - y|$, by default the mean.

    One number for all values is best at a median, as the mean is for the MSE. With Laplace noise
    of scale b, the negative log-likelihood is the absolute error over b, plus a constant.

    Arguments and errors as of `squared_error`.

    >>> float(absolute_error([1.0, 2.0], [0.0, 4.0]))
    1.5
    """
    a, b = _pair(prediction, target)
    return _reduced(np.abs(a - b), reduction)


def absolute_error_gradient(prediction: Any, target: Any, reduction: str = "mean") -> np.ndarray:
    r"""Return the gradient of `absolute_error`: $\operatorname{sign}(\hat y - y)$, 0 at the kink.

    Divided by the number of losses where they are averaged. Arguments as there.

    >>> absolute_error_gradient([1.0, 2.0], [0.0, 4.0])
    array([ 0.5, -0.5])
    """
    a, b = _pair(prediction, target)
    return _shared(np.sign(a - b), a.size, reduction)


def binary_cross_entropy(logits: Any, target: Any, reduction: str = "mean") -> np.ndarray:
    r"""Return the cross-entropy between a label and $p = \sigma(z)$, by default the mean.

    .. math:: -y \ln \sigma(z) - (1 - y) \ln \sigma(-z)

    Arguments:
        logits: z, any shape.
        target: y, from 0 to 1, of the same shape; labels are 0 or 1.
        reduction: "mean", "sum" or "none".

    Raises:
        ValueError: shapes that differ, missing values, a target outside [0, 1], an unknown
            reduction.

    Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.2.2.2.

    >>> binary_cross_entropy([0.0, 1000.0, -1000.0], [1, 1, 1], "none").round(4) + 0.0
    array([6.931e-01, 0.000e+00, 1.000e+03])
    """
    z, y = _logits_and_shares(logits, target)
    return _reduced(-y * log_sigmoid(z) - (1 - y) * log_sigmoid(-z), reduction)


def binary_cross_entropy_gradient(logits: Any, target: Any, reduction: str = "mean") -> np.ndarray:
    r"""Return the gradient of `binary_cross_entropy` with respect to the logits: $\sigma(z) - y$.

    Computed as $(1 - y)\, \sigma(z) - y\, \sigma(-z)$, which keeps its digits where it is tiny.
    Divided by the number of losses where they are averaged. Arguments as there.

    >>> binary_cross_entropy_gradient([0.0, 0.0], [1, 0])
    array([-0.25,  0.25])
    """
    z, y = _logits_and_shares(logits, target)
    gradient = (1 - y) * np.exp(log_sigmoid(z)) - y * np.exp(log_sigmoid(-z))
    return _shared(gradient, z.size, reduction)


def categorical_cross_entropy(logits: Any, target: Any, reduction: str = "mean") -> np.ndarray:
    r"""Return the cross-entropy between class probabilities and $\operatorname{softmax}(z)$.

    .. math:: -\sum_i y_i \ln \operatorname{softmax}(z)_i

    Arguments:
        logits: z, shape (…, k).
        target: y, probabilities of the classes, shape (…, k): 1 for the right class (one-hot), for
            example ``np.eye(k)[labels]``.
        reduction: "mean", "sum" or "none", over the leading axes.

    Raises:
        ValueError: shapes that differ, missing values, targets that are no probabilities, an
            unknown reduction.

    Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.2.2.3.

    >>> categorical_cross_entropy([[0.0, 0.0], [0.0, 1000.0]], np.eye(2)[[1, 0]], "none").round(4)
    array([6.931e-01, 1.000e+03])
    """
    z, y = _logits_and_classes(logits, target)
    return _reduced(0.0 - (y * log_softmax(z)).sum(axis=-1), reduction)


def categorical_cross_entropy_gradient(
    logits: Any, target: Any, reduction: str = "mean"
) -> np.ndarray:
    r"""Return the gradient of `categorical_cross_entropy`: $\operatorname{softmax}(z) - y$.

    Divided by the number of losses where they are averaged. Arguments as there.

    >>> categorical_cross_entropy_gradient([0.0, 0.0], [1, 0])
    array([-0.5,  0.5])
    """
    z, y = _logits_and_classes(logits, target)
    return _shared(softmax(z) - y, z[..., 0].size, reduction)


def l2_penalty(weights: Any, strength: float) -> np.ndarray:
    r"""Return $\tfrac{l_2}{2} \|w\|^2$: what a normal prior on the weights adds to a mean loss.

    With weights of standard deviation τ and m losses, $-\tfrac1m \ln \text{prior}$ is the penalty
    with $l_2 = 1 / (m \tau^2)$, plus a constant. The minimizer is then the most probable w (MAP).

    Arguments:
        weights: w, shape (…, k).
        strength: $l_2$, 0 or more.

    Raises:
        ValueError: no last axis, missing values, or a negative strength.

    Source: Bishop (2006), Pattern Recognition and Machine Learning, section 3.3.1.

    >>> float(l2_penalty([3.0, 4.0], 0.1))
    1.25
    """
    w = _weights(weights, strength)
    return 0.5 * strength * (w * w).sum(axis=-1)


def l2_penalty_gradient(weights: Any, strength: float) -> np.ndarray:
    r"""Return the gradient of `l2_penalty`: $l_2 w$, which pulls every weight towards 0.

    >>> l2_penalty_gradient([3.0, 4.0], 0.5)
    array([1.5, 2. ])
    """
    return strength * _weights(weights, strength)


def _pair(prediction: Any, target: Any, name: str = "prediction") -> tuple[np.ndarray, np.ndarray]:
    a, b = finite_array(name, prediction), finite_array("target", target)
    if a.shape != b.shape or not a.size:
        raise ValueError(
            f"{name} and target must have one shape, and hold a value; got shapes {a.shape} and "
            f"{b.shape}."
        )
    return a, b


def _logits_and_shares(logits: Any, target: Any) -> tuple[np.ndarray, np.ndarray]:
    z, y = _pair(logits, target, "logits")
    wrong = (y < 0) | (y > 1)
    if wrong.any():
        raise ValueError(
            f"target must be from 0 to 1, a label or a probability; got {y[wrong][0]:g}. "
            "Try target = (target > 0)."
        )
    return z, y


def _logits_and_classes(logits: Any, target: Any) -> tuple[np.ndarray, np.ndarray]:
    z = finite_array("logits", logits)
    if np.shape(target) != z.shape:
        raise ValueError(
            f"logits and target must have one shape, (…, k); got {z.shape} and {np.shape(target)}. "
            "To make targets of labels 0 to k − 1: np.eye(k)[labels]."
        )
    return z, probabilities("target", target)


def _weights(weights: Any, strength: float) -> np.ndarray:
    w = finite_array("weights", weights)
    if not w.ndim:
        raise ValueError("weights must have shape (…, k); got shape (). Try weights = [1.0].")
    if not (np.ndim(strength) == 0 and 0 <= strength < np.inf):
        raise ValueError(f"strength must be a number, 0 or more; got {strength!r}. Try 0.01.")
    return w


def _reduced(losses: np.ndarray, reduction: str) -> np.ndarray:
    if reduction not in REDUCTIONS:
        raise ValueError(f"reduction must be one of {', '.join(REDUCTIONS)}; got {reduction!r}.")
    return losses if reduction == "none" else getattr(losses, reduction)()


def _shared(gradient: np.ndarray, count: int, reduction: str) -> np.ndarray:
    """Return the gradient of the reduced losses; "none" gives that of each, as "sum" does."""
    _reduced(gradient, reduction)
    return gradient / count if reduction == "mean" else gradient
