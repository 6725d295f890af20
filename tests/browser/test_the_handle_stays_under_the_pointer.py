"""A dragged handle ends under the pointer, and its figure follows, in every chapter."""

import pytest

pytestmark = pytest.mark.browser
NEAR = 18  # pixels: as near as the steps of its slider let it


def drag_and_look(figure, handle):
    """Drag the handle: it stays under the pointer, the picture and the numbers follow."""
    readouts, off = figure.readouts(), {}
    assert figure.changes(lambda: off.update(figure.drag(handle))), figure.message()
    beside = {axis: pixels for axis, pixels in off.items() if abs(pixels) >= NEAR}
    assert not beside, f"{figure.title}: {beside} pixels beside the pointer"
    assert figure.readouts() != readouts


def test_the_first_handle_of_each_figure_stays_under_the_pointer(shown, errors):
    shown[0].settle()
    for figure in shown:
        for handle in figure.handles.all()[:1]:
            drag_and_look(figure, handle)
    assert errors() == []


@pytest.mark.full
def test_every_handle_stays_under_the_pointer(shown, errors):
    for figure in shown:
        for handle in figure.handles.all():
            figure.reset()
            drag_and_look(figure, handle)
    assert errors() == []
