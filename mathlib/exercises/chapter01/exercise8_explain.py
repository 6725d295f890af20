"""Exercise 01.8: why do ten layers without an activation not separate the moons?"""

from mathlib.exercises.core import choice


def explain() -> str:
    """Return the letter of the right answer to the question below.

    No straight line separates two moons of inputs in the plane. Put ten layers Wx + b one after
    the other, without an activation. However W and b are chosen in each, no line separates the
    outputs either. Why?

    A: ten matrices make the numbers explode or die out. B: ten affine maps are one affine map, and
    a line that separates its outputs belongs to a line that separates the inputs. C: each layer
    flattens the plane a little, until all points lie on a line. D: the determinants cancel, so that
    the plane stays as it is.

    >>> explain()
    'B'
    """
    return "B"


EXPLAIN = choice(
    name="01.8",
    title="Why do ten layers without an activation not separate the moons?",
    answer=explain,
    replies={
        "A": "They may, or may not: ten rotations keep every length, and the moons stay as tangled "
        "as before. What do ten maps make when they are put together?",
        "C": "Only a matrix with determinant 0 flattens. Ten rotations flatten nothing, and still "
        "no line separates the moons.",
        "D": "Determinants multiply, and you may choose them all larger than 1: then every area "
        "grows. The plane does move, but what becomes of straight lines?",
    },
    hints=(
        "Section 7 writes two layers without an activation as one. What about ten?",
        "Together they are h = Mx + v. If the line ⟨w, h⟩ = c separates the outputs, put "
        "h = Mx + v into it: which inputs x lie on it?",
        "⟨w, Mx + v⟩ = c is the equation of a straight line again, among the inputs. Which answer "
        'says so? Return its letter in quotes: `return "…"`.',
    ),
    praise="Without a bend, ten layers can do no more than one. The activation is what folds.",
)
