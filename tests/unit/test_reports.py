"""What people reported of this package and of its neighbours, one row each: what was done and seen.

Each row keeps the right answer, or the refusal with its reason. The kinds that these are examples
of are tested in the tables beside this file (`test_types_table.py`, `test_wrong_input_table.py`)
and in the rooms; how figures look and behave is tested in ``tests/widgets/live``.
"""

import math
import re

import numpy as np
import pytest

from mathlib.calculus import (
    check_grads,
    classify,
    derivative,
    grad,
    gradient,
    hessian,
    jacobian,
    magnitude,
    newton_step,
    parse,
    taylor_coefficients,
    taylor_polynomial,
    trust_radius,
)
from mathlib.datasets import load_penguins, two_moons
from mathlib.linalg import diagonalize, power_iteration
from mathlib.optimize import contraction_factor, diagnose, gradient_descent, minimize, parabola
from mathlib.probability import (
    categorical,
    correlation,
    covariance_matrix,
    design_matrix,
    entropy,
    fit_logistic,
    kl_divergence,
    least_squares,
    log_sigmoid,
    mse_objective,
    normal,
    poisson,
    sample_mean,
    sample_variance,
    softmax,
    standardize,
)

RNG = np.random.default_rng(0)
MINUTES = 1.7e9 + 60 * np.arange(5.0)


def loss_of_exact_line():
    """On a column of timestamps."""
    objective = mse_objective(design_matrix(MINUTES), np.arange(5.0))
    return objective(objective.minimizers[0])


def under_raise(f):
    with np.errstate(under="raise"):
        return f()


# what was done: what was seen → what to call, what is right
RIGHT = {
    "sin(x)/x at 0.3, degree 30, at 1.5: 18.3": (
        lambda: taylor_polynomial(parse("sin(x)/x"), 0.3, 30)(1.5),
        math.sin(1.5) / 1.5,
    ),
    "sin(x)/x at 0.001, degree 8, at 0.5: -144973": (
        lambda: taylor_polynomial(parse("sin(x)/x"), 0.001, 8)(0.5),
        math.sin(0.5) / 0.5,
    ),
    "1/(1/x) at 0: 0": (lambda: parse("1/(1/x)")(0.0), math.nan),
    "arctan(1/x) at 0: 1.57": (lambda: parse("arctan(1/x)")(0.0), math.nan),
    "least squares on timestamps, at the exact line: 3.98": (loss_of_exact_line, 0.0),
    "diag(1e6, -5): undecided": (lambda: classify([[1e6, 0], [0, -5]]).kind, "saddle"),
    "standardize of numbers near 1e-200: infinite": (
        lambda: standardize([1e-200, 2e-200])[0],
        [-1.0, 1.0],
    ),
    "standardize of numbers near 1e200: infinite or 0": (
        lambda: standardize([1e200, 2e200])[0],
        [-1.0, 1.0],
    ),
    "Poisson at infinity: nan": (lambda: poisson.density(np.inf, 1.0), 0.0),
    "normal density of nan: 0": (lambda: normal.density(math.nan, [0.0, 1.0]), math.nan),
    "an odd power beyond 2**53 loses the sign": (
        lambda: diagonalize([[-1.0, 0.0], [0.0, 1.0]]).power(2**53 + 1),
        [[-1.0, 0.0], [0.0, 1.0]],
    ),
    "numpy 2.5: complex eigenvalues of a real matrix": (
        lambda: diagonalize([[2.0, 1.0], [2.0, 3.0]]).eigenvalues.dtype.kind,
        "f",
    ),
    "diag(1 … 6) with 30 above: too few eigenvectors": (
        lambda: np.sort(
            diagonalize(np.diag(np.arange(1.0, 7)) + np.diag([30.0] * 5, 1)).eigenvalues
        ),
        np.arange(1.0, 7),
    ),
    "log of sigmoid of an unsigned 1: -255": (
        lambda: log_sigmoid(np.uint8(1)),
        -math.log1p(math.exp(-1)),
    ),
    "magnitude of bytes: float16": (
        lambda: magnitude(np.uint8([[3]]), np.uint8([[4]])).dtype,
        np.float64,
    ),
    "labels of bytes in logistic regression": (
        lambda: fit_logistic([[1.0], [1.0], [3.0], [3.0]], np.uint8([0, 1, 0, 1])).success,
        True,
    ),
    "entropy of float32 probabilities: refused": (
        lambda: entropy(np.float32([0.1, 0.2, 0.7])),
        -sum(p * math.log(p) for p in (0.1, 0.2, 0.7)),
    ),
    "divergence of float32 probabilities: refused": (
        lambda: kl_divergence(np.float32([0.1, 0.2, 0.7]), np.float32([0.1, 0.2, 0.7])),
        0.0,
    ),
    "gradient of sqrt(max(x, 0)) at -1: nan": (
        lambda: grad(lambda x: np.sqrt(np.maximum(x, 0)).sum())(np.array([-1.0])),
        [0.0],
    ),
    "softmax with np.seterr(under='raise'): an error": (
        lambda: under_raise(lambda: softmax([0.0, -800.0])),
        [1.0, 0.0],
    ),
    "density with np.seterr(under='raise'): an error": (
        lambda: under_raise(lambda: normal.density(60.0, [0.0, 1.0])),
        0.0,
    ),
    "power iteration on diag(2, 2, 1): rate 1": (
        lambda: power_iteration(np.diag([2.0, 2.0, 1.0]), [1.0, 1.0, 1.0], 5).rate,
        0.5,
    ),
    "variance of numbers near 1e150, far from 0: infinite": (
        lambda: sample_variance([1e150, 3e150]) / 1e300,
        2.0,
    ),
    "penguins without a checkout: no file": (lambda: len(load_penguins()) > 300, True),
}

KINK = "kink or a jump at x = .* or bends too fast"

# what was done: what was seen → what to call, what the refusal says
REFUSED = {
    "jacobian of abs at 0: 0": (lambda: jacobian(np.abs, [0.0, 0.0]), KINK),
    "hessian of a sum of abs at 0: 1351": (
        lambda: hessian(lambda p: np.abs(p).sum(-1), [0.0, 0.0]),
        KINK,
    ),
    "derivative of abs at 0: 0": (lambda: derivative(np.abs, 0.0), KINK),
    "gradient of sin(1e5 x): only 'kink or jump'": (
        lambda: gradient(lambda p: np.sin(1e5 * p[..., 0]), [0.0]),
        "bends too fast for steps of",
    ),
    "complex step of the root at -1: 1e20": (
        lambda: derivative(np.sqrt, -1.0, "complex"),
        "not defined",
    ),
    "Newton's step on a singular Hessian: 1.8e6": (
        lambda: newton_step(lambda p: (p[..., 0] + p[..., 1]) ** 2, [1.0, 0.0]),
        "singular|0 to within",
    ),
    "correlation of no covariance matrix: all ones": (
        lambda: correlation([[1, 5], [5, 1]]),
        "covariance",
    ),
    "mean of a masked array: the mask is lost": (
        lambda: sample_mean(np.ma.array([1.0, 100.0], mask=[0, 1])),
        r"compressed\(\)",
    ),
    "x² |x| at 0, degree 1: 'kink', and there is none": (
        lambda: taylor_coefficients(parse("x**2*abs(x)"), 0.0, 3),
        "The rules give no",
    ),
    "a seed for a Generator in two_moons": (lambda: two_moons(10, 0.1, 0), "default_rng"),
    "a seed for a Generator in check_grads": (
        lambda: check_grads(lambda x: (x * x).sum(), np.ones(2), 0),
        "default_rng",
    ),
    "a plain function for an objective": (
        lambda: trust_radius(lambda p: (p * p).sum(-1), [0.0, 0.0], 1, 0.1),
        "objective",
    ),
    "a text for a formula": (lambda: taylor_coefficients("sin(x)", 0.0, 3), "parse"),
    "gradient at an empty list": (lambda: gradient(lambda p: p.sum(-1), []), "x"),
    "contraction of an empty list": (lambda: contraction_factor([], 0.1), "empty|at least one"),
    "variance of numbers near 1e-200: 0": (
        lambda: sample_variance([1e-200, 3e-200]),
        "too small .* Take another unit",
    ),
    "covariance of three of one and two of the other": (
        lambda: covariance_matrix([[1.0, 2.0]] * 3, [0.1, 0.2]),
        "shape",
    ),
    "minus one samples": (lambda: normal.sample([0, 1], -1, RNG), "-1"),
    "a ragged list in a formula": (lambda: parse("x")([[1, 2], [3]]), "x"),
    "a categorical of 2**70 classes: all memory": (lambda: categorical(2**70), "classes|at most"),
    "one column for many: X is blamed": (
        lambda: least_squares([[1.0, 2.0], [3.0, 5.0]], [[1.0], [2.0]]),
        r"y\[:, 0\]|ravel|one number",
    ),
}


@pytest.mark.parametrize("call, right", RIGHT.values(), ids=RIGHT)
def test_the_right_answer(call, right):
    found = call()
    if isinstance(right, str | bool | type):
        assert found == right
    elif isinstance(right, float | list | np.ndarray):
        np.testing.assert_allclose(found, right, rtol=1e-6, atol=1e-9)
    else:
        assert found == right


@pytest.mark.parametrize("call, words", REFUSED.values(), ids=REFUSED)
def test_a_refusal_with_its_reason(call, words):
    with pytest.raises((ValueError, TypeError), match=words) as told:
        call()
    assert "mathlib" in told.traceback[-1].path.parts


def test_no_sentence_without_its_condition():
    """Seen: "η·λ = 1.07, above 2", and "η·λ = 2, above 2"."""
    for rate in (0.535, 1.0, 1 + 1e-9, 1.0000001, 1.25):
        run = minimize(parabola, 10.0, gradient_descent(rate), maxiter=20)
        said = diagnose(parabola, run, rate).sentence
        product = re.search(r"η·λ = ([\d.]+)", said)
        assert product and float(product[1]) == pytest.approx(2 * rate)
        assert "above 2" not in said or float(product[1]) > 2
        assert "below 2" not in said or float(product[1]) < 2
