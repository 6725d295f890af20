"""Quadratic forms: what the eigenvalues decide, the level lines, the surface, the slices."""

import itertools

import numpy as np
import pytest

from mathlib.figures.surface import seen_from
from mathlib.widgets.calculus.quadratic_form import HEIGHTS, QuadraticForm


@pytest.fixture
def form(one_of):
    return one_of(QuadraticForm)


def around_zero(l1, l2, signs) -> str:
    """What f has at 0, from its values on a small circle."""
    t = np.radians(np.arange(0, 360, 5))
    a, b = 1e-2 * np.cos(t), 1e-2 * np.sin(t)
    values = 0.5 * (l1 * a * a + l2 * b * b) + 0.25 * (signs[0] * a**4 + signs[1] * b**4)
    low, high = np.round(values.min(), 20), np.round(values.max(), 20)
    if low < 0 < high:
        return "saddle"
    return "minimum" if low > 0 else "maximum" if high < 0 else "constant"


@pytest.mark.parametrize("terms", QuadraticForm.terms)
@pytest.mark.parametrize("angle", [0.0, 37.0, 180.0])
def test_the_verdict_is_true_for_every_pair_of_signs(form, terms, angle):
    for l1, l2 in itertools.product((-2.0, 0.0, 1.5), repeat=2):
        form.set(lambda1=l1, lambda2=l2, terms=terms, angle=angle)
        kind = around_zero(l1, l2, form.terms[terms])
        assert ("H leaves it open" in form.verdict) == (0 in (l1, l2))
        assert kind in form.verdict.lower(), form.verdict
        others = {"minimum", "maximum", "saddle", "constant"} - {kind}
        assert not any(other in form.verdict.lower() for other in others), form.verdict


def test_the_eigenvalues_are_told_in_the_order_of_the_sliders(form):
    form.set(lambda1=2.5, lambda2=1.0)
    assert "the eigenvalues 2.5 and 1 are positive" in form.verdict
    form.set(lambda1=2.0, lambda2=0.0)
    assert form.verdict == (
        "To second order a valley: H leaves it open (eigenvalues 2 and 0); there are no terms of"
        " degree 4, so f is constant along w₂."
    )


def test_the_lines_slices_and_the_surface_are_those_of_the_form(form):
    l1, l2, terms, degrees = -1.5, 2.25, "+ ¼(a⁴ − b⁴)", 25.0
    form.set(lambda1=l1, lambda2=l2, terms=terms, angle=degrees)
    w = [np.exp(1j * np.radians(degrees + turn)) for turn in (0, 90)]

    def f(x, y):
        a, b = (v.real * x + v.imag * y for v in w)
        return 0.5 * (l1 * a * a + l2 * b * b) + 0.25 * (a**4 - b**4)

    for line, sign in ((form.above, 1), (form.below, -1), (form.zero, 0)):
        points = line.get_xydata()[~np.isnan(line.get_xydata()).any(axis=1)]
        off = np.abs(f(*points.T)[:, None] - sign * HEIGHTS).min(axis=1)
        assert len(points) > 20 and off.max() < 0.05
    t = form.slices[0].get_xdata()
    assert np.allclose(form.slices[0].get_ydata(), 0.5 * l1 * t**2 + 0.25 * t**4)
    assert np.allclose(form.slices[1].get_ydata(), 0.5 * l2 * t**2 - 0.25 * t**4)
    for arrow, v in zip(form.arrows, w, strict=True):
        assert arrow.vector.tolist() == pytest.approx([v.real, v.imag])
    assert np.allclose(form._places["w1"], [w[0].real, w[0].imag])


def test_only_a_form_of_both_signs_has_a_line_at_0(form, press):
    for l1, l2 in ((1.0, 2.0), (0.0, 2.0), (0.0, 0.0), (-1.0, 0.0)):
        form.set(lambda1=l1, lambda2=l2)
        assert len(form.zero.get_xdata()) == 0
    press(form, "H = 0, saddle")
    assert len(form.zero.get_xdata()) > 0


def test_turning_the_surface_changes_no_length_and_no_height(form):
    points = np.random.default_rng(0).normal(size=(50, 3))
    for turn in (0.0, 40.0, -175.0):
        assert np.allclose(
            np.linalg.norm(seen_from(points, turn), axis=1), np.linalg.norm(points, axis=1)
        )
    heights = []
    for view in (-180.0, 30.0, 180.0):
        form.set(view=view)
        heights.append(np.sort(form.mesh.get_array()))
    assert np.allclose(heights[0], heights[1]) and np.allclose(heights[0], heights[2])


def test_meshes_farther_away_are_drawn_first(form):
    form.set(lambda1=0.0, lambda2=0.0)  # on a flat ground farther away is higher up
    middles = [path.vertices[:4, 1].mean() for path in form.mesh.get_paths()]
    assert (np.diff(middles) <= 1e-9).all()
