"""The exercises of chapter 01, linear algebra, in the order of the chapter."""

from mathlib.exercises.chapter01.eigen import POWER_STEP, POWER_THROUGH_PAIRS
from mathlib.exercises.chapter01.layers import EXPLAIN, OUTPUT_SHAPE
from mathlib.exercises.chapter01.questions import QUESTIONS
from mathlib.exercises.chapter01.rank import ERROR_LEFT
from mathlib.exercises.chapter01.vectors import COSINE, ENTRY, PROJECT

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
