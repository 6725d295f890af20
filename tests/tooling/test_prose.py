"""Bad texts are found, at the right line, and good ones raise no alarm."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from nbtools.pieces import pieces, read_page
from nbtools.prose import formulas, limits, links, words
from nbtools.quoted import Seen, look, numbers, numbers_in
from nbtools.source import read

ROOT = Path(__file__).resolve().parents[2]
HEAD = "---\nkernelspec: {name: python3, display_name: Python 3}\n---\n\n# Title\n\n"
FIRST = HEAD.count("\n") + 1
"""The line of what stands first after HEAD."""


def cell(code: str) -> str:
    return f"```{{code-cell}}\n{code}\n```\n\n"


@pytest.fixture
def written(tmp_path):
    def write(text: str):
        path = tmp_path / "01-test.md"
        path.write_text(HEAD + text, encoding="utf-8")
        return read(path)

    return write


def found(problems) -> list[tuple[int, str]]:
    return [(problem.line, problem.text) for problem in problems]


# ---- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word",
    ["Obviously", "simply", "just", "clearly", "trivial", "trivially", "of course", "easily"],
)
@pytest.mark.parametrize("shape", ["{}", "*{}*", "**{}**", "[{}](x.md)", "| {} |\n|---|\n| b |"])
def test_a_word_that_belittles(written, word, shape):
    chapter = written("One line.\n\n" + shape.format(f"It is {word} so"))
    assert found(words(chapter)) == [(FIRST + 2, f"{word!r} belittles the reader. Leave it out.")]


def test_words_in_a_folded_answer(written):
    chapter = written(
        "<details>\n<summary><b>Simply</b></summary>\n\nIt is\njust so.\n\n</details>"
    )
    assert [line for line, _ in found(words(chapter))] == [FIRST + 1, FIRST + 4]


def test_words_that_may_be_used(written):
    text = "Adjust it justly; `just` is code, simplify, easiest.\n\n" + cell("just = 1\njust")
    assert words(written(text)) == []


# ---- formulas --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("the loss $f has", "a lone $"),
        ("the loss $ f$ has", "a lone $"),
        ("the loss $f $ has", "a lone $"),
        ("the loss $f and the rate $\\eta$ is", "a lone $"),
        ("$$x = 1", "a lone $"),
        ("$\\frac{1}{2$", "braces"),
        ("$}x{$", "braces"),
        ("$$\\left( x )$$", "\\left without"),
        ("$\\begin{pmatrix} 1 \\end{matrix}$", "\\begin and \\end"),
        ("$\\etta x$", "\\etta is not in"),
        ("| a |\n|---|\n| $\\nabl f$ |", "\\nabl is not in"),
    ],
)
def test_a_formula_that_would_not_render(written, bad, said):
    line = FIRST + 2 + bad.count("\n")
    [(where, text)] = found(formulas(written(f"Words.\n\n{bad}\n")))
    assert where == line and said in text


def test_formulas_that_render(written):
    text = (
        "It costs \\$5, `a $ in code`, $x_{k+1} = x_k - \\eta\\,\\nabla f$ and $\\{1, 2\\}$.\n\n"
        "$$\\left\\|\\frac{1}{2}\\right\\| \\le \\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}$$\n\n"
        "| $\\lvert a \\rvert$ |\n|---|\n| $b^2$ |\n\n" + cell('"$"')
    )
    assert formulas(written(text)) == []


# ---- links -----------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path):
    (tmp_path / "data.md").write_text("# Data\n\n## A file: x.csv\n", encoding="utf-8")
    other = new_notebook(cells=[new_markdown_cell("## 2 One step"), new_code_cell("1")])
    nbformat.write(other, tmp_path / "02.ipynb")
    return tmp_path


@pytest.mark.parametrize(
    "target", ["nothing.md", "#Nowhere", "data.md#a-file", "02.ipynb#2-one-step", "../x/", ""]
)
@pytest.mark.parametrize("mark", ["", "!"])
def test_a_link_that_leads_nowhere(written, repository, target, mark):
    chapter = written(f"Words.\n\nSee\n{mark}[it]({target}).\n\n" + cell("1"))
    [(line, text)] = found(links(chapter, repository))
    assert line == FIRST + 3 and text.startswith(f"{target} leads nowhere")


def test_links_that_lead_somewhere(written, repository):
    targets = ["data.md", "data.md#a-file-xcsv", "02.ipynb#2-One-step", "#Title", "https://a.b/c"]
    text = " ".join(f"[it]({target})" for target in targets)
    assert links(written(text + "\n\n" + cell("1")), repository) == []


# ---- limits ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (cell("1\n" * 20 + "1"), FIRST + 1, "21 lines of code; 20 at most"),
        (cell("x = 1\ny = 2"), FIRST + 2, "the cell shows nothing"),
        (cell("x = 1\nprint(x)"), FIRST + 2, "print:"),
        (cell("import matplotlib.pyplot as plt"), FIRST + 1, "plotting in a chapter"),
        (cell("1") * 3, FIRST + 9, "a third code cell in a row"),
        ("word " * 101, FIRST, "a paragraph of 101 words; 100 at most"),
        (cell("1\n" * 4 + "1") * 2, 1, "half of the code cells have over 4 lines"),
        (cell("1") * 2 + "Words.\n\n" + cell("1\n" * 18 + "1"), 1, "1 code cell in 10 has over 10"),
        (("word " * 61 + "\n\n") * 2, 1, "half of the paragraphs have over 60 words"),
    ],
)
def test_what_is_too_long_or_shows_nothing(written, text, line, said):
    assert any(where == line and said in what for where, what in found(limits(written(text))))


def test_what_is_short_enough(written):
    text = cell("import numpy as np") + cell("1\n" * 3 + "1") + "word " * 60 + "\n\n" + cell("1")
    assert limits(written(text)) == []


# ---- numbers ---------------------------------------------------------------------------------

FIGURE = """\
class Figure:
    presets = {"η = 0.02": {"rate": 0.02}}
    verdict = "After 77 steps."
    def reset(self): pass
    def set(self, rate): self.verdict = f"After {rate * 4150:.0f} steps."
    def close(self): pass
Figure()"""
PLACES = ("before", "below", "later", "last")


def text_with(**parts: str) -> str:
    """A chapter of three sections with two code cells, and words in four places."""
    before, below, later, last = (parts.get(place, "Words.") for place in PLACES)
    return (
        f"## 1 One\n\n{before}\n\n{cell('rate = 0.25; rate * 3.374')}{below}\n\n"
        f"## 2 Two\n\n{cell('7 * 11.5')}{later}\n\n"
        f"## 3 Three\n\n{last}\n"
    )


SEEN = [
    Seen("rate = 0.25; rate * 3.374\n0.8435"),
    Seen("80.5\n1e-06\nAfter 83 steps.", ("η = 0.02",)),
]
CLAIMS = (
    "def test_31_small():\n    assert run(1e-7) == 9.9998\ndef test_32_large():\n    assert 61.9\n"
)


def wrong_numbers(written, **parts: str) -> list[str]:
    problems = numbers(written(text_with(**parts)), SEEN, CLAIMS)
    return [problem.text.split()[0] for problem in problems]


@pytest.mark.parametrize(
    ("place", "quote", "stale"),
    [
        ("below", "0.8435", "0.8436"),
        ("below", "0.84", "0.83"),
        ("below", "84 %", "85 %"),
        ("below", "$f = 0.843$", "$f = 0.842$"),
        ("below", "the rate **0.25**", "the rate **0.26**"),
        ("below", "0.25", "−0.25"),
        ("below", "| a |\n|---|\n| 0.84 |", "| a |\n|---|\n| 0.94 |"),
        ("before", "The rate is 0.25.", "The rate is 0.35."),
        ("later", "80.5 and 10⁻⁶", "80.5 and 10⁻⁵"),
        ("later", "$10^{-6}$", "$10^{-7}$"),
        ("later", "83 steps", "84 steps"),
        ("later", "In section 1 it was 0.84.", "Before, it was 0.84."),
        ("later", "click *η = 0.02*", "click *η = 0.03*"),
        ("last", "0.84, then 80.5", "0.85, then 80.5"),
        ("below", "<details><!-- claim 31 -->\n\n9.9998, 10⁻⁷\n\n</details>", "9.9998"),
        ("below", "<details><!-- claim 32 -->\n\n61.9\n\n</details>",
         "<details><!-- claim 31 -->\n\n61.9\n\n</details>"),
        ("below", "Words.", "<details><!-- claim 32 -->\n\n61.9\n\n</details>\n\n61.9"),
    ],
)  # fmt: skip
def test_a_stale_number(written, place, quote, stale):
    assert wrong_numbers(written, **{place: quote}) == []
    assert len(wrong_numbers(written, **{place: stale})) == 1


def test_the_line_and_the_words_of_a_stale_number(written):
    [problem] = numbers(written(text_with(below="So\n0.83.")), SEEN)
    [(line, text)] = found([problem])
    assert line == FIRST + 9
    assert text == "0.83 stands at no code cell of this section: quote what is shown."


def test_what_is_no_quoted_number(written):
    free = (
        "chapter 05, exercise 05.2, Distill 2017, 60 minutes, 0–5, 3 dots, x_{12}, [12](a.md), `12`"
    )
    assert wrong_numbers(written, below=free) == []
    assert wrong_numbers(written, below="2000 steps, 2.5e-05") == ["2000", "2.5e-05"]


@pytest.mark.parametrize(
    ("seen", "quote", "right"),
    [
        ("[-36.4]", "−36.4 °C per metre", False),
        ("-36.4 °C per centimetre", "−36.4 °C per metre", False),
        ("-36.4 °C per metre", "−36.4 °C per metre", True),
        ("-36.4 °C per metre", "−36.4", True),
        ("4.2018 kg", "4.2 g", False),
        ("4.2018 kg", "4.2 kg", True),
        ("60.0 degrees", "60.0 radians", False),
        ("0.5 kg per standard deviation", "0.5 kg per mm", False),
    ],
)
def test_a_unit_is_quoted_with_its_number(seen, quote, right):
    [number] = numbers_in(quote)
    assert number.stands_in(numbers_in(seen)) is right


def test_numbers_in_all_spellings():
    text = "[10.  , -8.] 10_000 2.47e-05 −3 4 − 5 1-2 3 × 10⁻² $3 \\cdot 10^{2}$ 89.2\\% x1 v3.11.2"
    values = [10, -8, 10_000, 2.47e-05, -3, 4, 5, 1, 2, 0.03, 300, 89.2]
    assert [number.value for number in numbers_in(text)] == pytest.approx(values)


def test_looking_at_a_notebook():
    picture = new_output("display_data", {"text/plain": "n=5, x 0 … 3.5"})
    picture.metadata = {"image/png": {"alt": "It ends at 4.5."}}
    calls = "from mathlib.optimize.minimization import minimize\nminimize"
    cells = [
        new_code_cell(FIGURE, outputs=[picture]),
        new_markdown_cell("9.5"),
        new_code_cell(calls),
    ]
    figure, call = look(new_notebook(cells=cells))
    assert figure.buttons == ("η = 0.02",)
    assert figure.text.startswith(FIGURE)
    assert figure.text.splitlines()[-5:-2] == [", x 0 … 3.5", "It ends at 4.5.", "η = 0.02"]
    assert figure.text.endswith("After 83 steps.")
    assert call.buttons == () and "maxiter: int = 1000" in call.text and "9.5" not in call.text


# ---- lines, spelling -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["README.md", "notebooks/source/05-gradient-descent.md"])
def test_every_piece_of_text_stands_on_its_line(name):
    path = ROOT / name
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = read(path).cells if "source" in name else read_page(path).cells
    texts = [p for c in cells for p in pieces(c) if p.kind in ("text", "em", "label")]
    assert len(texts) > 30
    assert [p for p in texts if p.text not in lines[p.line - 1]] == []


def codespell(*paths: str | Path) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "codespell_lib", *map(str, paths)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_the_spelling_of_the_repository(tmp_path):
    assert codespell().stdout == ""
    bad = tmp_path / "bad.md"
    bad.write_text("To and fro.\nYou " + "reci" + "eve it.\n", encoding="utf-8")
    run = codespell(bad)
    assert run.returncode != 0 and f"{bad.name}:2: reci" in run.stdout
