"""What holds for every chapter as learners open it, beside re-execution (``--notebooks``)."""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbconvert import HTMLExporter

from mathlib.exercises import EXERCISES

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=CHAPTERS, ids=lambda path: path.stem)
def chapter(request):
    return request.param


def code_cells(path: Path) -> list:
    return [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]


def pictures(path: Path) -> list[dict]:
    outputs = [output for cell in code_cells(path) for output in cell.outputs]
    return [output for output in outputs if "image/png" in output.get("data", {})]


def test_there_are_chapters():
    assert CHAPTERS


def test_code_cells_are_short(chapter):
    lines = [len(cell.source.splitlines()) for cell in code_cells(chapter)]
    assert np.median(lines) <= 4
    assert np.percentile(lines, 90) <= 10
    assert max(lines) <= 20


def test_every_picture_has_words(chapter):
    found = pictures(chapter)
    assert len(found) >= 8
    for output in found:
        assert len(output.metadata["image/png"]["alt"]) > 40
        assert len(output.data["text/plain"].splitlines()) >= 3


@pytest.mark.parametrize("template", ["lab", "classic"])
def test_a_page_that_is_never_run_shows_every_figure(chapter, template):
    html, _ = HTMLExporter(template_name=template).from_filename(str(chapter))
    shown = re.findall('<img[^>]*src="data:image/png;base64[^>]*>', html)
    assert len(shown) == len(pictures(chapter))
    assert "widget-view" not in html
    if template == "classic":  # nbconvert's other template leaves the alternative text out
        for picture, output in zip(shown, pictures(chapter), strict=True):
            assert output.metadata["image/png"]["alt"][:30] in picture


@pytest.mark.parametrize(("folder", "mark"), [("", "○"), ("solutions", "✓")])
def test_every_check_answers_as_it_should(chapter, folder, mark):
    """Not solved yet in the learner's notebook, right in the solved one."""
    cells = code_cells(chapter.parent / folder / chapter.name)
    texts = [c.outputs[0].data["text/plain"] for c in cells if "\ncheck(" in c.source]
    numbers = [name for name in EXERCISES if name.startswith(chapter.stem[:2])]
    assert [text.split()[:2] for text in texts] == [[mark, number] for number in numbers]
    assert 6 <= len(texts) <= 8


def test_plain_nbval_passes(chapter):
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "-p", "no:nbtools.plugin"]
    command += ["-o", "addopts=", "-p", "no:cacheprovider", str(chapter)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout[-2000:]
    assert f"{len(code_cells(chapter))} passed" in run.stdout


def test_cells_run_out_of_order_say_what_is_missing(chapter, monkeypatch):
    """From the last cell to the first: nothing but NameError; then in order: nothing at all."""
    monkeypatch.chdir(chapter.parent)
    names: dict = {}
    missing = 0
    for cell in reversed(code_cells(chapter)):
        try:
            exec(cell.source, names)
        except NameError:
            missing += 1
    assert missing > 0
    for cell in code_cells(chapter):
        exec(cell.source, names)
