"""Polygons around the circle, against exact values (sympy) and against the shoelace formula."""

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from mathlib.calculus.polygons import archimedes, polygon_areas

EXACT = [
    (3, 3 * sympy.sqrt(3) / 4, 3 * sympy.sqrt(3)),
    (4, 2, 4),
    (6, 3 * sympy.sqrt(3) / 2, 2 * sympy.sqrt(3)),
    (8, 2 * sympy.sqrt(2), 8 * (sympy.sqrt(2) - 1)),
    (12, 3, 12 * (2 - sympy.sqrt(3))),
]


@pytest.mark.parametrize("n, inside, outside", EXACT)
def test_areas_against_exact_ones(n, inside, outside):
    assert polygon_areas(n) == pytest.approx((float(inside), float(outside)), rel=1e-15)


def shoelace(n, radius):
    angle = 2 * np.pi * np.arange(n) / n
    x, y = radius * np.cos(angle), radius * np.sin(angle)
    return abs(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2


@given(st.integers(3, 500))
def test_areas_against_the_shoelace_formula(n):
    inside, outside = polygon_areas(n)
    assert inside == pytest.approx(shoelace(n, 1), rel=1e-12)
    assert outside == pytest.approx(shoelace(n, 1 / np.cos(np.pi / n)), rel=1e-12)
    assert inside < np.pi < outside


def test_areas_of_many_at_once():
    n = np.array([[3, 4, 5], [6, 7, 8]])
    inside, outside = polygon_areas(n)
    assert inside.shape == outside.shape == (2, 3)
    assert inside[1, 0] == polygon_areas(6)[0] and outside[0, 2] == polygon_areas(5)[1]
    assert n.tolist() == [[3, 4, 5], [6, 7, 8]]


def test_the_gap_shrinks_with_the_square_of_the_sides():
    n = 2 ** np.arange(4, 12)
    inside, outside = polygon_areas(n)
    for gap in (np.pi - inside, outside - np.pi):
        assert np.polyfit(np.log(n), np.log(gap), 1)[0] == pytest.approx(-2, abs=0.01)


@pytest.mark.parametrize("n", [2, 0, -3, 2.5, True, [3, 2], [3.5]])
def test_no_such_polygon(n):
    with pytest.raises(ValueError) as caught:
        polygon_areas(n)
    assert str(caught.value) == (f"n must be a whole number of sides, 3 or more; got {n!r}. Try 6.")


@pytest.mark.parametrize("n", ["6", None, [[3, 4], [5]], np.ma.array([3, 4], mask=[0, 1])])
def test_no_number_of_sides(n):
    with pytest.raises((TypeError, ValueError), match=r"^n "):
        polygon_areas(n)


def test_a_whole_number_may_come_as_a_float():
    assert polygon_areas(6.0) == polygon_areas(6) == polygon_areas(np.uint8(6))
    assert polygon_areas(10**30) == pytest.approx((np.pi, np.pi))


def test_archimedes_against_sines_and_tangents():
    steps = archimedes(20)
    n = steps.sides
    assert n.tolist() == [6 * 2**k for k in range(21)]
    assert np.allclose(steps.inside, n * np.sin(np.pi / n), rtol=1e-14, atol=0)
    assert np.allclose(steps.outside, n * np.tan(np.pi / n), rtol=1e-14, atol=0)


def test_archimedes_own_bounds():
    steps = archimedes()
    assert len(steps.sides) == 5 and steps.sides[-1] == 96
    assert 3 + 10 / 71 < steps.inside[-1] < np.pi < steps.outside[-1] < 3 + 1 / 7


def test_each_doubling_squeezes_pi():
    steps = archimedes(12)
    assert (np.diff(steps.inside) > 0).all() and (np.diff(steps.outside) < 0).all()
    assert (steps.inside < np.pi).all() and (np.pi < steps.outside).all()
    gap = steps.outside - steps.inside
    assert gap[1:] / gap[:-1] == pytest.approx(np.full(12, 0.25), rel=0.07)


def test_all_digits_and_no_doubling():
    last = archimedes(40)
    assert last.sides[-1] == 6 * 2**40
    assert [last.inside[-1], last.outside[-1]] == pytest.approx([np.pi] * 2, rel=4e-15)
    first = archimedes(0)
    assert first.inside.tolist() == [3.0] and first.outside[0] == pytest.approx(12**0.5, rel=1e-15)


@pytest.mark.parametrize(
    "doublings, message",
    [
        (41, "at most 40; got 41. After 24 doublings rounding is larger than the gap."),
        (-1, "an integer, 0 or more; got -1. Try 4."),
        (2.0, "an integer, 0 or more; got 2.0. Try 4."),
        ("4", "an integer, 0 or more; got '4'. Try 4."),
    ],
)
def test_how_often_cannot_be(doublings, message):
    with pytest.raises(ValueError) as caught:
        archimedes(doublings)
    assert str(caught.value) == f"doublings must be {message}"
