"""Level lines with their heights: do the labels stand inside the map?"""

import numpy as np
from matplotlib.figure import Figure

from mathlib.figures.levels import draw_level_map


def test_labels_of_a_map_stand_inside_it():
    ax = Figure().subplots()
    draw_level_map(ax, lambda p: p[..., 0] + p[..., 1] ** 2, ((-1, 3), (-2, 2)))
    places = np.array([text.get_position() for text in ax.texts])
    assert len(places) >= 5
    assert (places > [-0.8, -1.8]).all() and (places < [2.8, 1.8]).all()
