"""The engine of the live figures.

==============  ===========================================================================
``figure``      `LiveFigure`, the class that every explorer is made of: what a learner calls
``explorer``    what the author of an explorer writes, and `Handle`, a point to grab
``following``   how the picture follows the controls, in Python and in the browser
``controls``    sliders, lists, boxes and play buttons with the course's looks
``values``      what a control takes: limits, refused texts, what the browser says of it
``layout``      the rows of controls and buttons; how all of it is taken away again
``showing``     which cell shows which figures: run anew, it closes those it showed before
``frames``      encodes frames: a static background, moving parts over it, PNGs of both
``canvas``      the browser's side: carries requests and frames
``live.js``     what runs in the browser, ``live.css`` how it looks
==============  ===========================================================================
"""

from mathlib.widgets.live.explorer import Handle
from mathlib.widgets.live.figure import LiveFigure

__all__ = ["Handle", "LiveFigure"]
