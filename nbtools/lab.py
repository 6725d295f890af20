"""A stock JupyterLab in a real browser: what the browser tests and the benchmark stand on.

``lab_server`` serves a folder, ``chromium`` is the browser, ``open_notebook`` opens a notebook of
that folder on a page; the `Notebook` it returns runs cells and keeps a list of what went wrong.
"""

from __future__ import annotations

import ast
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Browser, Page, WebSocket, sync_playwright

from nbtools.browser import find_browser

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60
STOP_SECONDS = 10
OPTIONS = (
    "--no-browser",
    "--allow-root",
    "--ServerApp.ip=127.0.0.1",
    "--ServerApp.port_retries=0",
    "--LabApp.expose_app_in_browser=True",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
)
SESSION = "window.jupyterapp?.shell?.currentWidget?.context?.sessionContext?.session"
WIDGETS_SHOWN = """() => {
    const { cells } = window.jupyterapp.shell.currentWidget.content.model.sharedModel;
    const outputs = cells.flatMap((cell) => cell.outputs ?? []);
    const widgets = outputs.filter((o) => o.data?.["application/vnd.jupyter.widget-view+json"]);
    const shown = document.querySelectorAll(".jp-OutputArea-output > .jupyter-widgets");
    return shown.length === widgets.length;
}"""
QUESTION = "@jupyterlab/apputils-extension/notification.jupyterlab-settings"
NO_NEWS = '{"fetchNews": "false"}'


@contextmanager
def lab_server(folder: Path) -> Iterator[str]:
    """Serve ``folder`` with JupyterLab; yield its address, "http://…/lab?token=…".

    The user's own settings play no part: all of Jupyter's folders are temporary. The kernels find
    ``mathlib`` whether it is installed or not. Server and kernels are stopped at the end.
    Raises RuntimeError with the server's log if it does not start.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as private:
        log = Path(private, "server.log")
        command = [sys.executable, "-m", "jupyterlab", *OPTIONS, f"--ServerApp.port={port}"]
        command += [f"--ServerApp.root_dir={folder}", f"--IdentityProvider.token={token}"]
        with log.open("w", encoding="utf-8") as sink:
            server = subprocess.Popen(
                command, env=_environment(Path(private)), stdout=sink, stderr=subprocess.STDOUT
            )
        try:
            _wait_until_up(server, f"http://127.0.0.1:{port}/api/status?token={token}", log)
            yield f"http://127.0.0.1:{port}/lab?token={token}"
        finally:
            _stop(server)


def _environment(private: Path) -> dict[str, str]:
    """The variables of this process, but with Jupyter's folders in ``private``, and no news."""
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    names += ("JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    folders = {name: str(private / name.lower()) for name in names}
    question = Path(folders["JUPYTERLAB_SETTINGS_DIR"], QUESTION)
    question.parent.mkdir(parents=True)
    question.write_text(NO_NEWS, encoding="utf-8")
    return {**os.environ, **folders, "PYTHONPATH": os.pathsep.join(paths)}


def _wait_until_up(server: subprocess.Popen, url: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')[-4000:]}")


def _stop(server: subprocess.Popen) -> None:
    server.terminate()  # it shuts its kernels down
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()  # a kernel whose server is gone ends by itself
        server.wait()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the installed Chromium, Chrome or Edge without a window.

    Raises FileNotFoundError, saying how to get one, if there is none.
    """
    with sync_playwright() as playwright:
        options = ["--disable-gpu", *(["--no-sandbox"] if _is_root() else [])]
        browser = playwright.chromium.launch(executable_path=find_browser(), args=options)
        try:
            yield browser
        finally:
            browser.close()


def _is_root() -> bool:
    return getattr(os, "geteuid", lambda: 1)() == 0


def write_notebook(path: Path, *cells: str) -> Path:
    """Write a notebook with these code cells, not yet run; return its path."""
    cells = [nbformat.v4.new_code_cell(source) for source in cells]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    return path


def open_notebook(
    browser: Browser,
    address: str,
    name: str,
    *,
    width: int = 1280,
    height: int = 900,
    scale: float = 1,
) -> Notebook:
    """Open notebook ``name`` of the server at ``address`` on a page of its own.

    ``width`` and ``height`` in CSS pixels, ``scale`` in device pixels per CSS pixel.
    """
    page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=scale)
    notebook = Notebook(page)
    page.goto(address.replace("/lab?", f"/lab/tree/{name}?reset&"))
    notebook.wait_until_idle()
    return notebook


class Notebook:
    """A notebook in JupyterLab. ``errors`` lists what went wrong in its kernel and on its page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("websocket", self._listen)
        page.on("pageerror", lambda error: self.errors.append(f"page: {error}"))
        page.on("console", self._console)

    def _listen(self, socket: WebSocket) -> None:
        if "/api/kernels/" in socket.url:
            socket.on("framereceived", self._frame)

    def _frame(self, frame: str | bytes) -> None:
        kind, content = read_message(frame)
        if kind == "error":
            self.errors.append(f"kernel: {content['ename']}: {content['evalue']}")

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(f"console: {message.text}")

    def wait_until_idle(self) -> None:
        """Wait until the kernel has nothing to do."""
        self.page.wait_for_function(
            f"{SESSION}?.kernel?.status === 'idle'", timeout=1000 * START_SECONDS
        )

    def open(self, name: str) -> None:
        """Open another notebook in place of this one; loading JupyterLab anew takes 3 s more.

        The kernel of the notebook before is stopped, and the list of errors starts empty.
        """
        self.page.evaluate(
            """async (path) => {
                const { shell, commands } = window.jupyterapp, before = shell.currentWidget;
                await before.context.sessionContext.shutdown();
                before.dispose();
                await commands.execute("docmanager:open", { path });
            }""",
            name,
        )
        self.wait_until_idle()
        self.errors.clear()

    def command(self, name: str, **arguments: Any) -> None:
        """Do one of JupyterLab's commands and wait until it is done."""
        self.page.evaluate(
            "async ([name, args]) => { await window.jupyterapp.commands.execute(name, args); }",
            [name, arguments],
        )

    def run_all(self) -> None:
        """Run all cells, and wait until they have run and their widgets are on the page."""
        self.command("notebook:run-all-cells")
        self.page.wait_for_function(WIDGETS_SHOWN, timeout=1000 * START_SECONDS)

    def python(self, code: str, value: str = "None") -> Any:
        """Run ``code`` in the notebook's kernel, beside its cells; return the literal ``value``."""
        content = self.page.evaluate(
            f"""async ([code, value]) => (await {SESSION}.kernel.requestExecute(
                {{ code, store_history: false, user_expressions: {{ value }} }}).done).content""",
            [code, value],
        )
        answer = content.get("user_expressions", {}).get("value", content)
        if answer["status"] != "ok":
            raise RuntimeError(f"{answer['ename']}: {answer['evalue']}")
        return ast.literal_eval(answer["data"]["text/plain"])

    def restart(self) -> None:
        """Restart the kernel; the page stays as it is."""
        self.page.evaluate(f"{SESSION}.kernel.restart()")
        self.wait_until_idle()

    def theme(self, name: str) -> None:
        """Switch JupyterLab to its "light" or "dark" theme."""
        self.command("apputils:change-theme", theme=f"JupyterLab {name.title()}")
        self.page.wait_for_function(
            f"document.body.dataset.jpThemeLight === '{str(name == 'light').lower()}'"
        )

    def close(self) -> None:
        """Close the page."""
        self.page.context.close()


def read_message(frame: str | bytes) -> tuple[str, dict]:
    """Return type and content of a kernel's message: JSON, or the protocol v1.kernel.websocket.

    >>> read_message('{"header": {"msg_type": "status"}, "content": {"execution_state": "idle"}}')
    ('status', {'execution_state': 'idle'})
    """
    if isinstance(frame, str):
        message = json.loads(frame)
        return message["header"]["msg_type"], message["content"]
    number = int.from_bytes(frame[:8], "little")
    at = [int.from_bytes(frame[8 * i : 8 * i + 8], "little") for i in range(1, number + 1)]
    header, content = (json.loads(frame[at[i] : at[i + 1]]) for i in (1, 4))
    return header["msg_type"], content
