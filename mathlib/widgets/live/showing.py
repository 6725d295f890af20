"""Which cell shows which figures: a cell that is run anew closes what it showed before.

Else each run of a cell would leave a figure behind, with its pictures 8 MB, until the kernel stops.
A figure that a variable of the learner's still names, or that another cell shows, stays open.
"""

from __future__ import annotations

import gc
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from IPython import get_ipython

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_shown: dict[str, WeakKeyDictionary[Any, str]] = {}
"""Cell → the figures that it shows, each with the request that ran the cell then."""
_listening: WeakSet[Any] = WeakSet()


def note(figure: Any) -> None:
    """Note that the cell which runs now shows a figure; where no cell is known, do nothing."""
    shell = get_ipython()
    cell, request = _running(shell)
    if cell:
        _shown.setdefault(cell, WeakKeyDictionary())[figure] = request
        if shell not in _listening:
            _listening.add(shell)
            shell.events.register("post_run_cell", _after_a_cell)


def _running(shell: Any) -> tuple[str, str]:
    """The cell that runs, by the name that the front end has for it, and the request to run it."""
    try:
        header = shell.get_parent()
        return header["metadata"].get("cellId", ""), header["header"]["msg_id"]
    except (AttributeError, KeyError, TypeError):  # no notebook, or one that does not say
        return "", ""


def _after_a_cell(_result: Any) -> None:
    """Close what the cell showed when it was run before, and does not show any more."""
    shell = get_ipython()
    cell, request = _running(shell)
    here = _shown.get(cell, WeakKeyDictionary())
    replaced = [figure for figure, shown_by in here.items() if shown_by != request]
    for figure in replaced:
        del here[figure]
        elsewhere = any(figure in figures for figures in _shown.values())
        if not (elsewhere or _has_a_name(figure, shell.user_ns)):
            _forget(figure, shell)
            figure.leave()
    if replaced:
        gc.collect()  # else several lie about until Python does so itself, each with its pictures


def _has_a_name(figure: Any, names: dict[str, Any]) -> bool:
    """Whether a variable holds it; those of IPython, which keep each result, do not count."""
    return any(value is figure for name, value in names.items() if not name.startswith("_"))


def _forget(figure: Any, shell: Any) -> None:
    """Take it from what IPython remembers of results: ``Out[3]``, ``_3``, ``_``, what it showed."""
    for shown in getattr(shell.history_manager, "outputs", {}).values():  # since IPython 9
        shown[:] = [o for o in shown if _model(o.bundle) != figure.model_id]
    for name in [name for name, value in shell.user_ns.items() if value is figure][:1]:
        shell.del_var(name)


def _model(bundle: Any) -> str | None:
    return bundle.get(WIDGET_VIEW, {}).get("model_id")
