"""The figures of samples, covariance, a coin and repeated sampling. Is it true?"""

import math
import re

import numpy as np
import pytest
from scipy import integrate, special, stats

from mathlib.widgets.probability.coin import CoinLikelihood
from mathlib.widgets.probability.covariance import POINTS, CovarianceEllipse
from mathlib.widgets.probability.distributions import COUNTS, FAMILIES, DistributionSampler
from mathlib.widgets.probability.estimators import ESTIMATORS, SOURCES, RepeatedSampling


def numbers(text: str) -> list[float]:
    return [float(word.replace(",", "")) for word in re.findall(r"-?\d[\d,]*\.?\d*", text)]


@pytest.fixture
def sampler(one_of):
    return one_of(DistributionSampler)


@pytest.fixture
def ellipse(one_of):
    return one_of(CovarianceEllipse)


@pytest.fixture
def coin(one_of):
    return one_of(CoinLikelihood)


@pytest.fixture
def repeated(one_of):
    return one_of(RepeatedSampling)


# ---- a distribution and a sample from it -----------------------------------------------------

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


def test_the_mean_is_a_statistic_and_comes_close_to_the_parameter(sampler, press):
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


def test_the_band_fills_the_picture_and_a_mean_beyond_it_is_marked(sampler):
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


# ---- covariance ------------------------------------------------------------------------------


@pytest.mark.parametrize("sigma", [(1.5, 1.0), (0.3, 0.3), (2.0, 0.3), (0.3, 2.0), (2.0, 2.0)])
@pytest.mark.parametrize("rho", [-0.99, -0.5, 0.0, 0.6, 0.99])
def test_the_ellipse_its_axes_and_the_points(ellipse, sigma, rho):
    ellipse.set(sigma1=sigma[0], sigma2=sigma[1], rho=rho)
    mixed = rho * sigma[0] * sigma[1]
    covariance = np.array([[sigma[0] ** 2, mixed], [mixed, sigma[1] ** 2]])
    ring = np.column_stack(ellipse.ellipses.get_data())
    far = np.einsum("ij,jk,ik->i", ring, np.linalg.inv(covariance), ring)
    near = len(ring) // 2
    assert np.allclose(far[:near], 1) and np.isnan(far[near]) and np.allclose(far[near + 1 :], 4)
    reach = ring[:near].max(axis=0)
    assert np.allclose(reach, sigma, rtol=2e-3)  # 1σ touches its box
    tips = np.array([arrow.vector for arrow in ellipse.arrows])
    for tip, marker in zip(tips, (ellipse.largest, ellipse.smallest), strict=True):
        value = tip @ tip
        assert np.allclose(covariance @ tip, value * tip)
        assert marker.get_ydata()[0] == pytest.approx(value)
        turn = np.degrees(np.arctan2(tip[1], tip[0])) - marker.get_xdata()[0]
        assert math.sin(math.radians(turn)) == pytest.approx(0, abs=1e-9)
    assert tips[0, 1] >= 0 and tips[1].min() <= 1e-9  # up; down or to the left
    letter = np.array(ellipse.letters[1].get_data())[:, 0]
    for handle in ((sigma[0], 0), (0, sigma[1])):
        assert math.dist(letter, handle) > 0.6  # it does not hide the letter
    assert tips[0] @ tips[1] == pytest.approx(0, abs=1e-9)
    assert (tips**2).sum() == pytest.approx(np.trace(covariance))


def test_the_points_are_a_sample_with_nearly_that_covariance(ellipse):
    points = np.column_stack(ellipse.points.get_data())
    true = np.array([[2.25, 0.9], [0.9, 1.0]])
    by_hand = POINTS @ np.linalg.cholesky(true).T
    assert np.allclose(points, by_hand)
    found = np.cov(points, rowvar=False)
    assert np.abs(found - true).max() < 4 * 2.25 * math.sqrt(2 / 400)
    assert ellipse.r.get_xdata()[1] == pytest.approx(np.corrcoef(points.T)[0, 1])
    degrees, along = ellipse.sampled.get_data()
    for k in (0, 30, 135):
        u = [math.cos(math.radians(degrees[k])), math.sin(math.radians(degrees[k]))]
        assert along[k] == pytest.approx((points @ u).var(ddof=1))
    ring = np.column_stack(ellipse.found.get_data()) - points.mean(axis=0)
    assert np.allclose(np.einsum("ij,jk,ik->i", ring, np.linalg.inv(found), ring), 4)


def test_what_is_said_of_covariances(ellipse, press):
    said = "1.8 along w₁ at -45°, 0.2 across it; ρ = -0.8,"
    assert said in press(ellipse, "falling")
    assert press(ellipse, "uncorrelated").startswith(
        "Uncorrelated: the ellipse lies along the coordinate axes, with the variances"
        " σ₁² = 2.25 and σ₂² = 1; yet the 400 points have the correlation -0.0557"
    )
    assert "the variance is 1 in every direction" in press(ellipse, "a circle")
    title = ellipse._stage.figure.axes[0].get_title(loc="left")
    assert title == "— 1σ and 2σ, true; - - 2σ of 400 points"
    assert "ρ = 0.99, the 400 points have 0.991" in press(ellipse, "nearly a line")
    ellipse.set(sigma1=0.3, sigma2=2.0, rho=0.0)
    assert "σ₁² = 0.09 and σ₂² = 4" in ellipse.verdict
    assert ellipse.largest.get_xdata()[0] == 90


# ---- a coin ----------------------------------------------------------------------------------


@pytest.mark.parametrize("n, share", [(1, 0.0), (1, 1.0), (10, 0.7), (10, 0.0), (1000, 0.7)])
def test_likelihood_by_another_formula(coin, n, share):
    coin.set(n=float(n), share=share, p=0.37)
    k = round(n * share)
    p, drawn = coin.left[0].get_data()
    best = special.xlogy(k, k / n) + special.xlogy(n - k, 1 - k / n)
    expected = special.xlogy(k, p) + special.xlogy(n - k, 1 - p) - best
    assert np.allclose(drawn, np.exp(expected), atol=1e-9)
    logs, seen = coin.right[0].get_ydata(), expected > -20
    assert np.allclose(logs[seen], expected[seen]) and np.isfinite(logs).all()
    ratio = np.exp(special.xlogy(k, 0.37) + special.xlogy(n - k, 0.63) - best)
    assert coin.left[3].get_ydata()[0] == pytest.approx(ratio, abs=1e-9)
    assert drawn.max() <= 1 + 1e-12 and coin.left[2].get_data() == ([k / n], [1])


def test_a_line_joins_the_share_asked_for_to_the_nearest_that_ten_tosses_can_have(coin):
    coin.set(n=10.0, share=0.685)
    assert coin.asked.get_xydata().tolist() == [[0.685, 0], [0.7, 1]]


def test_it_starts_with_seven_heads_and_leaves_the_area_to_the_reader(coin, press):
    assert coin.verdict == (
        "7 heads in 10 tosses: p̂ = 0.7 ± 0.145; with p = 0.5 this is 0.439 times as probable as"
        " with p̂."
    )
    for label in coin.presets:
        assert "area" not in press(coin, label)


def test_the_curve_sharpens_as_one_over_root_n(coin, press):
    widths = {}
    for label, n in (("7 of 10", 10), ("70 of 100", 100), ("700 of 1000", 1000)):
        verdict = press(coin, label)
        left, right = coin.left[1].get_xdata()
        widths[n] = right - left
        assert f"p̂ = 0.7 ± {format((right - left) / 2, '.3g')};" in verdict
    assert widths[10] / widths[1000] == pytest.approx(10)
    p, drawn = coin.left[0].get_data()
    above = p[drawn >= math.exp(-0.5)]
    assert above[-1] - above[0] == pytest.approx(widths[1000], abs=0.004)


def test_the_parabola_has_the_curvature_of_the_log_likelihood(coin):
    coin.set(n=100.0, share=0.3)
    p, parabola = coin.parabola.get_data()
    logs = coin.right[0].get_ydata()
    at, h = np.argmax(logs), p[1] - p[0]
    curvature = (logs[at + 1] - 2 * logs[at] + logs[at - 1]) / h**2
    assert curvature == pytest.approx(-100 / (0.3 * 0.7), rel=1e-3)
    assert (parabola[at + 1] - 2 * parabola[at] + parabola[at - 1]) / h**2 == pytest.approx(
        curvature, rel=1e-3
    )


def test_likelihood_ratios_are_told(coin, press):
    ratio = 0.5**10 / (0.7**7 * 0.3**3)
    assert f"with p = 0.5 this is {ratio:.3g} times as probable as" in press(coin, "7 of 10")
    assert f"with p = 0.5 this is {ratio**10:.3g} times" in press(coin, "70 of 100")
    coin.set(n=1000.0, p=0.005)  # the ratio is below the smallest float, and yet not 0
    assert "with p = 0.005 this is less than 1e-99 times as probable" in coin.verdict
    coin.set(n=10.0, p=0.7)
    assert "with p = 0.7 this is as probable as it can be" in coin.verdict
    for end in (0.0, 1.0):
        coin.set(p=end)
        assert f"with p = {end:g} this could not come" in coin.verdict


def test_what_rounds_to_certainty_is_called_near(coin, ellipse):
    coin.set(n=2.0, share=0.5, p=0.49)
    assert "with p = 0.49 this is nearly as probable as with p̂" in coin.verdict
    for rho, where in ((0.005, "at nearly 90°"), (-0.005, "at nearly -90°")):
        ellipse.set(sigma1=0.3, sigma2=2.0, rho=rho)
        assert where in ellipse.verdict


def test_no_heads_and_heads_only_have_no_standard_error(coin, press):
    said = "No head in 10 tosses: p̂ = 0, where the formula gives a standard error of 0: do not"
    assert press(coin, "no heads in 10").startswith(said)
    assert np.isnan(coin.parabola.get_ydata()).all() and coin.left[1].get_xdata() == [0, 0]
    assert f"{0.9**10:.3g} times as probable" in coin.verdict
    coin.set(share=1.0, n=1.0, p=1.0)
    assert coin.verdict.startswith("1 head in 1 toss: p̂ = 1, where")
    assert coin.verdict.endswith("this is as probable as it can be.")


# ---- repeated samples ------------------------------------------------------------------------

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


def test_what_the_presets_of_repeated_sampling_show(repeated, press):
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
