"""A distribution and a sample from it: is what is drawn and said true?"""

import math

import numpy as np
import pytest
from scipy import integrate, stats

from mathlib.widgets.probability.distributions import COUNTS, FAMILIES, DistributionSampler


@pytest.fixture
def sampler(one_of):
    return one_of(DistributionSampler)


IN_SCIPY = {
    "Bernoulli": lambda p, _: stats.bernoulli(p),
    "binomial": lambda m, p: stats.binom(m, p),
    "Poisson": lambda rate, _: stats.poisson(rate),
    "uniform": lambda a, length: stats.uniform(a, length),
    "normal": lambda mu, sigma: stats.norm(mu, sigma),
    "Laplace": lambda m, b: stats.laplace(m, b),
}


def ends(figure, *names):
    """Every corner of the ranges of some sliders."""
    controls = [figure.controls[name] for name in names]
    grid = np.meshgrid(*[[c.min, c.max] for c in controls])
    return [
        dict(zip(names, map(float, row), strict=True)) for row in np.stack(grid, -1).reshape(-1, 2)
    ]


@pytest.mark.parametrize("name", FAMILIES)
def test_distribution_expectation_and_band_are_scipys(sampler, name):
    sampler.set(distribution=name)
    for corner in [{}, *ends(sampler, "first", "second")]:
        sampler.set(**corner)
        state = sampler.state
        other = IN_SCIPY[name](state["first"], state["second"])
        x, drawn = sampler.truth.get_data()
        if hasattr(other, "pmf"):
            x, drawn = sampler.tips.get_data()
            np.testing.assert_allclose(np.nan_to_num(drawn), other.pmf(x), atol=1e-12)
        else:
            inside = np.abs(x - other.support()[0]) > 1e-9  # the jumps of the uniform one
            inside &= np.abs(x - other.support()[1]) > 1e-9
            np.testing.assert_allclose(drawn[inside], other.pdf(x[inside]), atol=1e-12)
            assert integrate.trapezoid(drawn, x) == pytest.approx(1, abs=0.01)
        expectation, std = FAMILIES[name].moments(
            *[state["first"], state["second"]][: len(FAMILIES[name].sliders)]
        )
        assert (expectation, std) == pytest.approx((other.mean(), other.std()))
        counts, band = np.array(sampler.band.get_data())[:, : len(COUNTS)]
        assert np.allclose(band, -2 / np.sqrt(counts) if std else 0)


@pytest.mark.parametrize("name", FAMILIES)
def test_the_sample_drawn_is_the_sample_meant(sampler, name):
    sampler.set(distribution=name)
    sampler.set(n=1000.0, sample=3)
    parameters = [sampler.state["first"], sampler.state["second"]][: len(FAMILIES[name].sliders)]
    distribution, theta = FAMILIES[name].at(*parameters)
    x = distribution.sample(theta, 10_000, np.random.default_rng(3))[:1000]
    counts, means = sampler.means.get_data()
    assert counts[-1] == 1000 and (np.diff(counts) > 0).all()
    expectation, std = FAMILIES[name].moments(*parameters)
    assert np.allclose(expectation + std * means, [x[:k].mean() for k in counts])
    assert expectation + std * sampler.here.get_ydata()[0] == pytest.approx(x.mean())
    heights, edges, _ = sampler.bars.get_data()
    if distribution.discrete:
        middles = (edges[:-1] + edges[1:]) / 2
        shares = [np.mean(x == k) for k in middles[::2].round()]
        assert np.allclose(np.nan_to_num(heights[::2]), shares)
        assert np.isnan(heights[1::2]).all()
    else:
        assert heights @ np.diff(edges) == pytest.approx(1)
        width = 3.49 * x.std() / 10  # Scott's rule for n = 1000
        assert np.diff(edges)[0] == pytest.approx(width, rel=0.1)


def test_the_mean_is_a_statistic_and_comes_close_to_the_parameter(sampler, press, numbers):
    apart = {}
    for label in ("n = 10", "10,000 values"):
        n, mean, expectation = numbers(press(sampler, label))
        assert n == sampler.state["n"] and expectation == 0
        assert mean == pytest.approx(0.6 * sampler.here.get_ydata()[0], abs=1e-3)
        apart[n] = abs(mean)
    assert apart[10_000] < apart[10] / 5
    first = sampler.verdict
    sampler.set(sample=2)
    assert sampler.verdict != first
    assert sampler.verdict.endswith("; the mean of the distribution itself, its expectation, is 0.")
    sampler.set(first=-0.5)
    assert sampler.verdict.endswith("its expectation, is -0.5.")


def test_the_band_fills_the_picture_and_a_mean_beyond_it_is_marked(sampler, numbers):
    low, high = sampler._stage.figure.axes[1].get_ylim()
    assert -3.5 < low < -3 and 3 < high < 3.5  # in units of σ
    sampler.set(distribution="Bernoulli")
    expected = {}
    for sample in range(1, 21):
        sampler.set(first=0.05, n=1.0, sample=sample)
        _, mean, _ = numbers(sampler.verdict)
        expected[mean] = ("^", 3.0) if mean else ("o", -((0.05 / 0.95) ** 0.5))
        marker, height = expected[mean]
        assert sampler.here.get_marker() == marker
        assert sampler.here.get_ydata()[0] == pytest.approx(height)
        assert sampler._places["size"] == (1, pytest.approx(height))
    assert len(expected) == 2


def test_nearly_all_samples_stay_in_the_band(sampler):
    inside = []
    for sample in range(1, 21):
        sampler.set(sample=sample, n=1000.0)
        inside.append(abs(sampler.here.get_ydata()[0]) < 2 / math.sqrt(1000))
    assert 17 <= sum(inside) < 20  # 19 of 20 in the long run


def test_a_density_above_1_is_named_and_a_probability_never_is(sampler, press):
    assert "the density reaches 2, above 1, for only areas are" in press(
        sampler, "a short interval"
    )
    sampler.set(second=1.0)
    assert sampler.truth.get_ydata().max() == 1 and "above 1" not in sampler.verdict
    assert "density" not in press(sampler, "rare events")
    heights = sampler.tips.get_ydata()[:2]
    assert np.allclose(heights, [math.exp(-0.7), 0.7 * math.exp(-0.7)])


@pytest.mark.parametrize(
    "name, values, said",
    [
        ("Bernoulli", {"first": 0.0, "n": 100.0}, "Every one of the 100 values is 0: so are"),
        ("Bernoulli", {"first": 1.0, "n": 1.0}, "The one value is 1: so are their mean"),
        ("binomial", {"first": 20.0, "second": 1.0}, "Every one of the 100 values is 20:"),
        ("Poisson", {"first": 0.0}, "Every one of the 100 values is 0:"),
        ("normal", {"n": 1.0}, "The 1 value has the mean"),
    ],
)
def test_samples_without_spread_and_of_one_value(sampler, name, values, said):
    sampler.set(distribution=name)
    sampler.set(**values)
    assert sampler.verdict.startswith(said)
    assert np.isfinite(sampler.means.get_ydata()).all()


def test_sliders_fit_the_distribution(sampler):
    first, second = sampler.controls["first"], sampler.controls["second"]
    sampler.set(distribution="binomial")
    assert (first.description, first.step, second.description) == ("trials m", 1.0, "p")
    sampler.set(distribution="Poisson")
    assert (first.description, first.max, second.layout.visibility) == ("rate λ", 5.0, "hidden")
    sampler.reset()
    assert (first.description, second.description) == ("expectation μ", "standard deviation σ")
    assert (first.step, second.layout.visibility) == (0.01, "visible")
