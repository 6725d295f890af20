"""Import this, and the process reaches nothing but this machine: notebooks have to work offline."""

from __future__ import annotations

import sys

ARGUMENTS = [
    "--IPKernelApp.exec_lines=__import__('nbtools.offline').offline.main()",
    "--HistoryManager.hist_file=:memory:",
    "--log-level=ERROR",  # the warning that TCP on this machine itself is not encrypted
]
"""What a kernel is started with: it stays offline, and out of the history of the user."""

HERE = {"", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::"}


def refuse(event: str, arguments: tuple) -> None:
    """Raise ConnectionRefusedError where a name is looked up or an address called elsewhere.

    >>> refuse("socket.connect", (None, ("127.0.0.1", 8888)))
    >>> refuse("socket.getaddrinfo", ("example.org", 443, 0, 0, 0))
    Traceback (most recent call last):
    ...
    ConnectionRefusedError: a notebook must not call example.org: it has to work offline
    """
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else host or ""
    if name not in HERE:
        raise ConnectionRefusedError(f"a notebook must not call {name}: it has to work offline")


def main() -> None:
    """Refuse from now on, until the process ends."""
    sys.addaudithook(refuse)
