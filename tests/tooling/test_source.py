"""Reading a chapter, and cutting the solutions out."""

from pathlib import Path

import pytest

from nbtools.source import SourceError, learner, notebook, read, solved

CHAPTER = """\
---
kernelspec: {name: python3, display_name: Python 3}
---

# Title

Some prose.

```{code-cell}

def slope(x):
    ### BEGIN SOLUTION
    twice = 2 * x
    return twice
    ### END SOLUTION
slope
```

+++ {"tags": ["solution-only"]}

Why it is so.

+++

Last words.

```{code-cell}
1 + 1
```

```{code-cell}
1 + 1
```
"""


@pytest.fixture
def chapter(tmp_path):
    return read(written(tmp_path, CHAPTER))


def written(folder: Path, text: str) -> Path:
    path = folder / "01-test.md"
    path.write_text(text, encoding="utf-8")
    return path


def texts(chapter):
    return [cell.text for cell in chapter.cells]


def test_learner_gets_a_stub_and_no_explanation(chapter):
    prose, code, last, *_ = texts(learner(chapter))
    assert prose == "# Title\n\nSome prose."
    assert code == 'def slope(x):\n    raise NotImplementedError("Your turn.")\nslope'
    assert last == "Last words."


def test_solved_keeps_the_solution_without_markers(chapter):
    _, code, why, *_ = texts(solved(chapter))
    assert code == "def slope(x):\n    twice = 2 * x\n    return twice\nslope"
    assert why == "Why it is so."


def test_the_stub_raises_only_when_called(chapter):
    names = {}
    exec(learner(chapter).cells[1].text, names)
    with pytest.raises(NotImplementedError, match="Your turn"):
        names["slope"](1)


def test_each_line_knows_its_number_in_the_file(chapter):
    lines = CHAPTER.splitlines()
    for variant in (solved(chapter), learner(chapter)):
        for cell in variant.cells:
            for text, number in zip(cell.lines, cell.numbers, strict=True):
                assert text.strip().startswith("raise") or lines[number - 1] == text


def test_notebook_has_tags_only_and_stable_different_ids(chapter):
    first, second = notebook(solved(chapter)), notebook(solved(chapter))
    ids = [cell.id for cell in first.cells]
    assert ids == [cell.id for cell in second.cells]
    assert len(set(ids)) == len(ids) == 6
    assert [dict(cell.metadata) for cell in first.cells] == [
        {},
        {},
        {"tags": ["solution-only"]},
        {},
        {},
        {},
    ]


BEGIN, END = "    ### BEGIN SOLUTION\n", "    ### END SOLUTION\n"


def test_a_bad_head_is_an_error(tmp_path):
    with pytest.raises(SourceError, match=r"01-test.md: 'display_name' is a required property"):
        read(written(tmp_path, "---\nkernelspec: {name: python3}\n---\n\nProse.\n"))


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (f"def f():\n{BEGIN}    return 1\n", r"01-test.md:4: the cell ends without '### END"),
        (f"def f():\n    return 1\n{END}", r"01-test.md:4: '### END SOLUTION' without its partner"),
        (
            f"def f():\n{BEGIN}{BEGIN}    return 1\n{END}",
            r"01-test.md:4: '### BEGIN SOLUTION' with",
        ),
        ("### BEGIN SOLUTION\nx = 1\n### END SOLUTION\n", r"01-test.md:2: .* must be indented"),
        (":name: x\n\n1\n", r"01-test.md:4: a cell may have tags, but not name"),
        (":tags: [skip-me]\n\n1\n", r"01-test.md:4: unknown tag skip-me"),
        ("\n", r"01-test.md:1: an empty code cell"),
    ],
)
def test_a_bad_chapter_is_named_with_its_line(tmp_path, code, message):
    with pytest.raises(SourceError, match=message):
        read(written(tmp_path, f"```{{code-cell}}\n{code}```\n"))
