"""Checks of arguments: every message says what was given, what is allowed, how to mend it."""

import operator
from typing import Any

import numpy as np

SUM_TOLERANCE = 1e-8
"""How far the sum of probabilities may be from 1: rounding, not a slip of the pen."""


def float_array(name: str, value: Any) -> np.ndarray:
    """Return ``value`` as a float64 array (no copy when it is one already).

    Arguments:
        name: what the caller calls the value; it appears in the message.
        value: a number, a list of numbers, or an array, of any shape.

    Raises:
        ValueError: the rows of a nested list differ in length.
        TypeError: the entries are not real numbers.

    >>> float_array("x", [1, 2])
    array([1., 2.])
    """
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(
            f"{name} has rows of different lengths; give every row the same number of entries."
        ) from None
    if array.dtype.kind not in "biuf":
        given = type(value).__name__
        raise TypeError(
            f"{name} must hold real numbers; got {given} with entries of type {array.dtype}. "
            f"Try {name} = np.array([1.0, 2.0])."
        )
    return np.asarray(array, np.float64)


def finite_array(name: str, value: Any) -> np.ndarray:
    """Return ``value`` as a float64 array, as `float_array` does, without NaN or infinities.

    Raises:
        ValueError: an entry is NaN or infinite, or the rows of a nested list differ in length.
        TypeError: the entries are not real numbers.

    >>> finite_array("x", [1, 2])
    array([1., 2.])
    """
    array = float_array(name, value)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must hold finite numbers; got {value!r} with NaN or infinities.")
    return array


def matrix(name: str, value: Any) -> np.ndarray:
    """Return ``value`` as a float64 matrix of shape (m, n) with finite entries, neither m nor n 0.

    Raises:
        ValueError: it has not two axes, or is empty, or holds NaN or infinities.

    >>> matrix("A", [[1, 2]]).shape
    (1, 2)
    """
    array = finite_array(name, value)
    if array.ndim != 2 or not array.size:
        raise ValueError(
            f"{name} must be a matrix, shape (m, n); got shape {array.shape}. "
            f"Try {name} = np.array([[2.0, 1.0], [2.0, 3.0]])."
        )
    return array


def square_matrix(name: str, value: Any) -> np.ndarray:
    """Return ``value`` as a float64 matrix of shape (n, n).

    Raises:
        ValueError: it is not square, or no matrix of finite numbers.

    >>> square_matrix("A", [[1, 2], [3, 4]]).shape
    (2, 2)
    """
    array = matrix(name, value)
    if array.shape[0] != array.shape[1]:
        raise ValueError(
            f"{name} must be square, as many rows as columns; got shape {array.shape}."
        )
    return array


def positive(name: str, value: Any, example: str) -> float:
    """Return ``value`` as a float if it is one positive, finite number.

    Arguments:
        name: what the caller calls the value.
        value: the number to check.
        example: a value that works, for the message.

    Raises:
        ValueError: the value is not a positive, finite number.

    >>> positive("gtol", 1e-8, "1e-8")
    1e-08
    """
    array = np.asarray(value)
    if array.shape == () and array.dtype.kind in "iuf" and 0 < array < np.inf:
        return float(array)
    raise ValueError(f"{name} must be a positive, finite number; got {value!r}. Try {example}.")


def whole_number(name: str, value: Any, example: str) -> int:
    """Return ``value`` as an int if it is a whole number, zero or more.

    Arguments:
        name: what the caller calls the value.
        value: the number to check.
        example: a value that works, for the message.

    Raises:
        ValueError: the value is not an integer, or negative.

    >>> whole_number("maxiter", 100, "100")
    100
    """
    try:
        number = operator.index(value)
    except TypeError:
        number = -1
    if number < 0:
        raise ValueError(f"{name} must be an integer, 0 or more; got {value!r}. Try {example}.")
    return number


def no_missing(name: str, array: np.ndarray) -> None:
    """Refuse an array with missing (NaN) or infinite entries.

    Arguments:
        name: what the caller calls the array.
        array: float array whose first axis runs over the rows (observations).

    Raises:
        ValueError: with the number of such entries, and how to drop their rows.

    >>> no_missing("y", np.array([1.0, 2.0]))
    """
    bad = int(np.count_nonzero(~np.isfinite(array)))
    if bad:
        x = name if name.isidentifier() else "x"
        mask = f"np.isfinite({x})" + (".all(axis=1)" if array.ndim > 1 else "")
        raise ValueError(
            f"{name} has {bad} missing or infinite value{'s' if bad > 1 else ''} "
            f"among {array.size}. Keep the complete rows, the same ones in every array: "
            f"keep = {mask}; {x} = {x}[keep]."
        )


def probabilities(name: str, value: Any) -> np.ndarray:
    """Return ``value`` as a float64 array (…, k) of numbers from 0 to 1 with sum 1.

    Arguments:
        name: what the caller calls the probabilities; it appears in the message.
        value: probabilities of k outcomes, shape (…, k).

    Raises:
        ValueError: a number is not from 0 to 1, or a sum is not 1.

    >>> probabilities("p", [0.5, 0.5])
    array([0.5, 0.5])
    """
    p = float_array(name, value)
    if p.ndim < 1 or not p.shape[-1]:
        raise ValueError(
            f"{name} must have shape (…, k), one probability for each of k ≥ 1 outcomes; "
            f"got shape {p.shape}. Try {name} = [0.5, 0.5]."
        )
    wrong = ~((p >= 0) & (p <= 1))
    if wrong.any():
        raise ValueError(
            f"{name} must hold probabilities, from 0 to 1; got {p[wrong][0]:g}. "
            f"To make them of any numbers z: {name} = softmax(z)."
        )
    off = np.atleast_1d(p.sum(axis=-1))
    off = off[np.abs(off - 1) > SUM_TOLERANCE]
    if off.size:
        raise ValueError(
            f"the probabilities {name} must add up to 1; they add up to {off[0]:.10g}. "
            f"Try {name} = {name} / np.sum({name})."
        )
    return p


def generator(name: str, value: Any) -> np.random.Generator:
    """Return ``value`` if it is a numpy random generator.

    Raises:
        TypeError: it is something else, such as a seed.

    >>> generator("rng", np.random.default_rng(0)).random() < 1
    True
    """
    if isinstance(value, np.random.Generator):
        return value
    raise TypeError(
        f"{name} must be a numpy random generator; got {value!r}. "
        f"Try {name} = np.random.default_rng(0)."
    )
