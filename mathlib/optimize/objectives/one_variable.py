r"""Functions of one variable (n = 1): the simplest places to watch gradient descent.

================== ====================================================
``parabola``       $x^2$
``two_valleys``    $\tfrac14 x^4 + \tfrac13 x^3 - x^2$, so $f' = (x+2)\,x\,(x-1)$
``exponential``    $e^x$
``absolute_value`` $|x|$
``flat_valley``    $\max(|x| - 1,\, 0)$
================== ====================================================

Where a function has a kink, ``gradient`` returns the subgradient 0 and ``hessian`` 0.

>>> two_valleys.minimizers.ravel()
array([-2.,  1.])
"""

from collections.abc import Callable

import numpy as np

from mathlib.optimize.objectives.base import Objective

_Curve = Callable[[np.ndarray], np.ndarray]


def _curve(
    name: str, story: str, f: _Curve, slope: _Curve, curvature: _Curve, **about: tuple
) -> Objective:
    """Return an objective of one variable from f, f′ and f″, each on numbers of any shape."""
    return Objective(
        name=name,
        story=story,
        n=1,
        raw_value=lambda x: f(x[..., 0]),
        raw_gradient=slope,
        raw_hessian=lambda x: curvature(x)[..., None],
        **about,
    )


parabola = _curve(
    "parabola",
    "one valley with the same curvature, 2, everywhere",
    lambda x: x * x,
    lambda x: 2.0 * x,
    lambda x: np.full_like(x, 2.0),
    domain=((-11.0, 11.0),),
    minimizers=(0.0,),
)

two_valleys = _curve(
    "two valleys",
    "a deep valley at -2 and a shallow one at 1: the start decides which you reach",
    lambda x: x * x * (x * x / 4.0 + x / 3.0 - 1.0),
    lambda x: (x + 2.0) * x * (x - 1.0),
    lambda x: (3.0 * x + 2.0) * x - 2.0,
    domain=((-3.2, 2.2),),
    minimizers=(-2.0, 1.0),
    maximizers=(0.0,),
)

exponential = _curve(
    "exponential",
    "convex, and always lower further to the left: there is no minimum",
    np.exp,
    np.exp,
    np.exp,
    domain=((-6.0, 2.5),),
)

absolute_value = _curve(
    "absolute value",
    "convex with a kink at its minimum, where the gradient is set to 0",
    np.abs,
    np.sign,
    np.zeros_like,
    domain=((-3.0, 3.0),),
    minimizers=(0.0,),
)

flat_valley = _curve(
    "flat valley",
    "convex with many minima: every point from -1 to 1 is one, here are the two ends",
    lambda x: np.maximum(np.abs(x) - 1.0, 0.0),
    lambda x: np.where(np.abs(x) > 1.0, np.sign(x), 0.0 * x),
    np.zeros_like,
    domain=((-3.0, 3.0),),
    minimizers=(-1.0, 1.0),
)
