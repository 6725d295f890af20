from .basins_of_attraction import BasinMap
from .convexity import ChordTest
from .descent import DescentOnCurve, DescentOnMap
from .rates import ConditionNumber, RateMap
from .stopping import StoppingRules

__all__ = [
    "BasinMap",
    "ChordTest",
    "ConditionNumber",
    "DescentOnCurve",
    "DescentOnMap",
    "RateMap",
    "StoppingRules",
]
