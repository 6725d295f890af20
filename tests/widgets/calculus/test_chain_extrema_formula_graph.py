"""Live figures of the chain rule, the deciding derivative, typed formulas, and graphs.

What every explorer has to do is in ``test_every_explorer.py``; here is what each of these says.
"""

import itertools
import math
import re

import numpy as np
import pytest
from matplotlib.figure import Figure

from mathlib.calculus.expressions import FUNCTIONS, parse
from mathlib.figures.curve_points import range_to_show, sample
from mathlib.figures.functions import draw_function
from mathlib.figures.lettering import draw_lettering, set_lettering
from mathlib.widgets.calculus.chain_rule import ChainGears
from mathlib.widgets.calculus.extrema import WhichDerivativeDecides
from mathlib.widgets.calculus.graph import GraphStepper
from mathlib.widgets.calculus.typed_formula import TypedFormula


def numbers(text: str) -> list[float]:
    return [float(n) for n in re.findall(r"-?\d+\.?\d*(?:e[+-]?\d+)?", text)]


# ---- the chain rule --------------------------------------------------------------------------

CHAINS = {
    "y = 2x, z = y²": (lambda x: 2 * x, lambda y: y**2),
    "y = 3x, z = −y/2": (lambda x: 3 * x, lambda y: -y / 2),
    "y = sin x, z = eʸ": (np.sin, np.exp),
    "y = x², z = 2y, u = sin z": (np.square, lambda y: 2 * y, np.sin),
    "y = 3x, s = σ(y), L = (s − 1)²": (
        lambda x: 3 * x, lambda y: 1 / (1 + np.exp(-y)), lambda s: (s - 1) ** 2,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def gears():
    return ChainGears()


@pytest.mark.parametrize("chain", ChainGears.chains)
@pytest.mark.parametrize(("x", "nudge"), [(1.0, 0.1), (-0.7, 0.5), (0.31, 1e-3), (0.0, 0.2)])
def test_the_gears_pass_on_what_the_functions_do(gears, chain, x, nudge):
    gears.set(chain=chain, x=x, nudge=nudge)
    points = np.array([x, x + nudge])
    ends = [points]
    for f in CHAINS[chain]:
        ends.append(f(ends[-1]))
    ends = np.array(ends)
    _, nudged, way = gears.nudges
    assert np.allclose(way.get_ydata(), ends[:, 0])
    assert np.allclose(nudged.get_ydata(), ends[:, 1])
    changes = ends[:, 1] - ends[:, 0]
    *bars, marks = gears.rates
    shown = [bar.get_width() for bar in bars]
    assert np.allclose(shown[-1], changes[-1] / changes[0])
    assert np.allclose(shown[:-1] * changes[:-1], changes[1:])
    rates = marks.get_xdata()
    assert rates[-1] == pytest.approx(np.prod(rates[:-1]))
    before, after = points[0] - 1e-6, points[0] + 1e-6
    for f in CHAINS[chain]:
        before, after = f(before), f(after)
    assert rates[-1] == pytest.approx((after - before) / 2e-6, abs=1e-7)


@pytest.mark.parametrize(
    "preset, words",
    [
        (
            "Δx = 0.1",
            "Δz/Δx = 8.4, the rates multiply to 2 · 4 = 8: 5 % apart, and this goes to 0 with the",
        ),
        ("Δx = 0.001", "Δz/Δx = 8.004, the rates multiply to 2 · 4 = 8: 0.05 % apart"),
        ("constant rates", "3 · (-0.5) = -1.5: equal for every nudge"),
        ("a rate of 0", "2 · 0 = 0: one rate is 0, so Δz/Δx goes to 0 with the nudge."),
        ("sin, then exp", "Δz/Δx = 0.3133, the rates multiply to 0.54 · 0.431 = 0.233"),
        ("σ lets little through", "3 · 0.0259 · (-1.95) = -0.151"),
    ],
)
def test_what_the_gears_say(gears, preset, words):
    gears.set(**gears.presets[preset])
    assert words in gears.verdict


@pytest.mark.parametrize(
    "chain, x, nudge, words",
    [
        ("y = 2x, z = y²", 0.05, 0.5, ": 6 times as large, and this goes to 1 with the nudge."),
        ("y = 2x, z = y²", 0.01, 0.5, ": 26 times as large,"),
        ("y = 2x, z = y²", -0.05, 0.5, ": the signs differ, which ends when the nudge is small"),
        ("y = 2x, z = y²", 0.3, 0.5, ": 83 % apart,"),
    ],
)
def test_gears_that_are_far_apart(gears, chain, x, nudge, words):
    gears.set(chain=chain, x=x, nudge=nudge)
    assert words in gears.verdict


def test_the_gap_to_the_product_shrinks_with_the_nudge(gears):
    gaps = []
    for nudge in (0.5, 0.1, 0.01, 0.001):
        gears.set(chain="y = sin x, z = eʸ", x=-1.0, nudge=nudge)
        *bars, marks = gears.rates
        gaps.append(abs(bars[-1].get_width() - marks.get_xdata()[-1]))
    assert gaps == sorted(gaps, reverse=True) and gaps[-1] < 1e-3


@pytest.mark.parametrize("chain", ChainGears.chains)
def test_nothing_of_the_gears_leaves_its_axes(gears, chain):
    gears.set(chain=chain)
    for x, nudge in itertools.product(np.linspace(-1.2, 1.2, 7), (1e-3, gears.most)):
        gears.update({"chain": chain, "x": x, "nudge": nudge})
        left, right = gears._stage.figure.axes
        _, nudged, way = gears.nudges
        low, high = left.get_ylim()
        both = np.concatenate([nudged.get_ydata(), way.get_ydata()])
        assert low < both.min() and both.max() < high
        *bars, marks = gears.rates
        reach = right.get_xlim()[1]
        assert max(abs(b.get_width()) for b in bars) < reach
        assert np.abs(marks.get_xdata()).max() < reach


# ---- which derivative decides ----------------------------------------------------------------

POWERS = {  # name → polynomial coefficients from x⁰ on, kind
    "x²": ([0, 0, 1], "Minimum: the second derivative, 2,"),
    "x³": ([0, 0, 0, 1], "No extremum: the third derivative, 6,"),
    "x⁴": ([0, 0, 0, 0, 1], "Minimum: the 4th derivative, 24,"),
    "x⁵": ([0, 0, 0, 0, 0, 1], "No extremum: the 5th derivative, 120,"),
    "x³ + x": ([0, 1, 0, 1], "Not stationary: the slope is 1."),
    "−x⁴": ([0, 0, 0, 0, -1], "Maximum: the 4th derivative, -24,"),
    "x⁴ − x³": ([0, 0, 0, -1, 1], "No extremum: the third derivative, -6,"),
}


@pytest.fixture(scope="module")
def powers():
    return WhichDerivativeDecides()


@pytest.mark.parametrize("name", POWERS)
@pytest.mark.parametrize("window", [10**0.1, 0.3, 0.06])
def test_the_window_and_the_derivatives_are_those_of_the_polynomial(powers, name, window):
    powers.set(function=name, window=window)
    coefficients, words = POWERS[name]
    polynomial = np.polynomial.Polynomial(coefficients)
    assert np.allclose(powers.derivatives, [polynomial.deriv(k)(0) for k in powers.orders])
    x = window * powers.shape.get_xdata()
    values = polynomial(x)
    assert np.allclose(powers.shape.get_ydata(), values / np.abs(values).max())
    order = next(k for k, c in enumerate(coefficients) if c)
    term = coefficients[order] * x**order
    assert np.allclose(powers.term.get_ydata(), term / np.abs(values).max())
    assert powers.verdict.startswith(words)


@pytest.mark.parametrize("name", POWERS)
def test_close_by_the_term_that_decides_is_all_there_is(powers, name):
    powers.set(function=name, window=0.06)
    assert np.abs(powers.term.get_ydata() - powers.shape.get_ydata()).max() < 0.07


def test_the_minimum_that_is_not_at_0_is_told(powers):
    powers.set(**powers.presets["x⁴ − x³ from afar"])
    assert powers.verdict.endswith("; the minimum you see is at x = 0.75, not at 0.")
    powers.set(**powers.presets["x⁴ − x³ close by"])
    assert "0.75" not in powers.verdict


@pytest.mark.parametrize("window", [10**0.1, 0.2, 10**-1.3])
def test_where_all_derivatives_are_0_the_test_is_silent(powers, window):
    powers.set(function="e^(−1/x²)", window=window)
    assert not powers.derivatives.any() and not len(powers.term.get_xdata())
    assert powers.verdict.startswith("Silent: all 6 given derivatives are 0")
    assert powers.verdict.endswith(
        f"{math.exp(-1 / window**2):.2g} at x = {window:.3g}: a minimum."
    )
    shape = powers.shape.get_ydata()
    assert np.isfinite(shape).all() and shape.min() == 0 and shape[0] == shape[-1] == 1


# ---- a formula typed by the learner ----------------------------------------------------------


@pytest.fixture(scope="module")
def typed():
    return TypedFormula()


FORMULAS = {
    "x**2/2 - sin(2*x)": (lambda x: x**2 / 2 - np.sin(2 * x), lambda x: x - 2 * np.cos(2 * x)),
    "x*exp(-x)": (lambda x: x * np.exp(-x), lambda x: (1 - x) * np.exp(-x)),
    "sigmoid(x)": (lambda x: 1 / (1 + np.exp(-x)), lambda x: np.exp(x) / (1 + np.exp(x)) ** 2),
    "tan(x)": (np.tan, lambda x: 1 / np.cos(x) ** 2),
    "1/(x + 1)": (lambda x: 1 / (x + 1), lambda x: -1 / (x + 1) ** 2),
}


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("x", [-2.5, 0.4, 1.0])
def test_the_tangent_and_the_three_ways(typed, text, x):
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


# ---- gaps and ranges -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, jumps",
    [
        ("tan(x)", [-np.pi / 2, np.pi / 2]),
        ("1/(x - 0.123)", [0.123]),
        ("step(x - 0.777)", [0.777]),
        ("abs(x)", []),
        ("sin(300*x)", []),
        ("exp(5*x)", []),
        ("sin(x)**2 + cos(x)**2", []),
        ("sqrt(x + 1)", []),
    ],
)
def test_a_line_breaks_at_jumps_and_poles_and_nowhere_else(text, jumps):
    f = parse(text)
    x, y = sample(f, (-3.0, 3.0))
    broken = x[np.isnan(y) & np.isfinite(f(x + 1e-9)) & np.isfinite(f(x - 1e-9))]
    assert broken == pytest.approx(jumps, abs=1e-6)
    assert (np.diff(x) >= 0).all()
    shown = np.isfinite(y)
    assert np.array_equal(y[shown], f(x)[shown])


def test_the_derivative_of_a_kink_is_drawn_with_a_gap():
    x, y = sample(parse("abs(x - 0.3337)").derivative(), (-4.0, 4.0))
    gap = np.flatnonzero(np.isnan(y))
    assert len(gap) == 1 and x[gap] == pytest.approx(0.3337)
    assert set(y[: gap[0]]) == {-1.0} and set(y[gap[0] + 1 :]) == {1.0}


@pytest.mark.parametrize(
    "values, low, high",
    [
        ([1.0, 2.0, 3.0], 1.0, 3.0),
        ([np.nan, np.inf], -1.0, 1.0),
        ([], -1.0, 1.0),
        ([0.0, 0.0], -1.0, 1.0),
        ([1e15, 1e15 + 1], 5e14, 1.5e15),
        ([0.0] * 9 + [1.0], 0.0, 1.0),
    ],
)
def test_the_range_worth_showing(values, low, high):
    assert range_to_show(values) == pytest.approx((low, high))


@pytest.mark.parametrize(
    "text, low, high",
    [
        ("exp(-x**2)", 0, 1),  # all of it
        ("exp(-50*x**2)", 0, 1),  # a peak, however narrow
        ("-exp(-50*x**2)", -1, 0),
        ("sqrt(4 - x**2)", 0, 2),
        ("relu(x)**3", 0, 64),
        ("x*exp(-x)", -3.03, math.exp(-1)),  # what leaves the picture is cut off
        ("1/(x - 0.1237)**2", 0.0588, 1.14),  # and so is a pole
        ("exp(-x**2) + 100*relu(x - 3)", 0, 1),
    ],
)
def test_the_range_of_functions(text, low, high):
    _, y = sample(parse(text), (-4.0, 4.0))
    assert range_to_show(y) == pytest.approx((low, high), abs=0.01)


def test_a_pole_does_not_make_the_rest_flat():
    x = np.linspace(-4, 4, 801)
    low, high = range_to_show(1 / (x + 1e-5))
    assert -10 < low < -2 and 2 < high < 10


@pytest.mark.parametrize("scale, label", [(1e8, "1e8"), (-3e-7, "−3e−7"), (0.5, "0.5"), (0.0, "0")])
def test_numbers_of_an_axis_are_short(scale, label):
    axes = Figure().subplots()
    draw_function(axes, np.sin, (0, 1))
    assert axes.yaxis.get_major_formatter()(scale, 0) == label


# ---- the computational graph -----------------------------------------------------------------


@pytest.fixture(scope="module")
def stepper():
    return GraphStepper()


def losses(w, x, b):
    """Both losses, in numpy alone."""
    return {
        "L = (tanh(w·x + b) − y)²": (np.tanh(w * x + b) - 1) ** 2,
        "L = (w·x + b)² + w²": (w * x + b) ** 2 + w**2,
    }


@pytest.mark.parametrize("graph", GraphStepper.graphs)
@pytest.mark.parametrize("at", [(0.5, 1.0, 0.2), (-1.3, 0.0, 2.0), (2.0, -3.0, 3.0)])
def test_the_gradients_that_arrive_are_those_of_differences(stepper, graph, at):
    stepper.set(graph=graph, w=at[0], x=at[1], b=at[2], step=14)
    run = stepper.run(stepper.state)
    arrived = run.arrived(run.edges, 14)
    assert set(arrived) == set(stepper.places)
    h = 1e-5
    for k, name in enumerate("wxb"):
        ends = [losses(*(v + s * h * (i == k) for i, v in enumerate(at)))[graph] for s in (1, -1)]
        assert float(arrived[name]) == pytest.approx((ends[0] - ends[1]) / (2 * h), abs=1e-6)
    stepper.set(step=len(run.computed))
    assert numbers(stepper.verdict)[-1] == pytest.approx(losses(*at)[graph], rel=0.006, abs=1e-8)


@pytest.mark.parametrize("graph", GraphStepper.graphs)
def test_the_last_step_is_the_last_arrow(stepper, graph):
    run = stepper.run(stepper.state | {"graph": graph})
    assert len(run.computed) + 1 + len(run.edges) == stepper.steps


@pytest.mark.parametrize("graph", GraphStepper.graphs)
def test_each_step_back_multiplies_as_it_says(stepper, graph):
    stepper.set(graph=graph, w=0.5, x=1.0, b=0.2)
    pattern = r"from (\w) to (\w), multiply (\S+) by the local derivative (\S+): ([-+.\de]*\d)"
    for step in range(7, 15):
        stepper.set(step=step)
        source, target, gradient, local, product = re.search(pattern, stepper.verdict).groups()
        assert float(product) == pytest.approx(float(gradient) * float(local), rel=0.01)
        assert (target, source) in {
            (a.name, b.name) for a, b, _ in stepper.run(stepper.state).edges
        }
    assert stepper.verdict.endswith("; all gradients have arrived.")


def test_where_a_value_is_used_twice_two_gradients_add(stepper):
    stepper.set(**stepper.presets["w used twice"])
    assert stepper.verdict.endswith("derivative 1: 1.4, added to the 1 there: 2.4.")


def test_a_saturated_neuron_lets_no_gradient_through(stepper):
    stepper.set(**stepper.presets["saturated"])
    run = stepper.run(stepper.state)
    values = {v.name: float(v.data) for v in run.computed}
    assert values["e"] == pytest.approx(-2, abs=1e-3)  # a large error,
    assert abs(run.arrived(run.edges, 14)["w"]) < 0.006  # and hardly any way to mend it


def test_numbers_are_told_as_they_are_and_round_off_is_0(stepper):
    graph = "L = (tanh(w·x + b) − y)²"
    stepper.set(graph=graph, w=3.0, x=3.0, b=3.0, step=10)
    assert "multiply -1.51e-10 by the local derivative 1.51e-10: -2.28e-20." in stepper.verdict
    stepper.set(w=0.1, x=3.0, b=-0.3, step=2)
    assert 0.1 * 3 - 0.3 != 0 and stepper.verdict == "Forward, step 2: z = m + b = 0."
    stepper.set(step=3)
    assert stepper.verdict == "Forward, step 3: s = tanh z = 0."


@pytest.mark.parametrize("at", [(3.0, 3.0, 3.0), (-3.0, 3.0, -3.0), (3.0, -3.0, -1.1)])
def test_the_longest_numbers_fit_between_the_boxes(stepper, at):
    for graph in stepper.graphs:
        stepper.set(graph=graph, w=at[0], x=at[1], b=at[2], step=14)
        values, on_arrows, _ = stepper.artists[2:]
        for x, y in stepper.places.values():
            inside = letters_near(values, x, y - 10)
            assert np.ptp(inside) < 65
            beside = letters_near(on_arrows, x, y, 30.0)
            assert not beside.size, "a number on an arrow reaches into a box"


def letters_near(words, x, y, across=60.0):
    """How far to the sides the outlines of letters go that stand at a height and place."""
    vertices = words.get_path().vertices
    return vertices[(np.abs(vertices - (x, y)) < (across, 8)).all(axis=1), 0]


@pytest.mark.parametrize("graph", GraphStepper.graphs)
def test_every_number_stays_inside_the_axes_and_apart(stepper, graph):
    stepper.set(graph=graph, w=3.0, x=1.0, b=1.0, step=14)
    axes = stepper._stage.figure.axes[0]
    for words in stepper.artists[2:]:
        (x0, y0), (x1, y1) = words.get_path().get_extents().get_points()
        assert x0 >= 0 and x1 <= axes.get_xlim()[1]
        assert y0 >= 0 and y1 <= axes.get_ylim()[1]


@pytest.mark.parametrize("step, shown", [(0, (True, False, False)), (5, (True, True, False)),
                                         (14, (True, True, True))])  # fmt: skip
def test_forward_shows_values_and_local_derivatives_backward_adds_gradients(stepper, step, shown):
    stepper.reset()
    stepper.set(step=step)
    words = [len(words.get_path().vertices) > 0 for words in stepper.artists[2:]]
    assert tuple(words) == shown


def test_letters_are_centred_as_text_is():
    figure = Figure(figsize=(5, 1), dpi=72)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, 360), ylim=(0, 72))
    words = draw_lettering(axes, "C0")
    set_lettering(words, [(100.0, 30.0, "0.25 a")], 20)
    text = axes.text(100, 30, "0.25 a", size=20, ha="center", va="center", family="DejaVu Sans")
    ours = words.get_path().get_extents()
    theirs = text.get_window_extent()
    assert ours.width == pytest.approx(theirs.width, abs=4)
    assert (ours.x0 + ours.x1) / 2 == pytest.approx(100, abs=2)
    assert (ours.y0 + ours.y1) / 2 == pytest.approx(30, abs=2)
