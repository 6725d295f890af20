"""What both modes share: numpy's functions are caught, and looked up in the table of rules."""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np

from mathlib.calculus.autodiff.local_derivatives import CONSTANT, LOCAL_DERIVATIVES


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

    def elementwise(self, ufunc: Any, inputs: tuple) -> Tracked:
        """Apply an operation of ``LOCAL_DERIVATIVES``."""
        raise NotImplementedError

    def matmul(self, a: Any, b: Any) -> Tracked:
        """Return the matrix product a @ b."""
        raise NotImplementedError

    def linear(self, name: str, *parameters: Any) -> Tracked:
        """Apply an operation of ``LINEAR`` to this array."""
        raise NotImplementedError

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        if method == "__call__" and not options:
            if ufunc in LOCAL_DERIVATIVES:
                return self.elementwise(ufunc, inputs)
            if ufunc is np.matmul:
                return self.matmul(*inputs)
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
        return self.linear("sum", axis, keepdims)

    def mean(self, axis: Any = None, keepdims: bool = False) -> Any:
        """Return the mean over an axis, several, or all."""
        total = self.sum(axis, keepdims)
        return total / (self.data.size / max(total.data.size, 1))

    def max(self, axis: Any = None, keepdims: bool = False) -> Any:
        """Return the largest entry; where several are, each has an equal share of the gradient."""
        largest = self.data == self.data.max(axis=axis, keepdims=True)
        share = largest / largest.sum(axis=axis, keepdims=True)
        return (self * share).sum(axis, keepdims)

    def reshape(self, *shape: Any) -> Any:
        """Return the same entries in another shape."""
        return self.linear("reshape", shape[0] if len(shape) == 1 else shape)

    def transpose(self, axes: Any = None) -> Any:
        """Return the array with its axes reversed, or in the order ``axes``."""
        return self.linear("transpose", axes)

    def __getitem__(self, index: Any) -> Any:
        return self.linear("index", index)

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
            "be lost. Use numpy's functions (np.sin, not math.sin); the numbers are in .data."
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


def data_of(v: Any) -> np.ndarray:
    """Return the numbers of a tracked or a plain array."""
    return v.data if isinstance(v, Tracked) else np.asarray(v)
