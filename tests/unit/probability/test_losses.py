"""Losses against the likelihoods they come from, their gradients against central differences."""

import numpy as np
import pytest
import scipy.stats

from mathlib.probability.losses import (
    absolute_error,
    absolute_error_gradient,
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
    l2_penalty,
    l2_penalty_gradient,
    squared_error,
    squared_error_gradient,
)

RNG = np.random.default_rng(8)
A, B = RNG.normal(size=(2, 6))
Z, LABELS = RNG.normal(0, 3, (6, 4)), RNG.integers(0, 4, 6)
ONE_HOT = np.eye(4)[LABELS]
BITS = np.array([0, 1, 1, 0, 1, 0.25])
CASES = {
    "squared": (squared_error, squared_error_gradient, A, B),
    "absolute": (absolute_error, absolute_error_gradient, A, B),
    "binary": (binary_cross_entropy, binary_cross_entropy_gradient, A, BITS),
    "categorical": (categorical_cross_entropy, categorical_cross_entropy_gradient, Z, ONE_HOT),
}
both = pytest.mark.parametrize(("loss", "gradient", "x", "y"), CASES.values(), ids=CASES)


def numeric(f, x, h=1e-6):
    """The gradient of a scalar function by central differences, entry by entry."""
    result = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[i] = h
        result[i] = (f(x + step) - f(x - step)) / (2 * h)
    return result


@both
@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_the_gradient_is_the_slope(loss, gradient, x, y, reduction):
    expected = numeric(lambda v: loss(v, y, reduction), x)
    assert np.allclose(gradient(x, y, reduction), expected, atol=1e-8)


@both
def test_the_reductions_of_torch(loss, gradient, x, y):
    each = loss(x, y, "none")
    assert each.shape == (6,) and (each >= 0).all()
    assert loss(x, y) == loss(x, y, "mean") == pytest.approx(each.mean(), rel=1e-14)
    assert loss(x, y, "sum") == pytest.approx(each.sum(), rel=1e-14)
    assert np.allclose(gradient(x, y) * 6, gradient(x, y, "sum"), rtol=1e-14)
    assert np.array_equal(gradient(x, y, "none"), gradient(x, y, "sum"))
    assert gradient(x, y).shape == x.shape


def test_each_loss_is_its_formula():
    assert squared_error(3.0, 1.0) == 4 and absolute_error(3.0, 1.0) == 2
    assert np.allclose(squared_error(A, B, "none"), (A - B) ** 2, rtol=1e-15)
    assert np.allclose(absolute_error(A, B, "none"), abs(A - B), rtol=1e-15)
    p = 1 / (1 + np.exp(-A))
    expected = -(BITS * np.log(p) + (1 - BITS) * np.log(1 - p))
    assert np.allclose(binary_cross_entropy(A, BITS, "none"), expected, rtol=1e-13)
    q = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
    expected = -np.log(q[np.arange(6), LABELS])
    assert np.allclose(categorical_cross_entropy(Z, ONE_HOT, "none"), expected, rtol=1e-12)
    assert np.allclose(categorical_cross_entropy_gradient(Z, ONE_HOT, "none"), q - ONE_HOT)


# ---- where they come from ----------------------------------------------------------------------


def test_squared_error_is_the_normal_negative_log_likelihood():
    for sigma in (0.5, 1.0, 3.0):
        nll = -scipy.stats.norm.logpdf(B, A, sigma).mean()
        constant = np.log(sigma * np.sqrt(2 * np.pi))
        assert nll == pytest.approx(squared_error(A, B) / (2 * sigma**2) + constant, rel=1e-13)


def test_absolute_error_is_the_laplace_negative_log_likelihood():
    nll = -scipy.stats.laplace.logpdf(B, A, 2.0).mean()
    assert nll == pytest.approx(absolute_error(A, B) / 2 + np.log(4), rel=1e-13)


def test_cross_entropies_are_the_bernoulli_and_categorical_ones():
    y = (BITS > 0.5).astype(float)
    nll = -scipy.stats.bernoulli.logpmf(y, scipy.special.expit(A)).mean()
    assert binary_cross_entropy(A, y) == pytest.approx(nll, rel=1e-12)
    nll = -np.mean(
        [
            scipy.stats.multinomial.logpmf(c, 1, p)
            for c, p in zip(ONE_HOT, scipy.special.softmax(Z, axis=1), strict=True)
        ]
    )
    assert categorical_cross_entropy(Z, ONE_HOT) == pytest.approx(nll, rel=1e-12)


def test_two_classes_are_the_binary_loss():
    pairs = np.stack([0 * A, A], axis=-1)
    targets = np.stack([1 - BITS, BITS], axis=-1)
    expected = binary_cross_entropy(A, BITS, "none")
    assert np.allclose(categorical_cross_entropy(pairs, targets, "none"), expected, rtol=1e-12)


def test_the_penalty_is_a_normal_prior():
    w, tau, m = RNG.normal(size=5), 0.7, 40
    prior = -scipy.stats.norm.logpdf(w, 0, tau).sum() / m
    constant = 5 * np.log(tau * np.sqrt(2 * np.pi)) / m
    assert l2_penalty(w, 1 / (m * tau**2)) == pytest.approx(prior - constant, rel=1e-12)
    assert np.allclose(l2_penalty_gradient(w, 0.3), numeric(lambda v: l2_penalty(v, 0.3), w))
    assert l2_penalty(np.ones((3, 2)), 1.0).tolist() == [1, 1, 1]


# ---- logits of ±1000 ---------------------------------------------------------------------------


def test_logits_of_1000_neither_overflow_nor_lose_digits():
    z, y = [1000.0, -1000.0, 1000.0, -1000.0], [1, 0, 0, 1]
    assert binary_cross_entropy(z, y, "none").tolist() == [0, 0, 1000, 1000]
    assert binary_cross_entropy_gradient(z, y, "none").tolist() == [0, 0, 1, -1]
    assert binary_cross_entropy(50.0, 1) == pytest.approx(np.exp(-50), rel=1e-12)
    assert binary_cross_entropy_gradient(50.0, 1) == pytest.approx(-np.exp(-50), rel=1e-12)
    pair = [[1000.0, -1000.0], [1000.0, -1000.0]]
    assert categorical_cross_entropy(pair, np.eye(2), "none").tolist() == [0, 2000]
    assert categorical_cross_entropy_gradient(pair, np.eye(2), "none").tolist() == [[0, 0], [1, -1]]


def test_a_right_and_sure_class_keeps_its_digits():
    small = float(np.exp(-50.0))
    assert categorical_cross_entropy([50.0, 0.0], [1, 0]) == pytest.approx(small, rel=1e-13)
    assert categorical_cross_entropy([0.0, 50.0], [1, 0]) == pytest.approx(50, rel=1e-13)
    gradient = categorical_cross_entropy_gradient([50.0, 0.0], [1, 0])
    assert np.allclose(gradient, [-small, small], rtol=1e-13, atol=0)


def test_targets_that_do_not_count_do_not_count_where_they_are_impossible():
    assert categorical_cross_entropy([1e308, -1e308], [1, 0]) == 0
    assert categorical_cross_entropy([1e308, -1e308], [0, 1]) == np.inf
    assert categorical_cross_entropy_gradient([1e308, -1e308], [0, 1]).tolist() == [1, -1]


def test_a_mean_may_be_a_number_though_the_sum_is_none():
    assert absolute_error([1e308, 1.5e308], [0.0, 0.0]) == 1.25e308
    assert absolute_error([1e308, 1.5e308], [0.0, 0.0], "sum") == np.inf
    assert squared_error([1e154, 1e154], [0.0, 0.0]) == pytest.approx(1e308)
    assert l2_penalty([1e200, 0.0], 2e-300) == pytest.approx(1e100)
    assert l2_penalty([1e-200, 0.0], 2e300) == pytest.approx(1e-100)


@pytest.mark.parametrize("kind", [bool, np.uint8, np.int8, np.float16, np.float32])
def test_numbers_of_any_type(kind):
    bits, other = np.array([0, 1, 1], kind), np.array([1, 1, 0], kind)
    for loss in (
        squared_error,
        squared_error_gradient,
        absolute_error,
        absolute_error_gradient,
        binary_cross_entropy,
        binary_cross_entropy_gradient,
    ):
        assert np.array_equal(loss(bits, other), loss(bits.astype(float), other.astype(float)))
    assert l2_penalty(bits, 1.0) == 1 and l2_penalty_gradient(bits, 2.0).tolist() == [0, 2, 2]


def test_float32_targets_may_sum_to_1_as_float32_can():
    target = np.full(3, 1 / 3, np.float32)
    assert abs(target.astype(float).sum() - 1) > 1e-8
    assert categorical_cross_entropy(np.zeros(3), target) == pytest.approx(np.log(3), rel=1e-15)


def test_a_kink_has_the_slope_0():
    assert absolute_error_gradient(1.0, 1.0) == 0


# ---- what cannot be used -----------------------------------------------------------------------

ONE_SHAPE = "{} and target must have one shape, and hold a value; got shapes {} and {}."
CLASSES = (
    "logits and target must have one shape, (…, k); got (2, 3) and {}. "
    "To make targets of labels 0 to k − 1: np.eye(k)[labels]."
)
STRENGTH = "strength must be a finite number, 0 or more; got {}. Try 0.01."
MESSAGES = [
    (lambda: squared_error([1.0], [1.0, 2.0]), ONE_SHAPE.format("prediction", "(1,)", "(2,)")),
    (lambda: absolute_error([], []), ONE_SHAPE.format("prediction", "(0,)", "(0,)")),
    (
        lambda: squared_error(np.ones(3), np.ones((3, 1))),
        ONE_SHAPE.format("prediction", "(3,)", "(3, 1)")
        + " A column of shape (3, 1) becomes a row of numbers by target[:, 0].",
    ),
    (
        lambda: absolute_error(np.ones((3, 1)), np.ones(3)),
        ONE_SHAPE.format("prediction", "(3, 1)", "(3,)")
        + " A column of shape (3, 1) becomes a row of numbers by prediction[:, 0].",
    ),
    (lambda: l2_penalty([1.0], None), STRENGTH.format("None")),
    (lambda: l2_penalty([1.0], "0.1"), STRENGTH.format("'0.1'")),
    (lambda: binary_cross_entropy([1.0], 1), ONE_SHAPE.format("logits", "(1,)", "()")),
    (
        lambda: squared_error([1.0, np.nan], [1.0, 2.0]),
        "prediction must hold finite numbers; got [1.0, nan] with NaN or infinities.",
    ),
    (
        lambda: squared_error_gradient([1.0], [np.inf]),
        "target must hold finite numbers; got [inf] with NaN or infinities.",
    ),
    (
        lambda: squared_error(1.0, 2.0, "average"),
        "reduction must be one of mean, sum, none; got 'average'.",
    ),
    (
        lambda: absolute_error_gradient(1.0, 2.0, None),
        "reduction must be one of mean, sum, none; got None.",
    ),
    (
        lambda: binary_cross_entropy([1.0, 2.0], [1, -1]),
        "target must be from 0 to 1, a label or a probability; got -1. Try target = (target > 0).",
    ),
    (
        lambda: binary_cross_entropy_gradient([1.0], [1.5]),
        "target must be from 0 to 1, a label or a probability; got 1.5. Try target = (target > 0).",
    ),
    (lambda: categorical_cross_entropy(np.ones((2, 3)), [0, 2]), CLASSES.format("(2,)")),
    (
        lambda: categorical_cross_entropy([[1.0, 2.0]], [[1.0, 1.0]]),
        "the probabilities target must add up to 1; they add up to 2. "
        "Try target = target / np.sum(target, axis=-1, keepdims=True).",
    ),
    (
        lambda: l2_penalty(1.0, 0.1),
        "weights must have shape (…, k); got shape (). Try weights = [1.0].",
    ),
    (lambda: l2_penalty([1.0], -0.1), STRENGTH.format("-0.1")),
    (lambda: l2_penalty_gradient([1.0], np.inf), STRENGTH.format("inf")),
    (lambda: l2_penalty([1.0], [0.1]), STRENGTH.format("[0.1]")),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert str(caught.value) == text
