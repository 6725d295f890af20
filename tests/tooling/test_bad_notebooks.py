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

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# name of the class in bad/fake_figure.py → what the report of `drive` has to say of its cell
WIDGETS = {
    "RaisesAtMaximum": "FloatLogSlider 'rate' = 10.0: ValueError: too large",
    "RaisesInCorner": "handle 'start' at 2.0, -2.0: IndexError: off the map",
    "RaisesAtOption": "Dropdown 'kind' = 'saddle': KeyError: 'saddle'",
    "ButtonRaises": "Button 'Large rate' pressed: RuntimeError: no such preset",
    "DeadButton": "Button 'Large rate': pressing it changes nothing",
    "NeverChanges": "FloatSlider 'y': the picture never changes",
    "DeadOption": "Dropdown 'kind': the options 'valley' and 'saddle' give the same picture",
    "Random": "the picture changes by itself: random numbers, or the time?",
    "NotRestored": "FloatSlider 'x': the start values do not bring the first picture back",
    "ResetForgets": "reset() does not bring the first picture back",
}


def png(colour: str) -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def result(text: str, number: int = 1, **mimes: str):
    data = {"text/plain": text, **{key.replace("_", "/"): value for key, value in mimes.items()}}
    return new_output("execute_result", data=data, execution_count=number)


def cell(source: str, *outputs, number: int | None = 1, tags: tuple[str, ...] = ()):
    metadata = {"tags": list(tags)} if tags else {}
    return new_code_cell(source, execution_count=number, outputs=list(outputs), metadata=metadata)


def widget_cell(call: str, text: str = "a figure", number: int = 1):
    return cell(f"import fake_figure\nfake_figure.{call}", result(text, number), number=number)


PICTURE = """\
import base64
class Picture:
    def __repr__(self): return "a picture"
    def _repr_png_(self): return base64.b64decode("{}")
Picture()"""

NOTEBOOKS = {
    "good": [
        cell("1 + 1", result("2")),
        cell(PICTURE.format(png("red")), result("a picture", 2, image_png=png("red")), number=2),
    ],
    "good_widgets": [widget_cell("Figure()"), widget_cell("Question()", "a question")],
    "wrong_number": [cell("1 + 1", result("3"))],
    "not_run": [cell("1 + 1", number=None)],
    "raises": [cell("1 / 0")],
    "tagged_off": [cell("1 + 1", result("3"), tags=("nbval-ignore-output",))],
    "commented_off": [cell("# NBVAL_SKIP\n1 + 1", result("3"))],
    "expected_error": [cell("1 / 0", tags=("raises-exception",))],
    "stored_stderr": [
        cell(
            "import sys\nsys.stderr.write('careful')\nNone",
            new_output("stream", name="stderr", text="careful"),
        )
    ],
    "wrong_picture": [cell(PICTURE.format(png("red")), result("a picture", image_png=png("blue")))],
    "lost_picture": [cell("1 + 1", result("2", image_png=png("blue")))],
    "kernel_dies": [cell("import os\nos._exit(1)"), cell("1 + 1", result("2", 2), number=2)],
    "closed_later": [
        cell("import fake_figure\nf = fake_figure.Figure()\nf", result("a figure")),
        cell("f.close()", number=2),
    ],
    "same_answers": [widget_cell("Question(('no', 'yes', 'no'))", "a question")],
    "unbounded": [widget_cell("unbounded()", "a question")],
    "captured": [widget_cell("captured()", "VBox(children=(IntSlider(value=0, max=3), Output()))")],
    "warns": [widget_cell("Warns()")],
    "dead_in_drive": [widget_cell("DeadKernel()")],
    "broken_widgets": [widget_cell(f"{name}()", number=n) for n, name in enumerate(WIDGETS, 1)],
}

EXPECTED = {
    ("wrong_number", "Cell 1"): "Cell outputs differ",
    ("not_run", "Cell 1"): "the cell is stored without having been run",
    ("raises", "Cell 1"): "ZeroDivisionError",
    ("tagged_off", "Cell 1"): "a tag or comment switches the checking off",
    ("commented_off", "Cell 1"): "a tag or comment switches the checking off",
    ("expected_error", "Cell 1"): "a tag or comment switches the checking off",
    ("stored_stderr", "Cell 1"): "the output holds stderr: careful",
    ("wrong_picture", "Cell 1"): "the picture differs from the stored one: RMS 180",
    ("lost_picture", "Cell 1"): "0 pictures, but 1 are stored",
    ("kernel_dies", "Cell 1"): "the kernel died",
    ("kernel_dies", "Cell 2"): "the kernel is dead since an earlier cell",
    ("kernel_dies", "drive"): "the kernel is dead since an earlier cell",
    ("closed_later", "drive"): "cell 1: the displayed widget was closed by a later cell",
    ("same_answers", "drive"): "RadioButtons 'η = 1': the options 'a' and 'c' give the same",
    ("unbounded", "drive"): "no limits are known for a FloatText; use a bounded one",
    ("captured", "drive"): "shows nothing that can be compared: no png(), no HTML",
    ("warns", "drive"): "while driving, on stderr: RuntimeWarning: overflow",
    ("dead_in_drive", "drive"): "the kernel died",
    ("broken_widgets", "drive"): "cell 1: ",
}


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


@pytest.mark.parametrize(("place", "text"), EXPECTED.items(), ids=lambda p: "-".join(p)[:40])
def test_it_fails_for_its_own_reason(report, place, text):
    assert text in report[0][place]


@pytest.mark.parametrize(("number", "name"), [*enumerate(WIDGETS, 1)])
def test_a_broken_widget_is_found(report, number, name):
    lines = report[0]["broken_widgets", "drive"].splitlines()
    assert f"cell {number}: {WIDGETS[name]}" in lines


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
    assert "good_widgets.ipynb::drive: 2 widgets, " in report[1]
