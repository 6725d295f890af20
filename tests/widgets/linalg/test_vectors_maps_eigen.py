"""Vectors, maps of the plane, power iteration, powers: the drawing and what is said are true."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from mathlib.figures.plane import (
    circle_points,
    draw_arrow,
    draw_directions,
    draw_letter,
    draw_plane,
    grid_lines,
    lines_through_zero,
    set_letter,
)
from mathlib.linalg import diagonalize
from mathlib.widgets.linalg.eigen import MatrixPowers, PowerIteration
from mathlib.widgets.linalg.linear_maps import LinearMap
from mathlib.widgets.linalg.vectors import VectorPair


def tip(arrow) -> list[float]:
    """Where an arrow from 0 ends."""
    return arrow.vector.tolist()


# ---- figures.plane -----------------------------------------------------------------------------


def test_the_grid_has_all_its_lines():
    pieces = grid_lines(2).reshape(-1, 3, 2)
    assert len(pieces) == 10 and np.isnan(pieces[:, 2]).all()
    drawn = {tuple(piece[:2].ravel()) for piece in pieces}
    upright = {(n, -2, n, 2) for n in range(-2, 3)}
    assert drawn == upright | {(-2, n, 2, n) for n in range(-2, 3)}


def test_the_circle_is_closed_and_round():
    points = circle_points()
    assert np.allclose(np.linalg.norm(points, axis=-1), 1)
    assert np.allclose(points[0], points[-1])


def test_lines_through_zero_keep_their_direction():
    line = lines_through_zero([[3, 4], [0, 0]], 10)
    assert np.allclose(line[:2], [[-6, -8], [6, 8]])
    assert np.isnan(line[[2, 5]]).all() and (line[3:5] == 0).all()
    assert lines_through_zero([], 10).shape == (0, 2)


@pytest.mark.parametrize("tip", [(1.0, 2.0), (-3.0, 0.0), (0.0, 0.0)])
def test_an_arrow_ends_at_its_tip_and_its_letter_beyond(tip):
    figure = Figure()
    ax = figure.subplots()
    draw_plane(ax, 4)
    arrow, letter = draw_arrow(ax, tip), draw_letter(ax, "x")
    set_letter(letter, tip)
    figure.draw_without_rendering()
    reach = np.linalg.norm(arrow.get_xy(), axis=-1)
    assert reach.max() == pytest.approx(max(np.linalg.norm(tip), 0.5 * 0.013 * 8))  # 0 is a dot
    assert np.linalg.norm(letter.get_xydata()[0] - tip) == pytest.approx(0.64)
    assert np.linalg.norm(letter.get_xydata()[0]) > np.linalg.norm(tip)


# ---- two vectors -------------------------------------------------------------------------------


@pytest.mark.parametrize("x", [(1.5, 2.5), (-3.0, 0.5), (0.2, -4.0)])
@pytest.mark.parametrize("a", [(3.0, 1.0), (-0.05, 0.0), (0.0, 4.0)])
def test_the_pair_is_drawn_where_least_squares_puts_it(x, a):
    figure = VectorPair()
    figure.set(x1=x[0], x2=x[1], a1=a[0], a2=a[1])
    assert [tip(arrow) for arrow in figure.arrows] == [list(a), list(x)]
    share = np.linalg.lstsq(np.array(a)[:, None], np.array(x), rcond=None)[0]
    assert np.allclose(figure.shadow.get_xydata(), [[0, 0], share * a])
    assert np.allclose(figure.fall.get_xydata(), [x, share * a])
    cosine = np.dot(x, a) / np.sqrt(np.dot(x, x) * np.dot(a, a))
    phi = np.degrees(np.arccos(cosine))
    assert np.allclose(figure.here.get_xydata(), [[phi, cosine]])
    assert (
        f"angle of {phi:.3g}°, " in figure.verdict and f" {share[0]:.3g} times a" in figure.verdict
    )
    assert ("> 0" in figure.verdict) == (cosine > 0)
    figure.close()


@pytest.mark.parametrize(
    "preset, said",
    [
        ("same direction", "= 5 > 0: an angle of 0°"),
        ("perpendicular", "= 0: an angle of 90°"),
        ("opposite", "= -10 < 0: an angle of 180°"),
        (
            "a half as long",
            "= 3.5 > 0: an angle of 40.6°, less than a right one; the projection is 1.4 times",
        ),
        ("x = 0", "x is the zero vector"),
    ],
)
def test_what_the_presets_of_two_vectors_say(preset, said):
    figure = VectorPair()
    figure.set(**figure.presets[preset])
    assert said in figure.verdict
    figure.close()


def test_the_shadow_stays_while_a_is_halved():
    figure = VectorPair()
    assert next(iter(figure.presets)) == "a half as long"
    figure.set(x1=-2.0, x2=1.0)
    shadow = figure.shadow.get_xydata()
    figure.set(**figure.presets["a half as long"])
    assert np.allclose(figure.shadow.get_xydata(), shadow) and shadow.any()
    assert np.allclose(tip(figure.arrows[0]), [1.5, 0.5])
    figure.close()


@pytest.mark.parametrize(
    "side, said",
    [(0.05, "> 0: an angle just below 90°;"), (-0.05, "< 0: an angle just above 90°;")],
)
def test_an_angle_close_to_a_right_one_is_not_called_one(side, said):
    figure = VectorPair()
    figure.set(x1=side, x2=4.0, a1=0.05, a2=0.0)
    assert "an angle of" in figure.verdict
    figure.set(x1=4.0, x2=4.0, a1=-3.95, a2=3.95 + side / 100)
    assert said in figure.verdict
    figure.close()


def test_the_sign_stands_where_the_curve_has_it():
    figure = VectorPair()
    figure.png()
    right = figure._stage.figure.axes[1]
    curve = next(line for line in right.lines if line.get_label() == "cosine").get_xydata()
    for words, sign in (("⟨x, a⟩ > 0", 1), ("⟨x, a⟩ < 0", -1)):
        (text,) = [t for t in right.texts if t.get_text() == words]
        box = right.transData.inverted().transform(text.get_window_extent())
        beside = curve[(curve[:, 0] >= box[0, 0]) & (curve[:, 0] <= box[1, 0]), 1]
        assert (sign * beside > 0).all() and (sign * box[:, 1] > 0).all()
        assert (box[0, 1] > beside).all() if sign > 0 else (box[1, 1] < beside).all()
    figure.close()


def test_rounding_makes_no_sign_of_a_right_angle():
    figure = VectorPair()
    figure.set(x1=0.1, x2=0.3, a1=-0.3, a2=0.1)
    assert "⟨x, a⟩ = 0: an angle of 90°" in figure.verdict
    figure.set(x1=1.1, x2=-0.7, a1=0.7 * 3, a2=1.1 * 3)  # in floating point not quite 0
    assert 1.1 * (0.7 * 3) - 0.7 * (1.1 * 3) != 0
    assert "⟨x, a⟩ = 0: an angle of 90°" in figure.verdict
    figure.close()


def test_a_zero_vector_has_no_angle():
    figure = VectorPair()
    figure.set(a1=0.0, a2=0.0)
    assert "a is the zero vector" in figure.verdict
    assert not np.isfinite(figure.here.get_xydata()).any()
    assert len(figure.fall.get_xydata()) == 0 and (figure.shadow.get_xydata() == 0).all()
    figure.set(x1=0.0, x2=0.0)
    assert "a is the zero vector" in figure.verdict
    figure.close()


# ---- a linear map ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plane():
    figure = LinearMap()
    yield figure
    figure.close()


def show(figure, A) -> None:
    (a11, a12), (a21, a22) = A
    figure.set(a11=float(a11), a12=float(a12), a21=float(a21), a22=float(a22))


def area(corners: np.ndarray) -> float:
    """The area of a polygon with its sign, by the shoelace formula."""
    x, y = corners.T
    return (x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2


MAPS = [
    *np.random.default_rng(1).uniform(-3, 3, (12, 2, 2)),
    *np.array([[[2, 1], [2, 3]], [[0, 1], [1, 0]], [[1, 2], [2, 4]], [[1, -2], [3, 1]]]) / 2,
]


@pytest.mark.parametrize("A", MAPS, ids=lambda A: str(np.round(A, 1).tolist()))
def test_everything_is_drawn_where_the_matrix_sends_it(plane, A):
    show(plane, A)
    before, after = plane.before, plane.after
    assert np.allclose([tip(arrow) for arrow in after.arrows], A.T)
    sent = [[A[0] @ p, A[1] @ p] for p in before.grid.get_xydata()]
    assert np.allclose(after.grid.get_xydata(), sent, equal_nan=True)
    corners = [(0, 0), A[:, 0], A[:, 0] + A[:, 1], A[:, 1]]
    assert np.allclose(after.square.get_xy()[:4], corners)
    det = area(after.square.get_xy()[:4])
    if abs(det) > 1e-9:
        said = plane.verdict.split(":")[0].removeprefix("det A = ")
        assert float(said) == pytest.approx(det, rel=1e-3)
        assert ("flipped" in plane.verdict) == (det < 0)
    else:
        assert "flattened onto a line" in plane.verdict


@pytest.mark.parametrize("A", MAPS, ids=lambda A: str(np.round(A, 1).tolist()))
def test_the_lines_that_light_up_are_those_that_do_not_turn(plane, A):
    show(plane, A)
    w, image = plane.before.points.get_xydata(), plane.after.points.get_xydata()
    assert len(w) == (2 if np.trace(A) ** 2 > 4 * np.linalg.det(A) else 0)
    assert ("every line turns" in plane.verdict) == (len(w) == 0)
    assert np.allclose(image, w @ A.T, atol=1e-8)
    assert np.allclose(w[:, 0] * image[:, 1], w[:, 1] * image[:, 0], atol=1e-8)
    ends = plane.before.lines.get_xydata().reshape(-1, 3, 2)[:, 1]
    assert np.allclose(ends[:, 0] * w[:, 1], ends[:, 1] * w[:, 0])


@pytest.mark.parametrize(
    "A, area_said, lines_said, lines",
    [
        ([[2, 1], [2, 3]], "multiplied by 4", "at 63.4° and 135° do not turn (λ₁ = 4, λ₂ = 1)", 2),
        ([[2, 0], [0, 0.5]], "stay as they are", "at 0° and 90° do not", 2),
        ([[2, 0], [0, 2]], "multiplied by 4", "no line turns: every vector is multiplied by 2", 6),
        ([[1, 0], [0, 1]], "det A = 1: areas stay as they are", "; nothing moves.", 6),
        ([[-1, 0], [0, -1]], "stay as they are", "every vector is multiplied by -1.", 6),
        ([[0, 1], [1, 0]], "det A = -1: areas stay as they are, flipped over", "λ₂ = -1", 2),
        ([[1, 1], [0, 1]], "stay as they are", "only the line at 0° does not turn (λ = 1)", 1),
        ([[2, 1], [-1, 0]], "stay as they are", "only the line at 135° does not turn (λ = 1)", 1),
        ([[0.5, 0.5], [0.5, 0.5]], "flattened onto a line", "λ₂ = 0: sent to 0", 2),
        ([[0, 1], [0, 0]], "flattened onto a line", "only the line at 0°", 1),
        ([[0, -1], [1, 0]], "stay as they are", "λ = ±i is not real", 0),
        ([[-1, -1], [1, -1]], "multiplied by 2", "λ = -1 ± i is not real", 0),
        ([[0, 0], [0, 0]], "flattened to the point 0", "no line is left", 6),
    ],
)
def test_what_is_said_of_maps_of_every_kind(plane, A, area_said, lines_said, lines):
    show(plane, A)
    assert area_said in plane.verdict and lines_said in plane.verdict
    assert len(plane.before.points.get_xydata()) == lines


def test_a_line_that_is_sent_to_0_is_not_drawn_after_the_map(plane):
    show(plane, [[0.5, 0.5], [0.5, 0.5]])
    assert len(plane.before.lines.get_xydata()) == 6
    left = plane.after.lines.get_xydata()
    assert len(left) == 3 and left[0, 0] == pytest.approx(left[0, 1])
    show(plane, [[0, 0], [0, 0]])
    assert len(plane.after.lines.get_xydata()) == 0


def test_the_presets_of_maps_are_what_they_are_called(plane):
    def matrix(name):
        plane.set(**plane.presets[name])
        return np.array([tip(arrow) for arrow in plane.after.arrows]).T

    assert np.array_equal(np.linalg.matrix_power(matrix("quarter turn"), 4), np.eye(2))
    assert "every line turns" in plane.verdict
    assert np.array_equal(matrix("reflection") @ matrix("reflection"), np.eye(2))
    P = matrix("projection")
    assert np.array_equal(P @ P, P) and np.array_equal(P, P.T)
    assert "flattened onto a line" in plane.verdict
    assert np.linalg.matrix_rank(matrix("flattened")) == 1
    assert "λ₁ = 1.5, λ₂ = 0: sent to 0" in plane.verdict


# ---- power iteration ---------------------------------------------------------------------------

A = np.array([[2.0, 1.0], [2.0, 3.0]])
SLOW = "[[3.8, 0.1], [0.2, 3.9]]"
SYMMETRIC = "[[2, 1], [1, 1]]"
TURN = "rotation by 40°"


@pytest.fixture
def power():
    figure = PowerIteration()
    yield figure
    figure.close()


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
    assert np.allclose(tip(power.arrow), path[-1])
    assert len(power.history.get_ydata()) == k + 1


@pytest.mark.parametrize("matrix", [*PowerIteration.matrices][:3])
@pytest.mark.parametrize("start", [(1.0, -0.8), (-0.4, -0.5), (0.3, 1.2)])
def test_the_angle_to_the_line_of_the_winner_falls_at_the_rate_of_the_band(power, matrix, start):
    power.set(matrix=matrix, x1=start[0], x2=start[1], steps=12)
    B = PowerIteration.matrices[matrix]
    values, W = np.linalg.eigh(B) if np.allclose(B, B.T) else np.linalg.eig(B)
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
    assert tip(power.arrow) == [0, 0]


# ---- powers of a matrix ------------------------------------------------------------------------


@pytest.fixture
def layers():
    figure = MatrixPowers()
    yield figure
    figure.close()


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
