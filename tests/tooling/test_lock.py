"""requirements.txt pins everything that pyproject.toml asks for and all that this pulls in."""

import ast
import importlib.metadata
import itertools
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from nbtools.doctor import NEWEST, OLDEST

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DIRECT = (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"])
PIN = re.compile(r"^([\w.-]+)==(\S+)", re.M)
MACHINES = [
    {"sys_platform": system, "platform_system": name, "os_name": kind, "platform_machine": chip}
    | {"python_version": f"3.{minor}", "python_full_version": f"3.{minor}.0"}
    | {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    for (system, name, kind, chip), minor in itertools.product(
        [
            ("linux", "Linux", "posix", "x86_64"),
            ("darwin", "Darwin", "posix", "arm64"),
            ("win32", "Windows", "nt", "AMD64"),
        ],
        range(OLDEST[1], NEWEST[1] + 1),
    )
]
"""What a marker such as ``sys_platform == "win32"`` may find where the course runs."""


def wanted(requirement: Requirement, extras: set[str]) -> bool:
    """Whether the requirement holds on some machine of the course."""
    return requirement.marker is None or any(
        requirement.marker.evaluate({**machine, "extra": extra})
        for machine in MACHINES
        for extra in extras or {""}
    )


@cache
def reached(direct: tuple[str, ...]) -> dict[str, list[Requirement]]:
    """Return every package that the direct requirements pull in, with all that is asked of it."""
    found: dict[str, list[Requirement]] = {}
    done: set[tuple[str, str]] = set()
    todo = [Requirement(text) for text in direct]
    while todo:
        requirement = todo.pop()
        name = canonicalize_name(requirement.name)
        found.setdefault(name, []).append(requirement)
        for extra in {"", *requirement.extras}:
            if (name, extra) in done:
                continue
            done.add((name, extra))
            try:
                texts = importlib.metadata.requires(name) or []
            except importlib.metadata.PackageNotFoundError:
                continue  # of another system: what it pulls in cannot be asked here
            todo += [r for r in map(Requirement, texts) if wanted(r, {extra})]
    return found


def problems(lock: str, direct: tuple[str, ...] = DIRECT) -> list[str]:
    """Return what of the direct requirements, and all they pull in, the lock does not pin."""
    pins = [(canonicalize_name(name), version) for name, version in PIN.findall(lock)]
    result = []
    for name, asked in sorted(reached(direct).items()):
        versions = [version for other, version in pins if other == name]
        if not versions:
            result.append(f"{name} has no == line: make lock")
        for version, one in itertools.product(versions, asked):
            alone = len(versions) == 1  # of several, each is for the Pythons that its marker names
            if alone and not one.specifier.contains(version, prereleases=True):
                result.append(f"{name}=={version} is not {one}: make lock")
    return result


def test_everything_that_is_installed_is_pinned():
    assert problems(LOCK) == []
    assert len(reached(DIRECT)) > 100


def test_each_pin_that_is_dropped_is_missed():
    """One line after the other is taken out; where a package has two, both."""
    names = sorted({canonicalize_name(name) for name, _ in PIN.findall(LOCK)})
    for name in names:
        rest = [
            line for line in LOCK.splitlines() if canonicalize_name(line.split("==")[0]) != name
        ]
        assert problems("\n".join(rest)) == [f"{name} has no == line: make lock"]


def test_a_pin_that_does_not_fit_is_told():
    lock = re.sub(r"^numpy==\S+", "numpy==1.26.4", LOCK, flags=re.M)
    lock = lock.replace(re.search(r"^numpy==1.*$", lock, re.M)[0], "", lock.count("numpy==1") - 1)
    said = problems(lock)
    assert any("numpy==1.26.4 is not numpy>=2" in line for line in said)


def test_a_new_requirement_is_missed_until_the_lock_is_made_again():
    said = problems(LOCK, (*DIRECT, "setuptools-scm>=8"))
    assert any(line.startswith("setuptools-scm has no == line") for line in said)


def test_every_line_is_a_pin_or_this_project():
    lines = [line.strip() for line in LOCK.splitlines()]
    other = [line for line in lines if line and not line.startswith("#") and not PIN.match(line)]
    assert other == ["-e .  # this project: mathlib and nbtools"]


def test_what_a_learner_installs_is_what_mathlib_imports():
    """The wheel pulls in no browser driver, and nothing that mathlib imports is missing."""
    code = (ROOT / "mathlib").rglob("*.py")
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in code]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    imported = {name.split(".")[0].replace("_", "-") for name in names}
    imported -= {*sys.stdlib_module_names, "mathlib", "--future--"}
    imported = {"pillow" if name == "PIL" else name.lower() for name in imported}
    asked = {canonicalize_name(Requirement(text).name) for text in PROJECT["dependencies"]}
    assert imported - {"ipython", "traitlets", "cycler"} == asked - {"jupyterlab"}  # those pull in
