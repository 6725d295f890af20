"""Every client that this machine can start; what it cannot start is said aloud at the end."""

from __future__ import annotations

import importlib.util

import pytest

from nbtools.clients import Client
from nbtools.drivers import open_chromium, open_firefox, open_webkit
from nbtools.lab import lab_server, write_notebook

CLIENTS = {
    "JupyterLab in Chromium": ("jupyterlab", open_chromium),
    "Notebook 7 in Chromium": ("notebook", open_chromium),
    "JupyterLab in Firefox": ("jupyterlab", open_firefox),
    "JupyterLab in WebKit": ("jupyterlab", open_webkit),
}
PAGES = {"jupyterlab": "/lab/tree/{}?reset&", "notebook": "/notebooks/{}?"}
MAP = "from mathlib.widgets.optimize import DescentOnMap\nfigure = DescentOnMap()\nfigure"
LINEAR = "from mathlib.widgets.linalg import LinearMap\nother = LinearMap()\nother"
missing: dict[str, str] = {}


@pytest.fixture(scope="session", params=CLIENTS, ids=lambda name: name.replace(" ", "-"))
def client(request, tmp_path_factory):
    """A notebook with two live figures, run in one of the clients."""
    program, start = CLIENTS[request.param]
    if importlib.util.find_spec(program) is None:
        leave_out(request.param, f"no {program} (make browsers installs it)")
    name = write_notebook(tmp_path_factory.mktemp("client") / "figures.ipynb", MAP, LINEAR)
    with lab_server(name.parent, program) as address:
        browser = start()
        try:
            driver = browser.__enter__()
        except FileNotFoundError as error:
            leave_out(request.param, str(error))
        try:
            opened = Client(driver)
            opened.open(address.replace("/lab?", PAGES[program].format(name.name)))
            opened.run_all()
            yield opened
        finally:
            browser.__exit__(None, None, None)


def leave_out(name: str, why: str) -> None:
    """Skip the tests of a client."""
    missing[name] = why
    pytest.skip(why)


def pytest_terminal_summary(terminalreporter):
    """Say which clients were not looked at, and what they need."""
    for name, why in missing.items():
        terminalreporter.write_sep("!", f"{name} WAS NOT TESTED: {why}", red=True, bold=True)
