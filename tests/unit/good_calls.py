"""One good call of every public function of floor 0, written once.

Two tables stand on it: every type of number gives what float64 gives (``test_types_table.py``), and
every wrong thing is refused in words of our own (``test_wrong_input_table.py``). A public function
without a row here is red.
"""

import copy
import importlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from mathlib import calculus, datasets, linalg, optimize, probability
from mathlib.calculus import parse
from mathlib.optimize import gradient_descent, himmelblau, minimize, parabola, quadratic
from mathlib.probability import normal

TOPICS = ("linalg", "optimize", "probability", "calculus", "datasets")
RESULTS = """
    linalg.LowRank linalg.MatmulStep linalg.PowerResult
    optimize.Diagnosis optimize.Objective optimize.OptimizeResult optimize.Optimizer optimize.Stop
    probability.Distribution probability.Fit probability.Repeated probability.Separation
    probability.Standardized
    calculus.Classification calculus.Curve calculus.Expression calculus.Extremum
    calculus.NewtonStep calculus.Sides calculus.StationaryPoint calculus.TaylorModel
    calculus.TaylorPolynomial linalg.Diagonalization linalg.Stages
""".split()
"""Classes whose objects the package makes; what they can be asked has rows of its own."""


@dataclass(frozen=True)
class Good:
    """A call that works.

    Arguments:
        name: topic and name, such as "linalg.angle"; with what is called on the result, such as
            "linalg.diagonalize.power".
        function: takes the arguments by name.
        args: the arguments, each by its name.
        also: other words for an argument in the messages: the entries of theta, for one.
        takes: what an argument is made for though others refuse it: the complex step, for one.
    """

    name: str
    function: Callable[..., Any]
    args: dict[str, Any]
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)
    takes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __call__(self, **changed: Any) -> Any:
        """Make the call, with copies of the arguments, so that each call starts alike."""
        args = {name: fresh(value) for name, value in self.args.items()}
        return self.function(**{**args, **changed})

    def __repr__(self) -> str:
        return self.name


def fresh(value: Any) -> Any:
    """Return a copy of what a call could change: arrays, lists and generators."""
    changes = isinstance(value, list | np.ndarray | np.random.Generator)
    return copy.deepcopy(value) if changes else value


def is_numeric(value: Any) -> bool:
    """Whether an argument holds numbers: one, a list of them, or an array."""
    if isinstance(value, bool | str) or callable(value):
        return False
    if isinstance(value, list):
        return bool(value) and all(map(is_numeric, value))
    return isinstance(value, int | float | np.ndarray)


def square(x):
    """An objective of a learner's own: any number of variables."""
    return (x * x).sum(axis=-1)


def cube(x):
    return x**3


def both(x):
    return np.stack([x[..., 0] * x[..., 1], x[..., 0] + x[..., 1]], axis=-1)


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


X = np.array([[1.0, 2.0], [3.0, 1.0], [2.0, 5.0], [4.0, 3.0]])
Y = np.array([1.0, 0.0, 1.0, 0.0])
SYMMETRIC = np.array([[2.0, 1.0], [1.0, 3.0]])
IMAGE = np.arange(20.0).reshape(4, 5) % 7
LOGITS = np.array([[1.0, 2.0, 3.0], [0.0, 5.0, 2.0]])
SAMPLE = np.array([1.0, 3.0, 2.0, 5.0])
GD = gradient_descent(0.1)
RUN = minimize(parabola, [1.0], GD, maxiter=20)
LOSS = {"reduction": "mean"}
MINIMIZE = {"maxiter": 20, "gtol": 1e-6, "xtol": 1e-9, "ftol": 1e-12, "bound": 1e8}


def rows() -> list[Good]:
    """Return every row of the table."""
    table = [*of_linalg(), *of_optimize(), *of_probability(), *of_losses(), *of_calculus()]
    return [*table, *of_objectives(), *of_distributions(), *of_datasets()]


def row(name: str, *args: Any, also: dict[str, Any] | None = None, **named: Any) -> Good:
    """Return the row of a function that is called as it stands, its arguments in their order."""
    topic, _, rest = name.partition(".")
    function = getattr(importlib.import_module(f"mathlib.{topic}"), rest)
    names = list(inspect.signature(function).parameters)
    return Good(name, function, {**dict(zip(names, args, strict=False)), **named}, also or {})


def of_linalg() -> list[Good]:
    A = np.array([[4.0, 1.0], [2.0, 3.0]])
    return [
        row("linalg.angle", [[1.0, 2.0], [3.0, 4.0]], [2.0, 1.0]),
        row("linalg.diagonalize", A),
        Good("linalg.diagonalize.power", linalg.diagonalize(A).power, {"k": 3}),
        row("linalg.identity", SAMPLE),
        row("linalg.inverse", A),
        row("linalg.layer", X, A, [1.0, 2.0], np.tanh),
        row("linalg.low_rank", IMAGE, 2),
        Good("linalg.matmul_steps", lambda A, B: list(linalg.matmul_steps(A, B)), {"A": X, "B": A}),
        row("linalg.normalize", X),
        row("linalg.power_iteration", A, [1.0, 2.0], 50, 1e-6),
        row("linalg.projection", X, [2.0, 1.0]),
        row("linalg.rank_by_svd", X, 1e-9),
        row("linalg.relu", SAMPLE),
        row("linalg.rotation", 1.0),
        row("linalg.svd_stages", A),
        Good("linalg.svd_stages.at", linalg.svd_stages(A).at, {"stage": 1.0}),
    ]


def of_optimize() -> list[Good]:
    line, settings = [1.0, 2.0], {"initial": 1.0, "shrink": 0.5, "c1": 1e-4, "maxiter": 20}

    def updated(learning_rate: Any, gradient: Any, params: Any) -> Any:
        optimizer = gradient_descent(learning_rate)
        return optimizer.update(gradient, optimizer.init(params), params)

    two = {"x": line, "direction": [-2.0, -4.0]}
    return [
        row("optimize.armijo_step", square, np.array(line), np.array([-2.0, -4.0]), np.array(-20.0),
            **settings),
        row("optimize.backtracking", quadratic([2.0, 2.0]), **two, **settings, full_output=True),
        row("optimize.basins", himmelblau, [[3.0, 2.0], [-3.0, 3.0]], gradient_descent(0.01),
            maxiter=30, gtol=0.1, radius=0.3),
        row("optimize.best_learning_rate", [1.0, 3.0]),
        row("optimize.chord_gap", square, line, [3.0, 1.0], [1.0, 0.0]),
        row("optimize.contraction_factor", [1.0, 3.0], 0.5),
        row("optimize.diagnose", parabola, RUN, 0.5, also={"result": ("path",)}),
        row("optimize.gradient_descent", 0.5),
        Good("optimize.gradient_descent.update", updated,
             {"learning_rate": 0.5, "gradient": np.array(line), "params": np.array(line)}),
        row("optimize.gradient_descent_with_line_search", parabola, **settings),
        row("optimize.jensen_gap", square, [line, [3.0, 1.0]], [1.0, 0.0]),
        row("optimize.largest_curvature", himmelblau, [3.0, 2.0]),
        row("optimize.minimize", quadratic([1.0, 2.0]), line, GD, **MINIMIZE, keep_path=True),
        row("optimize.quadratic", [1.0, 2.0], 1.0, [1.0, 0.0]),
        row("optimize.settled_at", himmelblau, [[3.0, 2.0], [1.0, 0.0]], gtol=0.1, radius=0.3),
        row("optimize.steps_to", 0.01, [0.5, 1.0]),
    ]  # fmt: skip


def of_probability() -> list[Good]:
    theta, p, q = [2.0, 1.0], [0.5, 0.5], [0.25, 0.75]
    entries = {"theta": ("mu", "sigma")}

    def draw(rng: np.random.Generator, shape: tuple) -> np.ndarray:
        return rng.normal(0.0, 1.0, shape)

    return [
        row("probability.best_line", X, Y),
        row("probability.binomial", 4),
        row("probability.categorical", 3),
        row("probability.correlation", [[4.0, 3.0], [3.0, 9.0]]),
        row("probability.covariance_matrix", [2.0, 3.0], 1.0),
        row("probability.cross_entropy", p, q),
        Good("probability.design_matrix", lambda a, b: probability.design_matrix(a, b),
             {"a": SAMPLE, "b": [0.0, 1.0, 2.0, 5.0]},
             {"a": ("feature 1", "design_matrix"), "b": ("feature 2", "design_matrix")}),
        row("probability.entropy", p),
        row("probability.fisher_information", normal, theta, 3, also=entries),
        row("probability.fit", normal, SAMPLE, GD, theta, maxiter=20, gtol=1e-6,
            also={"start": ("mu", "sigma")}),
        row("probability.fit_logistic", X, Y, 1.0, GD, maxiter=20, gtol=1e-6),
        row("probability.kl_divergence", p, q),
        row("probability.least_squares", X, SAMPLE, "qr"),
        row("probability.log_likelihood", normal, theta, SAMPLE, also=entries),
        row("probability.log_sigmoid", SAMPLE),
        row("probability.log_softmax", LOGITS),
        row("probability.logistic_objective", X, Y, 1.0),
        row("probability.mse_objective", X, SAMPLE),
        row("probability.negative_log_likelihood", normal, SAMPLE),
        row("probability.repeated_sampling", draw, probability.sample_mean, 4, 5, rng()),
        row("probability.sample_covariance", X, 1),
        row("probability.sample_mean", SAMPLE),
        row("probability.sample_variance", SAMPLE, 1),
        row("probability.score", normal, theta, SAMPLE, also=entries),
        row("probability.separating_direction", X, Y),
        row("probability.sigmoid", SAMPLE),
        row("probability.softmax", LOGITS),
        row("probability.standard_errors", normal, theta, 3, also=entries),
        row("probability.standardize", X),
    ]  # fmt: skip


def of_losses() -> list[Good]:
    numbers, labels = {"target": [0.0, 5.0, 2.0, 1.0]}, {"target": Y}
    inputs = [
        ("absolute_error", {"prediction": SAMPLE, **numbers, **LOSS}),
        ("squared_error", {"prediction": SAMPLE, **numbers, **LOSS}),
        ("binary_cross_entropy", {"logits": SAMPLE, **labels, **LOSS}),
        ("categorical_cross_entropy", {"logits": LOGITS, "target": np.eye(3)[[2, 0]], **LOSS}),
        ("l2_penalty", {"weights": SAMPLE, "strength": 0.5}),
    ]
    return [
        row(f"probability.{name}{ending}", **args)
        for name, args in inputs
        for ending in ("", "_gradient")
    ]


def of_calculus() -> list[Good]:
    f, point, plane = parse("x**3"), [1.0, 2.0], himmelblau

    def through(maker: Callable) -> Callable:
        return lambda f, x: maker(f)(x)

    tracked = {"f": ("Value",)}  # what f does with it is told, where f cannot take it
    of_f = {
        "x": ("f",),
        "h": ("f",),
        "x0": ("f",),
        "objective": ("f",),
    }  # no value where f is asked

    def node_count(data: Any) -> int:
        return len(calculus.graph(calculus.Value(data) * 2.0))

    return [
        row("calculus.Dual", SAMPLE, 1.0),
        row("calculus.Value", SAMPLE, "x"),
        row("calculus.archimedes", 4),
        row("calculus.best_step", "central", SAMPLE),
        row("calculus.check_grads", square, SAMPLE, rng(), 1e-6, also=tracked),
        row("calculus.classify", SYMMETRIC, 1e-5),
        row("calculus.derivative", cube, SAMPLE, "central", 0.5),
        row("calculus.derivative_test", [0.0, 2.0], 1e-9),
        row("calculus.direction", SYMMETRIC, SYMMETRIC[::-1]),
        row("calculus.directional_derivative", square, point, [3.0, 4.0]),
        Good("calculus.grad", through(calculus.grad), {"f": square, "x": SAMPLE}, tracked),
        row("calculus.gradient", square, point, 0.5, also=of_f),
        row("calculus.graph", calculus.Value(1.0) * 2.0),
        Good("calculus.graph.of", node_count, {"data": SAMPLE}),
        row("calculus.hessian", square, point),
        row("calculus.jacobian", both, point, 0.5, also=of_f),
        row("calculus.magnitude", SYMMETRIC, SYMMETRIC[::-1]),
        row("calculus.newton_step", plane, [3.0, 1.0], also=of_f),
        row("calculus.one_sided", cube, lambda x: 3 * x**2, 1.0),
        row("calculus.parse", "x**2", also={"text": ("Allowed are numbers",)}),
        Good("calculus.parse.call", f, {"x": SAMPLE},
             takes={"x": ("a complex number", "complex numbers")}),
        row("calculus.polygon_areas", [6, 12]),
        row("calculus.predicted_error", "central", 0.5, [2.0, 3.0, 4.0, 5.0]),
        row("calculus.second_derivative", cube, SAMPLE, 0.5),
        row("calculus.smooth", IMAGE, 1.0),
        row("calculus.sobel", IMAGE),
        row("calculus.stationary_points", quadratic([1.0, 2.0])),
        row("calculus.taylor_coefficients", f, 1.0, 3),
        row("calculus.taylor_model", plane, [3.0, 1.0], 2, also=of_f),
        Good("calculus.taylor_model.call", calculus.taylor_model(plane, point, 2), {"x": X}),
        Good("calculus.taylor_model.remainder", calculus.taylor_model(plane, point, 2).remainder,
             {"x": X}),
        row("calculus.taylor_polynomial", f, 1.0, 2),
        Good("calculus.taylor_polynomial.call", calculus.taylor_polynomial(f, 1.0, 2),
             {"x": SAMPLE}),
        Good("calculus.taylor_polynomial.remainder",
             calculus.taylor_polynomial(f, 1.0, 2).remainder, {"x": SAMPLE}),
        Good("calculus.taylor_polynomial.bound", calculus.taylor_polynomial(f, 1.0, 2).bound,
             {"x": SAMPLE}),
        row("calculus.trust_radius", plane, [3.0, 1.0], 2, 0.5, also=of_f),
        Good("calculus.value_and_grad", through(calculus.value_and_grad),
             {"f": square, "x": SAMPLE}, tracked),
    ]  # fmt: skip


def of_objectives() -> list[Good]:
    """Return three rows for every objective that the course ships."""
    table = []
    for name in optimize.__all__:
        f = getattr(optimize, name)
        if isinstance(f, optimize.Objective):
            x = np.array([[1.0, 2.0], [3.0, 1.0]])[:, : f.n]
            methods = {"": f, ".gradient": f.gradient, ".hessian": f.hessian}
            table += [Good(f"optimize.{name}{m}", call, {"x": x}) for m, call in methods.items()]
    return table


def of_distributions() -> list[Good]:
    """Return a row for every method of every distribution that the course ships."""
    table = []
    thetas = {"bernoulli": 0.5, "poisson": 2.0, "uniform": [1.0, 4.0], "categorical": [0.5, 0.5]}
    families = {n: getattr(probability, n) for n in ("bernoulli", "poisson", "uniform")}
    families |= {"normal": normal, "laplace": probability.laplace}
    families |= {"categorical": probability.categorical(2)}
    for name, family in families.items():
        theta, x = thetas.get(name, [2.0, 1.0]), np.array([1.0, 0.0, 1.0])
        calls = {
            "log_density": {"x": x, "theta": theta},
            "density": {"x": x, "theta": theta},
            "sample": {"theta": theta, "size": (2, 3), "rng": rng()},
            "checked": {"theta": theta},
            "data": {"data": x + (name == "uniform")},
            **({"frozen": {"theta": theta}} if name == "normal" else {}),
        }
        also = {"theta": family.parameters}
        table += [
            Good(f"probability.{name}.{method}", getattr(family, method), args, also)
            for method, args in calls.items()
        ]
    return table


def of_datasets() -> list[Good]:
    loaders = ("load_galton", "load_horse_kicks", "load_penguins", "load_photo")
    return [
        *(Good(f"datasets.{name}", getattr(datasets, name), {}) for name in loaders),
        row("datasets.two_moons", 10, 0.5, rng()),
    ]


def public_names() -> list[str]:
    """Return every public function and class of floor 0, as "topic.name"."""
    names = []
    for topic in TOPICS:
        module = importlib.import_module(f"mathlib.{topic}")
        for name in getattr(module, "__all__", dir(module)):
            value = getattr(module, name)
            own = getattr(value, "__module__", "").startswith(f"mathlib.{topic}")
            if callable(value) and own and not name.startswith("_"):
                names.append(f"{topic}.{name}")
    return names


CALLS = rows()
