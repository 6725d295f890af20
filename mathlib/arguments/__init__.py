"""How every public function reads its input: one function for each kind of argument.

They return what the mathematics can use (float64, whole numbers, a generator) or raise a ValueError
or TypeError that says which argument it was, what came, what is allowed, and how to mend it.

======================  ========================================================================
``float_array``         real numbers of any shape
``finite_array``        the same without NaN and infinities
``matrix``              finite, shape (m, n)
``square_matrix``       finite, shape (n, n)
``no_missing``          an array without NaN or infinities, or how to drop the rows that have them
``probabilities``       (…, k), from 0 to 1, with sum 1
``fit_together``        shapes that broadcast
``same_shape``          shapes that are equal
``number``              one finite number
``positive``            one finite number above 0
``not_negative``        one finite number, 0 or more
``between``             one number between two limits
``whole_number``        0, 1, 2, …, up to a limit if there is one
``size``                how many numbers to draw, or the shape of them
``choice``              one of a few words
``flag``                True or False
``function``            a function, as an argument
``objective``           a function with its gradient, as those of ``mathlib.optimize``
``instance``            an object of one class of the package
``generator``           a source of random numbers
``shown``               how a message shows what came: short, and on one line
======================  ========================================================================
"""

from mathlib.arguments.arrays import (
    SUM_TOLERANCE,
    finite_array,
    fit_together,
    float_array,
    matrix,
    no_missing,
    probabilities,
    same_shape,
    square_matrix,
)
from mathlib.arguments.functions import choice, flag, function, generator, instance, objective
from mathlib.arguments.numbers import between, not_negative, number, positive, size, whole_number
from mathlib.arguments.words import shown

__all__ = [
    "SUM_TOLERANCE",
    "between",
    "choice",
    "finite_array",
    "fit_together",
    "flag",
    "float_array",
    "function",
    "generator",
    "instance",
    "matrix",
    "no_missing",
    "not_negative",
    "number",
    "objective",
    "positive",
    "probabilities",
    "same_shape",
    "shown",
    "size",
    "square_matrix",
    "whole_number",
]
