r"""One refusal for all derivatives: where f has a kink or a jump, or bends too fast for the step.

Let D be the right slope minus the left one, times s:

.. math:: D(s) = f(x + s) - 2 f(x) + f(x - s)

As s shrinks, D goes with s² where f is smooth, with s at a kink, and it stays at a jump. So the
slopes are compared at 32 and at 4 times the step of the quotient: then a kink beside x, but within
that step, is seen as well. Second derivatives on the left and on the right are compared likewise.

What looks like a kink may be noise, where f computes a small number from large ones. Noise is there
on one side alone, too; a kink is not. And where the two sides agree, as those of sin do at 0, the
slope over one step may still be another than over four: then f bends too fast. So it is with
second derivatives.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

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

HALF_AWAY = 4e3
"""The same for the steps of a second derivative, which are longer."""
OFF = 0.01
"""A slope is refused if it seems to be off by more than this part of itself."""

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


def compare_steps(f: Along, step: np.ndarray, axes: int = 0) -> Sides:
    """Return the slopes over one step and over four, and whether the first is off by a hundredth.

    If it is off by e, the other is by 16 e. That counts if e is not small beside what f does at a
    larger distance: x³ has slope 0 at 0, and one of s² over a step s.

    Arguments:
        f, step, axes: as for :func:`compare_sides`.

    >>> step = np.array(1e-5)
    >>> fast = compare_steps(lambda s: np.sin(1e5 * s), step)
    >>> bool(fast.differ), bool(compare_steps(lambda s: s**3, step).differ)
    (True, False)
    """
    unit = step.reshape(step.shape + (1,) * axes)
    with np.errstate(all="ignore"):
        one, four = ((f(t * step) - f(-t * step)) / (2 * t * unit) for t in (1.0, NEAR))
        off = np.abs(four - one) / (NEAR**2 - 1)
        differ = off > OFF * np.abs(one)
        if differ.any():
            beside = np.fmax(np.abs(f(step)), np.abs(f(-step)))
            size = np.fmax(beside, _size_far_away(f, step)) / (2 * FAR_AWAY * unit)
            differ &= (off > OFF * size) & (off > 64 * EPS * beside / unit)
    return Sides(one, four, differ)


def compare_bends(f: Along, step: np.ndarray, axes: int = 0) -> Sides:
    """Return the second derivatives over one step and over four, and whether the first is off.

    The two sides of |s|^1.5 agree, and yet its second derivative is infinite at 0: it is twice as
    large over a quarter of the step.

    Arguments:
        f, step, axes: as for :func:`compare_sides`.

    >>> step = np.array(1e-4)
    >>> bool(compare_bends(lambda s: np.abs(s) ** 1.5, step).differ)
    True
    >>> bool(compare_bends(lambda s: s**4, step).differ)
    False
    """
    unit, middle = step.reshape(step.shape + (1,) * axes), f(0 * step)
    with np.errstate(all="ignore"):
        ends = [(f(t * step), f(-t * step), t * unit) for t in (1.0, NEAR)]
        one, four = (((ahead - middle) + (behind - middle)) / t**2 for ahead, behind, t in ends)
        off = np.abs(four - one) / (NEAR**2 - 1)
        differ = off > OFF * np.abs(one)
        if differ.any():
            beside = np.fmax(np.fmax(np.abs(ends[1][0]), np.abs(ends[1][1])), np.abs(middle))
            far = (np.abs(f(side * HALF_AWAY * step) - middle) for side in (1, -1))
            size = 2 * np.nan_to_num(np.fmax(*far)) / (HALF_AWAY * unit) ** 2
            differ &= (off > OFF * size) & (off > 64 * EPS * beside / unit**2)
    return Sides(one, four, differ)


def _size_far_away(f: Along, step: np.ndarray) -> np.ndarray:
    return np.fmax(np.abs(f(FAR_AWAY * step)), np.abs(f(-FAR_AWAY * step)))


def _is_noise(f: Along, step: np.ndarray, gap: np.ndarray) -> np.ndarray:
    """Whether this gap is no more than noise, and the noise small beside f farther away."""
    noise = np.zeros_like(gap)
    for side in (NOISE_STEP, -NOISE_STEP):
        a, b, c, d = (f(side * t * step) for t in (1.0, 2.0, 3.0, 4.0))
        noise = np.fmax(noise, np.fmax(np.abs(a - 2 * b + c), np.abs(b - 2 * c + d)))
    return (gap <= 100 * noise) & (noise <= 1e-8 * np.nan_to_num(_size_far_away(f, step)))


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
    comparisons: list[tuple[str, Any]] = [(SIDES, compare_sides), (FAST, compare_steps)]
    if order == 2:
        comparisons += [(BENDS, partial(compare_sides, order=2)), (GROWS, compare_bends)]
    for words, compare in comparisons:
        for step in steps:
            found = compare(f, step, axes)
            if not found.differ.any():
                break
        else:
            where = tuple(int(i) for i in np.argwhere(found.differ)[0])
            x, direction = place(where)
            length = format_number(step[where[: step.ndim]], 2)
            numbers = format_number(found.left[where]), format_number(found.right[where])
            raise ValueError(
                words.format(*numbers, x=x, direction=direction, step=length)
                + " No derivative can be told from these; choose another x."
            )


KINK_AT = (
    "{} has a kink or a jump at x = {{x}}, or bends too fast for steps of {{step}}: {{direction}}"
)
SIDES = KINK_AT.format("f") + "the slopes on its two sides, {} and {}, differ."
FAST = KINK_AT.format("f") + "its slope over one step is {}, over four {}."
BENDS = (
    KINK_AT.format("the slope of f") + "the second derivatives on its two sides, {} and {}, differ."
)
GROWS = (
    "f has no second derivative at x = {x}, or bends too fast for steps of {step}: {direction}it "
    "is {} over one step, over four {}."
)
