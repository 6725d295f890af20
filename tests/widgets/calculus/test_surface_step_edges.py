"""Live figures of Taylor's models, of steps and of edges: is what they draw and say true?"""

import itertools
import re

import numpy as np
import pytest
from scipy import ndimage

from mathlib.datasets import load_photo
from mathlib.figures.landscape import level_lines
from mathlib.figures.photo import draw_photo
from mathlib.widgets.calculus.edges import LONGEST, EdgesInPhoto
from mathlib.widgets.calculus.step_prediction import DOWNHILL, NEWTON, StepPrediction
from mathlib.widgets.calculus.taylor_surface import TaylorSurface


@pytest.fixture
def surface(one_of):
    return one_of(TaylorSurface)


@pytest.fixture
def step(one_of):
    return one_of(StepPrediction)


@pytest.fixture
def edges(one_of):
    return one_of(EdgesInPhoto)


def told(pattern: str, figure) -> float:
    """The number that a verdict gives after some words."""
    found = re.search(pattern + r" (-?\d[\d.]*(?:e[+-]?\d+)?)", figure.verdict.rstrip("."))
    assert found, (pattern, figure.verdict)
    return float(found[1])


# ---- Taylor's plane and parabola -------------------------------------------------------------


def plain_error(f, centre, degree, points) -> np.ndarray:
    """f minus Taylor's polynomial, written out."""
    g, H = f.gradient(centre), f.hessian(centre) * (degree == 2)
    dx, dy = points[..., 0] - centre[0], points[..., 1] - centre[1]
    bend = 0.5 * (H[0, 0] * dx**2 + 2 * H[0, 1] * dx * dy + H[1, 1] * dy**2)
    return f(points) - f(centre) - g[0] * dx - g[1] * dy - bend


SMOOTH = [name for name in TaylorSurface.surfaces if name not in ("mixed partials", "no limit")]


@pytest.mark.parametrize("name", SMOOTH)
def test_the_discs_of_trust_hold_inside_and_not_outside(surface, name):
    surface.set(surface=name)
    f, state = surface.surface, surface.state
    centre, turn = np.array([state["x1"], state["x2"]]), np.linspace(0, 2 * np.pi, 721)
    for degree, disc in enumerate(surface.discs, start=1):
        rim = disc.get_xydata()
        if not np.isfinite(rim).any():
            assert name == "saddle" and degree == 2, "only a quadratic f is its own parabola"
            assert "parabola on the whole map" in surface.verdict
            continue
        radius = np.linalg.norm(rim - centre, axis=1).mean()
        assert np.allclose(np.linalg.norm(rim - centre, axis=1), radius)
        worst = [
            np.abs(
                plain_error(
                    f, centre, degree, centre + r * np.stack([np.cos(turn), np.sin(turn)], -1)
                )
            ).max()
            for r in radius * np.array([0.5, 0.9, 0.99, 1.01])
        ]
        assert max(worst[:3]) <= state["tolerance"] < worst[3]
        assert told(f"{('plane', 'parabola')[degree - 1]} up to r =", surface) == pytest.approx(
            radius, rel=0.06
        )


@pytest.mark.parametrize("name", ["himmelblau", "bumps", "peano"])
@pytest.mark.parametrize("model, degree", [("plane", 1), ("parabola", 2)])
def test_the_level_lines_are_those_of_the_model(surface, name, model, degree):
    surface.set(surface=name, model=model)
    surface.set(x1=0.3, x2=0.4)
    points = surface.lines.get_xydata()
    points, f = points[np.isfinite(points).all(axis=1)], surface.surface
    assert len(points) > 50
    heights = f(points) - plain_error(f, np.array([0.3, 0.4]), degree, points)
    span = surface.levels[-1] - surface.levels[0]
    assert np.abs(heights[:, None] - surface.levels).min(axis=1).max() < 2e-3 * span


@pytest.mark.parametrize("name, slopes", [("himmelblau", (2, 3)), ("rosenbrock", (2, 3))])
def test_the_errors_grow_as_they_are_said_to(surface, name, slopes):
    surface.set(surface=name)
    for line, slope in zip(surface.errors, slopes, strict=True):
        r, error = line.get_data()
        near = (r < 0.01 * r[-1]) & (error > 1e-9)
        assert np.polyfit(np.log(r[near]), np.log(error[near]), 1)[0] == pytest.approx(slope, 0.02)


def test_less_error_allowed_shrinks_the_disc_of_the_plane_more(surface):
    radii = {}
    for tolerance in (1.0, 0.01):
        surface.set(tolerance=tolerance)
        for name in ("plane", "parabola"):
            radii[name, tolerance] = told(f"{name} up to r =", surface)
    assert radii["plane", 1.0] / radii["plane", 0.01] == pytest.approx(10, rel=0.15)
    assert radii["parabola", 1.0] / radii["parabola", 0.01] == pytest.approx(100 ** (1 / 3), 0.15)


def test_the_traps_are_said_to_be_traps(surface):
    surface.set(surface="mixed partials", model="parabola")
    assert "there is no parabola, since the mixed second derivatives differ" in surface.verdict
    assert len(surface.lines.get_xdata()) == 0 and np.isnan(surface.errors[1].get_ydata()).all()
    surface.set(surface="no limit")
    assert "the plane in no disc at all" in surface.verdict
    assert "second derivatives do not exist" in surface.verdict
    assert np.isnan(surface.discs[0].get_xdata()).all()
    surface.set(x1=0.5)
    assert "parabola up to r" in surface.verdict


def test_level_lines_that_are_not_there_are_no_points():
    assert level_lines(lambda p: p[..., 0], ((0, 1), (0, 1)), [2.0, 3.0]).shape == (0, 2)
    two = level_lines(lambda p: p[..., 0], ((0, 1), (0, 1)), [0.25, 0.75], points=5)
    assert (
        np.isnan(two[5]).all() and np.allclose(two[:5, 0], 0.25) and np.allclose(two[6:, 0], 0.75)
    )


# ---- a step ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", StepPrediction.entries)
@pytest.mark.parametrize("along", [DOWNHILL, NEWTON])
def test_the_predictions_and_what_one_gets(step, name, along):
    step.set(landscape=name, along=along)
    f, state, rate = step.f, step.state, step.state["learning_rate"]
    x = np.array([state["x1"], state["x2"]])
    g, H = f.gradient(x), f.hessian(x)
    way = -g if along == DOWNHILL else -np.linalg.inv(H) @ g
    changes = np.array(
        [
            rate * g @ way,
            rate * g @ way + rate**2 / 2 * way @ H @ way,
            f(x + rate * way) - f(x),
        ]
    )
    drawn = [mark.get_ydata()[0] for mark in step.marks]
    assert np.allclose(drawn, changes / abs(g @ way))
    assert np.allclose(step.step.get_xydata(), [x, x + rate * way])
    for words, change in zip(
        ("First order predicts", "second order", "f changes by"), changes, strict=True
    ):
        assert told(words, step) == pytest.approx(change, rel=0.006, abs=1e-9)
    assert np.allclose(step.lines[0].get_ydata(), np.sign(g @ way) * step.rates)
    assert np.interp(rate, step.rates, step.lines[2].get_ydata()) == pytest.approx(
        drawn[2], rel=0.02, abs=1e-3 * step.rates[-1]
    )


def test_a_step_that_is_too_long_goes_up(step):
    step.set(**step.presets["too long"])
    assert "it goes up, the step is too long" in step.verdict and told("changes by", step) > 0
    best = told("lowest at η =", step)
    step.set(learning_rate=best)
    assert "too long" not in step.verdict and told("changes by", step) < 0
    parabola = step.lines[1]
    assert step.rates[parabola.get_ydata().argmin()] == pytest.approx(best, rel=0.05)


def test_newton_goes_to_the_saddle_and_downhill_does_not(step):
    step.set(**step.presets["Newton beside a saddle"])
    assert "goes to the saddle of the parabola" in step.verdict
    end = step.newton.get_xydata()[1]
    assert np.linalg.norm(end - step.f.saddles[0]) < 0.2 * np.linalg.norm([0.3, 0.8])
    step.set(along=DOWNHILL)
    step.set(learning_rate=0.1)
    assert step.state["x1"] == 0.3, "the other way leaves you where you stand"
    assert step.step.get_xydata()[1, 0] > 0.3


def test_on_a_quadratic_the_parabola_is_exact_and_newton_needs_one_step(step):
    step.set(landscape="narrow valley", along=NEWTON)
    assert np.allclose(step.lines[1].get_ydata(), step.lines[2].get_ydata())
    assert np.allclose(step.step.get_xydata()[1], 0)
    assert "goes to the minimum of the parabola" in step.verdict


@pytest.mark.parametrize("along", [DOWNHILL, NEWTON])
def test_where_the_gradient_is_zero_there_is_no_step(step, along):
    step.set(landscape="double well", along=along)
    step.set(x1=0.0, x2=0.0)
    assert step.verdict.startswith("∇f = 0 here")
    assert np.isnan(step.lines[0].get_ydata()).all()
    assert np.allclose(step.step.get_xydata(), 0)


def test_a_newton_step_at_a_right_angle_to_the_gradient_is_a_step(step):
    """On x² − y² at (1, 1): ∇f = (2, −2), and the step is (−1, −1)."""
    step.set(landscape="saddle", along=NEWTON)
    for x2 in (1.0, -1.0, 0.7, -0.7):
        step.set(x1=abs(x2), x2=x2)
        assert step.verdict == (
            "Newton's step is at a right angle to ∇f: to first order f does not change, it changes"
            " by 0; H has eigenvalues of both signs, so a full step (η = 1) goes to the saddle of"
            " the parabola."
        )
        assert all(np.isnan(line.get_ydata()).all() for line in step.lines)
        assert np.allclose(step.step.get_xydata(), [[abs(x2), x2], [0, 0]])


def test_a_parabola_may_be_straight_along_the_line(step):
    step.set(landscape="saddle")
    step.set(x1=0.7, x2=0.7)  # ∇f = 2·(0.7, −0.7), of which H makes a vector at a right angle
    assert "straight along this line and has no lowest point" in step.verdict
    assert np.allclose(step.lines[1].get_ydata(), step.lines[0].get_ydata())
    step.set(x1=0.72)
    assert "lowest at η =" in step.verdict


@pytest.mark.parametrize("along", [DOWNHILL, NEWTON])
def test_the_verdict_says_what_a_mark_on_the_axis_is(step, along):
    step.set(along=along)
    unit = told("on the axis is", step) / float(re.search(r"([\d.]+) on the axis", step.verdict)[1])
    for words, mark in zip(("First order predicts", "second order"), step.marks, strict=False):
        assert mark.get_ydata()[0] * unit == pytest.approx(told(words, step), rel=0.01)


def test_the_handle_of_the_step_hides_no_mark(step):
    for preset in step.presets.values():
        step.set(**preset)
        (rate, height), largest = step._places["step"], step.rates[-1]
        assert rate == step.state["learning_rate"] == step.plumb.get_xdata()[0]
        assert all(abs(mark.get_ydata()[0] - height) > 0.1 * largest for mark in step.marks)


def test_where_the_hessian_is_singular_newton_has_no_step(step):
    step.set(landscape="plateau", along=NEWTON)
    step.set(x1=1.0, x2=0.0)  # on the unit circle the radial curvature is 0
    assert "the Hessian is singular" in step.verdict
    assert len(step.newton.get_xdata()) == 0
    step.set(along=DOWNHILL)
    assert "First order predicts" in step.verdict


def test_a_parabola_that_bends_down_has_no_lowest_point(step):
    step.set(**step.presets["bends down"])
    assert "bends down along this line and has no lowest point" in step.verdict


# ---- edges in a photograph -------------------------------------------------------------------


def scipy_gradients(sigma: float) -> tuple[np.ndarray, ...]:
    """The smoothed photo and its derivatives, by scipy alone (its Sobel is 8 times as large)."""
    photo = ndimage.gaussian_filter(load_photo(), sigma) if sigma else load_photo()
    return photo, ndimage.sobel(photo, axis=1) / 8, ndimage.sobel(photo, axis=0) / 8


@pytest.mark.parametrize("sigma, threshold", [(0.0, 0.03), (1.0, 0.1), (4.0, 0.02)])
def test_the_edges_are_those_of_scipy(edges, sigma, threshold):
    edges.set(view="edges", sigma=sigma, threshold=threshold)
    _, gx, gy = scipy_gradients(sigma)
    large = np.hypot(gx, gy) >= threshold
    drawn = np.asarray(edges.picture.get_array())
    paper = drawn[~large][0]
    assert ((drawn != paper).any(axis=-1) == large).mean() > 0.9999  # ties
    assert told("edges cover", edges) == pytest.approx(100 * large.mean(), rel=0.06)


def test_what_is_shown_is_what_is_named(edges):
    photo, gx, gy = scipy_gradients(1.0)
    expected = {
        "photo": photo,
        "∂I/∂x": 0.5 + 0.5 * gx / LONGEST,
        "∂I/∂y": 0.5 + 0.5 * gy / LONGEST,
        "‖∇I‖": np.hypot(gx, gy) / LONGEST,
    }
    for view, shades in expected.items():
        edges.set(view=view)
        drawn = np.asarray(edges.picture.get_array())
        assert np.abs(drawn[..., 0] - 255 * shades.clip(0, 1)).max() <= 0.5 + 1e-6
        assert (drawn[..., 0] == drawn[..., 2]).all() and (drawn[..., 3] == 255).all()


@pytest.mark.parametrize("x, y", [(201, 96), (0, 0), (319, 239), (70, 60)])
def test_the_probe_says_the_gradient_there(edges, x, y):
    edges.set(x=x, y=y, sigma=2.0)
    photo, gx, gy = scipy_gradients(2.0)
    size = np.hypot(gx, gy)[y, x]
    if size < 5e-7:
        assert "∇I = 0" in edges.verdict
    else:
        assert told("∇I is", edges) == pytest.approx(size, rel=0.006)
        words = re.search(r"°, ([a-z ]+):", edges.verdict)[1].split(" and ")
        for word, part in (("right", gx), ("left", -gx), ("down", gy), ("up", -gy)):
            assert (word in words) == (part[y, x] > np.sin(np.pi / 8) * size)
        way = np.radians(told("points to", edges))
        assert np.allclose(
            [np.cos(way), np.sin(way)], [gx[y, x] / size, gy[y, x] / size], atol=0.02
        )
        assert ("an edge, at least" in edges.verdict) == (size >= edges.state["threshold"])
    assert np.allclose(edges.brightness.get_ydata(), photo[y])
    assert np.allclose(edges.slope.get_ydata(), gx[y])
    assert np.allclose([mark.get_ydata()[0] for mark in edges.marks], [photo[y, x], size])


def test_the_arrows_point_along_the_gradient_where_it_is_largest(edges):
    edges.set(threshold=0.1)
    _, gx, gy = scipy_gradients(1.0)
    size = np.hypot(gx, gy)
    strokes = edges.arrows.get_xydata().reshape(-1, 6, 2)
    blocks = size.reshape(15, 16, 20, 16).max(axis=(1, 3))
    assert len(strokes) == (blocks >= 0.1).sum() > 20
    for tail, tip in strokes[:, :2]:
        x, y = tail.astype(int)
        assert size[y, x] == pytest.approx(blocks[y // 16, x // 16])
        turned = (tip - tail) @ [-gy[y, x], gx[y, x]]
        assert abs(turned) < 1e-9 and (tip - tail) @ [gx[y, x], gy[y, x]] > 0


def test_no_arrows_hide_the_edges(edges):
    edges.set(threshold=0.1)
    assert len(edges.arrows.get_xdata()) > 100
    edges.set(view="edges")
    assert len(edges.arrows.get_xdata()) == 0


def test_smoothing_takes_the_noise_and_a_high_threshold_the_edges(edges):
    cover = {}
    for sigma, threshold in itertools.product((0.0, 2.0), (0.03, 0.1)):
        edges.set(sigma=sigma, threshold=threshold)
        cover[sigma, threshold] = told("edges cover", edges)
    assert cover[0.0, 0.03] > 1.5 * cover[2.0, 0.03] > 3 * cover[2.0, 0.1]


def test_a_photo_fills_its_axes_pixel_by_pixel(edges):
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(0.6, 0.4), dpi=100)
    canvas = FigureCanvasAgg(figure)
    ax = figure.add_axes([0, 0, 1, 1])
    ax.set_axis_off()
    pixels = np.random.default_rng(0).integers(0, 255, (20, 30, 4), dtype=np.uint8)
    pixels[..., 3] = 255
    draw_photo(ax, (20, 30)).set_data(pixels)
    canvas.draw()
    drawn = np.asarray(canvas.buffer_rgba())
    assert np.array_equal(drawn, pixels.repeat(2, axis=0).repeat(2, axis=1))
