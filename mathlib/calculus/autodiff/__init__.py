"""Exact derivatives of programs: forward with dual numbers, backward through a recorded graph.

===============================  ===========================================================
``mathlib.autodiff.rules``       each operation beside its local derivatives
``mathlib.autodiff.tracked``     how numpy's functions are caught
``mathlib.autodiff.dual``        forward mode: numbers that carry a derivative along
``mathlib.autodiff.value``       reverse mode: arrays that remember what they were made of
``mathlib.autodiff.gradients``   ``grad``, ``value_and_grad``, and a check by differences
===============================  ===========================================================
"""

from mathlib.autodiff.dual import Dual
from mathlib.autodiff.gradients import check_grads, grad, value_and_grad
from mathlib.autodiff.value import Value, graph

__all__ = ["Dual", "Value", "check_grads", "grad", "graph", "value_and_grad"]
