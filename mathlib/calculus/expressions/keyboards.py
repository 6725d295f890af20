"""What the keyboards of the world give, written as Python writes it, where it can mean one thing.

========================  =============================  ============================
typed                     read as                        refused, since it is unclear
========================  =============================  ============================
ｘ＋１, 𝑥 + 1, х (Cyrillic)  x + 1, x                       χ (Greek), X
− – · × ÷ π               - - * * / pi                   :
x², x⁻¹                   x**2, x**-1                    sin²(x), x²**3
½                         (1/2)                          2½
0,5 (no function takes    0.5                            1,000
two arguments)
np.sin(x), math.atan(x)   sin(x), arctan(x)              log(x)
√(x + 1)                  sqrt(x + 1)                    √x, |x|
========================  =============================  ============================

Characters that cannot be seen are left out. Nothing here gives a meaning to what has none: the
result is read by ``reading`` as if it had been typed.
"""

from __future__ import annotations

import re
import unicodedata

from mathlib.calculus.expressions.functions import FUNCTIONS
from mathlib.calculus.expressions.refusals import POWERS, PRODUCTS, refuse

SIGNS = str.maketrans(
    {**dict.fromkeys("−–—‐‑‒", "-"), **dict.fromkeys("·⋅∙•×✕✖∗", "*"), **dict.fromkeys("÷∕⁄", "/")}
    | {"π": "pi", "٫": "."}
)
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"
EXPONENT = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
LOOKALIKES = str.maketrans("асеорхіѕο", "aceopxiso")
"""Cyrillic letters, and the Greek omicron, that look like Latin ones."""
NAMES = {"x", "e", "pi", *FUNCTIONS}
PYTHON = re.compile(r"\b(?:np|numpy|math)\s*\.\s*([a-z]+)\b(?!\s*\.)")
IN_PYTHON = {**{name: name for name in NAMES - {"x"}}, "log": "ln", "atan": "arctan", "fabs": "abs"}
WORD = re.compile(r"[^\W\d_]+")
FUNCTION = "|".join(FUNCTIONS)

RAISED = [
    (
        re.compile(rf"\b({FUNCTION})\s*[{SUPERSCRIPTS}]"),
        "A power of a function is written behind its brackets, as in sin(x)**2",
    ),
    (
        re.compile(rf"[{SUPERSCRIPTS}]\s*(\*\s*\*|\^|＊|＾)"),
        "Powers of powers need brackets, as in (x**2)**3",
    ),
    (re.compile(r"\d\s*[¼½¾⅐-⅞]"), "Write a decimal number, such as 2.5, or a product with *"),
]
COMMAS = [
    (
        re.compile(r"(?<![\d.,])[1-9]\d{0,2}(,\d{3})+(?![\d,])"),
        "A comma may stand for a point or for thousands: write 1.5 or 1500",
    ),
    (re.compile(r"\d,\d*[.,]\d|\d\.\d*,\d"), "A number has one point, as in 1234.5"),
]
"""What could mean two things, and what to write instead."""
ADVICE = [
    (re.compile(r"\|"), "The absolute value is written abs(x)"),
    (re.compile(r"√"), "The square root is written sqrt(x)"),
    (re.compile("[“”„‘’«»\"'`′]"), "Write the formula without quotation marks"),
    (re.compile(rf"\b(?P<f>{FUNCTION})\s+[\w.]"), "{f} needs its argument in brackets: {f}(x)"),
    (re.compile(r"(\d|\bx|\))\s*(\(|[a-df-zA-Z])"), PRODUCTS),
    (re.compile(r"\blog\b"), "The natural logarithm is written ln(x)"),
    (re.compile("="), "Write only what stands to the right of ="),
    (re.compile("[:∶]"), "Division is written /"),
    (re.compile(r"\d\s+\d"), "Numbers are written without spaces, as in 1000"),
    (re.compile(r"\d?[。،]\d?"), "Decimal numbers are written with a point, as in 0.5"),
]
"""What people type in place of something that can be read, and what to say then."""


def as_python(text: str) -> str:
    """Return the text with the signs that Python reads.

    Raises:
        ValueError: something in it could mean two things.

    >>> as_python("½·х² − np.sin(π＊x) ÷ 0,5")
    '(1/2)*x**2 - sin(pi*x) / 0.5'
    """
    text = "".join(_plain(c) for c in text)
    _refuse_unclear(text, RAISED)  # before raised figures become figures
    text = EXPONENT.sub(lambda m: "**" + unicodedata.normalize("NFKC", m[0]), text)
    if other := re.search(f"[{SUPERSCRIPTS}ⁿˣ]", text):
        refuse(text, other.start(), POWERS)
    text = re.sub("[¼½¾⅐-⅞]", _fraction, text)
    text = unicodedata.normalize("NFKC", text).translate(SIGNS).replace("√(", "sqrt(").strip()
    _refuse_unclear(text, COMMAS)
    text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    text = WORD.sub(_latin, text)
    return PYTHON.sub(lambda m: IN_PYTHON.get(m[1], m[0]), text)


def _plain(c: str) -> str:
    """Leave out what cannot be seen; make spaces and figures of other scripts ordinary ones."""
    kind = unicodedata.category(c)
    if kind in ("Cf", "Zs"):
        return "" if kind == "Cf" else " "
    return str(unicodedata.decimal(c)) if kind == "Nd" else c


def _refuse_unclear(text: str, table: list[tuple[re.Pattern[str], str]]) -> None:
    for pattern, why in table:
        if found := pattern.search(text):
            refuse(text, found.start(), why)


def _fraction(found: re.Match[str]) -> str:
    over, under = unicodedata.normalize("NFKC", found[0]).split("\N{FRACTION SLASH}")
    return f"({over}/{under})"


def _latin(found: re.Match[str]) -> str:
    """A word of lookalikes is read if it is a known one; else it stays, to be named."""
    word = found[0].translate(LOOKALIKES)
    return word if word in NAMES else found[0]


def advice(text: str) -> str:
    """Return what to write instead, for a text that Python cannot read.

    >>> advice("2x")
    'Products are written with *, as in 2*x'
    """
    for pattern, why in ADVICE:
        if found := pattern.search(text):
            return why.format(**found.groupdict())
    if text.count("(") != text.count(")"):
        return f"Brackets: ( stands {text.count('(')} times, ) stands {text.count(')')} times"
    if strange := re.search(r"[^\x00-\x7f]", text):
        return f"The character {strange[0]} cannot be used"
    return "Here the formula cannot be read on"


def about_name(name: str) -> str:
    """Return what to say about a name that is not known.

    >>> about_name("Sin"), about_name("xx")
    ('Sin is not known: write sin', 'Products are written with *, as in 2*x')
    """
    if name.lower() in NAMES or name == "χ":
        return f"{name} is not known: write {'x' if name == 'χ' else name.lower()}"
    if glued := re.fullmatch(rf"({FUNCTION})(pi|x|e)", name):
        return f"{glued[1]} needs its argument in brackets: {glued[1]}(x)"
    if re.fullmatch(rf"({FUNCTION}|pi|x|e)+", name):
        return PRODUCTS
    instead = {"log": "ln", "tg": "tan", "arctg": "arctan", "atan": "arctan"}.get(name)
    return f"{name} is not known: write {instead}" if instead else f"{name} is not known"
