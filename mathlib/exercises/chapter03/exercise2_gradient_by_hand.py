"""Exercise 03.2: a gradient by the rules."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def gradient_by_hand(x: float, y: float) -> tuple[float, float]:
    r"""Return the gradient of $f(x, y) = x^2 y + \sin 3y$.

    .. math:: \nabla f = (2xy,\; x^2 + 3 \cos 3y)

    Arguments:
        x, y: where.

    Source: the rules of chapter 02, with the other variable as a constant.

    >>> [float(slope) for slope in gradient_by_hand(1.0, 0.0)]
    [0.0, 4.0]
    """
    return 2 * x * y, x**2 + 3 * np.cos(3 * y)


def _points(rng: np.random.Generator) -> list[Arguments]:
    sizes = rng.uniform(0.3, 1.6, size=(5, 2)).round(1)
    signs = ((1, 1), (-1, 1), (1, -1), (-1, -1), (1, 1))
    return [(float(x), float(y)) for x, y in sizes * np.array(signs)]


BY_HAND = Exercise(
    name="03.2",
    title="A gradient by the rules",
    reference=gradient_by_hand,
    inputs=_points,
    mistakes=(
        (
            lambda x, y: (2 * x, x**2 + 3 * np.cos(3 * y)),
            "In the first entry the factor y is lost. A constant that is added goes; one that "
            "multiplies stays.",
        ),
        (
            lambda x, y: (2 * x, 3 * np.cos(3 * y)),
            "You treat x²y as if it were x². A constant that multiplies stays: with y held still "
            "the slope is 2x times y, with x held still it is x².",
        ),
        (
            lambda x, y: (2 * x * y, 3 * np.cos(3 * y)),
            "In the second entry you drop x²y. With x held still it is a constant times y, with "
            "the slope x².",
        ),
        (
            lambda x, y: (2 * x * y, x**2 + np.cos(3 * y)),
            "The chain rule is missing: 3y moves three times as fast as y.",
        ),
        (
            lambda x, y: (2 * x * y, x**2 + 3 * np.cos(y)),
            "The slope of sin(3y) is taken at 3y: cos(3y), then times 3.",
        ),
        (
            lambda x, y: (2 * x * y, x**2 - 3 * np.cos(3 * y)),
            "The sign of the cosine is wrong: sin has the slope cos; it is cos that has −sin.",
        ),
        (
            lambda x, y: (2 * x * y + np.sin(3 * y), x**2 + 3 * np.cos(3 * y)),
            "In the first entry you keep sin(3y). While y holds still it is a constant, and its "
            "slope is 0.",
        ),
        (
            lambda x, y: (2 * x * y + 3 * np.cos(3 * y), x**2 + 3 * np.cos(3 * y)),
            "In the first entry sin(3y) moves. There y holds still: the slope of that part is 0.",
        ),
        (
            lambda x, y: (2 * x * y, 2 * x + 3 * np.cos(3 * y)),
            "In the second entry you differentiate x² as well. There x holds still: x² stays as a "
            "factor.",
        ),
        (
            lambda x, y: (2 * x * y + x**2, 2 * x * y + x**2 + 3 * np.cos(3 * y)),
            "You use the product rule, as if both moved at once. In each entry one of them holds "
            "still.",
        ),
        (
            lambda x, y: gradient_by_hand(x, y)[::-1],
            "You swap the two: first ∂f/∂x, then ∂f/∂y.",
        ),
        (
            lambda x, y: sum(gradient_by_hand(x, y)),
            "You add the partial derivatives. The gradient is the list of them: return both, with "
            "a comma between.",
        ),
        (
            lambda x, y: x**2 * y + np.sin(3 * y),
            "That is f itself. Asked for are its two slopes.",
        ),
        (
            lambda x, y: 2 * x * y,
            "That is ∂f/∂x. Return both slopes, with a comma between.",
        ),
        (
            lambda x, y: x**2 + 3 * np.cos(3 * y),
            "That is ∂f/∂y. Return both slopes, with a comma between.",
        ),
    ),
    hints=(
        "First put a number in your mind in place of y, say 5: what is the slope of 5x² + sin 15?",
        "∂f/∂x = 2xy, since sin 3y does not move. For ∂f/∂y hold x still: x²y has the slope x², "
        "and the chain rule gives the rest.",
        "Return `2 * x * y, x**2 + …`, with a cosine in the place of the dots.",
    ),
    praise="One variable at a time, the rules of chapter 02 give every gradient.",
)
