"""What a run of gradient descent did, said in one sentence with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from mathlib.arguments import instance, positive
from mathlib.arguments import objective as checked_objective
from mathlib.formatting import format_beside, format_number, format_point
from mathlib.optimize.objectives.base import as_points
from mathlib.optimize.results import OptimizeResult, Stop
from mathlib.optimize.stopping import length

NEAR = 1e-3
"""A run has arrived if the distance to go, by Newton's estimate, is this share of ‖x‖ or of 1."""
SMALL = 1e-6
"""A slope below this is called as good as zero where no curvature can tell the distance to go."""


@dataclass(frozen=True)
class Diagnosis:
    """``kind``: one word for what happened; ``sentence``: what is to be seen, and why.

    >>> Diagnosis("slow", "Not settled: ‖∇f‖ = 16 after 1 step; η·λ = 0.2 here.").kind
    'slow'
    """

    kind: str
    sentence: str


def diagnose(objective: Any, result: OptimizeResult, learning_rate: float) -> Diagnosis:
    r"""Say how a single run of gradient descent with a fixed η ended, and why.

    The reason is the product of η and the largest curvature λ, the largest eigenvalue of the
    Hessian: near a minimum every start settles if $\eta\lambda < 2$; above 2 only exceptional
    starts do.

    Kinds: "minimum", "saddle", "maximum", "flat", "diverges", "oscillates", "zigzags", "jumps",
    "slow".

    See also `OptimizeResult.message`, which says which rule stopped the run, of any optimizer.

    Arguments:
        objective: the function that was minimised, of n variables, with gradient and Hessian.
        result: what `minimize` returned for one start (n,), with its path.
        learning_rate: the η of the run.

    Returns:
        A `Diagnosis`.

    Raises:
        TypeError: the objective has no Hessian, or result is not what `minimize` returns.
        ValueError: the result is that of a batch or has no path, or η is not positive.

    >>> from mathlib.optimize import gradient_descent, minimize, parabola
    >>> run = minimize(parabola, 10.0, gradient_descent(1.0), maxiter=50)
    >>> diagnose(parabola, run, 1.0).sentence
    'Oscillates: it jumps to and fro with ‖∇f‖ = 20 after 50 steps; η·λ = 2 here.'
    """
    checked_objective("objective", objective, "gradient", "hessian")
    instance("result", result, OptimizeResult, "minimize(parabola, 10.0, gradient_descent(0.1))")
    rate = positive("learning_rate", learning_rate, "0.1")
    if result.x.ndim != 1 or result.path is None:
        raise ValueError(
            "result must be that of one start, with its path; got "
            f"{'no path' if result.path is None else f'x of shape {result.x.shape}'}. "
            "Try minimize(objective, x0, optimizer) with x0 of shape (n,)."
        )
    if result.status == "diverged":
        return _diverged(objective, result, rate)
    arrived = _arrived(objective, result, rate) if result.status == "converged" else None
    return arrived or _unfinished(objective, result, rate)


def largest_curvature(objective: Any, x: Any) -> float:
    r"""Return the largest eigenvalue of the Hessian at one point; NaN where it is not finite.

    Where the Hessian is not symmetric, that of its symmetric part, $\tfrac12 (H + H^\top)$, which
    is what $u^\top H u$ depends on.

    Arguments:
        objective: a function of n variables with a Hessian.
        x: the point, shape (n,).

    Raises:
        TypeError: the objective has no Hessian, or x does not hold numbers.
        ValueError: x is not one point of n coordinates.

    >>> from mathlib.optimize import quadratic
    >>> largest_curvature(quadratic([1.0, 10.0]), [3.0, 4.0])
    10.0
    """
    checked_objective("objective", objective, "hessian")
    point = as_points(x, getattr(objective, "n", None))
    if point.ndim != 1 or not point.size:
        raise ValueError(f"x must be one point, shape (n,); got shape {point.shape}.")
    return float(_curvatures(objective, point)[-1])


def _curvatures(objective: Any, x: np.ndarray) -> np.ndarray:
    """Return the eigenvalues of the Hessian, the lowest first; NaN where it is not finite."""
    hessian = np.asarray(objective.hessian(x), float)
    if not np.isfinite(hessian).all():
        return np.full(len(x), np.nan)
    return np.linalg.eigvalsh(hessian / 2 + hessian.T / 2)


def _diverged(objective: Any, result: OptimizeResult, rate: float) -> Diagnosis:
    happened = {
        Stop.LOST: f"the next point is not a finite number after {_steps(result.nit)}",
        Stop.BAD_GRADIENT: f"the gradient is not a finite number after {_steps(result.nit)}",
    }.get(result.stop, f"out of bounds after {_steps(result.nit)}")
    reason = _why_it_diverged(objective, result.path, rate)
    return Diagnosis("diverges", f"Diverges: {happened}{'; ' * bool(reason)}{reason}.")


@np.errstate(all="ignore")
def _why_it_diverged(objective: Any, path: np.ndarray, rate: float) -> str:
    """Return the first step that was too long, or that f falls for ever; "" if neither is seen."""
    values = objective(path)
    if len(path) > 1 and (np.diff(values) < 0).all():
        return "f keeps falling along this path, with no bottom in sight"
    for step, x in enumerate(path):
        product = rate * largest_curvature(objective, x)
        if product > 2:
            return f"{_at(step)} η·λ = {format_beside(product, 2, 3)}, above 2: {_LONG}"
    # f(x − ηg) − f(x) = −η‖g‖² + ½ η² ‖g‖² λ with the mean λ along the step: f rises if ηλ > 2
    rises = np.diff(values)
    products = 2 + 2 * rises / (rate * length(objective.gradient(path[:-1])) ** 2)
    (too_long,) = np.nonzero((products > 2) & np.isfinite(products))
    if not len(too_long):
        return ""
    step = int(too_long[0])
    mean = format_beside(products[step], 2, 3)
    return f"from {_at(step)[3:]} on f rises: along this step η·λ = {mean} in the mean, above 2"


_LONG = "too long a step there"


def _at(step: int) -> str:
    return "at the start" if step == 0 else f"at step {step}"


def _arrived(objective: Any, result: OptimizeResult, rate: float) -> Diagnosis | None:
    """Say what kind of point a run rests on; None where it rests on none."""
    slope = float(length(objective.gradient(result.x)))
    curvatures = _curvatures(objective, result.x)
    low, high = curvatures[0], curvatures[-1]
    zero = _zero_curvature(curvatures, slope, result.x)
    where = f"{format_point(np.round(result.x, 6), 3)} after {_steps(result.nit)}"
    if low < -zero and high > zero:
        return Diagnosis(
            "saddle",
            f"Stuck at the saddle {where}: ∇f is as good as zero there, but one curvature is "
            f"{format_number(low, 3)}, so downhill still exists.",
        )
    if high < -zero:
        return Diagnosis(
            "maximum", f"Rests on the maximum {where}: ∇f is as good as zero there too."
        )
    if low > zero:
        return Diagnosis("minimum", _at_minimum(where, rate * high))
    if slope > SMALL:
        return None
    return Diagnosis(
        "flat",
        f"∇f is as good as zero at {where}, and so is a curvature:"
        " the Hessian cannot tell what kind of point it is.",
    )


def _zero_curvature(curvatures: np.ndarray, slope: float, x: np.ndarray) -> float:
    """Return the size below which a curvature says nothing.

    Rounding moves eigenvalues by n ε |λ|ₘₐₓ; and a curvature λ puts the point where ∇f = 0 about
    ‖∇f‖ / |λ| away, so that below ‖∇f‖ / NEAR the run is not there yet.
    """
    rounding = len(x) * np.finfo(float).eps * np.abs(curvatures).max()
    return float(max(rounding, slope / (NEAR * max(1.0, float(length(x))))))


def _at_minimum(where: str, product: float) -> str:
    said = format_beside(product, 2, 3)
    if product < 2:
        return f"Converges to the minimum {where}; η·λ = {said} there, and below 2 it can settle."
    return (
        f"Lands on the minimum {where}, an exception: η·λ = {said} there,"
        " and starts nearby do not settle."
    )


def _unfinished(objective: Any, result: OptimizeResult, rate: float) -> Diagnosis:
    steps = np.diff(result.path[-12:], axis=0)
    lengths = length(steps) if len(steps) else np.zeros(0)
    turns = np.sum(steps[1:] * steps[:-1], axis=-1) < 0
    swings = len(turns) > 0 and turns.mean() > 0.5
    shrinks, grows = (np.diff(lengths) < 0).all(), (np.diff(lengths) > 0).all()
    steady = swings and np.ptp(lengths) < 0.03 * lengths[-1]
    slope = format_number(length(objective.gradient(result.x)), 3)
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
    here = "" if np.isnan(product) else f"; η·λ = {format_beside(product, 2, 3)} here"
    return Diagnosis(kind, f"{text} after {_steps(result.nit)}{here}.")


def _steps(number: int) -> str:
    return "1 step" if number == 1 else f"{number} steps"
