"""A formula typed by the learner: its tangent, its derivative, and why there is none."""

import re

import numpy as np
import pytest

from mathlib.calculus.expressions import FUNCTIONS
from mathlib.widgets.calculus.typed_formula import TypedFormula


@pytest.fixture
def typed(one_of):
    return one_of(TypedFormula)


FORMULAS = {
    "x**2/2 - sin(2*x)": (lambda x: x**2 / 2 - np.sin(2 * x), lambda x: x - 2 * np.cos(2 * x)),
    "x*exp(-x)": (lambda x: x * np.exp(-x), lambda x: (1 - x) * np.exp(-x)),
    "sigmoid(x)": (lambda x: 1 / (1 + np.exp(-x)), lambda x: np.exp(x) / (1 + np.exp(x)) ** 2),
    "tan(x)": (np.tan, lambda x: 1 / np.cos(x) ** 2),
    "1/(x + 1)": (lambda x: 1 / (x + 1), lambda x: -1 / (x + 1) ** 2),
}


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("x", [-2.5, 0.4, 1.0])
def test_the_tangent_and_the_three_ways(typed, text, x, numbers):
    typed.set(formula=text, x=x)
    f, slope = FORMULAS[text]
    (x0, x1), (y0, y1) = typed.tangent.get_data()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(slope(x))
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx((x, f(x)))
    assert typed.point.get_xydata() == pytest.approx(np.array([[x, slope(x)]]))
    assert typed.verdict.endswith(": they agree.")
    assert numbers(typed.verdict)[1:] == pytest.approx([slope(x)] * 3, rel=1e-4, abs=1e-6)


@pytest.mark.parametrize(
    "text, x, words",
    [
        ("abs(x)", 0.0, "a kink at x = 0: its slope is -1 on the left and 1 on the right"),
        ("abs(x)", 0.0, "automatic differentiation says 0 all the same"),
        ("relu(x)", 0.0, "automatic differentiation says 0.5 all the same"),
        ("2*abs(x - 1) + x", 1.0, "its slope is -1 on the left and 3 on the right"),
        ("1/(x + 1)", -1.0, "f is not defined at x = -1"),
        ("ln(x)", -2.0, "f is not defined at x = -2"),
        ("step(x)", 0.0, "f is not defined at x = 0"),
        ("ln(-1 - x**2)", 1.0, "f is not defined at x = 1"),
        ("sqrt(x)", 0.0, "f ends at x = 0: it is defined on one side only"),
        ("abs(x)**0.5", 0.0, "At x = 0 the slope of f grows beyond all bounds"),
        ("x*abs(x)", 0.0, "the rules give no number; from both sides the slope is 0."),
        ("abs(x)**1.5", 0.0, "the rules give no number; from both sides the slope is 0."),
        ("abs(x)**0.9", 0.0, "the slope of f grows beyond all bounds: there is no f′(0)."),
        ("2000*abs(x)", 0.0, "its slope is -2000 on the left and 2000 on the right"),
        ("1e-9*abs(x)", 0.0, "its slope is -1e-09 on the left and 1e-09 on the right"),
        ("abs(x) + 1e9", 0.0, "its slope is -1 on the left and 1 on the right"),
        ("arctan(1/x)", 0.0, "f is not defined at x = 0: there is no slope to ask for."),
        ("1/(1/x)", 0.0, "f is not defined at x = 0: there is no slope to ask for."),
        ("exp(-1/x**2)", 0.0, "f is not defined at x = 0: there is no slope to ask for."),
        ("(1/x)**0", 0.0, "f is not defined at x = 0: there is no slope to ask for."),
        ("exp(1000*x)", 1.0, "f is too large to compute at x = 1: there is no slope to ask for."),
        ("0**abs(x)", 0.0, "f jumps at x = 0: there is no f′(0)."),
        ("x**x", -1.0, "f is defined at x = -1 but not beside it: there is no f′(-1)."),
        ("x**1.5", 0.0, "f ends at x = 0: it is defined on one side only, so there is no f′(0)."),
        ("0*ln(x)", -1.0, "f is not defined at x = -1"),
        ("0**x", 1.0, "the rules give no number; from both sides the slope is 0."),
        ("abs(x)", 1e-17, "a kink at x = 0: its slope is -1 on the left and 1 on the right"),
        ("3e-9*x", 1.0, "f′(1) is 3e-09 by the rules, 3e-09 automatically, "),
        ("exp(-x**4)", 3.0, "f′(3) is -7.1709e-34 by the rules, -7.1709e-34 automatically, -7.17"),
        ("x*exp(-x)", 1.0, "0 by the rules, 0 automatically, 0 by a difference quotient: they ag"),
        ("1e15 + x", 0.0, "1 by the rules, 1 automatically, 0 by a difference quotient: they do"),
        ("sin(1000*x)", 0.0, "999.99 by a difference quotient: they do not agree"),
        ("7", 2.0, "f′(2) is 0 by the rules, 0 automatically, 0 by a difference quotient: they"),
    ],
)
def test_where_there_is_no_derivative_the_verdict_says_why(typed, text, x, words):
    typed.set(formula=text, x=x)
    assert words in typed.verdict


def test_where_there_is_no_derivative_there_is_no_tangent(typed):
    for text in ("abs(x)", "x**1.5"):
        typed.set(formula=text, x=0.0)
        drawn = [typed.tangent.get_ydata(), typed.point.get_ydata()]
        assert not np.isfinite(np.concatenate(drawn)).any()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_automatic_differentiation_follows_every_function(typed, name):
    typed.set(formula=f"x*{name}(x) + 1", x=0.7)
    assert typed.verdict.endswith("by a difference quotient: they agree.")


@pytest.mark.parametrize("text", TypedFormula().controls["formula"].examples)
def test_the_handle_stays_inside_whatever_is_typed(typed, text):
    typed.set(formula=text)
    low, high = typed._stage.figure.axes[0].get_ylim()
    for x in np.linspace(-4, 4, 17):
        typed.set(x=float(x))
        ((_, at, y),) = typed._marks()
        assert at == x and low <= y <= high


@pytest.mark.parametrize(
    "text",
    ["1e300*x", "1e-300*x", "1e99", "1e200*sin(x)", "exp(exp(x))", "x**x", "exp(1/x)", "0*x",
     "1/(x-1)**8", "arctan(1/x)", "0.3*(0.7*0.9*x)", "0.3*(0.7*0.9)", "(1e50)**x", "-1e-9"],
)  # fmt: skip
def test_no_formula_breaks_the_figure(typed, text):
    typed.set(formula=text)
    for x in (-4.0, -1.0, 0.0, 0.5, 4.0):
        typed.set(x=x)
        typed._stage.overlay()
        assert typed.verdict.endswith(".") and not re.search(r"\b(nan|inf)\b", typed.verdict)


def test_a_formula_that_does_not_fit_is_not_set_as_the_title(typed):
    typed.set(formula="x**2")
    titles = [axes.get_title(loc="left") for axes in typed._stage.figure.axes]
    assert titles == ["$f(x) = x^{2}$", "$f'(x) = 2 x$"]
    typed.set(formula=" + ".join(f"sin({k}*x)" for k in range(2, 9)))
    titles = [axes.get_title(loc="left") for axes in typed._stage.figure.axes]
    assert titles == ["Your function and its tangent", "Its derivative, by the rules"]
