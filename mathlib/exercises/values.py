"""Values a learner's function may return: compare them with what is expected, put them in words."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from mathlib.formatting import format_number
from mathlib.optimize.objectives import Objective

RELATIVE_TOLERANCE = 1e-6  # of the largest entry expected
ABSOLUTE_TOLERANCE = 1e-9  # where 0 is expected

_KINDS = {"b": "bool", "i": "number", "u": "number", "f": "number", "c": "complex", "U": "text"}
_WORDS = {
    "bool": ("", " of truth values"),
    "number": ("the number ", ""),
    "complex": ("the complex number ", " of complex numbers"),
    "text": ("the text ", " of texts"),
}
"""Each kind: what is said before a single value, and after the shape of an array."""


def agree(given: Any, expected: Any, equal_nan: bool = False) -> bool:
    """Return whether two values are the same: kind, shape and entries, rounding forgiven.

    Arguments:
        given: anything.
        expected: a truth value, a letter or word, a number or an array.
        equal_nan: whether NaN agrees with NaN.

    >>> agree(0.1 + 0.2, 0.3), agree([1, 2], np.array([1.0, 2.0])), agree(1, True), agree("c ", "C")
    (True, True, False, True)
    """
    if not _alike(given, expected):
        return False
    a, b = np.asarray(given), np.asarray(expected)
    if _kind(b) == "text":
        return bool(str(a).strip().upper() == str(b).upper())
    if _kind(b) == "bool":
        return bool(np.array_equal(a, b))
    size = np.max(np.abs(b), where=np.isfinite(b), initial=0.0)
    tolerance = RELATIVE_TOLERANCE * size + ABSOLUTE_TOLERANCE
    return bool(np.allclose(a, b, rtol=0.0, atol=tolerance, equal_nan=equal_nan))


def difference(given: Any, expected: Any) -> str:
    """Return in words how a wrong value differs from the expected one.

    Arguments:
        given: anything that does not :func:`agree` with ``expected``.
        expected: a truth value, a letter or word, a number or an array.

    >>> difference([1.0, 2.0], np.array([1.0, 3.0]))
    'gives [1, 2]; expected [1, 3].'
    >>> difference(5.0, np.array([1.0, 3.0]))
    'gives the number 5; expected an array of shape (2,).'
    """
    if not _alike(given, expected) or _kind(expected) == "text":
        advice = " Does every way through it end in a `return`?" if given is None else ""
        return f"gives {described(given)}; expected {_wanted(expected)}.{advice}"
    if np.isnan(given).any():
        return (
            f"gives {short(given)}; expected {short(expected)}. "
            "nan means “not a number”: look for 0/0, ∞ − ∞, the root or the logarithm of a "
            "negative number."
        )
    digits = 4 if short(given) != short(expected) else 10
    return f"gives {short(given, digits)}; expected {short(expected, digits)}."


def described(value: Any) -> str:
    """Return what kind of thing ``value`` is, in a few words.

    >>> described(3), described(np.ones((2, 3))), described((2, 3)), described({})
    ('the number 3', 'an array of shape (2, 3)', '(2, 3)', 'a value of type dict')
    """
    if value is None:
        return "None"
    kind, shape = _kind(value), _shape(value)
    if isinstance(value, tuple) and kind is None:
        return f"{len(value)} values: {', '.join(map(described, value[:4]))}"
    if isinstance(value, tuple) and np.size(value) <= 6:
        return short(value)
    if kind is None:
        return f"a value of type {type(value).__name__}"
    one, several = _WORDS[kind]
    return f"an array of shape {shape}{several}" if shape else one + short(value)


def listed(names: Sequence[str], values: Sequence[Any]) -> str:
    """Return "name = value" for each, joined by commas.

    >>> listed(["x", "t"], [np.array([1.0, 2.0]), 0.5])
    'x = [1, 2], t = 0.5'
    """
    return ", ".join(f"{n} = {short(v)}" for n, v in zip(names, values, strict=True))


def short(value: Any, digits: int = 4) -> str:
    """Return a value in few characters: numbers with ``digits`` significant digits.

    >>> short(np.array([[1.0, 2.0], [0.5, -0.0]])), short(True), short(np.sin)
    ('[[1, 2], [0.5, 0]]', 'True', 'sin')
    """
    if isinstance(value, Objective):
        return value.name
    if callable(value):
        return value.__name__
    array = np.asarray(value)
    if array.ndim:
        entries = ", ".join(short(entry, digits) for entry in array)
        return f"({entries})" if isinstance(value, tuple) else f"[{entries}]"
    if array.dtype.kind == "U":
        return f"“{one_line(value, 20)}”"
    if array.dtype.kind == "c":
        return f"{complex(array):.{digits}g}"
    return str(bool(array)) if array.dtype.kind == "b" else format_number(array, digits)


def one_line(text: Any, length: int = 160) -> str:
    """Return the first line of a text, cut to ``length``, without addresses in memory.

    >>> one_line("<object at 0x7f12> is odd\\nmore", 20)
    '<object> is odd'
    """
    lines = str(text).strip().splitlines() or [""]
    line = re.sub(r" at 0x[0-9a-fA-F]+", "", lines[0])
    return line if len(line) <= length else line[: length - 1] + "…"


def to_html(text: str) -> str:
    """Return a text as HTML, what stands in backticks as code.

    >>> to_html("1 < 2, `x - 1`")
    '1 &lt; 2, <code>x - 1</code>'
    """
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def _kind(value: Any) -> str | None:
    """Return "bool", "number", "complex" or "text"; None for anything else."""
    try:
        return _KINDS.get(np.asarray(value).dtype.kind)
    except Exception:  # whatever a strange object raises when numpy asks it for numbers
        return None


def _shape(value: Any) -> tuple[int, ...] | None:
    return np.shape(value) if _kind(value) else None


def _alike(given: Any, expected: Any) -> bool:
    """Return whether both are of the same kind and shape."""
    return _kind(given) == _kind(expected) and _shape(given) == _shape(expected)


def _wanted(expected: Any) -> str:
    """Return in words what kind of value was asked for; only a word is told as it is."""
    if isinstance(expected, tuple):
        return f"{len(expected)} numbers with a comma between them"
    if _shape(expected):
        return f"an array of shape {_shape(expected)}"
    if _kind(expected) == "text" and len(expected) > 1:
        return short(expected)
    kinds = {"bool": "one True or False", "text": "one of the letters, in quotes, such as “A”"}
    return kinds.get(_kind(expected) or "", "one number")
