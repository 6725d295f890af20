"""Every chapter in real JupyterLab: opened, run, and each of its figures used once: the fast set.

What takes longer stands in test_every_control.py, dragging in
test_the_handle_stays_under_the_pointer.py.
"""

import pytest

pytestmark = pytest.mark.browser
# MathJax lays formulas for screen readers, which nobody sees, over those that are shown.
WIDER = """
parts => parts.filter((part) => part.scrollWidth > part.clientWidth + 1)
    .filter((part) => [...part.querySelectorAll("*")].some((node) =>
        !node.closest("mjx-assistive-mml") &&
        node.getBoundingClientRect().right > part.getBoundingClientRect().right + 1))
    .map((part) => `${part.innerText.slice(0, 60)}: ${part.scrollWidth} > ${part.clientWidth} px`)
"""
UNNAMED = """
parts => parts.filter((part) => !(part.ariaLabel?.trim() && part.ariaValueText?.trim()))
    .map((part) => part.outerHTML)
"""


def test_it_shows_its_pictures_before_it_is_run(chapter):
    widths = chapter.before["widths"]
    assert len(widths) == chapter.stored > 0
    assert min(widths) > 100
    for words in ("Error displaying widget", "model not found", "Traceback"):
        assert words not in chapter.before["text"]


def test_it_runs_without_an_error(chapter, shown):
    assert chapter.errors == []
    assert [figure.message() for figure in shown] == [""] * len(shown)


def test_formulas_are_rendered(chapter, formula_faults):
    assert chapter.page.locator("mjx-container").count() > 10
    assert formula_faults(chapter) == []


def test_nothing_overlaps_or_is_cut_off(chapter, shown):
    assert [figure.layout_faults() for figure in shown] == [[]] * len(shown)
    parts = chapter.page.locator(".jp-OutputArea-output, .jp-RenderedMarkdown")
    assert parts.count() > len(shown)
    assert parts.evaluate_all(WIDER) == []


def test_every_slider_and_handle_says_its_name_and_value(chapter, shown):
    parts = chapter.page.locator(".noUi-handle, .mathlib-handle")
    assert parts.count() > len(shown)
    assert parts.evaluate_all(UNNAMED) == []


def test_the_first_slider_of_each_figure_answers_the_keyboard(shown, errors):
    shown[0].settle()
    for figure in shown:
        slider = figure.sliders.first
        key = figure.inward(slider)
        assert figure.changes(lambda f=figure, s=slider, k=key: f.press(s, k, 3)), figure.message()
    assert errors() == []
