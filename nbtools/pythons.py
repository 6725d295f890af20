"""The other Pythons that README.md promises: ``make pythons``.

``make test`` runs on one Python. This finds the others on the machine (``python3.N`` on the PATH,
pyenv's, uv's), makes an environment with the lock in ``build/pythons/`` for the newest of them (or
for those that are named), and runs there what another Python or numpy can change: the tests of the
mathematics and of the exercises, and every notebook but for its drive. At the end it says what was
checked, and loudly what was not.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

from nbtools.doctor import NEWEST, OLDEST

ROOT = Path(__file__).resolve().parent.parent
PROMISED = [f"{OLDEST[0]}.{minor}" for minor in range(OLDEST[1], NEWEST[1] + 1)]
HOME_OF_PYENV = os.environ.get("PYENV_ROOT") or str(Path.home() / ".pyenv")
HOME_OF_UV = os.environ.get("UV_PYTHON_INSTALL_DIR") or str(Path.home() / ".local/share/uv/python")
PLACES = (f"{HOME_OF_PYENV}/versions/*/bin", f"{HOME_OF_UV}/*/bin")
ASK = "import sys, venv, ensurepip; print('{}.{}.{}'.format(*sys.version_info))"
WHAT = "mathematics, exercises, notebooks run and compared"
TESTS = ("tests/unit", "tests/exercises", "mathlib", "notebooks")
PYTEST = "-q -n auto --maxprocesses=4 --dist=loadfile --notebooks".split()


def candidates(folders: list[Path]) -> list[Path]:
    """Return every file in the folders that is called like a Python of the course."""
    names = [name for version in PROMISED for name in (f"python{version}", f"python{version}.exe")]
    return [folder / name for folder in folders for name in names if (folder / name).is_file()]


def folders() -> list[Path]:
    """Return where Pythons may be: the PATH, then all that pyenv and uv have installed."""
    on_path = [Path(part) for part in os.environ.get("PATH", "").split(os.pathsep) if part]
    kept = [path for place in PLACES for path in sorted(Path("/").glob(place.lstrip("/")))]
    return on_path + kept


def version_of(python: Path) -> str | None:
    """Return the version of a Python that can make environments, or None if it cannot.

    It is asked: pyenv's shims, for one, are there for versions that are switched off.
    """
    try:
        run = subprocess.run([python, "-c", ASK], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return run.stdout.strip() if run.returncode == 0 else None


def minor(version: str) -> str:
    """Return the first two parts of a version.

    >>> minor("3.12.1")
    '3.12'
    """
    return ".".join(version.split(".")[:2])


def found(places: list[Path]) -> dict[str, tuple[str, Path]]:
    """Return for each promised version that is there: the full version and where it is."""
    result: dict[str, tuple[str, Path]] = {}
    for python in candidates(places):
        version = version_of(python)
        if version and minor(version) in PROMISED:
            result.setdefault(minor(version), (version, python))
    return result


def newest(versions: list[str]) -> str | None:
    """Return the newest of some versions, or None if there is none.

    >>> newest(["3.9", "3.13", "3.12"])
    '3.13'
    """
    return max(versions, key=lambda text: [int(part) for part in text.split(".")], default=None)


def environment(python: Path, version: str, root: Path = ROOT) -> Path:
    """Return the Python of an environment that holds the lock; it is made anew when that changes.

    Raises subprocess.CalledProcessError if it cannot be made.
    """
    folder = root / "build" / "pythons" / version
    inside = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    wanted = hashlib.sha256(
        b"".join((root / name).read_bytes() for name in ("requirements.txt", "pyproject.toml"))
    ).hexdigest()
    ready = folder / "ready"
    if not (ready.exists() and ready.read_text() == wanted and version_of(inside)):
        subprocess.run([python, "-m", "venv", "--clear", folder], check=True)
        pip = [str(inside), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--requirement", "requirements.txt"], cwd=root, check=True)
        ready.write_text(wanted)
    return inside


def command(python: Path, root: Path = ROOT) -> list[str]:
    """Return what is run on another Python: everything but drives, browsers and measured times."""
    drives = sorted(root.glob("notebooks/*.ipynb"))
    without = [f"--deselect=notebooks/{path.name}::drive" for path in drives]
    marks = ["-m", "not (browser or alone or slow)"]
    return [str(python), "-m", "pytest", *PYTEST, *marks, *without, *TESTS]


def report(own: str, results: dict[str, bool], there: list[str]) -> str:
    """Return what was checked on which Python, and what was not although README.md promises it.

    >>> print(report("3.11", {"3.13": True}, ["3.11", "3.12", "3.13"]))
    Python 3.11: everything (make test).
    Python 3.13: passed: mathematics, exercises, notebooks run and compared.
    !!! Python 3.12: NOT CHECKED, though it is on this machine: make pythons VERSIONS=3.12
    !!! Python 3.14: NOT FOUND on this machine, so NOT CHECKED, though README.md promises it.
    """
    lines = [f"Python {own}: everything (make test)."]
    for version, passed in results.items():
        verdict = "passed" if passed else "FAILED"
        lines.append(f"Python {version}: {verdict}: {WHAT}.")
    for version in PROMISED:
        if version == own or version in results:
            continue
        if version in there:
            why = f"though it is on this machine: make pythons VERSIONS={version}"
            lines.append(f"!!! Python {version}: NOT CHECKED, {why}")
        else:
            why = "so NOT CHECKED, though README.md promises it."
            lines.append(f"!!! Python {version}: NOT FOUND on this machine, {why}")
    return "\n".join(lines)


def chosen(arguments: list[str], own: str, there: list[str]) -> list[str]:
    """Return which versions to run: those that are named, or the newest that is not ``own``.

    Raises ValueError for a name that is no version of the course, or is not on this machine.
    """
    wanted = re.findall(r"[^\s,]+", " ".join(arguments))
    for version in wanted:
        if version not in PROMISED:
            raise ValueError(f"VERSIONS takes some of {', '.join(PROMISED)}; got {version!r}.")
        if version not in there:
            raise ValueError(f"Python {version} is not on this machine; {', '.join(there)} are.")
    other = newest([version for version in there if version != own])
    return wanted or [version for version in [other] if version]


def main(arguments: list[str] | None = None) -> int:
    """Run the checks on the other Pythons, print the report; return 1 if something failed."""
    own = f"{sys.version_info[0]}.{sys.version_info[1]}"
    there = found(folders())
    try:
        versions = chosen(arguments or [], own, list(there))
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    results = {}
    for version in versions:
        full, python = there[version]
        sys.stdout.write(f"Python {full} ({python}): the lock, then the tests\n")
        sys.stdout.flush()
        inside = environment(python, version)
        results[version] = subprocess.run(command(inside), cwd=ROOT).returncode == 0
    sys.stdout.write("\n" + report(own, results, list(there)) + "\n")
    return 0 if all(results.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
