"""Vectors, maps of the plane, power iteration, powers: the drawing and what is said are true."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from mathlib.figures.plane import (
    circle_points,
    draw_arrow,
    draw_letter,
    draw_plane,
    grid_lines,
    lines_through_zero,
    set_letter,
)
from mathlib.widgets.vectors import VectorPair


def tip(arrow) -> list[float]:
    """Where an arrow from 0 ends."""
    return [arrow.U.item(), arrow.V.item()]


# ---- figures.plane -----------------------------------------------------------------------------


def test_the_grid_has_all_its_lines():
    pieces = grid_lines(2).reshape(-1, 3, 2)
    assert len(pieces) == 10 and np.isnan(pieces[:, 2]).all()
    drawn = {tuple(piece[:2].ravel()) for piece in pieces}
    upright = {(n, -2, n, 2) for n in range(-2, 3)}
    assert drawn == upright | {(-2, n, 2, n) for n in range(-2, 3)}


def test_the_circle_is_closed_and_round():
    points = circle_points()
    assert np.allclose(np.linalg.norm(points, axis=-1), 1)
    assert np.allclose(points[0], points[-1])


def test_lines_through_zero_keep_their_direction():
    line = lines_through_zero([[3, 4], [0, 0]], 10)
    assert np.allclose(line[:2], [[-6, -8], [6, 8]])
    assert np.isnan(line[[2, 5]]).all() and (line[3:5] == 0).all()
    assert lines_through_zero([], 10).shape == (0, 2)


@pytest.mark.parametrize("tip", [(1.0, 2.0), (-3.0, 0.0), (0.0, 0.0)])
def test_an_arrow_ends_at_its_tip_and_its_letter_beyond(tip):
    figure = Figure()
    ax = figure.subplots()
    draw_plane(ax, 4)
    arrow, letter = draw_arrow(ax, tip), draw_letter(ax, "x")
    set_letter(letter, tip)
    figure.draw_without_rendering()
    outline = arrow.get_transform().transform(arrow.get_paths()[0].vertices)  # from 0, in pixels
    length = np.linalg.norm(ax.transData.transform(tip) - ax.transData.transform((0, 0)))
    assert np.linalg.norm(outline, axis=-1).max() == pytest.approx(length, abs=3)
    assert np.linalg.norm(letter.get_xydata()[0] - tip) == pytest.approx(0.64)
    assert np.linalg.norm(letter.get_xydata()[0]) > np.linalg.norm(tip)


# ---- two vectors -------------------------------------------------------------------------------


@pytest.mark.parametrize("x", [(1.5, 2.5), (-3.0, 0.5), (0.2, -4.0)])
@pytest.mark.parametrize("a", [(3.0, 1.0), (-0.05, 0.0), (0.0, 4.0)])
def test_the_pair_is_drawn_where_least_squares_puts_it(x, a):
    figure = VectorPair()
    figure.set(x1=x[0], x2=x[1], a1=a[0], a2=a[1])
    assert [tip(arrow) for arrow in figure.arrows] == [list(a), list(x)]
    share = np.linalg.lstsq(np.array(a)[:, None], np.array(x), rcond=None)[0]
    assert np.allclose(figure.shadow.get_xydata(), [[0, 0], share * a])
    assert np.allclose(figure.fall.get_xydata(), [x, share * a])
    cosine = np.dot(x, a) / np.sqrt(np.dot(x, x) * np.dot(a, a))
    phi = np.degrees(np.arccos(cosine))
    assert np.allclose(figure.here.get_xydata(), [[phi, cosine]])
    assert f"angle of {phi:.3g}°" in figure.verdict and f" {share[0]:.3g} times a" in figure.verdict
    assert ("> 0" in figure.verdict) == (cosine > 0)
    figure.close()


@pytest.mark.parametrize(
    "preset, said",
    [
        ("same direction", "= 5 > 0: an angle of 0°"),
        ("perpendicular", "= 0: an angle of 90°"),
        ("opposite", "= -10 < 0: an angle of 180°"),
        ("a half as long", "an angle of 40.6°, less than a right one; the projection is 1.4 times"),
        ("x = 0", "x is the zero vector"),
    ],
)
def test_what_the_presets_of_two_vectors_say(preset, said):
    figure = VectorPair()
    figure.set(**figure.presets[preset])
    assert said in figure.verdict
    figure.close()


def test_rounding_makes_no_sign_of_a_right_angle():
    figure = VectorPair()
    figure.set(x1=0.1, x2=0.3, a1=-0.3, a2=0.1)
    assert "⟨x, a⟩ = 0: an angle of 90°" in figure.verdict
    figure.set(x1=1.1, x2=-0.7, a1=0.7 * 3, a2=1.1 * 3)  # in floating point not quite 0
    assert 1.1 * (0.7 * 3) - 0.7 * (1.1 * 3) != 0
    assert "⟨x, a⟩ = 0: an angle of 90°" in figure.verdict
    figure.close()


def test_a_zero_vector_has_no_angle():
    figure = VectorPair()
    figure.set(a1=0.0, a2=0.0)
    assert "a is the zero vector" in figure.verdict
    assert not np.isfinite(figure.here.get_xydata()).any()
    assert len(figure.fall.get_xydata()) == 0 and (figure.shadow.get_xydata() == 0).all()
    figure.set(x1=0.0, x2=0.0)
    assert "a is the zero vector" in figure.verdict
    figure.close()
