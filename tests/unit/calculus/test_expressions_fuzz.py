"""Whatever is typed is a formula of x, or refused with a reason: at once, nothing is executed."""

import re
import sys
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathlib.calculus.autodiff import Dual, Value
from mathlib.calculus.expressions import FUNCTIONS, parse
from mathlib.calculus.expressions.latex import LONGEST
from mathlib.calculus.expressions.tree import ARITHMETIC, bottom_up

POINTS = np.array([-2.3, -1.0, 0.0, 0.3, 1.7])
LONGEST_SECONDS = 1.0
OPS = {"number", "x", *ARITHMETIC, *FUNCTIONS}

numbers = st.sampled_from(["0", "1", "2", "3", "10", "0.5", "2.5", "1e9", "1e-9", "1e200", "pi"])
leaves = st.one_of(st.just("x"), st.just("x"), numbers, st.just("e"))


def larger(parts):
    """Formulas made of smaller ones."""
    operators = st.sampled_from(["+", "-", "*", "/", "**"])
    return st.one_of(
        st.tuples(parts, operators, parts).map("".join),
        st.tuples(parts, operators, parts).map(lambda p: f"({' '.join(p)})"),
        st.tuples(st.sampled_from(sorted(FUNCTIONS)), parts).map(lambda p: f"{p[0]}({p[1]})"),
        parts.map("-{}".format),
    )


formulas = st.recursive(leaves, larger, max_leaves=30)
LEFT = ["x**", "x/", "x*", "-x**", "e**", "1/", "2**-", "x-", "x+x*", "x**x/", "-"]
OPENING = ["", "(", "sin(", "ln(", "sqrt(", "relu(", "abs(", "sigmoid("]
RIGHT = ["", "", "**x", "/x", "*x", "**2", "-x"]


@st.composite
def towers(draw):
    """The same again and again: as deep and as large as 200 characters can be."""
    left, opening = draw(st.sampled_from(LEFT)), draw(st.sampled_from(OPENING))
    right = ")" * bool(opening) + draw(st.sampled_from(RIGHT))
    floors = draw(st.integers(1, 200 // len(left + opening + right)))
    return floors * (left + opening) + draw(leaves) + floors * right


WORDS = r"""
x e pi sin exp ln abs relu log y np os __import__ __class__ real lambda if else for in not yield
await import eval exec print True None 2j 0x1F 1_000 1e400 1e-400 9**9**9 ... := == ** // @ % + - *
/ ( ) [ ] { } , . ; : = | & ~ ^ < # \ ' " ''' f' b' ` ! ? $ − · × π ² √ é ∞
"""
words = st.sampled_from([*WORDS.split(), "\n", "\t", "\x00", " "])
garbage = st.one_of(
    st.text(max_size=210),
    st.text("x()+-*/.0123456789e sincolg_[]{}'\"\\\n", max_size=210),
    st.lists(st.one_of(words, st.text(max_size=2)), max_size=60).map("".join),
    st.lists(words, max_size=40).map(" ".join),
)


@st.composite
def damaged(draw):
    """A formula with one character too many, too few, or another."""
    text = draw(formulas)
    place = draw(st.integers(0, len(text)))
    return (
        text[:place] + draw(st.text(max_size=1) | words) + text[place + draw(st.integers(0, 1)) :]
    )


TYPED = {"formulas": formulas, "towers": towers(), "garbage": garbage, "damaged": damaged()}
IN_A_THOUSAND = {"formulas": 400, "towers": 20, "garbage": 400, "damaged": 180}


def executed(event, _):
    """Would notice if typed text were compiled to code, run, or reached a file or a module."""
    if armed and event in ("exec", "import", "open", "os.system", "subprocess.Popen"):
        armed.append(event)


armed: list = []
sys.addaudithook(executed)


def read_typed(text):
    """Read it as a figure does; return the formula, or None if it was refused with a reason."""
    armed[:] = ["watching"]
    try:
        f = parse(text)
    except ValueError as error:
        assert re.search(r"[▸]|Type a formula|at most 200 characters", str(error))
        f = None
    finally:
        events, armed[:] = armed[1:], []
    assert not events
    return f


def parts_of(f):
    """The operations that a formula is made of."""
    seen: set[str] = set()
    bottom_up(f.node, lambda node, *_: seen.add(node.op))
    return seen


def seconds_of_use(text):
    """Refused with a reason; or f, f′, f″ can be shown, computed and differentiated."""
    started = time.process_time()
    f = read_typed(text)
    for _ in range(3 if f else 0):
        assert parts_of(f) <= OPS
        assert 0 < len(f.latex) < 10_000 and f.latex.count("{") == f.latex.count("}")
        assert f(POINTS).shape == f(POINTS + 1j).shape == f(Dual(POINTS)).tangent.shape == (5,)
        x = Value(1.7)
        f(x).backward()
        assert x.grad.shape == ()
        f = f.derivative()
    return time.process_time() - started


def check_typed(text):
    """It works, and at once; timed again if not: Python may have tidied its memory meanwhile."""
    assert seconds_of_use(text) < LONGEST_SECONDS or seconds_of_use(text) < LONGEST_SECONDS


def check_many(kind, times):
    examples = int(times * IN_A_THOUSAND[kind] * settings.default.max_examples / 100)
    settings(max_examples=examples)(given(TYPED[kind])(check_typed))()


@pytest.mark.parametrize("kind", TYPED)
def test_500_typed_texts(kind):
    check_many(kind, 0.5)


@pytest.mark.slow
@pytest.mark.parametrize("kind", TYPED)
def test_100_000_typed_texts(kind):
    check_many(kind, 100)


def in_words(text):
    """A formula as a reader of the LaTeX would type it."""
    for name in ("ReLU", "step"):
        text = text.replace(rf"\mathrm{{{name}}}", name.lower())
    text = text.replace(r"\sigma", "sigmoid").replace(r" \cdot ", "*").replace("|", "abs|")
    text = re.sub(r"abs\|([^|]*)abs\|", r"abs(\1)", text)
    while "{" in text:
        text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", text)
        text = re.sub(r"\\sqrt\{([^{}]*)\}", r"sqrt(\1)", text)
        text = re.sub(r"\^\{([^{}]*)\}", r"**(\1)", text)
    return re.sub(r"(?<![-+]) (?![-+])", "*", text.replace("\\", ""))


@given(formulas.filter(lambda text: text.count("abs") < 2))
def test_the_latex_says_the_same_as_the_formula(text):
    f = read_typed(text)
    if f and len(f.latex) < LONGEST and len(in_words(f.latex)) <= 200:
        again = parse(in_words(f.latex))
        assert np.allclose(again(POINTS), f(POINTS), rtol=1e-9, atol=0, equal_nan=True)
