r"""The log-likelihood, its gradient and its curvature."""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.optimize.objectives.base import Objective, symmetric_matrix
from mathlib.probability.distributions.base import Distribution
from mathlib.probability.likelihood.checks import (
    a_distribution,
    formulas,
    off_the_edge,
    sample_size,
)
from mathlib.probability.scaling import quiet


@quiet
def log_likelihood(distribution: Distribution, theta: Any, data: Any) -> np.ndarray:
    r"""Return the log-likelihood of θ: $\ell(\theta) = \sum_i \ln f(x_i; \theta)$.

    Arguments:
        distribution: one of mathlib.probability.distributions.
        theta: θ, shape (…, p); a number where p is 1.
        data: the sample x, shape (n,), n ≥ 1.

    Returns:
        An array (…); −∞ where the sample could not come.

    Raises:
        ValueError: a θ there is not, or data that are missing, infinite or impossible.
        TypeError: θ or the data do not hold numbers, or ``distribution`` is none.

    Source: Fisher (1922); Casella & Berger (2002), Statistical Inference, section 7.2.

    See also ``scipy.stats.norm.nnlf``, which is its negative.

    Two heads in three tosses are likelier under p = 0.6 than with a fair coin:

    >>> from mathlib.probability import bernoulli
    >>> np.exp(log_likelihood(bernoulli, [[0.5], [0.6]], [1, 0, 1])).round(3)
    array([0.125, 0.144])
    """
    family = a_distribution(distribution)
    return family.log_density(family.data(data), theta).sum(axis=-1)


@quiet
def score(distribution: Distribution, theta: Any, data: Any) -> np.ndarray:
    r"""Return the score, the gradient of the log-likelihood: $s(\theta) = \nabla_\theta\, \ell$.

    It is 0 at a maximum inside the range where ℓ is smooth. At the true θ it is 0 on average over
    samples, and its variance is the Fisher information.

    Arguments:
        distribution, theta, data: as in `log_likelihood`.

    Returns:
        An array (…, p); entry i is in the unit of 1/θ_i.

    Raises:
        ValueError: as `log_likelihood`; or there is no score, for this distribution or at this θ.
        TypeError: as `log_likelihood`.

    Source: Casella & Berger (2002), section 7.3.

    Values of 1 and 3 pull a rate of 1 upwards; at their mean, 2, they are in balance:

    >>> from mathlib.probability import poisson
    >>> score(poisson, [[1.0], [2.0]], [1, 3])
    array([[2.],
           [0.]])
    """
    raw_score, _, _ = formulas(distribution)
    x, theta = distribution.data(data), distribution.checked(theta)
    parts = raw_score(x, *np.moveaxis(theta, -1, 0)[..., None])
    total = np.stack([part.sum(axis=-1) for part in parts], axis=-1)
    return off_the_edge(distribution, theta, total, np.isfinite(total))


@quiet
def fisher_information(distribution: Distribution, theta: Any, n: int = 1) -> np.ndarray:
    r"""Return what n values tell about θ: the variance of the score.

    .. math:: \mathcal I_n(\theta) = n\, \operatorname{E}\bigl[s_1(\theta)\, s_1(\theta)^\top\bigr]
        = -n \operatorname{E}\bigl[\nabla^2_\theta \ln f(x; \theta)\bigr]

    The second form, the curvature of the log-likelihood, needs a smooth one; Laplace's has kinks.

    Arguments:
        distribution, theta: as in `log_likelihood`.
        n: the size of the sample.

    Returns:
        An array (…, p, p); entry (i, j) is in the unit of 1/(θ_i θ_j).

    Raises:
        ValueError: n is no whole number; a θ there is not, or without information.
        TypeError: as `log_likelihood`.

    Source: Casella & Berger (2002), section 7.3; Lehmann & Casella (1998), section 2.5.

    A coin that is surely unfair tells more: its p can be known better.

    >>> from mathlib.probability import bernoulli
    >>> [float(fisher_information(bernoulli, p, n=100)[0, 0].round(1)) for p in (0.5, 0.9)]
    [400.0, 1111.1]
    """
    size, (_, _, raw_information) = sample_size(n), formulas(distribution)
    theta = distribution.checked(theta)
    one = np.stack(raw_information(*np.moveaxis(theta, -1, 0)), axis=-1)
    # no information is 0: that is a number too small for float64, or n = 0
    diagonal = off_the_edge(distribution, theta, size * one, (one > 0) & np.isfinite(size * one))
    return diagonal[..., None] * np.eye(theta.shape[-1])


@quiet
def standard_errors(distribution: Distribution, theta: Any, n: int) -> np.ndarray:
    r"""Return how far the estimate from n values strays: $\sqrt{(\mathcal I_n^{-1})_{ii}}$.

    In the limit of large n. There no unbiased estimate strays less (Cramér and Rao).

    Arguments:
        distribution, theta, n: as in `fisher_information`; n is 1 or more.

    Returns:
        An array (…, p), in the units of θ.

    Raises:
        ValueError, TypeError: as `fisher_information`.

    Source: Casella & Berger (2002), section 10.1.

    See also :func:`mathlib.probability.repeated_sampling`, which finds it by trying.

    The mean of 100 values with σ = 2 is known to 2/√100, and σ to 2/√200:

    >>> from mathlib.probability import normal
    >>> standard_errors(normal, [0.0, 2.0], n=100)
    array([0.2       , 0.14142136])
    """
    if not sample_size(n):
        raise ValueError("n must be 1 or more: no value tells nothing; got 0. Try 100.")
    information = fisher_information(distribution, theta, n)
    return 1 / np.sqrt(np.diagonal(information, axis1=-2, axis2=-1))  # it is a diagonal matrix


@quiet
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

    Returns:
        An objective of θ, shape (…, p), with one minimizer.

    Raises:
        ValueError: data that are missing, infinite, impossible or constant; or a distribution
            without a score.
        TypeError: as `log_likelihood`.

    Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 5.5.

    >>> from mathlib.probability import poisson
    >>> from mathlib.optimize import gradient_descent, minimize
    >>> f = negative_log_likelihood(poisson, [0, 1, 2, 5])
    >>> minimize(f, 1.0, gradient_descent(1.0)).x.round(6)
    array([2.])
    """
    raw_score, raw_curvature, _ = formulas(distribution)
    x = distribution.data(data)
    best = distribution.checked(np.array(distribution.estimate(x), float))
    x, counts = np.unique(x, return_counts=True)
    share = counts / counts.sum()

    def mean(formula: Any, theta: np.ndarray, outside: float) -> tuple[np.ndarray, ...]:
        parts = formula(x, *np.moveaxis(theta, -1, 0)[..., None])
        inside = distribution.inside(theta)
        return tuple(np.where(inside, -part @ share, outside) for part in parts)

    def value(theta: np.ndarray) -> np.ndarray:
        return mean(lambda *a: (distribution.raw_log_density(*a),), theta, np.inf)[0]

    def gradient(theta: np.ndarray) -> np.ndarray:
        return np.stack(mean(raw_score, theta, np.nan), axis=-1)

    def hessian(theta: np.ndarray) -> np.ndarray:
        entries = [-part for part in mean(raw_curvature, theta, np.nan)]
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
