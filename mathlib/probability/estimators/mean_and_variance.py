r"""The mean and the variance of a sample."""

from __future__ import annotations

import numbers
from typing import Any

import numpy as np

from mathlib.arguments import float_array, no_missing, shown
from mathlib.probability.scaling import HUGE, TINY, deviations, mean, quiet


@quiet
def sample_mean(x: Any) -> np.ndarray:
    r"""Return $\bar x = \tfrac1n \sum_i x_i$: unbiased, with variance $\sigma^2 / n$.

    Arguments:
        x: samples, shape (…, n), n ≥ 1, in any unit.

    Returns:
        An array (…), in the unit of x.

    Raises:
        ValueError: no values, or missing ones.
        TypeError: the values are not numbers.

    Source: Casella & Berger (2002), Statistical Inference, section 5.2.

    See also ``np.mean``, which averages all axes at once unless it is told one, and gives NaN
    where a value is missing.

    Two samples, one in a row; the mean balances the deviations:

    >>> x = np.array([[1.0, 2.0, 6.0], [0.0, 0.0, 3.0]])
    >>> sample_mean(x)
    array([3., 1.])
    >>> (x - sample_mean(x)[:, None]).sum(axis=1)
    array([0., 0.])
    """
    return mean(sample("x", x, 1, "a mean"))


@quiet
def sample_variance(x: Any, ddof: int = 1) -> np.ndarray:
    r"""Return the variance of samples, with n − 1 (the default) or with n.

    .. math:: s^2 = \frac{1}{n-1} \sum_i (x_i - \bar x)^2, \qquad
        \hat\sigma^2 = \frac1n \sum_i (x_i - \bar x)^2, \qquad
        \operatorname{E} \hat\sigma^2 = \tfrac{n-1}{n}\, \sigma^2

    The squares are least around $\bar x$, less than around the μ that nobody knows: so 1/n, the
    estimate of largest likelihood for normal values, is too small on average, and 1/(n − 1) makes
    up for it.

    Arguments:
        x: samples, shape (…, n), in any unit.
        ddof: what is taken off n: 1 (as in pandas and R) or 0 (as in ``np.var``).

    Returns:
        An array (…), in the unit of x squared.

    Raises:
        ValueError: a ddof other than 0 and 1, fewer than ddof + 1 values, missing ones, or a
            variance that is too small or too large for float64 numbers.
        TypeError: the values are not numbers.

    Source: Casella & Berger (2002), Statistical Inference, section 5.2.

    See also ``np.var``, where ddof is 0 unless it is told, and ``torch.var``, where it is 1.

    >>> float(sample_variance([1.0, 2.0, 6.0])), float(sample_variance([1.0, 2.0, 6.0], ddof=0))
    (7.0, 4.666666666666667)
    """
    ddof = degrees_of_freedom(ddof)
    x = sample("x", x, 1 + ddof, "this variance")
    off, size = deviations(x)
    size = size[..., 0]
    scaled = (off**2).sum(axis=-1) / (x.shape[-1] - ddof)
    return in_range(scaled * size * size, np.sqrt(scaled) * size, "x")


def in_range(variance: np.ndarray, spread: np.ndarray, name: str) -> np.ndarray:
    """Return variances, or say that float64 numbers cannot hold them.

    Arguments:
        variance: shape (…).
        spread: their square roots, computed another way, shape (…).
        name: what the caller calls the data.

    Raises:
        ValueError: a variance is beyond 1.8e308, or is not 0 and below 2.2e-308.

    >>> in_range(np.array(4.0), np.array(2.0), "x")
    array(4.)
    """
    lost = (spread > 0) & ~((variance >= TINY) & (variance <= HUGE))
    if lost.any():
        about = f"{spread[lost][0]:.0e}"
        raise ValueError(
            f"the variance of {name} is too {'small' if spread[lost][0] < 1 else 'large'} for "
            f"float64 numbers (2.2e-308 to 1.8e308): the values differ by about {about}. Take "
            f"another unit: {name} = {name} / {about}."
        )
    return variance


def degrees_of_freedom(ddof: Any) -> int:
    """Return ``ddof`` as an int if it is 0 or 1.

    Raises:
        ValueError: it is something else.

    >>> degrees_of_freedom(1)
    1
    """
    if isinstance(ddof, numbers.Real) and ddof in (0, 1):
        return 1 if ddof else 0
    raise ValueError(f"ddof must be 0 (divide by n) or 1 (divide by n − 1); got {shown(ddof)}.")


def sample(name: str, x: Any, least: int, what: str) -> np.ndarray:
    """Return samples as a float64 array (…, n) without missing values.

    Arguments:
        name: what the caller calls the samples.
        x: the samples.
        least: how many values a sample must have.
        what: what needs them; it appears in the message.

    Raises:
        ValueError: fewer values, or missing or infinite ones.
        TypeError: the values are not numbers.

    >>> sample("x", [1, 2], 2, "a variance")
    array([1., 2.])
    """
    x = float_array(name, x)
    if not x.ndim or x.shape[-1] < least or not x.size:
        raise ValueError(
            f"{what} needs {name} to be a sample of {least} or more values, shape (…, n); "
            f"got shape {x.shape}."
        )
    no_missing(name, x)
    return x
