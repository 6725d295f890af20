"""What describes a family of distributions, and the checks of its parameters and data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from mathlib.arguments import float_array, no_missing
from mathlib.formatting import format_number
from mathlib.probability.scaling import quiet

Pairs = tuple[tuple[float, float], ...]


@dataclass(frozen=True, eq=False, repr=False)
class Family:
    r"""What there is to know about a family of distributions $f(x; \theta)$, θ of shape (…, p).

    A bare number counts as θ of a family with one parameter. The density of a discrete
    distribution is its probability mass.

    Arguments:
        name: what a list calls it.
        story: one line that says what it describes.
        parameters: the names of the entries of θ.
        rule, allowed: which θ there are, in words and as a function of the entries of θ.
        values, holds: which x it can give, in words and as a function of x.
        discrete: True if it gives whole numbers only.
        raw_log_density: $\ln f$ as a function of x and the entries of θ.
        draw: (rng, size, \*entries of θ) → a sample.
        scipy: (scipy.stats, \*entries of θ) → the same distribution in scipy.
        estimate: x (n,) → the θ of largest likelihood, in closed form.
        domain: θ → the part of the parameters to draw around it, one pair for each.
        raw_score: $\partial \ln f / \partial\theta_i$, one for each entry; None if there is none.
        raw_curvature: $-\partial^2 \ln f / \partial\theta_i \partial\theta_j$ for (0, 0), (0, 1),
            (1, 1), as far as there are entries.
        raw_information: the Fisher information of one x for each entry of θ; the entries of the
            families here do not mix, the matrix is diagonal.
        no_score: why there is no score, if so.
        read: (what it is called, what is given as θ) → a float64 array.

    >>> from mathlib.probability import normal
    >>> normal.parameters, normal.rule, normal.estimate(np.array([1.0, 3.0]))
    (('mu', 'sigma'), 'sigma > 0', (np.float64(2.0), np.float64(1.0)))
    """

    name: str
    story: str
    parameters: tuple[str, ...]
    rule: str
    allowed: Callable[..., np.ndarray]
    values: str
    holds: Callable[[np.ndarray], np.ndarray]
    discrete: bool
    raw_log_density: Callable[..., np.ndarray]
    draw: Callable[..., np.ndarray]
    scipy: Callable[..., Any]
    estimate: Callable[[np.ndarray], tuple]
    domain: Callable[..., Pairs]
    raw_score: Callable[..., tuple] | None = None
    raw_curvature: Callable[..., tuple] | None = None
    raw_information: Callable[..., tuple] | None = None
    no_score: str = ""
    read: Callable[[str, Any], np.ndarray] = float_array

    @quiet
    def checked(self, theta: Any, name: str = "theta") -> np.ndarray:
        """Return θ as a float64 array (…, p), or say which θ there are.

        Arguments:
            theta: θ, shape (…, p); a number counts as (1,) where p is 1.
            name: what the caller calls θ.

        Raises:
            ValueError: another last axis, or a θ there is not.
            TypeError: θ does not hold numbers.

        >>> from mathlib.probability import poisson
        >>> poisson.checked(0.7)
        array([0.7])
        """
        theta, count = self.read(name, theta), len(self.parameters)
        if theta.ndim == 0 and count == 1:
            theta = theta.reshape(1)
        if not theta.ndim or theta.shape[-1] != count:
            raise ValueError(
                f"{name} of a {self.name} distribution must have shape (…, {count}): "
                f"{', '.join(self.parameters)} on the last axis; got shape {theta.shape}."
            )
        fine = self.inside(theta)
        if not fine.all():
            raise ValueError(
                f"a {self.name} distribution needs {self.rule}; got {name} with "
                f"{self.named(theta[~fine][0])}."
            )
        return theta

    @quiet
    def inside(self, theta: np.ndarray) -> np.ndarray:
        """Return for each θ whether there is a distribution with it.

        Arguments:
            theta: float64 array (…, p).

        Returns:
            An array of booleans (…).

        >>> from mathlib.probability import normal
        >>> normal.inside(np.array([[0.0, 1.0], [0.0, 0.0]]))
        array([ True, False])
        """
        entries = np.moveaxis(theta, -1, 0)
        return np.isfinite(theta).all(axis=-1) & self.allowed(*entries)

    def named(self, theta: np.ndarray) -> str:
        """Return one θ in words, for a message.

        Arguments:
            theta: shape (p,).

        >>> from mathlib.probability import normal
        >>> normal.named([0.0, 1.0])
        'mu = 0, sigma = 1'
        """
        pairs = zip(self.parameters[:8], theta, strict=False)
        rest = ", …" if len(self.parameters) > 8 else ""
        return ", ".join(f"{name} = {format_number(value)}" for name, value in pairs) + rest

    def data(self, data: Any) -> np.ndarray:
        """Return a sample as a float64 array (n,), or say what it must be.

        Arguments:
            data: the sample, n ≥ 1 values that the distribution can give.

        Raises:
            ValueError: another shape, or values that are missing, infinite or impossible.
            TypeError: the values are not numbers.

        >>> from mathlib.probability import poisson
        >>> poisson.data([0, 2, 1])
        array([0., 2., 1.])
        """
        x = float_array("data", data)
        if x.ndim != 1 or not x.size:
            raise ValueError(
                f"data must be a sample of n ≥ 1 values, shape (n,); got shape {x.shape}."
            )
        no_missing("data", x)
        strange = ~self.holds(x)
        if strange.any():
            raise ValueError(
                f"a {self.name} distribution gives {self.values} only; "
                f"data holds {x[strange][0]:g}."
            )
        return x

    def _one(self, theta: Any) -> np.ndarray:
        theta = self.checked(theta)
        if theta.ndim > 1:
            raise ValueError(f"give one theta, shape ({theta.shape[-1]},); got {theta.shape}.")
        return theta
