r"""The contract between an optimizer and the loop that follows it.

An optimizer is a pair of functions:

- ``init(params) -> state``: what the optimizer remembers before the first step.
- ``update(gradient, state, params) -> (step, state)``: the step to *add* to ``params``, and what
  it remembers from now on.

``params`` and ``gradient`` have shape (…, n): one run, or a batch of runs on the leading axes.
Gradient descent with momentum, written out:

>>> def momentum(learning_rate, b1=0.9):
...     def init(params):
...         return np.zeros_like(params)
...     def update(gradient, velocity, params):
...         velocity = b1 * velocity - learning_rate * gradient
...         return velocity, velocity
...     return Optimizer(init, update)
>>> from mathlib.optimize import minimize, parabola
>>> minimize(parabola, [[10.0], [-3.0]], momentum(0.1)).status.tolist()
['converged', 'converged']

What a state is, is the optimizer's own affair: `mathlib.optimize.minimize` hands it from one
``update`` to the next and does not look into it. It may hold one number per run, one row or one
matrix per run, a counter or a matrix that all runs share, in tuples and dicts.
Runs that have stopped stay in the batch until the last one stops; they are shown a gradient of 0,
and their step is not taken.

Carrying them along costs time where most of a large batch stops early. ``per_run=True`` promises
that every array of the state has the batch axes in front, shape (…), (…, n), (…, n, n), …, with
the entry of each run in its place; plain numbers are shared. Then `minimize` may go on with the
state of the runs that are left. All optimizers of `mathlib.optimize` promise it.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from mathlib.arguments import float_array


class Optimizer(NamedTuple):
    """The two functions of an optimizer, and what it promises; see the head of this module.

    Arguments:
        init: params (…, n) → state.
        update: (gradient, state, params) → (step, state), the step of shape (…, n).
        per_run: True if every array of a state has the batch axes in front.

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
    per_run: bool = False


def next_step(
    optimizer: Optimizer, gradient: np.ndarray, state: Any, params: np.ndarray
) -> tuple[np.ndarray, Any]:
    """Return what ``optimizer.update`` says, after a check that it is a step and a state.

    Raises:
        TypeError: ``update`` does not return a pair, or the step does not hold numbers.
        ValueError: the step does not have the shape of ``params``.

    >>> halving = Optimizer(lambda params: (), lambda g, state, params: (-0.5 * params, state))
    >>> next_step(halving, np.zeros(2), (), np.array([4.0, 2.0]))
    (array([-2., -1.]), ())
    """
    answer = optimizer.update(gradient, state, params)
    if not isinstance(answer, tuple) or len(answer) != 2:
        raise TypeError(
            f"update must return a pair, (step, state); got {type(answer).__name__}. "
            "If there is nothing to remember, return step, ()."
        )
    step, state = answer
    if type(step) is np.ndarray and step.shape == params.shape and step.dtype == np.float64:
        return step, state
    step = float_array("step", step)
    try:
        return np.broadcast_to(step, params.shape), state
    except ValueError:
        raise ValueError(
            f"update must return a step of the shape of params, {params.shape}; got shape "
            f"{step.shape}. Was the optimizer made for other starts?"
        ) from None


def state_of(state: Any, rows: np.ndarray) -> Any:
    """Return the state of some of the runs, for an optimizer that promises ``per_run``.

    Arguments:
        state: numbers and arrays (…, further axes) in tuples, lists and dicts.
        rows: which runs, booleans of shape (…).

    Raises:
        ValueError: an array does not have the batch axes in front.

    >>> state_of({"velocity": np.eye(2), "count": 3}, np.array([False, True]))
    {'velocity': array([[0., 1.]]), 'count': 3}
    """
    if isinstance(state, dict):
        return type(state)((name, state_of(part, rows)) for name, part in state.items())
    if isinstance(state, tuple | list):
        parts = [state_of(part, rows) for part in state]
        return type(state)(*parts) if hasattr(state, "_fields") else type(state)(parts)
    if np.ndim(state) == 0:
        return state
    if np.shape(state)[: rows.ndim] != rows.shape:
        raise ValueError(
            f"the optimizer promises per_run, but its state has an array of shape "
            f"{np.shape(state)} for runs of shape {rows.shape}. Put the batch axes in front, or "
            "leave per_run out."
        )
    return np.asarray(state)[rows]
