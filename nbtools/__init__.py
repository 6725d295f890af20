"""The workshop behind the notebooks; learners never need it, authors and CI do.

===================== ==========================================================================
``nbtools.source``    reads a MyST chapter; cuts the solutions out for learners
``nbtools.build``     source → executed, normalised notebook (``make build``), and ``--check``
``nbtools.normalise`` the same bytes for the same notebook; finds outputs that cannot be repeated
``nbtools.pictures``  PNG without metadata, distance between two pictures
``nbtools.plugin``    pytest plugin: strict nbval, pictures compared, every widget driven
``nbtools.drive``     runs inside the kernel: sets each control of a widget over its range
``nbtools.browser``   finds an installed Chromium, Chrome or Edge
``nbtools.lab``       a stock JupyterLab in that browser, for the tests and the benchmark
``nbtools.bench``     ``make bench``: live figures against the usual way, with targets
``nbtools.measure``   what the benchmark measures on a page: keys, drags, frames
``nbtools.screenshot`` the picture in README.md
``nbtools.doctor``    says what a machine lacks, and how to mend it, before anything is installed
===================== ==========================================================================
"""

import sys

# nbformat imports jsonschema, which builds 39 grammars of web addresses that no notebook is checked
# by: a second in every process. It does without them where this package is not to be had.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
