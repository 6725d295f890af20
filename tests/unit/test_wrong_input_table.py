"""Every public function of floor 0 × each argument × the usual wrong things.

Accepted is an answer, or a ValueError or TypeError of our own: raised by a ``raise`` in mathlib,
in words that name the argument. What no function can take (a text for a number, a seed for a
generator) has to be refused.
"""

import contextlib
import inspect
import linecache
import re
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from good_calls import CALLS, RESULTS, Good, is_numeric, public_names

import mathlib
from mathlib.calculus import Value, parse
from mathlib.optimize import Optimizer, OptimizeResult, gradient_descent, himmelblau
from mathlib.probability import Distribution, normal

HOME = str(Path(mathlib.__file__).parent)


def plain(x):
    return x


def deep() -> list:
    nested: list = [1.0]
    for _ in range(100):
        nested = [nested]
    return nested


TABLE = np.array([(1.0, "a")], dtype=[("height", float), ("sex", "U1")])

NO_NUMBERS: dict[str, Callable[[], Any]] = {
    "None": lambda: None,
    "a text": lambda: "abc",
    "a number as text": lambda: "1.5",
    "bytes": lambda: b"ab",
    "an object": object,
    "a dict": lambda: {"a": 1.0},
    "a set": lambda: {1.0, 2.0},
    "a generator object": lambda: (n for n in (1.0, 2.0)),
    "a plain function": lambda: plain,
    "a class": lambda: dict,
    "an objective": lambda: himmelblau,
    "a formula": lambda: parse("x"),
    "an optimizer": lambda: gradient_descent(0.1),
    "a distribution": lambda: normal,
    "a random generator": lambda: np.random.default_rng(0),
    "a ragged list": lambda: [[1.0, 2.0], [3.0]],
    "a list in a hundred lists": deep,
    "a list with None": lambda: [1.0, None],
    "a list with a text": lambda: [1.0, "a"],
    "a complex number": lambda: 1.0 + 2.0j,
    "complex numbers": lambda: [1.0 + 2.0j, 3.0],
    "masked": lambda: np.ma.array([1.0, 2.0], mask=[False, True]),
    "a date": lambda: np.datetime64("2020-01-01"),
    "a table": lambda: TABLE,
    "10**400": lambda: 10**400,
    "10**5000 in a list": lambda: [10**5000, 1.0],
}
"""What is refused wherever numbers are meant."""

STRANGE: dict[str, Callable[[], Any]] = {
    "a seed": lambda: 7,
    "True": lambda: True,
    "-1": lambda: -1,
    "0": lambda: 0,
    "2.5": lambda: 2.5,
    "2**70": lambda: 2**70,
    "NaN": lambda: np.nan,
    "inf": lambda: np.inf,
    "-inf": lambda: -np.inf,
    "1e308": lambda: 1e308,
    "5e-324": lambda: 5e-324,
    "empty": lambda: [],
    "an empty text": lambda: "",
    "no rows": lambda: np.zeros((0, 2)),
    "no columns": lambda: np.zeros((2, 0)),
    "no axes": lambda: np.array(1.0),
    "one axis, 1": lambda: [1.0],
    "one axis, 7": lambda: np.arange(7.0),
    "two axes": lambda: np.ones((2, 7)),
    "three axes": lambda: np.ones((2, 3, 7)),
    "a column": lambda: np.ones((4, 1)),
    "NaN in a list": lambda: [1.0, np.nan],
    "inf in a matrix": lambda: np.array([[1.0, np.inf], [2.0, 3.0]]),
    "huge and tiny": lambda: [1e308, -1e308],
    "a tuple": lambda: (1.0, 2.0, 3.0),
    "a size too large": lambda: (10**6, 10**6),
}
"""What some functions can take."""

FOREIGN = re.compile(
    r"broadcast|inhomogeneous|setting an array element|array element with a sequence|ufunc|"
    r"core dimension|not supported between|unsupported operand|truth value|zero-size|"
    r"has no attribute|subscriptable|not iterable|not callable|unexpected keyword|cannot reshape|"
    r"could not convert|out of bounds for axis|not aligned|must be real number, not|unhashable"
)
"""Words of numpy and of Python, which tell a learner nothing."""

WHAT_CAME = re.compile(r"\b(got|has|have|holds?|lies|returned|is|are|was|differ|=)\b|=")


def fault(call: Good, argument: str, wrong: Any, must_refuse: bool) -> str:
    """Return what is wrong with the answer or the error; "" if nothing is."""
    try:
        call(**{argument: wrong})
    except Exception as error:
        of_a_function = ("x",) if callable(wrong) else ()  # what it says of its own argument
        return fault_of(error, (argument, *call.also.get(argument, ()), *of_a_function))
    return "was accepted" if must_refuse else ""


def fault_of(error: Exception, names: tuple[str, ...]) -> str:
    """Return why an error is not one of ours; "" if it is."""
    text = f"{type(error).__name__}: {error}"
    if not isinstance(error, ValueError | TypeError):
        return f"bare {text}"
    frame = traceback.extract_tb(error.__traceback__)[-1]
    line = linecache.getline(frame.filename, frame.lineno or 0).strip()
    if not frame.filename.startswith(HOME) or not line.startswith("raise "):
        return f"not ours ({Path(frame.filename).name}, {line!r}): {text}"
    if FOREIGN.search(text):
        return f"in words of numpy or Python: {text}"
    if not any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", str(error)) for name in names):
        return f"does not name {names[0]}: {text}"
    return "" if WHAT_CAME.search(str(error)) else f"does not say what came: {text}"


def cases() -> list[tuple[Good, str]]:
    return [(call, argument) for call in CALLS for argument in call.args]


@contextlib.contextmanager
def limited(seconds: int = 10, gigabytes: int = 2):
    """Let a call that would fill the memory or never end fail instead (on Linux, where CI runs)."""
    if sys.platform != "linux":
        yield
        return
    import resource

    def stop(*_: Any) -> None:
        raise TimeoutError(f"not done after {seconds} s")

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(
        resource.RLIMIT_AS, (pages * resource.getpagesize() + gigabytes * 2**30, before[1])
    )
    handler = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, handler)
        resource.setrlimit(resource.RLIMIT_AS, before)


def faults(call: Good, argument: str) -> list[str]:
    """Return the faults of one argument of one function, over all wrong things."""
    found, good = [], call.args[argument]
    for what, make in {**NO_NUMBERS, **STRANGE}.items():
        wrong = make()
        if fits(call, argument, good, wrong) or what in call.takes.get(argument, ()):
            continue
        with np.errstate(divide="warn", over="warn", invalid="warn", under="ignore"), limited():
            said = fault(call, argument, wrong, refused(what, good, wrong))
        if said:
            found.append(f"{call}({argument}: {what}) {said}")
    return found


def fits(call: Good, argument: str, good: Any, wrong: Any) -> bool:
    """Whether a "wrong" thing is of the kind that the argument is for, or its default."""
    if wrong is None:
        return inspect.signature(call.function).parameters[argument].default is None
    if isinstance(good, np.random.Generator | Distribution | Optimizer | Value | OptimizeResult):
        return isinstance(wrong, type(good))
    return False


def refused(what: str, good: Any, wrong: Any) -> bool:
    """Whether a thing can never be right in the place of ``good``."""
    if is_numeric(good) or isinstance(good, tuple):
        unlimited = what == "10**400" and isinstance(good, int)  # "as many steps as it takes"
        return what in NO_NUMBERS and not unlimited
    if isinstance(good, bool):
        return not isinstance(wrong, bool | int)
    if isinstance(good, str):
        return not isinstance(wrong, str)
    return not (callable(good) and callable(wrong)) or isinstance(wrong, type)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("call", "argument"), cases(), ids=str)
def test_wrong_things_are_refused_in_our_words(call, argument):
    assert faults(call, argument) == []


def test_every_public_function_has_a_row():
    covered = {".".join(call.name.split(".")[:2]) for call in CALLS}
    assert [name for name in public_names() if name not in covered and name not in RESULTS] == []
    assert set(RESULTS) <= set(public_names())


def test_every_argument_of_a_function_is_in_its_row():
    for call in CALLS:
        if call.name.count(".") == 1 and not isinstance(call.function, type(himmelblau)):
            parameters = inspect.signature(call.function).parameters
            assert set(parameters) == set(call.args), call


# ---- the judge is judged -----------------------------------------------------------------------


def numpys(x):
    return np.zeros(2) + np.zeros(3)


def pythons(x):
    return x.nothing


def foreign(x):
    raise ValueError("x is not right; got 3.")


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("function", [numpys, pythons, foreign, lambda x: np.log(-1.0)])
def test_what_is_not_ours_is_seen(function):
    assert fault(Good("f", function, {"x": 1.0}), "x", 2.0, must_refuse=False)


def test_what_is_ours_is_seen():
    call = next(call for call in CALLS if call.name == "linalg.angle")
    assert fault(call, "x", "abc", must_refuse=True) == ""
    assert fault(call, "x", [2.0, 1.0], must_refuse=True) == "was accepted"
    assert "does not name z" in fault(
        Good("f", call.function, call.args, {}), "x", "abc", True
    ) or ("x" in call.args)
