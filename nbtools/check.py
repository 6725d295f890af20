"""Build and check one chapter, as its author goes round and round: ``make check CHAPTER=05``.

The source is built if anything it stands on has changed. Then its text, the outputs and every
figure of the learner's notebook, and its exercises and questions are checked; nothing in a browser,
and no other chapter: that is for ``make test``. The solved notebook is not run once more: the
build has just done so, or nothing has changed since.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

from nbtools.build import ROOT, BuildError, main, sources


def chapter(root: Path, word: str) -> Path:
    """Return the source of the chapter that ``word`` names: 5, 05, 05-gradient-descent, its file.

    Raises BuildError, with the list of chapters, if there is none or more than one.
    """
    name = Path(word).name.removesuffix(".md").removesuffix(".ipynb")
    name = name.zfill(2) if name.isdigit() else name
    found = sources(root, [name])
    if len(found) != 1:
        names = ", ".join(path.stem for path in found)
        raise BuildError(f"Say which chapter: make check CHAPTER=05. There are: {names}.")
    return found[0]


def selection(name: str) -> list[str]:
    """Return what pytest is to run for the chapter called ``name``.

    >>> selection("05-gradient-descent")[-1]
    '05-gradient-descent or chapter05 or 05.'
    """
    number = name[:2]
    places = [f"notebooks/{name}.ipynb", "tests/notebooks", "tests/exercises"]
    options = ["-q", "-n", "2", "--dist=loadfile", "-m", "not (browser or alone or slow)"]
    return [*options, "--notebooks", *places, "-k", f"{name} or chapter{number} or {number}."]


def check(root: Path, source: Path) -> int:
    """Build the chapter, read its spelling, run its tests; return the first exit code that is bad.

    A test that fails does not keep the spelling from being read: all that is wrong is told at once.
    """
    if code := main([source.stem], root):
        return code
    commands = [
        ["-m", "nbtools.build", "--check"],
        ["-m", "codespell_lib", str(source)],
        ["-m", "pytest", *selection(source.stem)],
    ]
    runs = [subprocess.run([sys.executable, *command], cwd=root) for command in commands]
    return next((run.returncode for run in runs if run.returncode), 0)


def run(arguments: list[str], root: Path = ROOT) -> int:
    """Check the one chapter that is named and return the exit code."""
    word = re.sub(r"\s", "", "".join(arguments))
    start = time.monotonic()
    try:
        source = chapter(root, word)
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    code = check(root, source)
    seconds = time.monotonic() - start
    sys.stdout.write(f"{source.stem}: {'✗' if code else '✓'} in {seconds:.0f} s\n")
    return code


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
