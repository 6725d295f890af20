"""What a live figure does in real JupyterLab beside others, in trouble and in the dark."""

import re

import pytest

from nbtools.lab import write_notebook

pytestmark = pytest.mark.browser

MAP = """
from mathlib.widgets.descent import DescentOnMap
first = DescentOnMap()
first
"""
SECOND = """
second = DescentOnMap()
second
"""
CURVE = """
from mathlib.widgets.descent import DescentOnCurve
DescentOnCurve()
"""
FRAGILE = """
from mathlib.widgets import LiveFigure
from mathlib.widgets.controls import slider

class Fragile(LiveFigure):
    def __init__(self):
        super().__init__({"x": slider("x", 1.0, 0.0, 2.0, 1.0)})

    def draw(self, figure, state):
        axes = figure.subplots()
        axes.set(xlim=(-1, 3), ylim=(-1, 3), xlabel="x", ylabel="y", title="One point")
        self.point = axes.plot([], [], "o", label="point")[0]
        return [self.point]

    def update(self, state):
        if state["x"] == 2:
            raise ValueError("two is too much")
        self.point.set_data([state["x"]], [state["x"]])
        self.verdict = f"x is {state['x']:g}."

Fragile()
"""
NO_MESSAGES = """
from mathlib.widgets.canvas import Canvas
Canvas._take = lambda *arguments: None
"""


@pytest.fixture(scope="module")
def page(folder, opened):
    """One page for the tests of this file."""
    write_notebook(folder / "live.ipynb", MAP, SECOND, CURVE, FRAGILE)
    notebook = opened("live.ipynb")
    yield notebook
    notebook.close()


@pytest.fixture
def notebook(page):
    """The notebook with all cells run anew, and no error yet."""
    page.run_all()
    page.errors.clear()
    return page


def test_two_figures_of_one_kind_do_not_disturb_each_other(notebook, figures):
    first, second = figures(notebook)[:2]
    readouts, picture = second.readouts(), second.picture()
    assert first.changes(lambda: first.drag(first.handles.first))
    assert (second.readouts(), second.picture()) == (readouts, picture)
    readouts, picture = first.readouts(), first.picture()
    assert second.changes(lambda: second.press(second.sliders.first, "ArrowRight", 5))
    assert (first.readouts(), first.picture()) == (readouts, picture)


def test_closing_one_figure_leaves_the_other_alive(notebook, figures):
    shown = notebook.page.locator(".mathlib-canvas")
    before = shown.count()
    figures(notebook)
    notebook.python("second.close()")
    shown.nth(before - 1).wait_for(state="detached")
    left = figures(notebook)[0]
    assert left.changes(lambda: left.drag(left.handles.first))
    assert notebook.errors == []


def test_the_kernel_has_the_values_on_the_page(notebook, figures):
    figure = figures(notebook)[0]
    figure.drag(figure.handles.first)
    notebook.page.wait_for_timeout(1000)
    names = "('learning_rate', 'x1', 'x2')"
    values = notebook.python("", f"[first.controls[name].value for name in {names}]")
    assert figure.numbers() == pytest.approx(values, abs=0.005)
    assert notebook.python("", "first.state['x1'] == first.controls['x1'].value") is True
    assert values[1:] != [-1.0, 1.0], "the drag has moved nothing"


def test_presets_and_reset_set_all_controls(notebook, figures):
    figure = figures(notebook)[0]
    start, picture = figure.numbers(), figure.picture()
    presets = notebook.python("", "first.presets")
    assert len(presets) >= 2
    for label in reversed(presets):
        figure.root.get_by_role("button", name=label, exact=True).click()
        notebook.page.wait_for_timeout(700)  # until everything is settled in the kernel as well
        values = notebook.python("", "{name: c.value for name, c in first.controls.items()}")
        sliders = {name: value for name, value in values.items() if isinstance(value, float)}
        asked = {name: presets[label].get(name, value) for name, value in sliders.items()}
        assert sliders == pytest.approx(asked, rel=0.03), label
        assert figure.numbers() == pytest.approx(list(sliders.values()), rel=0.03), label
    figure.drag(figure.handles.first)
    assert figure.changes(figure.root.get_by_role("button", name="Reset").click)
    assert (figure.numbers(), figure.picture()) == (start, picture)
    assert notebook.errors == []


def test_the_play_button_runs_through_the_steps(notebook, figures):
    figure = figures(notebook)[2]
    steps = figure.sliders.nth(2)
    figure.press(steps, "Home")
    figure.settle()
    pictures, shown = {figure.picture()}, figure.numbers()[2]
    figure.root.locator(".widget-play button").first.click()
    for _ in range(4):
        notebook.page.wait_for_timeout(300)
        pictures.add(figure.picture())
    figure.root.locator(".widget-play button").first.click()
    assert len(pictures) >= 4
    assert shown == 0 < figure.numbers()[2]
    assert notebook.errors == []


def test_the_picture_follows_the_theme(notebook, figures):
    figure = figures(notebook)[0]
    light = figure.brightness()
    try:
        assert figure.changes(lambda: notebook.theme("dark"))
        assert figure.canvas.get_attribute("data-theme") == "dark"
        assert figure.brightness() < 90 < 120 < light
    finally:
        assert figure.changes(lambda: notebook.theme("light"))
    assert figure.brightness() == pytest.approx(light, abs=1)


def test_the_picture_is_as_fine_as_the_screen(notebook, figures, opened):
    canvas = "canvas => [canvas.width, canvas.getBoundingClientRect().width]"
    figure = figures(notebook)[0]
    pixels, width = figure.root.locator("canvas.mathlib-picture").evaluate(canvas)
    assert pixels == pytest.approx(width, abs=2)
    fine = opened("live.ipynb", scale=2)  # on the same kernel: a second view of the same figure
    fine.run_all()
    other = figures(fine)[0]
    fine_pixels, fine_width = other.root.locator("canvas.mathlib-picture").evaluate(canvas)
    fine.close()
    assert (fine_pixels, fine_width) == (pytest.approx(2 * pixels, abs=4), width)


def test_an_error_is_told_to_the_learner_and_to_the_checks(notebook, figures):
    figure = figures(notebook)[3]
    picture = figure.picture()
    figure.press(figure.sliders.first, "End")
    figure.root.get_by_text("ValueError: two is too much").wait_for()
    notebook.page.wait_for_timeout(600)  # until the value has settled in the kernel as well
    assert set(notebook.errors) == {"kernel: ValueError: two is too much"}
    assert figure.message() == "ValueError: two is too much"
    figure.press(figure.sliders.first, "Home")
    figure.root.get_by_text("x is 0.").first.wait_for()
    figure.settle()
    assert figure.message() == ""
    assert figure.picture() != picture
    assert figure.changes(lambda: figure.press(figure.sliders.first, "ArrowRight"))
    assert figure.picture() == picture


def test_after_a_restart_the_figure_says_what_to_do(notebook, figures):
    figure = figures(notebook)[0]
    notebook.restart()
    figure.root.get_by_text(re.compile("run its cell again")).wait_for()
    assert notebook.errors == []
    notebook.run_all()
    again = figures(notebook)[0]
    assert again.message() == ""
    assert again.changes(lambda: again.drag(again.handles.first))
    assert notebook.errors == []


def test_without_custom_messages_the_sliders_still_work(folder, opened):
    write_notebook(folder / "cut-off.ipynb", NO_MESSAGES, MAP)
    notebook = opened("cut-off.ipynb")
    notebook.run_all()
    root = notebook.page.locator(".mathlib-live")
    still = root.locator("img.mathlib-still")
    still.wait_for()
    root.get_by_text(re.compile("the sliders still work")).wait_for(timeout=10_000)
    before = still.get_attribute("src")
    root.locator(".noUi-handle").first.focus()
    for _ in range(5):
        notebook.page.keyboard.press("ArrowRight")
    notebook.page.wait_for_function(
        """src => {
            const image = document.querySelector("img.mathlib-still");
            return image.src !== src && image.complete && image.naturalWidth > 100;
        }""",
        arg=before,
    )
    assert notebook.errors == []
    notebook.close()
