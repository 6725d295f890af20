r"""Forward mode: dual numbers $a + a'\epsilon$ with $\epsilon^2 = 0$ carry a derivative along."""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import float_array
from mathlib.calculus.autodiff.local_derivatives import LINEAR, LOCAL_DERIVATIVES
from mathlib.calculus.autodiff.tracked import Tracked, data_of


class Dual(Tracked):
    r"""An array and its derivative along one direction.

    .. math:: f(a + a'\epsilon) = f(a) + f'(a)\, a'\, \epsilon

    Arguments:
        data: the numbers a, any shape.
        tangent: the derivatives a', of the same shape; 1 for the variable itself.

    Raises:
        ValueError: the shapes differ.

    Source: Baydin et al. (2018), Automatic Differentiation in Machine Learning: a Survey, 3.1.

    >>> x = Dual(2.0, 1.0)
    >>> x * x + np.exp(0 * x)
    Dual(5.0, 4.0)
    """

    def __init__(self, data: Any, tangent: Any = 1.0) -> None:
        self.data = float_array("data", data)
        tangent = float_array("tangent", tangent)
        if tangent.shape not in ((), self.data.shape):
            raise ValueError(
                f"tangent must have the shape of data, {self.data.shape}; got {tangent.shape}."
            )
        self.tangent = np.broadcast_to(tangent, self.data.shape)

    def elementwise(self, ufunc: Any, inputs: tuple) -> Dual:
        """Add up local derivative times tangent over the inputs."""
        with np.errstate(all="ignore"):
            numbers = [data_of(v) for v in inputs]
            y = ufunc(*numbers)
            tangent = np.zeros(np.shape(y))
            for v, derivative in zip(inputs, LOCAL_DERIVATIVES[ufunc], strict=True):
                if isinstance(v, Dual):
                    tangent = tangent + derivative(y, *numbers) * v.tangent
        return Dual(y, tangent)

    def matmul(self, a: Any, b: Any) -> Dual:
        """Return a @ b by the product rule, a' @ b + a @ b'."""
        numbers = data_of(a), data_of(b)
        y = numbers[0] @ numbers[1]
        tangent = np.zeros(np.shape(y))
        if isinstance(a, Dual):
            tangent = tangent + a.tangent @ numbers[1]
        if isinstance(b, Dual):
            tangent = tangent + numbers[0] @ b.tangent
        return Dual(y, tangent)

    def linear(self, name: str, *parameters: Any) -> Dual:
        """Apply a linear operation to the numbers and to the tangents alike."""
        forward = LINEAR[name].forward
        return Dual(forward(self.data, *parameters), forward(self.tangent, *parameters))

    def __repr__(self) -> str:
        return f"Dual({self.data.tolist()}, {self.tangent.tolist()})"
