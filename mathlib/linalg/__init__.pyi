from .eigen import Diagonalization, diagonalize
from .layers import identity, layer, relu
from .power_method import PowerResult, power_iteration
from .products import MatmulStep, inverse, matmul_steps
from .rank import LowRank, low_rank, rank_by_svd
from .svd import Stages, svd_stages
from .vectors import angle, normalize, projection, rotation

__all__ = [
    "Diagonalization",
    "LowRank",
    "MatmulStep",
    "PowerResult",
    "Stages",
    "angle",
    "diagonalize",
    "identity",
    "inverse",
    "layer",
    "low_rank",
    "matmul_steps",
    "normalize",
    "power_iteration",
    "projection",
    "rank_by_svd",
    "relu",
    "rotation",
    "svd_stages",
]
