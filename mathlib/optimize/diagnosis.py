"""What a run of gradient descent did, said in one sentence with its reason."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mathlib.formatting import format_number, format_point
from mathlib.optimize.objectives.base import Objective
from mathlib.optimize.results import OptimizeResult

FLAT = 1e-6
"""A curvature below this counts as zero."""


@dataclass(frozen=True)
class Diagnosis:
    """``kind``: one word for what happened; ``sentence``: what is to be seen, and why."""

    kind: str
    sentence: str


def diagnose(objective: Objective, result: OptimizeResult, learning_rate: float) -> Diagnosis:
    r"""Say how a single run of gradient descent with a fixed η ended, and why.

    The reason is the product of η and the largest curvature λ, the largest eigenvalue of the
    Hessian: near a minimum every start settles if $\eta\lambda < 2$; above 2 only exceptional
    starts do.

    Kinds: "minimum", "saddle", "maximum", "flat", "diverges", "oscillates", "zigzags", "jumps",
    "slow".

    Arguments:
        objective: the function that was minimised, of n variables.
        result: what `minimize` returned for one start (n,), with its path.
        learning_rate: the η of the run.

    >>> from mathlib.optimize import gradient_descent, minimize, parabola
    >>> run = minimize(parabola, 10.0, gradient_descent(1.0), maxiter=50)
    >>> diagnose(parabola, run, 1.0).kind
    'oscillates'
    """
    if result.status == "diverged":
        return _diverged(objective, result, learning_rate)
    if result.status == "converged":
        return _settled(objective, result, learning_rate)
    return _unfinished(objective, result, learning_rate)


def largest_curvature(objective: Objective, x: np.ndarray) -> float:
    """The largest eigenvalue of the Hessian at ``x`` (n,); NaN where it is not finite."""
    hessian = objective.hessian(x)
    return float(np.linalg.eigvalsh(hessian)[-1]) if np.isfinite(hessian).all() else np.nan


def _diverged(objective: Objective, result: OptimizeResult, rate: float) -> Diagnosis:
    text = f"Diverges: out of bounds after {_steps(result.nit)}; "
    if objective(result.path[-1]) < objective(result.path[0]):
        return Diagnosis(
            "diverges", text + "f keeps falling along this path, with no bottom in sight."
        )
    products = rate * np.array([largest_curvature(objective, x) for x in result.path[:200]])
    step = int(np.argmax(products > 2))
    where = "at the start" if step == 0 else f"at step {step}"
    reason = f"{where} η·λ = {format_number(products[step], 3)}, above 2: too long a step there."
    return Diagnosis("diverges", text + reason)


def _settled(objective: Objective, result: OptimizeResult, rate: float) -> Diagnosis:
    curvatures = np.linalg.eigvalsh(objective.hessian(result.x))
    low, high = curvatures[0], curvatures[-1]
    where = f"{format_point(np.round(result.x, 6), 3)} after {_steps(result.nit)}"
    product = format_number(rate * high, 3)
    if low < -FLAT < FLAT < high:
        return Diagnosis(
            "saddle",
            f"Stuck at the saddle {where}: ∇f is as good as zero there, but one curvature is "
            f"{format_number(low, 3)}, so downhill still exists.",
        )
    if high < -FLAT:
        return Diagnosis(
            "maximum", f"Rests on the maximum {where}: ∇f is as good as zero there too."
        )
    if low <= FLAT:
        return Diagnosis(
            "flat",
            f"∇f is as good as zero at {where}, and so is a curvature:"
            " the Hessian cannot tell what kind of point it is.",
        )
    if rate * high < 2:
        text = (
            f"Converges to the minimum {where}; η·λ = {product} there, and below 2 it can settle."
        )
    else:
        text = (
            f"Lands on the minimum {where}, an exception: η·λ = {product} there,"
            " and starts nearby do not settle."
        )
    return Diagnosis("minimum", text)


def _unfinished(objective: Objective, result: OptimizeResult, rate: float) -> Diagnosis:
    steps = np.diff(result.path[-12:], axis=0)
    lengths = np.linalg.norm(steps, axis=-1)
    turns = np.sum(steps[1:] * steps[:-1], axis=-1) < 0
    swings = len(turns) > 0 and turns.mean() > 0.5
    shrinks, grows = (np.diff(lengths) < 0).all(), (np.diff(lengths) > 0).all()
    steady = swings and np.ptp(lengths) < 0.03 * lengths[-1]
    slope = format_number(np.linalg.norm(objective.gradient(result.x)), 3)
    product = rate * largest_curvature(objective, result.x)
    if steady:
        kind, text = "oscillates", f"Oscillates: it jumps to and fro with ‖∇f‖ = {slope}"
    elif swings and grows:
        kind, text = "diverges", f"Swings wider and wider: ‖∇f‖ = {slope}"
    elif swings and shrinks and product < 2:
        kind, text = "zigzags", f"Zig-zags, yet closes in: ‖∇f‖ = {slope}"
    elif swings:
        kind, text = "jumps", f"Jumps about: ‖∇f‖ = {slope}"
    else:
        kind, text = "slow", f"Not settled: ‖∇f‖ = {slope}"
    after = f"{text} after {_steps(result.nit)}; η·λ = {format_number(product, 3)} here."
    return Diagnosis(kind, after)


def _steps(number: int) -> str:
    return "1 step" if number == 1 else f"{number} steps"
