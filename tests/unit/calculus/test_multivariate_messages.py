"""The messages about derivatives in several variables, in full."""

import numpy as np
import pytest

from mathlib.calculus.multivariate import directional_derivative, gradient, hessian, jacobian
from mathlib.optimize.objectives import absolute_value, himmelblau, no_limit, quadratic


def log(p):
    with np.errstate(all="ignore"):
        return np.log(p[..., 0])


def inverse(p):
    return 1 / p.sum(axis=-1)


MISSING = "; choose another x, or give f a value there (np.where)."
MESSAGES = [
    (lambda: gradient(log, [0.0]), "f is not defined (NaN or infinite) at [0]" + MISSING),
    (lambda: hessian(log, [-1.0]), "f is not defined (NaN or infinite) at [-1]" + MISSING),
    (
        lambda: directional_derivative(inverse, [[2.0, 1.0], [1.0, -1.0]], [1.0, 0.0]),
        "f is not defined (NaN or infinite) at [1, -1]" + MISSING,
    ),
    (
        lambda: gradient(log, [[1.0], [1e-9]]),
        "f is not defined (NaN or infinite) at [-6.054e-06], beside x = [1e-09]" + MISSING,
    ),
    (
        lambda: jacobian(lambda p: np.log(p), [1.0, 0.0]),
        "f is not defined (NaN or infinite) at [1, 0]" + MISSING,
    ),
    (
        lambda: hessian(log, [1e-5]),
        "f is not defined (NaN or infinite) at [-0.0007301], beside x = [1e-05]" + MISSING,
    ),
    (
        lambda: gradient(lambda p: p, [1.0, 2.0]),
        "f must turn points of shape (…, n) into values of shape (…): write p[..., 0] for the "
        "first coordinate. For points of shape (2,) it returned shape (2,).",
    ),
    (
        lambda: jacobian(lambda p: p[..., 0], [1.0, 2.0]),
        "f must turn points of shape (…, n) into values of shape (…, m): write p[..., 0] for the "
        "first coordinate. For points of shape (2,) it returned shape ().",
    ),
    (
        lambda: hessian(lambda p: p[0] * p[1], [[1.0, 2.0]] * 3),
        "f must turn points of shape (…, n) into values of shape (…): write p[..., 0] for the "
        "first coordinate. For points of shape (3, 2) it returned shape (2,).",
    ),
    *[
        (
            lambda x=x, d=d: d(lambda p: p[0] ** 2 + 3 * p[0] * p[1], x),
            "your f does not take several points at once: write p[..., 0], not p[0], for the first "
            "coordinate.",
        )
        for x in ([1.0, 2.0], [1.0, 1.0], [0.0, 0.0])
        for d in (gradient, hessian, lambda f, x: directional_derivative(f, x, [1.0, 0.0]))
    ],
    (
        lambda: jacobian(lambda p: np.array([p[0] * p[1], p[0]]), [2.0, 3.0]),
        "your f does not take several points at once: write p[..., 0], not p[0], for the first "
        "coordinate.",
    ),
    (
        lambda: gradient(lambda p: p[..., 0] + 1j, [1.0]),
        "f must return real numbers; got entries of type complex128.",
    ),
    (
        lambda: gradient(lambda p: np.abs(p).sum(axis=-1), [[1.0, 1.0], [1.0, 0.0]]),
        "f has a kink or a jump at x = [1, 0], or bends too fast for steps of 6.1e-06: in "
        "the direction [0, 1] the slopes on its two sides, -1 and 1, differ. No derivative "
        "can be told from these; choose another x.",
    ),
    (
        lambda: directional_derivative(absolute_value, [0.0], [-2.0]),
        "f has a kink or a jump at x = [0], or bends too fast for steps of 6.1e-09: in the "
        "direction [-1] the slopes on its two sides, -1 and 1, differ. No derivative "
        "can be told from these; choose another x.",
    ),
    (
        lambda: hessian(no_limit, [[0.1, 0.1], [0.0, 0.0]]),
        "f has no Hessian at x = [0, 0]: one of the derivatives in it does not exist. Choose "
        "another x.",
    ),
    (
        lambda: gradient(himmelblau, [0.0, 0.0], h=0),
        "h must be a positive, finite number; got 0. Try 1e-6.",
    ),
    (
        lambda: jacobian(np.sin, [0.0], h=-1.0),
        "h must be a positive, finite number; got -1.0. Try 1e-6.",
    ),
    (
        lambda: directional_derivative(himmelblau, [0.0, 0.0], [0.0, 0.0]),
        "u must not be the zero vector: it has no direction. Leave it out, or give another one.",
    ),
    (
        lambda: directional_derivative(himmelblau, [0.0, 0.0], [1.0]),
        "u must have as many coordinates as x; got shapes (1,) and (2,).",
    ),
    (
        lambda: gradient(himmelblau, [1.0, np.nan]),
        "x must hold finite numbers; got [1.0, nan] with NaN or infinities.",
    ),
    (
        lambda: hessian(quadratic([1.0, 2.0]), [1.0, 2.0, 3.0]),
        "x must have shape (…, 2): 2 coordinates on the last axis; got shape (3,).",
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert str(caught.value) == text
