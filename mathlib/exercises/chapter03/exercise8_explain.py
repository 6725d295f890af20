"""Exercise 03.8: why are positive second derivatives along the axes not enough?"""

from mathlib.exercises.core import choice


def explain() -> str:
    """Return the letter of the right answer to the question below.

    At a stationary point of f(x, y) both second derivatives along the axes are positive, and H has
    no eigenvalue 0. Still it is no minimum: f falls from there in some direction. How can that be?

    A: close to the point the third derivatives outweigh the second ones. B: the two mixed
    derivatives must differ there, so that H is not symmetric. C: between the axes the mixed
    derivative counts as well, and it may bend the surface down. D: the derivatives along the axes
    are slopes of two slices, and slices say nothing about f.

    >>> explain()
    'C'
    """
    return "C"


EXPLAIN = choice(
    name="03.8",
    title="Why are positive second derivatives along the axes not enough?",
    answer=explain,
    replies={
        "A": "Close by it is the other way round: a third power of a small distance is tiny "
        "against its square. And the third derivatives of x² + y² − 3xy are all 0.",
        "B": "They need not: x² + y² − 3xy has the mixed derivative −3 in either order. What is "
        "its value at (1, 1)?",
        "D": "They say something: along the two axes f does rise. What about the other directions?",
    },
    hints=(
        "Take f = x² + y² − 3xy. What is H at 0, and what does f do along the line x = y?",
        "Along (a, b) the curvature is 2a² − 6ab + 2b². For which a and b is that negative, and "
        "which term makes it so?",
        "The term with ab comes from ∂²f/∂x∂y. Which answer says so? Return its letter in quotes: "
        '`return "…"`.',
    ),
    praise="All directions count: the smallest eigenvalue is the smallest curvature of all.",
)
