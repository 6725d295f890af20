"""The workshop behind the notebooks; learners never need it, authors and CI do.

========================= ==========================================================================
``nbtools.source``        reads a MyST chapter; cuts the solutions out for learners
``nbtools.build``         source → executed, normalised notebook (``make build``), and ``--check``
``nbtools.drift``         what has to come out of a source, and whether that is what is stored
``nbtools.record``        what a chapter shows, in words: every change is a readable one
``nbtools.normalise``     the same bytes for the same notebook; finds what cannot be repeated
``nbtools.pictures``      PNG without metadata, distance between two pictures
``nbtools.plugin``        pytest plugin: strict nbval, pictures compared, every widget driven
``nbtools.drive``         runs inside the kernel: sets each control of a widget over its range
``nbtools.browser``       finds an installed Chromium, Chrome or Edge
``nbtools.commands``      pages such as README.md: is there what they tell to open or to type?
``nbtools.references``    section 4, chapter 02, exercise 05.3: is it there?
``nbtools.check``         builds and checks one chapter (``make check CHAPTER=05``)
``nbtools.figure``        one live figure alone in a notebook (``make figure NAME=DescentOnMap``)
``nbtools.explorers``     finds every live figure of the course
``nbtools.pythons``       the tests on the other Pythons of this machine (``make pythons``)
``nbtools.lab``           a stock JupyterLab in that browser, for the tests and the benchmark
``nbtools.lab_notebook``  a notebook open there: runs cells, hears what went wrong
``nbtools.bench``         ``make bench``: live figures against the usual way
``nbtools.bench_package`` what the benchmark measures without a browser
``nbtools.bench_targets`` the targets of the benchmark, and its tables
``nbtools.measure``       what the benchmark measures on a page: keys, drags, frames
``nbtools.screenshot``    the picture in README.md
``nbtools.doctor``        says what a machine lacks and how to mend it, before any installing
========================= ==========================================================================
"""

import sys

# nbformat imports jsonschema, which builds 39 grammars of web addresses that no notebook is checked
# by: a second in every process. It does without them where this package is not to be had.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
