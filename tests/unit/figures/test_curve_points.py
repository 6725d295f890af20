"""The points of a curve: where a line breaks, and which range is worth showing."""

import math

import numpy as np
import pytest
from matplotlib.figure import Figure

from mathlib.calculus.expressions import parse
from mathlib.figures.curve_points import range_to_show, sample
from mathlib.figures.functions import draw_function


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


@pytest.mark.parametrize(
    "domain, points, error, message",
    [
        ((0.0, 1.0, 2.0), 11, ValueError, r"^domain must be two numbers.*got shape \(3,\)"),
        (1.0, 11, ValueError, r"^domain must be two numbers.*got shape \(\)"),
        ((0.0, np.nan), 11, ValueError, "^domain must hold finite numbers"),
        (None, 11, TypeError, "^domain must hold real numbers; got None"),
        ((0.0, 1.0), 1, ValueError, "^points must be 2 or more, the ends at least; got 1"),
        ((0.0, 1.0), 2.5, ValueError, "^points must be an integer, 0 or more; got 2.5"),
    ],
)
def test_an_interval_or_a_number_that_cannot_be_drawn(domain, points, error, message):
    with pytest.raises(error, match=message):
        sample(np.sin, domain, points)
