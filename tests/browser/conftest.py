"""One JupyterLab and one browser for all browser tests, and a live figure as a learner uses it."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable
from functools import partial

import pytest

from nbtools.lab import Notebook, chromium, lab_server, open_notebook

FIRST_FRAME = 15_000  # ms
ANSWER = 3  # s in which a figure has to answer


class Figure:
    """One live figure on the page, by the place it has there."""

    def __init__(self, notebook: Notebook, index: int):
        self.page = notebook.page
        self.root = self.page.locator(".mathlib-live").nth(index)
        self.canvas = self.root.locator(".mathlib-canvas")
        self.handles = self.root.locator(".mathlib-handle:visible")
        self.sliders = self.root.locator(".noUi-handle")
        self.root.scroll_into_view_if_needed()
        self.root.locator(".mathlib-canvas[data-frame]").wait_for(timeout=FIRST_FRAME)
        self.settle()

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

    def settle(self, quiet: float = 0.2) -> None:
        """Wait until no new frame has come for ``quiet`` seconds."""
        last, since, end = None, time.monotonic(), time.monotonic() + 10
        while time.monotonic() - since < quiet and time.monotonic() < end:
            frame = self.canvas.get_attribute("data-frame")
            if frame != last:
                last, since = frame, time.monotonic()
            self.page.wait_for_timeout(40)

    def changes(self, action: Callable[[], object]) -> bool:
        """Do it, and say whether the picture becomes another one."""
        self.root.scroll_into_view_if_needed()
        before, end = self.picture(), time.monotonic() + ANSWER
        action()
        while (same := self.picture() == before) and time.monotonic() < end:
            self.page.wait_for_timeout(40)
        self.settle()
        return not same

    def press(self, part, key: str, times: int = 1) -> None:
        """Press a key on a slider or a handle."""
        part.focus()
        for _ in range(times):
            self.page.keyboard.press(key)

    def inward(self, part) -> str:
        """The arrow key that leads a slider or a handle away from the nearer end of its range."""
        now, low, high = (
            float(part.get_attribute(f"aria-value{name}")) for name in ("now", "min", "max")
        )
        return "ArrowLeft" if now > (low + high) / 2 else "ArrowRight"

    def drag(self, handle, steps: int = 6) -> None:
        """Drag a handle 36 pixels sideways and 12 down."""
        handle.hover()  # waits until the page has stopped moving under it
        box = handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        dx = -36 if self.inward(handle) == "ArrowLeft" else 36
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + dx, y + 12, steps=steps)
        self.page.mouse.up()

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
    """A function that returns the live figures of a notebook, each with its first frame there."""

    def find(notebook: Notebook) -> list[Figure]:
        return [Figure(notebook, i) for i in range(notebook.page.locator(".mathlib-live").count())]

    return find
