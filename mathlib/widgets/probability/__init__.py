"""Live figures of probability (chapter 04, and regression of chapter 05).

A name is imported when it is first asked for; ``__init__.pyi`` says where each one lives.

=======================  ===============================================================
``CoinLikelihood``       the likelihood of a coin
``CovarianceEllipse``    the ellipse of two quantities that vary together
``DistributionSampler``  a distribution, a sample from it, its running mean
``EntropyBars``          entropy, KL divergence, cross-entropy, and the loss of a sample
``RepeatedSampling``     how estimates scatter and lean over repeated samples
``HorseKicks``           expected and observed counts, and the likelihood of a rate
``FitByHand``            a normal distribution fitted by hand, and by gradient descent
``PenguinRegression``    a line through real data, and the path over its loss
``SoftmaxTemperature``   logits, probabilities, and the loss
=======================  ===============================================================
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
