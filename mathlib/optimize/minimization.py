r"""The loop that follows an optimizer downhill, and says why it stopped."""

from typing import Any

import numpy as np

from mathlib.arguments import float_array, positive, whole_number
from mathlib.optimize.objectives.base import Objective, as_points
from mathlib.optimize.optimizers import Optimizer
from mathlib.optimize.results import LIMITS, OptimizeResult, Stop


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
    No run ever holds a NaN, and no numpy warning is raised.

    Arguments:
        objective: a callable (…, n) → (…) with a method ``gradient``, (…, n) → (…, n).
        x0: the start, shape (n,), or a batch of starts, shape (…, n). A bare number is one start
            for an objective of one variable.
        optimizer: for example ``gradient_descent(0.1)``.
        maxiter: the largest number of steps.
        gtol, xtol, ftol: tolerances of the rules above; None switches a rule off.
        bound: the distance from the origin at which a run counts as diverged.
        keep_path: record every point; switch it off for many runs.

    Raises:
        ValueError: a wrong shape, a start that is not finite or lies beyond ``bound``, or a
            setting out of its range.
        TypeError: the objective has no gradient, or x0 does not hold numbers.

    Source: Nocedal & Wright (2006), chapter 2 (the framework), section 3.1.

    >>> from mathlib.optimize import gradient_descent, parabola
    >>> minimize(parabola, 10.0, gradient_descent(0.25)).message
    'Converged: ‖∇f‖ = 9.3e-09 ≤ gtol = 1e-08 after 31 steps.'
    """
    limits = _limits(maxiter, gtol=gtol, xtol=xtol, ftol=ftol, bound=bound)
    value, gradient = _functions_of(objective)
    if not isinstance(optimizer, Optimizer):
        raise TypeError(
            f"optimizer must be an Optimizer; got {optimizer!r}. Try gradient_descent(0.1)."
        )
    with np.errstate(all="ignore"):
        runs = _Runs(_starts(objective, x0, limits["bound"]), keep_path)
        _descend(runs, value, gradient, optimizer, limits)
        fun = value(runs.x)
    path = np.array(runs.path) if runs.path else None
    return OptimizeResult(runs.x, fun, runs.nit, path, runs.stop, runs.measure, limits)


def _limits(maxiter: Any, **tolerances: Any) -> dict[str, Any]:
    """Return the checked settings; xtol and ftol may be None."""
    limits = {"maxiter": whole_number("maxiter", maxiter, "100"), "xtol": None, "ftol": None}
    for name, tolerance in tolerances.items():
        if tolerance is not None or name in ("gtol", "bound"):
            limits[name] = positive(name, tolerance, "1e8" if name == "bound" else "1e-6")
    return limits


def _functions_of(objective: Any) -> tuple[Any, Any]:
    """Return the value and the gradient as functions of float64 arrays of shape (…, n)."""
    if isinstance(objective, Objective):
        return objective.raw_value, objective.raw_gradient
    if not callable(objective) or not callable(getattr(objective, "gradient", None)):
        raise TypeError(
            "objective must be callable and have a method gradient(x); got "
            f"{type(objective).__name__}. Try one from mathlib.optimize, such as himmelblau."
        )

    def checked(name: str, result: Any, shape: tuple[int, ...]) -> np.ndarray:
        array = float_array(name, result)
        if array.shape != shape:
            raise ValueError(f"{name} must have shape {shape} here; got shape {array.shape}.")
        return array

    return (
        lambda x: checked("objective(x)", objective(x), x.shape[:-1]),
        lambda x: checked("objective.gradient(x)", objective.gradient(x), x.shape),
    )


def _starts(objective: Any, x0: Any, bound: float) -> np.ndarray:
    """Return the starting points as a new float64 array."""
    x = as_points(x0, getattr(objective, "n", None), "x0").copy()
    if not x.size:
        raise ValueError(f"x0 holds no point: its shape is {x.shape}. Give at least one start.")
    if not np.isfinite(x).all():
        raise ValueError("x0 must be finite; it holds NaN or infinity. Choose another start.")
    if _length(x).max() > bound:
        raise ValueError(f"x0 lies beyond bound = {bound:g}. Start nearer, or raise bound.")
    return x


def _length(v: np.ndarray) -> np.ndarray:
    """Return the Euclidean length along the last axis."""
    return np.sqrt(v.dot(v) if v.ndim == 1 else np.einsum("...i,...i->...", v, v))


class _Runs:
    """What is written down about every run: where it is now, and how it ended."""

    def __init__(self, x: np.ndarray, keep_path: bool) -> None:
        batch = x.shape[:-1]
        self.x, self.nit = x, np.zeros(batch, int)
        self.stop, self.measure = np.zeros(batch, int), np.zeros(batch)
        self.path = [x.copy()] if keep_path else None

    def record(self, rows: np.ndarray, x: np.ndarray) -> None:
        """Write down the new points of the runs ``rows`` as one more entry of the path."""
        if self.path is not None and rows.size:
            self.x.reshape(-1, x.shape[-1])[rows] = x
            self.path.append(self.x.copy())

    def end(self, which: np.ndarray, rows: np.ndarray, x: np.ndarray, *how: np.ndarray) -> None:
        """Write down where the runs ``rows[which]`` ended; ``how``: nit, reason and number."""
        self.x.reshape(-1, x.shape[-1])[rows[which]] = x[which]
        for book, entry in zip((self.nit, self.stop, self.measure), how, strict=True):
            book.reshape(-1)[rows[which]] = entry[which]


def _descend(
    runs: _Runs, value: Any, gradient: Any, optimizer: Optimizer, limits: dict[str, Any]
) -> None:
    """Run until every run has stopped. ``x``, ``f``, ``rows``, ``state``: of those that go on."""
    maxiter, gtol, xtol, ftol, bound = (limits[name] for name in LIMITS)
    x, state = runs.x.copy(), optimizer.init(runs.x)
    f, rows = value(x), np.arange(runs.stop.size).reshape(runs.stop.shape)
    for nit in range(maxiter + 1):
        g = gradient(x)
        norm = _length(g)
        going = (norm > gtol) & (norm < np.inf) & (nit < maxiter)
        if not going.all():
            runs.end(~going, rows, x, *_verdict_at_rest(nit, norm, gtol))
            if not going.any():
                return
            state = _kept(state, going, x.ndim)
            x, f, g, norm, rows = (a[going] for a in (x, f, g, norm, rows))
        step, state = optimizer.update(g, state, x)
        new = x + step
        new_f = value(new) if ftol else f
        moved, far = _length(new - x), _length(new)
        going = (moved > (xtol or 0.0)) & (far <= bound)
        if ftol:
            going &= ~(np.abs(new_f - f) <= ftol)
        if going.all():
            runs.record(rows, new)
        else:
            stop, measure = _verdict_after_step(new, far, moved, new_f - f, norm, limits)
            moves = (stop != Stop.LOST) & (stop != Stop.STALLED)
            runs.record(rows[moves], new[moves])
            end = np.where(moves[..., None], new, x)
            runs.end(~going, rows, end, nit + moves, stop, measure)
            if not going.any():
                return
            state = _kept(state, going, x.ndim)
            new, new_f, rows = (a[going] for a in (new, new_f, rows))
        x, f = new, new_f


def _verdict_at_rest(nit: int, norm: np.ndarray, gtol: float) -> tuple[np.ndarray, ...]:
    """Return for every run: the steps taken, the reason to stop before a step, and ‖∇f‖."""
    conditions, reasons = [norm <= gtol, ~(norm < np.inf)], [Stop.GTOL, Stop.BAD_GRADIENT]
    return np.full(norm.shape, nit), np.select(conditions, reasons, Stop.BUDGET), norm


def _verdict_after_step(
    new: np.ndarray,
    far: np.ndarray,
    moved: np.ndarray,
    gain: np.ndarray,
    norm: np.ndarray,
    limits: dict[str, Any],
) -> tuple[np.ndarray, np.ndarray]:
    """Return for every run: the reason to stop after a step (0: none), the number behind it."""
    rules = (
        (~np.isfinite(new).all(axis=-1), Stop.LOST, norm),
        (far > limits["bound"], Stop.FAR, far),
        (moved <= (limits["xtol"] or -1.0), Stop.XTOL, moved),
        (np.abs(gain) <= (limits["ftol"] or -1.0), Stop.FTOL, np.abs(gain)),
        (moved == 0.0, Stop.STALLED, norm),
    )
    conditions, reasons, numbers = zip(*rules, strict=True)
    return np.select(conditions, reasons), np.select(conditions, numbers)


def _kept(state: Any, going: np.ndarray, ndim: int) -> Any:
    """Return the state of the runs that go on: the rows of every array with ``ndim`` axes."""
    if isinstance(state, tuple):
        kept = [_kept(part, going, ndim) for part in state]
        return type(state)(*kept) if hasattr(state, "_fields") else tuple(kept)
    return state[going] if np.ndim(state) == ndim else state
