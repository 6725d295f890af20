r"""Entropy, cross-entropy and KL divergence.

Probabilities stand on the last axis, leading axes are batches. Logarithms are natural:
the unit is the nat, and one nat is $1/\ln 2 \approx 1.4427$ bits.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import probabilities
from mathlib.probability.scaling import quiet


@quiet
def entropy(p: Any) -> np.ndarray:
    r"""Return how uncertain an outcome is: $H(p) = -\sum_i p_i \ln p_i$ nats, where 0 ln 0 = 0.

    It is 0 where one outcome is certain and $\ln k$ where all k are equally likely.

    Arguments:
        p: probabilities, shape (…, k).

    Returns:
        An array (…), in nats.

    Raises:
        ValueError: a number is not from 0 to 1, or a sum is not 1.
        TypeError: p does not hold numbers.

    Source: Shannon (1948), section 6; Cover & Thomas (2006), section 2.1.

    See also ``scipy.stats.entropy``, which divides p by its sum, whatever it is, looks along the
    *first* axis unless it is told another, and takes a base for other units.

    A fair die, in bits: its outcome is known after 2.58 questions with yes or no, on average at
    least.

    >>> float((entropy(np.full(6, 1 / 6)) / np.log(2)).round(2))
    2.58
    """
    p = probabilities("p", p)
    return _expected(p, -np.log(p))


@quiet
def cross_entropy(p: Any, q: Any) -> np.ndarray:
    r"""Return the mean surprise of one who believes q, where p is true.

    .. math:: H(p, q) = -\sum_i p_i \ln q_i = H(p) + D(p \,\|\, q)

    With p the shares of the classes in a sample, it is the mean negative log-likelihood of q.
    Infinite where q calls something impossible that p does not.

    Arguments:
        p: the true probabilities, shape (…, k).
        q: the believed ones, shape (…, k).

    Returns:
        An array (…), in nats; the leading axes are those of p and q, broadcast.

    Raises:
        ValueError: no probabilities, or shapes that do not fit.
        TypeError: p or q does not hold numbers.

    Source: Cover & Thomas (2006), section 5.4; Goodfellow et al. (2016), section 3.13.

    See also :func:`mathlib.probability.categorical_cross_entropy`, which takes logits in place of
    q, and averages.

    It rained on 1 of 4 days. A forecast of ¼ pays less than one of ½:

    >>> [float(cross_entropy([0.25, 0.75], [rain, 1 - rain]).round(3)) for rain in (0.25, 0.5)]
    [0.562, 0.693]
    """
    p, q = _two(p, q)
    return _expected(p, -np.log(q))


@quiet
def kl_divergence(p: Any, q: Any) -> np.ndarray:
    r"""Return how much the belief q costs beyond the entropy of the truth p.

    .. math:: D(p \,\|\, q) = \sum_i p_i \ln\frac{p_i}{q_i} \ge 0

    It is 0 for q = p only, and no distance: in general $D(p\,\|\,q) \ne D(q\,\|\,p)$.
    Infinite where q calls something impossible that p does not.

    Arguments:
        p: the true probabilities, shape (…, k).
        q: the believed ones, shape (…, k).

    Returns:
        An array (…), in nats; the leading axes are those of p and q, broadcast.

    Raises:
        ValueError: no probabilities, or shapes that do not fit.
        TypeError: p or q does not hold numbers.

    Source: Kullback & Leibler (1951); Cover & Thomas (2006), section 2.3.

    See also torch's ``kl_div``, which takes ln q *first*, then p, and averages over all entries
    unless it is told "batchmean"; ``scipy.special.kl_div``, which does not sum up.

    It does matter who is right. To believe in a sure thing costs most:

    >>> even, sure = [0.5, 0.5], [1.0, 0.0]
    >>> float(kl_divergence(sure, even).round(4)), float(kl_divergence(even, sure))
    (0.6931, inf)
    """
    p, q = _two(p, q)
    # where p = 0 stands −∞ − …, which `_expected` leaves out; below 0 the sum is by rounding only
    return np.maximum(_expected(p, np.log(p) - np.log(q)), 0.0)


def _expected(p: np.ndarray, surprise: np.ndarray) -> np.ndarray:
    """Return Σ p · surprise; what does not happen (p = 0) surprises nobody."""
    return (p * np.where(p > 0, surprise, 0.0)).sum(axis=-1) + 0.0  # + 0.0: never -0


def _two(p: Any, q: Any) -> tuple[np.ndarray, np.ndarray]:
    p, q = probabilities("p", p), probabilities("q", q)
    if p.shape[-1] == q.shape[-1]:
        try:
            p, q = np.broadcast_arrays(p, q)
            return p, q
        except ValueError:
            pass
    raise ValueError(
        f"p and q must fit together as (…, k) and (…, k), the same k outcomes; "
        f"got shapes {p.shape} and {q.shape}."
    )
