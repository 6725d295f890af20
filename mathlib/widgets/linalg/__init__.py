"""Live figures of linear algebra (chapter 01).

A name is imported when it is first asked for; ``__init__.pyi`` says where each one lives.

==================  =======================================================================
``MatrixPowers``    Aᵏ: below, at, above 1
``PowerIteration``  drag the start, step towards the dominant direction
``LayerFold``       a layer moves and flattens the plane until a line separates two classes
``LinearMap``       drag the images of e₁ and e₂; the grid follows
``LowRankPhoto``    a photograph from its first k singular values
``MatmulStepper``   ``A @ B``, one entry at a time
``SvdStages``       turn, stretch, turn on the unit circle
``VectorPair``      two vectors: projection, angle, dot product
==================  =======================================================================
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
