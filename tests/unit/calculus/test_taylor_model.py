"""Taylor's plane and parabola, and the disc in which they hold: by sympy, by order, by search."""

import math

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from mathlib.calculus.taylor import TaylorModel, taylor_model, trust_radius
from mathlib.optimize.objectives import (
    LANDSCAPES,
    TRAPS,
    himmelblau,
    mixed_partials,
    no_limit,
    parabola,
    plateau,
    quadratic,
    quartic_bowl,
    saddle,
)

landscapes = pytest.mark.parametrize("f", LANDSCAPES.values(), ids=LANDSCAPES)
CIRCLE = np.stack([np.cos(t := np.linspace(0, 2 * np.pi, 5001)), np.sin(t)], axis=-1)


@pytest.mark.parametrize("degree", [1, 2])
def test_it_is_the_polynomial_that_sympy_finds(degree):
    x, y, t = sympy.symbols("x y t")
    f = (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2
    shifted = f.subs({x: sympy.Rational(1, 2) + t * x, y: -1 + t * y}, simultaneous=True)
    series = sympy.series(sympy.expand(shifted), t, 0, degree + 1).removeO().subs(t, 1)
    model = taylor_model(himmelblau, [0.5, -1.0], degree)
    for step in np.random.default_rng(0).normal(size=(5, 2)):
        exact = float(series.subs({x: step[0], y: step[1]}))
        assert model(np.array([0.5, -1.0]) + step) == pytest.approx(exact, rel=1e-12)


@landscapes
@pytest.mark.parametrize("degree", [1, 2])
def test_the_error_is_of_order_degree_plus_1(f, degree):
    x0, u = np.array([0.4, -0.7]), np.array([0.6, 0.8])
    model = taylor_model(f, x0, degree)
    far, near = (model.remainder(x0 + r * u) for r in (0.02, 0.01))
    if f is saddle and degree == 2:
        assert far == pytest.approx(0, abs=1e-15)
    else:
        assert math.log2(far / near) == pytest.approx(degree + 1, abs=0.1)


def test_the_parts_of_the_model():
    model = taylor_model(himmelblau, [1.0, 2.0], 2)
    assert isinstance(model, TaylorModel) and model.f is himmelblau
    assert model.value == himmelblau([1.0, 2.0]) == model([1.0, 2.0])
    assert np.array_equal(model.gradient, himmelblau.gradient([1.0, 2.0]))
    assert np.array_equal(model.hessian, himmelblau.hessian([1.0, 2.0]))
    assert not taylor_model(himmelblau, [1.0, 2.0], 1).hessian.any()
    assert model(np.ones((4, 3, 2))).shape == model.remainder(np.ones((4, 3, 2))).shape == (4, 3)


@pytest.mark.parametrize("eigenvalues", [[3.0], [1.0, -2.0], [1.0, 2.0, -3.0, 0.0]])
def test_the_parabola_of_a_quadratic_is_itself(eigenvalues):
    f = quadratic(eigenvalues)
    x = np.random.default_rng(1).normal(size=(6, len(eigenvalues)))
    assert taylor_model(f, x[0], 2)(x) == pytest.approx(f(x), abs=1e-12)


def test_any_function_of_points_will_do():
    model = taylor_model(lambda p: np.exp(p[..., 0]) * p[..., 1], [0.0, 1.0], 2)
    assert model.value == 1
    assert model.gradient == pytest.approx([1, 1])
    assert model.hessian == pytest.approx(np.array([[1, 1], [1, 0]]), abs=1e-5)
    flat = taylor_model(lambda p: 1e3 * p[..., 0], [0.5, 1.0], 2)
    assert flat([1.0, 1.0]) == pytest.approx(1e3)


def test_the_centre_is_copied():
    x0 = np.array([1.0, 2.0])
    model = taylor_model(himmelblau, x0, 1)
    x0[:] = 9
    assert model.x0.tolist() == [1, 2]


SMOOTH = [f for f in (*LANDSCAPES.values(), *TRAPS.values()) if f is not no_limit]


@pytest.mark.parametrize("f", SMOOTH, ids=lambda f: f.name)
@pytest.mark.parametrize("degree", [1, 2])
@settings(max_examples=25)
@given(x=st.floats(-0.9, 0.9), y=st.floats(0.1, 0.9), tol=st.floats(1e-3, 1))
def test_the_error_reaches_tol_at_the_trust_radius_and_not_inside(f, degree, x, y, tol):
    radius = trust_radius(f, [x, y], degree, tol)
    remainder = taylor_model(f, [x, y], degree).remainder
    reach = math.dist(*zip(*f.domain, strict=True))
    inside = min(radius, reach) * np.linspace(0.02, 0.99, 50)[:, None, None]
    assert (np.abs(remainder([x, y] + inside * CIRCLE[::10])) <= 1.01 * tol).all()
    if radius < math.inf:
        assert np.abs(remainder([x, y] + 1.01 * radius * CIRCLE)).max() > tol


def test_the_radius_where_it_can_be_worked_out():
    assert trust_radius(quartic_bowl, [0, 0], 2, 1e-4) == pytest.approx(0.1, rel=1e-4)
    assert trust_radius(quartic_bowl, [0, 0], 1, 0.5) == pytest.approx(0.5**0.25, rel=1e-4)
    bowl = quadratic([1.0, 8.0], angle=0.3)
    assert trust_radius(no_limit, [0.0, 0.0], 1, 0.5) == math.inf  # off by 0.5 at most
    assert trust_radius(bowl, [1.0, 1.0], 1, 0.01) == pytest.approx(0.05, rel=1e-4)
    assert trust_radius(bowl, [1.0, 1.0], 1, 1e-8) == pytest.approx(5e-5, rel=1e-3)
    r = math.sqrt(2 * math.log(2))  # 1 − exp(−r²/2) = ½
    assert trust_radius(plateau, [0.0, 0.0], 1, 0.5) == pytest.approx(r, rel=1e-4)


def test_a_model_without_error_can_be_trusted_everywhere():
    assert trust_radius(saddle, [0.3, 0.2], 2, 1e-9) == math.inf
    assert trust_radius(quadratic([0.0, 0.0]), [0, 0], 1, 1e-9) == math.inf


def test_where_f_jumps_the_plane_cannot_be_trusted_at_all():
    assert trust_radius(no_limit, [0.0, 0.0], 1, 0.1) == 0
    assert trust_radius(no_limit, [0.0, 0.0], 1, 0.6) == math.inf


def test_the_radius_grows_with_tol_and_as_its_root():
    for degree, power in ((1, 1 / 2), (2, 1 / 3)):
        small, large = (trust_radius(himmelblau, [0.3, 0.4], degree, t) for t in (1e-6, 2e-6))
        assert large / small == pytest.approx(2**power, rel=2e-3)


WHAT = "degree must be 1 (the tangent plane) or 2 (the parabola); got "
MESSAGES = [
    (lambda: taylor_model(himmelblau, [0.0, 0.0], 3), WHAT + "3."),
    (lambda: taylor_model(himmelblau, [0.0, 0.0], 0), WHAT + "0."),
    (lambda: taylor_model(himmelblau, [0.0, 0.0], "2"), WHAT + "'2'."),
    (
        lambda: taylor_model(himmelblau, [0.0, 0.0, 0.0], 1),
        "x0 must have shape (…, 2): 2 coordinates on the last axis; got shape (3,).",
    ),
    (
        lambda: taylor_model(himmelblau, [[0.0, 0.0]], 1),
        "x0 must be one point, shape (n,); got shape (1, 2).",
    ),
    (
        lambda: taylor_model(himmelblau, [0.0, np.nan], 1),
        "x0 must hold finite numbers; got [0.0, nan] with NaN or infinities.",
    ),
    (
        lambda: taylor_model(mixed_partials, [0.0, 0.0], 2),
        "f has no Taylor parabola at x0 = [0, 0]: its mixed second derivatives differ, so it is "
        "not twice differentiable there. Take degree 1.",
    ),
    (
        lambda: taylor_model(lambda p: mixed_partials(p), [0.0, 0.0], 2),
        "f has no Taylor parabola at x0 = [0, 0]: its mixed second derivatives differ, so it is "
        "not twice differentiable there. Take degree 1.",
    ),
    (
        lambda: taylor_model(no_limit, [0.0, 0.0], 2),
        "f has no Hessian at x = [0, 0]: one of the derivatives in it does not exist. Choose "
        "another x.",
    ),
    (
        lambda: trust_radius(himmelblau, [0.0, 0.0], 1, 0.0),
        "tol must be a positive, finite number; got 0.0. Try 0.1.",
    ),
    (
        lambda: trust_radius(parabola, [0.0], 1, 0.1),
        "objective must have 2 variables; got Objective('parabola', n=1: one valley with the same "
        "curvature, 2, everywhere).",
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert str(caught.value) == text
