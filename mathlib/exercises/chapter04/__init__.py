"""The exercises of chapter 04, probability and maximum likelihood, in the order of the chapter."""

from mathlib.exercises.chapter04.exercise1_mean_and_variance import MEAN_AND_VARIANCE
from mathlib.exercises.chapter04.exercise2_covariance import COVARIANCE
from mathlib.exercises.chapter04.exercise3_coin_log_likelihood import COIN_LOG_LIKELIHOOD
from mathlib.exercises.chapter04.exercise4_poisson_estimate import POISSON_ESTIMATE
from mathlib.exercises.chapter04.exercise5_gaussian_nll import GAUSSIAN_NLL
from mathlib.exercises.chapter04.exercise6_log_softmax import LOG_SOFTMAX
from mathlib.exercises.chapter04.exercise7_cross_entropy import CROSS_ENTROPY
from mathlib.exercises.chapter04.exercise8_explain import EXPLAIN
from mathlib.exercises.chapter04.questions import QUESTIONS

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
