"""pytest plugin of ``make test``: what takes longest goes first, so that no process ends up alone.

pytest-xdist hands whole files to the next process that is free, those with most tests first
(``--dist=loadfile``). But a notebook has fifty cells and its drive takes as long as thousands of
unit tests. With ``--no-loadscope-reorder`` the files keep the order that is made here.
"""

from __future__ import annotations

from collections import Counter

import pytest

FIRST = ("notebooks/0", "tests/notebooks/", "tests/tooling/", "tests/unit/test_imports.py")


def rank(nodeid: str) -> int:
    """Return when an item is due: the smaller, the earlier.

    >>> rank("notebooks/01-x.ipynb::drive") < rank("tests/tooling/test_build.py::test_x")
    True
    >>> rank("notebooks/solutions/01-x.ipynb::Cell 1") == rank("tests/unit/test_x.py::test_x")
    True
    """
    return next((i for i, start in enumerate(FIRST) if nodeid.startswith(start)), len(FIRST))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Put what is due first at the head; then the files with most items, as xdist does."""
    counts = Counter(_file(item) for item in items)
    items.sort(key=lambda item: (rank(item.nodeid), -counts[_file(item)]))


def _file(item: pytest.Item) -> str:
    return item.nodeid.split("::", 1)[0]
