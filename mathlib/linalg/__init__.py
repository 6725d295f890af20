"""Linear algebra (chapter 01): vectors, products, eigenvectors, singular values, one layer.

Decompositions themselves come from numpy; here is what the course shows of them.

A name is imported when it is first asked for; ``__init__.pyi`` says where each one lives.

===================  ========================================================
``angle``            the angle between two vectors
``normalize``        a vector cut to length 1
``projection``       the shadow of one vector on another
``rotation``         the matrix that turns the plane
``MatmulStep``       one entry of a product: row times column
``inverse``          the inverse, or why there is none
``matmul_steps``     ``A @ B`` one entry at a time, with the shape rule
``Diagonalization``  what `diagonalize` returns
``PowerResult``      what `power_iteration` returns
``diagonalize``      A = WΛW⁻¹, or why not
``power_iteration``  multiply and normalize: towards the dominant eigenvector
``LowRank``          what `low_rank` returns
``low_rank``         the best approximation of rank k
``rank_by_svd``      how many singular values are not 0
``Stages``           what `svd_stages` returns
``svd_stages``       a 2 × 2 matrix as turn, stretch, turn
``identity``         the activation that changes nothing
``layer``            one layer of a network, for one input or a batch
``relu``             max(x, 0)
===================  ========================================================
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
