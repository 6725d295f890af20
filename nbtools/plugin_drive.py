"""The last item of a notebook: its widgets, driven in its own kernel (``nbtools.drive``)."""

from __future__ import annotations

import ast
import json
import time
from queue import Empty
from typing import Any

import pytest

from nbtools.plugin_kernel import NotebookError

DRIVE_SECONDS = 300


class Drive(pytest.Item):
    """Every displayed widget of the notebook, driven over its whole range."""

    parent: Any  # a NotebookFile, with its kernel and what it has displayed

    def runtest(self):
        """Fail with a list of what goes wrong at which control and value."""
        kernel = self.parent.kernel
        if not kernel.is_alive():
            raise NotebookError("the kernel is dead since an earlier cell")
        call = f"__import__('nbtools.drive').drive.run({self.parent.displayed!r})"
        request = kernel.kc.execute("", user_expressions={"report": call}, store_history=False)
        try:  # what is shown first: unread, a thousand messages would push the later ones out
            failures = list(self._shown_errors(request))
            answer = kernel.await_reply(request)["user_expressions"]["report"]
        except Empty:
            raise NotebookError(f"driving took more than {DRIVE_SECONDS} s") from None
        if answer["status"] != "ok":
            raise NotebookError("\n".join(answer["traceback"]))
        report = json.loads(ast.literal_eval(answer["data"]["text/plain"]))
        counts = f"{len(self.parent.displayed)} widgets, {report['settings']} settings"
        self.user_properties.append(("driven", f"{counts}, {report['seconds']} s"))
        if failures := report["failures"] + failures:
            raise NotebookError("\n".join(failures))

    def _shown_errors(self, request: str):
        """Yield what the kernel showed as an error or on stderr while it was driven."""
        end = time.monotonic() + DRIVE_SECONDS
        while True:
            message = self.parent.kernel.wait_for_message("iopub", request, end)
            content = message["content"]
            if message["msg_type"] == "error":
                yield f"while driving: {content['ename']}: {content['evalue']}"
            elif message["msg_type"] == "stream" and content["name"] == "stderr":
                yield f"while driving, on stderr: {content['text'].strip()}"
            elif content.get("execution_state") == "idle":
                return

    def repr_failure(self, excinfo, style=None):
        """Return the list of failures, or pytest's own report for anything unexpected."""
        if isinstance(excinfo.value, NotebookError):
            return f"{self.parent.path.name}, widgets:\n{excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self):
        """Return what pytest shows as this item's place."""
        return self.path, None, self.name
