"""Unit tests of explorers run as if a browser showed them."""

import pytest

from mathlib.widgets import LiveFigure

WITH_A_BROWSER = ("explorer", "presets")


@pytest.fixture(scope="module", autouse=True)
def a_browser_is_there(request):
    """No still picture after every change: that would take most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        if any(word in request.module.__name__ for word in WITH_A_BROWSER):
            patch.setattr(LiveFigure, "_live", True)
        yield
