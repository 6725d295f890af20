"""A notebook with one live figure alone, to try it: ``make figure NAME=DescentOnMap``."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path

from mathlib.widgets import LiveFigure
from nbtools.explorers import explorers
from nbtools.lab import ROOT, write_notebook

FOLDER = ROOT / "build" / "figures"
CELL = "from {0} import {1}\n\n{1}()"


def find(name: str, kinds: list[type[LiveFigure]]) -> type[LiveFigure]:
    """Return the live figure called ``name``, in capitals or not.

    Raises ValueError, with the nearest names and the list of all, if there is none.
    """
    names = {kind.__name__.lower(): kind for kind in kinds}
    if name.lower() in names:
        return names[name.lower()]
    everything = ", ".join(sorted(kind.__name__ for kind in kinds))
    near = [names[word].__name__ for word in get_close_matches(name.lower(), names)]
    wrong = f"There is no live figure {name!r}." if name else "Say which live figure."
    nearest = f" Nearest: {' or '.join(near)}." if near else ""
    raise ValueError(f"{wrong}{nearest}\nmake figure NAME=… takes one of {everything}.")


def write(name: str, folder: Path = FOLDER) -> Path:
    """Write the notebook of the figure called ``name`` and return its path. Raises ValueError."""
    kind = find(name, explorers())
    folder.mkdir(parents=True, exist_ok=True)
    room = kind.__module__.rpartition(".")[0]  # the topic, from which a learner imports it
    return write_notebook(folder / f"{kind.__name__}.ipynb", CELL.format(room, kind.__name__))


def main(arguments: list[str]) -> int:
    """Write the notebook, print where it is, from the project's folder; return the exit code."""
    try:
        path = write("".join(arguments).strip())
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(path.relative_to(ROOT).as_posix() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
