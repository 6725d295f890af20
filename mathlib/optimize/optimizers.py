r"""Optimizers: the rule that turns a gradient into a step.

An optimizer is a pair of functions:

- ``init(params) -> state``: what the optimizer remembers from step to step.
- ``update(gradient, state, params) -> (step, state)``: the step to *add* to ``params``.

``params`` and ``gradient`` have shape (…, n): one run, or a batch of runs on the leading axes.
A state is an array or a tuple of arrays. An array with as many axes as ``params`` holds one row
per run; :func:`mathlib.optimize.minimize` drops the rows of runs that have stopped. Anything else
in a state is shared by all runs.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from mathlib.optimize.line_search import armijo_step, check_settings


class Optimizer(NamedTuple):
    """The two functions of an optimizer; see the head of this module.

    >>> halving = Optimizer(
    ...     init=lambda params: (),
    ...     update=lambda gradient, state, params: (-0.5 * params, state),
    ... )
    >>> step, state = halving.update(None, halving.init(4.0), 4.0)
    >>> step
    -2.0
    """

    init: Callable[[np.ndarray], Any]
    update: Callable[[np.ndarray, Any, np.ndarray], tuple[np.ndarray, Any]]


def gradient_descent(learning_rate: float | np.ndarray) -> Optimizer:
    r"""Gradient descent with a fixed learning rate η.

    .. math:: x_{k+1} = x_k - \eta\, \nabla f(x_k)

    On a quadratic with curvatures λ it converges exactly when $0 < \eta\lambda < 2$ for each λ.

    Arguments:
        learning_rate: η, a positive number; or a numpy array that broadcasts against
            ``params``, for example of shape (N, 1): one rate per run in a batch of N.

    Raises:
        ValueError: a rate is not a positive, finite number, or (in ``init``) the array of rates
            does not fit the shape of ``params``.
        TypeError: a list or a string instead of a number or an array.

    Source: Cauchy (1847); Nocedal & Wright (2006), section 3.1.

    >>> optimizer = gradient_descent(0.1)
    >>> params = np.array([1.0, 2.0])
    >>> step, state = optimizer.update(2 * params, optimizer.init(params), params)
    >>> params + step
    array([0.8, 1.6])
    """
    rates = _checked_rates(learning_rate)

    def init(params: np.ndarray) -> np.ndarray:
        return rates if rates.ndim == 0 else _one_per_entry(rates, np.shape(params))

    def update(gradient: np.ndarray, rate: np.ndarray, params: np.ndarray) -> tuple:
        return -rate * gradient, rate

    return Optimizer(init, update)


def gradient_descent_with_line_search(
    objective: Any,
    *,
    initial: float = 1.0,
    shrink: float = 0.5,
    c1: float = 1e-4,
    maxiter: int = 60,
) -> Optimizer:
    r"""Gradient descent that looks for a good step length at every step.

    .. math:: x_{k+1} = x_k - a_k \nabla f(x_k), \qquad a_k \text{ from Armijo backtracking}

    Arguments:
        objective: the function that is minimised; its values decide the step length.
        initial, shrink, c1, maxiter: as in :func:`mathlib.optimize.backtracking`.

    Raises:
        ValueError: a setting is out of its range.

    Source: Armijo (1966); Nocedal & Wright (2006), Algorithm 3.1.

    >>> from mathlib.optimize import parabola
    >>> optimizer = gradient_descent_with_line_search(parabola)
    >>> x = np.array([10.0])
    >>> step, _ = optimizer.update(parabola.gradient(x), optimizer.init(x), x)
    >>> x + step
    array([0.])
    """
    check_settings(initial, shrink, c1, maxiter)
    value = getattr(objective, "raw_value", objective)
    settings = {"initial": initial, "shrink": shrink, "c1": c1, "maxiter": maxiter}

    def init(params: np.ndarray) -> tuple:
        return ()

    def update(gradient: np.ndarray, state: tuple, params: np.ndarray) -> tuple:
        slope = -np.einsum("...i,...i->...", gradient, gradient)
        length = armijo_step(value, params, -gradient, slope, **settings)
        return -length[..., None] * gradient, state

    return Optimizer(init, update)


def _checked_rates(learning_rate: Any) -> np.ndarray:
    """Return the rates as a new float64 array, or say what is wrong with them."""
    if not isinstance(learning_rate, np.ndarray | np.number | int | float):
        raise TypeError(
            "learning_rate must be a number, or a numpy array with one rate per run; "
            f"got {type(learning_rate).__name__}. "
            "Try 0.1, or np.array([[0.1], [0.2]]) for two runs."
        )
    rates = np.array(learning_rate, dtype=float)
    if not (np.isfinite(rates) & (rates > 0)).all():
        bad = rates[~(np.isfinite(rates) & (rates > 0))].flat[0]
        raise ValueError(f"learning_rate must be a positive, finite number; got {bad:g}. Try 0.1.")
    return rates


def _one_per_entry(rates: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Return the rates spread over params of this shape."""
    try:
        return np.broadcast_to(rates, shape)
    except ValueError:
        raise ValueError(
            f"learning_rate has shape {rates.shape}, which does not fit params of shape {shape}. "
            "For N runs give params of shape (N, n) and rates of shape (N, 1)."
        ) from None
