r"""Losses of a residual $\hat y - y$: its square, its absolute value."""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.probability.losses.reductions import pair, reduced, shared
from mathlib.probability.scaling import quiet


@quiet
def squared_error(prediction: Any, target: Any, reduction: str = "mean") -> np.ndarray:
    r"""Return $(\hat y - y)^2$, by default the mean: the mean squared error, MSE.

    With $y = \hat y + {}$ normal noise of standard deviation σ, the negative log-likelihood is
    $(\hat y - y)^2 / 2\sigma^2$ plus a constant: the same minimizer.

    Arguments:
        prediction, target: $\hat y$ and y, of one shape, in one unit.
        reduction: "mean", "sum" or "none".

    Returns:
        One number, shape (), in the unit of y squared; or with "none" the shape of the targets.

    Raises:
        ValueError: shapes that differ, missing values, an unknown reduction.
        TypeError: predictions or targets that are not numbers.

    Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 5.5.1.

    See also torch's ``mse_loss``, which only warns where shapes differ and then broadcasts them;
    optax's ``squared_error``, which does not average, and its ``l2_loss``, which is half of it.

    Of all numbers, the mean predicts a sample best:

    >>> sample = np.array([1.0, 2.0, 6.0])
    >>> [float(squared_error([c, c, c], sample).round(3)) for c in (2.0, 3.0, 4.0)]
    [5.667, 4.667, 5.667]
    """
    a, b = pair("prediction", prediction, target)
    return reduced((a - b) ** 2, reduction)


@quiet
def squared_error_gradient(prediction: Any, target: Any, reduction: str = "mean") -> np.ndarray:
    r"""Return the gradient of `squared_error` by the prediction: $2 (\hat y - y)$.

    Divided by the number of losses where they are averaged.

    Arguments:
        prediction, target, reduction: as in `squared_error`.

    Returns:
        An array of the shape of the prediction.

    Raises:
        ValueError, TypeError: as `squared_error`.

    Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 4.3.

    A step against it, of half its length times the number of values, ends at the target:

    >>> prediction, target = np.array([1.0, 2.0]), np.array([0.0, 4.0])
    >>> prediction - 2 / 2 * squared_error_gradient(prediction, target)
    array([0., 4.])
    """
    a, b = pair("prediction", prediction, target)
    return shared(2 * (a - b), a.size, reduction)


@quiet
def absolute_error(prediction: Any, target: Any, reduction: str = "mean") -> np.ndarray:
    r"""Return $|\hat y - y|$, by default the mean: the mean absolute error, MAE.

    One number for all values is best at a median, as the mean is for the MSE. With Laplace noise
    of scale b, the negative log-likelihood is the absolute error over b, plus a constant.

    Arguments:
        prediction, target, reduction: as in `squared_error`.

    Returns:
        One number, shape (), in the unit of y; or with "none" the shape of the targets.

    Raises:
        ValueError, TypeError: as `squared_error`.

    Source: Hastie, Tibshirani & Friedman (2009), section 10.6.

    See also torch's ``l1_loss``, the same; its ``huber_loss`` is quadratic near 0 and straight
    farther out.

    Of all numbers, the median predicts a sample best:

    >>> sample = np.array([1.0, 2.0, 6.0])
    >>> [float(absolute_error([c, c, c], sample).round(3)) for c in (1.0, 2.0, 3.0)]
    [2.0, 1.667, 2.0]
    """
    a, b = pair("prediction", prediction, target)
    return reduced(np.abs(a - b), reduction)


@quiet
def absolute_error_gradient(prediction: Any, target: Any, reduction: str = "mean") -> np.ndarray:
    r"""Return the gradient of `absolute_error`: $\operatorname{sign}(\hat y - y)$, 0 at the kink.

    Divided by the number of losses where they are averaged. At $\hat y = y$ every number from −1
    to 1 is a subgradient; 0 is that of torch, too.

    Arguments:
        prediction, target, reduction: as in `squared_error`.

    Returns:
        An array of the shape of the prediction.

    Raises:
        ValueError, TypeError: as `squared_error`.

    Source: Boyd & Vandenberghe (2004), Convex Optimization, section 6.1.2.

    However far off, each value pulls with the same force:

    >>> absolute_error_gradient([1.0, 2.0, 900.0], [0.0, 4.0, 0.0], "sum")
    array([ 1., -1.,  1.])
    """
    a, b = pair("prediction", prediction, target)
    return shared(np.sign(a - b), a.size, reduction)
