"""``make mutation``: would the tests notice if a line of the mathematics were wrong?

mutmut changes one thing at a time in a copy of floor 0 (an operator, a number, an argument, a word
of a message) and runs the unit tests that reach it. A change that no test notices survives. Those
in ``equivalent_mutants.txt`` change nothing that a caller can see; they are left out of the score.

mutmut changes the bodies of functions, not decorated ones, nor what stands outside of functions.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "build" / "mutation"
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.txt")
LEAST_PERCENT = 90.0

NOT_FLOOR_0 = ("figures", "widgets", "exercises")
NOTICED = ("killed", "timeout")
SETTINGS = """
[tool.mutmut]
source_paths = ["mathlib"]
also_copy = ["data"]
pytest_add_cli_args = ["-m", "not (alone or slow)", "-k", "not every_public_function_has_a_row"]
pytest_add_cli_args_test_selection = ["tests"]
use_setproctitle = false

[tool.pytest.ini_options]
addopts = "--import-mode=importlib -p no:cacheprovider"
pythonpath = ["tests"]
filterwarnings = ["error"]
markers = ["alone", "slow"]
"""
FEWER_EXAMPLES = """
from hypothesis import settings

settings.register_profile("few", derandomize=True, deadline=None, database=None, max_examples=25)
settings.load_profile("few")
"""

Mutant = tuple[str, str, str]
"""The function, the line as it is, the line as it was changed."""


def make_copy(root: Path, copy: Path) -> None:
    """Copy floor 0, its data and the unit tests that need nothing above it."""
    shutil.rmtree(copy, ignore_errors=True)
    above = shutil.ignore_patterns(*NOT_FLOOR_0, "__pycache__")
    shutil.copytree(root / "mathlib", copy / "mathlib", ignore=above)
    shutil.copytree(root / "data", copy / "data")
    for path in floor_0_tests(root):
        target = copy / "tests" / path.relative_to(root / "tests" / "unit")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    (copy / "tests" / "conftest.py").write_text(FEWER_EXAMPLES, encoding="utf-8")
    (copy / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")


def floor_0_tests(root: Path) -> list[Path]:
    """Return the unit tests that import nothing but floor 0, and the table that they read."""
    other = re.compile(rf"\b(mathlib\.({'|'.join(NOT_FLOOR_0)})|nbtools)\b")
    tests = sorted((root / "tests" / "unit").rglob("*.py"))
    return [path for path in tests if not other.search(path.read_text(encoding="utf-8"))]


def results(copy: Path) -> dict[str, str]:
    """Run mutmut in the copy and return what became of each mutant."""
    mutmut = [str(Path(sys.executable).with_name("mutmut"))]
    # Asked for by name, mutmut first tries all tests by their names; it takes for killed whatever
    # mutant has a test whose name pytest does not find (a list of ids with "…" is such a case).
    subprocess.run([*mutmut, "run", "mathlib.*"], cwd=copy, check=True)
    listing = [*mutmut, "results", "--all", "true"]
    text = subprocess.run(listing, cwd=copy, check=True, capture_output=True, text=True).stdout
    return dict(line.strip().rsplit(": ", 1) for line in text.splitlines() if ": " in line)


def described(name: str) -> Mutant:
    """Return what a mutant of the copy in the current folder changes.

    The number in mutmut's name for it moves with every edit of the function; this does not.
    """
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    lines = get_diff_for_mutant(name).splitlines()[2:]
    removed, added = (
        " ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+"
    )
    function = re.sub(r"x_|xǁ", "", name.partition("__mutmut_")[0]).replace("ǁ", ".")
    return function, removed, added


def equivalents(text: str) -> Iterator[tuple[Mutant, str]]:
    """Yield each mutant of ``equivalent_mutants.txt`` with its reason; the file says its form.

    >>> list(equivalents("It is faster.\\nin mathlib.a.f\\n- x = 1\\n+ x = 2"))
    [(('mathlib.a.f', 'x = 1', 'x = 2'), 'It is faster.')]
    """
    for block in re.split(r"\n\s*\n", re.sub(r"^#.*\n?", "", text, flags=re.M).strip()):
        reason, function, before = "", "", ""
        for line in block.splitlines():
            sign, _, rest = line.partition(" ")
            if sign == "in":
                function = rest.strip()
            elif sign == "-":
                before = rest.strip()
            elif sign == "+":
                if not (reason and function and before):
                    raise ValueError(f"{EQUIVALENT.name}: a reason, 'in …', '- …' before {line!r}")
                yield (function, before, rest.strip()), reason
            else:
                reason = f"{reason} {line}".strip()


def verdict(statuses: dict[str, str], survivors: dict[str, Mutant], allowed: set[Mutant]) -> int:
    """Print the score, the survivors and the entries that are out of date; return the exit code."""
    excused = [name for name, mutant in survivors.items() if mutant in allowed]
    counted = len(statuses) - len(excused)
    noticed = sum(status in NOTICED for status in statuses.values())
    percent = 100 * noticed / counted
    for name, (function, before, after) in survivors.items():
        if name not in excused:
            print(f"{statuses[name]}: {function}\n  - {before}\n  + {after}")
    stale = allowed - set(survivors.values())
    for function, before, after in sorted(stale):
        print(f"OUT OF DATE in {EQUIVALENT.name}, no such survivor: {function}\n  - {before}")
        print(f"  + {after}")
    print(
        f"{noticed} of {counted} changes were noticed: {percent:.1f} % (at least "
        f"{LEAST_PERCENT:g} % are needed); {len(excused)} more change nothing."
    )
    return int(percent < LEAST_PERCENT or bool(stale))


def main() -> int:
    """Measure, print, and return the exit code."""
    make_copy(ROOT, COPY)
    allowed = {mutant for mutant, _ in equivalents(EQUIVALENT.read_text(encoding="utf-8"))}
    statuses = results(COPY)
    os.chdir(COPY)
    survivors = {name: described(name) for name, s in statuses.items() if s not in NOTICED}
    return verdict(statuses, survivors, allowed)


if __name__ == "__main__":
    sys.exit(main())
