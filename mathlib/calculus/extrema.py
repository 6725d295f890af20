r"""Minimum, maximum, or neither: the first derivative that is not zero decides, if there is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mathlib.arguments import finite_array, not_negative
from mathlib.formatting import format_number

ORDINALS = {1: "first", 2: "second", 3: "third"}


@dataclass(frozen=True)
class Extremum:
    """What the derivatives at a point say about it; made by `derivative_test`.

    Arguments:
        kind: "minimum", "maximum", "no extremum", "not stationary", or "silent".
        order: the order of the first derivative that is not zero; None if all given ones are.
        message: one sentence on that.
    """

    kind: str
    order: int | None
    message: str


def derivative_test(derivatives: Sequence[float] | Any, tol: float = 1e-9) -> Extremum:
    r"""Return what $f'(a), f''(a), \dots$ say about f at a.

    Let k be the first order with $f^{(k)}(a) \neq 0$. If k = 1, a is not stationary. If k > 1 is
    odd, f crosses its tangent and has no extremum there. If k is even, a is a strict local minimum
    ($f^{(k)}(a) > 0$) or maximum (< 0). If all are zero, the test says nothing:
    $e^{-1/x^2}$ has a minimum at 0 and every derivative there is 0.

    See also `mathlib.calculus.classify`: the same question in n variables, decided by the
    eigenvalues of the matrix of second derivatives alone.

    Arguments:
        derivatives: the values of f', f'', …, f⁽ᵐ⁾ at a, shape (m,).
        tol: a derivative of at most this size counts as 0. It is in the units of the derivatives:
            for an f of size 1e-12 choose it smaller.

    Returns:
        The kind of point, the order that decided, and a sentence.

    Raises:
        ValueError: there is no derivative given, or one is NaN or infinite, or tol is negative.
        TypeError: the derivatives are not real numbers.

    Source: Hardy (1908), A Course of Pure Mathematics, chapter VI.

    >>> derivative_test([0.0, 0.0, 0.0, 24.0]).kind  # x⁴ at 0
    'minimum'
    >>> derivative_test([0.0, 0.0, 6.0]).kind  # x³ at 0
    'no extremum'
    >>> derivative_test([0.0, 0.0, 0.0]).kind
    'silent'
    """
    values = finite_array("derivatives", derivatives)
    if values.ndim != 1 or not len(values):
        raise ValueError(
            "derivatives must be a list with f'(a) first, such as [0.0, 2.0]; "
            f"got shape {values.shape}."
        )
    tol = not_negative("tol", tol, "1e-9")
    order = next((k for k, value in enumerate(values, 1) if abs(value) > tol), None)
    if order is None:
        upto = f"all {len(values)} given derivatives are" if len(values) > 1 else "f′ is"
        return Extremum("silent", None, f"Silent: {upto} 0; the next one may decide, or none")
    value = float(values[order - 1])
    first = f"the {_ordinal(order)} derivative, {format_number(value)}, is the first that is not 0"
    if order == 1:
        return Extremum("not stationary", 1, f"Not stationary: the slope is {format_number(value)}")
    if order % 2:
        return Extremum("no extremum", order, f"No extremum: {first}, and its order is odd")
    kind = "minimum" if value > 0 else "maximum"
    sign = "positive" if value > 0 else "negative"
    return Extremum(kind, order, f"{kind.capitalize()}: {first}; even order, {sign}")


def _ordinal(order: int) -> str:
    """Second, third, 4th, …, 11th, …, 21st."""
    teens = order // 10 % 10 == 1
    ending = {1: "st", 2: "nd", 3: "rd"}.get(0 if teens else order % 10, "th")
    return ORDINALS.get(order, f"{order}{ending}")
