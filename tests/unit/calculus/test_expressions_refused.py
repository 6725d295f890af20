"""What is no formula: the message in full, the place it points at, and what to write instead."""

import pytest

from mathlib.calculus.expressions import parse

ALLOWED = (
    ". Allowed are numbers, x, pi, e, + - * / **, brackets, and exp, ln, sqrt, sin, cos, tan, "
    "arctan, tanh, sigmoid, abs, relu, step."
)
REFUSED = """
▸2x: Products are written with *, as in 2*x
▸2X: Products are written with *, as in 2*x
2 ▸x: Products are written with *, as in 2*x
x ▸x: Products are written with *, as in 2*x
3 ▸sin(x): Products are written with *, as in 2*x
1/x + ▸2y: Products are written with *, as in 2*x
x▸(x+1): Products are written with *, as in 2*(x + 1)
2▸(x+1): Products are written with *, as in 2*(x + 1)
(x+1▸)(2): Products are written with *, as in 2*(x + 1)
pi▸(x): Products are written with *, as in 2*(x + 1)
e▸(x): Products are written with *, as in 2*(x + 1)
y ▸= x: Write only what stands to the right of =
f(x) ▸= x: Write only what stands to the right of =
▸(x: Brackets: ( stands 1 times, ) stands 0 times
x**2▸): Brackets: ( stands 0 times, ) stands 1 times
▸((x+1): Brackets: ( stands 2 times, ) stands 1 times
x▸^2: Powers are written **, as in x**2
x▸ⁿ: Powers are written **, as in x**2
2*x▸⁺: Powers are written **, as in x**2
▸√x: The square root is written sqrt(x)
▸|x|: The absolute value is written abs(x)
x▸|2: The absolute value is written abs(x)
x▸//2: Division is written /
x▸@x: Products are written *
x▸%2: This operator cannot be used
x▸ & 1: This operator cannot be used
x▸<<2: This operator cannot be used
▸x < 1: this cannot be used here
▸not x: this cannot be used here
▸~x: this cannot be used here
▸x and x: this cannot be used here
▸y: y is not known
2*▸y*3: y is not known
sin(▸y): y is not known
1 - - ▸y: y is not known
▸é + é.real: é is not known
x + ▸sin: sin needs its argument in brackets: sin(x)
sin ▸x: sin needs its argument in brackets: sin(x)
1 + ln ▸2: ln needs its argument in brackets: ln(x)
▸sin(): sin takes one argument: sin(x)
▸sin(x, x): sin takes one argument: sin(x)
▸sin(x=x): sin takes one argument: sin(x)
sin(▸*x): this cannot be used here
x + ▸log(2): The natural logarithm is written ln(x)
▸foo(x): foo is not known
▸__import__('os'): __import__ is not known
▸np.foo(x): this cannot be used here
▸np.random.rand(): this cannot be used here
▸os.sin(x): this cannot be used here
x▸.real: this cannot be used here
x▸.real + 1: this cannot be used here
▸x.real(2): this cannot be used here
▸x[0]: this cannot be used here
▸x[0](1): this cannot be used here
▸sin(x)(2): this cannot be used here
▸lambda: x: this cannot be used here
▸[x]: this cannot be used here
▸x,: this cannot be used here
▸{x}: this cannot be used here
▸x if x else 1: this cannot be used here
▸f'{x}': this cannot be used here
▸None: this cannot be used here
▸...: this cannot be used here
▸await x: this cannot be used here
(▸x:=1): this cannot be used here
x ▸# 1: this cannot be used here
x ▸# 1 # 2: this cannot be used here
▸'x': Only real numbers can be used
▸b'x': Only real numbers can be used
▸True: Only real numbers can be used
x + ▸2j: Only real numbers can be used
▸1e400: This number is too large
▸9**9**9: This number is too large, or does not exist
x*▸9**9**9: This number is too large, or does not exist
x + ▸0/0: This number is too large, or does not exist
▸1/0: This number is too large, or does not exist
▸ln(0): This number is too large, or does not exist
x + ▸sqrt(-1)*x: This number is too large, or does not exist
▸(-8)**(1/3): This number is too large, or does not exist
tan(x) + ▸exp(1000): This number is too large, or does not exist
▸x+: Here the formula cannot be read on
▸*x: Here the formula cannot be read on
x▸;x: Here the formula cannot be read on
▸import os: Here the formula cannot be read on
▸yield: Here the formula cannot be read on
x▸$2: Here the formula cannot be read on
"""


def refusal(text):
    with pytest.raises(ValueError) as caught:
        parse(text)
    return str(caught.value)


@pytest.mark.parametrize("message", REFUSED.strip().splitlines())
def test_the_place_and_the_reason(message):
    shown = message[: message.rindex(": ")]
    while shown.endswith(("Brackets", "brackets", "argument")):  # these reasons hold a colon
        shown = shown[: shown.rindex(": ")]
    assert refusal(shown.replace("▸", "")) == message + ALLOWED


def test_the_place_in_a_formula_of_several_lines():
    assert refusal("x +(\n 2 x)").startswith("x +(\n ▸2 x): Products")
    assert refusal("(x\r\n+ y)").startswith("(x\r\n+ ▸y): y is not known")
    assert refusal("(é\n+ 1)").startswith("(▸é\n+ 1)")
    assert refusal("(x +\n x.real)").startswith("(x +\n x▸.real)")
    assert refusal("(1\n + x.real)").startswith("(1\n + x▸.real)")
    assert refusal("(1 +\n 1 +\n y)").startswith("(1 +\n 1 +\n ▸y): y is not known")
    assert refusal("(x +\n x\n).real").startswith("(x +\n x▸\n).real: this cannot")
    assert refusal("(1 +\n x\n.real)").startswith("(1 +\n x▸\n.real)")


def test_what_python_itself_cannot_read():
    assert refusal("\ud800") == "▸\ud800: This is no formula" + ALLOWED
    assert refusal("x\x00").startswith("▸x\x00: ") and refusal("x\x00").endswith(ALLOWED)
    assert refusal("(" * 100 + "x").endswith("( stands 100 times, ) stands 0 times" + ALLOWED)
    assert refusal("9" * 20 + "**" + "9" * 20).endswith("too large, or does not exist" + ALLOWED)


def test_an_empty_one_and_a_long_one():
    nothing = f'Type a formula of x, such as "x**2 - sin(x)"{ALLOWED}'
    assert refusal("") == refusal(" \t") == nothing
    assert parse(" " * 99 + "x" + " " * 100)(2.0) == 2
    assert refusal("x" * 201) == "A formula has at most 200 characters; this one has 201."


@pytest.mark.parametrize("text", [5, None, b"x", ["x"]])
def test_what_is_no_text(text):
    with pytest.raises(TypeError) as caught:
        parse(text)
    assert str(caught.value) == f'a formula is a text such as "x**2"; got {text!r}.'
