"""Take the picture that README.md shows: ``python -m nbtools.screenshot``.

The chapter runs in a real JupyterLab, a start is dragged, and the page is photographed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from nbtools.lab import ROOT, chromium, lab_server, open_notebook
from nbtools.lab_notebook import place

CHAPTER = "05-gradient-descent.ipynb"
PICTURE = ROOT / "notebooks" / "screenshot.png"


def photograph(target: Path = PICTURE) -> None:
    """Run the chapter, drag the start of its first figure, photograph the page into ``target``."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(ROOT / "notebooks" / CHAPTER, folder)
        with lab_server(Path(folder)) as address, chromium() as browser:
            notebook = open_notebook(browser, address, CHAPTER)
            notebook.run_all()
            handle = notebook.page.locator(".mathlib-handle").first
            handle.wait_for()
            handle.scroll_into_view_if_needed()
            box = place(handle)
            notebook.page.mouse.move(box["x"] + 10, box["y"] + 10)
            notebook.page.mouse.down()
            notebook.page.mouse.move(box["x"] + 80, box["y"] + 60, steps=10)
            notebook.page.mouse.up()
            notebook.page.wait_for_timeout(1500)
            picture = notebook.page.screenshot()
    image = Image.open(BytesIO(picture)).convert("RGB")
    image.save(target, optimize=True)


if __name__ == "__main__":
    photograph(*map(Path, sys.argv[1:2]))
