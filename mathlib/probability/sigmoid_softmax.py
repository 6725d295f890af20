r"""Sigmoid and softmax, which make probabilities of any numbers, and their logarithms.

Logits stand on the last axis, leading axes are batches.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import finite_array, float_array
from mathlib.probability.scaling import quiet


@quiet
def sigmoid(x: Any) -> Any:
    r"""Return $\sigma(x) = 1 / (1 + e^{-x}) = (1 + \tanh(x/2)) / 2$.

    The second form overflows for no x, and can be followed by every way of differentiation. Where
    σ(x) itself is tiny, `log_sigmoid` keeps the digits that an absolute error of 1e-16 takes.

    Arguments:
        x: a logit, the logarithm of the odds $p / (1-p)$; shape (…). ±∞ gives 1 and 0. Dual
            numbers, recorded values and complex steps pass through.

    Returns:
        Probabilities from 0 to 1, shape (…).

    Raises:
        TypeError: x does not hold numbers.

    Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 3.10.

    See also ``scipy.special.expit`` and ``torch.sigmoid``: the same, but derivatives by dual
    numbers do not pass through the first.

    The odds of rain are 3 to 1; so it rains with probability

    >>> float(sigmoid(np.log(3.0)).round(12))
    0.75
    >>> float(sigmoid(-1000.0)), float(sigmoid(1000.0))
    (0.0, 1.0)
    """
    return 0.5 + 0.5 * np.tanh(np.multiply(0.5, _entries(x)))


@quiet
def log_sigmoid(x: Any) -> Any:
    r"""Return $\ln\sigma(x) = -\ln(1 + e^{-x})$, to the last digits for every x.

    The probability of the other class is $1 - \sigma(x) = \sigma(-x)$.

    Arguments:
        x: logits, shape (…), as in `sigmoid`.

    Returns:
        Numbers that are not positive, shape (…).

    Raises:
        TypeError: x does not hold numbers.

    Source: Mächler (2012), Accurately Computing log(1 − exp(−|a|)), section 2.

    See also ``torch.nn.functional.logsigmoid`` and ``scipy.special.log_expit``: the same.

    The surprise, in nats, of a success that was believed impossible, up to a logit of −1000:

    >>> float(-log_sigmoid(-1000.0))
    1000.0
    >>> float(np.log(sigmoid(40.0))), f"{log_sigmoid(40.0):.5g}"
    (0.0, '-4.2484e-18')
    """
    # 0.0 - …, because -(0.0) would show as -0
    return 0.0 - np.logaddexp(0.0, np.negative(_entries(x)))


@quiet
def log_softmax(logits: Any) -> np.ndarray:
    r"""Return the logarithms of `softmax`: $z_i - \ln \sum_j e^{z_j}$, with digits also near 0.

    The largest logit is subtracted first. That changes nothing, and no exponential overflows. Its
    own exponential is then 1, so the sum is $1 + r$, and ``log1p`` keeps an r of 1e-30.

    Arguments:
        logits: z, finite numbers, shape (…, k), k ≥ 1.

    Returns:
        Numbers that are not positive, shape (…, k); −∞ where two logits are more than 1.8e308
        apart.

    Raises:
        ValueError: no last axis, an empty one, or logits that are not finite.
        TypeError: the logits are not numbers.

    Source: Blanchard, Higham & Higham (2021), IMA Journal of Numerical Analysis 41(4).

    See also ``torch.log_softmax``, which is told the axis, and ``scipy.special.log_softmax``,
    which takes all axes at once unless it is told one, and rounds r away.

    >>> log_softmax([0.0, 1000.0])
    array([-1000.,     0.])
    >>> f"{log_softmax([50.0, 0.0])[0]:.5g}"
    '-1.9287e-22'
    """
    z = finite_array("logits", logits)
    if z.ndim < 1 or not z.shape[-1]:
        raise ValueError(
            f"logits must have shape (…, k), one for each of k ≥ 1 classes; got shape {z.shape}. "
            "Try logits = [0.0, 1.0]."
        )
    largest = np.argmax(z, axis=-1, keepdims=True)
    z = z - np.take_along_axis(z, largest, axis=-1)
    others = np.exp(z)
    np.put_along_axis(others, largest, 0.0, axis=-1)
    return z - np.log1p(others.sum(axis=-1, keepdims=True))


@quiet
def softmax(logits: Any) -> np.ndarray:
    r"""Return the probabilities of k classes with these logits.

    .. math:: p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}

    Adding one number to every logit changes nothing; so two classes need one logit only, and
    $\operatorname{softmax}(0, z) = (1 - \sigma(z), \sigma(z))$. With a temperature T, write
    ``softmax(logits / T)``.

    Arguments:
        logits: z, finite numbers, shape (…, k), k ≥ 1.

    Returns:
        Probabilities, shape (…, k), whose sum over the last axis is 1.

    Raises:
        ValueError: no last axis, an empty one, or logits that are not finite.
        TypeError: the logits are not numbers.

    Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.2.2.3.

    See also ``torch.softmax``, which is told the axis, and ``scipy.special.softmax``, which takes
    all axes at once unless it is told one.

    >>> softmax([0.0, np.log(3.0)])
    array([0.25, 0.75])
    >>> [softmax(np.array([1.0, 2.0, 4.0]) / T).round(2).tolist() for T in (0.5, 100.0)]
    [[0.0, 0.02, 0.98], [0.33, 0.33, 0.34]]
    """
    return np.exp(log_softmax(logits))


def _entries(x: Any) -> Any:
    """Return numbers as float64; what is being differentiated (dual, complex) stays as it is."""
    tracked = isinstance(x, np.lib.mixins.NDArrayOperatorsMixin)
    stepped = isinstance(x, np.ndarray) and x.dtype.kind == "c"
    return x if tracked or stepped else float_array("x", x)
