"""The error of difference quotients against the step: as large as predicted."""

import math
import re

import numpy as np
import pytest

from mathlib.widgets.calculus.step_error import StepError


@pytest.fixture
def errors(one_of):
    return one_of(StepError)


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
        error = errors.error(method, steps)
        predicted = errors.predicted(method, steps).sum(axis=0)
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
        smooth = errors.predicted(method, steps).sum(axis=0)
        assert abs(np.log10(steps[np.argmin(smooth)] / errors.state["h"])) < 0.5


def test_an_error_of_nothing_stands_at_the_bottom_of_the_picture(errors):
    errors.set(h=1e-16)
    assert errors.here[2].get_ydata() == [StepError.lowest]
    low = errors._stage.figure.axes[0].get_ylim()[0]
    assert low < errors._marks()[0][2] < StepError.lowest  # the handle hides none of the marks
