"""Gradients of functions, and a check of them by differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mathlib.arguments import finite_array, function, generator, not_negative
from mathlib.calculus.autodiff.value import Value

Params = Any
"""An array (or a number, or a nested list of numbers), or a list or tuple of numpy's arrays."""


def value_and_grad(f: Callable[..., Any]) -> Callable[..., tuple[float, Params]]:
    r"""Return the function that gives f(x) and the gradient of f with respect to x in one pass.

    .. math:: x \mapsto \left( f(x),\ \frac{\partial f}{\partial x}(x) \right)

    Reverse mode: one way forward and one back, whatever the number of entries of x. See also
    :func:`mathlib.calculus.gradient`, which takes any function of points, (…, n) → (…), by
    differences; here f has to be written with numpy's functions, and the result is exact.

    Arguments:
        f: a function of arrays that returns one number, written with numpy's functions. Its first
            argument x is an array of any shape, or a list or tuple of arrays.

    Returns:
        A function of the same arguments: the number f(x), and the gradient, which has the form
        and the shapes of x.

    Raises:
        TypeError: f is no function.
        ValueError: (by the function returned) x is not finite, f gives more than one number, or a
            plain number, which remembers nothing of x.

    Source: Griewank & Walther (2008), Evaluating Derivatives, chapter 3.

    >>> value_and_grad(lambda x: (x**2).sum())([1.0, 2.0])
    (5.0, array([2., 4.]))
    >>> line = lambda params, x: (params[0] * x + params[1]).sum()
    >>> grad(line)((np.array([1.0, 1.0]), np.zeros(1)), np.array([3.0, 4.0]))
    (array([3., 4.]), array([2.]))
    """
    function("f", f, "lambda x: (x**2).sum()")

    def computed(x: Params, /, *args: Any, **options: Any) -> tuple[float, Params]:
        values = [Value(part) for part in _parts(x)]
        result = f(_joined(x, values), *args, **options)
        if not isinstance(result, Value):
            raise ValueError(
                f"f returned {type(result).__name__}, which remembers nothing of x, so f does not "
                "depend on x, or lost it. Use numpy's functions on x itself: np.sin, not math.sin."
            )
        if result.data.size != 1:
            raise ValueError(
                f"f must return one number; for this x it returned shape {result.shape}. Sum or "
                "average it."
            )
        result.backward()
        gradients = [np.zeros(v.shape) if v.grad is None else v.grad for v in values]
        return result.data.item(), _joined(x, gradients)

    return computed


def grad(f: Callable[..., Any]) -> Callable[..., Params]:
    r"""Return the function that gives the gradient $\partial f / \partial x$ of f.

    As :func:`value_and_grad`, without the value.

    Arguments:
        f: as for :func:`value_and_grad`.

    Returns:
        A function of the same arguments; its result has the form and the shapes of x.

    Raises:
        TypeError: f is no function.
        ValueError: (by the function returned) where :func:`value_and_grad` raises it.

    >>> slope = grad(lambda x: np.sin(x).sum())
    >>> slope([0.0, np.pi]).round(12)
    array([ 1., -1.])
    """
    both = value_and_grad(f)
    return lambda x, /, *args, **options: both(x, *args, **options)[1]


def check_grads(
    f: Callable[..., Any], x: Params, rng: np.random.Generator, tol: float = 1e-6
) -> float:
    r"""Compare the gradient with differences along three random directions u of length 1.

    .. math:: \langle \nabla f(x), u\rangle \approx \frac{f(x + hu) - f(x - hu)}{2h}

    Arguments:
        f: as for :func:`value_and_grad`.
        x: where: an array, or a list or tuple of arrays.
        rng: where the directions come from.
        tol: the largest relative difference to accept, 0 or more.

    Returns:
        The largest relative difference (absolute where the slope is below 1).

    Raises:
        TypeError: rng is no generator.
        ValueError: the difference is larger than ``tol``, with both numbers; or as for
            :func:`value_and_grad`.

    Source: Nocedal & Wright (2006), Numerical Optimization, section 8.1.

    >>> check_grads(lambda x: np.exp(x).sum(), [0.0, 1.0], np.random.default_rng(0)) < 1e-8
    True
    """
    rng, tol = generator("rng", rng), not_negative("tol", tol, "1e-6")
    parts, both = _parts(x), value_and_grad(f)
    gradient = _parts(both(x)[1])
    # the cube root of ε balances bend and rounding: see best_step
    h = 6e-6 * max(1.0, max(np.abs(v).max(initial=0.0) for v in parts))
    worst = 0.0
    for _ in range(3):
        u = _random_direction(parts, rng)
        ahead, behind = (
            both(_joined(x, [v + step * d for v, d in zip(parts, u, strict=True)]))[0]
            for step in (h, -h)
        )
        numeric = (ahead - behind) / (2 * h)
        exact = sum((g * d).sum() for g, d in zip(gradient, u, strict=True))
        error = float(abs(numeric - exact) / max(1.0, abs(exact)))
        if not error <= tol:  # "error > tol" would let NaN pass
            raise ValueError(
                f"along a random direction the gradient says {exact:.6g} and differences say "
                f"{numeric:.6g}; they differ by more than tol = {tol:g}."
            )
        worst = max(worst, error)
    return worst


def _random_direction(parts: list[np.ndarray], rng: np.random.Generator) -> list[np.ndarray]:
    """Return arrays of the shapes of these, of length 1 taken together."""
    u = [rng.standard_normal(v.shape) for v in parts]
    length = np.sqrt(sum((v**2).sum() for v in u))
    return [v / length for v in u]


def _holds_arrays(x: Any) -> bool:
    """Whether x is a list of arrays; a nested list of plain numbers is one array."""
    return isinstance(x, list | tuple) and any(isinstance(v, np.ndarray) and v.ndim for v in x)


def _parts(x: Params) -> list[np.ndarray]:
    """Return the arrays of which x is made."""
    return [finite_array("x", v) for v in (x if _holds_arrays(x) else [x])]


def _joined(x: Params, parts: list) -> Params:
    """Return the parts in the form of x: one array, a list, a tuple, or a named tuple."""
    if not _holds_arrays(x):
        return parts[0]
    return x._make(parts) if hasattr(x, "_make") else type(x)(parts)
