"""Formulas that a learner types: read safely, evaluated, differentiated by rules, set in LaTeX.

==================================  =======================================================
``mathlib.expressions.tree``        the parts of a formula, and the rules that simplify them
``mathlib.expressions.functions``   the functions that may be used, each with its derivative
``mathlib.expressions.rules``       sum, product, quotient, power, and chain rule
``mathlib.expressions.series``      Taylor coefficients, by arithmetic with power series
``mathlib.expressions.reading``     text to tree; nothing is ever executed
``mathlib.expressions.expression``  all of it together: ``parse(text)``
==================================  =======================================================
"""

from mathlib.expressions.expression import Expression, parse
from mathlib.expressions.functions import FUNCTIONS
from mathlib.expressions.series import taylor_coefficients

__all__ = ["FUNCTIONS", "Expression", "parse", "taylor_coefficients"]
