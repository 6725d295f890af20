r"""Entropy, cross-entropy and KL divergence.

Probabilities stand on the last axis, leading axes are batches. Logarithms are natural:
the unit is the nat, and one nat is $1/\ln 2 \approx 1.4427$ bits.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import probabilities


def entropy(p: Any) -> np.ndarray:
    r"""Return how uncertain an outcome is: $H(p) = -\sum_i p_i \ln p_i$ nats, where 0 ln 0 = 0.

    It is 0 where one outcome is certain and $\ln k$ where all k are equally likely.

    Arguments:
        p: probabilities, shape (…, k).

    Raises:
        ValueError: a number is not from 0 to 1, or a sum is not 1.

    Source: Shannon (1948), section 6; Cover & Thomas (2006), section 2.1.

    >>> float(entropy([0.5, 0.5]) / np.log(2))
    1.0
    """
    p = probabilities("p", p)
    return _expected(p, -_log(p))


def cross_entropy(p: Any, q: Any) -> np.ndarray:
    r"""Return the mean surprise of one who believes q, where p is true.

    .. math:: H(p, q) = -\sum_i p_i \ln q_i = H(p) + D(p \,\|\, q)

    With p the shares of the classes in a sample, it is the mean negative log-likelihood of q.
    Infinite where q calls something impossible that p does not.

    Arguments:
        p: the true probabilities, shape (…, k).
        q: the believed ones, shape (…, k).

    Raises:
        ValueError: no probabilities, or shapes that do not fit.

    Source: Cover & Thomas (2006), section 5.4; Goodfellow et al. (2016), section 3.13.

    >>> float(cross_entropy([1.0, 0.0], [0.25, 0.75]).round(4))
    1.3863
    """
    p, q = _two(p, q)
    return _expected(p, -_log(q))


def kl_divergence(p: Any, q: Any) -> np.ndarray:
    r"""Return how much the belief q costs beyond the entropy of the truth p.

    .. math:: D(p \,\|\, q) = \sum_i p_i \ln\frac{p_i}{q_i} \ge 0

    It is 0 for q = p only, and no distance: in general $D(p\,\|\,q) \ne D(q\,\|\,p)$.
    Infinite where q calls something impossible that p does not.

    Arguments:
        p: the true probabilities, shape (…, k).
        q: the believed ones, shape (…, k).

    Raises:
        ValueError: no probabilities, or shapes that do not fit.

    Source: Kullback & Leibler (1951); Cover & Thomas (2006), section 2.3.

    >>> float(kl_divergence([0.5, 0.5], [0.25, 0.75]).round(4))
    0.1438
    >>> float(kl_divergence([0.5, 0.5], [1.0, 0.0]))
    inf
    """
    p, q = _two(p, q)
    with np.errstate(divide="ignore", invalid="ignore"):
        surprise = _log(p) - _log(q)
    return np.maximum(_expected(p, surprise), 0.0)  # below 0 by rounding only


def _log(p: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):
        return np.log(p)


def _expected(p: np.ndarray, surprise: np.ndarray) -> np.ndarray:
    """Return Σ p · surprise; what does not happen (p = 0) surprises nobody."""
    return (p * np.where(p > 0, surprise, 0.0)).sum(axis=-1) + 0.0


def _two(p: Any, q: Any) -> tuple[np.ndarray, np.ndarray]:
    p, q = probabilities("p", p), probabilities("q", q)
    if p.shape[-1] == q.shape[-1]:
        try:
            return tuple(np.broadcast_arrays(p, q))
        except ValueError:
            pass
    raise ValueError(
        f"p and q must fit together as (…, k) and (…, k), the same k outcomes; "
        f"got shapes {p.shape} and {q.shape}."
    )
