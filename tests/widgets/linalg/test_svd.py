"""Turn, stretch, turn: the stages are the three factors, and no letter hides another."""

import itertools

import numpy as np
import pytest

from mathlib.linalg import svd_stages
from mathlib.widgets.linalg.svd import SvdStages

MATRICES = {
    "course": [[2.0, 1.0], [2.0, 3.0]],
    "shear": [[1.0, 1.0], [0.0, 1.0]],
    "singular": [[1.0, 2.0], [0.5, 1.0]],
    "nilpotent": [[0.0, 1.0], [0.0, 0.0]],
    "zero": [[0.0, 0.0], [0.0, 0.0]],
    "identity": [[1.0, 0.0], [0.0, 1.0]],
    "rotation": [[0.0, -1.0], [1.0, 0.0]],
    "half a turn": [[-1.0, 0.0], [0.0, -1.0]],
    "mirror": [[0.0, 1.0], [1.0, 0.0]],
    "reflection": [[0.0, 2.0], [1.0, 0.0]],
    "random": np.random.default_rng(1).normal(size=(2, 2)).tolist(),
    "random, det < 0": [[1.3, 2.2], [0.4, -0.7]],
}


every_matrix = pytest.mark.parametrize("A", MATRICES.values(), ids=MATRICES)


@every_matrix
def test_the_stages_are_the_three_factors(A):
    stages = svd_stages(A)
    U, sigma, V = stages
    assert np.allclose(sigma, np.linalg.svd(A, compute_uv=False), atol=1e-12)
    assert np.allclose(U @ np.diag(sigma) @ V.T, A, atol=1e-12)
    for M in (U, V):
        assert np.allclose(M @ M.T, np.eye(2), atol=1e-12)
    assert np.linalg.det(V) == pytest.approx(1) and V[0, 0] >= 0
    assert stages.reflects == (np.linalg.det(A) < -1e-12)
    for stage, M in ((0, np.eye(2)), (1, V.T), (2, np.diag(sigma) @ V.T), (3, A)):
        assert np.allclose(stages.at(stage), M, atol=1e-12)


@every_matrix
def test_the_stages_pass_without_a_jump(A):
    stages = svd_stages(A)
    path = np.array([stages.at(s) for s in np.linspace(0, 3, 601)])
    assert np.abs(np.diff(path, axis=0)).max() < 0.06
    assert np.allclose(np.linalg.det(path[:201]), 1)  # nothing but a turn
    lengths = np.linalg.svd(path[400:], compute_uv=False)
    if not stages.reflects:
        assert np.allclose(lengths, stages.sigma, atol=1e-9)
    else:  # edge-on halfway
        assert np.linalg.det(path[500]) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("A", [[1.0, 2.0], np.eye(3), [[1.0, 2.0]]])
def test_stages_only_of_the_plane(A):
    with pytest.raises(ValueError, match=r"A must be 2 × 2.*got shape \("):
        svd_stages(A)


@pytest.fixture
def stages(one_of):
    return one_of(SvdStages)


@every_matrix
@pytest.mark.parametrize("stage", [0.0, 0.5, 1.0, 1.5, 2.0, 2.6, 3.0])
def test_the_circle_on_its_way_and_the_ellipse(stages, A, stage):
    (a11, a12), (a21, a22) = A
    stages.set(a11=a11, a12=a12, a21=a21, a22=a22, stage=stage)
    now = svd_stages(A).at(stage)
    moved, ellipse = (ring.get_xydata() for ring in stages.rings)
    angles = np.linspace(0, 2 * np.pi, 121)
    circle = np.array([np.cos(angles), np.sin(angles)])
    assert np.allclose(moved, (now @ circle).T) and np.allclose(ellipse, (A @ circle).T)
    tips = np.array([arrow.vector for arrow in stages.arrows])
    assert np.allclose(tips[:2], now.T) and np.allclose(tips[4:6], np.transpose(A))
    lengths = np.linalg.norm(tips[6:], axis=1)
    assert np.allclose(lengths, np.linalg.svd(A, compute_uv=False), atol=1e-8)
    assert tips[6] @ tips[7] == pytest.approx(0, abs=1e-7)
    if stage == 2:
        assert np.allclose(tips[2:4], np.diag(lengths), atol=1e-8)
    if stage == 3:
        assert np.allclose(tips[:4], tips[4:])


def test_the_verdict_says_what_the_stage_does(one_of):
    figure = one_of(SvdStages)
    assert figure.verdict.startswith("Stage 0: the unit circle, before Vᵀ turns it by -48.6°")
    said = {
        "Vᵀ has turned": "Stage 1: Vᵀ turns by -48.6°, so that v₁ and v₂ come onto the axes",
        "Σ has stretched": "Stage 2: Σ stretches the first axis by σ₁ = 4.13 and the second by",
        "U has turned": "Stage 3: U has turned by 59.9°: this is A; σ₁ = 4.13 and σ₂ = 0.968 are",
        "flattened": "the second by σ₂ = 0, and flattens the plane.",
        "rotation": "Stage 2.5: U turns by 90°; σ₁ = 1 and σ₂ = 1 are the half-axes.",
        "reflection": "det A < 0, so U is a reflection and turns the plane over like a card",
        "shear": "stretches the first axis by σ₁ = 1.62 and the second by σ₂ = 0.618.",
    }
    assert set(said) == set(figure.presets)
    for name, words in said.items():
        figure.reset()
        figure.set(**figure.presets[name])
        assert words in figure.verdict, figure.verdict
    figure.set(**figure.presets["reflection"])
    figure.set(stage=3.0)
    assert "U is a reflection and has turned the plane over like a card, and this" in figure.verdict


def boxes(letters) -> list[tuple[np.ndarray, np.ndarray]]:
    """Lower left and upper right corner of letters, in pixels."""
    found = []
    for letter in letters:
        path = letter.get_marker()
        text = letter.axes.text(0, 0, path, size=10)
        shape = text.get_window_extent()
        text.remove()
        middle = letter.axes.transData.transform(letter.get_xydata()[0])
        pixels = letter.get_markersize() * letter.axes.figure.dpi / 72
        half = pixels / 2 * np.array([shape.width, shape.height]) / max(shape.width, shape.height)
        found.append((middle - half, middle + half))
    return found


@pytest.mark.parametrize("panel", [0, 1])
@pytest.mark.parametrize("preset", SvdStages().presets)
def test_no_letter_stands_on_another_or_outside(stages, preset, panel):
    stages.reset()
    stages.set(**stages.presets[preset])
    letters = stages.letters[4 * panel : 4 * panel + 4]
    frame = letters[0].axes.get_window_extent()
    found = boxes(letters)
    for low, high in found:
        assert (low >= frame.min).all() and (high <= frame.max).all()
    for (low, high), (other_low, other_high) in itertools.combinations(found, 2):
        assert (high <= other_low + 2).any() or (other_high <= low + 2).any(), preset
