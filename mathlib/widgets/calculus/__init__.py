"""Live figures of calculus (chapters 02 and 03).

A name is imported when it is first asked for; ``__init__.pyi`` says where each one lives.

==========================  =====================================================
``ChainGears``              the chain rule as gears: the rates multiply
``DirectionDial``           the slope in every direction
``EdgesInPhoto``            the gradient of a photograph, and its edges
``WhichDerivativeDecides``  which derivative decides at 0
``GraphStepper``            a computational graph, forward and backward
``PartialSlopes``           two slices through a point, two partial derivatives
``PolygonsAroundCircle``    the circle between two polygons
``QuadraticForm``           what the eigenvalues of the Hessian decide
``SecantToTangent``         from the secant to the tangent, and the microscope
``SlopeAndCurvature``       a function with its slope and its curvature
``StepError``               the error of difference quotients against the step
``StepPrediction``          a step as Taylor predicts it, and as it turns out
``TaylorCurve``             Taylor's polynomial of one variable and its error
``TaylorSurface``           where Taylor's plane and quadratic model hold
``TypedFormula``            a function that the learner types, and its derivative
==========================  =====================================================
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
