"""What both modes share: numpy's functions are caught, and looked up in the table of operations.

1. ``np.sin(x)`` calls ``x.__array_ufunc__(np.sin, …)``: there `OPERATIONS` says what to do.
2. ``np.sum(x)`` calls ``x.__array_function__(np.sum, …)``: there `METHODS` names the method.
3. Either way it ends in ``x.apply(operation, …)``, which each mode does in its own way.
"""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np

from mathlib.arguments import float_array
from mathlib.calculus.autodiff.local_derivatives import CONSTANT, LOCAL_DERIVATIVES
from mathlib.calculus.autodiff.operations import (
    OPERATIONS,
    Operation,
    indexed,
    largest_of,
    reshaped,
    sum_over,
    transposed,
)


class Tracked(np.lib.mixins.NDArrayOperatorsMixin):
    """An array whose derivative is followed through every operation.

    Operators and numpy's functions work as on arrays. ``data`` holds the numbers.
    """

    data: np.ndarray

    # x += y makes a new value, as it does for numbers: what was recorded must not change
    __iadd__ = np.lib.mixins.NDArrayOperatorsMixin.__add__
    __isub__ = np.lib.mixins.NDArrayOperatorsMixin.__sub__
    __imul__ = np.lib.mixins.NDArrayOperatorsMixin.__mul__
    __itruediv__ = np.lib.mixins.NDArrayOperatorsMixin.__truediv__
    __ipow__ = np.lib.mixins.NDArrayOperatorsMixin.__pow__
    __imatmul__ = np.lib.mixins.NDArrayOperatorsMixin.__matmul__

    def apply(self, operation: Operation, *inputs: Any) -> Any:
        """Compute an operation of tracked and plain arrays, and follow its derivative."""
        raise NotImplementedError

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        if method == "__call__" and not options:
            if ufunc in OPERATIONS:
                return self.apply(OPERATIONS[ufunc], *inputs)
            if ufunc in CONSTANT:
                return ufunc(*(data_of(v) for v in inputs))
        known = ", ".join(f.__name__ for f in LOCAL_DERIVATIVES)
        how = f"np.{ufunc.__name__}" + (f".{method}" if method != "__call__" else "")
        how += f" with {', '.join(options)}" if options else ""
        raise TypeError(f"No derivative is known for {how}. Known are {known}, and @.")

    def __array_function__(self, function: Any, types: Any, args: tuple, options: dict) -> Any:
        method = METHODS.get(function)
        if method is None:
            raise TypeError(
                f"No derivative is known for np.{function.__name__}. Besides the functions that "
                f"work entry by entry there are {', '.join(f.__name__ for f in METHODS)}."
            )
        return getattr(args[0], method)(*args[1:], **options)

    def sum(self, axis: Any = None, keepdims: bool = False) -> Any:
        """Return the sum over an axis, several, or all."""
        return self.apply(sum_over(self.shape, axis, keepdims), self)

    def mean(self, axis: Any = None, keepdims: bool = False) -> Any:
        """Return the mean over an axis, several, or all."""
        total = self.sum(axis, keepdims)
        return total / (self.data.size / max(total.data.size, 1))

    def max(self, axis: Any = None, keepdims: bool = False) -> Any:
        """Return the largest entry; where several are, each has an equal share of the gradient."""
        if not self.data.size:
            raise ValueError(f"there is no largest entry of none: shape {self.shape}.")
        return self.apply(largest_of(self.data, axis, keepdims), self)

    def reshape(self, *shape: Any) -> Any:
        """Return the same entries in another shape."""
        new = shape[0] if len(shape) == 1 else shape
        return self.apply(reshaped(self.shape, new), self)

    def transpose(self, axes: Any = None) -> Any:
        """Return the array with its axes reversed, or in the order ``axes``."""
        return self.apply(transposed(self.ndim, axes), self)

    def __getitem__(self, index: Any) -> Any:
        return self.apply(indexed(self.shape, index), self)

    def __len__(self) -> int:
        return len(self.data)

    @property
    def T(self) -> Any:
        """The array with its axes reversed."""
        return self.transpose()

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the numbers."""
        return self.data.shape

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return self.data.ndim

    def _lost(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError(
            f"A {type(self).__name__} cannot become a plain number or array: its derivative would "
            "be lost. Use numpy's functions (np.sin, not math.sin) in f; the numbers are in .data."
        )

    __array__ = __float__ = __int__ = __bool__ = _lost


METHODS = {
    np.sum: "sum",
    np.mean: "mean",
    np.max: "max",
    np.reshape: "reshape",
    np.transpose: "transpose",
}
"""numpy's functions that are no ufuncs, and the methods that answer for them."""


MISFIT = {
    "matmul": "the last axis of the first must be as long as the last but one of the second",
    "reshape": "the new shape must have as many entries as the old one",
}
"""What fits, where it is not the rule of `FITS`."""
FITS = "from the last axis on, two lengths must be equal or one of them 1"


def computed(operation: Operation, inputs: tuple) -> tuple[np.ndarray, list[np.ndarray]]:
    """Return y as an operation computes it, and the numbers of the inputs.

    Raises:
        ValueError: the shapes do not fit.
    """
    numbers = [data_of(v) for v in inputs]
    try:
        with np.errstate(all="ignore"):  # log(0) is −∞ here, without a warning
            return operation.compute(*numbers), numbers
    except ValueError as error:
        if isinstance(error, IndexError):  # of an axis or an entry that is not there: numpy says it
            raise
        shapes = " and ".join(str(v.shape) for v in numbers)
        raise ValueError(
            f"{operation.name} does not fit shapes {shapes}: {MISFIT.get(operation.name, FITS)}."
        ) from error


def data_of(v: Any) -> np.ndarray:
    """Return the numbers of a tracked or a plain array as float64."""
    return v.data if isinstance(v, Tracked) else float_array("what x is combined with", v)
