"""Likelihood where it has no maximum or no slope, and the messages that say so."""

import numpy as np
import pytest

from mathlib.datasets import load_penguins
from mathlib.optimize.optimizers import gradient_descent
from mathlib.probability.distributions import (
    bernoulli,
    binomial,
    categorical,
    laplace,
    normal,
    poisson,
    uniform,
)
from mathlib.probability.likelihood import (
    fisher_information,
    fit,
    log_likelihood,
    negative_log_likelihood,
    score,
    standard_errors,
)

# ---- no maximum, no slope ----------------------------------------------------------------------


def test_an_estimate_on_the_edge_has_no_standard_error():
    for family, edge in (
        (poisson, "rate = 0 is on the edge of rate ≥ 0"),
        (bernoulli, "p = 0 is on"),
    ):
        best = fit(family, [0, 0, 0])
        assert best.theta == 0 and best.log_likelihood == 0 and best.success
        assert np.isnan(best.standard_errors).all() and edge in best.message


def test_no_standard_errors_where_there_is_no_score():
    best = fit(uniform, [2.0, 3.0, 7.0])
    assert best.theta.tolist() == [2, 7] and np.isnan(best.standard_errors).all()
    assert best.message == (
        "Closed form: the uniform distribution of largest likelihood. No standard errors: a "
        "uniform distribution has no score: its likelihood jumps where an end of the interval "
        "meets a value."
    )


def test_a_single_count_is_enough_for_a_rate():
    best = fit(poisson, [4])
    assert best.theta == 4 and best.standard_errors == 2


def test_a_step_beyond_the_parameters_is_said():
    far = fit(normal, [1.0, 2.0, 3.0, 6.0], gradient_descent(50.0), [3.0, 10.0])
    assert far.message == (
        "Diverged: step 2 went to mu = 3, sigma = -3.224, but a normal distribution needs "
        "sigma > 0. Take a smaller learning rate; if the maximum is on the edge, use the closed "
        "form."
    )
    assert not far.success and far.run.status == "diverged" and far.log_likelihood == -np.inf
    assert np.isnan(far.standard_errors).all() and far.n == 4


def test_a_start_with_a_tiny_sigma_is_thrown_far_away():
    best = fit(normal, [1.0, 2.0, 3.0, 6.0], gradient_descent(1.0), [0.0, 0.5])
    assert best.theta[1] > 50 and best.run.path[1, 1] > 50
    assert not best.success and np.isnan(best.standard_errors).all()


def test_a_budget_that_ran_out_is_said():
    best = fit(poisson, [1, 2], gradient_descent(1e-3), 1.0, maxiter=5)
    assert not best.success and best.message.startswith("Budget used up: ‖∇f‖ = 0.")


def test_the_objective_outside_its_range():
    f = negative_log_likelihood(normal, [1.0, 2.0])
    theta = [[1.5, 0.0], [1.5, -1.0], [np.nan, 1.0], [1.5, 1.0]]
    assert f(theta)[:3].tolist() == [np.inf] * 3 and np.isfinite(f(theta)[3])
    assert np.isnan(f.gradient(theta)[:3]).all() and np.isnan(f.hessian(theta)[:3]).all()
    assert np.isfinite(f.gradient(theta)[3]).all() and np.isfinite(f.hessian(theta)[3]).all()


SMOOTH = (
    "{} is on the edge of {}, where the formulas for score and information fail. "
    "Take a value inside."
)
CONSTANT = (
    "{}: the likelihood of a {} distribution grows without bound as {} goes to 0, and no estimate "
    "is the best. Give data that differ."
)
SHAPE = "data must be a sample of n ≥ 1 values, shape (n,); got shape {}."
SIGMA_0 = ("normal", "sigma > 0", "mu = 0, sigma = 0")
NEEDS = "a {0} distribution needs {1}; got {3} with {2}."
MESSAGES = [
    (
        lambda: log_likelihood(normal, [0.0, 0.0], [1.0]),
        ("normal", "sigma > 0", "mu = 0, sigma = 0"),
    ),
    (lambda: normal.density(0.0, [1.0, -2.0]), ("normal", "sigma > 0", "mu = 1, sigma = -2")),
    (
        lambda: laplace.density(0.0, [0.0, -1.0]),
        ("Laplace", "scale > 0", "location = 0, scale = -1"),
    ),
    (
        lambda: bernoulli.sample(0.2, 3, 0),
        "rng must be a numpy random generator; got 0. Try rng = np.random.default_rng(0).",
    ),
    (lambda: bernoulli.density(0.0, 1.2), ("Bernoulli", "0 ≤ p ≤ 1", "p = 1.2")),
    (lambda: poisson.frozen(-1), ("Poisson", "rate ≥ 0", "rate = -1")),
    (lambda: poisson.density(1.0, np.inf), ("Poisson", "rate ≥ 0", "rate = inf")),
    (
        lambda: uniform.density(1.0, [2.0, 2.0]),
        ("uniform", "low < high, at most 1.8e308 apart", "low = 2, high = 2"),
    ),
    (
        lambda: categorical(2).density(0, [0.5, 0.6]),
        ("categorical(2)", "probabilities from 0 to 1 that add up to 1", "p0 = 0.5, p1 = 0.6"),
    ),
    (
        lambda: normal.density(0.0, 1.0),
        "theta of a normal distribution must have shape (…, 2): mu, sigma on the last axis; "
        "got shape ().",
    ),
    (
        lambda: normal.sample([[0.0, 1.0]], 3, np.random.default_rng(0)),
        "give one theta, shape (2,); got (1, 2).",
    ),
    (lambda: fit(normal, []), SHAPE.format("(0,)")),
    (lambda: fit(normal, [[1.0, 2.0]]), SHAPE.format("(1, 2)")),
    (lambda: fit(normal, [3.0]), CONSTANT.format("the only value is 3", "normal", "sigma")),
    (lambda: fit(normal, [2.0] * 4), CONSTANT.format("all 4 values are 2", "normal", "sigma")),
    (lambda: fit(laplace, [2.0] * 4), CONSTANT.format("all 4 values are 2", "Laplace", "scale")),
    (
        lambda: fit(uniform, [2.0, 2.0]),
        CONSTANT.format("all 2 values are 2", "uniform", "high − low"),
    ),
    (
        lambda: fit(normal, load_penguins()["body_mass_g"]),
        "data has 2 missing or infinite values among 344. Keep the complete rows, the same ones in "
        "every array: keep = np.isfinite(data); data = data[keep].",
    ),
    (
        lambda: fit(poisson, [1, -1]),
        "a Poisson distribution gives whole numbers, 0 or more, only; data holds -1.",
    ),
    (
        lambda: fit(bernoulli, [0, 2]),
        "a Bernoulli distribution gives the numbers 0 and 1 only; data holds 2.",
    ),
    (
        lambda: fit(binomial(3), [0.5]),
        "a binomial(3) distribution gives whole numbers from 0 to 3 only; data holds 0.5.",
    ),
    (
        lambda: fit(categorical(3), [3]),
        "a categorical(3) distribution gives the classes 0 to 2 only; data holds 3.",
    ),
    (lambda: score(bernoulli, 0.0, [0, 1]), SMOOTH.format("p = 0", "0 ≤ p ≤ 1")),
    (
        lambda: fisher_information(poisson, 0.0),
        SMOOTH.format("rate = 0", "rate ≥ 0"),
    ),
    (
        lambda: score(categorical(2), [0.5, 0.5], [0, 1]),
        "a categorical(2) distribution has no score: its probabilities are tied by their sum; work "
        "with logits, as softmax does.",
    ),
    (
        lambda: standard_errors(normal, [0.0, 1.0], 0),
        "n must be 1 or more: no value tells nothing; got 0. Try 100.",
    ),
    (
        lambda: fisher_information(normal, [0.0, 1.0], 1.5),
        "n must be an integer, 0 or more; got 1.5. Try 100.",
    ),
    (
        lambda: standard_errors(normal, [0.0, 1.0], 10**400),
        "n must be below 1.8e308; got a whole number of 401 digits. Try 100.",
    ),
    (
        lambda: fit("normal", [1.0, 2.0]),
        "distribution must be a Distribution; got 'normal'. Try normal or poisson, from this "
        "package.",
    ),
    (
        lambda: score(1e-3, [0.0, 1.0], [1.0]),
        "distribution must be a Distribution; got 0.001. Try normal or poisson, from this package.",
    ),
    (lambda: binomial(0), "trials must be 1 or more; got 0. Try 10."),
    (lambda: categorical(0), "classes must be 1 or more; got 0. Try 3."),
    (
        lambda: fit(poisson, [1], gradient_descent(0.1)),
        "an optimizer needs a start, and a start an optimizer. Try fit(distribution, data, "
        "gradient_descent(0.1), start=[…]), or give neither.",
    ),
    (
        lambda: fit(normal, [1.0, 2.0], gradient_descent(0.1), [0.0, 0.0]),
        ("normal", "sigma > 0", "mu = 0, sigma = 0", "start"),
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    if isinstance(text, tuple):
        text = NEEDS.format(*text, "theta")
    assert str(caught.value) == text
