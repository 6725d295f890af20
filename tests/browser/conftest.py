"""One JupyterLab and one browser for all browser tests, and a live figure as a learner uses it."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from nbtools.lab import ROOT, Notebook, chromium, lab_server, open_notebook, write_notebook

CHAPTERS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FIRST_FRAME = 15_000  # ms
BAD_FORMULA = "mjx-merror, mjx-container mtext[mathcolor=red]"
ANSWER = 5  # s in which a figure has to answer; more than enough, also on a busy machine
STILL = 30  # s in which all figures have to come to rest
QUIET = 0.2  # s without a new frame after which the figures stand still
SCRIPTS = Path(__file__).parent
LAYOUT, TAB_STOPS = ((SCRIPTS / name).read_text() for name in ("layout.js", "tab_stops.js"))
OPEN_WIDE = "body, .jp-LabShell, .jp-WindowedPanel-outer { overflow: visible !important }"


class Figure:
    """One live figure on the page, by the place it has there."""

    def __init__(self, notebook: Notebook, index: int):
        self.page = notebook.page
        self.root = self.page.locator(".mathlib-live").nth(index)
        self.canvas = self.root.locator(".mathlib-canvas")
        self.handles = self.root.locator(".mathlib-handle:visible")
        self.sliders = self.root.locator(".noUi-handle")
        self.title = f"figure {index + 1}, {self.canvas.get_attribute('aria-label')}"
        self.show()
        self.root.locator(".mathlib-canvas[data-frame]").wait_for(timeout=FIRST_FRAME)

    def picture(self) -> str:
        """A short text that is different for different pixels."""
        url = self.root.locator("canvas.mathlib-picture").evaluate("canvas => canvas.toDataURL()")
        return hashlib.sha256(url.encode()).hexdigest()[:12]

    def readouts(self) -> list[str]:
        """The numbers beside the sliders."""
        return self.root.locator(".widget-readout").all_text_contents()

    def message(self) -> str:
        """The message line; empty while it is hidden."""
        line = self.root.locator(".mathlib-message")
        return "" if line.get_attribute("hidden") is not None else line.text_content()

    def settle(self) -> None:
        """Wait until no figure of the page waits for the kernel or shows new frames."""
        boxes = self.page.locator(".mathlib-canvas")
        last, since, end = None, time.monotonic(), time.monotonic() + STILL
        while time.monotonic() - since < QUIET:
            assert time.monotonic() < end, "the figures do not come to rest"
            now = boxes.evaluate_all(
                "boxes => boxes.map(({ dataset }) => [dataset.frame, dataset.waiting])"
            )
            if now != last or any(waiting not in (None, "0") for _, waiting in now):
                last, since = now, time.monotonic()
            self.page.wait_for_timeout(40)

    def changes(self, action: Callable[[], object]) -> bool:
        """Do it, and say whether the picture (which stands still now) becomes another one."""
        before = self.picture()
        action()
        return eventually(self.page, lambda: self.picture() != before)

    def show(self) -> None:
        """Scroll to the figure. What is off screen has no size in JupyterLab, and the click into a
        cell may scroll to where JupyterLab thinks that it is."""
        self.root.scroll_into_view_if_needed()

    def reset(self) -> None:
        """Press Reset and wait until the figure stands still."""
        self.show()
        self.root.get_by_role("button", name="Reset").click()
        self.settle()

    def press(self, part, key: str, times: int = 1) -> None:
        """Press a key on a slider or a handle."""
        self.show()
        part.focus()
        for _ in range(times):
            self.page.keyboard.press(key)

    def inward(self, part) -> str:
        """The arrow key that leads a slider or a handle away from the nearer end of its range."""
        now, low, high = part.evaluate(
            "part => [part.ariaValueNow, part.ariaValueMin, part.ariaValueMax].map(Number)"
        )
        return "ArrowLeft" if now > (low + high) / 2 else "ArrowRight"

    def layout_faults(self) -> list[str]:
        """What lies over something else, is cut off, or wider than the page."""
        return self.root.evaluate(LAYOUT)

    def tab_stops(self) -> dict:
        """What Tab stops at: ``count``, the one that has the focus (``at``), and ``backwards``."""
        return self.root.evaluate(TAB_STOPS)

    def drag(self, handle) -> dict[str, float]:
        """Drag a handle 36 pixels sideways and 12 down; return by how many pixels it ends beside
        the pointer in each direction in which it is free."""
        self.show()
        handle.hover()  # waits until the page has stopped moving under it
        box = handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        dx = -36 if self.inward(handle) == "ArrowLeft" else 36
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + dx, y + 12, steps=3)
        self.page.mouse.up()
        box, free = handle.bounding_box(), handle.get_attribute("data-moves")
        off = {
            "x": box["x"] + box["width"] / 2 - (x + dx),
            "y": box["y"] + box["height"] / 2 - (y + 12),
        }
        return {axis: distance for axis, distance in off.items() if axis in free}

    def brightness(self) -> float:
        """The mean grey level of the picture, 0 to 255."""
        return self.root.locator("canvas.mathlib-picture").evaluate(
            """canvas => {
                const pen = canvas.getContext("2d");
                const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
                let sum = 0;
                for (let i = 0; i < data.length; i += 4) sum += data[i] + data[i + 1] + data[i + 2];
                return sum / (3 * data.length / 4);
            }"""
        )

    def numbers(self) -> list[float]:
        """The readouts as numbers."""
        return [number(text) for text in self.readouts()]


def eventually(page: Page, condition: Callable[[], object]) -> bool:
    """Wait until it holds, at most ``ANSWER`` seconds; say whether it does."""
    end = time.monotonic() + ANSWER
    while not (holds := condition()) and time.monotonic() < end:
        page.wait_for_timeout(30)  # meanwhile the page's errors are heard, as in no time.sleep
    return bool(holds)


def number(text: str) -> float:
    """Read a number as sliders write it: with a true minus sign, or "1.00e-5"."""
    return float(re.sub(r"\s|,", "", text.replace("−", "-")))


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """What the server serves: notebooks that the tests write or copy."""
    return tmp_path_factory.mktemp("lab")


@pytest.fixture(scope="session")
def server(browser_path, folder):
    """The address of a JupyterLab; asks for the browser first, so that its lack is told at once."""
    with lab_server(folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser(browser_path):
    """The browser."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def opened(server, browser):
    """A function that opens a notebook: ``opened("name.ipynb", scale=2)``."""
    return partial(open_notebook, browser, server)


@pytest.fixture(scope="session")
def figures():
    """A function that returns the live figures of a notebook, once they stand still."""

    def find(notebook: Notebook) -> list[Figure]:
        count = notebook.page.locator(".mathlib-live").count()
        found = [Figure(notebook, i) for i in range(count)]
        for figure in found[:1]:
            figure.settle()
        return found

    return find


@pytest.fixture(scope="session")
def wait_until():
    """A function that waits until a condition holds, and says whether it does."""
    return eventually


@pytest.fixture(scope="session")
def axe_faults():
    """A function that returns what axe finds wrong, or cannot judge, in the outputs of a notebook.

    Names, roles, contrast and focus, by all rules of axe. Its contrast rule looks only at what
    stands on the screen, and JupyterLab's ``body``, which is 0 pixels high, hides what overflows:
    axe would take all for invisible. What that rule cannot judge (icons, a list with a picture as
    its arrow, text over a picture) is no fault.
    """

    def find(notebook: Notebook) -> list[str]:
        wide = notebook.page.add_style_tag(content=OPEN_WIDE)
        options = {"resultTypes": ["violations", "incomplete"]}
        found = Axe().run(notebook.page, ".jp-OutputArea-output", options).response
        wide.evaluate("tag => tag.remove()")
        unsure = [rule for rule in found["incomplete"] if rule["id"] != "color-contrast"]
        return [
            f"{rule['id']}: {rule['help']}: {node['html'][:150]}"
            for rule in (*found["violations"], *unsure)
            for node in rule["nodes"]
        ]

    return find


@pytest.fixture(scope="session")
def formula_faults():
    """A function that returns the formulas of a notebook that were not rendered."""
    return lambda notebook: notebook.page.locator(BAD_FORMULA).all_text_contents()


@pytest.fixture(scope="session")
def desk(folder, opened):
    """The page on which all notebooks are opened one after the other: loading JupyterLab anew
    for each would take 3 s more."""
    return opened(write_notebook(folder / "desk.ipynb", "").name)


@pytest.fixture(scope="session", params=CHAPTERS, ids=lambda path: path.stem)
def chapter(request, folder, desk):
    """An open chapter: looked at before it is run (``before``), then run."""
    path = Path(shutil.copy(request.param, folder))
    desk.theme("light")
    desk.open(path.name)
    desk.stored = _pictures(path)
    images = desk.page.locator(".jp-OutputArea-output img")
    if desk.stored:
        images.nth(desk.stored - 1).wait_for(state="attached")
    desk.before = {
        "text": desk.page.locator(".jp-Notebook").inner_text(),
        "widths": images.evaluate_all("images => images.map((image) => image.naturalWidth)"),
    }
    desk.run_all()
    return desk


def _pictures(path: Path) -> int:
    cells = [c for c in nbformat.read(path, 4).cells if c.cell_type == "code"]
    return sum("image/png" in output.get("data", {}) for c in cells for output in c.outputs)


@pytest.fixture(scope="session")
def shown(chapter, figures):
    """The live figures of the chapter, run."""
    found = figures(chapter)
    assert found, "the notebook shows no live figure"
    return found


@pytest.fixture
def errors(chapter, shown):
    """A function that waits until all values have reached the kernel, and lists what went wrong."""

    def listed() -> list[str]:
        shown[0].settle()
        chapter.python("")  # the kernel has an answer to this once it is done with what came before
        return chapter.errors

    return listed
