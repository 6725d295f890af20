"""A handle on a dial follows the direction of the pointer, in real JupyterLab."""

import pytest

from nbtools.lab import write_notebook

pytestmark = pytest.mark.browser

DIAL = """
from mathlib.widgets.calculus.directions import DirectionDial
figure = DirectionDial()
figure
"""


@pytest.fixture(scope="module")
def notebook(folder, desk):
    desk.open(write_notebook(folder / "dial.ipynb", DIAL).name)
    desk.run_all()
    return desk


def centre(handle) -> tuple[float, float]:
    box = handle.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize(
    "way, degrees", [((1, 0), 0), ((0, -1), 90), ((-1, 0), 180), ((-1, 1), 225)]
)
def test_the_dial_points_to_the_pointer(notebook, figures, way, degrees):
    (figure,) = figures(notebook)
    figure.reset()
    point, dial = figure.handles.nth(0), figure.handles.nth(1)
    dial.hover()
    x, y = centre(point)
    notebook.page.mouse.down()
    notebook.page.mouse.move(x + 70 * way[0], y + 70 * way[1], steps=4)
    notebook.page.mouse.up()
    figure.settle()
    turned = notebook.python("", "figure.state['angle']")
    assert min(abs(turned - degrees), abs(turned - degrees - 360)) <= 2
    at_x, at_y = centre(dial)
    off = (at_x - x) * way[1] - (at_y - y) * way[0]  # beside the line from the point
    assert abs(off) < 6 and (at_x - x) * way[0] + (at_y - y) * way[1] > 20
    assert notebook.errors == []


def test_arrow_keys_turn_the_dial(notebook, figures):
    (figure,) = figures(notebook)
    figure.reset()
    dial = figure.handles.nth(1)
    for key, more in (("ArrowRight", 1), ("ArrowUp", 1), ("ArrowLeft", -1), ("ArrowDown", -1)):
        before = float(dial.get_attribute("aria-valuenow"))
        assert figure.changes(lambda k=key: figure.press(dial, k, 2))
        assert (float(dial.get_attribute("aria-valuenow")) - before) * more > 0
    assert notebook.errors == []
