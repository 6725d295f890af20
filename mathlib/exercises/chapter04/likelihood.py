r"""Exercises 04.3 and 04.4: the log-likelihood of a coin, an estimate and how sure it is."""

from math import lgamma

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def log_likelihood(p: float, k: int, n: int) -> float:
    r"""Return the log-likelihood of p after n tosses of a coin, k of them heads, in known order.

    .. math:: \ell(p) = \ln\bigl(p^k (1-p)^{n-k}\bigr) = k \ln p + (n - k) \ln(1 - p)

    Arguments:
        p: the probability of heads, 0 < p < 1.
        k: how often heads came.
        n: the number of tosses.

    Source: Casella & Berger, Statistical Inference (2002), example 7.2.7.

    >>> float(log_likelihood(0.5, 2, 3).round(4))
    -2.0794
    """
    return k * np.log(p) + (n - k) * np.log(1 - p)


def _tosses(rng: np.random.Generator) -> list[Arguments]:
    tosses = [(n, int(rng.integers(1, n))) for n in (5, 8, 10, 12)]
    tosses.append((3000, int(rng.integers(1000, 2000))))
    chances = rng.choice([0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9], size=5, replace=False)
    return [(float(p), k, n) for p, (n, k) in zip(chances, tosses, strict=True)]


def _log_of_ways(k: int, n: int) -> float:
    """The logarithm of the number of orders in which n tosses can show k heads."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


_UNDERFLOW = (
    "You take the logarithm of the product. For few tosses that is right; for 3000 the product is "
    "smaller than any float but 0. Take the logarithms first, and add."
)
_ORDER = (
    "You count the orders in which the heads can come. Here the order is known. That term does not "
    "hold p, so it moves no maximum, but it is not asked for."
)

LOG_LIKELIHOOD = Exercise(
    name="04.3",
    title="The log-likelihood of a coin",
    reference=log_likelihood,
    inputs=_tosses,
    mistakes=(
        (lambda p, k, n: np.log(p**k * (1 - p) ** (n - k)), _UNDERFLOW),
        (
            lambda p, k, n: p**k * (1 - p) ** (n - k),
            "That is the likelihood. Its logarithm is asked for, a sum that does not underflow.",
        ),
        (
            lambda p, k, n: k * np.log(p),
            "You leave out the tails: n − k times a factor 1 − p.",
        ),
        (
            lambda p, k, n: k * np.log(p) + n * np.log(1 - p),
            "You count n tails. There are n − k.",
        ),
        (
            lambda p, k, n: n * np.log(p),
            "You give tails the probability of heads. It is 1 − p.",
        ),
        (
            lambda p, k, n: k * np.log(1 - p) + (n - k) * np.log(p),
            "You swap heads and tails: p is the probability of heads, which came k times.",
        ),
        (
            lambda p, k, n: k * np.log(p) - (n - k) * np.log(1 - p),
            "You subtract the tails. The logarithm of a product is a sum.",
        ),
        (
            lambda p, k, n: k * np.log(p) * (n - k) * np.log(1 - p),
            "You multiply the logarithms. The logarithm of a product is the sum of the logarithms.",
        ),
        (
            lambda p, k, n: np.log(k * p + (n - k) * (1 - p)),
            "That is the log of a sum. The probabilities multiply, so their logs add up.",
        ),
        (
            lambda p, k, n: np.log(k * p) + np.log((n - k) * (1 - p)),
            "k and n − k stand inside the logarithm. ln pᵏ = k ln p: they come before it.",
        ),
        (
            lambda p, k, n: np.log(p) ** k + np.log(1 - p) ** (n - k),
            "You raise the logarithm to a power. ln pᵏ = k ln p: the exponent becomes a factor.",
        ),
        (
            lambda p, k, n: np.log(p) + np.log(1 - p),
            "That is one head and one tail. Each toss adds a logarithm of its own.",
        ),
        (
            lambda p, k, n: -log_likelihood(p, k, n),
            "That is the negative log-likelihood, the loss. Leave out the minus.",
        ),
        (
            lambda p, k, n: log_likelihood(p, k, n) / n,
            "That is the mean for one toss. The log-likelihood is the sum over all.",
        ),
        (
            lambda p, k, n: log_likelihood(p, k, n) / np.log(2),
            "You use the logarithm of base 2. Here it is the natural one, `np.log`.",
        ),
        (
            lambda p, k, n: log_likelihood(p, k, n) / np.log(10),
            "You use the logarithm of base 10. Here it is the natural one, `np.log`.",
        ),
        (lambda p, k, n: log_likelihood(p, k, n) + _log_of_ways(k, n), _ORDER),
    ),
    hints=(
        "The probability of three heads and two tails, in known order, is a product. Of what?",
        "pᵏ (1 − p)ⁿ⁻ᵏ. Its logarithm has two terms, with the exponents as factors.",
        "Return `k * np.log(p) + (…) * np.log(…)`.",
    ),
    praise="A sum of logarithms: 3000 tosses are no harder than three.",
    errors=(
        ("math domain error", _UNDERFLOW),
        ("expected a positive input", _UNDERFLOW),
        ("too large to convert", _ORDER),
    ),
)


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


def _with_rate(counts: np.ndarray, error: float) -> tuple[float, float]:
    """The right estimate beside a standard error that is wrong."""
    return np.mean(counts), error


_FROM_SAMPLE = (
    "You take the spread of the sample, over √n. That serves for any distribution; of a Poisson "
    "one you know more: its variance is λ."
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
        "`rate = np.mean(counts)`; return `rate, np.sqrt(…)`.",
    ),
    praise="An estimate with its standard error: a number, and how far to trust it.",
)
