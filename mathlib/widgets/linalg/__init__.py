"""Live figures of linear algebra (chapter 01).

A name is imported when it is first asked for; ``__init__.pyi`` says where each one lives.

==================  =======================================================================
``MatrixPowers``    the same matrix, layer after layer: largest |λ| below, at, above 1
``PowerIteration``  drag the start, step towards the dominant direction
``LayerFold``       one layer bends the plane: can a line then separate two classes?
``LinearMap``       drag the images of e₁ and e₂; grid, areas and eigenvectors follow
``LowRankPhoto``    a photograph from its first k singular values
``MatmulStepper``   ``A @ B``, one entry or one column at a time
``SvdStages``       turn, stretch, turn on the unit circle
``VectorPair``      two vectors: projection, angle, dot product
==================  =======================================================================
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
