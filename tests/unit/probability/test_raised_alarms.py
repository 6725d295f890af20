"""numpy set to raise at every alarm: functions that vanish or overflow on purpose do not mind."""

import numpy as np
import pytest
from good_calls import CALLS

from mathlib.optimize import gradient_descent
from mathlib.probability import (
    absolute_error,
    bernoulli,
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    binomial,
    categorical,
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
    correlation,
    covariance_matrix,
    cross_entropy,
    entropy,
    fit,
    fit_logistic,
    kl_divergence,
    l2_penalty,
    laplace,
    least_squares,
    log_likelihood,
    log_sigmoid,
    log_softmax,
    logistic_objective,
    mse_objective,
    normal,
    poisson,
    repeated_sampling,
    sample_covariance,
    sample_mean,
    sample_variance,
    score,
    separating_direction,
    sigmoid,
    softmax,
    squared_error,
    squared_error_gradient,
    standardize,
    uniform,
)

TINY, FAR = 5e-324, 1e308
Z = [FAR, -FAR, 0.0, TINY]
LABELS = [1, 0, 1, 0]
STEEP = [[1.0, -40.0], [1.0, -1.0], [1.0, 1.0], [1.0, 60.0]]
ROWS = [[1e-140, 1.0], [3e-140, 1.0 + 2**-52], [2e-140, 7.0]]
RNG = np.random.default_rng(0)
HARD = {
    "sigmoid": (lambda: sigmoid(Z), [1, 0, 0.5, 0.5]),
    "log_sigmoid": (lambda: log_sigmoid([-FAR, FAR, 800.0]), [-FAR, 0, 0]),
    "softmax": (lambda: softmax([0.0, -800.0]), [1, 0]),
    "softmax of all": (lambda: softmax(Z), [1, 0, 0, 0]),
    "log_softmax": (lambda: log_softmax([FAR, -FAR]), [0, -np.inf]),
    "entropy": (lambda: entropy([1.0, TINY]), 0),
    "cross_entropy": (lambda: cross_entropy([1.0, TINY], [1.0, 0.0]), np.inf),
    "kl_divergence": (lambda: kl_divergence([0.0, 1.0], [0.0, 1.0]), 0),
    "kl_divergence of tiny": (lambda: kl_divergence([TINY, 1.0], [1e-310, 1.0]), 0),
    "squared_error": (lambda: squared_error([1e200, 1e-200], [0.0, 0.0], "none"), [np.inf, 0]),
    "squared_error, mean": (lambda: squared_error([1e154, 1e154], [0.0, 0.0]), 1e308),
    "squared_error_gradient": (lambda: squared_error_gradient([FAR], [-FAR]), [np.inf]),
    "absolute_error": (lambda: absolute_error([FAR, FAR], [0.0, 0.0]), FAR),
    "binary": (lambda: binary_cross_entropy(Z, LABELS, "none")[:2], [0, 0]),
    "binary, wrong": (lambda: binary_cross_entropy(Z, [0, 1, 1, 0], "none")[:2], [FAR, FAR]),
    "binary, slope": (lambda: binary_cross_entropy_gradient(Z, LABELS, "sum")[:2], [0, 0]),
    "categorical": (lambda: categorical_cross_entropy([FAR, -FAR], [1, 0]), 0),
    "categorical, wrong": (lambda: categorical_cross_entropy([FAR, -FAR], [0, 1]), np.inf),
    "categorical, slope": (
        lambda: categorical_cross_entropy_gradient([0.0, -800.0], [1, 0]),
        [0, 0],
    ),
    "l2_penalty": (lambda: l2_penalty([1e-200, 1e200], 2e-300), 1e100),
    "normal": (lambda: normal.density([0.0, 1e200, TINY], [0.0, TINY]), [np.inf, 0, np.inf]),
    "laplace": (lambda: laplace.density([FAR], [-FAR, 1.0]), [0]),
    "uniform": (lambda: uniform.density([0.0, 1e-320], [0.0, TINY]), [np.inf, 0]),
    "poisson": (lambda: poisson.density([0, 10**6, 1e300], 1.0)[1:], [0, 0]),
    "binomial": (lambda: binomial(5000).density([0, 5000], [[0.0], [1.0]]), np.eye(2)),
    "categorical density": (lambda: categorical(3).density([0, 1, 5], [1, 0, 0]), [1, 0, 0]),
    "sample_mean": (lambda: sample_mean([TINY, TINY]), TINY),
    "sample_variance": (lambda: sample_variance([1.0, 1.0 + 1e-200]), 0),
    "covariance": (lambda: sample_covariance(ROWS)[0, 0], 1e-280),
    "correlation": (lambda: correlation([[1e-300, 0.0], [0.0, 1e300]]), np.eye(2)),
    "covariance_matrix": (lambda: covariance_matrix([1e-150, 1e150], TINY)[1, 1], 1e300),
    "standardize": (lambda: standardize([-FAR, FAR]).scaled, [-1, 1]),
    "least_squares": (lambda: least_squares([[1e-200], [2e-200]], [1e90, 2e90]), [1e290]),
    "mse_objective": (lambda: mse_objective([[1.0], [1e-149]], [1.0, 1e-149])([1.0]), 0),
    "logistic_objective": (lambda: logistic_objective(STEEP, [0, 0, 1, 1])([0.0, 900.0]), 0),
    "separating_direction": (lambda: separating_direction([[-1e300], [1e300]], [0, 1]), [1]),
    "log_likelihood": (lambda: log_likelihood(normal, [0.0, 1e-200], [1.0]), -np.inf),
    "score": (lambda: score(normal, [0.0, 1e150], [1e-200, -1e-200]), [0, -2e-150]),
    "fit": (lambda: fit(normal, [1e-160, 3e-160]).theta, [2e-160, 1e-160]),
    "fit at the edge": (lambda: fit(bernoulli, [0, 0]).theta, [0]),
    "fit by descent": (
        lambda: fit(poisson, [0, 1, 2, 5], gradient_descent(0.5), 1.0).theta.round(6),
        [2],
    ),
    "fit_logistic": (lambda: fit_logistic([[1.0], [-1.0], [900.0]], [1, 0, 0]).n, 3),
    "repeated_sampling": (
        lambda: (
            repeated_sampling(
                lambda rng, shape: 1e-200 * np.ones(shape), sample_mean, 2, 3, RNG
            ).std
        ),
        0,
    ),
}


@pytest.mark.parametrize(("call", "expected"), HARD.values(), ids=HARD)
def test_what_vanishes_or_overflows_on_purpose_is_a_number(call, expected):
    with np.errstate(all="ignore"):
        plain = call()
    with np.errstate(all="raise"):
        found = call()
    assert np.array_equal(plain, found)
    assert np.allclose(found, expected, rtol=1e-12, atol=1e-300)


GOOD = [call for call in CALLS if call.name.startswith("probability.")]


@pytest.mark.parametrize("call", GOOD, ids=str)
def test_every_good_call_with_every_alarm_raised(call):
    with np.errstate(all="raise"):
        call()


def test_the_learners_own_setting_is_left_alone():
    with np.errstate(under="raise", over="warn"):
        before = np.geterr()
        softmax([0.0, -800.0])
        with pytest.raises(ValueError, match="finite"):
            softmax([np.nan])
        assert np.geterr() == before
