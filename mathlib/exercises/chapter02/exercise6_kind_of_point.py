"""Exercise 02.6: minimum, maximum, or neither."""

import numpy as np

from mathlib.exercises.core import Arguments, Exercise


def kind_of_point(derivatives: np.ndarray) -> str:
    r"""Return "minimum", "maximum", "no extremum" or "silent".

    Let k be the first order with $f^{(k)}(a) \ne 0$: for odd k there is no extremum; for even k
    a minimum if it is positive and a maximum if negative. If there is none, the test is silent.

    Arguments:
        derivatives: f′(a), f″(a), … up to some order, shape (m,).

    Source: Hardy, A Course of Pure Mathematics.

    >>> kind_of_point(np.array([0.0, 0.0, 0.0, 24.0]))
    'minimum'
    """
    for order, value in enumerate(derivatives, start=1):
        if value != 0:
            if order % 2 == 1:
                return "no extremum"
            return "minimum" if value > 0 else "maximum"
    return "silent"


def _lists(rng: np.random.Generator) -> list[Arguments]:
    signs = (
        *((0, 1), (0, -1), (0, 0, 1), (0, 0, -1), (0, 0, 0, 1), (0, 0, 0, -1)),
        *((0, 0, 0, 0), (0, 0, 0, 0, 1), (0, 1, -1), (0, -1, 0, 1), (0, 0, -1, 1), (1, 1, -1)),
    )
    return [(np.array(s) * rng.uniform(0.2, 0.9, size=len(s)).round(1) + 0.0,) for s in signs]


def _of(order: int, value: float) -> str:
    """What the derivative of this order says, if it is the first that is not 0."""
    if order % 2:
        return "no extremum"
    return "minimum" if value > 0 else "maximum"


def _second_only(d: np.ndarray, otherwise: str) -> str:
    return _of(2, d[1]) if d[1] else otherwise


def _first_other_than_zero(d: np.ndarray) -> int:
    """The index of the first entry that is not 0; −1 if there is none."""
    return int(np.flatnonzero(d)[0]) if d.any() else -1


def _counted_from(start: int, d: np.ndarray) -> str:
    index = _first_other_than_zero(d)
    return _of(start + index, d[index]) if index >= 0 else "silent"


def _by_sign_alone(d: np.ndarray) -> str:
    index = _first_other_than_zero(d)
    return _of(2, d[index]) if index >= 0 else "silent"


def _by_order_alone(d: np.ndarray, even: str) -> str:
    index = _first_other_than_zero(d)
    return "silent" if index < 0 else "no extremum" if index % 2 == 0 else even


def _by_the_last(d: np.ndarray) -> str:
    return _of(int(np.flatnonzero(d)[-1]) + 1, d[d != 0][-1]) if d.any() else "silent"


def _without_the_first(d: np.ndarray) -> str:
    return kind_of_point(np.concatenate(([0.0], d[1:])))


def _inflections(d: np.ndarray) -> str:
    return kind_of_point(d).replace("no extremum", "inflection")


_FOUR_WORDS = (
    "“Inflection” is none of the four words that were asked for: with an odd order the answer is "
    "`no extremum`."
)
_FLAT = "When f″ is 0 it decides nothing, neither way: x⁴ has a minimum at 0. Go on to the next."
_GO_ON = "You give up when f″ is 0. Go on to the next derivative that is not."
_NOTHING = "When all given derivatives are 0 the test says nothing: both ways are still open."

KIND = Exercise(
    name="02.6",
    title="Minimum, maximum, or neither",
    reference=kind_of_point,
    inputs=_lists,
    mistakes=(
        (lambda derivatives: _second_only(derivatives, "no extremum"), _FLAT),
        (lambda derivatives: _second_only(derivatives, "silent"), _GO_ON),
        (
            lambda derivatives: kind_of_point(derivatives[:1]),
            'You answer after the first derivative. `return "silent"` comes after the loop, not '
            "inside of it.",
        ),
        (lambda derivatives: kind_of_point(derivatives[:2]), _GO_ON),
        (
            lambda derivatives: (
                kind_of_point(derivatives[:2]) if derivatives[:2].any() else "no extremum"
            ),
            _FLAT,
        ),
        (
            lambda derivatives: _counted_from(0, derivatives),
            "You count the orders from 0. `derivatives[0]` is f′, which has order 1.",
        ),
        (
            lambda derivatives: kind_of_point(-derivatives),
            "You swap minimum and maximum: a positive f″ bends the curve up, like a bowl.",
        ),
        (
            _by_sign_alone,
            "You look at the sign alone. With an odd order, as for x³, f crosses its tangent: no "
            "extremum.",
        ),
        (
            lambda derivatives: _by_order_alone(derivatives, "minimum"),
            "You look at the order alone. With an even order the sign tells a bowl from a dome.",
        ),
        (
            lambda derivatives: _by_order_alone(derivatives, "maximum"),
            "You look at the order alone. With an even order the sign tells a bowl from a dome.",
        ),
        (
            _by_the_last,
            "You let the last derivative decide. The first one that is not 0 does: close to the "
            "point it outweighs the others.",
        ),
        (
            _without_the_first,
            "You pass over f′. Where it is not 0 the curve climbs or falls: no extremum there.",
        ),
        (
            lambda derivatives: "silent" if derivatives[0] else kind_of_point(derivatives),
            "Where f′ ≠ 0 the test is not silent: f′ has order 1, which is odd, so there is no "
            "extremum.",
        ),
        (_inflections, _FOUR_WORDS),
        (
            lambda derivatives: (
                kind_of_point(derivatives) if derivatives[0] else _inflections(derivatives)
            ),
            _FOUR_WORDS,
        ),
        (
            lambda derivatives: kind_of_point(derivatives) if derivatives.any() else "no extremum",
            _NOTHING,
        ),
        (
            lambda derivatives: kind_of_point(derivatives) if derivatives.any() else "minimum",
            _NOTHING,
        ),
    ),
    hints=(
        "Go through the derivatives in order. Which is the first that is not 0?",
        "With an odd order there is no extremum; with an even one the sign decides; and if all "
        "are 0, nothing does.",
        "`for order, value in enumerate(derivatives, start=1):` gives f′ the order 1; inside of "
        "it, `if value != 0:` and `order % 2 == 1`; after it, `return …`.",
    ),
    praise="You know when the test decides, and when it has nothing to say.",
)
