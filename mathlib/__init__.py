r"""The mathematics of deep learning, as short pure functions of numpy arrays.

Five topics, each with one room on every floor. No floor imports one above it, and on floor 0 no
topic imports one that stands below it in this list.

========================  ==========================================================
the ground                arguments, numbers as text, data
``mathlib.arguments``     the error messages for arguments that cannot be used
``mathlib.formatting``    numbers that print the same on every machine
``mathlib.datasets``      small real data sets, checked when they are loaded
floor 0, the mathematics  needs numpy only, scipy where the course does not teach it
``mathlib.linalg``        vectors, products, eigenvectors, singular values, one layer
``mathlib.optimize``      objectives, optimizers, and the loop that follows them
``mathlib.probability``   distributions, likelihood, information, losses, regression
``mathlib.calculus``      derivatives, automatic differentiation, formulas, Taylor
``mathlib.networks``      networks of layers (chapter 07)
floor 1                   ``mathlib.figures`` draws results on given axes
floor 2                   ``mathlib.widgets`` live figures, in rooms of the same names
beside                    ``mathlib.exercises`` checks, hints and predictions
========================  ==========================================================

Nothing is imported here, so ``import mathlib`` costs nothing; import from the topic you need:

>>> from mathlib.optimize import gradient_descent, minimize, parabola
>>> minimize(parabola, [10.0], gradient_descent(0.25)).status
'converged'
"""
