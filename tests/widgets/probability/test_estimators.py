"""Repeated samples: histogram, scatter, bias, and the theory of both."""

import math

import numpy as np
import pytest

from mathlib.widgets.probability.estimators import ESTIMATORS, SOURCES, RepeatedSampling


@pytest.fixture
def repeated(one_of):
    return one_of(RepeatedSampling)


BY_HAND = {
    "variance, 1/n": lambda x: ((x - x.mean(1, keepdims=True)) ** 2).sum(1) / x.shape[1],
    "variance, 1/(n − 1)": lambda x: (
        ((x - x.mean(1, keepdims=True)) ** 2).sum(1) / (x.shape[1] - 1)
    ),
    "standard deviation": lambda x: x.std(1, ddof=1),
    "mean": lambda x: x.sum(1) / x.shape[1],
    "median": lambda x: np.quantile(x, 0.5, axis=1),
}


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("sigma", [0.5, 1.5])
def test_sources_have_expectation_0_spread_sigma_and_their_median(source, sigma):
    rng = np.random.default_rng(5)
    x = SOURCES[source].draw(rng, (1000, 200), sigma)
    assert x.mean() == pytest.approx(0, abs=0.01 * sigma)
    assert x.std() == pytest.approx(sigma, rel=0.01)
    assert np.median(x) == pytest.approx(SOURCES[source].median * sigma, abs=0.01 * sigma)


@pytest.mark.parametrize("name", ESTIMATORS)
@pytest.mark.parametrize("source", SOURCES)
def test_histogram_lines_and_sentence_are_of_the_200_estimates(repeated, name, source):
    repeated.set(estimator=name)
    for n, sigma in ((2, 0.5), (7, 1.5), (501, 1.0)):
        repeated.set(source=source, n=min(float(n), 10**2.7), sigma=sigma, sample=2)
        x = SOURCES[source].draw(np.random.default_rng(2), (200, n), sigma)
        estimates = BY_HAND[name](x)
        heights, edges, _ = repeated.bars.get_data()
        top = 1 / (estimates.std(ddof=1) * math.sqrt(2 * math.pi))
        assert heights @ np.diff(edges) * top == pytest.approx(1)
        assert edges[0] == pytest.approx(estimates.min())
        assert edges[-1] == pytest.approx(estimates.max())
        assert repeated.mean.get_xdata()[0] == pytest.approx(estimates.mean())
        true = {"mean": 0.0, "median": SOURCES[source].median * sigma}.get(name, sigma)
        true = sigma**2 if "variance" in name else true
        assert repeated.true.get_xdata()[0] == pytest.approx(true)
        if name in ("mean", "median"):
            scatter = estimates.std(ddof=1) / sigma
            assert repeated.found.get_ydata()[0] == pytest.approx(scatter)
            continue
        low, high = repeated.error.get_ydata()
        unit = sigma**2 if "variance" in name else sigma
        assert repeated.found.get_ydata()[0] * unit == pytest.approx(estimates.mean() - true)
        error = estimates.std(ddof=1) / math.sqrt(200)
        assert (high - low) * unit == pytest.approx(2 * error)
        assert (high + low) / 2 * unit == pytest.approx(estimates.mean() - true)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("name", ["variance, 1/n", "variance, 1/(n − 1)", "mean", "median"])
@pytest.mark.parametrize("n", [2, 5, 8])
def test_the_bias_in_theory_is_the_bias_of_many_more_samples(repeated, source, name, n):
    estimator = ESTIMATORS[name]
    x = SOURCES[source].draw(np.random.default_rng(0), (200_000, n), 1.0)
    estimates = BY_HAND[name](x)
    bias, theory = (
        estimates.mean() - estimator.true(SOURCES[source]),
        estimator.bias(SOURCES[source]),
    )
    error = estimates.std() / math.sqrt(len(estimates))
    if isinstance(theory, str):
        assert theory == "above 0" and bias > 4 * error
    else:
        assert abs(bias - theory / n) < 4 * error


@pytest.mark.parametrize("source", SOURCES)
def test_the_root_of_an_unbiased_variance_is_too_small(repeated, source):
    x = SOURCES[source].draw(np.random.default_rng(0), (100_000, 5), 1.0)
    assert x.std(axis=1, ddof=1).mean() < 0.97
    assert ESTIMATORS["standard deviation"].bias(SOURCES[source]) == "below 0"


def test_what_the_presets_of_repeated_sampling_show(repeated, press, numbers):
    assert press(repeated, "too small: 1/n").endswith("in theory -σ²/n = -0.2.")
    n, theory = repeated.theory.get_data()
    assert np.allclose(theory, -1 / n)
    low, high = repeated.error.get_ydata()
    assert high < 0  # plainly too small
    assert press(repeated, "mended: 1/(n − 1)").endswith("in theory 0.")
    low, high = repeated.error.get_ydata()
    assert low < 0 < high
    assert press(repeated, "its root").endswith("in theory below 0.")
    assert repeated.error.get_ydata()[1] < 0 and not len(repeated.theory.get_xdata())
    median = numbers(press(repeated, "median of Laplace"))[2]
    assert repeated.found.get_ydata()[0] == pytest.approx(median, abs=5e-4)
    repeated.set(estimator="mean")
    assert "(σ/√n = 0.224)" in repeated.verdict
    assert median < 0.9 * numbers(repeated.verdict)[2]  # for Laplace the median scatters less


def test_four_times_as_many_values_halve_the_scatter_of_the_mean(repeated, press):
    scatter = {}
    for n in (5, 20):
        press(repeated, f"mean, n = {n}")
        lines = {line.get_label(): line for line in repeated._stage.figure.axes[1].lines}
        sizes, theory = lines["σ/√n"].get_data()
        assert np.allclose(theory, sizes**-0.5)
        found, (scatter[n],) = repeated.found.get_data()
        assert found == [n] and scatter[n] == pytest.approx(n**-0.5, rel=0.1)
        assert f"scatter by {scatter[n]:.3g} (σ/√n = {n**-0.5:.3g})" in repeated.verdict
    assert scatter[5] / scatter[20] == pytest.approx(2, rel=0.1)
    repeated.set(source="exponential − σ", n=2.0, estimator="median")
    low, high = repeated._stage.figure.axes[1].get_ylim()
    for sample in range(1, 21):
        repeated.set(sample=sample)
        assert low < 0 < repeated.found.get_ydata()[0] < high


def test_means_of_a_skewed_source_come_close_to_the_bell(repeated):
    skew = {}
    for n in (2.0, 50.0):
        repeated.set(estimator="mean", source="exponential − σ", n=n)
        x, height = repeated.bell.get_data()
        bars, edges, _ = repeated.bars.get_data()
        middles = (edges[:-1] + edges[1:]) / 2
        skew[n] = np.abs(bars - np.interp(middles, x, height)).mean()
    assert skew[50.0] < 0.7 * skew[2.0]
