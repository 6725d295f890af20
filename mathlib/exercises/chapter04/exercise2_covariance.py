"""Exercise 04.2: the covariance of a sample."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


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
