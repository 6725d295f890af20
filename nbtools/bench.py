"""How fast the live figures are, in real JupyterLab: ``python -m nbtools.bench [--quick]``.

The yardstick is what most courses do: ``interact``, a new pyplot figure, ``plt.show()``, here with
the scene of `DescentOnMap`. Ratios count, since the times depend on the machine; and since its pace
changes within minutes, the yardstick is measured anew before each eight figures. A table is printed
and build/bench.json written; exit code 1: a target is missed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from mathlib.widgets import LiveFigure
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

USUAL = "import numpy, matplotlib.figure, ipywidgets"
OURS = "import mathlib.widgets"
TIMED = "import time; t = time.perf_counter(); {0}; print(time.perf_counter() - t)"
RESIDENT = "import ipykernel.kernelapp, psutil; {0}; print(psutil.Process().memory_info().rss)"
BATCH = """
import time
import numpy as np
from mathlib.optimize import gradient_descent, himmelblau, minimize
starts = np.random.default_rng(0).uniform(-5, 5, (40_000, 2))
t = time.perf_counter()
result = minimize(himmelblau, starts, {0}, maxiter=200, keep_path=False)
t = time.perf_counter() - t
assert (result.nit == 200).mean() > 0.99, "the runs stopped early: that would be too easy"
print(t)
"""

GRADIENT = """
import time
from statistics import median
from numpy.random import default_rng
{0}
rng = default_rng(0)
x, y = rng.normal(size=(1000, 100)), rng.normal(size=(1000, 1))
params = [rng.normal(size=shape) / 10 for shape in ((100, 100), (100,), (100, 1), (1,))]

def loss(params):
    w1, b1, w2, b2 = params
    return np.mean((np.tanh(x @ w1 + b1) @ w2 + b2 - y) ** 2)

both, times = value_and_grad(loss), []
for _ in range(50):
    t = time.perf_counter()
    both(params)
    times.append(time.perf_counter() - t)
print(median(times))
"""
THEIR_GRADIENT = "from autograd import value_and_grad; import autograd.numpy as np"
OUR_GRADIENT = "from mathlib.calculus import value_and_grad; import numpy as np"


def measure_figures(browser: Browser, address: str, folder: Path, quick: bool) -> dict[str, dict]:
    """Measure every explorer (``quick``: the main one only), and the baseline before each page."""
    write_notebook(folder / "baseline.ipynb", BASELINE)
    kinds = [kind for kind in explorers() if not quick or kind.__name__ == MAIN]
    results, baselines = {}, []
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


def _measure_page(browser: Browser, address: str, folder: Path, kinds: list[type]) -> dict:
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


def measure_package() -> dict[str, float]:
    """Measure without a browser: 40,000 starts × 200 steps, gradient, import time, memory."""
    chapter = "; ".join(f"import {name}" for name in sorted({k.__module__ for k in explorers()}))
    (batch,) = _run(BATCH, "gradient_descent(0.001)", repeat=3)
    their_gradient, our_gradient = _run(GRADIENT, THEIR_GRADIENT, OUR_GRADIENT)
    usual_s, ours_s = _run(TIMED, USUAL, OURS)
    usual_bytes, chapter_bytes = _run(RESIDENT, USUAL, chapter, repeat=3)
    return {
        "batch_s": batch,
        "gradient_ms": 1000 * our_gradient,
        "gradient_ratio": our_gradient / their_gradient,
        "import_s": ours_s,
        "import_ratio": ours_s / usual_s,
        "memory_mib": chapter_bytes / 2**20,
        "memory_ratio": chapter_bytes / usual_bytes,
    }


def _run(code: str, *values: str, repeat: int = 5) -> list[float]:
    """Run the code in new interpreters, in turn for each of the values; return the medians."""
    answers: dict[str, list[float]] = {value: [] for value in values}
    for _ in range(repeat):
        for value in values:
            command = [sys.executable, "-c", code.format(value)]
            out = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
            answers[value].append(float(out.stdout))
    return [median(times) for times in answers.values()]


Row = tuple[str, str, float, str, float, str]
"""Who, what, the number, "≤" or "≥", the target, the unit."""


def compare(figures: dict[str, dict], package: dict[str, float]) -> list[Row]:
    """Return every number that has a target.

    Eight times the frames of the baseline, or nine in ten of the values that a coarse slider has.
    """
    rows = []
    for name, figure in figures.items():
        if name == "baseline":
            continue
        usual = figure["usual"]
        key, fps = figure["key_ms"] / usual["key_ms"], figure["fps"] / usual["fps"]
        every = figure["changes"] / usual["fps"]  # a picture for each value there was
        rows += [
            (name, "key → pixels", key, "≤", 0.2, "× baseline"),
            (name, "frames per second", fps, "≥", min(8.0, 0.9 * every), "× baseline"),
            (name, "last frame", figure["lag_ms"], "≤", 120.0, "ms after release"),
            (name, "kernel time", figure["kernel_ms"], "≤", 15.0, "ms per frame"),
        ]
    return [
        *rows,
        ("minimize", "40,000 × 200 steps", package["batch_s"], "≤", 1.0, "s"),
        ("value_and_grad", "2-layer network", package["gradient_ratio"], "≤", 3.0, "× autograd"),
        ("mathlib.widgets", "import time", package["import_ratio"], "≤", 1.3, "× usual imports"),
        ("all explorers", "kernel memory", package["memory_ratio"], "≤", 1.3, "× usual imports"),
    ]


def is_met(row: Row) -> bool:
    """Whether the number of a row is on the right side of its target.

    >>> is_met(("x", "fps", 9.0, "≥", 8.0, "")), is_met(("x", "lag", 130.0, "≤", 120.0, "ms"))
    (True, False)
    """
    _, _, number, sign, target, _ = row
    return number <= target if sign == "≤" else number >= target


def table(figures: dict[str, dict], rows: list[Row]) -> str:
    """Return both tables as text: what was measured, and how it compares with the targets."""
    lines = [f"{'':20}{'key → pixels':>18}{'frames/s':>10}{'lag':>8}{'kernel':>8}{'p95':>6}  (ms)"]
    for name, f in figures.items():
        key = f"{f['key_ms']:.0f} (p95 {f['key_p95_ms']:.0f})"
        kernel = f"{f['kernel_ms']:>8.1f}{f['kernel_p95_ms']:>6.0f}"
        lines.append(f"{name:20}{key:>18}{f['fps']:>10.1f}{f['lag_ms']:>8.0f}{kernel}")
    lines.append("")
    for row in rows:
        who, what, number, sign, target, unit = row
        mark = "✓" if is_met(row) else "✗"
        lines.append(f"{mark} {who:18}{what:20}{number:>8.3g}  target {sign} {target:g} {unit}")
    return "\n".join(lines)


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
