"""Which derivative decides at 0: the window, the stems and the sentence are true."""

import math

import numpy as np
import pytest

from mathlib.widgets.calculus.extrema import WhichDerivativeDecides

POWERS = {  # name → polynomial coefficients from x⁰ on, kind
    "x²": ([0, 0, 1], "Minimum: the second derivative, 2,"),
    "x³": ([0, 0, 0, 1], "No extremum: the third derivative, 6,"),
    "x⁴": ([0, 0, 0, 0, 1], "Minimum: the 4th derivative, 24,"),
    "x⁵": ([0, 0, 0, 0, 0, 1], "No extremum: the 5th derivative, 120,"),
    "x³ + x": ([0, 1, 0, 1], "Not stationary: the slope is 1."),
    "−x⁴": ([0, 0, 0, 0, -1], "Maximum: the 4th derivative, -24,"),
    "x⁴ − x³": ([0, 0, 0, -1, 1], "No extremum: the third derivative, -6,"),
}


@pytest.fixture
def powers(one_of):
    return one_of(WhichDerivativeDecides)


@pytest.mark.parametrize("name", POWERS)
@pytest.mark.parametrize("window", [10**0.1, 0.3, 0.06])
def test_the_window_and_the_derivatives_are_those_of_the_polynomial(powers, name, window):
    powers.set(function=name, window=window)
    coefficients, words = POWERS[name]
    polynomial = np.polynomial.Polynomial(coefficients)
    assert np.allclose(powers.derivatives, [polynomial.deriv(k)(0) for k in powers.orders])
    x = window * powers.shape.get_xdata()
    values = polynomial(x)
    assert np.allclose(powers.shape.get_ydata(), values / np.abs(values).max())
    order = next(k for k, c in enumerate(coefficients) if c)
    term = coefficients[order] * x**order
    assert np.allclose(powers.term.get_ydata(), term / np.abs(values).max())
    assert powers.verdict.startswith(words)


@pytest.mark.parametrize("name", POWERS)
def test_close_by_the_term_that_decides_is_all_there_is(powers, name):
    powers.set(function=name, window=0.06)
    assert np.abs(powers.term.get_ydata() - powers.shape.get_ydata()).max() < 0.07


def test_the_minimum_that_is_not_at_0_is_told(powers):
    powers.set(**powers.presets["x⁴ − x³ from afar"])
    assert powers.verdict.endswith("; the minimum you see is at x = 0.75, not at 0.")
    powers.set(**powers.presets["x⁴ − x³ close by"])
    assert "0.75" not in powers.verdict


@pytest.mark.parametrize("window", [10**0.1, 0.2, 10**-1.3])
def test_where_all_derivatives_are_0_the_test_is_silent(powers, window):
    powers.set(function="e^(−1/x²)", window=window)
    assert not powers.derivatives.any() and not len(powers.term.get_xdata())
    assert powers.verdict.startswith("Silent: all 6 given derivatives are 0")
    assert powers.verdict.endswith(
        f"{math.exp(-1 / window**2):.2g} at x = {window:.3g}: a minimum."
    )
    shape = powers.shape.get_ydata()
    assert np.isfinite(shape).all() and shape.min() == 0 and shape[0] == shape[-1] == 1
