"""Both modes against the autograd package and against differences, operation by operation."""

import operator

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra import numpy as shapes

from mathlib.calculus.autodiff import Dual, Value, check_grads, grad, value_and_grad
from mathlib.calculus.autodiff.local_derivatives import CONSTANT, LOCAL_DERIVATIVES

RNG = np.random.default_rng(2)
POSITIVE = (np.sqrt, np.log, np.log1p, np.power, np.reciprocal, np.divide)
UNARY = [f for f, rules in LOCAL_DERIVATIVES.items() if len(rules) == 1]
BINARY = [f for f, rules in LOCAL_DERIVATIVES.items() if len(rules) == 2]


def inputs(ufunc, *sizes):
    """Random numbers for which the function exists, away from kinks."""
    arrays = [RNG.uniform(0.3, 2, size) for size in sizes]
    if ufunc not in POSITIVE:
        arrays = [a * RNG.choice([-1, 1], size) for a, size in zip(arrays, sizes, strict=True)]
    return arrays


def check(f, *arrays, theirs=None):
    """Compare both modes with each other, with differences, and with autograd."""
    y, x = f(*arrays), _joined(arrays)
    weights = np.cos(np.arange(np.size(y))).reshape(np.shape(y))

    def loss(v):
        return (f(*_split(v, arrays)) * weights).sum()

    theirs = theirs or getattr(anp, getattr(f, "__name__", ""), f)
    expected = autograd.grad(lambda v: anp.sum(theirs(*_split(v, arrays)) * weights))(x)
    value, gradient = value_and_grad(loss)(x)
    assert value == pytest.approx(loss(x), rel=1e-14, abs=1e-14)
    assert np.allclose(gradient, expected, rtol=1e-13, atol=1e-13)
    assert not x.size or check_grads(loss, x, RNG, tol=1e-7) < 1e-7
    directions = [RNG.normal(size=a.shape) for a in arrays]
    dual = f(*(Dual(a, d) for a, d in zip(arrays, directions, strict=True)))
    forward = (dual.tangent * weights).sum()
    assert forward == pytest.approx(gradient @ _joined(directions), rel=1e-12, abs=1e-12)
    assert np.array_equal(dual.data, y) and dual.tangent.shape == dual.data.shape


def _joined(arrays):
    return np.concatenate([np.ravel(a) for a in arrays])


def _split(x, arrays):
    ends = np.cumsum([0, *(np.size(a) for a in arrays)])
    return [
        x[start:end].reshape(a.shape) for start, end, a in zip(ends, ends[1:], arrays, strict=False)
    ]


@pytest.mark.parametrize("ufunc", UNARY, ids=lambda f: f.__name__)
@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (0,)])
def test_each_function_of_one_variable(ufunc, shape):
    theirs = (lambda a: 1 * a) if ufunc is np.positive else None  # autograd has no np.positive
    check(ufunc, *inputs(ufunc, shape), theirs=theirs)


SHAPES = [
    *(((), ()), ((), (3,)), ((3,), ()), ((1,), (3,)), ((3,), (1,)), ((2, 3), (3,))),
    *(((3,), (2, 3)), ((2, 1), (1, 3)), ((2, 1), (3,)), ((4, 2, 3), (2, 1)), ((1, 1), (4, 2, 3))),
    *(((4, 1, 3), (2, 1)), ((0,), (1,)), ((2, 0), (2, 1)), ((1,), (1, 1, 1)), ((2, 3), (2, 3))),
]


@pytest.mark.parametrize("ufunc", BINARY, ids=lambda f: f.__name__)
@pytest.mark.parametrize("one, other", SHAPES)
def test_each_function_of_two_variables_broadcasts(ufunc, one, other):
    check(ufunc, *inputs(ufunc, one, other))


@given(shapes.mutually_broadcastable_shapes(num_shapes=2, max_dims=4, max_side=3))
def test_any_shapes_that_broadcast(pair):
    one, other = (RNG.normal(size=shape) for shape in pair.input_shapes)
    a, b = Value(one), Value(other)
    (a * b + a).sum().backward()
    full = np.broadcast_to(other, pair.result_shape) + 1
    assert a.grad.shape == one.shape and b.grad.shape == other.shape
    expected = autograd.grad(lambda v: anp.sum(v * other + v))(one)
    assert np.allclose(a.grad, expected) and a.grad.sum() == pytest.approx(full.sum())
    assert np.allclose(b.grad, autograd.grad(lambda v: anp.sum(one * v + one))(other))


RANKS = [
    *(((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 4)), ((1, 1), (1, 1))),
    *(((5, 2, 3), (3, 4)), ((2, 3), (5, 3, 4)), ((5, 2, 3), (5, 3, 4)), ((5, 2, 3), (3,))),
    *(((3,), (5, 3, 4)), ((6, 1, 2, 3), (5, 3, 4)), ((1, 2, 3), (5, 3, 4)), ((6, 5, 2, 3), (3,))),
    *(((0, 3), (3, 2)), ((2, 0), (0, 3)), ((5, 2, 3), (1, 3, 1))),
]


@pytest.mark.parametrize("one, other", RANKS)
def test_matrix_products_of_all_ranks(one, other):
    check(np.matmul, RNG.normal(size=one), RNG.normal(size=other))


LINEAR = {
    "sum": lambda a: a.sum(),
    "sum of columns": lambda a: a.sum(0),
    "sum of rows, kept": lambda a: a.sum(axis=-1, keepdims=True),
    "sum of two axes": lambda a: a.sum((0, 2)),
    "mean": lambda a: a.mean(),
    "mean of an axis": lambda a: a.mean(axis=1),
    "mean of two, kept": lambda a: a.mean(axis=(0, -1), keepdims=True),
    "max": lambda a: a.max(),
    "max of an axis": lambda a: a.max(axis=1),
    "max, kept": lambda a: a.max(axis=2, keepdims=True),
    "reshape": lambda a: a.reshape(4, 6) * a.reshape((4, -1)),
    "flat": lambda a: a.reshape(-1),
    "T": lambda a: a.T,
    "axes": lambda a: a.transpose((1, 2, 0)),
    "entry": lambda a: a[1, 2, 3],
    "row": lambda a: a[0],
    "slice": lambda a: a[:, ::-1, 1:3],
    "new axis": lambda a: a[..., None, 0],
    "the same twice": lambda a: a[[0, 0, 1], [1, 1, 2]],
    "mask": lambda a: a[np.arange(24).reshape(2, 3, 4) % 3 == 0],
}


@pytest.mark.parametrize("f", LINEAR.values(), ids=LINEAR)
def test_operations_on_whole_arrays(f):
    check(f, RNG.normal(size=(2, 3, 4)))


def test_transpose_with_negative_axes():  # autograd's own gradient is wrong for them
    a = RNG.normal(size=(2, 3, 4))
    check(lambda v: v.transpose((-1, 0, -2)), a, theirs=lambda v: v.transpose((2, 0, 1)))


NUMPY = [
    lambda np, a: np.sum(a),
    lambda np, a: np.sum(a, axis=1, keepdims=True),
    lambda np, a: np.mean(a, 0),
    lambda np, a: np.max(a, axis=1),
    lambda np, a: np.reshape(a, (4, 6)),
    lambda np, a: np.transpose(a),
    lambda np, a: np.transpose(a, (2, 0, 1)),
]


@pytest.mark.parametrize("f", NUMPY)
def test_the_same_as_functions_of_numpy(f):
    check(lambda a: f(np, a), RNG.normal(size=(2, 3, 4)), theirs=lambda a: f(anp, a))


OPERATORS = [
    *(operator.add, operator.sub, operator.mul, operator.truediv, operator.pow),
    *(operator.iadd, operator.isub, operator.imul, operator.itruediv, operator.ipow),
]


@pytest.mark.parametrize("op", OPERATORS)
def test_operators_with_plain_numbers_and_arrays_on_either_side(op):
    x, c = np.array([0.5, 1.5]), np.array([2.0, 0.7])
    for plain in (c, 2.0, 3):
        theirs = getattr(operator, op.__name__.removeprefix("i"), op)
        expected = autograd.grad(lambda v, p=plain, f=theirs: anp.sum(f(v, p)))(x)
        assert np.allclose(grad(lambda v, p=plain: op(v, p).sum())(x), expected)
        expected = autograd.grad(lambda v, p=plain, f=theirs: anp.sum(f(p, v)))(x)
        assert np.allclose(grad(lambda v, p=plain, f=theirs: f(p, v).sum())(x), expected)
    assert x.tolist() == [0.5, 1.5]


def test_matrix_products_with_plain_arrays():
    a, b = RNG.normal(size=(2, 3)), RNG.normal(size=(3, 2))
    assert np.allclose(grad(lambda v: (v @ b).sum())(a), np.ones((2, 2)) @ b.T)
    assert np.allclose(grad(lambda v: (a @ v).sum())(b), a.T @ np.ones((2, 2)))
    assert np.allclose(grad(lambda v: (a.tolist() @ v).sum())(b), a.T @ np.ones((2, 2)))
    assert np.allclose((Dual(a) @ b).tangent, np.ones((2, 3)) @ b)
    assert np.allclose((a @ Dual(b)).tangent, a @ np.ones((3, 2)))
    v = Value(a)
    v @= b
    assert isinstance(v, Value) and v.shape == (2, 2)


JUMPING = sorted(CONSTANT, key=lambda f: f.__name__)  # the same in each process


@pytest.mark.parametrize("ufunc", JUMPING, ids=lambda f: f.__name__)
def test_what_changes_in_jumps_gives_plain_arrays(ufunc):
    x = np.array([-1.5, 0.0, 2.0])
    others = [np.zeros(3)] * (ufunc.nin - 1)
    for tracked in (Value(x), Dual(x)):
        result = ufunc(tracked, *others)
        assert type(result) is np.ndarray and np.array_equal(result, ufunc(x, *others))
