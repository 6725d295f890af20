"""Every control, button and handle of every chapter, by keyboard and by pointer; the dark theme.

`make browser` runs these; `make test` leaves them out, since they take a minute a chapter.
"""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.full]


def _move(figure, part):
    """Move one control by keyboard, whatever it is."""
    kind = part.evaluate("part => part.getAttribute('role') ?? part.type")
    if kind == "slider":
        figure.press(part, figure.inward(part), 3)
    elif kind == "select-one":
        last = part.evaluate("part => part.selectedIndex === part.options.length - 1")
        figure.press(part, "ArrowUp" if last else "ArrowDown")
    elif kind == "radio":
        figure.press(part, "ArrowDown")
    elif kind == "text":  # the text counts once Enter is pressed
        figure.press(part, "End")
        figure.page.keyboard.type(" + x")
        figure.page.keyboard.press("Enter")
    elif kind in ("checkbox", "submit"):
        figure.press(part, "Space")
    else:
        pytest.fail(f"no key is known for {part.evaluate('part => part.outerHTML')}")


def _controls(figure):
    """The controls: sliders, lists, boxes and toggles, but no handle and no button of a player."""
    kinds = ".noUi-handle, select, input, .widget-toggle-button, .widget-toggle-buttons button"
    return figure.root.locator(kinds).all()


def test_every_control_answers_the_keyboard(shown, errors):
    for figure in shown:
        controls = _controls(figure)
        assert controls
        for part in controls:
            figure.reset()
            name = part.evaluate("part => part.closest('.jupyter-widgets').textContent")
            assert figure.changes(lambda f=figure, p=part: _move(f, p)), f"{figure.title}: {name}"
    assert errors() == []


def test_a_text_counts_when_its_box_is_left_and_a_wrong_one_is_told(shown, errors, wait_until):
    for figure in shown:
        for box in figure.root.locator("input[type=text]").all():
            figure.reset()
            before = figure.picture()
            figure.press(box, "End")
            figure.page.keyboard.type(" + ")
            figure.page.keyboard.press("Tab")
            assert wait_until(figure.page, figure.message), figure.title
            figure.settle()
            assert "▸" in figure.message() and figure.picture() == before
            figure.press(box, "End")
            figure.page.keyboard.type("x")
            assert figure.changes(lambda f=figure: f.page.keyboard.press("Tab")), figure.title
            figure.settle()
            assert figure.message() == ""
    assert errors() == []


def test_every_button_answers_enter_and_space(shown, errors):
    for figure in shown:
        buttons = figure.root.locator(".widget-button").all()
        assert buttons[-1].text_content().strip() == "Reset"
        for i, button in enumerate(buttons):
            for slider in figure.sliders.all():
                figure.press(slider, figure.inward(slider))
            figure.settle()
            key = ("Enter", "Space")[i % 2]
            pressed = figure.changes(lambda f=figure, b=button, k=key: f.press(b, k))
            assert pressed, f"{figure.title}: {button.text_content()} by {key}"
    assert errors() == []


def test_every_player_plays_pauses_and_stops_by_keyboard(shown, errors):
    for figure in shown:
        for player in figure.root.locator(".widget-play").all():
            play, stop = player.locator("button").all()[:2]
            figure.press(stop, "Enter")
            figure.settle()
            assert figure.changes(lambda f=figure, p=play: f.press(p, "Space")), figure.title
            figure.press(play, "Space")
            figure.settle()
            assert not figure.changes(lambda p=figure.page: p.wait_for_timeout(500)), figure.title
            assert figure.changes(lambda f=figure, p=stop: f.press(p, "Enter")), figure.title
    assert errors() == []


def test_every_handle_answers_the_arrow_keys(shown, errors):
    for figure in shown:
        for handle in figure.handles.all():
            for key, times in ((figure.inward(handle), 3), ("ArrowUp", 5)):
                figure.reset()
                readouts = figure.readouts()
                pressed = figure.changes(
                    lambda f=figure, h=handle, k=key, t=times: f.press(h, k, t)
                )
                assert pressed, f"{figure.title}: {key}"
                assert figure.readouts() != readouts
    assert errors() == []


def test_tab_walks_through_each_figure_as_it_is_seen_and_out_again(chapter, shown):
    for figure in shown:
        stops = figure.tab_stops()
        assert stops["backwards"] == [], figure.title
        figure.root.locator("select, input, .noUi-handle, button").first.focus()
        there = list(range(stops["count"]))
        assert _walk(figure, "Tab", len(there)) == [*there, -1], figure.title
        figure.root.locator("button, .mathlib-handle:visible").last.focus()
        assert _walk(figure, "Shift+Tab", len(there)) == [*reversed(there), -1], figure.title


def _walk(figure, key, count):
    """Where the focus is, before and after each of ``count`` presses: the stop's number, or −1."""
    places = [figure.tab_stops()["at"]]
    for _ in range(count):
        figure.page.keyboard.press(key)
        places.append(figure.tab_stops()["at"])
    return places


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(chapter, shown, axe_faults, theme):
    try:
        chapter.theme(theme)
        shown[0].settle()
        assert axe_faults(chapter) == []
    finally:
        chapter.theme("light")
