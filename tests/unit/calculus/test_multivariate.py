"""Gradient, Jacobian, Hessian, directional derivative: against sympy, scipy, and exact ones."""

import numpy as np
import pytest
import scipy.differentiate
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from mathlib.calculus.multivariate import directional_derivative, gradient, hessian, jacobian
from mathlib.optimize.objectives import (
    LANDSCAPES,
    absolute_value,
    mixed_partials,
    no_limit,
    saddle,
)

X, Y = sympy.symbols("x y")
FORMULAS = [
    X**2 * Y - 3 * X * Y**3,
    sympy.exp(-X) * sympy.sin(2 * Y),
    sympy.log(2 + X**2 + Y**4),
    X / (2 + Y),
    sympy.tanh(X * Y + 1),
]
numbers = st.floats(-1.5, 1.5)
landscapes = pytest.mark.parametrize("f", LANDSCAPES.values(), ids=LANDSCAPES)


def of_points(*formulas):
    """Return a function of points: one value for one formula, else an array of values."""
    parts = [sympy.lambdify((X, Y), formula, "numpy") for formula in formulas]
    if len(parts) == 1:
        return lambda p: parts[0](p[..., 0], p[..., 1])
    return lambda p: np.stack([part(p[..., 0], p[..., 1]) for part in parts], axis=-1)


def at(matrix, x):
    """Return a matrix of formulas at the point x, as numbers."""
    numbers = matrix.subs({X: x[0], Y: x[1]}).evalf()
    return np.array(numbers.tolist(), float)


@pytest.mark.parametrize("formula", FORMULAS, ids=str)
@settings(max_examples=30)
@given(x=numbers, y=numbers)
def test_gradient_and_hessian_agree_with_sympy(formula, x, y):
    f, point = of_points(formula), [x, y]
    slopes = sympy.Matrix([[formula.diff(v) for v in (X, Y)]])
    assert gradient(f, point) == pytest.approx(at(slopes, point)[0], rel=1e-8, abs=1e-8)
    bends = sympy.hessian(formula, (X, Y))
    assert hessian(f, point) == pytest.approx(at(bends, point), rel=1e-4, abs=2e-5)


@settings(max_examples=30)
@given(x=numbers, y=numbers)
def test_jacobian_agrees_with_sympy_and_the_chain_rule(x, y):
    inner, outer = (X * Y, X + Y**2, sympy.sin(X)), FORMULAS[:2]
    J = jacobian(of_points(*inner), [x, y])
    exact = sympy.Matrix(inner).jacobian((X, Y))
    assert J.shape == (3, 2)
    assert pytest.approx(at(exact, [x, y]), rel=1e-8, abs=1e-9) == J
    g, f = of_points(*inner[:2]), of_points(*outer)
    chained = jacobian(f, g(np.array([x, y]))) @ jacobian(g, [x, y])
    both = jacobian(lambda p: f(g(p)), [x, y])
    assert both == pytest.approx(chained, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("formula", FORMULAS, ids=str)
def test_all_agree_with_scipy_differentiate(formula):
    f, x = of_points(formula), np.array([0.6, -0.4])
    first = lambda p: f(np.moveaxis(p, 0, -1))  # noqa: E731
    theirs = scipy.differentiate.jacobian(lambda p: first(p)[None], x).df[0]
    assert gradient(f, x) == pytest.approx(theirs, rel=1e-9, abs=1e-9)
    assert hessian(f, x) == pytest.approx(scipy.differentiate.hessian(first, x).ddf, abs=1e-5)
    u = np.array([0.6, 0.8])
    along = scipy.differentiate.derivative(lambda t: f(x + t[..., None] * u), 0.0)
    assert directional_derivative(f, x, u) == pytest.approx(float(along.df), rel=1e-9)


@landscapes
def test_differences_agree_with_what_an_objective_says_exactly(f):
    plain = lambda p: f(p)  # noqa: E731
    x = np.random.default_rng(0).uniform(-1.5, 1.5, (4, 5, 2))
    scale = np.abs(f(x)).max() + np.abs(f.hessian(x)).max()
    assert np.allclose(gradient(plain, x), f.gradient(x), rtol=1e-7, atol=1e-9 * scale)
    assert np.allclose(hessian(plain, x), f.hessian(x), rtol=1e-4, atol=2e-6 * scale)
    u = [0.6, -0.8]
    ours = directional_derivative(plain, x, u)
    assert np.allclose(ours, directional_derivative(f, x, u), rtol=1e-7, atol=1e-9 * scale)


@landscapes
def test_an_objective_gives_its_own_derivatives(f):
    x = np.random.default_rng(1).uniform(-1.5, 1.5, (3, 2))
    assert np.array_equal(gradient(f, x), f.gradient(x))
    assert np.array_equal(hessian(f, x), f.hessian(x))
    assert not np.array_equal(gradient(f, x + 0.1, h=0.3), f.gradient(x + 0.1)) or f is saddle


def test_a_batch_equals_a_loop():
    f, g = of_points(FORMULAS[0]), of_points(*FORMULAS[:3])
    x = np.random.default_rng(2).normal(size=(2, 3, 2))
    batches = gradient(f, x), hessian(f, x), jacobian(g, x), directional_derivative(f, x, x)
    assert [b.shape for b in batches] == [(2, 3, 2), (2, 3, 2, 2), (2, 3, 3, 2), (2, 3)]
    for i in np.ndindex(2, 3):
        one = gradient(f, x[i]), hessian(f, x[i]), jacobian(g, x[i])
        assert all(np.array_equal(b[i], a) for b, a in zip(batches, one, strict=False))
        assert batches[3][i] == pytest.approx(directional_derivative(f, x[i], x[i]), rel=1e-9)
    around = directional_derivative(f, x[0, 0], np.array([[1.0, 0.0], [0.0, 1.0]]))
    assert around == pytest.approx(gradient(f, x[0, 0]), rel=1e-9)


@pytest.mark.parametrize("n", [1, 3, 5])
def test_any_number_of_variables(n):
    A = np.arange(n * n).reshape(n, n) + np.eye(n)
    f = lambda p: ((p @ A) * p).sum(axis=-1)  # noqa: E731
    x = np.linspace(-1, 1, n)
    assert gradient(f, x) == pytest.approx((A + A.T) @ x, abs=1e-8)
    assert hessian(f, x) == pytest.approx(A + A.T, abs=1e-4)
    assert jacobian(lambda p: p @ A.T, x) == pytest.approx(A, abs=1e-9)


def test_a_bare_number_is_a_point_with_one_coordinate():
    assert gradient(lambda p: p[..., 0] ** 2, 3.0) == pytest.approx([6.0])
    assert gradient(absolute_value, -2.0).tolist() == [-1.0]


def test_the_error_of_a_gradient_is_of_order_h_squared():
    f = lambda p: np.exp(p[..., 0])  # noqa: E731
    errors = [gradient(f, [0.0], h=h)[0] - 1 for h in (0.2, 0.1, 0.05)]
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.01)
    assert errors[1] / errors[2] == pytest.approx(4, rel=0.01)
    assert gradient(f, [0.0], h=0.1) == pytest.approx([np.sinh(0.1) / 0.1], rel=1e-13)


def test_the_step_grows_with_the_point():
    f = lambda p: p[..., 0] ** 2  # noqa: E731
    assert gradient(f, [1e12]) == pytest.approx([2e12], rel=1e-9)
    assert hessian(f, [1e9])[0, 0] == pytest.approx(2, rel=1e-4)


def test_the_mixed_derivatives_of_the_counterexample_differ():
    numeric = hessian(lambda p: mixed_partials(p), [0.0, 0.0])
    assert numeric == pytest.approx(np.array([[0, -1], [1, 0]]), abs=1e-5)
    assert hessian(mixed_partials, [0, 0]).tolist() == [[0, -1], [1, 0]]
    away = hessian(lambda p: mixed_partials(p), [0.5, 0.5])
    assert away[0, 1] == pytest.approx(away[1, 0], abs=1e-4)


def test_partial_derivatives_exist_where_f_jumps_but_no_other_directional_derivative():
    assert gradient(no_limit, [0.0, 0.0]).tolist() == [0.0, 0.0]
    assert gradient(lambda p: no_limit(p), [0.0, 0.0]).tolist() == [0.0, 0.0]
    for axis in np.eye(2):
        assert directional_derivative(no_limit, [0.0, 0.0], axis) == 0
    for f in (no_limit, lambda p: no_limit(p)):
        with pytest.raises(ValueError, match="kink or a jump"):
            directional_derivative(f, [0.0, 0.0], [1.0, 1.0])


@given(numbers, numbers, st.floats(0, 2 * np.pi))
def test_the_directional_derivative_is_a_cosine_with_its_top_at_the_gradient(x, y, angle):
    f = FORMULAS[0]
    slope = gradient(of_points(f), [x, y])
    u = [np.cos(angle), np.sin(angle)]
    D = directional_derivative(of_points(f), [x, y], u)
    assert pytest.approx(slope @ u, abs=1e-7) == D
    assert directional_derivative(of_points(f), [x, y], -7 * np.array(u)) == pytest.approx(
        -D, abs=1e-8
    )
    assert D <= np.linalg.norm(slope) + 1e-7


@given(st.floats(-3, 3), st.floats(1e-3, 100))
def test_a_kink_is_seen_and_a_bend_is_not(x, steepness):
    kinked = lambda p: steepness * np.abs(p[..., 0] - x)  # noqa: E731
    with pytest.raises(ValueError, match="kink or a jump"):
        gradient(kinked, [x])
    assert abs(gradient(kinked, [x + 0.1])[0]) == pytest.approx(steepness, rel=1e-6)
    bent = lambda p: steepness * (p[..., 0] - x) ** 2  # noqa: E731
    assert gradient(bent, [x])[0] == pytest.approx(0, abs=1e-6)
    cubed = lambda p: steepness * np.abs(p[..., 0] - x) ** 1.5  # noqa: E731
    assert gradient(cubed, [x])[0] == pytest.approx(0, abs=1e-6)


def test_nothing_given_is_changed():
    x, u = np.array([0.3, 0.4]), np.array([3.0, 4.0])
    f = of_points(FORMULAS[0])
    for call in (
        lambda: gradient(f, x),
        lambda: hessian(f, x),
        lambda: directional_derivative(f, x, u),
        lambda: jacobian(of_points(*FORMULAS[:2]), x),
    ):
        call()
        assert x.tolist() == [0.3, 0.4] and u.tolist() == [3.0, 4.0]
