"""A learner's own settings of matplotlib change nothing in a live figure, and are left alone."""

import warnings

import matplotlib
import matplotlib.style
import pytest

from mathlib.widgets.calculus import SecantToTangent, TypedFormula
from mathlib.widgets.linalg import LayerFold
from mathlib.widgets.optimize import DescentOnMap

SETTINGS = {
    "constrained layout": {"figure.constrained_layout.use": True},
    "tight layout": {"figure.autolayout": True},
    "LaTeX": {"text.usetex": True},
    "grid": {"axes.grid": True, "axes.grid.which": "both"},
    "markers and dashes": {"lines.marker": "o", "lines.linestyle": ":", "lines.markersize": 20},
    "a hand-drawn look": {"path.sketch": (1, 100, 2)},
    "large numbers of dots": {"figure.dpi": 300, "savefig.dpi": 300},
    "commas": {"axes.formatter.use_locale": True, "axes.unicode_minus": False},
    "ticks inside": {"xtick.direction": "in", "ytick.minor.visible": True},
    "pictures upside down": {"image.origin": "lower", "image.interpolation": "bicubic"},
    "ggplot": "ggplot",
    "dark_background": "dark_background",
    "fivethirtyeight": "fivethirtyeight",
}


@pytest.mark.parametrize("kind", [DescentOnMap, LayerFold, SecantToTangent, TypedFormula])
def test_settings_of_a_learner_change_nothing(kind):
    plain = kind()
    first, words = plain.png(), plain.summary()
    plain.set(**next(iter(plain.presets.values())))
    second = plain.png()
    for settings in SETTINGS.values():
        given = settings if isinstance(settings, dict) else matplotlib.style.library[settings]
        with matplotlib.rc_context(given), warnings.catch_warnings():
            warnings.simplefilter("error")
            before = dict(dict.items(matplotlib.rcParams))
            figure = kind()
            assert (figure.png(), figure.summary()) == (first, words), settings
            figure.set(**next(iter(figure.presets.values())))
            assert figure.png() == second, settings
            figure.close()
            assert dict(dict.items(matplotlib.rcParams)) == before
    plain.close()
