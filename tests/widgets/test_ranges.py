"""A slider that moves a handle covers its axis, at every option of every choice.

Otherwise a handle cannot be dragged to where the picture goes on, or leaves the picture. Where it
is meant so, the part of the axis that the slider covers is on record: in `MEANT`.
"""

import itertools

import numpy as np
import pytest

from mathlib.widgets import LiveFigure
from mathlib.widgets.calculus import SecantToTangent, SlopeAndCurvature, TaylorCurve
from mathlib.widgets.linalg import MatrixPowers
from nbtools.explorers import explorers
from nbtools.settings import values

LEAST = 0.6
"""The least part of its axis that a slider covers; what surrounds it is for names and arrows."""
NEAR = 0.02

Part = tuple[float, float]
"""Where a slider begins and ends on its axis, which goes from 0 to 1."""

MEANT: dict[tuple[str, str, str], list[Part]] = {
    ("ChainGears", "x", "y"): [(0.13, 0.28), (0.3, 0.55), (0.05, 0.6), (0.05, 0.36), (0.3, 0.55)],
    ("WhichDerivativeDecides", "window", "x"): [
        (0.52, 0.95),
        (0.52, 0.95),
        (0.52, 0.95),
        (0.52, 0.95),
        (0.52, 0.95),
        (0.52, 0.95),
        (0.52, 0.95),
        (0.52, 0.95),
    ],
    ("CovarianceEllipse", "right", "x"): [(0.53, 0.7)],
    ("CovarianceEllipse", "top", "y"): [(0.53, 0.7)],
    ("DistributionSampler", "parameter", "x"): [
        (0.25, 0.75),
        (0.08, 0.96),
        (0.06, 0.43),
        (0.08, 0.5),
        (0.25, 0.75),
        (0.25, 0.75),
    ],
    ("FitByHand", "mean", "x"): [(0.19, 0.69), (0.32, 0.74), (0.23, 0.71)],
}
"""Figure, handle, axis → the parts, in the order of the options."""


def options_of(figure: LiveFigure) -> list[dict]:
    """Return every combination of options of the choices that change the axes."""
    names = figure.redraw_on
    choices = [values(figure.controls[name]) for name in names]
    return [dict(zip(names, each, strict=True)) for each in itertools.product(*choices)]


def parts(figure: LiveFigure) -> dict[tuple[str, str], Part]:
    """Return for each handle and each axis that a slider moves it along: which part it covers."""
    figure._stage_as("light", 0.5)  # drawn, but not as pixels: only its axes are read
    found = {}
    for handle in figure.handles:
        axes = figure._stage.figure.axes[handle.axes]
        for axis, control in (("x", handle.x), ("y", handle.y)):
            slider = figure.controls.get(control or "")
            if hasattr(slider, "min"):
                ends = np.array([slider.min, slider.max], float)
                ends = slider.base**ends if hasattr(slider, "base") else ends
                found[handle.name, axis] = part_of(axes, axis, ends)
    return found


def part_of(axes, axis: str, ends: np.ndarray) -> Part:
    limits = np.sort(axes.get_xlim() if axis == "x" else axes.get_ylim())
    scale = axes.get_xscale() if axis == "x" else axes.get_yscale()
    if scale == "log":
        ends, limits = np.log(ends), np.log(limits)
    low, high = (ends - limits[0]) / (limits[1] - limits[0])
    return round(float(low), 3), round(float(high), 3)


def covered(kind: type[LiveFigure]) -> dict[tuple[str, str, str], list[Part]]:
    """Return for each handle and axis of a figure the parts, in the order of the options."""
    figure, found = kind(), {}
    for options in options_of(figure):
        figure.reset()
        figure.set(**options)
        for (handle, axis), part in parts(figure).items():
            found.setdefault((kind.__name__, handle, axis), []).append(part)
    figure.close()
    return found


def as_meant(key: tuple[str, str, str], found: list[Part]) -> bool:
    """Whether the slider covers the same large part of its axis everywhere, or as on record."""
    if key in MEANT:
        return np.shape(found) == np.shape(MEANT[key]) and np.allclose(found, MEANT[key], atol=NEAR)
    lows, highs = np.transpose(found)
    inside = min(lows) >= -1e-3 and max(highs) <= 1 + 1e-3
    same = np.ptp(lows) <= NEAR and np.ptp(highs) <= NEAR
    return inside and same and min(highs - lows) >= LEAST


@pytest.mark.parametrize("kind", explorers(), ids=lambda kind: kind.__name__)
def test_every_slider_covers_the_axis_of_its_handle(kind):
    wrong = {key: found for key, found in covered(kind).items() if not as_meant(key, found)}
    assert wrong == {}


@pytest.mark.parametrize("kind", [TaylorCurve, SecantToTangent, SlopeAndCurvature, MatrixPowers])
@pytest.mark.parametrize("end", ["min", "max"])
def test_a_range_that_is_wrong_at_one_option_is_told(kind, end):
    """The last option: one end of each slider of a handle comes a tenth of the range nearer."""
    good = covered(kind)
    figure = kind()
    figure.set(**options_of(figure)[-1])
    for handle in figure.handles:
        for control in (figure.controls.get(handle.x), figure.controls.get(handle.y)):
            if hasattr(control, "min"):
                shorter = (control.max - control.min) / 10 * (1 if end == "min" else -1)
                setattr(control, end, getattr(control, end) + shorter)
    for (handle, axis), part in parts(figure).items():
        key = (kind.__name__, handle, axis)
        assert as_meant(key, good[key]) and not as_meant(key, [*good[key][:-1], part])
    figure.close()
