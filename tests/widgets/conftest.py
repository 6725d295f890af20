"""What tests of explorers share; they run as if a browser showed the figures."""

import pytest

from mathlib.widgets import LiveFigure
from mathlib.widgets.live.frames import TILE


@pytest.fixture(scope="module", autouse=True)
def a_browser_is_there(request):
    """No still picture after every change: that would take most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        if request.path.parent.name != "live":  # the engine is tested with and without
            patch.setattr(LiveFigure, "_live", True)
        yield


@pytest.fixture(scope="module")
def one_of():
    """A function that returns the one figure of a kind that a module shares, as it starts."""
    made = {}

    def figure(kind):
        if kind not in made:
            made[kind] = kind()
        made[kind].reset()
        return made[kind]

    yield figure
    for shown in made.values():
        shown.close()


@pytest.fixture(scope="session")
def press():
    """A function that presses the button of a preset of a figure, and returns the verdict."""

    def pressed(figure, label):
        buttons = {button.description: button for button in figure.children[1].children}
        buttons[label].click()
        return figure.verdict

    return pressed


@pytest.fixture(scope="session")
def lay():
    """A function that lays the tiles of an overlay over a picture, as the browser does."""

    def laid(picture, tiles, over):
        """``picture`` (…, …, 3 or 4) and ``over`` (…, …, 4) hold pixels."""
        picture, across = picture.copy(), over.shape[1] // TILE
        for number, (x, y) in enumerate(tiles):
            row, column = divmod(number, across)
            rows, columns = (slice(TILE * n, TILE * (n + 1)) for n in (row, column))
            tile, below = over[rows, columns], picture[y : y + TILE, x : x + TILE]
            seen = tile[..., 3] == 255
            below[seen] = tile[seen][:, : picture.shape[-1]]
        return picture

    return laid
