"""The wheel is whole: installed into an empty folder, it runs from an empty folder."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from mathlib import datasets

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = sorted((ROOT / "notebooks").glob("0[1-9]-*.ipynb"))
QUICK = "05-gradient-descent.ipynb"
"""The chapter that every run executes, with data of its own; the others are marked slow."""

EXECUTE = """
import sys
import nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
where = nbformat.v4.new_code_cell("import mathlib; print(mathlib.__file__)")
notebook.cells.append(where)
NotebookClient(notebook, timeout=300).execute()
outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
print(sum(output.output_type == "error" for output in outputs), "errors,", len(outputs), "outputs")
print(where.outputs[0].text)
"""

LOAD = """
from pathlib import Path
import mathlib
from mathlib import datasets
for name in sorted(n for n in dir(datasets) if n.startswith("load_")):
    print(name, len(getattr(datasets, name)()))
print(Path(mathlib.__file__).parent)
"""

LOST = """
from mathlib.datasets import load_galton
try:
    load_galton()
except FileNotFoundError as error:
    print(error)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder with the installed wheel, and nothing else in it."""
    built, folder = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("site")
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", built], ROOT)
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:  # a wheel of Python only is installed by unpacking it
        archive.extractall(folder)
    return folder


def run(command: list, folder: Path, **environment: str) -> str:
    """Run a command in a folder and return what it prints."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_loader_finds_its_data_without_a_checkout(site, tmp_path):
    *loaded, where = run([sys.executable, "-c", LOAD], tmp_path, PYTHONPATH=str(site)).splitlines()
    assert Path(where) == site / "mathlib"
    assert loaded == [
        "load_galton 934",
        "load_horse_kicks 280",
        "load_penguins 344",
        "load_photo 240",
    ]


def test_everything_that_the_packages_hold_is_in_the_wheel(site):
    for package in ("mathlib", "nbtools"):
        here = {p.relative_to(ROOT) for p in (ROOT / package).rglob("*") if p.is_file()}
        there = {p.relative_to(site) for p in (site / package).rglob("*") if p.is_file()}
        assert {p for p in here if "__pycache__" not in p.parts} <= there
    files = {path.name for path in (ROOT / "data").iterdir() if path.is_file()}
    assert {path.name for path in (site / "mathlib/data").iterdir()} == files


def test_the_extension_of_jupyterlab_is_in_the_wheel(site):
    (shared,) = site.glob("*.data/data/share/jupyter")  # pip puts it where JupyterLab looks
    folder = ROOT / "share" / "jupyter"
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {path.name for path in files} == {"package.json", "remoteEntry.js"}
    for path in files:
        assert (shared / path.relative_to(folder)).read_bytes() == path.read_bytes()


def test_a_lost_file_is_told_with_what_mends_an_installed_course(site, tmp_path):
    broken = tmp_path / "site"
    shutil.copytree(site / "mathlib", broken / "mathlib")
    (broken / "mathlib/data/galton.csv").unlink()
    said = run([sys.executable, "-c", LOST], tmp_path, PYTHONPATH=str(broken))
    assert said.startswith("The data file data/galton.csv is missing") and "git" not in said
    assert "install the course again" in said and str(broken) in said


def test_a_checkout_reads_its_own_folder():
    assert datasets.CHECKOUT and datasets.DATA == ROOT / "data"


@pytest.mark.parametrize(
    "notebook",
    [pytest.param(c, marks=() if c.name == QUICK else pytest.mark.slow) for c in CHAPTERS],
    ids=lambda path: path.stem[:2],
)
def test_a_chapter_runs_from_an_empty_folder(site, tmp_path, notebook):
    shutil.copy(notebook, tmp_path)
    (tmp_path / "execute.py").write_text(EXECUTE, encoding="utf-8")
    folder = {"PYTHONPATH": str(site), "IPYTHONDIR": str(tmp_path / "ipython")}
    said = run([sys.executable, "execute.py", notebook.name], tmp_path, **folder)
    assert said.startswith("0 errors") and str(site / "mathlib") in said
