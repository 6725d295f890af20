r"""Line search: instead of fixing the step length, try one and shorten it until f has fallen."""

from typing import Any, NamedTuple

import numpy as np

from mathlib.arguments import (
    flag,
    float_array,
    function,
    positive,
    same_shape,
    shown,
    whole_number,
)
from mathlib.optimize.objectives.base import ArrayFunction, as_points, functions_of


class Settings(NamedTuple):
    """The settings of :func:`backtracking`, checked; see there."""

    initial: float
    shrink: float
    c1: float
    maxiter: int


def checked_settings(initial: Any, shrink: Any, c1: Any, maxiter: Any) -> Settings:
    """Return the settings of :func:`backtracking`, if each is in its range.

    Raises:
        ValueError: which setting, what was given, and what is allowed.

    >>> checked_settings(1, 0.5, 1e-4, 60)
    Settings(initial=1.0, shrink=0.5, c1=0.0001, maxiter=60)
    """
    for name, share, example in (("shrink", shrink, "0.5"), ("c1", c1, "1e-4")):
        if positive(name, share, example) >= 1:
            raise ValueError(f"{name} must lie between 0 and 1; got {shown(share)}. Try {example}.")
    first, most = positive("initial", initial, "1.0"), whole_number("maxiter", maxiter, "60")
    return Settings(first, float(shrink), float(c1), most)


def armijo_step(
    value: ArrayFunction,
    x: np.ndarray,
    direction: np.ndarray,
    slope: np.ndarray,
    *,
    initial: float,
    shrink: float,
    c1: float,
    maxiter: int,
) -> np.ndarray:
    r"""Return the step lengths of :func:`backtracking` where value and slope are at hand.

    See also :func:`backtracking`, which takes both from an objective, refuses a direction that
    does not lead downhill, and can tell how many lengths were tried.

    Arguments:
        value: the function, (…, n) → (…).
        x, direction: arrays of shape (…, n).
        slope: $\nabla f(x)^\top d < 0$, shape (…); where it is 0 the first length is returned.
        initial, shrink, c1, maxiter: as in :func:`backtracking`.

    Returns:
        The lengths, shape (…); 0.0 where no length was found in ``maxiter`` shortenings.

    Raises:
        ValueError: the shapes do not fit together, or a setting is out of its range.
        TypeError: value is not a function, or something does not hold numbers.

    >>> x, d = np.array([1.0]), np.array([-2.0])
    >>> square, settings = lambda x: (x * x).sum(axis=-1), dict(shrink=0.5, c1=0.1, maxiter=9)
    >>> armijo_step(square, x, d, np.array(-4.0), initial=1.0, **settings) == 0.5
    np.True_
    """
    settings = checked_settings(initial, shrink, c1, maxiter)
    function("value", value, "lambda x: (x ** 2).sum(axis=-1)")
    points, d = as_points(x, None), as_points(direction, None, "direction")
    slopes = float_array("slope", slope)
    same_shape("x", points, "direction", d)
    if slopes.shape != points.shape[:-1]:
        raise ValueError(
            f"slope must have one number for each x, shape {points.shape[:-1]}; got shape "
            f"{slopes.shape}."
        )
    with np.errstate(all="ignore"):
        return lengths_and_tries(value, points, d, slopes, settings)[0]


def lengths_and_tries(
    value: ArrayFunction, x: np.ndarray, direction: np.ndarray, slope: np.ndarray, how: Settings
) -> tuple[np.ndarray, np.ndarray]:
    """Return the lengths (0.0 where none was found), and how many each run has tried.

    Arguments are as in :func:`armijo_step`, and not checked any more.

    >>> x = np.array([1.0])
    >>> lengths_and_tries(np.sum, x, -8 * x, np.array(-8.0), Settings(1.0, 0.5, 0.1, 9))[1].item()
    1
    """
    start, level = value(x), slope == 0  # on level ground there is nothing to search
    length = np.full(np.shape(slope), how.initial)
    failed = np.zeros(np.shape(slope), int)
    for _ in range(how.maxiter + 1):
        promised = start + how.c1 * length * slope
        enough = level | (value(x + length[..., None] * direction) <= promised)
        if enough.all():
            break
        length = np.where(enough, length, how.shrink * length)
        failed = failed + ~enough
    return np.where(enough, length, 0.0), failed + enough


def backtracking(
    objective: Any,
    x: Any,
    direction: Any,
    *,
    initial: float = 1.0,
    shrink: float = 0.5,
    c1: float = 1e-4,
    maxiter: int = 60,
    full_output: bool = False,
) -> Any:
    r"""Return a step length along a direction that lowers f enough (Armijo's condition).

    The first $a$ among ``initial``, ``initial · shrink``, ``initial · shrink²``, … with

    .. math:: f(x + a d) \le f(x) + c_1\, a\, \nabla f(x)^\top d .

    It promises a decrease, not the best length along d: that would cost more values of f than
    it saves. See also :func:`gradient_descent_with_line_search`, which does this in every step.

    Arguments:
        objective: a callable (…, n) → (…) with a ``gradient`` method.
        x: the points, shape (…, n).
        direction: d, same shape; it must lead downhill.
        initial: the first length tried, > 0.
        shrink: the factor for the next try, between 0 and 1.
        c1: the share of the promised decrease that is asked for, between 0 and 1.
        maxiter: how often a length may be shortened.
        full_output: return also how many lengths were tried.

    Returns:
        The lengths, shape (…); 0.0 where no length was found in ``maxiter`` shortenings.
        With ``full_output`` the pair of the lengths and the numbers of tries, both of shape (…).

    Raises:
        ValueError: a direction does not lead downhill, the shapes differ, or a setting is out
            of its range.
        TypeError: the objective has no gradient, or the points do not hold numbers.

    Source: Armijo (1966), Pacific J. Math. 16; Nocedal & Wright (2006), Algorithm 3.1.

    >>> from mathlib.optimize import parabola
    >>> length, tries = backtracking(parabola, [1.0], [-200.0], full_output=True)
    >>> length.item(), tries.item()  # 1, ½, ¼, … : the eighth lowers f
    (0.0078125, 8)
    """
    settings = checked_settings(initial, shrink, c1, maxiter)
    flag("full_output", full_output)
    value, gradient = functions_of(objective)
    n = getattr(objective, "n", None)
    x, direction = as_points(x, n), as_points(direction, n, "direction")
    if x.shape != direction.shape:
        raise ValueError(
            f"direction must have the shape of x, {x.shape}; got shape {direction.shape}."
        )
    with np.errstate(all="ignore"):
        slope = np.einsum("...i,...i->...", gradient(x), direction)
        if not (slope < 0).all():
            raise ValueError(
                "direction must lead downhill: ∇f·d < 0 is needed; got ∇f·d = "
                f"{np.max(slope):.4g}. Try direction = -objective.gradient(x), where ∇f ≠ 0."
            )
        found = lengths_and_tries(value, x, direction, slope, settings)
    return found if full_output else found[0]
