"""The room of arguments: what is read as numbers, and the whole message where it is not."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from good_calls import fresh
from hypothesis import given
from hypothesis import strategies as st
from test_types_table import NA, Nullable

from mathlib.arguments import (
    between,
    choice,
    finite_array,
    fit_together,
    flag,
    float_array,
    function,
    generator,
    instance,
    not_negative,
    number,
    objective,
    positive,
    probabilities,
    same_shape,
    shown,
    size,
    whole_number,
)
from mathlib.arguments.words import digits

HUGE = 10**400
MASKED = np.ma.array([1.0, 100.0], mask=[False, True])
TABLE = np.array([("a", 1.0)], dtype=[("sex", "U1"), ("height", float)])
ITSELF: list = []
ITSELF.append(ITSELF)


@pytest.mark.parametrize(
    "value",
    [
        2**70,
        [2**70, -1],
        [Fraction(1, 3), 2],
        [Decimal("0.1"), 1.5],
        [True, 2.5],
        np.array([1, 2.5], dtype=object),
        np.array([np.True_, 2], dtype=object),
        range(3),
        np.float16(0.1),
        np.array([1.0, 2.0], dtype=">f8"),
        np.ma.array([1.0, 2.0]),
        [np.ma.array([1.0, 2.0]), [3.0, 4.0]],
        pytest.param(Nullable([1.0, 2.0], 1.0), id="nullable"),
        [np.nan, np.inf],
        [],
    ],
    ids=str,
)
def test_numbers_of_every_kind_are_read(value):
    array = float_array("x", value)
    assert type(array) is np.ndarray and array.dtype == np.float64
    entries = np.asarray(value, dtype=object)
    assert array.shape == entries.shape
    assert np.array_equal([float(v) for v in entries.flat], array.ravel(), equal_nan=True)


def test_what_is_float64_already_is_not_copied():
    x = np.zeros(3)
    assert float_array("x", x) is x


TRY = "Try x = np.array([1.0, 2.0])."
MASK = (
    "x has masked entries, whose numbers do not count. For the entries that count: "
    "x = x.compressed(); with a number in place of each masked one: x.filled(0.0)."
)
COLUMN = (
    "Try x = x.to_numpy(float), or x.to_numpy(float, na_value=np.nan) where values are missing."
)
MESSAGES = [
    (lambda: float_array("x", MASKED), MASK),
    (lambda: float_array("x", [MASKED, MASKED]), MASK),
    (lambda: float_array("x", ([1.0], [np.ma.masked])), MASK),
    (lambda: finite_array("x", np.ma.masked), MASK),
    (
        lambda: float_array("feature 1", MASKED),
        "feature 1 has masked entries, whose numbers do not count. For the entries that count: "
        "x.compressed(); with a number in place of each masked one: x.filled(0.0).",
    ),
    (
        lambda: float_array("x", Nullable([1.0, 2.0], NA())),
        f"x must hold real numbers; got Nullable with the entry <NA>. {COLUMN}",
    ),
    (
        lambda: float_array("x", Nullable([1.0, 2.0], "Adelie")),
        "x must hold real numbers; got Nullable with the entry 'Adelie'. "
        "Write np.nan where a number is missing.",
    ),
    (lambda: float_array("x", None), f"x must hold real numbers; got None. {TRY}"),
    (lambda: float_array("x", {"a": 1}), f"x must hold real numbers; got {{'a': 1}}. {TRY}"),
    (
        lambda: float_array("x", [1.0, None]),
        "x must hold real numbers; got list with the entry None. "
        "Write np.nan where a number is missing.",
    ),
    (
        lambda: float_array("x", TABLE),
        "x must hold real numbers; got a table with the columns sex, height. "
        "Take one column: x = x['height'].",
    ),
    (
        lambda: float_array("x", [1j]),
        f"x must hold real numbers; got list with entries of type complex128. {TRY}",
    ),
    (
        lambda: float_array("x", [1.0, -(10**5000)]),
        "x holds a whole number of 5001 digits, beyond 1.8e308, the largest float64 number. "
        "Divide all numbers by a power of ten first.",
    ),
    (
        lambda: float_array("x", [[1.0, 2.0], 3.0]),
        "x has rows of different lengths; give every row the same number of entries.",
    ),
    (
        lambda: float_array("x", ITSELF),
        "x has lists in lists, more than 64 deep; give a flat one.",
    ),
    (
        lambda: finite_array("x", [1.0, np.nan]),
        "x must hold finite numbers; got [1.0, nan] with NaN or infinities.",
    ),
    (lambda: number("angle", True, "0.5"), "angle must be a finite number; got True. Try 0.5."),
    (lambda: number("angle", [1.0], "0.5"), "angle must be a finite number; got [1.0]. Try 0.5."),
    (
        lambda: positive("h", HUGE, "1e-6"),
        "h must be a positive, finite number; got a whole number of 401 digits. Try 1e-6.",
    ),
    (
        lambda: positive("h", np.ma.array(1.0, mask=True), "1e-6"),
        "h must be a positive, finite number; got masked_array(data=--, mask=True, "
        "fill_value=1e+20, dtype=float64). Try 1e-6.",
    ),
    (
        lambda: not_negative("l2", -1, "0.01"),
        "l2 must be a finite number, 0 or more; got -1. Try 0.01.",
    ),
    (
        lambda: between("c1", 1, 0, 1, "1e-4"),
        "c1 must be a number between 0 and 1; got 1. Try 1e-4.",
    ),
    (
        lambda: whole_number("n", 12, "5", most=10),
        "n must be an integer, from 0 to 10; got 12. Try 5.",
    ),
    (
        lambda: whole_number("n", np.ma.array(3, mask=True), "5"),
        "n must be an integer, 0 or more; got masked_array(data=--, mask=True, "
        "fill_value=999999, dtype=int64). Try 5.",
    ),
    (
        lambda: size("size", (2, -1)),
        "size must be a whole number, 0 or more, or a shape of such numbers, no more than "
        "1,000,000,000 together; got (2, -1). Try 5, or (2, 3).",
    ),
    (lambda: function("f", 1.0, "np.sin"), "f must be a function; got 1.0. Try f = np.sin."),
    (
        lambda: function("f", dict, "np.sin"),
        "f must be a function; got <class 'dict'>. Try f = np.sin.",
    ),
    (
        lambda: objective("objective", np.sin, "gradient", "hessian"),
        "objective must be callable and have a method gradient(x) and a method hessian(x); got "
        "ufunc. Try one from mathlib.optimize, such as himmelblau.",
    ),
    (
        lambda: instance("rng", 1, np.random.Generator, "np.random.default_rng(0)"),
        "rng must be a Generator; got 1. Try np.random.default_rng(0).",
    ),
    (
        lambda: choice("method", "svd", ["qr", "normal", "both"]),
        'method must be "qr", "normal" or "both"; got \'svd\'.',
    ),
    (lambda: choice("method", ["qr"], {"qr": 1}), "method must be \"qr\"; got ['qr']."),
    (lambda: flag("keep_path", 1), "keep_path must be True or False; got 1."),
    (
        lambda: generator("rng", 7),
        "rng must be a numpy random generator; got 7. Try rng = np.random.default_rng(7).",
    ),
    (
        lambda: generator("rng", -7),
        "rng must be a numpy random generator; got -7. Try rng = np.random.default_rng(0).",
    ),
    (
        lambda: fit_together("x", np.zeros(2), "y", np.zeros(3), "weight", 1.0),
        "x, y and weight must fit together entry by entry, axis by axis from the last: equally "
        "many entries, or one; got shapes (2,), (3,) and ().",
    ),
    (
        lambda: same_shape("gx", np.zeros(2), "gy", np.zeros((1, 2))),
        "gx and gy must have the same shape; got shapes (2,) and (1, 2).",
    ),
    (
        lambda: probabilities("p", [[0.5, 0.5], [0.25, 0.25]]),
        "the probabilities p must add up to 1; they add up to 0.5. "
        "Try p = p / np.sum(p, axis=-1, keepdims=True).",
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert str(caught.value) == text


def test_a_generator_object_is_to_be_made_a_list():
    with pytest.raises(TypeError, match=r"^x must hold real numbers; got .* Try x = list\(x\)\.$"):
        float_array("x", (n for n in [1.0, 2.0]))


def test_the_advice_for_a_column_is_one_that_works():
    column = Nullable([1.0, 2.0], NA())
    assert float_array("x", column.to_numpy(float, na_value=np.nan))[1] == 2.0


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("classes", [2, 10, 1000])
def test_a_softmax_in_any_accuracy_gives_probabilities(kind, classes):
    z = np.random.default_rng(0).normal(size=(20, classes)).astype(kind)
    p = np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)
    read = probabilities("p", p)
    assert read.dtype == np.float64 and np.allclose(read.sum(axis=-1), 1, rtol=0, atol=1e-8)
    assert np.allclose(read, p, rtol=2e-2 if kind is np.float16 else 1e-5)


@pytest.mark.parametrize("kind, off", [(np.float32, 1e-4), (np.float64, 1e-6), (np.float16, 0.1)])
def test_a_sum_that_is_no_rounding_is_refused_in_any_accuracy(kind, off):
    with pytest.raises(ValueError, match="must add up to 1"):
        probabilities("p", np.array([0.5, 0.5 + off], kind))


def test_the_advice_for_a_sum_works_in_single_precision():
    p = np.array([0.3, 0.3, 0.3], np.float32)
    with pytest.raises(ValueError, match=r"Try p = p / np\.sum\(p\)"):
        probabilities("p", p)
    assert probabilities("p", p / np.sum(p)) == pytest.approx([1 / 3] * 3)


@pytest.mark.parametrize(
    "value, read",
    [(5, (5,)), (np.uint8(5), (5,)), ((2, 3), (2, 3)), ([2, 3], (2, 3)), ((), ()), (0, (0,))],
)
def test_sizes(value, read):
    assert size("size", fresh(value)) == read


@pytest.mark.parametrize("value", [-1, 2.5, None, "5", (2, 2.5), (10**6, 10**6), HUGE, [[2]]])
def test_sizes_that_are_none(value):
    with pytest.raises(ValueError, match=r"^size must be a whole number"):
        size("size", value)


@given(st.integers(0, 2000), st.integers(-1, 1))
def test_digits_are_counted_as_str_does(power, more):
    value = 10**power + more
    assert digits(value) == len(str(abs(value)))


def test_what_is_shown_is_short_and_never_fails():
    class Broken:
        def __repr__(self):
            raise RuntimeError

    assert shown(np.eye(2)) == "array([[1., 0.], [0., 1.]])"
    assert len(shown(list(range(1000)))) <= 120
    assert shown(Broken()) == "a Broken" and shown([10**5000]) == "a list"
    assert shown(-HUGE) == "a whole number of 401 digits" and shown(True) == "True"
