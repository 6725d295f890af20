"""Taylor coefficients where rounding would spoil them: near gaps and poles, and far out.

The independent answer is Cauchy's integral on a circle about x0, by mpmath with 60 digits: it never
comes near the point where something is divided by almost 0.
"""

import math
from decimal import Decimal, localcontext

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathlib.calculus import taylor_coefficients, taylor_polynomial
from mathlib.calculus.expressions import parse
from mathlib.calculus.expressions.ball_functions import value_at
from mathlib.calculus.expressions.balls import FLOATS, Balls, decimals, dot
from mathlib.calculus.expressions.coefficients import coefficients_or_nan, largest_sizes
from mathlib.calculus.expressions.decimals import DECIMAL_FUNCTIONS, pi
from mathlib.calculus.expressions.series import series

REPORTS = [
    ("sin(x)/x at 0.3, degree 30: 18.3", "sin(x)/x", 0.3, 30, 1.5, math.sin(1.5) / 1.5),
    ("sin(x)/x just beside the gap: −144973", "sin(x)/x", 0.001, 8, 0.5, math.sin(0.5) / 0.5),
]


@pytest.mark.parametrize("seen, text, x0, degree, x, value", REPORTS)
def test_wrong_answers_that_were_reported(seen, text, x0, degree, x, value):
    p = taylor_polynomial(parse(text), x0, degree)
    assert p(x) == pytest.approx(value, rel=1e-9)
    assert abs(p.remainder(x)) <= p.bound(x) + 1e-9


SINGULAR = {
    "sin(x)/x": (),
    "(exp(x) - 1)/x": (),
    "ln(1 + x)/x": (-1,),
    "(1 - cos(x))/x**2": (),
    "(x - sin(x))/x**3": (),
    "tan(x)/x": (math.pi / 2, -math.pi / 2),
    "tanh(x)/x": (0.5j * math.pi,),
    "arctan(x)/x": (1j,),
    "x/(exp(x) - 1)": (2j * math.pi,),
    "(sqrt(1 + x) - 1)/x": (-1,),
    "(sigmoid(x) - 1/2)/x": (1j * math.pi,),
    "exp(sin(x)/x)": (),
    "ln(sin(x)/x)": (math.pi, -math.pi),
    "(sin(x)/x)**3": (),
    "(exp(x) - 1 - x)/(x*sin(x))": (math.pi, -math.pi),
    "x**5/x**3": (),
    "sqrt(x)": (0,),
    "x**2.5": (0,),
    "x**x": (0,),
    "1/(1 + 64*x**2)": (0.125j,),
    "1/(1 - x)**3": (1,),
    "exp(-1/x**2)": (0,),
    "sin(pi*x)/x": (),
}
"""Formulas, and where in the complex plane each has no derivative. (At 0 a gap may be filled.)"""
IN_MPMATH = {
    **{name: getattr(mpmath, name) for name in ("exp", "sqrt", "sin", "cos", "tan", "tanh", "pi")},
    "ln": mpmath.log,
    "arctan": mpmath.atan,
    "sigmoid": lambda u: 1 / (1 + mpmath.exp(-u)),
}


def by_cauchy(text, x0, n, radius):
    """n coefficients from 64 values on a circle; the error is of the order 4⁻⁶⁴ of the terms.

    f(z̄) is the conjugate of f(z), so that the upper half of the circle is enough.
    """
    with mpmath.workdps(60):
        r = mpmath.mpf(radius) * mpmath.mpf("0.2371")
        roots = [mpmath.expjpi(mpmath.mpf(i) / 64) for i in range(128)]
        code = compile(text, text, "eval")
        values = [eval(code, {**IN_MPMATH, "x": x0 + r * roots[i]}) for i in range(1, 64, 2)]
        return [
            float(mpmath.re(mpmath.fdot(values, turned)) / 32 / r**k)
            for k in range(n)
            for turned in [[roots[-i * k % 128] for i in range(1, 64, 2)]]
        ]


def check(text, x0, degree):
    radius = min([1.0, *(abs(x0 - z) for z in SINGULAR[text])])
    exact = np.array(by_cauchy(text, x0, degree + 1, radius))
    ours = taylor_coefficients(parse(text), x0, degree)
    for share in (0.02, 0.3, 0.7, 1.0):  # each term against the largest, whatever x is
        powers = (share * radius) ** np.arange(degree + 1)
        assert (np.abs(ours - exact) * powers <= 1e-9 * (np.abs(exact) * powers).max()).all()


@pytest.mark.parametrize("text", SINGULAR)
@pytest.mark.parametrize("x0", [1e-12, 0.003, 0.3])
def test_at_the_highest_degree(text, x0):
    if x0 >= 0.003 or 0 not in SINGULAR[text]:
        check(text, x0, 30)


smooth_at_0 = st.sampled_from([text for text in SINGULAR if 0 not in SINGULAR[text]])


@settings(max_examples=60)
@given(smooth_at_0, st.floats(-12, math.log10(0.9)), st.booleans(), st.integers(0, 30))
def test_beside_a_gap(text, log, left, degree):
    check(text, (-1 if left else 1) * 10**log, degree)


@settings(max_examples=20)
@given(st.sampled_from(["sqrt(x)", "x**2.5", "x**x"]), st.floats(-3, 0), st.integers(0, 30))
def test_near_the_end_of_the_domain(text, log, degree):
    check(text, 10**log, degree)


@pytest.mark.parametrize("x0", [-1e9, 12345.678, 1e6, 1e15])
@pytest.mark.parametrize("text", ["sin(x)/x", "sin(x)", "cos(x)**2", "arctan(x)/x"])
def test_far_out(text, x0):
    exact = by_cauchy(text, x0, 13, 1.0)
    ours = taylor_coefficients(parse(text), x0, 12)
    assert ours == pytest.approx(exact, rel=1e-9, abs=1e-9 * np.abs(exact).max())


@pytest.mark.parametrize("gap", [1e-3, 1e-7])
def test_beside_a_pole(gap):
    ours = taylor_coefficients(parse("1/(1 - x)"), 1 - gap, 20)
    assert ours == pytest.approx((1 - (1 - gap)) ** -np.arange(1.0, 22.0), rel=1e-12)
    ours = taylor_coefficients(parse("ln(x)"), gap, 20)[1:]
    k = np.arange(1, 21)
    assert ours == pytest.approx(-((-1 / gap) ** k) / k, rel=1e-12)


@pytest.mark.parametrize(
    "text, degree",
    [("sin(x)/x", 4), ("(exp(x) - 1)/x", 12), ("x/(exp(x) - 1)", 12), ("sin(x)/x", 30)],
)
def test_the_bound_is_made_of_right_numbers(text, degree):
    p = taylor_polynomial(parse(text), 0.05, degree)
    x = np.array([-1.0, 0.4, 1.0])
    f = [float(eval(text, {**IN_MPMATH, "x": mpmath.mpf(v)})) for v in x]
    error, bound = np.abs(p(x) - f), p.bound(x)
    assert (error <= bound + 1e-15).all() and (bound < 9 * error + 1e-9).all()


def test_the_largest_sizes_are_bounds_and_close():
    x = np.linspace(-1, 1, 9)
    for k in (1, 6, 30):
        sizes = largest_sizes(parse("sin(x)/x"), x, k)
        exact = [abs(by_cauchy("sin(x)/x", v, k + 1, 1.0)[k]) for v in x if v]
        assert sizes[4] == math.inf  # f has no value at 0
        assert (np.delete(sizes, 4) >= (1 - 1e-9) * np.array(exact)).all()
        assert np.delete(sizes, 4) == pytest.approx(exact, rel=2e-3)


def test_a_batch_holds_points_of_every_kind():
    found = coefficients_or_nan(parse("sin(x)/x"), np.array([[0.0, 1e-9], [2.0, 0.1]]), 6)
    assert np.isnan(found[:, 0, 0]).all()
    for i, x0 in (((0, 1), 1e-9), ((1, 0), 2.0), ((1, 1), 0.1)):
        assert found[(slice(None), *i)] == pytest.approx(
            taylor_coefficients(parse("sin(x)/x"), x0, 6)
        )


SMOOTH = [
    ("x**2*abs(x)", 0, [0, 0, 0]),
    ("x*abs(x)", 0, [0, 0]),
    ("abs(x)**3", 0, [0, 0, 0]),
    ("relu(x)**2", 0, [0, 0]),
    ("abs(x)**2", 0, [0, 0, 1, 0]),
    ("abs(x**2)", 0, [0, 0, 1, 0]),
    ("abs(-(x - 1)**2)", 1, [0, 0, 1, 0]),
    ("abs(x - x)", 3, [0, 0, 0, 0]),
    ("abs(x) - abs(-x)", 0, [0, 0, 0]),
    ("relu(x) - relu(-x)", 0, [0, 1, 0]),
    ("relu(x) + relu(-x) - abs(x)", 0, [0, 0, 0]),
    ("relu(sin(x) - x)*x", 0, [0, 0, 0, 0]),
    ("x*abs(x)*abs(x)", 0, [0, 0, 0, 1, 0]),
]


@pytest.mark.parametrize("text, x0, coefficients", SMOOTH)
def test_where_both_sides_of_a_kink_agree_there_is_a_polynomial(text, x0, coefficients):
    assert taylor_coefficients(parse(text), x0, len(coefficients) - 1).tolist() == coefficients


@pytest.mark.parametrize("text, least", [("x**2*abs(x)", 3), ("x*abs(x)", 2), ("relu(x)**4", 4)])
def test_of_a_higher_degree_there_is_none(text, least):
    assert not taylor_coefficients(parse(text), 0.0, least - 1).any()
    with pytest.raises(
        ValueError, match=r"The rules give no .* has a kink where its argument is 0"
    ):
        taylor_coefficients(parse(text), 0.0, least)


# ---- what it is made of ------------------------------------------------------------------------


@pytest.mark.parametrize("name", DECIMAL_FUNCTIONS)
@pytest.mark.parametrize("digits", [20, 200])
@pytest.mark.parametrize(
    "u", ["1e-30", "-1e-9", "0.3", "-0.7853981633974483", "3.14159", "-40.5", "1e5"]
)
def test_functions_of_decimals_against_mpmath(name, digits, u):
    if name == "ln" and u.startswith("-"):
        return
    ours = {"ln": "log", "arctan": "atan"}.get(name, name)
    with localcontext(prec=digits), mpmath.workdps(digits + 60):
        exact = (IN_MPMATH.get(name) or getattr(mpmath, ours))(mpmath.mpf(u))
        found = mpmath.mpf(str(DECIMAL_FUNCTIONS[name](Decimal(u))))
        assert abs(found - exact) <= abs(exact) * mpmath.mpf(10) ** (2 - digits)


def test_pi_and_what_has_no_function_value():
    with localcontext(prec=500), mpmath.workdps(510):
        assert abs(mpmath.mpf(str(pi())) - mpmath.pi) < mpmath.mpf(10) ** -498
        for name in ("sin", "cos", "tan"):
            assert DECIMAL_FUNCTIONS[name](Decimal("1e500")).is_nan()
        assert DECIMAL_FUNCTIONS["tanh"](Decimal("Infinity")).is_nan()


@given(st.lists(st.fractions(-9, 9, max_denominator=9), min_size=4, max_size=4), st.integers(1, 9))
def test_a_ball_holds_the_exact_number(numbers, scale):
    """With fractions, which Python computes exactly."""
    a, b, c, d = numbers

    def ball(value):
        return Balls(np.array(float(value)), np.array(abs(float(value)) * 2.0**-52), FLOATS)

    pairs = [
        (ball(a) + ball(b), a + b),
        (ball(a) - ball(b), a - b),
        (-ball(a), -a),
        (ball(a).times(scale), a * scale),
        (ball(a).over(scale), a / scale),
    ]
    if b:
        pairs.append((ball(a) / ball(b), a / b))
    u, v = (
        Balls(np.array(m), np.abs(m) * 2.0**-52, FLOATS) for m in np.array([[a, b], [c, d]], float)
    )
    pairs.append((dot(u, v), a * c + b * d))
    for found, exact in pairs:
        assert abs(float(found.mid) - exact) <= float(found.rad) * (1 + 1e-9)


def test_a_ball_about_0_is_no_divisor_and_0_has_no_quotient():
    one, wide, zero = (
        Balls(np.array(m), np.array(r), FLOATS) for m, r in ((1.0, 0), (0.1, 0.2), (0.0, 0))
    )
    with np.errstate(all="ignore"):
        assert (one / wide).rad == np.inf and np.isnan((one / zero).mid)
        assert value_at("ln", wide).rad == np.inf and value_at("sin", wide).rad > 0.2


def test_decimals_know_what_they_have_not_rounded():
    with localcontext(prec=30):
        u = series(parse("(x - 1/4)**2*3").node, 0.5, 3, decimals())
        assert [float(m) for m in u.mid] == [0.1875, 1.5, 3] and not any(u.rad)
        assert any(series(parse("x/3").node, 0.5, 3, decimals()).rad)


@pytest.mark.parametrize("text", [*SINGULAR, "abs(x)**3/x", "sin(abs(x))/x", "(x - x)/x"])
def test_many_points_together_give_what_each_gives_alone(text):
    f, x = parse(text), np.array([[1e-7, -1e-3, 0.0], [0.3, 1.0, 1e-300]])
    together = coefficients_or_nan(f, x, 9)
    for i in np.ndindex(x.shape):
        alone = coefficients_or_nan(f, x[i], 9)
        assert together[(slice(None), *i)] == pytest.approx(alone, rel=1e-12, nan_ok=True)
