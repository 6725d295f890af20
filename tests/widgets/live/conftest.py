"""What tests of the engine share: a small figure to test with, and a browser that is none."""

import json

import ipywidgets as widgets
import numpy as np
import pytest

from mathlib.widgets.live import Handle, LiveFigure
from mathlib.widgets.live.controls import choice, log_slider, slider, whole_slider


class Wave(LiveFigure):
    """A wave whose amplitude and frequency move, over a static frame that depends on its kind."""

    title = "A wave"
    size = (3.0, 2.0)
    redraw_on = ("kind",)
    goal = "an amplitude of at least 3"
    widths = {"narrow": 5.0, "wide": 50.0}

    def __init__(self):
        self.updates, self.draws = [], 0
        super().__init__(
            {
                "kind": choice("kind", tuple(self.widths)),
                "amplitude": slider("amplitude", 1.0, -5.0, 5.0, 0.1),
                "rate": log_slider("rate", 1.0, -2, 2),
                "points": whole_slider("points", 30, 2, 60),
            },
            handles=(Handle("top", y="amplitude", label="top of the wave"),),
            presets={"high": {"amplitude": 4.5}, "wide": {"amplitude": 40.0, "kind": "wide"}},
        )

    def adapt(self, state):
        width = self.widths[state["kind"]]
        return {"amplitude": (-width, width, width / 5)}

    def draw(self, figure, state):
        self.draws += 1
        axes = figure.subplots()
        width = self.widths[state["kind"]]
        axes.set(xlim=(0, 6), ylim=(-width, width), title="Wave", xlabel="time", ylabel="height")
        (self.line,) = axes.plot([], [], label="wave")
        return [self.line]

    def update(self, state):
        self.updates.append(dict(state))
        if state["points"] == 13:
            raise ArithmeticError("thirteen points bring bad luck")
        t = np.linspace(0, 6, state["points"])
        self.line.set_data(t, state["amplitude"] * np.sin(state["rate"] * t))
        self.place("top", 1.5, 99.0)
        self.goal_reached = state["amplitude"] >= 3
        self.verdict = f"The amplitude is {state['amplitude']:.3g}."


class Slow(Wave):
    """Sharpens its picture in three steps."""

    def refine(self, state):
        for points in (100, 200, 400):
            t = np.linspace(0, 6, points)
            self.line.set_data(t, state["amplitude"] * np.sin(state["rate"] * t))
            yield


class Browser:
    """What the browser does, without one: it asks for frames and shows what is sent."""

    def __init__(self, figure: LiveFigure, name: str = "view-1"):
        self.figure, self.name, self.sent, self.version = figure, name, [], None
        figure._canvas.send = lambda content, buffers=None: self.sent.append(
            (content, buffers or [])
        )
        self.state = {
            name: control.options.index(control.value)
            if hasattr(control, "options")
            else control.value
            for name, control in figure.controls.items()
        }

    def ask(self, request: str = "state", /, *, extra: dict | None = None, **values):
        """Send one request and return the answer, (content, buffers)."""
        self.state |= values
        content = {
            "type": request,
            "id": self.name,
            "have": self.version,
            "state": dict(self.state),
        }
        before = len(self.sent)
        self.figure._canvas._handle_custom_msg(content | (extra or {}), [])
        assert len(self.sent) == before + 1, "every request gets exactly one answer"
        answer, buffers = self.sent.pop()
        json.dumps(answer)  # what is sent must be plain numbers, or the kernel cannot send it
        if answer["type"] == "frame":
            self.version = answer["version"]
        return answer, buffers

    def look(self, theme: str, scale: float):
        return self.ask("view", extra={"theme": theme, "scale": scale})


@pytest.fixture
def wave():
    figure = Wave()
    yield figure
    figure.close()


@pytest.fixture
def browser(wave):
    return Browser(wave)


@pytest.fixture
def start():
    """What the controls of a wave hold at first."""
    return {"kind": "narrow", "amplitude": 1.0, "rate": 1.0, "points": 30}


@pytest.fixture(scope="session")
def new_wave():
    """A function that makes a wave."""
    return Wave


@pytest.fixture(scope="session")
def slow_wave():
    """A function that makes a wave which sharpens in steps."""
    return Slow


@pytest.fixture(scope="session")
def browse():
    """A function that opens a figure in a browser: ``browse(figure, "name of the view")``."""
    return Browser


@pytest.fixture(scope="session")
def widgets_in():
    """A function that returns every widget inside a figure, itself included."""
    return _widgets_in


def _widgets_in(figure: widgets.Widget) -> list[widgets.Widget]:
    """Every widget inside a figure, itself included."""
    return [figure, *(w for child in getattr(figure, "children", ()) for w in _widgets_in(child))]
