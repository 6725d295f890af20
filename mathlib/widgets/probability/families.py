"""The distributions that `mathlib.widgets.probability.distributions` offers, with their sliders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mathlib.probability.distributions import (
    Distribution,
    bernoulli,
    binomial,
    laplace,
    normal,
    poisson,
    uniform,
)


@dataclass(frozen=True)
class Family:
    """A distribution as the figure offers it.

    ``sliders`` holds label, low, high, value and step of one or two parameters; the first one can
    be found on the axis of the values. ``at`` turns parameters into a distribution and its θ,
    ``moments`` into expectation and standard deviation; ``window`` is the part that is drawn.
    """

    sliders: tuple[tuple[str, float, float, float, float], ...]
    at: Callable[..., tuple[Distribution, list[float]]]
    moments: Callable[..., tuple[float, float]]
    window: tuple[float, float]


FAMILIES = {
    "Bernoulli": Family(
        (("p", 0.0, 1.0, 0.3, 0.005),),
        lambda p: (bernoulli, [p]),
        lambda p: (p, np.sqrt(p * (1 - p))),
        (-0.5, 1.5),
    ),
    "binomial": Family(
        (("trials m", 1.0, 20.0, 10.0, 1.0), ("p", 0.0, 1.0, 0.3, 0.005)),
        lambda m, p: (binomial(round(m)), [p]),
        lambda m, p: (round(m) * p, np.sqrt(round(m) * p * (1 - p))),
        (-0.75, 20.75),
    ),
    "Poisson": Family(
        (("rate λ", 0.0, 5.0, 2.0, 0.01),),
        lambda rate: (poisson, [rate]),
        lambda rate: (rate, np.sqrt(rate)),
        (-0.75, 12.75),
    ),
    "uniform": Family(
        (("low end a", -2.5, 0.0, -1.0, 0.01), ("length b − a", 0.4, 3.0, 2.0, 0.01)),
        lambda a, length: (uniform, [a, a + length]),
        lambda a, length: (a + length / 2, length / np.sqrt(12)),
        (-3.0, 3.0),
    ),
    "normal": Family(
        (("expectation μ", -1.5, 1.5, 0.0, 0.01), ("standard deviation σ", 0.2, 1.2, 0.6, 0.005)),
        lambda mu, sigma: (normal, [mu, sigma]),
        lambda mu, sigma: (mu, sigma),
        (-3.0, 3.0),
    ),
    "Laplace": Family(
        (("location m", -1.5, 1.5, 0.0, 0.01), ("scale b", 0.2, 1.2, 0.5, 0.005)),
        lambda m, b: (laplace, [m, b]),
        lambda m, b: (m, np.sqrt(2) * b),
        (-3.0, 3.0),
    ),
}
