"""Taylor's polynomial of one variable: what is drawn, and where it can be trusted."""

import itertools
import math

import numpy as np
import pytest
import sympy

from mathlib.calculus.example_curves import TAYLOR_EXAMPLES
from mathlib.widgets.calculus.taylor_curve import LEAST, MOST, TaylorCurve


@pytest.fixture
def taylor(one_of):
    return one_of(TaylorCurve)


X = sympy.symbols("x")


SYMBOLIC = {
    "ln(1 + x)": sympy.log(1 + X),
    "1/(1 + x²)": 1 / (1 + X**2),
    "sin x": sympy.sin(X),
    "eˣ": sympy.exp(X),
    "sigmoid": 1 / (1 + sympy.exp(-X)),
    "tanh x": sympy.tanh(X),
    "e^(−1/x²)": sympy.exp(-1 / X**2),
}


@pytest.mark.parametrize("name", TAYLOR_EXAMPLES)
def test_the_polynomial_drawn_is_the_one_of_the_derivatives(taylor, name):
    taylor.set(function=name)
    taylor.set(x0=0.5, degree=5, x=0.8)
    f = SYMBOLIC[name]
    slopes = [
        float(f.diff(X, k).subs(X, sympy.Rational(1, 2))) if k else float(f.subs(X, 0.5))
        for k in range(6)
    ]
    p = np.polynomial.Polynomial([s / math.factorial(k) for k, s in enumerate(slopes)])
    x, drawn = taylor.line.get_data()
    low, high = taylor._stage.figure.axes[0].get_ylim()
    seen = (drawn > low) & (drawn < high)
    assert seen.sum() > 60 and np.allclose(drawn[seen], p(x[seen] - 0.5))
    error = abs(float(f.subs(X, 0.8)) - p(0.3))
    assert taylor.here.get_ydata()[0] == pytest.approx(error, rel=1e-6)
    assert f"at x = 0.8 |f − p| = {error:.3g}" in taylor.verdict


@pytest.mark.parametrize(
    "name, x0",
    [
        ("ln(1 + x)", 1.0),
        ("1/(1 + x²)", 0.0),
        ("1/(1 + x²)", 1.5),
        ("tanh x", 0.4),
        ("sigmoid", -1.0),
    ],
)
def test_inside_the_strip_higher_degrees_help_and_outside_they_do_not(taylor, name, x0):
    taylor.set(function=name)
    taylor.set(x0=x0)
    strip = taylor.strips[0]
    left, right = strip.get_x(), strip.get_x() + strip.get_width()
    errors = {}
    for degree in (8, 20):
        taylor.set(degree=degree)
        x, errors[degree] = taylor.error.get_data()
    radius = max(right - x0, x0 - left)
    inside, outside = abs(x - x0) < 0.8 * radius, abs(x - x0) > 1.2 * radius
    visible = errors[8] > 1e-11
    assert (errors[20] < errors[8])[inside & visible].all() and (inside & visible).any()
    assert (errors[20] > errors[8])[outside & (errors[8] < MOST)].all()


def test_where_the_strip_ends_and_why(taylor, press):
    assert press(taylor, "ln: inside").startswith(
        "x is inside, enough terms help (radius 1, the distance to -1, where f is singular); degree"
    )
    assert press(taylor, "ln: outside").startswith(
        "x is outside: in the long run more terms make it worse (radius 1, the distance to -1,"
    )
    assert "radius 2, the distance to -1" in press(taylor, "ln, x₀ = 1")
    assert "radius 1, the distance to ±i, where" in press(taylor, "smooth, yet radius 1")
    taylor.set(x=1.0)
    assert "x is on the rim" in taylor.verdict
    assert "no singular point" in press(taylor, "sin x, far")
    strip, domain = taylor.strips[1], TAYLOR_EXAMPLES["sin x"].domain
    assert (strip.get_x(), strip.get_x() + strip.get_width()) == domain


def test_a_series_that_converges_to_the_wrong_function(taylor, press):
    assert "p = 0 converges everywhere, but to the wrong function" in press(
        taylor, "the wrong function"
    )
    assert not taylor.line.get_ydata().any() and taylor.strips[0].get_width() == 0
    taylor.set(x=0.0)
    assert taylor.verdict.endswith("at x = 0 |f − p| = 0.")
    taylor.set(x0=1.0, x=1.2)
    assert taylor.verdict.startswith(
        "x is inside, enough terms help (radius 1, the distance to 0, where f is singular in the"
        " complex plane); degree 20"
    )


def test_outside_the_error_may_fall_for_long_before_it_grows(taylor):
    """ln(1 + x) at 1.05, by its series: the error at degree 20 is the smallest so far."""
    errors = []
    for degree in (4, 12, 20, 200):
        k = np.arange(1, degree + 1)
        errors.append(abs(math.log(2.05) - ((-1.0) ** (k + 1) * 1.05**k / k).sum()))
    assert errors[0] > errors[1] > errors[2] and errors[3] > 10 * errors[2]
    taylor.set(degree=20, x=1.05)
    assert "in the long run" in taylor.verdict
    assert f"at x = 1.05 |f − p| = {errors[2]:.3g}" in taylor.verdict


@pytest.mark.parametrize("name", TAYLOR_EXAMPLES)
def test_the_corners_of_the_ranges(taylor, name):
    taylor.set(function=name)
    ends = [(control.min, control.max) for control in map(taylor.controls.get, ("x0", "x"))]
    for degree, x0, x in itertools.product((0, 20), *ends):
        taylor.set(degree=degree, x0=x0, x=x)
        assert LEAST <= taylor.here.get_ydata()[0] <= MOST
        assert np.isfinite(taylor.line.get_ydata()).all() and "nan" not in taylor.verdict
        if x == x0:
            assert "|f − p| is below 1e-14" in taylor.verdict
