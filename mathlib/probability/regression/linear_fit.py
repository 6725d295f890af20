r"""Least squares, with the columns of X brought to one size and to mean 0 first."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from mathlib.arguments import choice
from mathlib.probability.regression.features import features_and_targets
from mathlib.probability.scaling import deviations, mean, quiet

EPS = float(np.finfo(float).eps)
LARGEST_CONDITION = 1e6
"""Above it, ``"normal"`` would keep fewer than about four of the 16 digits, and is refused."""


class Columns(NamedTuple):
    r"""The columns of X, rescaled: $X_j = \text{shift}_j + \text{size}_j Z_j$.

    If X has a constant column, the others are taken from their means. That changes no fit, for
    what it adds goes into the weight of the constant column; and features far from 0, such as
    seconds since 1970, lose no digits.

    Arguments:
        Z: columns of length 1 (0 for a column of zeros), shape (m, k).
        size, shift: shape (k,).
        constant: the index of the first constant column that is not 0; None if there is none.
        U, lengths, V: the singular value decomposition of Z.
        kept: for each of ``lengths``, whether it is more than rounding can have made.

    >>> found = columns(np.array([[1.0, 1e9], [1.0, 1e9 + 3.0]]))
    >>> found.shift.tolist(), found.constant, found.kept.tolist()
    ([0.0, 1000000001.5], 0, [True, True])
    """

    Z: np.ndarray
    size: np.ndarray
    shift: np.ndarray
    constant: int | None
    U: np.ndarray
    lengths: np.ndarray
    V: np.ndarray
    kept: np.ndarray


def columns(X: np.ndarray) -> Columns:
    r"""Return the columns of X (m, k), rescaled, and which of their combinations are not 0.

    A combination $\sum_j v_j Z_j$ counts as 0 when rounding the entries of X could have made it
    so: when it is no longer than $4 \sum_j |v_j| \cdot \text{noise}_j$.

    Arguments:
        X: finite float64 array (m, k), m and k ≥ 1.

    Source: Belsley, Kuh & Welsch (1980), Regression Diagnostics, section 3.3 (unit length).

    >>> celsius = np.array([20.0, 20.1, 20.2])
    >>> X = np.stack([np.ones(3), celsius, 1.8 * celsius + 32], axis=1)
    >>> int(columns(X).kept.sum())
    2
    """
    off, size = deviations(X, axis=0)
    size = size[0]
    still = np.flatnonzero((X.max(axis=0) == X.min(axis=0)) & (X[0] != 0))
    constant = int(still[0]) if still.size else None
    shift = np.zeros(X.shape[1])
    if constant is None:
        off = X / size
    else:
        shift = mean(X, axis=0)
        shift[constant] = 0.0
        off[:, constant] = X[:, constant] / size[constant]
    length = np.linalg.norm(off, axis=0)
    length[length == 0] = 1.0
    Z = off / length
    noise = EPS * np.sqrt(len(X)) / length  # entries of X / size are below 2, so off by EPS / 2 …
    U, lengths, V = np.linalg.svd(Z, full_matrices=False)
    kept = lengths > 4 * np.abs(V) @ noise + max(X.shape) * EPS * lengths[0]
    return Columns(Z, size * length, shift, constant, U, lengths, V, kept)


def independent(X: np.ndarray, found: Columns, otherwise: str) -> None:
    """Refuse columns that depend on each other.

    Arguments:
        X: shape (m, k).
        found: what `columns` returns for it.
        otherwise: what to do, besides leaving out columns.

    Raises:
        ValueError: a column follows from others, to the accuracy of the numbers.

    >>> independent(np.eye(2), columns(np.eye(2)), "or add observations")
    """
    rank = int(np.count_nonzero(found.kept))
    if rank < X.shape[1]:
        raise ValueError(
            f"X has {X.shape[1]} columns but rank {rank} with {len(X)} rows: many w fit equally "
            f"well. Leave out columns that follow from others, {otherwise}."
        )


@quiet
def least_squares(X: Any, y: Any, method: str = "qr") -> np.ndarray:
    r"""Return the weights w that minimise $\|Xw - y\|^2$.

    ``"normal"`` solves the normal equations $X^\top X w = X^\top y$. ``"qr"`` factors $X = QR$ and
    solves $R w = Q^\top y$, which loses fewer digits: it does not square the condition number.
    Both do it with columns of length 1 and, beside a constant column, of mean 0; the weights are
    then turned back. So units do not matter, nor how far from 0 a feature is.

    Arguments:
        X: design matrix, shape (m, k), each column in its own unit.
        y: targets, shape (m,).
        method: "qr" or "normal".

    Returns:
        The weights w, shape (k,); entry j is in the unit of y by that of column j.

    Raises:
        ValueError: shapes that do not fit, missing values, an unknown method, columns of X that
            depend on each other, so that no single w is best, or nearly do, so that ``"normal"``
            would lose most digits.
        TypeError: X or y does not hold numbers.

    Source: Golub & Van Loan, Matrix Computations (2013), section 5.3.

    See also ``np.linalg.lstsq``, which returns the shortest w where many are best, and takes a
    feature that is far from 0 for a constant one; scikit-learn's ``LinearRegression``, which adds
    the column of ones itself.

    A bath fills by 3 cm a minute, from 10 cm; the clock counts seconds since 1970:

    >>> from mathlib.probability import design_matrix
    >>> t = 1.7e9 + np.array([0.0, 60.0, 120.0])
    >>> w = least_squares(design_matrix(t), [10.0, 13.0, 16.0])
    >>> float((60 * w[1]).round(9))
    3.0
    """
    X, y = features_and_targets(X, y)
    method = choice("method", method, ("qr", "normal"))
    found = columns(X)
    independent(X, found, "or add observations")
    Z, (z, *unit) = found.Z, target(y, found)
    if method == "normal":
        _enough_digits(found.lengths[0] / found.lengths[-1])
        return weights(np.linalg.solve(Z.T @ Z, Z.T @ z), found, *unit)
    Q, R = np.linalg.qr(Z)
    return weights(np.linalg.solve(R, Q.T @ z), found, *unit)


def target(y: np.ndarray, found: Columns) -> tuple[np.ndarray, float, float]:
    """Return the targets rescaled as the columns are: z, size and shift with y = shift + size · z.

    >>> target(np.array([2.0, 6.0]), columns(np.ones((2, 1))))
    (array([-0.5,  0.5]), 4.0, 4.0)
    """
    off, size = deviations(y)
    if found.constant is None:
        return y / size, float(size[0]), 0.0
    return off, float(size[0]), float(mean(y))


def weights(v: np.ndarray, found: Columns, size: float, shift: float) -> np.ndarray:
    """Return the weights of the columns of X from those of Z.

    Arguments:
        v: the weights of the columns of Z, shape (k,).
        found: the columns.
        size, shift: of the targets, as `target` returns them.

    Raises:
        ValueError: a weight is beyond 1.8e308.

    >>> X = np.array([[1.0, 0.0], [1.0, 2.0]])
    >>> weights(np.array([0.0, np.sqrt(2.0)]), columns(X), 1.0, 5.0).round(12)
    array([4., 1.])
    """
    w = v / found.size * size
    if found.constant is not None:
        value = found.size[found.constant] * found.Z[0, found.constant]
        w[found.constant] += (shift - w @ found.shift) / value
    if not np.isfinite(w).all():
        raise ValueError(
            "the weights are beyond 1.8e308, the largest float64 number. Take other units for the "
            "columns of X, or for y."
        )
    return w


def to_columns(found: Columns) -> np.ndarray:
    r"""Return the matrix J, shape (k, k), for which $X w = Z J w$.

    >>> X = np.array([[1.0, 4.0], [1.0, 6.0]])
    >>> found = columns(X)
    >>> (found.Z @ to_columns(found)).round(12)
    array([[1., 4.],
           [1., 6.]])
    """
    J = np.diag(found.size)
    if found.constant is not None:
        J[found.constant] += found.shift / found.Z[0, found.constant]
    return J


def _enough_digits(condition: float) -> None:
    if condition > LARGEST_CONDITION:
        raise ValueError(
            f"the columns of X nearly depend on each other (condition number {condition:.2g}): the "
            f"normal equations square that, and fewer than four digits would be right. Try "
            'method="qr".'
        )
