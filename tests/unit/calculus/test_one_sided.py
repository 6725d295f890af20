"""What f does on both sides of a point, against what calculus says."""

import numpy as np
import pytest

from mathlib.calculus.expressions import parse
from mathlib.calculus.one_sided_slopes import one_sided

NONE = (np.nan, np.nan)
INF = np.inf


@pytest.mark.parametrize(
    "text, x, kind, slopes",
    [
        ("abs(x)", 0, "kink", (-1, 1)),
        ("1e-9*abs(x)", 0, "kink", (-1e-9, 1e-9)),
        ("2000*abs(x - 2) - x", 2, "kink", (-2001, 1999)),
        ("abs(x) + 1e9", 0, "kink", (-1, 1)),
        ("sqrt(1 - cos(x))", 0, "kink", (-(0.5**0.5), 0.5**0.5)),
        ("cos(sqrt(abs(x)))", 0, "kink", (0.5, -0.5)),
        ("abs(x) + abs(x)**1.5", 0, "kink", (-1, 1)),
        ("abs(x)**1.01", 0, "smooth", (0, 0)),
        ("1e9*abs(x)**1.5", 0, "smooth", (0, 0)),
        ("x*abs(x)", 0, "smooth", (0, 0)),
        ("relu(x)**2", 0, "smooth", (0, 0)),
        ("abs(x)*x + 3*x", 0, "smooth", (3, 3)),
        ("1/(1/x + 1)", 0, "undefined", NONE),
        ("1/(1/x)", 0, "undefined", NONE),
        ("x*(1/x)", 0, "undefined", NONE),
        ("exp(1000*x)", 1, "undefined", NONE),
        ("0**x", 1, "smooth", (0, 0)),
        ("abs(x)**0.99", 0, "steep", (-INF, INF)),
        ("x*abs(x)**(-0.5)", 1, "smooth", (0.5, 0.5)),
        ("-(x**2)**(1/3)", 0, "steep", (INF, -INF)),
        ("abs(x)**0.01", 0, "steep", (-INF, INF)),
        ("sqrt(relu(x))", 0, "steep", (0, INF)),
        ("arctan(1/x)", 0, "undefined", NONE),
        ("exp(-1/x)", 0, "undefined", NONE),
        ("x**1.5", 0, "end", NONE),
        ("sqrt(4 - x**2)", -2, "end", NONE),
        ("sqrt(4 - x**2)", 2, "end", NONE),
        ("x**x", -1, "isolated", NONE),
        ("sqrt(-x**2)", 0, "isolated", NONE),
    ],
)
def test_what_f_does_beside_a_point(text, x, kind, slopes):
    f = parse(text)
    found = one_sided(f, f.derivative(), float(x))
    assert found.kind == kind
    assert found[1:] == pytest.approx(slopes, rel=1e-4, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("text", ["arctan(1/x)", "1e-12*tanh(1/x)", "tanh(1/x) + 1e9", "exp(-1/x)"])
@pytest.mark.parametrize("y", [0.0, 0.5])
def test_a_gap_that_is_given_a_value_becomes_a_jump(text, y):
    f = parse(text)
    given = float(np.nan_to_num(f(1e-9))) if y else y

    def filled(x):
        return np.where(np.equal(x, 0), given, f(x))

    assert one_sided(filled, f.derivative(), 0.0).kind == "jump"


WRONG = [
    (
        lambda: one_sided("abs", np.sign, 0.0),
        "f must be a function; got 'abs'. Try f = np.abs.",
    ),
    (
        lambda: one_sided(np.abs, None, 0.0),
        "slope must be a function; got None. Try slope = np.sign.",
    ),
    (
        lambda: one_sided(np.abs, np.sign, np.nan),
        "x must be a finite number; got nan. Try 0.5.",
    ),
    (
        lambda: one_sided(np.abs, np.sign, [0.0, 1.0]),
        "x must be a finite number; got [0.0, 1.0]. Try 0.5.",
    ),
]


@pytest.mark.parametrize("call, message", WRONG)
def test_what_cannot_be_asked(call, message):
    with pytest.raises((ValueError, TypeError)) as caught:
        call()
    assert str(caught.value) == message


@pytest.mark.parametrize("power", [0.3, 0.7, 1.0, 1.3, 2.0])
@pytest.mark.parametrize("size", [1e-6, 1.0, 1e6])
def test_powers_without_rules_are_told_by_their_chords(power, size):
    found = one_sided(
        lambda x: size * np.abs(x) ** power, lambda x: np.full(np.shape(x), np.nan), 0.0
    )
    assert found.kind == ("steep" if power < 1 else "kink" if power == 1 else "smooth")
