"""How the picture follows its controls, whether they are moved in Python or in the browser.

Every change comes in by one of three doors: `_changed` (a control has a new value in Python),
`_one_drawing` (code or a preset sets several at once) and `_message` (the browser asks for the
picture of what it shows). Each ends in `_follow`, which draws once if anything has changed.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter
from typing import Any

import ipywidgets as widgets
import numpy as np

from mathlib.widgets.live.canvas import Canvas
from mathlib.widgets.live.explorer import Explorer, Handle
from mathlib.widgets.live.frames import TILE, Stage
from mathlib.widgets.live.values import ControlError, meant, refusal, set_value


class Following(Explorer):
    """An explorer whose picture shows the state, always; what is public is in `LiveFigure`."""

    controls: dict[str, widgets.Widget]
    handles: tuple[Handle, ...]
    presets: dict[str, dict[str, Any]]
    _lock: threading.RLock
    _state: dict[str, Any]
    _stage: Stage
    _canvas: Canvas
    _refining: Iterator[None] | None
    _held: bool
    """Whether several controls are being set, so that the picture waits."""
    _broken: bool
    """Whether the last drawing failed, so that the next one begins from nothing."""
    _live = False
    """Whether a browser has asked for frames; if not, a still picture follows every change."""

    @property
    def state(self) -> dict[str, Any]:
        """The values now drawn, by name of the control (a copy)."""
        return dict(self._state)

    @property
    def alt(self) -> str:
        """The alternative text: what is drawn, and what is to be seen in it."""
        shown = [a.get_title(loc="left") or a.get_ylabel() for a in self._stage.figure.axes]
        return f"{self.title}. Shown: {'; '.join(s for s in shown if s)}. {self.verdict}"

    # ---- controls that are moved in Python ---------------------------------------------------

    @contextmanager
    def _holding(self) -> Iterator[None]:
        """Hold the picture while several controls change."""
        held, self._held = self._held, True
        try:
            yield
        finally:
            self._held = held

    @contextmanager
    def _one_drawing(self) -> Iterator[None]:
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
        set_value(self.controls[name], value, name)
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
        """The value that counts: the last good text for one that is refused, which is told."""
        control, now = self.controls[name], self._state[name]
        why = refusal(control, value)
        self._canvas.refuse(name, why)
        return now if why else meant(control, value, now)

    # ---- the picture of the state ------------------------------------------------------------

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

    def _render(self, redraw: bool) -> None:
        if redraw or not self._stage.drawn:
            self._stage.rebuild()
        # a run that overflows is drawn, not warned about
        with self._stage.untouched(), np.errstate(all="ignore"):
            self.update(self._state)
        self._refining = self.refine(self._state)

    def _stage_as(self, theme: str, scale: float) -> None:
        self._stage.configure(theme, scale)
        if not self._stage.drawn:
            self._render(redraw=True)

    def _marks(self) -> list[tuple[int, float, float]]:
        """Where the handles are: (axes, x, y)."""
        marks = []
        for handle in self.handles:
            x, y = self._places.get(handle.name, (0.0, 0.0))
            x = self._state[handle.x] if handle.x else x
            y = self._state[handle.y] if handle.y else y
            marks.append((handle.axes, x, y))
        return marks

    def _still(self) -> bytes:
        """The picture for a page that carries no messages: a PNG."""
        with self._lock:  # it may be asked for when a cell has run
            return self._stage.still(self._marks())

    # ---- what the browser asks for -----------------------------------------------------------

    def _message(self, content: dict[str, Any]) -> None:
        """Answer the browser: it sends what it shows, and wants the picture of that."""
        started = perf_counter()
        with self._lock:
            kind = content["type"]
            self._live = kind != "still"
            if kind in ("view", "still"):
                self._stage_as(content["theme"], content["scale"])
            if kind == "still":  # frames reach this page without their pictures
                self._canvas.show_still(self._still)
                return
            if kind == "refine":
                if self._refining is not None and next(self._refining, self) is self:
                    self._refining = None
            before = self.state
            self._take(content)
            self._follow(before)
            header, buffers = self._frame(content)
        header["ms"] = 1000 * (perf_counter() - started)
        self._canvas.send(header, buffers)

    def _take(self, content: Mapping[str, Any]) -> None:
        """Set the controls as the browser shows them, unless they have been set here since."""
        before, epoch = self._state, self._canvas.epoch
        sent = self._canvas.values(content["state"])
        if content.get("epoch", epoch) != epoch:
            return
        counts = {name: self._accepted(name, value) for name, value in sent.items()}
        with self._holding():
            self._canvas.take(sent)
        self._state = {**before, **counts}

    def _frame(self, content: Mapping[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
        """The answer to a request: what to know of the picture, and its PNGs."""
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
            "preset": self._in_force(),
            "more": self._refining is not None and self._has_refine,
            "geometry": None,
        }
        if content["have"] == self._stage.version:
            return header, [overlay]
        header["geometry"] = {h.name: self._stage.geometry(h.axes) for h in self.handles}
        return header, [overlay, self._stage.background()]

    def _in_force(self) -> str:
        """The words of the preset whose settings are those of the picture, "" if there is none."""
        for words, values in self.presets.items():
            if all(self._state[name] == value for name, value in values.items()):
                return words
        return ""

    @property
    def _has_refine(self) -> bool:
        return type(self).refine is not Explorer.refine
