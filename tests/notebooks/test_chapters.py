"""What holds for every chapter as learners open it, beside re-execution (``--notebooks``)."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter

from mathlib.exercises import EXERCISES
from nbtools.explorers import explorers
from nbtools.pieces import read_page
from nbtools.prose import formulas, limits, links, words
from nbtools.quoted import look, numbers, quoted
from nbtools.source import learner, read

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PAGES = ROOT / "README.md", ROOT / "data" / "README.md"
CLAIMS = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests/unit/claims").glob("*.py"))
)


@pytest.fixture(scope="module", params=CHAPTERS, ids=lambda path: path.stem)
def chapter(request):
    return request.param


@pytest.fixture(scope="module")
def text(chapter):
    """The source of a chapter as learners get it."""
    return learner(read(ROOT / "notebooks" / "source" / f"{chapter.stem}.md"))


@pytest.fixture(scope="module")
def seen(chapter):
    """What there is to see at each code cell of a chapter."""
    return look(nbformat.read(chapter, as_version=4))


DIGITS = "01234567890⁰¹²³⁴⁵⁶⁷⁸⁹⁰"
"""Each is followed by the next one, 9 by 0."""


def code_cells(path: Path) -> list:
    return [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]


def pictures(path: Path) -> list[dict]:
    outputs = [output for cell in code_cells(path) for output in cell.outputs]
    return [output for output in outputs if "image/png" in output.get("data", {})]


def test_every_explorer_stands_in_a_chapter():
    """Where it is driven: every control over its range, back to the first picture."""
    folder = ROOT / "notebooks" / "source"
    sources = [path.read_text(encoding="utf-8") for path in folder.glob("*.md")]
    forgotten = [
        kind.__name__
        for kind in explorers()
        if not any(f"\n{kind.__name__}()\n" in source for source in sources)
    ]
    assert CHAPTERS and not forgotten


@pytest.mark.parametrize("check", [words, formulas, limits])
def test_the_text(text, check):
    assert lines(check(text)) == ""


def test_the_text_has_no_dead_links(text, chapter):
    assert lines(links(text, chapter.parent)) == ""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_the_text_of_a_page_without_code(path):
    page = read_page(path)
    assert lines(words(page) + formulas(page) + links(page, path.parent)) == ""


def test_the_text_quotes_the_numbers_that_are_shown(text, seen):
    assert lines(numbers(text, seen, CLAIMS)) == ""


def test_the_text_cannot_change_a_number_unnoticed(text, seen):
    """Each number of the text, its last digit changed: nearly always that is noticed."""
    changed = [with_number_changed(text, *where) for where in quoted(text)]
    unnoticed = [line for line, other in changed if not numbers(other, seen, CLAIMS)]
    assert changed and len(unnoticed) <= 0.15 * len(changed), unnoticed


def lines(problems) -> str:
    return "\n".join(str(problem) for problem in problems)


def with_number_changed(text, index, piece, number):
    """The new line, and the chapter with it: one number there has another last digit."""
    cell, old = text.cells[index], piece.text
    last = max(i for i in range(*number.span) if old[i] in DIGITS)
    new = old[:last] + DIGITS[DIGITS.index(old[last]) + 1] + old[last + 1 :]
    line = cell.lines[piece.line - cell.numbers[0]]
    assert old in line
    there = [line.replace(old, new, 1) if one == line else one for one in cell.lines]
    other = replace(cell, lines=tuple(there))
    cells = (*text.cells[:index], other, *text.cells[index + 1 :])
    return line.replace(old, new, 1), replace(text, cells=cells)


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


def test_plain_nbval_passes():
    """Without this project's plugin; one chapter is enough to see that nbval knows the form."""
    chapter = CHAPTERS[0]
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
