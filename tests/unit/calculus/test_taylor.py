"""Taylor's polynomial: order of its error, Lagrange's bound, radius, messages."""

import math

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from mathlib.calculus.example_curves import EXAMPLES, TAYLOR_EXAMPLES, Curve
from mathlib.calculus.expressions import parse
from mathlib.calculus.taylor import TaylorPolynomial, taylor_polynomial

every_example = pytest.mark.parametrize("curve", TAYLOR_EXAMPLES.values(), ids=TAYLOR_EXAMPLES)
FLAT = TAYLOR_EXAMPLES["e^(−1/x²)"]
LN = TAYLOR_EXAMPLES["ln(1 + x)"]


def test_the_examples_are_those_of_the_chapter():
    assert list(TAYLOR_EXAMPLES) == [
        "ln(1 + x)",
        "1/(1 + x²)",
        "sin x",
        "eˣ",
        "sigmoid",
        "tanh x",
        "e^(−1/x²)",
    ]
    for name, curve in TAYLOR_EXAMPLES.items():
        assert curve.name == name and curve.domain[0] < curve.start < curve.domain[1]
        assert np.isfinite(curve(np.linspace(*curve.domain, 101))).all()


@every_example
def test_the_coefficients_are_the_derivatives_over_factorials(curve):
    p = taylor_polynomial(curve, 0.4, 5)
    exact = [float(curve(0.4, order=k)) / math.factorial(k) for k in range(6)]
    assert p.coefficients == pytest.approx(exact, rel=1e-9, abs=1e-12)
    assert isinstance(p, TaylorPolynomial) and p.x0 == 0.4 and p.f is curve


@every_example
@pytest.mark.parametrize("degree", [0, 1, 2, 3, 4, 5])
def test_the_remainder_is_of_order_degree_plus_1(curve, degree):
    p = taylor_polynomial(curve, 0.7, degree)
    h = np.array([0.02, 0.01])
    order = np.log2(p.remainder(0.7 + h)[0] / p.remainder(0.7 + h)[1])
    assert order == pytest.approx(degree + 1, abs=0.25)


def test_degree_for_degree_it_agrees_with_sympy():
    x = sympy.Symbol("x")
    series = sympy.series(sympy.exp(x) * sympy.cos(x), x, sympy.Rational(3, 10), 5).removeO()
    theirs = sympy.lambdify(x, series)
    ours = taylor_polynomial(parse("exp(x)*cos(x)"), 0.3, 4)
    at = np.linspace(-1, 1, 9)
    assert ours(at) == pytest.approx(theirs(at), rel=1e-12)


@given(st.floats(-1, 1), st.lists(st.floats(-2, 2), min_size=1, max_size=4))
def test_its_values_are_the_sum_of_the_terms(x0, x):
    p = taylor_polynomial(parse("sin(2*x) + x**3"), x0, 6)
    terms = sum(c * (np.array(x) - x0) ** k for k, c in enumerate(p.coefficients))
    assert p(x) == pytest.approx(terms, abs=1e-12)
    assert p.remainder(x) == pytest.approx(p.f(x) - terms, abs=1e-12)
    assert float(p(x[0])) == p(x)[0] and p([x]).shape == (1, len(x))


@every_example
@given(numbers=st.tuples(st.floats(0, 1), st.floats(0, 1)), degree=st.integers(0, 12))
def test_the_bound_is_never_below_the_error(curve, numbers, degree):
    low, high = curve.domain
    x0, x = (low + (high - low) * t for t in numbers)
    p = taylor_polynomial(curve, x0, degree)
    x = np.array([x, (x + x0) / 2, x0])
    error, bound = np.abs(p.remainder(x)), p.bound(x)
    rounding = 1e-13 * (
        1 + np.abs(p.coefficients) @ np.abs(x - x0) ** np.arange(degree + 1)[:, None]
    )
    assert (error <= 1.001 * bound + rounding).all()
    assert bound[2] == 0 and bound[1] <= bound[0]


def test_the_bound_of_the_exponential_is_known():
    p = taylor_polynomial(TAYLOR_EXAMPLES["eˣ"], 0.0, 3)
    x = np.array([-2.0, -1.0, 0.0, 0.5, 2.0])
    exact = np.exp(np.maximum(x, 0)) * x**4 / 24
    assert p.bound(x) == pytest.approx(exact, rel=1e-12)
    assert p.bound(2.0) == pytest.approx(exact[-1], rel=1e-12) and p.bound(2.0).shape == ()
    assert p.bound([[1.0, 2.0]]).shape == (1, 2)


def test_the_bound_of_a_sine_takes_the_peak_inside_not_the_ends():
    p = taylor_polynomial(parse("sin(x)"), 0.0, 3)  # f⁗ = sin, largest at π/2
    assert p.bound(3.0) == pytest.approx(3.0**4 / 24, rel=1e-4)
    assert p.bound([3.0, 0.5])[1] == pytest.approx(math.sin(0.5) * 0.5**4 / 24, rel=1e-12)


def test_there_is_no_bound_across_a_kink_or_a_pole():
    for curve, x0 in ((EXAMPLES["|x|"], 1.0), (EXAMPLES["ReLU"], 1.0), (EXAMPLES["1/x"], 1.0)):
        p = taylor_polynomial(curve, x0, 2)
        assert p.bound([-0.5, 0.0]).tolist() == [math.inf] * 2
        assert np.isfinite(p.bound([0.5, 2.0])).all()
    assert taylor_polynomial(LN, 0.0, 2).bound([-1.0, -2.0]).tolist() == [math.inf] * 2
    assert taylor_polynomial(parse("1/(x - 1)"), 0.0, 2).bound(1.0) == math.inf
    assert taylor_polynomial(EXAMPLES["x + 2x² sin(1/x)"], 0.2, 2).bound(-0.1) == math.inf
    assert np.isfinite(taylor_polynomial(FLAT, 1.0, 2).bound(-1.0))


@pytest.mark.parametrize(
    ("name", "x0", "radius"),
    [
        ("ln(1 + x)", 0.0, 1),
        ("ln(1 + x)", 1.5, 2.5),
        ("1/(1 + x²)", 0.0, 1),
        ("1/(1 + x²)", 1.0, math.sqrt(2)),
        ("sin x", 2.0, math.inf),
        ("eˣ", -1.0, math.inf),
        ("sigmoid", 0.0, math.pi),
        ("sigmoid", 4.0, math.hypot(4, math.pi)),
        ("tanh x", 0.0, math.pi / 2),
        ("e^(−1/x²)", 1.0, 1),
        ("e^(−1/x²)", 0.0, 0),
    ],
)
def test_the_radius_is_the_distance_to_the_nearest_singular_point(name, x0, radius):
    assert taylor_polynomial(TAYLOR_EXAMPLES[name], x0, 3).radius == pytest.approx(radius)


@pytest.mark.parametrize("name", ["ln(1 + x)", "1/(1 + x²)", "sigmoid", "tanh x"])
@pytest.mark.parametrize("x0", [0.0, 0.7])
def test_a_higher_degree_helps_inside_the_radius_and_harms_outside(name, x0):
    low, high = (taylor_polynomial(TAYLOR_EXAMPLES[name], x0, degree) for degree in (9, 29))
    for share, helps in ((0.8, True), (1.2, False)):
        x = x0 + share * low.radius
        assert (abs(high.remainder(x)) < abs(low.remainder(x))) == helps


@pytest.mark.parametrize("name", ["|x|", "ReLU", "1/x", "x + 2x² sin(1/x)"])
def test_a_kink_or_a_pole_ends_the_radius(name):
    curve = EXAMPLES[name]
    assert taylor_polynomial(curve, 0.25, 2).radius == 0.25


@pytest.mark.parametrize(
    ("text", "radius"),
    [
        ("x**3 - 2*x + 1", math.inf),
        ("sin(x)*exp(-x**2)/3 - cos(x)", math.inf),
        ("2**x", math.inf),
        ("e**(-x)", math.inf),
        ("1/x", None),
        ("x**0.5", None),
        ("x**-1", None),
        ("x**x", None),
        ("(-2)**x", None),
        ("tanh(x)", None),
        ("sin(ln(x))", None),
        ("2**ln(x)", None),
        ("abs(x)", None),
        ("ln(x)**2", None),
        ("ln(x)/2", None),
    ],
)
def test_for_a_typed_formula_the_radius_is_known_if_nothing_in_it_is_singular(text, radius):
    assert TaylorPolynomial(parse(text), 1.0, np.zeros(1)).radius == radius


def test_the_flat_function_has_the_polynomial_0_at_0_and_is_not_0():
    p = taylor_polynomial(FLAT, 0.0, 30)
    assert not p.coefficients.any() and len(p.coefficients) == 31
    assert p.remainder(1.0) == pytest.approx(math.exp(-1))
    assert p.bound(1.0) >= p.remainder(1.0)


def test_where_f_does_not_exist_the_remainder_is_nan():
    p = taylor_polynomial(LN, 0.0, 4)
    assert np.isnan(p.remainder([-2.0, np.nan])).all() and p(-2.0) == -2 - 2 - 8 / 3 - 4


def test_a_polynomial_too_large_to_compute_is_infinite_without_a_warning():
    assert taylor_polynomial(parse("exp(x)"), 0.0, 30)(1e300) == math.inf


BAD_AT_ZERO = Curve("x|x|", "x*abs(x)", (-1, 1), 0.5, kinks=(0,), at_zero=(0, 0, np.nan))
MESSAGES = [
    (
        lambda: taylor_polynomial(EXAMPLES["x + 2x² sin(1/x)"], 0.0, 3),
        "x + 2x² sin(1/x) has no derivative of order 2 at x0 = 0. Choose another x0, or a degree "
        "of at most 1.",
    ),
    (
        lambda: taylor_polynomial(BAD_AT_ZERO, 0.0, 2),
        "x|x| has no derivative of order 2 at x0 = 0. Choose another x0, or a degree of at most 1.",
    ),
    (
        lambda: taylor_polynomial(LN, -1.0, 3),
        "The rules give no Taylor polynomial of degree 3 at x0 = -1: ln needs an argument above 0. "
        "Choose another x0.",
    ),
    (
        lambda: taylor_polynomial(LN, 0.0, 31),
        "degree must be at most 30; got 31. Beyond that, rounding and overflow spoil the "
        "polynomial more than another term mends it.",
    ),
    (
        lambda: taylor_polynomial(LN, 0.0, -1),
        "degree must be an integer, 0 or more; got -1. Try 3.",
    ),
    (
        lambda: taylor_polynomial(LN, [0.0, 1.0], 1),
        "x0 must be a finite number; got [0.0, 1.0]. Try 0.5.",
    ),
    (
        lambda: taylor_polynomial(LN, math.inf, 1),
        "x0 must be a finite number; got inf. Try 0.5.",
    ),
    (
        lambda: taylor_polynomial("sin(x)", 0.0, 1),
        'f must be a formula, such as parse("sin(x)"), or a curve of mathlib.calculus.EXAMPLES; '
        "got 'sin(x)'.",
    ),
    (
        lambda: taylor_polynomial(LN, 0.0, 1).bound(np.nan),
        "x must hold finite numbers; got nan with NaN or infinities.",
    ),
    (
        lambda: taylor_polynomial(LN, 0.0, 1)("a"),
        "x must hold real numbers; got str with entries of type <U1. Try x = np.array([1.0, 2.0]).",
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert str(caught.value) == text
