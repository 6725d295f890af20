"""What a run of gradient descent did, said in one sentence with its reason."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mathlib.formatting import format_number, format_point
from mathlib.objectives.base import Objective
from mathlib.results import OptimizeResult

FLAT = 1e-6
"""A curvature below this counts as zero."""


@dataclass(frozen=True)
class Diagnosis:
    """``kind``: one word for what happened; ``sentence``: what is to be seen, and why."""

    kind: str
    sentence: str


def diagnose(objective: Objective, result: OptimizeResult, learning_rate: float) -> Diagnosis:
    r"""Say how a single run of gradient descent with a fixed η ended, and why.

    The reason is the product of η and the largest curvature λ at the end point: near a minimum a
    run can only settle if $\eta\lambda < 2$.

    Kinds: "minimum", "saddle", "maximum", "flat", "diverges", "oscillates", "zigzags", "slow".

    Arguments:
        objective: the function that was minimised, of n variables.
        result: what `minimize` returned for one start (n,), with its path.
        learning_rate: the η of the run.

    >>> from mathlib.minimize import minimize
    >>> from mathlib.objectives import parabola
    >>> from mathlib.optimizers import gradient_descent
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
    start = largest_curvature(objective, result.path[0])
    product = format_number(rate * start, 3)
    if rate * start > 2:
        reason = f"at the start η·λ = {product}, above 2: every step overshoots further"
    else:
        reason = "the ground falls away without end, or a later step met steeper ground"
    return Diagnosis("diverges", f"Diverges: out of bounds after {_steps(result.nit)}; {reason}.")


def _settled(objective: Objective, result: OptimizeResult, rate: float) -> Diagnosis:
    curvatures = np.linalg.eigvalsh(objective.hessian(result.x))
    low, high = curvatures[0], curvatures[-1]
    where = f"{format_point(result.x, 3)} after {_steps(result.nit)}"
    if low < -FLAT < FLAT < high:
        return Diagnosis(
            "saddle",
            f"Stuck at the saddle {where}: ∇f = 0 there, but one curvature is "
            f"{format_number(low, 3)}, so downhill still exists.",
        )
    if high < -FLAT:
        return Diagnosis("maximum", f"Stays at the maximum {where}: ∇f = 0 there too.")
    if low > FLAT:
        return Diagnosis(
            "minimum",
            f"Converges to the minimum {where}; η·λ = {format_number(rate * high, 3)} there,"
            " and below 2 it can settle.",
        )
    return Diagnosis(
        "flat", f"∇f is as good as zero at {where}, and a curvature is zero: flat ground."
    )


def _unfinished(objective: Objective, result: OptimizeResult, rate: float) -> Diagnosis:
    steps = np.diff(result.path[-12:], axis=0)
    back_and_forth = (np.sum(steps[1:] * steps[:-1], axis=-1) < 0).mean() if len(steps) > 1 else 0.0
    lengths = np.linalg.norm(steps, axis=-1)
    shrinking = len(steps) > 1 and lengths[-1] < 0.97 * lengths[0]
    slope = format_number(np.linalg.norm(objective.gradient(result.x)), 2)
    product = format_number(rate * largest_curvature(objective, result.x), 3)
    if back_and_forth > 0.5 and shrinking:
        text = (
            f"Zig-zags, yet closes in: after {_steps(result.nit)} ‖∇f‖ = {slope}; η·λ = {product}."
        )
        return Diagnosis("zigzags", text)
    if back_and_forth > 0.5:
        text = f"Oscillates: after {_steps(result.nit)} ‖∇f‖ is still {slope}; η·λ = {product}."
        return Diagnosis("oscillates", text)
    return Diagnosis(
        "slow",
        f"Still on its way after {_steps(result.nit)}: ‖∇f‖ = {slope}, η·λ = {product};"
        f" the last step was {format_number(lengths[-1] if len(lengths) else 0, 2)} long.",
    )


def _steps(number: int) -> str:
    return "1 step" if number == 1 else f"{number} steps"
