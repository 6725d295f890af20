"""The same bytes for the same notebook, and no output that could not be repeated."""

from __future__ import annotations

import re
from typing import Any

import nbformat
from nbformat import NotebookNode

from nbtools.pictures import rms, without_metadata
from nbtools.rounding import forgive

UNSEEN_RMS = 0.01  # grey levels: four pixels that differ by one are 0.001
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

UNREPEATABLE = {
    "a memory address": re.compile(r"\b0x[0-9a-fA-F]{6,}"),
    "a date and time": re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d"),
    "a measured time": re.compile(r"Wall time:|CPU times:|\d [nmµ]?s ± .* per loop"),
    "a path of this machine": re.compile(r"(?<![\w.])/(?:home|root|tmp|Users)/|\b[A-Z]:\\"),
}


def normalise(notebook: NotebookNode) -> NotebookNode:
    """Return the executed notebook with nothing in it that changes from run to run.

    Kept: sources, ids, tags, outputs, execution counts. Gone: widget views and widget state
    (the picture beside a view stays), metadata of PNG files, execution times, runs of streams.
    """
    result = nbformat.from_dict(notebook)
    result.metadata = {k: v for k, v in result.metadata.items() if k != "widgets"}
    result.metadata["language_info"] = {"name": "python"}
    for cell in result.cells:
        cell.metadata = {k: v for k, v in cell.metadata.items() if k == "tags"}
        if cell.cell_type == "code":
            cell.outputs = _outputs(cell.outputs)
    return nbformat.from_dict(result)


def _outputs(outputs: list[NotebookNode]) -> list[NotebookNode]:
    result: list[NotebookNode] = []
    streams: dict[str, NotebookNode] = {}
    for output in outputs:
        if output.output_type == "stream":
            if output.name in streams:
                streams[output.name].text += output.text
                continue
            streams[output.name] = output
        elif output.output_type in ("display_data", "execute_result"):
            output.data.pop(WIDGET_VIEW, None)
            output.metadata.pop(WIDGET_VIEW, None)
            if "image/png" in output.data:
                output.data["image/png"] = without_metadata(output.data["image/png"])
            if not output.data:
                continue
        result.append(output)
    return result


def settle(fresh: NotebookNode, stored: NotebookNode) -> None:
    """Put stored outputs in place of fresh ones that no reader could tell from them.

    Another processor adds in another order: then a last decimal differs, or a few pixels by one
    grey level. A notebook that is built again on another machine stays the same file.
    """
    before = {cell.id: cell.outputs for cell in stored.cells if cell.cell_type == "code"}
    for cell in fresh.cells:
        for new, old in zip(cell.get("outputs", ()), before.get(cell.id, ()), strict=False):
            places: list[Any] = [(new, old), (new.get("data", {}), old.get("data", {}))]
            places.append([o.get("metadata", {}).get("image/png", {}) for o in (new, old)])
            for place, other in places:
                for key in place.keys() & other.keys():
                    place[key] = _settled(key, place[key], other[key])


def _settled(key: str, new: Any, old: Any) -> Any:
    if key == "image/png":
        return old if rms(new, old) <= UNSEEN_RMS else new
    return forgive(new, old) if key == "alt" or key.startswith("text") else new


def write(notebook: NotebookNode) -> str:
    """Return the notebook as the text of an ``.ipynb`` file."""
    return nbformat.writes(notebook) + "\n"


def output_problems(output: NotebookNode) -> list[str]:
    """Return what is wrong with one stored output: it would not repeat, or nobody compares it.

    >>> from nbformat.v4 import new_output
    >>> output_problems(new_output("stream", name="stdout", text="<object at 0x7f00deadbeef>"))
    ["the output holds a memory address: '0x7f00deadbeef'"]
    >>> output_problems(new_output("stream", name="stdout", text="x = 1.5"))
    []
    """
    if output.output_type == "error":
        return [f"the output is an error: {output.ename}: {output.evalue}"]
    if output.output_type == "stream" and output.name == "stderr":
        return [f"the output holds stderr: {output.text.strip()}"]
    data = {"text": output.text} if output.output_type == "stream" else output.data
    problems = []
    if "image/png" in data and not output.get("metadata", {}).get("image/png", {}).get("alt"):
        problems.append("the picture has no alternative text: its metadata lack 'alt'")
    for mime, value in data.items():
        if mime.startswith("image/") and mime not in ("image/png", "image/svg+xml"):
            problems.append(f"the output holds {mime}, which is not compared: use a PNG")
        for what, pattern in UNREPEATABLE.items():
            if mime.startswith("text") and (found := pattern.search(str(value))):
                problems.append(f"the output holds {what}: {found.group()!r}")
    return problems
