"""A notebook that is open in JupyterLab: its cells are run, its kernel asked, its errors heard."""

from __future__ import annotations

import ast
import json
from typing import Any

from playwright.sync_api import FloatRect, Locator, Page, WebSocket

START_SECONDS = 60
SESSION = "window.jupyterapp?.shell?.currentWidget?.context?.sessionContext?.session"
WIDGETS_SHOWN = """() => {
    const { cells } = window.jupyterapp.shell.currentWidget.content.model.sharedModel;
    const outputs = cells.flatMap((cell) => cell.outputs ?? []);
    const widgets = outputs.filter((o) => o.data?.["application/vnd.jupyter.widget-view+json"]);
    const shown = document.querySelectorAll(".jp-OutputArea-output > .jupyter-widgets");
    return shown.length === widgets.length;
}"""


class Notebook:
    """A notebook in JupyterLab. ``errors`` lists what went wrong in its kernel and on its page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("websocket", self._listen)
        page.on("pageerror", lambda error: self.errors.append(f"page: {error}"))
        page.on("console", self._console)
        self._protocol = page.context.new_cdp_session(page)

    def _listen(self, socket: WebSocket) -> None:
        if "/api/kernels/" in socket.url:
            socket.on("framereceived", self._frame)

    def _frame(self, frame: str | bytes) -> None:
        kind, content = read_message(frame)
        if kind == "error":
            self.errors.append(f"kernel: {content['ename']}: {content['evalue']}")

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(f"console: {message.text}")

    def wait_until_idle(self) -> None:
        """Wait until the kernel has nothing to do."""
        self.page.wait_for_function(
            f"{SESSION}?.kernel?.status === 'idle'", timeout=1000 * START_SECONDS
        )

    def open(self, name: str) -> None:
        """Open another notebook in place of this one; loading JupyterLab anew takes 3 s more.

        The kernel of the notebook before is stopped, and the list of errors starts empty.
        """
        self.page.evaluate(
            """async (path) => {
                const { shell, commands } = window.jupyterapp, before = shell.currentWidget;
                await before.context.sessionContext.shutdown();
                before.dispose();
                await commands.execute("docmanager:open", { path });
            }""",
            name,
        )
        self.wait_until_idle()
        self.errors.clear()

    def command(self, name: str, **arguments: Any) -> None:
        """Do one of JupyterLab's commands and wait until it is done."""
        self.page.evaluate(
            "async ([name, args]) => { await window.jupyterapp.commands.execute(name, args); }",
            [name, arguments],
        )

    def run_all(self) -> None:
        """Run all cells, and wait until they have run and their widgets are on the page."""
        self.command("notebook:run-all-cells")
        self.page.wait_for_function(WIDGETS_SHOWN, timeout=1000 * START_SECONDS)

    def python(self, code: str, value: str = "None") -> Any:
        """Run ``code`` in the notebook's kernel, beside its cells; return the literal ``value``."""
        content = self.page.evaluate(
            f"""async ([code, value]) => (await {SESSION}.kernel.requestExecute(
                {{ code, store_history: false, user_expressions: {{ value }} }}).done).content""",
            [code, value],
        )
        answer = content.get("user_expressions", {}).get("value", content)
        if answer["status"] != "ok":
            raise RuntimeError(f"{answer['ename']}: {answer['evalue']}")
        return ast.literal_eval(answer["data"]["text/plain"])

    def restart(self) -> None:
        """Restart the kernel; the page stays as it is."""
        self.page.evaluate(f"{SESSION}.kernel.restart()")
        self.wait_until_idle()

    def theme(self, name: str) -> None:
        """Switch JupyterLab to its "light" or "dark" theme."""
        self.command("apputils:change-theme", theme=f"JupyterLab {name.title()}")
        self.page.wait_for_function(
            f"document.body.dataset.jpThemeLight === '{str(name == 'light').lower()}'"
        )

    def scrollbars(self, *, shown: bool) -> None:
        """Show scrollbars that take room, as most learners have them, or none.

        With them JupyterLab puts the cells below the screen on the page only one by one, one in
        about 3 s; so what does not look at scrollbars works without.
        """
        self._protocol.send("Emulation.setScrollbarsHidden", {"hidden": not shown})

    def close(self) -> None:
        """Close the page."""
        self.page.context.close()


def place(part: Locator) -> FloatRect:
    """Return where a part of the page is, in pixels. Raises RuntimeError if it is not shown."""
    box = part.bounding_box()
    if box is None:
        raise RuntimeError(f"{part} is not shown on the page")
    return box


def read_message(frame: str | bytes) -> tuple[str, dict]:
    """Return type and content of a kernel's message: JSON, or the protocol v1.kernel.websocket.

    >>> read_message('{"header": {"msg_type": "status"}, "content": {"execution_state": "idle"}}')
    ('status', {'execution_state': 'idle'})
    """
    if isinstance(frame, str):
        message = json.loads(frame)
        return message["header"]["msg_type"], message["content"]
    number = int.from_bytes(frame[:8], "little")
    at = [int.from_bytes(frame[8 * i : 8 * i + 8], "little") for i in range(1, number + 1)]
    header, content = (json.loads(frame[at[i] : at[i + 1]]) for i in (1, 4))
    return header["msg_type"], content
