"""The exercises of chapter 03, gradients and Taylor, in the order of the chapter."""

from mathlib.exercises.chapter03.exercise1_partial import PARTIAL
from mathlib.exercises.chapter03.exercise2_gradient_by_hand import BY_HAND
from mathlib.exercises.chapter03.exercise3_slope_along import SLOPE_ALONG
from mathlib.exercises.chapter03.exercise4_steepest_descent import STEEPEST_DESCENT
from mathlib.exercises.chapter03.exercise5_parabola_value import PARABOLA
from mathlib.exercises.chapter03.exercise6_chain import CHAIN
from mathlib.exercises.chapter03.exercise7_kind_of_point import KIND
from mathlib.exercises.chapter03.exercise8_explain import EXPLAIN
from mathlib.exercises.chapter03.questions import QUESTIONS

__all__ = ["EXERCISES", "QUESTIONS"]

EXERCISES = (
    PARTIAL,
    BY_HAND,
    SLOPE_ALONG,
    STEEPEST_DESCENT,
    PARABOLA,
    CHAIN,
    KIND,
    EXPLAIN,
)
