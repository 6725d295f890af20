"""A stock JupyterLab in a real browser: what the browser tests and the benchmark stand on.

``lab_server`` serves a folder, ``chromium`` is the browser, ``open_notebook`` opens a notebook of
that folder on a page; the `Notebook` it returns runs cells and keeps a list of what went wrong.
"""

from __future__ import annotations

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

import nbformat
from playwright.sync_api import Browser, sync_playwright

from nbtools.browser import find_browser
from nbtools.lab_notebook import START_SECONDS, Notebook

ROOT = Path(__file__).resolve().parent.parent
EXTENSIONS = ROOT / "share" / "jupyter"
"""The course's extension of JupyterLab as it is in the checkout, found before any installed one."""
STOP_SECONDS = 10
OPTIONS = (
    "--no-browser",
    "--allow-root",
    "--ServerApp.ip=127.0.0.1",
    "--ServerApp.port_retries=0",
    "--LabApp.expose_app_in_browser=True",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--JupyterNotebookApp.expose_app_in_browser=True",
)
FOLDERS = (
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "IPYTHONDIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
)
DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""Calls this machine itself past any proxy that the environment names (http_proxy and the like)."""
HERE = "localhost,127.0.0.1,::1"
QUESTION = "@jupyterlab/apputils-extension/notification.jupyterlab-settings"
NO_NEWS = '{"fetchNews": "false"}'


@contextmanager
def lab_server(folder: Path, program: str = "jupyterlab") -> Iterator[str]:
    """Serve ``folder`` with JupyterLab; yield its address, "http://…/lab?token=…".

    ``program``: "notebook" serves Notebook 7, whose pages stand at "/notebooks/name.ipynb".

    The user's own settings play no part: all of Jupyter's folders are temporary. The kernels find
    ``mathlib`` whether it is installed or not. Server and kernels are stopped at the end.
    Raises RuntimeError with the server's log if it does not start.
    """
    port, token = free_port(), secrets.token_hex(16)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as private:
        log = Path(private, "server.log")
        command = [sys.executable, "-m", program, *OPTIONS, f"--ServerApp.port={port}"]
        command += [f"--ServerApp.root_dir={folder}", f"--IdentityProvider.token={token}"]
        with log.open("w", encoding="utf-8") as sink:
            server = subprocess.Popen(
                command, env=_environment(Path(private)), stdout=sink, stderr=subprocess.STDOUT
            )
        try:
            _wait_until_up(server, f"http://127.0.0.1:{port}/api/status?token={token}", log)
            yield f"http://127.0.0.1:{port}/lab?token={token}"
        finally:
            stop(server)


def free_port() -> int:
    """Return the number of a port that nobody listens to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _environment(private: Path) -> dict[str, str]:
    """This process' variables, but Jupyter's folders in ``private``, no news, no proxy."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    folders = {name: str(private / name.lower()) for name in FOLDERS}
    question = Path(folders["JUPYTERLAB_SETTINGS_DIR"], QUESTION)
    question.parent.mkdir(parents=True)
    question.write_text(NO_NEWS, encoding="utf-8")
    direct = {name: HERE for name in ("no_proxy", "NO_PROXY")}
    own = {"JUPYTER_PATH": str(EXTENSIONS), "PYTHONPATH": os.pathsep.join(paths)}
    return {**os.environ, **folders, **direct, **own}


def _wait_until_up(server: subprocess.Popen, url: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with DIRECTLY.open(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')[-4000:]}")


def stop(server: subprocess.Popen) -> None:
    """End a program that this one started, kindly first."""
    server.terminate()  # a server shuts its kernels down
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
        options = ["--disable-gpu", "--no-proxy-server", *(["--no-sandbox"] if _is_root() else [])]
        browser = playwright.chromium.launch(
            executable_path=find_browser(),
            args=options,
            ignore_default_args=["--hide-scrollbars"],  # Notebook.scrollbars() decides
        )
        try:
            yield browser
        finally:
            browser.close()


def _is_root() -> bool:
    return getattr(os, "geteuid", lambda: 1)() == 0


def write_notebook(path: Path, *cells: str) -> Path:
    """Write a notebook with these code cells, not yet run; return its path."""
    code = [nbformat.v4.new_code_cell(source) for source in cells]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=code, metadata=kernel), path)
    return path


def open_notebook(
    browser: Browser,
    address: str,
    name: str,
    *,
    width: int = 1280,
    height: int = 900,
    scale: float = 1,
    touch: bool = False,
) -> Notebook:
    """Open notebook ``name`` of the server at ``address`` on a page of its own.

    ``width`` and ``height`` in CSS pixels, ``scale`` in device pixels per CSS pixel; ``touch``: the
    page is on a tablet.
    """
    page = browser.new_page(
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        has_touch=touch,
        is_mobile=touch,
    )
    notebook = Notebook(page)
    notebook.scrollbars(shown=False)
    page.goto(address.replace("/lab?", f"/lab/tree/{name}?reset&"))
    notebook.wait_until_idle()
    return notebook
