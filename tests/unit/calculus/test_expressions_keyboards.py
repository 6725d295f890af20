"""Formulas as the keyboards of the world give them: read where they can mean one thing, else named.

Most rows are public reports: full-width characters, raised figures, fractions, decimal commas,
lookalike letters, numpy's names, and characters that cannot be seen.
"""

import pytest

from mathlib.calculus.expressions import parse
from mathlib.calculus.expressions.keyboards import NAMES, as_python

READ = {
    "ｘ＋１": "x+1",
    "２＊ｘ＊＊２／（ｘ＋３．５）": "2*x**2/(x+3.5)",
    "ｓｉｎ（ｘ）": "sin(x)",
    "𝑥 + 𝐱": "x + x",
    "x² + x³ + x⁴": "x**2 + x**3 + x**4",
    "x⁻¹": "x**-1",
    "x⁺¹²": "x**+12",
    "-x²": "-x**2",
    "(x + 1)²": "(x + 1)**2",
    "sin(x)²": "sin(x)**2",
    "½*x": "(1/2)*x",
    "x**¾": "x**(3/4)",
    "⅒ + ⅝": "(1/10) + (5/8)",
    "2·x": "2*x",
    "2⋅x": "2*x",
    "2×x": "2*x",
    "2∙x•3∗x": "2*x*3*x",
    "x÷2": "x/2",
    "x∕2": "x/2",
    "x⁄2": "x/2",
    "x – 1": "x - 1",
    "x − 1": "x - 1",
    "x — 1": "x - 1",
    "x‑1": "x-1",
    "0,5*x": "0.5*x",
    "2,75*x - 0,125": "2.75*x - 0.125",
    "1,5e3": "1.5e3",
    "exp(-0,5*x**2)": "exp(-0.5*x**2)",
    "sin(1,5)": "sin(1.5)",
    "10,1234": "10.1234",
    "х": "x",
    "сos(х) + ехр(-х)": "cos(x) + exp(-x)",
    "π*x": "pi*x",
    "𝜋": "pi",
    "np.sin(x)": "sin(x)",
    "numpy . exp(-x)": "exp(-x)",
    "math.sqrt(x)": "sqrt(x)",
    "np.log(x) + math.log(x)": "ln(x) + ln(x)",
    "math.atan(x) + np.arctan(x)": "arctan(x) + arctan(x)",
    "np.pi*math.e": "pi*e",
    "math.fabs(x)": "abs(x)",
    "√(x + 1)": "sqrt(x + 1)",
    "x\u200b + \ufeff1": "x + 1",
    "x\u00a0+\u202f1": "x + 1",
    "\u3000x\u2009": "x",
    "\u202ax\u202c": "x",
    "٣*x + ٠٫٥": "3*x + 0.5",
    "१२": "12",
}


@pytest.mark.parametrize("typed, meant", READ.items())
def test_what_can_mean_one_thing_is_read(typed, meant):
    assert as_python(typed) == meant
    assert parse(typed).latex == parse(meant).latex


@pytest.mark.parametrize("typed", [*READ.values(), "x", "y + 1", "a.b", "x[0]", "1, 2", "f(x) = 2"])
def test_what_python_reads_stays_as_it_is(typed):
    assert as_python(typed) == typed


REFUSED = """
▸sin²(x): A power of a function is written behind its brackets, as in sin(x)**2
1 + ▸cos⁻¹(x): A power of a function is written behind its brackets, as in sin(x)**2
x▸²**3: Powers of powers need brackets, as in (x**2)**3
x▸²^3: Powers of powers need brackets, as in (x**2)**3
▸2½*x: Write a decimal number, such as 2.5, or a product with *
▸1,000*x: A comma may stand for a point or for thousands: write 1.5 or 1500
x + ▸12,500: A comma may stand for a point or for thousands: write 1.5 or 1500
▸1,000,000: A comma may stand for a point or for thousands: write 1.5 or 1500
▸1.000,5: A number has one point, as in 1234.5
▸1,5,2: A number has one point, as in 1234.5
▸sin(x,2): sin takes one argument: sin(x)
x▸:2: Division is written /
▸X: X is not known: write x
▸Sin(x): Sin is not known: write sin
2*▸PI: PI is not known: write pi
▸χ: χ is not known: write x
▸син(x): син is not known
▸tg(x): tg is not known: write tan
▸atan(x): atan is not known: write arctan
▸arcsin(x): arcsin is not known
▸xx: Products are written with *, as in 2*x
▸pix: Products are written with *, as in 2*x
▸xsin(x): Products are written with *, as in 2*x
▸sinx: sin needs its argument in brackets: sin(x)
▸√x: The square root is written sqrt(x)
▸√2: The square root is written sqrt(x)
▸“x”: Write the formula without quotation marks
x▸′: Write the formula without quotation marks
1 ▸000*x: Numbers are written without spaces, as in 1000
0▸。5*x: Decimal numbers are written with a point, as in 0.5
x▸≤2: The character ≤ cannot be used
x▸∞: The character ∞ cannot be used
▸x1: x1 is not known
log ▸x: The natural logarithm is written ln(x)
▸log: log is not known: write ln
"""


@pytest.mark.parametrize("message", REFUSED.strip().splitlines())
def test_what_is_unclear_is_named_with_what_to_type(message):
    shown, _, why = message.partition(": ")
    if shown == "x▸":  # the colon is what was typed
        shown, why = "x▸:2", message.removeprefix("x▸:2: ")
    with pytest.raises(ValueError) as caught:
        parse(shown.replace("▸", ""))
    assert str(caught.value).startswith(f"{shown}: {why}. Allowed are")


def test_a_lookalike_is_read_in_every_known_name():
    for name in NAMES:
        typed = name.translate(str.maketrans("aceopxis", "асеорхіѕ"))
        assert as_python(f"1 + {typed}") == f"1 + {name}"
