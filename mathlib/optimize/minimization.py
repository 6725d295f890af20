r"""The loop that follows an optimizer downhill, and says why it stopped."""

from typing import Any, NamedTuple

import numpy as np

from mathlib.arguments import flag, instance
from mathlib.optimize.contract import Optimizer, next_step, state_of
from mathlib.optimize.objectives.base import ArrayFunction, as_points, functions_of
from mathlib.optimize.results import OptimizeResult
from mathlib.optimize.stopping import (
    STAYS,
    Rule,
    checked_limits,
    length,
    rules_after_a_step,
    rules_at_a_point,
    some,
)


def minimize(
    objective: Any,
    x0: Any,
    optimizer: Optimizer,
    *,
    maxiter: int = 1000,
    gtol: float = 1e-8,
    xtol: float | None = None,
    ftol: float | None = None,
    bound: float = 1e8,
    keep_path: bool = True,
) -> OptimizeResult:
    r"""Repeat $x_{k+1} = x_k + \mathrm{step}_k$ until a stopping rule is met.

    ============= ==========================================================================
    status        the run stopped because
    ============= ==========================================================================
    ``converged`` $\|\nabla f(x_k)\| \le$ gtol; or, if asked for,
                  $\|x_k - x_{k-1}\| \le$ xtol, or $|f(x_k) - f(x_{k-1})| \le$ ftol
    ``budget``    ``maxiter`` steps were taken
    ``diverged``  $\|x_k\| >$ bound (that point is kept), or the next point, or ∇f, is not a
                  finite number (the run stays on its last finite point)
    ``stalled``   the step is too short to change x in floating point, yet $\|\nabla f\| >$ gtol
    ============= ==========================================================================

    Every run of a batch stops on its own; its row of the path then repeats its last point.
    Every point of every run is finite (f or ∇f may be NaN or infinite there), and no numpy
    warning is raised. That a run has converged says that a rule was met, not that a minimum is
    near: where f is almost flat, a small gradient is no proof.

    Arguments:
        objective: a callable (…, n) → (…) with a method ``gradient``, (…, n) → (…, n).
        x0: the start, shape (n,), or a batch of starts, shape (…, n). A bare number is one start
            for an objective of one variable.
        optimizer: for example ``gradient_descent(0.1)``.
        maxiter: the largest number of steps.
        gtol: tolerance of the first rule, a positive number.
        xtol, ftol: tolerances of the two others; None switches the rule off.
        bound: the distance from the origin at which a run counts as diverged.
        keep_path: record every point; switch it off for many runs.

    Returns:
        An `OptimizeResult` with ``x`` (…, n), ``fun``, ``nit``, ``njev``, ``status``, ``success``
        and ``message`` (…), and ``path`` (nit + 1, …, n).

    Raises:
        ValueError: a wrong shape, a start that is not finite or lies beyond ``bound``, or a
            setting out of its range.
        TypeError: the objective has no gradient, or x0 does not hold numbers.

    Source: Nocedal & Wright (2006), chapter 2 (the framework), section 3.1.

    >>> from mathlib.optimize import gradient_descent, parabola
    >>> minimize(parabola, 10.0, gradient_descent(0.25)).message
    'Converged: ‖∇f‖ = 9.3e-09 ≤ gtol = 1e-08 after 31 steps.'
    """
    limits = checked_limits(maxiter, gtol=gtol, xtol=xtol, ftol=ftol, bound=bound)
    value, gradient = functions_of(objective)
    instance("optimizer", optimizer, Optimizer, "gradient_descent(0.1)")
    keep_path = flag("keep_path", keep_path)
    with np.errstate(all="ignore"):  # what is not finite is found by the rules
        x = starting_points("x0", x0, objective, limits["bound"])
        runs = _Runs(x, value(x), optimizer.init(x), [x] if keep_path else None)
        _descend(runs, 0, _Problem(value, gradient, optimizer, limits))
        fun = value(runs.x)
    path = np.array(runs.path) if keep_path else None
    x = np.ascontiguousarray(runs.x)
    return OptimizeResult(x, fun, runs.nit, path, runs.stop, runs.measure, limits)


def starting_points(name: str, x0: Any, objective: Any, bound: float) -> np.ndarray:
    """Return the starting points as a new float64 array (…, n).

    Arguments:
        name: what the caller calls the points.
        x0: the points.
        objective: the function; if it says its number ``n`` of variables, points must have as many.
        bound: how far from the origin a point may lie.

    Raises:
        ValueError: a wrong shape, no point, or one that is not finite or lies beyond ``bound``.
        TypeError: x0 does not hold numbers.

    >>> starting_points("x0", 3, None, 1e8)
    array([3.])
    """
    x = as_points(x0, getattr(objective, "n", None), name)
    if not x.size:
        raise ValueError(f"{name} holds no point: its shape is {x.shape}. Give at least one start.")
    if not np.isfinite(x).all():
        raise ValueError(f"{name} must be finite; it holds NaN or infinity. Choose another start.")
    with np.errstate(all="ignore"):
        farthest = length(x).max()
    if farthest > bound:
        raise ValueError(f"{name} lies beyond bound = {bound:g}. Start nearer, or raise bound.")
    return _by_coordinate(x.copy())


def _by_coordinate(x: np.ndarray) -> np.ndarray:
    """Return the same points (…, n) with each coordinate contiguous in memory.

    `objectives.base.vector` lays gradients out in this way, and numpy is slow where it has to
    add two large arrays of different layouts.
    """
    return np.moveaxis(np.ascontiguousarray(np.moveaxis(x, -1, 0)), 0, -1)


class _Problem(NamedTuple):
    """What stays the same for all steps."""

    value: ArrayFunction
    gradient: ArrayFunction
    optimizer: Optimizer
    limits: dict[str, Any]


class _Runs:
    """A batch on its way: where each run is, what its optimizer remembers, and how it ended."""

    def __init__(self, x: np.ndarray, f: Any, state: Any, path: list | None) -> None:
        self.x, self.f, self.state, self.path = x, f, state, path
        batch = x.shape[:-1]
        self.going = np.full(batch, True)[()]  # [()]: of a single run a boolean, no array
        self.nit, self.stop = np.zeros(batch, int), np.zeros(batch, int)
        self.measure = np.zeros(batch)
        self.all = self.left = self.going.size

    def end(self, nit: int, rules: list[Rule]) -> None:
        """Write down which of the runs that go on end here, and by which rule: the first."""
        for reason, holds, number in rules:
            ends = holds & self.going
            if some(ends):
                self.nit = np.where(ends, nit - (reason in STAYS), self.nit)
                self.stop = np.where(ends, reason, self.stop)
                self.measure = np.where(ends, number, self.measure)
                self.going = self.going & ~ends
                self.left = int(np.count_nonzero(self.going))

    def move(self, goes: np.ndarray, new: np.ndarray, new_f: Any) -> None:
        """Take the step with the runs that ``goes`` names, and add it to the path."""
        if not some(goes):
            return
        self.x = new if self.left == self.all else np.where(goes[..., None], new, self.x)
        self.f = new_f  # a run that has ended has no use for it
        if self.path is not None:
            self.path.append(self.x)

    def rest(self) -> "_Runs":
        """Return the runs that go on as a batch of their own, shape (m, n)."""
        x, state = _by_coordinate(self.x[self.going]), state_of(self.state, self.going)
        return _Runs(x, None if self.f is None else self.f[self.going], state, None)

    def take_back(self, rest: "_Runs") -> None:
        """Write down how the ``rest`` ended."""
        for name in ("x", "nit", "stop", "measure"):
            getattr(self, name)[self.going] = getattr(rest, name)


def _descend(runs: _Runs, first: int, problem: _Problem) -> None:
    """Follow the runs, which have taken ``first`` steps, until every one has ended.

    Runs that have ended stay in the batch and stand still, so that a state may have any shape.
    Of an optimizer that can tell the runs apart only the rest is followed once half have ended.
    """
    may_leave = problem.optimizer.per_run and runs.path is None
    for nit in range(first, problem.limits["maxiter"] + 1):
        _step(runs, nit, problem)
        if not runs.left:
            return
        if may_leave and 2 * runs.left <= runs.all:
            rest = runs.rest()
            _descend(rest, nit + 1, problem)
            return runs.take_back(rest)


def _step(runs: _Runs, nit: int, problem: _Problem) -> None:
    """Look at the points, take a step from each, look at the step: who ends, and why?"""
    value, gradient, optimizer, limits = problem
    slopes = gradient(runs.x)
    slope = length(slopes)
    runs.end(nit, rules_at_a_point(nit, slope, limits))
    if not runs.left:
        return
    if runs.left < runs.all:  # a run that has ended is on level ground: nothing to search there
        slopes = np.where(runs.going[..., None], slopes, 0.0)
    step, runs.state = next_step(optimizer, slopes, runs.state, runs.x)
    new, new_f, change, goes = runs.x + step, None, None, runs.going
    if limits["ftol"] is not None:
        new_f = value(new)
        change = new_f - runs.f
    runs.end(nit + 1, rules_after_a_step(runs.x, new, change, slope, limits))
    if runs.going is not goes:
        goes = goes & ~np.isin(runs.stop, STAYS)
    runs.move(goes, new, new_f)
