"""Numbers as text: never "-0", the same digits everywhere, and comparisons that stay true."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mathlib.formatting import format_beside, format_number, format_point, format_short

FORMATS = [format_number, format_short, lambda v: format_beside(v, 2.0)]


@pytest.mark.parametrize("write", FORMATS)
@given(st.floats(-1.7e308, 1.7e308) | st.sampled_from([np.inf, -np.inf, np.nan]))
@example(-0.0)
@example(-1e-16)
@example(-5e-324)
@example(1e308)
def test_a_number_is_read_back_as_nearly_itself_and_never_as_minus_0(write, value):
    with np.errstate(all="raise"):
        text = write(np.float64(value))
    assert text == "0" or float(text) != 0
    read = float(text)
    assert read == pytest.approx(value, rel=6e-3, abs=6e-10, nan_ok=True)


@pytest.mark.parametrize(
    "value, limit, text",
    [
        (1.07, 2, "1.07"),
        (2.0, 2, "2"),
        (2.00001, 2, "2.00001"),
        (1.99999, 2, "1.99999"),
        (np.nextafter(2.0, 3.0), 2, "2.0000000000000004"),
        (-2.00001, -2, "-2.00001"),
        (1.00000004e-8, 1e-8, "1.00000004e-08"),
        (1e308, 2, "1e+308"),
        (np.inf, 2, "inf"),
        (np.nan, 2, "nan"),
        (-0.0, 0, "0"),
        (-1e-300, 0, "-1e-300"),
        (123456.7, 2, "1.235e+05"),
    ],
)
def test_enough_digits_and_no_more(value, limit, text):
    assert format_beside(value, limit) == text


@given(st.floats(-10, 10), st.sampled_from([0, 1, 2, -2, 0.5, 1e-8, 100.0]), st.integers(4, 8))
@example(2.0000000000000004, 2, 4)
@example(1.9999999999999998, 2, 4)
def test_the_printed_comparison_is_true(value, limit, digits):
    read = float(format_beside(value, limit, digits))
    assert (read < limit, read > limit) == (value < limit, value > limit)


@given(st.floats(-4, 4), st.floats(-1e-4, 1e-4))
def test_the_printed_comparison_is_true_where_the_limit_has_many_digits(limit, apart):
    value = limit + apart  # the limit is printed with four digits, or in full
    read = float(format_beside(value, limit))
    assert (read < limit, read > limit) == (value < limit, value > limit)


def test_a_point_is_a_list_of_numbers():
    assert format_point([1e300, -0.0, np.nan]) == "[1e+300, 0, nan]"
    assert format_point(np.array([1, 2]), digits=1) == "[1, 2]" and format_point([]) == "[]"
