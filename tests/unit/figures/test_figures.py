"""Floor 1: what the figure functions draw, the style of both themes, and the text summary."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from matplotlib import rc_context, rcParams
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure

from mathlib.calculus.expressions import parse
from mathlib.figures.functions import draw_tangent, set_tangent, title_formula
from mathlib.figures.landscape import (
    draw_curve,
    draw_landscape,
    draw_stationary_points,
    grid_points,
    landscape_colormap,
    levels_for,
)
from mathlib.figures.paths import (
    draw_history,
    draw_path,
    draw_segments,
    label_steps,
    set_history,
)
from mathlib.figures.plane import draw_arrow, draw_letter, set_letter
from mathlib.figures.style import THEMES, style
from mathlib.figures.summary import summarise
from mathlib.optimize.objectives import himmelblau, parabola


@pytest.fixture
def ax():
    return Figure().subplots()


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""

    def luminance(colour: str) -> float:
        parts = np.array(to_rgb(colour))
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


# ---- style -----------------------------------------------------------------------------------


def test_the_contrast_formula_knows_its_ends():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_text_and_lines_stand_out_from_the_paper(theme):
    colours = THEMES[theme]
    assert contrast(colours["ink"], colours["paper"]) >= 7
    weak = [c for c in colours["colors"] if contrast(c, colours["paper"]) < 3]
    assert weak == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["low", "high"])
def test_marks_stand_out_from_the_map(theme, ground):
    colours = THEMES[theme]
    assert contrast(colours["ink"], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_colours_of_a_theme_differ(theme):
    colours = np.array([to_rgb(c) for c in THEMES[theme]["colors"]])
    distances = np.linalg.norm(colours[:, None] - colours, axis=-1) + 9 * np.eye(len(colours))
    assert distances.min() > 0.15


@pytest.mark.parametrize("theme", THEMES)
def test_a_style_holds_settings_that_matplotlib_knows(theme):
    before = dict.copy(rcParams)
    with rc_context(style(theme)):
        assert rcParams["axes.facecolor"] == THEMES[theme]["paper"]
    assert dict.copy(rcParams) == before


def test_the_style_is_a_new_dictionary_each_time():
    style("light")["font.size"] = 99
    assert style("light")["font.size"] < 20


@pytest.mark.parametrize("name", ["Light", "", "sepia", None, 1, ["light"], {}])
def test_a_theme_that_does_not_exist_is_refused(name):
    with pytest.raises(ValueError, match="theme must be 'light' or 'dark'; got"):
        style(name)


@pytest.mark.parametrize("theme", THEMES)
def test_the_map_follows_the_theme(theme):
    with rc_context(style(theme)):
        bands = draw_landscape(Figure().subplots(), himmelblau, himmelblau.domain)
    assert [to_hex(bands.cmap(end)) for end in (0.0, 1.0)] == [
        THEMES[theme]["low"],
        THEMES[theme]["high"],
    ]
    assert to_hex(landscape_colormap(THEMES[theme]["paper"])(0.0)) == THEMES[theme]["low"]


# ---- figure functions ------------------------------------------------------------------------


def test_a_curve_is_the_function_over_its_domain(ax):
    line = draw_curve(ax, parabola, (-2, 3), "square")
    x, y = line.get_data()
    assert (x[0], x[-1]) == (-2, 3) == ax.get_xlim()
    assert np.allclose(y, x**2) and line.get_label() == "square"


def test_grid_points_cover_the_rectangle():
    grid = grid_points(((-1, 1), (0, 4)), 5)
    assert grid.shape == (5, 5, 2)
    assert grid[0, 0].tolist() == [-1, 0] and grid[-1, -1].tolist() == [1, 4]
    assert grid[0, 1].tolist() == [-0.5, 0] and grid[1, 0].tolist() == [-1, 1]


@given(arrays(float, 50, elements=st.floats(-1e6, 1e6)))
def test_levels_increase_and_cover_the_values(values):
    levels = levels_for(values)
    assert (np.diff(levels) > 0).all() and len(levels) >= 2
    assert levels[0] <= values.min() and values.max() <= levels[-1]


def test_each_band_covers_about_the_same_area():
    values = himmelblau(grid_points(himmelblau.domain, 101))
    counts, _ = np.histogram(values, levels_for(values))
    assert counts.max() - counts.min() <= 0.01 * values.size


def test_a_landscape_is_labelled_and_fills_its_domain(ax):
    draw_landscape(ax, himmelblau, ((-6, 6), (-5, 5)), points=21)
    assert (ax.get_xlim(), ax.get_ylim()) == ((-6, 6), (-5, 5))
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("$x_1$", "$x_2$")


def test_a_flat_landscape_is_drawn_too(ax):
    assert len(draw_landscape(ax, lambda x: 0 * x[..., 0], ((0, 1), (0, 1))).levels) == 2


def test_minima_and_saddles_differ_in_shape_and_not_only_in_colour(ax):
    stars, crosses = draw_stationary_points(ax, himmelblau.minimizers, himmelblau.saddles)
    assert np.array_equal(stars.get_xydata(), himmelblau.minimizers)
    assert np.array_equal(crosses.get_xydata(), himmelblau.saddles)
    assert stars.get_marker() != crosses.get_marker()
    assert draw_stationary_points(ax, np.empty((0, 2)), np.empty((0, 2))) == []


def test_moving_lines_are_made_once_and_set_again(ax):
    path = draw_path(ax, np.zeros((1, 2)))
    history = draw_history(ax, [])
    bars = draw_segments(ax, [])
    assert history.get_xydata().shape == (0, 2) and bars.get_segments() == []
    set_history(history, [3.0, 2.0])
    assert history.get_xydata().tolist() == [[0, 3], [1, 2]]
    path.set_data([1, 2], [3, 4])
    assert ax.lines[:] == [path, history]


def test_drawing_leaves_the_data_alone(ax):
    path, values = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([2.0, 1.0])
    line, history = draw_path(ax, path), draw_history(ax, values)
    line.get_xydata()[:] = 0
    set_history(history, [9.0, 9.0])
    assert path.tolist() == [[1, 2], [3, 4]] and values.tolist() == [2, 1]


def test_axes_for_steps(ax):
    label_steps(ax, 50, "loss", (1e-3, 10))
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_yscale()) == ("step", "loss", "log")
    assert ax.get_xlim()[1] == 50 and ax.get_ylim() == (1e-3, 10)


def test_an_artist_that_is_on_no_axes_is_told(ax):
    arrow = draw_arrow(ax, [1.0, 2.0])
    arrow.remove()
    with pytest.raises(ValueError, match=r"^artist must be on axes; got .*Draw it first"):
        arrow.set_vector([1.0, 1.0])
    tangent, letter = draw_tangent(ax), draw_letter(ax, "x")
    tangent.remove()
    letter.remove()
    for move in (lambda: set_tangent(tangent, 0, 0, 1), lambda: set_letter(letter, [1, 1])):
        with pytest.raises(ValueError, match=r"^artist must be on axes"):
            move()


# ---- summary ---------------------------------------------------------------------------------


def test_the_summary_says_titles_labels_and_data(ax):
    ax.set(title="Growth", xlabel="step", ylabel="size")
    ax.plot([0, 1, 2], [1, 10, 100], label="size")
    ax.scatter([1, 3], [2, 4], label="points")
    draw_segments(ax, [[[0, 0], [0, 2]], [[1, 1], [1, 3]]], label="bars")
    ax.imshow([[1.0, 2.0, 3.0]], label="picture")
    ax.text(0, 0, "note")
    assert summarise(ax.figure).splitlines() == [
        "Growth | x: step | y: size",
        "  size: n=3, x 0 … 2, y 1 … 100, mean y 37",
        "  points: n=2, x 1 … 3, y 2 … 4, mean y 3",
        "  bars: n=4, x 0 … 1, y 0 … 3, mean y 1.5",
        "  picture: 1 × 3, 1 … 3, mean 2",
        "  text: note",
    ]


def test_bars_are_data_too(ax):
    ax.barh(["A", "B"], [20.0, 80.0])
    text = summarise(ax.figure)
    assert "A" in text and "20" in text and "80" in text


def test_a_left_title_counts_and_decoration_does_not(ax):
    ax.set_title("left", loc="left")
    ax.plot([1], [1], label="_guide")
    ax.text(0, 0, "hidden").set_visible(False)
    assert summarise(ax.figure) == "left"


def test_what_is_not_drawn_is_not_counted(ax):
    ax.set_xlabel("x")
    ax.plot([1, np.nan, 3], [1, 2, np.inf], label="holes")
    ax.plot([], [], label="empty")
    ax.plot([np.nan], [np.nan], label="lost")
    assert summarise(ax.figure).splitlines()[1:] == [
        "  holes: n=1, x 1 … 1, y 1 … 1, mean y 1",
        "  empty: nothing drawn",
        "  lost: nothing drawn",
    ]


def test_round_off_is_not_told(ax):
    ax.plot([0, 1], [1e-17, -0.0], label="zero")
    assert summarise(ax.figure).strip() == "zero: n=2, x 0 … 1, y 0 … 0, mean y 0"


def test_an_empty_figure_says_nothing():
    assert summarise(Figure()) == ""


@pytest.mark.parametrize("text", ["x**2/(1 + x)", "exp(-x**2/2)", "sin(x)", "1/(1/(1/x))"])
def test_a_formula_is_the_title_if_there_is_room(ax, text):
    title_formula(ax, "f(x)", parse(text).latex, "otherwise")
    assert ax.get_title(loc="left") == f"$f(x) = {parse(text).latex}$"


TOWERS = ["x**" * 66 + "x", "1/(" * 40 + "x" + ")" * 40, "sqrt(" * 33 + "x" + ")" * 33]


@pytest.mark.parametrize("text", [*TOWERS, "x*" * 99 + "x", "e**(" * 20 + "x" + "/x)" * 20])
def test_a_formula_without_room_is_not_tried(ax, text):
    for f in (parse(text), parse(text).derivative()):
        title_formula(ax, "f(x)", f.latex, "otherwise")
        assert ax.get_title(loc="left") == "otherwise"
        ax.figure.canvas.draw()
