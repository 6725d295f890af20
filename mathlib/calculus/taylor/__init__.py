r"""Taylor's polynomials, and how far they can be trusted.

==============  ============================================================
``polynomial``  in one variable: remainder, bound, radius of convergence
``model``       in several: tangent plane, parabola, disc in which they hold
==============  ============================================================

>>> from mathlib.calculus import TAYLOR_EXAMPLES
>>> p = taylor_polynomial(TAYLOR_EXAMPLES["sin x"], 0.0, 3)
>>> p.coefficients.round(4), float(p(1.0).round(4)), float(p.remainder(1.0).round(4))
(array([ 0.    ,  1.    ,  0.    , -0.1667]), 0.8333, 0.0081)
"""

from mathlib.calculus.taylor.model import TaylorModel, taylor_model, trust_radius
from mathlib.calculus.taylor.polynomial import TaylorPolynomial, taylor_polynomial

__all__ = ["TaylorModel", "TaylorPolynomial", "taylor_model", "taylor_polynomial", "trust_radius"]
