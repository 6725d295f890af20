"""Every chapter in real JupyterLab: opened, run, and each of its figures used by mouse and keys."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from nbtools.lab import ROOT, write_notebook
from nbtools.normalise import normalise, write

pytestmark = pytest.mark.browser
CHAPTERS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SMALL = Path("small.ipynb")
IMPORT = "from mathlib.widgets.descent import DescentOnMap\n"

CELLS = "window.jupyterapp.shell.currentWidget.content.model.cells.length"
SCROLLED = "document.querySelector('.jp-WindowedPanel-outer').scrollTop"
LAYOUT = """
root => {
    const boxes = [...root.querySelectorAll(
        ".widget-inline-hbox, .widget-button, .widget-play, .mathlib-stage, .mathlib-verdict")];
    const rects = boxes.map((box) => box.getBoundingClientRect());
    const name = (box) => `${box.className.split(" ").pop()} ${box.innerText.slice(0, 30)}`;
    const problems = [];
    for (let i = 0; i < boxes.length; i++) for (let j = 0; j < i; j++) {
        if (boxes[i].contains(boxes[j]) || boxes[j].contains(boxes[i])) continue;
        const [a, b] = [rects[i], rects[j]];
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && high > 1) problems.push(`${name(boxes[j])} lies over ${name(boxes[i])}`);
    }
    for (const text of root.querySelectorAll(".widget-label, .widget-button, .widget-readout"))
        if (text.scrollWidth > text.clientWidth + 1) problems.push(`cut off: ${text.innerText}`);
    for (let box = root; box && !box.matches(".jp-OutputArea"); box = box.parentElement)
        if (box.scrollWidth > box.clientWidth + 1)
            problems.push(`${box.className}: ${box.scrollWidth} px wide in ${box.clientWidth} px`);
    const page = document.scrollingElement;
    if (page.scrollWidth > window.innerWidth) problems.push("the page scrolls sideways");
    return problems;
}
"""


@pytest.fixture(scope="module", params=[SMALL, *CHAPTERS], ids=lambda path: path.stem)
def chapter(request, folder, opened):
    """An open notebook: looked at before it is run (``before``), then run."""
    path = folder / request.param.name
    if request.param == SMALL:
        draft = nbformat.read(write_notebook(path, IMPORT + "DescentOnMap()", "DescentOnMap()"), 4)
        run = NotebookClient(draft, resources={"metadata": {"path": str(ROOT)}}).execute()
        path.write_text(write(normalise(run)), encoding="utf-8")
    else:
        shutil.copy(request.param, path)
    notebook = opened(path.name)
    notebook.stored = _pictures(path)
    images = notebook.page.locator(".jp-OutputArea-output img")
    if notebook.stored:
        images.nth(notebook.stored - 1).wait_for(state="attached")
    notebook.before = {
        "text": notebook.page.locator(".jp-Notebook").inner_text(),
        "widths": images.evaluate_all("images => images.map((image) => image.naturalWidth)"),
    }
    notebook.run_all()
    yield notebook
    notebook.close()


def _pictures(path: Path) -> int:
    cells = [c for c in nbformat.read(path, 4).cells if c.cell_type == "code"]
    return sum("image/png" in output.get("data", {}) for c in cells for output in c.outputs)


@pytest.fixture(scope="module")
def shown(chapter, figures):
    """The live figures of the chapter, run."""
    found = figures(chapter)
    assert found, "the notebook shows no live figure"
    return found


def test_it_shows_its_pictures_before_it_is_run(chapter):
    widths = chapter.before["widths"]
    assert len(widths) == chapter.stored > 0
    assert min(widths) > 100
    for words in ("Error displaying widget", "model not found", "Traceback"):
        assert words not in chapter.before["text"]


def test_it_runs_without_an_error(chapter, shown):
    assert chapter.errors == []
    assert [figure.message() for figure in shown] == [""] * len(shown)


def test_the_first_slider_of_each_figure_answers_the_keyboard(chapter, shown):
    for figure in shown:
        slider = figure.sliders.first
        key = figure.inward(slider)
        assert figure.changes(lambda f=figure, s=slider, k=key: f.press(s, k, 3)), figure.message()
    assert chapter.errors == []


def test_no_key_on_a_figure_edits_the_notebook(chapter, shown):
    before = chapter.page.evaluate(CELLS)
    for figure in shown:
        for part in (figure.sliders.first, *figure.handles.all()[:1]):
            part.focus()
            top = chapter.page.evaluate(SCROLLED)
            for key in ("x", "d", "d", "a", "b", "ArrowDown", "ArrowUp"):
                chapter.page.keyboard.press(key)
                assert chapter.page.evaluate(CELLS) == before, f"{key} has edited the notebook"
            assert part.evaluate("part => part === document.activeElement")
            assert chapter.page.evaluate(SCROLLED) == top, "the page has scrolled"


def test_each_handle_can_be_dragged(chapter, shown):
    for figure in shown:
        for handle in figure.handles.all():
            readouts = figure.readouts()
            assert figure.changes(lambda f=figure, h=handle: f.drag(h)), figure.message()
            assert figure.readouts() != readouts
    assert chapter.errors == []


def test_each_handle_answers_the_arrow_keys(chapter, shown):
    for figure in shown:
        for handle in figure.handles.all():
            readouts = [figure.readouts()]

            def press(figure=figure, handle=handle, readouts=readouts):
                for key, times in ((figure.inward(handle), 3), ("ArrowUp", 5)):
                    figure.press(handle, key, times)
                    readouts.append(figure.readouts())

            assert figure.changes(press), figure.message()
            assert readouts[0] != readouts[1] != readouts[2]
    assert chapter.errors == []


def test_every_slider_and_handle_says_its_name_and_value(shown):
    for figure in shown:
        for part in [*figure.sliders.all(), *figure.handles.all()]:
            assert part.get_attribute("aria-label").strip()
            assert part.get_attribute("aria-valuetext").strip()


def test_nothing_overlaps_or_is_cut_off(shown):
    assert [figure.root.evaluate(LAYOUT) for figure in shown] == [[]] * len(shown)
