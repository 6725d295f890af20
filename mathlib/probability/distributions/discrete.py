"""Distributions of whole numbers: Bernoulli, binomial, categorical, Poisson."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from mathlib.arguments import SUM_TOLERANCE, float_array, probabilities, shown, whole_number
from mathlib.probability.distributions.base import Distribution
from mathlib.probability.distributions.counts import log_binomial, log_poisson
from mathlib.probability.scaling import mean

MOST_TRIALS, MOST_CLASSES = 2**53, 10_000


def _probability(p: np.ndarray) -> np.ndarray:
    return (p >= 0) & (p <= 1)


def _whole(x: np.ndarray, highest: float = float(np.finfo(float).max)) -> np.ndarray:
    return (x == np.floor(x)) & (x >= 0) & (x <= highest)


def binomial(trials: int) -> Distribution:
    r"""Return the distribution of the number of successes in so many independent trials.

    .. math:: f(x; p) = \binom{m}{x} p^x (1-p)^{m-x}, \qquad
        \frac{\partial \ln f}{\partial p} = \frac{x - mp}{p(1-p)}, \qquad
        \mathcal I(p) = \frac{m}{p(1-p)}, \qquad \hat p = \bar x / m

    Arguments:
        trials: m, from 1 to 2⁵³, above which float64 numbers skip whole numbers.

    Returns:
        A `Distribution` with one parameter, p.

    Raises:
        ValueError: m is not a whole number, 0, or too large.

    Source: Casella & Berger (2002), Statistical Inference, sections 3.2 and 7.2.

    See also ``scipy.stats.binom``, which takes m with every call.

    At least 8 heads in 10 tosses of a fair coin:

    >>> float(binomial(10).density([8, 9, 10], 0.5).sum().round(4))
    0.0547
    """
    m = whole_number("trials", trials, "10")
    if not m:
        raise ValueError("trials must be 1 or more; got 0. Try 10.")
    if m > MOST_TRIALS:
        raise ValueError(f"trials must be 2**53 or fewer; got {shown(trials)}. Try 10.")
    return Distribution(
        name="Bernoulli" if m == 1 else f"binomial({m})",
        story="one trial: failure 0 or success 1" if m == 1 else f"successes in {m} trials",
        parameters=("p",),
        rule="0 ≤ p ≤ 1",
        allowed=_probability,
        values="the numbers 0 and 1" if m == 1 else f"whole numbers from 0 to {m}",
        holds=partial(_whole, highest=m),
        discrete=True,
        raw_log_density=partial(log_binomial, trials=m),
        draw=lambda rng, size, p: rng.binomial(m, p, size),
        scipy=lambda stats, p: stats.binom(m, p),
        estimate=lambda x: (mean(x) / m,),
        domain=lambda p: ((0.01, 0.99),),
        raw_score=lambda x, p: ((x - m * p) / (p * (1 - p)),),
        raw_curvature=lambda x, p: (x / p**2 + (m - x) / (1 - p) ** 2,),
        raw_information=lambda p: (m / (p * (1 - p)),),
    )


def _read_probabilities(name: str, theta: Any) -> np.ndarray:
    """Return θ as float64; where it came as float32, its sum is put right."""
    try:
        return probabilities(name, theta)
    except ValueError:  # `checked` says what is wrong, in the words of the family
        return float_array(name, theta)


bernoulli = binomial(1)
r"""One trial: $f(x; p) = p^x (1-p)^{1-x}$ for x = 0 and 1."""


def categorical(classes: int) -> Distribution:
    r"""Return the distribution of a class 0 … k−1, with the probabilities of the k classes as θ.

    .. math:: f(x; p) = p_x, \qquad \hat p_i = \text{the share of class } i \text{ in the sample}

    It has no score: the p_i cannot be changed one by one, for they add up to 1. Logits can; see
    :func:`mathlib.probability.categorical_cross_entropy`.

    Arguments:
        classes: k, from 1 to 10,000.

    Returns:
        A `Distribution` with k parameters, p0 … p(k−1).

    Raises:
        ValueError: k is not a whole number, 0, or too large.

    Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 3.9.2.

    See also ``torch.distributions.Categorical``, which divides its probabilities by their sum,
    and takes logits as well.

    >>> model = categorical(3)
    >>> model.density([0, 2], [0.5, 0.2, 0.3])
    array([0.5, 0.3])
    >>> model.sample([0.5, 0.2, 0.3], 8, np.random.default_rng(1))
    array([1, 2, 0, 2, 0, 0, 2, 0])
    """
    k = whole_number("classes", classes, "3")
    if not k:
        raise ValueError("classes must be 1 or more; got 0. Try 3.")
    if k > MOST_CLASSES:
        raise ValueError(f"classes must be 10,000 or fewer; got {shown(classes)}. Try 3.")
    return Distribution(
        name=f"categorical({k})",
        story=f"one of {k} classes",
        parameters=tuple(f"p{i}" for i in range(k)),
        rule="probabilities from 0 to 1 that add up to 1",
        allowed=lambda *p: (
            _probability(np.stack(p)).all(axis=0) & (abs(sum(p) - 1) <= SUM_TOLERANCE)
        ),
        values=f"the classes 0 to {k - 1}",
        holds=partial(_whole, highest=k - 1),
        discrete=True,
        raw_log_density=lambda x, *p: np.select(
            [x == i for i in range(k)], list(np.log(p)), -np.inf
        ),
        draw=lambda rng, size, *p: rng.choice(k, size, p=np.divide(p, sum(p))),
        scipy=lambda stats, *p: stats.rv_discrete(values=(range(k), np.divide(p, sum(p)))),
        estimate=lambda x: tuple(np.bincount(x.astype(int), minlength=k) / len(x)),
        domain=lambda *p: ((0.0, 1.0),) * k,
        no_score="its probabilities are tied by their sum; work with logits, as softmax does",
        read=_read_probabilities,
    )


poisson = Distribution(
    name="Poisson",
    story="how often something rare happens",
    parameters=("rate",),
    rule="rate ≥ 0",
    allowed=lambda rate: rate >= 0,
    values="whole numbers, 0 or more,",
    holds=_whole,
    discrete=True,
    raw_log_density=log_poisson,
    draw=lambda rng, size, rate: rng.poisson(rate, size),
    scipy=lambda stats, rate: stats.poisson(rate),
    estimate=lambda x: (mean(x),),
    domain=lambda rate: ((0.1 * rate + 0.01, 3 * rate + 1.0),),
    raw_score=lambda x, rate: (x / rate - 1,),
    raw_curvature=lambda x, rate: (x / rate**2,),
    raw_information=lambda rate: (1 / rate,),
)
r"""How often something rare happens: $f(x; \lambda) = \lambda^x e^{-\lambda} / x!$ with rate λ.

The score is $x/\lambda - 1$, the information $1/\lambda$, the estimate $\hat\lambda = \bar x$.
Source: Casella & Berger (2002), Statistical Inference, section 3.2.
"""
