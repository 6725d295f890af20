r"""Optimizers: the rules that turn a gradient into a step.

What an optimizer is, and how to write one, is told in :mod:`mathlib.optimize.contract`.

=====================================  ==========================
``gradient_descent``                   the step −η ∇f
``gradient_descent_with_line_search``  the step −a ∇f, a searched
=====================================  ==========================
"""

from typing import Any

import numpy as np

from mathlib.arguments import float_array, same_shape
from mathlib.optimize.contract import Optimizer
from mathlib.optimize.line_search import checked_settings, lengths_and_tries
from mathlib.optimize.objectives.base import value_of

__all__ = ["Optimizer", "gradient_descent", "gradient_descent_with_line_search"]


def gradient_descent(learning_rate: float | np.ndarray) -> Optimizer:
    r"""Gradient descent with a fixed learning rate η.

    .. math:: x_{k+1} = x_k - \eta\, \nabla f(x_k)

    On a quadratic with curvatures λ it converges exactly when $0 < \eta\lambda < 2$ for each λ.

    See also :func:`gradient_descent_with_line_search`, which finds a new step length at each step.

    Arguments:
        learning_rate: η, a positive number; or a numpy array that broadcasts against
            ``params``, for example of shape (N, 1): one rate per run in a batch of N.

    Returns:
        An `Optimizer` whose state is η: one number, or one row per run.

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
        shape = float_array("params", params).shape
        return rates if rates.ndim == 0 else _one_per_entry(rates, shape)

    def update(gradient: np.ndarray, rate: np.ndarray, params: np.ndarray) -> tuple:
        slopes = _slopes(gradient, rate)
        with np.errstate(all="ignore"):
            return -rate * slopes, rate

    return Optimizer(init, update, per_run=True)


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

    See also :func:`gradient_descent`, whose step length is fixed: one gradient a step and no
    values of f, but a rate that must be found.

    Arguments:
        objective: the function that is minimised, (…, n) → (…); its values decide the step length.
        initial, shrink, c1, maxiter: as in :func:`mathlib.optimize.backtracking`.

    Returns:
        An `Optimizer` with nothing to remember. Where no length is found the step is 0.

    Raises:
        ValueError: a setting is out of its range.
        TypeError: the objective cannot be called.

    Source: Armijo (1966); Nocedal & Wright (2006), Algorithm 3.1.

    >>> from mathlib.optimize import parabola
    >>> optimizer = gradient_descent_with_line_search(parabola)
    >>> x = np.array([10.0])
    >>> step, _ = optimizer.update(parabola.gradient(x), optimizer.init(x), x)
    >>> x + step
    array([0.])
    """
    settings = checked_settings(initial, shrink, c1, maxiter)
    value = value_of(objective)

    def init(params: np.ndarray) -> tuple:
        return ()

    def update(gradient: np.ndarray, state: tuple, params: np.ndarray) -> tuple:
        g, x = float_array("gradient", gradient), float_array("params", params)
        same_shape("gradient", g, "params", x)
        with np.errstate(all="ignore"):
            slope = -np.einsum("...i,...i->...", g, g)
            length, _ = lengths_and_tries(value, x, -g, slope, settings)
            return -length[..., None] * g, state

    return Optimizer(init, update, per_run=True)


def _checked_rates(learning_rate: Any) -> np.ndarray:
    """Return the rates as a new float64 array, or say what is wrong with them."""
    if not isinstance(learning_rate, np.ndarray | np.number | int | float):
        raise TypeError(
            "learning_rate must be a number, or a numpy array with one rate per run; "
            f"got {type(learning_rate).__name__}. "
            "Try 0.1, or np.array([[0.1], [0.2]]) for two runs."
        )
    rates = float_array("learning_rate", learning_rate).copy()
    bad = ~(np.isfinite(rates) & (rates > 0))
    if bad.any() or isinstance(learning_rate, bool):
        given = learning_rate if isinstance(learning_rate, bool) else f"{rates[bad].flat[0]:g}"
        raise ValueError(f"learning_rate must be a positive, finite number; got {given}. Try 0.1.")
    return rates


def _slopes(gradient: Any, rate: np.ndarray) -> np.ndarray:
    """Return the gradient as a float64 array that the rates fit."""
    slopes = float_array("gradient", gradient)
    if rate.ndim and rate.shape != slopes.shape:
        raise ValueError(
            f"gradient must have the shape of params, {rate.shape}; got shape {slopes.shape}."
        )
    return slopes


def _one_per_entry(rates: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Return the rates spread over params of this shape."""
    try:
        return np.broadcast_to(rates, shape)
    except ValueError:
        raise ValueError(
            f"learning_rate has shape {rates.shape}, which does not fit params of shape {shape}. "
            "For N runs give params of shape (N, n) and rates of shape (N, 1)."
        ) from None
