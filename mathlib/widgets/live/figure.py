"""The live figure: the one class that every explorer of the course is made of.

An explorer says which *controls* it has (stock ipywidgets), what stands still (`draw`) and what
moves (`update`). Everything else is here and in the engine below: handles that can be grabbed,
presets, reset, a goal, the verdict line, alt text, the static picture for readers who run nothing,
and errors that are seen.

A live figure is made of three classes, each in its room: `Explorer` (what is written for each
figure), `Following` (how the picture follows), and `LiveFigure` (what a learner may call).
"""

from __future__ import annotations

import base64
import threading
from collections.abc import Mapping
from functools import partial
from typing import Any

import ipywidgets as widgets

from mathlib.figures.summary import summarise
from mathlib.widgets.live import showing
from mathlib.widgets.live.canvas import Canvas
from mathlib.widgets.live.controls import show_exactly
from mathlib.widgets.live.explorer import Handle
from mathlib.widgets.live.following import Following
from mathlib.widgets.live.frames import CSS_DPI, Stage
from mathlib.widgets.live.layout import close_all_in, rows
from mathlib.widgets.live.values import ControlError

PRINT = ("light", 1.5)
"""Theme and scale of the picture that is stored in a notebook."""


class LiveFigure(Following):
    """A picture that answers its controls and handles while they move.

    A subclass writes two methods:

    * ``draw(figure, state)`` draws everything once and returns the artists that will move;
    * ``update(state)`` calls the mathematics, sets the data of those artists, and sets
      ``self.verdict`` (one sentence that says what is to be seen, with its numbers).

    ``state`` maps the name of each control to its value. Controls named in ``redraw_on`` change
    the static part, so that `draw` is called anew; `adapt` may then fit the ranges of others.

    Raises in the constructor: ValueError if a handle or a preset names no control.
    """

    def __init__(
        self,
        controls: Mapping[str, widgets.Widget],
        *,
        handles: tuple[Handle, ...] = (),
        presets: Mapping[str, Mapping[str, Any]] | None = None,
    ):
        self.controls = dict(controls)
        self.handles = handles
        self.presets = {label: dict(values) for label, values in (presets or {}).items()}
        self._check_names()
        for name, control in self.controls.items():
            show_exactly(control, [p[name] for p in self.presets.values() if name in p])
        self.verdict, self.goal_reached = "", False
        self._lock = threading.RLock()
        self._held = self._broken = False
        self._places, self._refining = {}, None
        self._state = {name: control.value for name, control in self.controls.items()}
        self._stage = Stage(self.size, lambda figure: self.draw(figure, self._state))
        pixels = [round(CSS_DPI * inches) for inches in self.size]
        self._canvas = Canvas(self._message, self.controls, handles, title=self.title, size=pixels)
        self._start = dict(self._state)
        for name, control in self.controls.items():
            control.observe(lambda change, name=name: self._changed(name, change.new), "value")
        super().__init__(children=self._parts(), _dom_classes=("mathlib-live",))
        self._undrawn = {"_undrawn", *vars(self)}
        with self._lock:
            self._render(redraw=True)

    def _check_names(self) -> None:
        named = {n for h in self.handles for n in (h.x, h.y, h.angle, *h.around) if n}
        named |= {n for values in self.presets.values() for n in values} | set(self.redraw_on)
        if unknown := sorted(named - set(self.controls)):
            raise ValueError(
                f"{type(self).__name__}: no control is called {', '.join(unknown)}; "
                f"there are {', '.join(self.controls)}"
            )

    def _check_open(self) -> None:
        if not hasattr(self, "_stage"):
            name = type(self).__name__
            raise RuntimeError(f"this figure has been closed: make a new one, {name}()")

    def _parts(self) -> list[widgets.Widget]:
        """What stands on the page: controls, buttons, picture."""
        presets = {words: partial(self.set, **values) for words, values in self.presets.items()}
        return [*rows(self.controls.values(), presets, self.reset), self._canvas]

    # ---- what a learner or a teacher may call ------------------------------------------------

    def set(self, **values: Any) -> None:
        """Set controls by name, as a preset does. Raises ValueError for what is not allowed.

        Controls that refit the ranges of others (``redraw_on``) go first. If one cannot be set,
        none is.
        """
        self._check_open()
        before = self.state
        first = [name for name in values if name in self.redraw_on]
        try:
            for names in filter(None, (first, [name for name in values if name not in first])):
                with self._one_drawing():
                    for name in names:
                        self._set_control(name, values[name])
        except ControlError:
            self.set(**before)
            raise
        finally:
            self._canvas.epoch += 1

    def reset(self) -> None:
        """Put every control back to where it was in the beginning."""
        self.set(**self._start)

    def png(self) -> bytes:
        """The picture as it is now, with its handles: a PNG, always light, at scale 1.5."""
        self._check_open()
        with self._lock:
            if self._broken:
                self._render(redraw=True)  # raises again what is wrong
            live = self._stage.theme, self._stage.scale
            self._stage_as(*PRINT)
            for _ in self._refining or ():
                pass
            self._refining = None
            picture = self._stage.still(self._marks())
            self._stage_as(*live)
            return picture

    def summary(self) -> str:
        """What the picture shows, in words and rounded numbers: titles, labels, data, verdict."""
        self._check_open()
        return f"{self.title}\n{summarise(self._stage.figure)}\n{self.verdict}"

    @property
    def message(self) -> str:
        """What the line under the picture says is wrong: an error, or a text that is not taken."""
        refused = (why for why in self._canvas.refused.values() if why)
        return self._canvas.error or " ".join(refused)

    def close(self) -> None:
        """Take the figure off the page and free its memory; it cannot be used any more."""
        if not self.children:  # closed already, or never finished
            return super().close()
        close_all_in(self)
        self.controls, self._refining, self._canvas.still = {}, None, b""
        self.__dict__.pop("_stage", None)  # it holds the pictures, most of the memory
        for name in vars(self).keys() - self._undrawn:  # what was drawn holds on to them
            delattr(self, name)
        self.layout.close()
        super().close()

    def leave(self) -> None:
        """Close the figure because its cell shows another now; a second window tells its reader."""
        self._canvas.send({"type": "replaced"})
        self.close()

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict, dict]:
        """Widget view, static picture and text summary: complete before anything is run."""
        picture = self.png()
        showing.note(self)
        self._canvas.still = picture
        data = super()._repr_mimebundle_(**kwargs)
        data["image/png"] = base64.b64encode(picture).decode()
        data["text/plain"] = self.summary()
        width, height = self._canvas.size
        picture_says = {"alt": self.alt, "width": width, "height": height}
        return data, {"image/png": picture_says, showing.WIDGET_VIEW: {"caption": self.verdict}}
