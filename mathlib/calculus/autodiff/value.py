"""Reverse mode: arrays that remember what they were made of, and send gradients back."""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import float_array, instance
from mathlib.calculus.autodiff.operations import GIVEN, Operation
from mathlib.calculus.autodiff.tracked import Tracked, computed, data_of


class Value(Tracked):
    r"""An array in a computational graph.

    Computing with values records the graph. :meth:`backward` walks it from the end to the start
    and multiplies local derivatives, so that each value gets its gradient:

    .. math:: \bar a = \sum_{y \text{ made from } a} \bar y\, \frac{\partial y}{\partial a}

    Arguments:
        data: the numbers, any shape.
        name: how a drawing of the graph calls it.

    ``grad`` is None until :meth:`backward` sets it; then it has the shape of ``data``. ``op`` is
    the :class:`Operation` that made this value, and ``inputs`` are what it was applied to.

    See also :class:`Dual`, which carries one derivative forward: one pass for each variable, where
    this needs one pass for each result.

    Source: Griewank & Walther (2008), Evaluating Derivatives, chapter 3.

    >>> x = Value([1.0, 2.0])
    >>> (x * x).sum().backward()
    >>> x.grad
    array([2., 4.])
    """

    def __init__(self, data: Any, name: str = "") -> None:
        self.data = float_array("data", data)
        self.name = instance("name", name, str, 'name = "x"')
        self.grad: np.ndarray | None = None
        self.op: Operation = GIVEN
        self.inputs: tuple = ()

    def apply(self, operation: Operation, *inputs: Any) -> Value:
        """Compute, and remember the operation and its inputs."""
        value = Value(computed(operation, inputs)[0])
        value.op, value.inputs = operation, inputs
        return value

    @property
    def parents(self) -> tuple[Value, ...]:
        """The values that this one was made from."""
        return tuple(v for v in self.inputs if isinstance(v, Value))

    def local_derivative(self, i: int) -> np.ndarray:
        """Return the derivative of this value with respect to its input i, entry by entry.

        Returns:
            Shape of this value, or one that numpy repeats to it.

        Raises:
            ValueError: the operation does not work entry by entry, so there is no such number.
        """
        if not self.op.local:
            raise ValueError(
                f"{self.operation or 'an input'} has no local derivative entry by entry."
            )
        with np.errstate(all="ignore"):
            numbers = [data_of(v) for v in self.inputs]
            return np.asarray(self.op.local[i](self.data, *numbers))

    @property
    def operation(self) -> str:
        """The name of the operation that made this value; "" for an input of the graph."""
        return self.op.name

    def pullback(self, i: int) -> np.ndarray:
        """Return what the gradient of this value adds to that of its input i, in its shape.

        Raises:
            ValueError: this value has no gradient yet.
        """
        if self.grad is None:
            raise ValueError("this value has no gradient yet: call loss.backward() first.")
        numbers = [data_of(v) for v in self.inputs]
        with np.errstate(all="ignore"):
            return self.op.backward(i, self.grad, self.data, numbers)

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

    Arguments:
        value: the end of the graph, such as a loss.

    Returns:
        The values, ``value`` last: the order in which they can be computed.

    Raises:
        TypeError: ``value`` is no Value.

    >>> x = Value(2.0, name="x")
    >>> [v.operation or v.name for v in graph(np.sin(x) * x)]
    ['x', 'sin', 'multiply']
    """
    instance("value", value, Value, "np.sin(Value(2.0))")
    order: list[Value] = []
    seen: set[int] = set()
    stack = [(value, False)]  # not recursive: Python stops at a depth of 1000
    while stack:
        node, done = stack.pop()
        if done:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((parent, False) for parent in reversed(node.parents))
    return order
