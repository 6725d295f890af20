"""What all tests share: the same Hypothesis examples everywhere, and the browser."""

import os

import pytest
from hypothesis import settings

from nbtools.browser import find_browser

# Without this, Hypothesis would test something else where the variable CI is set.
settings.register_profile("course", derandomize=True, deadline=None, database=None)
settings.load_profile("course")

SKIP_BROWSER = os.environ.get("SKIP_BROWSER") == "1"
skipped: list[str] = []


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The installed Chromium, Chrome or Edge; a test that finds none fails and says so."""
    try:
        return find_browser()
    except FileNotFoundError as error:
        pytest.fail(str(error), pytrace=False)


def pytest_collection_modifyitems(items):
    """SKIP_BROWSER=1 leaves the browser tests out; pytest_terminal_summary says so aloud."""
    for item in items:
        if SKIP_BROWSER and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="SKIP_BROWSER=1"))
            skipped.append(item.nodeid)


def pytest_terminal_summary(terminalreporter):
    """Say how many browser tests were left out."""
    if skipped:
        text = (
            f"{len(skipped)} BROWSER TESTS WERE SKIPPED (SKIP_BROWSER=1): not everything is checked"
        )
        terminalreporter.write_sep("!", text, red=True, bold=True)
