"""A function with its slope and its curvature: marks, words and gaps are true."""

import numpy as np
import pytest

from mathlib.calculus.example_curves import EXAMPLES
from mathlib.widgets.calculus.slopes import SlopeAndCurvature


@pytest.fixture
def slopes(one_of):
    return one_of(SlopeAndCurvature)


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
