"""Exercise 04.5: the negative log-likelihood of normal noise."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise, domain_errors


def gaussian_nll(y: np.ndarray, prediction: np.ndarray, sigma: float) -> float:
    r"""Return the mean negative log-likelihood of normal noise around the predictions.

    .. math:: -\frac1n \sum_i \ln f(y_i; \hat y_i, \sigma)
        = \frac{\mathrm{MSE}}{2\sigma^2} + \ln\sigma + \tfrac12 \ln 2\pi

    Arguments:
        y: the data, shape (n,).
        prediction: the expectation of each, shape (n,).
        sigma: the standard deviation of the noise, greater than 0.

    Source: Goodfellow, Bengio & Courville, Deep Learning (2016), section 5.5.1.

    >>> float(gaussian_nll(np.array([1.0, 2.0]), np.array([0.0, 4.0]), 1.0).round(4))
    2.1689
    """
    mse = np.mean((y - prediction) ** 2)
    return mse / (2 * sigma**2) + np.log(sigma) + np.log(2 * np.pi) / 2


def _predictions(rng: np.random.Generator) -> list[Arguments]:
    cases = []
    for n, sigma in ((3, 0.5), (4, 1.5), (4, 0.8), (5, 2.5), (5, 0.1)):
        prediction = rng.uniform(1.0, 9.0, size=n).round(1)
        y = (prediction + rng.normal(0.2, 1.0, size=n)).round(1)
        cases.append((y, prediction, sigma))
    cases[-1][0][0] += 9.0  # an outlier: its density is smaller than any float but 0
    return cases


def _mse(y: np.ndarray, prediction: np.ndarray) -> float:
    return np.mean((y - prediction) ** 2)


def _density(y: np.ndarray, prediction: np.ndarray, sigma: float) -> np.ndarray:
    return np.exp(-0.5 * ((y - prediction) / sigma) ** 2) / (sigma * _ROOT)


_ROOT = np.sqrt(2 * np.pi)
_UNDERFLOW = (
    "Far from its centre the density is smaller than any float but 0, and ln 0 = −∞. Take the "
    "logarithm of the formula by hand: the exponential goes away."
)
_IN_FRONT = (
    "The density has 1/(σ√(2π)) in front, and −ln turns that into + ln σ + ½ ln 2π. Look at the "
    "signs."
)

GAUSSIAN_NLL = Exercise(
    name="04.5",
    title="The negative log-likelihood of normal noise",
    reference=gaussian_nll,
    inputs=_predictions,
    mistakes=(
        (
            lambda y, prediction, sigma: _mse(y, prediction),
            "That is the MSE. The negative log-likelihood divides it by 2σ² and adds what comes "
            "from the factor in front of the exponential.",
        ),
        (
            lambda y, prediction, sigma: _mse(y, prediction) / (2 * sigma**2),
            "What comes from the factor in front of the exponential is missing: ln σ + ½ ln 2π.",
        ),
        (
            lambda y, prediction, sigma: gaussian_nll(y, prediction, sigma) - np.log(_ROOT),
            "The constant ½ ln 2π is missing. It moves no minimum, but without it this is no "
            "likelihood.",
        ),
        (
            lambda y, prediction, sigma: gaussian_nll(y, prediction, sigma) - np.log(sigma),
            "ln σ is missing: without it a huge σ would explain everything.",
        ),
        (
            lambda y, prediction, sigma: (
                _mse(y, prediction) / sigma**2 + np.log(sigma) + np.log(_ROOT)
            ),
            "The ½ is missing: the exponent is −(y − ŷ)²/(2σ²).",
        ),
        (
            lambda y, prediction, sigma: (
                _mse(y, prediction) / (2 * sigma) + np.log(sigma) + np.log(_ROOT)
            ),
            "You divide by 2σ. It is the variance that the squares are compared with: 2σ².",
        ),
        (
            lambda y, prediction, sigma: (
                _mse(y, prediction) / (2 * sigma) ** 2 + np.log(sigma) + np.log(_ROOT)
            ),
            "(2σ)² is 4σ². Asked for is 2σ².",
        ),
        (
            lambda y, prediction, sigma: _mse(y, prediction) / 2 + np.log(sigma) + np.log(_ROOT),
            "σ² is missing below the squares: an error counts in units of σ.",
        ),
        (
            lambda y, prediction, sigma: (
                _mse(y, prediction) / 2 * sigma**2 + np.log(sigma) + np.log(_ROOT)
            ),
            "Mind the brackets: `/ 2 * sigma**2` divides by 2 and then multiplies. Write "
            "`/ (2 * sigma**2)`.",
        ),
        (
            lambda y, prediction, sigma: gaussian_nll(y, prediction, sigma) + np.log(_ROOT),
            "Before ln 2π a ½ is missing: the density has a root, √(2π).",
        ),
        (
            lambda y, prediction, sigma: (
                gaussian_nll(y, prediction, sigma) + np.log(sigma) + np.log(_ROOT)
            ),
            "Before ln 2πσ² a ½ is missing: the density has a root, √(2πσ²).",
        ),
        (
            lambda y, prediction, sigma: gaussian_nll(y, prediction, sigma) - np.log(sigma) / 2,
            "Under the root stands σ²: that makes ½ ln 2πσ², or ln σ + ½ ln 2π.",
        ),
        (
            lambda y, prediction, sigma: (
                gaussian_nll(y, prediction, sigma) - _mse(y, prediction) / sigma**2
            ),
            "The sign of the squares is reversed: the exponent has a minus, which −ln turns round.",
        ),
        (
            lambda y, prediction, sigma: (
                _mse(y, prediction) / (2 * sigma**2) - np.log(sigma) - np.log(_ROOT)
            ),
            _IN_FRONT,
        ),
        (
            lambda y, prediction, sigma: gaussian_nll(y, prediction, sigma) - 2 * np.log(sigma),
            _IN_FRONT,
        ),
        (
            lambda y, prediction, sigma: len(y) * gaussian_nll(y, prediction, sigma),
            "That is the sum over the data. Asked for is the mean, which does not grow with n.",
        ),
        (
            lambda y, prediction, sigma: (
                len(y) * _mse(y, prediction) / (2 * sigma**2) + np.log(sigma) + np.log(_ROOT)
            ),
            "You add all the squares up, but count ln σ + ½ ln 2π once. Each y brings both: take "
            "the mean of the squares.",
        ),
        (
            lambda y, prediction, sigma: (
                np.mean(np.abs(y - prediction)) / (2 * sigma**2) + np.log(sigma) + np.log(_ROOT)
            ),
            "You take the sizes |y − ŷ| of the errors. Normal noise squares them.",
        ),
        (
            lambda y, prediction, sigma: -gaussian_nll(y, prediction, sigma),
            "That is the mean log-likelihood. A loss is small where the model is good: minus.",
        ),
        (
            lambda y, prediction, sigma: gaussian_nll(y, prediction, sigma) / np.log(2),
            "You use the logarithm of base 2. Here it is the natural one, `np.log`.",
        ),
        (
            lambda y, prediction, sigma: -np.mean(np.log(_density(y, prediction, sigma))),
            _UNDERFLOW,
        ),
        (
            lambda y, prediction, sigma: -np.log(np.prod(_density(y, prediction, sigma))),
            f"{_UNDERFLOW} And divide by n: the mean is asked for.",
        ),
        (
            lambda y, prediction, sigma: -np.log(np.mean(_density(y, prediction, sigma))),
            "That is the logarithm of a mean. Take the logarithms first, then their mean.",
        ),
        (
            lambda y, prediction, sigma: (
                0.5 * ((y - prediction) / sigma) ** 2 + np.log(sigma) + np.log(_ROOT)
            ),
            "You return one number for each y. Take their mean.",
        ),
        (
            lambda y, prediction, sigma: (
                np.mean(y - prediction) ** 2 / (2 * sigma**2) + np.log(sigma) + np.log(_ROOT)
            ),
            "You square the mean error, and errors to both sides cancel. Square first.",
        ),
        (
            lambda y, prediction, sigma: (
                np.mean(np.abs(y - prediction)) / sigma + np.log(2 * sigma)
            ),
            "That belongs to Laplace noise. Normal noise squares the errors.",
        ),
    ),
    hints=(
        "Write the density of one y down, and take −ln of it. Which three terms do you get?",
        "(y − ŷ)²/(2σ²) + ln σ + ½ ln 2π. Only the first one differs from y to y: what is its "
        "mean?",
        "Begin with `mse = np.mean((y - prediction) ** 2)`. Write the three terms with it, and set "
        "brackets around what you divide by.",
    ),
    praise="With σ fixed only the MSE can change: least squares is maximum likelihood for normal "
    "noise.",
    errors=domain_errors(_UNDERFLOW),
)
