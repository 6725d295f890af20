r"""The logarithms of the probabilities of counts, for counts of any size.

As the formulas stand in the books, numbers of the size of $x \ln x$ cancel, and at $x = 10^{15}$ no
digit is left. So from 1000 on factorials go by Stirling's series and the rest by deviances, which
are small where the probability is not.

Source: Loader (2000), Fast and Accurate Computation of Binomial Probabilities.
"""

from __future__ import annotations

import numpy as np

from mathlib.probability.scaling import quiet

MANY = 1000
"""Up to this count the formulas of the books keep 12 digits."""
LOG_2PI = np.log(2 * np.pi)


@quiet
def log_binomial(x: np.ndarray, p: np.ndarray, trials: int) -> np.ndarray:
    r"""Return $\ln\binom{m}{x} + x \ln p + (m - x) \ln(1 - p)$.

    Arguments:
        x: counts from 0 to m, shape (…).
        p: probabilities, of a shape that fits.
        trials: m, 1 to 2⁵³.

    >>> np.exp(log_binomial(np.array([0.0, 1.0, 2.0]), np.array(0.5), 2)).round(12)
    array([0.25, 0.5 , 0.25])
    """
    from scipy.special import gammaln, xlog1py, xlogy  # xlogy(x, y) = x ln y, and 0 ln 0 = 0

    rest = trials - x
    if trials < MANY:
        ways = gammaln(trials + 1) - gammaln(x + 1) - gammaln(rest + 1)
        return ways + xlogy(x, p) + xlog1py(rest, -p)
    steps = stirling_error(np.array(float(trials))) - stirling_error(x) - stirling_error(rest)
    off = deviance(x, trials * p) + deviance(rest, trials * (1 - p))
    width = 0.5 * (np.log(trials) - LOG_2PI - np.log(x) - np.log(rest))
    ends = np.where(x == 0, xlog1py(rest, -p), xlogy(x, p))  # there all or none succeed
    return np.where((x == 0) | (rest == 0), ends, steps - off + width)


@quiet
def log_poisson(x: np.ndarray, rate: np.ndarray) -> np.ndarray:
    r"""Return $x \ln \lambda - \lambda - \ln x!$.

    Arguments:
        x: counts, shape (…).
        rate: λ ≥ 0, of a shape that fits.

    >>> np.exp(log_poisson(np.array([0.0, 1.0, 1e15]), np.array([2.0, 2.0, 1e15]))).round(10)
    array([1.35335283e-01, 2.70670566e-01, 1.26000000e-08])
    """
    from scipy.special import gammaln, xlogy

    plain = xlogy(x, rate) - rate - gammaln(x + 1)
    if not (x >= MANY).any():
        return plain
    width = -0.5 * (LOG_2PI + np.log(x))
    return np.where(x < MANY, plain, width - stirling_error(x) - deviance(x, rate))


def stirling_error(n: np.ndarray) -> np.ndarray:
    r"""Return $\ln n! - (n \ln n - n + \tfrac12 \ln 2\pi n)$ for n ≥ 1.

    >>> stirling_error(np.array([1.0, 10.0, 1000.0])).round(8)
    array([8.106147e-02, 8.330560e-03, 8.333000e-05])
    """
    from scipy.special import gammaln

    few = gammaln(n + 1) - (n + 0.5) * np.log(n) + n - 0.5 * LOG_2PI
    many = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / n / n) / n / n) / n / n) / n
    return np.where(n < 16, few, many)


@quiet
def deviance(x: np.ndarray, expected: np.ndarray) -> np.ndarray:
    r"""Return $x \ln\tfrac{x}{e} + e - x \ge 0$, to the last digits where x is near e.

    With $v = (x - e) / (x + e)$ the logarithm is $2 \operatorname{artanh} v$, and the deviance
    $(x - e)\, v + 2x\, (\tfrac{v^3}{3} + \tfrac{v^5}{5} + \dots)$.

    >>> float(deviance(np.float64(1e15), np.float64(1e15 + 1e8)).round(6))
    5.0
    """
    v = (x / 2 - expected / 2) / (x / 2 + expected / 2)
    square = np.where(np.abs(v) < 0.1, v * v, 0.0)
    series = sum(square**j / (2 * j + 3) for j in range(8))
    near = (x - expected) * v + x * (2 * v * square * series)
    ratio = x / expected
    held = (ratio > 0) & np.isfinite(ratio)
    far = x * np.where(held, np.log(ratio), np.log(x) - np.log(expected)) + (expected - x)
    return np.where(np.abs(v) < 0.1, near, far)
