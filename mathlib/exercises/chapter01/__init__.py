"""The exercises of chapter 01, linear algebra, in the order of the chapter."""

from mathlib.exercises.chapter01.exercise1_project import PROJECT
from mathlib.exercises.chapter01.exercise2_cosine_between import COSINE
from mathlib.exercises.chapter01.exercise3_entry import ENTRY
from mathlib.exercises.chapter01.exercise4_output_shape import OUTPUT_SHAPE
from mathlib.exercises.chapter01.exercise5_power_step import POWER_STEP
from mathlib.exercises.chapter01.exercise6_power_through_pairs import POWER_THROUGH_PAIRS
from mathlib.exercises.chapter01.exercise7_error_left import ERROR_LEFT
from mathlib.exercises.chapter01.exercise8_explain import EXPLAIN
from mathlib.exercises.chapter01.questions import QUESTIONS

__all__ = ["EXERCISES", "QUESTIONS"]

EXERCISES = (
    PROJECT,
    COSINE,
    ENTRY,
    OUTPUT_SHAPE,
    POWER_STEP,
    POWER_THROUGH_PAIRS,
    ERROR_LEFT,
    EXPLAIN,
)
