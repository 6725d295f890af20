"""Chapter 03's exercises: against independent answers, and what learners write in other ways."""

import numpy as np
import pytest

from mathlib.calculus.autodiff import Dual
from mathlib.calculus.multivariate import directional_derivative, gradient, jacobian
from mathlib.calculus.stationary import classify
from mathlib.calculus.taylor import taylor_model
from mathlib.exercises import EXERCISES, check


def given_function(p):
    return p[..., 0] ** 2 * p[..., 1] + np.sin(3 * p[..., 1])


def by_dual_numbers(x, y):
    parts = (Dual(x, 1.0), Dual(y, 0.0)), (Dual(x, 0.0), Dual(y, 1.0))
    return [(a**2 * b + np.sin(3 * b)).tangent for a, b in parts]


def parabola(value, slope, H, delta):
    """The polynomial itself as the function: its Taylor polynomial at 0 is the same."""

    def f(p):
        return value + p @ slope + ((p @ H) * p).sum(axis=-1) / 2

    return float(taylor_model(f, np.zeros(len(delta)), 2)(delta))


ORACLES = {
    "03.1": lambda f, x, j, h: gradient(f, x, h)[j],
    "03.2": by_dual_numbers,
    "03.3": lambda slope, u: directional_derivative(lambda p: p @ slope, 0 * u, u),
    "03.4": lambda slope: -slope / np.sqrt((slope**2).sum()),
    "03.6": lambda f, Jf, Jg, x: np.linalg.multi_dot([Jg(f(x)), Jf(x)]),
    "03.7": lambda H: classify(H).kind,
}


@pytest.mark.parametrize("name", ORACLES)
def test_an_independent_answer_is_accepted(name):
    assert check(name, ORACLES[name]).ok is True


def test_the_gradient_asked_for_is_that_of_the_function():
    for x, y in EXERCISES["03.2"].cases():
        expected = gradient(given_function, [x, y])
        assert np.allclose(EXERCISES["03.2"].reference(x, y), expected, atol=1e-8)


def test_the_parabola_agrees_with_that_of_a_taylor_model():
    for case in EXERCISES["03.5"].cases():
        assert EXERCISES["03.5"].reference(*case) == pytest.approx(parabola(*case), abs=1e-4)


def test_no_direction_tried_falls_more_steeply():
    rng = np.random.default_rng(1)
    for (slope,) in EXERCISES["03.4"].cases():
        u = rng.normal(size=(1000, len(slope)))
        u /= np.linalg.norm(u, axis=-1, keepdims=True)
        assert (u @ slope).min() >= EXERCISES["03.4"].reference(slope) @ slope


def test_each_map_has_its_own_jacobian():
    for f, Jf, _, x in EXERCISES["03.6"].cases():
        by_columns = jacobian(lambda points, f=f: np.apply_along_axis(f, -1, points), x)
        assert np.allclose(Jf(x), by_columns, atol=1e-8)


def by_determinant_and_trace(H):
    """Sylvester's way: all leading minors positive, or alternating, and the rest by signs."""
    minors = [np.linalg.det(H[:n, :n]).round(9) for n in range(1, len(H) + 1)]
    if all(minor > 0 for minor in minors):
        return "Minimum"
    if all(minor * (-1) ** n > 0 for n, minor in enumerate(minors, start=1)):
        return "Maximum"
    signs = set(np.sign(np.linalg.eigvals(H)).tolist())
    return "Saddle" if {-1.0, 1.0} <= signs else "Undecided"


def nudged(f, x, j, h):
    ahead, behind = x.copy(), x.copy()
    ahead[j] += h
    behind[j] -= h
    return (f(ahead) - f(behind)) / h / 2


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("03.1", nudged),
        ("03.2", lambda x, y: np.array([2 * y * x, np.cos(3 * y) * 3 + x * x])),
        ("03.3", lambda slope, u: sum(slope * u) / np.sqrt(u @ u)),
        ("03.4", lambda slope: [-entry / np.linalg.norm(slope) for entry in slope]),
        ("03.5", lambda value, slope, H, d: value + d @ (slope + 0.5 * H @ d)),
        ("03.5", lambda value, slope, H, d: value + slope @ d + np.einsum("i,ij,j", d, H, d) / 2),
        ("03.6", lambda f, Jf, Jg, x: np.column_stack([Jg(f(x)) @ column for column in Jf(x).T])),
        ("03.7", by_determinant_and_trace),
    ],
)
def test_other_right_ways_are_accepted(name, answer):
    assert check(name, answer).ok is True


def two_kinds(H):
    return "minimum" if (np.linalg.eigvalsh(H) > 0).all() else "maximum"


def by_two_eigenvalues(H):
    v = np.linalg.eigvalsh(H)
    if v[0] * v[1] < 0:
        return "saddle"
    return "minimum" if v[0] > 0 else "maximum" if v[1] < 0 else "undecided"


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("03.1", lambda f, x, j, h: gradient(f, x, h), "That is the whole gradient"),
        ("03.1", lambda f, x, j, h: (f(x + h) - f(x - h)) / 2 / h, "nudges every variable"),
        ("03.1", lambda f, x, j, h: 2 * nudged(f, x, j, h), "get twice the slope"),
        ("03.1", lambda f, x, j, h: gradient(f, x)[j], "Use the step h you were given"),
        ("03.1", lambda f, x, j, h: nudged(f, x, j, 1e-6), "Use the step h you were given"),
        ("03.2", lambda x, y: (2 * x, 3 * np.cos(3 * y)), "treat x²y as if it were x²"),
        ("03.2", lambda x, y: (2 * x * y, x * x + np.cos(3 * y)), "chain rule is missing"),
        ("03.2", lambda x, y: (2 * x, x * x + 3 * np.cos(3 * y)), "the factor y is lost"),
        ("03.2", lambda x, y: by_dual_numbers(x, y)[::-1], "You swap the two"),
        ("03.3", lambda slope, u: sum(slope * u), "right if u has length 1"),
        ("03.3", lambda slope, u: slope @ u / sum(u**2), "squared length"),
        ("03.4", lambda slope: slope / np.sqrt(slope @ slope), "straight uphill"),
        ("03.4", lambda slope: -np.sign(slope), "only signs are left"),
        ("03.5", lambda value, slope, H, d: value + d @ (slope + H @ d), "The ½ is missing"),
        ("03.4", lambda g: np.array([-g[1], g[0]]) / np.linalg.norm(g), "at a right angle to ∇f"),
        ("03.5", lambda v, g, H, d: v + g @ d + H @ d**2 / 2, "squares the entries first"),
        (
            "03.5",
            lambda value, slope, H, d: value + d @ slope + sum(H.diagonal() * d * d) / 2,
            "only the diagonal of H",
        ),
        ("03.6", lambda f, Jf, Jg, x: (Jg(f(x)).T @ Jf(x).T).T, "The order is wrong"),
        ("03.6", lambda f, Jf, Jg, x: np.matmul(Jg(x), Jf(x)), "the Jacobian of g at x"),
        ("03.7", lambda H: classify(np.diag(np.diag(H))).kind, "the diagonal of H only"),
        ("03.7", lambda H: classify(H).kind.replace("undecided", "saddle"), "makes no saddle"),
        ("03.7", lambda H: classify(-H).kind, "You swap minimum and maximum"),
        ("03.7", by_two_eigenvalues, "two eigenvalues only"),
        ("03.7", two_kinds, "You know only two kinds"),
    ],
)
def test_a_common_mistake_is_named_however_it_is_written(name, answer, words):
    verdict = check(name, answer)
    assert verdict.ok is False
    assert words in verdict.message


@pytest.mark.parametrize(
    ("name", "answer", "advice"),
    [
        ("03.6", lambda f, Jf, Jg, x: Jg @ Jf, "the matrix of f at x is `Jf(x)`."),
        ("03.6", lambda f, Jf, Jg, x: Jg(Jf(x)), "what arrives at g is the point f(x)"),
        ("03.1", lambda f, x, j, h: (f(x[j] + h) - f(x[j] - h)) / (2 * h), "needs the whole point"),
        ("03.7", lambda H: "minimum" if np.linalg.eigvalsh(H) > 0 else "saddle", "single numbers"),
    ],
)
def test_an_error_is_advised_on(name, answer, advice):
    verdict = check(name, answer)
    assert verdict.ok is False
    assert advice in verdict.message and " raised " in verdict.message


def test_hessians_of_every_kind_are_asked_for():
    cases = [H for (H,) in EXERCISES["03.7"].cases()]
    answers = [EXERCISES["03.7"].reference(H) for H in cases]
    counts = {kind: answers.count(kind) for kind in answers}
    assert counts == {"minimum": 3, "maximum": 3, "saddle": 5, "undecided": 4}
    saddles = [H for H, kind in zip(cases, answers, strict=True) if kind == "saddle"]
    assert any((np.diag(H) > 0).all() for H in saddles)
    singular = [H for H in cases if 0 in np.linalg.eigvalsh(H)]
    assert len(singular) == 5  # four undecided, and a saddle all the same


def test_the_surface_of_the_question_bends_up_along_the_axes_and_down_between():
    """The x² + y² − 3xy that the replies to 03.8 speak of."""
    H = np.array([[2.0, -3.0], [-3.0, 2.0]])
    assert (np.diag(H) > 0).all() and classify(H).kind == "saddle"
    assert np.ones(2) @ H @ np.ones(2) / 2 == -1
