"""From the secant to the tangent: two points of the curve, kinks, and rounding."""

import numpy as np
import pytest

from mathlib.widgets.calculus.secants import SecantToTangent


@pytest.fixture
def secants(one_of):
    return one_of(SecantToTangent)


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
