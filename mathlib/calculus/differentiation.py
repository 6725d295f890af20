r"""Derivatives by differences: three quotients, their errors, and the best step between the two.

A difference quotient is wrong for two reasons. The function bends within the step: this truncation
error grows with h. And function values have 16 digits: subtracting two that are nearly equal leaves
few of them, and this rounding error grows with 1/h. The complex step subtracts nothing.

A quotient is a number also where f has no derivative. Such an x is refused as far as it can be
seen: see :mod:`mathlib.calculus.kinks`.
"""

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from mathlib.arguments import choice, finite_array, fit_together, float_array, function
from mathlib.calculus.complex_step import Analytic
from mathlib.calculus.kinks import EPS, refuse_kinks
from mathlib.formatting import format_number

Function = Callable[[np.ndarray], Any]

BEST_STEPS = {"forward": EPS ** (1 / 2), "central": EPS ** (1 / 3), "complex": 1e-20}
METHODS = tuple(BEST_STEPS)
NEIGHBOUR = 1e-4
"""As near as this, in steps of the central quotient, a complex step wants f to be defined."""


def derivative(f: Function, x: Any, method: str = "central", h: Any = None) -> np.ndarray:
    r"""Return an estimate of $f'(x)$ at each entry of x.

    .. math::
        \text{forward } \frac{f(x+h) - f(x)}{h}, \qquad
        \text{central } \frac{f(x+h) - f(x-h)}{2h}, \qquad
        \text{complex } \frac{\operatorname{Im} f(x + ih)}{h}

    For smooth f the error is of order h for the first and h² for the other two, plus rounding.

    Without h, an x at which f has a kink or a jump is refused. With an h of your own you get that
    quotient: the forward one is a slope on one side, and exists at a kink, too.

    Arguments:
        f: a function of one variable that works entry by entry, (…) → (…).
        x: where, shape (…).
        method: "forward", "central" or "complex"; the last needs an f made of functions that have
            a derivative over the complex numbers: no abs, no comparison.
        h: the step, shape (…) or a number, not 0; without it :func:`best_step`.

    Returns:
        The slopes, shape (…); several steps at one x give as many.

    Raises:
        TypeError: f is no function, or x or h holds no numbers.
        ValueError: h is 0 or not finite; f gives another shape or NaN at x or beside it; f has a
            kink or a jump at x, or bends too fast for the step; f has no complex step, where that
            can be seen.

    Source: Nocedal & Wright (2006), Numerical Optimization, section 8.1; Squire & Trapp (1998),
    SIAM Review 40, for the complex step.

    See also :func:`mathlib.calculus.gradient` for several variables, and
    :func:`mathlib.calculus.grad`, which differentiates the program itself.

    >>> round(float(derivative(np.sin, 0.0)), 9)
    1.0
    >>> derivative(np.exp, [0.0, 1.0], "complex") == np.exp([0.0, 1.0])
    array([ True,  True])
    """
    x, own = finite_array("x", x), h
    best = best_step(method, x)
    f, h = function("f", f, "np.sin"), _step(h, best)
    fit_together("x", x, "h", h)
    usual = best_step("central", x)
    if method == "complex":
        slopes = _quotient(_values(f, np.asarray(x + 1j * h).view(Analytic)).imag, h)
        for beside in (0.0, NEIGHBOUR, -NEIGHBOUR):  # roots of −1 are complex, but f is real
            _values(f, x + beside * usual)
        _refuse_kinks(f, x, [usual, 1e-3 * usual])
    elif method == "central":
        slopes = _quotient(_values(f, x + h) - _values(f, x - h), 2 * h)
        _refuse_kinks(f, x, [usual] if own is None else [usual, np.minimum(np.abs(h), usual)])
    else:
        slopes = _quotient(_values(f, x + h) - _values(f, x + 0 * h), h)
        if own is None:
            _refuse_kinks(f, x, [usual, h])
    return slopes


def second_derivative(f: Function, x: Any, h: Any = None) -> np.ndarray:
    r"""Return an estimate of $f''(x)$, with an error of order h² plus rounding.

    .. math:: \frac{f(x+h) - 2 f(x) + f(x-h)}{h^2}

    Arguments:
        f: a function of one variable that works entry by entry, (…) → (…).
        x: where, shape (…).
        h: the step, shape (…) or a number, not 0; without it $\varepsilon^{1/4} \max(1, |x|)$.

    Returns:
        The second derivatives, shape (…).

    Raises:
        TypeError: f is no function, or x or h holds no numbers.
        ValueError: h is 0 or not finite; f gives another shape or NaN; f or its slope has a kink or
            a jump at x, or bends too fast for the step.

    Source: Nocedal & Wright (2006), Numerical Optimization, section 8.1.

    >>> round(float(second_derivative(np.exp, 0.0)), 6)
    1.0
    """
    x, own = finite_array("x", x), h
    usual = EPS ** (1 / 4) * np.maximum(1, np.abs(x))
    f, h = function("f", f, "np.sin"), _step(h, usual)
    fit_together("x", x, "h", h)
    bends = _quotient(_values(f, x + h) - 2 * _values(f, x + 0 * h) + _values(f, x - h), h, h)
    steps = [usual] if own is None else [usual, np.minimum(np.abs(h), usual)]
    _refuse_kinks(f, x, steps, order=2)
    return bends


def best_step(method: str, x: Any = 1.0) -> np.ndarray:
    r"""Return the step at which truncation and rounding are about equal, shape of x.

    Arguments:
        method: "forward", "central" or "complex".
        x: where the derivative is wanted, shape (…).

    $\sqrt\varepsilon$ for forward and $\sqrt[3]\varepsilon$ for central differences, with
    $\varepsilon = 2^{-52}$, times $\max(1, |x|)$, for a function whose value and derivatives have
    about the same size; for the complex step a tiny h such as 1e-20 will do.

    Raises:
        ValueError: there is no such method, or x is not finite.

    Source: Nocedal & Wright (2006), Numerical Optimization, section 8.1.

    >>> best_step("forward") == 2.0**-26
    np.True_
    """
    choice("method", method, METHODS)
    return BEST_STEPS[method] * np.maximum(1.0, np.abs(finite_array("x", x)))


def predicted_error(method: str, h: Any, derivatives: Any) -> tuple[np.ndarray, np.ndarray]:
    r"""Return the sizes to expect of the truncation and of the rounding error.

    ======== ============================ ============================
    method   truncation                   rounding
    ======== ============================ ============================
    forward  $h\,|f''| / 2$               $\varepsilon\,|f| / h$
    central  $h^2\,|f'''| / 6$            $\varepsilon\,|f| / 2h$
    complex  $h^2\,|f'''| / 6$            $\varepsilon\,|f'|$
    ======== ============================ ============================

    Arguments:
        method: "forward", "central" or "complex".
        h: the step, shape (…), not 0.
        derivatives: $f, f', f'', f'''$ at the point, four numbers.

    Returns:
        The truncation error and the rounding error, each of shape (…).

    Raises:
        ValueError: there is no such method, or there are not four derivatives.

    Source: Nocedal & Wright (2006), Numerical Optimization, section 8.1.

    >>> truncation, rounding = predicted_error("forward", 1e-8, (1.0, 1.0, 1.0, 1.0))
    >>> float(truncation), rounding < 1e-7
    (5e-09, np.True_)
    """
    choice("method", method, METHODS)
    h, derivatives = np.abs(_nonzero(finite_array("h", h))), float_array("derivatives", derivatives)
    if derivatives.shape != (4,):
        raise ValueError(
            f"derivatives must hold four numbers, f, f', f'' and f'''; got shape "
            f"{derivatives.shape}. Try derivatives = [1.0, 1.0, 1.0, 1.0]."
        )
    f0, f1, f2, f3 = np.abs(derivatives)
    with np.errstate(all="ignore"):  # of a very small or large h the errors may be 0 or infinite
        truncation = h * f2 / 2 if method == "forward" else h**2 * f3 / 6
        rounding = {"forward": f0 / h, "central": f0 / (2 * h), "complex": f1 + 0 * h}[method]
        return truncation, EPS * rounding


def _quotient(difference: np.ndarray, *steps: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):  # what is too small becomes 0, as numpy does by default
        for h in steps:
            difference = difference / h
        return difference


def _step(h: Any, best: np.ndarray) -> np.ndarray:
    return best if h is None else _nonzero(finite_array("h", h))


def _nonzero(h: np.ndarray) -> np.ndarray:
    if not np.all(h):
        raise ValueError(
            "h must not be 0: (f(x + 0) − f(x)) / 0 is 0/0, and the derivative is its limit as "
            "h gets small. Try h = 1e-6."
        )
    return h


def _refuse_kinks(f: Function, x: np.ndarray, steps: list[np.ndarray], order: int = 1) -> None:
    """Refuse an x at which f has a kink or a jump, by all of these steps."""

    def along(distance: np.ndarray) -> np.ndarray:
        return np.asarray(_computed(f, x + distance).real, np.float64)

    def place(where: tuple[int, ...]) -> tuple[str, str]:
        return format_number(np.broadcast_to(x, steps[-1].shape)[where]), ""

    refuse_kinks(along, steps, place, order=order)


def _computed(f: Function, x: np.ndarray) -> np.ndarray:
    """Return f(x), whatever it is, without numpy's warnings."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("error", np.exceptions.ComplexWarning)
        try:
            return np.asarray(f(x))
        except (TypeError, np.exceptions.ComplexWarning) as error:
            raise ValueError(
                f"f cannot be computed at an array ({error}). Use numpy's functions, np.sin and "
                "not math.sin, which work entry by entry."
            ) from error


def _values(f: Function, x: np.ndarray) -> np.ndarray:
    """Return f(x) after a check: one number for each entry of x, real for real x."""
    values = _computed(f, x)
    if values.shape != x.shape:
        raise ValueError(
            f"f must work entry by entry: shape {x.shape} for x of shape {x.shape}; "
            f"got shape {values.shape}."
        )
    if values.dtype.kind not in "biufc":
        raise ValueError(f"f must return numbers; got entries of type {values.dtype}.")
    bad = ~np.isfinite(values)
    if bad.any():
        raise ValueError(
            f"f is not defined (NaN or infinite) at x = {np.asarray(x)[bad].flat[0].real:.6g}; "
            "choose x and h so that f exists at x and at x ± h."
        )
    if np.iscomplexobj(values) and not np.iscomplexobj(x):
        raise ValueError(
            "f returned complex numbers for a real x; derivatives of real functions are computed "
            "here. Return their real part, or choose an x at which f is real."
        )
    if np.iscomplexobj(x) and not np.iscomplexobj(values):
        raise ValueError(
            "f returned real numbers for a complex x, so the complex step would say that f' is 0. "
            'Use functions that keep the imaginary part, or method="central".'
        )
    return values if np.iscomplexobj(values) else np.asarray(values, np.float64)
