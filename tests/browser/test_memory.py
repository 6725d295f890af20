"""What the browser keeps of a figure whose cell is run again and again."""

import pytest

from nbtools.lab import write_notebook

pytestmark = [pytest.mark.browser, pytest.mark.full]
FIGURE = """
from mathlib.widgets.optimize import DescentOnCurve
DescentOnCurve()
"""
RUNS = 12
A_RUN = 0.7e6
"""Bytes: the 40 stock models of a figure leave 0.35 MB in JupyterLab, though all are closed."""


def heap(page) -> int:
    """The bytes that scripts hold on the page, once nothing that could be freed is left."""
    protocol = page.context.new_cdp_session(page)
    for _ in range(2):
        protocol.send("HeapProfiler.collectGarbage")
    used = protocol.send("Runtime.getHeapUsage")
    protocol.detach()
    return used["usedSize"] + used.get("backingStorageSize", 0)


def test_the_heap_of_the_browser_grows_by_little_more_than_that_of_stock_widgets(
    folder, desk, figures
):
    desk.open(write_notebook(folder / "memory.ipynb", FIGURE).name)
    held = []
    for _ in range(3 + RUNS):
        desk.run_all()
        figures(desk)
        held.append(heap(desk.page))
    assert held[-1] - held[2] < RUNS * A_RUN, held
