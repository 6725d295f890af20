"""Stopping rules: each fires when it should."""

import numpy as np
import pytest

from mathlib.optimize.objectives import parabola, plateau, quadratic
from mathlib.widgets.optimize.stopping import StoppingRules

RUNS = {
    "parabola": (parabola, [10.0]),
    "narrow valley": (quadratic([1.0, 100.0]), [9.0, 1.0]),
    "plateau": (plateau, [4.0, 1.0]),
}


def plain_stops(objective, start, rate, tolerance, budget) -> dict[str, int]:
    """When each rule first fires, counted in a loop."""
    x, stops = np.array(start, float), {}
    for k in range(budget + 1):
        if np.linalg.norm(objective.gradient(x)) <= tolerance:
            stops.setdefault("‖∇f‖ ≤ ε", k)
        new = x - rate * objective.gradient(x)
        if k < budget and np.linalg.norm(new - x) <= tolerance:
            stops.setdefault("|Δx| ≤ ε", k + 1)
        if k < budget and abs(objective(new) - objective(x)) <= tolerance:
            stops.setdefault("|Δf| ≤ ε", k + 1)
        x = new
    return stops | {"budget": budget}


@pytest.fixture
def stopping(one_of):
    return one_of(StoppingRules)


@pytest.mark.parametrize("function", RUNS)
@pytest.mark.parametrize("rate, tolerance", [(1e-6, 1e-3), (0.001, 0.1), (0.015, 1e-5)])
def test_the_stopping_rules_fire_when_they_should(
    stopping, function, rate, tolerance, numbers, followed
):
    figure = stopping
    figure.set(function=function, learning_rate=rate, tolerance=tolerance)
    objective, start = RUNS[function]
    stops = plain_stops(objective, start, rate, tolerance, figure.budget)
    shown = {
        name: int(line.get_xdata()[0])
        for (name, _, _), line in zip(figure.rules, figure.stops, strict=True)
        if len(line.get_xdata())
    }
    assert shown == stops
    path = followed(objective, start, rate, figure.budget)
    distance = np.linalg.norm(path - objective.minimizers[0], axis=-1)
    farthest = max(distance[k] for k in stops.values())
    assert numbers(figure.verdict)[-1] == pytest.approx(farthest, rel=0.006)


def test_a_run_that_settles_early_still_has_its_whole_budget(one_of):
    figure = one_of(StoppingRules)
    figure.set(learning_rate=0.25, tolerance=1e-3)
    assert figure.stops[-1].get_xdata()[0] == figure.budget


def test_a_run_that_diverges_is_not_said_to_stop_by_its_budget(one_of):
    figure = one_of(StoppingRules)
    figure.set(function="narrow valley")
    figure.set(learning_rate=1.0)
    assert len(figure.stops[-1].get_xdata()) == 0
    assert "iverge" in figure.verdict


def test_a_run_that_diverges_meets_no_tolerance_and_has_only_its_budget(followed):
    figure = StoppingRules()
    figure.set(function="narrow valley")
    figure.set(learning_rate=1.0)
    assert figure.verdict == (
        "Diverges: no tolerance is ever met; only the budget of 300 steps, or a bound on x, ends "
        "such a run."
    )
    objective, start = figure.functions["narrow valley"]
    path = followed(objective, start, 1.0, 40)
    assert all(stop is None for stop in figure.first_stops(objective, path, 1e-3))
