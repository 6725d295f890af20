"""A matrix to drag: four sliders for its entries, and handles at the images of e₁ and e₂."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from ipywidgets import FloatSlider

from mathlib.widgets.live import Handle
from mathlib.widgets.live.controls import slider


def matrix_sliders() -> dict[str, FloatSlider]:
    """Return the sliders of A = [[2, 1], [2, 3]], by name: a11, a12, a21, a22."""
    labels = {"a11": "a₁₁", "a12": "a₁₂", "a21": "a₂₁", "a22": "a₂₂"}
    start = entries(2, 1, 2, 3)
    return {name: slider(label, start[name], -4, 4, 0.05) for name, label in labels.items()}


def matrix_handles(axes: int) -> tuple[Handle, Handle]:
    """Return handles at the columns of A, on the axes with that number."""
    return (
        Handle("e1", x="a11", y="a21", axes=axes, label="image of e₁, first column of A"),
        Handle("e2", x="a12", y="a22", axes=axes, label="image of e₂, second column of A"),
    )


def entries(a11: float, a12: float, a21: float, a22: float) -> dict[str, float]:
    """Return the values of the sliders for a matrix, as a preset has them."""
    return {"a11": float(a11), "a12": float(a12), "a21": float(a21), "a22": float(a22)}


def matrix_of(state: Mapping[str, Any]) -> np.ndarray:
    """Return the matrix that the sliders show, shape (2, 2).

    >>> matrix_of(entries(2, 1, 2, 3))
    array([[2., 1.],
           [2., 3.]])
    """
    return np.array([[state["a11"], state["a12"]], [state["a21"], state["a22"]]])
