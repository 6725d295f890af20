"""What has to come out of a source, and whether that is what is stored (``--check``)."""

from __future__ import annotations

from pathlib import Path

import nbformat

from nbtools.normalise import output_problems
from nbtools.record import place, record
from nbtools.source import Chapter, learner, notebook, read, solved


class BuildError(RuntimeError):
    """A chapter that cannot be built; the message names file, line and cell."""


def products(root: Path, source: Path) -> dict[Path, Chapter]:
    """Return the notebooks that come out of a source: their paths and what stands in them."""
    chapter = read(source)
    name = source.with_suffix(".ipynb").name
    result = {root / "notebooks" / name: learner(chapter)}
    if solved(chapter) != learner(chapter):
        result[root / "notebooks" / "solutions" / name] = solved(chapter)
    return result


def sources(root: Path, wanted: list[str] | None = None) -> list[Path]:
    """Return the source files, all or those whose names start with a ``wanted`` word.

    Raises BuildError for a word that fits no chapter.
    """
    found = sorted((root / "notebooks" / "source").glob("*.md"))
    for word in wanted or []:
        if not any(path.stem.startswith(word) for path in found):
            names = ", ".join(path.stem for path in found)
            raise BuildError(f"No chapter starts with {word!r}. There are: {names}.")
    return [p for p in found if not wanted or any(p.stem.startswith(word) for word in wanted)]


def check(root: Path) -> list[str]:
    """Return where sources and notebooks are out of step, without executing anything."""
    problems: list[str] = []
    expected: set[Path] = set()
    for source in sources(root):
        wanted = products(root, source)
        expected |= set(wanted)
        found = [text for path, chapter in wanted.items() for text in drift(root, path, chapter)]
        problems += found or unrecorded(root, source)
    for path in sorted((root / "notebooks").rglob("*.ipynb")):
        if path not in expected and ".ipynb_checkpoints" not in path.parts:
            problems.append(f"{short(root, path)}: has no source. Delete it, or write one.")
    return problems


def drift(root: Path, path: Path, chapter: Chapter) -> list[str]:
    """Return where a stored notebook is not that of its chapter."""
    name = short(root, path)
    if not path.exists():
        return [f"{name}: is missing. Run: make build"]
    stored, fresh = nbformat.read(path, as_version=4), notebook(chapter)
    if stored.metadata != fresh.metadata or len(stored.cells) != len(fresh.cells):
        return [f"{name}: its metadata or number of cells is not the source's. Run: make build"]
    problems, count = [], 0
    for number, (old, new, cell) in enumerate(
        zip(stored.cells, fresh.cells, chapter.cells, strict=True), 1
    ):
        line = f"{short(root, chapter.path)}:{cell.numbers[0]}"
        count += new.cell_type == "code"
        if any(old[key] != new[key] for key in ("cell_type", "id", "source", "metadata")):
            problems.append(f"{name}: block {number} differs from {line}. Run: make build")
        elif new.cell_type == "code":
            if old.execution_count != count:
                problems.append(f"{name}: cell {count} ({line}) was not run in order.")
            texts = [text for output in old.outputs for text in output_problems(output)]
            problems += [f"{name}: cell {count} ({line}): {text}" for text in texts]
    return problems


def recorded(root: Path, source: Path) -> str:
    """Return the record of a chapter as its stored notebook shows it."""
    path = root / "notebooks" / source.with_suffix(".ipynb").name
    return record(learner(read(source)), nbformat.read(path, as_version=4))


def unrecorded(root: Path, source: Path) -> list[str]:
    """Return a problem if the record of a chapter is not what its stored notebook shows."""
    path = place(root, source)
    notebook = root / "notebooks" / source.with_suffix(".ipynb").name
    if not notebook.exists():
        return []  # that is told already
    if path.exists() and path.read_text(encoding="utf-8") == recorded(root, source):
        return []
    return [f"{short(root, path)}: is not what the notebook shows. Run: make build, and read it."]


def short(root: Path, path: Path) -> str:
    """Return a path as it is written in messages, from the project's folder."""
    return path.relative_to(root).as_posix()
