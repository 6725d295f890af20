r"""Likelihood: how well parameters explain a sample, which ones do it best, and how sure that is.

The likelihood is the density of the data as a function of the parameters θ. It is no density of θ:
over θ it need not integrate to 1.

============  ==========================================================
``checks``    what is a distribution, and where it has a score
``scores``    the log-likelihood, its gradient, its curvature
``fitting``   the estimate, in closed form or by gradient descent
``logistic``  the same for logistic regression
============  ==========================================================

>>> from mathlib.probability import bernoulli
>>> fit(bernoulli, [1, 1, 0, 1]).theta
array([0.75])
"""

from mathlib.probability.likelihood.fitting import Fit, fit
from mathlib.probability.likelihood.logistic import fit_logistic
from mathlib.probability.likelihood.scores import (
    fisher_information,
    log_likelihood,
    negative_log_likelihood,
    score,
    standard_errors,
)

__all__ = [
    "Fit",
    "fisher_information",
    "fit",
    "fit_logistic",
    "log_likelihood",
    "negative_log_likelihood",
    "score",
    "standard_errors",
]
