"""A live figure of automatic differentiation: a graph stepped forward, then backward."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from mathlib.calculus.autodiff import Value, graph
from mathlib.figures.graphs import draw_graph, set_graph
from mathlib.formatting import format_number
from mathlib.widgets.live import LiveFigure
from mathlib.widgets.live.controls import choice, play, slider, whole_slider


class Graph(NamedTuple):
    """A loss as a graph: ``compute(w, x, b)`` gives its last value, each value with a name.

    ``boxes`` says for each name what its box says, its column, and its height from 0 to 1.
    """

    compute: Callable[[Value, Value, Value], Value]
    boxes: dict[str, tuple[str, float, float]]


def _named(name: str, value: Any) -> Value:
    """Name a value. (To the types, arithmetic of Values gives arrays, as numpy's does.)"""
    value.name = name
    return value


def _line(w: Value, x: Value, b: Value) -> Value:
    m = _named("m", w * x)
    z = _named("z", m + b)
    z.data = _sum(m.data, b.data)
    return z


def _sum(a: np.ndarray | float, b: np.ndarray | float) -> np.ndarray:
    """a + b; what is zero but for round-off is 0."""
    return np.where(np.abs(a + b) <= 1e-12 * np.abs(b), 0.0, a + b)


def neuron(w: Value, x: Value, b: Value) -> Value:
    """Return the squared error of a neuron whose output should be 1."""
    z = _line(w, x, b)
    s = _named("s", np.tanh(z))
    e = _named("e", s - Value(1.0, "y"))
    return _named("L", np.square(e))


def weight_decay(w: Value, x: Value, b: Value) -> Value:
    """Return the squared output of a line plus the squared weight, so that w is used twice."""
    z = _line(w, x, b)
    q = _named("q", np.square(z))
    r = _named("r", np.square(w))
    return _named("L", q + r)


class Run:
    """A computed graph with its gradients, and the order in which a reader steps through it."""

    def __init__(self, loss: Value) -> None:
        """Go back from ``loss``; an arrow on that way is (from, to, number of the input)."""
        loss.backward()
        order = graph(loss)
        self.inputs = [v for v in order if not v.parents]
        self.computed = [v for v in order if v.parents]
        self.edges = [
            (source, target, i)
            for target in reversed(self.computed)
            for i, source in enumerate(target.inputs)
        ]

    def arrived(self, edges: list, step: int) -> dict[str, np.ndarray]:
        """The gradients as far as these arrows have brought them; L's own is 1 from the start."""
        sums = {"L": np.array(1.0)} if step > len(self.computed) else {}
        for source, target, i in edges:
            sums[source.name] = _sum(sums.get(source.name, 0.0), target.pullback(i))
        return sums

    def now(self, step: int, edges: list) -> tuple[list[str], list[tuple[str, str]]]:
        """The boxes and the arrows in use at a step."""
        if 0 < step <= len(self.computed):
            node = self.computed[step - 1]
            return [node.name], [(v.name, node.name) for v in node.parents]
        if not edges:
            return (["L"] if step else [v.name for v in self.inputs]), []
        source, target, _ = edges[-1]
        return [source.name], [(source.name, target.name)]


class GraphStepper(LiveFigure):
    """Walk through a computational graph: values go forward, gradients come back.

    On the way back each arrow multiplies the gradient by its local derivative.

    You vary the inputs and the step; values appear in the boxes, then gradients under them. Find
    out that gradients multiply along a way and add where ways meet, and how saturation stops them.

    >>> figure = GraphStepper()
    >>> figure.set(step=10)
    >>> figure.verdict
    'Backward, step 10: to pass from s to z, multiply -0.791 by the local derivative 0.635: -0.502.'
    """

    title = "A computational graph, forward and backward"
    size = (10.4, 4.4)
    redraw_on = ("graph",)
    steps = 14
    graphs = {
        "L = (tanh(w·x + b) − y)²": Graph(
            neuron,
            {
                "w": ("w", 0, 0.86), "x": ("x", 0, 0.4), "m": ("m = w·x", 1, 0.63),
                "b": ("b", 1, 0.21), "z": ("z = m + b", 2, 0.5), "s": ("s = tanh z", 3, 0.5),
                "y": ("y", 3, 0.18), "e": ("e = s − y", 4, 0.42), "L": ("L = e²", 5, 0.42),
            },
        ),
        "L = (w·x + b)² + w²": Graph(
            weight_decay,
            {
                "w": ("w", 0, 0.86), "x": ("x", 0, 0.4), "m": ("m = w·x", 1.25, 0.53),
                "b": ("b", 1.25, 0.18), "z": ("z = m + b", 2.5, 0.4), "q": ("q = z²", 3.75, 0.4),
                "r": ("r = w²", 3.75, 0.86), "L": ("L = q + r", 5, 0.63),
            },
        ),
    }  # fmt: skip

    def __init__(self) -> None:
        first, second = self.graphs
        step = whole_slider("step", 0, 0, self.steps)
        usual = {"graph": first, "w": 0.5, "x": 1.0, "b": 0.2}
        super().__init__(
            {
                "graph": choice("graph", tuple(self.graphs)),
                "step": step,
                "play": play(step, interval=1200),
                "w": slider("w", 0.5, -3.0, 3.0, 0.1),
                "x": slider("x", 1.0, -3.0, 3.0, 0.1),
                "b": slider("b", 0.2, -3.0, 3.0, 0.1),
            },
            presets={
                "forward": usual | {"step": 5},
                "backward": usual | {"step": 10},
                "all gradients": usual | {"step": 14},
                "saturated": {"graph": first, "w": -3.0, "x": 1.0, "b": -1.0, "step": 14},
                "w used twice": {"graph": second, "w": 0.5, "x": 1.0, "b": 0.2, "step": 13},
            },
        )

    def draw(self, figure: Figure, state: Mapping[str, Any]) -> list[Artist]:
        figure.subplots_adjust(left=0.045, right=0.99, bottom=0.09, top=0.91)
        ax = figure.subplots()
        points = 72 * np.multiply(self.size, (0.945, 0.82))
        ax.set(xlim=(0, points[0]), ylim=(0, points[1]), xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        ax.set_title(
            "In the box: value. On the arrow: local derivative. Under the box: gradient of L"
        )
        ax.set(xlabel="forward →                    ← backward", ylabel="one box, one operation")
        boxes = self.graphs[state["graph"]].boxes
        self.places = {
            name: (40 + column * (points[0] - 80) / 5, height * points[1])
            for name, (_, column, height) in boxes.items()
        }
        self.labels = {name: label for name, (label, *_) in boxes.items()}
        edges = [(a.name, b.name) for a, b, _ in self.run(state).edges]
        self.artists = draw_graph(ax, self.places, self.labels, edges)
        return list(self.artists)

    def run(self, state: Mapping[str, Any]) -> Run:
        """Compute the graph and all gradients at the values of the sliders."""
        compute = self.graphs[state["graph"]].compute
        return Run(compute(*(Value(state[name], name) for name in "wxb")))

    def update(self, state: Mapping[str, Any]) -> None:
        run, step = self.run(state), state["step"]
        forward = run.computed[:step]
        edges = run.edges[: max(0, step - len(run.computed) - 1)]
        known = [*run.inputs, *forward]
        values = {v.name: _short(v.data) for v in known}
        local = {
            (a.name, b.name): _on_arrow(b.local_derivative(i))
            for a, b, i in run.edges
            if b in forward
        }
        self.verdict = self.say(run, step, edges)
        gradients = {name: _short(g) for name, g in run.arrived(edges, step).items()}
        set_graph(self.artists, self.places, (values, local, gradients), run.now(step, edges))

    def say(self, run: Run, step: int, edges: list) -> str:
        """What the step does, with its numbers."""
        if step == 0:
            return "The inputs are set: step on, and the values are computed from left to right."
        if step <= len(run.computed):
            node = run.computed[step - 1]
            return f"Forward, step {step}: {self.labels[node.name]} = {_short(node.data)}."
        if not edges:
            return f"Backward, step {step}: it starts at the end, where dL/dL = 1."
        source, target, i = edges[-1]
        part, before = target.pullback(i), run.arrived(edges[:-1], step).get(source.name)
        text = (
            f"Backward, step {step}: to pass from {target.name} to {source.name}, multiply"
            f" {_short(target.grad)} by the local derivative"
            f" {_short(target.local_derivative(i))}: {_short(part)}"
        )
        if before is not None:
            text += f", added to the {_short(before)} there: {_short(_sum(before, part))}"
        return text + ("; all gradients have arrived." if step == self.steps else ".")


def _short(number: Any) -> str:
    return format_number(number, 3)


def _on_arrow(number: Any) -> str:
    """Arrows are short: 1.8e-10 has room on them, 1.84e-10 has not."""
    return format_number(number, 3 if abs(number) >= 1e-4 else 2)
