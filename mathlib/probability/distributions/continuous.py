"""Distributions with a density: uniform, normal, Laplace."""

from __future__ import annotations

import numpy as np

from mathlib.linalg.vectors import power_of_two
from mathlib.probability.distributions.base import Distribution
from mathlib.probability.scaling import TINY, deviations, mean

LOG_SQRT_2PI = 0.5 * np.log(2 * np.pi)


def _everywhere(x: np.ndarray) -> np.ndarray:
    return np.isfinite(x)


def _normal_estimate(x: np.ndarray) -> tuple:
    off, size = deviations(x)
    spread = np.sqrt((off**2).mean()) * size[0]
    _not_constant("normal", "sigma", x, spread)
    return mean(x), spread


def _laplace_estimate(x: np.ndarray) -> tuple:
    size = power_of_two(x)  # so that no sum and no difference is above 1.8e308
    m = np.median(x / size)
    spread = np.abs(x / size - m).mean() * size
    _not_constant("Laplace", "scale", x, spread)
    return m * size, spread


def _uniform_estimate(x: np.ndarray) -> tuple:
    _not_constant("uniform", "high − low", x, TINY)
    return x.min(), x.max()


def _not_constant(name: str, spread: str, x: np.ndarray, found: float) -> None:
    """Refuse a sample without spread, or with one that float64 numbers cannot tell from 0."""
    if x.min() == x.max():
        what = f"the only value is {x[0]:g}" if len(x) == 1 else f"all {len(x)} values are {x[0]:g}"
        raise ValueError(
            f"{what}: the likelihood of a {name} distribution grows without bound as {spread} "
            "goes to 0, and no estimate is the best. Give data that differ."
        )
    if found < TINY:
        raise ValueError(
            f"the values differ by about {found:.0e}, where float64 numbers lose digits, and "
            f"{spread} cannot be estimated. Take another unit: data = data * 1e20."
        )


def _in_units(x: np.ndarray, center: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """Return (x − center) / spread, also where the difference is above 1.8e308."""
    off = x - center
    if np.isfinite(off).all():
        return off / spread
    return np.where(np.isfinite(off), off / spread, x / spread - center / spread)


def _normal_score(x: np.ndarray, mu: np.ndarray, sigma: np.ndarray) -> tuple[np.ndarray, ...]:
    z = _in_units(x, mu, sigma)
    return z / sigma, (z**2 - 1) / sigma


uniform = Distribution(
    name="uniform",
    story="every value between two ends alike",
    parameters=("low", "high"),
    rule="low < high, at most 1.8e308 apart",
    allowed=lambda low, high: (low < high) & np.isfinite(high - low),
    values="finite numbers",
    holds=_everywhere,
    discrete=False,
    raw_log_density=lambda x, low, high: np.where(
        (low <= x) & (x <= high), -np.log(high - low), -np.inf
    ),
    draw=lambda rng, size, low, high: rng.uniform(low, high, size),
    scipy=lambda stats, low, high: stats.uniform(low, high - low),
    estimate=_uniform_estimate,
    domain=lambda low, high: ((2 * low - high, low), (high, 2 * high - low)),
    no_score="its likelihood jumps where an end of the interval meets a value",
)
r"""Every value between two ends alike: $f(x; a, b) = 1 / (b - a)$ for a ≤ x ≤ b, else 0.

The likelihood is largest at $\hat a = \min x$, $\hat b = \max x$, at a jump: no derivative is 0
there, and curvature tells no standard error. Source: Casella & Berger (2002), section 7.2.
"""

normal = Distribution(
    name="normal",
    story="sums of many small effects",
    parameters=("mu", "sigma"),
    rule="sigma > 0",
    allowed=lambda mu, sigma: sigma > 0,
    values="finite numbers",
    holds=_everywhere,
    discrete=False,
    raw_log_density=lambda x, mu, sigma: (
        -0.5 * _in_units(x, mu, sigma) ** 2 - np.log(sigma) - LOG_SQRT_2PI
    ),
    draw=lambda rng, size, mu, sigma: rng.normal(mu, sigma, size),
    scipy=lambda stats, mu, sigma: stats.norm(mu, sigma),
    estimate=_normal_estimate,
    domain=lambda mu, sigma: ((mu - 2 * sigma, mu + 2 * sigma), (0.4 * sigma, 2.5 * sigma)),
    raw_score=_normal_score,
    raw_curvature=lambda x, mu, sigma: (
        1 / sigma**2 + 0 * x,
        2 * _in_units(x, mu, sigma) / sigma**2,
        (3 * _in_units(x, mu, sigma) ** 2 - 1) / sigma**2,
    ),
    raw_information=lambda mu, sigma: (1 / sigma**2, 2 / sigma**2),
)
r"""Sums of many small effects, with mean μ and standard deviation σ.

.. math:: f(x; \mu, \sigma) = \frac{1}{\sigma\sqrt{2\pi}}\, e^{-(x-\mu)^2 / 2\sigma^2}, \qquad
    \hat\mu = \bar x, \quad \hat\sigma^2 = \tfrac1n \sum (x_i - \bar x)^2

With σ fixed, the negative log-likelihood is the squared error over 2σ², plus a constant. The
information is 1/σ² for μ and 2/σ² for σ. Source: Casella & Berger (2002), sections 3.3 and 7.2.
"""

laplace = Distribution(
    name="Laplace",
    story="like the normal, with heavier tails",
    parameters=("location", "scale"),
    rule="scale > 0",
    allowed=lambda location, scale: scale > 0,
    values="finite numbers",
    holds=_everywhere,
    discrete=False,
    raw_log_density=lambda x, m, b: -np.abs(_in_units(x, m, b)) - np.log(b) - np.log(2),
    draw=lambda rng, size, m, b: rng.laplace(m, b, size),
    scipy=lambda stats, m, b: stats.laplace(m, b),
    estimate=_laplace_estimate,
    domain=lambda m, b: ((m - 2 * b, m + 2 * b), (0.4 * b, 2.5 * b)),
    raw_score=lambda x, m, b: (np.sign(x - m) / b, (np.abs(_in_units(x, m, b)) - 1) / b),
    raw_curvature=lambda x, m, b: (
        0 * (x - m + b),
        np.sign(x - m) / b**2,
        (2 * np.abs(_in_units(x, m, b)) - 1) / b**2,
    ),
    raw_information=lambda m, b: (1 / b**2, 1 / b**2),
)
r"""Like the normal, with heavier tails: location m and scale b.

.. math:: f(x; m, b) = \frac{1}{2b}\, e^{-|x - m| / b}, \qquad
    \hat m = \text{median}, \quad \hat b = \tfrac1n \sum |x_i - \hat m|

With b fixed, the negative log-likelihood is the absolute error over b, plus a constant. It has a
kink at m = x: the second derivative is 0 beside it, so the information about m, 1/b², is in the
variance of the score and not in the curvature. Source: Casella & Berger (2002), section 7.2.
"""
