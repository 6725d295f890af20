"""A step as Taylor predicts it, and as it turns out; Newton's step."""

import re

import numpy as np
import pytest

from mathlib.widgets.calculus.step_prediction import DOWNHILL, NEWTON, StepPrediction


@pytest.fixture
def step(one_of):
    return one_of(StepPrediction)


@pytest.mark.parametrize("name", StepPrediction.entries)
@pytest.mark.parametrize("along", [DOWNHILL, NEWTON])
def test_the_predictions_and_what_one_gets(step, name, along, told):
    step.set(landscape=name, along=along)
    f, state, rate = step.f, step.state, step.state["learning_rate"]
    x = np.array([state["x1"], state["x2"]])
    g, H = f.gradient(x), f.hessian(x)
    way = -g if along == DOWNHILL else -np.linalg.inv(H) @ g
    changes = np.array(
        [
            rate * g @ way,
            rate * g @ way + rate**2 / 2 * way @ H @ way,
            f(x + rate * way) - f(x),
        ]
    )
    drawn = [mark.get_ydata()[0] for mark in step.marks]
    assert np.allclose(drawn, changes / abs(g @ way))
    assert np.allclose(step.step.get_xydata(), [x, x + rate * way])
    for words, change in zip(
        ("First order predicts", "second order", "f changes by"), changes, strict=True
    ):
        assert told(words, step) == pytest.approx(change, rel=0.006, abs=1e-9)
    assert np.allclose(step.lines[0].get_ydata(), np.sign(g @ way) * step.rates)
    assert np.interp(rate, step.rates, step.lines[2].get_ydata()) == pytest.approx(
        drawn[2], rel=0.02, abs=1e-3 * step.rates[-1]
    )


def test_a_step_that_is_too_long_goes_up(step, told):
    step.set(**step.presets["too long"])
    assert "it goes up, the step is too long" in step.verdict and told("changes by", step) > 0
    best = told("lowest at η =", step)
    step.set(learning_rate=best)
    assert "too long" not in step.verdict and told("changes by", step) < 0
    parabola = step.lines[1]
    assert step.rates[parabola.get_ydata().argmin()] == pytest.approx(best, rel=0.05)


def test_newton_goes_to_the_saddle_and_downhill_does_not(step):
    step.set(**step.presets["Newton beside a saddle"])
    assert "goes to the saddle of the parabola" in step.verdict
    end = step.newton.get_xydata()[1]
    assert np.linalg.norm(end - step.f.saddles[0]) < 0.2 * np.linalg.norm([0.3, 0.8])
    step.set(along=DOWNHILL)
    step.set(learning_rate=0.1)
    assert step.state["x1"] == 0.3, "the other way leaves you where you stand"
    assert step.step.get_xydata()[1, 0] > 0.3


def test_on_a_quadratic_the_parabola_is_exact_and_newton_needs_one_step(step):
    step.set(landscape="narrow valley", along=NEWTON)
    assert np.allclose(step.lines[1].get_ydata(), step.lines[2].get_ydata())
    assert np.allclose(step.step.get_xydata()[1], 0)
    assert "goes to the minimum of the parabola" in step.verdict


@pytest.mark.parametrize("along", [DOWNHILL, NEWTON])
def test_where_the_gradient_is_zero_there_is_no_step(step, along):
    step.set(landscape="double well", along=along)
    step.set(x1=0.0, x2=0.0)
    assert step.verdict.startswith("∇f = 0 here")
    assert np.isnan(step.lines[0].get_ydata()).all()
    assert np.allclose(step.step.get_xydata(), 0)


def test_a_newton_step_at_a_right_angle_to_the_gradient_is_a_step(step):
    """On x² − y² at (1, 1): ∇f = (2, −2), and the step is (−1, −1)."""
    step.set(landscape="saddle", along=NEWTON)
    for x2 in (1.0, -1.0, 0.7, -0.7):
        step.set(x1=abs(x2), x2=x2)
        assert step.verdict == (
            "Newton's step is at a right angle to ∇f: to first order f does not change, it changes"
            " by 0; H has eigenvalues of both signs, so a full step (η = 1) goes to the saddle of"
            " the parabola."
        )
        assert all(np.isnan(line.get_ydata()).all() for line in step.lines)
        assert np.allclose(step.step.get_xydata(), [[abs(x2), x2], [0, 0]])


def test_a_parabola_may_be_straight_along_the_line(step):
    step.set(landscape="saddle")
    step.set(x1=0.7, x2=0.7)  # ∇f = 2·(0.7, −0.7), of which H makes a vector at a right angle
    assert "straight along this line and has no lowest point" in step.verdict
    assert np.allclose(step.lines[1].get_ydata(), step.lines[0].get_ydata())
    step.set(x1=0.72)
    assert "lowest at η =" in step.verdict


@pytest.mark.parametrize("along", [DOWNHILL, NEWTON])
def test_the_verdict_says_what_a_mark_on_the_axis_is(step, along, told):
    step.set(along=along)
    unit = told("on the axis is", step) / float(re.search(r"([\d.]+) on the axis", step.verdict)[1])
    for words, mark in zip(("First order predicts", "second order"), step.marks, strict=False):
        assert mark.get_ydata()[0] * unit == pytest.approx(told(words, step), rel=0.01)


def test_the_handle_of_the_step_hides_no_mark(step):
    for preset in step.presets.values():
        step.set(**preset)
        (rate, height), largest = step._places["step"], step.rates[-1]
        assert rate == step.state["learning_rate"] == step.plumb.get_xdata()[0]
        assert all(abs(mark.get_ydata()[0] - height) > 0.1 * largest for mark in step.marks)


def test_where_the_hessian_is_singular_newton_has_no_step(step):
    step.set(landscape="plateau", along=NEWTON)
    step.set(x1=1.0, x2=0.0)  # on the unit circle the radial curvature is 0
    assert "the Hessian is singular" in step.verdict
    assert len(step.newton.get_xdata()) == 0
    step.set(along=DOWNHILL)
    assert "First order predicts" in step.verdict


def test_a_parabola_that_bends_down_has_no_lowest_point(step):
    step.set(**step.presets["bends down"])
    assert "bends down along this line and has no lowest point" in step.verdict
