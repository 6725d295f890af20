"""Notebooks that are broken on purpose: each one has to fail, and for its own reason.

All of them, and two good ones, go through one run of pytest with the plugin; the tests read its
report. A check that cannot fail is worse than none.
"""

import base64
import io
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from PIL import Image

from nbtools.plugin import _shown_to_learners

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# name of the class in bad/fake_figure.py → what the report of `drive` has to say of its cell
WIDGETS = {
    "RaisesAtMaximum": "FloatLogSlider 'rate' = 10.0: ValueError: too large",
    "RaisesInCentre": "handle 'start' at 0.0, 0.0: ValueError: the zero vector has no direction",
    "RaisesInCorner": "handle 'start' at 2.0, -2.0: IndexError: off the map",
    "RaisesAtOption": "Dropdown 'kind' = 'saddle': KeyError: 'saddle'",
    "ButtonRaises": "Button 'Large rate' pressed: RuntimeError: no such preset",
    "DeadButton": "Button 'Large rate': pressing it changes nothing",
    "NeverChanges": "FloatSlider 'y': the picture never changes",
    "DeadOption": "Dropdown 'kind': the options 'valley' and 'saddle' give the same picture",
    "Random": "the picture changes by itself: random numbers, or the time?",
    "NotRestored": "FloatSlider 'x': the start values do not bring the first picture back",
    "ResetForgets": "reset() does not bring the first picture back",
    "MistakeRaises": "Text 'f(x)' = '2x': SyntaxError: 2x",
    "MistakeIsDrawn": "Text 'f(x)' = '2x': the mistake changes the picture",
    "MistakeIsNotTold": "Text 'f(x)' = '2x': no message says what is wrong",
    "MessageStays": "Text 'f(x)': its mistakes: a message stays though all is well again",
    "DeadExample": "Text 'f(x)': the picture never changes",
    "SaysNan": "FloatSlider 'x' = 2.0: not one whole sentence: 'The loss f is now nan.'",
    "RaisesAtPair": "Dropdown 'kind' = 'valley', FloatSlider 'x' = 2.0, FloatSlider 'y' = -2.0, "
    "FloatLogSlider 'rate' = 10.0: OverflowError: too far",
}


def png(colour: str) -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def result(text: str, number: int = 1, image: str | None = None, alt: str | None = "A square."):
    data, metadata = {"text/plain": text}, {}
    if image:
        data["image/png"] = image
        metadata = {"image/png": {"alt": alt}} if alt else {}
    return new_output("execute_result", data=data, metadata=metadata, execution_count=number)


def cell(source: str, *outputs, number: int | None = 1, tags: tuple[str, ...] = ()):
    metadata = {"tags": list(tags)} if tags else {}
    return new_code_cell(source, execution_count=number, outputs=list(outputs), metadata=metadata)


def widget_cell(call: str, text: str = "a figure", number: int = 1):
    return cell(f"import fake_figure\nfake_figure.{call}", result(text, number), number=number)


PICTURE = """\
import base64
class Picture:
    def __repr__(self): return "a picture"
    def _repr_png_(self): return base64.b64decode("{}"), {{"alt": "A square."}}
Picture()"""

DIFFERS = "Cell outputs differ"
RED = PICTURE.format(png("red"))

# what is wrong with a cell → the cell, and what the report has to say of it
CELLS = {
    "another number": (cell("1 + 1", result("3")), DIFFERS),
    "two in the last decimal": (cell("0.125", result("0.123")), DIFFERS),
    "another sign": (cell("-1.5", result("1.5")), DIFFERS),
    "another sign near 0": (cell("-0.01", result("0.00")), DIFFERS),
    "another integer": (cell("(0.5, 8)", result("(0.5, 7)")), DIFFERS),
    "another word": (cell("'converged 0.5'", result("'diverged 0.5'")), DIFFERS),
    "random": (cell("import random\nrandom.random()", result("0.1234567890123456")), DIFFERS),
    "never run": (cell("1 + 1", number=None), "the cell is stored without having been run"),
    "an error": (cell("1 / 0"), "ZeroDivisionError"),
    "an error that is expected": (
        cell("1 / 0", tags=("raises-exception",)),
        "the tag 'raises-exception' switches the checking off",
    ),
    "a tag against checking": (
        cell("1 + 1", result("3"), tags=("nbval-ignore-output",)),
        "the tag 'nbval-ignore-output' switches the checking off",
    ),
    "a misspelt tag": (
        cell("1 + 1", result("2"), tags=("nbval-ignore-ouput",)),
        "the tag 'nbval-ignore-ouput' means nothing here",
    ),
    "a comment against checking": (
        cell("# NBVAL_SKIP\n1 + 1", result("3")),
        "a comment switches the checking off: skip",
    ),
    "a warning": (
        cell(
            "import sys\nsys.stderr.write('careful')\nNone",
            new_output("stream", name="stderr", text="careful"),
        ),
        "the output holds stderr: careful",
    ),
    "another picture": (
        cell(RED, result("a picture", image=png("blue"))),
        "the picture differs from the stored one: RMS 180",
    ),
    "a picture that is gone": (
        cell("1 + 1", result("2", image=png("blue"))),
        "0 pictures, but 1 are stored",
    ),
    "a picture without words": (
        cell(RED, result("a picture", image=png("red"), alt=None)),
        "the picture has no alternative text",
    ),
    "other words of a picture": (
        cell(RED, result("a picture", image=png("red"), alt="A disc.")),
        'the picture\'s {"alt": "A square."} is stored as {"alt": "A disc."}',
    ),
    "a call to another machine": (
        cell("import urllib.request\nurllib.request.urlopen('http://example.org')"),
        "a notebook must not call example.org: it has to work offline",
    ),
}

NOTEBOOKS = {
    "good": [
        cell("1 + 1", result("2")),
        cell(RED, result("a picture", 2, image=png("red")), number=2),
        cell("'|x| = 0.124, f = -1.50e-05'", result("'|x| = 0.123, f = -1.51e-05'"), number=3),
        cell("print('0.50', 7)", new_output("stream", name="stdout", text="0.49 7\n"), number=4),
        cell("1 + 1;", number=5),
    ],
    "good_widgets": [
        widget_cell("Figure()"),
        widget_cell("Question()", "a question", 2),
        widget_cell("Typed()", number=3),
    ],
    "bad_cells": [bad for bad, _ in CELLS.values()],
    "bad_widgets": [widget_cell(f"{name}()", number=n) for n, name in enumerate(WIDGETS, 1)],
    "kernel_dies": [cell("import os\nos._exit(1)"), cell("1 + 1", result("2", 2), number=2)],
    "changed_later": [
        cell("import fake_figure\nf = fake_figure.Figure()\nf", result("a figure")),
        cell("g = fake_figure.Figure()\ng", result("a figure", 2), number=2),
        cell("f.close()\ng.start['x'] = 'left'", number=3),
    ],
    "bad_questions": [
        widget_cell("Question(('no', 'yes', 'no'))", "a question"),
        widget_cell("unbounded()", "a question"),
        widget_cell("no_examples()", "a question"),
        widget_cell("captured()", "VBox(children=(IntSlider(value=0, max=3), Output()))"),
        widget_cell("Warns()"),
    ],
    "dead_in_drive": [widget_cell("DeadKernel()")],
}

# (notebook, item) → what the report has to say there, in any order
EXPECTED = {
    **{("bad_cells", f"Cell {n}"): [text] for n, (_, text) in enumerate(CELLS.values(), 1)},
    ("bad_widgets", "drive"): [f"cell {n}: {text}" for n, text in enumerate(WIDGETS.values(), 1)],
    ("kernel_dies", "Cell 1"): ["the kernel died"],
    ("kernel_dies", "Cell 2"): ["the kernel is dead since an earlier cell"],
    ("kernel_dies", "drive"): ["the kernel is dead since an earlier cell"],
    ("changed_later", "drive"): [
        "cell 1: the displayed widget was closed by a later cell",
        "cell 2: reset(): TraitError",
    ],
    ("bad_questions", "drive"): [
        "cell 1: RadioButtons 'η = 1': the options 'a' and 'c' give the same",
        "cell 2: FloatText 'any number': no limits are known for a FloatText; use a bounded one",
        "cell 3: Text 'any text': no texts to try are known",
        "cell 4: the widget shows nothing that can be compared: no png(), no HTML",
        "while driving, on stderr: RuntimeWarning: overflow",
    ],
    ("dead_in_drive", "drive"): ["the kernel died"],
}
TEXTS = [(place, text) for place, texts in EXPECTED.items() for text in texts]


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Return the failures of one run over all notebooks: (notebook, item) → text ("" = passed)."""
    folder = tmp_path_factory.mktemp("bad")
    shutil.copy(HERE / "bad" / "fake_figure.py", folder)
    for name, cells in NOTEBOOKS.items():
        nbformat.write(new_notebook(cells=cells), folder / f"{name}.ipynb")
    command = [sys.executable, "-m", "pytest", "-p", "nbtools.plugin", "--notebooks", "-v"]
    command += ["--rootdir", str(folder), "--junit-xml", str(folder / "report.xml"), str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300
    )
    assert run.returncode == 1, run.stdout + run.stderr
    return _read(folder / "report.xml"), run.stdout


def _read(path: Path) -> dict[tuple[str, str], str]:
    found = {}
    for case in ET.parse(path).iter("testcase"):
        notebook = case.get("classname").split(".")[0] or case.get("classname")
        problems = [element for tag in ("failure", "error") for element in case.iter(tag)]
        found[notebook, case.get("name")] = "\n".join(p.text or "" for p in problems)
    return found


def test_there_are_many_kinds():
    assert len(CELLS) + len(WIDGETS) >= 30


@pytest.mark.parametrize(("place", "text"), TEXTS)
def test_it_fails_for_its_own_reason(report, place, text):
    assert text in report[0][place]


def test_nothing_else_fails(report):
    failed = {place for place, text in report[0].items() if text}
    assert failed == set(EXPECTED)


def test_everything_was_run(report):
    items = {(name, "drive") for name in NOTEBOOKS}
    items |= {
        (name, f"Cell {n}") for name, cells in NOTEBOOKS.items() for n in range(1, len(cells) + 1)
    }
    assert set(report[0]) == items


def test_verbose_says_how_much_was_driven(report):
    assert "good_widgets.ipynb::drive: 3 widgets, " in report[1]


FIGURE = "from mathlib.widgets.linalg import LinearMap\n\nLinearMap()"


@pytest.mark.parametrize(
    ("solved", "equal"),
    [
        (cell(FIGURE, result("a figure", 7, png("red")), number=7), True),
        (cell(FIGURE, result("another", 7, png("red")), number=7), False),
        (cell(FIGURE, result("a figure", 7, png("blue")), number=7), False),
        (cell(FIGURE, result("a figure", 7, png("red"), "Words."), number=7), False),
        (cell(FIGURE.replace("()", "(2)"), result("a figure", 7, png("red")), number=7), False),
        (cell("f = LinearMap()", result("a figure", 7, png("red")), number=7), False),
    ],
)
def test_a_solved_notebook_runs_its_figures_unless_they_are_the_learners(solved, equal):
    learners = cell(FIGURE, result("a figure", 5, png("red")), number=5)
    assert _shown_to_learners(solved, [cell("1 + 1", result("2")), learners]) is equal
    assert not _shown_to_learners(solved, [])
