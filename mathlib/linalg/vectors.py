"""Vectors: length and direction, the angle between two, the shadow of one on another."""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import finite_array


def normalize(x: Any) -> np.ndarray:
    r"""Return the vectors of length 1 in the directions of ``x``: $x / \|x\|$.

    Arguments:
        x: vectors, shape (…, n).

    Raises:
        ValueError: one of them is the zero vector, which has no direction.

    >>> normalize([3.0, 4.0])
    array([0.6, 0.8])
    """
    return unit_vectors("x", x)


def projection(x: Any, onto: Any) -> np.ndarray:
    r"""Return the shadow of ``x`` on the line through 0 and ``onto``.

    .. math:: p = \frac{\langle x, a\rangle}{\langle a, a\rangle}\, a,
        \qquad \langle x - p, a\rangle = 0

    Arguments:
        x: vectors, shape (…, n).
        onto: a, shape (…, n); only its direction counts.

    Raises:
        ValueError: ``onto`` is zero, or the shapes do not fit.

    Source: Strang (2016), Introduction to Linear Algebra, section 4.2.

    >>> projection([2.0, 2.0], [1.0, 0.0])
    array([2., 0.])
    """
    a = _scaled(_nonzero_vectors("onto", onto))  # a and 5 a are one line
    x = _vectors("x", x)
    scale = power_of_two(x, axis=-1)
    _refuse_misfits("x", x, "onto", a)
    with np.errstate(under="ignore"):  # what is too small is 0
        share = np.vecdot(x / scale, a) / np.vecdot(a, a)
        return share[..., None] * a * scale + 0.0


def angle(x: Any, y: Any) -> np.ndarray:
    r"""Return the angle between vectors, in radians, from 0 to π.

    .. math:: \cos\varphi = \frac{\langle x, y\rangle}{\|x\|\,\|y\|}

    Computed as $2\operatorname{atan2}(\|u - v\|, \|u + v\|)$ of the unit vectors u and v: the same
    angle, but exact to the last digits near 0 and π too, where the arccosine loses half of them.

    Arguments:
        x, y: vectors, shape (…, n).

    Raises:
        ValueError: one of them is zero, or the shapes do not fit.

    Source: Kahan (2006), How Futile are Mindless Assessments of Roundoff, section 12.

    >>> float(np.degrees(angle([1.0, 0.0], [1.0, 1.0])).round(12))
    45.0
    """
    u, v = unit_vectors("x", x), unit_vectors("y", y)
    _refuse_misfits("x", u, "y", v)
    with np.errstate(under="ignore"):  # what is too small is 0
        return 2 * np.arctan2(np.linalg.norm(u - v, axis=-1), np.linalg.norm(u + v, axis=-1))


def rotation(angle: Any) -> np.ndarray:
    r"""Return the matrix that turns the plane by ``angle`` (radians, counter-clockwise).

    .. math:: R = \begin{pmatrix} \cos\varphi & -\sin\varphi \\ \sin\varphi & \cos\varphi
        \end{pmatrix}

    Arguments:
        angle: φ, a number or an array (…); the result has shape (…, 2, 2).

    >>> (rotation(np.pi / 2) @ [1.0, 0.0]).round(12)
    array([0., 1.])
    """
    angle = finite_array("angle", angle)
    with np.errstate(under="ignore"):
        c, s = np.cos(angle), np.sin(angle) + 0.0  # never -0
    return np.stack([np.stack([c, 0.0 - s], axis=-1), np.stack([s, c], axis=-1)], axis=-2)


def unit_vectors(name: str, value: Any) -> np.ndarray:
    """Return what :func:`normalize` does; ``name`` is what the caller calls the vectors.

    >>> unit_vectors("x0", [0.0, 2.0])
    array([0., 1.])
    """
    x = _scaled(_nonzero_vectors(name, value))
    with np.errstate(under="ignore"):  # what is too small beside the largest is 0
        return x / np.linalg.norm(x, axis=-1, keepdims=True) + 0.0


def power_of_two(x: np.ndarray, axis: int | None = None) -> np.ndarray:
    r"""Return the largest $2^k$ that is not above the largest modulus in ``x`` (½ for zeros).

    Divided by it, tiny and huge numbers neither vanish nor overflow when they are squared; and
    no digit is lost.

    Arguments:
        x: array of any shape.
        axis: look along this axis and keep it, with length 1; by default look at all of ``x``.

    >>> float(power_of_two(np.array([3.0, -5.0])))
    4.0
    """
    largest = np.max(np.abs(x), axis=axis, keepdims=axis is not None, initial=0.0)
    return np.ldexp(1.0, np.frexp(largest)[1] - 1)


def _scaled(x: np.ndarray) -> np.ndarray:
    with np.errstate(under="ignore"):
        return x / power_of_two(x, axis=-1)


def _nonzero_vectors(name: str, value: Any) -> np.ndarray:
    x = _vectors(name, value)
    if not x.any(axis=-1).all():
        raise ValueError(
            f"{name} must not be the zero vector: it has no direction. Leave it out, or give "
            "another one."
        )
    return x


def _vectors(name: str, value: Any) -> np.ndarray:
    x = finite_array(name, value)
    if x.ndim < 1 or not x.shape[-1]:
        raise ValueError(
            f"{name} must hold vectors, shape (…, n); got shape {x.shape}. Try {name} = [1.0, 2.0]."
        )
    return x


def _refuse_misfits(first: str, x: np.ndarray, second: str, y: np.ndarray) -> None:
    """Refuse vectors with different numbers of entries, or batches that do not fit."""
    try:
        np.broadcast_shapes(x.shape[:-1], y.shape[:-1])
        fit = x.shape[-1] == y.shape[-1]
    except ValueError:
        fit = False
    if not fit:
        raise ValueError(
            f"{first} and {second} must fit together as (…, n) and (…, n): equally many entries, "
            f"and equally many vectors or one; got shapes {x.shape} and {y.shape}."
        )
