"""Building a course of one chapter: repeated, failing, interrupted, out of step."""

import base64
import io
import os
import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
from PIL import Image

import nbtools.build
from nbtools.build import BuildError, build, check, main
from nbtools.record import place

CHAPTER = """\
# One

```{code-cell}
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
```

```{code-cell}
import io, os
from IPython.display import Image
from matplotlib.figure import Figure
figure = Figure(figsize=(2, 2))
figure.subplots().plot([0, 1])
figure.savefig(picture := io.BytesIO())
Image(picture.getvalue(), alt="A straight line.")
```

```{code-cell}
"η", os.path.basename(os.getcwd())
```
"""


@pytest.fixture
def course(tmp_path):
    """A course of one chapter, not built yet."""
    (tmp_path / "notebooks" / "source").mkdir(parents=True)
    (tmp_path / "requirements.txt").write_text("numpy==2.0\n")
    write(tmp_path, CHAPTER)
    return tmp_path


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The same course, built once (tests that change it must copy)."""
    root = tmp_path_factory.mktemp("course")
    (root / "notebooks" / "source").mkdir(parents=True)
    (root / "requirements.txt").write_text("numpy==2.0\n")
    write(root, CHAPTER)
    assert main([], root) == 0
    return root


def write(root: Path, text: str) -> Path:
    source = root / "notebooks" / "source" / "01-one.md"
    source.write_text(text, encoding="utf-8")
    return source


def product(root: Path) -> Path:
    return root / "notebooks" / "01-one.ipynb"


def test_a_built_course_is_in_step(built):
    assert check(built) == []
    notebook = nbformat.read(product(built), as_version=4)
    nbformat.validate(notebook)
    assert [c.execution_count for c in notebook.cells if c.cell_type == "code"] == [1, 2, 3]
    assert notebook.cells[-1].outputs[0].data["text/plain"] == "('η', 'notebooks')"
    assert "image/png" in notebook.cells[2].outputs[0].data
    solutions = (built / "notebooks" / "solutions" / "01-one.ipynb").read_text(encoding="utf-8")
    assert "return 2 * x" in solutions
    assert "2 * x" not in product(built).read_text(encoding="utf-8")


def test_building_again_gives_the_same_bytes(built, capsys):
    first = product(built).read_bytes()
    assert main(["01", "--force"], built) == 0
    assert "01-one built in" in capsys.readouterr().out
    assert product(built).read_bytes() == first


@pytest.mark.parametrize(("by", "kept"), [(1, True), (100, False)])
def test_a_difference_that_nobody_sees_is_no_difference(built, by, kept):
    """As another processor makes it: one pixel is a little darker."""
    first = product(built).read_text(encoding="utf-8")
    png = re.search(r'"image/png": "([^"\\]+)', first)[1]
    with Image.open(io.BytesIO(base64.b64decode(png))) as image:
        pixels = np.array(image)
    pixels[50:52, 50:52, :3] -= np.uint8(by)
    Image.fromarray(pixels).save(buffer := io.BytesIO(), "PNG")
    stored = first.replace(png, base64.b64encode(buffer.getvalue()).decode())
    product(built).write_text(stored, encoding="utf-8")
    assert main(["--force"], built) == 0
    assert stored != first
    assert product(built).read_text(encoding="utf-8") == (stored if kept else first)
    product(built).write_text(first, encoding="utf-8")


def test_what_did_not_change_is_not_built_again(built, capsys):
    assert main([], built) == 0
    assert capsys.readouterr().out == "01-one is up to date\n"
    inputs = nbtools.build.fingerprint(built, built / "notebooks" / "source" / "01-one.md")
    (built / "requirements.txt").write_text("numpy==2.1\n")
    assert inputs != nbtools.build.fingerprint(built, built / "notebooks/source/01-one.md")
    (built / "requirements.txt").write_text("numpy==2.0\n")


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("1\n1 / 0", "notebooks/source/01-one.md:3 (cell 1): ZeroDivisionError: division by zero"),
        ("object()", "notebooks/source/01-one.md:2 (cell 1): the output holds a memory address"),
        ("import sys\nsys.stderr.write('!');", "01-one.md:2 (cell 1): the output holds stderr: !"),
    ],
)
def test_a_bad_cell_is_named_and_the_old_notebook_stays(course, capsys, code, message):
    product(course).write_text("old")
    write(course, f"```{{code-cell}}\n{code}\n```\n")
    with pytest.raises(BuildError) as error:
        build(course, course / "notebooks" / "source" / "01-one.md")
    assert message in str(error.value)
    assert "\x1b" not in str(error.value)
    assert product(course).read_text() == "old"


def test_the_command_line_reports_a_failing_cell(course, capsys):
    write(course, "```{code-cell}\n1 / 0\n```\n")
    assert main([], course) == 1
    assert "01-one.md:2 (cell 1): ZeroDivisionError" in capsys.readouterr().err


def test_an_interrupted_write_leaves_the_old_notebook(course, monkeypatch):
    product(course).write_text("old")

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        nbtools.build._replace(product(course), "new")
    assert product(course).read_text() == "old"
    assert [path.name for path in product(course).parent.glob("*")] == ["source", "01-one.ipynb"]


def test_a_kernel_that_hangs_gets_one_more_try(course, monkeypatch, capsys):
    monkeypatch.setattr(nbtools.build, "CELL_SECONDS", 1)
    hang_once = "import pathlib, time\nif not pathlib.Path('tried').exists():\n"
    hang_once += "    pathlib.Path('tried').touch(); time.sleep(60)\n"
    source = write(course, f"```{{code-cell}}\n{hang_once}```\n")
    build(course, source)
    assert "Trying once more." in capsys.readouterr().err
    assert product(course).exists()


def test_a_kernel_that_dies_twice_is_an_error(course, capsys):
    source = write(course, "```{code-cell}\nimport os\nos._exit(1)\n```\n")
    with pytest.raises(BuildError, match="twice in a row: Kernel died"):
        build(course, source)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# One", "# Two", "block 1 differs from notebooks/source/01-one.md:1"),
        ('"execution_count": 2', '"execution_count": 7', "cell 2 (notebooks/source/01-one.md:11)"),
        (
            '"metadata": {},\n   "source": [\n    "# One',
            '"metadata": {"mine": 1},\n   "source": [\n    "# One',
            "block 1 differs",
        ),
        ('"display_name": "Python 3"', '"display_name": "Mine"', "its metadata or number of cells"),
    ],
)
def test_check_finds_drift(built, old, new, message):
    before = product(built).read_text(encoding="utf-8")
    assert old in before
    product(built).write_text(before.replace(old, new), encoding="utf-8")
    try:
        assert [message in problem for problem in check(built)] == [True]
        assert main(["--check"], built) == 1
    finally:
        product(built).write_text(before, encoding="utf-8")
    assert main(["--check"], built) == 0


def test_check_finds_missing_and_orphaned_notebooks(course):
    (course / "notebooks" / "99-lost.ipynb").write_text("{}")
    assert check(course) == [
        "notebooks/01-one.ipynb: is missing. Run: make build",
        "notebooks/solutions/01-one.ipynb: is missing. Run: make build",
        "notebooks/99-lost.ipynb: has no source. Delete it, or write one.",
    ]


def test_an_unknown_chapter_is_answered_with_the_list(course, capsys):
    assert main(["07"], course) == 1
    assert "No chapter starts with '07'. There are: 01-one." in capsys.readouterr().err


# ---- what became different, in words -----------------------------------------------------------


def test_a_build_tells_and_records_what_became_different(course, capsys):
    """A number, and a word of a figure's summary; nothing where nothing became different."""
    source = write(course, "$$x = 1$$\n\n```{code-cell}\n'loss: 3, decay', 7\n```\n")
    assert main([], course) == 0
    assert "shows something else" not in capsys.readouterr().out
    kept = place(course, source).read_text(encoding="utf-8")
    assert "$$ x = 1\n" in kept and "  ('loss: 3, decay', 7)\n" in kept
    write(course, "$$x = 2$$\n\n```{code-cell}\n'loss: 4, decay', 7\n```\n")
    assert main([], course) == 0
    said = capsys.readouterr().out
    assert "01-one shows something else now:\nDisplayed formulas\n- $$ x = 1\n+ $$ x = 2\n" in said
    assert "-   ('loss: 3, decay', 7)\n+   ('loss: 4, decay', 7)\n" in said
    assert "$$ x = 2\n" in place(course, source).read_text(encoding="utf-8")
    assert main(["--force"], course) == 0
    assert "shows something else" not in capsys.readouterr().out


def test_check_finds_a_record_that_is_not_what_is_shown(built):
    path = place(built, built / "notebooks" / "source" / "01-one.md")
    before = path.read_text(encoding="utf-8")
    for text in (before.replace("notebooks", "elsewhere"), ""):
        path.write_text(text, encoding="utf-8")
        assert check(built) == [
            "tests/notebooks/record/01-one.txt: is not what the notebook shows. "
            "Run: make build, and read it."
        ]
    path.write_text(before, encoding="utf-8")
    assert check(built) == []
