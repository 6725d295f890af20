from .eigen import MatrixPowers, PowerIteration
from .layers import LayerFold
from .linear_maps import LinearMap
from .low_rank import LowRankPhoto
from .products import MatmulStepper
from .svd import SvdStages
from .vectors import VectorPair

__all__ = [
    "LayerFold",
    "LinearMap",
    "LowRankPhoto",
    "MatmulStepper",
    "MatrixPowers",
    "PowerIteration",
    "SvdStages",
    "VectorPair",
]
