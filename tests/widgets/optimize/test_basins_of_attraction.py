"""The basin map agrees with single runs, and says so."""

import numpy as np
import pytest

from mathlib.optimize.objectives import himmelblau
from mathlib.widgets.optimize.basins_of_attraction import BasinMap
from nbtools.pictures import pixels


@pytest.mark.parametrize("rate", [0.005, 0.01, 0.0195, 0.03, 10**-1.4])
def test_the_basin_map_agrees_with_single_runs(rate, followed, one_of):
    figure = one_of(BasinMap)
    figure.set(learning_rate=rate)
    figure.png()  # sharpens the map
    labels = np.concatenate(list(figure.rows(160, 8)))
    assert labels.shape == (160, 160)
    axis = np.linspace(-6, 6, 160)
    rng = np.random.default_rng(0)
    agree = []
    for row, column in rng.integers(0, 160, size=(40, 2)):
        with np.errstate(all="ignore"):
            end = followed(himmelblau, [axis[column], axis[row]], rate, figure.maxiter)[-1]
            distance = np.linalg.norm(himmelblau.minimizers - end, axis=-1)
        if np.isnan(distance).any():
            agree.append(labels[row, column] == -2)
        elif distance.min() < 1e-2:
            agree.append(labels[row, column] == distance.argmin())
        elif labels[row, column] >= 0:
            agree.append(distance[labels[row, column]] <= 0.3)
    assert len(agree) >= 10 and all(agree)
    widths = [bar.get_width() for bar in figure.bars]
    assert max(widths) <= figure.bars[0].axes.get_xlim()[1], "a bar ends beyond its axes"
    assert sum(widths) == pytest.approx(100)
    assert widths[0] == pytest.approx(100 * np.mean(labels == 0))


def test_the_colour_of_each_minimum_lies_around_it_in_the_picture(one_of):
    figure = one_of(BasinMap)
    picture = pixels(figure.png())[..., :3]
    for at, shade in zip(himmelblau.minimizers, figure.shades[2:, :3], strict=True):
        x, y = figure.map.axes.transData.transform(at - [0.0, 0.9]).astype(int)
        assert np.abs(picture[len(picture) - y, x] - shade.astype(int)).max() <= 2


@pytest.mark.parametrize("rate", [0.0195, 0.022, 0.03, 10**-1.4])
def test_hardly_a_start_ends_where_a_run_cannot_settle(rate, one_of):
    figure = one_of(BasinMap)
    figure.set(learning_rate=rate)
    reached = np.concatenate(list(figure.rows(60, 1)))
    curvature = np.linalg.eigvalsh(himmelblau.hessian(himmelblau.minimizers))[:, -1]
    unstable = np.flatnonzero(rate * curvature >= 2)
    assert len(unstable) and np.isin(reached, unstable).mean() < 0.01


@pytest.mark.parametrize("start", [(3.0, 2.0), (-3.0, 3.0), (-4.0, -3.0), (4.0, -2.0)])
def test_the_basin_verdict_names_the_minimum_next_door(start, one_of):
    figure = one_of(BasinMap)
    figure.set(x1=start[0], x2=start[1])
    near = np.linalg.norm(himmelblau.minimizers - start, axis=-1).argmin()
    assert f"minimum {'ABCD'[near]} after" in figure.verdict
    assert "holds at A, B, C, D" in figure.verdict


def test_a_lost_start_is_said_to_be_lost(one_of):
    figure = one_of(BasinMap)
    figure.set(learning_rate=10**-1.4, x1=5.0, x2=5.0)
    assert "out of bounds" in figure.verdict and "no minimum" in figure.verdict
