"""Three engines behind one small driver: what Firefox, WebKit and Chromium must all be able to do.

Firefox is spoken to in WebDriver BiDi, which it speaks itself; WebKit in WebDriver, through the
WebKitWebDriver of its package, on a screen that Xvfb keeps in memory. So neither needs a driver of
its own from the network, nor a patched browser, and what is seen is what a learner has installed.
"""

from __future__ import annotations

import base64
import contextlib
import io
import itertools
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import websocket
from PIL import Image, ImageGrab
from playwright.sync_api import Page

from nbtools.lab import DIRECTLY, HERE, chromium, free_port, stop
from nbtools.lab_notebook import START_SECONDS

WIDTH, HEIGHT = 1280, 900
KEYS = {
    "Control": "\ue009",
    "Shift": "\ue008",
    "Enter": "\ue007",
    "Tab": "\ue004",
    "Escape": "\ue00c",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}
"""The keys that are no letters, as WebDriver writes them."""
FIREFOX = {
    "network.proxy.type": 0,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "widget.gtk.overlay-scrollbars.enabled": False,
    "focusmanager.testmode": True,
}
"""A browser that asks nothing, calls nobody, takes its window for the one in front, and whose
scrollbars take room."""
MINI_BROWSERS = "/usr/lib*/*/webkit*gtk-*/MiniBrowser", "/usr/lib*/webkit*gtk-*/MiniBrowser"
ANSWERED = "(async () => JSON.stringify((await ({})) ?? null))()"


class Driver(ABC):
    """One page of one browser. ``problems`` lists what the browser's console calls an error."""

    problems: list[str]

    @abstractmethod
    def goto(self, url: str) -> None:
        """Open a page."""

    @abstractmethod
    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, awaited, as far as JSON can carry it."""

    @abstractmethod
    def screenshot(self) -> np.ndarray:
        """Return what stands on the screen, (height, width, 3), one pixel for each CSS pixel."""

    @abstractmethod
    def move(self, x: float, y: float) -> None:
        """Move the pointer."""

    @abstractmethod
    def button(self, *, down: bool, right: bool = False) -> None:
        """Press or release the left or the right button of the pointer."""

    @abstractmethod
    def key(self, name: str, *, down: bool) -> None:
        """Press or release a key: a letter or one of `KEYS`."""

    def press(self, keys: str) -> None:
        """Press keys together, "Control+a"."""
        held = keys.split("+")
        for name in held:
            self.key(name, down=True)
        for name in reversed(held):
            self.key(name, down=False)


class Playwright(Driver):
    """Chromium, as the other browser tests drive it."""

    def __init__(self, page: Page):
        self._page, self.problems = page, []
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", self._listen)

    def _listen(self, line: Any) -> None:
        if line.type == "error":
            self.problems.append(f"{line.text} {line.location.get('url', '')}")

    def goto(self, url: str) -> None:
        self._page.goto(url)

    def evaluate(self, expression: str) -> Any:
        return json.loads(self._page.evaluate(ANSWERED.format(expression)))

    def screenshot(self) -> np.ndarray:
        return _pixels(self._page.screenshot())

    def move(self, x: float, y: float) -> None:
        self._page.mouse.move(x, y)

    def button(self, *, down: bool, right: bool = False) -> None:
        mouse = self._page.mouse
        (mouse.down if down else mouse.up)(button="right" if right else "left")

    def key(self, name: str, *, down: bool) -> None:
        keyboard = self._page.keyboard
        (keyboard.down if down else keyboard.up)(name)


class Standard(Driver):
    """What WebDriver and WebDriver BiDi have in common: how hands are described."""

    @abstractmethod
    def _act(self, source: dict[str, Any]) -> None:
        """Let one hand do something."""

    def move(self, x: float, y: float) -> None:
        self._pointer({"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0})

    def button(self, *, down: bool, right: bool = False) -> None:
        kind = "pointerDown" if down else "pointerUp"
        self._pointer({"type": kind, "button": 2 if right else 0})

    def key(self, name: str, *, down: bool) -> None:
        action = {"type": "keyDown" if down else "keyUp", "value": KEYS.get(name, name)}
        self._act({"type": "key", "id": "keyboard", "actions": [action]})

    def _pointer(self, action: dict[str, Any]) -> None:
        mouse = {"pointerType": "mouse"}
        self._act({"type": "pointer", "id": "mouse", "parameters": mouse, "actions": [action]})


class Firefox(Standard):
    """Firefox through WebDriver BiDi: commands and events over one socket."""

    def __init__(self, port: int):
        self._socket = websocket.create_connection(
            f"ws://127.0.0.1:{port}/session",
            timeout=START_SECONDS,
            suppress_origin=True,
            http_no_proxy=HERE.split(","),
        )
        self._numbers, self.problems = itertools.count(1), []
        self._do("session.new", capabilities={})
        # JupyterLab follows the focus, which stays in the address line of the first window.
        self._page = {"context": self._do("browsingContext.create", type="window")["context"]}
        self._do("session.subscribe", events=["log.entryAdded"])
        size = {"width": WIDTH, "height": HEIGHT}
        self._do("browsingContext.setViewport", **self._page, viewport=size)

    def _do(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("id") == number:
                break
            if message.get("params", {}).get("level") == "error":
                self.problems.append(message["params"]["text"])
        if message["type"] == "error":
            raise RuntimeError(f"{method}: {message['message']}")
        return message["result"]

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()

    def goto(self, url: str) -> None:
        self._do("browsingContext.navigate", **self._page, url=url, wait="interactive")

    def evaluate(self, expression: str) -> Any:
        asked = ANSWERED.format(expression)
        answer = self._do("script.evaluate", expression=asked, target=self._page, awaitPromise=True)
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def screenshot(self) -> np.ndarray:
        shot = self._do("browsingContext.captureScreenshot", **self._page)
        return _pixels(base64.b64decode(shot["data"]))

    def _act(self, source: dict[str, Any]) -> None:
        self._do("input.performActions", **self._page, actions=[source])


class WebKit(Standard):
    """WebKit through WebDriver. Its screen is photographed from outside: a picture that the engine
    makes of itself paints the layers in order, and hid that a canvas covered the handles."""

    def __init__(self, port: int, screen: str, browser: str, log: Path):
        self._address, self._screen, self._log = f"http://127.0.0.1:{port}/session", screen, log
        options = {"binary": browser, "args": ["--automation"]}
        wanted = {"webkitgtk:browserOptions": options, "proxy": {"proxyType": "direct"}}
        session = self._do("POST", "", capabilities={"alwaysMatch": wanted})
        self._address += f"/{session['sessionId']}"
        self._do("POST", "/timeouts", script=1000 * START_SECONDS)
        self._do("POST", "/window/rect", x=0, y=0, width=WIDTH, height=HEIGHT)

    def _do(self, method: str, path: str, **body: Any) -> Any:
        data = json.dumps(body).encode() if method == "POST" else None
        request = urllib.request.Request(self._address + path, data, method=method)
        try:
            with DIRECTLY.open(request, timeout=START_SECONDS) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {json.load(error)['value']['message']}") from error

    def close(self) -> None:
        """Close the browser."""
        self._do("DELETE", "")

    @property
    def problems(self) -> list[str]:  # type: ignore[override]
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if line.startswith("CONSOLE") and " ERROR " in line]

    def goto(self, url: str) -> None:
        self._do("POST", "/url", url=url)

    def evaluate(self, expression: str) -> Any:
        script = f"const [done] = arguments; {ANSWERED.format(expression)}"
        script += ".then(done, (error) => done(JSON.stringify({ failed: String(error) })));"
        value = json.loads(self._do("POST", "/execute/async", script=script, args=[]))
        if isinstance(value, dict) and "failed" in value:
            raise RuntimeError(value["failed"])
        return value

    def screenshot(self) -> np.ndarray:
        width, height = self.evaluate("[innerWidth, innerHeight]")
        rect = self._do("GET", "/window/rect")
        top = rect["height"] - height
        grabbed = ImageGrab.grab(xdisplay=self._screen).convert("RGB")
        return np.asarray(grabbed)[rect["y"] + top :, rect["x"] :][:height, :width]

    def _act(self, source: dict[str, Any]) -> None:
        self._do("POST", "/actions", actions=[source])


def _pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


@contextmanager
def open_chromium() -> Iterator[Driver]:
    """Start Chromium, with scrollbars that take room."""
    with chromium() as browser:
        yield Playwright(browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}))


@contextmanager
def open_firefox() -> Iterator[Driver]:
    """Start Firefox with a profile of its own. Raises FileNotFoundError if there is none."""
    command = _found("firefox-esr", "firefox", package="firefox-esr")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in FIREFOX.items()]
        Path(profile, "user.js").write_text("\n".join(lines), encoding="utf-8")
        options = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0"]
        with _running([command, *options], Path(profile, "log")):
            told = Path(profile, "WebDriverBiDiServer.json")
            _wait(lambda: told.is_file() and told.read_text(), "Firefox", Path(profile, "log"))
            firefox = Firefox(json.loads(told.read_text())["ws_port"])
            try:
                yield firefox
            finally:
                firefox.close()


@contextmanager
def open_webkit() -> Iterator[Driver]:
    """Start WebKit's small browser on a screen of its own.

    Raises FileNotFoundError if one of the three programs that this takes is not there.
    """
    driver = _found("WebKitWebDriver", package="webkit2gtk-driver")
    screen = _found("Xvfb", package="xvfb")
    browsers = [str(p) for pattern in MINI_BROWSERS for p in Path("/").glob(pattern[1:])]
    if not browsers:
        raise FileNotFoundError("no MiniBrowser (sudo apt install webkit2gtk-driver)")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as private:
        number, log, port = Path(private, "screen"), Path(private, "log"), free_port()
        size = f"{WIDTH}x{HEIGHT}x24"
        with number.open("w") as sink:
            at = f"{screen} -displayfd {sink.fileno()} -screen 0 {size} -nolisten tcp".split()
            with _running(at, Path(private, "xvfb"), pass_fds=(sink.fileno(),)):
                _wait(lambda: number.read_text().endswith("\n"), "Xvfb", Path(private, "xvfb"))
                display = f":{number.read_text().strip()}"
                told = {"DISPLAY": display, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}
                with _running([driver, f"--port={port}"], log, env={**os.environ, **told}):
                    _wait(lambda: _listens(port), "WebKitWebDriver", log)
                    webkit = WebKit(port, display, max(browsers), log)
                    try:
                        yield webkit
                    finally:
                        webkit.close()


def _found(*commands: str, package: str) -> str:
    for path in map(shutil.which, commands):
        if path:
            return path
    raise FileNotFoundError(f"no {' or '.join(commands)} (sudo apt install {package})")


@contextmanager
def _running(command: list[str], log: Path, **options: Any) -> Iterator[None]:
    """A program that runs meanwhile; what it says goes into the file ``log``."""
    with log.open("w", encoding="utf-8") as sink:
        program = subprocess.Popen(command, stdout=sink, stderr=subprocess.STDOUT, **options)
    try:
        yield
    finally:
        stop(program)


def _wait(condition: Any, what: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while not condition():
        if time.monotonic() > end:
            said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
            raise RuntimeError(f"{what} did not start:\n{said}")
        time.sleep(0.05)


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
