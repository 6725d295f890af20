"""A text box as a control: what is taken, what is refused, and what is said."""

import numpy as np
import pytest

from mathlib.calculus.expressions import parse
from mathlib.widgets.calculus.typed_formula import MISTAKES
from mathlib.widgets.live.controls import slider, text_box
from mathlib.widgets.live.figure import LiveFigure
from nbtools.drive import Driver


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
        self.verdict = f"What is drawn is {state['f']}."


@pytest.fixture
def typed():
    figure = Typed()
    yield figure
    figure.close()


def test_a_text_is_a_control_like_any_other(typed):
    first = typed.png()
    typed.controls["f"].value = "x**2"
    assert typed.verdict == "What is drawn is x**2." and typed.message == ""
    assert np.allclose(typed.line.get_ydata(), np.linspace(-1, 1, 9) ** 2)
    typed.reset()
    assert typed.state == {"f": "x", "a": 1.0} and typed.png() == first
    typed.children[1].children[0].click()
    assert typed.verdict == "What is drawn is x**2."


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
    assert typed.message == "" and typed.verdict == "What is drawn is -x."


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


def test_the_browser_gets_a_frame_and_a_message_for_a_refused_text(typed, browse):
    browser = browse(typed)
    browser.look("light", 1.0)
    answer, _ = browser.ask(f="2x")
    assert answer["type"] == "frame" and answer["verdict"] == "What is drawn is x."
    assert "▸" in typed.message
    assert browser.ask(a=2.0)[0]["type"] == "frame" and typed.message != ""
    typed.reset()
    assert typed.controls["f"].value == "x" and typed.message == ""


def test_a_request_is_not_told_back_to_the_box_and_a_reset_is(typed, browse):
    browser, sent = browse(typed), []
    typed.controls["f"].send_state = lambda key: sent.append(key)
    browser.ask(f="2x")
    assert typed.controls["f"].value == "2x" and sent == []
    typed.reset()
    assert typed.controls["f"].value == "x" and sent == ["value"] and typed.message == ""


@pytest.mark.parametrize("sent", [None, 7, ["x"]])
def test_a_text_that_is_no_text_is_an_error(typed, sent, browse):
    browser = browse(typed)
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
