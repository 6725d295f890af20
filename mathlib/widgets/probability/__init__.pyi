from .coin import CoinLikelihood
from .covariance import CovarianceEllipse
from .distributions import DistributionSampler
from .entropy import EntropyBars
from .estimators import RepeatedSampling
from .horse_kicks import HorseKicks
from .likelihood import FitByHand
from .regression import PenguinRegression
from .softmax import SoftmaxTemperature

__all__ = [
    "CoinLikelihood",
    "CovarianceEllipse",
    "DistributionSampler",
    "EntropyBars",
    "FitByHand",
    "HorseKicks",
    "PenguinRegression",
    "RepeatedSampling",
    "SoftmaxTemperature",
]
