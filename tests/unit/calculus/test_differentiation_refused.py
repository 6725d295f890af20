"""What difference quotients refuse: every message in full."""

import math

import numpy as np
import pytest

from mathlib.calculus.differentiation import derivative, predicted_error, second_derivative
from mathlib.calculus.expressions import parse

HINT = " Use numpy's functions, np.sin and not math.sin, which work entry by entry."
CHOOSE = "; choose x and h so that f exists at x and at x ± h."


def numpy_says(compute, *args):
    with pytest.raises((TypeError, np.exceptions.ComplexWarning)) as caught:
        compute(*args)
    return caught.value


REFUSALS = [
    (
        lambda: derivative(np.sin, 1.0, "middle"),
        'method must be "forward", "central" or "complex"; got \'middle\'.',
    ),
    (
        lambda: predicted_error("middle", 1.0, (1, 1, 1, 1)),
        'method must be "forward", "central" or "complex"; got \'middle\'.',
    ),
    (
        lambda: derivative(np.sin, [1.0, np.nan]),
        "x must hold finite numbers; got [1.0, nan] with NaN or infinities.",
    ),
    (
        lambda: second_derivative(np.sin, np.inf),
        "x must hold finite numbers; got inf with NaN or infinities.",
    ),
    (
        lambda: derivative(np.sin, 1.0, h=np.nan),
        "h must hold finite numbers; got nan with NaN or infinities.",
    ),
    *(
        (
            lambda compute=compute: compute(),
            "h must not be 0: (f(x + 0) − f(x)) / 0 is 0/0, and the derivative is its limit as h "
            "gets small. Try h = 1e-6.",
        )
        for compute in (
            lambda: derivative(np.sin, 1.0, h=0),
            lambda: derivative(np.sin, 1.0, h=[0.1, 0.0]),
            lambda: second_derivative(np.sin, 1.0, 0.0),
        )
    ),
    *(
        (
            lambda f=f, x=x: derivative(f, x, "complex"),
            f"the complex step needs functions that have a derivative over the complex numbers; "
            f'{name} has none. Try method="central".',
        )
        for f, name in (
            (np.abs, "absolute"),
            (lambda x: np.fabs(x), "fabs"),
            (lambda x: np.sin(np.abs(x * x)), "absolute"),
            (np.conj, "conjugate"),
            (np.sign, "sign"),
            (lambda x: np.maximum(x, 0), "maximum"),
            (lambda x: np.minimum(x, 0), "minimum"),
            (parse("abs(x)"), "absolute"),
            (parse("relu(x)"), "maximum"),
            (parse("step(x)"), "greater"),
            (lambda x: np.where(x < 0, -x, x), "less"),
            (lambda x: x * (x >= 0), "greater_equal"),
            (lambda x: x * (x <= 0), "less_equal"),
        )
        for x in (1.0, [1.0, 2.0])
    ),
    (
        lambda: derivative(lambda x: np.real(x) ** 2, 1.0, "complex"),
        "f returned real numbers for a complex x, so the complex step would say that f' is 0. Use "
        'functions that keep the imaginary part, or method="central".',
    ),
    (
        lambda: derivative(lambda x: np.sum(x), [1.0, 2.0]),
        "f must work entry by entry: shape (2,) for x of shape (2,); got shape ().",
    ),
    (
        lambda: derivative(lambda x: None, 1.0),
        "f must return numbers; got entries of type object.",
    ),
    (
        lambda: derivative(lambda x: "1", 1.0),
        "f must return numbers; got entries of type <U1.",
    ),
    (
        lambda: derivative(math.sin, [1.0, 2.0]),
        f"f cannot be computed at an array ({numpy_says(math.sin, np.ones(2))})." + HINT,
    ),
    (
        lambda: derivative(lambda x: x.astype(float), 1.0, "complex"),
        f"f cannot be computed at an array ({numpy_says(np.array([1j]).astype, float)})." + HINT,
    ),
    (
        lambda: derivative(np.log, [3.0, -2.0], "forward", 0.25),
        "f is not defined (NaN or infinite) at x = -1.75" + CHOOSE,
    ),
    (
        lambda: derivative(np.sqrt, 0.0, h=0.5),
        "f is not defined (NaN or infinite) at x = -0.5" + CHOOSE,
    ),
    (
        lambda: second_derivative(lambda x: 1 / x, 0.0, 1.0),
        "f is not defined (NaN or infinite) at x = 0" + CHOOSE,
    ),
    (
        lambda: derivative(lambda x: np.exp(x) * np.inf, 1 / 3, "complex"),
        "f is not defined (NaN or infinite) at x = 0.333333" + CHOOSE,
    ),
]


@pytest.mark.parametrize("compute, message", REFUSALS)
def test_what_is_refused(compute, message):
    with pytest.raises(ValueError) as caught:
        compute()
    assert str(caught.value) == message


def test_an_error_of_the_function_itself_comes_through():
    with pytest.raises(KeyError):
        derivative(lambda x: {}["a"], 1.0)


def test_steps_must_be_numbers():
    for compute in (
        lambda: derivative(np.sin, 1.0, h="a"),
        lambda: predicted_error("forward", "a", 4 * [1]),
    ):
        with pytest.raises(TypeError, match=r"^h must hold real numbers; got str with entries"):
            compute()
