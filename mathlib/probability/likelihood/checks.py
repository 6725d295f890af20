"""Checks that the functions of the likelihood share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mathlib.arguments import instance, shown, whole_number
from mathlib.probability.distributions.base import Distribution
from mathlib.probability.scaling import HUGE

Formula = Callable[..., tuple]


def sample_size(n: Any) -> float:
    """Return the size of a sample as a float.

    Raises:
        ValueError: it is no whole number, or beyond 1.8e308.

    >>> sample_size(100)
    100.0
    """
    count = whole_number("n", n, "100")
    if count > HUGE:
        raise ValueError(f"n must be below 1.8e308; got {shown(n)}. Try 100.")
    return float(count)


def a_distribution(value: Any) -> Distribution:
    """Return ``value`` if it is a distribution.

    Raises:
        TypeError: it is something else, such as its name or one of scipy's.

    >>> from mathlib.probability import normal
    >>> a_distribution(normal) is normal
    True
    """
    return instance("distribution", value, Distribution, "normal or poisson, from this package")


def formulas(distribution: Distribution) -> tuple[Formula, Formula, Formula]:
    """Return the formulas of score, curvature and information.

    Raises:
        TypeError: it is no distribution.
        ValueError: it has no score.

    >>> from mathlib.probability import poisson
    >>> formulas(poisson)[0](np.array([3.0]), np.array([2.0]))
    (array([0.5]),)
    """
    a_distribution(distribution)
    found = (distribution.raw_score, distribution.raw_curvature, distribution.raw_information)
    score, curvature, information = found
    if score is None or curvature is None or information is None:
        raise ValueError(
            f"a {distribution.name} distribution has no score: {distribution.no_score}."
        )
    return score, curvature, information


def off_the_edge(
    distribution: Distribution, theta: np.ndarray, result: np.ndarray, fine: np.ndarray
) -> np.ndarray:
    """Return the result, or say why there is none: θ on the edge of its range, or far out.

    Arguments:
        distribution: the family.
        theta: checked, shape (…, p).
        result: what was computed from it, shape (…, q).
        fine: whether it is a number to be trusted, of the same shape.

    Raises:
        ValueError: somewhere it is not.

    >>> from mathlib.probability import poisson
    >>> off_the_edge(poisson, np.array([2.0]), np.array([0.5]), np.array([True]))
    array([0.5])
    """
    lost = ~fine.all(axis=-1)
    if not lost.any():
        return result
    here = theta[lost][0]
    beside = [np.nextafter(here, end) for end in (-np.inf, np.inf)]
    if not distribution.inside(np.array(beside)).all():
        raise ValueError(
            f"{distribution.named(here)} is on the edge of {distribution.rule}, where the formulas "
            "for score and information fail. Take a value inside."
        )
    raise ValueError(
        f"at theta = [{distribution.named(here)}] the score of these data, or the information, is "
        "too large or too small for float64 numbers (2.2e-308 to 1.8e308). Take another unit."
    )
