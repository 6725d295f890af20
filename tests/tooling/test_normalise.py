"""What is kept of an executed notebook, and which outputs are refused."""

import base64
import io

import pytest
from nbformat import from_dict
from nbformat.v4 import new_code_cell, new_notebook, new_output
from PIL import Image, PngImagePlugin

from nbtools.normalise import WIDGET_VIEW, normalise, output_problems, write
from nbtools.pictures import rms


def png(comment: str) -> str:
    info = PngImagePlugin.PngInfo()
    info.add_text("Software", comment)
    buffer = io.BytesIO()
    Image.new("RGB", (4, 3), "teal").save(buffer, "PNG", pnginfo=info)
    return base64.b64encode(buffer.getvalue()).decode()


def executed(comment: str, model: str):
    view = {"model_id": model, "version_major": 2, "version_minor": 0}
    shown = {"image/png": png(comment), "text/plain": "η", WIDGET_VIEW: view}
    outputs = [
        new_output("stream", name="stdout", text="a\n"),
        new_output("display_data", data=shown, metadata={"image/png": {"alt": "teal"}}),
        new_output("stream", name="stdout", text="b\n"),
        new_output("display_data", data={WIDGET_VIEW: view}),
    ]
    metadata = {"tags": ["claim"], "execution": {"iopub.status.busy": comment}}
    cell = new_code_cell("x", id="one", execution_count=1, outputs=outputs, metadata=metadata)
    language = {"name": "python", "version": comment}
    widgets = {"state": {model: {}}}
    return new_notebook(cells=[cell], metadata={"language_info": language, "widgets": widgets})


def test_two_runs_give_the_same_bytes():
    first, second = executed("monday", "a1"), executed("tuesday", "b2")
    assert write(normalise(first)) == write(normalise(second))
    assert write(normalise(normalise(first))) == write(normalise(first))


def test_what_the_reader_sees_is_kept():
    original = executed("monday", "a1")
    cell = normalise(original).cells[0]
    stream, shown = cell.outputs
    assert stream.text == "a\nb\n"
    assert set(shown.data) == {"image/png", "text/plain"}
    assert shown.metadata == {"image/png": {"alt": "teal"}}
    assert rms(shown.data["image/png"], png("x")) == 0
    assert cell.metadata == {"tags": ["claim"]}


def test_the_input_is_left_alone():
    original = executed("monday", "a1")
    before = from_dict(original)
    normalise(original)
    assert write(original) == write(before)


def test_the_file_ends_with_a_newline_and_keeps_greek():
    text = write(normalise(executed("monday", "a1")))
    assert text.endswith("}\n")
    assert "η" in text


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<function f at 0x7f1234567890>", "a memory address"),
        ("2026-11-21 10:19:00", "a date and time"),
        ("CPU times: user 2 µs", "a measured time"),
        ("12.3 µs ± 1 ns per loop", "a measured time"),
        ("/home/ada/course/data", "a path of this machine"),
    ],
)
def test_outputs_that_cannot_repeat_are_refused(text, what):
    stream = new_output("stream", name="stdout", text=text)
    result = new_output("execute_result", data={"text/plain": text}, execution_count=1)
    assert [what in problem for problem in output_problems(stream)] == [True]
    assert [what in problem for problem in output_problems(result)] == [True]


def test_errors_stderr_and_jpeg_are_refused():
    error = new_output("error", ename="ValueError", evalue="no", traceback=[])
    warning = new_output("stream", name="stderr", text="careful")
    photo = new_output("display_data", data={"image/jpeg": "AAAA"})
    assert output_problems(error) == ["the output is an error: ValueError: no"]
    assert output_problems(warning) == ["the output holds stderr: careful"]
    assert output_problems(photo) == [
        "the output holds image/jpeg, which is not compared: use a PNG"
    ]


def test_an_ordinary_output_is_accepted():
    ordinary = new_output("stream", name="stdout", text="x = 1.5, 2026-11-21, 0x1F, s/n")
    assert output_problems(ordinary) == []
