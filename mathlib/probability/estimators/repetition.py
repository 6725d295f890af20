r"""Many fresh samples, and how far the estimates from them scatter."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from mathlib.arguments import float_array, function, generator, size, whole_number
from mathlib.linalg.vectors import power_of_two
from mathlib.probability.scaling import quiet


class Repeated(NamedTuple):
    """What `repeated_sampling` returns.

    Arguments:
        estimates: one for each sample, shape (repeats, …).
        mean: their mean, shape (…).
        std: their standard deviation (over repeats − 1), shape (…); it estimates the standard
            error.

    >>> always = Repeated(np.array([2.0, 2.0]), np.array(2.0), np.array(0.0))
    >>> float(always.mean), float(always.std)
    (2.0, 0.0)
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
        estimator: samples (repeats, n) → estimates (repeats, …), such as ``sample_mean``.
        n: values in a sample.
        repeats: samples, 2 or more.
        rng: a generator, such as ``np.random.default_rng(0)``.

    Returns:
        The estimates, their mean and their standard deviation, as `Repeated`.

    Raises:
        ValueError: n or repeats is no whole number or too small, or draw or the estimator returns
            another shape.
        TypeError: ``rng`` is no generator.

    Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 2.

    See also ``scipy.stats.bootstrap``, which draws its samples from *one* sample.

    The mean of 100 values with σ = 2 has the standard error 2/√100:

    >>> from mathlib.probability import sample_mean
    >>> draw = lambda rng, shape: rng.normal(5.0, 2.0, shape)
    >>> result = repeated_sampling(draw, sample_mean, 100, 10_000, np.random.default_rng(0))
    >>> result.estimates.shape, float(result.mean.round(2)), float(result.std.round(2))
    ((10000,), 5.0, 0.2)
    """
    n, repeats = whole_number("n", n, "10"), whole_number("repeats", repeats, "200")
    size("n × repeats", (n, repeats))
    function("draw", draw, "lambda rng, shape: rng.normal(size=shape)")
    function("estimator", estimator, "sample_mean")
    _takes("draw", draw, "(rng, shape)", rng, (repeats, n))
    _takes("estimator", estimator, "(samples)", None)
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
    return _summary(estimates)


def _takes(name: str, value: Callable, what: str, *arguments: Any) -> None:
    """Refuse a function that cannot be called with these arguments."""
    try:
        signature = inspect.signature(value)
    except (TypeError, ValueError):  # some functions written in C do not tell theirs
        return
    try:
        signature.bind(*arguments)
    except TypeError as error:
        raise TypeError(f"{name} is called as {name}{what}; got a function with {error}.") from None


@quiet
def _summary(estimates: np.ndarray) -> Repeated:
    unit = power_of_two(estimates) if np.isfinite(estimates).all() else 1.0
    scaled = estimates / unit  # by a power of two: no square vanishes or overflows
    return Repeated(estimates, scaled.mean(axis=0) * unit, scaled.std(axis=0, ddof=1) * unit)
