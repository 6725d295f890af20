"""Exercise 04.3: the log-likelihood of a coin."""

from math import lgamma

import numpy as np

from mathlib.exercises.core import Arguments, Exercise, domain_errors


def coin_log_likelihood(p: float, k: int, n: int) -> float:
    r"""Return the log-likelihood of p after n tosses of a coin, k of them heads, in known order.

    .. math:: \ell(p) = \ln\bigl(p^k (1-p)^{n-k}\bigr) = k \ln p + (n - k) \ln(1 - p)

    Arguments:
        p: the probability of heads, 0 < p < 1.
        k: how often heads came.
        n: the number of tosses.

    Source: Casella & Berger, Statistical Inference (2002), example 7.2.7.

    >>> float(coin_log_likelihood(0.5, 2, 3).round(4))
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
_NO_LOGARITHM = (
    "`math.log` refuses 0 and negative numbers. Is there a p − 1? Tails have 1 − p. Is there a "
    "product of thousands of factors? It becomes 0. Take the logarithms first, and add."
)
_ORDER = (
    "You count the orders in which the heads can come. Here the order is known. That term does not "
    "hold p, so it moves no maximum, but it is not asked for."
)

COIN_LOG_LIKELIHOOD = Exercise(
    name="04.3",
    title="The log-likelihood of a coin",
    reference=coin_log_likelihood,
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
            lambda p, k, n: -coin_log_likelihood(p, k, n),
            "That is the negative log-likelihood, the loss. Leave out the minus.",
        ),
        (
            lambda p, k, n: coin_log_likelihood(p, k, n) / n,
            "That is the mean for one toss. The log-likelihood is the sum over all.",
        ),
        (
            lambda p, k, n: -coin_log_likelihood(p, k, n) / n,
            "That is the mean negative log-likelihood, the loss. Asked for is ℓ itself, the sum.",
        ),
        (
            lambda p, k, n: coin_log_likelihood(p, k, n) / np.log(2),
            "You use the logarithm of base 2. Here it is the natural one, `np.log`.",
        ),
        (
            lambda p, k, n: coin_log_likelihood(p, k, n) / np.log(10),
            "You use the logarithm of base 10. Here it is the natural one, `np.log`.",
        ),
        (lambda p, k, n: coin_log_likelihood(p, k, n) + _log_of_ways(k, n), _ORDER),
        (
            lambda p, k, n: coin_log_likelihood(p, k, n) + np.log(np.exp(_log_of_ways(k, n))),
            _ORDER,
        ),
        (
            lambda p, k, n: np.log(np.exp(_log_of_ways(k, n)) * p**k * (1 - p) ** (n - k)),
            _ORDER,
        ),
        (
            lambda p, k, n: k / p - (n - k) / (1 - p),
            "That is the score, the slope of the log-likelihood over p. Asked for is its height.",
        ),
        (
            lambda p, k, n: k / n,
            "That is the estimate, the p at the top of the curve. Asked for is the height of the "
            "curve at the p that is given.",
        ),
    ),
    hints=(
        "The probability of three heads and two tails, in known order, is a product. Of what?",
        "pᵏ (1 − p)ⁿ⁻ᵏ. Its logarithm has two terms, with the exponents as factors.",
        "The heads give `k * np.log(p)`. How many tails are there, and what does each of them add?",
    ),
    praise="A sum of logarithms: 3000 tosses are no harder than three.",
    errors=(
        *domain_errors(_NO_LOGARITHM),
        ("too large to convert", _ORDER),
        ("too large for a float", _ORDER),
        ("no callable log method", _ORDER),  # np.log of an int of more than 64 bits
    ),
)
