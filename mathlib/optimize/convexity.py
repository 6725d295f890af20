r"""Convexity, tested: does the graph stay below its chords?"""

from collections.abc import Callable
from typing import Any

import numpy as np

from mathlib.arguments import float_array, function, shown
from mathlib.optimize.objectives.base import as_points


@np.errstate(all="ignore")
def chord_gap(f: Callable[[np.ndarray], Any], x: Any, y: Any, weight: Any) -> Any:
    r"""Return how far the chord from x to y lies above the graph of f.

    .. math:: (1-w) f(x) + w f(y) - f\bigl((1-w)x + w y\bigr)

    f is convex when no gap is negative, for any two points and any $0 \le w \le 1$.

    Arguments:
        f: a function (…, n) → (…).
        x, y: the ends of the chord, shape (…, n).
        weight: w, the weight of y, shape (…): 0 is x, 1 is y.

    Returns:
        The gaps, shape (…).

    Raises:
        ValueError: weight, x and y do not fit together, or f does not return one value a point.
        TypeError: f is not a function, or something does not hold numbers.

    See also :func:`jensen_gap`, the same for any number of points.

    Source: Boyd & Vandenberghe, Convex Optimization (2004), section 3.1.1.

    >>> from mathlib.optimize import parabola
    >>> chord_gap(parabola, [0.0], [1.0], 0.5) == 0.25
    np.True_
    """
    n = getattr(function("f", f, "parabola"), "n", None)
    x, y, w = as_points(x, n), as_points(y, n, "y"), float_array("weight", weight)
    if x.shape[-1] != y.shape[-1] or not _fit(x.shape[:-1], y.shape[:-1], w.shape):
        raise ValueError(
            f"x, y and weight must fit together as (…, n), (…, n) and (…); got shapes {x.shape}, "
            f"{y.shape} and {w.shape}."
        )
    between = (1 - w[..., None]) * x + w[..., None] * y
    return (1 - w) * _values(f, x) + w * _values(f, y) - _values(f, between)


@np.errstate(all="ignore")
def jensen_gap(f: Callable[[np.ndarray], Any], points: Any, weights: Any) -> Any:
    r"""Return the average of the values minus the value at the average.

    .. math:: \sum_i \alpha_i f(x_i) - f\Bigl(\sum_i \alpha_i x_i\Bigr)

    Jensen's inequality says that the gap is ≥ 0 when f is convex, $\sum_i \alpha_i = 1$ *and* all
    $\alpha_i \ge 0$. Negative weights are computed too, so that you can see the inequality fail.

    Arguments:
        f: a function (…, n) → (…).
        points: the $x_i$, shape (…, m, n).
        weights: the $\alpha_i$, shape (…, m), with sum 1.

    Returns:
        The gaps, shape (…).

    Raises:
        ValueError: the weights do not sum to 1, or there is not one weight for every point, or f
            does not return one value a point.
        TypeError: f is not a function, or something does not hold numbers.

    See also :func:`chord_gap`, the same for two points.

    Source: Jensen (1906), Acta Mathematica 30; Boyd & Vandenberghe (2004), section 3.1.8.

    >>> from mathlib.optimize import parabola
    >>> float(jensen_gap(parabola, [[0.0], [1.0]], [2.0, -1.0]))
    -2.0
    """
    n = getattr(function("f", f, "parabola"), "n", None)
    x, a = as_points(points, n, "points"), float_array("weights", weights)
    if x.ndim < 2 or a.ndim < 1 or a.shape[-1] != x.shape[-2] or not _fit(a.shape, x.shape[:-1]):
        raise ValueError(
            "points and weights must have shapes (…, m, n) and (…, m), one weight for every point; "
            f"got {x.shape} and {a.shape}."
        )
    total, digits = a.sum(axis=-1), np.asarray(weights).dtype  # float32 sums to 1 as float32 can
    slack = max(1e-9, 16 * np.finfo(digits).eps if digits.kind == "f" else 0.0)
    if not np.allclose(total, 1.0, rtol=0.0, atol=slack):
        raise ValueError(
            f"weights must sum to 1; got {shown(a.tolist())}. Divide them by their sum: "
            "weights / weights.sum(axis=-1, keepdims=True)."
        )
    return (a * _values(f, x)).sum(axis=-1) - _values(f, (a[..., None] * x).sum(axis=-2))


def _values(f: Callable[[np.ndarray], Any], x: np.ndarray) -> np.ndarray:
    """Return f(x), after a check that f gives one value for every point."""
    values = float_array("f(x)", f(x))
    if values.shape != x.shape[:-1]:
        raise ValueError(
            f"f must return one value per point: shape {x.shape[:-1]} for x of shape {x.shape}; "
            f"got {values.shape}. Sum over the last axis: lambda x: (x ** 2).sum(axis=-1)."
        )
    return values


def _fit(*shapes: tuple[int, ...]) -> bool:
    """Say whether numpy can combine arrays of these shapes."""
    try:
        np.broadcast_shapes(*shapes)
    except ValueError:
        return False
    return True
