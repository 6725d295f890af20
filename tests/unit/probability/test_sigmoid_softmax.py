"""Sigmoid and softmax, and their logarithms, against scipy and their invariances."""

import mpmath
import numpy as np
import pytest
import scipy.special
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mathlib.arguments import probabilities
from mathlib.calculus.autodiff import Dual
from mathlib.calculus.differentiation import derivative
from mathlib.probability.sigmoid_softmax import log_sigmoid, log_softmax, sigmoid, softmax

RNG = np.random.default_rng(4)
logits = arrays(float, (4,), elements=st.floats(-1000, 1000))


# ---- sigmoid -----------------------------------------------------------------------------------


def test_sigmoid_and_its_logarithm_agree_with_scipy():
    z = np.linspace(-30, 30, 201)
    assert np.allclose(sigmoid(z), scipy.special.expit(z), rtol=0, atol=3e-16)
    assert np.allclose(log_sigmoid(z), scipy.special.log_expit(z), rtol=1e-13)
    assert np.exp(log_sigmoid(-700.0)) == pytest.approx(np.exp(-700), rel=1e-12)


def test_sigmoid_of_1000():
    assert sigmoid(np.array([-1000.0, 0.0, 1000.0])).tolist() == [0, 0.5, 1]
    assert log_sigmoid(np.array([-1000.0, 1000.0])).tolist() == [-1000, 0]
    assert not np.signbit(log_sigmoid(1000.0))


def test_sigmoid_can_be_differentiated_in_every_way():
    z = np.array([-50.0, -1.0, 0.0, 3.0, 50.0])
    slope = sigmoid(z) * sigmoid(-z)
    for method, atol in (("forward", 1e-7), ("central", 1e-10), ("complex", 1e-16)):
        assert np.allclose(derivative(sigmoid, z, method), slope, atol=atol)
    assert np.allclose(sigmoid(Dual(z)).tangent, slope, atol=1e-16)
    assert np.allclose(log_sigmoid(Dual(z)).tangent, scipy.special.expit(-z), rtol=1e-12)


@pytest.mark.parametrize("kind", [bool, np.uint8, np.int8, np.float16, np.float32, int, float])
def test_numbers_of_any_type_are_float64_first(kind):
    for x in (kind(1), np.array([0, 1], kind)):
        for function in (sigmoid, log_sigmoid):
            found, expected = function(x), function(np.asarray(x, float))
            assert np.array_equal(found, expected) and np.asarray(found).dtype == float
    pair = np.array([0, 1], kind)
    assert softmax(pair).tolist() == softmax([0.0, 1.0]).tolist()
    assert log_softmax(pair).dtype == float


def test_the_ends_and_what_is_missing():
    assert sigmoid([np.inf, -np.inf]).tolist() == [1, 0]
    assert log_sigmoid([np.inf, -np.inf]).tolist() == [0, -np.inf]
    assert np.isnan(sigmoid(np.nan)) and np.isnan(log_sigmoid(np.nan))
    assert sigmoid(5e-324) == 0.5 and log_sigmoid(-1.7e308) == -1.7e308


@pytest.mark.parametrize("wrong", [None, "1", [1.0, "a"], [[1.0], [1.0, 2.0]], 1j, object()])
def test_what_is_no_logit(wrong):
    for function in (sigmoid, log_sigmoid):
        with pytest.raises(
            (TypeError, ValueError), match=r"^x (must hold real numbers|has rows of)"
        ):
            function(wrong)


def test_masked_logits_are_refused():
    masked = np.ma.array([1.0, 2.0], mask=[False, True])
    for function, name in ((sigmoid, "x"), (log_sigmoid, "x"), (softmax, "logits")):
        with pytest.raises(ValueError, match=f"{name} has masked entries"):
            function(masked)


# ---- softmax -----------------------------------------------------------------------------------


def test_softmax_agrees_with_scipy_on_batches():
    z = RNG.normal(0, 20, (3, 4, 5))
    assert np.allclose(softmax(z), scipy.special.softmax(z, axis=-1), rtol=1e-12)
    assert np.allclose(log_softmax(z), scipy.special.log_softmax(z, axis=-1), rtol=1e-13)


@given(logits, st.integers(-1000, 1000))
def test_softmax_is_a_distribution_and_a_shift_changes_nothing(z, shift):
    p = softmax(z)
    assert p.sum() == pytest.approx(1, abs=1e-15) and (p >= 0).all()
    assert np.allclose(softmax(z + shift), p, rtol=1e-9, atol=1e-300)
    assert probabilities("p", p) is not None


@given(logits, st.permutations(range(4)))
def test_softmax_of_a_permutation_is_the_permutation_of_softmax(z, order):
    assert np.allclose(softmax(z[list(order)]), softmax(z)[list(order)], rtol=1e-13)
    assert np.argmax(softmax(z)) == np.argmax(z) or np.ptp(np.sort(z)[-2:]) < 1e-9


def test_two_classes_are_one_sigmoid():
    z = np.linspace(-700, 700, 57)
    both = softmax(np.stack([0 * z, z], axis=-1))
    assert np.allclose(both[:, 1], sigmoid(z), atol=2e-16)
    assert np.allclose(log_softmax(np.stack([0 * z, z], axis=-1))[:, 1], log_sigmoid(z), rtol=1e-12)


def test_temperature_0_takes_the_largest_and_infinite_makes_all_equal():
    z = np.array([1.0, 2.0, 4.0])
    assert softmax(z / 1e-3).tolist() == [0, 0, 1]
    assert np.allclose(softmax(z / 1e9), 1 / 3, atol=1e-8)


def test_softmax_of_1000_keeps_its_logarithm():
    assert softmax([1000.0, -1000.0]).tolist() == [1, 0]
    assert log_softmax([1000.0, -1000.0]).tolist() == [0, -2000]


@given(arrays(float, (5,), elements=st.floats(-300, 300)))
def test_the_logarithm_keeps_its_digits(z):
    with mpmath.workdps(350):
        total = mpmath.fsum(mpmath.exp(mpmath.mpf(v)) for v in z)
        expected = [float(mpmath.mpf(v) - mpmath.log(total)) for v in z]
    assert np.allclose(log_softmax(z), expected, rtol=2e-13, atol=0)


def test_logits_farther_apart_than_float64_reaches():
    assert log_softmax([1e308, -1e308]).tolist() == [0, -np.inf]
    assert softmax([1e308, -1e308, 1e308]).tolist() == [0.5, 0, 0.5]


def test_inputs_are_left_alone():
    z = RNG.normal(size=3)
    before = z.copy()
    softmax(z)
    assert np.array_equal(z, before)


# ---- what cannot be used -----------------------------------------------------------------------

NO_LOGITS = (
    "logits must have shape (…, k), one for each of k ≥ 1 classes; got shape {0}. "
    "Try logits = [0.0, 1.0]."
)
MESSAGES = [
    (lambda: softmax(3.0), NO_LOGITS.format("()")),
    (lambda: softmax([]), NO_LOGITS.format("(0,)")),
    (
        lambda: softmax([1.0, np.inf]),
        "logits must hold finite numbers; got [1.0, inf] with NaN or infinities.",
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert str(caught.value) == text
