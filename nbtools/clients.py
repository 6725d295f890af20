"""A notebook in any client: JupyterLab or Notebook 7, in whichever browser a driver drives."""

from __future__ import annotations

import ast
import json
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from nbtools.drivers import Driver
from nbtools.lab_notebook import SESSION, START_SECONDS, WIDGETS_SHOWN

ANSWER = 10  # s in which a figure has to answer; more than enough, also on a busy machine
PANEL = "window.jupyterapp.shell.currentWidget"
RESTING = """[...document.querySelectorAll(".mathlib-canvas")].every(({ dataset }) =>
    dataset.frame > 0 && dataset.waiting === "0")"""
FOLLOWED = """[...document.querySelectorAll(".mathlib-canvas")].every(({{ dataset }}) =>
    dataset.theme === "{}")"""
HOST = f"""(() => {{
    const {{ content }} = {PANEL};
    const cells = content.model.sharedModel.cells.map((cell) => [cell.cell_type, cell.source]);
    return [cells, content.activeCellIndex];
}})()"""


class Client:
    """One notebook that is open in one client; everything is done with pointer and keys."""

    def __init__(self, driver: Driver):
        self.driver, self._hosts_own = driver, 0

    def open(self, url: str) -> None:
        """Open the notebook, and wait until its kernel is ready."""
        self.driver.goto(url)
        self.wait(f"{SESSION}?.kernel?.status === 'idle'", START_SECONDS)
        self._hosts_own = len(self.driver.problems)

    def problems(self) -> list[str]:
        """What the console has called an error since the notebook is open. (What it says before
        that no figure can cause: Notebook 7 asks its server for pages that are not there.)"""
        return self.driver.problems[self._hosts_own :]

    def run_all(self) -> None:
        """Run all cells, and wait until their figures are shown and stand still."""
        self.command("notebook:run-all-cells")
        self.wait(f"({WIDGETS_SHOWN})()", START_SECONDS)
        self.settle(START_SECONDS)

    def command(self, name: str, **arguments: Any) -> None:
        """Do one of the front end's commands."""
        call = f"window.jupyterapp.commands.execute({json.dumps(name)}, {json.dumps(arguments)})"
        self.evaluate(f"{call}.then(() => null)")

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression on the page."""
        return self.driver.evaluate(expression)

    def python(self, value: str) -> Any:
        """Return the literal that an expression is in the notebook's kernel."""
        request = {"code": "", "store_history": False, "user_expressions": {"value": value}}
        asked = f"{SESSION}.kernel.requestExecute({json.dumps(request)}).done"
        answer = self.evaluate(f"{asked}.then(({{ content }}) => content.user_expressions.value)")
        return ast.literal_eval(answer["data"]["text/plain"])

    def wait(self, condition: str, seconds: float = ANSWER) -> None:
        """Wait until a JavaScript expression holds. Raises TimeoutError if it does not."""
        if not self.eventually(lambda: self.evaluate(condition), seconds):
            raise TimeoutError(f"after {seconds} s it does not hold: {condition}")

    def eventually(self, condition: Callable[[], object], seconds: float = ANSWER) -> bool:
        """Wait until something holds, and say whether it does."""
        end = time.monotonic() + seconds
        while not (holds := condition()) and time.monotonic() < end:
            time.sleep(0.05)
        return bool(holds)

    def settle(self, seconds: float = ANSWER) -> None:
        """Wait until the figures have answered all that was asked."""
        self.wait(RESTING, seconds)

    def host(self) -> list[Any]:
        """The notebook's cells, and which of them is the active one: what no key may change."""
        return self.evaluate(HOST)

    def middle(self, selector: str) -> tuple[float, float]:
        """Bring a part of the page on the screen, and return where its middle is."""
        part = f"document.querySelector({json.dumps(selector)})"
        self.evaluate(f"{part}.scrollIntoView({{ block: 'center' }})")
        time.sleep(0.2)  # JupyterLab moves its cells once more where they came on the page
        return self.where(selector)

    def where(self, selector: str) -> tuple[float, float]:
        """Return where the middle of a part of the page is, without moving the page."""
        box = self.evaluate(
            f"document.querySelector({json.dumps(selector)}).getBoundingClientRect()"
        )
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def around(self, selector: str, reach: int) -> np.ndarray:
        """The pixels of the screen around the middle of a part of the page."""
        x, y = map(round, self.middle(selector))
        return self.driver.screenshot()[y - reach : y + reach, x - reach : x + reach].astype(int)

    def focus(self, selector: str) -> None:
        """Give the focus to a part of the page."""
        self.middle(selector)
        self.evaluate(
            f"document.querySelector({json.dumps(selector)}).focus({{ preventScroll: true }})"
        )

    def click(self, selector: str, *, right: bool = False) -> None:
        """Click on a part of the page."""
        self.driver.move(*self.middle(selector))
        for down in (True, False):
            self.driver.button(down=down, right=right)

    def drag(self, selector: str, across: int, down: int) -> None:
        """Drag a part of the page by so many pixels."""
        x, y = self.middle(selector)
        self.driver.move(x, y)
        self.driver.button(down=True)
        for part in (0.3, 0.6, 1.0):
            self.driver.move(x + part * across, y + part * down)
        self.driver.button(down=False)

    def press(self, *keys: str) -> None:
        """Press one key after the other where the focus is."""
        for key in keys:
            self.driver.press(key)

    def theme(self, name: str) -> None:
        """Switch to the "light" or the "dark" theme."""
        self.command("apputils:change-theme", theme=f"JupyterLab {name.title()}")
        self.wait(f"document.body.dataset.jpThemeLight === '{str(name == 'light').lower()}'")
        self.wait(FOLLOWED.format(name))
        self.settle()
