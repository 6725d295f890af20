r"""The circle between two polygons: how Archimedes (c. 287-212 BC) came to π."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from mathlib.arguments import finite_array, shown, whole_number


def polygon_areas(n: Any) -> tuple[np.ndarray, np.ndarray]:
    r"""Return the areas of the regular n-gons inside and outside the circle of radius 1.

    .. math:: \tfrac n2 \sin\tfrac{2\pi}n < \pi < n \tan\tfrac\pi n

    The polygon falls into n triangles with the corner at the centre. Inside, two sides are 1 and
    the angle between them is 2π/n; outside, the height is 1 and the base is 2 tan(π/n).

    See also :func:`archimedes`: perimeters instead of areas, by a rule that does not know π.

    Arguments:
        n: the number of sides, whole, 3 or more, shape (…).

    Returns:
        The areas inside and outside, each of shape (…).

    Raises:
        ValueError: n is not whole, or less than 3.

    Source: Euclid, Elements, book XII, proposition 2.

    >>> inside, outside = polygon_areas([6, 96, 10_000])
    >>> inside.round(5), outside.round(5)  # π is between them
    (array([2.59808, 3.13935, 3.14159]), array([3.4641 , 3.14271, 3.14159]))
    """
    sides = finite_array("n", n)
    if (sides < 3).any() or (sides % 1).any():
        raise ValueError(f"n must be a whole number of sides, 3 or more; got {shown(n)}. Try 6.")
    return sides / 2 * np.sin(2 * np.pi / sides), sides * np.tan(np.pi / sides)


@dataclass(frozen=True, eq=False)
class Doubling:
    """What `archimedes` returns: half perimeters of polygons of 6, 12, 24, … sides.

    The arrays have shape (m + 1,) for m doublings.

    Arguments:
        sides: the numbers of sides.
        inside: half the perimeter of the polygon inside the circle of radius 1; below π,
            up to rounding.
        outside: the same for the polygon outside; above π, up to rounding.
    """

    sides: np.ndarray
    inside: np.ndarray
    outside: np.ndarray


def archimedes(doublings: int = 4) -> Doubling:
    r"""Double the sides of two hexagons again and again, with square roots only.

    With the half perimeters $a$ (outside) and $b$ (inside) of the n-gons, those of the 2n-gons are

    .. math:: a' = \frac{2ab}{a + b}, \qquad b' = \sqrt{a' b}

    and nothing in the rule knows π. Archimedes stopped at 96 sides, four doublings.

    Arguments:
        doublings: how often to double the 6 sides, at most 40.

    Returns:
        The numbers of sides and both half perimeters, arrays of shape (doublings + 1,).

    Raises:
        ValueError: doublings is not a whole number from 0 to 40.

    Source: Borwein & Borwein (1987), Pi and the AGM, section 11.1.

    >>> steps = archimedes()
    >>> steps.sides[-1], round(steps.inside[-1], 5), round(steps.outside[-1], 5)
    (np.int64(96), np.float64(3.14103), np.float64(3.14271))
    """
    doublings = whole_number("doublings", doublings, "4")
    if doublings > 40:
        raise ValueError(
            f"doublings must be at most 40; got {shown(doublings)}. "
            "After 24 doublings rounding is larger than the gap."
        )
    a, b = 2 * np.sqrt(3), 3.0
    outside, inside = [a], [b]
    for _ in range(doublings):
        a = 2 * a * b / (a + b)
        b = np.sqrt(a * b)
        outside.append(a)
        inside.append(b)
    return Doubling(6 * 2 ** np.arange(doublings + 1), np.array(inside), np.array(outside))
