"""The circle between two polygons: areas as drawn, and as Archimedes had them."""

import math

import numpy as np
import pytest

from mathlib.widgets.calculus.polygons import PolygonsAroundCircle


@pytest.fixture
def polygons(one_of):
    return one_of(PolygonsAroundCircle)


def shoelace(line) -> float:
    """The area inside a closed line, by Gauss's formula."""
    x, y = line.get_data()
    return abs(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2


@pytest.mark.parametrize("n", [3, 4, 5, 6, 96])
def test_the_polygons_drawn_have_the_areas_shown(polygons, n):
    polygons.set(n=n)
    drawn = [shoelace(polygons.inner), shoelace(polygons.outer)]
    assert np.allclose(polygons.gap.get_ydata(), drawn) and drawn[0] < math.pi < drawn[1]
    assert polygons.below.get_xdata()[-1] == n == polygons.above.get_xdata()[-1]
    corners = np.hypot(*polygons.inner.get_data())
    middles = np.hypot(*((d[1:] + d[:-1]) / 2 for d in polygons.outer.get_data()))
    assert np.allclose(corners, 1) and np.allclose(middles, 1)  # on the circle, touching it


def test_archimedes(polygons, press):
    assert press(polygons, "96 sides (Archimedes)") == (
        "n = 96: 3.13935 < π < 3.14271; the gap 0.00336 bounds the error."
    )
    assert "2.00000 < π < 4.00000" in press(polygons, "square")
