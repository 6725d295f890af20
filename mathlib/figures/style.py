"""The one style sheet of the course, for the light and for the dark theme.

Colours are Okabe and Ito's (2008), which colour-blind readers can tell apart; every figure gives
a second cue (marker, dash, label) as well. Nothing here changes matplotlib's settings on import:
use ``with matplotlib.rc_context(style("light")): …``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import matplotlib
from cycler import cycler
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from mathlib.arguments import shown

Theme = dict[str, Any]
LIGHT: Theme = {
    "paper": "#ffffff",
    "ink": "#1f2933",
    "faint": "#c3ccd5",
    "colors": ("#d55e00", "#0072b2", "#007a5a", "#a8458a", "#8a6d00", "#5b6570"),
    "high": "#ffffff",
    "low": "#8fb7dc",
}
DARK: Theme = {
    "paper": "#111111",
    "ink": "#e8ecef",
    "faint": "#46505a",
    "colors": ("#ff8c3a", "#56b4e9", "#2fc79a", "#e79fc4", "#f0e442", "#7fb2ff"),
    "high": "#12181f",
    "low": "#2c5c8a",
}
THEMES = {"light": LIGHT, "dark": DARK}
OF_THE_MACHINE = {"backend", "backend_fallback", "interactive", "toolbar", "timezone"}
"""Settings that say where pictures are shown, not how they look."""


def style(theme: str = "light") -> dict[str, Any]:
    """Return matplotlib's settings for a theme, as a new dictionary for ``rc_context``.

    Arguments:
        theme: "light" or "dark".

    Raises:
        ValueError: another name.

    >>> style("dark")["figure.facecolor"]
    '#111111'
    """
    if not isinstance(theme, str) or theme not in THEMES:
        raise ValueError(f"theme must be 'light' or 'dark'; got {shown(theme)}")
    colours = THEMES[theme]
    paper, ink = colours["paper"], colours["ink"]
    return {
        "figure.facecolor": paper,
        "savefig.facecolor": paper,
        "axes.facecolor": paper,
        "axes.edgecolor": ink,
        "axes.labelcolor": ink,
        "axes.titlecolor": ink,
        "text.color": ink,
        "xtick.color": ink,
        "ytick.color": ink,
        "grid.color": colours["faint"],
        "grid.linewidth": 0.6,
        "axes.prop_cycle": cycler(color=colours["colors"]),
        "axes.spines.top": False,
        "axes.spines.right": False,
        "font.family": "DejaVu Sans",
        "font.size": 12,
        "axes.titlesize": 12.5,
        "axes.titlelocation": "left",
        "axes.titley": 1.0,  # else each drawing measures every tick to place the title above them
        "axes.labelsize": 12,
        "xtick.labelsize": 11,
        "ytick.labelsize": 11,
        "lines.linewidth": 2.0,
        "lines.markersize": 5,
        "legend.frameon": False,
        "image.cmap": "cividis",
        "contour.linewidth": 0.8,
    }


def settings_undone() -> dict[str, Any]:
    """Return the default of each setting of matplotlib that somebody has changed.

    A learner may draw with a style, with LaTeX or another layout; the course's own figures do not.

    >>> with matplotlib.rc_context({"text.usetex": True}):
    ...     settings_undone()
    {'text.usetex': False}
    """
    now = matplotlib.rcParams
    return {
        name: default
        for name, default in dict.items(matplotlib.rcParamsDefault)
        if name not in OF_THE_MACHINE and dict.__getitem__(now, name) != default
    }


@contextmanager
def drawn_with(settings: Mapping[str, Any]) -> Iterator[None]:
    """Change these settings of matplotlib, and change them back afterwards.

    As ``matplotlib.rc_context(settings)``, which keeps all 320 settings aside: that takes 0.6 ms,
    and a frame of a live figure needs it twice.

    Arguments:
        settings: name → value, as :func:`style` and :func:`settings_undone` return them.

    >>> with drawn_with({"lines.linewidth": 9.0}):
    ...     matplotlib.rcParams["lines.linewidth"]
    9.0
    >>> matplotlib.rcParams["lines.linewidth"] < 9
    True
    """
    now: Any = matplotlib.rcParams  # of mypy's names for each key, none is needed here
    before = {name: dict.__getitem__(now, name) for name in settings}
    now.update(settings)
    try:
        yield
    finally:
        dict.update(now, before)


def landscape_colormap(theme_paper: str) -> LinearSegmentedColormap:
    """Return the colours of a contour map, low ground darker in light and bluer in dark.

    Arguments:
        theme_paper: the colour of the paper, as ``matplotlib.colors.to_hex`` writes it; any but
            that of the light theme means dark.

    >>> from matplotlib.colors import to_hex
    >>> to_hex(landscape_colormap("#ffffff")(0.0)) == LIGHT["low"]
    True
    """
    colours = LIGHT if theme_paper == LIGHT["paper"] else DARK
    return LinearSegmentedColormap.from_list("landscape", [colours["low"], colours["high"]])


def axes_of(artist: Artist) -> Axes:
    """Return the axes that an artist was drawn on.

    Raises:
        ValueError: it is on none (it was removed, or never added).

    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> axes_of(ax.plot([1], [2])[0]) is ax
    True
    """
    if not isinstance(artist.axes, Axes):
        raise ValueError(f"artist must be on axes; got {shown(artist)}. Draw it first.")
    return artist.axes
