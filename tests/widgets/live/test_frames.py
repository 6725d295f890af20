"""The stage: what is blitted equals what is drawn, pixel by pixel, and nothing is left behind."""

import io

import matplotlib
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from matplotlib.colors import to_rgb
from PIL import Image

from mathlib.figures.style import style
from mathlib.widgets.live.frames import CSS_DPI, TILE, Stage, encode_png

SIZE = (3.0, 2.0)


class Scene:
    """A stage with a fixed curve and one point that moves."""

    def __init__(self, xscale: str = "linear"):
        self.xscale, self.fail = xscale, False
        self.stage = Stage(SIZE, self.draw)
        self.stage.rebuild()

    def draw(self, figure):
        if self.fail:
            raise RuntimeError("no drawing today")
        axes = figure.subplots()
        axes.set(xlim=(0.1, 10), ylim=(-1, 3), xscale=self.xscale, title="scene")
        axes.plot([1, 5, 9], [0, 2, 1], color="C1")
        (self.point,) = axes.plot([5], [1], "o-", ms=9, color="C0")
        return [self.point]

    def at(self, x: float, y: float) -> Stage:
        self.point.set_data([5, x], [1, y])
        return self.stage


def pixels(png: bytes) -> np.ndarray:
    """Decode a PNG with Pillow."""
    return np.asarray(Image.open(io.BytesIO(png)))


@pytest.fixture(scope="module")
def composed(lay):
    """A function that lays the overlay over the background, as the browser does."""

    def picture(stage: Stage) -> np.ndarray:
        tiles, png = stage.overlay()
        background = pixels(stage.background())
        if not tiles:
            return background
        over = pixels(png)
        assert set(np.unique(over[..., 3])) <= {0, 255}
        return lay(background, tiles, over)

    return picture


@given(
    arrays(
        np.uint8,
        array_shapes(min_dims=2, max_dims=2, max_side=9).flatmap(
            lambda shape: st.sampled_from([(*shape, 3), (*shape, 4)])
        ),
    )
)
def test_a_png_decodes_to_the_pixels_it_was_made_of(picture):
    assert np.array_equal(pixels(encode_png(picture)), picture)


def test_a_part_of_a_larger_array_is_encoded_as_it_is_seen():
    picture = np.arange(6 * 8 * 4, dtype=np.uint8).reshape(6, 8, 4)
    assert np.array_equal(pixels(encode_png(picture[1:5:2, ::-1, :3])), picture[1:5:2, ::-1, :3])


@settings(max_examples=15)
@given(
    x=st.floats(-2, 12),
    y=st.floats(-2, 4),
    theme=st.sampled_from(["light", "dark"]),
    scale=st.sampled_from([0.5, 1.0, 1.37, 2.0]),
)
def test_overlay_over_background_is_the_still_picture(composed, x, y, theme, scale):
    scene = Scene()
    scene.stage.configure(theme, scale)
    scene.stage.rebuild()
    stage = scene.at(x, y)
    assert np.array_equal(composed(stage), pixels(stage.still()))


def test_an_overlay_with_nothing_in_it_is_empty():
    scene = Scene()
    scene.point.set_visible(False)
    assert scene.stage.overlay() == ([], b"")
    assert np.array_equal(pixels(scene.stage.still()), pixels(scene.stage.background()))


def test_the_overlay_is_no_larger_than_what_moves():
    tiles, png = Scene().at(5.1, 1.0).overlay()
    x, y = np.transpose(tiles)
    assert 0 < len(tiles) <= 9 and np.ptp(x) <= 2 * TILE and np.ptp(y) <= 2 * TILE
    assert pixels(png).shape == (TILE, TILE * len(tiles), 4)


class Album:
    """A stage with a photograph, a curve upon it and a point in front of both."""

    def __init__(self):
        self.stage = Stage(SIZE, self.draw)
        self.stage.rebuild()

    def draw(self, figure):
        axes = figure.subplots()
        axes.set(xlim=(0, 8), ylim=(0, 6))
        noise = np.random.default_rng(0).uniform(size=(60, 80))
        self.photo = axes.imshow(noise, extent=(0, 8, 0, 6), zorder=0)
        (self.curve,) = axes.plot([1, 7], [1, 5], zorder=1)
        (self.point,) = axes.plot([5], [1], "o", zorder=2)
        return [self.point, self.photo, self.curve]


def test_a_photo_that_stands_still_is_not_sent_again(lay):
    album, sizes = Album(), []
    for i in range(9):
        album.point.set_data([1 + i / 2], [1])
        if i in (3, 6, 7):
            album.curve.set_data([1, 7], [1, i])
        if i in (6, 7):
            album.photo.set_data(np.eye(60, 80) + i)
        tiles, png = album.stage.overlay()
        sizes.append(len(tiles))
        fresh = Album()
        fresh.point.set_data(album.point.get_data())
        fresh.curve.set_data(album.curve.get_data())
        fresh.photo.set_data(album.photo.get_array())
        shown = lay(pixels(album.stage.background()), tiles, pixels(png))
        assert np.array_equal(shown, pixels(fresh.stage.still()))
    photo, point, curve = sizes[0], sizes[1], sizes[3]
    assert point <= 4 < curve < photo / 2
    assert [size == photo for size in sizes] == [i in (0, 6, 7) for i in range(9)]


def test_many_moves_leave_no_ghost():
    scene = Scene()
    for turn in np.linspace(0, 20, 60):
        scene.at(5 + 5 * np.cos(turn), 1 + 3 * np.sin(turn)).overlay()
    scene.stage.still([(0, 2.0, 2.0)])
    assert scene.at(3, 2).overlay() == Scene().at(3, 2).overlay()


@pytest.mark.parametrize("scale", [0.5, 1.0, 1.5, 2.0, 3.0])
def test_the_picture_scales(scale):
    stage = Scene().stage
    stage.configure("light", scale)
    height, width, _ = pixels(stage.background()).shape
    assert (width, height) == tuple(round(CSS_DPI * scale * inches) for inches in SIZE)


def test_going_back_to_a_scale_gives_the_same_picture():
    stage = Scene().stage
    first = stage.still()
    for scale in (1.0, 2.5, 1.5):
        stage.configure("light", scale)
        stage.overlay()
    assert stage.still() == first


@pytest.mark.parametrize("wished, given_", [(0.0, 0.5), (-1, 0.5), (99, 3.0), (1.2345678, 1.23457)])
def test_a_scale_beyond_reason_is_cut(wished, given_):
    stage = Scene().stage
    stage.configure("light", wished)
    assert stage.scale == given_


@pytest.mark.parametrize("theme, scale", [("sepia", 1.0), ("light", float("nan")), ("light", None)])
def test_a_look_that_does_not_exist_changes_nothing(theme, scale):
    stage = Scene().stage
    before = stage.still()
    with pytest.raises((ValueError, TypeError)):
        stage.configure(theme, scale)
    assert (stage.theme, stage.scale) == ("light", 1.5)
    assert stage.still() == before


def test_the_version_counts_backgrounds_not_frames():
    scene = Scene()
    scene.at(1, 1).overlay()
    first = scene.stage.version
    scene.at(2, 2).overlay()
    scene.stage.background()
    assert scene.stage.version == first
    scene.stage.configure("light", 1.0)
    scene.stage.overlay()
    assert scene.stage.version == first + 1
    scene.stage.rebuild()
    scene.stage.overlay()
    assert scene.stage.version == first + 2


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_colours_are_those_of_the_theme(theme):
    scene = Scene()
    scene.stage.configure(theme, 2.0)
    scene.stage.rebuild()
    found = {tuple(c) for c in pixels(scene.at(2, 2).still()).reshape(-1, 3).tolist()}
    looks = style(theme)
    cycle = looks["axes.prop_cycle"].by_key()["color"]
    for colour in (looks["figure.facecolor"], cycle[0], cycle[1]):
        assert tuple(round(255 * part) for part in to_rgb(colour)) in found
    assert (0x1F, 0x77, 0xB4) not in found  # matplotlib's own C0


def test_moving_artists_are_painted_from_the_back_to_the_front():
    def draw(figure):
        axes = figure.subplots()
        front = axes.plot([0, 1], [0, 0], color="#00ff00", lw=20, zorder=5)
        back = axes.plot([0, 1], [0, 0], color="#ff0000", lw=20, zorder=3)
        return [*front, *back]

    stage = Stage(SIZE, draw)
    stage.rebuild()
    found = pixels(stage.still()).reshape(-1, 3)
    assert (found == (0, 255, 0)).all(axis=1).any()
    assert not (found == (255, 0, 0)).all(axis=1).any()


def test_a_mark_is_drawn_where_it_belongs_and_leaves_no_trace():
    scene = Scene()
    plain = pixels(scene.stage.still())
    marked = pixels(scene.stage.still([(0, 2.0, 2.5)]))
    rows, columns = np.nonzero((plain != marked).any(axis=-1))
    x, y = scene.stage.figure.axes[0].transData.transform((2.0, 2.5))
    assert columns.mean() == pytest.approx(x, abs=1.5)
    assert len(plain) - rows.mean() == pytest.approx(y, abs=1.5)
    assert np.array_equal(pixels(scene.stage.still()), plain)


@pytest.mark.parametrize("xscale", ["linear", "log"])
def test_the_browser_can_find_a_data_point_from_the_geometry(xscale):
    stage = Scene(xscale).stage
    stage.overlay()
    where = stage.geometry(0)
    assert (where["xscale"], where["yscale"]) == (xscale, "linear")
    to = np.log10 if xscale == "log" else np.asarray
    (low, high), (left, top, right, bottom) = where["xlim"], where["box"]
    across = left + (to(2.0) - to(low)) / (to(high) - to(low)) * (right - left)
    down = bottom - (2.5 - where["ylim"][0]) / np.ptp(where["ylim"]) * (bottom - top)
    x, y = stage.figure.axes[0].transData.transform((2.0, 2.5))
    width, height = stage.figure.canvas.get_width_height()
    assert across * width == pytest.approx(x, abs=0.01)
    assert height - down * height == pytest.approx(y, abs=0.01)


def test_a_drawing_that_fails_can_be_drawn_again():
    scene = Scene()
    before = scene.stage.still()
    scene.fail = True
    with pytest.raises(RuntimeError, match="no drawing today"):
        scene.stage.rebuild()
    scene.fail = False
    if not scene.stage.drawn:  # the sign for whoever draws next
        scene.stage.rebuild()
    assert scene.stage.still() == before


def test_matplotlib_settings_are_only_borrowed():
    before = dict.copy(matplotlib.rcParams)
    Scene().stage.still([(0, 1.0, 1.0)])
    assert dict.copy(matplotlib.rcParams) == before


def test_no_array_is_too_large_for_32_bits(monkeypatch):
    """In a browser's own Python an array ends at 2 GiB, a virtual one as well."""
    strided = np.lib._stride_tricks_impl.as_strided

    def checked(x, shape=None, **options):
        assert np.prod(shape, dtype=float) * x.itemsize < 2**31, shape
        return strided(x, shape, **options)

    monkeypatch.setattr(np.lib._stride_tricks_impl, "as_strided", checked)
    with pytest.raises(AssertionError):
        np.lib.stride_tricks.sliding_window_view(np.zeros((1200, 2700), np.uint32), (TILE, TILE))
    scene = Scene()
    scene.stage.size = (9.0, 4.0)
    scene.stage.rebuild()
    scene.stage.configure("light", 3.0)
    tiles, _ = scene.at(7, 2).overlay()
    assert len(tiles) > 2
