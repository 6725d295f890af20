"""pytest plugin: ``pytest --notebooks notebooks`` checks every stored notebook.

nbval runs a notebook's cells and compares their outputs with the stored ones; this makes it strict
where it is blind. A cell that was never run fails, tags that switch comparing off fail, pictures
and their alternative texts are compared, a call to another machine fails, a dead kernel is noticed
at once, and one last item, ``drive``, sets each control of each displayed widget over its range
(``nbtools.drive``), in the notebook's own kernel. One thing is forgiven: ±1 in a last decimal.
"""

from __future__ import annotations

import copy
import json
import re
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbval.plugin import IPyNbCell, IPyNbFile, find_comment_markers, metadata_tags

from nbtools.normalise import WIDGET_VIEW, output_problems
from nbtools.pictures import rms
from nbtools.plugin_drive import Drive
from nbtools.plugin_kernel import CELL_SECONDS, Kernel, NotebookError
from nbtools.rounding import forgive
from nbtools.source import TAGS

LARGEST_RMS = 1.0  # grey levels; a missing point is 2.6, a changed sign up to 37
FIGURE = re.compile(r"(from mathlib[\w.]* import \w+)?\s*[A-Z]\w*\(\)")
REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements.txt"


class NotebookFile(IPyNbFile):
    """A notebook: its code cells, then ``drive``."""

    def collect(self):
        """Yield one item for each code cell, named as in JupyterLab: Cell 3 is In [3]."""
        self.nb = nbformat.read(self.path, as_version=4)
        self.displayed: dict[str, str] = {}
        code = _code_cells(self.nb)
        learners = _learners_cells(self.path)
        for number, cell in enumerate(code, 1):
            kind = LearnersCell if _shown_to_learners(cell, learners) else NotebookCell
            options = defaultdict(bool, check=True)
            yield kind.from_parent(
                self, name=f"Cell {number}", cell_num=number, cell=cell, options=options
            )
        if self.path.parent.name != "solutions":  # they show the same figures as the chapter
            yield Drive.from_parent(self, name="drive")

    def setup(self):
        """Start a kernel of this Python in the notebook's folder."""
        self.kernel = Kernel(self.path.parent)


class NotebookCell(IPyNbCell):
    """A code cell, run again and compared with what is stored."""

    def setup(self):
        """Go on after a cell that timed out: each failure is one of its own."""

    def runtest(self):
        """Fail if the cell fails, or if its outputs are not the stored ones."""
        self._check_stored()
        if not self.parent.kernel.is_alive():
            self.raise_cell_error("the kernel is dead since an earlier cell")
        self.config.option.nbval_cell_timeout = CELL_SECONDS
        super().runtest()
        for output in self.test_outputs:
            if model := output.get("data", {}).get(WIDGET_VIEW):
                self.parent.displayed.setdefault(model["model_id"], f"cell {self.cell_num}")
        self._compare_pictures()

    def _check_stored(self) -> None:
        for tag in self.cell.metadata.get("tags", ()):
            if tag.lower().replace("_", "-") in metadata_tags:  # nbval's: nbval-skip …
                self.raise_cell_error(f"the tag {tag!r} switches the checking off: remove it")
            if tag not in TAGS:
                self.raise_cell_error(f"the tag {tag!r} means nothing here: remove it")
        if comments := [*find_comment_markers(self.cell.source)]:
            self.raise_cell_error(f"a comment switches the checking off: {comments[0][0]}")
        if self.cell.execution_count is None:
            self.raise_cell_error("the cell is stored without having been run")
        for output in self.cell.outputs:
            for problem in output_problems(output):
                self.raise_cell_error(problem)

    def compare_outputs(self, test, ref, skip_compare=None):
        """Compare as nbval does, but forgive ±1 in the last decimal of a number in a text."""
        test = copy.deepcopy(test)
        for fresh, stored in zip(_texts(test), _texts(ref), strict=False):
            for key in fresh.keys() & stored.keys():
                if key.startswith("text"):
                    fresh[key] = forgive(fresh[key], stored[key])
        return super().compare_outputs(test, ref, skip_compare)

    def _compare_pictures(self) -> None:
        stored, fresh = _pictures(self.cell.outputs), _pictures(self.test_outputs)
        if len(stored) != len(fresh):
            self.raise_cell_error(f"{len(fresh)} pictures, but {len(stored)} are stored")
        for (old, old_words), (new, new_words) in zip(stored, fresh, strict=True):
            if old_words != forgive(new_words, old_words):
                self.raise_cell_error(f"the picture's {new_words} is stored as {old_words}")
            if pictures_are_comparable() and (distance := rms(old, new)) > LARGEST_RMS:
                self.raise_cell_error(
                    f"the picture differs from the stored one: RMS {distance:.1f}"
                )

    def repr_failure(self, excinfo):
        """Return the report of a failure."""
        if isinstance(excinfo.value, NotebookError):
            return f"Cell {self.cell_num}: {excinfo.value}\n\n{self.cell.source}"
        return super().repr_failure(excinfo)

    def reportinfo(self):
        """Return what pytest shows as this item's place."""
        return self.path, None, self.name


class LearnersCell(NotebookCell):
    """A figure of a solved notebook, stored exactly as in the learner's, where it is run again."""

    def runtest(self):
        """Fail if what is stored is no good by itself; that it is equal is known already.

        The name that the cell imports is imported: later cells may use it.
        """
        self._check_stored()
        kernel = self.parent.kernel
        names = self.cell.source.rpartition("\n")[0]
        if kernel.await_reply(kernel.kc.execute(names, silent=True))["status"] != "ok":
            self.raise_cell_error(f"this fails: {names}")


def _code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _learners_cells(path: Path) -> list[NotebookNode]:
    """Return the code cells of the learner's notebook that belongs to a solved one."""
    learners = path.parent.parent / path.name
    if path.parent.name != "solutions" or not learners.exists():
        return []
    return _code_cells(nbformat.read(learners, as_version=4))


def _shown_to_learners(cell: NotebookNode, learners: list[NotebookNode]) -> bool:
    """Return whether a learner's cell has this source and these outputs, and whether the source is
    the import of a figure and a call without arguments: such a cell depends on no other."""
    return FIGURE.fullmatch(cell.source) is not None and any(
        cell.source == other.source and _unnumbered(cell) == _unnumbered(other)
        for other in learners
    )


def _unnumbered(cell: NotebookNode) -> list[dict]:
    return [{**output, "execution_count": None} for output in cell.outputs]


def _texts(outputs: list[NotebookNode]) -> list[dict]:
    """Return where the words of each output stand: its ``data``, or itself with its ``text``."""
    return [output.get("data", output) for output in outputs]


def _pictures(outputs: list[NotebookNode]) -> list[tuple[str, str]]:
    """Return each PNG with the metadata that belongs to it: alt text, height and width."""
    return [
        (output.data["image/png"], _sorted(output.metadata.get("image/png", {})))
        for output in outputs
        if "image/png" in output.get("data", {})
    ]


def _sorted(words: dict) -> str:
    return json.dumps(words, ensure_ascii=False, sort_keys=True)


def pictures_are_comparable() -> bool:
    """Return whether this matplotlib is the pinned one: others draw letters differently."""
    pinned = re.search(r"^matplotlib==(\S+)", REQUIREMENTS.read_text(encoding="utf-8"), re.M)
    return pinned is not None and pinned[1] == version("matplotlib")


def pytest_addoption(parser):
    """Add --notebooks."""
    text = "check the notebooks: run, compare with what is stored, drive the widgets"
    parser.getgroup("notebooks").addoption("--notebooks", action="store_true", help=text)


def pytest_collect_file(file_path, parent):
    """Collect notebooks."""
    wanted = parent.config.option.notebooks and file_path.suffix == ".ipynb"
    if wanted and ".ipynb_checkpoints" not in file_path.parts:
        return NotebookFile.from_parent(parent, path=file_path)


def pytest_configure(config):
    """Make matplotlib's list of fonts here, lest the first kernel tells the learner about it."""
    if config.option.notebooks:
        import matplotlib.font_manager  # noqa: F401


def pytest_report_header(config):
    """Say whether pictures are compared."""
    if config.option.notebooks:
        no = f"NOT compared: matplotlib {version('matplotlib')} is not the one in requirements.txt"
        return f"notebooks: pictures are {'compared' if pictures_are_comparable() else no}"


def pytest_terminal_summary(terminalreporter, config):
    """With -v, say for each notebook how much was driven."""
    if config.option.verbose > 0:
        for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
            for name, value in getattr(report, "user_properties", ()):
                if name == "driven":
                    terminalreporter.write_line(f"{report.nodeid}: {value}")
