"""The computational graph, stepped forward and backward: the gradients that arrive are right."""

import re

import numpy as np
import pytest
from matplotlib.figure import Figure

from mathlib.figures.lettering import draw_lettering, set_lettering
from mathlib.widgets.calculus.graph import GraphStepper


@pytest.fixture
def stepper(one_of):
    return one_of(GraphStepper)


def losses(w, x, b):
    """Both losses, in numpy alone."""
    return {
        "L = (tanh(w·x + b) − y)²": (np.tanh(w * x + b) - 1) ** 2,
        "L = (w·x + b)² + w²": (w * x + b) ** 2 + w**2,
    }


@pytest.mark.parametrize("graph", GraphStepper.graphs)
@pytest.mark.parametrize("at", [(0.5, 1.0, 0.2), (-1.3, 0.0, 2.0), (2.0, -3.0, 3.0)])
def test_the_gradients_that_arrive_are_those_of_differences(stepper, graph, at, numbers):
    stepper.set(graph=graph, w=at[0], x=at[1], b=at[2], step=14)
    run = stepper.run(stepper.state)
    arrived = run.arrived(run.edges, 14)
    assert set(arrived) == set(stepper.places)
    h = 1e-5
    for k, name in enumerate("wxb"):
        ends = [losses(*(v + s * h * (i == k) for i, v in enumerate(at)))[graph] for s in (1, -1)]
        assert float(arrived[name]) == pytest.approx((ends[0] - ends[1]) / (2 * h), abs=1e-6)
    stepper.set(step=len(run.computed))
    assert numbers(stepper.verdict)[-1] == pytest.approx(losses(*at)[graph], rel=0.006, abs=1e-8)


@pytest.mark.parametrize("graph", GraphStepper.graphs)
def test_the_last_step_is_the_last_arrow(stepper, graph):
    run = stepper.run(stepper.state | {"graph": graph})
    assert len(run.computed) + 1 + len(run.edges) == stepper.steps


@pytest.mark.parametrize("graph", GraphStepper.graphs)
def test_each_step_back_multiplies_as_it_says(stepper, graph):
    stepper.set(graph=graph, w=0.5, x=1.0, b=0.2)
    pattern = r"from (\w) to (\w), multiply (\S+) by the local derivative (\S+): ([-+.\de]*\d)"
    for step in range(7, 15):
        stepper.set(step=step)
        source, target, gradient, local, product = re.search(pattern, stepper.verdict).groups()
        assert float(product) == pytest.approx(float(gradient) * float(local), rel=0.01)
        assert (target, source) in {
            (a.name, b.name) for a, b, _ in stepper.run(stepper.state).edges
        }
    assert stepper.verdict.endswith("; all gradients have arrived.")


def test_where_a_value_is_used_twice_two_gradients_add(stepper):
    stepper.set(**stepper.presets["w used twice"])
    assert stepper.verdict.endswith("derivative 1: 1.4, added to the 1 there: 2.4.")


def test_a_saturated_neuron_lets_no_gradient_through(stepper):
    stepper.set(**stepper.presets["saturated"])
    run = stepper.run(stepper.state)
    values = {v.name: float(v.data) for v in run.computed}
    assert values["e"] == pytest.approx(-2, abs=1e-3)  # a large error,
    assert abs(run.arrived(run.edges, 14)["w"]) < 0.006  # and hardly any way to mend it


def test_numbers_are_told_as_they_are_and_round_off_is_0(stepper):
    graph = "L = (tanh(w·x + b) − y)²"
    stepper.set(graph=graph, w=3.0, x=3.0, b=3.0, step=10)
    assert "multiply -1.51e-10 by the local derivative 1.51e-10: -2.28e-20." in stepper.verdict
    stepper.set(w=0.1, x=3.0, b=-0.3, step=2)
    assert 0.1 * 3 - 0.3 != 0 and stepper.verdict == "Forward, step 2: z = m + b = 0."
    stepper.set(step=3)
    assert stepper.verdict == "Forward, step 3: s = tanh z = 0."


@pytest.mark.parametrize("at", [(3.0, 3.0, 3.0), (-3.0, 3.0, -3.0), (3.0, -3.0, -1.1)])
def test_the_longest_numbers_fit_between_the_boxes(stepper, at):
    for graph in stepper.graphs:
        stepper.set(graph=graph, w=at[0], x=at[1], b=at[2], step=14)
        values, on_arrows, _ = stepper.artists[2:]
        for x, y in stepper.places.values():
            inside = letters_near(values, x, y - 10)
            assert np.ptp(inside) < 65
            beside = letters_near(on_arrows, x, y, 30.0)
            assert not beside.size, "a number on an arrow reaches into a box"


def letters_near(words, x, y, across=60.0):
    """How far to the sides the outlines of letters go that stand at a height and place."""
    vertices = words.get_path().vertices
    return vertices[(np.abs(vertices - (x, y)) < (across, 8)).all(axis=1), 0]


@pytest.mark.parametrize("graph", GraphStepper.graphs)
def test_every_number_stays_inside_the_axes_and_apart(stepper, graph):
    stepper.set(graph=graph, w=3.0, x=1.0, b=1.0, step=14)
    axes = stepper._stage.figure.axes[0]
    for words in stepper.artists[2:]:
        (x0, y0), (x1, y1) = words.get_path().get_extents().get_points()
        assert x0 >= 0 and x1 <= axes.get_xlim()[1]
        assert y0 >= 0 and y1 <= axes.get_ylim()[1]


@pytest.mark.parametrize("step, shown", [(0, (True, False, False)), (5, (True, True, False)),
                                         (14, (True, True, True))])  # fmt: skip
def test_forward_shows_values_and_local_derivatives_backward_adds_gradients(stepper, step, shown):
    stepper.reset()
    stepper.set(step=step)
    words = [len(words.get_path().vertices) > 0 for words in stepper.artists[2:]]
    assert tuple(words) == shown


def test_letters_are_centred_as_text_is():
    figure = Figure(figsize=(5, 1), dpi=72)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, 360), ylim=(0, 72))
    words = draw_lettering(axes, "C0")
    set_lettering(words, [(100.0, 30.0, "0.25 a")], 20)
    text = axes.text(100, 30, "0.25 a", size=20, ha="center", va="center", family="DejaVu Sans")
    ours = words.get_path().get_extents()
    theirs = text.get_window_extent()
    assert ours.width == pytest.approx(theirs.width, abs=4)
    assert (ours.x0 + ours.x1) / 2 == pytest.approx(100, abs=2)
    assert (ours.y0 + ours.y1) / 2 == pytest.approx(30, abs=2)
