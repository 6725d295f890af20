"""Exercise 03.6: the Jacobian of two maps in a row."""

from collections.abc import Callable

import numpy as np

from mathlib.exercises.core import Arguments, Exercise

Map = Callable[[np.ndarray], np.ndarray]


def chain(f: Map, Jf: Map, Jg: Map, x: np.ndarray) -> np.ndarray:
    r"""Return the Jacobian at x of the map that applies f first and then g.

    .. math:: J_{g \circ f}(x) = J_g(f(x))\, J_f(x)

    Arguments:
        f: the map that comes first, from the plane to the plane.
        Jf: its Jacobian, a function of a point, (2,) → (2, 2).
        Jg: the Jacobian of the map g that comes second.
        x: where, shape (2,).

    Source: Apostol (1974), Mathematical Analysis, theorem 12.7.

    >>> chain(squares, squares_jacobian, turn_jacobian, np.array([1.0, 3.0]))
    array([[ 0., -6.],
           [ 2.,  0.]])
    """
    return Jg(f(x)) @ Jf(x)


def polar(p: np.ndarray) -> np.ndarray:
    """From distance and angle to x and y."""
    return p[..., :1] * np.stack([np.cos(p[..., 1]), np.sin(p[..., 1])], axis=-1)


def polar_jacobian(p: np.ndarray) -> np.ndarray:
    """The Jacobian of `polar`."""
    c, s = np.cos(p[1]), np.sin(p[1])
    return np.array([[c, -p[0] * s], [s, p[0] * c]])


def squares(p: np.ndarray) -> np.ndarray:
    """The square of each entry."""
    return p**2


def squares_jacobian(p: np.ndarray) -> np.ndarray:
    """The Jacobian of `squares`."""
    return np.diag(2 * p)


def turn(p: np.ndarray) -> np.ndarray:
    """A quarter turn."""
    return np.stack([-p[..., 1], p[..., 0]], axis=-1)


def turn_jacobian(p: np.ndarray) -> np.ndarray:
    """The Jacobian of `turn`."""
    return np.array([[0.0, -1.0], [1.0, 0.0]])


def fold(p: np.ndarray) -> np.ndarray:
    """The product and the sum of the entries."""
    return np.stack([p[..., 0] * p[..., 1], p[..., 0] + p[..., 1]], axis=-1)


def fold_jacobian(p: np.ndarray) -> np.ndarray:
    """The Jacobian of `fold`."""
    return np.array([[p[1], p[0]], [1.0, 1.0]])


def _maps(rng: np.random.Generator) -> list[Arguments]:
    known = {"polar": (polar, polar_jacobian), "squares": (squares, squares_jacobian)}
    known |= {"turn": (turn, turn_jacobian), "fold": (fold, fold_jacobian)}
    pairs = (
        "polar squares",
        "squares polar",
        "fold polar",
        "turn fold",
        "squares turn",
        "fold squares",
    )
    return [
        (*known[first], known[second][1], rng.uniform(0.5, 1.5, size=2).round(1))
        for first, second in map(str.split, pairs)
    ]


CHAIN = Exercise(
    name="03.6",
    title="The Jacobian of two maps in a row",
    reference=chain,
    inputs=_maps,
    mistakes=(
        (
            lambda f, Jf, Jg, x: Jf(x) @ Jg(f(x)),
            "The order is wrong: the matrix of the map that comes first stands on the right, next "
            "to the nudge.",
        ),
        (
            lambda f, Jf, Jg, x: Jg(x) @ Jf(x),
            "You take the Jacobian of g at x. What arrives at g is f(x).",
        ),
        (
            lambda f, Jf, Jg, x: Jf(x) @ Jg(x),
            "Two things: the map that comes first stands on the right, and what arrives at g is "
            "f(x), not x.",
        ),
        (
            lambda f, Jf, Jg, x: Jg(f(x)) * Jf(x),
            "`*` multiplies entry by entry. The product of matrices is `@`.",
        ),
        (
            lambda f, Jf, Jg, x: Jg(f(x)) + Jf(x),
            "You add. Along a chain the Jacobians multiply.",
        ),
        (
            lambda f, Jf, Jg, x: Jg(f(x)) @ Jf(f(x)),
            "You take both Jacobians at f(x). The map f itself starts at x.",
        ),
        (
            lambda f, Jf, Jg, x: (Jg(f(x)) @ Jf(x)).T,
            "The result is transposed. The gradients of the outputs are the rows.",
        ),
        (
            lambda f, Jf, Jg, x: Jg(f(x)),
            "That is how g answers to f's output. How does that answer to x? One more factor.",
        ),
        (
            lambda f, Jf, Jg, x: Jf(x),
            "That is how f answers to x. How does g answer to that? One more factor.",
        ),
        (
            lambda f, Jf, Jg, x: f(x),
            "That is a value. Asked for is a Jacobian, a matrix.",
        ),
    ),
    hints=(
        "A nudge Δ of x becomes Jf Δ after f. What does g make of that, and at which point is g?",
        "In one variable (g(f(x)))′ = g′(f(x)) f′(x). With matrices the order of the factors "
        "matters: what acts first stands on the right.",
        "The matrix of g is taken at `f(x)`: return `… @ Jf(x)`.",
    ),
    praise="Backpropagation is this product, layer after layer, worked out from the loss's end.",
    errors=(
        (
            "inhomogeneous",
            "Jg takes a point, and what arrives at g is the point f(x): `Jg(f(x))`, not "
            "`Jg(Jf(x))`.",
        ),
        (
            "enough dimensions",
            "One factor is still a function, not a matrix: the matrix of f at x is `Jf(x)`.",
        ),
        (
            "'function'",
            "`f`, `Jf` and `Jg` are functions: the matrix of f at x is `Jf(x)`.",
        ),
    ),
)
