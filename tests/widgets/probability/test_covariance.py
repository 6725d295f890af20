"""Covariance and its ellipse: axes, points, and what is said of them."""

import math

import numpy as np
import pytest

from mathlib.widgets.probability.covariance import POINTS, CovarianceEllipse


@pytest.fixture
def ellipse(one_of):
    return one_of(CovarianceEllipse)


@pytest.mark.parametrize("sigma", [(1.5, 1.0), (0.3, 0.3), (2.0, 0.3), (0.3, 2.0), (2.0, 2.0)])
@pytest.mark.parametrize("rho", [-0.99, -0.5, 0.0, 0.6, 0.99])
def test_the_ellipse_its_axes_and_the_points(ellipse, sigma, rho):
    ellipse.set(sigma1=sigma[0], sigma2=sigma[1], rho=rho)
    mixed = rho * sigma[0] * sigma[1]
    covariance = np.array([[sigma[0] ** 2, mixed], [mixed, sigma[1] ** 2]])
    ring = np.column_stack(ellipse.ellipses.get_data())
    far = np.einsum("ij,jk,ik->i", ring, np.linalg.inv(covariance), ring)
    near = len(ring) // 2
    assert np.allclose(far[:near], 1) and np.isnan(far[near]) and np.allclose(far[near + 1 :], 4)
    reach = ring[:near].max(axis=0)
    assert np.allclose(reach, sigma, rtol=2e-3)  # 1σ touches its box
    tips = np.array([arrow.vector for arrow in ellipse.arrows])
    for tip, marker in zip(tips, (ellipse.largest, ellipse.smallest), strict=True):
        value = tip @ tip
        assert np.allclose(covariance @ tip, value * tip)
        assert marker.get_ydata()[0] == pytest.approx(value)
        turn = np.degrees(np.arctan2(tip[1], tip[0])) - marker.get_xdata()[0]
        assert math.sin(math.radians(turn)) == pytest.approx(0, abs=1e-9)
    assert tips[0, 1] >= 0 and tips[1].min() <= 1e-9  # up; down or to the left
    letter = np.array(ellipse.letters[1].get_data())[:, 0]
    for handle in ((sigma[0], 0), (0, sigma[1])):
        assert math.dist(letter, handle) > 0.6  # it does not hide the letter
    assert tips[0] @ tips[1] == pytest.approx(0, abs=1e-9)
    assert (tips**2).sum() == pytest.approx(np.trace(covariance))


def test_the_points_are_a_sample_with_nearly_that_covariance(ellipse):
    points = np.column_stack(ellipse.points.get_data())
    true = np.array([[2.25, 0.9], [0.9, 1.0]])
    by_hand = POINTS @ np.linalg.cholesky(true).T
    assert np.allclose(points, by_hand)
    found = np.cov(points, rowvar=False)
    assert np.abs(found - true).max() < 4 * 2.25 * math.sqrt(2 / 400)
    assert ellipse.r.get_xdata()[1] == pytest.approx(np.corrcoef(points.T)[0, 1])
    degrees, along = ellipse.sampled.get_data()
    for k in (0, 30, 135):
        u = [math.cos(math.radians(degrees[k])), math.sin(math.radians(degrees[k]))]
        assert along[k] == pytest.approx((points @ u).var(ddof=1))
    ring = np.column_stack(ellipse.found.get_data()) - points.mean(axis=0)
    assert np.allclose(np.einsum("ij,jk,ik->i", ring, np.linalg.inv(found), ring), 4)


def test_what_is_said_of_covariances(ellipse, press):
    said = "1.8 along w₁ at -45°, 0.2 across it; ρ = -0.8,"
    assert said in press(ellipse, "falling")
    assert press(ellipse, "uncorrelated").startswith(
        "Uncorrelated: the ellipse lies along the coordinate axes, with the variances"
        " σ₁² = 2.25 and σ₂² = 1; yet the 400 points have the correlation -0.0557"
    )
    assert "the variance is 1 in every direction" in press(ellipse, "a circle")
    title = ellipse._stage.figure.axes[0].get_title(loc="left")
    assert title == "— 1σ and 2σ, true; - - 2σ of 400 points"
    assert "ρ = 0.99, the 400 points have 0.991" in press(ellipse, "nearly a line")
    ellipse.set(sigma1=0.3, sigma2=2.0, rho=0.0)
    assert "σ₁² = 0.09 and σ₂² = 4" in ellipse.verdict
    assert ellipse.largest.get_xdata()[0] == 90


@pytest.mark.parametrize("rho, where", [(0.005, "at nearly 90°"), (-0.005, "at nearly -90°")])
def test_a_direction_that_rounds_to_a_right_angle_is_called_nearly_one(ellipse, rho, where):
    ellipse.set(sigma1=0.3, sigma2=2.0, rho=rho)
    assert where in ellipse.verdict
