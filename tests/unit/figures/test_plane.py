"""Vectors, lines and letters of the plane: do they stand where they should?"""

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
    reach = np.linalg.norm(arrow.get_xy(), axis=-1)
    assert reach.max() == pytest.approx(max(np.linalg.norm(tip), 0.5 * 0.013 * 8))  # 0 is a dot
    assert np.linalg.norm(letter.get_xydata()[0] - tip) == pytest.approx(0.64)
    assert np.linalg.norm(letter.get_xydata()[0]) > np.linalg.norm(tip)
