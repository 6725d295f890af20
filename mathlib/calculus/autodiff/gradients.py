"""Gradients of functions, and a check of them by differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mathlib.arguments import finite_array
from mathlib.calculus.autodiff.value import Value

Params = Any
"""An array, or a list or tuple of arrays."""


def value_and_grad(f: Callable[..., Any]) -> Callable[..., tuple[float, Params]]:
    """Return the function that gives f's value and its gradient with respect to its first argument.

    Arguments:
        f: a function of arrays that returns one number, written with numpy's functions. Its first
            argument is an array, or a list or tuple of arrays; the gradient has the same form.

    Raises:
        ValueError: (by the function returned) f gives more than one number, or a plain number.

    >>> value_and_grad(lambda x: (x**2).sum())([1.0, 2.0])
    (5.0, array([2., 4.]))
    """

    def computed(x: Params, /, *args: Any, **options: Any) -> tuple[float, Params]:
        several = _holds_arrays(x)
        values = [Value(finite_array("x", v)) for v in (x if several else [x])]
        result = f(type(x)(values) if several else values[0], *args, **options)
        if not isinstance(result, Value):
            raise ValueError(
                f"f returned {type(result).__name__}, which remembers nothing of x, so f does not "
                "depend on x, or lost it. Use numpy's functions on x itself: np.sin, not math.sin."
            )
        if result.data.size != 1:
            raise ValueError(
                f"f must return one number; it returned shape {result.shape}. Sum or average it."
            )
        result.backward()
        gradients = [np.zeros(v.shape) if v.grad is None else v.grad for v in values]
        return result.data.item(), type(x)(gradients) if several else gradients[0]

    return computed


def grad(f: Callable[..., Any]) -> Callable[..., Params]:
    """Return the function that gives f's gradient; see :func:`value_and_grad`.

    >>> grad(lambda x: np.sin(x).sum())([0.0])
    array([1.])
    """
    both = value_and_grad(f)
    return lambda x, /, *args, **options: both(x, *args, **options)[1]


def check_grads(
    f: Callable[..., Any], x: Params, rng: np.random.Generator, tol: float = 1e-6
) -> float:
    r"""Compare the gradient with differences along three random directions u of length 1.

    .. math:: \langle \nabla f(x), u\rangle \approx \frac{f(x + hu) - f(x - hu)}{2h}

    Returns the largest relative difference.

    Arguments:
        f: as for :func:`value_and_grad`.
        x: where, an array or a list or tuple of arrays.
        rng: where the directions come from.
        tol: the largest relative difference to accept.

    Raises:
        ValueError: the difference is larger, with both numbers.

    >>> check_grads(lambda x: np.exp(x).sum(), [0.0, 1.0], np.random.default_rng(0)) < 1e-8
    True
    """
    several = _holds_arrays(x)
    parts = [finite_array("x", v) for v in (x if several else [x])]
    both = value_and_grad(f)
    gradient = both(x)[1]
    gradient = gradient if several else [gradient]
    worst = 0.0
    for _ in range(3):
        u = [rng.standard_normal(v.shape) for v in parts]
        length = np.sqrt(sum((v**2).sum() for v in u))
        h = 6e-6 * max(1.0, max(np.abs(v).max(initial=0.0) for v in parts))
        ends = []
        for sign in (1, -1):
            moved = [v + sign * h / length * d for v, d in zip(parts, u, strict=True)]
            ends.append(both(type(x)(moved) if several else moved[0])[0])
        numeric = (ends[0] - ends[1]) / (2 * h)
        exact = sum((g * d).sum() for g, d in zip(gradient, u, strict=True)) / length
        error = float(abs(numeric - exact) / max(1.0, abs(exact)))
        if not error <= tol:
            raise ValueError(
                f"along a random direction the gradient says {exact:.6g} and differences say "
                f"{numeric:.6g}; they differ by more than {tol:g}."
            )
        worst = max(worst, error)
    return worst


def _holds_arrays(x: Any) -> bool:
    return isinstance(x, (list, tuple)) and any(np.ndim(v) for v in x)
