"""Softmax with a temperature: probabilities, loss and slope."""

import math

import numpy as np
import pytest

from mathlib.widgets.probability.softmax import CLASSES, SoftmaxTemperature


@pytest.fixture
def logits(one_of):
    return one_of(SoftmaxTemperature)


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
