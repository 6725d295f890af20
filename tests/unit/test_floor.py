"""Floor 0 stands on numpy alone, and ``import mathlib`` imports nothing."""

import subprocess
import sys

import pytest

HEAVY = ("scipy", "matplotlib", "ipywidgets", "IPython", "pandas")
MODULES = (
    "convexity",
    "datasets",
    "distributions",
    "estimators",
    "images",
    "information",
    "likelihood",
    "linalg",
    "line_search",
    "losses",
    "minimize",
    "multivariate",
    "objectives",
    "optimizers",
    "regression",
    "separation",
    "stationary",
    "taylor",
)


def loaded_by(statement: str) -> list[str]:
    """Return the modules that a fresh interpreter has after one statement."""
    code = f"{statement}; import sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.split()


def test_import_mathlib_does_not_even_import_numpy():
    loaded = loaded_by("import mathlib")
    assert "mathlib" in loaded and "numpy" not in loaded


@pytest.mark.parametrize("module", MODULES)
def test_the_mathematics_needs_numpy_only(module):
    loaded = loaded_by(f"import mathlib.{module}")
    assert f"mathlib.{module}" in loaded
    assert not set(HEAVY) & set(loaded)
