r"""Features as columns: the design matrix, and columns with mean 0 and standard deviation 1."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from mathlib.arguments import float_array, no_missing
from mathlib.probability.scaling import TINY, deviations, mean, quiet


class Standardized(NamedTuple):
    """What :func:`standardize` returns: ``x = mean + std * scaled``.

    Arguments:
        scaled: without unit, the shape of x.
        mean, std: in the unit of x, shape () or (k,).

    >>> new = Standardized(np.array([-1.0, 1.0]), np.array(2.0), np.array(0.5))
    >>> new.mean + new.std * new.scaled
    array([1.5, 2.5])
    """

    scaled: np.ndarray
    mean: np.ndarray
    std: np.ndarray


def design_matrix(*features: Any) -> np.ndarray:
    r"""Return the matrix whose rows are $(1, x_1, \dots, x_k)$, one row per observation.

    Arguments:
        features: k columns of m numbers each, shape (m,), each in its own unit.

    Returns:
        The matrix X, shape (m, 1 + k); the ones stand first, for the intercept.

    Raises:
        ValueError: no feature, features of different lengths, or missing values.
        TypeError: a feature that does not hold numbers.

    Source: Hastie, Tibshirani & Friedman, The Elements of Statistical Learning (2009), section 3.2.

    See also ``statsmodels.api.add_constant``, which does the same to a matrix; scikit-learn's
    models add the ones themselves.

    A line and a parabola, at x = 3:

    >>> x = np.array([1.0, 2.0, 4.0])
    >>> design_matrix(x, x**2)
    array([[ 1.,  1.,  1.],
           [ 1.,  2.,  4.],
           [ 1.,  4., 16.]])
    """
    columns = [float_array(f"feature {i}", x) for i, x in enumerate(features, start=1)]
    shapes = [x.shape for x in columns]
    if not columns or columns[0].ndim != 1 or not columns[0].size or len(set(shapes)) > 1:
        table = len(columns) == 1 and columns[0].ndim == 2
        hint = " For the columns of a table X: design_matrix(*X.T)." if table else ""
        raise ValueError(
            "design_matrix takes one or more features of the same shape (m,); got shapes "
            f"{shapes}.{hint}"
        )
    for i, x in enumerate(columns, start=1):
        no_missing(f"feature {i}", x)
    return np.stack([np.ones(len(columns[0])), *columns], axis=1)


@quiet
def standardize(x: Any) -> Standardized:
    r"""Shift and scale every column to mean 0 and standard deviation 1: $(x - \bar x) / s$.

    Arguments:
        x: one feature, shape (m,), or k of them, shape (m, k), each in its own unit.

    Returns:
        ``scaled`` (same shape), ``mean`` and ``std`` (with 1/m; shape () or (k,)).

    Raises:
        ValueError: missing values, a column in which all values are equal, or nearly so at 1e-308.
        TypeError: x does not hold numbers.

    Source: Hastie, Tibshirani & Friedman (2009), section 3.4.1.

    See also scikit-learn's ``StandardScaler``, which has 1/m, too, and makes a constant column 0;
    ``scipy.stats.zscore``, which makes it NaN.

    New values are scaled with the old mean and deviation, not with their own:

    >>> scaled, mean, std = standardize([1.0, 3.0])
    >>> scaled, float((5.0 - mean) / std)
    (array([-1.,  1.]), 3.0)
    """
    x = float_array("x", x)
    if x.ndim not in (1, 2) or not x.size:
        raise ValueError(f"x must have shape (m,) or (m, k) with m ≥ 1; got shape {x.shape}.")
    no_missing("x", x)
    off, size = deviations(x, axis=0)
    spread = np.sqrt((off**2).mean(axis=0))
    std = spread * size[0]
    _spread_out(x, std)
    return Standardized(off / spread, mean(x, axis=0), std)


def _spread_out(x: np.ndarray, std: np.ndarray) -> None:
    """Refuse columns that are constant, or nearly so at the small end of float64 numbers."""
    constant = np.atleast_1d(x.max(axis=0) == x.min(axis=0))
    if constant.any():
        raise ValueError(
            f"column {int(np.flatnonzero(constant)[0])} of x is constant: it has no spread to "
            "divide by. Leave it out (the intercept of a design matrix, too)."
        )
    small = np.atleast_1d(std < TINY)
    if small.any():
        raise ValueError(
            f"column {int(np.flatnonzero(small)[0])} of x has a spread below 2.2e-308, where "
            "float64 numbers lose digits. Take another unit: x = x * 1e20."
        )


def features_and_targets(X: Any, y: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return X (m, k) and y (m,) as float64 arrays without missing values.

    Raises:
        ValueError: the shapes do not fit, or values are missing.
        TypeError: X or y does not hold numbers.

    >>> features_and_targets([[1, 2], [1, 3]], [0, 1])[1]
    array([0., 1.])
    """
    X, y = float_array("X", X), float_array("y", y)
    if X.ndim != 2 or not X.size or y.shape != X.shape[:1]:
        raise ValueError(
            f"X and y must have shapes (m, k) and (m,), m and k ≥ 1; got {X.shape} and {y.shape}. "
            + _how_to_fit(X, y)
        )
    no_missing("X", X)
    no_missing("y", y)
    return X, y


def _how_to_fit(X: np.ndarray, y: np.ndarray) -> str:
    """Say which of the two to change, and how."""
    if X.ndim == 1:
        return "For one feature x, try X = design_matrix(x)."
    if y.ndim == 2 and y.shape[1] == 1:
        return "A column becomes a row of numbers by y = y[:, 0]."
    if y.ndim == 2:
        return "Take one target at a time: y = y[:, 0]."
    if X.ndim == 2 and y.shape == X.shape[1:]:
        return "One observation a row: try X = X.T."
    return "X needs a row for each value of y."
