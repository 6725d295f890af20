"""What the benchmark measures without a browser: each in new interpreters, beside its yardstick."""

from __future__ import annotations

import subprocess
import sys
from statistics import median

from nbtools.explorers import explorers
from nbtools.lab import ROOT

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
