"""What :func:`mathlib.optimize.minimize` returns: where the runs ended, and why."""

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any

import numpy as np

from mathlib.formatting import format_beside, format_number, format_point


class Stop(IntEnum):
    """The reasons why a run stops.

    >>> Stop.GTOL.name
    'GTOL'
    """

    GTOL = 1
    XTOL = 2
    FTOL = 3
    BUDGET = 4
    FAR = 5
    LOST = 6
    BAD_GRADIENT = 7
    STALLED = 8


_STATUS = np.array(
    ["", *3 * ["converged"], "budget", *3 * ["diverged"], "stalled"]  # in the order of Stop
)
_SENTENCE = {
    Stop.GTOL: "Converged: ‖∇f‖ = {number} ≤ gtol = {gtol} after {steps}.",
    Stop.XTOL: "Converged by xtol: the last step was {number} long ≤ xtol = {xtol}, after {steps}.",
    Stop.FTOL: "Converged by ftol: f changed by {number} ≤ ftol = {ftol}, after {steps}.",
    Stop.BUDGET: "Budget used up: ‖∇f‖ = {number} > gtol = {gtol} after {steps}.",
    Stop.FAR: "Diverged: ‖x‖ = {number} > bound = {bound} after {steps}.",
    Stop.LOST: "Diverged: after {steps}, the next point is not a finite number.",
    Stop.BAD_GRADIENT: "Diverged: after {steps}, the gradient is not a finite number.",
    Stop.STALLED: "Stalled: after {steps} a step is too short to change x, "
    "yet ‖∇f‖ = {number} > gtol = {gtol}.",
}


def _digits(limit: float) -> int:
    """Return how many digits a limit has, at least 2: in full, a comparison with it can be seen."""
    return next(d for d in range(2, 18) if d == 17 or float(format_number(limit, d)) == limit)


_LIMIT = {
    Stop.GTOL: "gtol",
    Stop.XTOL: "xtol",
    Stop.FTOL: "ftol",
    Stop.BUDGET: "gtol",
    Stop.FAR: "bound",
    Stop.STALLED: "gtol",
}
"""What the number in the sentence is compared with."""


@dataclass(frozen=True, eq=False, repr=False)
class OptimizeResult:
    r"""Where the runs of :func:`mathlib.optimize.minimize` ended, and why.

    For a batch of starts of shape (…, n) every entry is an array over the runs; for a single
    start they are plain numbers and strings.

    Arguments:
        x: the last point, shape (…, n), always finite.
        fun: its value, float or shape (…); it may be infinite or NaN.
        nit: the number of steps taken, int or shape (…).
        njev: how often the gradient was evaluated, int or shape (…). It is the price of a run:
            one more than ``nit``, except where a step itself ended the run.
        path: all points, the start included, shape (nit + 1, …, n); the longest run of a batch
            sets the length, and the others repeat their last point. None if not kept.
        stop, measure: the :class:`Stop` code, and the number that the rule looked at.
        limits: the settings of the rules.

    >>> from mathlib.optimize import gradient_descent, minimize, parabola
    >>> minimize(parabola, 10.0, gradient_descent(0.5))
    OptimizeResult: converged
      x        [0]
      fun      0
      nit      1
      message  Converged: ‖∇f‖ = 0 ≤ gtol = 1e-08 after 1 step.
    """

    x: np.ndarray
    fun: Any  # a number for a single start, an array for a batch, and so are nit, stop, measure
    nit: Any
    path: Any
    stop: Any
    measure: Any
    limits: dict[str, Any]

    def __post_init__(self) -> None:
        if self.x.ndim == 1:
            for name in ("fun", "nit", "stop", "measure"):
                object.__setattr__(self, name, np.asarray(getattr(self, name)).item())

    @cached_property
    def status(self) -> str | np.ndarray:
        """Return "converged", "budget", "diverged" or "stalled", for every run."""
        return str(_STATUS[self.stop]) if self.x.ndim == 1 else _STATUS[self.stop]

    @cached_property
    def success(self) -> bool | np.ndarray:
        """Return True for the runs that converged."""
        return self.stop <= Stop.FTOL

    @cached_property
    def njev(self) -> int | np.ndarray:
        """Return the number of gradient evaluations, for every run."""
        ended_by_a_step = np.isin(self.stop, (Stop.XTOL, Stop.FTOL, Stop.FAR))
        count = self.nit + 1 - ended_by_a_step
        return int(count) if self.x.ndim == 1 else count

    @cached_property
    def message(self) -> str | np.ndarray:
        """Return one sentence for every run: why it stopped, with the numbers."""
        if self.x.ndim == 1:
            return self._sentence(self.stop, self.nit, self.measure)
        sentences = np.empty(self.nit.shape, object)
        for run in np.ndindex(self.nit.shape):  # np.vectorize would warn of a NaN among the numbers
            sentences[run] = self._sentence(self.stop[run], self.nit[run], self.measure[run])
        return sentences

    def _sentence(self, stop: int, nit: int, number: float) -> str:
        limits = {k: v for k, v in self.limits.items() if k != "maxiter" and v is not None}
        limit = limits.get(_LIMIT.get(Stop(stop), ""), 0.0)
        told = {name: format_number(v, _digits(v)) for name, v in limits.items()}
        steps = "1 step" if nit == 1 else f"{nit} steps"
        shown = format_beside(number, limit, _digits(limit))
        return _SENTENCE[Stop(stop)].format(number=shown, steps=steps, **told)

    def __repr__(self) -> str:
        if self.x.ndim == 1:
            return (
                f"OptimizeResult: {self.status}\n  x        {format_point(self.x)}\n"
                f"  fun      {format_number(self.fun)}\n  nit      {self.nit}\n"
                f"  message  {self.message}"
            )
        names, counts = np.unique(self.status, return_counts=True)
        counted = ", ".join(f"{count} {name}" for name, count in zip(names, counts, strict=True))
        return (
            f"OptimizeResult: {self.nit.size} runs, shape {self.nit.shape}\n"
            f"  status   {counted}\n  nit      {self.nit.min()} to {self.nit.max()}\n"
            f"  lowest   {format_number(np.nanmin(self.fun))}"
        )
