r"""The mathematics of deep learning, as short pure functions of numpy arrays.

The package has floors, and no floor imports one above it.

===========================  ============================================================
floor 0, the mathematics     needs numpy only, scipy where the course does not teach it
``mathlib.objectives``       functions to minimise, with exact gradients and Hessians
``mathlib.optimizers``       update rules such as gradient descent
``mathlib.line_search``      how long a step to take (Armijo)
``mathlib.minimize``         the loop that follows an optimizer and says why it stopped
``mathlib.linalg``           vectors, products, rank, eigenvectors, one layer
``mathlib.differentiation``  derivatives by differences, their errors, the best step
``mathlib.autodiff``         exact derivatives of programs, forward and in reverse
``mathlib.expressions``      formulas that a learner types, read safely
``mathlib.curves``           functions of one variable with all their derivatives
``mathlib.extrema``          which derivative decides about an extremum
``mathlib.polygons``         the circle between two polygons
``mathlib.multivariate``     gradient, Jacobian, Hessian, directional derivative
``mathlib.taylor``           Taylor's polynomials, their error, where they can be trusted
``mathlib.stationary``       minimum, maximum, saddle or undecided; Newton's step
``mathlib.images``           gradients of pictures: Sobel
``mathlib.distributions``    densities and samples
``mathlib.likelihood``       log-likelihood, score, information, and the best fit
``mathlib.information``      entropy, cross-entropy, KL divergence, softmax
``mathlib.losses``           losses with their gradients
``mathlib.estimators``       sample mean and variance, and how they vary
``mathlib.convexity``        the chord gap and the Jensen gap
``mathlib.regression``       least squares and logistic regression
``mathlib.datasets``         small real data sets, checked when they are loaded
``mathlib.formatting``       numbers that print the same on every machine
``mathlib.arguments``        the error messages for arguments that cannot be used
floor 1                      ``mathlib.figures`` draws results on given axes
floor 2                      ``mathlib.widgets`` live figures for notebooks
===========================  ============================================================

Nothing is imported here, so ``import mathlib`` costs nothing; import the module you need.
"""
