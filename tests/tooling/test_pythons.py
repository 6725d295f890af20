"""The Pythons that README.md promises: found, or loudly missed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nbtools import pythons
from nbtools.pythons import candidates, chosen, command, found, newest, report, version_of

ROOT = Path(__file__).resolve().parents[2]
ALL = ["3.11", "3.12", "3.13", "3.14"]
not_on_windows = pytest.mark.skipif(sys.platform == "win32", reason="needs scripts with #!")


def python(folder: Path, name: str, says: str) -> Path:
    """Make a Python that answers so."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{says}\n")
    path.chmod(0o755)
    return path


def test_readme_promises_what_is_looked_for():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert pythons.PROMISED == ALL
    assert f"Python {ALL[0]} to {ALL[-1]}" in readme


@not_on_windows
def test_every_python_is_found_once_and_asked(tmp_path):
    """A shim that is switched off, one without venv, an old one: none of them counts."""
    first, second = tmp_path / "bin", tmp_path / "pyenv" / "bin"
    python(first, "python3.12", "echo 'pyenv: python3.12: command not found' >&2; exit 127")
    real = python(second, "python3.12", "echo 3.12.1")
    python(second, "python3.13", "exit 1")
    python(second, "python3.14", "echo 3.9.1")
    python(second, "python3.10", "echo 3.10.0")
    assert found([first, second, tmp_path / "none"]) == {"3.12": ("3.12.1", real)}


def test_this_python_answers_with_its_version(tmp_path):
    assert version_of(Path(sys.executable)) == ".".join(map(str, sys.version_info[:3]))
    assert version_of(tmp_path / "python3.11") is None


def test_only_pythons_of_the_course_are_candidates(tmp_path):
    for name in ("python3.9", "python3.11", "python3.11-config", "python3.14.exe", "python3"):
        (tmp_path / name).touch()
    assert [path.name for path in candidates([tmp_path])] == ["python3.11", "python3.14.exe"]


def test_the_newest_other_one_is_chosen():
    assert newest([]) is None
    assert chosen([], "3.11", ["3.11", "3.12", "3.13"]) == ["3.13"]
    assert chosen([], "3.14", ["3.11", "3.14", "3.12"]) == ["3.12"]
    assert chosen([], "3.11", ["3.11"]) == []
    assert chosen(["3.12 3.13"], "3.11", ["3.11", "3.12", "3.13"]) == ["3.12", "3.13"]


@pytest.mark.parametrize(
    ("given", "message"),
    [("3.10", "VERSIONS takes some of 3.11, 3.12, 3.13, 3.14; got '3.10'"), ("3.14", "3.11 are")],
)
def test_a_version_that_cannot_be_run_is_refused(given, message):
    with pytest.raises(ValueError, match=message):
        chosen([given], "3.11", ["3.11"])


def test_what_was_not_checked_is_said_loudly():
    lines = report("3.12", {"3.13": False}, ["3.12", "3.13"]).splitlines()
    assert lines[1].startswith("Python 3.13: FAILED")
    assert [line[:20] for line in lines if "NOT FOUND" in line] == [
        "!!! Python 3.11: NOT",
        "!!! Python 3.14: NOT",
    ]


def test_every_notebook_is_run_and_no_drive():
    called = command(Path("python"))
    drives = [word for word in called if word.startswith("--deselect=")]
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    assert drives == [f"--deselect=notebooks/{path.name}::drive" for path in notebooks]
    assert {"--notebooks", "notebooks", "tests/unit", "mathlib"} <= set(called)


@not_on_windows
@pytest.mark.parametrize(("status", "code"), [(0, 0), (1, 1)])
def test_a_failure_there_is_a_failure_here(monkeypatch, capsys, tmp_path, status, code):
    there = {"3.99": ("3.99.0", tmp_path / "python3.99")}
    monkeypatch.setattr(pythons, "found", lambda _: there)
    monkeypatch.setattr(pythons, "environment", lambda *_: tmp_path / "python")
    ran = subprocess.CompletedProcess([], status)
    monkeypatch.setattr(pythons.subprocess, "run", lambda *_, **__: ran)
    assert pythons.main([]) == code
    said = capsys.readouterr().out
    assert "Python 3.99.0" in said and ("FAILED" in said) == bool(code)


@not_on_windows
def test_an_environment_is_made_anew_only_when_the_lock_changes(tmp_path, monkeypatch):
    calls = []

    def run(call, **_):
        calls.append(call[1:3])
        if call[2] == "venv":
            python(tmp_path / "build" / "pythons" / "3.12" / "bin", "python", "echo 3.12.1")
        return subprocess.CompletedProcess(call, 0, stdout="3.12.1\n")

    monkeypatch.setattr(pythons.subprocess, "run", run)
    for name in ("requirements.txt", "pyproject.toml"):
        (tmp_path / name).write_text("numpy==2.4.6\n")
    made = [["-m", "venv"], ["-m", "pip"]]
    inside = pythons.environment(Path("python3.12"), "3.12", tmp_path)
    assert os.access(inside, os.X_OK) and calls == made
    pythons.environment(Path("python3.12"), "3.12", tmp_path)
    assert calls[2:] == [["-c", pythons.ASK]]
    (tmp_path / "requirements.txt").write_text("numpy==2.5.1\n")
    pythons.environment(Path("python3.12"), "3.12", tmp_path)
    assert calls[3:] == made


def test_ci_calls_make_test_and_then_another_python():
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert run.endswith("\nmake test\nmake pythons\n")
