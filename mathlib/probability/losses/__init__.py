r"""Losses, each with its gradient, and the likelihood that each comes from.

=========================== ========================================================
here                        negative log-likelihood of
=========================== ========================================================
`squared_error`             a normal distribution around the prediction, σ² = ½
`absolute_error`            a Laplace distribution around the prediction, scale 1
`binary_cross_entropy`      a Bernoulli distribution, p = σ(z)
`categorical_cross_entropy` a categorical distribution, p = softmax(z)
`l2_penalty`                a normal distribution of the weights, the prior
=========================== ========================================================

=========================== ==================================== ================================
here                        torch.nn.functional                  optax
=========================== ==================================== ================================
`squared_error`             ``mse_loss``                         ``squared_error``
`absolute_error`            ``l1_loss``                          none
`binary_cross_entropy`      ``binary_cross_entropy_with_logits`` ``sigmoid_binary_cross_entropy``
`categorical_cross_entropy` ``cross_entropy``                    ``softmax_cross_entropy``
`l2_penalty`                ``weight_decay`` of ``SGD``          ``add_decayed_weights``
=========================== ==================================== ================================

``reduction`` is torch's: "mean" (the default, there and here), "sum" or "none", over all losses.
optax never reduces: it returns what "none" does. optax's ``l2_loss`` is *half* the squared error.
Each cross-entropy takes logits, not probabilities, so that logits of ±1000 neither overflow nor
lose digits. A loss above 1.8e308, the largest float64 number, is ∞, without a warning.

One prediction that is off by 8, or four that are off by 2: the absolute error is the same, the
squared error four times as large.

>>> one, four = [8.0, 0.0, 0.0, 0.0], [2.0, 2.0, 2.0, 2.0]
>>> [[float(loss(off, [0.0] * 4, "sum")) for off in (one, four)]
...  for loss in (absolute_error, squared_error)]
[[8.0, 8.0], [64.0, 16.0]]
"""

from mathlib.probability.losses.cross_entropies import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
)
from mathlib.probability.losses.penalties import l2_penalty, l2_penalty_gradient
from mathlib.probability.losses.residuals import (
    absolute_error,
    absolute_error_gradient,
    squared_error,
    squared_error_gradient,
)

__all__ = [
    "absolute_error",
    "absolute_error_gradient",
    "binary_cross_entropy",
    "binary_cross_entropy_gradient",
    "categorical_cross_entropy",
    "categorical_cross_entropy_gradient",
    "l2_penalty",
    "l2_penalty_gradient",
    "squared_error",
    "squared_error_gradient",
]
