"""What a prior on the weights adds to a loss."""

from __future__ import annotations

from typing import Any

import numpy as np

from mathlib.arguments import finite_array, not_negative
from mathlib.linalg.vectors import power_of_two
from mathlib.probability.scaling import quiet


@quiet
def l2_penalty(weights: Any, strength: float) -> np.ndarray:
    r"""Return $\tfrac{l_2}{2} \|w\|^2$: what a normal prior on the weights adds to a mean loss.

    With weights of standard deviation τ and m losses, $-\tfrac1m \ln \text{prior}$ is the penalty
    with $l_2 = 1 / (m \tau^2)$, plus a constant. The minimizer is then the most probable w (MAP).

    Arguments:
        weights: w, shape (…, k), k ≥ 1.
        strength: $l_2$, 0 or more.

    Returns:
        An array (…); ∞ above 1.8e308.

    Raises:
        ValueError: no last axis, missing values, or a negative strength.
        TypeError: weights that are not numbers.

    Source: Bishop (2006), Pattern Recognition and Machine Learning, section 3.3.1.

    See also ``weight_decay`` of ``torch.optim.SGD`` and optax's ``add_decayed_weights``, which add
    its *gradient*, $l_2 w$, to that of the loss; and ``alpha`` of scikit-learn's ``Ridge``,
    which belongs to a sum of squares without the ½: alpha is m times $l_2 / 2$ for the MSE.

    >>> float(l2_penalty([3.0, 4.0], 0.1))
    1.25
    """
    w, strength = _weights(weights), not_negative("strength", strength, "0.01")
    size = power_of_two(w, axis=-1)
    size = size.squeeze(-1)
    return 0.5 * strength * ((w / size[..., None]) ** 2).sum(axis=-1) * size * size


@quiet
def l2_penalty_gradient(weights: Any, strength: float) -> np.ndarray:
    r"""Return the gradient of `l2_penalty`: $l_2 w$, which pulls every weight towards 0.

    Arguments:
        weights, strength: as in `l2_penalty`.

    Returns:
        An array of the shape of the weights.

    Raises:
        ValueError, TypeError: as `l2_penalty`.

    Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 7.1.1.

    Without data, a step of learning rate η makes every weight smaller by the share η l₂, which is
    why it is called weight decay:

    >>> w = np.array([3.0, 4.0])
    >>> w - 0.1 * l2_penalty_gradient(w, 0.5)
    array([2.85, 3.8 ])
    """
    w = _weights(weights)
    return not_negative("strength", strength, "0.01") * w


def _weights(weights: Any) -> np.ndarray:
    w = finite_array("weights", weights)
    if not w.ndim or not w.shape[-1]:
        raise ValueError(
            f"weights must have shape (…, k); got shape {w.shape}. Try weights = [1.0]."
        )
    return w
