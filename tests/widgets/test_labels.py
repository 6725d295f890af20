"""A word on a picture that explains a line or a mark has the colour of that line or mark.

Such words begin with a sign: "- - tangent", "● what happens". Somewhere on the same axes there must
be something in the colour of the words and in the style of the sign: if two lines swap their
colours and their words do not, no dashed line is left in the colour of "- - tangent".
"""

import re

import pytest
from matplotlib.collections import Collection
from matplotlib.colors import to_rgb, to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from mathlib.widgets.optimize import DescentOnMap
from nbtools.explorers import explorers

DASHES = {"- -": "--", "-·-": "-.", "—": "-", "▬": "-"}
MARKERS = {"●": "o", "■": "s", "▲": "^", "▼": "v", "◆": "Dd", "★": "*"}
SIGNS = re.compile(rf"^(?P<dash>{'|'.join(DASHES)})?(?P<mark>[{''.join(MARKERS)}])?\s*\S")


def signs(text: Text) -> list[str]:
    """The signs at the beginning of a text: a dash, a mark, or both."""
    match = SIGNS.match(text.get_text())
    return [sign for sign in match.groups() if sign] if match else []


def explained(figure) -> list[Text]:
    """The words of a figure that begin with a sign and are not written in plain ink."""
    found = []
    for axes in figure._stage.figure.axes:
        ink = to_rgb(axes.xaxis.label.get_color())
        found += [t for t in axes.texts if signs(t) and to_rgb(t.get_color()) != ink]
    return found


def colours(artist) -> set[tuple]:
    """The colours of an artist, opaque."""
    if isinstance(artist, Line2D):
        named = [artist.get_color(), artist.get_markerfacecolor(), artist.get_markeredgecolor()]
        return {to_rgb(colour) for colour in named if to_rgba(colour)[3]}
    both = [artist.get_facecolor(), artist.get_edgecolor()]
    rows = [
        row for colour in both for row in (colour if isinstance(artist, Collection) else [colour])
    ]
    return {tuple(map(float, row[:3])) for row in rows}


def fits(artist, sign: str) -> bool:
    """Whether an artist is drawn in the style of a sign, as far as that can be told."""
    if isinstance(artist, Line2D):
        if sign in MARKERS:
            return str(artist.get_marker()) in MARKERS[sign]
        return artist.get_linestyle() == DASHES[sign]
    if sign in MARKERS or isinstance(artist, Collection):
        return True  # a cloud of points, arrows, level lines
    return artist.get_linestyle() in {"-": ("-", "solid"), "--": ("--", "dashed")}.get(
        DASHES[sign], ()
    )


def alone(figure) -> list[str]:
    """The words of a figure with a sign for which nothing is drawn in their colour."""
    found = []
    with figure._stage._style():
        for text in explained(figure):
            drawn = [
                artist
                for artist in text.axes.get_children()
                if isinstance(artist, Line2D | Patch | Collection)
                and to_rgb(text.get_color()) in colours(artist)
            ]
            if not all(any(fits(artist, sign) for artist in drawn) for sign in signs(text)):
                found.append(text.get_text())
    return found


@pytest.mark.parametrize("kind", explorers(), ids=lambda kind: kind.__name__)
def test_words_have_the_colour_of_what_they_explain(kind):
    figure = kind()
    figure._stage_as("light", 0.5)
    assert alone(figure) == []
    figure.close()


def test_two_lines_that_swap_their_colours_are_told():
    figure = DescentOnMap()
    figure._stage_as("light", 0.5)
    lines = figure._stage.figure.axes[1].lines
    solid, dashed = (next(x for x in lines if x.get_linestyle() == dash) for dash in ("-", "--"))
    colours_now = solid.get_color(), dashed.get_color()
    dashed.set_color(colours_now[0])
    solid.set_color(colours_now[1])
    assert len(alone(figure)) == 2
    figure.close()


@pytest.mark.parametrize("kind", explorers(), ids=lambda kind: kind.__name__)
def test_what_is_drawn_in_another_colour_is_told(kind):
    """All that is drawn gets a colour that no words have: all words with a sign are told."""
    figure = kind()
    figure._stage_as("light", 0.5)
    words = [text.get_text() for text in explained(figure)]
    for axes in figure._stage.figure.axes:
        for artist in axes.get_children():
            if isinstance(artist, Line2D):
                artist.set(color="#123456", markerfacecolor="#123456", markeredgecolor="#123456")
            elif isinstance(artist, Patch | Collection):
                artist.set(facecolor="#123456", edgecolor="#123456")
    assert alone(figure) == words
    figure.close()
