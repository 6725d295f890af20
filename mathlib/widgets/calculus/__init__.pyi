from .chain_rule import ChainGears
from .directions import DirectionDial
from .edges import EdgesInPhoto
from .extrema import WhichDerivativeDecides
from .graph import GraphStepper
from .partials import PartialSlopes
from .polygons import PolygonsAroundCircle
from .quadratic_form import QuadraticForm
from .secants import SecantToTangent
from .slopes import SlopeAndCurvature
from .step_error import StepError
from .step_prediction import StepPrediction
from .taylor_curve import TaylorCurve
from .taylor_surface import TaylorSurface
from .typed_formula import TypedFormula

__all__ = [
    "ChainGears",
    "DirectionDial",
    "EdgesInPhoto",
    "GraphStepper",
    "PartialSlopes",
    "PolygonsAroundCircle",
    "QuadraticForm",
    "SecantToTangent",
    "SlopeAndCurvature",
    "StepError",
    "StepPrediction",
    "TaylorCurve",
    "TaylorSurface",
    "TypedFormula",
    "WhichDerivativeDecides",
]
