"""Kinks, jumps and bends too fast are refused alike; what is smooth is not, at any scale."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathlib.calculus.differentiation import METHODS, derivative, second_derivative
from mathlib.calculus.multivariate import directional_derivative, gradient, hessian, jacobian
from mathlib.optimize.objectives import absolute_value, no_limit

FIRST = {
    "derivative": lambda f, x: derivative(f, x),
    "forward": lambda f, x: derivative(f, x, "forward"),
    "gradient": lambda f, x: gradient(lambda p: f(p[..., 0]), [x])[0],
    "jacobian": lambda f, x: jacobian(f, [x])[0, 0],
    "directional": lambda f, x: directional_derivative(lambda p: f(p[..., 0]), [x], [1.0]),
}
SECOND = {
    "second": lambda f, x: second_derivative(f, x),
    "hessian": lambda f, x: hessian(lambda p: f(p[..., 0]), [x])[0, 0],
}
first = pytest.mark.parametrize("way", FIRST.values(), ids=FIRST)
second = pytest.mark.parametrize("way", SECOND.values(), ids=SECOND)
every = pytest.mark.parametrize("way", (FIRST | SECOND).values(), ids=FIRST | SECOND)
scales = st.integers(-10, 10).map(lambda k: 10.0**k)
places = st.one_of(st.just(0.0), st.floats(-1e10, 1e10), st.floats(-3, 3))

# kinks and jumps at 0, one unit high or steep
ROUGH = {
    "abs": np.abs,
    "relu": lambda t: np.maximum(t, 0),
    "leaky relu": lambda t: np.where(t > 0, t, 0.01 * t),
    "step": lambda t: np.where(t >= 0, 1.0, 0.0),
    "sign": np.sign,
    "sawtooth": lambda t: np.where(t < 0, t, t - 1),
    "root": lambda t: np.sqrt(np.abs(t)),
    "cube root": lambda t: np.abs(np.cbrt(t)),
    "kink on a slope": lambda t: 5 * t + np.abs(t),
    "kink on a bend": lambda t: np.exp(t) + np.abs(t),
}
# each with its first two derivatives
SMOOTH = {
    "constant": (lambda t: 0 * t + 1, lambda t: 0 * t, lambda t: 0 * t),
    "line": (lambda t: 3 * t - 1, lambda t: 3 + 0 * t, lambda t: 0 * t),
    "square": (lambda t: t * t, lambda t: 2 * t, lambda t: 2 + 0 * t),
    "fourth power": (lambda t: t**4, lambda t: 4 * t**3, lambda t: 12 * t**2),
    "sin": (np.sin, np.cos, lambda t: -np.sin(t)),
    "cos": (np.cos, lambda t: -np.sin(t), lambda t: -np.cos(t)),
    "exp": (np.exp, np.exp, np.exp),
    "tanh": (
        np.tanh,
        lambda t: np.cosh(t) ** -2,
        lambda t: -2 * np.tanh(t) * np.cosh(t) ** -2,
    ),
    "bell": (
        lambda t: np.exp(-t * t),
        lambda t: -2 * t * np.exp(-t * t),
        lambda t: (4 * t * t - 2) * np.exp(-t * t),
    ),
    "witch": (
        lambda t: 1 / (1 + t * t),
        lambda t: -2 * t / (1 + t * t) ** 2,
        lambda t: (6 * t * t - 2) / (1 + t * t) ** 3,
    ),
}
rough = pytest.mark.parametrize("f", ROUGH.values(), ids=ROUGH)
smooth = pytest.mark.parametrize("f", SMOOTH.values(), ids=SMOOTH)
few = settings(max_examples=20)  # of each way and each function: a thousand and more in all


@every
@rough
@few
@given(scale=scales, x=places)
def test_kinks_and_jumps_are_refused_at_every_height_and_place(way, f, scale, x):
    def moved(t):
        return scale * f((t - x) / max(1.0, abs(x)))

    with pytest.raises(ValueError, match=r"kink or a jump at x = .* too fast for steps of"):
        way(moved, x)


@pytest.mark.parametrize("way", [v for k, v in (FIRST | SECOND).items() if k != "forward"])
@given(part=st.floats(-0.99, 0.99), scale=scales)
def test_a_kink_beside_x_is_refused_if_the_step_reaches_it(way, part, scale):
    step = 2.0 ** (-52 / 3)  # the shortest of those in use
    with pytest.raises(ValueError, match="kink or a jump"):
        way(lambda t: scale * np.abs(t - part * step), 0.0)


@first
@smooth
@few
@given(scale=scales, stretch=st.integers(0, 20).map(lambda k: 10.0**k), t=st.floats(-3, 3))
def test_smooth_functions_are_differentiated_at_every_scale(way, f, scale, stretch, t):
    """c·f(x/s) for 20 decades of c and of s."""
    value, slope, _ = f
    size = scale * (abs(float(slope(t))) + abs(float(value(t))) + 1) / stretch
    tolerance, step = (1e-6, 1.5e-8) if way is FIRST["forward"] else (1e-7, 6e-6)
    size += 1e-8 * scale * abs(float(value(t))) / (step * max(1.0, abs(t) * stretch))  # rounding
    found = way(lambda x: scale * value(x / stretch), t * stretch)
    assert found == pytest.approx(scale * slope(t) / stretch, abs=tolerance * size)


@second
@smooth
@few
@given(scale=scales, stretch=st.integers(0, 10).map(lambda k: 10.0**k), t=st.floats(-3, 3))
def test_second_derivatives_of_smooth_functions_at_every_scale(way, f, scale, stretch, t):
    value, _, bend = f
    size = scale * (abs(float(bend(t))) + abs(float(value(t))) + 1) / stretch**2
    step = 1e-4 if way is SECOND["second"] else 2e-5  # rounding comes on top
    size += 1e-11 * scale * abs(float(value(t))) / (step * max(1.0, abs(t) * stretch)) ** 2
    found = way(lambda x: scale * value(x / stretch), t * stretch)
    assert found == pytest.approx(scale * bend(t) / stretch**2, abs=1e-4 * size)


@first
@smooth
@few
@given(height=st.integers(-10, 10).map(lambda k: 10.0**k), t=st.floats(-3, 3))
def test_a_constant_above_a_smooth_function_does_no_harm(way, f, height, t):
    value, slope, _ = f
    rounding = 2.0**-52 * (height + abs(float(value(t)))) / 1.5e-8
    found = way(lambda x: height + value(x), t)
    assert found == pytest.approx(slope(t), abs=1e-5 + rounding)


@first
@pytest.mark.parametrize("power", range(2, 9))
def test_noise_of_a_small_difference_of_large_numbers_is_no_kink(way, power):
    """(x − 1)ⁿ multiplied out: near 1 all that is left is rounding."""
    coefficients = np.poly(np.ones(power))
    for x in (1.0, 1 + 1e-7, 1 - 3e-6):
        assert way(lambda t: np.polyval(coefficients, t), x) == pytest.approx(0, abs=1e-4)


@first
@given(exponent=st.floats(1.3, 3))
def test_a_power_with_a_slope_everywhere_is_no_kink(way, exponent):
    assert way(lambda t: np.abs(t) ** exponent, 0.0) == pytest.approx(0, abs=1e-1)


@every
@pytest.mark.parametrize("rate", [1e8, 3e8, 1e9, 1e10, 7e11])
def test_what_bends_too_fast_is_refused_with_a_true_reason(way, rate):
    for x in (0.0, 0.3, 1.0, -2.0):
        with pytest.raises(ValueError, match="or bends too fast for steps of"):
            way(lambda t: np.sin(rate * t), x)


@pytest.mark.parametrize("f", [lambda t: np.sin(1e5 * t), lambda t: 1e-9 * np.sin(2e5 * t)])
@pytest.mark.parametrize("way", [v for k, v in FIRST.items() if k != "forward"])
def test_that_no_side_differs_does_not_make_a_slope_right(way, f):
    with pytest.raises(ValueError, match=r"its slope over one step is .*, over four"):
        way(f, 0.0)


@second
@pytest.mark.parametrize(
    "f",
    [
        lambda t: t * np.abs(t),
        lambda t: np.maximum(t, 0) ** 2,
        lambda t: np.where(t > 0, t**2, t**3),
    ],
)
def test_a_kink_of_the_slope_has_no_second_derivative(way, f):
    with pytest.raises(ValueError, match="kink or a jump"):
        way(f, 0.0)
    assert derivative(f, 0.0) == pytest.approx(0, abs=1e-2)


def test_the_smallest_slopes_beside_steep_ones():
    f = lambda p: p[..., 0] ** 3 + 1e-6 * np.abs(p[..., 1])  # noqa: E731
    with pytest.raises(ValueError, match=r"direction \[0, 1\]"):
        gradient(f, [2.0, 0.0])
    assert gradient(f, [2.0, 1.0]) == pytest.approx([12, 1e-6], abs=1e-8)


def test_every_value_of_a_jacobian_is_looked_at():
    f = lambda p: np.stack([p[..., 0], np.abs(p[..., 1])], axis=-1)  # noqa: E731
    with pytest.raises(ValueError) as caught:
        jacobian(f, [[1.0, 1.0], [2.0, 0.0]])
    assert str(caught.value) == (
        "f has a kink or a jump at x = [2, 0], or bends too fast for steps of 6.1e-06: in the "
        "direction [0, 1] the slopes on its two sides, -1 and 1, differ. No derivative can be "
        "told from these; choose another x."
    )


def test_the_message_of_one_variable():
    for way, text in (
        (derivative, "f has a kink or a jump at x = 0, or bends too fast for steps of 6.1e-06: "
         "the slopes on its two sides, -1 and 1, differ. No derivative can be told from these; "
         "choose another x."),
        (second_derivative, "f has a kink or a jump at x = 0, or bends too fast for steps of "
         "0.00012: the slopes on its two sides, -1 and 1, differ. No derivative can be told from "
         "these; choose another x."),
        (lambda f, x: second_derivative(lambda t: t * f(t), x), "the slope of f has a kink or a "
         "jump at x = 0, or bends too fast for steps of 0.00012: the second derivatives on its "
         "two sides, -2 and 2, differ. No derivative can be told from these; choose another x."),
    ):  # fmt: skip
        with pytest.raises(ValueError) as caught:
            way(np.abs, [1.0, 0.0])
        assert str(caught.value) == text


def test_objectives_are_looked_at_as_well():
    """Their own derivative at a kink is one of many."""
    for way in (gradient, hessian, lambda f, x: directional_derivative(f, x, [1.0])):
        with pytest.raises(ValueError, match="kink or a jump"):
            way(absolute_value, [0.0])
        way(absolute_value, [0.5])
    assert gradient(no_limit, [0.0, 0.0]).tolist() == [0, 0]  # along the axes it is smooth


def test_a_shorter_step_of_your_own_is_believed():
    fast = lambda t: np.sin(1e5 * t)  # noqa: E731
    assert derivative(fast, 0.1, h=1e-8) == pytest.approx(1e5 * np.cos(1e4), rel=1e-5)
    found = gradient(lambda p: fast(p[..., 0]), [0.1], h=1e-8)
    assert found == pytest.approx([1e5 * np.cos(1e4)], rel=1e-5)
    assert derivative(fast, 0.1, "complex") == pytest.approx(1e5 * np.cos(1e4), rel=1e-12)
    for h in (1e-7, 1e-3, 1.0):
        with pytest.raises(ValueError, match="kink or a jump"):
            derivative(np.abs, 0.0, "central", h)
        assert derivative(np.abs, 0.0, "forward", h) == 1  # that is what was asked for


OUTSIDE = [
    (np.sqrt, -1.0),
    (np.sqrt, 0.0),
    (np.log, -1.0),
    (np.log, 0.0),
    (np.log1p, -2.0),
    (np.log2, -0.5),
    (np.arcsin, 1.5),
    (np.arcsin, 1.0),
    (np.arccos, -1.5),
    (np.arccosh, 0.5),
    (np.arccosh, 1.0),
    (np.arctanh, 2.0),
    (lambda x: x**0.5, -1.0),
    (lambda x: x ** (1 / 3), -8.0),
    (lambda x: np.sqrt(x * x - 4), 1.0),
    (lambda x: np.log(np.sin(x)), -1.0),
    (lambda x: np.divide(1, x), 0.0),
]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("f, x", OUTSIDE)
def test_no_method_finds_a_slope_outside_the_domain(method, f, x):
    with np.errstate(all="ignore"):
        inside = 0.7 if np.isfinite(f(0.7)) else 2.5
    for point in (x, [x], [inside, x]):
        if method == "forward" and x in (0.0, 1.0) and f in (np.sqrt, np.arccosh):
            continue  # looks to the right only, where f exists
        with pytest.raises(ValueError, match=r"not defined|kink or a jump"):
            derivative(f, point, method)


def test_roots_of_squares_have_a_kink_for_the_complex_step_too():
    for method in METHODS:
        with pytest.raises(ValueError, match="kink or a jump"):
            derivative(lambda x: np.sqrt(x * x), 0.0, method)
        assert derivative(lambda x: np.sqrt(x * x), -2.0, method) == pytest.approx(-1)


def test_near_the_edge_of_the_domain_the_complex_step_is_exact():
    assert derivative(np.log, 1e-6, "complex") == pytest.approx(1e6, rel=1e-14)
    assert derivative(np.sqrt, 1e-8, "complex") == pytest.approx(5e3, rel=1e-14)


def test_values_that_are_no_floats_are_subtracted_as_floats():
    for kind in (np.uint8, np.int8, bool, np.float32):
        assert derivative(lambda x, k=kind: (x > 5).astype(k), 1.0) == 0
        assert second_derivative(lambda x, k=kind: (x > 5).astype(k), 1.0) == 0
        assert gradient(lambda p, k=kind: (p[..., 0] > 5).astype(k), [1.0]) == [0]
    steps = lambda x: np.where(x > 1, 0, 200).astype(np.uint8)  # noqa: E731
    assert derivative(steps, 1.0, "forward", 0.5) == -400


def test_whatever_numpy_is_told_about_overflow():
    with np.errstate(all="raise"):
        assert derivative(lambda x: np.exp(-(x**2)), 20.0) == pytest.approx(0, abs=1e-100)
        assert gradient(lambda p: np.exp(-p[..., 0]), [800.0])[0] == 0
        assert derivative(lambda x: 1e-310 * x, 1.0) == pytest.approx(1e-310, rel=1e-3)


# ---- second derivatives that are infinite, or mixed ones that are missing -----------------------


@pytest.mark.parametrize("power", [1.2, 1.5, 1.8])
@pytest.mark.parametrize(("scale", "height"), [(1e-9, 0.0), (1.0, 0.0), (1.0, 1e3), (1e9, -1e9)])
def test_an_infinite_second_derivative_is_refused(power, scale, height):
    """The difference gave 181 for |x|^1.5, and 362 with a quarter of the step."""
    with pytest.raises(ValueError, match="f has no second derivative at x = 0, or bends too fast"):
        second_derivative(lambda t: height + scale * np.abs(t) ** power, 0.0)
    with pytest.raises(ValueError, match=r"f has no second derivative at x = \[0, 0\]"):
        hessian(lambda p: height + scale * (np.abs(p) ** power).sum(axis=-1), [0.0, 0.0])


@pytest.mark.parametrize("power", [2.0, 2.5, 3.0, 4.0])
def test_a_second_derivative_that_exists_is_not_refused(power):
    right = 2.0 if power == 2 else 0.0
    assert second_derivative(lambda t: np.abs(t) ** power, 0.0) == pytest.approx(right, abs=0.03)


ADRIFT = {
    "|xy|": lambda x, y: np.abs(x * y),
    "|xy| + x²": lambda x, y: np.abs(x * y) + x**2,
    "max(xy, 0)": lambda x, y: np.maximum(x * y, 0),
    "x |y|": lambda x, y: x * np.abs(y),
    "|xy|^1.2": lambda x, y: np.abs(x * y) ** 1.2,
    "√(x⁴ + y⁴)": lambda x, y: np.sqrt(x**4 + y**4),
}


@pytest.mark.parametrize("f", ADRIFT.values(), ids=ADRIFT)
@pytest.mark.parametrize(("scale", "height"), [(1e-9, 0.0), (1.0, 0.0), (1.0, 1e3), (1e9, -1e9)])
def test_a_function_that_no_hessian_describes_is_refused(f, scale, height):
    """|xy| is level along the axes, so that its Hessian was said to be 0: it is t² diagonally."""
    with pytest.raises(ValueError, match=r"at x = \[0, 0\], or bends too fast"):
        hessian(lambda p: height + scale * f(p[..., 0], p[..., 1]), [[1.0, 2.0], [0.0, 0.0]])
    among_others = lambda p: scale * f(p[..., 2], p[..., 5]) + np.sin(p).sum(axis=-1)  # noqa: E731
    if scale == 1:
        with pytest.raises(ValueError, match="bends too fast"):
            hessian(among_others, np.zeros(7))


def test_a_flat_place_between_kinks_has_a_hessian():
    assert (hessian(lambda p: np.abs(p[..., 0] * p[..., 1]) ** 1.5, [0.0, 0.0]) == 0).all()


def test_mixed_partials_that_differ_are_told_and_not_refused():
    """The diagonals do not bend, and no entry is wrong: Peano's function."""

    def peano(p):
        x, y = p[..., 0], p[..., 1]
        return x * y * (x**2 - y**2) / (x**2 + y**2 + 1e-300)

    assert hessian(peano, [0.0, 0.0]) == pytest.approx(np.array([[0, -1], [1, 0]]), abs=1e-5)
