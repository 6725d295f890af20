"""Requests of the browser and the frames that answer them."""

import asyncio
import gc
import math
import tracemalloc

import numpy as np
import pytest

from mathlib.widgets.live.frames import ACROSS, TILE
from nbtools.pictures import pixels


def test_the_first_frame_brings_everything_and_the_next_only_what_moves(browser, wave):
    answer, buffers = browser.look("light", 1.0)
    assert answer["type"] == "frame" and answer["view"] == "view-1"
    assert answer["goal"] == [wave.goal, False]
    assert answer["places"]["top"] == (1.5, 99.0)
    assert answer["geometry"]["top"]["ylim"] == [-5.0, 5.0]
    assert pixels(buffers[1]).shape == (200, 300, 4)
    answer, buffers = browser.ask(amplitude=4.0)
    assert answer["geometry"] is None and len(buffers) == 1
    assert answer["verdict"] == "The amplitude is 4."
    assert answer["goal"] == [wave.goal, True]
    assert "The amplitude is 4." in answer["alt"]
    assert 0 < answer["ms"] < 10_000
    across = min(len(answer["tiles"]), ACROSS)
    height, width, _ = pixels(buffers[0]).shape
    assert (width, height) == (TILE * across, TILE * math.ceil(len(answer["tiles"]) / across))
    assert answer["tile"] == TILE


def test_a_goal_may_be_reached_in_numpy(browser, wave):
    wave.goal_reached = np.True_
    assert browser.ask()[0]["goal"] == [wave.goal, True]  # `ask` checks that JSON can carry it


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


def test_what_the_browser_shows_is_what_a_fresh_figure_shows(browser, wave, lay, new_wave):
    _, (_, background) = browser.look("dark", 1.37)
    answer, (overlay,) = browser.ask(amplitude=-3.3, rate=7.0, points=41)
    picture = lay(pixels(background), answer["tiles"], pixels(overlay))
    fresh = new_wave()
    fresh.set(amplitude=-3.3, rate=7.0, points=41)
    fresh._stage_as("dark", 1.37)
    assert np.array_equal(picture, pixels(fresh._stage.still()))


def test_two_views_of_one_figure_each_get_their_answer(browser, wave, browse):
    browser.look("light", 1.0)
    second = browse(wave, "view-2")
    answer, buffers = second.ask()
    assert answer["view"] == "view-2" and len(buffers) == 2


def test_controls_saved_late_change_nothing(browser, wave):
    browser.look("light", 1.0)
    browser.ask(amplitude=4.0)
    updates = len(wave.updates)
    wave.controls["amplitude"].value = 4.0  # the stock message of the slider, once things settled
    assert len(wave.updates) == updates and wave.state["amplitude"] == 4.0


@pytest.mark.parametrize("act", [lambda f: f.reset(), lambda f: f.set(amplitude=1.0)])
def test_a_reset_right_after_a_drag_is_obeyed(browser, wave, act, start):
    browser.look("light", 1.0)
    browser.ask(amplitude=4.0)  # the slider's own message is still on its way
    act(wave)
    assert wave.state == start
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


def test_a_page_that_gets_frames_without_pictures_is_sent_stills(browser, wave):
    browser.look("light", 1.0)
    wave._message({"type": "still", "id": "view-1", "theme": "dark", "scale": 1.0})
    dark = wave._canvas.still
    assert pixels(dark).mean() < 100
    wave.controls["amplitude"].value = 4.0
    assert wave._canvas.still != dark


def test_refining_goes_step_by_step_and_ends_in_the_stored_picture(browse, slow_wave):
    figure = slow_wave()
    browser = browse(figure)
    assert browser.look("light", 1.5)[0]["more"] is True
    lengths, more = [], True
    while more and len(lengths) < 9:
        more = browser.ask("refine")[0]["more"]
        lengths.append(len(figure.line.get_xdata()))
    assert lengths[:3] == [100, 200, 400] and len(lengths) <= 4
    assert browser.ask("refine")[0]["more"] is False
    assert np.array_equal(pixels(figure.png()), pixels(slow_wave().png()))
    assert browser.ask(amplitude=2.0)[0]["more"] is True
    assert len(figure.line.get_xdata()) == 30
    assert browser.ask("refine", amplitude=2.5)[0]["verdict"] == "The amplitude is 2.5."


def test_two_thousand_messages_leave_nothing_behind(browser, wave, collect):
    browser.look("light", 0.5)

    def drag(number):
        for i in range(number):
            browser.ask("refine" if i % 50 == 0 else "state", amplitude=5 * np.sin(i).item())
            wave.updates.clear()

    drag(100)
    collect()
    objects = len(gc.get_objects())
    drag(1800)
    collect()
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


def test_a_slider_that_rounds_in_the_browser_has_not_been_moved(browser, wave):
    wave.set(rate=0.2)  # lies between two steps of the slider
    browser.ask(rate=10**-0.7)  # the step that the slider shows instead
    assert wave.state["rate"] == 0.2
    wave.controls["rate"].value = 10**-0.7  # and its stock message, a little later
    assert wave.state["rate"] == 0.2
    browser.ask(rate=10**-0.68)  # one step further: now it has been moved
    assert wave.state["rate"] == 10**-0.68
