"""Every explorer: it works at every setting, says what is true, can be read, and is quick."""

import io
import itertools
import re
import weakref
from statistics import median

import numpy as np
import pytest
from ipywidgets.widgets.widget import _instances as open_models
from matplotlib.colors import to_rgb
from PIL import Image

from mathlib.figures.style import THEMES, style
from mathlib.widgets.live.figure import PRINT, LiveFigure
from mathlib.widgets.optimize import DescentOnMap
from nbtools.explorers import explorers
from nbtools.settings import values

EXPLORERS = explorers()
MAX_MS, MAIN_MS = 15, 7
"""Kernel time per frame, computing included, at one device pixel per screen pixel; and that of the
main figure on an idle machine. A machine that is slower at the moment gets as much more time as the
main figure takes longer on it, measured anew beside each figure."""

every_explorer = pytest.mark.parametrize("make", EXPLORERS, ids=lambda c: c.__name__)


@pytest.fixture
def figure(one_of, make):
    """The shared figure of an explorer, as it starts, in the theme and scale of `png`: another one
    would draw all that stands still anew, twice for each `png`, which takes most of the time."""
    figure = one_of(make)
    figure._stage_as(*PRINT)
    return figure


@pytest.fixture(scope="module", params=THEMES)
def theme(request):
    """Each theme: of the module, so that all tests of one theme come before those of the other."""
    return request.param


@pytest.fixture
def themed(one_of, make, theme):
    """The shared figure of an explorer, as it starts, in each theme."""
    figure = one_of(make)
    figure._stage_as(theme, PRINT[1])
    return figure


def sent_by(control) -> list:
    """The settings of a control as the browser sends them: options by their number, backwards."""
    if hasattr(control, "options"):
        return list(range(len(control.options)))[::-1]
    return values(control)


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)))


# ---- a frame ---------------------------------------------------------------------------------
# (Every setting, and every pair of them, is tried where the notebooks are driven: nbtools.drive.)


@every_explorer
def test_the_handles_stand_inside_their_axes(figure):
    figure._stage.overlay()  # equal units fit the limits of axes when they are drawn
    for index, x, y in figure._marks():
        axes = figure._stage.figure.axes[index]
        assert axes.get_xlim()[0] <= x <= axes.get_xlim()[1]
        bottom, top = sorted(axes.get_ylim())  # the rows of a photograph count downwards
        assert bottom <= y <= top


@pytest.mark.alone
@every_explorer
def test_a_frame_takes_little_time(make):
    for _ in range(3):  # what else the machine does at the moment only ever adds
        main = median(ms for times in frame_ms(DescentOnMap, tries=2) for ms in times)
        limit = MAX_MS * max(1.0, main / MAIN_MS)
        ms = median(min(times) for times in frame_ms(make, tries=8, enough=limit))
        if ms <= limit:
            break
    assert ms <= limit, f"{ms:.1f} ms a frame, and {limit:.1f} are allowed"


def frame_ms(make, tries, enough=0.0):
    """The times of a figure's frames, a list for each setting: until one of them is enough."""
    figure, answers = make(), []
    figure._canvas.send = lambda content, buffers=None: answers.append(content)
    first = {
        n: c.options.index(c.value) if hasattr(c, "options") else c.value
        for n, c in figure.controls.items()
    }

    def frame(state):
        message = {"type": "state", "id": "v", "have": figure._stage.version, "state": state}
        figure._canvas._handle_custom_msg(message, [])
        assert answers[-1]["type"] == "frame"
        return answers[-1]["ms"]

    figure._stage_as("light", 1.0)
    settings = [
        {name: value}
        for name in set(figure.controls) - set(figure.redraw_on)
        for value in sent_by(figure.controls[name])[::2]
    ]
    times = [[np.inf] for _ in settings]
    for taken, setting in zip(times, settings, strict=True):
        while len(taken) <= tries and min(taken) > enough:
            frame(first)
            taken.append(frame(first | setting))
    figure.close()
    return [taken[1:] for taken in times]


# ---- what it says to those who cannot see it, or run nothing ---------------------------------


@every_explorer
def test_the_representation(figure):
    data, metadata = figure._repr_mimebundle_()
    assert {"application/vnd.jupyter.widget-view+json", "image/png", "text/plain"} <= set(data)
    alt = metadata["image/png"]["alt"]
    assert alt == figure.alt and figure.verdict in alt and figure.title in alt
    assert "nan" not in alt.lower()
    for axes in figure._stage.figure.axes:
        for words in (axes.get_title(), axes.get_title(loc="left"), axes.get_xlabel()):
            assert words in data["text/plain"]
        for line in axes.lines:
            if not str(line.get_label()).startswith("_"):
                assert f"  {line.get_label()}: " in data["text/plain"]
    assert "_child" not in data["text/plain"] and "nan" not in data["text/plain"]


@every_explorer
def test_two_figures_of_a_kind_draw_the_same_and_share_nothing(make, figure):
    other = make()
    picture = other.png()
    assert picture == figure.png()
    for button in figure.children[1].children[:2]:
        button.click()
    assert other.state == other._start and other.png() == picture
    other.close()


@every_explorer
def test_a_closed_explorer_leaves_nothing_behind(make, collect):
    before = set(open_models)
    figure = make()
    figure.png()
    gone = [weakref.ref(figure), weakref.ref(figure._stage)]
    figure.close()
    del figure
    collect()
    assert [type(open_models[key]).__name__ for key in set(open_models) - before] == []
    assert [ref() is None for ref in gone] == [True, True]


# ---- can it be read? -------------------------------------------------------------------------


def is_colorbar(axes) -> bool:
    return axes.get_label() == "<colorbar>"


def words_on(axes) -> list:
    """The text artists of one of the axes that are really drawn."""
    titles = [axes.title, axes._left_title, axes._right_title]
    texts = [*titles, axes.xaxis.label, axes.yaxis.label, *axes.texts]
    for axis in (axes.xaxis, axes.yaxis):
        texts += [axis.get_offset_text()]
        box = axes.get_window_extent().padded(1)
        for label in axis.get_ticklabels(which="both"):
            x, y = label.get_transform().transform(label.get_position())
            inside = box.x0 <= x <= box.x1 if axis is axes.xaxis else box.y0 <= y <= box.y1
            texts += [label] if inside else []
    return [t for t in texts if t.get_visible() and t.get_text().strip()]


def drawn_words(figure: LiveFigure) -> list:
    """Draw a figure; return all its words."""
    figure._stage.overlay()
    return [t for axes in figure._stage.figure.axes for t in words_on(axes)]


@every_explorer
def test_every_axes_has_a_title_and_names_on_both_axes(figure):
    figure._stage.overlay()  # what the numbers on the axes are is known when they are drawn
    for axes in figure._stage.figure.axes:
        if is_colorbar(axes):
            assert axes.get_ylabel() or axes.get_xlabel()
            continue
        assert axes.get_title(loc="left") or axes.get_title()
        assert axes.get_xlabel()
        names = [label.get_text() for label in axes.get_yticklabels()]
        assert axes.get_ylabel() or any(re.search("[^-−0-9. ]", n) for n in names)


@every_explorer
def test_an_angle_is_named_in_its_unit(figure):
    figure._stage.overlay()
    for axes in figure._stage.figure.axes:
        for words, limits in (
            (axes.get_xlabel(), axes.get_xlim()),
            (axes.get_ylabel(), axes.get_ylim()),
        ):
            if "degree" in words:
                assert np.ptp(limits) > 4 * np.pi, words
            if "radian" in words:
                assert np.ptp(limits) <= 4 * np.pi, words


def options_of(figure: LiveFigure):
    """The settings under which the static part differs."""
    yield {}
    for name in figure.redraw_on:
        for option in values(figure.controls[name]):
            yield {name: option}


@every_explorer
def test_no_words_overlap_and_none_are_cut_off(figure):
    for option in options_of(figure):
        figure.set(**option)
        words = drawn_words(figure)
        assert len(words) > 5
        page = figure._stage.figure.bbox
        boxes = [(t.get_text(), t.get_window_extent()) for t in words]
        for text, box in boxes:
            inside = (
                page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1
            )
            assert inside, f"{text!r} is cut off at the edge {option} {box}"
        for (one, a), (two, b) in itertools.combinations(boxes, 2):
            across = min(a.x1, b.x1) - max(a.x0, b.x0)
            up = min(a.y1, b.y1) - max(a.y0, b.y0)
            assert across <= 3 or up <= 3, f"{one!r} overlaps {two!r} {option}"


def contrast(one, other) -> float:
    """Contrast ratio of two colours (0 to 1 each channel), by WCAG 2.2."""
    parts = np.array([one, other])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    low, high = sorted(linear @ [0.2126, 0.7152, 0.0722])
    return (high + 0.05) / (low + 0.05)


@every_explorer
def test_lines_stand_out_from_the_paper_in_the_colours_of_the_theme(themed, theme):
    paper = to_rgb(THEMES[theme]["paper"])
    with themed._stage._style():
        for axes in themed._stage.figure.axes:
            on_picture = any("QuadMesh" in type(c).__name__ for c in axes.collections)
            for line in [] if on_picture or is_colorbar(axes) else axes.lines:
                assert contrast(to_rgb(line.get_color()), paper) >= 3, line.get_label()
    picture = pixels(themed._stage.still()).astype(np.uint32)
    found = {f"#{c:06x}" for c in np.unique(picture @ np.array([1 << 16, 1 << 8, 1], np.uint32))}
    first = style(theme)["axes.prop_cycle"].by_key()["color"][0]
    assert {THEMES[theme]["paper"], first} <= found
    assert "#1f77b4" not in found  # matplotlib's own first colour


@every_explorer
def test_words_stand_out_from_what_lies_beneath_them(themed):
    words, stage = drawn_words(themed), themed._stage
    with stage._style():
        colours = [to_rgb(t.get_color()) for t in words]
    boxes = [t.get_window_extent() for t in words]
    for text in words:
        text.set_alpha(0)
    stage._background = None
    below = pixels(stage.background())
    for text, colour, box in zip(words, colours, boxes, strict=True):
        rows = slice(max(0, int(len(below) - box.y1)), int(len(below) - box.y0) + 1)
        part = below[rows, max(0, int(box.x0)) : int(box.x1) + 1].reshape(-1, 3)
        ground = np.median(part, axis=0) / 255
        assert contrast(colour, ground) >= 3, text.get_text()
    themed._render(redraw=True)  # with its words again
