"""Find an installed browser for the tests; none is ever downloaded."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "chrome",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
NO_BROWSER = (
    "No Chromium, Chrome or Edge was found. Get one (Debian, Ubuntu: sudo apt install chromium), "
    "or set BROWSER_PATH to where it is. To leave these tests out: SKIP_BROWSER=1 make test"
)


def find_browser() -> str:
    """Return the path of an installed Chromium, Chrome or Edge; BROWSER_PATH goes before all.

    Raises FileNotFoundError, saying how to get one.
    """
    given = os.environ.get("BROWSER_PATH")
    if given and not Path(given).is_file():
        raise FileNotFoundError(f"BROWSER_PATH is {given!r}, but there is no such file.")
    found = [given, *map(shutil.which, COMMANDS), *(p for p in PLACES if Path(p).is_file())]
    for path in found:
        if path:
            return path
    raise FileNotFoundError(NO_BROWSER)
