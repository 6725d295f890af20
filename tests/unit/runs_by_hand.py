"""Runs that no optimizer has made, a path and why it stopped, and what the diagnosis calls them.

Like good_calls.py it stands where ``pythonpath`` leads: several tests read it.
"""

import numpy as np

from mathlib.optimize.diagnosis import diagnose
from mathlib.optimize.results import OptimizeResult, Stop


def ended(stop, path):
    """A run that has gone along this path and stopped for this reason."""
    path = np.array(path, float)
    path = path[:, None] if path.ndim == 1 else path
    return OptimizeResult(path[-1], 0.0, len(path) - 1, path, stop, 0.0, {})


def kind_at(f, x, rate=0.1):
    """What the diagnosis calls a run that has converged at x."""
    return diagnose(f, ended(Stop.GTOL, [x]), rate).kind
