"""Edges in a photograph: its gradients, the arrows, and what the probe says."""

import itertools
import re

import numpy as np
import pytest
from scipy import ndimage

from mathlib.datasets import load_photo
from mathlib.figures.photo import draw_photo
from mathlib.widgets.calculus.edges import LONGEST, EdgesInPhoto


@pytest.fixture
def edges(one_of):
    return one_of(EdgesInPhoto)


def scipy_gradients(sigma: float) -> tuple[np.ndarray, ...]:
    """The smoothed photo and its derivatives, by scipy alone (its Sobel is 8 times as large)."""
    photo = ndimage.gaussian_filter(load_photo(), sigma) if sigma else load_photo()
    return photo, ndimage.sobel(photo, axis=1) / 8, ndimage.sobel(photo, axis=0) / 8


@pytest.mark.parametrize("sigma, threshold", [(0.0, 0.03), (1.0, 0.1), (4.0, 0.02)])
def test_the_edges_are_those_of_scipy(edges, sigma, threshold, told):
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
def test_the_probe_says_the_gradient_there(edges, x, y, told):
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


def test_smoothing_takes_the_noise_and_a_high_threshold_the_edges(edges, told):
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
