r"""The rules by which a run stops: each stands here, once.

A rule is a triple: the reason to stop, for which runs it holds, and the number it looked at. Where
two hold for the same run, the earlier one is told. A rule that is off is not in the list.

The comparisons are written so that a NaN, of which every comparison is False, falls on the safe
side: ``~(a < b)`` is True for it, ``a >= b`` would not be.
"""

from typing import Any

import numpy as np

from mathlib.arguments import positive, whole_number
from mathlib.optimize.results import Stop

Rule = tuple[Stop, Any, Any]

STAYS = (Stop.LOST, Stop.STALLED)
"""For these reasons a run stays where it was: the step that was found is not taken."""


def checked_limits(maxiter: Any, **tolerances: Any) -> dict[str, Any]:
    """Return the settings of the rules; xtol and ftol may be None, which switches them off.

    Raises:
        ValueError: which setting, what was given, and what is allowed.

    >>> checked_limits(9, gtol=1e-8, xtol=None, ftol=None, bound=100)["bound"]
    100.0
    """
    limits: dict[str, Any] = {"maxiter": whole_number("maxiter", maxiter, "100")}
    for name, tolerance in tolerances.items():
        off = tolerance is None and name in ("xtol", "ftol")
        example = "1e8" if name == "bound" else "1e-6"
        limits[name] = None if off else positive(name, tolerance, example)
    return limits


def rules_at_a_point(nit: int, slope: np.ndarray, limits: dict[str, Any]) -> list[Rule]:
    """Return the rules that look at a point before the step from it.

    Arguments:
        nit: the number of steps taken.
        slope: ‖∇f‖ there, shape (…).
        limits: what `checked_limits` returned.

    >>> rules = rules_at_a_point(3, np.array([0.5, np.nan]), {"gtol": 1.0, "maxiter": 9})
    >>> [(reason.name, holds.tolist()) for reason, holds, _ in rules]
    [('GTOL', [True, False]), ('BAD_GRADIENT', [False, True])]
    """
    rules: list[Rule] = [
        (Stop.GTOL, slope <= limits["gtol"], slope),
        (Stop.BAD_GRADIENT, ~(slope < np.inf), slope),
    ]
    if nit == limits["maxiter"]:
        rules.append((Stop.BUDGET, np.full(np.shape(slope), True), slope))
    return rules


def rules_after_a_step(
    x: np.ndarray, new: np.ndarray, change: Any, slope: np.ndarray, limits: dict[str, Any]
) -> list[Rule]:
    """Return the rules that look at a step.

    Arguments:
        x, new: the points before and after it, shape (…, n).
        change: by how much f has changed, shape (…); looked at only if ftol is given.
        slope: ‖∇f‖ at x, shape (…).
        limits: what `checked_limits` returned.

    >>> x, limits = np.array([3.0]), {"bound": 10.0, "xtol": None, "ftol": 0.5}
    >>> [reason.name for reason, holds, _ in rules_after_a_step(x, x, 0.1, 1.0, limits) if holds]
    ['FTOL', 'STALLED']
    """
    rules: list[Rule] = []
    if new.ndim == 1 or not _well_within(limits["bound"], new):
        distance = length(new)
        rules.append((Stop.LOST, ~(distance < np.inf), slope))
        rules.append((Stop.FAR, distance > limits["bound"], distance))
    if limits["xtol"] is not None:
        moved = length(new - x)
        rules.append((Stop.XTOL, moved <= limits["xtol"], moved))
    if limits["ftol"] is not None:
        rules.append((Stop.FTOL, np.abs(change) <= limits["ftol"], np.abs(change)))
    rules.append((Stop.STALLED, _unmoved(x, new), slope))
    return rules


def _well_within(bound: float, points: np.ndarray) -> bool:
    """Say whether all points are so near that nobody has to compute how far each of them is."""
    farthest = max(points.max(), -points.min())  # in one coordinate; NaN if there is one
    return bool(farthest * np.sqrt(points.shape[-1]) < bound / 2)


def some(holds: Any) -> bool:
    """Say whether anything in an array of booleans is True; for one boolean without a detour.

    >>> some(np.array([False, True])), some(np.False_)
    (True, False)
    """
    return bool(holds if holds.ndim == 0 else np.count_nonzero(holds))


def _unmoved(x: np.ndarray, new: np.ndarray) -> np.ndarray:
    """Return which points are the same in every coordinate."""
    # hardly a step leaves the first coordinate: then there is no more to compare
    first = new[0] == x[0] if x.ndim == 1 else new[..., 0] == x[..., 0]
    return (new == x).all(axis=-1) if some(first) else first


def length(v: np.ndarray) -> np.ndarray:
    r"""Return the Euclidean length $\|v\|$ along the last axis, shape (…).

    Squares of very large numbers overflow and those of very small ones vanish; where that can
    matter they are taken of $v / 2^k$, which has the same digits.

    See also :func:`numpy.linalg.norm`, which says that [1e200, 0] is inf long.

    >>> length(np.array([[3.0, 4.0], [3e200, 4e200], [3e-200, 4e-200]]))
    array([5.e+000, 5.e+200, 5.e-200])
    """
    square = _square(v)
    if not v.size:
        return np.sqrt(square)
    lowest, highest = (square.min(), square.max()) if v.ndim > 1 else (square, square)
    if 1e-280 < lowest and highest < 1e280:  # False for NaN
        return np.sqrt(square)
    odd = np.asarray(~((square > 1e-280) & (square < 1e280)))
    lengths = np.asarray(np.sqrt(square))
    lengths[odd] = _scaled_length(v[odd])
    return lengths[()]


def _square(v: np.ndarray) -> np.ndarray:
    """Return vᵀv along the last axis; for one vector ``dot`` says the same, sooner."""
    return v.dot(v) if v.ndim == 1 else np.einsum("...i,...i->...", v, v)


def _scaled_length(v: np.ndarray) -> np.ndarray:
    """Return 2ᵏ ‖v / 2ᵏ‖ for vectors (m, n), with the k that brings the largest entry near 1."""
    _, k = np.frexp(np.abs(v).max(axis=-1, initial=0.0))
    return np.ldexp(np.sqrt(_square(np.ldexp(v, -k[..., None]))), k)
