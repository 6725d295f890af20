"""Straight lines between two classes: the best one in the plane, and whether one divides them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from mathlib.arguments import finite_array, float_array, matrix, shown
from mathlib.linalg.vectors import normalize, power_of_two
from mathlib.probability.scaling import quiet

NEAR = 1e-9
"""Distances (as shares of the size of the cloud) and angles below this count as 0."""


class Separation(NamedTuple):
    """A line ⟨normal, x⟩ = offset, with class 1 on the side where ⟨normal, x⟩ is larger.

    Arguments:
        normal: shape (2,), of length 1.
        offset: in the unit of the points.
        share: the part of the points that lie on the right side, from 0.5 to 1.

    >>> line = Separation(np.array([0.0, 1.0]), 2.0, 1.0)
    >>> bool(line.normal @ [5.0, 3.0] > line.offset)
    True
    """

    normal: np.ndarray
    offset: float
    share: float


@quiet
def best_line(points: Any, classes: Any) -> Separation:
    r"""Return a line with as many points as possible on the right side.

    Any division of the points by a line is also made by a line through one of them, which may
    then go to either side. So a line is turned about each point in turn, from 0 to π; it changes
    sides for one other point at a time, and adding up what is gained and lost gives the number of
    right ones at each angle. That is exact and takes $O(n^2 \log n)$ for n points.

    Differences that come from rounding alone (below `NEAR`) separate nothing: neither points that
    are as close as that, nor points that lie on one line but for that.

    Arguments:
        points: shape (n, 2), both coordinates in one unit.
        classes: 0 or 1 for each point, shape (n,).

    Returns:
        The line and the share of the points on their side, as `Separation`.

    Raises:
        ValueError: the shapes do not fit, there is no point, or a class is neither 0 nor 1.
        TypeError: points or classes that are not numbers.

    Source: Johnson & Preparata (1978), Theoretical Computer Science 6, 93-107 (densest hemisphere).

    See also `separating_direction`, which works in any dimension and says only whether all points
    can be put on their side; scikit-learn's ``LinearSVC``, which bounds the number of wrong
    ones, and is quick for many points.

    No line divides the corners of a square by exclusive or; three of four is the best:

    >>> line = best_line([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]], [0, 1, 1, 0])
    >>> line.share
    0.75
    """
    points, sign = finite_array("points", points), _signs("classes", classes)
    if points.ndim != 2 or points.shape != (len(sign), 2) or not len(points):
        raise ValueError(
            f"points must have shape (n, 2) and classes (n,), n at least 1; got {points.shape} "
            f"and {sign.shape}."
        )
    unit = power_of_two(points)
    points = points / unit
    center = (points.max(axis=0) + points.min(axis=0)) / 2  # a far cloud keeps its digits
    points = points - center
    size = np.ptp(points, axis=0).max() or 1.0
    x, y = (points / size).T
    normal = _best_normal(x, y, sign)
    offset, share = _best_offset(points @ normal / size, sign)
    return Separation(normal, float((center @ normal + offset * size) * unit), share)


@quiet
def separating_direction(X: Any, y: Any) -> np.ndarray | None:
    r"""Return weights that put no row of class 1 below 0 and none of class 0 above, if there are.

    .. math:: s_i \langle w, x_i \rangle \ge 0 \text{ for all } i, \quad
        > 0 \text{ for at least one}, \qquad s_i = 2 y_i - 1

    Then, and only then, logistic regression has no estimate: along w the likelihood grows for
    ever. Found by a linear program: make $\sum_i t_i$ as large as possible, where
    $0 \le t_i = s_i \langle w, x_i \rangle \le 1$.

    Arguments:
        X: design matrix, shape (m, k); with a column of ones, if the line need not pass through 0.
        y: the classes 0 or 1, shape (m,).

    Returns:
        w of length 1, shape (k,); or None.

    Raises:
        ValueError: the shapes do not fit, or a class is neither 0 nor 1.
        TypeError: X or y does not hold numbers.

    Source: Albert & Anderson (1984), Biometrika 71, 1-10; Konis (2007), Linear Programming
    Algorithms for Detecting Separated Data, chapter 4.

    See also :func:`mathlib.probability.fit_logistic`, which says so, too, and fits if it can.

    >>> separating_direction([[-1.0], [2.0]], [0, 1])
    array([1.])
    >>> separating_direction([[-1.0], [1.0], [2.0]], [1, 0, 1]) is None
    True
    """
    from scipy.optimize import linprog  # here, so that only those who ask for it wait for it

    X, sign = matrix("X", X), _signs("y", y)
    if len(X) != len(sign):
        raise ValueError(
            f"X and y must have shapes (m, k) and (m,); got {X.shape} and {sign.shape}."
        )
    if not X.any():
        return None
    unit = power_of_two(X, axis=0)[0]
    size = np.linalg.norm(X / unit, axis=0)
    size[size == 0] = 1.0
    U, lengths, V = np.linalg.svd(X / unit / size, full_matrices=False)
    kept = lengths > len(X) * np.finfo(float).eps * lengths[0]
    rows = sign[:, None] * U[:, kept]  # the same directions, none much longer than another
    found = linprog(
        -rows.sum(axis=0),
        A_ub=np.vstack([rows, -rows]),
        b_ub=np.repeat([1.0, 0.0], len(rows)),
        bounds=(None, None),
    )
    if found.status != 0 or found.fun > -0.5:  # the largest t is 1 if one is above 0
        return None
    w = (found.x / lengths[kept]) @ V[kept] / size
    return normalize(w * (unit.min() / unit))


def _signs(name: str, classes: Any) -> np.ndarray:
    """Return −1 for class 0 and 1 for class 1."""
    numbers = float_array(name, classes)
    if numbers.ndim != 1 or not np.isin(numbers, (0, 1)).all():
        raise ValueError(f"{name} must be one row of 0 and 1; got {shown(classes)}.")
    return 2 * numbers.astype(int) - 1


def _best_normal(x: np.ndarray, y: np.ndarray, sign: np.ndarray) -> np.ndarray:
    """The normal of the best line; of equally good ones that which has most room to turn."""
    dx, dy = x - x[:, None], y - y[:, None]  # row p: seen from point p
    twin = dx**2 + dy**2 < NEAR**2
    below = (dy < -NEAR) | ((abs(dy) <= NEAR) & (dx < 0))
    meets = np.where(twin, np.pi, np.arctan2(np.where(below, -dy, dy), np.where(below, -dx, dx)))
    # The line starts along the x-axis, class 1 above: +1 for a point on the right side, else -1.
    vote = np.where(twin, 0, np.where(below, -sign, sign))
    order = np.argsort(meets, axis=1)
    meets, change = (np.take_along_axis(a, order, axis=1) for a in (meets, -2 * vote))
    edge = np.zeros((len(x), 1))
    meets = np.hstack([edge, meets, edge + np.pi])
    score = vote.sum(axis=1)[:, None] + np.hstack([edge, np.cumsum(change, axis=1)])
    room = np.diff(meets, axis=1)
    own = np.abs((twin * sign).sum(axis=1))[
        :, None
    ]  # the point goes where most of its twins belong
    value = np.where(room > NEAR, np.abs(score) + own + room / 4, -1)
    best = np.unravel_index(np.argmax(value), value.shape)
    angle = meets[best] + room[best] / 2
    return np.array([-np.sin(angle), np.cos(angle)]) * (1 if score[best] >= 0 else -1)


def _best_offset(height: np.ndarray, sign: np.ndarray) -> tuple[float, float]:
    """The offset, halfway between two heights, with most points on the right side; their share."""
    order = np.argsort(height)
    height, sign = height[order], sign[order]
    right = np.count_nonzero(sign > 0) - np.append(0, np.cumsum(sign))
    ends = np.concatenate([[height[0] - 1], height, [height[-1] + 1]])
    right = np.where(np.diff(ends) > NEAR, right, -1)
    best = np.argmax(right)
    return float(ends[best] + ends[best + 1]) / 2, float(right[best] / len(sign))
