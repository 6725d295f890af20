"""How fast a picture on a page answers: from key to pixels, frames in a drag, lag after it.

Everything is seen from the page, with real key presses and a real pointer.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median, quantiles

from playwright.sync_api import Locator

from nbtools.lab_notebook import Notebook, place

PRESSES = 15
DRAG_SECONDS = 3.0
DRAGS = 3

WATCH = """
([root, selector]) => {
    const log = [], shown = { text: null };
    const look = {
        figure: () => root.querySelector(".mathlib-canvas").dataset.frame,
        words: () => root.querySelector(".mathlib-verdict").textContent,
        picture: () => {
            const image = [...root.querySelectorAll("img")].pop();
            return image?.complete && image.naturalWidth ? image.src : shown.text;
        },
    }[selector];
    const event = ({ type, timeStamp }) => log.push([type, timeStamp, 0]);
    const types = ["keydown", "pointerdown", "pointerup"];
    types.forEach((type) => window.addEventListener(type, event, true));
    shown.text = look();
    let going = true;
    const frame = () => {
        const text = look();
        const ms = Number(root.querySelector(".mathlib-canvas")?.dataset.kernelMs ?? 0);
        if (text !== shown.text) log.push(["picture", performance.now(), ms]);
        shown.text = text;
        if (going) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    window.stopWatching = () => {
        going = false;
        types.forEach((type) => window.removeEventListener(type, event, true));
        return log;
    };
}
"""

Log = list[tuple[str, float, float]]
"""What happened on the page: (kind, time in ms, kernel time of a picture in ms)."""


def watch(root: Locator, what: str, action: Callable[[], None]) -> Log:
    """Do ``action`` and return what happened meanwhile: events, and new pictures in ``root``.

    ``what`` tells how a new picture is known: "figure" (the frame counter of a live figure),
    "words" (its verdict), "picture" (another <img>).
    """
    root.evaluate(f"(root, what) => ({WATCH})([root, what])", what)
    action()
    return root.page.evaluate("window.stopWatching()")


def key_to_pixels(root: Locator, what: str, pause: float) -> list[float]:
    """Press an arrow key on the first slider again and again; return the ms to each picture."""
    slider, page = root.locator(".noUi-handle").first, root.page
    slider.focus()

    def press() -> None:
        for i in range(PRESSES):
            page.keyboard.press("ArrowRight" if i % 2 else "ArrowLeft")
            page.wait_for_timeout(pause)

    times, pressed = [], None
    for kind, at, _ in watch(root, what, press):
        if kind == "keydown":
            pressed = at
        elif kind == "picture" and pressed is not None:
            times.append(at - pressed)
            pressed = None
    return times


# A pointer at 60 Hz: one move for each animation frame, with the two events that a real one makes.
# (Playwright's own pointer waits until each move is answered, and so comes to 28 moves a second.)
# It turns before the value comes to the end of its range, where nothing would move. Returned is how
# often the value changed: a slider of few steps offers few pictures.
MOVES = """async (part, [x, y, reach, ms]) => {
  const pressed = document.elementFromPoint(x, y);
  const [low, high, value] = ["min", "max", "now"].map(
    (name) => () => Number(part.getAttribute(`aria-value${name}`)));
  const move = async (way) => {
    const at = { clientX: x + reach * way, clientY: y + 0.5 * reach * way };
    const event = { bubbles: true, cancelable: true, view: window, buttons: 1, ...at };
    pressed.dispatchEvent(new PointerEvent("pointermove", { ...event, pointerId: 1 }));
    pressed.dispatchEvent(new MouseEvent("mousemove", event));
    return new Promise(requestAnimationFrame);
  };
  for (let i = 0; i < 6; i++) {
    await move(1);
    if (value() !== low() && value() !== high()) break;
    reach *= 0.75;
  }
  let now = await move(0), changes = 0, last = value();
  const start = now;
  while (now - start < ms) {
    now = await move(1 - Math.abs(((now - start) / 900) % 2 - 1)); // 0, 1, 0 …: to and fro, evenly
    if (value() !== last) changes++;
    last = value();
  }
  return changes;
}"""


def drag(root: Locator, what: str, part: Locator, reach: float) -> dict:
    """Drag ``part`` to and fro by ``reach`` pixels for 3 s, the pointer moving at 60 Hz.

    Returns frames per second, how often a second the value changed, the lag of the last picture
    after the release in ms, and the kernel times of the pictures in ms.
    """
    page, reset = root.page, root.get_by_role("button", name="Reset")
    if reset.count():  # the drag before may have left one handle on another
        reset.click()
        page.wait_for_timeout(500)
    root.scroll_into_view_if_needed()  # JupyterLab may have scrolled to where it thinks the cell is
    part.hover()  # waits until the page has stopped moving under it
    box = place(part)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    sign = -1 if _number(part, "now") > _middle(part) else 1

    changes = 0

    def move() -> None:
        nonlocal changes
        page.mouse.move(x, y)
        page.mouse.down()
        changes = part.evaluate(MOVES, [x, y, sign * reach, 1000 * DRAG_SECONDS])
        page.mouse.up()
        page.wait_for_timeout(1000)

    log = watch(root, what, move)
    down, up = (next(at for kind, at, _ in log if kind == k) for k in ("pointerdown", "pointerup"))
    pictures = [(at, ms) for kind, at, ms in log if kind == "picture"]
    during = [ms for at, ms in pictures if down <= at <= up]
    lag = max([at - up for at, _ in pictures if at > up], default=0.0)
    return {
        "fps": 1000 * len(during) / (up - down),
        "changes": changes / DRAG_SECONDS,
        "lag_ms": lag,
        "kernel_ms": during,
    }


def _middle(part: Locator) -> float:
    return (_number(part, "min") + _number(part, "max")) / 2


def _number(part: Locator, name: str) -> float:
    """Return the value now, or an end of the range, as a screen reader is told it."""
    return float(part.get_attribute(f"aria-value{name}") or "nan")


def measure_figure(root: Locator, refines: bool, main: bool) -> dict:
    """Measure a live figure: keys, and three drags each of its first handle and first slider.

    Of three drags the median counts; of handle and slider, the worse. A figure that sharpens at
    rest paints on after a state has been shown; there key and lag are those of its verdict.
    """
    root.scroll_into_view_if_needed()
    root.locator(".mathlib-canvas[data-frame]").wait_for()
    root.page.wait_for_timeout(1000)
    keys = key_to_pixels(root, "words" if refines else "figure", 500)
    handle, slider = root.locator(".mathlib-handle").first, root.locator(".noUi-handle").first
    parts = [(handle, 60)] if handle.count() else []
    if main or not parts:
        parts.append((slider, 40))
    drags = [[drag(root, "figure", *part) for _ in range(DRAGS)] for part in parts]
    shown = [[drag(root, "words", slider, 40) for _ in range(DRAGS)]] if refines else drags
    kernel = [ms for three in drags for d in three for ms in d["kernel_ms"]]
    return {
        **spread("key", keys),
        "fps": min(median(d["fps"] for d in three) for three in drags),
        "changes": min(median(d["changes"] for d in three) for three in drags),
        "lag_ms": max(median(d["lag_ms"] for d in three) for three in shown),
        **spread("kernel", kernel),
    }


def measure_baseline(notebook: Notebook) -> dict:
    """Measure the same scene by ``interact`` and ``plt.show()``."""
    root = notebook.page.locator(".jp-OutputArea").first
    root.locator("img").wait_for()
    notebook.page.wait_for_timeout(1000)
    keys = key_to_pixels(root, "picture", 900)
    notebook.python("kernel_ms.clear()")
    slider = root.locator(".noUi-handle").nth(1)
    three = [drag(root, "picture", slider, 40) for _ in range(DRAGS)]
    kernel = notebook.python("", "kernel_ms")
    return {
        **spread("key", keys),
        "fps": median(d["fps"] for d in three),
        "lag_ms": median(d["lag_ms"] for d in three),
        **spread("kernel", kernel),
    }


def spread(name: str, times: list[float]) -> dict:
    """Median, 95th percentile and number of ``times``. Raises RuntimeError for fewer than two."""
    if len(times) < 2:
        raise RuntimeError(f"{name}: only {len(times)} pictures were seen, so nothing is measured")
    tenths = quantiles(times, n=20)
    return {f"{name}_ms": median(times), f"{name}_p95_ms": tenths[-1], f"{name}_count": len(times)}
