"""The browser side of a live figure: a small anywidget that shows frames and asks for them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as widgets
import traitlets

from mathlib.widgets.live.explorer import Handle
from mathlib.widgets.live.values import from_browser, to_browser


class Canvas(anywidget.AnyWidget):
    """Shows the picture and its handles, and carries requests and frames over its own messages.

    ``answer(content)`` is called for each request of the browser. The browser keeps at most two
    requests under way and always asks for its newest state, so that nothing ever queues up.
    """

    # Texts, not paths: anywidget watches paths, and its watcher would keep every figure alive.
    _esm = Path(__file__).with_name("live.js").read_text(encoding="utf-8")
    _css = Path(__file__).with_name("live.css").read_text(encoding="utf-8")

    title = traitlets.Unicode().tag(sync=True)
    size: Any = traitlets.List().tag(sync=True)
    """Width and height in screen pixels at scale 1."""
    handles: Any = traitlets.List().tag(sync=True)
    controls = traitlets.Dict().tag(sync=True, **widgets.widget_serialization)
    still = traitlets.Bytes().tag(sync=True)
    error = traitlets.Unicode().tag(sync=True)
    refused = traitlets.Dict().tag(sync=True)
    """Name of a text box → why its text is not taken, "" if it is. A learner's slip, no error."""
    epoch = traitlets.Int().tag(sync=True)
    """How often presets, Reset, `adapt` or code have set controls. A request that knows of fewer
    times left the page before, and what it says of the controls is out of date."""

    def __init__(
        self,
        answer: Callable[[dict[str, Any]], None],
        controls: Mapping[str, widgets.Widget],
        handles: tuple[Handle, ...],
        **looks: Any,
    ):
        grips = [asdict(handle) for handle in handles]
        super().__init__(controls=dict(controls), handles=grips, **looks)
        self._answer = answer
        self._drawing: asyncio.Handle | None = None
        self.on_msg(self._receive)

    def show_still(self, draw: Callable[[], bytes]) -> None:
        """Give a browser that carries no messages the whole picture: one for all changes of a cell,
        once it has run."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # no kernel runs this code
            self.still = draw()
            return
        if not self._drawing:
            self._drawing = loop.call_soon(self._draw_still, draw)

    def _draw_still(self, draw: Callable[[], bytes]) -> None:
        self._drawing = None
        if self.comm is not None:  # else it was closed in the meantime
            self.still = draw()

    def report(self, error: Exception) -> None:
        """Tell the learner that the picture could not be drawn, and why."""
        self.error = f"{type(error).__name__}: {error}"

    def refuse(self, name: str, why: str) -> None:
        """Tell the learner why a text is not taken; with "" that it is."""
        if why != self.refused.get(name, ""):
            self.refused = {**self.refused, name: why}

    def values(self, wire: Mapping[str, Any]) -> dict[str, Any]:
        """Turn what the browser knows of the controls into values; refuse what is not allowed."""
        return {name: from_browser(self.controls[name], sent, name) for name, sent in wire.items()}

    def take(self, values: Mapping[str, Any]) -> None:
        """Give the controls the values that the browser shows, and do not tell it back."""
        with ExitStack() as quiet:
            for name, value in values.items():
                control = self.controls[name]
                quiet.enter_context(control._lock_property(**to_browser(control, value)))
            for name, value in values.items():
                self.controls[name].value = value

    def _receive(self, _widget: Any, content: dict, _buffers: list) -> None:
        try:
            self._answer(content)
            if self.error:
                self.error = ""
        except Exception as error:
            self.report(error)
            self.send({"type": "error", "view": content.get("id")})
            raise
