"""The figures about slopes in several variables and Taylor's polynomials. Is it true?"""

import itertools
import math
import re

import numpy as np
import pytest
import sympy
from matplotlib.figure import Figure

from mathlib.calculus.example_curves import TAYLOR_EXAMPLES
from mathlib.figures.levels import draw_level_map
from mathlib.figures.surface import seen_from
from mathlib.widgets import Handle, LiveFigure
from mathlib.widgets.calculus.directions import DEGREES, DirectionDial
from mathlib.widgets.calculus.partials import PartialSlopes
from mathlib.widgets.calculus.quadratic_form import HEIGHTS, QuadraticForm
from mathlib.widgets.calculus.taylor_curve import LEAST, MOST, TaylorCurve
from mathlib.widgets.live.controls import slider


@pytest.fixture
def partials():
    return PartialSlopes()


@pytest.fixture
def dial():
    return DirectionDial()


@pytest.fixture
def form():
    return QuadraticForm()


@pytest.fixture
def taylor():
    return TaylorCurve()


# ---- the surfaces by hand --------------------------------------------------------------------


def tilted(x, y):
    """½ pᵀ H p with H = R diag(½, 2) Rᵀ for 30°."""
    return (0.875 * x * x - 0.75 * 3**0.5 * x * y + 1.625 * y * y) / 2


BY_HAND = {
    "double well": lambda x, y: (x * x - 1) ** 2 + y * y,
    "saddle": lambda x, y: x * x - y * y,
    "tilted bowl": tilted,
    "x₁x₂/(x₁² + x₂²)": lambda x, y: x * y / (x * x + y * y),
    "Peano's surface": lambda x, y: (y - x * x) * (y - 2 * x * x),
}


def by_differences(f, x, y, h=1e-6):
    """The two partial derivatives by central differences."""
    return (f(x + h, y) - f(x - h, y)) / (2 * h), (f(x, y + h) - f(x, y - h)) / (2 * h)


# ---- slices ----------------------------------------------------------------------------------


@pytest.mark.parametrize("surface", PartialSlopes.surfaces)
def test_slices_and_tangents_are_those_of_the_surface(partials, surface):
    f = BY_HAND[surface]
    partials.set(surface=surface)
    partials.set(x1=0.37, x2=-0.28)
    (along, up), slopes = partials.slices, by_differences(f, 0.37, -0.28)
    assert np.allclose(along[0].get_ydata(), f(along[0].get_xdata(), -0.28))
    assert np.allclose(up[0].get_ydata(), f(0.37, up[0].get_xdata()))
    for (_, tangent, here), slope, at in zip((along, up), slopes, (0.37, -0.28), strict=True):
        x, y = tangent.get_data()
        assert np.diff(y)[0] / np.diff(x)[0] == pytest.approx(slope, rel=1e-6)
        assert np.interp(at, x, y) == pytest.approx(f(0.37, -0.28))
        assert [here.get_xdata()[0], here.get_ydata()[0]] == pytest.approx([at, f(0.37, -0.28)])
    assert set(partials.cuts[0].get_ydata()) == {-0.28} and set(partials.cuts[1].get_xdata()) == {
        0.37
    }


def test_what_the_two_slopes_say(partials, press):
    assert "∂f/∂x₁ = -1.54, f falls as x₁ grows; ∂f/∂x₂ = 1.6, f rises" in partials.verdict
    assert press(partials, "lowest in one slice only").startswith("At [0.742, 1]: ∂f/∂x₁ = 0, flat")
    assert "a minimum, says" in press(partials, "both 0: minimum")
    assert "a saddle, says" in press(partials, "both 0: saddle")


def test_partial_derivatives_exist_where_the_function_jumps(partials, press):
    assert "yet f jumps here: on the diagonal it is 0.5" in press(partials, "both 0, yet a jump")
    assert not any(curve.get_ydata().any() for curve, *_ in partials.slices)
    t = 1e-200 * np.ones(2)
    assert partials.f(t) == pytest.approx(0.5) and partials.f(0 * t) == 0
    partials.set(x1=0.5, x2=0.5)  # on the ridge, but f is smooth there
    assert partials.verdict.endswith("a stationary point: undecided by the Hessian.")


def map_of(figure):
    return figure._stage.figure.axes[0]


def test_peanos_slices_have_a_minimum_and_the_surface_has_none(partials, press):
    assert all("1.5" not in str(line.get_label()) for line in map_of(partials).lines)
    assert press(partials, "two valleys, no minimum").endswith(
        "yet f falls along the dashed x₂ = 1.5 x₁²: it is below 0 between x₂ = x₁² and 2 x₁²."
    )
    (valley,) = [line for line in map_of(partials).lines if "1.5" in str(line.get_label())]
    x, y = valley.get_data()
    assert np.allclose(y, 1.5 * x * x) and (BY_HAND["Peano's surface"](x, y)[x != 0] < 0).all()
    x, y = np.meshgrid(np.linspace(-0.7, 0.7, 71), np.linspace(-0.4, 0.8, 71))
    apart = np.abs((y - x * x) * (y - 2 * x * x)) > 1e-9
    below, between = BY_HAND["Peano's surface"](x, y) < 0, (x * x < y) & (y < 2 * x * x)
    assert np.array_equal(below[apart], between[apart]) and between.sum() > 100
    for curve, *_ in partials.slices:
        assert curve.get_ydata().min() == 0 == curve.get_ydata()[np.argmin(abs(curve.get_xdata()))]
    t = np.array([1e-3, 0.1])
    assert (partials.f(np.stack([t, 1.5 * t * t], axis=-1)) < 0).all()


@pytest.mark.parametrize("surface", PartialSlopes.surfaces)
def test_the_heights_on_the_map_are_those_of_their_lines(partials, surface):
    partials.set(surface=surface)
    ax, (f, domain) = partials._stage.figure.axes[0], partials.surfaces[surface]
    written = [float(text.get_text().replace("−", "-")) for text in ax.texts]
    assert len(set(written)) == len(written) >= 4
    values = f(np.array([text.get_position() for text in ax.texts]))
    spread = np.ptp(f(np.stack(np.meshgrid(*[np.linspace(*d, 41) for d in domain]), axis=-1)))
    assert np.allclose(values, written, atol=0.02 * spread)


# ---- the dial --------------------------------------------------------------------------------

NORM = DirectionDial.norms


@pytest.mark.parametrize("surface", DirectionDial.surfaces)
@pytest.mark.parametrize("norm", NORM)
def test_the_slopes_are_those_of_difference_quotients(dial, surface, norm):
    f = BY_HAND[surface]
    dial.set(surface=surface)
    dial.set(x1=0.8, x2=-0.3, angle=73.0, norm=norm, step=0.6)
    u = np.stack([np.cos(np.radians(DEGREES)), np.sin(np.radians(DEGREES))])
    u /= np.linalg.norm(u, ord=NORM[norm], axis=0)
    h = 1e-6
    quotients = (f(0.8 + h * u[0], -0.3 + h * u[1]) - f(0.8 - h * u[0], -0.3 - h * u[1])) / (2 * h)
    assert np.allclose(dial.curve.get_ydata(), quotients, atol=1e-6)
    means = (f(0.8 + 0.6 * u[0], -0.3 + 0.6 * u[1]) - f(0.8, -0.3)) / 0.6
    assert np.allclose(dial.mean.get_ydata(), means)
    assert [dial.here.get_xdata()[0], dial.here.get_ydata()[0]] == pytest.approx(
        [73, quotients[73]]
    )
    assert np.allclose(dial.dial.get_xydata(), (u + np.array([[0.8], [-0.3]])).T)
    assert np.allclose(dial._places["dial"], [0.8, -0.3] + u[:, 73])
    assert np.allclose(dial.end.get_xydata(), [[0.8, -0.3] + 0.6 * u[:, 73]])


@pytest.mark.parametrize("surface", DirectionDial.surfaces)
def test_the_cosine_has_its_top_at_the_gradient_and_is_0_along_the_level_line(dial, surface):
    f = BY_HAND[surface]
    dial.set(surface=surface)
    dial.set(x1=-0.7, x2=0.4)
    slopes = np.array(by_differences(f, -0.7, 0.4))
    top = math.degrees(math.atan2(*slopes[::-1])) % 360
    assert dial.top.get_xdata()[0] == pytest.approx(top)
    assert abs(DEGREES[np.argmax(dial.curve.get_ydata())] - top) <= 0.5
    assert dial.top.get_ydata()[0] == pytest.approx(np.linalg.norm(slopes), rel=1e-3)
    assert np.allclose(
        np.interp(dial.zeros.get_xdata(), DEGREES, dial.curve.get_ydata()), 0, atol=1e-3
    )
    level = dial.level.get_xydata()[~np.isnan(dial.level.get_xydata()).any(axis=1)]
    assert np.allclose(f(*level.T), f(-0.7, 0.4), atol=0.02)
    nearest = level[np.argsort(np.linalg.norm(level - [-0.7, 0.4], axis=1))[:2]]
    along = np.diff(nearest, axis=0)[0]
    assert abs(along @ slopes) < 0.05 * np.linalg.norm(along) * np.linalg.norm(slopes)
    arrow = dial.arrows[0].vector
    assert np.allclose(arrow / np.linalg.norm(arrow), slopes / np.linalg.norm(slopes))


def test_without_a_gradient_no_direction_is_steepest(dial, press):
    assert press(dial, "∇f = 0") == (
        "∇f = 0: D_u f = 0 in every direction, so no direction is steepest here."
    )
    assert not dial.curve.get_ydata().any()
    assert len(dial.top.get_xdata()) == len(dial.zeros.get_xdata()) == 0
    dial.set(step=1.0)
    assert dial.verdict.endswith("the lowest point lies e.g. at 90°, though ∇f = 0.")
    assert len(dial.letters[0].get_xdata()) == 0, "an arrow of length 0 has no name"


def test_where_every_direction_rises_no_step_falls(dial):
    dial.set(x1=0.0, x2=0.0, step=1.0)  # the bottom of the bowl: ½ at 30° and 210°, 2 across
    assert dial.mean.get_ydata().min() > 0
    assert dial.verdict.endswith("for this length f rises in every direction, least e.g. at 30°.")
    dial.set(x1=0.1)
    assert re.search(r"f rises in every direction, least at \d+°\.$", dial.verdict)


def test_half_a_degree_is_nearly_the_same_direction(dial):
    top = math.degrees(math.atan2(*by_differences(tilted, -0.6, 1.0)[::-1]))
    for turn, words in ((0, "along ∇f"), (90, "along the level line"), (180, "along −∇f")):
        dial.set(angle=round(top + turn, 0))
        assert f"u points nearly {words}" in dial.verdict


def test_what_the_dial_says(dial, press):
    assert press(dial, "along ∇f").endswith("= ‖∇f‖: u points along ∇f, no direction is steeper.")
    assert press(dial, "along the level line").startswith("D_u f = 0: u points along the level")
    assert "= −‖∇f‖: u points along −∇f" in press(dial, "downhill, −∇f")
    dial.reset()
    slopes = np.array(by_differences(tilted, -0.6, 1.0))
    slope = slopes @ [0.5, 0.75**0.5]
    degrees = math.degrees(math.acos(slope / np.linalg.norm(slopes)))
    assert dial.verdict.startswith(f"D_u f = {slope:.3g} = ‖∇f‖ cos {degrees:.3g}°")


def test_the_steepest_direction_depends_on_the_norm(dial, press):
    g = np.array(by_differences(tilted, -0.6, 1.0))
    along = g @ g / np.abs(g).max(), g @ g / np.abs(g).sum()
    said = (
        "lengths measured by {}: steepest is {}° with slope {:.3g}; along ∇f, at 120°, it is only "
    )
    at_135 = said.format("max |uᵢ|", 135, g @ [-1, 1]) + f"{along[0]:.3g}."
    assert press(dial, "other norm").endswith(at_135)
    dial.set(norm="|u₁| + |u₂|")
    assert dial.verdict.endswith(said.format("|u₁| + |u₂|", 90, g[1]) + f"{along[1]:.3g}.")


def test_the_gradient_may_be_among_the_steepest_of_another_norm(dial):
    dial.set(surface="saddle")
    dial.set(x1=0.0, x2=1.0, norm="max |uᵢ|")  # ∇f = (0, −2): all of 225° to 315° have slope 2
    assert dial.verdict.endswith(": ∇f at 270° is among the steepest: 2.")
    assert np.allclose(dial.curve.get_ydata()[225:316], 2)


def test_a_long_step_along_the_negative_gradient_goes_up(dial, press):
    assert "by 1.04 per unit, D_u f promises -1.4; for this" in press(dial, "a step too long")
    assert dial.verdict.endswith("the lowest point lies at 186°, not at 343° along −∇f.")
    assert np.argmin(dial.mean.get_ydata()) == 186
    assert dial.mean.get_ydata()[round(dial.state["angle"])] > 0 > dial.here.get_ydata()[0]


def test_a_handle_on_a_dial_names_controls():
    (point, turned, _) = DirectionDial().handles
    assert (turned.angle, turned.around) == ("angle", (point.x, point.y))

    class Dial(LiveFigure):
        def draw(self, figure, state):
            return []

        def update(self, state):
            pass

    for handle in (Handle("h", angle="lost"), Handle("h", angle="a", around=("a", "lost"))):
        with pytest.raises(ValueError, match="no control is called lost"):
            Dial({"a": slider("a", 0.0, 0.0, 360.0, 1.0)}, handles=(handle,))


# ---- quadratic forms -------------------------------------------------------------------------


def around_zero(l1, l2, signs) -> str:
    """What f has at 0, from its values on a small circle."""
    t = np.radians(np.arange(0, 360, 5))
    a, b = 1e-2 * np.cos(t), 1e-2 * np.sin(t)
    values = 0.5 * (l1 * a * a + l2 * b * b) + 0.25 * (signs[0] * a**4 + signs[1] * b**4)
    low, high = np.round(values.min(), 20), np.round(values.max(), 20)
    if low < 0 < high:
        return "saddle"
    return "minimum" if low > 0 else "maximum" if high < 0 else "constant"


@pytest.mark.parametrize("terms", QuadraticForm.terms)
@pytest.mark.parametrize("angle", [0.0, 37.0, 180.0])
def test_the_verdict_is_true_for_every_pair_of_signs(form, terms, angle):
    for l1, l2 in itertools.product((-2.0, 0.0, 1.5), repeat=2):
        form.set(lambda1=l1, lambda2=l2, terms=terms, angle=angle)
        kind = around_zero(l1, l2, form.terms[terms])
        assert ("H leaves it open" in form.verdict) == (0 in (l1, l2))
        assert kind in form.verdict.lower(), form.verdict
        others = {"minimum", "maximum", "saddle", "constant"} - {kind}
        assert not any(other in form.verdict.lower() for other in others), form.verdict


def test_the_eigenvalues_are_told_in_the_order_of_the_sliders(form):
    form.set(lambda1=2.5, lambda2=1.0)
    assert "the eigenvalues 2.5 and 1 are positive" in form.verdict
    form.set(lambda1=2.0, lambda2=0.0)
    assert form.verdict == (
        "To second order a valley: H leaves it open (eigenvalues 2 and 0); there are no terms of"
        " degree 4, so f is constant along w₂."
    )


def test_the_lines_slices_and_the_surface_are_those_of_the_form(form):
    l1, l2, terms, degrees = -1.5, 2.25, "+ ¼(a⁴ − b⁴)", 25.0
    form.set(lambda1=l1, lambda2=l2, terms=terms, angle=degrees)
    w = [np.exp(1j * np.radians(degrees + turn)) for turn in (0, 90)]

    def f(x, y):
        a, b = (v.real * x + v.imag * y for v in w)
        return 0.5 * (l1 * a * a + l2 * b * b) + 0.25 * (a**4 - b**4)

    for line, sign in ((form.above, 1), (form.below, -1), (form.zero, 0)):
        points = line.get_xydata()[~np.isnan(line.get_xydata()).any(axis=1)]
        off = np.abs(f(*points.T)[:, None] - sign * HEIGHTS).min(axis=1)
        assert len(points) > 20 and off.max() < 0.05
    t = form.slices[0].get_xdata()
    assert np.allclose(form.slices[0].get_ydata(), 0.5 * l1 * t**2 + 0.25 * t**4)
    assert np.allclose(form.slices[1].get_ydata(), 0.5 * l2 * t**2 - 0.25 * t**4)
    for arrow, v in zip(form.arrows, w, strict=True):
        assert arrow.vector.tolist() == pytest.approx([v.real, v.imag])
    assert np.allclose(form._places["w1"], [w[0].real, w[0].imag])


def test_only_a_form_of_both_signs_has_a_line_at_0(form, press):
    for l1, l2 in ((1.0, 2.0), (0.0, 2.0), (0.0, 0.0), (-1.0, 0.0)):
        form.set(lambda1=l1, lambda2=l2)
        assert len(form.zero.get_xdata()) == 0
    press(form, "H = 0, saddle")
    assert len(form.zero.get_xdata()) > 0


def test_turning_the_surface_changes_no_length_and_no_height(form):
    points = np.random.default_rng(0).normal(size=(50, 3))
    for turn in (0.0, 40.0, -175.0):
        assert np.allclose(
            np.linalg.norm(seen_from(points, turn), axis=1), np.linalg.norm(points, axis=1)
        )
    heights = []
    for view in (-180.0, 30.0, 180.0):
        form.set(view=view)
        heights.append(np.sort(form.mesh.get_array()))
    assert np.allclose(heights[0], heights[1]) and np.allclose(heights[0], heights[2])


def test_meshes_farther_away_are_drawn_first(form):
    form.set(lambda1=0.0, lambda2=0.0)  # on a flat ground farther away is higher up
    middles = [path.vertices[:4, 1].mean() for path in form.mesh.get_paths()]
    assert (np.diff(middles) <= 1e-9).all()


# ---- Taylor ----------------------------------------------------------------------------------

X = sympy.symbols("x")
SYMBOLIC = {
    "ln(1 + x)": sympy.log(1 + X),
    "1/(1 + x²)": 1 / (1 + X**2),
    "sin x": sympy.sin(X),
    "eˣ": sympy.exp(X),
    "sigmoid": 1 / (1 + sympy.exp(-X)),
    "tanh x": sympy.tanh(X),
    "e^(−1/x²)": sympy.exp(-1 / X**2),
}


@pytest.mark.parametrize("name", TAYLOR_EXAMPLES)
def test_the_polynomial_drawn_is_the_one_of_the_derivatives(taylor, name):
    taylor.set(function=name)
    taylor.set(x0=0.5, degree=5, x=0.8)
    f = SYMBOLIC[name]
    slopes = [
        float(f.diff(X, k).subs(X, sympy.Rational(1, 2))) if k else float(f.subs(X, 0.5))
        for k in range(6)
    ]
    p = np.polynomial.Polynomial([s / math.factorial(k) for k, s in enumerate(slopes)])
    x, drawn = taylor.line.get_data()
    low, high = taylor._stage.figure.axes[0].get_ylim()
    seen = (drawn > low) & (drawn < high)
    assert seen.sum() > 60 and np.allclose(drawn[seen], p(x[seen] - 0.5))
    error = abs(float(f.subs(X, 0.8)) - p(0.3))
    assert taylor.here.get_ydata()[0] == pytest.approx(error, rel=1e-6)
    assert f"at x = 0.8 |f − p| = {error:.3g}" in taylor.verdict


@pytest.mark.parametrize(
    "name, x0",
    [
        ("ln(1 + x)", 1.0),
        ("1/(1 + x²)", 0.0),
        ("1/(1 + x²)", 1.5),
        ("tanh x", 0.4),
        ("sigmoid", -1.0),
    ],
)
def test_inside_the_strip_higher_degrees_help_and_outside_they_do_not(taylor, name, x0):
    taylor.set(function=name)
    taylor.set(x0=x0)
    strip = taylor.strips[0]
    left, right = strip.get_x(), strip.get_x() + strip.get_width()
    errors = {}
    for degree in (8, 20):
        taylor.set(degree=degree)
        x, errors[degree] = taylor.error.get_data()
    radius = max(right - x0, x0 - left)
    inside, outside = abs(x - x0) < 0.8 * radius, abs(x - x0) > 1.2 * radius
    visible = errors[8] > 1e-11
    assert (errors[20] < errors[8])[inside & visible].all() and (inside & visible).any()
    assert (errors[20] > errors[8])[outside & (errors[8] < MOST)].all()


def test_where_the_strip_ends_and_why(taylor, press):
    assert press(taylor, "ln: inside").startswith(
        "x is inside, enough terms help (radius 1, the distance to -1, where f is singular); degree"
    )
    assert press(taylor, "ln: outside").startswith(
        "x is outside: in the long run more terms make it worse (radius 1, the distance to -1,"
    )
    assert "radius 2, the distance to -1" in press(taylor, "ln, x₀ = 1")
    assert "radius 1, the distance to ±i, where" in press(taylor, "smooth, yet radius 1")
    taylor.set(x=1.0)
    assert "x is on the rim" in taylor.verdict
    assert "no singular point" in press(taylor, "sin x, far")
    strip, domain = taylor.strips[1], TAYLOR_EXAMPLES["sin x"].domain
    assert (strip.get_x(), strip.get_x() + strip.get_width()) == domain


def test_a_series_that_converges_to_the_wrong_function(taylor, press):
    assert "p = 0 converges everywhere, but to the wrong function" in press(
        taylor, "the wrong function"
    )
    assert not taylor.line.get_ydata().any() and taylor.strips[0].get_width() == 0
    taylor.set(x=0.0)
    assert taylor.verdict.endswith("at x = 0 |f − p| = 0.")
    taylor.set(x0=1.0, x=1.2)
    assert taylor.verdict.startswith(
        "x is inside, enough terms help (radius 1, the distance to 0, where f is singular in the"
        " complex plane); degree 20"
    )


def test_outside_the_error_may_fall_for_long_before_it_grows(taylor):
    """ln(1 + x) at 1.05, by its series: the error at degree 20 is the smallest so far."""
    errors = []
    for degree in (4, 12, 20, 200):
        k = np.arange(1, degree + 1)
        errors.append(abs(math.log(2.05) - ((-1.0) ** (k + 1) * 1.05**k / k).sum()))
    assert errors[0] > errors[1] > errors[2] and errors[3] > 10 * errors[2]
    taylor.set(degree=20, x=1.05)
    assert "in the long run" in taylor.verdict
    assert f"at x = 1.05 |f − p| = {errors[2]:.3g}" in taylor.verdict


@pytest.mark.parametrize("name", TAYLOR_EXAMPLES)
def test_the_corners_of_the_ranges(taylor, name):
    taylor.set(function=name)
    ends = [(control.min, control.max) for control in map(taylor.controls.get, ("x0", "x"))]
    for degree, x0, x in itertools.product((0, 20), *ends):
        taylor.set(degree=degree, x0=x0, x=x)
        assert LEAST <= taylor.here.get_ydata()[0] <= MOST
        assert np.isfinite(taylor.line.get_ydata()).all() and "nan" not in taylor.verdict
        if x == x0:
            assert "|f − p| is below 1e-14" in taylor.verdict


def test_labels_of_a_map_stand_inside_it():
    ax = Figure().subplots()
    draw_level_map(ax, lambda p: p[..., 0] + p[..., 1] ** 2, ((-1, 3), (-2, 2)))
    places = np.array([text.get_position() for text in ax.texts])
    assert len(places) >= 5
    assert (places > [-0.8, -1.8]).all() and (places < [2.8, 1.8]).all()
