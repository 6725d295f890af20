"""Floor 1: draw results on given axes and return the artists. Nothing here runs an algorithm.

=====================  =====================================================================
``style``              the one style sheet, light and dark
``landscape``          an objective as a curve or a contour map, its minima and saddles
``levels``             a contour map with the heights written on its lines
``functions``          a function of one variable that may jump, have poles or be anything
``curve_points``       its points: gaps where it jumps, and the range worth showing
``paths``              the way of an algorithm, and its values step by step
``plane``              vectors: arrows, their letters, grids, circles, lines through 0
``surface``            a surface in space that turns
``bars, histograms``   upright bars, frames, strokes; one outline for many bars
``photo``              a picture that fills its axes, pixel by pixel
``graphs, gears``      a computational graph; a nudge on its way through a chain
``lettering``          words that move
``summary``            a figure in words and rounded numbers
=====================  =====================================================================

A function ``draw_x(ax, …)`` makes artists once and returns them; ``set_x(artist, …)`` moves them.
"""
