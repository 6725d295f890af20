"""Means and deviations of numbers of any size, and numpy's alarms kept off the learner's screen."""

from __future__ import annotations

import numpy as np

from mathlib.linalg.vectors import power_of_two

TINY, HUGE = float(np.finfo(float).tiny), float(np.finfo(float).max)
"""Between them, 2.2e-308 and 1.8e308, float64 numbers have all their 16 digits."""

quiet = np.errstate(all="ignore")
"""Put it above a function (``@quiet``) in which a number may vanish or overflow on purpose.

An exponential that vanishes is 0, a logarithm of 0 is −∞: both are what is meant. So nobody is
warned, nor stopped, whatever ``np.seterr`` the caller has set.
"""


def mean(x: np.ndarray, axis: int | None = -1) -> np.ndarray:
    r"""Return the mean along an axis (None: of all), though the sum may be above 1.8e308.

    Arguments:
        x: float64 array (…, n), n ≥ 1.
        axis: the axis to average over.

    Returns:
        An array (…), with the bits of ``x.mean(axis)`` where that does not overflow: dividing by
        a power of two is exact.

    >>> float(mean(np.array([1e308, 1.5e308])))
    1.25e+308
    """
    size = power_of_two(x, axis)
    return (x / size).mean(axis) * (size if axis is None else size.squeeze(axis))


def deviations(x: np.ndarray, axis: int = -1) -> tuple[np.ndarray, np.ndarray]:
    r"""Return $(x - \bar x) / 2^k$ and $2^k$, the largest power of two that is not above max |x|.

    So squares of the first neither vanish nor overflow. The mean is taken off twice: the first
    one was rounded, which is much where all values are nearly equal. Equal values give 0 exactly.

    Arguments:
        x: float64 array (…, n), n ≥ 1.
        axis: the axis of the n values of a sample.

    Returns:
        The scaled deviations, of the shape of x; and the powers, with length 1 along ``axis``.

    Source: Chan, Golub & LeVeque (1983), The American Statistician 37, 242-247 (the correction).

    >>> off, size = deviations(np.array([1.0, 1.0 + 2**-52]))
    >>> (off * 2**52).tolist(), size.tolist()
    ([-0.5, 0.5], [1.0])
    """
    size = power_of_two(x, axis)
    x = x / size
    off = x - x.mean(axis, keepdims=True)
    return off - off.mean(axis, keepdims=True), size
