"""Reverse mode: arrays that remember what they were made of, and send gradients back."""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import float_array
from mathlib.calculus.autodiff.local_derivatives import (
    LINEAR,
    LOCAL_DERIVATIVES,
    fold,
    matmul_pullback,
)
from mathlib.calculus.autodiff.tracked import Tracked, data_of


class Value(Tracked):
    r"""An array in a computational graph.

    Computing with values records the graph. :meth:`backward` walks it from the end to the start
    and multiplies local derivatives, so that each value gets its gradient:

    .. math:: \bar a = \sum_{y \text{ made from } a} \bar y\, \frac{\partial y}{\partial a}

    Arguments:
        data: the numbers, any shape.
        name: how a drawing of the graph calls it.

    Source: Griewank & Walther (2008), Evaluating Derivatives, chapter 3.

    >>> x = Value([1.0, 2.0])
    >>> (x * x).sum().backward()
    >>> x.grad
    array([2., 4.])
    """

    def __init__(self, data: Any, name: str = "") -> None:
        self.data = float_array("data", data)
        self.name = name
        self.grad: np.ndarray | None = None
        self.op: Any = None
        self.inputs: tuple = ()

    def _made(self, data: Any, op: Any, inputs: tuple) -> Value:
        value = Value(data)
        value.op, value.inputs = op, inputs
        return value

    def elementwise(self, ufunc: Any, inputs: tuple) -> Value:
        """Compute, and remember the operation and its inputs."""
        with np.errstate(all="ignore"):
            return self._made(ufunc(*(data_of(v) for v in inputs)), ufunc, inputs)

    def matmul(self, a: Any, b: Any) -> Value:
        """Return a @ b, and remember both."""
        return self._made(data_of(a) @ data_of(b), np.matmul, (a, b))

    def linear(self, name: str, *parameters: Any) -> Value:
        """Apply a linear operation, and remember its parameters."""
        result = LINEAR[name].forward(self.data, *parameters)
        return self._made(result, name, (self, *parameters))

    @property
    def parents(self) -> tuple[Value, ...]:
        """The values that this one was made from."""
        return tuple(v for v in self.inputs if isinstance(v, Value))

    def local_derivative(self, i: int) -> np.ndarray:
        """Return the derivative of this value with respect to its input i, entry by entry.

        Raises:
            ValueError: the operation does not work entry by entry, so there is no such number.
        """
        if self.op not in LOCAL_DERIVATIVES:
            raise ValueError(
                f"{self.operation or 'an input'} has no local derivative entry by entry."
            )
        with np.errstate(all="ignore"):
            numbers = [data_of(v) for v in self.inputs]
            return np.asarray(LOCAL_DERIVATIVES[self.op][i](self.data, *numbers))

    @property
    def operation(self) -> str:
        """The name of the operation that made this value; "" for an input of the graph."""
        return self.op if isinstance(self.op, str) else getattr(self.op, "__name__", "")

    def pullback(self, i: int) -> np.ndarray:
        """Return what the gradient of this value adds to that of its input i."""
        if isinstance(self.op, str):
            return LINEAR[self.op].transpose(self.grad, self.inputs[0].shape, *self.inputs[1:])
        if self.op is np.matmul:
            return matmul_pullback(i, self.grad, *(data_of(v) for v in self.inputs))
        with np.errstate(all="ignore"):
            return fold(self.grad * self.local_derivative(i), self.inputs[i].shape)

    def backward(self) -> None:
        """Set ``grad`` of this value and of all it was made from, this value's own being 1.

        Raises:
            ValueError: this value is not a single number.
        """
        if self.data.size != 1:
            raise ValueError(
                f"backward starts at one number, such as a loss; this value has shape "
                f"{self.shape}. Sum it first: value.sum().backward()."
            )
        order = graph(self)
        for value in order:
            value.grad = None
        self.grad = np.ones(self.shape)
        with np.errstate(all="ignore"):
            for value in reversed(order):
                for i, parent in enumerate(value.inputs):
                    if isinstance(parent, Value):
                        before = 0.0 if parent.grad is None else parent.grad
                        parent.grad = before + value.pullback(i)

    def __repr__(self) -> str:
        return f"Value({self.data.tolist()})"


def graph(value: Value) -> list[Value]:
    """Return all values that ``value`` was made from, each after those it was made from.

    >>> x = Value(2.0, name="x")
    >>> [v.operation or v.name for v in graph(np.sin(x) * x)]
    ['x', 'sin', 'multiply']
    """
    order, seen, stack = [], set(), [(value, False)]
    while stack:
        node, done = stack.pop()
        if done:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((parent, False) for parent in reversed(node.parents))
    return order
