"""The picture that is stored, and the representation of a figure that runs nothing."""

import base64

import numpy as np
import pytest

from mathlib.widgets.live.figure import PRINT
from nbtools.pictures import pixels


def test_the_picture_is_deterministic(wave, new_wave):
    assert wave.png() == wave.png() == new_wave().png()


@pytest.mark.parametrize("theme, scale", [("dark", 1.0), ("light", 0.7), ("dark", 3.0)])
def test_the_stored_picture_does_not_depend_on_the_live_one(browser, wave, theme, scale):
    first = wave.png()
    browser.look(theme, scale)
    assert wave.png() == first
    assert (wave._stage.theme, wave._stage.scale) == (theme, scale)
    answer, buffers = browser.look(theme, scale)
    assert answer["type"] == "frame"
    width = pixels(buffers[1]).shape[1] if len(buffers) > 1 else round(300 * scale)
    assert width == round(300 * scale)


def test_the_representation_is_complete_without_a_browser(wave):
    data, metadata = wave._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    picture = pixels(base64.b64decode(data["image/png"]))
    assert picture.shape == (round(200 * PRINT[1]), round(300 * PRINT[1]), 4)
    assert data["text/plain"] == wave.summary()
    for words in ("A wave", "Wave | x: time | y: height", "wave: n=30", "The amplitude is 1."):
        assert words in data["text/plain"]
    about = metadata["image/png"]
    assert about["alt"] == wave.alt == "A wave. Shown: Wave. The amplitude is 1."
    assert (about["width"], about["height"]) == (300, 200)


def test_the_stored_picture_shows_the_handle(wave):
    with_handle = pixels(wave.png())
    without = pixels(wave._stage.still())
    rows, columns = np.nonzero((with_handle != without).any(axis=-1))
    x, y = wave._stage.figure.axes[0].transData.transform((1.5, 1.0))
    assert columns.mean() == pytest.approx(x, abs=2)
    assert len(without) - rows.mean() == pytest.approx(y, abs=2)
