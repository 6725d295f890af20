"""What `make test` leaves to machines: which tests go first, and that starting one costs little."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

from nbtools.abreast import run
from nbtools.spread import pytest_collection_modifyitems

ROOT = Path(__file__).resolve().parents[2]


def test_what_takes_longest_goes_first_and_files_stay_whole():
    names = ["tests/unit/test_a.py::a", "tests/tooling/test_b.py::a", "notebooks/01.ipynb::drive"]
    names += [
        "tests/unit/test_c.py::a",
        "tests/unit/test_a.py::b",
        "notebooks/solutions/01.ipynb::a",
    ]
    names += ["tests/unit/test_c.py::b", "tests/unit/test_c.py::c"]
    items = [SimpleNamespace(nodeid=name) for name in names]
    pytest_collection_modifyitems(items)
    assert [item.nodeid for item in items] == [
        "notebooks/01.ipynb::drive",
        "tests/tooling/test_b.py::a",
        "tests/unit/test_c.py::a",
        "tests/unit/test_c.py::b",
        "tests/unit/test_c.py::c",
        "tests/unit/test_a.py::a",
        "tests/unit/test_a.py::b",
        "notebooks/solutions/01.ipynb::a",
    ]


def test_commands_run_side_by_side_and_each_can_fail(capfd, tmp_path):
    for name in ("first", "second"):  # each waits until the other has begun
        other = {"first": "second", "second": "first"}[name]
        (tmp_path / f"{name}.sh").write_text(
            f"touch {tmp_path}/{name}\nuntil test -e {tmp_path}/{other}; do sleep 0.05; done\n"
            f"echo {name} is done\n"
        )
    assert run([f"sh {tmp_path}/first.sh", f"sh {tmp_path}/second.sh"]) == 0
    assert capfd.readouterr().out.split("\n")[0] == "second is done"
    for fails in (["false", "true", "true"], ["true", "false", "true"], ["true", "true", "false"]):
        assert run(fails) == 1


def test_reading_a_notebook_builds_no_grammar_of_web_addresses():
    code = "import sys, nbtools.source, nbformat; print('lark' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr
