"""A figure in words and rounded numbers: for those who cannot see it, and for tests.

Pictures differ in their pixels from one matplotlib to the next; this text does not.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.container import BarContainer, Container
from matplotlib.figure import Figure


def summarise(figure: Figure) -> str:
    """Return a line for each axes of a figure and for each set of data drawn on them.

    Artists whose label starts with "_" count as decoration and are left out. Numbers have three
    digits, and what is 0 but for rounding is 0, so that the text is the same on every machine.

    Arguments:
        figure: a figure with any number of axes.

    >>> figure = Figure()
    >>> axes = figure.subplots()
    >>> _ = axes.set(title="Growth", xlabel="step", ylabel="size")
    >>> _ = axes.plot([0, 1, 2], [1, 10, 100], label="size")
    >>> print(summarise(figure))
    Growth | x: step | y: size
      size: n=3, x 0 … 2, y 1 … 100, mean y 37
    """
    return "\n".join(line for axes in figure.axes for line in _axes_lines(axes))


def _axes_lines(axes: Axes) -> list[str]:
    head = " | ".join(
        part
        for part in (
            axes.get_title(loc="left") or axes.get_title(),
            axes.get_xlabel() and f"x: {axes.get_xlabel()}",
            axes.get_ylabel() and f"y: {axes.get_ylabel()}",
        )
        if part
    )
    lines = [head] if head else []
    for line in axes.lines:
        lines += _data_line(line.get_label(), np.asarray(line.get_xydata()))
    for collection in axes.collections:
        if isinstance(collection, PathCollection):
            lines += _data_line(collection.get_label(), np.asarray(collection.get_offsets()))
        elif isinstance(collection, LineCollection) and collection.get_segments():
            points = np.concatenate(collection.get_segments())
            lines += _data_line(collection.get_label(), points)
    for container in axes.containers:
        lines += _bar_line(container, axes)
    for image in axes.images:
        lines += _image_line(image.get_label(), np.ma.asarray(image.get_array(), float))
    lines += [f"  text: {t.get_text()}" for t in axes.texts if t.get_text() and t.get_visible()]
    return lines


def _data_line(label: object, xy: np.ndarray) -> list[str]:
    if str(label).startswith("_"):
        return []
    xy = np.ma.filled(np.ma.asarray(xy, float), np.nan)
    xy = xy[np.isfinite(xy).all(axis=1)] if len(xy) else xy
    if not len(xy):
        return [f"  {label}: nothing drawn"]
    (x0, y0), (x1, y1) = xy.min(axis=0), xy.max(axis=0)
    mean = xy[:, 1].mean()
    return [
        f"  {label}: n={len(xy)}, x {_number(x0)} … {_number(x1)},"
        f" y {_number(y0)} … {_number(y1)}, mean y {_number(mean)}"
    ]


def _bar_line(bars: Container, axes: Axes) -> list[str]:
    if not isinstance(bars, BarContainer):
        return []
    upright = bars.orientation == "vertical"
    names = [t.get_text() for t in (axes.get_xticklabels() if upright else axes.get_yticklabels())]
    lengths = [bar.get_height() if upright else bar.get_width() for bar in bars]
    if len(names) != len(lengths):
        names = [str(i) for i in range(len(lengths))]
    listed = ", ".join(f"{n} {_number(v)}" for n, v in zip(names, lengths, strict=True))
    return [f"  bars: {listed}"]


def _image_line(label: object, values: np.ndarray) -> list[str]:
    values = np.ma.filled(values, np.nan)
    shown = values[np.isfinite(values)]
    if str(label).startswith("_") or not shown.size:
        return []
    shape = " × ".join(str(n) for n in values.shape)
    low, high, mean = (_number(v) for v in (shown.min(), shown.max(), shown.mean()))
    return [f"  {label}: {shape}, {low} … {high}, mean {mean}"]


def _number(value: float) -> str:
    """Three significant digits; what is zero but for round-off is 0."""
    value = 0.0 if abs(value) < 1e-12 else float(value) + 0.0
    return f"{value:.3g}"
