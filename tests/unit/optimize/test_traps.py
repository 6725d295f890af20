"""The surfaces on which a rule fails: exact derivatives by sympy, and the failures themselves."""

import numpy as np
import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st

from mathlib.calculus.multivariate import gradient, hessian
from mathlib.optimize.objectives import LANDSCAPES, TRAPS, mixed_partials, no_limit, peano

X, Y = sympy.symbols("x y")
FORMULAS = {
    "mixed partials": X * Y * (X**2 - Y**2) / (X**2 + Y**2),
    "no limit": X * Y / (X**2 + Y**2),
    "peano": (Y - X**2) * (Y - 2 * X**2),
    "quartic bowl": X**4 + Y**4,
    "quartic dome": -(X**4) - Y**4,
    "quartic saddle": X**4 - Y**4,
}
EXACT = {
    name: [
        sympy.lambdify((X, Y), part, "numpy")
        for part in (
            formula,
            sympy.Matrix([formula]).jacobian((X, Y)),
            sympy.hessian(formula, (X, Y)),
        )
    ]
    for name, formula in FORMULAS.items()
}
traps = pytest.mark.parametrize("f", TRAPS.values(), ids=TRAPS)
numbers = st.floats(-2, 2)


def test_each_stands_under_its_name_and_none_is_a_landscape():
    assert list(TRAPS) == list(FORMULAS)
    assert all(f.name == name and f.n == 2 for name, f in TRAPS.items())
    assert not set(TRAPS) & set(LANDSCAPES)
    assert all("\n" not in repr(f) and len(f.story) < 90 for f in TRAPS.values())


@traps
@given(x=numbers, y=numbers)
def test_derivatives_agree_with_sympy(f, x, y):
    assume(np.hypot(x, y) > 1e-3)
    value, slope, bend = (exact(x, y) for exact in EXACT[f.name])
    scale = 1 + np.abs(bend).max()
    assert f([x, y]) == pytest.approx(value, rel=1e-12, abs=1e-14)
    assert f.gradient([x, y]) == pytest.approx(slope[0], rel=1e-12, abs=1e-13 * scale)
    assert f.hessian([x, y]) == pytest.approx(bend, rel=1e-12, abs=1e-13 * scale)


@traps
def test_a_batch_equals_a_loop_and_shares_no_memory(f):
    x = np.random.default_rng(0).uniform(-1, 1, (4, 3, 2))
    x[1, 2] = 0
    before = x.copy()
    results = f(x), f.gradient(x), f.hessian(x)
    assert [r.shape for r in results] == [(4, 3), (4, 3, 2), (4, 3, 2, 2)]
    for i in np.ndindex(4, 3):
        for result, one in zip(results, (f(x[i]), f.gradient(x[i]), f.hessian(x[i])), strict=True):
            assert np.allclose(result[i], one, rtol=1e-12, atol=1e-14, equal_nan=True)
    assert np.array_equal(x, before)
    assert not any(np.shares_memory(x, r) for r in results)


@traps
@pytest.mark.parametrize("tiny", [1e-100, 1e-200, 1e-300])
def test_points_next_to_the_origin_are_no_problem(f, tiny):
    x = np.array([[tiny, tiny], [tiny, 0.0], [0.0, -tiny]])
    assert np.isfinite(f(x)).all()
    if f is no_limit:
        assert f(x) == pytest.approx([0.5, 0, 0])
    else:
        assert f.gradient(x) == pytest.approx(np.zeros((3, 2)), abs=1e-90)


@traps
def test_at_the_origin_value_and_partial_derivatives_are_0(f):
    values = f([0, 0]), *f.gradient([0, 0])
    assert values == (0, 0, 0) and not np.signbit(values).any()
    assert gradient(lambda p: f(p), [0.0, 0.0]) == pytest.approx([0, 0], abs=1e-9)


@pytest.mark.parametrize("name", ["quartic bowl", "quartic dome", "quartic saddle"])
def test_the_quartics_have_a_hessian_of_zeros(name):
    f = TRAPS[name]
    assert f.hessian([0, 0]).tolist() == [[0, 0], [0, 0]]
    around = np.random.default_rng(1).uniform(-0.1, 0.1, (500, 2))
    lower, higher = (f(around) < 0).any(), (f(around) > 0).any()
    assert (lower, higher) == (name != "quartic bowl", name != "quartic dome")
    known = {
        "quartic bowl": f.minimizers,
        "quartic dome": f.maximizers,
        "quartic saddle": f.saddles,
    }
    assert known[name].tolist() == [[0, 0]]


def test_the_mixed_derivatives_differ_at_the_origin_only():
    assert mixed_partials.hessian([0, 0]).tolist() == [[0, -1], [1, 0]]
    y = np.array([0.1, -0.2])
    along_y = mixed_partials.gradient(np.stack([0 * y, y], axis=-1))[:, 0]
    along_x = mixed_partials.gradient(np.stack([y, 0 * y], axis=-1))[:, 1]
    assert along_y == pytest.approx(-y) and along_x == pytest.approx(y)
    away = mixed_partials.hessian([0.3, -0.1])
    assert np.array_equal(away, away.T)


def test_no_limit_has_another_value_on_each_line_through_the_origin():
    angle = np.linspace(0, np.pi, 7)
    u = np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    for r in (1.0, 1e-6):
        assert no_limit(r * u) == pytest.approx(np.sin(2 * angle) / 2, abs=1e-15)
    at_origin = no_limit.hessian([0, 0])
    assert np.isnan(at_origin).tolist() == [[False, True], [True, False]]
    assert np.diag(at_origin).tolist() == [0, 0]


@given(st.floats(0, 2 * np.pi))
def test_peano_rises_along_every_line_and_falls_along_a_parabola(angle):
    u = np.array([np.cos(angle), np.sin(angle)])
    assume(abs(u[1]) > 1e-3)
    t = np.linspace(0, abs(u[1]) / 4, 50)[1:]
    assert (peano(t[:, None] * u) > 0).all()
    assert (peano(np.stack([t, 1.5 * t**2], axis=-1)) < 0).all()


def test_peano_rises_along_the_x_axis_as_well():
    assert (peano([[0.1, 0.0], [-0.1, 0.0]]) > 0).all()
    assert hessian(peano, [0, 0]).tolist() == [[0, 0], [0, 2]]


@traps
def test_the_known_points_lie_in_the_domain_and_are_stationary(f):
    points = np.concatenate([f.minimizers, f.saddles, f.maximizers])
    low, high = np.array(f.domain).T
    assert ((low <= points) & (points <= high)).all()
    assert not f.gradient(points).any()
