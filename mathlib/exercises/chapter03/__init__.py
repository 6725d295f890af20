"""The exercises of chapter 03, gradients and Taylor, in the order of the chapter."""

from mathlib.exercises.chapter03.directions import SLOPE_ALONG, STEEPEST_DESCENT
from mathlib.exercises.chapter03.hessian import EXPLAIN, KIND
from mathlib.exercises.chapter03.jacobian import CHAIN
from mathlib.exercises.chapter03.parabola import PARABOLA
from mathlib.exercises.chapter03.partial import BY_HAND, PARTIAL
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
