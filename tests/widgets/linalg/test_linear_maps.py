"""A linear map of the plane: everything is drawn where the matrix sends it."""

import numpy as np
import pytest

from mathlib.widgets.linalg.linear_maps import LinearMap


@pytest.fixture
def plane(one_of):
    return one_of(LinearMap)


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
    assert np.allclose([arrow.vector.tolist() for arrow in after.arrows], A.T)
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
        return np.array([arrow.vector.tolist() for arrow in plane.after.arrows]).T

    assert np.array_equal(np.linalg.matrix_power(matrix("quarter turn"), 4), np.eye(2))
    assert "every line turns" in plane.verdict
    assert np.array_equal(matrix("reflection") @ matrix("reflection"), np.eye(2))
    P = matrix("projection")
    assert np.array_equal(P @ P, P) and np.array_equal(P, P.T)
    assert "flattened onto a line" in plane.verdict
    assert np.linalg.matrix_rank(matrix("flattened")) == 1
    assert "λ₁ = 1.5, λ₂ = 0: sent to 0" in plane.verdict
