"""Calculus (chapters 02 and 03): derivatives, formulas, automatic differentiation, Taylor.

A name is imported when it is first asked for; ``__init__.pyi`` says where each one lives.

==========================  ===================================================
``archimedes``              π between polygons of 6, 12, 24, … sides
``polygon_areas``           the areas of the n-gons inside and outside a circle
``best_step``               the step at which a difference quotient errs least
``derivative``              f′(x) by differences or a complex step
``predicted_error``         truncation plus rounding, for a step h
``second_derivative``       f″(x) by differences
``Sides``                   what `one_sided` returns
``one_sided``               the slopes on the left and on the right of a point
``Extremum``                what `derivative_test` returns
``derivative_test``         which derivative decides about an extremum
``Curve``                   a function of x with all its derivatives
``EXAMPLES``                the curves that a list of functions offers
``TAYLOR_EXAMPLES``         those for Taylor's polynomials
``Expression``              a formula: evaluate, differentiate, set in LaTeX
``FUNCTIONS``               the functions that a formula may use
``parse``                   read a formula that a learner typed
``taylor_coefficients``     the coefficients of a formula's Taylor series
``Dual``                    forward mode: a number that carries a derivative
``Value``                   reverse mode: an array that remembers its origin
``check_grads``             automatic derivatives against differences
``grad``                    the gradient of a program, by reverse mode
``graph``                   the recorded graph of a value
``value_and_grad``          the value and the gradient in one pass
``directional_derivative``  the slope along a direction
``gradient``                ∇f, exact if f knows it, else by differences
``hessian``                 the matrix of second derivatives
``jacobian``                the matrix of first derivatives of a map
``Classification``          what `classify` returns
``NewtonStep``              what `newton_step` returns
``StationaryPoint``         what `stationary_points` returns
``classify``                minimum, maximum, saddle or undecided
``newton_step``             the step to the extremum of the quadratic model
``stationary_points``       where a gradient vanishes, and what is there
``TaylorModel``             what `taylor_model` returns
``TaylorPolynomial``        what `taylor_polynomial` returns
``taylor_model``            tangent plane and quadratic model in n variables
``taylor_polynomial``       Taylor's polynomial with remainder and bound
``trust_radius``            how far a model stays within a given error
``CENTRAL_DIFFERENCE``      half of right minus left, as weights
``SMOOTHING``               the weights ¼, ½, ¼
``direction``               where the gradient of a picture points
``magnitude``               how steep the brightness is
``smooth``                  a picture blurred by a Gaussian
``sobel``                   the gradient of a picture
==========================  ===================================================
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
