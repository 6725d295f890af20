"""What cannot be differentiated, and what is no input: every message in full."""

import math

import numpy as np
import pytest

from mathlib.calculus.autodiff import Dual, Value, check_grads, grad, graph
from mathlib.calculus.autodiff.local_derivatives import LOCAL_DERIVATIVES

KNOWN = ", ".join(f.__name__ for f in LOCAL_DERIVATIVES)
ONE = np.random.default_rng(0)
"""For one number there are two directions; the first that this one gives is +1."""
LOST = (
    " cannot become a plain number or array: its derivative would be lost. Use numpy's functions "
    "(np.sin, not math.sin) in f; the numbers are in .data."
)
NUMPYS = "sum, mean, max, reshape, transpose."
WRONG_TYPE = [
    *(
        (lambda f=f: f(Value(1.0)), "A Value" + LOST)
        for f in (float, int, bool, math.sin, np.array)
    ),
    *((lambda f=f: f(Dual(1.0)), "A Dual" + LOST) for f in (float, int, bool, math.sin, np.array)),
    (lambda: Value(Value(1.0)), "A Value" + LOST),
    (
        lambda: np.arccos(Value(0.5)),
        f"No derivative is known for np.arccos. Known are {KNOWN}, and @.",
    ),
    (
        lambda: np.add.reduce(Dual([0.5])),
        f"No derivative is known for np.add.reduce. Known are {KNOWN}, and @.",
    ),
    (
        lambda: np.exp(Value(0.5), where=True, out=np.zeros(())),
        f"No derivative is known for np.exp with where, out. Known are {KNOWN}, and @.",
    ),
    (
        lambda: np.linalg.norm(Value([0.5])),
        "No derivative is known for np.norm. Besides the functions that work entry by entry there "
        "are " + NUMPYS,
    ),
    (
        lambda: np.concatenate([Dual([0.5]), Dual([1.0])]),
        "No derivative is known for np.concatenate. Besides the functions that work entry by entry "
        "there are " + NUMPYS,
    ),
    *(
        (
            compute,
            f"{name} must hold real numbers; got list with entries of type <U1. Try {name} = "
            "np.array([1.0, 2.0]).",
        )
        for compute, name in (
            (lambda: Value(["a"]), "data"),
            (lambda: Dual(["a"]), "data"),
            (lambda: Dual([1.0], ["a"]), "tangent"),
        )
    ),
]


@pytest.mark.parametrize("compute, message", WRONG_TYPE)
def test_what_has_no_derivative(compute, message):
    with pytest.raises(TypeError) as caught:
        compute()
    assert str(caught.value) == message


WRONG_TYPE_2 = [
    (
        lambda: check_grads(np.sum, [1.0], 0),
        "rng must be a numpy random generator; got 0. Try rng = np.random.default_rng(0).",
    ),
    (lambda: grad(3.0), "f must be a function; got 3.0. Try f = lambda x: (x**2).sum()."),
    (lambda: graph(3.0), "value must be a Value; got 3.0. Try np.sin(Value(2.0))."),
]


@pytest.mark.parametrize("compute, message", WRONG_TYPE_2)
def test_what_is_no_argument(compute, message):
    test_what_has_no_derivative(compute, message)


WRONG_VALUE = [
    (
        lambda: Dual([1.0, 2.0], [1.0]),
        "tangent must have the shape of data, (2,); got (1,).",
    ),
    (
        lambda: Value([1.0, 2.0]).backward(),
        "backward starts at one number, such as a loss; this value has shape (2,). Sum it first: "
        "value.sum().backward().",
    ),
    (
        lambda: grad(lambda x: x * 2)([1.0, 2.0]),
        "f must return one number; for this x it returned shape (2,). Sum or average it.",
    ),
    (
        lambda: grad(lambda x: 3.0)([1.0]),
        "f returned float, which remembers nothing of x, so f does not depend on x, or lost it. "
        "Use numpy's functions on x itself: np.sin, not math.sin.",
    ),
    (
        lambda: grad(lambda x: (x > 0).sum())([1.0]),
        "f returned int64, which remembers nothing of x, so f does not depend on x, or lost it. "
        "Use numpy's functions on x itself: np.sin, not math.sin.",
    ),
    (
        lambda: Value([1.0, 2.0]) + np.ones(3),
        "add does not fit shapes (2,) and (3,): from the last axis on, two lengths must be equal "
        "or one of them 1.",
    ),
    (
        lambda: Dual([1.0, 2.0]) @ [1.0, 2.0, 3.0],
        "matmul does not fit shapes (2,) and (3,): the last axis of the first must be as long as "
        "the last but one of the second.",
    ),
    (
        lambda: Value([1.0, 2.0]).reshape(3),
        "reshape does not fit shapes (2,): the new shape must have as many entries as the old one.",
    ),
    (lambda: Value([]).max(), "there is no largest entry of none: shape (0,)."),
    (
        lambda: grad(np.sum)([1.0, np.nan]),
        "x must hold finite numbers; got [1.0, nan] with NaN or infinities.",
    ),
    (
        lambda: check_grads(np.sum, [np.inf], ONE),
        "x must hold finite numbers; got [inf] with NaN or infinities.",
    ),
    (
        lambda: check_grads(lambda x: (x.data * x).sum(), [3.0], ONE),
        "along a random direction the gradient says 3 and differences say 6; they differ by more "
        "than tol = 1e-06.",
    ),
]


@pytest.mark.parametrize("compute, message", WRONG_VALUE)
def test_what_is_refused(compute, message):
    with pytest.raises(ValueError) as caught:
        compute()
    assert str(caught.value) == message
