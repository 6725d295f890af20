"""Gradient descent on a curve and on a map: the points are those of the formula."""

import itertools

import numpy as np
import pytest

from mathlib.optimize.objectives import CURVES, LANDSCAPES, himmelblau
from mathlib.widgets.optimize.descent import DescentOnCurve, DescentOnMap


@pytest.fixture
def curve(one_of):
    return one_of(DescentOnCurve)


@pytest.mark.parametrize(
    "rate, word",
    [
        (0.1, "Not settled"),
        (0.5, "Converges"),
        (0.9, "closes in"),
        (1.0, "Oscillates"),
        (1.1, "wider and wider"),
    ],
)
@pytest.mark.parametrize("steps", [20, 60])
def test_the_thresholds_on_the_parabola(curve, rate, word, steps):
    curve.set(learning_rate=rate, start=10.0, steps=steps)
    assert word in curve.verdict


@pytest.mark.parametrize("function", DescentOnCurve.starts)
def test_the_points_on_the_curve_are_those_of_the_formula(curve, function, followed):
    curve.set(function=function)
    curve.set(learning_rate=0.07, steps=11)
    f, start = CURVES[function], curve.state["start"]
    path = followed(f, [start], 0.07, 11)
    assert np.allclose(curve.stairs.get_xdata(), path[:, 0])
    assert np.allclose(curve.stairs.get_ydata(), f(path))
    assert np.allclose(curve.history.get_ydata(), path[:, 0])


@pytest.mark.parametrize("start", [(1.5, 0.0), (-2.0, 0.0)])
def test_a_start_on_the_ridge_ends_on_the_saddle(start, one_of):
    figure = one_of(DescentOnMap)
    figure.set(landscape="saddle")
    figure.set(x1=start[0], x2=start[1], learning_rate=0.1)
    assert figure.verdict.startswith("Stuck at the saddle [")
    figure.set(x2=0.01)
    assert figure.verdict.startswith("Diverges")


@pytest.mark.parametrize("name", LANDSCAPES)
def test_the_path_on_the_map_is_that_of_the_formula(name, followed, one_of):
    figure = one_of(DescentOnMap)
    figure.set(landscape=name)
    f, state = LANDSCAPES[name], figure.state
    drawn = figure.path.get_xydata()
    path = followed(f, [state["x1"], state["x2"]], state["learning_rate"], len(drawn) - 1)
    assert np.allclose(drawn, path)
    if len(f.minimizers):
        assert np.allclose(figure.loss.get_ydata(), f(path) - f(f.minimizers).min())
    assert np.allclose(figure.slope.get_ydata(), np.linalg.norm(f.gradient(path), axis=-1))


def test_a_minimum_that_is_named_is_one(numbers, one_of):
    figure = one_of(DescentOnMap)
    for x1, x2 in itertools.product((-5.0, -1.0, 4.0), (-4.0, 0.5, 5.0)):
        figure.update(figure.state | {"x1": x1, "x2": x2})
        if figure.verdict.startswith("Converges to the minimum ["):
            end = numbers(figure.verdict)[:2]
            assert np.abs(himmelblau.minimizers - end).max(axis=1).min() < 0.01
            assert numbers(figure.verdict)[2] == len(figure.path.get_xydata()) - 1
