"""The frame of a live figure: what stands around the picture, and what the host may not take."""

import pytest

from nbtools.lab import open_notebook, write_notebook
from nbtools.lab_notebook import SESSION

pytestmark = pytest.mark.browser

MAP = """
from mathlib.widgets.optimize import DescentOnMap
figure = DescentOnMap()
figure
"""
SAMPLES = """
from mathlib.widgets.probability import RepeatedSampling
RepeatedSampling()
"""
LINEAR = "from mathlib.widgets.linalg import LinearMap\nLinearMap()"
TOO_LARGE = """outputs => outputs
    .filter((o) => o.scrollHeight > o.clientHeight || o.scrollWidth > o.clientWidth)
    .map((o) => [o.scrollHeight, o.clientHeight, o.scrollWidth, o.clientWidth])"""

SCROLLBAR = """() => {
    const box = document.body.appendChild(document.createElement("div"));
    box.style.overflow = "scroll";
    const width = box.offsetWidth - box.clientWidth;
    box.remove();
    return width;
}"""

HEAR_MENU = """() => {
    window.heard = [];
    window.addEventListener("contextmenu", (event) => window.heard.push(event.defaultPrevented));
}"""
DROP = f"""((buffers) => {SESSION}.kernel.anyMessage.connect((_, {{ msg }}) => {{
    if (msg.content.data?.method === "custom") msg.buffers = buffers;
}}))"""
NEW_STILL = """src => {
    const image = document.querySelector("img.mathlib-still:not([hidden])");
    return image && image.src !== src && image.complete && image.naturalWidth > 100;
}"""


@pytest.fixture(scope="module")
def notebook(folder, desk):
    """One notebook for the tests of this file, run, with scrollbars that take room."""
    desk.scrollbars(shown=True)
    desk.open(write_notebook(folder / "frame.ipynb", MAP, SAMPLES).name)
    desk.run_all()
    yield desk
    desk.scrollbars(shown=False)


@pytest.fixture
def figure(notebook, figures):
    """The map, as it starts, and no error yet."""
    found = figures(notebook)[0]
    found.reset()
    notebook.errors.clear()
    return found


def typed(figure, label, text, key="Enter"):
    """Type a number beside a slider, and wait until the figure has answered."""
    box = figure.root.locator(".widget-slider", has_text=label).locator(".widget-readout")
    box.click()
    figure.page.keyboard.press("Control+a")
    figure.page.keyboard.insert_text(text)
    figure.page.keyboard.press(key)
    figure.settle()


def test_no_output_has_a_scrollbar(notebook, figure):
    figure.show()
    assert notebook.page.evaluate(SCROLLBAR) > 5, "scrollbars take no room here"
    outputs = notebook.page.locator(".jp-OutputArea-output")
    assert outputs.count() == 2
    assert outputs.evaluate_all(TOO_LARGE) == []


LETTERS = """root => [...root.querySelectorAll(
    ".widget-label, .widget-readout, .widget-button, select, .mathlib-verdict")]
    .map((part) => parseFloat(getComputedStyle(part).fontSize))"""
LINES = """root => {
    const rows = [...root.querySelectorAll(".mathlib-controls > .widget-slider")];
    const left = (row, part) => Math.round(row.querySelector(part).getBoundingClientRect().left);
    return [".widget-label", ".noUi-base", ".widget-readout"].map((part) =>
        new Set(rows.map((row) => left(row, part))).size);
}"""


@pytest.mark.parametrize(("width", "columns"), [(700, 1), (1280, 2), (1920, 4)])
def test_controls_stand_in_line_and_grow_with_the_picture(server, browser, folder, width, columns):
    name = write_notebook(folder / f"wide-{width}.ipynb", LINEAR).name
    page = open_notebook(browser, server, name, width=width, height=1080)
    page.run_all()
    page.page.locator(".mathlib-canvas[data-frame]").wait_for()
    root = page.page.locator(".mathlib-live")
    height = page.page.locator(".mathlib-stage").bounding_box()["height"]
    assert min(root.evaluate(LETTERS)) >= max(13, height / 60)
    assert root.evaluate(LINES) == [columns] * 3
    right = page.page.locator(".mathlib-controls").bounding_box()
    assert right["width"] == pytest.approx(root.bounding_box()["width"], abs=30)
    page.close()


def test_a_figure_that_is_presented_fills_the_window(notebook, figure, wait_until):
    page, button = figure.page, figure.root.get_by_role("button", name="Present")
    before, place = figure.canvas.bounding_box()["width"], figure.root.bounding_box()
    button.click()
    window = page.evaluate("[innerWidth, innerHeight]")
    box = figure.root.bounding_box()
    assert [box["width"], box["height"]] == pytest.approx(window, abs=1)
    assert wait_until(page, lambda: figure.canvas.bounding_box()["width"] > before + 100)
    figure.settle()
    width = "canvas => [canvas.width, canvas.getBoundingClientRect().width]"
    pixels, shown = figure.root.locator("canvas.mathlib-picture").evaluate(width)
    assert pixels == pytest.approx(shown, abs=1)
    line = figure.root.locator(".mathlib-verdict").bounding_box()
    assert line["y"] + line["height"] < window[1]
    assert figure.changes(lambda: figure.drag(figure.handles.first))
    page.keyboard.press("Escape")
    assert wait_until(page, lambda: figure.canvas.bounding_box()["width"] == before)
    assert (
        button.evaluate("button => button === document.activeElement && button.ariaPressed")
        == "false"
    )
    assert figure.root.get_attribute("popover") is None
    assert figure.root.bounding_box() == pytest.approx(place, abs=1)
    assert notebook.errors == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,05", 0.05),
        ("1e-2", 0.01),
        ("0.05", 0.05),
        ("０．０５", 0.05),
        (" +,05 ", 0.05),
        ("0.0123456", 0.0123456),
    ],
)
def test_a_number_is_read_as_it_is_meant(notebook, figure, text, value):
    for key in ("Enter", "Tab"):
        typed(figure, "η", "0.02")
        typed(figure, "η", text, key)
        assert notebook.python("", "figure.state['learning_rate']") == value
        assert figure.message() == ""
        assert figure.numbers()[0] == value


@pytest.mark.parametrize("text", ["1/20", "1,000,5", "abc", "", "0.05 m", "1.2.3"])
def test_what_is_no_number_is_refused_aloud_and_changes_nothing(notebook, figure, text):
    before, shown = notebook.python("", "figure.state"), figure.readouts()
    for key in ("Enter", "Tab"):
        typed(figure, "η", text, key)
        assert "is no number" in figure.message()
        assert notebook.python("", "figure.state") == before
        assert figure.readouts() == shown
    assert notebook.errors == []


def test_a_number_that_is_only_looked_at_stays(notebook, figures):
    """Shown as 1,000, it was read as 1."""
    samples = figures(notebook)[1]
    shown = samples.readouts()
    for box in samples.root.locator(".widget-readout").all():
        samples.show()
        box.click()
        samples.page.keyboard.press("Tab")
    samples.settle()
    assert samples.readouts() == shown


def test_the_preset_in_force_is_marked(notebook, figure):
    pressed = figure.root.locator("button[aria-pressed=true]")
    preset = figure.root.locator(".widget-button").nth(1)
    preset.click()
    figure.settle()
    assert pressed.all_text_contents() == [preset.text_content()]
    figure.press(figure.handles.first, figure.inward(figure.handles.first), 3)
    figure.settle()
    assert pressed.count() == 0


def test_the_menu_of_the_right_button_is_kept_from_the_host_unless_shift(notebook, figure):
    box = figure.handles.first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    menu = notebook.page.locator(".lm-Menu:visible")
    notebook.page.mouse.click(x, y, button="right")
    notebook.page.wait_for_timeout(200)
    assert menu.count() == 0
    figure.root.locator(".mathlib-verdict").click(button="right")
    menu.first.wait_for()
    notebook.page.keyboard.press("Escape")
    notebook.page.evaluate(HEAR_MENU)
    notebook.page.keyboard.down("Shift")
    notebook.page.mouse.click(x, y, button="right")
    notebook.page.keyboard.up("Shift")
    assert notebook.page.evaluate("window.heard") == [False], "the browser's menu was forbidden"
    assert menu.count() == 0


def test_the_button_on_the_barrel_of_a_pen_does_not_drag(notebook, figure):
    box = figure.handles.first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    pen = notebook.page.context.new_cdp_session(notebook.page)

    def drag(button, buttons):
        for kind, off in (("mousePressed", 0), ("mouseMoved", 30), ("mouseReleased", 30)):
            held = 0 if kind == "mouseReleased" else buttons
            at = {"x": x + off, "y": y, "button": button, "buttons": held, "clickCount": 1}
            pen.send("Input.dispatchMouseEvent", {"type": kind, "pointerType": "pen", **at})
        figure.settle()
        return notebook.python("", "figure.state['x1']")

    before = notebook.python("", "figure.state['x1']")
    assert drag("right", 2) == before
    assert drag("left", 1) > before


def test_a_host_that_listens_on_the_way_down_leaves_the_keys_alone(notebook, figure):
    """Notebook 7 does; what bears this mark it leaves alone. Keys with Ctrl stay the host's."""
    handle = figure.handles.first
    figure.press(handle, "x")
    assert handle.get_attribute("data-lm-suppress-shortcuts") == "true"
    figure.press(handle, "Control+F9")
    assert handle.get_attribute("data-lm-suppress-shortcuts") is None


def test_a_finger_scrolls_the_page_unless_it_is_on_a_knob(server, browser, folder):
    name = write_notebook(folder / "touch.ipynb", MAP).name
    touch = open_notebook(browser, server, name, width=700, touch=True)
    touch.run_all()
    touch.page.locator(".mathlib-canvas[data-frame]").wait_for()
    allowed = "node => getComputedStyle(node).touchAction"
    assert touch.page.locator(".mathlib-stage").evaluate(allowed) == "pan-y pinch-zoom"
    handle = touch.page.locator(".mathlib-handle:visible").first
    assert handle.evaluate(allowed) == "none"
    size = "node => { const s = getComputedStyle(node, '::after'); return [s.width, s.height]; }"
    assert all(float(side[:-2]) >= 44 for side in handle.evaluate(size))
    for button in touch.page.locator(".mathlib-live .widget-button").all():
        assert button.bounding_box()["height"] >= 44
    before = touch.python("", "figure.state")
    box = touch.page.locator(".mathlib-stage").bounding_box()
    touch.page.touchscreen.tap(box["x"] + 0.4 * box["width"], box["y"] + 0.7 * box["height"])
    touch.page.wait_for_timeout(300)
    assert touch.python("", "figure.state") == before
    touch.close()


OPEN = "len([m for m in ipywidgets.widgets.widget._instances.values() if hasattr(m, 'png')])"


def test_a_cell_that_is_run_anew_frees_what_it_showed_before(notebook, desk, folder):
    named = (
        "from mathlib.widgets.optimize import DescentOnMap, DescentOnCurve\nkept = DescentOnMap()"
    )
    desk.open(write_notebook(folder / "anew.ipynb", named, "kept", "DescentOnCurve()").name)
    for _ in range(4):
        desk.command("notebook:run-all-cells")
        desk.wait_until_idle()
        desk.page.wait_for_timeout(200)
    assert desk.python("import ipywidgets", OPEN) == 2  # the one that is kept, and the last curve
    assert desk.python("import gc; gc.collect()", "kept.state['landscape']") == "himmelblau"
    assert desk.errors == []


@pytest.mark.parametrize("buffers", ["[]", "undefined"])
def test_where_pictures_are_dropped_from_messages_the_still_follows(folder, desk, buffers):
    desk.open(write_notebook(folder / "dropped.ipynb", MAP).name)
    desk.page.evaluate(f"{DROP}({buffers})")
    desk.run_all()
    root = desk.page.locator(".mathlib-live")
    still = root.locator("img.mathlib-still:visible")
    root.get_by_text("the sliders still work").wait_for()
    assert root.locator(".mathlib-handle:visible").count() == 0
    for theme in ("dark", "light"):
        before = still.get_attribute("src")
        desk.theme(theme)
        desk.page.wait_for_function(NEW_STILL, arg=before)
    before, start = still.get_attribute("src"), desk.python("", "figure.state")
    root.locator(".noUi-handle").first.press("ArrowRight")
    desk.page.wait_for_function(NEW_STILL, arg=before)
    assert desk.python("", "figure.state") != start
    assert root.get_by_text("the sliders still work").is_visible()
    assert desk.errors == []
