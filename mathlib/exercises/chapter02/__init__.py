"""The exercises of chapter 02, derivatives, in the order of the chapter."""

from mathlib.exercises.chapter02.automatic import DIVIDE, EXPLAIN
from mathlib.exercises.chapter02.differences import COMPLEX_STEP, DIFFERENCE_QUOTIENT
from mathlib.exercises.chapter02.extrema import KIND
from mathlib.exercises.chapter02.questions import QUESTIONS
from mathlib.exercises.chapter02.rules import LOSS_SLOPE, SIGMOID_SLOPE
from mathlib.exercises.chapter02.tangent import TANGENT

__all__ = ["EXERCISES", "QUESTIONS"]

EXERCISES = (
    DIFFERENCE_QUOTIENT,
    TANGENT,
    SIGMOID_SLOPE,
    LOSS_SLOPE,
    COMPLEX_STEP,
    KIND,
    DIVIDE,
    EXPLAIN,
)
