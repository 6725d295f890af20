"""The graph, gradients of functions, kinks and ties, and the check by differences."""

from collections import namedtuple

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from mathlib.calculus.autodiff import Dual, Value, check_grads, grad, graph, value_and_grad

RNG = np.random.default_rng(5)


@pytest.mark.parametrize("step", [lambda v: np.sin(v), lambda v: v + 1, lambda v: v * v - v])
def test_a_graph_of_10_000_nodes(step):
    x = Value(0.5)
    y = x
    for _ in range(10_000):
        y = step(y)
    y.backward()
    assert len(graph(y)) >= 10_001
    dual = Dual(0.5)
    for _ in range(10_000):
        dual = step(dual)
    assert x.grad == pytest.approx(dual.tangent, rel=1e-12) and y.data == dual.data


def test_a_value_used_many_times_collects_every_gradient():
    x = Value([1.0, 2.0], name="x")
    y = x
    for _ in range(30):  # as a tree, 2³⁰ paths
        y = y + y
    y.sum().backward()
    assert x.grad.tolist() == [2.0**30, 2.0**30]
    y.sum().backward()
    assert x.grad.tolist() == [2.0**30, 2.0**30]  # anew, not on top


def test_gradients_are_arrays_of_their_own():
    x = Value([1.0, 2.0])
    y = x.reshape(2, 1)
    y.sum().backward()
    x.grad += 1
    assert x.grad.tolist() == [2, 2] and y.grad.tolist() == [[1], [1]]
    assert grad(np.sum)([1.0, 2.0]).flags.writeable


def test_the_graph_is_in_order_and_named():
    w, x = Value([[1.0, 2.0]], name="w"), Value([3.0, -1.0], name="x")
    loss = (np.tanh(w @ x) ** 2).sum()
    order = graph(loss)
    assert [v.operation or v.name for v in order] == ["w", "x", "matmul", "tanh", "power", "sum"]
    assert order[2].parents == (w, x) and order[4].parents == (order[3],) and w.parents == ()
    loss.backward()
    assert loss.grad == 1 and [v.grad.shape for v in order] == [v.shape for v in order]
    assert Value(1.0).name == "" and Value(1.0).grad is None and len(w) == 1 and w.ndim == 2


def test_local_derivatives():
    a, b = Value([1.0, 2.0]), Value(4.0)
    assert (a * b).local_derivative(0) == 4 and (a * b).local_derivative(1).tolist() == [1, 2]
    assert (a / b).local_derivative(1) == pytest.approx([-1 / 16, -2 / 16])
    assert np.log(Value(0.0)).local_derivative(0) == np.inf
    for value, name in ((a.sum(), "sum"), (a @ a, "matmul"), (a, "an input")):
        with pytest.raises(ValueError) as caught:
            value.local_derivative(0)
        assert str(caught.value) == f"{name} has no local derivative entry by entry."


def test_ties_share_the_gradient():
    assert grad(lambda x: np.maximum(x[0], x[1]))([2.0, 2.0]).tolist() == [0.5, 0.5]
    assert grad(lambda x: np.minimum(x[0], x[1]))([2.0, 2.0]).tolist() == [0.5, 0.5]
    assert grad(lambda x: np.maximum(x, 0).sum())([-1.0, 0.0, 1.0]).tolist() == [0, 0.5, 1]
    assert grad(lambda x: np.minimum(x, 0).sum())([-1.0, 0.0, 1.0]).tolist() == [1, 0.5, 0]
    assert grad(lambda x: x.max())([3.0, 1.0, 3.0]).tolist() == [0.5, 0, 0.5]
    columns = grad(lambda x: x.max(axis=0).sum())(np.array([[1.0, 5.0], [1.0, 2.0]]))
    assert columns.tolist() == [[0.5, 1], [0.5, 0]]
    assert grad(lambda x: np.abs(x).sum())([-2.0, 0.0, 3.0]).tolist() == [-1, 0, 1]


def test_powers_at_zero():
    for exponent, slope in ((0, 0.0), (1, 1.0), (2, 0.0), (0.5, np.inf), (-1, -np.inf)):
        assert grad(lambda x, p=exponent: x**p)(0.0) == slope
    assert grad(lambda p: 0.0**p)(2.0) == 0 and grad(lambda p: 3.0**p)(0.0) == np.log(3)
    assert grad(lambda x: x**3)(-2.0) == 12 and np.isnan(grad(lambda p: (-2.0) ** p)(0.5))


def test_where_there_is_no_number_there_is_no_warning():
    assert np.log(Value(-1.0)).data != np.log(Value(-1.0)).data
    assert grad(lambda x: np.sqrt(x).sum())([0.0]).tolist() == [np.inf]
    assert np.isnan((Dual(-1.0) ** 0.5).tangent)
    assert grad(lambda x: np.logaddexp(x, -1000.0))(1000.0) == 1
    assert np.isnan(grad(lambda x: np.sqrt(x) - np.sqrt(x))(0.0))
    root = np.sqrt(Value(0.0))
    root.grad = np.ones(())
    assert root.pullback(0) == np.inf


def both_ways(f, x, slope):
    """The slope of f at one number, by both modes."""
    found = grad(f)(np.array([x]))
    assert found == pytest.approx([slope], rel=1e-12), "backward"
    forward = f(Dual(np.array([x]), 1.0))
    assert forward.tangent == pytest.approx(slope, rel=1e-12), "forward"


SWITCHED_OFF = {
    "root": np.sqrt,
    "power": lambda z: z**0.3,
    "power of a plain array": lambda z: z ** np.array([0.5]),
    "log": lambda z: np.log1p(z) + np.sqrt(z),
    "division": lambda z: np.sqrt(z) / np.exp(z),
    "reciprocal": lambda z: np.reciprocal(1 + np.sqrt(z)),
    "root of a product": lambda z: np.sqrt(z * (3.0 + z)),
    "matrix product": lambda z: np.sqrt(z) @ np.ones(1) * np.ones(1),
    "a largest one": lambda z: np.sqrt(z).max(keepdims=True),
}


@pytest.mark.parametrize("f", SWITCHED_OFF.values(), ids=SWITCHED_OFF)
def test_what_is_switched_off_has_no_slope_however_steep_it_would_be(f):
    both_ways(lambda x: f(np.maximum(x, 0)).sum(), -1.0, 0.0)
    both_ways(lambda x: f(0 * x).sum(), 2.0, 0.0)
    both_ways(lambda x: (0.0 * f(x)).sum(), 0.0, 0.0)

    both_ways(lambda x: (f(np.maximum(x, 0)) + 3 * x).sum(), -1.0, 3.0)


def test_entries_that_are_not_used_have_no_slope():
    for f in (np.sqrt, np.log, np.reciprocal, lambda x: x**-0.5):
        slopes = grad(lambda x, f=f: f(x)[1:].sum())([0.0, 4.0])
        assert slopes[0] == 0 and np.isfinite(slopes[1])
        used = np.array([False, True])
        assert grad(lambda x, f=f, used=used: f(x)[used].sum())([-1.0, 4.0])[0] == 0
        assert grad(lambda x, f=f: f(x).reshape(1, 2).T[1].sum())([0.0, 4.0])[0] == 0
    weights = np.array([[0.0, 2.0]])
    assert grad(lambda x: (weights @ np.sqrt(x)).sum())([0.0, 4.0]).tolist() == [0, 0.5]
    dual = weights @ np.sqrt(Dual([0.0, 4.0], [1.0, 1.0]))
    assert dual.tangent.tolist() == [0.5]
    steep = grad(lambda W: np.sqrt(W @ np.array([0.0, 1.0])).sum())(np.zeros((1, 2)))
    assert steep.tolist() == [[0, np.inf]]


def test_a_steep_slope_that_is_used_stays_infinite():
    for f, x in ((np.sqrt, 0.0), (lambda x: x**0.5, 0.0), (lambda x: 2 * np.sqrt(x), 0.0)):
        assert grad(lambda v, f=f: f(v).sum())([x]).tolist() == [np.inf]
        assert f(Dual([x])).tangent.tolist() == [np.inf]


def test_the_largest_of_infinite_numbers():
    x = Value([0.0, 1.0])
    largest = np.log(x).max()
    largest.backward()
    assert largest.data == 0 and x.grad.tolist() == [0, 1]


def test_every_operation_is_of_one_kind():
    x = Value([[4.0, 9.0]])
    made = [np.sqrt(x), x @ np.ones(2), x.sum(), x.max(), x.reshape(2), x.T, x[0]]
    assert {type(v.op) for v in [x, *made]} == {type(x.op)}
    names = ["", "sqrt", "matmul", "sum", "max", "reshape", "transpose", "index"]
    assert [v.op.name for v in [x, *made]] == names == [v.operation for v in [x, *made]]
    for value in made:
        value.grad = np.ones(value.shape)
        assert value.pullback(0).shape == x.shape
    with pytest.raises(ValueError, match="no gradient yet"):
        np.sqrt(x).pullback(0)


def test_a_nested_list_is_one_array_and_a_list_of_arrays_is_several():
    square = lambda x: (x**2).sum()  # noqa: E731
    assert grad(square)([[1.0, 2.0], [3.0, 4.0]]).tolist() == [[2, 4], [6, 8]]
    assert grad(square)(((1, 2), (3, 4))).shape == (2, 2)
    assert check_grads(square, [[1.0, 2.0], [3.0, 4.0]], RNG) < 1e-8
    assert grad(square)([2**70, 1]).tolist() == [2.0**71, 2]
    Point = namedtuple("Point", "w b")
    found = grad(lambda p: (p.w * 3 + p.b).sum())(Point(np.ones(2), np.ones(1)))
    assert isinstance(found, Point) and found.b.tolist() == [2]


@pytest.mark.parametrize("kind", [np.uint8, np.int8, bool, np.float16, np.float32])
def test_plain_arrays_of_any_type_count_as_float64(kind):
    plain = np.array([1, 1, 0]).astype(kind)
    x = np.array([0.3, 0.7, 0.9])
    for f in (
        lambda v, c: (c - v) * v - c,
        lambda v, c: (c + 1) ** v,
        lambda v, c: v**c,
        lambda v, c: v @ c,
        lambda v, c: np.logaddexp(v, c) / (c + 2),
    ):
        exact = grad(lambda v, f=f: f(v, plain.astype(float)).sum())(x)
        assert np.array_equal(grad(lambda v, f=f: f(v, plain).sum())(x), exact)


def test_whatever_numpy_is_told_about_overflow():
    with np.errstate(all="raise"):
        assert grad(lambda x: np.exp(x).sum())([-800.0]).tolist() == [0]
        assert grad(lambda x: np.exp(x).sum())([800.0]).tolist() == [np.inf]
        assert grad(lambda x: (np.tanh(x) * 1e-300 * x).sum())([1e-200])[0] < 1e-300
        assert np.sqrt(Dual(0.0)).tangent == np.inf
        assert (np.exp(Dual([-800.0, 800.0])).sum() * 0).tangent == 0
        assert grad(lambda x: (x @ x) / 1e300)([1e-200, 1.0])[1] == 2e-300


def network(np, params, x, y):
    """Two layers, tanh, mean squared error."""
    w1, b1, w2, b2 = params
    return np.mean((np.tanh(x @ w1 + b1) @ w2 + b2 - y) ** 2)


def test_a_network_against_autograd():
    params = [RNG.normal(size=s) for s in ((4, 5), (5,), (5, 2), (2,))]
    x, y = RNG.normal(size=(7, 4)), RNG.normal(size=(7, 2))
    value, gradient = value_and_grad(lambda p, x, y: network(np, p, x, y))(params, x, y=y)
    expected = autograd.grad(lambda p: network(anp, p, x, y))(params)
    assert value == pytest.approx(network(np, params, x, y), rel=1e-14)
    assert isinstance(gradient, list) and isinstance(value, float)
    for ours, theirs in zip(gradient, expected, strict=True):
        assert np.allclose(ours, theirs, rtol=1e-12, atol=1e-14)
    assert check_grads(lambda p: network(np, p, x, y), params, RNG) < 1e-8
    assert check_grads(lambda p: network(np, p, x, y), tuple(params), RNG) < 1e-8


def test_the_form_of_the_gradient_is_that_of_the_parameters():
    pair = grad(lambda p: (p[0] * p[1]).sum())((np.ones(2), 3.0))
    assert isinstance(pair, tuple) and pair[0].tolist() == [3, 3] and pair[1] == 2
    assert grad(lambda x: x[1] * 5)([1, 2]).tolist() == [0, 5]
    assert grad(lambda p: p[0].sum())([np.ones(2), np.ones(3)])[1].tolist() == [0, 0, 0]
    assert grad(lambda x: x * x)(3.0) == 6 and grad(lambda x: x * x)(3.0).shape == ()
    assert value_and_grad(lambda x: x.reshape(1, 1))([2.0])[0] == 2.0
    assert grad(lambda x, a, b: a * x**b)(2.0, 5.0, b=3) == 60


def test_what_is_iterated_and_compared():
    x = Value([1.0, -2.0, 3.0])
    total = 0
    for v in x:
        if v > 0:
            total += v * v
    total.backward()
    assert x.grad.tolist() == [2, 0, 6] and repr(total) == "Value(10.0)"
    assert (x > 0).tolist() == [True, False, True] and repr(Dual(1.0, 2)) == "Dual(1.0, 2.0)"


class Ones(np.random.Generator):
    """Random numbers that are not: all are 1."""

    def standard_normal(self, size):
        return np.ones(size)


def test_check_grads_looks_along_three_directions_of_length_1():
    seen = []

    def f(x):
        seen.append(x.data)
        return (x.data * x).sum()  # its gradient is wrong on purpose

    for x, factor in (([0.5, 0.0], 1), ([-100.0, 3.0], 100)):
        seen.clear()
        error = check_grads(f, x, Ones(np.random.PCG64(0)), tol=2.0)
        exact, numeric = sum(x) / 2**0.5, 2 * sum(x) / 2**0.5
        assert error == pytest.approx(abs(numeric - exact) / max(1, abs(exact)), rel=1e-6)
        assert len(seen) == 1 + 3 * 2
        step = 6e-6 * factor / 2**0.5
        assert np.allclose(np.subtract(seen[1], x), step, rtol=1e-6, atol=0)
        assert np.allclose(np.subtract(seen[2], x), -step, rtol=1e-6, atol=0)


def test_check_grads_accepts_what_is_just_right_and_empty_parts():
    assert check_grads(lambda x: (0 * x).sum(), [1.0, 2.0], RNG, tol=0) == 0
    assert check_grads(lambda p: (p[0] ** 2).sum(), [np.ones(2), np.zeros(0)], RNG) < 1e-8
