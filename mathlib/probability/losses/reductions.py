"""What the losses share: predictions and targets of one shape, and the ways to sum up."""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import finite_array, shown
from mathlib.probability.scaling import mean

REDUCTIONS = ("mean", "sum", "none")


def pair(name: str, prediction: Any, target: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return predictions and targets as float64 arrays of one shape.

    Arguments:
        name: what the caller calls the predictions; it appears in the message.
        prediction, target: finite numbers, of one shape.

    Raises:
        ValueError: the shapes differ, there is no value, or some are missing or infinite.
        TypeError: one of them does not hold numbers.

    >>> pair("prediction", [1, 2], [0, 4])
    (array([1., 2.]), array([0., 4.]))
    """
    a, b = finite_array(name, prediction), finite_array("target", target)
    if a.shape == b.shape and a.size:
        return a, b
    hint = ""
    for column, x, other in ((name, a, b), ("target", b, a)):
        if x.ndim == 2 and x.shape == (*other.shape, 1):
            hint = f" A column of shape {x.shape} becomes a row of numbers by {column}[:, 0]."
    raise ValueError(
        f"{name} and target must have one shape, and hold a value; got shapes {a.shape} and "
        f"{b.shape}.{hint}"
    )


def reduced(losses: np.ndarray, reduction: str) -> np.ndarray:
    """Return the losses summed up: their "mean", their "sum", or as they are ("none").

    Raises:
        ValueError: another ``reduction``.

    >>> losses = np.array([1.0, 3.0])
    >>> float(reduced(losses, "mean")), float(reduced(losses, "sum")), reduced(losses, "none")
    (2.0, 4.0, array([1., 3.]))
    """
    if not isinstance(reduction, str) or reduction not in REDUCTIONS:
        raise ValueError(
            f"reduction must be one of {', '.join(REDUCTIONS)}; got {shown(reduction)}."
        )
    if reduction == "none":
        return losses
    return losses.sum() if reduction == "sum" else mean(losses, axis=None)


def shared(gradient: np.ndarray, count: int, reduction: str) -> np.ndarray:
    """Return the gradient of the reduced losses; "none" gives that of each, as "sum" does.

    Arguments:
        gradient: of each loss, shape (…).
        count: how many losses there are.
        reduction: as in `reduced`.

    Raises:
        ValueError: another ``reduction``.

    >>> shared(np.array([1.0, 3.0]), 2, "mean")
    array([0.5, 1.5])
    """
    reduced(gradient, reduction)  # checks the name
    return gradient / count if reduction == "mean" else gradient
