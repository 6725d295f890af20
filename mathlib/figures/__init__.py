"""Floor 1: draw results on given axes and return the artists. Nothing here runs an algorithm."""
