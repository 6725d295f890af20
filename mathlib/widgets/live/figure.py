"""The live figure: the one class that every explorer of the course is made of.

An explorer says which *controls* it has (stock ipywidgets), what stands still (`draw`) and what
moves (`update`). Everything else is here: handles that can be grabbed, presets, reset, a goal, the
verdict line, alt text, the static picture for readers who run nothing, and errors that are seen.
"""

from __future__ import annotations

import base64
import math
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from mathlib.figures.summary import summarise
from mathlib.widgets.live.canvas import Canvas, limits
from mathlib.widgets.live.frames import CSS_DPI, TILE, Stage

PRINT = ("light", 1.5)
"""Theme and scale of the picture that is stored in a notebook."""


class ControlError(ValueError):
    """A name that no control has, or a value that it does not take."""


@dataclass(frozen=True)
class Handle:
    """A point that the learner can grab, tied to one or two controls.

    ``x`` and ``y`` name the controls that hold its coordinates. A coordinate without a control is
    not free: `LiveFigure.place` says in every `update` where it is (a point on a curve, say).
    A handle on a dial has ``angle`` instead: the control that holds its direction in degrees, seen
    from the point whose coordinates the two controls ``around`` hold (from 0 if there are none).
    The range of that control is one turn (0 to 180 for a line, which has no front end).
    ``axes`` is the index of the axes it lives in; ``label`` is what a screen reader says.
    """

    name: str
    x: str | None = None
    y: str | None = None
    axes: int = 0
    label: str = ""
    angle: str | None = None
    around: tuple[str, ...] = ()


class LiveFigure(widgets.VBox):
    """A picture that answers its controls and handles while they move.

    A subclass writes two methods:

    * ``draw(figure, state)`` draws everything once and returns the artists that will move;
    * ``update(state)`` calls the mathematics, sets the data of those artists, and sets
      ``self.verdict`` (one sentence that says what is to be seen, with its numbers).

    ``state`` maps the name of each control to its value. Controls named in ``redraw_on`` change
    the static part, so that `draw` is called anew; `adapt` may then fit the ranges of others.

    Raises in the constructor: ValueError if a handle or a preset names no control.
    """

    title = "Live figure"
    size = (9.0, 4.0)
    """Width and height in inches, at 100 screen pixels an inch."""
    redraw_on: tuple[str, ...] = ()
    goal = ""
    """What the learner may try to reach; `update` sets ``self.goal_reached``."""
    _live = False
    """Whether a browser has asked for frames; if not, a still picture follows every change."""

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
        self.verdict, self.goal_reached = "", False
        self._lock = threading.RLock()
        self._held = self._broken = False
        self._places: dict[str, tuple[float, float]] = {}
        self._refining: Iterator[None] | None = None
        self._state = {name: control.value for name, control in self.controls.items()}
        self._stage = Stage(self.size, lambda figure: self.draw(figure, self._state))
        pixels = [round(CSS_DPI * inches) for inches in self.size]
        self._canvas = Canvas(self._message, self.controls, handles, title=self.title, size=pixels)
        self._start = dict(self._state)
        for name, control in self.controls.items():
            control.observe(lambda change, name=name: self._changed(name, change.new), "value")
        super().__init__(children=self._layout(), _dom_classes=("mathlib-live",))
        with self._lock:
            self._render(redraw=True)

    # ---- what an explorer writes -------------------------------------------------------------

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        """Draw everything once on ``figure``; return the artists that will move."""
        raise NotImplementedError(f"{type(self).__name__} must say what stands still: write draw()")

    def update(self, state: Mapping[str, Any]) -> None:
        """Compute from ``state`` and set the data of the moving artists."""
        raise NotImplementedError(f"{type(self).__name__} must say what moves: write update()")

    def adapt(self, state: Mapping[str, Any]) -> Mapping[str, tuple[float, float, float]]:
        """New (minimum, maximum, value) of sliders, once a control in ``redraw_on`` has changed."""
        return {}

    def refine(self, state: Mapping[str, Any]) -> Iterator[None]:
        """Sharpen the picture while nobody moves anything: yield after every short bit of work."""
        return iter(())

    def place(self, handle: str, x: float, y: float) -> None:
        """Say where a handle is, in the data coordinates of its axes (for its unbound ones)."""
        self._places[handle] = (float(x), float(y))

    # ---- what a learner or a teacher may call ------------------------------------------------

    @property
    def state(self) -> dict[str, Any]:
        """The values now drawn, by name of the control (a copy)."""
        return dict(self._state)

    def set(self, **values: Any) -> None:
        """Set controls by name, as a preset does. Raises ValueError for what is not allowed.

        Controls that refit the ranges of others (``redraw_on``) go first. If one cannot be set,
        none is.
        """
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
        return f"{self.title}\n{summarise(self._stage.figure)}\n{self.verdict}"

    @property
    def message(self) -> str:
        """What the line under the picture says is wrong: an error, or a text that is not taken."""
        refused = (why for why in self._canvas.refused.values() if why)
        return self._canvas.error or " ".join(refused)

    @property
    def alt(self) -> str:
        """The alternative text: what is drawn, and what is to be seen in it."""
        shown = [a.get_title(loc="left") or a.get_ylabel() for a in self._stage.figure.axes]
        return f"{self.title}. Shown: {'; '.join(s for s in shown if s)}. {self.verdict}"

    def close(self) -> None:
        """Take the figure off the page and free its memory."""
        if not self.children:  # closed already, or never finished
            return super().close()
        for widget in _descendants(self):
            for link in getattr(widget, "links", ()):
                link.unlink()
            widget.unobserve_all()
            for part in (widget, widget.layout, getattr(widget, "style", None)):
                if part is not None:
                    part.close()
        self.controls, self._refining, self._stage = {}, None, None
        self.layout.close()
        super().close()

    # ---- how it works ------------------------------------------------------------------------

    def _check_names(self) -> None:
        named = {n for h in self.handles for n in (h.x, h.y, h.angle, *h.around) if n}
        named |= {n for values in self.presets.values() for n in values} | set(self.redraw_on)
        if unknown := sorted(named - set(self.controls)):
            raise ValueError(
                f"{type(self).__name__}: no control is called {', '.join(unknown)}; "
                f"there are {', '.join(self.controls)}"
            )

    def _layout(self) -> list[widgets.Widget]:
        buttons = []
        for label, values in self.presets.items():
            buttons.append(_button(label, lambda _, values=values: self.set(**values)))
        buttons.append(_button("Reset", lambda _: self.reset(), icon="undo"))
        wrap = widgets.Layout(flex_flow="row wrap", overflow="visible")
        return [
            widgets.Box(list(self.controls.values()), layout=wrap),
            widgets.Box(buttons, layout=wrap),
            self._canvas,
        ]

    @contextmanager
    def _holding(self):
        """Hold the picture while several controls change."""
        held, self._held = self._held, True
        try:
            yield
        finally:
            self._held = held

    @contextmanager
    def _one_drawing(self):
        """Hold the picture while several controls change, then draw once."""
        with self._lock:
            drawn = self.state
            with self._holding():
                yield
            if not self._held:
                self._follow(drawn)

    def _set_control(self, name: str, value: Any) -> None:
        if name not in self.controls:
            known = ", ".join(self.controls)
            raise ControlError(f"no control is called {name!r}; there are {known}")
        control = self.controls[name]
        if why := _refusal(control, value):
            raise ControlError(f"{name} cannot be {value!r}: {why}")
        try:
            control.value = value
        except traitlets.TraitError:
            raise ControlError(f"{name} cannot be {value!r}: {_allowed(control)}") from None
        if control.value != value:  # stock sliders cut off what is out of range, without a word
            raise ControlError(f"{name} cannot be {value!r}: {_allowed(control)}")
        self._canvas.refuse(name, "")
        self._state = {**self._state, name: value}

    def _changed(self, name: str, value: Any) -> None:
        """A control has a new value on the Python side."""
        with self._lock:
            value = value if self._held else self._accepted(name, value)
            if self._state[name] == value:
                return
            before, self._state = self.state, {**self._state, name: value}
            if not self._held:
                self._canvas.epoch += 1
                self._follow(before)

    def _accepted(self, name: str, value: Any) -> Any:
        """The value that counts: the last good text for one that is refused, and the exact number
        for one that a slider in the browser has only rounded to its step."""
        control, now = self.controls[name], self._state[name]
        why = _refusal(control, value)
        self._canvas.refuse(name, why)
        if why:
            return now
        if not isinstance(value, float) or not getattr(control, "step", None):
            return value
        moved = math.log(value / now, control.base) if hasattr(control, "base") else value - now
        return now if abs(moved) < 0.499 * control.step else value

    def _follow(self, before: dict[str, Any]) -> None:
        if before == self._state and not self._broken:
            return
        try:
            redraw = any(before[name] != self._state[name] for name in self.redraw_on)
            if redraw:
                self._adapt()
            self._render(redraw or self._broken)
        except Exception as error:
            self._broken = True
            self._canvas.report(error)
            raise
        self._broken, self._canvas.error = False, ""
        if not self._live:
            self._canvas.show_still(self._still)

    def _adapt(self) -> None:
        with self._holding():
            for name, (low, high, value) in self.adapt(self._state).items():
                control = self.controls[name]
                # One after the other: told all at once, a stock slider clips to its old range.
                control.min, control.max = min(low, control.min), max(high, control.max)
                control.value = value
                control.min, control.max = low, high
                self._state = {**self._state, name: value}
        self._canvas.epoch += 1

    def _marks(self) -> list[tuple[int, float, float]]:
        """Where the handles are: (axes, x, y)."""
        marks = []
        for handle in self.handles:
            x, y = self._places.get(handle.name, (0.0, 0.0))
            x, y = self._state.get(handle.x, x), self._state.get(handle.y, y)
            marks.append((handle.axes, x, y))
        return marks

    def _still(self) -> bytes:
        """The picture for a page that carries no messages: a PNG."""
        with self._lock:  # it may be asked for when a cell has run
            return self._stage.still(self._marks())

    def _stage_as(self, theme: str, scale: float) -> None:
        self._stage.configure(theme, scale)
        if self._stage.figure is None:
            self._render(redraw=True)

    def _render(self, redraw: bool) -> None:
        if redraw or self._stage.figure is None:
            self._stage.rebuild()
        with np.errstate(all="ignore"):  # a run that overflows is drawn, not warned about
            self.update(self._state)
        self._refining = self.refine(self._state)

    def _message(self, content: dict) -> None:
        """Answer the browser: it sends what it shows, and wants the picture of that."""
        started = perf_counter()
        with self._lock:
            self._live = True
            kind = content["type"]
            if kind == "view":
                self._stage_as(content["theme"], content["scale"])
            elif kind == "refine":
                if self._refining is not None and next(self._refining, self) is self:
                    self._refining = None
            before, epoch = self.state, self._canvas.epoch
            sent = self._canvas.values(content["state"])
            if content.get("epoch", epoch) == epoch:
                accepted = {name: self._accepted(name, value) for name, value in sent.items()}
                with self._holding():
                    self._canvas.take(sent)
                self._state = {**before, **accepted}
            self._follow(before)
            header, buffers = self._frame(content)
        header["ms"] = 1000 * (perf_counter() - started)
        self._canvas.send(header, buffers)

    def _frame(self, content: dict) -> tuple[dict, list[bytes]]:
        tiles, overlay = self._stage.overlay()
        header = {
            "type": "frame",
            "view": content["id"],
            "version": self._stage.version,
            "tiles": tiles,
            "tile": TILE,
            "verdict": self.verdict,
            "alt": self.alt,
            "goal": [self.goal, bool(self.goal_reached)],
            "places": self._places,
            "more": self._refining is not None and self._has_refine,
            "geometry": None,
        }
        if content["have"] == self._stage.version:
            return header, [overlay]
        header["geometry"] = {h.name: self._stage.geometry(h.axes) for h in self.handles}
        return header, [overlay, self._stage.background()]

    @property
    def _has_refine(self) -> bool:
        return type(self).refine is not LiveFigure.refine

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict, dict]:
        """Widget view, static picture and text summary: complete before anything is run."""
        picture = self.png()
        self._canvas.still = picture
        data = super()._repr_mimebundle_(**kwargs)
        data["image/png"] = base64.b64encode(picture).decode()
        data["text/plain"] = self.summary()
        width, height = self._canvas.size
        return data, {"image/png": {"alt": self.alt, "width": width, "height": height}}


def _button(label: str, action, **options: Any) -> widgets.Button:
    button = widgets.Button(
        description=label, layout=widgets.Layout(width="auto"), tooltip=label, **options
    )
    button.on_click(action)
    return button


def _refusal(control: widgets.Widget, value: Any) -> str:
    """Why a text box does not take a text; "" if it does, and for every other control."""
    try:
        getattr(control, "read", str)(value)
    except (TypeError, ValueError) as error:
        return str(error)
    return ""


def _allowed(control: widgets.Widget) -> str:
    if hasattr(control, "options"):
        return f"choose one of {', '.join(str(o) for o in control.options)}"
    low, high = limits(control)
    return f"choose a number from {low:g} to {high:g}"


def _descendants(widget: widgets.Widget) -> list[widgets.Widget]:
    found = []
    for child in getattr(widget, "children", ()):
        found += [child, *_descendants(child)]
    return found
