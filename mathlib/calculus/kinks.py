r"""One refusal for all derivatives: where f has a kink or a jump, or bends too fast for the step.

Let D be the right slope minus the left one, times s:

.. math:: D(s) = f(x + s) - 2 f(x) + f(x - s)

As s shrinks, D goes with s² where f is smooth, with s at a kink, and it stays at a jump. So the
slopes are compared at 32 and at 4 times the step of the quotient: then a kink beside x, but within
that step, is seen as well. Second derivatives on the left and on the right are compared likewise.

What looks like a kink may be noise, where f computes a small number from large ones. Noise is there
on one side alone, too; a kink is not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from mathlib.formatting import format_number

EPS = float(np.finfo(float).eps)
FAR, NEAR = 32.0, 4.0
"""Where the two sides are compared, in steps of the quotient."""
KINK = 0.75
"""D(s)/s at NEAR divided by that at FAR: 1/8 where f is smooth, 1 at a kink, 8 at a jump."""
NOISE_STEP = 4e-4
"""So many steps of the quotient apart, values of a smooth f differ by a line and rounding."""
FAR_AWAY = 8e4
"""So many steps of the quotient away, f shows how large it is: at half of max(1, |x|)."""

Along = Callable[[np.ndarray], np.ndarray]
"""Distances from x, of the shape of the steps → values of f there, NaN where it is not defined."""
Place = Callable[[tuple[int, ...]], tuple[str, str]]
"""The index of a value → its x, and "in the direction … " if there are several."""


class Sides(NamedTuple):
    """Derivatives on both sides, and where they differ too much: arrays of one shape."""

    left: np.ndarray
    right: np.ndarray
    differ: np.ndarray


def compare_sides(f: Along, step: np.ndarray, axes: int = 0, order: int = 1) -> Sides:
    """Return the derivatives of f on both sides, and whether they tell of a kink or a jump.

    Arguments:
        f: distances, shape (…) → values, shape (…) and ``axes`` axes of its own.
        step: the step of the quotient, shape (…).
        axes: 0, or 1 for several values at each distance.
        order: 1 for slopes, 2 for second derivatives.

    >>> step = np.array(0.01)
    >>> bool(compare_sides(np.abs, step).differ), bool(compare_sides(np.exp, step).differ)
    (True, False)
    >>> bool(compare_sides(lambda s: s * np.abs(s), step, order=2).differ)
    True
    """
    middle, unit = f(0 * step), step.reshape(step.shape + (1,) * axes)
    with np.errstate(all="ignore"):
        size, gaps = np.abs(middle), []
        for t in (FAR / order, NEAR / order):
            ahead, behind = f(t * step), f(-t * step)
            size = np.maximum(size, np.maximum(np.abs(ahead), np.abs(behind)))
            if order == 1:
                right, left = (ahead - middle) / (t * unit), (middle - behind) / (t * unit)
            else:
                right = (f(2 * t * step) - 2 * ahead + middle) / (t * unit) ** 2
                left = (f(-2 * t * step) - 2 * behind + middle) / (t * unit) ** 2
            gaps.append(np.abs(right - left))
        last = (NEAR / order * unit) ** order
        # what 64 roundings of f make (5e-324 is the smallest number), and the rounding of x
        floor = 64 * (EPS * size + 5e-324) / last + 1e-6 * (np.abs(left) + np.abs(right))
        differ = (gaps[1] > KINK * gaps[0]) & (gaps[1] > floor)
        if differ.any():
            differ &= ~_is_noise(f, step, gaps[1] * last)
    return Sides(left, right, differ)


def _is_noise(f: Along, step: np.ndarray, gap: np.ndarray) -> np.ndarray:
    """Whether this gap is no more than noise, and the noise small beside f farther away."""
    noise = np.zeros_like(gap)
    for side in (NOISE_STEP, -NOISE_STEP):
        a, b, c, d = (f(side * t * step) for t in (1.0, 2.0, 3.0, 4.0))
        noise = np.fmax(noise, np.fmax(np.abs(a - 2 * b + c), np.abs(b - 2 * c + d)))
    size = np.fmax(np.abs(f(FAR_AWAY * step)), np.abs(f(-FAR_AWAY * step)))
    return (gap <= 100 * noise) & (noise <= 1e-8 * np.nan_to_num(size))


def refuse_kinks(
    f: Along, steps: list[np.ndarray], place: Place, axes: int = 0, order: int = 1
) -> None:
    """Refuse a function that has a kink or a jump, judged by each of several steps.

    Arguments:
        f, axes: as for :func:`compare_sides`.
        steps: one or more; a shorter one is tried where a longer one seems to show a kink.
        place: the words for an index: x, and the direction.
        order: 1 for first derivatives, 2 if second ones have to exist, too.

    Raises:
        ValueError: there is one, with its place, the step, and the derivatives on both sides.
    """
    for k in range(1, order + 1):
        for step in steps:
            sides = compare_sides(f, step, axes, k)
            if not sides.differ.any():
                break
        else:
            where = tuple(int(i) for i in np.argwhere(sides.differ)[0])
            x, direction = place(where)
            left, right = format_number(sides.left[where]), format_number(sides.right[where])
            whose, what = (("f", "slopes"), ("the slope of f", "second derivatives"))[k - 1]
            raise ValueError(
                f"{whose} has a kink or a jump at x = {x}, or bends too fast for steps of "
                f"{format_number(step[where[: step.ndim]], 2)}: {direction}the {what} on its two "
                f"sides, {left} and {right}, differ. No derivative can be told from these; choose "
                "another x."
            )
