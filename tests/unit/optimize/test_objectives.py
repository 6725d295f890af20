"""Objectives: exact derivatives, true stationary points, batches, and clear messages."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathlib.optimize import objectives
from mathlib.optimize.objectives import CURVES, LANDSCAPES, Objective, quadratic
from mathlib.probability.regression import design_matrix, logistic_objective, mse_objective

RNG = np.random.default_rng(0)
X = design_matrix(RNG.normal(size=30), RNG.normal(size=30))
DATA_OBJECTIVES = [
    mse_objective(X, X @ [1.0, 2.0, 3.0] + RNG.normal(size=30)),
    logistic_objective(X, RNG.integers(0, 2, 30), l2=0.1),
    logistic_objective(X, RNG.integers(0, 2, 30)),
]
QUADRATICS = [
    quadratic([1.0, 10.0], angle=0.7, center=[1.0, -2.0]),
    quadratic([1.0, -3.0], angle=2.0),
    quadratic([0.0, 2.0], angle=-0.3),
    quadratic([1.0, 2.0, 3.0, 0.0]),
    quadratic([5.0]),
]
ALL = [*LANDSCAPES.values(), *CURVES.values(), *QUADRATICS, *DATA_OBJECTIVES]
KINKS = {"absolute value": [0.0], "flat valley": [-1.0, 1.0]}
every_objective = pytest.mark.parametrize("f", ALL, ids=lambda f: f.name)


def point_and_direction(f: Objective, numbers: list[float]) -> tuple[np.ndarray, np.ndarray]:
    """Turn numbers in [0, 1] into a point of the domain and a unit direction."""
    low, high = np.array(f.domain).T
    x = low + (high - low) * np.array(numbers[: f.n])
    direction = np.array(numbers[f.n : 2 * f.n]) - 0.5
    length = np.linalg.norm(direction)
    return x, direction / length if length > 1e-3 else np.eye(f.n)[0]


@every_objective
@given(numbers=st.lists(st.floats(0, 1, width=32), min_size=8, max_size=8))
def test_derivatives_agree_with_central_differences(f, numbers):
    x, direction = point_and_direction(f, numbers)
    h = 1e-5
    if any(abs(x[0] - kink) < 2 * h for kink in KINKS.get(f.name, [])):
        return
    ahead, behind = x + h * direction, x - h * direction
    slope = (f(ahead) - f(behind)) / (2 * h)
    bend = (f.gradient(ahead) - f.gradient(behind)) / (2 * h)
    scale = 1 + abs(f(x)) + np.abs(f.hessian(x)).max()
    assert f.gradient(x) @ direction == pytest.approx(slope, rel=1e-6, abs=1e-8 * scale)
    assert np.allclose(f.hessian(x) @ direction, bend, rtol=1e-6, atol=1e-8 * scale)


@every_objective
def test_a_batch_equals_a_loop(f):
    low, high = np.array(f.domain).T
    x = RNG.uniform(low, high, size=(4, 3, f.n))
    assert f(x).shape == (4, 3)
    assert f.gradient(x).shape == (4, 3, f.n)
    assert f.hessian(x).shape == (4, 3, f.n, f.n)
    for i in np.ndindex(4, 3):
        assert np.allclose(f(x)[i], f(x[i]), rtol=1e-12, atol=1e-14)
        assert np.allclose(f.gradient(x)[i], f.gradient(x[i]), rtol=1e-12, atol=1e-12)
        assert np.allclose(f.hessian(x)[i], f.hessian(x[i]), rtol=1e-12, atol=1e-12)


@every_objective
def test_stationary_points_are_what_they_are_called(f):
    signs = {"minimizers": (1,), "maximizers": (-1,), "saddles": (-1, 1)}
    for name in signs:
        points = getattr(f, name)
        assert points.shape[1:] == (f.n,)
        assert np.allclose(f.gradient(points), 0, atol=1e-10)
        for curvatures in np.linalg.eigvalsh(f.hessian(points)):
            if name == "minimizers":
                assert curvatures.min() >= -1e-12
            elif name == "maximizers":
                assert curvatures.max() <= 1e-12
            elif f.name != "monkey saddle":
                assert curvatures.min() < 0 < curvatures.max()


@every_objective
def test_no_point_nearby_is_lower_than_a_minimizer(f):
    for minimizer in f.minimizers:
        nearby = minimizer + RNG.uniform(-0.05, 0.05, size=(200, f.n))
        assert (f(nearby) >= f(minimizer) - 1e-14 * (1 + abs(f(minimizer)))).all()


@pytest.mark.parametrize("f", [*LANDSCAPES.values(), *CURVES.values()], ids=lambda f: f.name)
def test_the_stationary_points_lie_in_the_domain(f):
    low, high = np.array(f.domain).T
    points = np.concatenate([f.minimizers, f.saddles, f.maximizers])
    assert ((low <= points) & (points <= high)).all()


@pytest.mark.parametrize(
    ("name", "x", "value"),
    [
        ("himmelblau", [0, 0], 170),
        ("himmelblau", [3, 2], 0),
        ("rosenbrock", [-1, 1], 4),
        ("rosenbrock", [0, 1], 101),
        ("beale", [0, 0], 14.203125),
        ("beale", [1, 2], 126.453125),
        ("double_well", [2, 1], 10),
        ("saddle", [3, 2], 5),
        ("monkey_saddle", [2, 1], 2),
        ("bumps", [0, 0], 0),
        ("bumps", [np.pi / 2, 0], np.pi**2 / 8 + 4),
        ("plateau", [1, 1], 1 - np.exp(-1)),
        ("parabola", [3], 9),
        ("two_valleys", [-2], -8 / 3),
        ("two_valleys", [1], -5 / 12),
        ("exponential", [0], 1),
        ("absolute_value", [-2], 2),
        ("flat_valley", [-3], 2),
        ("flat_valley", [0.5], 0),
    ],
)
def test_values_computed_by_hand(name, x, value):
    assert getattr(objectives, name)(x) == pytest.approx(value, rel=1e-14, abs=1e-14)


@pytest.mark.parametrize(
    ("f", "counts"),
    [
        (objectives.himmelblau, (4, 4, 1)),
        (objectives.bumps, (9, 12, 4)),
        (objectives.double_well, (2, 1, 0)),
        (objectives.beale, (1, 2, 0)),
        (objectives.two_valleys, (2, 0, 1)),
        (objectives.exponential, (0, 0, 0)),
        (objectives.saddle, (0, 1, 0)),
        (quadratic([1.0, 2.0]), (1, 0, 0)),
        (quadratic([1.0, 0.0]), (1, 0, 0)),
        (quadratic([1.0, -1.0]), (0, 1, 0)),
        (quadratic([-1.0, -2.0]), (0, 0, 1)),
    ],
    ids=lambda case: getattr(case, "name", ""),
)
def test_number_of_minimizers_saddles_maximizers(f, counts):
    assert (len(f.minimizers), len(f.saddles), len(f.maximizers)) == counts


def test_monkey_saddle_is_neither_a_minimum_nor_a_maximum():
    around = 0.1 * np.stack([np.cos(t := np.arange(6) * np.pi / 3), np.sin(t)], axis=-1)
    assert np.array_equal(np.sign(objectives.monkey_saddle(around)), [1, -1, 1, -1, 1, -1])
    assert not objectives.monkey_saddle.hessian([0, 0]).any()


@given(st.floats(-3, 3), st.floats(-5, 5), st.floats(-5, 5))
def test_quadratic_has_the_eigenvalues_and_the_angle_that_were_given(angle, low, high):
    f = quadratic([low, high], angle=angle, center=[1.0, 2.0])
    matrix, first = f.hessian([0.0, 0.0]), np.array([np.cos(angle), np.sin(angle)])
    assert np.allclose(matrix @ first, low * first, atol=1e-12)
    assert np.allclose(np.linalg.eigvalsh(matrix), sorted([low, high]), atol=1e-12)
    assert np.array_equal(matrix, matrix.T)
    assert f(np.array([1.0, 2.0]) + first) == pytest.approx(low / 2, abs=1e-12)


def test_lists_for_dropdowns_hold_each_objective_under_its_name():
    assert next(iter(LANDSCAPES)) == "himmelblau"
    assert {f.n for f in LANDSCAPES.values()} == {2}
    assert {f.n for f in CURVES.values()} == {1}
    assert all(f.name == name for name, f in {**LANDSCAPES, **CURVES}.items())


def test_a_bare_number_is_a_point_of_a_function_of_one_variable():
    assert objectives.parabola(3) == 9
    assert np.array_equal(objectives.parabola.gradient(3.0), [6.0])
    assert objectives.parabola.hessian(3.0).shape == (1, 1)


def test_input_is_untouched_and_output_shares_no_memory():
    for f in ALL:
        x = RNG.uniform(-1, 1, size=(5, f.n))
        before = x.copy()
        results = f(x), f.gradient(x), f.hessian(x)
        assert np.array_equal(x, before)
        assert not any(np.shares_memory(x, result) for result in results)
        results[2][...] = np.nan
        assert np.isfinite(f.hessian(x)).all()


def test_known_points_cannot_be_overwritten():
    with pytest.raises(ValueError, match="read-only"):
        objectives.himmelblau.minimizers[0] = 0


@every_objective
@pytest.mark.parametrize("huge", [1e200, -1e200, np.inf, np.nan])
def test_overflow_is_honest_and_silent(f, huge):
    x = np.full(f.n, huge)
    assert f(x).shape == () and f.gradient(x).shape == x.shape
    if f.name in ("himmelblau", "rosenbrock", "bumps", "parabola"):
        assert not np.isfinite(f(x))


@pytest.mark.parametrize(
    ("x", "error", "message"),
    [
        ([1.0, 2.0, 3.0], ValueError, r"shape \(…, 2\).*got shape \(3,\)"),
        (3.0, ValueError, r"shape \(…, 2\).*got shape \(\)"),
        (np.zeros((2, 5)), ValueError, r"got shape \(2, 5\)"),
        ([[1.0, 2.0], [3.0]], ValueError, "rows of different lengths"),
        ("ab", TypeError, "real numbers; got str"),
        (["1", "2"], TypeError, "real numbers; got list"),
        ([1j, 2], TypeError, "real numbers"),
        (None, TypeError, "real numbers; got None"),
    ],
)
def test_points_of_the_wrong_kind(x, error, message):
    for method in (objectives.himmelblau, objectives.himmelblau.hessian):
        with pytest.raises(error, match=message):
            method(x)


def test_a_row_of_numbers_for_one_variable_is_explained():
    with pytest.raises(ValueError, match=r"shape \(…, 1\).*got shape \(3,\).*x\[:, None\]"):
        objectives.parabola([1.0, 2.0, 3.0])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([],), "eigenvalues must be a list of finite"),
        ((2.0,), "eigenvalues must be a list of finite"),
        (([1.0, np.nan],), "eigenvalues must be a list of finite"),
        (([1.0, 2.0, 3.0], 0.1), "needs 2 eigenvalues; got 3"),
        (
            ([1.0, 2.0], 0.0, [1.0]),
            "center must be finite, one number for each of the eigenvalues, here 2",
        ),
        (
            ([1.0, 2.0], 0.0, [1.0, np.inf]),
            "center must be finite, one number for each of the eigenvalues, here 2",
        ),
    ],
)
def test_quadratics_that_cannot_be_built(arguments, message):
    with pytest.raises(ValueError, match=message):
        quadratic(*arguments)


def test_repr_is_one_short_line():
    assert repr(objectives.parabola).startswith("Objective('parabola', n=1: ")
    assert all("\n" not in repr(f) and len(f.story) < 90 for f in ALL)
