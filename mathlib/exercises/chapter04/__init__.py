"""The exercises of chapter 04, probability and maximum likelihood, in the order of the chapter."""

from mathlib.exercises.chapter04.coin import COIN_LOG_LIKELIHOOD
from mathlib.exercises.chapter04.entropy import CROSS_ENTROPY, EXPLAIN
from mathlib.exercises.chapter04.gaussian import GAUSSIAN_NLL
from mathlib.exercises.chapter04.moments import COVARIANCE, MEAN_AND_VARIANCE
from mathlib.exercises.chapter04.poisson import POISSON_ESTIMATE
from mathlib.exercises.chapter04.questions import QUESTIONS
from mathlib.exercises.chapter04.softmax import LOG_SOFTMAX

__all__ = ["EXERCISES", "QUESTIONS"]

EXERCISES = (
    MEAN_AND_VARIANCE,
    COVARIANCE,
    COIN_LOG_LIKELIHOOD,
    POISSON_ESTIMATE,
    GAUSSIAN_NLL,
    LOG_SOFTMAX,
    CROSS_ENTROPY,
    EXPLAIN,
)
