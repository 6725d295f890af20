r"""Estimators: mean, variance and covariance of a sample, and how they vary from sample to sample.

A *parameter* belongs to the distribution and is fixed: the expectation μ. An *estimator* is
computed from a sample and is another number for the next sample: the mean $\bar x$.

=====================  ===========================================================
``mean_and_variance``  of one quantity
``covariances``        of quantities that were observed together
``repetition``         the same estimate on many fresh samples
=====================  ===========================================================

>>> heights = [[1.62, 1.71], [1.80, 1.73], [1.71, 1.60], [1.66, 1.64]]  # father, son (metres)
>>> float(correlation(sample_covariance(heights))[0, 1].round(2))
0.23
"""

from mathlib.probability.estimators.covariances import (
    correlation,
    covariance_matrix,
    sample_covariance,
)
from mathlib.probability.estimators.mean_and_variance import sample_mean, sample_variance
from mathlib.probability.estimators.repetition import Repeated, repeated_sampling

__all__ = [
    "Repeated",
    "correlation",
    "covariance_matrix",
    "repeated_sampling",
    "sample_covariance",
    "sample_mean",
    "sample_variance",
]
