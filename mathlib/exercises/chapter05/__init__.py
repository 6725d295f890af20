"""The exercises of chapter 05, gradient descent, in the order of the chapter."""

from mathlib.exercises.chapter05.exercise1_step import STEP
from mathlib.exercises.chapter05.exercise2_largest_rate import LARGEST_RATE
from mathlib.exercises.chapter05.exercise3_after import AFTER
from mathlib.exercises.chapter05.exercise4_small_enough import SMALL_ENOUGH
from mathlib.exercises.chapter05.exercise5_gap import GAP
from mathlib.exercises.chapter05.exercise6_armijo import ARMIJO
from mathlib.exercises.chapter05.exercise7_mse_gradient import MSE_GRADIENT
from mathlib.exercises.chapter05.exercise8_explain import EXPLAIN
from mathlib.exercises.chapter05.questions import QUESTIONS

__all__ = ["EXERCISES", "QUESTIONS"]

EXERCISES = (
    STEP,
    LARGEST_RATE,
    AFTER,
    SMALL_ENOUGH,
    GAP,
    ARMIJO,
    MSE_GRADIENT,
    EXPLAIN,
)
