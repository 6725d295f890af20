"""Floor 2: live figures. Controls → mathematics (floor 0) → data of artists (floor 1).

`LiveFigure` is the one class they are made of. Its explorers stand in a module per topic:

* `mathlib.widgets.descent`: gradient descent on a curve and on a map;
* `mathlib.widgets.basins`: gradient descent from every start at once;
* `mathlib.widgets.rates`: condition number and learning rate;
* `mathlib.widgets.stopping`: stopping rules side by side;
* `mathlib.widgets.convexity`: the chord test;
* `mathlib.widgets.regression`: a line through real data;
* `mathlib.widgets.polygons`: the circle between two polygons;
* `mathlib.widgets.secants`: from the secant to the tangent, and the microscope;
* `mathlib.widgets.slopes`: a function with its slope and its curvature;
* `mathlib.widgets.step_error`: the error of difference quotients against the step;
* `mathlib.widgets.chain`: the chain rule as gears;
* `mathlib.widgets.powers`: which derivative decides at 0;
* `mathlib.widgets.formula`: a function typed by the learner, and its derivative;
* `mathlib.widgets.graph`: a computational graph, forward and backward;
* `mathlib.widgets.partials`: two slices through a point, two partial derivatives;
* `mathlib.widgets.directions`: the slope in every direction;
* `mathlib.widgets.quadratic_form`: what the eigenvalues of the Hessian decide;
* `mathlib.widgets.taylor_curve`: Taylor's polynomial of one variable and its error;
* `mathlib.widgets.taylor_surface`: where Taylor's plane and parabola hold, in two variables;
* `mathlib.widgets.step_prediction`: a step as Taylor predicts it, and as it turns out;
* `mathlib.widgets.edges`: the gradient of a photograph, and its edges;
* `mathlib.widgets.distributions`: a distribution, a sample from it, and its running mean;
* `mathlib.widgets.covariance`: the ellipse of two quantities that vary together;
* `mathlib.widgets.coin`: the likelihood of a coin;
* `mathlib.widgets.estimators`: how estimates scatter and lean over repeated samples;
* `mathlib.widgets.likelihood`: a normal distribution fitted by hand, and by gradient descent;
* `mathlib.widgets.horse_kicks`: expected and observed counts, and the likelihood of a rate;
* `mathlib.widgets.entropy`: entropy, KL divergence, cross-entropy, and the loss of a sample;
* `mathlib.widgets.softmax`: logits, probabilities, and the loss.
"""

from mathlib.widgets.live import Handle, LiveFigure

__all__ = ["Handle", "LiveFigure"]
