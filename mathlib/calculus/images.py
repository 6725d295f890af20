r"""Gradients of pictures: brightness is a function of two variables, known at the pixels only.

The first axis of a picture counts rows, from the top, the second columns: so x runs to the right,
along axis 1, and y runs *down*, along axis 0, as ``imshow`` draws it.

>>> ramp = np.arange(5.0) * np.ones((4, 1))  # brighter by 1 with each column
>>> gx, gy = sobel(ramp)
>>> gx[1, 2], gy[1, 2], direction(gx, gy)[1, 2]
(np.float64(1.0), np.float64(0.0), np.float64(0.0))
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import fit_together, float_array, not_negative, shown

SMOOTHING = np.array([1.0, 2.0, 1.0]) / 4
CENTRAL_DIFFERENCE = np.array([-1.0, 0.0, 1.0]) / 2
MOST_SIGMA = 10
"""A wider bell costs minutes and memory, and the picture is one grey long before."""


def sobel(image: Any) -> tuple[np.ndarray, np.ndarray]:
    r"""Return estimates of the partial derivatives of the brightness, ∂I/∂x and ∂I/∂y.

    .. math:: S_x
        = \frac18 \begin{pmatrix} -1 & 0 & 1 \\ -2 & 0 & 2 \\ -1 & 0 & 1 \end{pmatrix}
        = \frac14 \begin{pmatrix} 1 \\ 2 \\ 1 \end{pmatrix} \cdot
          \frac12 \begin{pmatrix} -1 & 0 & 1 \end{pmatrix}, \qquad S_y = S_x^\top

    These weights are laid on each pixel and its eight neighbours, and the products added up.
    $S_x$ is a central difference along x and a smoothing across, which tames the noise. Many
    programs leave the ⅛ out; with it the unit is brightness per pixel. At the borders the picture
    is continued by its mirror image.

    Arguments:
        image: shades of grey, shape (rows, columns), at least 3 × 3.

    Returns:
        gx (to the right) and gy (down), both (rows, columns).

    Raises:
        ValueError: the picture has another shape, or NaN or infinities.

    Source: Gonzalez & Woods (2018), Digital Image Processing, section 3.6; Sobel & Feldman (1968).

    >>> down = np.arange(4.0)[:, None] * np.ones((1, 5))  # brighter by 1 with each row
    >>> sobel(down)[1][1:3]
    array([[1., 1., 1., 1., 1.],
           [1., 1., 1., 1., 1.]])
    """
    from scipy.ndimage import correlate1d

    image = _grey(image)
    gradients = []
    for across, along in ((0, 1), (1, 0)):
        with np.errstate(all="ignore"):
            smoothed = correlate1d(image, SMOOTHING, axis=across)
            gradients.append(correlate1d(smoothed, CENTRAL_DIFFERENCE, axis=along))
    return gradients[0], gradients[1]


def smooth(image: Any, sigma: float) -> np.ndarray:
    r"""Return the picture after smoothing with a Gaussian bell, shape (rows, columns).

    .. math:: (G_\sigma * I)(x, y), \qquad
        G_\sigma(x, y) = \frac{1}{2\pi\sigma^2} e^{-(x^2 + y^2) / 2\sigma^2}

    Arguments:
        image: shades of grey, shape (rows, columns), at least 3 × 3.
        sigma: the width of the bell in pixels; 0 leaves the picture as it is.

    Raises:
        ValueError: sigma is negative, not finite, or much larger than the picture; or the picture
            cannot be used.

    Source: Gonzalez & Woods (2018), Digital Image Processing, section 3.5.

    >>> bool(np.all(smooth(np.ones((4, 4)), 2.0).round(12) == 1))
    True
    """
    from scipy.ndimage import gaussian_filter

    image = _grey(image)
    width = not_negative("sigma", sigma, "1.5")
    if width > MOST_SIGMA * max(image.shape):
        raise ValueError(
            f"sigma must be at most {MOST_SIGMA} times the longer side of the picture, "
            f"{MOST_SIGMA * max(image.shape)}; got {shown(sigma)}. Beyond, all of it is one grey."
        )
    with np.errstate(all="ignore"):  # far out the bell is too small for a float
        return gaussian_filter(image, width) if width else image.copy()


def magnitude(gx: Any, gy: Any) -> np.ndarray:
    r"""Return the length of the gradient, $\sqrt{g_x^2 + g_y^2}$: large at edges.

    Arguments:
        gx, gy: partial derivatives, as :func:`sobel` gives them, shape (rows, columns) or (…).

    Returns:
        Brightness per pixel, the shape of gx and gy; NaN where one of them is.

    Raises:
        TypeError, ValueError: they hold no numbers, or their shapes do not fit.

    Source: Gonzalez & Woods (2018), Digital Image Processing, section 10.2.

    >>> ramp = 3.0 * np.arange(5.0) * np.ones((4, 1)) + 4.0 * np.arange(4.0)[:, None]
    >>> float(magnitude(*sobel(ramp))[1, 2])  # 3 to the right and 4 down
    5.0
    """
    gx, gy = _partials(gx, gy)
    with np.errstate(all="ignore"):
        return np.hypot(gx, gy)


def direction(gx: Any, gy: Any) -> np.ndarray:
    """Return the direction of the gradient in radians, above −π up to π; NaN where it is zero.

    0 is to the right and π/2 *down*. The gradient points to the brighter side, across the edge.

    Arguments:
        gx, gy: as for :func:`magnitude`.

    Returns:
        Angles, the shape of gx and gy.

    Raises:
        TypeError, ValueError: where :func:`magnitude` raises it.

    Source: Gonzalez & Woods (2018), Digital Image Processing, section 10.2.

    >>> direction([1.0, 0.0, 0.0], [0.0, 1.0, 0.0]).round(4)
    array([0.    , 1.5708,    nan])
    """
    gx, gy = _partials(gx, gy)
    none = (gx == 0) & (gy == 0)
    with np.errstate(all="ignore"):
        return np.where(none, np.nan, np.arctan2(gy + 0.0, gx))  # a gy of −0 would give −π


def _partials(gx: Any, gy: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return both as float64: hypot of uint8 would be float16."""
    gx, gy = float_array("gx", gx), float_array("gy", gy)
    fit_together("gx", gx, "gy", gy)
    return gx, gy


def _grey(image: Any) -> np.ndarray:
    image = float_array("image", image)
    if image.ndim != 2 or min(image.shape) < 3:
        colour = image.ndim == 3 and image.shape[-1] in (3, 4)
        mend = (
            "For a colour picture take image[..., :3].mean(axis=-1)."
            if colour
            else ("Try load_photo() from mathlib.datasets.")
        )
        raise ValueError(
            "image must hold shades of grey, shape (rows, columns), at least 3 × 3; got shape "
            f"{image.shape}. {mend}"
        )
    bad = int(np.count_nonzero(~np.isfinite(image)))
    if bad:
        raise ValueError(
            f"image has {bad} missing or infinite value{'s' if bad > 1 else ''} (NaN or inf) among "
            f"{image.size}, and smoothing would spread them. Fill them first: image = "
            "np.where(np.isfinite(image), image, 0)."
        )
    return image
