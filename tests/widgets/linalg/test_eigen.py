"""Power iteration and powers of a matrix: the drawing and what is said are true."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from mathlib.figures.plane import (
    draw_directions,
    draw_plane,
)
from mathlib.linalg import diagonalize
from mathlib.widgets.linalg.eigen import MatrixPowers, PowerIteration

A = np.array([[2.0, 1.0], [2.0, 3.0]])


SLOW = "[[3.8, 0.1], [0.2, 3.9]]"


SYMMETRIC = "[[2, 1], [1, 1]]"


TURN = "rotation by 40°"


@pytest.fixture
def power(one_of):
    return one_of(PowerIteration)


def said_angle(verdict: str) -> float:
    """The degrees in "x is …° from w₁"."""
    return float(verdict.split("°")[0].split()[-1])


@pytest.mark.parametrize("B", [A, [[1, 0], [0, 2]], [[1, 1], [0, 1]], [[0, -1], [1, 0]]])
def test_the_directions_drawn_are_eigenvectors(B):
    ax = Figure().subplots()
    draw_plane(ax, 2)
    draw_directions(ax, diagonalize(B))
    lines = [line for line in ax.lines if not line.get_label().startswith("_")]
    ends = [line.get_xydata()[1] for line in lines]
    images = [np.dot(B, end) for end in ends]
    assert all(abs(w[0] * v[1] - w[1] * v[0]) < 1e-9 for w, v in zip(ends, images, strict=True))
    stretch = [np.linalg.norm(v) / np.linalg.norm(w) for w, v in zip(ends, images, strict=True)]
    assert stretch == sorted(stretch, reverse=True)
    assert len(lines) == (0 if np.trace(B) ** 2 < 4 * np.linalg.det(B) else len(set(stretch)))


@pytest.mark.parametrize("matrix", PowerIteration.matrices)
@pytest.mark.parametrize("start", [(1.0, -0.8), (-0.3, 1.4), (0.0, -0.01)])
@pytest.mark.parametrize("k", [0, 1, 7, 40])
def test_the_trail_is_that_of_the_powers(power, matrix, start, k):
    power.set(matrix=matrix, x1=start[0], x2=start[1], steps=k)
    B = PowerIteration.matrices[matrix]
    images = [np.linalg.matrix_power(B, i) @ start for i in range(k + 1)]
    path = [image / np.linalg.norm(image) for image in images]
    assert np.allclose(power.trail.get_xydata(), [start, *path])
    assert np.allclose(power.arrow.vector.tolist(), path[-1])
    assert len(power.history.get_ydata()) == k + 1


@pytest.mark.parametrize("matrix", [*PowerIteration.matrices][:3])
@pytest.mark.parametrize("start", [(1.0, -0.8), (-0.4, -0.5), (0.3, 1.2)])
def test_the_angle_to_the_line_of_the_winner_falls_at_the_rate_of_the_band(power, matrix, start):
    power.set(matrix=matrix, x1=start[0], x2=start[1], steps=12)
    B = PowerIteration.matrices[matrix]
    values, W = np.linalg.eigh(B) if np.allclose(B, B.T) else np.linalg.eig(B)
    values, W = values.real, W.real  # numpy 2.5 always returns complex arrays
    w1 = W[:, np.argmax(values)]
    end = power.trail.get_xydata()[1:]
    share = np.linalg.inv(np.stack([w1, W[:, np.argmin(values)]], axis=-1)) @ start
    cosines = end @ w1 * np.sign(share[0])
    sines = np.abs(end[:, 0] * w1[1] - end[:, 1] * w1[0])
    angles, line = power.history.get_ydata(), power.bound.get_ydata()
    assert np.allclose(angles, np.degrees(np.arctan2(sines, np.abs(cosines))), atol=1e-10)
    assert (np.diff(np.arctan2(sines, cosines)) < 0).all() and line[0] == angles[0] <= 90
    rate = values.min() / values.max()
    assert np.allclose(line[1:] / line[:-1], rate)
    if rate < 0.5:
        assert angles[9] / angles[8] == pytest.approx(rate, rel=1e-2)
    assert said_angle(power.verdict) == pytest.approx(angles[12], rel=1e-2)
    assert f"|λ₂/λ₁| = {rate:.3g} of the angle" in power.verdict


@pytest.mark.parametrize("start", [(1.0, -1.0), (-0.7, 0.7), (0.1, -0.1)])
def test_a_start_on_the_weaker_direction_never_finds_the_winner(power, start):
    for matrix, steps in (("[[2, 1], [2, 3]]", 12), (SLOW, 40)):
        power.set(matrix=matrix, x1=start[0], x2=start[1], steps=steps)
        assert power.verdict.startswith("On paper the share of w₁ is 0; rounding may bring in a")
        assert f"trace of it: after {steps} steps x is 71.6° from w₁." in power.verdict
        assert np.allclose(power.history.get_ydata(), np.degrees(np.arctan(3)))
    power.set(x1=start[0] + 0.01)
    assert power.verdict.startswith("After 40 steps x is")


@pytest.mark.parametrize("aside", [-0.01, 0.0, 0.01])
def test_the_angle_next_to_the_weaker_direction_does_not_jump(power, aside):
    power.set(x1=1.0 + aside, x2=-1.0, steps=0)
    assert power.history.get_ydata()[0] == pytest.approx(71.6, abs=0.5)


def test_the_preset_on_the_weaker_direction_is_the_same_on_every_machine(power):
    power.set(**power.presets["start on w₂"])
    assert power.verdict.endswith("trace of it: after 12 steps x is 71.6° from w₁.")


def test_a_rounded_start_on_the_weaker_direction_finds_it_late(power):
    power.set(**power.presets["w₂ rounded"])
    angles = power.history.get_ydata()
    assert np.allclose(angles[:14], 90) and angles[36] < 1e-6
    assert "a trace of it: after 40 steps x is w₁, as far as 16 digits tell." in power.verdict
    power.set(steps=5)
    assert "a trace of it: after 5 steps x is 90° from w₁." in power.verdict


def test_a_start_on_the_winner_is_there_already(power):
    power.set(x1=0.5, x2=1.0, steps=1)
    assert power.verdict.startswith("After 1 step x is w₁, as far as 16 digits tell; near w₁")
    power.set(x1=-0.5, x2=-1.0)
    assert power.verdict.startswith("After 1 step x is w₁")


def test_a_rotation_never_settles(power):
    power.set(**power.presets["rotation"])
    assert np.allclose(power.history.get_ydata(), 40) and np.allclose(power.bound.get_ydata(), 40)
    assert "No winner" in power.verdict and "still turns x by 40°" in power.verdict
    (title,) = [ax.get_title(loc="left") for ax in power._stage.figure.axes[1:]]
    assert title.startswith("No winner")


@pytest.mark.parametrize("matrix", PowerIteration.matrices)
def test_the_zero_vector_has_no_direction_to_follow(power, matrix):
    power.set(matrix=matrix, x1=0.0, x2=0.0)
    assert "zero vector" in power.verdict
    assert len(power.history.get_ydata()) == len(power.bound.get_ydata()) == 0
    assert power.arrow.vector.tolist() == [0, 0]


@pytest.fixture
def layers(one_of):
    return one_of(MatrixPowers)


@pytest.mark.parametrize("matrix", MatrixPowers.matrices)
@pytest.mark.parametrize("radius", [0.8, 1.0, 1.2])
@pytest.mark.parametrize("k", [0, 1, 50])
def test_the_signal_is_that_of_the_power(layers, matrix, radius, k):
    layers.set(matrix=matrix, radius=radius, layers=k, x1=-2.0, x2=1.5)
    B = radius * MatrixPowers.matrices[matrix]
    assert np.abs(np.linalg.eigvals(B)).max() == pytest.approx(radius)
    path = np.array([np.linalg.matrix_power(B, i) @ [-2.0, 1.5] for i in range(51)])
    lengths = np.sqrt((path**2).sum(axis=1))
    assert np.allclose(layers.trail.get_xydata(), path[: k + 1])
    assert np.allclose(layers.lengths.get_ydata(), lengths[: k + 1])
    assert np.allclose(layers.bound.get_ydata(), 2.5 * np.exp(np.arange(51) * np.log(radius)))
    said = layers.verdict.split(" x is ")[1]
    times = 1.0 if said.startswith("as long as before") else float(said.split(" times as long")[0])
    assert times == pytest.approx(lengths[k] / 2.5, rel=1e-2)
    assert ("after 50 layers" in layers.verdict) and ("1 layer " in layers.verdict) == (k == 1)


@pytest.mark.parametrize(
    "preset, said",
    [
        ("ρ = 0.9", "after 50 layers x is 0.00515 times as long; it dies out."),
        ("ρ = 1", "after 50 layers x is as long as before; it survives these 50 layers."),
        ("ρ = 1.1", "after 50 layers x is 117 times as long; it explodes."),
        (
            "one direction is left",
            "Largest |λ| = 1: after 50 layers x is 0.237 times as long; it survives these 50 "
            "layers.",
        ),
        ("grows, then dies", "it grows to 3.3 times at layer 4 before it dies out."),
    ],
)
def test_what_the_presets_of_powers_say(layers, preset, said):
    layers.set(**layers.presets[preset])
    assert said in layers.verdict


@pytest.mark.parametrize(
    "matrix, radius, x, said",
    [
        ("rotation", 0.98, (1, 1), "it dies out only later."),
        ("rotation", 0.9, (1, 1), "; it dies out."),
        ("rotation", 1.04, (1, 1), "x is 7.11 times as long; it survives these 50 layers."),
        ("shear", 0.99, (0.05, 1), "it still grows at layer 50, and dies out only later."),
        ("shear", 0.99, (-5, 0.1), "x is 0.605 times as long; it dies out only later."),
        ("shear", 1.0, (-5, 0.05), "x is 0.01 times as long; it passes near 0 and grows again."),
        ("[[2, 1], [2, 3]] / 4", 1.0, (1, -1), "little is left: it has hardly a share of the"),
        ("[[2, 1], [2, 3]] / 4", 1.05, (1, -1), "little is left: it has hardly a share of the"),
        ("[[2, 1], [2, 3]] / 4", 1.1, (0, 1), "it explodes"),
        ("shear", 1.0, (0, 1), "it grows though no |λ| is above 1"),
        ("shear", 1.0, (3, 0), "it survives"),
        ("shear", 0.8, (3, 0), "it dies out."),
        ("shear", 1.2, (0, 0), "zero vector"),
    ],
)
def test_what_becomes_of_signals_of_every_kind(layers, matrix, radius, x, said):
    layers.set(matrix=matrix, radius=radius, x1=float(x[0]), x2=float(x[1]), layers=50)
    assert said in layers.verdict
