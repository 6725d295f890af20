"""A notebook opened again: its pictures and questions are there, and how they come to life."""

import nbformat
import pytest

from nbtools.lab import write_notebook

pytestmark = pytest.mark.browser
FIGURE = """
from mathlib.widgets.optimize import DescentOnCurve
figure = DescentOnCurve()
figure
"""
QUESTION = """
from mathlib.exercises.core import Question
from mathlib.exercises.predictions import Prediction
Prediction(Question('q', 'Which of them?', {'this': 'Yes.', 'that': 'No.'}, correct='this'))
"""
ALONE = "figure.controls['learning_rate']"
NAMELESS = "from mathlib.widgets.optimize import DescentOnCurve\nDescentOnCurve()"
LINE = "run this cell (Shift + Enter) to bring it to life"
OUTPUT = ".jp-OutputArea-output"


@pytest.fixture
def saved(folder, desk, request):
    """A notebook that was run and saved, and its name; its kernel runs on."""
    name = f"{request.node.originalname}.ipynb"
    desk.open(write_notebook(folder / name, FIGURE, QUESTION).name)
    desk.run_all()
    desk.command("docmanager:save")
    desk.errors.clear()
    return desk, name


@pytest.fixture
def window(opened):
    """A function that opens a notebook in one more window, which is closed at the end."""
    windows = []

    def open_one_more(name):
        windows.append(opened(name))
        return windows[-1]

    yield open_one_more
    for one in windows:
        one.close()


def shows_what_is_kept(page) -> None:
    image = page.locator(f"{OUTPUT} img").first
    image.wait_for()
    assert image.get_attribute("alt").startswith("Gradient descent on a curve. Shown: ")
    assert image.evaluate("image => image.naturalWidth") > 500
    page.get_by_text(LINE).nth(1).wait_for()
    assert page.get_by_text(LINE).count() == 2
    said = page.locator(".jp-Notebook").inner_text()
    assert "Which of them?" in said and "that" in said and "Error displaying" not in said


def is_alive(notebook, figures) -> bool:
    figure = figures(notebook)[0]
    return figure.changes(lambda: figure.press(figure.sliders.first, "ArrowRight", 3))


def test_without_its_kernel_it_shows_what_is_kept_until_it_is_run(saved, figures):
    desk, name = saved
    desk.open(name)
    shows_what_is_kept(desk.page)
    assert "Not settled" in desk.page.locator(".mathlib-kept-caption").inner_text()
    desk.run_all()
    assert desk.page.get_by_text(LINE).count() == 0
    assert is_alive(desk, figures)


def test_so_it_does_after_a_restart_of_the_kernel(saved, window):
    desk, name = saved
    desk.restart()
    shows_what_is_kept(window(name).page)


def test_so_it_does_where_the_notebook_is_not_trusted(saved, folder, desk):
    path = folder / saved[1]
    notebook = nbformat.read(path, 4)
    notebook.cells[0].source += "# from another machine"
    nbformat.write(notebook, path)
    desk.open(path.name)
    shows_what_is_kept(desk.page)


def test_so_does_a_new_view_of_the_output(saved, desk):
    desk.open(saved[1])
    shows_what_is_kept(desk.page)
    desk.command("notebook:create-output-view")
    view = desk.page.locator(".jp-LinkedOutputView")
    view.get_by_text(LINE).first.wait_for()
    assert "Error displaying" not in view.inner_text()
    desk.page.evaluate("window.jupyterapp.shell.currentWidget.close()")


def test_with_its_kernel_it_is_alive_when_it_is_loaded_again(saved, window, figures):
    second = window(saved[1])
    for _ in range(2):
        second.page.locator(".mathlib-canvas[data-frame]").wait_for()
        assert second.page.get_by_text(LINE).count() == 0
        assert is_alive(second, figures)
        second.page.reload()
        second.wait_until_idle()


def test_a_figure_that_another_window_replaces_says_so(folder, desk, window, figures):
    name = write_notebook(folder / "replaced.ipynb", NAMELESS).name
    desk.open(name)
    desk.run_all()
    figures(desk)
    window(name).run_all()
    note = desk.page.locator(".mathlib-replaced")
    note.wait_for()
    assert "was run in another window" in note.inner_text()
    assert note.locator("img").evaluate("image => image.naturalWidth") > 500
    desk.run_all()
    note.wait_for(state="detached")
    assert is_alive(desk, figures)


def test_a_control_shown_alone_drives_its_figure(folder, desk, figures, wait_until):
    desk.open(write_notebook(folder / "alone.ipynb", FIGURE, ALONE).name)
    desk.run_all()
    assert is_alive(desk, figures)
    desk.page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex = 0")
    desk.command("notebook:clear-cell-output")
    desk.page.locator(".mathlib-live").wait_for(state="detached")
    before = desk.python("", "figure.state['learning_rate']")
    desk.page.locator(f"{OUTPUT} .noUi-handle").press("ArrowRight")
    assert wait_until(desk.page, lambda: desk.python("", "figure.state['learning_rate']") > before)
    assert desk.errors == []
