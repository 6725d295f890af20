"""What the derivatives at a point say about it, against the function itself and against sympy."""

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from mathlib.calculus.extrema import Extremum, derivative_test

X = sympy.Symbol("x")
FORMULAS = [
    "x**2",
    "x**3",
    "x**4",
    "-x**6",
    "x**5 + x**7",
    "cos(x)",
    "x - sin(x)",
    "exp(x) - 1 - x",
]


def around_zero(f):
    """What f is at 0, from its signs near 0."""
    left, right = (float(f.subs(X, x) - f.subs(X, 0)) for x in (-0.01, 0.01))
    if left * right < 0:
        return "no extremum"
    return "minimum" if left > 0 else "maximum"


@pytest.mark.parametrize("text", [*FORMULAS, "2*x", "x + x**2", "exp(x)"])
def test_against_the_function_itself(text):
    f = sympy.sympify(text)
    found = derivative_test([float(f.diff(X, k).subs(X, 0)) for k in range(1, 9)])
    stationary = f.diff(X).subs(X, 0) == 0
    assert found.kind == (around_zero(f) if stationary else "not stationary")
    first = next(k for k in range(1, 9) if f.diff(X, k).subs(X, 0) != 0)
    assert found.order == first


@given(st.integers(1, 12), st.floats(1e-3, 1e3), st.booleans(), st.lists(st.floats(-9, 9)))
def test_only_the_first_that_is_not_zero_counts(order, size, negative, further):
    value = -size if negative else size
    found = derivative_test([0.0] * (order - 1) + [value, *further])
    assert found == derivative_test([0] * (order - 1) + [value])
    assert found.order == order
    even = "maximum" if negative else "minimum"
    odd = "not stationary" if order == 1 else "no extremum"
    assert found.kind == (odd if order % 2 else even)


def test_the_tolerance():
    assert derivative_test([1e-9, 2.0]).kind == "minimum"  # at most tol
    assert derivative_test([-1e-9, 2.0]).kind == "minimum"
    assert derivative_test([1.1e-9, 2.0]).kind == "not stationary"
    assert derivative_test([0.1, -2.0], tol=0.1).kind == "maximum"
    assert derivative_test([1e-12, 2.0], tol=0).kind == "not stationary"


SENTENCES = [
    ([0.0], "silent", None, "Silent: f′ is 0; the next one may decide, or none"),
    (
        [0, 0, 0],
        "silent",
        None,
        "Silent: all 3 given derivatives are 0; the next one may decide, or none",
    ),
    (
        [0, 0],
        "silent",
        None,
        "Silent: all 2 given derivatives are 0; the next one may decide, or none",
    ),
    (
        [0.0, 0.5],
        "minimum",
        2,
        "Minimum: the second derivative, 0.5, is the first that is not 0; even order, positive",
    ),
    ([-2.5, 0.0], "not stationary", 1, "Not stationary: the slope is -2.5"),
    (
        [0.0, 2.0],
        "minimum",
        2,
        "Minimum: the second derivative, 2, is the first that is not 0; even order, positive",
    ),
    (
        [0.0, -2.0],
        "maximum",
        2,
        "Maximum: the second derivative, -2, is the first that is not 0; even order, negative",
    ),
    (
        [0.0, 0.0, 1 / 3],
        "no extremum",
        3,
        "No extremum: the third derivative, 0.3333, is the first that is not 0, "
        "and its order is odd",
    ),
    (
        [0.0, 0.0, 0.0, 24.0],
        "minimum",
        4,
        "Minimum: the 4th derivative, 24, is the first that is not 0; even order, positive",
    ),
    (
        [0.0] * 4 + [-120.0],
        "no extremum",
        5,
        "No extremum: the 5th derivative, -120, is the first that is not 0, and its order is odd",
    ),
]


@pytest.mark.parametrize("derivatives, kind, order, message", SENTENCES)
def test_the_sentences(derivatives, kind, order, message):
    assert derivative_test(derivatives) == Extremum(kind, order, message)


@pytest.mark.parametrize(
    "order, name",
    [(2, "second"), (3, "third"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (22, "22nd"), (23, "23rd"), (24, "24th"), (111, "111th"), (121, "121st")],
)  # fmt: skip
def test_orders_have_names(order, name):
    assert f": the {name} derivative, 1," in derivative_test([0.0] * (order - 1) + [1.0]).message


@pytest.mark.parametrize(
    "derivatives, message",
    [
        ([], "a list with f'(a) first, such as [0.0, 2.0]; got shape (0,)."),
        (2.0, "a list with f'(a) first, such as [0.0, 2.0]; got shape ()."),
        ([[0.0, 2.0]], "a list with f'(a) first, such as [0.0, 2.0]; got shape (1, 2)."),
    ],
)
def test_derivatives_that_are_no_list_are_refused(derivatives, message):
    with pytest.raises(ValueError) as caught:
        derivative_test(derivatives)
    assert str(caught.value) == f"derivatives must be {message}"


def test_a_derivative_that_does_not_exist_is_refused():
    with pytest.raises(ValueError) as caught:
        derivative_test([0.0, float("nan")])
    assert str(caught.value) == (
        "derivatives must hold finite numbers; got [0.0, nan] with NaN or infinities."
    )
    with pytest.raises(TypeError, match=r"^derivatives must hold real numbers; got list"):
        derivative_test(["0"])
