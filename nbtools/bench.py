"""How fast the live figures are, in real JupyterLab: ``python -m nbtools.bench [--quick]``.

The yardstick is what most courses do: ``interact``, a new pyplot figure, ``plt.show()``, here with
the scene of `DescentOnMap`. Ratios count, since the times depend on the machine; and since its pace
changes within minutes, the yardstick is measured anew before each eight figures. A table is printed
and build/bench.json written; exit code 1: a target is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from mathlib.widgets import LiveFigure
from nbtools.bench_package import measure_package
from nbtools.bench_targets import compare, is_met, table
from nbtools.explorers import explorers
from nbtools.lab import ROOT, chromium, lab_server, open_notebook, write_notebook
from nbtools.measure import measure_baseline, measure_figure

MAIN = "DescentOnMap"
A_CHAPTER = 8  # figures that share a page, as in a chapter
REPORT = ROOT / "build" / "bench.json"

BASELINE = """
import time
import matplotlib
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import FloatLogSlider, FloatSlider, interact
from mathlib.figures.landscape import draw_landscape, draw_stationary_points
from mathlib.figures.paths import draw_history, draw_path, label_steps
from mathlib.figures.style import style
from mathlib.optimize import gradient_descent, himmelblau as f, minimize
kernel_ms = []

def scene(learning_rate, x1):
    started = time.perf_counter()
    with matplotlib.rc_context(style("light")):
        figure, (left, right) = plt.subplots(1, 2, figsize=(9, 4))
        draw_landscape(left, f, f.domain)
        draw_stationary_points(left, f.minimizers, f.saddles)
        run = minimize(f, [x1, 1.0], gradient_descent(learning_rate), maxiter=200, bound=1e4)
        label_steps(right, 200, "distance to go", (1e-9, 1e4))
        draw_path(left, run.path)
        slope = np.linalg.norm(f.gradient(run.path), axis=-1)
        draw_history(right, slope, color="C1", ls="--", marker="")
        draw_history(right, f(run.path) - f(f.minimizers).min(), marker="")
        plt.show()
    kernel_ms.append(1000 * (time.perf_counter() - started))

interact(
    scene,
    learning_rate=FloatLogSlider(0.01, base=10, min=-4, max=1, step=0.02, continuous_update=True),
    x1=FloatSlider(-1.0, min=-6, max=6, step=0.01, continuous_update=True),
);
"""


def measure_figures(browser: Browser, address: str, folder: Path, quick: bool) -> dict[str, dict]:
    """Measure every explorer (``quick``: the main one only), and the baseline before each page."""
    write_notebook(folder / "baseline.ipynb", BASELINE)
    kinds = [kind for kind in explorers() if not quick or kind.__name__ == MAIN]
    results: dict[str, dict] = {}
    baselines: list[dict] = []
    for start in range(0, len(kinds), A_CHAPTER):
        baselines.append(_measure_usual(browser, address))
        page = _measure_page(browser, address, folder, kinds[start : start + A_CHAPTER])
        results |= {name: {**figure, "usual": baselines[-1]} for name, figure in page.items()}
    usual = {what: median(b[what] for b in baselines) for what in baselines[0]}
    return {"baseline": usual, **results}


def _measure_usual(browser: Browser, address: str) -> dict:
    """Measure the baseline once."""
    notebook = open_notebook(browser, address, "baseline.ipynb")
    notebook.run_all()
    result = measure_baseline(notebook)
    notebook.close()
    return result


def _measure_page(
    browser: Browser, address: str, folder: Path, kinds: list[type[LiveFigure]]
) -> dict:
    """Measure some explorers that stand in one notebook, as those of a chapter do."""
    cells = [f"from {k.__module__} import {k.__name__}\n{k.__name__}()" for k in kinds]
    write_notebook(folder / f"{kinds[0].__name__}.ipynb", *cells)
    notebook = open_notebook(browser, address, f"{kinds[0].__name__}.ipynb")
    notebook.run_all()
    results = {}
    for number, kind in enumerate(kinds):
        root = notebook.page.locator(".mathlib-live").nth(number)
        refines = kind.refine is not LiveFigure.refine
        results[kind.__name__] = measure_figure(root, refines, kind.__name__ == MAIN)
    if notebook.errors:
        raise RuntimeError(f"the explorers went wrong: {notebook.errors}")
    notebook.close()
    return results


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, write the report; return 1 if a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m nbtools.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the main figure only")
    quick = parser.parse_args(arguments).quick
    package = measure_package()
    with tempfile.TemporaryDirectory() as folder, lab_server(Path(folder)) as address:
        with chromium() as browser:
            figures = measure_figures(browser, address, Path(folder), quick)
    rows = compare(figures, package)
    report = {"figures": figures, "package": package, "missed": [r for r in rows if not is_met(r)]}
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
    sys.stdout.write(table(figures, rows) + "\n")
    return int(bool(report["missed"]))


if __name__ == "__main__":
    sys.exit(main())
