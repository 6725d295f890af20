"""Formulas that a learner types: read safely, evaluated, differentiated by rules, set in LaTeX.

====================  ========================================================
``tree``              the parts of a formula, and the rules that simplify them
``functions``         the functions that may be used, each with its derivative
``derivative_rules``  sum, product, quotient, power, and chain rule
``series``            Taylor coefficients, by arithmetic with power series
``reading``           text to tree; nothing is ever executed
``expression``        all of it together: ``parse(text)``
====================  ========================================================
"""

from mathlib.calculus.expressions.coefficients import taylor_coefficients
from mathlib.calculus.expressions.expression import Expression, parse
from mathlib.calculus.expressions.functions import FUNCTIONS

__all__ = ["FUNCTIONS", "Expression", "parse", "taylor_coefficients"]
