"""State, set, reset, presets: how a figure follows its controls. No browser is needed here."""

import ipywidgets as widgets
import pytest

from mathlib.widgets.live.controls import slider
from mathlib.widgets.live.figure import Handle, LiveFigure


def test_the_state_is_a_copy(wave, start):
    assert wave.state == start
    wave.state["amplitude"] = 3.0
    assert wave.state == start


def test_the_controls_have_what_the_browser_shows_without_being_told_back(wave, browser):
    sent = []
    for control in wave.controls.values():
        control.send_state = lambda key: sent.append(key)
    browser.ask(amplitude=2.5)
    assert wave.controls["amplitude"].value == wave.state["amplitude"] == 2.5
    assert sent == []


def test_one_set_of_several_controls_draws_once(wave, start):
    before = len(wave.updates), wave.draws
    wave.set(amplitude=2.0, rate=10.0, points=20)
    assert (len(wave.updates), wave.draws) == (before[0] + 1, before[1])
    assert wave.updates[-1] == wave.state == start | {"amplitude": 2.0, "rate": 10.0, "points": 20}
    assert wave.verdict == "The amplitude is 2."


def test_a_request_that_left_before_a_preset_does_not_undo_it(wave, browser):
    wave.set(amplitude=2.0)
    now = wave._canvas.epoch
    browser.ask(amplitude=1.0, extra={"epoch": now - 1})
    assert wave.state["amplitude"] == 2.0
    browser.ask(amplitude=3.0, extra={"epoch": now})
    assert wave.state["amplitude"] == 3.0


def test_a_request_that_left_before_a_choice_refitted_a_range_does_not_undo_it(wave, browser):
    before = wave._canvas.epoch
    browser.ask(kind=1, extra={"epoch": before})
    assert wave.state["amplitude"] == 10.0 and wave._canvas.epoch > before
    browser.ask(amplitude=1.0, extra={"epoch": before})
    assert wave.state["amplitude"] == 10.0
    browser.ask(amplitude=20.0, extra={"epoch": wave._canvas.epoch})
    assert wave.state["amplitude"] == 20.0


def test_a_value_set_in_code_is_not_undone_by_a_request_under_way(wave, browser):
    before = wave._canvas.epoch
    wave.controls["amplitude"].value = 2.5
    browser.ask(amplitude=1.0, extra={"epoch": before})
    assert wave.state["amplitude"] == wave.controls["amplitude"].value == 2.5


def test_setting_what_is_set_draws_nothing(wave, start):
    before = len(wave.updates)
    wave.set(**start)
    assert len(wave.updates) == before


def test_a_moved_control_draws_once(wave):
    before = len(wave.updates)
    wave.controls["amplitude"].value = 2.5
    assert len(wave.updates) == before + 1 and wave.state["amplitude"] == 2.5


@pytest.mark.parametrize(
    "values, words",
    [
        ({"amplitud": 1.0}, "no control is called 'amplitud'; there are kind, amplitude, rate"),
        ({"amplitude": 5.5}, "amplitude cannot be 5.5: choose a number from -5 to 5"),
        ({"amplitude": float("nan")}, "amplitude cannot be nan: choose a number from -5 to 5"),
        ({"amplitude": "high"}, "amplitude cannot be 'high'"),
        ({"amplitude": None}, "amplitude cannot be None"),
        ({"rate": 0.0}, "rate cannot be 0.0: choose a number from 0.01 to 100"),
        ({"rate": -1.0}, "rate cannot be -1.0"),
        ({"rate": float("inf")}, "rate cannot be inf"),
        ({"points": 61}, "points cannot be 61: choose a number from 2 to 60"),
        ({"points": 2.5}, "points cannot be 2.5"),
        ({"kind": "huge"}, "kind cannot be 'huge': choose one of narrow, wide"),
        ({"amplitude": 2.0, "rate": 50.0, "points": 99}, "points cannot be 99"),
        ({"amplitude": 99.0, "kind": "wide"}, "amplitude cannot be 99.0"),
    ],
)
def test_a_value_not_allowed_changes_nothing(wave, values, words, start):
    picture = wave.png()
    with pytest.raises(ValueError) as caught:
        wave.set(**values)
    assert words in str(caught.value)
    assert wave.state == start
    assert {name: control.value for name, control in wave.controls.items()} == start
    assert wave.updates[-1] == start
    assert wave.png() == picture


def test_redraw_and_adapt(wave, start):
    wave.set(kind="wide")
    assert wave.draws == 2
    assert wave.state == start | {"kind": "wide", "amplitude": 10.0}
    amplitude = wave.controls["amplitude"]
    assert (amplitude.min, amplitude.max, amplitude.value) == (-50.0, 50.0, 10.0)
    wave.set(amplitude=-40.0)
    wave.set(kind="narrow")
    assert (amplitude.min, amplitude.max, amplitude.value) == (-5.0, 5.0, 1.0)
    assert wave.state == start


def test_a_value_given_together_with_a_redraw_is_kept(wave, start):
    wave.set(kind="wide", amplitude=2.0)
    assert wave.state == start | {"kind": "wide", "amplitude": 2.0}
    wave.set(amplitude=40.0)
    wave.set(amplitude=3.0, kind="narrow")
    assert wave.state == start | {"amplitude": 3.0}


def test_a_value_that_only_the_new_range_allows_can_be_given_with_it(wave, start):
    wave.set(amplitude=40.0, kind="wide")
    assert wave.state == start | {"kind": "wide", "amplitude": 40.0}


def test_presets_and_reset_are_buttons(wave, start, widgets_in):
    first = wave.png()
    buttons = {b.description: b for b in widgets_in(wave) if isinstance(b, widgets.Button)}
    assert list(buttons) == ["high", "wide", "Reset"]
    buttons["high"].click()
    assert wave.state == start | {"amplitude": 4.5}
    buttons["wide"].click()
    assert wave.state == start | {"kind": "wide", "amplitude": 40.0}
    buttons["Reset"].click()
    assert wave.state == start
    assert wave.png() == first


@pytest.mark.parametrize(
    "moved", [{"kind": "wide"}, {"amplitude": -5.0, "points": 2, "rate": 0.01}]
)
def test_reset_brings_the_first_picture_back(wave, moved):
    first = wave.png(), wave.summary(), wave.alt
    wave.set(**moved)
    assert wave.png() != first[0]
    wave.reset()
    assert (wave.png(), wave.summary(), wave.alt) == first


@pytest.mark.parametrize(
    "options",
    [
        {"handles": (Handle("h", x="nowhere"),)},
        {"presets": {"button": {"nowhere": 1.0}}},
    ],
)
def test_a_name_that_is_no_control_is_refused(options, collect):
    with pytest.raises(ValueError, match="no control is called nowhere; there are x"):
        LiveFigure({"x": slider("x", 0, -1, 1, 0.1)}, **options)
    collect()  # what was half made goes away without a complaint


@pytest.mark.parametrize("method", ["draw", "update"])
def test_an_explorer_must_write_both_methods(method):
    parts = {"draw": lambda self, figure, state: [], "update": lambda self, state: None}
    del parts[method]
    with pytest.raises(NotImplementedError, match=f"write {method}"):
        type("Half", (LiveFigure,), parts)({})
