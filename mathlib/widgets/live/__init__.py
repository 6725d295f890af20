"""The engine of the live figures.

=============  ================================================================
``figure``     `LiveFigure`, the class that every explorer is made of
``controls``   sliders, lists, boxes and play buttons with the course's looks
``frames``     one static background, moving parts blitted over it, PNGs of both
``canvas``     the browser's side: carries requests and frames
``live.js``    what runs in the browser, ``live.css`` how it looks
=============  ================================================================
"""

from mathlib.widgets.live.figure import Handle, LiveFigure

__all__ = ["Handle", "LiveFigure"]
