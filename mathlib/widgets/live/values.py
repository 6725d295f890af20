"""What a control takes: its limits, the texts it refuses, and what the browser says of it."""

from __future__ import annotations

import math
from typing import Any

import ipywidgets as widgets
import traitlets


class ControlError(ValueError):
    """A name that no control has, or a value that it does not take."""


def limits(control: widgets.Widget) -> tuple[float, float]:
    """The smallest and the largest value a control takes; infinite where it has no bounds.

    >>> limits(widgets.FloatLogSlider(min=-2, max=1))
    (0.01, 10.0)
    """
    low, high = getattr(control, "min", -math.inf), getattr(control, "max", math.inf)
    return (control.base**low, control.base**high) if hasattr(control, "base") else (low, high)


def allowed(control: widgets.Widget) -> str:
    """What a control takes, in words.

    >>> allowed(widgets.IntSlider(min=2, max=60))
    'choose a number from 2 to 60'
    """
    if hasattr(control, "options"):
        return f"choose one of {', '.join(str(o) for o in control.options)}"
    low, high = limits(control)
    return f"choose a number from {low:g} to {high:g}"


def refusal(control: widgets.Widget, value: Any) -> str:
    """Why a text box does not take a text; "" if it does, and for every other control."""
    try:
        getattr(control, "read", str)(value)
    except (TypeError, ValueError) as error:
        return str(error)
    return ""


def meant(control: widgets.Widget, value: Any, now: Any) -> Any:
    """The value that counts once a control has ``value``: ``now``, the exact number it had, if a
    slider in the browser has only rounded that to its step.

    >>> meant(widgets.FloatSlider(step=0.1), 0.3, 0.32)
    0.32
    """
    if not isinstance(value, float) or not getattr(control, "step", None):
        return value
    moved = math.log(value / now, control.base) if hasattr(control, "base") else value - now
    return now if abs(moved) < 0.499 * control.step else value


def set_value(control: widgets.Widget, value: Any, name: str) -> None:
    """Set a control, in code. Raises ControlError for what it does not take."""
    if why := refusal(control, value):
        raise ControlError(f"{name} cannot be {value!r}: {why}")
    try:
        control.value = value
    except traitlets.TraitError:
        raise ControlError(f"{name} cannot be {value!r}: {allowed(control)}") from None
    if control.value != value:  # stock sliders cut off what is out of range, without a word
        raise ControlError(f"{name} cannot be {value!r}: {allowed(control)}")


def from_browser(control: widgets.Widget, sent: Any, name: str) -> Any:
    """The value that the browser means: an option by its number, a number within the limits.

    Raises IndexError, TypeError or ValueError for what makes no sense.

    >>> from_browser(widgets.Dropdown(options=["small", "large"]), 1, "size")
    'large'
    >>> from_browser(widgets.IntSlider(min=2, max=60), 99, "points")
    60
    """
    if hasattr(control, "options"):
        if not (isinstance(sent, int) and 0 <= sent < len(control.options)):
            raise IndexError(f"{name} has {len(control.options)} options; got number {sent}")
        return control.options[sent]
    if isinstance(control, widgets.Text):
        if not isinstance(sent, str):
            raise TypeError(f"{name} must be a text; got {sent!r}")
        return sent
    value = type(control.value)(sent)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{name} must be a finite number; got {sent}")
    low, high = limits(control)
    return min(max(value, low), high)


def to_browser(control: widgets.Widget, value: Any) -> dict[str, Any]:
    """What the browser keeps of a control that has ``value``: the other way round.

    >>> to_browser(widgets.Dropdown(options=["small", "large"]), "large")
    {'index': 1}
    """
    if hasattr(control, "options"):
        return {"index": control.options.index(value)}
    return {"value": value}
