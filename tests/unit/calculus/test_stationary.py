"""Classification by eigenvalues, the search for stationary points, Newton's step."""

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given
from hypothesis import strategies as st

from mathlib.calculus.multivariate import hessian
from mathlib.calculus.stationary import classify, newton_step, stationary_points
from mathlib.calculus.taylor import taylor_model
from mathlib.linalg import rotation
from mathlib.optimize.objectives import (
    CURVES,
    LANDSCAPES,
    TRAPS,
    beale,
    exponential,
    himmelblau,
    mixed_partials,
    no_limit,
    quadratic,
    two_valleys,
)

QUARTICS = ("quartic bowl", "quartic dome", "quartic saddle")
KINDS = {"minimum": "minimizers", "saddle": "saddles", "maximum": "maximizers"}
values = st.sampled_from([-3.0, -0.5, 0.0, 0.25, 2.0])


@given(st.lists(values, min_size=1, max_size=5), st.integers(0, 9))
def test_the_signs_of_the_eigenvalues_decide(eigenvalues, seed):
    n = len(eigenvalues)
    Q = np.linalg.qr(np.random.default_rng(seed).normal(size=(n, n)))[0]
    H = Q @ np.diag(eigenvalues) @ Q.T
    low, high = min(eigenvalues), max(eigenvalues)
    kind = (
        "saddle"
        if low < 0 < high
        else "minimum"
        if low > 0
        else "maximum"
        if high < 0
        else "undecided"
    )
    verdict = classify(H)
    assert verdict.kind == kind
    assert verdict.eigenvalues == pytest.approx(np.sort(eigenvalues), abs=1e-12)
    assert verdict.reason.startswith(kind.capitalize() + ": ") and verdict.reason.endswith(".")
    assert (verdict.eigenvalues == 0).sum() == eigenvalues.count(0.0)


@pytest.mark.parametrize(
    ("H", "reason"),
    [
        (
            [[2.0, 0.0], [0.0, 3.0]],
            "Minimum: the eigenvalues 2 and 3 are positive, so f curves up in every direction.",
        ),
        (
            np.diag([-1.0, -2.0, -3.0]),
            "Maximum: the eigenvalues -3, -2 and -1 are negative, so f curves down in every "
            "direction.",
        ),
        (
            [[0.0, 1.0], [1.0, 0.0]],
            "Saddle: the eigenvalues -1 and 1 have both signs, so f falls one way and rises "
            "another.",
        ),
        (
            np.diag([0.0, -1.0, 1.0]),
            "Saddle: the eigenvalues -1, 0 and 1 have both signs, so f falls one way and rises "
            "another.",
        ),
        (
            [[2.0, 0.0], [0.0, 0.0]],
            "Undecided: the eigenvalues 0 and 2 have no opposite signs, so H leaves it open.",
        ),
        (
            np.zeros((2, 2)),
            "Undecided: all eigenvalues are 0, so H says nothing.",
        ),
        (
            [[-4.0]],
            "Maximum: the eigenvalue -4 is negative, so f curves down in every direction.",
        ),
    ],
)
def test_the_whole_reason(H, reason):
    assert classify(H).reason == reason


def test_what_counts_as_zero():
    assert classify([[1e-6, 0.0], [0.0, 1.0]]).kind == "minimum"
    assert classify([[1e-6, 0.0], [0.0, 1.0]], tol=1e-5).kind == "undecided"
    assert classify([[1e-6, 0.0], [0.0, 1.0]], tol=1e-7).kind == "minimum"
    assert classify([[1e-6, 0.0], [0.0, -1e-6]], tol=1e-6).eigenvalues.tolist() == [0, 0]
    assert classify([[1e6, 0.0], [0.0, -5.0]]).kind == "saddle"
    third = np.outer([1 / 3, 1.0], [1 / 3, 1.0]) * 9  # singular but for the last digit
    verdict = classify(third + np.array([[3e-16, 0.0], [0.0, 0.0]]))
    assert verdict.kind == "undecided" and verdict.eigenvalues[0] == 0
    within = classify([[1e-7, 0.0], [0.0, 2.0]], tol=1e-6).reason
    assert within == (
        "Undecided: the eigenvalues 0 to within 1e-06 and 2 have no opposite signs, so H leaves it "
        "open."
    )
    within = classify([[1e-7, 0.0], [0.0, -1e-7]], tol=1e-6).reason
    assert within == "Undecided: all eigenvalues are 0 to within 1e-06, so H says nothing."


SIGNS = {1: "minimum", -1: "maximum"}
decades = st.integers(-10, 10).map(lambda k: 10.0**k)


@given(
    st.lists(st.sampled_from([-3.0, -1.0, 0.0, 0.5, 2.0]), min_size=1, max_size=4),
    st.integers(0, 99),
    decades,
    st.lists(decades, min_size=4, max_size=4),
)
def test_units_do_not_change_a_verdict(eigenvalues, seed, height, units):
    """c·H and D H D, which is H in other units of the variables, over 20 decades."""
    n = len(eigenvalues)
    Q = np.linalg.qr(np.random.default_rng(seed).normal(size=(n, n)))[0]
    H = (Q * eigenvalues) @ Q.T
    H = (H + H.T) / 2
    kind = classify(H).kind
    assert classify(height * H).kind == kind
    assert classify(-height * H).kind == {"minimum": "maximum", "maximum": "minimum"}.get(
        kind, kind
    )
    if all(eigenvalues):
        D = np.diag(units[:n])
        assert classify(D @ H @ D).kind == kind


@given(st.lists(st.sampled_from([-1.0, 1.0]), min_size=1, max_size=4), st.data())
def test_diagonals_of_any_size_are_told_by_their_signs(signs, data):
    H = np.diag([sign * data.draw(decades) for sign in signs])
    kind = SIGNS[signs[0]] if len(set(signs)) == 1 else "saddle"
    assert classify(H).kind == kind
    assert (classify(H).eigenvalues != 0).all()


@given(st.floats(0, 3.1), decades, decades)
def test_newton_refuses_a_singular_hessian_of_a_plain_function(angle, height, stretch):
    u = np.array([np.cos(angle), np.sin(angle)])
    f = lambda p: height * ((p @ u) / stretch) ** 2  # noqa: E731
    if stretch < 1:
        f = lambda p: height * (p @ u) ** 2  # noqa: E731
    with pytest.raises(ValueError, match=r"singular \(an eigenvalue is 0"):
        newton_step(f, [1.0, 2.0])
    with pytest.raises(ValueError, match=r"singular \(an eigenvalue is 0"):
        newton_step(lambda p: height * (p**4).sum(axis=-1), [0.0, 0.0])


@given(decades)
def test_newtons_step_does_not_depend_on_the_height_of_f(height):
    f = lambda p: height * ((p[..., 0] - 3) ** 2 + 5 * (p[..., 1] - 2) ** 2)  # noqa: E731
    result = newton_step(f, [0.0, 1.0])
    assert result.target == pytest.approx([3, 2], abs=1e-4) and result.kind == "minimum"


@pytest.mark.parametrize("name", QUARTICS)
def test_hessians_by_differences_can_be_classified(name):
    assert classify(hessian(lambda p: TRAPS[name](p), [0.0, 0.0])).kind == "undecided"
    for x in himmelblau.minimizers:
        assert classify(hessian(lambda p: himmelblau(p), x)).kind == "minimum"


@pytest.mark.parametrize("f", LANDSCAPES.values(), ids=LANDSCAPES)
def test_all_points_of_the_landscapes_are_found_and_named(f):
    points = stationary_points(f)
    known = np.concatenate([getattr(f, name) for name in KINDS.values()])
    assert len(points) == len(known)
    for point in points:
        assert f.gradient(point.x) == pytest.approx(np.zeros(2), abs=1e-9)
        assert point.value == f(point.x)
        assert np.abs(known - point.x).max(axis=1).min() < 1e-9
        if point.kind != "undecided":
            theirs = getattr(f, KINDS[point.kind])
            assert np.abs(theirs - point.x).max(axis=1).min() < 1e-9
        else:
            assert f.name == "monkey saddle"
    found = [point.value for point in points]
    assert np.all(np.diff(found) > -1e-8)


@pytest.mark.parametrize("f", [himmelblau, beale], ids=["himmelblau", "beale"])
def test_scipy_finds_no_other_points(f):
    found = np.array([point.x for point in stationary_points(f)])
    low, high = np.array(f.domain).T
    starts = np.random.default_rng(0).uniform(low, high, (60, 2))
    runs = [scipy.optimize.root(f.gradient, x, jac=f.hessian, tol=1e-12) for x in starts]
    roots = [r.x for r in runs if r.success and ((low <= r.x) & (r.x <= high)).all()]
    assert len(roots) > 20
    for root in roots:
        assert np.abs(found - root).max(axis=1).min() < 1e-6


def test_in_one_and_in_three_variables():
    points = stationary_points(two_valleys)
    assert [(p.x.round(9).tolist(), p.kind) for p in points] == [
        ([-2.0], "minimum"),
        ([1.0], "minimum"),
        ([0.0], "maximum"),
    ]
    assert stationary_points(exponential) == []
    (point,) = stationary_points(quadratic([1.0, 2.0, -3.0], center=[0.5, 0.0, -1.0]))
    assert point.x == pytest.approx([0.5, 0, -1], abs=1e-12) and point.kind == "saddle"
    assert stationary_points(CURVES["absolute value"]) == []  # its minimum is a kink


@pytest.mark.parametrize("name", ["peano", *QUARTICS])
def test_at_the_origin_of_a_trap_the_hessian_decides_nothing(name):
    (point,) = stationary_points(TRAPS[name])
    assert point.x.tolist() == [0, 0] and point.kind == "undecided"


def test_where_the_mixed_derivatives_differ_eigenvalues_say_nothing():
    (point,) = stationary_points(mixed_partials)
    assert (point.x.tolist(), point.kind) == ([0, 0], "undecided")
    assert np.isnan(point.eigenvalues).all()
    why = "Undecided: the mixed second derivatives differ, so eigenvalues say nothing."
    assert point.reason == why


@given(st.floats(0, 3.1), st.floats(0.5, 5), st.floats(-5, -0.5), st.floats(-2, 2))
def test_newtons_step_ends_at_the_stationary_point_of_a_quadratic(angle, a, b, x):
    for eigenvalues, kind in (([a, 1.0], "minimum"), ([a, b], "saddle"), ([b, -1.0], "maximum")):
        f = quadratic(eigenvalues, angle=angle, center=[1.0, -2.0])
        result = newton_step(f, [x, 0.5])
        assert result.target == pytest.approx([1, -2], abs=1e-9)
        assert result.step == pytest.approx(result.target - [x, 0.5], abs=1e-12)
        assert result.kind == kind and f"the {kind} of the parabola" in result.message


@given(st.floats(-3, 3), st.floats(-3, 3))
def test_the_taylor_parabola_is_stationary_at_the_target(x, y):
    result, model = newton_step(himmelblau, [x, y]), taylor_model(himmelblau, [x, y], 2)
    scale = 1 + np.linalg.norm(model.hessian @ result.step)
    assert np.abs(model.gradient + model.hessian @ result.step).max() <= 1e-9 * scale
    assert result.step == pytest.approx(-np.linalg.inv(model.hessian) @ model.gradient, rel=1e-6)
    if result.kind == "minimum":
        around = result.target + rotation(np.linspace(0, 6, 9)) @ [0.1, 0.0]
        assert (model(around) > model(result.target)).all()


def test_newtons_step_of_a_function_without_exact_derivatives():
    result = newton_step(lambda p: ((p - 3.0) ** 2).sum(axis=-1), [0.0, 1.0])
    assert result.target == pytest.approx([3, 3], abs=1e-4) and result.kind == "minimum"


def test_newtons_messages():
    assert [newton_step(quadratic(e), [1.0, 1.0]).message for e in ([1, 2], [-1, -2], [1, -2])] == [
        "Newton's step: all eigenvalues of H are positive, so it goes to the minimum of the "
        "parabola.",
        "Newton's step: all eigenvalues of H are negative, so it climbs to the maximum of the "
        "parabola.",
        "Newton's step: H has eigenvalues of both signs, so it goes to the saddle of the parabola.",
    ]


LINES = "seem to form whole lines or areas, which cannot be listed."
MESSAGES = [
    (
        lambda: classify([[1.0, 2.0], [3.0, 4.0]]),
        "H must be symmetric; its entries (0, 1) and (1, 0) are 2 and 3. Continuous second "
        "derivatives do not depend on the order: check H, or take another point.",
    ),
    (
        lambda: newton_step(mixed_partials, [0.0, 0.0]),
        "H must be symmetric; its entries (0, 1) and (1, 0) are -1 and 1. Continuous second "
        "derivatives do not depend on the order: check H, or take another point.",
    ),
    (
        lambda: classify([[1.0, 2.0]]),
        "H must be square, as many rows as columns; got shape (1, 2).",
    ),
    (
        lambda: classify([[np.nan]]),
        "H must hold finite numbers; got [[nan]] with NaN or infinities.",
    ),
    (lambda: stationary_points(no_limit), "the stationary points of no limit " + LINES),
    (
        lambda: stationary_points(CURVES["flat valley"]),
        "the stationary points of flat valley " + LINES,
    ),
    (
        lambda: stationary_points(quadratic([1.0, 0.0])),
        "the stationary points of quadratic " + LINES,
    ),
    (
        lambda: stationary_points(quadratic([1.0] * 4)),
        "stationary_points takes at most 3 variables; got 4.",
    ),
    (
        lambda: newton_step(quadratic([1.0, 0.0]), [1.0, 2.0]),
        "the Hessian at x = [1, 2] is singular (an eigenvalue is 0), so the Taylor parabola has no "
        "single stationary point to go to. Choose another x.",
    ),
    (
        lambda: newton_step(himmelblau, [[1.0, 2.0]]),
        "x must be one point, shape (n,); got shape (1, 2).",
    ),
]


@pytest.mark.parametrize(("call", "text"), MESSAGES)
def test_the_whole_message(call, text):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert str(caught.value) == text
