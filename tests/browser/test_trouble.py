"""The checks of this folder can fail: each kind of broken page is noticed, by the right words."""

import pytest

from nbtools.lab import write_notebook

pytestmark = pytest.mark.browser

FIGURE = """
import ipywidgets as widgets
from IPython.display import HTML
from mathlib.exercises.core import Exercise, Question, Verdict
from mathlib.exercises.hint_button import Hints
from mathlib.exercises.predictions import Prediction
from mathlib.widgets import LiveFigure
from mathlib.widgets.live.controls import slider

class Point(LiveFigure):
    def __init__(self, label="x"):
        super().__init__({"x": slider(label, 1.0, 0.0, 2.0, 1.0)})

    def draw(self, figure, state):
        axes = figure.subplots()
        axes.set(xlim=(-1, 3), ylim=(-1, 3), xlabel="x", ylabel="y", title="One point")
        self.point = axes.plot([], [], "o", label="point")[0]
        return [self.point]

    def update(self, state):
        self.point.set_data([state["x"]], [state["x"]])
        self.verdict = f"x is {state['x']:g}."
"""
GOOD = "Point()"
QUESTION = "Prediction(Question('q', 'Which?', {'this': 'Yes.', 'that': 'No.'}, correct='this'))"
HINTS = "Hints(Exercise('1.1', 'Title', len, list, (), ('First `this`.', 'Then that.'), 'Good.'))"
VERDICTS = [f"Verdict('1.1', {ok}, 'message with `code`.')" for ok in (None, True, False)]
DEAD = """
class Dead(Point):
    def update(self, state):
        self.verdict = "The same, whatever you do."
Dead()
"""
WIDE = "Point('a label that is far too long for the room that a slider leaves to it')"
NAMELESS = "widgets.Button(icon='check')"
PALE = """HTML('<p style="color: #999; background: #fff">pale</p>')"""
BARE = """
bare = widgets.IntSlider(description="bare")
bare.observe(lambda change: 1 / 0, "value")
bare
"""


@pytest.fixture(scope="module")
def page(folder, desk):
    """The page, with a notebook of this file."""
    desk.open(write_notebook(folder / "trouble.ipynb", FIGURE).name)
    return desk


@pytest.fixture
def shows(page, folder, request):
    """A function that opens a notebook with these cells after ``FIGURE``, and runs it."""

    def show(*cells):
        name = f"{request.node.originalname}.ipynb"
        write_notebook(folder / name, FIGURE, *cells)
        page.open(name)
        page.run_all()
        return page

    return show


def test_a_formula_that_cannot_be_read_is_noticed(shows, formula_faults):
    formulas = (r"\left( x", r"\nosuch{x}", "x^2")
    notebook = shows("from IPython.display import Math", *(f"Math(r'{text}')" for text in formulas))
    notebook.page.locator("mjx-container").nth(2).wait_for()
    assert formula_faults(notebook) == [r"\displaystyle \left( x", r"\nosuch"]


def test_a_sound_page_has_no_fault(shows, figures, axe_faults):
    notebook = shows(GOOD, QUESTION, HINTS, *VERDICTS)
    (figure,) = figures(notebook)
    assert figure.layout_faults() == []
    for theme in ("dark", "light"):
        notebook.theme(theme)
        figure.settle()
        assert axe_faults(notebook) == []
    assert notebook.errors == []


def test_errors_of_the_page_are_noticed(page, wait_until):
    page.errors.clear()
    page.page.evaluate("console.error('first'); setTimeout(() => { throw new Error('second'); })")
    assert wait_until(page.page, lambda: len(page.errors) == 2)
    assert sorted(page.errors) == ["console: first", "page: second"]


def test_an_error_that_a_widget_hides_is_noticed(shows, wait_until):
    notebook = shows(BARE)
    notebook.page.locator(".noUi-handle").focus()
    notebook.page.keyboard.press("ArrowRight")
    assert wait_until(notebook.page, lambda: notebook.errors)
    assert notebook.errors[0] == "kernel: ZeroDivisionError: division by zero"
    assert notebook.page.get_by_text("ZeroDivisionError").count() == 0, "it was not hidden"


def test_a_dead_control_and_a_cut_off_label_are_noticed(shows, figures):
    dead, wide = figures(shows(DEAD, WIDE))
    assert not dead.changes(lambda: dead.press(dead.sliders.first, "ArrowRight"))
    assert any("cut off: a label that is far too long" in fault for fault in wide.layout_faults())


def test_axe_notices_a_nameless_button_and_pale_text(shows, axe_faults):
    faults = axe_faults(shows(*[GOOD] * 3, NAMELESS, PALE))
    assert [fault.split(":")[0] for fault in faults] == ["button-name", "color-contrast"]
