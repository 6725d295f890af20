"""The one class of all distributions: density, samples, and scipy's functions of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib import arguments
from mathlib.arguments import float_array, generator
from mathlib.probability.distributions.family import Family
from mathlib.probability.scaling import quiet


class Distribution(Family):
    r"""A family of distributions $f(x; \theta)$ with p parameters θ, shape (…, p).

    A bare number counts as θ of a family with one parameter. The density of a discrete
    distribution is its probability mass.

    Arguments:
        name, story, parameters, …: what describes it, as in
            :class:`mathlib.probability.distributions.family.Family`.

    A family of one's own: a die with k sides, whose k is θ.

    >>> die = Distribution(
    ...     "die", "one of k sides", ("sides",), "k = 1, 2, …", lambda k: (k >= 1) & (k % 1 == 0),
    ...     "whole numbers from 1", lambda x: (x >= 1) & (x % 1 == 0), True,
    ...     raw_log_density=lambda x, k: np.where(x <= k, -np.log(k), -np.inf),
    ...     draw=lambda rng, size, k: rng.integers(1, int(k), size, endpoint=True),
    ...     scipy=lambda stats, k: stats.randint(1, k + 1),
    ...     estimate=lambda x: (x.max(),),
    ...     domain=lambda k: ((1.0, 2 * k),),
    ...     no_score="k jumps from one whole number to the next",
    ... )
    >>> die.density([1, 6, 7], 6).round(3)
    array([0.167, 0.167, 0.   ])
    """

    @quiet
    def log_density(self, x: Any, theta: Any) -> np.ndarray:
        r"""Return $\ln f(x; \theta)$; −∞ for an x that cannot come, NaN for one that is missing.

        Arguments:
            x: shape (m,), or a number; of any shape if there is one θ only.
            theta: θ, shape (…, p).

        Returns:
            An array (…, m), or (…) for a number x.

        Raises:
            ValueError: a θ there is not, or shapes that do not fit.
            TypeError: x or θ does not hold numbers.

        See also ``logpdf`` and ``logpmf`` of scipy.stats, whose parameters differ from family to
        family.

        A density may vanish where its logarithm does not:

        >>> from mathlib.probability import normal
        >>> theta = [0.0, 1.0]
        >>> float(normal.density(40.0, theta)), float(normal.log_density(40.0, theta).round(2))
        (0.0, -800.92)
        """
        x, theta = float_array("x", x), self.checked(theta)
        if x.ndim > 1 and theta.ndim > 1:
            raise ValueError(
                f"for many theta x must have shape (m,); got x of shape {x.shape} and theta of "
                f"shape {theta.shape}. Try x = x.ravel()."
            )
        entries = np.moveaxis(theta, -1, 0)
        if x.ndim:
            entries = entries[..., None]
        log_f = np.where(self.holds(x), self.raw_log_density(x, *entries), -np.inf)
        return np.where(np.isnan(x), np.nan, log_f)

    @quiet
    def density(self, x: Any, theta: Any) -> np.ndarray:
        r"""Return $f(x; \theta)$: the density, or the probability of x.

        Arguments:
            x, theta: as in `log_density`.

        Returns:
            An array (…, m), or (…) for a number x; a density has the unit of 1/x. ∞ above
            1.8e308, where σ is that small.

        Raises:
            ValueError, TypeError: as `log_density`.

        See also ``pdf`` and ``pmf`` of scipy.stats.

        A density may be above 1, a probability may not:

        >>> from mathlib.probability import normal, poisson
        >>> float(normal.density(0.0, [0.0, 0.1]).round(3)), poisson.density([0, 1], 0.7).round(3)
        (3.989, array([0.497, 0.348]))
        """
        return np.exp(self.log_density(x, theta))

    def sample(self, theta: Any, size: int | tuple[int, ...], rng: np.random.Generator) -> Any:
        """Return independent draws from the distribution with one θ.

        Arguments:
            theta: θ, shape (p,).
            size: how many, or the shape of the result.
            rng: a generator, such as ``np.random.default_rng(0)``.

        Returns:
            An array of this size: whole numbers from a discrete distribution.

        Raises:
            ValueError: a θ there is not, a size that is none, or draws beyond what numpy can draw.
            TypeError: ``rng`` is no generator.

        See also ``rvs`` of scipy.stats, which takes a seed; here the generator is passed in, so
        that two calls differ and a program can be repeated.

        >>> from mathlib.probability import poisson
        >>> poisson.sample(0.7, 5, np.random.default_rng(0))
        array([1, 0, 0, 2, 1])
        """
        one, shape = self._one(theta), arguments.size("size", size)
        try:
            drawn = self.draw(generator("rng", rng), shape, *one)
        except (ValueError, OverflowError):  # numpy's counts have 64 bits
            drawn = np.array(np.inf)
        if not np.isfinite(drawn).all():
            raise ValueError(
                f"with theta = [{self.named(one)}] the {self.name} distribution gives numbers that "
                "are too large to be drawn. Take another unit, and a smaller theta."
            )
        return drawn

    def frozen(self, theta: Any) -> Any:
        """Return the distribution with one θ as scipy.stats has it: ``cdf``, ``mean``, ``ppf`` …

        Importing scipy.stats takes about a second, the first time.

        Arguments:
            theta: θ, shape (p,).

        Returns:
            A frozen distribution of scipy.stats.

        Raises:
            ValueError: a θ there is not.

        What 97.5 % of all values lie below:

        >>> from mathlib.probability import normal
        >>> float(normal.frozen([0.0, 1.0]).ppf(0.975).round(2))
        1.96
        """
        from scipy import stats  # here, so that only those who need it wait for it

        return self.scipy(stats, *self._one(theta))

    def __repr__(self) -> str:
        return f"Distribution({self.name!r}, {', '.join(self.parameters)}: {self.story})"
