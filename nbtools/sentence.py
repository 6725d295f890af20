"""Whether what a figure says is one whole sentence, at every setting of its controls."""

from __future__ import annotations

import re

NO_NUMBER = re.compile(r"\b(nan|None|inf)\b|[-−]0(?![.\d])|± 0i")


def is_one_sentence(text: str) -> bool:
    """Return whether a text is one line with a full stop at its end, and no number in it is none.

    >>> is_one_sentence("After 8 steps f = 0.25.")
    True
    >>> is_one_sentence("After 8 steps f = nan.")
    False
    """
    ends = text.endswith(".") and "\n" not in text and len(text) > 15
    return ends and not NO_NUMBER.search(text)
