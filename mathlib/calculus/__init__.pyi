from .autodiff import Dual, Value, check_grads, grad, graph, value_and_grad
from .classification import Classification, classify
from .differentiation import best_step, derivative, predicted_error, second_derivative
from .example_curves import EXAMPLES, TAYLOR_EXAMPLES, Curve
from .expressions import FUNCTIONS, Expression, parse, taylor_coefficients
from .extrema import Extremum, derivative_test
from .images import CENTRAL_DIFFERENCE, SMOOTHING, direction, magnitude, smooth, sobel
from .multivariate import directional_derivative, gradient, hessian, jacobian
from .one_sided_slopes import Sides, one_sided
from .polygons import archimedes, polygon_areas
from .stationary import (
    NewtonStep,
    StationaryPoint,
    newton_step,
    stationary_points,
)
from .taylor import TaylorModel, TaylorPolynomial, taylor_model, taylor_polynomial, trust_radius

__all__ = [
    "CENTRAL_DIFFERENCE",
    "EXAMPLES",
    "FUNCTIONS",
    "SMOOTHING",
    "TAYLOR_EXAMPLES",
    "Classification",
    "Curve",
    "Dual",
    "Expression",
    "Extremum",
    "NewtonStep",
    "Sides",
    "StationaryPoint",
    "TaylorModel",
    "TaylorPolynomial",
    "Value",
    "archimedes",
    "best_step",
    "check_grads",
    "classify",
    "derivative",
    "derivative_test",
    "direction",
    "directional_derivative",
    "grad",
    "gradient",
    "graph",
    "hessian",
    "jacobian",
    "magnitude",
    "newton_step",
    "one_sided",
    "parse",
    "polygon_areas",
    "predicted_error",
    "second_derivative",
    "smooth",
    "sobel",
    "stationary_points",
    "taylor_coefficients",
    "taylor_model",
    "taylor_polynomial",
    "trust_radius",
    "value_and_grad",
]
