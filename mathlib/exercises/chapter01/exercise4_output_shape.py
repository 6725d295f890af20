"""Exercise 01.4: the shape of a layer's outputs."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def output_shape(x_shape: tuple[int, int], w_shape: tuple[int, int]) -> tuple[int, int]:
    r"""Return the shape of the outputs of a layer, for a batch with one input a row.

    .. math:: H = \sigma(X W^\top + b)

    Arguments:
        x_shape: the shape of X: (inputs in the batch, entries of each).
        w_shape: the shape of W: (outputs, entries of an input).

    Source: (m, n) @ (n, p) has the shape (m, p); b and σ leave it as it is.

    >>> output_shape((5, 2), (3, 2))
    (5, 3)
    """
    return (x_shape[0], w_shape[0])


def _shapes(rng: np.random.Generator) -> list[Arguments]:
    return [
        ((int(m), n), (p, n))
        for m, n, p in zip(
            rng.integers(10, 99, size=5), (2, 3, 4, 8, 6), (3, 2, 7, 5, 1), strict=True
        )
    ]


OUTPUT_SHAPE = Exercise(
    name="01.4",
    title="The shape of a layer's outputs",
    reference=output_shape,
    inputs=_shapes,
    mistakes=(
        (
            lambda x_shape, w_shape: (w_shape[0], x_shape[0]),
            "You swap the axes. The inputs are rows, and so are the outputs: the batch comes "
            "first.",
        ),
        (
            lambda x_shape, w_shape: x_shape,
            "These are the numbers of the inputs' shape: `x_shape[1]` and `w_shape[1]` are equal, "
            "the entries of one input. They are summed over, since W is transposed; in their place "
            "come the outputs, one for each row of W.",
        ),
        (
            lambda x_shape, w_shape: w_shape,
            "That is the shape of W. How many inputs are there in the batch?",
        ),
        (
            lambda x_shape, w_shape: (w_shape[0],),
            "That is the shape for a single input. Each row of the batch gets such outputs.",
        ),
        (
            lambda x_shape, w_shape: (x_shape[0],),
            "That is one number for each input. A layer gives one for each row of W.",
        ),
        (
            lambda x_shape, w_shape: (*x_shape, w_shape[0]),
            "You keep the axis of the entries, yet they are summed over: that axis goes.",
        ),
        (
            lambda x_shape, w_shape: (x_shape[1], w_shape[0]),
            "You keep the wrong axis of X: its entries are summed over, the batch stays.",
        ),
        (
            lambda x_shape, w_shape: (x_shape[1], w_shape[1]),
            "You take the second number of both, the entries of an input: they are summed over. "
            "The first ones stay.",
        ),
        (
            lambda x_shape, w_shape: x_shape[0] * w_shape[0],
            "That is how many numbers come out. The shape has one length for each axis: a pair.",
        ),
    ),
    hints=(
        "How many inputs are there, and how many outputs does each of them get?",
        "X Wᵀ has the shapes (m, n) and (n, p): n is summed over. σ and b change no shape.",
        "`x_shape[0]` is the number of inputs; return `(x_shape[0], …)`.",
    ),
    praise="You can tell what comes out of a layer before it has run: one row an input, one "
    "column an output.",
    errors=(
        (
            "'tuple'",
            "The arguments are shapes, not arrays: `x_shape[0]` is the first number of the pair.",
        ),
    ),
)
