"""Arrays as arguments: real numbers in float64, of the shape that the mathematics needs."""

import sys
from typing import Any

import numpy as np

from mathlib.arguments.entries import converted
from mathlib.arguments.words import assigned, shown

SUM_TOLERANCE = 1e-8
"""How far the sum of probabilities may be from 1: rounding, not a slip of the pen."""
FLOAT64 = np.dtype(np.float64)


def float_array(name: str, value: Any) -> np.ndarray:
    """Return ``value`` as a float64 array (no copy when it is one already).

    Arguments:
        name: what the caller calls the value; it appears in the message.
        value: a number, a list of numbers, or an array, of any shape. Whole numbers, booleans and
            fractions count as numbers; a subclass of an array becomes a plain array.

    Raises:
        ValueError: the rows of a nested list differ in length, a whole number is too large for
            float64, or entries are masked.
        TypeError: the entries are not real numbers.

    >>> float_array("x", [1, 2])
    array([1., 2.])
    """
    if type(value) is np.ndarray and value.dtype is FLOAT64:  # asked in every step of a descent
        return value
    if has_masked(value):
        raise ValueError(
            f"{name} has masked entries, whose numbers do not count. For the entries that count: "
            f"{assigned(name, f'{_variable(name)}.compressed()')}; with a number in place of "
            f"each masked one: {_variable(name)}.filled(0.0)."
        )
    try:
        array = np.asarray(value)
    except ValueError as error:
        if "maximum number of dimension" in str(error):
            raise ValueError(
                f"{name} has lists in lists, more than 64 deep; give a flat one."
            ) from None
        raise ValueError(
            f"{name} has rows of different lengths; give every row the same number of entries."
        ) from None
    if array.dtype.kind not in "biuf":
        return converted(name, value, array)
    with np.errstate(over="ignore"):  # a longdouble beyond float64 is infinite
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
        raise ValueError(
            f"{name} must hold finite numbers; got {shown(value)} with NaN or infinities."
        )
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
        x = _variable(name)
        mask = f"np.isfinite({x})" + (".all(axis=1)" if array.ndim > 1 else "")
        raise ValueError(
            f"{name} has {bad} missing or infinite value{'s' if bad > 1 else ''} "
            f"among {array.size}. Keep the complete rows, the same ones in every array: "
            f"keep = {mask}; {x} = {x}[keep]."
        )


def probabilities(name: str, value: Any) -> np.ndarray:
    """Return ``value`` as a float64 array (…, k) of numbers from 0 to 1 with sum 1.

    Probabilities that come in float32 or float16 are divided by their sum, since they can hold it
    to 7 or 3 digits only.

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
    totals, tolerance = p.sum(axis=-1, keepdims=True), sum_tolerance(value)
    off = totals[np.abs(totals - 1) > tolerance]
    if off.size:
        each = ", axis=-1, keepdims=True" if p.ndim > 1 else ""
        raise ValueError(
            f"the probabilities {name} must add up to 1; they add up to {off[0]:.10g}. "
            f"Try {name} = {name} / np.sum({name}{each})."
        )
    return p if tolerance == SUM_TOLERANCE else p / totals


def sum_tolerance(value: Any) -> float:
    """Return how far the sum of probabilities may be from 1, by the accuracy of their type.

    16 units in the last place: what a softmax in that type leaves, however many classes.

    >>> sum_tolerance([0.5, 0.5]), round(sum_tolerance(np.float32([0.5, 0.5])), 7)
    (1e-08, 1.9e-06)
    """
    kind = np.asarray(value).dtype
    if kind.kind != "f":
        return SUM_TOLERANCE
    return max(SUM_TOLERANCE, 16 * float(np.finfo(kind).eps))


def fit_together(*named: Any) -> tuple[int, ...]:
    """Return the common shape of arrays that numpy can combine entry by entry.

    Arguments:
        named: names and arrays by turns: ``"x", x, "y", y``.

    Raises:
        ValueError: the shapes do not broadcast.

    >>> fit_together("x", np.zeros((2, 3)), "y", np.zeros(3))
    (2, 3)
    """
    shapes = [np.shape(array) for array in named[1::2]]
    try:
        return np.broadcast_shapes(*shapes)
    except ValueError:
        raise ValueError(
            f"{_listed(named[::2])} must fit together entry by entry, axis by axis from the last: "
            f"equally many entries, or one; got shapes {_listed(shapes)}."
        ) from None


def same_shape(*named: Any) -> tuple[int, ...]:
    """Return the shape that all arrays have.

    Arguments:
        named: names and arrays by turns: ``"x", x, "y", y``.

    Raises:
        ValueError: the shapes differ.

    >>> same_shape("x", np.zeros(3), "y", np.ones(3))
    (3,)
    """
    shapes = [np.shape(array) for array in named[1::2]]
    if any(shape != shapes[0] for shape in shapes):
        raise ValueError(
            f"{_listed(named[::2])} must have the same shape; got shapes {_listed(shapes)}."
        )
    return shapes[0]


def has_masked(value: Any, depth: int = 0) -> bool:
    """Whether an array, or one inside a nested list, is masked somewhere.

    numpy imports its masked arrays when they are first asked for, which takes a tenth of a second:
    where they are not loaded, there are none.

    >>> has_masked([1.0, np.ma.array([2.0], mask=[True])])
    True
    """
    ma = sys.modules.get("numpy.ma")
    if ma is None or depth > 64:  # numpy's limit of axes
        return False
    if isinstance(value, ma.MaskedArray):
        return bool(ma.is_masked(value))
    if not isinstance(value, list | tuple) or set(map(type, value)) <= {int, float, np.float64}:
        return False
    return any(has_masked(entry, depth + 1) for entry in value)


def _variable(name: str) -> str:
    """Return the name where it is one of Python's, else x."""
    return name if name.isidentifier() else "x"


def _listed(words: Any) -> str:
    """Return "a, b and c"."""
    *first, last = map(str, words)
    return f"{', '.join(first)} and {last}" if first else last
