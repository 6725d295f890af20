"""The kernel that re-runs a notebook: nbval's, made strict where nbval waits or forgives."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from queue import Empty

from nbval.kernel import CURRENT_ENV_KERNEL_NAME, RunningKernel, start_new_kernel

from nbtools.offline import ARGUMENTS

CELL_SECONDS = 60


class NotebookError(Exception):
    """What is wrong with a notebook, as text for its author."""


class Kernel(RunningKernel):
    """nbval's kernel, but offline, with In, Out and ``;``; its death is noticed at once."""

    def __init__(self, folder: Path) -> None:
        self.km, self.kc = start_new_kernel(
            kernel_name=CURRENT_ENV_KERNEL_NAME,
            cwd=str(folder),
            stderr=subprocess.DEVNULL,
            extra_arguments=ARGUMENTS,
        )

    def execute_cell_input(self, cell_input: str, allow_stdin: bool | None = None) -> str:
        """Send a cell to the kernel as Jupyter does; return the id of the request."""
        return self.kc.execute(cell_input, allow_stdin=allow_stdin, stop_on_error=False)

    def wait_for_message(self, stream: str, msg_id: str, end: float) -> dict:
        """Return the next message that answers ``msg_id``. Raises Empty when ``end`` has come."""
        while True:
            try:
                message = self.get_message(stream, timeout=0.2)
            except Empty:
                if not self.is_alive():
                    raise NotebookError("the kernel died") from None
                if time.monotonic() > end:
                    raise
                continue
            if message["parent_header"].get("msg_id") == msg_id:
                return message

    def await_reply(self, msg_id: str, timeout: float | None = None) -> dict:
        """Return the reply to a request. Raises Empty after ``timeout`` seconds."""
        end = time.monotonic() + (timeout or CELL_SECONDS)
        return self.wait_for_message("shell", msg_id, end)["content"]
