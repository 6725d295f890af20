"""The explorers of gradient descent: is what they draw and say true?"""

import itertools
import re

import numpy as np
import pytest

from mathlib.optimize.objectives import CURVES, LANDSCAPES, himmelblau, parabola, plateau, quadratic
from mathlib.optimize.rates import best_learning_rate
from mathlib.widgets.optimize.basins_of_attraction import BasinMap
from mathlib.widgets.optimize.convexity import ChordTest
from mathlib.widgets.optimize.descent import DescentOnCurve, DescentOnMap
from mathlib.widgets.optimize.rates import ConditionNumber, RateMap
from mathlib.widgets.optimize.stopping import StoppingRules
from mathlib.widgets.probability.regression import PenguinRegression, _measurements
from nbtools.pictures import pixels
from nbtools.settings import values


def numbers(text: str) -> list[float]:
    """Every number in a sentence, thousands separators understood."""
    found = re.findall(r"(?<![\w.])-?\d[\d,]*\.?\d*(?:e[+-]?\d+)?", text)
    return [float(n.rstrip(".,").replace(",", "")) for n in found]


def followed(objective, start, rate, steps) -> np.ndarray:
    """Gradient descent in the plainest words; the whole path."""
    path = [np.array(start, float)]
    for _ in range(steps):
        path.append(path[-1] - rate * objective.gradient(path[-1]))
    return np.array(path)


@pytest.fixture
def curve():
    return DescentOnCurve()


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
def test_the_points_on_the_curve_are_those_of_the_formula(curve, function):
    curve.set(function=function)
    curve.set(learning_rate=0.07, steps=11)
    f, start = CURVES[function], curve.state["start"]
    path = followed(f, [start], 0.07, 11)
    assert np.allclose(curve.stairs.get_xdata(), path[:, 0])
    assert np.allclose(curve.stairs.get_ydata(), f(path))
    assert np.allclose(curve.history.get_ydata(), path[:, 0])


@pytest.mark.parametrize("start", [(1.5, 0.0), (-2.0, 0.0)])
def test_a_start_on_the_ridge_ends_on_the_saddle(start):
    figure = DescentOnMap()
    figure.set(landscape="saddle")
    figure.set(x1=start[0], x2=start[1], learning_rate=0.1)
    assert figure.verdict.startswith("Stuck at the saddle [")
    figure.set(x2=0.01)
    assert figure.verdict.startswith("Diverges")


@pytest.mark.parametrize("name", LANDSCAPES)
def test_the_path_on_the_map_is_that_of_the_formula(name):
    figure = DescentOnMap()
    figure.set(landscape=name)
    f, state = LANDSCAPES[name], figure.state
    drawn = figure.path.get_xydata()
    path = followed(f, [state["x1"], state["x2"]], state["learning_rate"], len(drawn) - 1)
    assert np.allclose(drawn, path)
    if len(f.minimizers):
        assert np.allclose(figure.loss.get_ydata(), f(path) - f(f.minimizers).min())
    assert np.allclose(figure.slope.get_ydata(), np.linalg.norm(f.gradient(path), axis=-1))


def test_a_minimum_that_is_named_is_one():
    figure = DescentOnMap()
    for x1, x2 in itertools.product((-5.0, -1.0, 4.0), (-4.0, 0.5, 5.0)):
        figure.update(figure.state | {"x1": x1, "x2": x2})
        if figure.verdict.startswith("Converges to the minimum ["):
            end = numbers(figure.verdict)[:2]
            assert np.abs(himmelblau.minimizers - end).max(axis=1).min() < 0.01
            assert numbers(figure.verdict)[2] == len(figure.path.get_xydata()) - 1


@pytest.mark.parametrize("rate", [0.005, 0.01, 0.0195, 0.03, 10**-1.4])
def test_the_basin_map_agrees_with_single_runs(rate):
    figure = BasinMap()
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


def test_the_colour_of_each_minimum_lies_around_it_in_the_picture():
    figure = BasinMap()
    picture = pixels(figure.png())[..., :3]
    for at, shade in zip(himmelblau.minimizers, figure.shades[2:, :3], strict=True):
        x, y = figure.map.axes.transData.transform(at - [0.0, 0.9]).astype(int)
        assert np.abs(picture[len(picture) - y, x] - shade.astype(int)).max() <= 2


@pytest.mark.parametrize("rate", [0.0195, 0.022, 0.03, 10**-1.4])
def test_hardly_a_start_ends_where_a_run_cannot_settle(rate):
    figure = BasinMap()
    figure.set(learning_rate=rate)
    reached = np.concatenate(list(figure.rows(60, 1)))
    curvature = np.linalg.eigvalsh(himmelblau.hessian(himmelblau.minimizers))[:, -1]
    unstable = np.flatnonzero(rate * curvature >= 2)
    assert len(unstable) and np.isin(reached, unstable).mean() < 0.01


@pytest.mark.parametrize("start", [(3.0, 2.0), (-3.0, 3.0), (-4.0, -3.0), (4.0, -2.0)])
def test_the_basin_verdict_names_the_minimum_next_door(start):
    figure = BasinMap()
    figure.set(x1=start[0], x2=start[1])
    near = np.linalg.norm(himmelblau.minimizers - start, axis=-1).argmin()
    assert f"minimum {'ABCD'[near]} after" in figure.verdict
    assert "holds at A, B, C, D" in figure.verdict


def test_a_lost_start_is_said_to_be_lost():
    figure = BasinMap()
    figure.set(learning_rate=10**-1.4, x1=5.0, x2=5.0)
    assert "out of bounds" in figure.verdict and "no minimum" in figure.verdict


def test_the_bound_of_the_condition_number_is_never_broken():
    figure = ConditionNumber()
    names = ("kappa", "learning_rate", "x1", "x2")
    for setting in itertools.product(*(values(figure.controls[n]) for n in names)):
        figure.update(dict(zip(names, setting, strict=True)))
        error = figure.error.get_ydata()
        bound = figure.bound.get_ydata()[: len(error)]
        if np.hypot(*setting[2:]) > 0:
            assert error[0] == 1 == bound[0]
            assert (error <= bound * (1 + 1e-9) + 1e-9).all(), setting


@pytest.mark.parametrize("kappa", [1.0, 10.0, 100.0])
def test_the_condition_number_says_its_factor(kappa):
    figure = ConditionNumber()
    best = best_learning_rate([1.0, kappa])
    figure.set(kappa=kappa, learning_rate=best)
    assert numbers(figure.verdict)[-1] == pytest.approx(best, rel=0.006)
    if kappa > 1:
        assert numbers(figure.verdict)[-2] == pytest.approx((kappa - 1) / (kappa + 1), rel=0.006)
    else:
        assert "one step is enough" in figure.verdict


def test_a_factor_of_one_neither_shrinks_nor_grows():
    figure = ConditionNumber()
    figure.set(kappa=10.0, learning_rate=0.2)
    assert "neither shrinks nor grows" in figure.verdict


@pytest.mark.parametrize(
    "rate, kappa", [(0.1, 10.0), (2 / 11, 10.0), (2 / 101, 100.0), (0.02, 3.0), (1.5, 1.0)]
)
def test_the_steps_needed_are_those_of_a_run(rate, kappa):
    figure = RateMap()
    figure.set(learning_rate=rate, kappa=kappa)
    worst = np.array([1.0, 0.0] if abs(1 - rate) >= abs(1 - rate * kappa) else [0.0, 1.0])
    error = np.linalg.norm(followed(quadratic([1.0, kappa]), worst, rate, 800), axis=-1)
    needed = int(np.argmax(error <= 1e-6))
    assert f"about {needed:,} steps to 10⁻⁶" in figure.verdict
    drawn = figure.error.get_ydata()
    both = followed(quadratic([1.0, kappa]), [1.0, 1.0], rate, len(drawn) - 1)
    assert np.allclose(drawn, np.linalg.norm(both, axis=-1) / np.sqrt(2))


@pytest.mark.parametrize("rate, kappa", [(0.25, 10.0), (2.0, 1.0), (0.2, 10.0)])
def test_beyond_the_edge_no_number_of_steps_is_enough(rate, kappa):
    figure = RateMap()
    figure.set(learning_rate=rate, kappa=kappa)
    assert "no number of steps is enough" in figure.verdict


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


@pytest.fixture(scope="module")
def stopping():
    return StoppingRules()


@pytest.mark.parametrize("function", RUNS)
@pytest.mark.parametrize("rate, tolerance", [(1e-6, 1e-3), (0.001, 0.1), (0.015, 1e-5)])
def test_the_stopping_rules_fire_when_they_should(stopping, function, rate, tolerance):
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


def test_a_run_that_settles_early_still_has_its_whole_budget():
    figure = StoppingRules()
    figure.set(learning_rate=0.25, tolerance=1e-3)
    assert figure.stops[-1].get_xdata()[0] == figure.budget


def test_a_run_that_diverges_is_not_said_to_stop_by_its_budget():
    figure = StoppingRules()
    figure.set(function="narrow valley")
    figure.set(learning_rate=1.0)
    assert len(figure.stops[-1].get_xdata()) == 0
    assert "iverge" in figure.verdict


@pytest.mark.parametrize("function", ChordTest.functions)
def test_the_gap_has_the_sign_it_is_said_to_have(function):
    figure = ChordTest()
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


def test_the_line_through_the_penguins_is_that_of_numpy():
    figure = PenguinRegression()
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
def test_the_limit_for_the_rate_is_the_threshold(features):
    figure = PenguinRegression()
    figure.set(features=features)
    figure.set(learning_rate=1.25, steps=200)
    assert "Diverges" in figure.verdict
    limit = numbers(figure.verdict)[-1]
    X = np.stack([np.ones_like(figure.feature), figure.feature], axis=1)
    assert limit == pytest.approx(len(X) / np.linalg.norm(X, 2) ** 2, rel=0.006)
    if limit < 1.2:
        figure.set(learning_rate=0.97 * limit)
        assert "Diverges" not in figure.verdict
