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
    x = _vectors("x", x)
    largest = np.max(np.abs(x), axis=-1, keepdims=True)
    if not (largest > 0).all():
        raise ValueError(
            "x must not be the zero vector: it has no direction. Leave it out, or give another one."
        )
    x = x / largest  # so that tiny and huge vectors do not vanish or overflow when squared
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


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
    direction = normalize(onto)
    x = _vectors("x", x)
    return _dot(x, direction)[..., None] * direction


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
    u, v = normalize(x), normalize(y)
    _dot(u, v)  # checks the shapes
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
    c, s = np.cos(angle), np.sin(angle)
    return np.stack([np.stack([c, -s], axis=-1), np.stack([s, c], axis=-1)], axis=-2)


def _vectors(name: str, value: Any) -> np.ndarray:
    x = finite_array(name, value)
    if x.ndim < 1 or not x.shape[-1]:
        raise ValueError(
            f"{name} must hold vectors, shape (…, n); got shape {x.shape}. Try {name} = [1.0, 2.0]."
        )
    return x


def _dot(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    try:
        return np.einsum("...i,...i->...", x, y)
    except ValueError:
        raise ValueError(
            f"the vectors must have equally many entries; got shapes {x.shape} and {y.shape}."
        ) from None
