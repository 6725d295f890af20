r"""Forward mode: dual numbers $a + a'\epsilon$ with $\epsilon^2 = 0$ carry a derivative along."""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import float_array
from mathlib.calculus.autodiff.operations import Operation
from mathlib.calculus.autodiff.tracked import Tracked, computed


class Dual(Tracked):
    r"""An array and its derivative along one direction.

    .. math:: f(a + a'\epsilon) = f(a) + f'(a)\, a'\, \epsilon

    Arguments:
        data: the numbers a, any shape.
        tangent: the derivatives a', of the same shape; 1 for the variable itself.

    See also :class:`Value`, which brings the derivatives of one result back to all variables.

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

    def apply(self, operation: Operation, *inputs: Any) -> Dual:
        """Compute, and add up what the tangents of the inputs make of the tangent of the result."""
        y, numbers = computed(operation, inputs)
        tangent = np.zeros(np.shape(y))
        with np.errstate(all="ignore"):
            for i, v in enumerate(inputs):
                if isinstance(v, Dual):
                    tangent = tangent + operation.forward(i, v.tangent, y, numbers)
        return Dual(y, tangent)

    def __repr__(self) -> str:
        return f"Dual({self.data.tolist()}, {self.tangent.tolist()})"
