"""Taylor coefficients of a formula, against sympy and by hand."""

import math

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from mathlib.calculus.expressions import FUNCTIONS, parse, taylor_coefficients
from mathlib.calculus.expressions.coefficients import checked_degree, coefficients_or_nan
from mathlib.calculus.expressions.series import RULES
from mathlib.calculus.expressions.tree import ARITHMETIC

X = sympy.symbols("x")
NAMES = {
    "x": X,
    "e": sympy.E,
    "ln": sympy.log,
    "arctan": sympy.atan,
    "sigmoid": lambda u: 1 / (1 + sympy.exp(-u)),
    "relu": lambda u: u,  # at the points below the argument is above 0
    "step": lambda u: u**0,
}
CASES = [
    ("3*x**2 - 4*x", 2.0),
    ("-x/2 + 1", 0.0),
    ("(1 + x)**7*(1 - x)", 0.25),
    ("1/(1 + x**2)", 0.5),
    ("(x + 2)/(x - 3)", 1.0),
    ("x**-3", -2.0),
    ("(1 + x)**(1/3)", 1.0),
    ("x**-2.5", 0.5),
    ("x**x", 1.5),
    ("2**(x*x)", 0.5),
    ("(2 + sin(x))**cos(x)", 0.25),
    ("exp(x)", 1.0),
    ("exp(-x**2)", 0.5),
    ("exp(-1/x**2)", 0.5),
    ("ln(1 + x)", 0.0),
    ("ln(x)*sqrt(x)", 2.0),
    ("sqrt(1 + x**2)", 0.75),
    ("sin(x)*cos(2*x)", 0.5),
    ("tan(x)", 0.5),
    ("arctan(x**2 + x)", 0.25),
    ("tanh(2*x)", 0.25),
    ("sigmoid(x - 1)", 2.0),
    ("relu(x)*step(x)", 0.5),
    ("e**x*pi", 0.0),
    ("x**(3 - 1)", 0.0),
    ("tanh(sin(x)/(1 + x**2))", 0.5),
]


def by_sympy(text, x0, degree):
    """Return the coefficients by repeated differentiation, with 30 digits."""
    derivative = sympy.sympify(text, locals=NAMES)
    coefficients = []
    for k in range(degree + 1):
        value = derivative.subs(X, sympy.Rational(x0)).evalf(30)
        coefficients.append(float(value / math.factorial(k)))
        derivative = derivative.diff(X)
    return np.array(coefficients)


@pytest.mark.parametrize(("text", "x0"), CASES, ids=[text for text, _ in CASES])
def test_the_coefficients_agree_with_sympy(text, x0):
    degree = 5 if len(text) > 18 else 8
    exact = by_sympy(text, x0, degree)
    ours = taylor_coefficients(parse(text), x0, degree)
    assert ours.shape == (degree + 1,)
    assert ours == pytest.approx(exact, rel=1e-12, abs=1e-13 * np.abs(exact).max())


def test_there_is_a_rule_for_each_operation_and_each_function():
    assert set(RULES) == {*ARITHMETIC, *FUNCTIONS}


@pytest.mark.parametrize(
    ("text", "coefficients"),
    [
        ("sin(x)", [(0, 1, 0, -1)[k % 4] / math.factorial(k) for k in range(31)]),
        ("cos(x)", [(1, 0, -1, 0)[k % 4] / math.factorial(k) for k in range(31)]),
        ("exp(x)", [1 / math.factorial(k) for k in range(31)]),
        ("ln(1 + x)", [0, *((-1) ** (k + 1) / k for k in range(1, 31))]),
        ("1/(1 - x)", [1] * 31),
        ("arctan(x)", [(0, 1, 0, -1)[k % 4] / max(k, 1) for k in range(31)]),
        ("(1 + x)**20", [math.comb(20, k) for k in range(31)]),
        ("x**30", [0] * 30 + [1]),
        ("x**1000", [0] * 31),
        ("pi", [math.pi] + [0] * 30),
    ],
)
def test_the_classic_series_up_to_degree_30(text, coefficients):
    ours = taylor_coefficients(parse(text), 0.0, 30)
    assert ours == pytest.approx(coefficients, rel=1e-14, abs=0)


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=6), st.integers(-5, 5))
def test_a_polynomial_in_whole_numbers_is_exact(coefficients, x0):
    text = " + ".join(f"({c})*x**{k}" for k, c in enumerate(coefficients))
    exact = np.polynomial.Polynomial(coefficients)(np.polynomial.Polynomial([x0, 1])).coef
    ours = taylor_coefficients(parse(text), x0, 7)
    assert np.array_equal(ours[: len(exact)], exact) and not ours[len(exact) :].any()


@given(st.floats(-0.7, 0.7), st.floats(-0.2, 0.2))
def test_the_series_sums_up_to_the_function(x0, step):
    for text in ("sin(3*x)", "1/(1 + x**2)", "sqrt(2 + x)", "sigmoid(x)*tanh(x)"):
        f = parse(text)
        total = np.polynomial.polynomial.polyval(step, taylor_coefficients(f, x0, 30))
        assert total == pytest.approx(float(f(x0 + step)), rel=1e-12, abs=1e-13)


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_a_batch_equals_a_loop(text):
    points = np.array([[1.25, 0.5], [2.0, 0.75]])
    batch = taylor_coefficients(parse(text), points, 4)
    assert batch.shape == (5, 2, 2)
    for i in np.ndindex(2, 2):
        assert batch[(slice(None), *i)] == pytest.approx(
            taylor_coefficients(parse(text), points[i], 4), rel=1e-14, abs=1e-14
        )


def test_degree_0_is_the_value_even_at_a_kink():
    assert taylor_coefficients(parse("abs(x) + 2"), 0.0, 0).tolist() == [2]
    assert taylor_coefficients(parse("sin(x)"), 0.5, 0) == pytest.approx([math.sin(0.5)])


def test_beside_a_kink_each_side_has_its_own_series():
    for text, left, right in (("abs(x)", [1, -1, 0], [1, 1, 0]), ("relu(x)", [0] * 3, [1, 1, 0])):
        assert taylor_coefficients(parse(text), [-1.0, 1.0], 2).T.tolist() == [left, right]
    assert taylor_coefficients(parse("step(x)"), [-1.0, 1.0], 1).T.tolist() == [[0, 0], [1, 0]]


def test_an_exponential_too_small_for_a_number_is_0_with_all_derivatives():
    assert not taylor_coefficients(parse("exp(-1/x**2)"), [1e-3, -1e-12], 20).any()


def test_what_does_not_exist_is_nan_without_a_warning_if_asked_for():
    result = coefficients_or_nan(parse("ln(x)"), np.array([-1.0, 0.0, 1.0]), 2)
    assert np.isnan(result[:, :2]).all() and result[:, 2].tolist() == [0, 1, -0.5]
    assert np.isnan(coefficients_or_nan(parse("1/(1/x)"), np.array(0.0), 1)).any()


NONE = "The rules give no Taylor polynomial of degree 2 at x0 = "
AGAIN = ". Choose another x0."
POWERS = "of a base of 0 they give the powers 0, 1, 2, … only, and of one below 0 whole powers"
ROOT = "they give sqrt no derivatives where its argument is 0, and it has no value below"
REFUSED = [
    ("abs(x - 1)", 1, "1: abs has a kink where its argument is 0"),
    ("sin(x*abs(x))", 0, "0: abs has a kink where its argument is 0"),
    ("relu(x)", 0, "0: relu has a kink where its argument is 0"),
    ("step(x)", 0, "0: step jumps where its argument is 0"),
    ("1/x", 0, "0: it divides by 0"),
    ("1/(1/x)", 0, "0: it divides by 0"),
    ("sin(x)/x", 0, "0: it divides by 0"),
    ("exp(-1/x**2)", 0, "0: it divides by 0"),
    ("ln(1 + x)", -1, "-1: ln needs an argument above 0"),
    ("ln(x)", [1, -2.5], "-2.5: ln needs an argument above 0"),
    ("sqrt(x)", 0, "0: " + ROOT),
    ("sqrt(x)", -1, "-1: " + ROOT),
    ("x**0.5", 0, "0: " + POWERS),
    ("x**-1", 0, "0: " + POWERS),
    ("x**x", -1, "-1: " + POWERS),
    ("x**2.5", -1, "-1: " + POWERS),
    ("exp(x)", 800, "800: it is too large to compute"),
    ("exp(1000*x) - exp(1000*x)", 1, "1: it is too large to compute"),
    ("arctan(1/x)", 0, "0: it divides by 0"),
    ("sqrt(x**4)", 0, "0: " + ROOT),  # x², which has them: but not by these rules
    ("relu(x)**2", 0, "0: relu has a kink where its argument is 0"),
    ("x*abs(x) + sqrt(x)", 0, "0: abs has a kink where its argument is 0"),
    ("x**2*abs(x) + sqrt(x)", 0, "0: " + ROOT),  # not the kink of abs: x²|x| is smooth enough
    ("1/sin(pi*x)", 1, "1: it divides by 0, or so near to 0 that 800 digits are too few"),
    ("(exp(x) - 1)**9/x**9", 1e-280, "1e-280: it divides by 0"),  # 0/0 in floats
]


@pytest.mark.parametrize(("text", "x0", "says"), REFUSED)
def test_kinks_and_points_without_value_are_refused(text, x0, says):
    with pytest.raises(ValueError) as caught:
        taylor_coefficients(parse(text), x0, 2)
    assert str(caught.value) == NONE + says + AGAIN


MOST = ". Beyond that, rounding and overflow spoil the polynomial more than another term mends it."
MESSAGES = [
    (
        lambda: taylor_coefficients(parse("ln(x)").derivative(), -1.0, 2),
        NONE + "-1: it is the derivative of an f without value there" + AGAIN,
    ),
    (lambda: checked_degree(31), "degree must be at most 30; got 31" + MOST),
    (
        lambda: taylor_coefficients(parse("x"), 0.0, 10**9),
        "degree must be at most 30; got 1000000000" + MOST,
    ),
    (
        lambda: taylor_coefficients(parse("x"), 0.0, -1),
        "degree must be an integer, 0 or more; got -1. Try 3.",
    ),
    (lambda: checked_degree(2.5), "degree must be an integer, 0 or more; got 2.5. Try 3."),
    (
        lambda: taylor_coefficients(parse("sin(x)/x"), 1e-300, 30),
        "The rules give no Taylor polynomial of degree 30 at x0 = 1e-300: it divides by 0, or so "
        "near to 0 that 800 digits are too few" + AGAIN,
    ),
    (
        lambda: taylor_coefficients(parse("x"), np.nan, 1),
        "x0 must hold finite numbers; got nan with NaN or infinities.",
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises(ValueError) as caught:
        call()
    assert str(caught.value) == text
