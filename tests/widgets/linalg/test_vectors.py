"""Two vectors: the drawing and what is said of it are true."""

import numpy as np
import pytest

from mathlib.widgets.linalg.vectors import VectorPair


def tip(arrow) -> list[float]:
    """Where an arrow from 0 ends."""
    return arrow.vector.tolist()


@pytest.mark.parametrize("x", [(1.5, 2.5), (-3.0, 0.5), (0.2, -4.0)])
@pytest.mark.parametrize("a", [(3.0, 1.0), (-0.05, 0.0), (0.0, 4.0)])
def test_the_pair_is_drawn_where_least_squares_puts_it(x, a, one_of):
    figure = one_of(VectorPair)
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
def test_what_the_presets_of_two_vectors_say(preset, said, one_of):
    figure = one_of(VectorPair)
    figure.set(**figure.presets[preset])
    assert said in figure.verdict


def test_the_shadow_stays_while_a_is_halved(one_of):
    figure = one_of(VectorPair)
    assert next(iter(figure.presets)) == "a half as long"
    figure.set(x1=-2.0, x2=1.0)
    shadow = figure.shadow.get_xydata()
    figure.set(**figure.presets["a half as long"])
    assert np.allclose(figure.shadow.get_xydata(), shadow) and shadow.any()
    assert np.allclose(tip(figure.arrows[0]), [1.5, 0.5])


@pytest.mark.parametrize(
    "side, said",
    [(0.05, "> 0: an angle just below 90°;"), (-0.05, "< 0: an angle just above 90°;")],
)
def test_an_angle_close_to_a_right_one_is_not_called_one(side, said, one_of):
    figure = one_of(VectorPair)
    figure.set(x1=side, x2=4.0, a1=0.05, a2=0.0)
    assert "an angle of" in figure.verdict
    figure.set(x1=4.0, x2=4.0, a1=-3.95, a2=3.95 + side / 100)
    assert said in figure.verdict


def test_the_sign_stands_where_the_curve_has_it(one_of):
    figure = one_of(VectorPair)
    figure.png()
    right = figure._stage.figure.axes[1]
    curve = next(line for line in right.lines if line.get_label() == "cosine").get_xydata()
    for words, sign in (("⟨x, a⟩ > 0", 1), ("⟨x, a⟩ < 0", -1)):
        (text,) = [t for t in right.texts if t.get_text() == words]
        box = right.transData.inverted().transform(text.get_window_extent())
        beside = curve[(curve[:, 0] >= box[0, 0]) & (curve[:, 0] <= box[1, 0]), 1]
        assert (sign * beside > 0).all() and (sign * box[:, 1] > 0).all()
        assert (box[0, 1] > beside).all() if sign > 0 else (box[1, 1] < beside).all()


def test_rounding_makes_no_sign_of_a_right_angle(one_of):
    figure = one_of(VectorPair)
    figure.set(x1=0.1, x2=0.3, a1=-0.3, a2=0.1)
    assert "⟨x, a⟩ = 0: an angle of 90°" in figure.verdict
    figure.set(x1=1.1, x2=-0.7, a1=0.7 * 3, a2=1.1 * 3)  # in floating point not quite 0
    assert 1.1 * (0.7 * 3) - 0.7 * (1.1 * 3) != 0
    assert "⟨x, a⟩ = 0: an angle of 90°" in figure.verdict


def test_a_zero_vector_has_no_angle(one_of):
    figure = one_of(VectorPair)
    figure.set(a1=0.0, a2=0.0)
    assert "a is the zero vector" in figure.verdict
    assert not np.isfinite(figure.here.get_xydata()).any()
    assert len(figure.fall.get_xydata()) == 0 and (figure.shadow.get_xydata() == 0).all()
    figure.set(x1=0.0, x2=0.0)
    assert "a is the zero vector" in figure.verdict
