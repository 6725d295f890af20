"""What a live figure must do in every client: one set of checks, whichever browser it is."""

import numpy as np
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.full]

HANDLE = ".mathlib-handle:not([hidden])"
SLIDER = ".mathlib-live .noUi-handle"
NUMBER = ".mathlib-live .widget-readout"
RING = (213, 94, 0)
OVERFLOWING = """[...document.querySelectorAll(".jp-OutputArea-output")]
    .filter((o) => o.scrollHeight > o.clientHeight || o.scrollWidth > o.clientWidth)
    .map((o) => [o.scrollHeight, o.clientHeight, o.scrollWidth, o.clientWidth])"""
SCROLLED = """[...document.querySelectorAll("*")].map((part) => part.scrollTop)
    .reduce((sum, top) => sum + top, 0)"""
MENUS = """[...document.querySelectorAll(".lm-Menu")].filter((menu) => menu.offsetWidth).length"""
MESSAGES = """[...document.querySelectorAll(".mathlib-message:not([hidden])")]
    .map((line) => line.textContent)"""


@pytest.fixture(autouse=True)
def as_it_starts(client):
    """The first figure, reset; whatever a test does, the notebook's cells stay as they are."""
    client.evaluate(
        """[...document.querySelectorAll(".mathlib-live")].map((figure) =>
            [...figure.querySelectorAll("button")].find((button) =>
                button.textContent === "Reset").click()).length"""
    )
    client.settle()
    cells = client.host()[0]
    yield
    assert client.host()[0] == cells


def test_both_figures_are_shown_and_nothing_is_said(client):
    assert client.evaluate('document.querySelectorAll(".mathlib-canvas[data-frame]").length') == 2
    assert client.evaluate(MESSAGES) == []
    colours = client.around(".mathlib-picture", 150).reshape(-1, 3)
    assert len(np.unique(colours, axis=0)) > 100


def test_the_handle_is_seen_over_the_picture(client):
    ring = np.abs(client.around(HANDLE, 16) - RING).max(axis=2) < 40
    assert ring.sum() > 60


def test_a_drag_takes_the_handle_and_the_picture_along(client):
    before = client.python("figure.state")
    x, y = client.middle(HANDLE)
    picture = client.around(".mathlib-picture", 150)
    client.drag(HANDLE, 36, 12)
    now = client.where(HANDLE)
    client.settle()
    after = client.python("figure.state")
    assert after["x1"] > before["x1"] and after["x2"] < before["x2"]
    assert now == pytest.approx((x + 36, y + 12), abs=4)
    assert client.eventually(lambda: (client.around(".mathlib-picture", 150) != picture).any())


@pytest.mark.parametrize("part", [HANDLE, SLIDER])
def test_an_arrow_key_moves_the_figure_and_not_the_host(client, part):
    before = client.python("figure.state")
    client.focus(part)
    host, scrolled = client.host(), client.evaluate(SCROLLED)
    client.press("ArrowRight", "ArrowUp", "ArrowRight")
    client.settle()
    assert client.eventually(lambda: client.python("figure.state") != before)
    assert client.host() == host
    assert client.evaluate(SCROLLED) == pytest.approx(scrolled, abs=2)


@pytest.mark.parametrize("part", [HANDLE, SLIDER, NUMBER])
def test_a_letter_does_nothing_to_the_notebook(client, part):
    client.focus(part)
    host = client.host()
    client.press("x", "d", "d", "a", "b", "m", "c", "v", "z")
    assert client.host() == host
    client.press("Escape")


def test_a_number_takes_a_decimal_comma(client):
    client.click(NUMBER)
    client.press("Control+a", *"0,05", "Enter")
    client.settle()
    assert client.eventually(lambda: client.python("figure.state")["learning_rate"] == 0.05)
    assert client.evaluate(MESSAGES) == []


def test_the_theme_is_followed(client):
    light = client.around(".mathlib-picture", 200).mean()
    client.theme("dark")
    dark = client.around(".mathlib-picture", 200).mean()
    client.theme("light")
    again = client.around(".mathlib-picture", 200).mean()
    assert dark < light - 40
    assert again == pytest.approx(light, abs=3)


def test_no_output_has_a_scrollbar(client):
    assert client.evaluate(OVERFLOWING) == []


def test_the_right_button_on_a_handle_opens_no_menu_of_the_host(client):
    before = client.python("figure.state")
    client.focus(HANDLE)
    client.click(HANDLE, right=True)
    client.press("ArrowRight")
    assert client.eventually(lambda: client.python("figure.state") != before)  # it has the keys
    assert client.evaluate(MENUS) == 0


def test_the_console_is_silent(client):
    assert client.problems() == []
