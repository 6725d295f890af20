"""Exercise 02.5: the complex step."""

from collections.abc import Callable

import numpy as np

from mathlib.exercises.chapter02.exercise1_difference_quotient import OWN_STEP
from mathlib.exercises.core import Arguments, Exercise, domain_errors


def complex_step(f: Callable[[complex], complex], x: float, h: float) -> float:
    r"""Return the slope of f at x by the complex step.

    .. math:: \frac{\operatorname{Im} f(x + ih)}{h}

    Arguments:
        f: a function of one variable that takes complex numbers.
        x: where.
        h: the step along the imaginary axis, not 0; it may be tiny, such as 1e-20 or 1e-100.

    Source: Squire & Trapp (1998), SIAM Review 40(1), 110-112.

    >>> complex_step(lambda x: x**2, 3.0, 1e-20)
    6.0
    """
    return f(x + 1j * h).imag / h


def _complex_points(rng: np.random.Generator) -> list[Arguments]:
    functions = (np.exp, np.sin, np.square, np.tanh, np.sinh)
    places = rng.uniform(1.0, 2.0, size=5).round(1)
    steps = (1e-20, 1e-20, 1e-8, 0.1, 0.5)
    return [(f, float(x), h) for f, x, h in zip(functions, places, steps, strict=True)]


_NO_DIFFERENCE = (
    "You subtract two values, and with h = 1e-20 they are the same number. The complex step "
    "subtracts nothing: nudge by `1j * h`, and take the imaginary part."
)
_IMAGINARY = "In Python i is `1j`, with the 1."
_BY_H = (
    "Divide by h, not by ih: the imaginary part of f(x + ih), `.imag`, is a real number, h times "
    "the slope."
)
_LEAVE_OUT = (
    "Leave out f(x), so that nothing is subtracted: the imaginary part of f(x + ih), `.imag`, "
    "divided by h is the slope."
)
_COMPLEX = "That is a complex number. The slope is in its imaginary part: `.imag`."

COMPLEX_STEP = Exercise(
    name="02.5",
    title="The complex step",
    reference=complex_step,
    inputs=_complex_points,
    mistakes=(
        (
            lambda f, x, h: f(x + 1j * h).real / h,
            "You take the real part, which holds f(x). The slope is in the imaginary part.",
        ),
        (
            lambda f, x, h: f(x + 1j * h).imag,
            "That is h times the slope: divide by h.",
        ),
        (
            lambda f, x, h: f(x + h).imag / h,
            "You nudge along the real line, so that there is no imaginary part. In Python i is "
            "`1j`.",
        ),
        (
            lambda f, x, h: f(x + 1j).imag / h,
            "You nudge by i, a whole unit. Nudge by ih, `1j * h`.",
        ),
        (
            lambda f, x, h: f(1j * h).imag / h,
            "That is the slope at 0: x is left out.",
        ),
        (
            lambda f, x, h: f(x + 1j * h).imag / (2 * h),
            "You divide by 2h as for central differences. Here there is one step h, to one side.",
        ),
        (
            lambda f, x, h: f(x + 1j * h).imag * h,
            "You multiply by h. The imaginary part is h times the slope: divide by h.",
        ),
        (
            lambda f, x, h: f(x - 1j * h).imag / h,
            "The sign is reversed: nudge by + ih, or divide by −h.",
        ),
        (
            lambda f, x, h: abs(f(x + 1j * h)) / h,
            "You take the size of the complex number. Take its imaginary part: `.imag`.",
        ),
        (lambda f, x, h: (f(x + h) - f(x)) / h, _NO_DIFFERENCE),
        (lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h), _NO_DIFFERENCE),
        (lambda f, x, h: f(x + 1e-20j).imag / 1e-20, OWN_STEP),
        (
            lambda f, x, h: (f(x + 1j * h) - f(x - 1j * h)) / (2j * h),
            "The value is right, but of type complex, with imaginary part 0. One value of f is "
            "enough: the imaginary part of f(x + ih), `.imag`, divided by h.",
        ),
        (lambda f, x, h: f(x + 1j * h) / h, _COMPLEX),
        (lambda f, x, h: f(x + 1j * h).imag / (1j * h), _BY_H),
        (lambda f, x, h: f(x + 1j * h) / (1j * h), _BY_H),
        (lambda f, x, h: (f(x + 1j * h) - f(x)) / h, _LEAVE_OUT),
        (lambda f, x, h: (f(x + 1j * h) - f(x)) / (1j * h), _LEAVE_OUT),
    ),
    hints=(
        "For f(x) = x² work out (x + ih)² by hand. Where does the slope 2x stand in it?",
        "It is x² − h² + 2xh·i: the imaginary part is h times the slope.",
        "In Python i is `1j`, and `z.imag` is the imaginary part of z: return `f(x + …).imag / h`.",
    ),
    praise="The quotient subtracts nothing, so h may be tiny, 1e-20 or 1e-100: no digits cancel.",
    errors=(
        ("name 'i' is", _IMAGINARY),
        ("name 'j' is", _IMAGINARY),
        (
            "object is not callable",
            "If brackets follow `.imag`: it is no function, leave them out. If a `*` is missing, "
            "as in `1j(h)`: a product needs it.",
        ),
        *domain_errors(_IMAGINARY),
    ),
)
