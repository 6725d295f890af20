"""Errors in drawing and messages that make no sense: raised, shown, and forgotten after."""

import numpy as np
import pytest


def test_an_error_in_update_is_raised_shown_and_forgotten_after_a_good_one(wave):
    with pytest.raises(ArithmeticError, match="bad luck"):
        wave.set(points=13)
    assert wave._canvas.error == "ArithmeticError: thirteen points bring bad luck"
    wave.set(points=14)
    assert wave._canvas.error == ""
    assert wave.state["points"] == 14


def test_a_broken_figure_does_not_look_mended_when_it_is_displayed(wave):
    with pytest.raises(ArithmeticError):
        wave.set(points=13)
    try:
        wave._repr_mimebundle_()
    except ArithmeticError:
        return
    assert "bad luck" in wave._canvas.error


def test_an_error_can_be_left_by_going_back(wave):
    first = wave.png()
    with pytest.raises(ArithmeticError):
        wave.set(points=13)
    wave.set(points=30)
    assert wave._canvas.error == ""
    assert wave.png() == first


def test_an_error_while_redrawing_is_not_kept_on_the_picture(wave):
    first, draw = wave.png(), wave.draw
    wave.draw = lambda figure, state: 1 / 0
    with pytest.raises(ZeroDivisionError):
        wave.set(kind="wide")
    assert "ZeroDivisionError" in wave._canvas.error
    wave.draw = draw
    wave.set(amplitude=20.0) if wave.state["kind"] == "wide" else wave.set(kind="wide")
    wave.reset()
    assert wave.png() == first


def test_the_browser_is_told_of_an_error_and_of_its_end(browser, wave):
    assert browser.ask(points=13)[0] == {"type": "error", "view": "view-1"}
    assert wave._canvas.error == "ArithmeticError: thirteen points bring bad luck"
    assert browser.ask(points=14)[0]["type"] == "frame"
    assert wave._canvas.error == ""


@pytest.mark.parametrize("again", ["state", "refine", "view"])
def test_asking_again_does_not_make_an_error_good(browser, wave, again):
    browser.ask(points=13)
    extra = {"theme": "light", "scale": 1.5}
    assert browser.ask(again, extra=extra)[0]["type"] == "error"
    assert "bad luck" in wave._canvas.error


@pytest.mark.parametrize(
    "kind, values, extra, word",
    [
        ("state", {"nobody": 1.0}, {}, "nobody"),
        ("state", {"amplitude": float("nan")}, {}, "amplitude must be a finite number"),
        ("state", {"rate": float("inf")}, {}, "rate must be a finite number"),
        ("state", {"amplitude": "high"}, {}, "high"),
        ("state", {"amplitude": None}, {}, "NoneType"),
        ("state", {"kind": 2}, {}, "Error"),
        ("state", {"kind": -1}, {}, "Error"),
        ("state", {"kind": None}, {}, "Error"),
        ("view", {}, {"theme": "sepia", "scale": 1.0}, "theme must be 'light' or 'dark'"),
        ("view", {}, {"theme": "light", "scale": None}, "Error"),
        ("view", {}, {"theme": "light", "scale": float("nan")}, "Error"),
        ("view", {}, {}, "theme"),
        ("state", {}, {"state": None}, "Error"),
    ],
)
def test_a_message_that_makes_no_sense_is_answered_in_words(
    browser, wave, kind, values, extra, word, start
):
    first, good = wave.png(), dict(browser.state)
    browser.look("light", 1.0)
    answer, _ = browser.ask(kind, extra=extra, **values)
    assert answer == {"type": "error", "view": "view-1"}
    assert word in wave._canvas.error
    assert wave.state == start
    browser.state = good
    assert browser.ask(amplitude=2.0)[0]["type"] == "frame"
    assert wave._canvas.error == ""
    browser.ask(amplitude=1.0)
    assert wave.png() == first


@pytest.mark.parametrize("name, sent", [("amplitude", 77.0), ("rate", -1.0), ("points", 10**6)])
def test_a_number_beyond_its_slider_never_reaches_the_mathematics(browser, wave, name, sent):
    browser.ask(**{name: sent})
    control = wave.controls[name]
    limits = np.array([control.min, control.max], float)
    low, high = control.base**limits if hasattr(control, "base") else limits
    assert low <= wave.state[name] <= high
    assert all(low <= state[name] <= high for state in wave.updates)
