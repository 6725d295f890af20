"""The exercises of chapter 05, gradient descent, in the order of the chapter."""

from mathlib.exercises.chapter05.descent import AFTER, LARGEST_RATE, STEP
from mathlib.exercises.chapter05.questions import QUESTIONS
from mathlib.exercises.chapter05.shape import GAP, MSE_GRADIENT
from mathlib.exercises.chapter05.stopping import ARMIJO, EXPLAIN, SMALL_ENOUGH

__all__ = ["EXERCISES", "QUESTIONS"]

EXERCISES = (STEP, LARGEST_RATE, AFTER, SMALL_ENOUGH, GAP, ARMIJO, MSE_GRADIENT, EXPLAIN)
