"""The figures that fit a model to data, and those of entropy and softmax. Is it true?"""

import itertools
import math

import numpy as np
import pytest
from scipy import stats

from mathlib.widgets.probability.entropy import TRUTHS, EntropyBars, labels
from mathlib.widgets.probability.horse_kicks import ALL, TEN, HorseKicks
from mathlib.widgets.probability.likelihood import DAUGHTERS, FEW, FLIPPERS, FitByHand, load_sample
from mathlib.widgets.probability.softmax import CLASSES, SoftmaxTemperature


def number_after(text: str, before: str) -> float:
    """The number that stands behind some words."""
    return float(text.split(before, 1)[1].split()[0].strip(".,;:)"))


# ---- a normal distribution by hand -----------------------------------------------------------


@pytest.fixture
def by_hand():
    return FitByHand()


SIZES = {FEW: 30, DAUGHTERS: 453, FLIPPERS: 342}


@pytest.mark.parametrize("data", SIZES)
def test_density_bars_and_sum_are_those_of_scipy(by_hand, data):
    by_hand.set(data=data)
    (low, high), (narrow, wide) = load_sample(data).domain
    for mu, sigma in ((low, narrow), (0.3 * low + 0.7 * high, 0.5 * (narrow + wide))):
        by_hand.set(mu=mu, sigma=sigma)
        oracle = stats.norm(mu, sigma)
        assert np.allclose(by_hand.curve.get_ydata(), oracle.pdf(by_hand.curve.get_xdata()))
        lengths = by_hand.bars.get_ydata()[1::3]
        assert len(lengths) == SIZES[data] == len(by_hand.sample.values)
        assert np.allclose(lengths, oracle.logpdf(by_hand.sample.values))
        assert number_after(by_hand.verdict, "ℓ = ") == pytest.approx(lengths.sum(), abs=0.006)
        best = stats.norm(*stats.norm.fit(by_hand.sample.values))
        most = best.logpdf(by_hand.sample.values).sum()
        assert number_after(by_hand.verdict, "at most ") == pytest.approx(most, abs=0.006)
        assert f"at ★ (μ = {best.mean():.4g}, σ = {best.std():.4g}); " in by_hand.verdict
        missing = float(by_hand.verdict.split(" is missing: ")[0])
        assert missing == pytest.approx(most - lengths.sum(), abs=0.006)
        assert by_hand._places["mean"] == pytest.approx((mu, oracle.pdf(mu)))


def test_equal_values_stand_side_by_side_and_keep_to_their_bin(by_hand):
    for data in SIZES:
        sample = load_sample(data)
        assert len(np.unique(sample.places.round(9))) == len(sample.values)
        assert np.abs(sample.places - sample.values).max() < sample.bin / 4
        for value in np.unique(sample.values):
            here = sample.values == value
            assert sample.places[here].mean() == pytest.approx(value)


def test_the_path_is_gradient_descent_on_the_mean_negative_log_likelihood(by_hand):
    by_hand.set(data=DAUGHTERS)
    by_hand.set(mu=62.5, sigma=3.0, learning_rate=0.7)
    theta, x = np.array([62.5, 3.0]), by_hand.sample.values
    for point in by_hand.path.get_xydata()[:20]:
        assert np.allclose(point, theta)
        mu, sigma = theta
        z = (x - mu) / sigma
        theta = theta + 0.7 * np.array([z.mean() / sigma, ((z**2).mean() - 1) / sigma])


def test_what_the_descent_does(by_hand, press):
    assert "descent with η = 1 converges to ★ after 82 steps; η·λₘₐₓ = 0.3" in press(
        by_hand, "μ wrong"
    )
    assert "η = 1 has not settled: ‖∇f‖ = 0.027 after 100" in press(by_hand, "mm, η = 1")
    assert "converges to ★ after" in press(by_hand, "mm, η = 50")
    curvature = 2 / by_hand.sample.values.var()
    assert f"η·λₘₐₓ = {50 * curvature:.3g} there" in by_hand.verdict
    assert "oscillates: it jumps to and fro" in press(by_hand, "453 points, η = 6")
    assert f"η·λₘₐₓ = {6 * 2 / by_hand.sample.values.var():.3g} at ★" in by_hand.verdict


def test_a_step_to_a_negative_sigma_breaks_off(by_hand):
    by_hand.set(mu=64.4, sigma=4.0, learning_rate=30.0)
    path = by_hand.path.get_xydata()
    assert path[-1, 1] <= 0 < path[:-1, 1].min()
    steps, sigma = len(path) - 1, path[-1, 1]
    assert by_hand.verdict.endswith(
        f"breaks off: step {steps} leads to σ = {sigma:.3g}, but no density has σ ≤ 0."
    )


def test_a_run_thrown_out_to_where_all_is_flat_has_found_nothing(by_hand):
    by_hand.set(mu=60.0, sigma=3.1, learning_rate=10**1.5)
    assert "is thrown out to σ = 1.52e+07" in by_hand.verdict
    assert "η·λₘₐₓ = 9.75 at ★" in by_hand.verdict


def test_at_the_maximum_nothing_is_missing(by_hand):
    mu, sigma = by_hand.sample.values.mean(), by_hand.sample.values.std()
    by_hand.set(mu=mu, sigma=sigma)
    assert "0.00 is missing" in by_hand.verdict
    assert np.allclose(by_hand.path.get_xydata(), [mu, sigma])


def test_what_is_a_parameter_is_not_called_a_mean(by_hand):
    axes = by_hand._stage.figure.axes
    assert by_hand.controls["mu"].description == "expectation μ"
    assert "expectation μ" in [ax.get_xlabel() for ax in axes]
    titles = [ax.get_title(loc="left") for ax in axes]
    assert "Map of −ℓ/n (★: ℓ largest, −ℓ/n smallest)" in titles


@pytest.mark.parametrize("data", SIZES)
def test_where_descent_converges_it_is_at_the_star(by_hand, data):
    by_hand.set(data=data)
    domain, (best,) = load_sample(data).domain, by_hand.sample.loss.minimizers
    settled = 0
    for mu, sigma, rate in itertools.product(*domain, 10 ** np.arange(-2, 2.6, 0.5)):
        by_hand.set(mu=mu, sigma=sigma, learning_rate=rate)
        assert "the minimum" not in by_hand.verdict and "λ =" not in by_hand.verdict
        if "to ★ after" in by_hand.verdict:
            settled += 1
            assert by_hand.path.get_xydata()[-1] == pytest.approx(best, abs=1e-3)
    assert settled


def test_every_corner_of_the_map_has_finite_numbers(by_hand):
    for data, (i, j), rate in itertools.product(
        SIZES, itertools.product((0, 1), repeat=2), (0.01, 10**2.5)
    ):
        by_hand.set(data=data)
        domain = load_sample(data).domain
        by_hand.set(mu=domain[0][i], sigma=domain[1][j], learning_rate=rate)
        assert np.isfinite(by_hand.path.get_xydata()).all()
        assert np.isfinite(by_hand.curve.get_ydata()).all()
        assert by_hand.curve.get_ydata().max() < by_hand._stage.figure.axes[0].get_ylim()[1]


# ---- horse kicks -----------------------------------------------------------------------------


@pytest.fixture
def kicks():
    return HorseKicks()


COUNTS = {ALL: (144, 91, 32, 11, 2), TEN: (109, 65, 22, 3, 1)}


@pytest.mark.parametrize("corps", COUNTS)
@pytest.mark.parametrize("rate", [0.2, 0.61, 0.7, 1.6])
def test_counts_and_likelihood_are_those_of_scipy(kicks, corps, rate):
    kicks.set(corps=corps, rate=rate)
    counts, oracle = np.array(COUNTS[corps]), stats.poisson(rate)
    assert tuple(kicks.observed) == COUNTS[corps]
    expected = counts.sum() * np.append(oracle.pmf(range(4)), oracle.sf(3))
    assert np.allclose(kicks.expected.get_ydata(), expected)
    assert kicks.expected.get_ydata().sum() == pytest.approx(counts.sum())
    value = counts @ oracle.logpmf(range(5))
    assert kicks.here.get_ydata()[0] == pytest.approx(value)
    listed = ", ".join(f"{v:.0f}" for v in expected)
    assert f"expected {listed}; observed {', '.join(map(str, counts))}." in kicks.verdict


@pytest.mark.parametrize("corps", COUNTS)
def test_the_parabola_touches_the_curve_at_its_top(kicks, corps):
    kicks.set(corps=corps)
    lines = {line.get_label(): line for line in kicks._stage.figure.axes[1].lines}
    rates, values = lines["log-likelihood ℓ"].get_data()
    parabola, counts = lines["parabola"].get_ydata(), np.array(COUNTS[corps])
    mean = counts @ range(5) / counts.sum()
    assert lines["maximum"].get_xdata()[0] == pytest.approx(mean)
    assert abs(rates[np.argmax(values)] - mean) < 0.005
    assert np.polyfit(rates, parabola, 2)[0] == pytest.approx(-counts.sum() / mean / 2)
    near = abs(rates - mean) < 0.06
    assert np.allclose(values[near], parabola[near], atol=0.06)
    assert (values[rates > mean + 0.05] > parabola[rates > mean + 0.05]).all()


def test_one_standard_error_off_half_is_lost(kicks, press):
    assert "(the parabola would say 0.5)" in press(kicks, "one standard error off")
    assert number_after(kicks.verdict, "which is ") == pytest.approx(0.5, abs=0.03)
    kicks.reset()
    assert "(the parabola would say 50)" in kicks.verdict
    assert kicks._stage.figure.axes[1].get_title(loc="left") == "★ ℓ is largest at the mean 0.7"
    assert "is the mean, 122 deaths in 200 corps-years" in press(kicks, "10 corps, λ = mean")
    assert "is the mean, 196 deaths in 280 corps-years" in press(kicks, "λ = mean")


# ---- entropy ---------------------------------------------------------------------------------


@pytest.fixture
def bars():
    return EntropyBars()


WEIGHTS = [(0.1, 0.2, 0.3, 0.4), (1.0, 0.02, 0.02, 0.02), (0.02, 1.0, 1.0, 1.0), (1.0,) * 4]


@pytest.mark.parametrize("truth", TRUTHS)
@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("n", [1.0, 37.4, 10000.0])
def test_the_costs_are_those_of_scipy_and_add_up(bars, truth, weights, n):
    bars.set(truth=truth)
    bars.set(**{f"w{i}": w for i, w in enumerate(weights, 1)}, n=n, number=3)
    p, q = np.array(TRUTHS[truth]), np.array(weights) / sum(weights)
    assert np.allclose([bar.get_height() for bar in bars.q], q)
    assert np.allclose([bar.get_height() for bar in bars.frames], weights)
    h, kl, ce, loss = (bar.get_width() for bar in bars.costs)
    assert h == pytest.approx(stats.entropy(p), abs=1e-12)
    assert kl == pytest.approx(stats.entropy(p, q), abs=1e-12)
    assert ce == pytest.approx(h + kl) and bars.costs[1].get_x() == pytest.approx(h)
    assert max(ce, loss) < bars._stage.figure.axes[1].get_xlim()[1]
    drawn = labels(truth, 3)[: round(n)]
    assert loss == pytest.approx(np.mean([-math.log(q[i]) for i in drawn]))
    assert f"CE(p, q) = {ce:.3f} nats" in bars.verdict
    drawn = "1 drawn label" if n == 1 else f"{round(n)} drawn labels"
    assert bars.verdict.endswith(f"; with the {drawn} in place of p, CE is {loss:.3f}.")
    assert ("since q = p" in bars.verdict) == np.allclose(p, q)


def test_kl_is_zero_for_equal_shares_only(bars, press):
    assert "= H(p), and KL(p‖q) = 0, since q = p" in press(bars, "q = p")
    bars.set(w1=1.0, w2=0.5, w3=0.25, w4=0.25)  # the same shares of twice the weights
    assert "since q = p" in bars.verdict
    bars.set(w1=0.995)
    assert "H(p) = 1.213, the least a belief can cost, plus KL(p‖q) = " in bars.verdict
    assert ", the price of q ≠ p; " in bars.verdict and bars.costs[1].get_width() > 0
    assert "H(p) = 0.000" in press(bars, "one-hot p")
    assert bars.costs[2].get_width() == pytest.approx(-math.log(0.4))


def test_a_large_sample_costs_nearly_the_cross_entropy(bars):
    off = {}
    for n in (10.0, 10000.0):
        gaps = []
        for number in range(1, 21):
            bars.set(n=n, number=number)
            gaps.append(bars.costs[3].get_width() - bars.costs[2].get_width())
        off[n] = np.std(gaps)
    p, surprise = np.array(TRUTHS["skewed"]), -np.log([0.1, 0.2, 0.3, 0.4])
    spread = math.sqrt(p @ surprise**2 - (p @ surprise) ** 2)
    assert off[10.0] == pytest.approx(spread / 10**0.5, rel=0.5)
    assert off[10000.0] == pytest.approx(spread / 100, rel=0.5)


def test_a_smaller_sample_is_the_beginning_of_a_larger_one(bars):
    bars.set(n=100.0)
    many = bars.shares.get_ydata() * 100
    bars.set(n=10.0)
    assert (bars.shares.get_ydata() * 10 <= many + 1e-9).all()
    first = bars.shares.get_ydata().copy()
    bars.set(number=2)
    assert not np.array_equal(first, bars.shares.get_ydata())


# ---- softmax ---------------------------------------------------------------------------------


@pytest.fixture
def logits():
    return SoftmaxTemperature()


def by_hand_softmax(z, t):
    """Softmax with Python's floats, the largest first."""
    powers = [math.exp((v - max(z)) / t) for v in z]
    return [power / sum(powers) for power in powers]


@pytest.mark.parametrize("right", range(3))
@pytest.mark.parametrize("t", [0.05, 1.0, 20.0])
@pytest.mark.parametrize("z", [(2.0, 1.0, -1.0), (6.0, -6.0, 0.0), (-6.0, -6.0, -6.0)])
def test_probabilities_loss_and_slope(logits, right, t, z):
    logits.set(right=CLASSES[right])
    logits.set(**{f"z{i}": v for i, v in enumerate(z, 1)}, temperature=t)
    p = by_hand_softmax(z, t)
    assert np.allclose([bar.get_height() for bar in logits.shares], p)
    loss = math.log(sum(math.exp((v - max(z)) / t) for v in z)) - (z[right] - max(z)) / t
    place, drawn = logits.here.get_xydata()[0]
    assert place == z[right] and drawn == pytest.approx(min(loss, logits.most), abs=1e-12)
    assert logits.here.get_marker() == ("o" if loss <= logits.most else "^")
    assert ("beyond the picture" in logits.verdict) == (loss > logits.most)
    grid, curve = logits.curve.get_data()
    assert np.interp(z[right], grid, curve) == pytest.approx(loss, rel=0.02, abs=0.3)
    (x0, x1), (y0, y1) = logits.tangent.get_data()
    assert (y1 - y0) / (x1 - x0) == pytest.approx((p[right] - 1) / t, abs=1e-9)


@pytest.mark.parametrize("right", range(3))
def test_the_tangent_is_named_with_its_slope(logits, right):
    logits.set(right=CLASSES[right])
    low = "₁₂₃"[right]
    title = logits._stage.figure.axes[2].get_title(loc="left")
    assert title == f"Tangent: slope (p{low} − y{low})/T"


def test_the_gradient_is_that_of_difference_quotients(logits):
    logits.set(temperature=2.0)
    h, z = 1e-6, np.array([2.0, 1.0, -1.0])
    slopes = [
        (math.log(by_hand_softmax(z - e, 2.0)[0]) - math.log(by_hand_softmax(z + e, 2.0)[0]))
        / (2 * h)
        for e in h * np.eye(3)
    ]
    listed = ", ".join(f"{v:.3g}" for v in slopes)
    assert f"gradient by the logits, (p − y)/T, is ({listed})" in logits.verdict
    assert sum(slopes) == pytest.approx(0, abs=1e-8)


def test_adding_to_all_logits_moves_the_bars_and_nothing_else(logits, press):
    before = [bar.get_height() for bar in logits.shares], logits.here.get_ydata()[0]
    said = logits.verdict.rstrip(".")
    assert press(logits, "c = 3: nothing new") == (
        f"{said}; the added c = 3 changes none of this; the curve moves along with its point."
    )
    assert logits.here.get_xdata()[0] == 5
    assert np.allclose([bar.get_height() for bar in logits.logits], [5, 4, 2])
    assert [bar.get_height() for bar in logits.frames] == [2, 1, -1]
    after = [bar.get_height() for bar in logits.shares], logits.here.get_ydata()[0]
    assert np.allclose(before[0], after[0]) and before[1] == pytest.approx(after[1])


def test_what_the_presets_show(logits, press):
    assert "p = (≈1, ≈0, ≈0)" in press(logits, "T = 0.1: sure")
    assert max(by_hand_softmax((2, 1, -1), 10.0)) < 0.4
    assert "p = (0.378, 0.342, 0.28)" in press(logits, "T = 10: even")
    assert "p = (0.333, 0.333, 0.333)" in press(logits, "all logits equal")
    assert "−ln p₃ is 10;" in press(logits, "sure and wrong")


def test_softmax_is_never_exactly_one_and_no_loss_exactly_zero(logits):
    logits.set(z1=6.0, z2=-6.0, z3=-6.0, temperature=10**-0.5)
    assert logits.verdict.startswith("p = (≈1, ≈0, ≈0), so the loss −ln p₁ is ≈0;")
