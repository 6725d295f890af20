"""Exact derivatives of programs: forward with dual numbers, backward through a recorded graph.

=====================  =========================================================
``local_derivatives``  each function of numpy beside its local derivatives
``operations``         how changes and gradients pass through an operation
``tracked``            how numpy's functions are caught
``dual``               forward mode: numbers that carry a derivative along
``value``              reverse mode: arrays that remember what they were made of
``gradients``          ``grad``, ``value_and_grad``, and a check by differences
=====================  =========================================================
"""

from mathlib.calculus.autodiff.dual import Dual
from mathlib.calculus.autodiff.gradients import check_grads, grad, value_and_grad
from mathlib.calculus.autodiff.value import Value, graph

__all__ = ["Dual", "Value", "check_grads", "grad", "graph", "value_and_grad"]
