"""Two figures share nothing, and one that is closed leaves nothing behind."""

import weakref

import pytest
from ipywidgets.widgets.widget import _instances as open_models
from jupyter_client.manager import KernelManager
from nbval.kernel import CURRENT_ENV_KERNEL_NAME, NbvalKernelspecManager


def test_two_figures_share_nothing(wave, start, new_wave, browse):
    other = new_wave()
    picture = other.png()
    wave.set(amplitude=5.0, kind="narrow")
    wave.set(kind="wide")
    browse(wave).look("dark", 1.0)
    with pytest.raises(ArithmeticError):
        wave.set(points=13)
    assert other.state == start and other._canvas.error == ""
    assert other.controls["amplitude"].max == 5.0
    assert other.png() == picture
    assert wave._places is not other._places


def test_a_closed_figure_is_off_the_page(new_wave, widgets_in):
    figure = new_wave()
    inside = widgets_in(figure)
    assert len(inside) == 11
    assert all(w.comm is not None for w in inside)
    figure.close()
    assert [w for w in inside if w.comm is not None] == []
    figure.close()


def test_a_closed_figure_leaves_no_model_open(new_wave, collect):
    before = set(open_models)
    new_wave().close()
    collect()
    left = [type(open_models[key]).__name__ for key in set(open_models) - before]
    assert left == []


def test_a_closed_figure_frees_its_memory(new_wave, browse, collect):
    figure = new_wave()
    browse(figure).look("dark", 1.0)
    figure.png()
    gone = [weakref.ref(part) for part in (figure, figure._stage, figure._canvas, figure.line)]
    figure.close()
    del figure
    collect()
    assert [ref() for ref in gone] == [None] * 4


@pytest.mark.parametrize(
    "use",
    [lambda f: f.set(amplitude=2.0), lambda f: f.reset(), lambda f: f.png(), lambda f: f.summary()],
)
def test_a_closed_figure_says_that_it_is_closed(wave, use):
    wave.close()
    with pytest.raises(RuntimeError, match=r"has been closed: make a new one, Wave\(\)"):
        use(wave)


FIRST = """
import gc, psutil
from mathlib.widgets.optimize import DescentOnCurve
"""
MEASURE = "gc.collect(); print(psutil.Process().memory_info().rss)"
RUNS = 12


@pytest.fixture
def run():
    """A function that runs a cell in a kernel, as JupyterLab does, and returns what it prints."""
    spec = {"kernel_name": CURRENT_ENV_KERNEL_NAME, "kernel_spec_manager": NbvalKernelspecManager()}
    kernel = KernelManager(**spec)
    kernel.start_kernel()
    client = kernel.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)

    def run_cell(code: str, cell: str = "other") -> str:
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}}
        request = client.session.msg("execute_request", content, metadata={"cellId": cell})
        client.shell_channel.send(request)
        printed, state = "", ""
        while state != "idle":
            message = client.get_iopub_msg(timeout=60)
            if message["parent_header"].get("msg_id") == request["header"]["msg_id"]:
                assert message["msg_type"] != "error", message["content"]
                state = message["content"].get("execution_state", state)
                printed += message["content"].get("text", "")
        return printed

    yield run_cell
    client.stop_channels()
    kernel.shutdown_kernel(now=True)


def test_a_cell_that_is_run_again_and_again_takes_no_more_memory(run):
    run(FIRST)
    taken = []
    for _ in range(3 + RUNS):  # the first ones load fonts, and then hold two figures for a moment
        run("DescentOnCurve()", "a")
        taken.append(int(run(MEASURE)))
    assert taken[-1] - taken[2] < RUNS / 100 * 5e6 + 1.5e6, taken  # and what is taken once
