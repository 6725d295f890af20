"""The figures about slopes: polygons, secants, step sizes, f with f′ and f″. Is it true?"""

import math
import re

import numpy as np
import pytest
from scipy.differentiate import derivative as numerical

from mathlib.calculus.example_curves import EXAMPLES
from mathlib.calculus.expressions import parse
from mathlib.widgets.calculus.polygons import PolygonsAroundCircle
from mathlib.widgets.calculus.secants import SecantToTangent
from mathlib.widgets.calculus.slopes import SlopeAndCurvature
from mathlib.widgets.calculus.step_error import StepError


@pytest.fixture(params=[PolygonsAroundCircle, SecantToTangent, StepError, SlopeAndCurvature])
def any_figure(request):
    return request.param()


@pytest.fixture
def polygons():
    return PolygonsAroundCircle()


@pytest.fixture
def secants():
    return SecantToTangent()


@pytest.fixture
def errors():
    return StepError()


@pytest.fixture
def slopes():
    return SlopeAndCurvature()


# ---- the functions ---------------------------------------------------------------------------


@pytest.mark.parametrize("curve", EXAMPLES.values(), ids=lambda curve: curve.name)
def test_the_derivatives_of_the_examples(curve):
    low, high = curve.domain
    x = np.array([0.83 * low + 0.17 * high, 0.3 * low + 0.7 * high, 0.1 * low + 0.9 * high])
    for order in (1, 2, 3):
        found = numerical(lambda x, order=order: curve(x, order - 1), x, initial_step=0.01)
        assert np.allclose(curve(x, order), found.df, rtol=1e-5, atol=1e-6)
    assert low < curve.start < high


@pytest.mark.parametrize("curve", EXAMPLES.values(), ids=lambda curve: curve.name)
def test_the_one_sided_slopes_of_the_examples(curve):
    for x in {curve.start, max(0.0, curve.domain[0])}:
        quotients = [(curve(x + h) - curve(x)) / h for h in (-1e-7, 1e-7)]
        assert np.allclose(curve.slopes(x), quotients, atol=1e-6, rtol=1e-5)
        assert (curve.slopes(x)[0] != curve.slopes(x)[1]) == (x in curve.kinks)


def test_where_the_formula_has_no_value_the_limit_stands():
    assert [float(EXAMPLES["e^(−1/x²)"](0.0, order)) for order in range(5)] == [0.0] * 5
    wild = EXAMPLES["x + 2x² sin(1/x)"]
    assert [float(wild(0.0)), float(wild(0.0, 1))] == [0.0, 1.0]
    assert np.isnan(wild([0.0, 0.0], 2)).all() and np.isnan(wild(0.0, 3))


def test_formulas_take_complex_numbers():
    z = np.array([0.3 + 0.2j, -1 + 1e-20j])
    assert np.allclose(parse("exp(x)*sin(x)")(z), np.exp(z) * np.sin(z))
    assert not np.isfinite(parse("1/x")(0j))


# ---- polygons --------------------------------------------------------------------------------


def shoelace(line) -> float:
    """The area inside a closed line, by Gauss's formula."""
    x, y = line.get_data()
    return abs(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2


@pytest.mark.parametrize("n", [3, 4, 5, 6, 96])
def test_the_polygons_drawn_have_the_areas_shown(polygons, n):
    polygons.set(n=n)
    drawn = [shoelace(polygons.inner), shoelace(polygons.outer)]
    assert np.allclose(polygons.gap.get_ydata(), drawn) and drawn[0] < math.pi < drawn[1]
    assert polygons.below.get_xdata()[-1] == n == polygons.above.get_xdata()[-1]
    corners = np.hypot(*polygons.inner.get_data())
    middles = np.hypot(*((d[1:] + d[:-1]) / 2 for d in polygons.outer.get_data()))
    assert np.allclose(corners, 1) and np.allclose(middles, 1)  # on the circle, touching it


def test_archimedes(polygons, press):
    assert press(polygons, "96 sides (Archimedes)") == (
        "n = 96: 3.13935 < π < 3.14271; the gap 0.00336 bounds the error."
    )
    assert "2.00000 < π < 4.00000" in press(polygons, "square")


# ---- secants ---------------------------------------------------------------------------------


@pytest.mark.parametrize("label, slope", [("h = 1", "3"), ("h = 0.1", "2.1")])
def test_the_secant_of_the_parabola(secants, label, slope, press):
    assert f"Secant's slope {slope}, tangent's slope 2," in press(secants, label)


@pytest.mark.parametrize("function, f", [("sin x", np.sin), ("eˣ", np.exp), ("x²", np.square)])
@pytest.mark.parametrize("side, sign", [*zip(SecantToTangent.sides, (1, -1), strict=True)])
def test_the_secant_goes_through_two_points_of_the_curve(secants, function, f, side, sign):
    secants.set(function=function)
    secants.set(x0=0.7, h=0.25, side=side, zoom=4.0)
    second = 0.7 + sign * 0.25
    x, y = secants.secants[0].get_data()
    assert np.allclose([x[1:3], y[1:3]], [[0.7, second], [f(0.7), f(second)]])
    assert np.allclose(np.diff(y) / np.diff(x), (f(second) - f(0.7)) / (second - 0.7))
    x, y = secants.secants[1].get_data()  # the same, magnified
    assert np.allclose([x[2], y[2]], [4 * (second - 0.7), 4 * (f(second) - f(0.7))])
    t, rise = secants.near.get_data()
    assert np.allclose(rise, 4 * (f(0.7 + t / 4) - f(0.7)))
    box = secants.box.get_xydata()
    assert np.allclose(
        [box.min(axis=0), box.max(axis=0)], [[0.45, f(0.7) - 0.25], [0.95, f(0.7) + 0.25]]
    )


def test_the_secant_turns_into_the_tangent_and_the_curve_gets_straight(secants, press):
    def apart(**state):
        secants.set(function="x²", x0=1.0, **state)
        x, y = secants.secants[0].get_data()
        t, rise = secants.near.get_data()
        return abs((y[3] - y[0]) / (x[3] - x[0]) - 2), np.abs(rise - 2 * t).max()

    for h in (1.0, 0.01, 1e-5):
        assert apart(h=h, zoom=1 / h)[0] == pytest.approx(h, rel=1e-3)
    for zoom in (1.0, 100.0, 1e5):
        assert apart(h=0.5, zoom=zoom)[1] == pytest.approx(1 / zoom, rel=1e-4)
    assert "the curve leaves the tangent by 0.5 % of the window" in press(
        secants, "h = 0.001, zoom 100"
    )


@pytest.mark.parametrize("x0", [0.0, 1e-17, -1e-14])
@pytest.mark.parametrize("function, left, right", [("|x|", -1, 1), ("ReLU", 0, 1)])
def test_at_a_kink_two_slopes_and_no_derivative(secants, x0, function, left, right):
    secants.set(function=function)
    for zoom in (1.0, 1e5):
        secants.set(x0=x0, zoom=zoom)
        assert f"Slope {left} from the left, {right} from the right" in secants.verdict
        assert not np.isfinite(secants.tangents[0].get_ydata()).any()  # there is none to draw
        assert not np.isfinite(secants.tangents[1].get_ydata()).any()
        t, rise = secants.near.get_data()
        assert np.allclose(rise, np.where(t < 0, left * t, right * t))  # as bent as before


def test_beside_a_kink_there_is_a_derivative(secants):
    secants.set(function="ReLU")
    secants.set(x0=-0.01, h=1e-3)
    assert "Secant's slope 0, tangent's slope 0, difference 0;" in secants.verdict


@pytest.mark.parametrize("h, zoom", [(0.6, 2.0), (1e-6, 1e5)])
def test_what_rounding_makes_is_told_as_0(secants, h, zoom):
    secants.set(function="|x|")
    secants.set(x0=1.1, h=h, zoom=zoom)
    assert secants.verdict.endswith(
        "difference 0; in the microscope the curve leaves the tangent by 0 % of the window."
    )
    secants.set(function="eˣ")
    secants.set(x0=1.0, h=1e-6, zoom=1e5)
    assert "difference 1.36e-06; " in secants.verdict and "by 0.00068 %" in secants.verdict


def test_the_kink_presets(secants, press):
    wide = press(secants, "kink of |x|")
    assert "no derivative at 0" in wide and press(secants, "kink, zoom 1000") == wide
    press(secants, "ReLU at 0, from the left")
    x, y = secants.secants[0].get_data()
    assert np.allclose(y, 0) and x[2] == -0.5  # from the left the secant sees slope 0


# ---- step sizes ------------------------------------------------------------------------------

BY_HAND = {
    "3x² − 4x at 1": (lambda x: 3 * x * x - 4 * x, 1.0, 2.0),
    "sin x at 1": (np.sin, 1.0, math.cos(1.0)),
    "eˣ at 1": (np.exp, 1.0, math.e),
    "1/x at 3": (lambda x: 1 / x, 3.0, -1 / 9),
}


@pytest.mark.parametrize("function", StepError.points)
@pytest.mark.parametrize("h", [1e-2, 1e-4])
def test_the_errors_are_those_of_the_quotients(errors, function, h):
    f, x, exact = BY_HAND[function]
    errors.set(function=function, h=h)
    estimates = (
        (f(x + h) - f(x)) / h,
        (f(x + h) - f(x - h)) / (2 * h),
        (f(x + 1j * h)).imag / h,
    )
    for mark, estimate in zip(errors.here, estimates, strict=True):
        assert mark.get_xdata() == [h]
        assert np.allclose(mark.get_ydata(), abs(estimate / exact - 1), rtol=1e-3, atol=1e-10)


@pytest.mark.parametrize("function", StepError.points)
def test_the_prediction_is_of_the_right_size(errors, function):
    errors.set(function=function)
    steps = np.logspace(-16, -1, 500)
    for method in StepError.marks:
        error = errors.error(errors.state, method, steps)
        predicted = errors.predicted(errors.state, method, steps).sum(axis=0)
        assert (error <= np.maximum(5 * predicted, StepError.lowest)).all()
        assert np.quantile(error / predicted, 0.9) > 0.01


def test_who_is_to_blame(errors, press):
    said = press(errors, "best h for forward")
    assert re.search(
        r"Forward has [78] right digits: at h = 4.47e-08 rounding limits it; central has [89]"
        r" \(rounding\), complex 15 ",
        said,
    )
    said = press(errors, "best h for central")
    assert re.search(
        r"has 5 .*h = 1.82e-05 truncation limits it; central has 1[01] .*complex 1[01] ", said
    )
    said = press(errors, "h = 1e-15: too small")
    assert said == (
        "Forward has 0 right digits: at h = 1e-15 rounding limits it; central has 0 (rounding),"
        " complex 15 (rounding)."
    )
    said = press(errors, "parabola, h = 0.5")
    assert said.startswith("Forward has 0 right digits: at h = 0.5 truncation limits it; central")
    errors.set(function="eˣ at 1", h=0.1)
    assert errors.verdict.startswith("Forward has 1 right digit: at h = 0.1 truncation limits it;")


def test_the_best_steps_are_where_the_curves_are_lowest(errors, press):
    steps = np.logspace(-14, -1, 400)
    for method, label in (("forward", "best h for forward"), ("central", "best h for central")):
        press(errors, label)
        smooth = errors.predicted(errors.state, method, steps).sum(axis=0)
        assert abs(np.log10(steps[np.argmin(smooth)] / errors.state["h"])) < 0.5


def test_an_error_of_nothing_stands_at_the_bottom_of_the_picture(errors):
    errors.set(h=1e-16)
    assert errors.here[2].get_ydata() == [StepError.lowest]
    low = errors._stage.figure.axes[0].get_ylim()[0]
    assert low < errors._marks()[0][2] < StepError.lowest  # the handle hides none of the marks


# ---- f, f′, f″ -------------------------------------------------------------------------------


@pytest.mark.parametrize("function", [f for f in SlopeAndCurvature.functions if f != "|x|"])
def test_the_marks_are_on_f_and_its_derivatives(slopes, function):
    slopes.set(function=function)
    x = round(0.6 * slopes.state["x"] + 0.05, 2)
    slopes.set(x=x)
    f, slope, curvature = (float(mark.get_ydata()[0]) for mark in slopes.here)
    curve = EXAMPLES[function]
    h = 1e-4
    assert slope == pytest.approx((curve(x + h) - curve(x - h)) / (2 * h), rel=1e-4, abs=1e-3)
    second = (curve(x + h) - 2 * curve(x) + curve(x - h)) / h**2
    assert curvature == pytest.approx(second, rel=1e-3, abs=1e-4)
    (x0, y0), (x1, y1) = slopes.tangent.get_xydata()
    assert np.allclose([(x0 + x1) / 2, (y0 + y1) / 2], [x, f])
    assert np.allclose((y1 - y0) / (x1 - x0), slope)


@pytest.mark.parametrize(
    "label, words",
    [
        ("minimum", "x = 1: minimum: the second derivative, 6,"),
        ("x³: flat, no extremum", "no extremum: the third derivative, 6,"),
        ("x³: flat, no extremum", "; an inflection: f″ changes its sign."),
        ("inflection, f′ ≠ 0", "the slope is 1; an inflection all the same: f″ changes its sign."),
        ("inflection of the bell", "the slope is -0.8578; an inflection all the same"),
        ("minimum without f′", "slope -1 from the left and 1 from the right: a minimum"),
        ("f′ > 0, yet not rising", "the slope is 1, but f′ takes both signs"),
    ],
)
def test_what_the_derivatives_say(slopes, label, words, press):
    assert words in press(slopes, label)


def test_a_second_derivative_of_0_that_keeps_its_sign(slopes):
    slopes.set(function="x⁴")
    slopes.set(x=0.0)
    assert "minimum: the 4th derivative, 24," in slopes.verdict
    assert "keeps its sign: no inflection." in slopes.verdict


def test_between_the_special_points(slopes):
    slopes.set(function="x³ − 3x")
    for x, words in (
        (-1.0, "maximum: the second derivative, -6,"),
        (0.0, "not stationary: the slope is -3; an inflection all the same"),
        (2.0, "not stationary: the slope is 9; f″ = 12: it bends up."),
        (-1.5, "f″ = -9: it bends down."),
    ):
        slopes.set(x=x)
        assert words in slopes.verdict
    slopes.set(function="|x|")
    slopes.set(x=1.5)
    assert slopes.verdict == "x = 1.5: not stationary: the slope is 1; f″ = 0: it is straight here."


def test_the_drawing_breaks_at_a_kink(slopes, press):
    press(slopes, "minimum without f′")
    assert not np.isfinite(slopes.tangent.get_ydata()).any()
    for axes, name, sides in zip(
        slopes._stage.figure.axes, ("f", "f′", "f″"), ((0, 0), (-1, 1), (0, 0)), strict=True
    ):
        x, y = next(line for line in axes.lines if line.get_label() == name).get_data()
        if name == "f":
            assert np.allclose(y, np.abs(x))
            continue
        gap = np.isnan(y)
        assert np.array_equal(gap, np.abs(x) < 0.01) and gap.any()
        assert set(y[x < -0.01]) == {sides[0]} and set(y[x > 0.01]) == {sides[1]}
        ends = next(line for line in axes.lines if line.get_label() == "_open")
        assert ends.get_xdata().tolist() == [0, 0] and tuple(ends.get_ydata()) == sides


def test_it_rises_in_no_interval_around_0():
    """What the figure says of x + 2x² sin(1/x): where 1/x is a multiple of 2π, f′ = −1."""
    wild = EXAMPLES["x + 2x² sin(1/x)"]
    for turns in (1, 10, 1000):
        for x in (1 / (2 * np.pi * turns), -1 / (2 * np.pi * turns)):
            assert wild(x, 1) == pytest.approx(-1, abs=1e-6)
            assert wild(x - 1e-4 * abs(x) / turns) > wild(x + 1e-4 * abs(x) / turns)


def test_every_panel_shows_the_same_x_and_has_0_in_it(slopes):
    for function in slopes.functions:
        slopes.set(function=function)
        panels = slopes._stage.figure.axes
        assert len({panel.get_xlim() for panel in panels}) == 1
        for panel in panels[1:]:
            low, high = panel.get_ylim()
            assert low < 0 < high and high - low < 200


def test_the_step_of_the_slider_does_not_hide_a_kink_or_a_minimum(slopes):
    slopes.set(function="x³ − 3x")
    slopes.set(x=1 + 1e-15)
    assert "minimum" in slopes.verdict
    slopes.set(function="|x|")
    slopes.set(x=-1e-17)
    assert "a minimum where f′ does not exist" in slopes.verdict


def test_a_reset_brings_the_start_back(any_figure, press):
    first = any_figure.png()
    for label in any_figure.presets:
        press(any_figure, label)
        assert (any_figure.png() == first) == (any_figure.state == any_figure._start)
        any_figure.reset()
        assert any_figure.png() == first
