"""Say what this machine lacks, and how to mend it.

Runs before anything is installed, with whatever Python there is, so: standard library only, and
no syntax newer than Python 3.6.

    python3 nbtools/doctor.py python      is this Python the right one, can it make environments?
    python3 nbtools/doctor.py port 8888   is this port free?
"""

import socket
import sys

OLDEST, NEWEST = (3, 11), (3, 14)


def python_problem(version, modules):
    """Return what keeps this Python from running the course, or None.

    ``version`` is (major, minor), ``modules`` the importable ones among venv and ensurepip.

    >>> python_problem((3, 12), {"venv", "ensurepip"}) is None
    True
    >>> print(python_problem((3, 8), {"venv", "ensurepip"}))
    The course needs Python 3.11 to 3.14; this is Python 3.8.
    Name another one: make lab PYTHON=python3.12 (or get one from https://www.python.org/downloads)
    """
    if not OLDEST <= version <= NEWEST:
        return (
            "The course needs Python 3.11 to 3.14; this is Python {}.{}.\n"
            "Name another one: make lab PYTHON=python3.12"
            " (or get one from https://www.python.org/downloads)"
        ).format(*version)
    if not {"venv", "ensurepip"} <= modules:
        return (
            "This Python cannot make environments: its module venv or ensurepip is missing.\n"
            "On Debian and Ubuntu: sudo apt install python3-venv"
        )
    return None


def port_problem(port):
    """Return why JupyterLab cannot listen on this port of localhost, or None."""
    if not (port.isdigit() and 1024 <= int(port) <= 65535):
        return f"PORT must be a number from 1024 to 65535; got {port}."
    with socket.socket() as probe:
        if sys.platform != "win32":  # there this option would allow a port that is in use
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError:
            return (
                f"Port {port} is taken, perhaps by another JupyterLab.\n"
                f"Close that one, or choose another port: make lab PORT={int(port) + 2}"
            )
    return None


def _importable(names):
    found = set()
    for name in names:
        try:
            __import__(name)
            found.add(name)
        except ImportError:
            pass
    return found


def main(arguments):
    """Print the problem, if there is one, and return the exit code."""
    if arguments == ["python"]:
        problem = python_problem(sys.version_info[:2], _importable(["venv", "ensurepip"]))
    elif len(arguments) == 2 and arguments[0] == "port":
        problem = port_problem(arguments[1])
    else:
        problem = "usage: doctor.py python | doctor.py port NUMBER"
    if problem:
        sys.stderr.write(problem + "\n")
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
