"""Taylor's plane and parabola: level lines, errors and discs of trust."""

import numpy as np
import pytest

from mathlib.figures.landscape import level_lines
from mathlib.widgets.calculus.taylor_surface import TaylorSurface


@pytest.fixture
def surface(one_of):
    return one_of(TaylorSurface)


def plain_error(f, centre, degree, points) -> np.ndarray:
    """f minus Taylor's polynomial, written out."""
    g, H = f.gradient(centre), f.hessian(centre) * (degree == 2)
    dx, dy = points[..., 0] - centre[0], points[..., 1] - centre[1]
    bend = 0.5 * (H[0, 0] * dx**2 + 2 * H[0, 1] * dx * dy + H[1, 1] * dy**2)
    return f(points) - f(centre) - g[0] * dx - g[1] * dy - bend


SMOOTH = [name for name in TaylorSurface.surfaces if name not in ("mixed partials", "no limit")]


@pytest.mark.parametrize("name", SMOOTH)
def test_the_discs_of_trust_hold_inside_and_not_outside(surface, name, told):
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


def test_less_error_allowed_shrinks_the_disc_of_the_plane_more(surface, told):
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
