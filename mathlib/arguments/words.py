"""How a message shows what came, and what it advises."""

from typing import Any

LONGEST = 120
"""More of a value than this many characters hides the message."""


def shown(value: Any) -> str:
    """Return ``repr(value)`` on one line, cut in the middle if it is long.

    A whole number of hundreds of digits is given by their count.

    >>> shown([1, 2]), shown("ab"), shown(10**400)
    ('[1, 2]', "'ab'", 'a whole number of 401 digits')
    """
    if isinstance(value, int) and abs(value) >= 10**30:
        return f"a whole number of {digits(value)} digits"
    try:
        text = " ".join(repr(value).split())
    except Exception:  # a class whose repr fails, or a list with a number too long to print
        return f"a {type(value).__name__}"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 30]} … {text[-25:]}"


def digits(value: int) -> int:
    """Return how many decimal digits a whole number has, also where ``str`` refuses to write it.

    >>> digits(999), digits(-1000), digits(10**5000)
    (3, 4, 5001)
    """
    size = abs(value)
    count = max(
        1, int((size.bit_length() - 1) * 0.30102999566398) + 1
    )  # log10(2): off by 1 at most
    return count + (size >= 10**count)


def assigned(name: str, expression: str) -> str:
    """Return the line to type, where the name can be typed: "x = …", but "…" for "feature 1".

    >>> assigned("x", "[1.0]"), assigned("feature 1", "[1.0]")
    ('x = [1.0]', '[1.0]')
    """
    return f"{name} = {expression}" if name.isidentifier() else expression
