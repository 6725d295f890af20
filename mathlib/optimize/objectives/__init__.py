r"""Functions to minimise, each with its exact gradient and Hessian.

An :class:`Objective` is a function of the *last* axis: ``f(x)`` takes points of shape (…, n) and
returns values of shape (…,), so one call evaluates one point or 40,000 of them.

>>> himmelblau([3.0, 2.0]) == 0.0
np.True_
>>> himmelblau.gradient([[3.0, 2.0], [0.0, 0.0]]).shape
(2, 2)

``LANDSCAPES`` holds the functions of two variables by name, ``CURVES`` those of one, ``TRAPS``
those on which a rule fails, all in the order in which a list should offer them.
"""

from mathlib.optimize.objectives.base import Objective
from mathlib.optimize.objectives.landscapes import (
    beale,
    bumps,
    double_well,
    himmelblau,
    monkey_saddle,
    plateau,
    rosenbrock,
    saddle,
)
from mathlib.optimize.objectives.one_variable import (
    absolute_value,
    exponential,
    flat_valley,
    parabola,
    two_valleys,
)
from mathlib.optimize.objectives.quadratics import quadratic
from mathlib.optimize.objectives.traps import (
    mixed_partials,
    no_limit,
    peano,
    quartic_bowl,
    quartic_dome,
    quartic_saddle,
)

LANDSCAPES: dict[str, Objective] = {
    f.name: f
    for f in (
        himmelblau,
        rosenbrock,
        beale,
        double_well,
        saddle,
        monkey_saddle,
        bumps,
        plateau,
    )
}
CURVES: dict[str, Objective] = {
    f.name: f for f in (parabola, two_valleys, exponential, absolute_value, flat_valley)
}
TRAPS: dict[str, Objective] = {
    f.name: f for f in (mixed_partials, no_limit, peano, quartic_bowl, quartic_dome, quartic_saddle)
}

__all__ = [
    "CURVES",
    "LANDSCAPES",
    "TRAPS",
    "Objective",
    "absolute_value",
    "beale",
    "bumps",
    "double_well",
    "exponential",
    "flat_valley",
    "himmelblau",
    "mixed_partials",
    "monkey_saddle",
    "no_limit",
    "parabola",
    "peano",
    "plateau",
    "quadratic",
    "quartic_bowl",
    "quartic_dome",
    "quartic_saddle",
    "rosenbrock",
    "saddle",
    "two_valleys",
]
