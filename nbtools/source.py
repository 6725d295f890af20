"""Read a chapter as its author writes it, and make the two notebooks that come out of it.

A chapter is a MyST text file: prose, and code in ``{code-cell}`` blocks. In a code cell the lines
between ``### BEGIN SOLUTION`` and ``### END SOLUTION`` are the teacher's; a cell tagged
``solution-only`` (prose: ``+++ {"tags": ["solution-only"]}``) is left out for learners.
Tags are the only metadata a cell may have. Format: https://jupytext.readthedocs.io (MyST Markdown).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from jupytext.myst import MystMetadataParsingError, myst_to_notebook

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
STUB = 'raise NotImplementedError("Your turn.")'
SOLUTION_ONLY = "solution-only"
TAGS = (SOLUTION_ONLY,)  # there are no others


class SourceError(ValueError):
    """A chapter that cannot be read; the message starts with ``file:line``."""


@dataclass(frozen=True)
class Cell:
    """One cell: its ``lines``, each with the number it has in the file (``numbers``)."""

    kind: str
    tags: tuple[str, ...]
    lines: tuple[str, ...]
    numbers: tuple[int, ...]

    @property
    def text(self) -> str:
        """The cell's source as one string."""
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Chapter:
    """A chapter's ``path`` and its ``cells``, in order."""

    path: Path
    cells: tuple[Cell, ...]


def read(path: Path) -> Chapter:
    """Return the chapter in the MyST file ``path``, solutions and their markers included.

    Raises SourceError (with file and line) for metadata other than tags, an empty code cell, or
    solution markers that do not pair up or do not stand inside a function.
    """
    text = path.read_text(encoding="utf-8")
    try:
        notebook = myst_to_notebook(text, add_source_map=True)
    except (MystMetadataParsingError, nbformat.ValidationError) as error:
        raise SourceError(f"{path}: {str(error).splitlines()[0]}") from error
    starts = notebook.metadata["source_map"]
    file_lines = text.splitlines()
    cells = tuple(
        _cell(path, cell, start, file_lines)
        for cell, start in zip(notebook.cells, starts, strict=True)
    )
    chapter = Chapter(path, cells)
    solved(chapter)  # so that bad markers are found here
    return chapter


def _cell(path: Path, cell: nbformat.NotebookNode, start: int, file_lines: list[str]) -> Cell:
    lines = tuple(cell.source.splitlines())
    if not any(line.strip() for line in lines):
        raise SourceError(
            f"{path}:{start}: an empty code cell. Write something in it, or delete it."
        )
    while file_lines[start].rstrip() != lines[0].rstrip():  # over the options and blank lines
        start += 1
    if unknown := sorted(set(cell.metadata) - {"tags"}):
        raise SourceError(
            f"{path}:{start + 1}: a cell may have tags, but not {', '.join(unknown)}."
        )
    if unknown := sorted(set(cell.metadata.get("tags", ())) - set(TAGS)):
        raise SourceError(
            f"{path}:{start + 1}: unknown tag {', '.join(unknown)}. There is {', '.join(TAGS)}."
        )
    numbers = tuple(range(start + 1, start + 1 + len(lines)))
    return Cell(cell.cell_type, tuple(cell.metadata.get("tags", ())), lines, numbers)


def learner(chapter: Chapter) -> Chapter:
    """Return the chapter as learners get it: each solution is a stub that raises when called."""
    kept = (cell for cell in chapter.cells if SOLUTION_ONLY not in cell.tags)
    return replace(chapter, cells=tuple(_cut(chapter.path, cell, keep=False) for cell in kept))


def solved(chapter: Chapter) -> Chapter:
    """Return the chapter with its solutions, without the markers around them."""
    cells = tuple(_cut(chapter.path, cell, keep=True) for cell in chapter.cells)
    return replace(chapter, cells=cells)


def _cut(path: Path, cell: Cell, keep: bool) -> Cell:
    """Take the markers out of a code cell, and unless ``keep`` what stands between them."""
    if cell.kind != "code":
        return cell
    result: list[tuple[str, int]] = []
    inside = False
    for line, number in zip(cell.lines, cell.numbers, strict=True):
        marker = line.strip()
        if marker in (BEGIN, END):
            indent = line[: len(line) - len(line.lstrip())]
            _check_marker(path, number, marker, inside, indent)
            inside = marker == BEGIN
            if inside and not keep:
                result.append((indent + STUB, number))
        elif keep or not inside:
            result.append((line, number))
    if inside:
        raise SourceError(f"{path}:{cell.numbers[-1]}: the cell ends without '{END}'.")
    lines, numbers = zip(*result, strict=True)
    return replace(cell, lines=lines, numbers=numbers)


def _check_marker(path: Path, number: int, marker: str, inside: bool, indent: str) -> None:
    if inside == (marker == BEGIN):
        raise SourceError(f"{path}:{number}: '{marker}' without its partner.")
    if not indent:
        raise SourceError(
            f"{path}:{number}: '{marker}' must be indented, inside a function, so that the stub "
            "raises only when the learner's function is called."
        )


def notebook(chapter: Chapter) -> nbformat.NotebookNode:
    """Return the chapter as a notebook that was not run yet, with ids made from the sources."""
    cells = [_notebook_cell(cell) for cell in chapter.cells]
    seen: dict[str, int] = {}
    for cell in cells:
        base = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:12]
        seen[base] = seen.get(base, 0) + 1
        cell.id = base if seen[base] == 1 else f"{base}-{seen[base]}"
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def _notebook_cell(cell: Cell) -> nbformat.NotebookNode:
    new = nbformat.v4.new_code_cell if cell.kind == "code" else nbformat.v4.new_markdown_cell
    return new(source=cell.text, metadata={"tags": list(cell.tags)} if cell.tags else {})
