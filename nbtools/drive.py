"""Set every control of the displayed widgets over its range, inside the notebook's own kernel.

A learner moves a slider to its end; a callback raises; the browser hides the error and the figure
is dead. Here every control goes to its minimum, middle and maximum (or through every option), each
handle to the corners and the centre of its range, each pair of controls to each pair of their ends,
every button is pressed, and it is an error if

* something raises, or a callback shows a traceback,
* the picture never changes, or two options of a choice give the same picture,
* a text that a text box has to refuse raises, changes the picture, or is met with no message,
* the ``verdict`` of a figure is not one whole sentence, or says nan where a number should stand,
* the start values do not bring the first picture back.

The *picture* of a widget is what the learner sees: ``png()`` of every live figure in it; where
there is none, the values of its HTML, Label and Image children. A live figure is any widget with
``png() -> bytes``, ``controls`` (name → widget), ``handles`` (each with ``name``, and ``x``, ``y``:
names of controls, ``y`` may be None) and ``reset()``; one with a text box also has ``message``, the
line that tells a learner what is wrong. The box says in ``examples`` and ``mistakes`` what to type.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Iterator
from functools import partial

import ipywidgets as widgets

from nbtools.listening import tracebacks, unencoded
from nbtools.sentence import is_one_sentence
from nbtools.settings import CHOICES, describe, end, mistakes, pairs, values
from nbtools.together import Together

SHOWN = (widgets.HTML, widgets.HTMLMath, widgets.Label, widgets.Image)


def tree(widget: widgets.Widget) -> Iterator[widgets.Widget]:
    """Yield the widget and everything in it."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from tree(child)


def run(displayed: dict[str, str]) -> str:
    """Drive the displayed widgets and return the report as JSON.

    ``displayed`` maps model ids to where they were displayed ("cell 3"). The report holds
    ``settings`` (how many were tried), ``seconds``, and ``failures``: a list of sentences.
    """
    start = time.monotonic()
    settings, failures = 0, []
    for model_id, place in displayed.items():
        widget = widgets.widget._instances.get(model_id)
        if widget is None:
            failures.append(f"{place}: the displayed widget was closed by a later cell")
            continue
        driver = Driver(widget)
        with unencoded():
            driver.drive()
        settings += driver.settings
        failures += [f"{place}: {failure}" for failure in driver.failures]
    seconds = round(time.monotonic() - start, 2)
    return json.dumps({"settings": settings, "seconds": seconds, "failures": failures})


class Driver:
    """Drives one displayed widget; afterwards ``settings`` and ``failures`` tell the result."""

    def __init__(self, widget: widgets.Widget) -> None:
        nodes = list(tree(widget))
        self.figures = [node for node in nodes if hasattr(node, "png")]
        self.shown = [node for node in nodes if isinstance(node, SHOWN)]
        self.buttons = [node for node in nodes if isinstance(node, widgets.Button)]
        named = [c for figure in self.figures for c in figure.controls.values()]
        with_value = [n for n in nodes if hasattr(n, "value") and not isinstance(n, SHOWN)]
        distinct = {id(control): control for control in named + with_value}.values()
        self.controls = [c for c in distinct if not getattr(c, "disabled", False)]
        self.start = [(control, control.value) for control in distinct]
        self.together = Together(self.figures)
        self.settings = 0
        self.failures: list[str] = []

    def picture(self) -> tuple:
        """Return what the learner sees now."""
        if self.figures:
            return tuple(figure.png() for figure in self.figures)
        return tuple(node.value for node in self.shown)

    def drive(self) -> None:
        """Go through all controls, handles and buttons, and come back each time."""
        if not (self.controls or self.buttons):
            return
        if not (self.figures or self.shown):
            self.failures.append("the widget shows nothing that can be compared: no png(), no HTML")
            return
        self.first = self._try("the start", lambda: None)
        if self.first is None:
            return
        if self.picture() != self.first:
            self.failures.append("the picture changes by itself: random numbers, or the time?")
            return
        for control in list(self.controls):
            self._control(control)
        self._pairs()
        for figure in self.figures:
            self._places(figure)
        for button in self.buttons:
            self._button(button)
        for figure in self.figures:
            self._reset(figure)

    def _control(self, control: widgets.Widget) -> None:
        name = describe(control)
        try:
            targets = values(control)
        except TypeError as error:
            self.failures.append(f"{name}: {error}")
            self.controls.remove(control)
            return
        pictures = self._pictures(control, targets)
        if None not in pictures:  # else the failure is told already
            self._compare(control, targets, pictures)
        self._back(name)
        for text in mistakes(control):
            self._mistake(control, text)
        if mistakes(control):
            self._back(f"{name}: its mistakes")

    def _pictures(self, control: widgets.Widget, targets: list) -> list:
        """Set the values one after the other; return the pictures, None for what raised."""
        pictures = [self.first]
        for target in targets:
            if control.value == target:  # no event would follow: the picture is the one before
                pictures.append(pictures[-1])
                continue
            what = f"{describe(control)} = {target!r}"
            pictures.append(self._try(what, partial(setattr, control, "value", target)))
        return pictures[1:]

    def _compare(self, control: widgets.Widget, targets: list, pictures: list) -> None:
        name = describe(control)
        if all(picture == self.first for picture in pictures):
            self.failures.append(f"{name}: the picture never changes")
        elif isinstance(control, CHOICES):
            for i, j in itertools.combinations(range(len(targets)), 2):
                if pictures[i] == pictures[j]:
                    both = f"{targets[i]!r} and {targets[j]!r}"
                    self.failures.append(f"{name}: the options {both} give the same picture")

    def _mistake(self, control: widgets.Widget, text: str) -> None:
        """Type what is no formula: the picture stays, and a message says why."""
        what = f"{describe(control)} = {text!r}"
        after = self._try(what, lambda: setattr(control, "value", text))
        if after not in (None, self.first):
            self.failures.append(f"{what}: the mistake changes the picture")
        if not any(figure.message for figure in self.figures):
            self.failures.append(f"{what}: no message says what is wrong")

    def _pairs(self) -> None:
        """Set all controls at once, so that any two meet in each pair of their ends or options."""
        controls = sorted(self.controls, key=self.together.rank)
        counts = [len(values(c)) if isinstance(c, CHOICES) else 2 for c in controls]
        for row in sorted(pairs(counts)):  # what draws all anew changes least often
            chosen = list(zip(controls, row, strict=True))
            what = ", ".join(f"{describe(c)} = {end(c, choice)!r}" for c, choice in chosen)
            self._try(what, partial(self.together.choose, chosen))
        self._back("all pairs of ends")

    def _places(self, figure: widgets.Widget) -> None:
        for handle in figure.handles:
            axes = [figure.controls[name] for name in (handle.x, handle.y) if name is not None]
            ends = [(values(axis)[0], values(axis)[-1]) for axis in axes]
            centre = tuple(values(axis)[len(values(axis)) // 2] for axis in axes)
            for place in (*itertools.product(*ends), centre):
                what = f"handle {handle.name!r} at {', '.join(map(repr, place))}"
                self._try(what, partial(self.together.set, axes, place))
            self._back(f"handle {handle.name!r}")

    def _button(self, button: widgets.Button) -> None:
        """Press it at the start, and, if that shows nothing, once more where all is different."""
        name = describe(button)
        after = self._try(f"{name} pressed", button.click)
        if after == self.first:
            before = self._try("all controls at their ends", self._far_away)
            after = self._try(f"{name} pressed, all controls at their ends", button.click)
            if after is not None and after == before:
                self.failures.append(f"{name}: pressing it changes nothing")
        if (
            self.figures or self.controls
        ):  # a lone button (a hint) has no start values to go back to
            self._back(name, reset=True)

    def _reset(self, figure: widgets.Widget) -> None:
        self._try("all controls at their ends", self._far_away)
        if self._try("reset()", figure.reset) not in (None, self.first) and len(self.figures) == 1:
            self.failures.append("reset() does not bring the first picture back")
        self._back("reset()")

    def _far_away(self) -> None:
        self.together.far_away(self.controls)

    def _back(self, after: str, reset: bool = False) -> None:
        """Set the start values; the first picture has to be there again."""

        def restore() -> None:
            for figure in self.figures if reset else ():
                figure.reset()
            for _ in range(2):  # the second time with the limits that the first has brought back
                self.together.set([c for c, _ in self.start], [v for _, v in self.start])

        if self._try(f"start values after {after}", restore) not in (None, self.first):
            self.failures.append(f"{after}: the start values do not bring the first picture back")
        if any(getattr(figure, "message", "") for figure in self.figures):
            self.failures.append(f"{after}: a message stays though all is well again")

    def _try(self, what: str, action: Callable[[], object]) -> tuple | None:
        """Do it and return the picture, or note what it raised and return None."""
        self.settings += 1
        with tracebacks() as errors:
            try:
                action()
                picture = self.picture()
            except Exception as error:
                errors.append(error)
        self.failures += [f"{what}: {type(error).__name__}: {error}" for error in errors]
        for figure in () if errors else self.figures:
            if not is_one_sentence(getattr(figure, "verdict", "A figure without a verdict.")):
                self.failures.append(f"{what}: not one whole sentence: {figure.verdict!r}")
        return None if errors else picture
