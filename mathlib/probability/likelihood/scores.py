r"""The log-likelihood, its gradient and its curvature."""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import whole_number
from mathlib.optimize.objectives.base import Objective, symmetric_matrix
from mathlib.probability.distributions.base import Distribution


def log_likelihood(distribution: Distribution, theta: Any, data: Any) -> np.ndarray:
    r"""Return the log-likelihood of θ: $\ell(\theta) = \sum_i \ln f(x_i; \theta)$.

    Arguments:
        distribution: one of mathlib.probability.distributions.
        theta: θ, shape (…, p); a number where p is 1.
        data: the sample x, shape (n,), n ≥ 1.

    Returns an array (…); −∞ where the sample could not come.

    Raises:
        ValueError: a θ there is not, or data that are missing, infinite or impossible.

    Source: Fisher (1922); Casella & Berger (2002), Statistical Inference, section 7.2.

    >>> from mathlib.probability import bernoulli
    >>> float(np.exp(log_likelihood(bernoulli, 0.5, [1, 0, 1])).round(12))
    0.125
    """
    return distribution.log_density(distribution.data(data), theta).sum(axis=-1)


def score(distribution: Distribution, theta: Any, data: Any) -> np.ndarray:
    r"""Return the score, the gradient of the log-likelihood: $s(\theta) = \nabla_\theta\, \ell$.

    It is 0 at a maximum inside the range where ℓ is smooth. At the true θ it is 0 on average over
    samples, and its variance is the Fisher information.

    Arguments:
        distribution, theta, data: as in `log_likelihood`.

    Returns an array (…, p).

    Raises:
        ValueError: as `log_likelihood`; or there is no score, for this distribution or at this θ.

    Source: Casella & Berger (2002), section 7.3.

    >>> from mathlib.probability import poisson
    >>> score(poisson, [[1.0], [2.0]], [1, 3])
    array([[2.],
           [0.]])
    """
    x, entries = distribution.data(data), _entries(distribution, theta)
    with np.errstate(all="ignore"):
        parts = distribution.raw_score(x, *entries[..., None])
        total = np.stack([part.sum(axis=-1) for part in parts], axis=-1)
    return _off_the_edge(distribution, theta, total)


def fisher_information(distribution: Distribution, theta: Any, n: int = 1) -> np.ndarray:
    r"""Return what n values tell about θ: the variance of the score.

    .. math:: \mathcal I_n(\theta) = n\, \operatorname{E}\bigl[s_1(\theta)\, s_1(\theta)^\top\bigr]
        = -n \operatorname{E}\bigl[\nabla^2_\theta \ln f(x; \theta)\bigr]

    The second form, the curvature of the log-likelihood, needs a smooth one; Laplace's has kinks.

    Arguments:
        distribution, theta: as in `log_likelihood`.
        n: the size of the sample.

    Returns an array (…, p, p).

    Raises:
        ValueError: n is no whole number; a θ there is not, or without information.

    Source: Casella & Berger (2002), section 7.3; Lehmann & Casella (1998), section 2.5.

    >>> from mathlib.probability import bernoulli
    >>> fisher_information(bernoulli, 0.5, n=100)
    array([[400.]])
    """
    n, entries = whole_number("n", n, "100"), _entries(distribution, theta)
    with np.errstate(all="ignore"):
        diagonal = np.stack(distribution.raw_information(*entries), axis=-1)
    diagonal = _off_the_edge(distribution, theta, diagonal)
    return n * diagonal[..., None] * np.eye(len(entries))


def standard_errors(distribution: Distribution, theta: Any, n: int) -> np.ndarray:
    r"""Return how far the estimate from n values strays: $\sqrt{(\mathcal I_n^{-1})_{ii}}$.

    In the limit of large n. There no unbiased estimate strays less (Cramér and Rao).

    Arguments:
        distribution, theta, n: as in `fisher_information`; n is 1 or more.

    Returns an array (…, p).

    Raises:
        ValueError: as `fisher_information`.

    Source: Casella & Berger (2002), section 10.1.

    >>> from mathlib.probability import normal
    >>> standard_errors(normal, [0.0, 2.0], n=100)
    array([0.2       , 0.14142136])
    """
    if not whole_number("n", n, "100"):
        raise ValueError("n must be 1 or more: no value tells nothing; got 0. Try 100.")
    information = fisher_information(distribution, theta, n)
    return np.sqrt(np.diagonal(np.linalg.inv(information), axis1=-2, axis2=-1))


def negative_log_likelihood(distribution: Distribution, data: Any) -> Objective:
    r"""Return the mean negative log-likelihood as a function of θ, ready for `minimize`.

    .. math:: f(\theta) = -\tfrac1n \ell(\theta), \qquad \nabla f = -\tfrac1n s(\theta), \qquad
        \nabla^2 f = -\tfrac1n \nabla^2 \ell(\theta)

    The mean, not the sum: so a learning rate that suits 10 values suits 10,000. Where there is no
    distribution (σ ≤ 0) the value is ∞ and the gradient NaN: a run that steps there has diverged.
    Equal values of a sample are computed once.

    Arguments:
        distribution: one of mathlib.probability.distributions with a score.
        data: the sample, shape (n,).

    Raises:
        ValueError: data that are missing, infinite, impossible or constant; or a distribution
            without a score.

    Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 5.5.

    >>> from mathlib.probability import poisson
    >>> from mathlib.optimize import gradient_descent, minimize
    >>> f = negative_log_likelihood(poisson, [0, 1, 2, 5])
    >>> minimize(f, 1.0, gradient_descent(1.0)).x.round(6)
    array([2.])
    """
    _with_score(distribution)
    x = distribution.data(data)
    best = np.array(distribution.estimate(x), float)
    x, counts = np.unique(x, return_counts=True)
    share = counts / counts.sum()

    def mean(formula: Any, theta: np.ndarray, outside: float) -> tuple[np.ndarray, ...]:
        parts = formula(x, *np.moveaxis(theta, -1, 0)[..., None])
        inside = distribution.inside(theta)
        return tuple(np.where(inside, -part @ share, outside) for part in parts)

    def value(theta: np.ndarray) -> np.ndarray:
        return mean(lambda *a: (distribution.raw_log_density(*a),), theta, np.inf)[0]

    def gradient(theta: np.ndarray) -> np.ndarray:
        return np.stack(mean(distribution.raw_score, theta, np.nan), axis=-1)

    def hessian(theta: np.ndarray) -> np.ndarray:
        entries = [-part for part in mean(distribution.raw_curvature, theta, np.nan)]
        if len(entries) == 1:
            return entries[0][..., None, None]
        return symmetric_matrix(*entries)

    return Objective(
        f"{distribution.name} negative log-likelihood",
        f"lowest where a {distribution.name} distribution explains the {counts.sum()} values best",
        len(best),
        value,
        gradient,
        hessian,
        domain=distribution.domain(*best.tolist()),
        minimizers=best,
    )


def _with_score(distribution: Distribution) -> None:
    if distribution.raw_score is None:
        raise ValueError(
            f"a {distribution.name} distribution has no score: {distribution.no_score}."
        )


def _entries(distribution: Distribution, theta: Any) -> np.ndarray:
    """Return the entries of a checked θ on the first axis, (p, …)."""
    _with_score(distribution)
    return np.moveaxis(distribution.checked(theta), -1, 0)


def _off_the_edge(distribution: Distribution, theta: Any, result: np.ndarray) -> np.ndarray:
    """Return the result, or say that θ is on the edge of its range, where there is none."""
    lost = ~np.isfinite(result).all(axis=-1)
    if lost.any():
        on_edge = distribution.named(distribution.checked(theta)[lost][0])
        raise ValueError(
            f"{on_edge} is on the edge of {distribution.rule}, where the formulas for score and "
            "information fail. Take a value inside."
        )
    return result
