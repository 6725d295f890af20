"""One layer on two moons: the outputs, the best line, and what is said of both."""

import itertools

import numpy as np
import pytest

from mathlib.probability.separation import best_line
from mathlib.widgets.linalg.layers import LayerFold


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


def as_matrix(figure, names: str) -> np.ndarray:
    return np.array([figure.state[name] for name in names.split()]).reshape(2, 2)


@pytest.fixture
def fold(one_of):
    return one_of(LayerFold)


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
