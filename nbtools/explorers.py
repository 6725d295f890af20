"""The explorers of the course: every live figure, in whatever room of the widgets it stands."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import mathlib.widgets
from mathlib.widgets import LiveFigure


def explorers() -> list[type[LiveFigure]]:
    """Return every live figure of `mathlib.widgets` that can be made without arguments.

    >>> "DescentOnMap" in [kind.__name__ for kind in explorers()]
    True
    """
    found: list[type[LiveFigure]] = []
    for module in pkgutil.walk_packages(mathlib.widgets.__path__, "mathlib.widgets."):
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if kind.__module__ != module.name or kind is LiveFigure:
                continue
            if issubclass(kind, LiveFigure) and _needs_nothing(kind):
                found.append(kind)
    return found


def _needs_nothing(kind: type) -> bool:
    parameters = inspect.signature(kind).parameters.values()
    return all(parameter.default is not parameter.empty for parameter in parameters)
