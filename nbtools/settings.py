"""Which settings of a control ``nbtools.drive`` tries: ends, middle, options, pairs of ends."""

from __future__ import annotations

import itertools

import ipywidgets as widgets

CHOICES = (
    widgets.Dropdown,
    widgets.RadioButtons,
    widgets.ToggleButtons,
    widgets.Select,
    widgets.SelectionSlider,
    widgets.Text,
)
"""Controls that take one of some values: their options, or the examples of a text box."""


def values(control: widgets.Widget) -> list:
    """Return the values to set: minimum, middle and maximum, or every option or example.

    >>> values(widgets.IntSlider(min=1, max=9))
    [1, 5, 9]
    >>> values(widgets.FloatLogSlider(min=-2, max=0, base=10))
    [0.01, 0.1, 1.0]
    >>> values(widgets.Dropdown(options={"small": 0.1, "large": 2.0}))
    [0.1, 2.0]

    Raises TypeError for a control without limits, or of a kind that is not known here.
    """
    if isinstance(control, widgets.Text):
        if not hasattr(control, "examples"):
            raise TypeError("no texts to try are known: give it a tuple, box.examples = (…)")
        return list(control.examples)
    if isinstance(control, CHOICES):
        return [value for _, value in control._options_full]
    if isinstance(control, widgets.Checkbox | widgets.ToggleButton):
        return [False, True]
    if isinstance(control, widgets.FloatLogSlider):
        low, high = control.min, control.max
        return [control.base**exponent for exponent in (low, (low + high) / 2, high)]
    if not (hasattr(control, "min") and hasattr(control, "max")):
        raise TypeError(f"no limits are known for a {type(control).__name__}; use a bounded one")
    low, high = control.min, control.max
    middle = (low + high) // 2 if isinstance(low, int) else (low + high) / 2
    if isinstance(control.value, tuple):
        return [(low, low), (low, high), (high, high)]
    return [low, middle, high]


def pairs(counts: list[int]) -> list[tuple[int, ...]]:
    """Return rows of choices such that any two choices of two controls meet in some row.

    ``counts`` says how many choices each control has. Far fewer rows than all combinations: a
    greedy covering array, see D. M. Cohen et al., "The AETG System", IEEE Trans. Softw. Eng. 23
    (1997), 437-444.

    >>> pairs([2, 2, 2])
    [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
    >>> len(pairs([2] * 8)) < 2**8 / 20
    True
    """
    choices = [[(control, choice) for choice in range(n)] for control, n in enumerate(counts)]
    both = [itertools.product(*two) for two in itertools.combinations(choices, 2)]
    left = dict.fromkeys(frozenset(pair) for product in both for pair in product)  # ordered
    rows = []
    while left:
        row = dict(next(iter(left)))
        for control, n in enumerate(counts):
            if control not in row:
                new = [
                    sum(frozenset({(control, c), old}) in left for old in row.items())
                    for c in range(n)
                ]
                row[control] = new.index(max(new))
        for pair in itertools.combinations(row.items(), 2):
            left.pop(frozenset(pair), None)
        rows.append(tuple(row[control] for control in range(len(counts))))
    return rows


def mistakes(control: widgets.Widget) -> tuple[str, ...]:
    """Return the texts that a text box has to refuse with a message; () for other controls."""
    return getattr(control, "mistakes", ())


def describe(control: widgets.Widget) -> str:
    """Return what a learner would call this control."""
    name = getattr(control, "description", "") or getattr(control, "tooltip", "") or ""
    return f"{type(control).__name__} {name!r}" if name else type(control).__name__


def end(control: widgets.Widget, choice: int) -> object:
    """Return the option with this number, or the minimum (0) or maximum (1) as it is now."""
    return values(control)[choice if isinstance(control, CHOICES) else -choice]
