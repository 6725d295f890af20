"""The distributions of the course: density, samples, and what the likelihood needs of each.

``DISTRIBUTIONS`` holds those without further settings by name, in the order in which a list should
offer them. `binomial` and `categorical` are made for a number of trials or of classes.
"""

from mathlib.probability.distributions.base import Distribution
from mathlib.probability.distributions.continuous import laplace, normal, uniform
from mathlib.probability.distributions.discrete import bernoulli, binomial, categorical, poisson

DISTRIBUTIONS: dict[str, Distribution] = {
    d.name: d for d in (bernoulli, poisson, uniform, normal, laplace)
}

__all__ = [
    "DISTRIBUTIONS",
    "Distribution",
    "bernoulli",
    "binomial",
    "categorical",
    "laplace",
    "normal",
    "poisson",
    "uniform",
]
