"""``python -m nbtools.abreast COMMAND …``: run commands side by side; fail if one of them fails.

The last one writes on the screen as it goes; what the others say is shown once it has ended, each
under its own line.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence


def run(commands: Sequence[str]) -> int:
    """Run shell commands at the same time; return 0 if all of them succeed, else 1.

    >>> run(["true", "true"]), run(["true", "false"])
    (0, 1)
    >>> run(["echo one fault; false", "true"])
    <BLANKLINE>
    $ echo one fault; false
    one fault
    1
    """
    *beside, shown = commands
    sinks = [tempfile.TemporaryFile() for _ in beside]
    running = [
        subprocess.Popen(command, shell=True, stdout=sink, stderr=subprocess.STDOUT)
        for command, sink in zip(beside, sinks, strict=True)
    ]
    try:
        codes = [subprocess.call(shown, shell=True)]
        for command, process, sink in zip(beside, running, sinks, strict=True):
            codes.append(process.wait())
            sink.seek(0)
            said = sink.read().decode(errors="replace")
            if said or codes[-1]:
                print(f"\n$ {command}\n{said}", end="", flush=True)
    finally:
        for process, sink in zip(running, sinks, strict=True):
            process.terminate()  # only where this was interrupted: the others have ended
            sink.close()
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
