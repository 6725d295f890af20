"""The floors of mathlib: no module imports a floor above its own, and none costs what it must not.

floor 0 the mathematics, floor 1 ``mathlib.figures``, floor 2 ``mathlib.widgets``; and beside them
``mathlib.exercises``, which may use floor 0 and is used by none.
"""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import mathlib

PACKAGE = Path(mathlib.__file__).parent
BESIDE = "beside"
ALLOWED = {0: {0}, 1: {0, 1}, 2: {0, 1, 2}, BESIDE: {0, BESIDE}}
OUTSIDE = {
    0: {"numpy"},
    1: {"numpy", "matplotlib", "cycler", "contourpy"},
    2: {"numpy", "matplotlib", "ipywidgets", "anywidget", "traitlets"},
    BESIDE: {"numpy", "ipywidgets", "IPython"},
}

LATE = {
    "mathlib.datasets": {"PIL"},  # a photo is a PNG, which Pillow reads
    "mathlib.probability.distributions.base": {"scipy"},
    "mathlib.probability.distributions.discrete": {"scipy"},
    "mathlib.calculus.images": {"scipy"},
    "mathlib.probability.separation": {"scipy"},
}
"""What a module imports besides, inside a function: who does not call it does not wait for it."""


def module_name(path: Path) -> str:
    """Return the dotted name of a file of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def floor(module: str) -> int | str:
    """Return the floor of a module of mathlib."""
    top = module.split(".")[1] if "." in module else ""
    return {"figures": 1, "widgets": 2, "exercises": BESIDE}.get(top, 0)


def imports(source: str) -> set[str]:
    """Return every module named in an import statement, wherever it stands."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "write imports in full, so that the floor can be read"
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inside & {*MODULES, "matplotlib.pyplot"} or {node.module}
    return found


def faults(module: str, source: str) -> list[str]:
    """Return the imports that a module of this name must not have."""
    own = floor(module)
    bad = []
    for name in sorted(imports(source)):
        top = name.split(".")[0]
        if "pyplot" in name:
            bad.append(name)
        elif top == "mathlib":
            bad += [name] * (floor(name) not in ALLOWED[own])
        elif top not in sys.stdlib_module_names:
            bad += [name] * (top not in OUTSIDE[own] | LATE.get(module, set()))
    return bad


@pytest.mark.parametrize("module", MODULES)
def test_nothing_imports_upwards(module):
    assert faults(module, MODULES[module].read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "module, line",
    [
        ("mathlib.optimize.minimization", "from mathlib.figures import paths"),
        ("mathlib.optimize.minimization", "from mathlib import widgets"),
        ("mathlib.optimize.minimization", "def f():\n    import matplotlib"),
        ("mathlib.optimize.minimization", "def f():\n    from PIL import Image"),
        ("mathlib.optimize.minimization", "def f():\n    from scipy.ndimage import sobel"),
        ("mathlib.figures.paths", "import mathlib.widgets.live.figure"),
        ("mathlib.figures.paths", "import matplotlib.pyplot as plt"),
        ("mathlib.figures.paths", "from matplotlib import pyplot"),
        ("mathlib.widgets.live.figure", "from mathlib.exercises import check"),
        ("mathlib.exercises.core", "from mathlib.widgets import predict"),
    ],
)
def test_the_check_sees_a_fault(module, line):
    assert faults(module, line)


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
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def import_all(*floors: int | str) -> str:
    """Return the code that imports every module of these floors."""
    return "import " + ", ".join(m for m in MODULES if floor(m) in floors)


def test_import_mathlib_loads_only_itself_and_numpy():
    new = loaded_by("import mathlib") - loaded_by("import numpy")
    assert {name.split(".")[0] for name in new} == {"mathlib"}


@pytest.mark.parametrize(
    "floors, forbidden",
    [
        ((0,), {"matplotlib", "ipywidgets", "anywidget", "IPython", "scipy", "PIL"}),
        ((0, 1), {"ipywidgets", "anywidget", "IPython", "scipy", "matplotlib.pyplot"}),
        ((0, 1, 2, BESIDE), {"scipy", "matplotlib.pyplot", "hypothesis", "pytest"}),
    ],
    ids=["mathematics", "figures", "widgets"],
)
def test_a_floor_loads_nothing_from_above(floors, forbidden):
    assert loaded_by(import_all(*floors)) & forbidden == set()


DRAW_EVERYTHING = """
import matplotlib
before = sorted(dict.items(matplotlib.rcParams), key=str)
{imports}
from mathlib.widgets import LiveFigure
figures = [explorer() for explorer in LiveFigure.__subclasses__()]
assert len(figures) >= 8, figures
for figure in figures:
    figure._stage_as("dark", 1.5)
    figure._stage.overlay()
    figure.png()
    figure.reset()
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
