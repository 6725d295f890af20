"""The live figure: state, errors, messages from the browser, memory. No browser is needed here."""

import asyncio
import base64
import gc
import json
import math
import tracemalloc
import weakref

import ipywidgets as widgets
import numpy as np
import pytest
from ipywidgets.widgets.widget import _instances as open_models

from mathlib.calculus.expressions import parse
from mathlib.widgets.calculus.typed_formula import MISTAKES
from mathlib.widgets.live.controls import choice, log_slider, slider, text_box, whole_slider
from mathlib.widgets.live.figure import PRINT, Handle, LiveFigure
from mathlib.widgets.live.frames import ACROSS, TILE
from nbtools.drive import Driver
from nbtools.pictures import pixels


class Wave(LiveFigure):
    """A wave whose amplitude and frequency move, over a static frame that depends on its kind."""

    title = "A wave"
    size = (3.0, 2.0)
    redraw_on = ("kind",)
    goal = "an amplitude of at least 3"
    widths = {"narrow": 5.0, "wide": 50.0}

    def __init__(self):
        self.updates, self.draws = [], 0
        super().__init__(
            {
                "kind": choice("kind", tuple(self.widths)),
                "amplitude": slider("amplitude", 1.0, -5.0, 5.0, 0.1),
                "rate": log_slider("rate", 1.0, -2, 2),
                "points": whole_slider("points", 30, 2, 60),
            },
            handles=(Handle("top", y="amplitude", label="top of the wave"),),
            presets={"high": {"amplitude": 4.5}, "wide": {"amplitude": 40.0, "kind": "wide"}},
        )

    def adapt(self, state):
        width = self.widths[state["kind"]]
        return {"amplitude": (-width, width, width / 5)}

    def draw(self, figure, state):
        self.draws += 1
        axes = figure.subplots()
        width = self.widths[state["kind"]]
        axes.set(xlim=(0, 6), ylim=(-width, width), title="Wave", xlabel="time", ylabel="height")
        (self.line,) = axes.plot([], [], label="wave")
        return [self.line]

    def update(self, state):
        self.updates.append(dict(state))
        if state["points"] == 13:
            raise ArithmeticError("thirteen points bring bad luck")
        t = np.linspace(0, 6, state["points"])
        self.line.set_data(t, state["amplitude"] * np.sin(state["rate"] * t))
        self.place("top", 1.5, 99.0)
        self.goal_reached = state["amplitude"] >= 3
        self.verdict = f"The amplitude is {state['amplitude']:.3g}."


class Browser:
    """What the browser does, without one: it asks for frames and shows what is sent."""

    def __init__(self, figure: LiveFigure, name: str = "view-1"):
        self.figure, self.name, self.sent, self.version = figure, name, [], None
        figure._canvas.send = lambda content, buffers=None: self.sent.append(
            (content, buffers or [])
        )
        self.state = {
            name: control.options.index(control.value)
            if hasattr(control, "options")
            else control.value
            for name, control in figure.controls.items()
        }

    def ask(self, request: str = "state", /, *, extra: dict | None = None, **values):
        """Send one request and return the answer, (content, buffers)."""
        self.state |= values
        content = {
            "type": request,
            "id": self.name,
            "have": self.version,
            "state": dict(self.state),
        }
        before = len(self.sent)
        self.figure._canvas._handle_custom_msg(content | (extra or {}), [])
        assert len(self.sent) == before + 1, "every request gets exactly one answer"
        answer, buffers = self.sent.pop()
        json.dumps(answer)  # what is sent must be plain numbers, or the kernel cannot send it
        if answer["type"] == "frame":
            self.version = answer["version"]
        return answer, buffers

    def look(self, theme: str, scale: float):
        return self.ask("view", extra={"theme": theme, "scale": scale})


@pytest.fixture
def wave():
    figure = Wave()
    yield figure
    figure.close()


@pytest.fixture
def browser(wave):
    return Browser(wave)


START = {"kind": "narrow", "amplitude": 1.0, "rate": 1.0, "points": 30}

# ---- state, set, reset, presets --------------------------------------------------------------


def test_the_state_is_a_copy(wave):
    assert wave.state == START
    wave.state["amplitude"] = 3.0
    assert wave.state == START


def test_the_controls_have_what_the_browser_shows_without_being_told_back(wave, browser):
    sent = []
    for control in wave.controls.values():
        control.send_state = lambda key: sent.append(key)
    browser.ask(amplitude=2.5)
    assert wave.controls["amplitude"].value == wave.state["amplitude"] == 2.5
    assert sent == []


def test_one_set_of_several_controls_draws_once(wave):
    before = len(wave.updates), wave.draws
    wave.set(amplitude=2.0, rate=10.0, points=20)
    assert (len(wave.updates), wave.draws) == (before[0] + 1, before[1])
    assert wave.updates[-1] == wave.state == START | {"amplitude": 2.0, "rate": 10.0, "points": 20}
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


def test_setting_what_is_set_draws_nothing(wave):
    before = len(wave.updates)
    wave.set(**START)
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
def test_a_value_not_allowed_changes_nothing(wave, values, words):
    picture = wave.png()
    with pytest.raises(ValueError) as caught:
        wave.set(**values)
    assert words in str(caught.value)
    assert wave.state == START
    assert {name: control.value for name, control in wave.controls.items()} == START
    assert wave.updates[-1] == START
    assert wave.png() == picture


def test_redraw_and_adapt(wave):
    wave.set(kind="wide")
    assert wave.draws == 2
    assert wave.state == START | {"kind": "wide", "amplitude": 10.0}
    amplitude = wave.controls["amplitude"]
    assert (amplitude.min, amplitude.max, amplitude.value) == (-50.0, 50.0, 10.0)
    wave.set(amplitude=-40.0)
    wave.set(kind="narrow")
    assert (amplitude.min, amplitude.max, amplitude.value) == (-5.0, 5.0, 1.0)
    assert wave.state == START


def test_a_value_given_together_with_a_redraw_is_kept(wave):
    wave.set(kind="wide", amplitude=2.0)
    assert wave.state == START | {"kind": "wide", "amplitude": 2.0}
    wave.set(amplitude=40.0)
    wave.set(amplitude=3.0, kind="narrow")
    assert wave.state == START | {"amplitude": 3.0}


def test_a_value_that_only_the_new_range_allows_can_be_given_with_it(wave):
    wave.set(amplitude=40.0, kind="wide")
    assert wave.state == START | {"kind": "wide", "amplitude": 40.0}


def test_presets_and_reset_are_buttons(wave):
    first = wave.png()
    buttons = {b.description: b for b in widgets_in(wave) if isinstance(b, widgets.Button)}
    assert list(buttons) == ["high", "wide", "Reset"]
    buttons["high"].click()
    assert wave.state == START | {"amplitude": 4.5}
    buttons["wide"].click()
    assert wave.state == START | {"kind": "wide", "amplitude": 40.0}
    buttons["Reset"].click()
    assert wave.state == START
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
def test_a_name_that_is_no_control_is_refused(options):
    with pytest.raises(ValueError, match="no control is called nowhere; there are x"):
        LiveFigure({"x": slider("x", 0, -1, 1, 0.1)}, **options)
    gc.collect()  # what was half made goes away without a complaint


@pytest.mark.parametrize("method", ["draw", "update"])
def test_an_explorer_must_write_both_methods(method):
    parts = {"draw": lambda self, figure, state: [], "update": lambda self, state: None}
    del parts[method]
    with pytest.raises(NotImplementedError, match=f"write {method}"):
        type("Half", (LiveFigure,), parts)({})


# ---- errors ----------------------------------------------------------------------------------


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
    browser, wave, kind, values, extra, word
):
    first, good = wave.png(), dict(browser.state)
    browser.look("light", 1.0)
    answer, _ = browser.ask(kind, extra=extra, **values)
    assert answer == {"type": "error", "view": "view-1"}
    assert word in wave._canvas.error
    assert wave.state == START
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


# ---- messages --------------------------------------------------------------------------------


def test_the_first_frame_brings_everything_and_the_next_only_what_moves(browser):
    answer, buffers = browser.look("light", 1.0)
    assert answer["type"] == "frame" and answer["view"] == "view-1"
    assert answer["goal"] == [Wave.goal, False]
    assert answer["places"]["top"] == (1.5, 99.0)
    assert answer["geometry"]["top"]["ylim"] == [-5.0, 5.0]
    assert pixels(buffers[1]).shape == (200, 300, 4)
    answer, buffers = browser.ask(amplitude=4.0)
    assert answer["geometry"] is None and len(buffers) == 1
    assert answer["verdict"] == "The amplitude is 4."
    assert answer["goal"] == [Wave.goal, True]
    assert "The amplitude is 4." in answer["alt"]
    assert 0 < answer["ms"] < 10_000
    across = min(len(answer["tiles"]), ACROSS)
    height, width, _ = pixels(buffers[0]).shape
    assert (width, height) == (TILE * across, TILE * math.ceil(len(answer["tiles"]) / across))
    assert answer["tile"] == TILE


def test_a_goal_may_be_reached_in_numpy(browser, wave):
    wave.goal_reached = np.True_
    assert browser.ask()[0]["goal"] == [Wave.goal, True]  # `ask` checks that JSON can carry it


def test_a_stale_version_gets_the_new_background(browser, wave):
    browser.look("light", 1.0)
    browser.version -= 1
    answer, buffers = browser.ask(amplitude=4.0)
    assert answer["geometry"] is not None and len(buffers) == 2
    wave.png()  # other theme or scale: the background is drawn anew
    answer, buffers = browser.ask(amplitude=3.0)
    assert len(buffers) == 2 and pixels(buffers[1]).shape == (200, 300, 4)
    assert len(browser.ask(amplitude=2.0)[1]) == 1


def test_a_control_that_redraws_sends_a_new_background(browser, wave):
    browser.look("light", 1.0)
    answer, buffers = browser.ask(kind=1)
    assert wave.state["kind"] == "wide" and len(buffers) == 2
    assert answer["geometry"]["top"]["ylim"] == [-50.0, 50.0]
    assert wave.controls["amplitude"].max == 50.0


def test_two_requests_under_way_are_answered_in_order(browser):
    browser.look("light", 1.0)
    answers = [browser.ask(amplitude=a)[0]["verdict"] for a in (2.0, 3.0)]
    assert answers == ["The amplitude is 2.", "The amplitude is 3."]


def test_what_the_browser_shows_is_what_a_fresh_figure_shows(browser, wave, lay):
    _, (_, background) = browser.look("dark", 1.37)
    answer, (overlay,) = browser.ask(amplitude=-3.3, rate=7.0, points=41)
    picture = lay(pixels(background), answer["tiles"], pixels(overlay))
    fresh = Wave()
    fresh.set(amplitude=-3.3, rate=7.0, points=41)
    fresh._stage_as("dark", 1.37)
    assert np.array_equal(picture, pixels(fresh._stage.still()))


def test_two_views_of_one_figure_each_get_their_answer(browser, wave):
    browser.look("light", 1.0)
    second = Browser(wave, "view-2")
    answer, buffers = second.ask()
    assert answer["view"] == "view-2" and len(buffers) == 2


def test_controls_saved_late_change_nothing(browser, wave):
    browser.look("light", 1.0)
    browser.ask(amplitude=4.0)
    updates = len(wave.updates)
    wave.controls["amplitude"].value = 4.0  # the stock message of the slider, once things settled
    assert len(wave.updates) == updates and wave.state["amplitude"] == 4.0


@pytest.mark.parametrize("act", [lambda f: f.reset(), lambda f: f.set(amplitude=1.0)])
def test_a_reset_right_after_a_drag_is_obeyed(browser, wave, act):
    browser.look("light", 1.0)
    browser.ask(amplitude=4.0)  # the slider's own message is still on its way
    act(wave)
    assert wave.state == START
    assert wave.verdict == "The amplitude is 1."


def test_without_messages_the_picture_follows_the_controls(wave):
    wave._repr_mimebundle_()
    first = wave._canvas.still
    wave.controls["amplitude"].value = 4.0
    assert wave._canvas.still != first
    assert np.array_equal(pixels(wave._canvas.still), pixels(wave.png()))


def test_the_changes_of_a_cell_make_one_still_picture_after_it(wave, monkeypatch):
    drawn = []
    still = wave._stage.still
    monkeypatch.setattr(wave._stage, "still", lambda marks: drawn.append(marks) or still(marks))

    async def cell():
        wave.set(amplitude=2.0)
        wave.controls["amplitude"].value = 3.0
        assert not drawn

    asyncio.run(cell())
    assert len(drawn) == 1
    assert np.array_equal(pixels(wave._canvas.still), pixels(wave.png()))


def test_a_figure_that_a_cell_changes_and_closes_draws_nothing_more(wave):
    failed = []

    async def cell():
        asyncio.get_running_loop().set_exception_handler(lambda _, what: failed.append(what))
        wave.set(amplitude=2.0)
        wave.close()

    asyncio.run(cell())
    assert failed == []


def test_with_messages_no_second_picture_is_sent(browser, wave):
    browser.look("light", 1.0)
    still = wave._canvas.still
    wave.set(amplitude=4.0)
    assert wave._canvas.still == still


class Slow(Wave):
    """Sharpens its picture in three steps."""

    def refine(self, state):
        for points in (100, 200, 400):
            t = np.linspace(0, 6, points)
            self.line.set_data(t, state["amplitude"] * np.sin(state["rate"] * t))
            yield


def test_refining_goes_step_by_step_and_ends_in_the_stored_picture():
    figure = Slow()
    browser = Browser(figure)
    assert browser.look("light", 1.5)[0]["more"] is True
    lengths, more = [], True
    while more and len(lengths) < 9:
        more = browser.ask("refine")[0]["more"]
        lengths.append(len(figure.line.get_xdata()))
    assert lengths[:3] == [100, 200, 400] and len(lengths) <= 4
    assert browser.ask("refine")[0]["more"] is False
    assert np.array_equal(pixels(figure.png()), pixels(Slow().png()))
    assert browser.ask(amplitude=2.0)[0]["more"] is True
    assert len(figure.line.get_xdata()) == 30
    assert browser.ask("refine", amplitude=2.5)[0]["verdict"] == "The amplitude is 2.5."


def test_two_thousand_messages_leave_nothing_behind(browser, wave):
    browser.look("light", 0.5)

    def drag(number):
        for i in range(number):
            browser.ask("refine" if i % 50 == 0 else "state", amplitude=5 * np.sin(i).item())
            wave.updates.clear()

    drag(100)
    gc.collect()
    objects = len(gc.get_objects())
    drag(1800)
    gc.collect()
    assert len(gc.get_objects()) - objects < 200
    tracemalloc.start()
    try:
        drag(500)  # until Python's own lists of free objects are full
        before, _ = tracemalloc.get_traced_memory()
        drag(500)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 50_000


# ---- a text box ------------------------------------------------------------------------------


class Typed(LiveFigure):
    """A curve whose formula is typed."""

    size = (3.0, 2.0)
    redraw_on = ("f",)

    def __init__(self):
        super().__init__(
            {
                "f": text_box("f(x)", "x", parse, ("2*x", "-x"), MISTAKES),
                "a": slider("a", 1.0, 0.0, 2.0, 0.1),
            },
            presets={"square": {"f": "x**2"}},
        )

    def draw(self, figure, state):
        axes = figure.subplots()
        axes.set(xlim=(-1, 1), ylim=(-2, 2), title=state["f"])
        (self.line,) = axes.plot([], [], label="f")
        return [self.line]

    def update(self, state):
        x = np.linspace(-1, 1, 9)
        self.line.set_data(x, state["a"] * parse(state["f"])(x))
        self.verdict = f"f is {state['f']}."


@pytest.fixture
def typed():
    figure = Typed()
    yield figure
    figure.close()


def test_a_text_is_a_control_like_any_other(typed):
    first = typed.png()
    typed.controls["f"].value = "x**2"
    assert typed.verdict == "f is x**2." and typed.message == ""
    assert np.allclose(typed.line.get_ydata(), np.linspace(-1, 1, 9) ** 2)
    typed.reset()
    assert typed.state == {"f": "x", "a": 1.0} and typed.png() == first
    typed.children[1].children[0].click()
    assert typed.verdict == "f is x**2."


def test_a_text_counts_when_enter_is_pressed_not_at_each_letter(typed):
    assert typed.controls["f"].continuous_update is False


@pytest.mark.parametrize("text", [*MISTAKES, "9**9**9", "x" * 10_000, "__import__('os')"])
def test_a_text_that_is_refused_is_told_and_the_last_good_picture_stays(typed, text):
    typed.set(f="x**2")
    good = typed.png(), typed.summary()
    typed.controls["f"].value = text
    with pytest.raises(ValueError) as told:
        parse(text)
    assert typed.message == typed._canvas.refused["f"] == str(told.value)
    assert typed._canvas.error == "" and typed.state["f"] == "x**2"
    assert (typed.png(), typed.summary()) == good
    typed.controls["a"].value = 2.0  # the other controls go on
    assert typed.line.get_ydata()[0] == 2.0 and typed.message == str(told.value)
    typed.controls["f"].value = "-x"
    assert typed.message == "" and typed.verdict == "f is -x."


@pytest.mark.parametrize("back", [lambda f: f.reset(), lambda f: f.set(f="x")])
def test_a_refused_text_goes_with_reset_and_with_the_text_that_is_drawn(typed, back):
    first = typed.png()
    typed.controls["f"].value = "2x"
    back(typed)
    assert typed.controls["f"].value == "x" and typed.message == "" and typed.png() == first


def test_in_code_a_wrong_text_is_an_error(typed):
    for text, words in (("2x", "Products are written with"), (7, "a formula is a text")):
        with pytest.raises(ValueError, match="f cannot be") as told:
            typed.set(f=text, a=2.0)
        assert words in str(told.value)
        assert typed.state == {"f": "x", "a": 1.0} and typed.message == ""


def test_the_browser_gets_a_frame_and_a_message_for_a_refused_text(typed):
    browser = Browser(typed)
    browser.look("light", 1.0)
    answer, _ = browser.ask(f="2x")
    assert answer["type"] == "frame" and answer["verdict"] == "f is x."
    assert "▸" in typed.message
    assert browser.ask(a=2.0)[0]["type"] == "frame" and typed.message != ""
    typed.reset()
    assert typed.controls["f"].value == "x" and typed.message == ""


def test_a_request_is_not_told_back_to_the_box_and_a_reset_is(typed):
    browser, sent = Browser(typed), []
    typed.controls["f"].send_state = lambda key: sent.append(key)
    browser.ask(f="2x")
    assert typed.controls["f"].value == "2x" and sent == []
    typed.reset()
    assert typed.controls["f"].value == "x" and sent == ["value"] and typed.message == ""


@pytest.mark.parametrize("sent", [None, 7, ["x"]])
def test_a_text_that_is_no_text_is_an_error(typed, sent):
    browser = Browser(typed)
    assert browser.ask(f=sent)[0]["type"] == "error"
    assert "f must be a text" in typed.message and typed.state["f"] == "x"


def test_the_checks_type_the_examples_and_the_mistakes(typed):
    driver = Driver(typed)
    driver.drive()
    assert driver.failures == []
    typed.controls["f"].mistakes = ("x + 1",)
    driver = Driver(typed)
    driver.drive()
    assert "Text 'f(x)' = 'x + 1': no message says what is wrong" in driver.failures


# ---- the stored picture ----------------------------------------------------------------------


def test_the_picture_is_deterministic(wave):
    assert wave.png() == wave.png() == Wave().png()


@pytest.mark.parametrize("theme, scale", [("dark", 1.0), ("light", 0.7), ("dark", 3.0)])
def test_the_stored_picture_does_not_depend_on_the_live_one(browser, wave, theme, scale):
    first = wave.png()
    browser.look(theme, scale)
    assert wave.png() == first
    assert (wave._stage.theme, wave._stage.scale) == (theme, scale)
    answer, buffers = browser.look(theme, scale)
    assert answer["type"] == "frame"
    width = pixels(buffers[1]).shape[1] if len(buffers) > 1 else round(300 * scale)
    assert width == round(300 * scale)


def test_the_representation_is_complete_without_a_browser(wave):
    data, metadata = wave._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    picture = pixels(base64.b64decode(data["image/png"]))
    assert picture.shape == (round(200 * PRINT[1]), round(300 * PRINT[1]), 4)
    assert data["text/plain"] == wave.summary()
    for words in ("A wave", "Wave | x: time | y: height", "wave: n=30", "The amplitude is 1."):
        assert words in data["text/plain"]
    about = metadata["image/png"]
    assert about["alt"] == wave.alt == "A wave. Shown: Wave. The amplitude is 1."
    assert (about["width"], about["height"]) == (300, 200)


def test_the_stored_picture_shows_the_handle(wave):
    with_handle = pixels(wave.png())
    without = pixels(wave._stage.still())
    rows, columns = np.nonzero((with_handle != without).any(axis=-1))
    x, y = wave._stage.figure.axes[0].transData.transform((1.5, 1.0))
    assert columns.mean() == pytest.approx(x, abs=2)
    assert len(without) - rows.mean() == pytest.approx(y, abs=2)


# ---- one of many, and its end ----------------------------------------------------------------


def test_two_figures_share_nothing(wave):
    other = Wave()
    picture = other.png()
    wave.set(amplitude=5.0, kind="narrow")
    wave.set(kind="wide")
    Browser(wave).look("dark", 1.0)
    with pytest.raises(ArithmeticError):
        wave.set(points=13)
    assert other.state == START and other._canvas.error == ""
    assert other.controls["amplitude"].max == 5.0
    assert other.png() == picture
    assert wave._places is not other._places


def widgets_in(figure: widgets.Widget) -> list[widgets.Widget]:
    """Every widget inside a figure, itself included."""
    return [figure, *(w for child in getattr(figure, "children", ()) for w in widgets_in(child))]


def test_a_closed_figure_is_off_the_page():
    figure = Wave()
    inside = widgets_in(figure)
    assert len(inside) == 11
    assert all(w.comm is not None for w in inside)
    figure.close()
    assert [w for w in inside if w.comm is not None] == []
    figure.close()


def test_a_closed_figure_leaves_no_model_open():
    before = set(open_models)
    Wave().close()
    gc.collect()
    left = [type(open_models[key]).__name__ for key in set(open_models) - before]
    assert left == []


def test_a_closed_figure_frees_its_memory():
    figure = Wave()
    Browser(figure).look("dark", 1.0)
    figure.png()
    gone = [weakref.ref(part) for part in (figure, figure._stage, figure._canvas, figure.line)]
    figure.close()
    del figure
    gc.collect()
    assert [ref() for ref in gone] == [None] * 4


def test_a_slider_that_rounds_in_the_browser_has_not_been_moved(browser, wave):
    wave.set(rate=0.2)  # lies between two steps of the slider
    browser.ask(rate=10**-0.7)  # the step that the slider shows instead
    assert wave.state["rate"] == 0.2
    wave.controls["rate"].value = 10**-0.7  # and its stock message, a little later
    assert wave.state["rate"] == 0.2
    browser.ask(rate=10**-0.68)  # one step further: now it has been moved
    assert wave.state["rate"] == 10**-0.68
