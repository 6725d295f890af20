"""The line through the penguins is numpy's, and the limit for the rate is the threshold."""

import numpy as np
import pytest

from mathlib.widgets.probability.regression import PenguinRegression, _measurements


def test_the_line_through_the_penguins_is_that_of_numpy(numbers, one_of):
    figure = one_of(PenguinRegression)
    figure.set(learning_rate=0.5, steps=200)
    flipper, mass = _measurements()
    z = (flipper - flipper.mean()) / flipper.std()
    slope, intercept = np.polyfit(z, mass, 1)
    error = np.mean((intercept + slope * z - mass) ** 2)
    told = numbers(figure.verdict)[1:5]
    assert told == pytest.approx([intercept, slope, error, error], rel=1e-3)
    x, y = figure.line.get_data()
    assert np.allclose(y, intercept + slope * x, atol=1e-6)


@pytest.mark.parametrize("features", ["raw (mm)", "standardised"])
def test_the_limit_for_the_rate_is_the_threshold(features, numbers, one_of):
    figure = one_of(PenguinRegression)
    figure.set(features=features)
    figure.set(learning_rate=1.25, steps=200)
    assert "Diverges" in figure.verdict
    limit = numbers(figure.verdict)[-1]
    X = np.stack([np.ones_like(figure.feature), figure.feature], axis=1)
    assert limit == pytest.approx(len(X) / np.linalg.norm(X, 2) ** 2, rel=0.006)
    if limit < 1.2:
        figure.set(learning_rate=0.97 * limit)
        assert "Diverges" not in figure.verdict
