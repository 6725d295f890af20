r"""Linear and logistic regression: features as columns, and the objectives a data set defines.

==============  ==============================================================
``features``    the design matrix, standardised columns
``linear_fit``  least squares
``objectives``  the mean squared error and the cross-entropy as functions of w
==============  ==============================================================

>>> X, y = design_matrix([0.0, 1.0, 2.0]), [1.0, 3.0, 6.0]
>>> w = least_squares(X, y)
>>> w.round(6), float(mse_objective(X, y)(w).round(6))
(array([0.833333, 2.5     ]), 0.055556)
"""

from mathlib.probability.regression.features import Standardized, design_matrix, standardize
from mathlib.probability.regression.linear_fit import least_squares
from mathlib.probability.regression.objectives import logistic_objective, mse_objective

__all__ = [
    "Standardized",
    "design_matrix",
    "least_squares",
    "logistic_objective",
    "mse_objective",
    "standardize",
]
