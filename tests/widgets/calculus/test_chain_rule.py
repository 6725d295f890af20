"""The chain rule as gears: they pass on what the functions do."""

import itertools

import numpy as np
import pytest

from mathlib.widgets.calculus.chain_rule import ChainGears

CHAINS = {
    "y = 2x, z = y²": (lambda x: 2 * x, lambda y: y**2),
    "y = 3x, z = −y/2": (lambda x: 3 * x, lambda y: -y / 2),
    "y = sin x, z = eʸ": (np.sin, np.exp),
    "y = x², z = 2y, u = sin z": (np.square, lambda y: 2 * y, np.sin),
    "y = 3x, s = σ(y), L = (s − 1)²": (
        lambda x: 3 * x, lambda y: 1 / (1 + np.exp(-y)), lambda s: (s - 1) ** 2,
    ),
}  # fmt: skip


@pytest.fixture
def gears(one_of):
    return one_of(ChainGears)


@pytest.mark.parametrize("chain", ChainGears.chains)
@pytest.mark.parametrize(("x", "nudge"), [(1.0, 0.1), (-0.7, 0.5), (0.31, 1e-3), (0.0, 0.2)])
def test_the_gears_pass_on_what_the_functions_do(gears, chain, x, nudge):
    gears.set(chain=chain, x=x, nudge=nudge)
    points = np.array([x, x + nudge])
    ends = [points]
    for f in CHAINS[chain]:
        ends.append(f(ends[-1]))
    ends = np.array(ends)
    _, nudged, way = gears.nudges
    assert np.allclose(way.get_ydata(), ends[:, 0])
    assert np.allclose(nudged.get_ydata(), ends[:, 1])
    changes = ends[:, 1] - ends[:, 0]
    *bars, marks = gears.rates
    shown = [bar.get_width() for bar in bars]
    assert np.allclose(shown[-1], changes[-1] / changes[0])
    assert np.allclose(shown[:-1] * changes[:-1], changes[1:])
    rates = marks.get_xdata()
    assert rates[-1] == pytest.approx(np.prod(rates[:-1]))
    before, after = points[0] - 1e-6, points[0] + 1e-6
    for f in CHAINS[chain]:
        before, after = f(before), f(after)
    assert rates[-1] == pytest.approx((after - before) / 2e-6, abs=1e-7)


@pytest.mark.parametrize(
    "preset, words",
    [
        (
            "Δx = 0.1",
            "Δz/Δx = 8.4, the rates multiply to 2 · 4 = 8: 5 % apart, and this goes to 0 with the",
        ),
        ("Δx = 0.001", "Δz/Δx = 8.004, the rates multiply to 2 · 4 = 8: 0.05 % apart"),
        ("constant rates", "3 · (-0.5) = -1.5: equal for every nudge"),
        ("a rate of 0", "2 · 0 = 0: one rate is 0, so Δz/Δx goes to 0 with the nudge."),
        ("sin, then exp", "Δz/Δx = 0.3133, the rates multiply to 0.54 · 0.431 = 0.233"),
        ("σ lets little through", "3 · 0.0259 · (-1.95) = -0.151"),
    ],
)
def test_what_the_gears_say(gears, preset, words):
    gears.set(**gears.presets[preset])
    assert words in gears.verdict


@pytest.mark.parametrize(
    "chain, x, nudge, words",
    [
        ("y = 2x, z = y²", 0.05, 0.5, ": 6 times as large, and this goes to 1 with the nudge."),
        ("y = 2x, z = y²", 0.01, 0.5, ": 26 times as large,"),
        ("y = 2x, z = y²", -0.05, 0.5, ": the signs differ, which ends when the nudge is small"),
        ("y = 2x, z = y²", 0.3, 0.5, ": 83 % apart,"),
    ],
)
def test_gears_that_are_far_apart(gears, chain, x, nudge, words):
    gears.set(chain=chain, x=x, nudge=nudge)
    assert words in gears.verdict


def test_the_gap_to_the_product_shrinks_with_the_nudge(gears):
    gaps = []
    for nudge in (0.5, 0.1, 0.01, 0.001):
        gears.set(chain="y = sin x, z = eʸ", x=-1.0, nudge=nudge)
        *bars, marks = gears.rates
        gaps.append(abs(bars[-1].get_width() - marks.get_xdata()[-1]))
    assert gaps == sorted(gaps, reverse=True) and gaps[-1] < 1e-3


@pytest.mark.parametrize("chain", ChainGears.chains)
def test_nothing_of_the_gears_leaves_its_axes(gears, chain):
    gears.set(chain=chain)
    for x, nudge in itertools.product(np.linspace(-1.2, 1.2, 7), (1e-3, gears.most)):
        gears.update({"chain": chain, "x": x, "nudge": nudge})
        left, right = gears._stage.figure.axes
        _, nudged, way = gears.nudges
        low, high = left.get_ylim()
        both = np.concatenate([nudged.get_ydata(), way.get_ydata()])
        assert low < both.min() and both.max() < high
        *bars, marks = gears.rates
        reach = right.get_xlim()[1]
        assert max(abs(b.get_width()) for b in bars) < reach
        assert np.abs(marks.get_xdata()).max() < reach
