"""Live figures of optimization (chapter 05).

A name is imported when it is first asked for; ``__init__.pyi`` says where each one lives.

===================  =====================================================
``BasinMap``         gradient descent from every start at once
``ChordTest``        the chord test and the Jensen gap
``DescentOnCurve``   gradient descent on a curve
``DescentOnMap``     gradient descent on a map: drag the start
``ConditionNumber``  condition number, zig-zag, and the bound
``RateMap``          steps needed, over learning rate and condition number
``StoppingRules``    stopping rules side by side
===================  =====================================================
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
