"""Each displayed formula of the chapters, beside a numeric test of it.

A formula that is changed, or new, has no test under its text, and is red: review it symbol by
symbol, write the test or mend the one there is, and put the new text above it.
"""

from math import cos, exp, factorial, hypot, log, pi, sin, sqrt
from pathlib import Path

import numpy as np
import pytest
from pytest import approx
from scipy.optimize import brentq

from nbtools.record import displayed
from nbtools.source import read

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = {path.stem: read(path) for path in sorted((ROOT / "notebooks/source").glob("*.md"))}
TESTS = {}
"""A formula as it stands in a chapter → the function that tests it."""


def formula(text: str):
    """Mark a function as the numeric test of a displayed formula."""

    def mark(function):
        assert text not in TESTS
        TESTS[text] = function
        return function

    return mark


def slope(f, x, h=1e-6):
    """The slope of f at x, for a test: a central difference."""
    return (f(x + h) - f(x - h)) / (2 * h)


# ---- 01 ----------------------------------------------------------------------------------------


@formula(r"\langle x, a\rangle = \sum_i x_i a_i, \qquad \|x\| = \sqrt{\langle x, x\rangle}")
def dot():
    x, a = [3.0, -1.0, 2.0], [0.5, 4.0, 1.0]
    assert np.dot(x, a) == approx(sum(p * q for p, q in zip(x, a, strict=True)))
    assert np.linalg.norm(x) == approx(sqrt(np.dot(x, x)))


@formula(r"\langle x, a\rangle = \|x\|\,\|a\| \cos\varphi .")
def dot_by_angle():
    x, a = 2 * np.array([cos(0.3), sin(0.3)]), 5 * np.array([cos(1.5), sin(1.5)])
    assert np.dot(x, a) == approx(2 * 5 * cos(1.5 - 0.3))


@formula(
    r"\det\begin{pmatrix} 2 - \lambda & 1 \\ 2 & 3 - \lambda \end{pmatrix} "
    r"= \lambda^2 - 5\lambda + 4 = (\lambda - 4)(\lambda - 1)."
)
def characteristic_polynomial():
    for t in (-1.0, 0.0, 2.5):
        det = np.linalg.det([[2 - t, 1], [2, 3 - t]])
        assert det == approx(t**2 - 5 * t + 4) and det == approx((t - 4) * (t - 1))


@formula(r"A W = W \Lambda \qquad\text{and so}\qquad A = W \Lambda W^{-1} .")
def eigenpairs():
    A, W, L = np.array([[2.0, 1], [2, 3]]), np.array([[1.0, 1], [2, -1]]), np.diag([4.0, 1])
    assert A @ W == approx(W @ L) and A == approx(W @ L @ np.linalg.inv(W))


@formula(r"A = U \Sigma V^\top")
def svd():
    A = np.array([[3.0, 1, 2], [0, 2, -1]])
    U, sigma, Vt = np.linalg.svd(A, full_matrices=False)
    assert A == approx(U @ np.diag(sigma) @ Vt) and U.T @ U == approx(np.eye(2))
    assert sigma**2 == approx(np.linalg.eigvalsh(A @ A.T)[::-1])


# ---- 02 ----------------------------------------------------------------------------------------


@formula(r"a' = \frac{2ab}{a+b}, \qquad b' = \sqrt{a' b}")
def polygons():
    """Half the circumferences of a polygon around the unit circle and of one in it: n, then 2n."""
    for n in (6, 12, 96):
        a, b = n * np.tan(pi / n), n * sin(pi / n)
        a_new = 2 * a * b / (a + b)
        assert a_new == approx(2 * n * np.tan(pi / (2 * n)))
        assert sqrt(a_new * b) == approx(2 * n * sin(pi / (2 * n)))


@formula(r"f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}")
def derivative():
    assert (exp(0.5 + 1e-8) - exp(0.5)) / 1e-8 == approx(exp(0.5), rel=1e-6)


@formula(r"f(x + h) = f(x) + f'(x)\,h + \text{rest}, \qquad \frac{\text{rest}}{h} \to 0")
def linear_part():
    rest = [abs(exp(0.5 + h) - exp(0.5) - exp(0.5) * h) / h for h in (1e-2, 1e-4, 1e-6)]
    assert rest[0] > 50 * rest[1] > 50 * 50 * rest[2]


@formula(r"\frac{dz}{dx} = \frac{dz}{dy}\,\frac{dy}{dx}")
def chain_rule():
    x = 0.7
    assert slope(lambda t: exp(sin(t)), x) == approx(slope(exp, sin(x)) * slope(sin, x))


@formula(
    r"f'(x) \approx \frac{f(x + h) - f(x - h)}{2h}, "
    r"\qquad f'(x) \approx \frac{\operatorname{Im} f(x + ih)}{h}"
)
def central_and_complex():
    assert (sin(1 + 1e-5) - sin(1 - 1e-5)) / (2 * 1e-5) == approx(cos(1), rel=1e-9)
    assert np.sin(1 + 1j * 1e-20).imag / 1e-20 == approx(cos(1), rel=1e-14)


# ---- 03 ----------------------------------------------------------------------------------------


def hill(x, y):
    """A function of two variables, for a test."""
    return sin(x) * y**2 + x * y


GRADIENT = np.array([cos(0.4) * 1.5**2 + 1.5, 2 * sin(0.4) * 1.5 + 0.4])
"""Of the hill at (0.4, 1.5), by hand."""
HESSIAN = np.array(
    [[-sin(0.4) * 1.5**2, 2 * cos(0.4) * 1.5 + 1], [2 * cos(0.4) * 1.5 + 1, 2 * sin(0.4)]]
)


@formula(
    r"\nabla f = \Bigl(\frac{\partial f}{\partial x_1}, \dots, \frac{\partial f}{\partial x_n}"
    r"\Bigr)"
)
def gradient():
    by_each = slope(lambda x: hill(x, 1.5), 0.4), slope(lambda y: hill(0.4, y), 1.5)
    assert by_each == approx(GRADIENT)


@formula(r"D_u f = \langle \nabla f, u\rangle = \|\nabla f\| \cos\varphi,")
def directional():
    for angle in (0.0, 1.0, 2.5):
        u = np.array([cos(angle), sin(angle)])
        along = slope(lambda t, u=u: hill(0.4 + t * u[0], 1.5 + t * u[1]), 0.0)
        phi = angle - np.arctan2(GRADIENT[1], GRADIENT[0])
        assert along == approx(GRADIENT @ u) and along == approx(hypot(*GRADIENT) * cos(phi))


def polynomial(x, x0, degree):
    """Taylor's polynomial of the exponential function, whose derivatives are all eˣ."""
    return sum(exp(x0) / factorial(k) * (x - x0) ** k for k in range(degree + 1))


@formula(r"p(x) = \sum_{k=0}^{d} \frac{f^{(k)}(x_0)}{k!}\,(x - x_0)^k")
def taylor():
    assert polynomial(1.5, 1.0, 12) == approx(exp(1.5))
    assert polynomial(1.5, 1.0, 1) == approx(exp(1.0) * 1.5)


@formula(r"f(x) - p(x) = \frac{f^{(d+1)}(\xi)}{(d+1)!}\,(x - x_0)^{d+1}.")
def taylor_rest():
    """Some ξ strictly between x₀ and x fits, and neither x₀ nor x does."""
    for x, x0, d in ((1.5, 1.0, 2), (0.2, 1.0, 3)):
        rest = exp(x) - polynomial(x, x0, d)

        def off(t, x=x, x0=x0, d=d, rest=rest):
            return exp(t) / factorial(d + 1) * (x - x0) ** (d + 1) - rest

        xi = brentq(off, *sorted((x0, x)))
        assert min(x, x0) < xi < max(x, x0) and abs(off(x0)) > 1e-5 < abs(off(x))


@formula(
    r"f(x_0 + \Delta) \approx f(x_0) + \langle \nabla f, \Delta\rangle "
    r"+ \tfrac12\, \Delta^\top H \Delta"
)
def taylor_in_several_variables():
    def off(t):
        d = t * np.array([1.0, -2.0])
        model = hill(0.4, 1.5) + GRADIENT @ d + d @ HESSIAN @ d / 2
        return abs(hill(0.4 + d[0], 1.5 + d[1]) - model)

    assert off(1e-2) / off(1e-3) == approx(1000, rel=0.1)  # the third order is left


# ---- 04 ----------------------------------------------------------------------------------------

VALUES, CHANCES = np.array([0.0, 1.0, 4.0]), np.array([0.5, 0.3, 0.2])


@formula(
    r"\operatorname{E} X = \sum_x x\, p(x), "
    r"\qquad \operatorname{Var} X = \operatorname{E}\,(X - \operatorname{E} X)^2"
)
def expectation():
    sample = np.repeat(VALUES, [5, 3, 2])
    mean = sum(VALUES * CHANCES)
    assert mean == approx(sample.mean())
    assert sum((VALUES - mean) ** 2 * CHANCES) == approx(sample.var())


@formula(
    r"\operatorname{Cov}(X, Y) = \operatorname{E}\,(X - \operatorname{E}X)(Y - "
    r"\operatorname{E}Y), \qquad \rho = \frac{\operatorname{Cov}(X, Y)}{\sigma_X \sigma_Y}"
)
def covariance():
    x, y = np.array([1.0, 2, 4, 7]), np.array([2.0, 1, 5, 6])
    cov = np.mean((x - x.mean()) * (y - y.mean()))
    assert cov == approx(np.cov(x, y, ddof=0)[0, 1])
    assert cov / (x.std() * y.std()) == approx(np.corrcoef(x, y)[0, 1])


@formula(
    r"\ell(p) = k \ln p + (n - k) \ln (1 - p), "
    r"\qquad \ell'(p) = \frac{k}{p} - \frac{n-k}{1-p},"
)
def coin():
    k, n, p = 3, 10, 0.4

    def likelihood(p):
        return k * log(p) + (n - k) * log(1 - p)

    assert exp(likelihood(p)) == approx(p**3 * (1 - p) ** 7)
    assert slope(likelihood, p) == approx(k / p - (n - k) / (1 - p))


@formula(r"-\ln f(y) = \frac{(y - \hat y)^2}{2 \sigma^2} + \ln \sigma + \tfrac12 \ln 2\pi.")
def gaussian():
    from scipy.stats import norm

    y, mean, sigma = 1.3, 0.2, 0.7
    own = (y - mean) ** 2 / (2 * sigma**2) + log(sigma) + log(2 * pi) / 2
    assert own == approx(-norm.logpdf(y, mean, sigma))


@formula(r"-\ln f(y) = -y \ln p - (1 - y) \ln (1 - p)")
def bernoulli():
    from scipy.stats import bernoulli

    for y in (0, 1):
        assert -y * log(0.3) - (1 - y) * log(0.7) == approx(-bernoulli.logpmf(y, 0.3))


@formula(
    r"H(p) = -\sum_i p_i \ln p_i, \qquad \mathrm{CE}(p, q) = -\sum_i p_i \ln q_i, "
    r"\qquad \mathrm{KL}(p\,\|\,q) = \sum_i p_i \ln\frac{p_i}{q_i}"
)
def entropies():
    from scipy.stats import entropy

    p, q = CHANCES, np.array([0.2, 0.2, 0.6])
    h, ce, kl = -sum(p * np.log(p)), -sum(p * np.log(q)), sum(p * np.log(p / q))
    assert h == approx(entropy(p)) and kl == approx(entropy(p, q)) and ce == approx(h + kl)


def softmax(z):
    return np.exp(z) / np.sum(np.exp(z))


@formula(r"p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}")
def softmax_is_scipys():
    from scipy.special import softmax as theirs

    assert softmax(np.array([1.0, -2, 0.5])) == approx(theirs([1.0, -2, 0.5]))


@formula(r"\frac{\partial}{\partial z_i} \bigl(-\ln p_{\text{right}}\bigr) = p_i - y_i.")
def softmax_slope():
    z, right = np.array([1.0, -2, 0.5]), 2
    for i, unit in enumerate(np.eye(3)):
        own = slope(lambda t, unit=unit: -log(softmax(z + t * unit)[right]), 0.0)
        assert own == approx(softmax(z)[i] - (i == right))


# ---- 05 ----------------------------------------------------------------------------------------


@formula(r"x_{k+1} = x_k - \eta\, f'(x_k)")
def one_step():
    """It goes down, for it goes against the slope."""
    for x in (-2.0, 3.0):
        assert (x - 0.1 * 2 * x) ** 2 < x**2


@formula(
    r"x_{k+1} = (1 - \eta\lambda)\, x_k \qquad\text{and so}\qquad x_k = (1 - \eta\lambda)^k\, x_0 ."
)
def many_steps():
    eta, curvature, x = 0.3, 2.5, 4.0
    for _ in range(7):
        x = x - eta * curvature * x
    assert x == approx((1 - eta * curvature) ** 7 * 4.0)


@formula(
    r"\eta_{\text{best}} = \frac{2}{\lambda_{\min} + \lambda_{\max}}, "
    r"\qquad \rho_{\text{best}} = \frac{\kappa - 1}{\kappa + 1}."
)
def best_rate():
    low, high = 1.5, 12.0
    etas = np.linspace(0.001, 0.3, 300_000)
    factors = np.maximum(abs(1 - etas * low), abs(1 - etas * high))
    assert etas[factors.argmin()] == approx(2 / (low + high), rel=1e-4)
    assert factors.min() == approx((high / low - 1) / (high / low + 1), rel=1e-4)


@formula(r"f\big((1-t)x + t y\big) \;\le\; (1-t) f(x) + t f(y) \qquad\text{for } 0 \le t \le 1 .")
def chord():
    """True for a convex function, and not for one that is not."""
    t, x, y = np.linspace(0, 1, 51), -1.0, 2.0
    for f, convex in ((np.exp, True), (np.square, True), (np.sin, False)):
        below = f((1 - t) * x + t * y) <= (1 - t) * f(x) + t * f(y) + 1e-12
        assert below.all() == convex


@formula(r"f(x - t\,\nabla f) \;\le\; f(x) - c_1\, t\, \|\nabla f\|^2 .")
def armijo():
    """On λx²/2 it holds for t up to 2(1 − c₁)/λ, and no further."""
    curvature, c1, x = 3.0, 0.25, 2.0
    last = 2 * (1 - c1) / curvature
    for t, enough in ((0.99 * last, True), (1.01 * last, False)):
        after = curvature * (x - t * curvature * x) ** 2 / 2
        assert (after <= curvature * x**2 / 2 - c1 * t * (curvature * x) ** 2) == enough


# ---- the record --------------------------------------------------------------------------------


def untested(chapter) -> list[str]:
    return [text for text in displayed(chapter) if text not in TESTS]


@pytest.mark.parametrize("name", CHAPTERS)
def test_each_displayed_formula_has_a_numeric_test(name):
    assert untested(CHAPTERS[name]) == []


@pytest.mark.parametrize("text", TESTS)
def test_the_formula_is_true(text):
    TESTS[text]()


def test_no_test_is_left_of_a_formula_that_is_gone():
    there = {text for chapter in CHAPTERS.values() for text in displayed(chapter)}
    assert sorted(set(TESTS) - there) == []


@pytest.mark.parametrize(
    ("chapter", "old", "new"),
    [("03", "(\\xi)", "(x_0)"), ("05", "\\kappa - 1", "\\kappa"), ("04", "- y_i.", "+ y_i.")],
)
def test_a_symbol_that_is_changed_is_noticed(tmp_path, chapter, old, new):
    (name,) = [name for name in CHAPTERS if name.startswith(chapter)]
    text = CHAPTERS[name].path.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / f"{name}.md"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert untested(read(path))
