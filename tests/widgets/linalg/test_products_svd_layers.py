"""Live figures of products, singular values and layers: is what they draw and say true?"""

import itertools
import re

import numpy as np
import pytest

from mathlib.datasets import load_photo
from mathlib.linalg import svd_stages
from mathlib.probability.separation import best_line
from mathlib.widgets.linalg.layers import LayerFold
from mathlib.widgets.linalg.low_rank import LowRankPhoto
from mathlib.widgets.linalg.products import MatmulStepper
from mathlib.widgets.linalg.svd import SvdStages


def as_matrix(figure, names: str) -> np.ndarray:
    return np.array([figure.state[name] for name in names.split()]).reshape(2, 2)


# ---- a photograph of low rank ----------------------------------------------------------------


@pytest.fixture(scope="module")
def photo():
    return LowRankPhoto()


@pytest.mark.parametrize("k", [1, 5, 20, 60, 136, 137, 240])
def test_the_photo_drawn_is_the_closest_of_its_rank(photo, k):
    photo.set(rank=k)
    A = load_photo()
    U, sigma, Vt = np.linalg.svd(A)
    best = U[:, :k] @ np.diag(sigma[:k]) @ Vt[:k]
    assert np.allclose(photo.sum_of_pieces(k), best, atol=1e-12)
    drawn = np.asarray(photo.picture.get_array())
    assert photo.picture.axes.get_ylim() == (239.5, -0.5)  # the first row on top
    assert np.abs(drawn[..., 0] - 255 * best.clip(0, 1)).max() <= 0.5 + 1e-6
    assert (drawn[..., 0] == drawn[..., 1]).all() and (drawn[..., 3] == 255).all()
    error = np.linalg.norm(A - best) / np.linalg.norm(A)
    marked = [mark.get_ydata()[0] for mark in photo.marks]
    expected = [error, sigma[k - 1] / sigma[0], k * 561 / 76_800]
    assert np.allclose(np.nan_to_num(marked), expected, atol=1e-12)
    said = re.search(r"with ([\d.]+) % error\.$", photo.verdict)
    assert float(said[1]) == pytest.approx(100 * error, rel=0.05, abs=1e-9)


def test_the_photo_starts_before_anything_can_be_told():
    assert LowRankPhoto().state == {"rank": 1}


def test_the_photo_costs_more_than_itself_beyond_the_break_even(photo):
    photo.set(rank=136)
    assert "= 76,296 numbers, 99 % of the photo, with" in photo.verdict
    photo.set(rank=137)
    assert "= 76,857 numbers: more than the 76,800 of the photo, with" in photo.verdict


def test_all_pieces_give_the_photo_back(photo):
    photo.set(**photo.presets["all 240"])
    assert photo.verdict.endswith("with 0 % error.")
    drawn = np.asarray(photo.picture.get_array())[..., 0]
    assert np.array_equal(drawn, np.rint(255 * load_photo()))


# ---- a product, step by step -----------------------------------------------------------------


@pytest.fixture(scope="module")
def product():
    return MatmulStepper()


def numbers_on(axes) -> list[str]:
    return [text.get_text().replace("−", "-") for text in axes.texts]


def seen_entries(figure) -> set[tuple[int, int]]:
    return {place for place, cover in figure.covers.items() if not cover.get_visible()}


FITTING = [name for name in MatmulStepper.pairs if "does not fit" not in name]
UNFIT = "2×3 · 2×3: does not fit"


@pytest.mark.parametrize("shapes", FITTING)
def test_each_step_makes_one_entry_out_of_one_row_and_one_column(product, shapes):
    product.set(shapes=shapes, view="row · column")
    A, B = map(np.array, MatmulStepper.pairs[shapes])
    C = A @ B
    assert product.controls["step"].max == C.size
    for M, axes in zip((A, B, C), product._stage.figure.axes, strict=True):
        assert numbers_on(axes) == [str(v) for v in M.ravel()]
    for step, (i, j) in enumerate(np.ndindex(C.shape), start=1):
        product.set(step=step)
        assert round(product.used[0].get_y()) == i and round(product.column.get_x()) == j
        assert np.allclose(product.made.get_xy(), (j - 0.46, i - 0.46))
        assert len(seen_entries(product)) == step and (i, j) in seen_entries(product)
        start = f"C[{i}, {j}] = row {i} of A · column {j} of B = "
        assert product.verdict.startswith(start) and f" = {C[i, j]}; " in product.verdict
        products = product.verdict.removeprefix(start).split(" = ")[0].split(" + ")
        pairs = [[int(n.strip("()")) for n in p.split("·")] for p in products]
        assert np.array_equal(pairs, np.stack([A[i], B[:, j]], axis=1))
        assert product.verdict.endswith(f"{A.shape} @ {B.shape} gives {C.shape}.")


@pytest.mark.parametrize("shapes", FITTING)
def test_each_column_mixes_the_columns_of_the_first_matrix(product, shapes):
    product.set(shapes=shapes, view="mix of columns")
    A, B = map(np.array, MatmulStepper.pairs[shapes])
    assert product.controls["step"].max == B.shape[1]
    assert [round(frame.get_x()) for frame in product.used] == list(range(A.shape[1]))
    for j in range(B.shape[1]):
        product.set(step=j + 1)
        mix = sum(B[k, j] * A[:, k] for k in range(len(B)))
        assert f"Column {j} of C" in product.verdict and f" = {mix.tolist()}; " in product.verdict
        assert {column for _, column in seen_entries(product)} == set(range(j + 1))
        assert round(product.made.get_height()) == len(A)


@pytest.mark.parametrize("view", MatmulStepper.views)
def test_shapes_that_do_not_fit_give_no_entry_and_both_shapes(product, view):
    product.set(shapes=UNFIT, view=view)
    for step in range(1, product.controls["step"].max + 1):
        product.set(step=step)
        assert product.verdict.startswith("No product: (2, 3) @ (2, 3) has rows of 3 in A")
        assert "columns of 2 in B, and (m, k) @ (k, n) needs the same k." in product.verdict
        assert set(numbers_on(product._stage.figure.axes[2])) == {"?"}
        assert not product.made.get_visible()
        assert product.unpaired.get_xdata().tolist() == [2]
    product.set(shapes=FITTING[0])
    assert product.made.get_visible() and not len(product.unpaired.get_xdata())


# ---- turn, stretch, turn ---------------------------------------------------------------------

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


@pytest.fixture(scope="module")
def stages():
    return SvdStages()


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


def test_the_verdict_says_what_the_stage_does():
    figure = SvdStages()
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


# ---- the best line ---------------------------------------------------------------------------


def most_right(points: np.ndarray, classes: np.ndarray) -> float:
    """The best share by trying very many directions, and every threshold in each."""
    best = max(classes.mean(), 1 - classes.mean())
    for angle in np.linspace(0, np.pi, 5_001):
        height = points @ [-np.sin(angle), np.cos(angle)]
        order = np.argsort(height)
        right = classes.sum() - np.cumsum(2 * classes[order] - 1)[:-1]
        right = right[np.diff(height[order]) > 1e-9]  # no threshold between equal heights
        best = max([best, *right / len(classes), *(1 - right / len(classes))])
    return best


@pytest.mark.parametrize("seed", range(20))
def test_no_line_is_better_than_the_best(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 14))
    points, classes = rng.normal(size=(n, 2)), rng.integers(0, 2, n)
    line = best_line(points, classes)
    assert line.share == pytest.approx(most_right(points, classes))
    assert np.mean((points @ line.normal > line.offset) == classes) == pytest.approx(line.share)
    assert np.linalg.norm(line.normal) == pytest.approx(1)


@pytest.mark.parametrize(
    "W", [[[2.0, 1.0], [0.3, -2.0]], [[1e-3, 0], [0, 50.0]], [[0, 1.0], [1, 0]]]
)
def test_the_share_does_not_change_with_the_coordinates(W):
    rng = np.random.default_rng(3)
    points, classes = rng.normal(size=(40, 2)), rng.integers(0, 2, 40)
    same = best_line(points @ np.transpose(W) + 7.0, classes)
    assert same.share == best_line(points, classes).share


@pytest.mark.parametrize(
    "points, classes, share",
    [
        ([[0.0, 0.0]], [1], 1.0),
        ([[2.0, 3.0]] * 4, [0, 1, 1, 1], 0.75),
        ([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]], [0, 1, 1, 0], 0.75),
        ([[0.1, 0.3], [0.2, 0.6], [0.3, 0.9], [0.7, 2.1]], [0, 1, 0, 1], 0.75),  # on one line
        ([[0.0, 1.0], [0.0, 2.0], [0.0, 3.0]], [0, 1, 0], 2 / 3),
        ([[0.0, 0.0], [1e-12, 1e-13], [5.0, 5.0]], [0, 1, 1], 2 / 3),  # one point but for rounding
        ([[0.0, 0.0], [1.0, 1.0]], [1, 1], 1.0),
    ],
)
def test_points_on_each_other_and_on_one_line(points, classes, share):
    line = best_line(points, classes)
    assert line.share == pytest.approx(share)
    right = (np.array(points) @ line.normal > line.offset) == np.array(classes)
    assert np.mean(right) == pytest.approx(share)


@pytest.mark.parametrize(
    "points, classes, words",
    [
        ([[0.0, 1.0]], [0, 1], r"points must have shape \(n, 2\) and classes \(n,\).*\(1, 2\)"),
        (np.zeros((3, 3)), [0, 1, 1], r"got \(3, 3\) and \(3,\)"),
        (np.zeros((0, 2)), [], "n at least 1"),
        (np.zeros((2, 2)), [0, 2], "classes must be one row of 0 and 1"),
        ([[0.0, np.nan]], [0], "points must hold finite numbers"),
    ],
)
def test_points_that_no_line_can_separate_are_refused(points, classes, words):
    with pytest.raises(ValueError, match=words):
        best_line(points, classes)


# ---- one layer on two moons ------------------------------------------------------------------


@pytest.fixture(scope="module")
def fold():
    return LayerFold()


SIGMA = {"none": lambda z: z, "ReLU": lambda z: z * (z > 0), "tanh": np.tanh}


@pytest.mark.parametrize("activation", SIGMA)
@pytest.mark.parametrize("numbers", [(1.2, 0.4, -0.8, 1.2, 0.4, 0.4), (-2.4, 1, 0, 0, 2.4, -1)])
def test_the_outputs_drawn_are_those_of_the_layer(fold, activation, numbers):
    fold.set(**fold.setting(activation, *numbers))
    W, b = as_matrix(fold, "w11 w12 w21 w22"), np.array(numbers[4:])
    h = np.array([SIGMA[activation](W @ x + b) for x in fold.points])
    for number, line in enumerate(fold.outputs):
        assert np.allclose(line.get_xydata(), h[fold.classes == number])
    share = most_right(h, fold.classes)
    assert fold.share >= share - 1e-12 and f"separates {100 * fold.share:.0f} %" in fold.verdict
    assert len(fold.wrong.get_xdata()) == round(100 * (1 - fold.share))
    for w, bias, arrow, line in zip(W, b, fold.arrows, fold.lines, strict=True):
        assert tuple(arrow.vector) == tuple(w)
        on_line = line.get_xydata()
        assert np.allclose(on_line @ w + bias, 0) if w.any() else np.isnan(on_line).all()


@pytest.mark.parametrize("preset", ["bent by tanh", "folded by ReLU", "separated by tanh"])
def test_the_shade_is_what_the_best_line_says_about_the_inputs(fold, preset):
    fold.set(**fold.presets[preset])
    (x1, y1), (x2, y2) = fold.best.get_xydata()
    W = as_matrix(fold, "w11 w12 w21 w22")
    h = SIGMA[fold.state["activation"]](fold.pixels @ W.T + [fold.state["b1"], fold.state["b2"]])
    side = (x2 - x1) * (h[..., 1] - y1) - (y2 - y1) * (h[..., 0] - x1)
    shaded = np.zeros((2, *side.shape), bool)
    for number, shade in enumerate(fold.shades):
        for begin, end, _ in shade.get_xydata().reshape(-1, 3, 2):
            row = np.isclose(fold.pixels[..., 1], begin[1])
            x = fold.pixels[..., 0]
            inside = (x >= begin[0]) & ((x < end[0]) | (end[0] == fold.limit))
            shaded[number] |= row & inside
    on_edge = np.isclose(fold.pixels[..., 0], fold.limit)
    clear = (np.abs(side) > 1e-6) & ~on_edge
    assert (shaded.sum(axis=0)[~on_edge] == 1).all() and clear.mean() > 0.9
    assert shaded[0][clear].any() and shaded[1][clear].any()
    assert len(np.unique((side[clear] > 0) == shaded[0][clear])) == 1


def test_without_an_activation_no_layer_is_better_than_none(fold):
    rng = np.random.default_rng(0)
    for numbers in rng.uniform(-2.4, 2.4, (20, 6)).round(2):
        fold.set(**fold.setting("none", *numbers))
        assert fold.share == fold.flat == 0.88
        assert "88 %, with any b and any W with det W ≠ 0: turned" in fold.verdict
        assert not fold.goal_reached


@pytest.mark.parametrize("W", [(1.2, 0.4, 1.2, 0.4), (0.0, 0.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0)])
def test_a_singular_matrix_flattens_the_plane(fold, W):
    fold.set(**fold.setting("none", *W, 0.0, 0.0))
    assert fold.share < fold.flat
    assert "det W = 0 flattens the plane, and a W that does not gives 88 %." in fold.verdict


@pytest.mark.parametrize("activation", ["ReLU", "tanh"])
@pytest.mark.parametrize(
    "W, said",
    [
        ((1.2, 0.4, 1.2, 0.4), "so among the inputs all borders are straight."),
        ((1.2, 0.4, -0.6, -0.2), "so among the inputs all borders are straight."),
        ((0.0, 0.0, 1.0, -2.0), "so among the inputs all borders are straight."),
        ((0.0, 0.0, 0.0, 0.0), "W = 0 gives the same outputs for all inputs"),
    ],
)
def test_a_singular_matrix_bends_no_border(fold, activation, W, said):
    fold.set(**fold.setting(activation, *W, 0.4, -0.7))
    assert said in fold.verdict
    (x1, y1), (x2, y2) = fold.best.get_xydata()
    h = SIGMA[activation](fold.pixels @ np.reshape(W, (2, 2)).T + [0.4, -0.7]).reshape(-1, 2)
    side = (x2 - x1) * (h[:, 1] - y1) - (y2 - y1) * (h[:, 0] - x1) > 0
    along = fold.pixels.reshape(-1, 2) @ max(np.reshape(W, (2, 2)), key=np.linalg.norm)
    borders = np.count_nonzero(np.diff(side[np.argsort(along)]))  # each a line ⟨w, x⟩ = constant
    assert borders <= 3


def test_two_relu_neurons_never_separate_the_moons(fold):
    """One side of their border is convex, and the tip of one moon is in the hull of the other."""
    ends = (-2.4, -0.7, 0.9, 2.4)
    best = 0.0
    for numbers in itertools.product(*[ends] * 4, (-1.0, 0.5), (-1.0, 0.5)):
        fold.update(fold.setting("ReLU", *numbers))
        best = max(best, fold.share)
    assert fold.flat <= best < 0.95


def test_the_goal_is_reached_by_a_preset_and_around_it(fold):
    assert "activation" in fold.goal and not LayerFold().goal_reached
    preset = fold.presets["separated by tanh"]
    fold.set(**preset)
    assert fold.goal_reached and fold.share == 1 and not len(fold.wrong.get_xdata())
    assert fold.verdict.startswith("With tanh the best line separates 100 %, without")
    for name, change in itertools.product(fold.names, (-0.15, 0.15)):
        fold.reset()
        fold.set(**preset | {name: round(preset[name] + change, 2)})
        assert fold.goal_reached, (name, change)
    for name in set(fold.presets) - {"separated by tanh"}:
        fold.set(**fold.presets[name])
        assert not fold.goal_reached
