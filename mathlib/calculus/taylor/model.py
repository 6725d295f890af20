"""Taylor's plane and parabola in several variables, and the disc in which they can be trusted."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from mathlib.arguments import finite_array, function, positive, shown
from mathlib.calculus.multivariate import gradient, hessian
from mathlib.formatting import format_point
from mathlib.optimize.objectives.base import Objective, as_points, vector


@dataclass(frozen=True, eq=False)
class TaylorModel:
    r"""A plane or a parabola in n variables that fits f at x0; made by `taylor_model`.

    .. math:: f(x_0) + \langle g, \Delta \rangle
        \; \left( + \tfrac12 \langle \Delta, H \Delta \rangle \right), \qquad \Delta = x - x_0

    Arguments:
        f: the function, (…, n) → (…).
        x0: the centre, shape (n,).
        value, gradient: $f(x_0)$ and g, shape (n,).
        hessian: H, shape (n, n); zero for the plane.
    """

    f: Callable[[np.ndarray], Any]
    x0: np.ndarray
    value: float
    gradient: np.ndarray
    hessian: np.ndarray

    def __call__(self, x: Any) -> np.ndarray:
        """Return the values of the model, shape (…), for points of shape (…, n)."""
        step = as_points(x, len(self.x0)) - self.x0
        with np.errstate(all="ignore"):
            slope = self.gradient + 0.5 * (step @ self.hessian)
            return self.value + np.einsum("...i,...i->...", step, slope)

    def remainder(self, x: Any) -> np.ndarray:
        """Return f(x) minus the model, shape (…)."""
        return self.f(x) - self(x)

    def trust_radius(self, tol: float) -> float:
        """Return what :func:`trust_radius` does; f must be an objective of two variables."""
        tol = positive("tol", tol, "0.1") * (1 + 1e-12)
        if not isinstance(self.f, Objective):
            raise TypeError(
                "objective must be an objective, which knows the domain to look at, such as "
                f"mathlib.optimize.himmelblau; got {shown(self.f)}."
            )
        if self.f.n != 2:
            raise ValueError(f"objective must have 2 variables; got {shown(self.f)}.")
        reach = math.dist(*zip(*self.f.domain, strict=True))
        angles, low = np.arange(96) * np.pi / 48, math.inf
        small, large = np.geomspace(1e-6, 1e-2, 40), np.linspace(1e-2, 1.0, 80)
        radii = reach * np.concatenate([[0.0], small[:-1], large])
        for stage in range(5):
            points = self.x0 + radii[:, None, None] * vector(np.cos(angles), np.sin(angles))
            error = np.nan_to_num(np.abs(self.remainder(points)), nan=math.inf)
            rings = np.flatnonzero((error > tol).any(axis=1))
            if not len(rings):
                return low
            low, high = float(radii[max(rings[0] - 1, 0)]), radii[rings[0]]
            if stage == 2:  # between two directions the error may be larger still
                worst = angles[error[rings[0]].argmax()]
                angles, low = worst + np.linspace(-np.pi / 48, np.pi / 48, 33), 0.99 * low
            radii = np.linspace(low, high, 17)
        return low


def taylor_model(objective: Callable[[np.ndarray], Any], x0: Any, degree: int) -> TaylorModel:
    r"""Return Taylor's polynomial of degree 1 (a plane) or 2 (a parabola) at x0.

    The plane is that of the partial derivatives: the tangent plane if f is differentiable at x0.
    Derivatives are exact if the objective knows them, else found by differences.

    See also `mathlib.calculus.taylor_polynomial`: one variable, any degree, with a bound.

    Arguments:
        objective: an objective, or any function of points, (…, n) → (…).
        x0: the centre, shape (n,).
        degree: 1 or 2.

    Returns:
        The model: call it with points of shape (…, n) for values of shape (…).

    Raises:
        TypeError: the objective cannot be called, or x0 holds no numbers.
        ValueError: another degree, or f has not these derivatives at x0, or its mixed second
            derivatives differ there: then f is not twice differentiable.

    Source: Nocedal & Wright (2006), Numerical Optimization, theorem 2.1.

    >>> from mathlib.optimize import himmelblau
    >>> model = taylor_model(himmelblau, [0.0, 0.0], 1)
    >>> float(model([0.1, 0.0])), float(himmelblau([0.1, 0.0]).round(4))
    (168.6, 168.3901)
    """
    function("objective", objective, "mathlib.optimize.himmelblau")
    if not isinstance(degree, int | np.integer) or degree not in (1, 2):
        raise ValueError(
            f"degree must be 1 (the tangent plane) or 2 (the parabola); got {shown(degree)}."
        )
    x0 = as_points(finite_array("x0", x0), getattr(objective, "n", None), "x0").copy()
    if x0.ndim != 1:
        raise ValueError(f"x0 must be one point, shape (n,); got shape {x0.shape}.")
    slope, curvature = gradient(objective, x0), np.zeros((len(x0), len(x0)))
    if degree == 2:
        curvature = hessian(objective, x0)
        size = max(1.0, abs(float(objective(x0))), np.abs(curvature).max())
        if np.abs(curvature - curvature.T).max() > 1e-3 * size:
            raise ValueError(
                f"f has no Taylor parabola at x0 = {format_point(x0)}: its mixed second "
                "derivatives differ, so it is not twice differentiable there. Take degree 1."
            )
    return TaylorModel(objective, x0, float(objective(x0)), slope, curvature)


def trust_radius(objective: Objective, x0: Any, degree: int, tol: float) -> float:
    r"""Return the radius of the largest disc around x0 in which Taylor's model errs by at most tol.

    .. math:: \max \{ r : |f(x) - p(x)| \le \text{tol} \text{ for all } \|x - x_0\| \le r \}

    Found on a grid of 96 directions and 120 distances, which is refined about the first point
    that is too far off, to about 0.1 % of the radius. An error of tol but for rounding is allowed.
    A spot of large error that is smaller than the grid's meshes may be missed.

    Arguments:
        objective: an objective of two variables, such as ``mathlib.optimize.himmelblau``.
        x0: the centre, shape (2,).
        degree: 1 or 2, as for :func:`taylor_model`.
        tol: the largest error allowed, in the units of the objective.

    Returns:
        The radius; infinite if it is larger than the diagonal of the objective's domain.

    Raises:
        ValueError: tol is not positive, the function has not two variables, or
            :func:`taylor_model` refuses.
        TypeError: it is no objective: a plain function has no domain.

    >>> from mathlib.optimize import quartic_bowl, saddle
    >>> round(trust_radius(quartic_bowl, [0.0, 0.0], 2, 1e-4), 4)  # along the axes the error is r⁴
    0.1
    >>> trust_radius(saddle, [0.0, 0.0], 2, 1e-4)
    inf
    """
    return taylor_model(objective, x0, degree).trust_radius(tol)
