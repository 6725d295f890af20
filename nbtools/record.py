"""What a chapter shows, in words: a record beside it, which shows every change as a readable one.

``tests/notebooks/record/NN-name.txt`` holds the displayed formulas of a chapter, and for each code
cell its outputs as text: titles, words on the axes, names and numbers of what is drawn, verdicts.
``make build`` writes it and prints what became different; it is committed with the notebook, and so
whoever looks at the change reads there what a picture in a notebook hides. ``--check`` (and with it
``make test``) compares.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode

from nbtools.source import Chapter

FOLDER = Path("tests") / "notebooks" / "record"
HEAD = "Written by make build: read what changes here, then commit it with the notebook.\n"


def record(chapter: Chapter, executed: NotebookNode) -> str:
    """Return the record of a chapter and its executed notebook: formulas, then outputs."""
    formulas = [f"$$ {formula}" for formula in displayed(chapter)]
    outputs = [line for cell in executed.cells for line in _cell(cell)]
    return "\n".join([HEAD, "Displayed formulas", *formulas, "", "Outputs", *outputs]) + "\n"


def displayed(chapter: Chapter) -> Iterator[str]:
    r"""Yield each displayed formula ($$…$$) of a chapter, on one line.

    >>> from nbtools.source import Cell, Chapter
    >>> cell = Cell("markdown", (), ("$$x =", "1.$$", "", "and $y$"), (1, 2, 3, 4))
    >>> list(displayed(Chapter(Path("a.md"), (cell,))))
    ['x = 1.']
    """
    for cell in chapter.cells:
        text = cell.text if cell.kind == "markdown" else ""
        for formula in re.findall(r"\$\$(.+?)\$\$", text, re.DOTALL):
            yield " ".join(formula.split())


def _cell(cell: NotebookNode) -> Iterator[str]:
    if cell.cell_type != "code":
        return
    yield f"\nIn [{cell.execution_count}]: {cell.source.splitlines()[-1].strip()}"
    for output in cell.outputs:
        data = output.get("data", {})
        text = output.get("text") or data.get("text/plain", "")
        yield from (f"  {line}".rstrip() for line in str(text).splitlines())


def place(root: Path, source: Path) -> Path:
    """Return where the record of a source stands."""
    return root / FOLDER / source.with_suffix(".txt").name


def changes(old: str, new: str) -> str:
    """Return what became different, with the cell that each line belongs to; "" for nothing.

    >>> print(changes("In [1]: f()\\n  x: 1\\n  y: 2", "In [1]: f()\\n  x: 3\\n  y: 2"))
    In [1]: f()
    -   x: 1
    +   x: 3
    """
    before, after = old.splitlines(), new.splitlines()
    result, head = [], ""
    for line in difflib.ndiff(before, after):
        sign, text = line[:2], line[2:]
        if text.startswith(("In [", "Displayed")):
            head = text
        if sign in ("- ", "+ ") and text.strip():
            result += [head] if head and head != text else []
            result.append(f"{sign}{text}")
            head = ""
    return "\n".join(result)
