"""Chapter 04's exercises: against independent answers, and what learners write in other ways."""

import inspect
import math
from functools import reduce

import numpy as np
import pytest
from scipy import special, stats

from mathlib.exercises import EXERCISES, QUESTIONS, check
from mathlib.probability.distributions import bernoulli, normal, poisson, uniform
from mathlib.probability.information import entropy, kl_divergence
from mathlib.probability.likelihood import fit, log_likelihood


def toss_by_toss(p, k, n):
    return log_likelihood(bernoulli, p, np.repeat([1, 0], [k, n - k]))


def by_fit(counts):
    result = fit(poisson, counts)
    return result.theta[0], result.standard_errors[0]


def moments(values, probabilities):
    variable = stats.rv_discrete(values=(values, probabilities))
    return variable.mean(), variable.var()


ORACLES = {
    "04.1": moments,
    "04.2": lambda x, y: np.cov(x, y)[0, 1],
    "04.3": toss_by_toss,
    "04.4": by_fit,
    "04.5": lambda y, prediction, sigma: -stats.norm(prediction, sigma).logpdf(y).mean(),
    "04.6": lambda z: special.log_softmax(z, axis=-1),
    "04.7": lambda p, q: entropy(p) + kl_divergence(p, q),
}


@pytest.mark.parametrize("name", ORACLES)
def test_an_independent_answer_is_accepted(name):
    assert check(name, ORACLES[name]).ok is True


def by_loop(p, q):
    return sum(-a * np.log(b) for a, b in zip(p, q, strict=True) if a > 0)


def by_row(z):
    if z.ndim == 2:
        return np.array([by_row(row) for row in z])
    return z - reduce(np.logaddexp, z)


def mean_of_logs(y, prediction, sigma):
    return -np.mean([normal.log_density(a, [m, sigma]) for a, m in zip(y, prediction, strict=True)])


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("04.1", lambda x, p: (x @ p, x**2 @ p - (x @ p) ** 2)),
        ("04.1", lambda x, p: [np.average(x, weights=p), p @ (x - p @ x) ** 2]),
        ("04.2", lambda x, y: (x @ y - len(x) * x.mean() * y.mean()) / (len(x) - 1)),
        ("04.3", lambda p, k, n: math.log(p) * k + math.log(1 - p) * (n - k)),
        ("04.3", lambda p, k, n: sum([np.log(p)] * k) + sum([np.log(1 - p)] * (n - k))),
        ("04.4", lambda counts: (counts.mean(), counts.sum() ** 0.5 / len(counts))),
        ("04.5", mean_of_logs),
        ("04.6", by_row),
        ("04.7", by_loop),
        ("04.7", lambda p, q: -np.sum(np.where(p > 0, p * np.log(q), 0))),
        ("04.7", lambda p, q: -special.xlogy(p, q).sum()),
    ],
)
def test_other_right_ways_are_accepted(name, answer):
    assert check(name, answer).ok is True


def one_by_one(y, prediction, sigma):
    factors = stats.norm(prediction, sigma).pdf(y)
    return -sum(np.log(factor) for factor in factors) / len(y)


def squares_added_up(y, prediction, sigma):
    return np.sum((y - prediction) ** 2) / (2 * sigma**2) + np.log(2 * np.pi * sigma**2) / 2


def size_for_square(y, prediction, sigma):
    error = np.abs(y - prediction)
    return np.mean(error - error**2) / (2 * sigma**2)


def sums_of_clipped(z):
    return np.exp(np.minimum(z, 500)).sum(axis=-1, keepdims=True)


ORDERS = "You count the orders"


def product_of_tosses(p, k, n):
    return np.log(np.prod(np.repeat([p, 1 - p], [k, n - k])))


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("04.1", lambda x, p: (np.average(x), np.std(x) ** 2), "weigh all values alike"),
        ("04.1", lambda x, p: (p @ x, p @ x**2), "is E[x²], the mean square"),
        ("04.1", lambda x, p: (p @ x, p @ (x - p @ x)), "cancel, always"),
        ("04.1", lambda x, p: (p @ x, moments(x, p)[1] ** 0.5), "standard deviation"),
        ("04.1", lambda x, p: (p @ x / len(x), moments(x, p)[1] / len(p)), "Add, do not average"),
        ("04.1", lambda x, p: (p @ x, p @ (x - x.mean()) ** 2), "start at the plain mean"),
        ("04.1", lambda x, p: (x.mean(), p @ (x - x.mean()) ** 2), "start at the plain mean"),
        ("04.2", lambda x, y: (x @ y - x.mean() * y.mean()) / (len(x) - 1), "n·x̄·ȳ has to go"),
        ("04.2", lambda x, y: (x @ y - x.mean() * y.mean()) / len(x), "n·x̄·ȳ has to go"),
        ("04.2", lambda x, y: np.cov(x, y, ddof=0)[0, 1], "You divide by n."),
        ("04.2", lambda x, y: (x * y).mean() - x.mean() * y.mean(), "You divide by n."),
        ("04.2", lambda x, y: x @ y / (len(x) - 1), "You multiply the values themselves"),
        ("04.2", lambda x, y: stats.linregress(x, y).slope, "slope of the line"),
        ("04.2", lambda x, y: sum(x - x.mean()) * sum(y - y.mean()), "pair by pair"),
        ("04.3", product_of_tosses, "smaller than any float but 0"),
        ("04.3", lambda p, k, n: stats.binom(n, p).logpmf(k), "You count the orders"),
        ("04.3", lambda p, k, n: -toss_by_toss(p, k, n), "Leave out the minus"),
        ("04.3", lambda p, k, n: toss_by_toss(p, k, n) / n, "mean for one toss"),
        ("04.3", lambda p, k, n: toss_by_toss(1 - p, k, n), "You swap heads and tails"),
        ("04.3", lambda p, k, n: (k - n * p) / (p * (1 - p)), "That is the score"),
        ("04.3", lambda p, k, n: np.mean(np.repeat([1, 0], [k, n - k])), "That is the estimate"),
        ("04.3", lambda p, k, n: np.log(special.comb(n, k)) + toss_by_toss(p, k, n), ORDERS),
        ("04.3", lambda p, k, n: np.log(special.comb(n, k) * p**k * (1 - p) ** (n - k)), ORDERS),
        ("04.4", lambda c: (c.mean(), (c.mean() * (1 - c.mean()) / c.size) ** 0.5), "coin's"),
        ("04.4", lambda c: (c.mean(), c.mean() / c.size), "The root is missing"),
        ("04.4", lambda c: (c.mean(), c.mean() ** 0.5), "n is missing"),
        ("04.4", lambda c: (c.mean(), stats.sem(c)), "You take the spread of the sample"),
        ("04.5", one_by_one, "ln 0 = −∞"),
        ("04.5", lambda y, m, s: -stats.norm(m, s).logpdf(y).sum(), "Asked for is the mean"),
        ("04.5", lambda y, m, s: stats.norm(m, s).logpdf(y).mean(), "mean log-likelihood"),
        ("04.5", lambda y, m, s: -stats.laplace(m, s).logpdf(y).mean(), "Laplace noise"),
        ("04.5", squares_added_up, "count ln σ + ½ ln 2π once"),
        ("04.5", lambda y, m, s: mean_of_logs(y, m, s) + size_for_square(y, m, s), "|y − ŷ|"),
        ("04.6", lambda z: special.log_softmax(np.clip(z, -50, 50), axis=-1), "You clip"),
        ("04.6", lambda z: np.log(special.softmax(np.clip(z, -700, 700), axis=-1)), "You clip"),
        ("04.6", lambda z: z - np.log(sums_of_clipped(z)), "You clip"),
        ("04.6", lambda z: special.log_softmax(z, axis=0), "`axis=0`"),
        ("04.6", special.log_softmax, "You sum over the whole batch"),
        ("04.6", lambda z: special.softmax(z, axis=-1), "That is softmax itself"),
        ("04.6", lambda z: np.log(special.softmax(z, axis=-1)), "a tiny one has become 0"),
        ("04.6", lambda z: special.logsumexp(z, axis=-1), "one number a row"),
        ("04.7", lambda p, q: by_loop(p, q) / np.log(2), "That is in bits"),
        ("04.7", lambda p, q: by_loop(q, p), "You swap p and q"),
        ("04.7", lambda p, q: special.rel_entr(p, q).sum(), "the extra cost"),
        ("04.7", lambda p, q: stats.entropy(p), "the entropy of p"),
        ("04.7", lambda p, q: np.mean(special.entr(p)) * len(p), "the entropy of p"),
        ("04.7", lambda p, q: by_loop(p, q + 1e-12), "You keep q away from 0"),
        ("04.7", lambda p, q: by_loop(p, np.clip(q, 1e-15, 1)), "You keep q away from 0"),
        ("04.7", lambda p, q: by_loop(p, q) if all(q) else math.inf, "as soon as one q is 0"),
        ("04.7", lambda p, q: -np.dot(p, np.log(q)), "0 times −∞ is nan"),
    ],
)
def test_a_common_mistake_is_named_however_it_is_written(name, answer, words):
    verdict = check(name, answer)
    assert verdict.ok is False
    assert words in verdict.message


@pytest.mark.parametrize(
    ("name", "answer", "advice"),
    [
        ("04.3", lambda p, k, n: math.log(p**k * (1 - p) ** (n - k)), "Take the logarithms first"),
        (
            "04.3",
            lambda p, k, n: np.log(math.comb(n, k) * p**k * (1 - p) ** (n - k)),
            "You count the orders",
        ),
        ("04.3", lambda p, k, n: np.log(math.comb(n, k)) + toss_by_toss(p, k, n), "known"),
        ("04.3", lambda p, k, n: math.comb(n, k) / 1 * p**k, "known"),
        ("04.4", lambda c: (c.mean(), math.sqrt(c.mean() * (1 - c.mean()))), "the coin's"),
        ("04.6", lambda z: z - np.log(np.exp(z).sum(axis=-1)), "`keepdims=True`"),
        ("04.6", lambda z: [math.exp(logit) for logit in z.ravel()], "too large for a float"),
        (
            "04.7",
            lambda p, q: -sum(a * math.log(b) for a, b in zip(p, q, strict=True) if a > 0),
            "`math.log` refuses 0",
        ),
    ],
)
def test_an_error_is_advised_on(name, answer, advice):
    verdict = check(name, answer)
    assert verdict.ok is False
    assert advice in verdict.message and " raised " in verdict.message


def test_what_breaks_a_careless_formula_is_asked_for():
    (p, k, n) = EXERCISES["04.3"].cases()[-1]
    assert p**k * (1 - p) ** (n - k) == 0.0
    densities = [stats.norm(m, s).pdf(y) for y, m, s in EXERCISES["04.5"].cases()]
    assert [bool((density == 0).any()) for density in densities] == [False] * 4 + [True]
    logits = [z for (z,) in EXERCISES["04.6"].cases()]
    assert {z.ndim for z in logits} == {1, 2} and max(z.max() for z in logits) > 999
    beliefs = EXERCISES["04.7"].cases()
    assert sum(bool(((p == 0) & (q == 0)).any()) for p, q in beliefs) == 1
    assert [np.isinf(EXERCISES["04.7"].reference(p, q)) for p, q in beliefs[:-1]] == [False] * 5
    assert ((beliefs[-1][0] > 0) & (beliefs[-1][1] == 0)).any()


def test_an_infinite_answer_is_asked_for_without_a_warning():
    verdict = check("04.7", lambda p, q: np.minimum(ORACLES["04.7"](p, q), 99.0))
    assert verdict.message.endswith(" your function gives 99; expected inf.")


def test_the_labels_of_the_question_weigh_their_logarithms_with_their_shares():
    """The 0, 0, 1 that the replies to 04.8 speak of."""
    shares, q = np.bincount([0, 0, 1]) / 3, np.array([0.3, 0.7])
    assert shares[0] == pytest.approx(2 / 3)
    assert -np.log(q[[0, 0, 1]]).mean() == pytest.approx(EXERCISES["04.7"].reference(shares, q))


@pytest.mark.parametrize("name", ORACLES)
def test_the_last_hint_leaves_a_step_to_do(name):
    """No hint shows the line that is returned; the last one ends in a question or a request."""
    *_, last_line = inspect.getsource(EXERCISES[name].reference).strip().splitlines()
    returned = last_line.removeprefix("    return ")
    for text in EXERCISES[name].hints:
        assert returned not in text and "eturn `" not in text


def width(n, k, height=0.5):
    """How wide the curve of the likelihood of a coin is at a share of its peak."""
    p = np.linspace(0.001, 0.999, 99_801)
    logs = k * np.log(p) + (n - k) * np.log(1 - p)
    return np.ptp(p[logs - logs.max() >= np.log(height)])


def test_ten_times_the_tosses_make_the_curve_narrower_by_the_root_of_ten():
    assert width(10, 7) / width(100, 70) == pytest.approx(np.sqrt(10), rel=0.03)
    assert width(100, 70) / width(1000, 700) == pytest.approx(np.sqrt(10), rel=0.005)


def test_predictions_use_no_word_that_comes_later_and_give_no_reason_away():
    replies = " ".join(QUESTIONS["04.curve"].answers.values())
    assert "log" not in replies and "curvature" not in replies
    assert QUESTIONS["04.density"].correct == "yes"
    assert uniform.density(0.1, [0.0, 1 / 3]) == pytest.approx(3.0)
