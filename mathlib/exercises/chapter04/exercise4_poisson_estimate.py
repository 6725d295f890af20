"""Exercise 04.4: a rate, and its standard error."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise, domain_errors


def poisson_estimate(counts: np.ndarray) -> tuple[float, float]:
    r"""Return the maximum-likelihood estimate of a Poisson distribution's rate, and its error.

    .. math:: \hat\lambda = \bar x, \qquad
        \mathrm{SE} = \frac{1}{\sqrt{\mathcal I_n(\hat\lambda)}} = \sqrt{\hat\lambda / n}

    Arguments:
        counts: how often it happened, shape (n,); not all 0.

    Source: Casella & Berger, Statistical Inference (2002), section 10.1.

    >>> [float(number) for number in poisson_estimate(np.array([0, 2, 1, 1]))]
    [1.0, 0.5]
    """
    rate = np.mean(counts)
    return rate, np.sqrt(rate / len(counts))


def _counts(rng: np.random.Generator) -> list[Arguments]:
    rates = (2.5, 4.0, 1.5, 6.0, 3.0)
    return [(rng.poisson(rate, n) + 0.0,) for rate, n in zip(rates, range(6, 11), strict=True)]


def _with_rate(counts: np.ndarray, error: np.floating | float) -> tuple[float, float]:
    """The right estimate beside a standard error that is wrong."""
    return float(np.mean(counts)), float(error)


_FROM_SAMPLE = (
    "You take the spread of the sample, over √n. That serves for any distribution; of a Poisson "
    "one you know more: its variance is λ."
)
_COIN = (
    "You take the root of a negative number. Did you write λ(1 − λ)? That is the coin's: a Poisson "
    "variance is λ. Or did you take ℓ″ without its minus? ℓ bends down: the information is −ℓ″ on "
    "average."
)

POISSON_ESTIMATE = Exercise(
    name="04.4",
    title="A rate, and its standard error",
    reference=poisson_estimate,
    inputs=_counts,
    mistakes=(
        (
            lambda counts: _with_rate(counts, np.mean(counts) / len(counts)),
            "The root is missing: λ/n is the variance of the estimate.",
        ),
        (
            lambda counts: _with_rate(counts, np.sqrt(np.mean(counts))),
            "n is missing: √λ is how far one count strays. The mean of n counts strays less.",
        ),
        (
            lambda counts: _with_rate(counts, np.sqrt(np.mean(counts)) / len(counts)),
            "You divide by n. The error of a mean falls as 1/√n: n stands under the root.",
        ),
        (
            lambda counts: _with_rate(counts, np.mean(counts) / np.sqrt(len(counts))),
            "The variance of one count is λ, so its standard deviation is √λ: put λ under the "
            "root as well.",
        ),
        (lambda counts: _with_rate(counts, np.std(counts) / np.sqrt(len(counts))), _FROM_SAMPLE),
        (
            lambda counts: _with_rate(counts, np.std(counts, ddof=1) / np.sqrt(len(counts))),
            _FROM_SAMPLE,
        ),
        (lambda counts: _with_rate(counts, np.nan), _COIN),
        (
            lambda counts: _with_rate(counts, np.std(counts)),
            "That is how far the counts stray, not how far their mean does.",
        ),
        (
            lambda counts: _with_rate(counts, np.std(counts, ddof=1)),
            "That is how far the counts stray, not how far their mean does.",
        ),
        (
            lambda counts: _with_rate(counts, len(counts) / np.mean(counts)),
            "That is the Fisher information n/λ. The standard error is 1 over its root.",
        ),
        (
            lambda counts: _with_rate(counts, 1 / np.sqrt(len(counts) * np.mean(counts))),
            "You take nλ for the information. It is n/λ.",
        ),
        (
            lambda counts: _with_rate(counts, np.sqrt(len(counts) / np.mean(counts))),
            "You have the root of the information. Its inverse is the standard error: more "
            "information, less error.",
        ),
        (
            lambda counts: _with_rate(counts, np.sqrt(np.mean(counts) / (len(counts) - 1))),
            "You divide by n − 1. That is for a variance around an estimated mean; here the "
            "variance is λ itself.",
        ),
        (
            lambda counts: (np.sum(counts), np.sqrt(np.sum(counts))),
            "That is the sum, and its standard error. Divide both by n.",
        ),
        (
            lambda counts: (np.median(counts), np.sqrt(np.median(counts) / len(counts))),
            "You take the median. The likelihood of a Poisson rate is largest at the mean.",
        ),
        (
            lambda counts: poisson_estimate(counts)[::-1],
            "You swap the two: first the estimate, then its standard error.",
        ),
        (
            lambda counts: np.mean(counts),
            "That is the estimate. Return its standard error as well, with a comma between.",
        ),
        (
            lambda counts: poisson_estimate(counts)[1],
            "That is the standard error. Return the estimate before it, with a comma between.",
        ),
    ),
    hints=(
        "Where is the slope of the log-likelihood 0? And how sharp is its peak there?",
        "The estimate is the mean. The information of n counts is n/λ; the standard error is 1 "
        "over its root.",
        "`rate = np.mean(counts)` stands for λ, and `len(counts)` for n. What is 1/√(n/λ), as one "
        "root? Return both, the estimate first.",
    ),
    praise="An estimate with its standard error: a number, and how far to trust it.",
    errors=domain_errors(_COIN),
)
