r"""Exercises 04.1 and 04.2: mean and variance of a random variable, covariance of a sample."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def mean_and_variance(values: np.ndarray, probabilities: np.ndarray) -> tuple[float, float]:
    r"""Return the expectation and the variance of a discrete random variable.

    .. math:: \mu = \sum_i p_i x_i, \qquad \sigma^2 = \sum_i p_i (x_i - \mu)^2

    Arguments:
        values: what it can be, x, shape (k,).
        probabilities: of each value, p, shape (k,); they add up to 1.

    Source: Casella & Berger, Statistical Inference (2002), sections 2.2 and 2.3.

    >>> [float(number) for number in mean_and_variance(np.array([0, 4]), np.array([0.75, 0.25]))]
    [1.0, 3.0]
    """
    mean = np.sum(probabilities * values)
    return mean, np.sum(probabilities * (values - mean) ** 2)


def _variables(rng: np.random.Generator) -> list[Arguments]:
    lists = (
        *((0.5, 0.3, 0.2), (0.1, 0.6, 0.3), (0.4, 0.1, 0.2, 0.3)),
        *((0.25, 0.5, 0.15, 0.1), (0.05, 0.15, 0.5, 0.2, 0.1)),
    )
    return [
        (rng.choice(np.arange(1.0, 10.0), size=len(p), replace=False), rng.permutation(p))
        for p in lists
    ]


def _mean(values: np.ndarray, p: np.ndarray) -> float:
    return mean_and_variance(values, p)[0]


def _with_mean(values: np.ndarray, p: np.ndarray, variance: float) -> tuple[float, float]:
    """The right mean beside a variance that is wrong."""
    return _mean(values, p), variance


def _averaged(values: np.ndarray, p: np.ndarray) -> tuple[float, float]:
    mean = np.mean(p * values)
    return mean, np.mean(p * (values - mean) ** 2)


def _around_plain_mean(values: np.ndarray, p: np.ndarray) -> float:
    return np.sum(p * (values - np.mean(values)) ** 2)


_ALIKE = "The mean is right. The variance is an expectation too: weigh each square with its p."
_AVERAGE = "Add, do not average: the probabilities sum to 1, so nothing is left to divide by."
_PLAIN = (
    "your deviations start at the plain mean of the values. Let them start at μ, where each value "
    "has its weight."
)

MEAN_AND_VARIANCE = Exercise(
    name="04.1",
    title="Expectation and variance",
    reference=mean_and_variance,
    inputs=_variables,
    mistakes=(
        (
            lambda values, p: (np.mean(values), np.var(values)),
            "You weigh all values alike. Multiply each by its probability before you add.",
        ),
        (lambda values, p: _with_mean(values, p, np.var(values)), _ALIKE),
        (
            lambda values, p: _with_mean(values, p, np.mean((values - _mean(values, p)) ** 2)),
            _ALIKE,
        ),
        (lambda values, p: _with_mean(values, p, np.sum((values - _mean(values, p)) ** 2)), _ALIKE),
        (_averaged, _AVERAGE),
        (lambda values, p: np.multiply(_averaged(values, p), (1, len(p))), _AVERAGE),
        (lambda values, p: np.array(mean_and_variance(values, p)) / len(p), _AVERAGE),
        (lambda values, p: (_mean(values, p) / len(p), mean_and_variance(values, p)[1]), _AVERAGE),
        (
            lambda values, p: _with_mean(values, p, _around_plain_mean(values, p)),
            f"The mean is right, but {_PLAIN}",
        ),
        (
            lambda values, p: (np.mean(values), _around_plain_mean(values, p)),
            f"Your mean weighs all values alike, and {_PLAIN}",
        ),
        (
            lambda values, p: (np.mean(values), mean_and_variance(values, p)[1]),
            "The variance is right. Your mean weighs all values alike: multiply each by its p.",
        ),
        (
            lambda values, p: _with_mean(values, p, mean_and_variance(values, p)[1] / len(p)),
            f"The mean is right. {_AVERAGE}",
        ),
        (
            lambda values, p: _with_mean(values, p, np.sum(p * values**2)),
            "The second number is E[x²], the mean square. Take μ² off, or measure from the mean.",
        ),
        (
            lambda values, p: _with_mean(values, p, -mean_and_variance(values, p)[1]),
            "Your variance is negative: it is E[x²] − μ², in this order.",
        ),
        (
            lambda values, p: _with_mean(values, p, np.sqrt(mean_and_variance(values, p)[1])),
            "The second number is the standard deviation. The variance is its square: no root.",
        ),
        (
            lambda values, p: _with_mean(values, p, np.sum(p * np.abs(values - _mean(values, p)))),
            "You take the sizes of the deviations. The variance takes their squares.",
        ),
        (
            lambda values, p: _with_mean(values, p, 0.0),
            "Deviations to both sides cancel, always. Square each of them before you add.",
        ),
        (
            lambda values, p: _with_mean(values, p, np.sum((p * (values - _mean(values, p))) ** 2)),
            "You square the probabilities too. Only the deviation is squared: mind the brackets.",
        ),
        (
            lambda values, p: _with_mean(
                values, p, mean_and_variance(values, p)[1] * len(p) / (len(p) - 1)
            ),
            "n − 1 makes up for a mean that was estimated from a sample. Here all probabilities "
            "are known, and so is the mean.",
        ),
        (
            lambda values, p: mean_and_variance(values, p)[::-1],
            "You swap the two: first the mean, then the variance.",
        ),
        (_mean, "That is the mean. Return the variance as well, with a comma between."),
        (
            lambda values, p: mean_and_variance(values, p)[1],
            "That is the variance. Return the mean before it, with a comma between.",
        ),
    ),
    hints=(
        "A value that comes twice as often counts twice as much. What is its weight?",
        "The mean is the sum of p x. The variance is the mean of something else: of (x − μ)².",
        "Begin with `mean = np.sum(probabilities * values)`. The variance is one more such "
        "sum: what takes the place of `values`?",
    ),
    praise="An expectation is a sum with the probabilities as weights, whatever it is taken of.",
)


def covariance(x: np.ndarray, y: np.ndarray) -> float:
    r"""Return the covariance of two quantities in a sample, with n − 1.

    .. math:: \frac{1}{n - 1} \sum_i (x_i - \bar x)(y_i - \bar y)

    Arguments:
        x, y: observed together, each of shape (n,), n ≥ 2.

    Source: Casella & Berger, Statistical Inference (2002), section 4.5.

    >>> float(covariance(np.array([0.0, 2.0]), np.array([0.0, 4.0])))
    4.0
    """
    return np.sum((x - np.mean(x)) * (y - np.mean(y))) / (len(x) - 1)


def _samples(rng: np.random.Generator) -> list[Arguments]:
    cases = []
    for n, slope in ((4, 2.0), (5, -1.5), (5, 0.8), (6, -3.0), (8, 1.0)):
        x = rng.uniform(1.0, 9.0, size=n)
        cases.append((x.round(1), (5.0 + slope * x + rng.normal(size=n)).round(1)))
    return cases


_BIASED = (
    "You divide by n. The deviations are taken from the sample's own means, to which the values "
    "lie too close on average: n − 1 makes up for it."
)
_UNCENTRED = "You multiply the values themselves. First take each mean off: only deviations count."

COVARIANCE = Exercise(
    name="04.2",
    title="The covariance of a sample",
    reference=covariance,
    inputs=_samples,
    mistakes=(
        (lambda x, y: covariance(x, y) * (len(x) - 1) / len(x), _BIASED),
        (
            lambda x, y: covariance(x, y) * (len(x) - 1) / len(x) - 1,
            "Mind the brackets: `/ len(x) - 1` takes 1 off at the end. Write `/ (len(x) - 1)`.",
        ),
        (
            lambda x, y: covariance(x, y) * (len(x) - 1),
            "You only add up. Divide by n − 1, so that more data do not mean more covariance.",
        ),
        (lambda x, y: np.sum(x * y) / (len(x) - 1), _UNCENTRED),
        (lambda x, y: np.mean(x * y), _UNCENTRED),
        (
            lambda x, y: np.sum(x * y) / (len(x) - 1) - np.mean(x) * np.mean(y),
            "The two terms have different divisors, n − 1 and n. Take the means off first.",
        ),
        *(
            (
                lambda x, y, d=d: (np.sum(x * y) - np.mean(x) * np.mean(y)) / d(len(x)),
                "You take x̄·ȳ off once. The sum has n terms, so n·x̄·ȳ has to go. Or take the means "
                "off before you multiply.",
            )
            for d in (lambda n: n - 1, lambda n: n, lambda n: 1)
        ),
        (
            lambda x, y: np.corrcoef(x, y)[0, 1],
            "That is the correlation, from −1 to 1. Do not divide by the spreads.",
        ),
        (
            lambda x, y: np.cov(x, y),
            "That is the whole matrix, with the variances on its diagonal. Asked for is the number "
            "beside it.",
        ),
        (
            lambda x, y: covariance(x, y) / np.var(x, ddof=1),
            "That is the slope of the line through the points. Do not divide by the variance of x.",
        ),
        (
            lambda x, y: np.std(x, ddof=1) * np.std(y, ddof=1),
            "That is the product of the spreads, the largest that the covariance could be.",
        ),
        (
            lambda x, y: 0.0,
            "The deviations of x add up to 0, and so do those of y. Multiply pair by pair, then "
            "add the products.",
        ),
        (
            lambda x, y: (x - np.mean(x)) * (y - np.mean(y)) / (len(x) - 1),
            "You return one number for each pair. Add them up.",
        ),
        (
            lambda x, y: abs(covariance(x, y)),
            "You lose the sign: it says whether y grows or falls as x grows.",
        ),
        (lambda x, y: -covariance(x, y), "The sign is reversed. What is n − 1 taken from?"),
    ),
    hints=(
        "For each pair: how far is x from its mean, and how far is y from its own?",
        "Multiply the two deviations of each pair, add the products, divide by n − 1.",
        "`dx = x - np.mean(x)` are the deviations of x. Make `dy` in the same way: what do you do "
        "with `dx * dy`?",
    ),
    praise="Positive: they grow together; negative: one falls as the other grows.",
)
