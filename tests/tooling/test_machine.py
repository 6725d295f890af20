"""What is said on machines that lack something."""

import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from nbtools import browser, doctor
from nbtools.lab import DIRECTLY, chromium, lab_server, open_notebook, write_notebook

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("version", [(3, 8), (3, 10), (3, 15)])
def test_a_python_that_does_not_fit_is_named(version):
    problem = doctor.python_problem(version, {"venv", "ensurepip"})
    assert f"this is Python {version[0]}.{version[1]}." in problem
    assert "make lab PYTHON=" in problem


def test_a_missing_venv_is_answered_with_the_remedy():
    assert "apt install python3-venv" in doctor.python_problem((3, 12), {"venv"})


def test_a_taken_port_is_noticed():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        assert f"make lab PORT={port + 2}" in doctor.port_problem(str(port))
    assert doctor.port_problem(str(port)) is None


@pytest.mark.parametrize("port", ["eighty", "80", "-1", "70000", ""])
def test_a_port_that_is_none_is_refused(port):
    assert "PORT must be a number from 1024 to 65535" in doctor.port_problem(port)


def test_doctor_runs_alone_and_answers_with_an_exit_code():
    command = [sys.executable, "-I", str(ROOT / "nbtools" / "doctor.py")]
    assert subprocess.run([*command, "python"]).returncode == 0
    wrong = subprocess.run([*command, "port", "x"], capture_output=True, text=True)
    assert wrong.returncode == 1
    assert "got x" in wrong.stderr


def test_no_browser_is_answered_with_how_to_get_one(monkeypatch):
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setattr(browser, "PLACES", ())
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileNotFoundError, match="apt install chromium"):
        browser.find_browser()


def test_a_given_browser_goes_before_all(monkeypatch, tmp_path):
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "chrome"))
    with pytest.raises(FileNotFoundError, match="BROWSER_PATH"):
        browser.find_browser()
    (tmp_path / "chrome").touch()
    assert browser.find_browser() == str(tmp_path / "chrome")


BROWSER_TEST = """
import pytest

@pytest.mark.browser
def test_page(browser_path):
    assert browser_path
"""


@pytest.mark.parametrize(
    ("skip", "code", "says"),
    [
        ("0", 1, "No Chromium, Chrome or Edge was found."),
        ("1", 0, "1 BROWSER TESTS WERE SKIPPED (SKIP_BROWSER=1)"),
    ],
)
def test_without_a_browser_the_tests_fail_or_are_loudly_skipped(tmp_path, skip, code, says):
    (tmp_path / "conftest.py").write_text(
        "import nbtools.browser\nnbtools.browser.PLACES = ()\n"
        + (ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    (tmp_path / "test_page.py").write_text(BROWSER_TEST)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = browser: x\n")
    environment = {**os.environ, "PATH": "", "SKIP_BROWSER": skip, "PYTHONPATH": str(ROOT)}
    environment.pop("BROWSER_PATH", None)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", str(tmp_path)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
    )
    assert (run.returncode, says in run.stdout) == (code, True), run.stdout


def test_the_lock_names_nothing_of_this_machine():
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert "make lock" in lock.splitlines()[1]
    assert not any(word in lock for word in ("file:", "http:", "https:", "index", "find-links"))
    assert lock.splitlines()[-1].startswith("-e .")


PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@pytest.fixture
def dead_proxy(monkeypatch):
    """A proxy for everything, at a port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}"
    for name in PROXIES:
        monkeypatch.setenv(name, address)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)


def test_jupyterlab_is_reached_past_any_proxy(dead_proxy, tmp_path):
    with lab_server(tmp_path) as address:
        with pytest.raises(urllib.error.URLError):  # so that this proxy really is in the way
            urllib.request.urlopen(address, timeout=10)
        with DIRECTLY.open(address, timeout=10) as page:
            assert page.status == 200 and b"JupyterLab" in page.read()


@pytest.mark.browser
def test_the_browser_reaches_jupyterlab_past_any_proxy(dead_proxy, tmp_path, browser_path):
    write_notebook(tmp_path / "a.ipynb", "1 + 1")
    with lab_server(tmp_path) as address, chromium() as running:
        notebook = open_notebook(running, address, "a.ipynb")
        assert notebook.python("", "1 + 1") == 2


def test_nothing_here_calls_the_machine_itself_through_a_proxy():
    """Whoever opens a page of a local server does it by `DIRECTLY`, or by the browser."""
    calls = re.compile(r"urlopen\(|http\.client|requests\.(get|post)|HTTPConnection")
    paths = [
        path for path in (ROOT / "nbtools").glob("*.py") if calls.search(path.read_text("utf-8"))
    ]
    assert paths == []
