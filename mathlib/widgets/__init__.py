"""Floor 2: live figures. Controls → mathematics (floor 0) → data of artists (floor 1).

`LiveFigure` is the one class they are made of; it and its engine stand in `mathlib.widgets.live`.
The explorers stand in one room per topic, each with its list:

* `mathlib.widgets.linalg`: vectors, maps, eigenvectors, singular values, a layer;
* `mathlib.widgets.calculus`: derivatives, gradients, Taylor;
* `mathlib.widgets.optimize`: gradient descent;
* `mathlib.widgets.probability`: samples, likelihood, entropy, regression.
"""

from mathlib.widgets.live import Handle, LiveFigure

__all__ = ["Handle", "LiveFigure"]
