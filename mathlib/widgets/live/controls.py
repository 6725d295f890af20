"""Stock ipywidgets controls with the course's looks: a label in words, a readable number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import ipywidgets as widgets

_STYLE = {"description_width": "initial"}


def slider(label: str, value: float, low: float, high: float, step: float) -> widgets.FloatSlider:
    """A slider over an interval, even steps."""
    return widgets.FloatSlider(
        value,
        min=low,
        max=high,
        step=step,
        description=label,
        style=_STYLE,
    )


def log_slider(
    label: str, value: float, low: float, high: float, step: float = 0.02
) -> widgets.FloatLogSlider:
    """A slider over powers of ten: from 10**low to 10**high, ``step`` in the exponent."""
    return widgets.FloatLogSlider(
        value,
        base=10,
        min=low,
        max=high,
        step=step,
        description=label,
        readout_format=".3g",
        style=_STYLE,
    )


def show_exactly(control: Any, presets: Iterable[float]) -> None:
    """Give the number beside a slider as many digits as it takes to show what is set exactly.

    A preset that sets 0.125 must not be read as 0.13, nor a step of a slider's own. Rounded numbers
    of counts stay rounded; other controls show no number.

    >>> control = slider("σ", 0.5, 0.0, 1.0, 0.05)
    >>> show_exactly(control, [0.125])
    >>> control.readout_format
    '.3f'
    """
    if not isinstance(control, widgets.FloatSlider | widgets.FloatLogSlider):
        return
    kind = control.readout_format[-1]
    if "," in control.readout_format or kind not in "fg":
        return
    own = [] if hasattr(control, "base") else [control.min, control.step]
    values = [control.value, *presets, *own]
    fewest = int(control.readout_format[1:-1])
    exact = (d for d in range(fewest, 9) if all(float(f"{v:.{d}{kind}}") == v for v in values))
    control.readout_format = f".{next(exact, fewest)}{kind}"


def count_slider(
    label: str, value: float, low: float, high: float, step: float = 0.02
) -> widgets.FloatLogSlider:
    """A `log_slider` for a count, such as the size of a sample: shown, and to be read, rounded."""
    control = log_slider(label, value, low, high, step)
    control.readout_format = ",.0f"
    return control


def whole_slider(label: str, value: int, low: int, high: int) -> widgets.IntSlider:
    """A slider over whole numbers."""
    return widgets.IntSlider(value, min=low, max=high, description=label, style=_STYLE)


def choice(label: str, options: tuple[str, ...], value: str | None = None) -> widgets.Dropdown:
    """A list to choose one name from."""
    return widgets.Dropdown(
        options=tuple(options),
        value=value or options[0],
        description=label,
        style=_STYLE,
    )


def text_box(
    label: str,
    value: str,
    read: Callable[[str], Any],
    examples: tuple[str, ...],
    mistakes: tuple[str, ...],
) -> widgets.Text:
    """A text box; a text counts when Enter is pressed or the box is left.

    A text that ``read`` refuses with a ValueError or TypeError is no error: the figure says why,
    and keeps the last good one. The checks type ``examples``, which are taken, and ``mistakes``.
    """
    box = widgets.Text(
        value,
        description=label,
        continuous_update=False,
        style=_STYLE,
    )
    box.read, box.examples, box.mistakes = read, tuple(examples), tuple(mistakes)
    return box


def play(target: widgets.IntSlider, interval: int = 120) -> widgets.Play:
    """A play button that walks ``target`` from its lowest to its highest value.

    ``interval`` is the time between two values in milliseconds.
    """
    button = widgets.Play(
        value=target.value, min=target.min, max=target.max, interval=interval, show_repeat=False
    )
    button.links = (
        widgets.jslink((button, "value"), (target, "value")),  # in the browser: smooth
        widgets.link((button, "value"), (target, "value")),  # in the kernel: without a browser
    )
    return button
