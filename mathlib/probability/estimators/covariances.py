r"""The covariance matrix of quantities that were observed together, and their correlations."""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import SUM_TOLERANCE, finite_array, float_array, shown
from mathlib.probability.estimators.mean_and_variance import degrees_of_freedom, in_range, sample
from mathlib.probability.scaling import deviations, quiet


@quiet
def sample_covariance(x: Any, ddof: int = 1) -> np.ndarray:
    r"""Return the covariance matrix of k quantities that were observed together.

    .. math:: S_{jl} = \frac{1}{n - \mathrm{ddof}} \sum_i (x_{ij} - \bar x_j)(x_{il} - \bar x_l)

    Arguments:
        x: observations in rows, shape (…, n, k), each column in its own unit.
        ddof: 1 or 0, as in :func:`mathlib.probability.sample_variance`.

    Returns:
        An array (…, k, k); entry (j, l) is in the unit of column j times that of column l.

    Raises:
        ValueError: as :func:`mathlib.probability.sample_variance`; or x has not two axes.
        TypeError: the values are not numbers.

    Source: Hastie, Tibshirani & Friedman (2009), section 4.3.

    See also ``np.cov``, which has the observations in columns, unless ``rowvar=False``.

    >>> sample_covariance([[0.0, 0.0], [2.0, 4.0]])
    array([[2., 4.],
           [4., 8.]])
    """
    ddof, x = degrees_of_freedom(ddof), float_array("x", x)
    if x.ndim < 2:
        raise ValueError(
            f"x must hold observations in rows, shape (n, k); got shape {x.shape}. "
            "Try x = np.stack([a, b], axis=-1)."
        )
    columns = sample("x", np.swapaxes(x, -1, -2), 1 + ddof, "this covariance")
    off, size = deviations(columns)
    scaled = off @ np.swapaxes(off, -1, -2) / (columns.shape[-1] - ddof)
    S = scaled * size * np.swapaxes(size, -1, -2)
    in_range(_diagonal(S), np.sqrt(_diagonal(scaled)) * size[..., 0], "x")
    return S


@quiet
def correlation(covariance: Any) -> np.ndarray:
    r"""Return the correlations $\rho_{jl} = S_{jl} / \sqrt{S_{jj} S_{ll}}$, from −1 to 1.

    Arguments:
        covariance: S, shape (…, k, k), symmetric, without negative eigenvalues.

    Returns:
        An array (…, k, k) without unit, with 1 on the diagonal. What rounding puts beyond ±1 is
        cut off.

    Raises:
        ValueError: S is no covariance matrix, or a variance is 0: what is constant goes along
            with nothing.
        TypeError: the entries are not numbers.

    Source: Casella & Berger (2002), Statistical Inference, section 4.5.

    See also ``np.corrcoef``, which takes the data, and gives NaN where a variance is 0.

    Deviations of 2 kg and 3 cm that go along to a half:

    >>> correlation([[4.0, 3.0], [3.0, 9.0]])
    array([[1. , 0.5],
           [0.5, 1. ]])
    """
    S = finite_array("covariance", covariance)
    if S.ndim < 2 or S.shape[-1] != S.shape[-2] or not S.size:
        raise ValueError(f"covariance must have shape (…, k, k); got {S.shape}.")
    variance = _diagonal(S)
    if not (variance > 0).all():
        raise ValueError(
            f"every variance, on the diagonal, must be positive; got {variance.min():g}. A "
            "constant quantity has no correlation: leave it out."
        )
    std = np.sqrt(variance)
    rho = S / std[..., :, None] / std[..., None, :]
    _possible(S, rho)
    return np.where(np.eye(S.shape[-1], dtype=bool), 1.0, np.clip(rho, -1.0, 1.0))


@quiet
def covariance_matrix(std: Any, rho: Any) -> np.ndarray:
    r"""Return the covariance matrix of two quantities from their spreads and their correlation.

    .. math:: \Sigma = \begin{pmatrix} \sigma_1^2 & \rho\sigma_1\sigma_2 \\
        \rho\sigma_1\sigma_2 & \sigma_2^2 \end{pmatrix}

    Arguments:
        std: the standard deviations $\sigma_1, \sigma_2 > 0$, shape (…, 2), each in its own unit.
        rho: the correlation ρ, from −1 to 1, shape (…).

    Returns:
        An array (…, 2, 2); the leading axes are those of ``std`` and ``rho``, broadcast.

    Raises:
        ValueError: a spread that is not positive, ρ outside [−1, 1], leading axes that do not fit
            together, or spreads whose squares are too small or too large for float64 numbers.
        TypeError: spreads or correlations that are not numbers.

    Source: Casella & Berger (2002), Statistical Inference, section 4.5.

    See also `correlation`, which goes the other way:

    >>> covariance_matrix([2.0, 3.0], 0.5)
    array([[4., 3.],
           [3., 9.]])
    >>> correlation(covariance_matrix([2.0, 3.0], 0.5))[0, 1]
    np.float64(0.5)
    """
    std, rho = finite_array("std", std), finite_array("rho", rho)
    if not std.ndim or std.shape[-1] != 2 or not (std > 0).all():
        what = shown(std.tolist()) if std.size < 100 else f"shape {std.shape}"
        raise ValueError(f"std must be two positive numbers, shape (…, 2); got {what}.")
    if not (np.abs(rho) <= 1).all():
        raise ValueError(f"rho must be from −1 to 1; got {rho.flat[np.argmax(np.abs(rho))]:g}.")
    try:
        np.broadcast_shapes(std.shape[:-1], rho.shape)
    except ValueError:
        raise ValueError(
            "std and rho must have shapes (…, 2) and (…), one correlation for each pair of "
            f"spreads; got {std.shape} and {rho.shape}."
        ) from None
    in_range(std**2, std, "std")
    mixed = np.where(np.eye(2, dtype=bool), 1.0, rho[..., None, None])
    return mixed * std[..., :, None] * std[..., None, :]


def _diagonal(S: np.ndarray) -> np.ndarray:
    return np.diagonal(S, axis1=-2, axis2=-1)


def _possible(S: np.ndarray, rho: np.ndarray) -> None:
    """Refuse what is no covariance matrix, by more than rounding."""
    advice = "Try covariance = sample_covariance(x)."
    uneven = np.abs(rho - np.swapaxes(rho, -1, -2)) > SUM_TOLERANCE
    if uneven.any():
        *batch, j, i = (int(n) for n in np.argwhere(uneven)[0])
        a, b = S[(*batch, j, i)], S[(*batch, i, j)]
        raise ValueError(
            f"a covariance matrix is symmetric; covariance has {a:g} in row {j}, column {i}, and "
            f"{b:g} in row {i}, column {j}. {advice}"
        )
    beyond = np.abs(rho) > 1 + SUM_TOLERANCE
    if beyond.any():
        *batch, j, i = (int(n) for n in np.argwhere(beyond)[0])
        raise ValueError(
            f"no two quantities have the covariance {S[(*batch, j, i)]:g} with the variances "
            f"{S[(*batch, j, j)]:g} and {S[(*batch, i, i)]:g}: their correlation would be "
            f"{rho[(*batch, j, i)]:g}, not from −1 to 1. {advice}"
        )
    lowest = float(np.linalg.eigvalsh(rho).min())
    if lowest < -SUM_TOLERANCE * rho.shape[-1]:
        raise ValueError(
            "covariance has a negative eigenvalue, so some sum of the quantities would have a "
            f"negative variance; that of the correlations is {lowest:.3g}. {advice}"
        )
