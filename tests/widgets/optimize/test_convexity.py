"""The chord test: the gap has the sign it is said to have."""

import itertools

import numpy as np
import pytest

from mathlib.optimize.objectives import CURVES
from mathlib.widgets.optimize.convexity import ChordTest


@pytest.mark.parametrize("function", ChordTest.functions)
def test_the_gap_has_the_sign_it_is_said_to_have(function, numbers, one_of):
    figure = one_of(ChordTest)
    figure.set(function=function)
    f = CURVES[function]
    ends = np.linspace(figure.controls["a"].min, figure.controls["a"].max, 5)
    for a, b, weight in itertools.product(ends, ends, (-0.5, 0.0, 0.3, 1.0, 1.5)):
        figure.update({"function": function, "a": a, "b": b, "weight": weight})
        gap = (1 - weight) * f([a]) + weight * f([b]) - f([(1 - weight) * a + weight * b])
        said = figure.verdict
        assert numbers(said)[0] == pytest.approx(gap, rel=0.006, abs=1e-9)
        if not 0 <= weight <= 1:
            assert f"the weight {weight:.3g} is outside [0, 1]" in said
        elif gap < -1e-9:
            assert function == "two valleys" and "not convex" in said
        elif gap > 1e-9:
            assert "> 0" in said and "not convex" not in said
        else:
            assert "meet here" in said


@pytest.mark.parametrize("weight", [-1e-4, -1e-12, 1 + 1e-4, 1.0000001])
def test_a_weight_outside_is_shown_outside(weight):
    figure = ChordTest()
    figure.update(figure.state | {"weight": weight})
    shown = float(figure.verdict.split("the weight ")[1].split(" is outside")[0])
    assert not 0 <= shown <= 1


@pytest.mark.parametrize("apart", [1e-12, 1e-10, 6e-10, 1e-5, 1e-4])
def test_a_gap_that_is_shown_as_0_is_not_said_to_be_above_it(apart, numbers):
    figure = ChordTest()
    figure.update({"function": "parabola", "a": 1.0, "b": 1.0 + apart, "weight": 0.5})
    gap = numbers(figure.verdict)[0]
    assert ("> 0" in figure.verdict) == (gap > 0) and ("meet here" in figure.verdict) == (gap == 0)
