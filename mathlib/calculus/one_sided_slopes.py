r"""Where the rules give no derivative: what the slopes on the left and on the right do there.

Three distances on each side are looked at, so it is a finding and not a proof: what happens nearer
than 10⁻⁶, such as a kink at x + 10⁻⁹, is not seen.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from mathlib.arguments import function, number

STEPS = np.array([[1e-2], [1e-4], [1e-6]])
"""Distances at which to look: whether slopes settle, shrink or grow shows from one to the next."""
SIDES = np.array([-1.0, 1.0])


class Sides(NamedTuple):
    """What f does on both sides of a point; made by `one_sided`.

    Arguments:
        kind: "undefined" (f has no finite value at x), "isolated" (f is defined on neither side),
            "end" (on one side only), "jump", "steep" (a slope grows beyond all bounds), "kink"
            (two slopes), or "smooth" (one slope).
        left: the slope from the left; ±∞ or NaN where there is none.
        right: the slope from the right.
    """

    kind: str
    left: float
    right: float


def one_sided(
    f: Callable[[np.ndarray], Any], slope: Callable[[np.ndarray], Any], x: float
) -> Sides:
    r"""Return what f does beside x, from its values and slopes at x ± 10⁻², 10⁻⁴ and 10⁻⁶.

    If f is continuous at x and f′ has a limit from one side, then that limit is the slope from
    this side (by the mean value theorem).

    See also `mathlib.calculus.derivative`, which gives one slope or refuses: use this function to
    tell why it refused.

    Arguments:
        f: a function of one variable, (…) → (…); NaN where it is not defined.
        slope: its derivative by the rules; NaN where they give none. There chords from x are used.
        x: where, one number.

    Returns:
        The kind of point, and the slopes from the left and from the right.

    Raises:
        ValueError: x is not one finite number.
        TypeError: f or slope cannot be called.

    Source: Apostol (1974), Mathematical Analysis, sections 5.6 and 5.10.

    >>> one_sided(np.abs, np.sign, 0.0)
    Sides(kind='kink', left=-1.0, right=1.0)
    >>> one_sided(np.sqrt, lambda x: 0.5 / np.sqrt(x), 0.0).kind
    'end'
    >>> one_sided(np.cbrt, lambda x: np.abs(x) ** (-2 / 3) / 3, 0.0).kind
    'steep'
    >>> one_sided(lambda x: np.where(x == 0, np.nan, np.sign(x)), np.zeros_like, 0.0).kind
    'undefined'
    """
    function("f", f, "np.abs")
    function("slope", slope, "np.sign")
    with np.errstate(all="ignore"):
        return _sides(f, slope, number("x", x, "0.5"))


def _sides(f: Callable, slope: Callable, x: float) -> Sides:
    y, beside = float(f(np.asarray(x))), x + STEPS * SIDES
    if not np.isfinite(y):
        return Sides("undefined", np.nan, np.nan)
    values = np.asarray(f(beside))
    undefined = np.isnan(values[-1])
    if undefined.any():
        return Sides("isolated" if undefined.all() else "end", np.nan, np.nan)
    gaps = np.abs(values - y).max(axis=1)
    if gaps[-1] >= 0.95 * gaps.max() and gaps[-1] > 1e-14 * abs(y):
        return Sides("jump", np.nan, np.nan)
    slopes = np.asarray(slope(beside), float)
    if slopes.shape not in ((), beside.shape):
        raise ValueError(
            f"slope must give one number for each x; for x of shape {beside.shape} it gave shape "
            f"{slopes.shape}. Try slope = np.sign."
        )
    slopes = np.where(np.isfinite(slopes), slopes, (values - y) / (beside - x))
    return _of_slopes(*(_limit(side) for side in slopes.T))


def _of_slopes(left: float, right: float) -> Sides:
    if not np.isfinite([left, right]).all():
        return Sides("steep", left, right)
    apart = abs(left - right) > 1e-4 * max(abs(left), abs(right))
    return Sides("kink" if apart else "smooth", left, right)


def _limit(slopes: Any) -> float:
    """Where slopes at `STEPS` go: if they settle, to a number; if not, they shrink to 0 or grow."""
    last = float(slopes[-1])
    if not np.isfinite(slopes).all() or not slopes.all():
        return last
    first, second = np.diff(np.log(np.abs(slopes)))
    if abs(second) < max(0.5 * abs(first), 0.005):
        before, after = np.diff(slopes)
        settles = abs(after) < 0.5 * abs(before)  # then Aitken's step goes to the limit
        return last - after**2 / (after - before) if settles else last
    return 0.0 if second < 0 else float(np.copysign(np.inf, last))
