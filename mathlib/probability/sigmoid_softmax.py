r"""Sigmoid and softmax, which make probabilities of any numbers, and their logarithms.

Logits stand on the last axis, leading axes are batches.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import finite_array


def sigmoid(x: Any) -> Any:
    r"""Return $\sigma(x) = 1 / (1 + e^{-x}) = (1 + \tanh(x/2)) / 2$.

    The second form overflows for no x, and can be followed by every way of differentiation. Where
    σ(x) itself is tiny, `log_sigmoid` keeps the digits that an absolute error of 1e-16 takes.

    Arguments:
        x: a logit, the logarithm of the odds $p / (1-p)$; shape (…).

    >>> float(sigmoid(0.0)), float(sigmoid(-1000.0)), float(sigmoid(1000.0))
    (0.5, 0.0, 1.0)
    """
    return 0.5 + 0.5 * np.tanh(np.multiply(0.5, x))


def log_sigmoid(x: Any) -> Any:
    r"""Return $\ln\sigma(x) = -\ln(1 + e^{-x})$, to the last digits for every x.

    The probability of the other class is $1 - \sigma(x) = \sigma(-x)$.

    Arguments:
        x: logits, shape (…).

    >>> float(log_sigmoid(-1000.0)), float(log_sigmoid(1000.0))
    (-1000.0, 0.0)
    """
    return 0.0 - np.logaddexp(0.0, np.negative(x))


def log_softmax(logits: Any) -> np.ndarray:
    r"""Return the logarithms of `softmax`: $z_i - \ln \sum_j e^{z_j}$.

    The largest logit is subtracted first. That changes nothing, and no exponential overflows.

    Arguments:
        logits: z, finite numbers, shape (…, k).

    Raises:
        ValueError: no last axis, an empty one, or logits that are not finite.

    Source: Blanchard, Higham & Higham (2021), IMA Journal of Numerical Analysis 41(4).

    >>> log_softmax([0.0, 1000.0])
    array([-1000.,     0.])
    """
    z = finite_array("logits", logits)
    if z.ndim < 1 or not z.shape[-1]:
        raise ValueError(
            f"logits must have shape (…, k), one for each of k ≥ 1 classes; got shape {z.shape}. "
            "Try logits = [0.0, 1.0]."
        )
    z = z - z.max(axis=-1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=-1, keepdims=True))


def softmax(logits: Any) -> np.ndarray:
    r"""Return the probabilities of k classes with these logits.

    .. math:: p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}

    Adding one number to every logit changes nothing; so two classes need one logit only, and
    $\operatorname{softmax}(0, z) = (1 - \sigma(z), \sigma(z))$. With a temperature T, write
    ``softmax(logits / T)``.

    Arguments:
        logits: z, finite numbers, shape (…, k).

    Raises:
        ValueError: no last axis, an empty one, or logits that are not finite.

    Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.2.2.3.

    >>> softmax([0.0, np.log(3.0)])
    array([0.25, 0.75])
    >>> softmax([-1000.0, 1000.0])
    array([0., 1.])
    """
    return np.exp(log_softmax(logits))
