"""What an author calls again and again: one chapter checked, one figure opened, hooks, the lock."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml

from mathlib.exercises import EXERCISES
from mathlib.widgets.optimize import DescentOnMap
from nbtools import check, figure
from nbtools.build import BuildError
from nbtools.explorers import explorers

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
CHAPTERS = sorted(path.stem for path in (ROOT / "notebooks" / "source").glob("*.md"))


@pytest.fixture
def course(tmp_path):
    """A course of two chapters."""
    (tmp_path / "notebooks" / "source").mkdir(parents=True)
    for name in ("05-gradient-descent", "06-optimizers"):
        (tmp_path / "notebooks" / "source" / f"{name}.md").write_text("# One\n\nA text.\n")
    return tmp_path


@pytest.mark.parametrize(
    "word",
    ["5", "05", "05-gradient-descent", "05-grad", "notebooks/source/05-gradient-descent.md"],
)
def test_a_chapter_is_found_by_all_its_names(course, word):
    assert check.chapter(course, word).name == "05-gradient-descent.md"


@pytest.mark.parametrize("word", ["", "0", "7", "55", "5.1", "gradient", "*"])
def test_a_chapter_that_is_none_is_answered_with_the_list(course, word, capsys):
    with pytest.raises(BuildError, match="There are: 05-gradient-descent, 06-optimizers"):
        check.chapter(course, word)
    assert check.run([word], course) == 2
    assert "05-gradient-descent, 06-optimizers" in capsys.readouterr().err


def test_what_is_run_for_a_chapter_is_there():
    """Items of each kind are collected: text, outputs, drive, exercises; no other chapter's."""
    *others, name = CHAPTERS
    selected = [word for word in check.selection(name) if word != "tests/exercises"]  # 10 s
    command = [sys.executable, "-m", "pytest", *selected, "--collect-only", "-n", "0"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    items = [line for line in run.stdout.splitlines() if "::" in line]
    assert f"notebooks/{name}.ipynb::drive" in items
    assert f"notebooks/{name}.ipynb::Cell 1" in items
    texts = ("test_the_text_quotes_the_numbers_that_are_shown", "test_every_check_answers")
    assert all(any(text in item and name in item for item in items) for text in texts)
    assert "tests/exercises" in check.selection(name) and f"{name[:2]}.1" in EXERCISES
    assert not [item for item in items if any(other in item for other in others)]


def faulty(course: Path, monkeypatch, bad: str) -> tuple[int, list[str]]:
    """Check chapter 05 of the course, where what has ``bad`` in its command fails."""
    called = []

    def run(command, cwd):
        called.append(" ".join(map(str, command[1:])))
        return subprocess.CompletedProcess(command, int(bad in called[-1]))

    monkeypatch.setattr(check, "main", lambda *_: 0)
    monkeypatch.setattr(check.subprocess, "run", run)
    return check.run(["5"], course), called


@pytest.mark.parametrize(
    ("bad", "code"),
    [("nothing", 0), ("nbtools.build --check", 1), ("codespell", 1), ("pytest", 1)],
)
def test_a_chapter_is_wrong_if_any_part_is_and_all_parts_are_told(course, monkeypatch, bad, code):
    assert faulty(course, monkeypatch, bad)[0] == code
    assert len(faulty(course, monkeypatch, bad)[1]) == 3


def test_a_chapter_that_cannot_be_built_is_not_tested(course, capsys):
    source = course / "notebooks" / "source" / "05-gradient-descent.md"
    source.write_text("```{code-cell}\n1 / 0\n```\n", encoding="utf-8")
    assert check.run(["5"], course) == 1
    assert "ZeroDivisionError" in capsys.readouterr().err


# ---- one figure ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["DescentOnMap", "descentonmap"])
def test_a_figure_gets_a_notebook_of_one_cell(tmp_path, name):
    path = figure.write(name, tmp_path)
    (cell,) = nbformat.read(path, as_version=4).cells
    assert path.name == "DescentOnMap.ipynb"
    assert cell.source == "from mathlib.widgets.optimize import DescentOnMap\n\nDescentOnMap()"


def test_the_cell_of_every_figure_shows_it(tmp_path):
    for kind in explorers():
        (cell,) = nbformat.read(figure.write(kind.__name__, tmp_path), as_version=4).cells
        names: dict = {}
        exec(cell.source.splitlines()[0], names)
        assert names[kind.__name__] is kind


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("DescentMap", "Nearest: DescentOnMap"),
        ("xyz", "no live figure 'xyz'.\n"),
        ("", "Say which"),
    ],
)
def test_an_unknown_figure_is_answered_with_the_nearest_and_the_list(name, nearest, capsys):
    with pytest.raises(ValueError, match=nearest) as error:
        figure.find(name, [DescentOnMap])
    assert str(error.value).endswith("takes one of DescentOnMap.")
    assert figure.main([name]) == 2
    assert "PowerIteration" in capsys.readouterr().err


# ---- hooks, the lock -------------------------------------------------------------------------


def test_the_hooks_are_of_this_project_and_run_what_make_test_runs():
    hooks = [hook for repository in HOOKS for hook in repository["hooks"]]
    assert [repository["repo"] for repository in HOOKS] == ["local"]
    assert all(hook["language"] == "system" for hook in hooks), "nothing is fetched"
    modules = [shlex.split(hook["entry"])[:4] for hook in hooks]
    assert [module[:2] for module in modules] == [[".venv/bin/python", "-m"]] * len(hooks)
    called = {" ".join(module[2:4]) for module in modules}
    assert called == {"ruff check", "ruff format", "codespell_lib", "nbtools.build --check"}
    for name in called - {"codespell_lib"}:  # that one runs as a test: test_prose.py
        kind = "" if name.startswith("ruff") else "python -m "
        assert re.search(rf"^\$\(1\)/{kind}{name}( --check)?$", MAKEFILE, re.M), name


def lock_commands(*given: str) -> str:
    command = ["make", "-n", "-o", ".venv/ready", "lock", *given]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there is no make")
@pytest.mark.parametrize(
    ("given", "upgrades"), [((), False), (("UPGRADE=1",), True), (("UPGRADE=0",), False)]
)
def test_the_lock_is_upgraded_only_where_that_is_asked_for(given, upgrades):
    commands = lock_commands(*given)
    assert ("--upgrade" in commands) == upgrades
    kept = commands.index("requirements.txt > build/requirements.txt")
    assert kept < commands.index("--output-file build/requirements.txt"), "what it is to keep"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no make")
def test_make_hands_over_what_was_named():
    command = ["make", "-n", "-o", ".venv/ready", "check", "figure", "CHAPTER=5", "NAME=BasinMap"]
    lines = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "-m nbtools.check '5'" in lines and "-m nbtools.figure 'BasinMap'" in lines
    assert re.search(r"jupyter lab .*--LabApp.default_url=/lab/tree/\$notebook", lines)
