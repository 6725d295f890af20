"""What a live figure does in real JupyterLab beside others, in trouble and in the dark."""

import re

import pytest

from nbtools.lab import write_notebook

pytestmark = pytest.mark.browser
CELLS = "window.jupyterapp.shell.currentWidget.content.model.cells.length"
SCROLLED = "document.querySelector('.jp-WindowedPanel-outer').scrollTop"

MAP = """
from mathlib.widgets.optimize.descent import DescentOnMap
first = DescentOnMap()
first
"""
SECOND = """
second = DescentOnMap()
second
"""
CURVE = """
from mathlib.widgets.optimize.descent import DescentOnCurve
DescentOnCurve()
"""
FRAGILE = """
from mathlib.widgets import LiveFigure
from mathlib.widgets.live.controls import slider

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
# The title of the tab changes too, when the notebook is saved.
COUNT_ICONS = """() => {
    window.icons = 0;
    const watch = new MutationObserver(changes => { window.icons += changes.length; });
    watch.observe(document.head, { subtree: true, attributeFilter: ["rel"] });
}"""
NO_MESSAGES = """
from mathlib.widgets.live.canvas import Canvas
Canvas._receive = lambda *arguments: None
"""


@pytest.fixture(scope="module")
def page(folder, desk):
    """One notebook for the tests of this file."""
    desk.open(write_notebook(folder / "live.ipynb", MAP, SECOND, CURVE, FRAGILE).name)
    return desk


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
    first.settle()
    assert (second.readouts(), second.picture()) == (readouts, picture)
    readouts, picture = first.readouts(), first.picture()
    assert second.changes(lambda: second.press(second.sliders.first, "ArrowRight", 5))
    second.settle()
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


def test_the_kernel_has_the_values_on_the_page(notebook, figures, wait_until):
    figure = figures(notebook)[0]
    figure.drag(figure.handles.first)
    figure.settle()
    shown, values = figure.numbers(), []
    names = "('learning_rate', 'x1', 'x2')"

    def arrived():
        values[:] = notebook.python("", f"[first.controls[name].value for name in {names}]")
        return values == pytest.approx(shown, abs=0.005)

    assert wait_until(notebook.page, arrived), f"shown {shown}, in the kernel {values}"
    assert notebook.python("", "first.state['x1'] == first.controls['x1'].value") is True
    assert values[1:] != [-1.0, 1.0], "the drag has moved nothing"


def test_presets_and_reset_set_all_controls(notebook, figures, wait_until):
    figure = figures(notebook)[0]
    start, picture = figure.numbers(), figure.picture()
    presets = notebook.python("", "first.presets")
    assert len(presets) >= 2
    for label in reversed(presets):
        figure.root.get_by_role("button", name=label, exact=True).click()
        figure.settle()
        asked, values = presets[label], {}

        def arrived(asked=asked, values=values):
            controls = (
                "{n: c.value for n, c in first.controls.items() if isinstance(c.value, float)}"
            )
            values.update(notebook.python("", controls))
            preset = {name: asked.get(name, value) for name, value in values.items()}
            on_the_page = pytest.approx(list(values.values()), rel=0.03)
            return values == pytest.approx(preset, rel=0.03) and figure.numbers() == on_the_page

        assert wait_until(notebook.page, arrived), (label, values, figure.numbers())
    figure.drag(figure.handles.first)
    figure.reset()
    assert (figure.numbers(), figure.picture()) == (start, picture)
    assert notebook.errors == []


def test_the_play_button_runs_through_the_steps(notebook, figures, wait_until):
    figure = figures(notebook)[2]
    steps = figure.sliders.nth(2)
    figure.press(steps, "Home")
    figure.settle()
    pictures, shown = {figure.picture()}, figure.numbers()[2]
    figure.root.locator(".widget-play button").first.click()
    assert wait_until(notebook.page, lambda: pictures.add(figure.picture()) or len(pictures) >= 4)
    figure.root.locator(".widget-play button").first.click()
    figure.settle()
    assert figure.numbers()[2] < 60, "it did not pause, and ran to the end"
    assert shown == 0 < figure.numbers()[2]
    assert notebook.errors == []


def test_the_picture_follows_the_theme(notebook, figures):
    figure = figures(notebook)[0]
    light = figure.brightness()
    try:
        assert figure.changes(lambda: notebook.theme("dark"))
        figure.settle()
        assert figure.canvas.get_attribute("data-theme") == "dark"
        assert figure.brightness() < 90 < 120 < light
    finally:
        assert figure.changes(lambda: notebook.theme("light"))
        figure.settle()
    assert figure.brightness() == pytest.approx(light, abs=1)


def test_a_second_page_has_its_own_picture(notebook, figures, opened):
    size = _size(figures(notebook)[0])
    assert size[0] == size[1]  # pixel for pixel: stretched letters would blur
    other_page = opened("live.ipynb", scale=2)  # on the same kernel
    other_page.run_all()  # which closes what these cells have shown in the first
    other = figures(other_page)[0]
    assert other.changes(lambda: other.press(other.sliders.first, "ArrowRight", 5))
    assert _size(other) == (2 * size[0], size[1])
    other_page.close()


def _size(figure):
    """The width of the picture in its own pixels, and in those of the page."""
    return tuple(
        figure.root.locator("canvas.mathlib-picture").evaluate(
            "canvas => [canvas.width, canvas.getBoundingClientRect().width]"
        )
    )


def test_no_key_on_a_figure_edits_the_notebook(notebook, figures):
    before = notebook.page.evaluate(CELLS)
    figure = figures(notebook)[0]
    for part in (figure.sliders.first, figure.handles.first):
        figure.show()
        part.focus()
        top = notebook.page.evaluate(SCROLLED)
        for key in ("x", "d", "d", "a", "b", "ArrowDown", "ArrowUp"):
            notebook.page.keyboard.press(key)
            assert notebook.page.evaluate(CELLS) == before, f"{key} has edited the notebook"
        assert part.evaluate("part => part === document.activeElement")
        assert notebook.page.evaluate(SCROLLED) == top, "the page has scrolled"


def test_the_icon_of_the_tab_changes_for_a_cell_and_not_for_every_frame(
    notebook, figures, wait_until
):
    figure = figures(notebook)[0]
    idle = "document.querySelector('link.favicon.idle[rel=icon]') !== null"  # the cells have run
    assert wait_until(notebook.page, lambda: notebook.page.evaluate(idle))
    notebook.page.evaluate(COUNT_ICONS)
    assert figure.changes(lambda: figure.drag(figure.handles.first))
    figure.settle()
    assert notebook.page.evaluate("window.icons") == 0
    both = "document.querySelectorAll('link.favicon').length === 2"
    assert wait_until(notebook.page, lambda: notebook.page.evaluate(both))
    notebook.python("import time; time.sleep(0.2)")
    assert wait_until(notebook.page, lambda: notebook.page.evaluate("window.icons >= 2"))


def test_an_error_is_told_to_the_learner_and_to_the_checks(notebook, figures, wait_until):
    figure = figures(notebook)[3]
    picture = figure.picture()
    figure.press(figure.sliders.first, "End")
    figure.root.get_by_text("ValueError: two is too much").wait_for()
    assert wait_until(notebook.page, lambda: notebook.errors)
    assert set(notebook.errors) == {"kernel: ValueError: two is too much"}
    assert figure.message() == "ValueError: two is too much"
    figure.press(figure.sliders.first, "Home")
    figure.root.get_by_text("x is 0.").first.wait_for()
    figure.settle()
    assert figure.message() == ""
    assert figure.picture() != picture
    assert figure.changes(lambda: figure.press(figure.sliders.first, "ArrowRight"))
    figure.settle()
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


@pytest.mark.full
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
