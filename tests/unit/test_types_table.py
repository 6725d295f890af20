"""Every type of number × every public function of floor 0: as float64, or refused in our own words.

A number may come as an unsigned byte, a truth value, in single precision, in a list, masked, or in
a column of another library. Each is put in the place of each argument of each function; the answer
has to be that of the same numbers in float64, and what came must be as it was.
"""

import copy
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from good_calls import CALLS, Good, is_numeric
from test_wrong_input_table import fault_of, limited

from mathlib.calculus import Dual, Value

NUMBERS = [(call, a) for call in CALLS for a, value in call.args.items() if is_numeric(value)]


class Nullable:
    """A column as pandas has it: numbers of its own kind, and NA where one is missing."""

    def __init__(self, values: Any, missing: Any) -> None:
        self.values, self.missing = values, missing

    def __array__(self, dtype: Any = None, copy: Any = None) -> np.ndarray:
        entries = np.array(self.values, dtype=object)
        entries[(0,) * entries.ndim] = self.missing
        return entries if dtype is None else entries.astype(dtype)

    def to_numpy(self, dtype: Any, na_value: Any = np.nan) -> np.ndarray:
        entries = np.array(self.values, dtype)
        entries[(0,) * entries.ndim] = na_value
        return entries


class NA:
    """What pandas writes where a value is missing: neither true nor false."""

    def __bool__(self) -> bool:
        raise TypeError("boolean value of NA is ambiguous")

    def __repr__(self) -> str:
        return "<NA>"


class Subclass(np.ndarray):
    """An array with a product of its own, as numpy.matrix has it."""

    def __mul__(self, other: Any) -> Any:
        raise AssertionError("the product of a subclass was used")


def entries_as(kind: Callable[[float], Any]) -> Callable[[np.ndarray], Any]:
    """Return how to write every entry of an array as another kind of number, in lists."""

    def write(x: np.ndarray) -> Any:
        return [write(row) for row in x] if x.ndim else kind(float(x))

    return write


def read_only(x: np.ndarray) -> np.ndarray:
    x.flags.writeable = False
    return x


def strided(x: np.ndarray) -> np.ndarray:
    wide = np.full((*x.shape, 2), np.nan)
    wide[..., 1] = x
    return wide[..., 1]


SAME: dict[str, Callable[[np.ndarray], Any]] = {
    "a list": lambda x: x.tolist(),
    "a tuple": lambda x: tuple(x.tolist()) if x.ndim else x.item(),
    "an array without axes": lambda x: np.array(x),
    "numpy's own numbers": entries_as(np.float64),
    "fractions": entries_as(Fraction),
    "decimals": entries_as(Decimal),
    "objects": lambda x: np.array(x, dtype=object),
    "uint8": lambda x: x.astype(np.uint8),
    "int8": lambda x: x.astype(np.int8),
    "int64": lambda x: x.astype(np.int64),
    "uint64": lambda x: x.astype(np.uint64),
    "bool": lambda x: x.astype(bool),
    "whole numbers beyond 64 bits": lambda x: np.array(entries_as(lambda v: int(v) << 70)(x)),
    "float16": lambda x: x.astype(np.float16),
    "float32": lambda x: x.astype(np.float32),
    "longdouble": lambda x: x.astype(np.longdouble),
    "the other byte order": lambda x: x.astype(x.dtype.newbyteorder()),
    "columns first": lambda x: np.array(x, order="F"),
    "strided": strided,
    "read only": read_only,
    "a subclass": lambda x: x.view(Subclass),
    "masked nowhere": lambda x: np.ma.array(x),
    "a column without gaps": lambda x: Nullable(x, x.flat[0]),
}
"""Other ways to write numbers."""


def masked_in_a_list(x: np.ndarray) -> Any:
    return [np.ma.array(row, mask=np.ones_like(row, bool)) for row in np.atleast_1d(x)]


REFUSED: dict[str, tuple[Callable[[np.ndarray], Any], str]] = {
    "masked": (lambda x: np.ma.array(x, mask=np.ones_like(x, bool)), "compressed()"),
    "masked in a list": (masked_in_a_list, "compressed()"),
    "a column with gaps": (lambda x: Nullable(x, NA()), "to_numpy(float)"),
}
"""What has numbers that do not count, and a part of the advice."""


def as_float64(value: Any) -> Any:
    """Return the same numbers in float64; a single one as Python's."""
    x = np.asarray(value, np.float64)
    return x if x.ndim else x.item()


def of_the_kind(good: Any, changed: np.ndarray) -> Any:
    """Return the numbers as ``good`` has them: whole ones stay whole."""
    if isinstance(good, int):
        return int(changed) if np.isfinite(changed) and changed == int(changed) else changed.item()
    return as_float64(changed)


def outcome(call: Good, argument: str, value: Any) -> tuple[Any, Exception | None]:
    """Return the answer, or the error."""
    try:
        with limited():
            return call(**{argument: value}), None
    except Exception as error:
        return None, error


def same(a: Any, b: Any, rtol: float) -> bool:
    """Whether two answers hold the same numbers; what differs in the last digits is a text, too."""
    if is_dataclass(a) and not callable(a):
        return all(same(getattr(a, f.name), getattr(b, f.name), rtol) for f in fields(a))
    if callable(a) or isinstance(a, str | bytes) or a is None:
        return type(a) is type(b)
    if isinstance(a, tuple | list):
        return len(a) == len(b) and all(same(v, w, rtol) for v, w in zip(a, b, strict=True))
    x, y = numbers_in(a), numbers_in(b)
    if x.dtype.kind not in "biufc":
        return x.shape == y.shape
    size = np.abs(y[np.isfinite(y)]).max(initial=1.0)
    return x.shape == y.shape and np.allclose(x, y, rtol, rtol * size, equal_nan=True)


def numbers_in(answer: Any) -> np.ndarray:
    """Return an answer as an array; a tracked value carries its numbers as ``data``."""
    return np.asarray(answer.data if isinstance(answer, Value | Dual) else answer)


def has_nan(answer: Any) -> bool:
    """Whether NaN is somewhere in an answer, or in its words."""
    if is_dataclass(answer) and not callable(answer):
        return any(has_nan(getattr(answer, f.name)) for f in fields(answer))
    if isinstance(answer, tuple | list):
        return any(map(has_nan, answer))
    if isinstance(answer, str):
        return "nan" in answer.lower()
    if callable(answer) or answer is None:
        return False
    numbers = [answer.data, answer.tangent] if isinstance(answer, Dual) else [numbers_in(answer)]
    return any(x.dtype.kind in "fc" and bool(np.isnan(x).any()) for x in numbers)


WITHOUT_NAN = {
    "optimize.armijo_step": "0 says that no length was found",
    "optimize.settled_at": "-1 says that it settled nowhere",
    "optimize.gradient_descent.update": "the step does not depend on where it starts",
    "optimize.absolute_value.hessian": "constant, as those of all straight and quadratic ones",
    "optimize.flat_valley.hessian": "constant",
    "optimize.parabola.hessian": "constant",
    "optimize.saddle.hessian": "constant",
    "calculus.graph.of": "the number of nodes",
}
"""Calls whose answer may hold no NaN though a number given is one, and why."""


def difference(call: Good, argument: str, how: str) -> str:
    """Return what is wrong with an argument written in another way; "" if nothing is."""
    good = call.args[argument]
    with np.errstate(over="ignore"):  # 1e8 is infinite in float16
        given = SAME[how](np.array(good, np.float64))
    before = copy.deepcopy(given)
    answer, error = outcome(call, argument, given)
    if error is not None and (said := fault_of(error, (argument, *call.also.get(argument, ())))):
        return said
    expected, refusal = outcome(call, argument, of_the_kind(good, np.asarray(given, np.float64)))
    if error is None and refusal is not None:
        return f"answered, though float64 is refused: {refusal}"
    rtol = {"float16": 1e-2, "float32": 1e-5}.get(how, 1e-9)
    if error is None and not same(answer, expected, rtol):
        return f"{answer!r} is not {expected!r}"
    if not same(given if not isinstance(given, Nullable) else given.values, before
                if not isinstance(before, Nullable) else before.values, 0.0):  # fmt: skip
        return "what was given has changed"
    return ""


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("call", "argument"), NUMBERS, ids=str)
def test_every_type_gives_what_float64_gives(call, argument):
    said = {how: difference(call, argument, how) for how in SAME}
    assert {how: what for how, what in said.items() if what} == {}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("call", "argument"), NUMBERS, ids=str)
def test_numbers_that_do_not_count_are_refused(call, argument):
    good = np.array(call.args[argument], np.float64)
    for how, (write, advice) in REFUSED.items():
        _, error = outcome(call, argument, write(good))
        assert error is not None, how
        assert fault_of(error, (argument, *call.also.get(argument, ()))) == "", how
        if good.ndim:
            assert advice in str(error), how


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("call", CALLS, ids=str)
def test_a_learners_settings_for_rounding_change_nothing(call):
    expected = call()
    with np.errstate(all="raise"):
        answer = call()
    assert same(answer, expected, 1e-12)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("call", CALLS, ids=str)
def test_a_call_leaves_its_arguments_alone(call):
    given = {name: copy.deepcopy(v) for name, v in call.args.items() if is_numeric(v)}
    before = copy.deepcopy(given)
    call(**given)
    for name, value in given.items():
        assert np.array_equal(value, before[name]), name


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("call", "argument"), [row for row in NUMBERS if row[0].name not in WITHOUT_NAN], ids=str
)
def test_nan_never_turns_into_a_number(call, argument):
    bad = np.array(call.args[argument], np.float64)
    bad[(0,) * bad.ndim] = np.nan
    answer, error = outcome(call, argument, as_float64(bad))
    assert error is not None or has_nan(answer)
