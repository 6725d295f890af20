"""Exercise 03.5: the height of Taylor's parabola."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def parabola_value(value: float, gradient: np.ndarray, H: np.ndarray, delta: np.ndarray) -> float:
    r"""Return the value of Taylor's polynomial of degree 2 at x₀ + Δ.

    .. math:: f(x_0) + \langle \nabla f, \Delta \rangle + \tfrac12\, \Delta^\top H \Delta

    Arguments:
        value: f(x₀).
        gradient: ∇f(x₀), shape (n,).
        H: the Hessian at x₀, symmetric, shape (n, n).
        delta: Δ, shape (n,).

    Source: Nocedal & Wright, Numerical Optimization (2006), theorem 2.1.

    >>> g, H = np.array([1.0, 2.0]), np.array([[2.0, 0.0], [0.0, 4.0]])
    >>> float(parabola_value(5.0, g, H, np.array([1.0, -1.0])))
    7.0
    """
    return value + gradient @ delta + delta @ H @ delta / 2


def _models(rng: np.random.Generator) -> list[Arguments]:
    cases = []
    for n in (2, 2, 2, 3, 3):
        H = rng.uniform(-2.0, 2.0, size=(n, n)).round(1)
        gradient = rng.uniform(0.5, 3.0, size=n).round(1)
        delta = rng.uniform(-1.5, 1.5, size=n).round(1)
        cases.append((round(float(rng.uniform(1.0, 9.0)), 1), gradient, H + H.T, delta))
    return cases


def _bend(H: np.ndarray, delta: np.ndarray) -> float:
    return delta @ H @ delta


PARABOLA = Exercise(
    name="03.5",
    title="The height of Taylor's parabola",
    reference=parabola_value,
    inputs=_models,
    mistakes=(
        (
            lambda value, gradient, H, delta: value + gradient @ delta + _bend(H, delta),
            "The ½ is missing: the second term is divided by 2!, as in one variable.",
        ),
        (
            lambda value, gradient, H, delta: value + gradient @ delta,
            "That is the tangent plane, degree 1. Add how the surface bends: ½ Δᵀ H Δ.",
        ),
        (
            lambda value, gradient, H, delta: value + _bend(H, delta) / 2,
            "You leave out the slope: ⟨∇f, Δ⟩ is missing.",
        ),
        (
            lambda value, gradient, H, delta: gradient @ delta + _bend(H, delta) / 2,
            "That is how much f changes, as the parabola sees it. Its height at x₀ is missing.",
        ),
        (
            lambda value, gradient, H, delta: value + gradient @ delta + np.diag(H) @ delta**2 / 2,
            "You use only the diagonal of H. The mixed derivatives count as well.",
        ),
        (
            lambda value, gradient, H, delta: value + (gradient @ delta + _bend(H, delta)) / 2,
            "You halve the slope too. Only the term with H has the ½.",
        ),
        (
            lambda value, gradient, H, delta: (value + gradient @ delta + _bend(H, delta)) / 2,
            "Mind the brackets: only the term with H is halved.",
        ),
        (
            lambda value, gradient, H, delta: value + gradient @ delta - _bend(H, delta) / 2,
            "The sign of the last term is wrong: where H is positive the surface bends up.",
        ),
        (
            lambda value, gradient, H, delta: value - gradient @ delta + _bend(H, delta) / 2,
            "The sign of the slope is wrong: along the gradient f rises.",
        ),
        (
            lambda value, gradient, H, delta: value + gradient @ delta + delta @ H / 2,
            "The last term is still a vector: Δ stands on both sides of H.",
        ),
        (
            lambda value, gradient, H, delta: value + gradient @ delta + H @ delta / 2,
            "The last term is still a vector: Δ stands on both sides of H.",
        ),
        (
            lambda value, gradient, H, delta: value + gradient @ delta + H @ delta * delta / 2,
            "The last `*` multiplies entry by entry and leaves a vector. The inner product is `@`.",
        ),
        (
            lambda value, gradient, H, delta: value + gradient @ delta + H @ delta**2 / 2,
            "`H @ delta**2` squares the entries first, and leaves a vector. Δᵀ H Δ has Δ on both "
            "sides: `delta @ H @ delta`.",
        ),
        (
            lambda value, gradient, H, delta: value + gradient @ delta + H * delta**2 / 2,
            "`*` multiplies entry by entry and leaves a matrix. Δᵀ H Δ is `delta @ H @ delta`.",
        ),
        (
            lambda value, gradient, H, delta: value + gradient * delta + _bend(H, delta) / 2,
            "`*` multiplies entry by entry and leaves a vector. The inner product is `@`.",
        ),
    ),
    hints=(
        "Section 6 has the formula. Which of the four arguments are numbers already, and what "
        "makes numbers of the rest?",
        "⟨∇f, Δ⟩ is `gradient @ delta`. For Δᵀ H Δ the vector stands on both sides of the matrix.",
        "Return `value + gradient @ delta + … / 2`.",
    ),
    praise="Value, slope, bend: that is all a method of second order knows of a surface.",
)
