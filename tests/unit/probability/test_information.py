"""Entropy, cross-entropy and KL divergence against scipy, and what cannot be used."""

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mathlib.arguments import generator, probabilities
from mathlib.probability.information import cross_entropy, entropy, kl_divergence
from mathlib.probability.sigmoid_softmax import softmax

RNG = np.random.default_rng(4)
P, Q = RNG.dirichlet(np.ones(5), size=(2, 7))
logits = arrays(float, (4,), elements=st.floats(-1000, 1000))


# ---- entropy, cross-entropy, KL ----------------------------------------------------------------


def test_they_agree_with_scipy():
    assert np.allclose(entropy(P), scipy.stats.entropy(P, axis=-1), rtol=1e-13)
    assert np.allclose(kl_divergence(P, Q), scipy.stats.entropy(P, Q, axis=-1), rtol=1e-12)
    assert np.allclose(cross_entropy(P, Q), entropy(P) + kl_divergence(P, Q), rtol=1e-13)
    assert kl_divergence(P, Q[0]).shape == (7,)


@given(logits, logits)
def test_nobody_is_surprised_less_than_who_knows(z, y):
    p, q = softmax(z), softmax(y)
    assert kl_divergence(p, q) >= 0 and kl_divergence(p, p) == 0
    assert cross_entropy(p, q) >= entropy(p) - 1e-12
    assert 0 <= entropy(p) <= np.log(4) + 1e-12


def test_the_ends_of_the_range():
    assert entropy([1.0, 0.0]) == 0 and not np.signbit(entropy([1.0, 0.0]))
    assert entropy(np.full(8, 1 / 8)) == pytest.approx(np.log(8), rel=1e-15)
    assert cross_entropy([1.0, 0.0], [0.0, 1.0]) == np.inf
    assert kl_divergence([0.5, 0.5], [1.0, 0.0]) == np.inf
    assert kl_divergence([1.0, 0.0], [0.5, 0.5]) == np.log(2)
    assert kl_divergence([1.0, 0.0], [1.0, 0.0]) == cross_entropy([1.0, 0.0], [1.0, 0.0]) == 0


def test_mean_negative_log_likelihood_of_classes_is_the_cross_entropy():
    q = np.array([0.5, 0.2, 0.3])
    sample = RNG.integers(0, 3, 50)
    shares = np.bincount(sample, minlength=3) / 50
    assert cross_entropy(shares, q) == pytest.approx(-np.log(q[sample]).mean(), rel=1e-13)


@pytest.mark.parametrize("kind", [np.float32, np.float16])
def test_narrow_probabilities_may_sum_to_1_as_they_can(kind):
    p = np.array([0.1] * 10, kind)
    assert abs(p.astype(float).sum() - 1) > 1e-8
    assert entropy(p) == pytest.approx(np.log(10), rel=1e-6)
    assert cross_entropy(p, np.full(10, 0.1)) == pytest.approx(np.log(10), rel=1e-6)
    assert kl_divergence(p, p) == 0 and kl_divergence(softmax(np.zeros(10)), p) < 1e-6
    with pytest.raises(ValueError, match="must add up to 1"):
        entropy(np.array([0.5, 0.55], kind))


def test_whole_numbers_and_booleans_are_probabilities_too():
    for sure in ([0, 1], [False, True], np.array([0, 1], np.uint8)):
        assert entropy(sure) == 0 and kl_divergence(sure, [0.5, 0.5]) == np.log(2)


# ---- what cannot be used -----------------------------------------------------------------------

SUM = "the probabilities {0} must add up to 1; they add up to {1}. Try {0} = {0} / np.sum({0})."
RANGE = (
    "{0} must hold probabilities, from 0 to 1; got {1}. "
    "To make them of any numbers z: {0} = softmax(z)."
)
FIT = "p and q must fit together as (…, k) and (…, k), the same k outcomes; got shapes {0} and {1}."
SHAPE = (
    "p must have shape (…, k), one probability for each of k ≥ 1 outcomes; got shape {0}. "
    "Try p = [0.5, 0.5]."
)
MESSAGES = [
    (lambda: entropy([0.5, 0.6]), SUM.format("p", "1.1")),
    (lambda: cross_entropy([0.5, 0.5], [0.5, 0.4999]), SUM.format("q", "0.9999")),
    (
        lambda: entropy([[0.5, 0.5], [0.3, 0.3]]),
        SUM.format("p", "0.6").replace("np.sum(p)", "np.sum(p, axis=-1, keepdims=True)"),
    ),
    (lambda: entropy([1.5, -0.5]), RANGE.format("p", "1.5")),
    (lambda: kl_divergence([0.5, 0.5], [-0.1, 1.1]), RANGE.format("q", "-0.1")),
    (lambda: entropy([np.nan, 1.0]), RANGE.format("p", "nan")),
    (lambda: entropy(0.5), SHAPE.format("()")),
    (lambda: entropy([]), SHAPE.format("(0,)")),
    (lambda: cross_entropy([0.5, 0.5], [0.2, 0.3, 0.5]), FIT.format("(2,)", "(3,)")),
    (lambda: cross_entropy([1.0], [0.5, 0.5]), FIT.format("(1,)", "(2,)")),
    (lambda: kl_divergence(P[:2], Q[:3]), FIT.format("(2, 5)", "(3, 5)")),
    (
        lambda: generator("rng", 0),
        "rng must be a numpy random generator; got 0. Try rng = np.random.default_rng(0).",
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert str(caught.value) == text


def test_rounding_is_no_mistake():
    tenths = [0.1] * 10
    assert np.cumsum(tenths)[-1] != 1 and probabilities("p", tenths).tolist() == tenths
