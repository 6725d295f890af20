"""The contract of optimizers: a state of any shape follows its runs, and slips are named."""

from typing import NamedTuple

import numpy as np
import pytest

from mathlib.optimize.contract import Optimizer, next_step, state_of
from mathlib.optimize.minimization import minimize
from mathlib.optimize.objectives import himmelblau, parabola, quadratic
from mathlib.optimize.optimizers import gradient_descent, gradient_descent_with_line_search

RATE, B1 = 0.01, 0.8


class Pair(NamedTuple):
    velocity: np.ndarray
    count: int


def heavy_ball(pack, unpack):
    """Momentum whose velocity and other memory are kept in a shape of the test's choice."""

    def init(params):
        return pack(np.zeros_like(params), params, None)

    def update(gradient, state, params):
        velocity = B1 * unpack(state, params) - RATE * gradient
        return velocity, pack(velocity, params, state)

    return init, update


def ones(*shape):
    return lambda params: np.ones(params.shape[:-1] + shape)


STATES = {
    "an array": (lambda v, p, s: v, lambda s, p: s),
    "a tuple with a counter": (
        lambda v, p, s: (v, 0 if s is None else s[1] + 1),
        lambda s, p: s[0],
    ),
    "one number per run": (
        lambda v, p, s: (v, np.ones(p.shape[:-1])),
        lambda s, p: s[0] * s[1][..., None],
    ),
    "a matrix per run": (
        lambda v, p, s: (v, np.broadcast_to(np.eye(2), (*p.shape, 2)).copy()),
        lambda s, p: np.einsum("...ij,...j->...i", s[1], s[0]),
    ),
    "a dict": (lambda v, p, s: {"v": v, "t": 3.0}, lambda s, p: s["v"]),
    "a dict in a tuple in a list": (lambda v, p, s: [({"v": v},), 1], lambda s, p: s[0][0]["v"]),
    "a named tuple": (lambda v, p, s: Pair(v, 1), lambda s, p: s.velocity),
    "a number that becomes an array": (
        lambda v, p, s: 0.0 if s is None else v,
        lambda s, p: s,
    ),
}
SHARED = {
    "a matrix that all share": (lambda v, p, s: (v, np.eye(2)), lambda s, p: s[0] @ s[1]),
    "a row that all share": (lambda v, p, s: (v, np.ones(2)), lambda s, p: s[0] * s[1]),
    "an object": (lambda v, p, s: lambda: v, lambda s, p: s()),
    "None beside it": (lambda v, p, s: (None, v), lambda s, p: s[1]),
    "a set of names": (lambda v, p, s: (v, {"a"}), lambda s, p: s[0]),
}
BATCHES = [(2,), (3,), (2, 2), (7,), (1,), (2, 3, 2)]


def starts(batch):
    """Starts of very different distance from a minimum: they stop one after the other."""
    x = np.random.default_rng(1).uniform(-4, 4, (*batch, 2))
    x.reshape(-1, 2)[0] = [3.0, 2.0]  # at once
    x.reshape(-1, 2)[-1] = [60.0, 60.0]  # leaves every bound
    return x


@pytest.mark.parametrize("batch", BATCHES, ids=str)
@pytest.mark.parametrize("kind", [*STATES, *SHARED])
@pytest.mark.parametrize("keep_path", [True, False])
def test_every_run_of_a_batch_equals_the_single_run_whatever_the_state(kind, batch, keep_path):
    init, update = heavy_ball(*(STATES | SHARED)[kind])
    settings = {"maxiter": 150, "gtol": 1e-3, "keep_path": keep_path}
    x = starts(batch)
    for promise in [False, True] if kind in STATES else [False]:
        optimizer = Optimizer(init, update, per_run=promise)
        together = minimize(himmelblau, x, optimizer, **settings)
        for i in np.ndindex(batch):
            alone = minimize(himmelblau, x[i], optimizer, **settings)
            assert together.nit[i] == alone.nit and together.status[i] == alone.status
            assert together.message[i] == alone.message and together.njev[i] == alone.njev
            assert np.array_equal(together.x[i], alone.x)


def test_gradient_descent_with_a_rate_for_each_run_leaves_no_run_behind():
    x = starts((40,))
    rates = np.logspace(-3, -1, 40)[:, None]
    together = minimize(himmelblau, x, gradient_descent(rates), maxiter=60, keep_path=False)
    for i in range(40):
        alone = minimize(himmelblau, x[i], gradient_descent(rates[i]), maxiter=60)
        assert np.array_equal(together.x[i], alone.x) and together.nit[i] == alone.nit


@pytest.mark.parametrize("rules", [{"ftol": 1e-4}, {"xtol": 1e-3}, {"xtol": 1e-3, "ftol": 1e-6}])
def test_every_rule_is_the_same_for_the_runs_that_are_left(rules):
    x = starts((30,))
    kept = minimize(himmelblau, x, gradient_descent(0.01), maxiter=90, **rules)
    left = minimize(himmelblau, x, gradient_descent(0.01), maxiter=90, keep_path=False, **rules)
    for name in ("x", "fun", "nit", "stop", "measure", "njev"):
        assert np.array_equal(getattr(kept, name), getattr(left, name)), name


def test_a_run_that_has_stopped_is_shown_level_ground_and_costs_no_search():
    seen = []

    def update(gradient, state, params):
        seen.append(gradient.copy())
        return -0.1 * gradient, state

    minimize(parabola, [[0.0], [1.0]], Optimizer(lambda params: (), update), maxiter=3)
    assert [g[0, 0] for g in seen] == [0, 0, 0] and seen[2][1, 0] == pytest.approx(2 * 0.64)
    calls = []

    def value(x):
        calls.append(x.shape)
        return np.where(x[..., 0] < 0, np.nan, x[..., 0] ** 2)

    search = gradient_descent_with_line_search(value, maxiter=50)
    search.update(np.array([[0.0], [2.0]]), (), np.array([[-1.0], [1.0]]))
    assert len(calls) <= 4  # not 50 shortenings for the run whose f is NaN


def test_a_batch_follows_only_the_runs_that_are_left():
    """With the promise the gradient is asked for fewer points; without, always for all."""
    for promise, fewest in ((True, 1), (False, 64)):
        sizes = []
        f = quadratic([1.0])

        class Counted:
            def __call__(self, x, f=f):
                return f(x)

            def gradient(self, x, f=f, sizes=sizes):
                sizes.append(len(x))
                return f.gradient(x)

        plain = gradient_descent(0.5)
        optimizer = Optimizer(plain.init, plain.update, per_run=promise)
        x = 2.0 ** np.arange(64)[:, None] * 1e-12
        result = minimize(Counted(), x, optimizer, keep_path=False)
        assert result.success.all() and min(sizes) == fewest
        assert len(sizes) == result.njev.max()


def test_ten_lines_are_enough_for_adam():
    def adam(learning_rate, b1=0.9, b2=0.999, eps=1e-8):
        def init(params):
            return np.zeros_like(params), np.zeros_like(params), 0

        def update(gradient, state, params):
            m, v, t = state
            m, v, t = b1 * m + (1 - b1) * gradient, b2 * v + (1 - b2) * gradient**2, t + 1
            step = -learning_rate * (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t)) + eps)
            return step, (m, v, t)

        return Optimizer(init, update, per_run=True)

    x = starts((9,))[:-1]
    together = minimize(himmelblau, x, adam(0.1), maxiter=2000, keep_path=False)
    assert together.success.all() and len(set(together.nit)) > 4
    for i in range(len(x)):
        alone = minimize(himmelblau, x[i], adam(0.1), maxiter=2000)
        assert alone.nit == together.nit[i] and np.array_equal(alone.x, together.x[i])


def test_the_state_of_some_runs():
    rows = np.array([[True, False], [True, True]])
    state = ({"m": np.arange(8).reshape(2, 2, 2)}, [np.arange(4).reshape(2, 2), 7], Pair(1.5, 2))
    first, second, third = state_of(state, rows)
    assert first["m"].tolist() == [[0, 1], [4, 5], [6, 7]]
    assert second[0].tolist() == [0, 2, 3] and second[1] == 7 and third == Pair(1.5, 2)


def test_a_promise_that_is_not_kept_is_named():
    optimizer = Optimizer(lambda p: np.eye(2), lambda g, s, p: (-0.1 * g, s), per_run=True)
    with pytest.raises(ValueError) as caught:
        minimize(himmelblau, starts((5,)), optimizer, maxiter=90, keep_path=False)
    assert str(caught.value) == (
        "the optimizer promises per_run, but its state has an array of shape (2, 2) for runs of "
        "shape (5,). Put the batch axes in front, or leave per_run out."
    )


@pytest.mark.parametrize(
    ("answer", "error", "message"),
    [
        (
            np.ones(2),
            TypeError,
            "update must return a pair, (step, state); got ndarray. If there is nothing to "
            "remember, return step, ().",
        ),
        (None, TypeError, "update must return a pair, (step, state); got NoneType. If there "
         "is nothing to remember, return step, ()."),
        ((np.ones(2), 1, 2), TypeError, "update must return a pair, (step, state); got tuple. If "
         "there is nothing to remember, return step, ()."),
        (
            (np.ones((3, 2)), ()),
            ValueError,
            "update must return a step of the shape of params, (2,); got shape (3, 2). Was the "
            "optimizer made for other starts?",
        ),
        ((None, ()), TypeError, "step must hold real numbers; got None. "
         "Try step = np.array([1.0, 2.0])."),
        ((np.ones(2) * 1j, ()), TypeError, "step must hold real numbers; got ndarray with entries "
         "of type complex128. Try step = np.array([1.0, 2.0])."),
    ],
)  # fmt: skip
def test_what_an_update_must_not_return(answer, error, message):
    optimizer = Optimizer(lambda params: (), lambda g, s, p: answer)
    with pytest.raises(error) as caught:
        minimize(himmelblau, [1.0, 1.0], optimizer)
    assert str(caught.value) == message


def test_a_step_may_be_a_number_or_whole_numbers():
    for step in (0.5, 1, np.float32(0.25), np.array([1, 2]), [1, 2]):
        optimizer = Optimizer(lambda params: (), lambda g, s, p, step=step: (step, s))
        run = minimize(himmelblau, [0.0, 0.0], optimizer, maxiter=1)
        assert np.array_equal(run.x, np.broadcast_to(np.asarray(step, float), 2))
    assert next_step(optimizer, np.zeros(2), (), np.zeros(2))[0].tolist() == [1, 2]


def test_the_gradient_evaluations_are_counted():
    class Counted:
        calls = 0

        def __call__(self, x):
            return parabola(x)

        def gradient(self, x):
            self.calls += 1
            return np.where(np.abs(x) < 0.2, np.nan, 2 * x) if self.holes else 2 * x

    for holes, rate, settings in [
        (False, 0.25, {}),
        (False, 0.1, {"maxiter": 4}),
        (False, 0.1, {"maxiter": 0}),
        (False, 1.5, {}),
        (False, 0.25, {"xtol": 1e-2}),
        (False, 0.25, {"ftol": 1e-2}),
        (False, 1e-17, {}),
        (True, 0.25, {}),
    ]:
        f = Counted()
        f.holes = holes
        run = minimize(f, [1.0], gradient_descent(rate), **settings)
        assert run.njev == f.calls and type(run.njev) is int
    lost = Optimizer(lambda params: (), lambda g, s, p: (np.nan, s))
    assert minimize(parabola, [1.0], lost).njev == 1
