"""Sobel, smoothing, length and direction of a picture's gradient: against scipy and by hand."""

import numpy as np
import pytest
import scipy.ndimage
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mathlib.calculus.images import (
    CENTRAL_DIFFERENCE,
    SMOOTHING,
    direction,
    magnitude,
    smooth,
    sobel,
)
from mathlib.datasets import load_photo

pictures = arrays(float, st.tuples(st.integers(3, 8), st.integers(3, 8)), elements=st.floats(-9, 9))


@given(pictures)
def test_sobel_is_that_of_scipy_per_pixel(image):
    gx, gy = sobel(image)
    assert gx == pytest.approx(scipy.ndimage.sobel(image, axis=1) / 8, abs=1e-12)
    assert gy == pytest.approx(scipy.ndimage.sobel(image, axis=0) / 8, abs=1e-12)


def test_sobel_on_the_photo_is_that_of_scipy():
    photo = load_photo()
    gx, gy = sobel(photo)
    assert gx.shape == gy.shape == photo.shape
    assert np.allclose(gx, scipy.ndimage.sobel(photo, axis=1) / 8, atol=1e-14)
    assert np.allclose(gy, scipy.ndimage.sobel(photo, axis=0) / 8, atol=1e-14)
    assert 0.05 < magnitude(gx, gy).max() < 1


def test_sobel_is_smoothing_times_central_difference():
    kernel = np.outer(SMOOTHING, CENTRAL_DIFFERENCE)
    assert (8 * kernel).tolist() == [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    image = np.random.default_rng(0).normal(size=(6, 7))
    inside = sum(kernel[i, j] * image[i : i + 4, j : j + 5] for i in range(3) for j in range(3))
    assert sobel(image)[0][1:-1, 1:-1] == pytest.approx(inside, abs=1e-14)
    assert sobel(image)[1][1:-1, 1:-1] == pytest.approx(
        sum(kernel.T[i, j] * image[i : i + 4, j : j + 5] for i in range(3) for j in range(3)),
        abs=1e-14,
    )


@given(st.floats(-5, 5), st.floats(-5, 5))
def test_a_plane_has_its_slopes_as_gradient_inside(a, b):
    y, x = np.mgrid[0:6, 0:5]
    gx, gy = sobel(a * x + b * y + 3)
    assert gx[1:-1, 1:-1] == pytest.approx(np.full((4, 3), a), abs=1e-12)
    assert gy[1:-1, 1:-1] == pytest.approx(np.full((4, 3), b), abs=1e-12)


def test_it_estimates_the_gradient_with_an_error_of_order_h_squared():
    errors = []
    for n in (40, 80):
        y, x = np.mgrid[0 : n + 1, 0 : n + 1] / n
        gx = sobel(np.sin(2 * x) * np.cos(3 * y))[0] * n
        exact = 2 * np.cos(2 * x) * np.cos(3 * y)
        errors.append(np.abs(gx - exact)[1:-1, 1:-1].max())
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.05)


def test_the_gradient_points_to_the_brighter_side():
    right, down = np.eye(1, 5, 4).repeat(5, axis=0), np.eye(1, 5, 4).T.repeat(5, axis=1)
    for image, angle in ((right, 0), (down, np.pi / 2), (-right, np.pi), (-down, -np.pi / 2)):
        gx, gy = sobel(image)
        assert magnitude(gx, gy)[3, 3] == 0.5
        assert direction(gx, gy)[3, 3] == pytest.approx(angle)
        assert np.isnan(direction(gx, gy)[0, 0]) and magnitude(gx, gy)[0, 0] == 0


@pytest.mark.parametrize("sigma", [0.5, 1, 2.5])
def test_smoothing_is_that_of_scipy_and_keeps_the_mean(sigma):
    image = np.random.default_rng(0).uniform(size=(30, 40))
    smoothed = smooth(image, sigma)
    assert np.allclose(smoothed, scipy.ndimage.gaussian_filter(image, sigma), atol=1e-15)
    assert smoothed.mean() == pytest.approx(image.mean(), abs=1e-3)
    assert smoothed.std() < image.std()


def test_sigma_0_returns_a_copy():
    image = np.arange(12.0).reshape(3, 4)
    same = smooth(image, 0)
    assert np.array_equal(same, image) and not np.shares_memory(same, image)


def test_whole_numbers_and_truth_values_do_not_wrap_around():
    image = np.array([[0, 0, 255]] * 3, np.uint8)
    assert sobel(image)[0].tolist() == [[0, 127.5, 127.5]] * 3
    assert sobel(image > 0)[0].tolist() == [[0, 0.5, 0.5]] * 3
    assert sobel(image.tolist())[1].tolist() == [[0, 0, 0]] * 3
    assert smooth(image, 1).dtype == float
    assert image.max() == 255


@pytest.mark.parametrize("kind", [np.uint8, np.int8, bool, np.float16, np.float32])
def test_lengths_and_directions_of_any_type_are_float64(kind):
    gx, gy = np.array([3, 1, 0]).astype(kind), np.array([4, 0, 0]).astype(kind)
    exact = gx.astype(float), gy.astype(float)
    for f in (magnitude, direction):
        for arguments in ((gx, gy), (gx.tolist(), gy.tolist())):
            found = f(*arguments)
            assert found.dtype == np.float64
            assert np.array_equal(found, f(*exact), equal_nan=True)


def test_lengths_at_every_scale_and_without_a_warning():
    with np.errstate(all="raise"):
        for scale in (1e-300, 1e-160, 1.0, 1e160, 1e300):
            assert magnitude(3 * scale, 4 * scale) == pytest.approx(5 * scale, rel=1e-15)
            assert direction(scale, scale) == pytest.approx(np.pi / 4)
        assert np.isnan(magnitude(np.nan, 1.0)) and np.isnan(direction(np.nan, 1.0))
        assert smooth(np.eye(9), 0.2).sum() == pytest.approx(9)
        assert np.isnan(direction(0.0, -0.0))


def test_nothing_given_is_changed():
    image = np.random.default_rng(3).normal(size=(5, 6))
    before = image.copy()
    sobel(image), smooth(image, 1.0)
    assert np.array_equal(image, before)


NO_GREY = "image must hold shades of grey, shape (rows, columns), at least 3 × 3; got shape "
HOLES = (
    " among 9, and smoothing would spread them. Fill them first: image = "
    "np.where(np.isfinite(image), image, 0)."
)
PHOTO = ". Try load_photo() from mathlib.datasets."
COLOUR = ". For a colour picture take image[..., :3].mean(axis=-1)."
MESSAGES = [
    (lambda: sobel(np.ones((4, 5, 3))), NO_GREY + "(4, 5, 3)" + COLOUR),
    (lambda: sobel(np.ones((4, 5, 4))), NO_GREY + "(4, 5, 4)" + COLOUR),
    (lambda: smooth(np.ones((4, 5, 2)), 1), NO_GREY + "(4, 5, 2)" + PHOTO),
    (lambda: sobel(np.ones(5)), NO_GREY + "(5,)" + PHOTO),
    (lambda: sobel(3.0), NO_GREY + "()" + PHOTO),
    (lambda: sobel(np.ones((2, 5))), NO_GREY + "(2, 5)" + PHOTO),
    (lambda: sobel(np.ones((0, 0))), NO_GREY + "(0, 0)" + PHOTO),
    (
        lambda: sobel([[1.0, np.nan, 1.0]] + [[1.0] * 3] * 2),
        "image has 1 missing or infinite value (NaN or inf)" + HOLES,
    ),
    (
        lambda: smooth([[np.inf, np.nan, 1.0]] + [[1.0] * 3] * 2, 1.0),
        "image has 2 missing or infinite values (NaN or inf)" + HOLES,
    ),
    (
        lambda: sobel("cup.png"),
        "image must hold real numbers; got str with entries of type <U7. Try image = "
        "np.array([1.0, 2.0]).",
    ),
    (
        lambda: smooth(np.ones((3, 3)), -1),
        "sigma must be a finite number, 0 or more; got -1. Try 1.5.",
    ),
    (
        lambda: magnitude([1.0, 2.0], [1.0, 2.0, 3.0]),
        "gx and gy must fit together entry by entry, axis by axis from the last: equally many "
        "entries, or one; got shapes (2,) and (3,).",
    ),
    (
        lambda: smooth(np.ones((3, 5)), 51),
        "sigma must be at most 10 times the longer side of the picture, 50; got 51. Beyond, all of "
        "it is one grey.",
    ),
    (
        lambda: smooth(np.ones((3, 3)), np.inf),
        "sigma must be a finite number, 0 or more; got inf. Try 1.5.",
    ),
    (
        lambda: smooth(np.ones((3, 3)), [1.0, 2.0]),
        "sigma must be a finite number, 0 or more; got [1.0, 2.0]. Try 1.5.",
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert str(caught.value) == text
