"""References lead to what they name, in the chapters, the hints and the questions."""

import re
from pathlib import Path

import pytest

from mathlib.exercises import EXERCISES, QUESTIONS
from nbtools.references import read_course, references, sections
from nbtools.source import Cell, Chapter, read

ROOT = Path(__file__).resolve().parents[2]
COURSE = read_course(ROOT)
WRITTEN = {number: chapter for number, chapter in COURSE.items() if chapter}
HEAD = "---\nkernelspec: {name: python3, display_name: Python 3}\n---\n\n# Title\n\n"
TEXT = """\
## 1 Vectors: how much do two agree?

<details><!-- claim 3 -->

An answer.

</details>

```{code-cell}
VectorPair()
```

## 2 A matrix

```{code-cell}
predict("01.area")
```

## Exercises

As in section 2, and in sections 1 and 2; the claim in section 1, the question of section 2, the
figure of section 1; chapter 01 and chapter 06; exercise 01.2; [section 2](#2-A-matrix),
[A matrix](#2-A-matrix); section 1 of chapter 05; Goodfellow, chapter 9, section 9.2.
"""


@pytest.mark.parametrize("number", WRITTEN)
def test_a_chapter_refers_to_what_is_there(number):
    found = references(WRITTEN[number], COURSE, EXERCISES)
    assert "\n".join(map(str, found)) == ""


@pytest.mark.parametrize("number", WRITTEN)
def test_hints_and_questions_refer_to_what_is_there(number):
    texts = [text for name, e in EXERCISES.items() if name[:2] == number for text in e.hints]
    for name, question in QUESTIONS.items():
        if name[:2] == number:
            texts += [question.prompt, *question.answers, *question.answers.values()]
    lines = tuple(line for text in texts for line in text.splitlines())
    cell = Cell("markdown", (), lines, tuple(range(1, len(lines) + 1)))
    page = Chapter(WRITTEN[number].path, (cell,))
    course = {**COURSE, number: WRITTEN[number]}
    known = sections(WRITTEN[number])
    wrong = [p.text for p in references(page, course, EXERCISES) if "section" not in p.text]
    named = [n for line in lines for n in section_numbers(line)]
    assert wrong == [] and [n for n in named if n not in known] == []


def section_numbers(line: str) -> list[str]:
    return re.findall(r"\bsection (\d+)(?![.\d])", line, re.IGNORECASE)


@pytest.fixture
def problems(tmp_path):
    def found(text: str) -> list[str]:
        path = tmp_path / "01-test.md"
        path.write_text(HEAD + text, encoding="utf-8")
        course = {**COURSE, "01": read(path)}
        return [problem.text for problem in references(read(path), course, EXERCISES)]

    return found


def test_all_kinds_that_are_there(problems):
    assert problems(TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("As in section 2", "As in section 3", "there is no section 3 in 01-test: it has 1, 2."),
        ("sections 1 and 2", "sections 1 and 4", "there is no section 4 in 01-test"),
        ("claim in section 1", "claim in section 2", "section 2 (A matrix) holds no claim."),
        ("question of section 2", "question of section 1", "two agree?) holds no question."),
        ("figure of section 1", "figure of section 2", "section 2 (A matrix) holds no figure."),
        ("chapter 06", "chapter 16", "there is no chapter 16."),
        ("exercise 01.2", "exercise 01.12", "there is no exercise 01.12."),
        ("section 1 of chapter 05", "section 31 of chapter 05", "no section 31 in 05-"),
        ("[section 2](#2", "[section 1](#2", "the link says 'section 1' and leads to '2 A matrix'"),
        ("[A matrix](#2", "[A vector](#2", "the link says 'A vector' and leads to '2 A matrix'"),
        ("## 2 A matrix", "## 3 A matrix", "there is no section 2 in 01-test: it has 1, 3."),
    ],
)
def test_a_reference_that_leads_astray_is_told(problems, old, new, said):
    assert old in TEXT
    assert any(said in problem for problem in problems(TEXT.replace(old, new)))
