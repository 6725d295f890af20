"""The exercises of chapter 02, derivatives, in the order of the chapter."""

from mathlib.exercises.chapter02.exercise1_difference_quotient import DIFFERENCE_QUOTIENT
from mathlib.exercises.chapter02.exercise2_tangent import TANGENT
from mathlib.exercises.chapter02.exercise3_sigmoid_slope import SIGMOID_SLOPE
from mathlib.exercises.chapter02.exercise4_loss_slope import LOSS_SLOPE
from mathlib.exercises.chapter02.exercise5_complex_step import COMPLEX_STEP
from mathlib.exercises.chapter02.exercise6_kind_of_point import KIND
from mathlib.exercises.chapter02.exercise7_divide import DIVIDE
from mathlib.exercises.chapter02.exercise8_explain import EXPLAIN
from mathlib.exercises.chapter02.questions import QUESTIONS

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
