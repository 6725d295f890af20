"""Linear algebra as the course teaches it: each result by hand, by numpy, and as a picture.

================================  ===========================================================
``mathlib.linalg.vectors``        lengths, angles, projections, rotations
``mathlib.linalg.products``       one entry of ``A @ B`` at a time, and the shape rule
``mathlib.linalg.eigen``          power iteration and diagonalization, with what can go wrong
``mathlib.linalg.rank``           rank and low-rank approximation by singular values
``mathlib.linalg.stages``         singular values of the plane: turn, stretch, turn
``mathlib.linalg.layers``         one layer of a network, for one input or a batch
================================  ===========================================================

Decompositions themselves come from numpy.
"""

from mathlib.linalg.eigen import Diagonalization, PowerResult, diagonalize, power_iteration
from mathlib.linalg.layers import layer
from mathlib.linalg.products import inverse, matmul_steps
from mathlib.linalg.rank import LowRank, low_rank, rank_by_svd
from mathlib.linalg.stages import Stages, svd_stages
from mathlib.linalg.vectors import angle, normalize, projection, rotation

__all__ = [
    "Diagonalization",
    "LowRank",
    "PowerResult",
    "Stages",
    "angle",
    "diagonalize",
    "inverse",
    "layer",
    "low_rank",
    "matmul_steps",
    "normalize",
    "power_iteration",
    "projection",
    "rank_by_svd",
    "rotation",
    "svd_stages",
]
