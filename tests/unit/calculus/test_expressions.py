"""Formulas: values and derivatives against sympy, LaTeX, and what is refused and why."""

import numpy as np
import pytest
import sympy
from matplotlib.mathtext import MathTextParser

from mathlib.calculus.autodiff import Dual
from mathlib.calculus.expressions import FUNCTIONS, parse
from mathlib.calculus.expressions.latex import latex
from mathlib.calculus.expressions.tree import X as NODE_X
from mathlib.calculus.expressions.tree import add, bottom_up, call, multiply, number

X = sympy.Symbol("x", real=True)
NAMES = {
    **{"x": X, "e": sympy.E, "ln": sympy.log, "arctan": sympy.atan, "abs": sympy.Abs},
    "sigmoid": lambda u: 1 / (1 + sympy.exp(-u)),
    "relu": lambda u: sympy.Piecewise((0, u < 0), (u, True)),
    "step": lambda u: sympy.Piecewise((0, u < 0), (1, True)),
}
POINTS = [-2.3, -1.1, -0.4, 0.3, 0.9, 1.7, 4.0]
ALONE = [f"{name}({u})" for name in FUNCTIONS for u in ("x", "2*x - 1", "x**2 - 2", "sin(x)")]
FORMULAS = """
3; x; -x; pi*x; e**x; x**2; x**-3; x**0.5; x**2.5; 2**x; 2**-x; x**x; x**pi; (x + 4)**x; (-x)**2
-x**2; x**2**x; (2*x)**2; 3*x**2 - 4*x; (x + 1)*(x - 1); x*x*x; x/(x/2); x/2/3; 6*x/(4*x + 2)
1/x; -1/x; 1/(1 + x**2); (x**2 - 1)/(x + 3); x/(1/x); 2*(x/3); (x/2)**3; (1/x)*(2/x); (1/x)/(2/x)
2*3*x; x*2*3; x*-2; -2*-x; x - -3; x + -3; x - (x - 1); 0 - x; 0*x + 1; x**1; x**0; 1*x*1; x/1
1e20*x; 1.5e-7*x; 0.1*-3*x; -(x + 1)*2; -(-x); x--x; 2 - x - 3; (2 - 1)*x; 1/3*x; 5; 2/3; 2**0.5*x
sin(x)**2 + cos(x)**2; sin(x*cos(x)); x*sin(1/x); exp(-x**2/2); exp(x)**2; exp(x)*x; exp(exp(x)/9)
ln(x)**2; ln(ln(x + 9)); x*ln(x) - x; sqrt(x + 1)**3; sqrt(1 - x**2/9); tan(x)/(1 + x); abs(x)*x
abs(abs(x) - 1); relu(1 - x) + relu(x); sigmoid(x)*(1 - sigmoid(x)); tanh(x)**3; step(x)*x**2
arctan(2*x)*-4; (x + pi)*(pi - x); e*x; e**-x*sin(x); -sin(x); 1 - sigmoid(-x); -x/-2; x−1; π·x×2
"""
ALL = [*ALONE, *(t.strip() for t in FORMULAS.replace("\n", ";").split(";") if t.strip())]


def exact(expression, x):
    """sympy's value at x; NaN if it is not real, or does not exist."""
    value = sympy.N(expression.subs(X, sympy.Rational(str(x))), 20)
    return float(value) if value.is_real else np.nan


def in_sympy(text):
    return sympy.sympify(
        text.translate(str.maketrans({"−": "-", "·": "*", "×": "*"})).replace("π", "pi"),
        locals=NAMES,
    )


@pytest.mark.parametrize("text", ALL)
def test_values_and_derivatives_against_sympy(text):
    f, theirs, exists = parse(text), in_sympy(text), True
    for _ in range(3):
        expected = np.where(exists, [exact(theirs, x) for x in POINTS], np.nan)
        found = f(POINTS)
        found[np.isinf(found)] = np.nan
        assert np.allclose(found, expected, rtol=1e-12, atol=1e-12, equal_nan=True)
        exists, f, theirs = np.isfinite(found), f.derivative(), theirs.diff(X)


@pytest.mark.parametrize("text", ALL)
def test_automatic_differentiation_agrees_with_the_rules(text):
    f = parse(text)
    slope = f.derivative()(POINTS)
    at = np.isfinite(slope)
    assert np.allclose(f(Dual(POINTS)).tangent[at], slope[at], rtol=1e-12, atol=1e-12)
    assert np.allclose(f(Dual(POINTS)).data, f(POINTS), equal_nan=True)


@pytest.mark.parametrize("text", ALL)
def test_matplotlib_can_set_the_latex(text):
    f = parse(text)
    for shown in (f, f.derivative(), f.derivative().derivative()):
        if len(shown.latex) < 400:
            assert MathTextParser("path").parse(f"${shown.latex}$").width > 0


SET = {
    "2*x**3/(1-x)": r"\frac{2 x^{3}}{1 - x}",
    "tan(x)**2": r"\tan(x)^{2}",
    "-x**2": "-x^{2}",
    "(-x)**2": "(-x)^{2}",
    "-(x + 1)": "-(x + 1)",
    "x*2**x": r"x \cdot 2^{x}",
    "x*(2*3)**0.5": r"x \cdot 6^{0.5}",
    "exp(x)**2": "(e^{x})^{2}",
    "exp(-x**2/2)": r"e^{-\frac{x^{2}}{2}}",
    "abs(abs(x) - 1)": "||x| - 1|",
    "sqrt(x + 1)**3": r"\sqrt{x + 1}^{3}",
    "sigmoid(relu(step(x)))": r"\sigma(\mathrm{ReLU}(\mathrm{step}(x)))",
    "arctan(tanh(ln(cos(x))))": r"\arctan(\tanh(\ln(\cos(x))))",
    "1e20*x": r"1 \cdot 10^{20} x",
    "(1e20)**x": r"(1 \cdot 10^{20})^{x}",
    "x*1e-7": r"1 \cdot 10^{-7} x",
    "1.5*1e16**x": r"1.5 \cdot (1 \cdot 10^{16})^{x}",
    "x--x": "x + x",
    "x - (x - 1)": "x - (x - 1)",
    "x + (x - 1)": "x + x - 1",
    "x + -3": "x - 3",
    "x - -3": "x + 3",
    "-3 - x": "-3 - x",
    "(x/2)**3": r"(\frac{x}{2})^{3}",
    "x/(x/2)": r"\frac{x}{\frac{x}{2}}",
    "(-2)**x": "(-2)^{x}",
    "0.5*-3*x": r"-1.5 x",
    "2**0.5*4*x": r"4 \cdot 2^{0.5} x",
    "pi*3*e*x": r"e \cdot 3 \pi x",
    "-1/x": r"-\frac{1}{x}",
    "x/-2": r"-\frac{x}{2}",
    "x*-pi": r"-\pi x",
    "pi**2": r"\pi^{2}",
    "x**x**x": "x^{x^{x}}",
    "(x**x)**x": "(x^{x})^{x}",
    "(x + 1)*(x - 1)": "(x + 1) (x - 1)",
    "6*x/4": r"\frac{3 x}{2}",
    "2/4": r"\frac{1}{2}",
    "0.123456789012345": "0.123456789012",
    "+x - +2": "x - 2",
    "x*0": r"x \cdot 0",
    "x*1": "x",
    "0*pi": "0",
    "pi*2*3": r"6 \pi",
    "2*(3*x)": "6 x",
    "2*(x*3)": "6 x",
    "2*(pi*x)": r"2 \pi x",
    "x*(1/x)": r"\frac{x}{x}",
    "1e15 + x": r"1 \cdot 10^{15} + x",
    "1e14*10": r"1 \cdot 10^{14} \cdot 10",
    "pi*0.5": r"0.5 \pi",
    "pi + 0.5": r"\pi + 0.5",
    "0 + x": "x",
    "x + 0": "x",
    "x - 0": "x",
    "0 - x": "-x",
    "0 - 2*x": "-2 x",
    "0/x": r"\frac{0}{x}",
    "0**x": "0^{x}",
    "sin(x)**0": r"\sin(x)^{0}",
    "pi + 2 + e": r"\pi + 2 + e",
    "2*pi": r"2 \pi",
    "x - 2*x": "x - 2 x",
    "x*(2*x)": r"x \cdot 2 x",
    "0.5*x/2": r"\frac{0.5 x}{2}",
    "6*x/9": r"\frac{2 x}{3}",
    "1e15*x/1e15": r"\frac{1 \cdot 10^{15} x}{1 \cdot 10^{15}}",
    "1e15*x/2e15": r"\frac{1 \cdot 10^{15} x}{2 \cdot 10^{15}}",
    "2*(x/3)": r"2 \frac{x}{3}",
}


@pytest.mark.parametrize("text, expected", SET.items())
def test_latex(text, expected):
    assert parse(text).latex == expected
    assert repr(parse(text)) == f"Expression({expected})"


SLOPES = {
    "3": "0",
    "5*x": "5",
    "x**3": "3 x^{2}",
    "x**2/2": "x",
    "sin(x)/3": r"\frac{\cos(x)}{3}",
    "sin(x)/pi": r"\frac{\cos(x)}{\pi}",
    "pi**x": r"\pi^{x} \ln(\pi)",
    "1/x": r"-\frac{1}{x^{2}}",
    "x/(1 + x)": r"\frac{1 + x - x}{(1 + x)^{2}}",
    "exp(-x)": "-e^{-x}",
    "exp(x*x)": r"e^{x x} (x + x)",
    "ln(x)": r"\frac{1}{x}",
    "sin(2*x)": r"2 \cos(2 x)",
    "cos(x)": r"-\sin(x)",
    "sqrt(x)": r"\frac{1}{2 \sqrt{x}}",
    "tanh(x)": r"1 - \tanh(x)^{2}",
    "sigmoid(x)": r"\sigma(x) (1 - \sigma(x))",
    "abs(x)": r"\frac{x}{|x|}",
    "relu(x)": r"\mathrm{step}(x)",
    "2**x": r"2^{x} \ln(2)",
    "x**x": r"x^{x} (\ln(x) + \frac{x}{x})",
    "x**2.5": r"2.5 x^{1.5}",
}


@pytest.mark.parametrize("text, expected", SLOPES.items())
def test_derivatives_as_they_are_shown(text, expected):
    assert parse(text).derivative().latex == expected


def test_no_derivative_where_there_is_no_value():
    assert np.isnan(parse("ln(x)").derivative()([-1.0, 0.0])).all()
    assert np.isnan(parse("0*x + sqrt(x)").derivative().derivative()(-1.0))
    assert np.isnan(parse("abs(x)").derivative()(0.0)) and np.isnan(
        parse("relu(x)").derivative()(0)
    )


def test_shapes_and_kinds_of_x():
    for text in ("x**2", "3", "pi + e"):
        for shape in ((), (3,), (2, 1), (0,)):
            values = parse(text)(np.ones(shape))
            assert values.shape == shape and values.dtype == float and values.flags.writeable
    assert parse("x**2")([1, 2]).tolist() == [1, 4]
    z = np.array([0.3 + 0.2j])
    assert np.allclose(parse("sigmoid(x)*x")(z), z / (1 + np.exp(-z)))
    x = np.array([1.0, 2.0])
    parse("x")(x)[0] = 5
    assert x.tolist() == [1, 2]
    with pytest.raises(TypeError, match=r"^x must hold real numbers; got list with entries of"):
        parse("x")(["1"])


def test_a_part_that_stands_in_many_places_is_computed_once():
    u, calls = NODE_X, []
    for _ in range(60):
        u = multiply(u, u)  # as a tree, more parts than there are atoms in a litre of air
    assert bottom_up(u, lambda node, *_: calls.append(node.op)) is None
    assert calls == ["x"] + 60 * ["*"]


def test_no_formula_is_too_deep_or_too_long():
    u = NODE_X
    for _ in range(5000):
        u = call("sin", multiply(number(2), u))
    text = latex(u)
    assert r"\ldots" in text and len(text) < 2100
    for first, shown in (("1000", r"\sin(1000 + x"), ("10000", r"\sin(\ldots)")):
        u = number(float(first))
        for _ in range(499):
            u = add(u, NODE_X)
        assert len(latex(u)) == 1996 + len(first) and latex(call("sin", u)).startswith(shown)
    assert latex(call("sin", number(2))) == r"\sin(2)"


@pytest.mark.parametrize("text", ["0*ln(x)", "ln(x)*0", "0/ln(x)", "3*(0*ln(x))", "0/ln(x)*5"])
def test_a_factor_of_0_does_not_give_values_where_there_are_none(text):
    f = parse(text)
    assert np.isnan(f(-1.0)) and f(2.0) == 0
    assert np.isnan(f.derivative()(-1.0)) and f.derivative()(2.0) == 0
