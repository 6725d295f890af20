"""What tests of explorers share; they run as if a browser showed the figures."""

import gc
import re

import numpy as np
import pytest

import nbtools.sentence
from mathlib.widgets import LiveFigure
from mathlib.widgets.live.frames import TILE


@pytest.fixture(scope="module", autouse=True)
def a_browser_is_there(request):
    """No still picture after every change: that would take most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        if request.path.parent.name != "live":  # the engine is tested with and without
            patch.setattr(LiveFigure, "_live", True)
        yield


@pytest.fixture
def collect():
    """Collects garbage: what this test has left, and not what a thousand tests before it have,
    which would take 2 s each time."""
    gc.freeze()
    yield gc.collect
    gc.unfreeze()


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
def is_one_sentence():
    """A function that says whether a text is one whole sentence, without what is no number."""
    return nbtools.sentence.is_one_sentence


@pytest.fixture(scope="session")
def numbers():
    """A function that returns every number in a sentence, thousands separators understood."""

    def found(text):
        words = re.findall(r"(?<![\w.])-?\d[\d,]*\.?\d*(?:e[+-]?\d+)?", text)
        return [float(word.rstrip(".,").replace(",", "")) for word in words]

    return found


@pytest.fixture(scope="session")
def told():
    """A function that returns the number which the verdict of a figure gives after some words."""

    def number(words, figure):
        found = re.search(words + r" (-?\d[\d.]*(?:e[+-]?\d+)?)", figure.verdict.rstrip("."))
        assert found, (words, figure.verdict)
        return float(found[1].rstrip("."))

    return number


@pytest.fixture(scope="session")
def followed():
    """A function that does gradient descent in the plainest words; the whole path."""

    def path_of(objective, start, rate, steps):
        path = [np.array(start, float)]
        for _ in range(steps):
            path.append(path[-1] - rate * objective.gradient(path[-1]))
        return np.array(path)

    return path_of


@pytest.fixture(scope="session")
def surface_formulas():
    """The surfaces of the course by hand: formulas of x and y, by their name in a list."""
    return {
        "double well": lambda x, y: (x * x - 1) ** 2 + y * y,
        "saddle": lambda x, y: x * x - y * y,
        # ½ pᵀ H p with H = R diag(½, 2) Rᵀ for 30°
        "tilted bowl": lambda x, y: (0.875 * x * x - 0.75 * 3**0.5 * x * y + 1.625 * y * y) / 2,
        "x₁x₂/(x₁² + x₂²)": lambda x, y: x * y / (x * x + y * y),
        "Peano's surface": lambda x, y: (y - x * x) * (y - 2 * x * x),
    }


@pytest.fixture(scope="session")
def by_differences():
    """A function that returns the two partial derivatives by central differences."""

    def slopes(f, x, y, h=1e-6):
        return (f(x + h, y) - f(x - h, y)) / (2 * h), (f(x, y + h) - f(x, y - h)) / (2 * h)

    return slopes


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
