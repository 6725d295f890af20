"""What an import costs, and the order of the rooms: what only a fresh interpreter can show.

The order itself stands in pyproject.toml (``tool.importlinter``); ``lint-imports`` checks it, and
here it is checked that it sees faults.
"""

import importlib
import inspect
import os
import pkgutil
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import mathlib
from mathlib import calculus, linalg, optimize, probability, widgets

PACKAGE = Path(mathlib.__file__).parent
MODULES = sorted(m.name for m in pkgutil.walk_packages([str(PACKAGE)], "mathlib."))
TOPICS = ("linalg", "calculus", "optimize", "probability")


def floor(module: str) -> int | str:
    """Return the floor of a module of mathlib."""
    return {"figures": 1, "widgets": 2, "exercises": "beside"}.get(module.split(".")[1], 0)


# ---- the order of the rooms --------------------------------------------------------------------


FAULTS = [
    ("optimize.minimization", "from mathlib.figures import paths", "mathlib.figures.paths"),
    ("optimize.line_search", "from mathlib import widgets", "mathlib.widgets"),
    ("optimize.results", "from mathlib.calculus import gradient", "mathlib.calculus"),
    ("linalg.vectors", "from mathlib.optimize import minimize", "mathlib.optimize"),
    ("arguments.arrays", "from mathlib.linalg import angle", "mathlib.linalg"),
    ("figures.paths", "import mathlib.widgets.live", "mathlib.widgets.live"),
    ("widgets.live.figure", "from mathlib.exercises import check", "mathlib.exercises"),
    (
        "widgets.live.frames",
        "from mathlib.widgets.optimize import BasinMap",
        "mathlib.widgets.optimize",
    ),
    (
        "widgets.linalg.svd",
        "import mathlib.widgets.calculus.graph",
        "mathlib.widgets.calculus.graph",
    ),
    ("exercises.core", "from mathlib.widgets import LiveFigure", "mathlib.widgets"),
    ("exercises.values", "from mathlib.figures import paths", "mathlib.figures.paths"),
    ("optimize.convexity", "def f():\n    import matplotlib", "matplotlib"),
    ("optimize.rates", "def f():\n    from PIL import Image", "PIL"),
    ("linalg.rank", "def f():\n    from scipy.ndimage import sobel", "scipy"),
    ("figures.photo", "import ipywidgets", "ipywidgets"),
    ("calculus.images", "from mathlib.networks import dense", "mathlib.networks"),
]


def lint(folder: Path) -> tuple[int, str]:
    """Run lint-imports in ``folder``; return its exit code and what it says of broken contracts."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    return done.returncode, done.stdout.partition("Broken contracts")[2]


@pytest.fixture(scope="module")
def with_every_fault(tmp_path_factory):
    """What lint-imports says of a copy of the packages with all faults in it."""
    folder = tmp_path_factory.mktemp("order")
    for package in ("mathlib", "nbtools"):
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PACKAGE.parent / package, folder / package, ignore=skip)
    shutil.copy(PACKAGE.parent / "pyproject.toml", folder)
    assert lint(folder) == (0, "")  # without a fault
    for module, line, _ in FAULTS:
        path = folder / "mathlib" / (module.replace(".", "/") + ".py")
        path.write_text(path.read_text(encoding="utf-8") + f"\n\n{line}\n", encoding="utf-8")
    return lint(folder)


@pytest.mark.parametrize("module, line, target", FAULTS)
def test_a_fault_in_the_order_is_seen(with_every_fault, module, line, target):
    code, report = with_every_fault
    assert code == 1 and f"mathlib.{module} -> {target} (l." in report


def test_every_room_has_its_place_in_the_order():
    contract = (PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8")
    rooms = {".".join(name.split(".")[:2]) for name in MODULES}
    rooms |= {
        name for name in MODULES if name.startswith("mathlib.widgets.") and name.count(".") == 2
    }
    assert [room for room in sorted(rooms) if room not in contract] == []


# ---- the lists of names ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "room", [*(f"mathlib.{t}" for t in TOPICS), *(f"mathlib.widgets.{t}" for t in TOPICS)]
)
def test_a_room_lists_what_it_offers(room):
    package = importlib.import_module(room)
    listed = [row.split("``")[1] for row in package.__doc__.splitlines() if row.startswith("``")]
    assert sorted(listed) == sorted(package.__all__) == sorted(dir(package))
    modules = [module.name for module in pkgutil.iter_modules(package.__path__)]
    assert not set(listed) & set(modules), "a module would hide the name that it holds"
    for name in listed:
        value = getattr(package, name)
        if inspect.isfunction(value) or inspect.isclass(value):
            assert value.__name__ == name and value.__module__.startswith(f"{room}.")


def test_an_unknown_name_is_an_attribute_error():
    for package in (linalg, calculus, optimize, probability):
        with pytest.raises(AttributeError, match="nothing_of_the_kind"):
            _ = package.nothing_of_the_kind
    assert widgets.LiveFigure.__name__ == "LiveFigure"


# ---- what an import drags in -------------------------------------------------------------------


def loaded_by(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after running ``code``."""
    return set(fresh(code + "\nimport sys; print(*sys.modules)").split())


def fresh(code: str) -> str:
    """Run ``code`` in a fresh interpreter, every warning an error; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=PACKAGE.parent,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def import_all(*floors: int | str) -> str:
    """Return the code that imports every module of these floors."""
    return "import " + ", ".join(m for m in MODULES if floor(m) in floors)


def test_import_mathlib_loads_only_itself():
    new = loaded_by("import mathlib") - loaded_by("pass")
    assert new == {"mathlib"}


@pytest.mark.parametrize(
    "floors, wanted, forbidden",
    [
        ((0,), {"numpy", "lazy_loader"}, {"scipy", "PIL", "matplotlib", "ipywidgets"}),
        (
            (0, 1),
            {"numpy", "matplotlib"},
            {"scipy", "matplotlib.pyplot", "ipywidgets", "anywidget"},
        ),
        (
            (0, 1, 2, "beside"),
            {"anywidget"},
            {"scipy", "matplotlib.pyplot", "hypothesis", "pytest"},
        ),
    ],
    ids=["mathematics", "figures", "widgets"],
)
def test_a_floor_loads_nothing_from_above(floors, wanted, forbidden):
    loaded = loaded_by(import_all(*floors))
    assert wanted <= loaded and loaded & forbidden == set()


def test_the_mathematics_needs_numpy_only():
    """And lazy_loader, which imports a name when it is first asked for."""
    new = loaded_by(import_all(0)) - loaded_by("import numpy.random")
    outside = {name.split(".")[0] for name in new} - set(sys.stdlib_module_names)
    assert outside <= {"mathlib", "lazy_loader", "numpy"}


@pytest.mark.parametrize(
    "line, alone",
    [
        ("from mathlib.widgets.optimize import DescentOnMap", "mathlib.widgets.optimize."),
        ("from mathlib.widgets.linalg import LinearMap", "mathlib.widgets.calculus"),
        ("from mathlib.optimize import himmelblau", "mathlib.optimize.diagnosis"),
        ("from mathlib.probability import softmax", "mathlib.probability.likelihood"),
    ],
)
def test_one_name_does_not_import_its_neighbours(line, alone):
    loaded = {name for name in loaded_by(line) if name.startswith(alone)}
    assert loaded <= {"mathlib.widgets.optimize.descent"}


DRAW_EVERYTHING = """
import matplotlib
before = sorted(dict.items(matplotlib.rcParams), key=str)
{imports}
from mathlib.widgets import LiveFigure
figures = [explorer() for explorer in LiveFigure.__subclasses__()]
assert len(figures) >= 8, figures
for figure in figures:
    figure._stage.overlay()
    figure.close()
assert sorted(dict.items(matplotlib.rcParams), key=str) == before, "rcParams were changed"
import sys
assert "matplotlib.pyplot" not in sys.modules
print("clean")
"""


def test_matplotlib_is_left_as_it_was():
    assert fresh(DRAW_EVERYTHING.format(imports=import_all(0, 1, 2))).strip() == "clean"


TIMED = "import time; t = time.perf_counter(); import {}; print(time.perf_counter() - t)"


@pytest.mark.alone
def test_the_widgets_import_as_fast_as_what_they_stand_on():
    ours, theirs = [], []
    for _ in range(5):  # interleaved; the best of each, since a busy machine only ever adds
        theirs.append(float(fresh(TIMED.format("numpy, matplotlib.figure, ipywidgets"))))
        ours.append(float(fresh(TIMED.format("mathlib.widgets"))))
        if min(ours) <= 1.3 * min(theirs):
            break
    assert min(ours) <= 1.3 * min(theirs)
