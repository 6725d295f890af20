"""The slope in every direction: the dial, the curve of slopes, other norms, long steps."""

import math
import re

import numpy as np
import pytest

from mathlib.widgets import Handle, LiveFigure
from mathlib.widgets.calculus.directions import DEGREES, DirectionDial
from mathlib.widgets.live.controls import slider


@pytest.fixture
def dial(one_of):
    return one_of(DirectionDial)


NORM = DirectionDial.norms


@pytest.mark.parametrize("surface", DirectionDial.surfaces)
@pytest.mark.parametrize("norm", NORM)
def test_the_slopes_are_those_of_difference_quotients(dial, surface, norm, surface_formulas):
    f = surface_formulas[surface]
    dial.set(surface=surface)
    dial.set(x1=0.8, x2=-0.3, angle=73.0, norm=norm, step=0.6)
    u = np.stack([np.cos(np.radians(DEGREES)), np.sin(np.radians(DEGREES))])
    u /= np.linalg.norm(u, ord=NORM[norm], axis=0)
    h = 1e-6
    quotients = (f(0.8 + h * u[0], -0.3 + h * u[1]) - f(0.8 - h * u[0], -0.3 - h * u[1])) / (2 * h)
    assert np.allclose(dial.curve.get_ydata(), quotients, atol=1e-6)
    means = (f(0.8 + 0.6 * u[0], -0.3 + 0.6 * u[1]) - f(0.8, -0.3)) / 0.6
    assert np.allclose(dial.mean.get_ydata(), means)
    assert [dial.here.get_xdata()[0], dial.here.get_ydata()[0]] == pytest.approx(
        [73, quotients[73]]
    )
    assert np.allclose(dial.dial.get_xydata(), (u + np.array([[0.8], [-0.3]])).T)
    assert np.allclose(dial._places["dial"], [0.8, -0.3] + u[:, 73])
    assert np.allclose(dial.end.get_xydata(), [[0.8, -0.3] + 0.6 * u[:, 73]])


@pytest.mark.parametrize("surface", DirectionDial.surfaces)
def test_the_cosine_has_its_top_at_the_gradient_and_is_0_along_the_level_line(
    dial, surface, surface_formulas, by_differences
):
    f = surface_formulas[surface]
    dial.set(surface=surface)
    dial.set(x1=-0.7, x2=0.4)
    slopes = np.array(by_differences(f, -0.7, 0.4))
    top = math.degrees(math.atan2(*slopes[::-1])) % 360
    assert dial.top.get_xdata()[0] == pytest.approx(top)
    assert abs(DEGREES[np.argmax(dial.curve.get_ydata())] - top) <= 0.5
    assert dial.top.get_ydata()[0] == pytest.approx(np.linalg.norm(slopes), rel=1e-3)
    assert np.allclose(
        np.interp(dial.zeros.get_xdata(), DEGREES, dial.curve.get_ydata()), 0, atol=1e-3
    )
    level = dial.level.get_xydata()[~np.isnan(dial.level.get_xydata()).any(axis=1)]
    assert np.allclose(f(*level.T), f(-0.7, 0.4), atol=0.02)
    nearest = level[np.argsort(np.linalg.norm(level - [-0.7, 0.4], axis=1))[:2]]
    along = np.diff(nearest, axis=0)[0]
    assert abs(along @ slopes) < 0.05 * np.linalg.norm(along) * np.linalg.norm(slopes)
    arrow = dial.arrows[0].vector
    assert np.allclose(arrow / np.linalg.norm(arrow), slopes / np.linalg.norm(slopes))


def test_without_a_gradient_no_direction_is_steepest(dial, press):
    assert press(dial, "∇f = 0") == (
        "∇f = 0: D_u f = 0 in every direction, so no direction is steepest here."
    )
    assert not dial.curve.get_ydata().any()
    assert len(dial.top.get_xdata()) == len(dial.zeros.get_xdata()) == 0
    dial.set(step=1.0)
    assert dial.verdict.endswith("the lowest point lies e.g. at 90°, though ∇f = 0.")
    assert len(dial.letters[0].get_xdata()) == 0, "an arrow of length 0 has no name"


def test_where_every_direction_rises_no_step_falls(dial):
    dial.set(x1=0.0, x2=0.0, step=1.0)  # the bottom of the bowl: ½ at 30° and 210°, 2 across
    assert dial.mean.get_ydata().min() > 0
    assert dial.verdict.endswith("for this length f rises in every direction, least e.g. at 30°.")
    dial.set(x1=0.1)
    assert re.search(r"f rises in every direction, least at \d+°\.$", dial.verdict)


def test_half_a_degree_is_nearly_the_same_direction(dial, surface_formulas, by_differences):
    top = math.degrees(
        math.atan2(*by_differences(surface_formulas["tilted bowl"], -0.6, 1.0)[::-1])
    )
    for turn, words in ((0, "along ∇f"), (90, "along the level line"), (180, "along −∇f")):
        dial.set(angle=round(top + turn, 0))
        assert f"u points nearly {words}" in dial.verdict


def test_what_the_dial_says(dial, press, surface_formulas, by_differences):
    assert press(dial, "along ∇f").endswith("= ‖∇f‖: u points along ∇f, no direction is steeper.")
    assert press(dial, "along the level line").startswith("D_u f = 0: u points along the level")
    assert "= −‖∇f‖: u points along −∇f" in press(dial, "downhill, −∇f")
    dial.reset()
    slopes = np.array(by_differences(surface_formulas["tilted bowl"], -0.6, 1.0))
    slope = slopes @ [0.5, 0.75**0.5]
    degrees = math.degrees(math.acos(slope / np.linalg.norm(slopes)))
    assert dial.verdict.startswith(f"D_u f = {slope:.3g} = ‖∇f‖ cos {degrees:.3g}°")


def test_the_steepest_direction_depends_on_the_norm(dial, press, surface_formulas, by_differences):
    g = np.array(by_differences(surface_formulas["tilted bowl"], -0.6, 1.0))
    along = g @ g / np.abs(g).max(), g @ g / np.abs(g).sum()
    said = (
        "lengths measured by {}: steepest is {}° with slope {:.3g}; along ∇f, at 120°, it is only "
    )
    at_135 = said.format("max |uᵢ|", 135, g @ [-1, 1]) + f"{along[0]:.3g}."
    assert press(dial, "other norm").endswith(at_135)
    dial.set(norm="|u₁| + |u₂|")
    assert dial.verdict.endswith(said.format("|u₁| + |u₂|", 90, g[1]) + f"{along[1]:.3g}.")


def test_the_gradient_may_be_among_the_steepest_of_another_norm(dial):
    dial.set(surface="saddle")
    dial.set(x1=0.0, x2=1.0, norm="max |uᵢ|")  # ∇f = (0, −2): all of 225° to 315° have slope 2
    assert dial.verdict.endswith(": ∇f at 270° is among the steepest: 2.")
    assert np.allclose(dial.curve.get_ydata()[225:316], 2)


def test_a_long_step_along_the_negative_gradient_goes_up(dial, press):
    assert "by 1.04 per unit, D_u f promises -1.4; for this" in press(dial, "a step too long")
    assert dial.verdict.endswith("the lowest point lies at 186°, not at 343° along −∇f.")
    assert np.argmin(dial.mean.get_ydata()) == 186
    assert dial.mean.get_ydata()[round(dial.state["angle"])] > 0 > dial.here.get_ydata()[0]


def test_a_handle_on_a_dial_names_controls():
    (point, turned, _) = DirectionDial().handles
    assert (turned.angle, turned.around) == ("angle", (point.x, point.y))

    class Dial(LiveFigure):
        def draw(self, figure, state):
            return []

        def update(self, state):
            pass

    for handle in (Handle("h", angle="lost"), Handle("h", angle="a", around=("a", "lost"))):
        with pytest.raises(ValueError, match="no control is called lost"):
            Dial({"a": slider("a", 0.0, 0.0, 360.0, 1.0)}, handles=(handle,))
