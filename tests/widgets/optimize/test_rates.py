"""Condition number and learning rate: the bound, the factor and the steps needed."""

import itertools
import re

import numpy as np
import pytest

from mathlib.optimize.objectives import quadratic
from mathlib.optimize.rates import best_learning_rate
from mathlib.widgets.optimize.rates import ConditionNumber, RateMap
from nbtools.settings import values


def test_the_bound_of_the_condition_number_is_never_broken():
    figure = ConditionNumber()
    names = ("kappa", "learning_rate", "x1", "x2")
    for setting in itertools.product(*(values(figure.controls[n]) for n in names)):
        figure.update(dict(zip(names, setting, strict=True)))
        error = figure.error.get_ydata()
        bound = figure.bound.get_ydata()[: len(error)]
        if np.hypot(*setting[2:]) > 0:
            assert error[0] == 1 == bound[0]
            assert (error <= bound * (1 + 1e-9) + 1e-9).all(), setting


@pytest.mark.parametrize("kappa", [1.0, 10.0, 100.0])
def test_the_condition_number_says_its_factor(kappa, numbers, one_of):
    figure = one_of(ConditionNumber)
    best = best_learning_rate([1.0, kappa])
    figure.set(kappa=kappa, learning_rate=best)
    assert numbers(figure.verdict)[-1] == pytest.approx(best, rel=0.006)
    if kappa > 1:
        assert numbers(figure.verdict)[-2] == pytest.approx((kappa - 1) / (kappa + 1), rel=0.006)
    else:
        assert "one step is enough" in figure.verdict


def test_a_factor_of_one_neither_shrinks_nor_grows(one_of):
    figure = one_of(ConditionNumber)
    figure.set(kappa=10.0, learning_rate=0.2)
    assert "neither shrinks nor grows" in figure.verdict


@pytest.mark.parametrize(
    "rate, kappa", [(0.1, 10.0), (2 / 11, 10.0), (2 / 101, 100.0), (0.02, 3.0), (1.5, 1.0)]
)
def test_the_steps_needed_are_those_of_a_run(rate, kappa, followed, one_of):
    figure = one_of(RateMap)
    figure.set(learning_rate=rate, kappa=kappa)
    worst = np.array([1.0, 0.0] if abs(1 - rate) >= abs(1 - rate * kappa) else [0.0, 1.0])
    error = np.linalg.norm(followed(quadratic([1.0, kappa]), worst, rate, 800), axis=-1)
    needed = int(np.argmax(error <= 1e-6))
    assert f"about {needed:,} steps to 10⁻⁶" in figure.verdict
    drawn = figure.error.get_ydata()
    both = followed(quadratic([1.0, kappa]), [1.0, 1.0], rate, len(drawn) - 1)
    assert np.allclose(drawn, np.linalg.norm(both, axis=-1) / np.sqrt(2))


@pytest.mark.parametrize("rate, kappa", [(0.25, 10.0), (2.0, 1.0), (0.2, 10.0)])
def test_beyond_the_edge_no_number_of_steps_is_enough(rate, kappa, one_of):
    figure = one_of(RateMap)
    figure.set(learning_rate=rate, kappa=kappa)
    assert "no number of steps is enough" in figure.verdict


@pytest.mark.parametrize("apart", [-1e-4, -1e-7, 0.0, 1e-7, 1e-4])
def test_a_factor_beside_1_and_a_product_beside_2_keep_the_digits_that_decide(apart):
    for figure, name in ((ConditionNumber(), "share|by"), (RateMap(), "by")):
        figure.update(figure.state | {"kappa": 10.0, "learning_rate": (2 + apart) / 10})
        said = figure.verdict
        factor = re.search(rf"(?:{name}) (\d[\d.e+-]*\d|\d)", said)
        if factor is None:
            assert apart == 0 and "neither shrinks nor grows" in said
            continue
        read = float(factor[1])
        assert (read < 1, read > 1) == (apart < 0, apart > 0), said
        assert ("no number of steps" in said) == (apart >= 0) or isinstance(figure, ConditionNumber)
        product = re.search(r"η·λ_max = ([\d.]+\d|\d)", said)
        if product:
            assert (float(product[1]) < 2, float(product[1]) > 2) == (apart < 0, apart > 0)
