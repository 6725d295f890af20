r"""Estimators: mean, variance and covariance of a sample, and how they vary from sample to sample.

A *parameter* belongs to the distribution and is fixed: the expectation μ. An *estimator* is
computed from a sample and is another number for the next sample: the mean $\bar x$.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from mathlib.arguments import finite_array, float_array, generator, no_missing, whole_number


def sample_mean(x: Any) -> np.ndarray:
    r"""Return $\bar x = \tfrac1n \sum_i x_i$: unbiased, with variance $\sigma^2 / n$.

    Arguments:
        x: samples, shape (…, n), n ≥ 1.

    Raises:
        ValueError: no values, or missing ones.

    >>> float(sample_mean([1.0, 2.0, 6.0]))
    3.0
    """
    return _sample(x, 1, "a mean").mean(axis=-1)


def sample_variance(x: Any, ddof: int = 1) -> np.ndarray:
    r"""Return the variance of samples, with n − 1 (the default) or with n.

    .. math:: s^2 = \frac{1}{n-1} \sum_i (x_i - \bar x)^2, \qquad
        \hat\sigma^2 = \frac1n \sum_i (x_i - \bar x)^2, \qquad
        \operatorname{E} \hat\sigma^2 = \tfrac{n-1}{n}\, \sigma^2

    The squares are least around $\bar x$, less than around the μ that nobody knows: so 1/n, the
    estimate of largest likelihood for normal values, is too small on average, and 1/(n − 1) makes
    up for it.

    Arguments:
        x: samples, shape (…, n).
        ddof: what is taken off n: 1 (as in pandas and R) or 0 (as in ``np.var``).

    Raises:
        ValueError: a ddof other than 0 and 1, fewer than ddof + 1 values, or missing ones.

    Source: Casella & Berger (2002), Statistical Inference, section 5.2.

    >>> float(sample_variance([1.0, 2.0, 6.0])), float(sample_variance([1.0, 2.0, 6.0], ddof=0))
    (7.0, 4.666666666666667)
    """
    return _sample(x, 1 + _checked(ddof), "this variance").var(axis=-1, ddof=ddof)


def sample_covariance(x: Any, ddof: int = 1) -> np.ndarray:
    r"""Return the covariance matrix of k quantities that were observed together.

    .. math:: S_{jl} = \frac{1}{n - \mathrm{ddof}} \sum_i (x_{ij} - \bar x_j)(x_{il} - \bar x_l)

    Arguments:
        x: observations in rows, shape (…, n, k); ``np.cov`` has them in columns, unless
            ``rowvar=False``.
        ddof: 1 or 0, as in `sample_variance`.

    Returns an array (…, k, k).

    Raises:
        ValueError: as `sample_variance`; or x has not two axes.

    Source: Hastie, Tibshirani & Friedman (2009), section 4.3.

    >>> sample_covariance([[0.0, 0.0], [2.0, 4.0]])
    array([[2., 4.],
           [4., 8.]])
    """
    x = float_array("x", x)
    if x.ndim < 2:
        raise ValueError(
            f"x must hold observations in rows, shape (n, k); got shape {x.shape}. "
            "Try x = np.stack([a, b], axis=-1)."
        )
    _sample(np.swapaxes(x, -1, -2), 1 + _checked(ddof), "this covariance")
    off = x - x.mean(axis=-2, keepdims=True)
    return np.swapaxes(off, -1, -2) @ off / (x.shape[-2] - ddof)


def correlation(covariance: Any) -> np.ndarray:
    r"""Return the correlations $\rho_{jl} = S_{jl} / \sqrt{S_{jj} S_{ll}}$, from −1 to 1.

    Arguments:
        covariance: S, shape (…, k, k).

    Raises:
        ValueError: a variance is not positive: what is constant goes along with nothing.

    >>> correlation([[4.0, 3.0], [3.0, 9.0]])
    array([[1. , 0.5],
           [0.5, 1. ]])
    """
    S = finite_array("covariance", covariance)
    if S.ndim < 2 or S.shape[-1] != S.shape[-2]:
        raise ValueError(f"covariance must have shape (…, k, k); got {S.shape}.")
    variance = np.diagonal(S, axis1=-2, axis2=-1)
    if not (variance > 0).all():
        raise ValueError(
            f"every variance, on the diagonal, must be positive; got {variance.min():g}. A "
            "constant quantity has no correlation: leave it out."
        )
    std = np.sqrt(variance)
    return np.clip(S / std[..., :, None] / std[..., None, :], -1.0, 1.0)


def covariance_matrix(std: Any, rho: Any) -> np.ndarray:
    r"""Return the covariance matrix of two quantities from their spreads and their correlation.

    .. math:: \Sigma = \begin{pmatrix} \sigma_1^2 & \rho\sigma_1\sigma_2 \\
        \rho\sigma_1\sigma_2 & \sigma_2^2 \end{pmatrix}

    Arguments:
        std: $\sigma_1, \sigma_2 > 0$, shape (…, 2).
        rho: ρ, from −1 to 1, shape (…).

    Raises:
        ValueError: a spread that is not positive, or ρ outside [−1, 1].

    >>> covariance_matrix([2.0, 3.0], 0.5)
    array([[4., 3.],
           [3., 9.]])
    """
    std, rho = finite_array("std", std), finite_array("rho", rho)
    if not std.ndim or std.shape[-1] != 2 or not (std > 0).all():
        raise ValueError(f"std must be two positive numbers, shape (…, 2); got {std.tolist()}.")
    if not (np.abs(rho) <= 1).all():
        raise ValueError(f"rho must be from −1 to 1; got {rho.flat[np.argmax(np.abs(rho))]:g}.")
    mixed = np.where(np.eye(2, dtype=bool), 1.0, rho[..., None, None])
    return mixed * std[..., :, None] * std[..., None, :]


class Repeated(NamedTuple):
    """What `repeated_sampling` returns.

    ``estimates`` holds one estimate for each sample, ``mean`` their mean and ``std`` their standard
    deviation, which estimates the standard error.
    """

    estimates: np.ndarray
    mean: np.ndarray
    std: np.ndarray


def repeated_sampling(
    draw: Callable[[np.random.Generator, tuple[int, int]], Any],
    estimator: Callable[[np.ndarray], Any],
    n: int,
    repeats: int,
    rng: np.random.Generator,
) -> Repeated:
    r"""Draw many samples of n values and return the estimate from each.

    What can only be thought of with one data set happens here: the estimates scatter, with a bias
    $\operatorname{E}\hat\theta - \theta$ and a standard error.

    Arguments:
        draw: (rng, shape) → independent values of this shape, such as
            ``lambda rng, shape: rng.normal(0.0, 1.0, shape)``.
        estimator: samples (repeats, n) → estimates (repeats, …), such as `sample_mean`.
        n: values in a sample.
        repeats: samples, 2 or more.
        rng: a generator, such as ``np.random.default_rng(0)``.

    Raises:
        ValueError: n or repeats is no whole number or too small, or draw or the estimator returns
            another shape.
        TypeError: ``rng`` is no generator.

    Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 2.

    >>> draw = lambda rng, shape: rng.normal(5.0, 2.0, shape)
    >>> result = repeated_sampling(draw, sample_mean, 100, 10_000, np.random.default_rng(0))
    >>> result.estimates.shape, abs(result.mean - 5) < 0.01, abs(result.std - 2 / 10) < 0.01
    ((10000,), np.True_, np.True_)
    """
    n, repeats = whole_number("n", n, "10"), whole_number("repeats", repeats, "200")
    if n < 1 or repeats < 2:
        raise ValueError(
            f"n must be 1 or more and repeats 2 or more; got n = {n}, repeats = {repeats}. "
            "Try n = 10, repeats = 200."
        )
    samples = float_array("draw(rng, shape)", draw(generator("rng", rng), (repeats, n)))
    if samples.shape != (repeats, n):
        raise ValueError(f"draw must return the shape {(repeats, n)}; got {samples.shape}.")
    estimates = float_array("estimator(samples)", estimator(samples))
    if not estimates.ndim or len(estimates) != repeats:
        raise ValueError(
            f"estimator must return one estimate for each of {repeats} samples, shape "
            f"({repeats}, …); got {estimates.shape}. Work along the last axis: axis=-1."
        )
    return Repeated(estimates, estimates.mean(axis=0), estimates.std(axis=0, ddof=1))


def _checked(ddof: Any) -> int:
    if ddof not in (0, 1):
        raise ValueError(f"ddof must be 0 (divide by n) or 1 (divide by n − 1); got {ddof!r}.")
    return int(ddof)


def _sample(x: Any, least: int, what: str) -> np.ndarray:
    x = float_array("x", x)
    if not x.ndim or x.shape[-1] < least:
        raise ValueError(
            f"{what} needs a sample of {least} or more values, shape (…, n); got shape {x.shape}."
        )
    no_missing("x", x)
    return x
