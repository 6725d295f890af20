"""Build the notebooks from their sources: ``python -m nbtools.build [chapter …]``.

notebooks/source/NAME.md → notebooks/NAME.ipynb (for learners), and, if the chapter has solutions,
notebooks/solutions/NAME.ipynb. One way only: notebooks are never edited by hand.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import os
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbval.kernel import CURRENT_ENV_KERNEL_NAME, NbvalKernelspecManager

from nbtools.drift import BuildError, check, drift, products, recorded, short, sources, unrecorded
from nbtools.normalise import normalise, output_problems, settle, write
from nbtools.offline import ARGUMENTS
from nbtools.record import changes, place
from nbtools.source import Cell, Chapter, SourceError, notebook

ROOT = Path(__file__).resolve().parent.parent
CELL_SECONDS = 60
INPUTS = ("mathlib/**/*", "nbtools/**/*", "data/**/*", "requirements.txt")  # beside the source


def build(root: Path, source: Path) -> None:
    """Execute what comes out of a source and write it. All or nothing: old files stay till the end.

    The learner's and the solved notebook run side by side. Raises SourceError or BuildError.
    """
    texts, wanted = {}, products(root, source)
    for path in wanted:
        path.parent.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor() as pool:
        runs = pool.map(lambda path: execute(root, wanted[path], path.parent), wanted)
        executed = dict(zip(wanted, runs, strict=True))
    for path, fresh in executed.items():
        if path.exists():
            settle(fresh, nbformat.read(path, as_version=4))
        texts[path] = write(fresh)
    for path, text in texts.items():
        _replace(path, text)
    _record(root, source)


def execute(root: Path, chapter: Chapter, folder: Path) -> NotebookNode:
    """Return the chapter run in a fresh kernel in ``folder``, normalised.

    Raises BuildError when a cell fails, or leaves an output that cannot be repeated.
    """
    code = [cell for cell in chapter.cells if cell.kind == "code"]
    where = chapter.path.relative_to(root).as_posix()
    try:
        result = _run(notebook(chapter), folder, where)
    except CellExecutionError as error:
        raise BuildError(_failed_cell(where, code, error)) from None
    result = normalise(result)
    for number, cell in enumerate((c for c in result.cells if c.cell_type == "code"), 1):
        for problem in (text for output in cell.outputs for text in output_problems(output)):
            line = code[number - 1].numbers[0]
            raise BuildError(f"{where}:{line} (cell {number}): {problem}")
    return result


def _run(draft: NotebookNode, folder: Path, where: str) -> NotebookNode:
    """Run the notebook; a kernel that hangs or dies gets one more try, which is reported."""
    for attempt in (1, 2):
        kernel = AsyncKernelManager(
            kernel_name=CURRENT_ENV_KERNEL_NAME, kernel_spec_manager=NbvalKernelspecManager()
        )
        client = NotebookClient(
            nbformat.from_dict(draft),
            km=kernel,
            timeout=CELL_SECONDS,
            extra_arguments=ARGUMENTS,
            resources={"metadata": {"path": str(folder)}},
        )
        try:
            return asyncio.run(client.async_execute(cleanup_kc=True))
        except (CellTimeoutError, DeadKernelError) as error:
            reason = str(error).split("\n")[0]
            if attempt == 2:
                raise BuildError(f"{where}: twice in a row: {reason}") from None
            sys.stderr.write(f"{where}: {reason} Trying once more.\n")
    raise AssertionError("unreachable")


def _failed_cell(where: str, code: list[Cell], error: CellExecutionError) -> str:
    """Return ``file:line (cell N): ErrorType: message`` and the traceback without colours."""
    trace = re.sub(r"\x1b\[[0-9;]*m", "", error.traceback)
    found = re.search(r"Cell In\[(\d+)\], line (\d+)", trace)
    cell, line = (int(found[1]), int(found[2])) if found else (1, 1)
    number = code[cell - 1].numbers[line - 1]
    return f"{where}:{number} (cell {cell}): {error.ename}: {error.evalue}\n\n{trace}"


def _replace(path: Path, text: str) -> None:
    """Write a file so that whoever looks finds the old one or the new one, never half of it."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _record(root: Path, source: Path) -> None:
    """Write the record of what the learner's notebook shows, and print what became different."""
    path, new = place(root, source), recorded(root, source)
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    if difference := changes(old, new) if old else "":
        sys.stdout.write(f"{source.stem} shows something else now:\n{difference}\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, new)


def fingerprint(root: Path, source: Path) -> str:
    """Return a hash of everything a chapter's notebooks depend on."""
    digest = hashlib.sha256()
    files = [source, *(f for pattern in INPUTS for f in sorted(root.glob(pattern)) if f.is_file())]
    for file in files:
        if "__pycache__" not in file.parts:
            digest.update(short(root, file).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _build_if_needed(root: Path, source: Path, force: bool) -> str:
    stamp = root / "build" / "stamps" / source.stem
    current = fingerprint(root, source)
    wanted = products(root, source)
    differs = any(drift(root, path, chapter) for path, chapter in wanted.items())
    differs = differs or bool(unrecorded(root, source))
    if not (force or differs) and stamp.exists() and stamp.read_text() == current:
        return "is up to date"
    start = time.monotonic()
    stamp.unlink(missing_ok=True)
    build(root, source)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(current)
    return f"built in {time.monotonic() - start:.1f} s"


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Build or check from the command line and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m nbtools.build", description=__doc__)
    parser.add_argument("chapter", nargs="*", help="e.g. 05; all of them if none is named")
    parser.add_argument("--force", action="store_true", help="build also what did not change")
    parser.add_argument("--check", action="store_true", help="only compare, execute nothing")
    options = parser.parse_args(arguments)
    try:
        if options.check:
            problems = check(root)
            sys.stdout.write("".join(f"{problem}\n" for problem in problems))
            return 1 if problems else 0
        for source in sources(root, options.chapter):
            sys.stdout.write(f"{source.stem} {_build_if_needed(root, source, options.force)}\n")
    except (SourceError, BuildError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
