"""The judge of the mutants: what it counts, what it excuses, and that its list is up to date."""

import ast
import re
from pathlib import Path

import pytest

from nbtools import mutation

ROOT = Path(__file__).resolve().parent.parent.parent
ENTRIES = list(mutation.equivalents(mutation.EQUIVALENT.read_text(encoding="utf-8")))
GAP = ("mathlib.a.f", "x < 1", "x <= 1")
SAME = ("mathlib.a.f", "zip(strict=True)", "zip()")


def judge(capsys, killed, survivors, allowed):
    """Return the exit code and the output for so many killed mutants and these survivors."""
    named = {f"m{i}": mutant for i, mutant in enumerate(survivors)}
    statuses = {**{f"k{i}": "killed" for i in range(killed)}, **dict.fromkeys(named, "survived")}
    return mutation.verdict(statuses, named, allowed), capsys.readouterr().out


def test_nine_in_ten_are_enough(capsys):
    code, text = judge(capsys, 9, [GAP], set())
    assert code == 0 and "9 of 10 changes were noticed: 90.0 %" in text
    assert "survived: mathlib.a.f\n  - x < 1\n  + x <= 1" in text


def test_fewer_are_not(capsys):
    code, text = judge(capsys, 8, [GAP], set())
    assert code == 1 and "88.9 %" in text


def test_mutants_without_a_test_are_not_noticed(capsys):
    assert mutation.verdict({"a": "timeout", "b": "no tests"}, {"b": GAP}, set()) == 1
    assert "1 of 2 changes" in capsys.readouterr().out


def test_what_changes_nothing_is_left_out(capsys):
    code, text = judge(capsys, 9, [GAP, SAME, SAME], {SAME})
    assert code == 0 and "9 of 10" in text and "2 more change nothing" in text
    assert "zip" not in text


def test_an_entry_that_no_longer_survives_must_go(capsys):
    code, text = judge(capsys, 9, [], {SAME})
    assert code == 1 and "OUT OF DATE" in text and "zip(strict=True)" in text


@pytest.mark.parametrize(
    "text", ["in mathlib.a.f\n- x\n+ y", "Faster.\n- x\n+ y", "Faster.\nin mathlib.a.f\n+ y"]
)
def test_an_entry_needs_a_reason_a_function_and_a_line(text):
    with pytest.raises(ValueError, match="a reason, 'in …', '- …' before"):
        list(mutation.equivalents(text))


@pytest.mark.parametrize("mutant", [mutant for mutant, _ in ENTRIES], ids="{0[0]}".format)
def test_every_entry_is_about_a_line_that_stands_in_its_function(mutant):
    function, before, after = mutant
    sources = [path.read_text(encoding="utf-8") for path in files_of(function)]
    bodies = [
        " ".join(line.strip() for line in ast.get_source_segment(source, node).splitlines())
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.name == function.rpartition(".")[2]
    ]
    assert any(before in body for body in bodies)
    assert before != after


def files_of(function: str) -> list[Path]:
    """Return the file of a dotted name; a method has the name of its class in between."""
    parts = function.split(".")
    files = [ROOT.joinpath(*parts[:end]).with_suffix(".py") for end in (-1, -2)]
    return [path for path in files if path.is_file()]


def test_the_copy_holds_floor_0_and_its_tests_only(tmp_path):
    mutation.make_copy(ROOT, tmp_path / "copy")
    copied = {path.relative_to(tmp_path / "copy").as_posix() for path in tmp_path.rglob("*.py")}
    assert {"mathlib/optimize/minimization.py", "mathlib/optimize/objectives/base.py"} <= copied
    assert {
        "tests/conftest.py",
        "tests/claims/test_chapter01.py",
        "tests/optimize/test_minimize.py",
    } <= copied
    assert not {path for path in copied if re.search("widgets|figures|exercises|test_frames", path)}
