"""What stands around the picture of a live figure, and how all of it is taken away again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ipywidgets as widgets


def rows(
    controls: Iterable[widgets.Widget],
    buttons: Mapping[str, Callable[[], None]],
    reset: Callable[[], None],
) -> list[widgets.Box]:
    """The grid of controls, and the row of buttons: what each does by its words, Reset last.

    How they stand and how large they are says live.css.
    """
    made = [_button(words, act) for words, act in buttons.items()]
    made.append(_button("Reset", reset, icon="undo"))
    return [_box("mathlib-controls", controls), _box("mathlib-presets", made)]


def _box(name: str, children: Iterable[widgets.Widget]) -> widgets.Box:
    return widgets.Box(list(children), _dom_classes=(name,))


def _button(words: str, act: Callable[[], None], **options: Any) -> widgets.Button:
    button = widgets.Button(
        description=words, layout=widgets.Layout(width="auto"), tooltip=words, **options
    )
    button.on_click(lambda _: act())
    return button


def close_all_in(box: widgets.Box) -> None:
    """Close every widget inside a box, and cut what holds on to it: links, observers, looks."""
    for widget in _descendants(box):
        for link in getattr(widget, "links", ()):
            link.unlink()
        widget.unobserve_all()
        for part in (widget, widget.layout, getattr(widget, "style", None)):
            if part is not None:
                part.close()


def _descendants(widget: widgets.Widget) -> list[widgets.Widget]:
    found = []
    for child in getattr(widget, "children", ()):
        found += [child, *_descendants(child)]
    return found
