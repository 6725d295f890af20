"""The example curves: their derivatives, kinks and limits."""

import numpy as np
import pytest
from scipy.differentiate import derivative as numerical

from mathlib.calculus.example_curves import EXAMPLES
from mathlib.calculus.expressions import parse


@pytest.mark.parametrize("curve", EXAMPLES.values(), ids=lambda curve: curve.name)
def test_the_derivatives_of_the_examples(curve):
    low, high = curve.domain
    x = np.array([0.83 * low + 0.17 * high, 0.3 * low + 0.7 * high, 0.1 * low + 0.9 * high])
    for order in (1, 2, 3):
        found = numerical(lambda x, order=order: curve(x, order - 1), x, initial_step=0.01)
        assert np.allclose(curve(x, order), found.df, rtol=1e-5, atol=1e-6)
    assert low < curve.start < high


@pytest.mark.parametrize("curve", EXAMPLES.values(), ids=lambda curve: curve.name)
def test_the_one_sided_slopes_of_the_examples(curve):
    for x in {curve.start, max(0.0, curve.domain[0])}:
        quotients = [(curve(x + h) - curve(x)) / h for h in (-1e-7, 1e-7)]
        assert np.allclose(curve.slopes(x), quotients, atol=1e-6, rtol=1e-5)
        assert (curve.slopes(x)[0] != curve.slopes(x)[1]) == (x in curve.kinks)


def test_where_the_formula_has_no_value_the_limit_stands():
    assert [float(EXAMPLES["e^(−1/x²)"](0.0, order)) for order in range(5)] == [0.0] * 5
    wild = EXAMPLES["x + 2x² sin(1/x)"]
    assert [float(wild(0.0)), float(wild(0.0, 1))] == [0.0, 1.0]
    assert np.isnan(wild([0.0, 0.0], 2)).all() and np.isnan(wild(0.0, 3))


def test_formulas_take_complex_numbers():
    z = np.array([0.3 + 0.2j, -1 + 1e-20j])
    assert np.allclose(parse("exp(x)*sin(x)")(z), np.exp(z) * np.sin(z))
    assert not np.isfinite(parse("1/x")(0j))
