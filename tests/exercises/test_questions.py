"""The right answer to each question is computed here, by other means than the figure under it.

One test for each question of the course, called after it: 05.swing → test_05_swing. It returns
which answer is right by what it has computed; `test_the_right_answer_is_the_computed_one` compares.
"""

from dataclasses import replace
from math import comb, pi, sqrt

import numpy as np
import pytest
from scipy.ndimage import label

from mathlib.datasets import load_photo
from mathlib.exercises import QUESTIONS

ANSWERS = {}
"""Name of a question → the function that computes its right answer."""


def answers(name: str):
    """Mark a function as the one that computes the answer to a question."""

    def mark(function):
        ANSWERS[name] = function
        return function

    return mark


def starting(name: str, words: str) -> str:
    """Return the one answer of a question that starts with these words."""
    (found,) = [answer for answer in QUESTIONS[name].answers if answer.startswith(words)]
    return found


def number_in(name: str, values: dict[float, str], computed: float) -> str:
    """Return the answer whose number is nearest to what was computed, by ratio."""
    return starting(name, values[min(values, key=lambda value: abs(np.log(computed / value)))])


@answers("01.dot")
def dot():
    a, phi = np.array([2.0, 1.0]), np.linspace(0, pi, 181)
    turned = np.array([[np.cos(phi), -np.sin(phi)], [np.sin(phi), np.cos(phi)]])
    products = np.einsum("ijk,j,i->k", turned, a, a)
    assert (np.diff(products) < 0).all() and abs(products[90]) < 1e-12
    return starting("01.dot", "it falls, is 0" if products[-1] < 0 else "it falls to 0")


@answers("01.area")
def area():
    (x1, y1), (x2, y2) = (2, 2), (1, 3)
    corners = [(0, 0), (x1, y1), (x1 + x2, y1 + y2), (x2, y2)]
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    shoelace = abs(sum(a * d - b * c for (a, b), (c, d) in pairs)) / 2
    one_side_times_the_other = np.hypot(x1, y1) * np.hypot(x2, y2)
    assert round(one_side_times_the_other) == 9
    values = {1.0: "1,", 4.0: "4", 6.0: "6,", one_side_times_the_other: "about 9"}
    return number_in("01.area", values, shoelace)


@answers("01.power")
def power():
    def steps(ratio, accuracy=1e-9):
        """How often the tangent of the angle has to shrink by the ratio, from 45° on."""
        angle, count = pi / 4, 0
        while angle > accuracy:
            angle, count = np.arctan(ratio * np.tan(angle)), count + 1
        return count

    more = steps(3.7 / 4) / steps(1 / 4)
    assert round(more) == 18 and round(np.log(1 / 4) / np.log(3.7 / 4)) == 18
    assert "3.7/4 = 0.925" in QUESTIONS["01.power"].answers["many more, about 18 times as many"]
    return number_in("01.power", {0.8: "fewer", 1.0: "as many", 18.0: "many more"}, more)


@answers("01.rank")
def rank():
    image = np.asarray(load_photo(), float)
    assert image.shape[0] == 240
    sigma = np.linalg.svd(image, compute_uv=False)
    assert sigma.size == 240
    explained = np.cumsum(sigma**2) / np.sum(sigma**2)
    needed = int(np.argmax(explained > 0.98)) + 1
    return number_in("01.rank", {240.0: "nearly", 120.0: "about half", 20.0: "about 20"}, needed)


@answers("02.chain")
def chain():
    h = 1e-20
    slope = ((2 * (1 + 1j * h)) ** 2).imag / h
    return number_in("02.chain", {6.0: "6 times", 8.0: "8 times"}, slope)


@answers("02.step")
def step():
    h = 10.0 ** -np.arange(1, 17)
    errors = abs((np.exp(1 + h) - np.exp(1)) / h - np.exp(1))
    best = int(np.argmin(errors))
    assert 0 < best < errors.size - 1 and errors[-1] > 1e3 * errors[best]
    assert (np.diff(errors[: best - 1]) < 0).all()
    return starting("02.step", "it falls, and from some h on it grows")


@answers("02.decides")
def decides():
    x = np.linspace(-0.1, 0.1, 21)
    is_extremum = {
        bool((values >= values[10]).all() or (values <= values[10]).all())
        for values in (x**3, x**4)
    }
    assert is_extremum == {True, False}
    return starting("02.decides", "still open")


@answers("03.direction")
def direction():
    gradient, phi = np.array([1.7, -0.4]), np.linspace(0, 2 * pi, 100_001)[:-1]
    slopes = gradient @ np.array([np.cos(phi), np.sin(phi)])
    changes = np.flatnonzero(np.sign(slopes) != np.sign(np.roll(slopes, 1)))
    across = phi[changes] - np.arctan2(gradient[1], gradient[0])
    assert np.allclose(np.cos(across), 0, atol=1e-3)
    return starting("03.direction", {0: "in none", 1: "in one", 2: "in two"}[changes.size])


@answers("03.taylor")
def taylor():
    def error(x, degree):
        k = np.arange(1, degree + 1)
        return abs(np.sum(-((-x) ** k) / k) - np.log1p(x))

    assert error(0.5, 20) < error(0.5, 4)
    return starting("03.taylor", "it grows" if error(1.5, 20) > 10 * error(1.5, 4) else "it falls")


@answers("03.step")
def long_step():
    eta, slope, bend = np.linspace(0, 4, 401)[1:], 2.0, 1.5
    fall = eta * slope**2 - bend * (eta * slope) ** 2 / 2
    assert (fall < eta * slope**2).all() and fall[0] > 0 > fall[-1]
    return starting("03.step", "it falls by less")


@answers("04.density")
def density():
    x = np.linspace(-0.5, 0.5, 100_001)
    narrow = np.exp(-0.5 * (x / 0.05) ** 2) / (0.05 * sqrt(2 * pi))
    assert np.trapezoid(narrow, x) == pytest.approx(1)
    return starting("04.density", "yes" if narrow.max() > 3 else "no")


@answers("04.spread")
def spread():
    rng = np.random.default_rng(0)
    of_25, of_100 = (rng.exponential(size=(20_000, n)).mean(axis=1).std() for n in (25, 100))
    values = {0.5: "half", 0.25: "a quarter", 1.0: "the same"}
    return number_in("04.spread", values, of_100 / of_25)


@answers("04.curve")
def curve():
    def width(n, share=0.6):
        p = np.linspace(0, 1, 100_001)[1:-1]
        log = n * (share * np.log(p) + (1 - share) * np.log(1 - p))
        high = p[log - log.max() > np.log(0.5)]
        return high[-1] - high[0]

    narrower = width(40) / width(400)
    assert comb(400, 240) > comb(40, 24)  # the heads stray more, their share less
    values = {sqrt(10): "narrower, about √10", 10.0: "narrower, about 10", 1.0: "the same"}
    return number_in("04.curve", {**values, 0.3: "wider"}, narrower)


@answers("04.kl")
def kl():
    p, q = np.array([0.5, 0.3, 0.2]), np.array([0.2, 0.2, 0.6])
    way = [(1 - t) * q + t * p for t in np.linspace(0, 1, 101)]
    cross = [-np.sum(p * np.log(between)) for between in way]
    entropy = -np.sum(p * np.log(p))
    assert (np.diff(cross) < 0).all() and min(abs(entropy), abs(entropy - 1)) > 0.02
    return starting("04.kl", "to H(p)" if np.isclose(cross[-1], entropy) else "to 0")


@answers("05.swing")
def swing():
    x = [10.0]
    for _ in range(60):
        x.append(x[-1] - 1.0 * 2 * x[-1])
    assert set(x) == {10.0, -10.0}
    return starting("05.swing", "at 10 or −10")


@answers("05.kappa")
def kappa():
    def steps(k):
        """Gradient descent on (x² + κ y²)/2 with η = 2/(1 + κ), until a millionth is left."""
        x, count = np.array([1.0, 1.0 / k]), 0
        while np.linalg.norm(x) > 1e-6 * np.linalg.norm([1.0, 1.0 / k]):
            x, count = x - 2 / (1 + k) * np.array([1.0, k]) * x, count + 1
        return count

    assert (steps(10), steps(100)) == (69, 691)
    for answer in ("about the same", "about 100 times as many"):
        assert "69 against 691 steps" in QUESTIONS["05.kappa"].answers[answer]
    assert [f"{(k - 1) / (k + 1):.3f}" for k in (10, 100)] == ["0.818", "0.980"]
    assert "0.818 and 0.980" in QUESTIONS["05.kappa"].answers["about 100 times as many"]
    values = {1.0: "about the same", 10.0: "about 10 times", 100.0: "about 100 times"}
    return number_in("05.kappa", values, steps(100) / steps(10))


@answers("05.ridge")
def ridge():
    x = np.array([1.5, 0.0])
    for _ in range(200):
        x = x - 0.1 * np.array([2 * x[0], -2 * x[1]])
    return starting("05.ridge", "at the saddle" if np.linalg.norm(x) < 1e-9 else "it slides")


MINIMA = [(3, 2), (-2.805118, 3.131313), (-3.779310, -3.283186), (3.584428, -1.848127)]
"""Of Himmelblau's function (x² + y − 11)² + (x + y² − 7)²."""


@answers("05.borders")
def borders():
    def patches(eta):
        """In how many connected patches the starts of a grid fall, by the minimum they end in."""
        x, y = np.meshgrid(*[np.linspace(-5, 5, 100)] * 2)
        with np.errstate(over="ignore", invalid="ignore"):
            for _ in range(2000):
                a, b = x**2 + y - 11, x + y**2 - 7
                x, y = x - eta * (4 * x * a + 2 * b), y - eta * (2 * a + 4 * y * b)
        return sum(label(np.hypot(x - p, y - q) < 1e-2)[1] for p, q in MINIMA)

    tiny, small, large = (patches(eta) for eta in (0.002, 0.005, 0.0145))
    assert tiny == small < 6
    return starting("05.borders", "they break up" if large >= 2 * small else "they move a little")


def test_every_question_has_its_answer_computed():
    assert sorted(ANSWERS) == sorted(QUESTIONS)


@pytest.mark.parametrize("name", ANSWERS)
def test_the_right_answer_is_the_computed_one(name):
    assert QUESTIONS[name].correct == ANSWERS[name]()


@pytest.mark.parametrize("name", [name for name in ANSWERS if name != "05.borders"])  # 2 s each
def test_another_answer_called_right_is_noticed(name, monkeypatch):
    for other in QUESTIONS[name].answers:
        if other != QUESTIONS[name].correct:
            monkeypatch.setitem(QUESTIONS, name, replace(QUESTIONS[name], correct=other))
            with pytest.raises(AssertionError):
                test_the_right_answer_is_the_computed_one(name)
            monkeypatch.undo()
