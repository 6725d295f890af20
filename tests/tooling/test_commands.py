"""The pages for readers and authors send them only to what is there."""

from pathlib import Path

import pytest

from nbtools.commands import commands

ROOT = Path(__file__).resolve().parents[2]
PAGES = [  # data/README.md is not one of them: it names files of the packages it took data from
    *sorted(ROOT.glob("*.md")),
    *sorted(
        path for folder in ("docs", "deploy", ".github") for path in ROOT.glob(f"{folder}/**/*.md")
    ),
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_sends_its_reader_only_to_what_is_there(page):
    assert "\n".join(map(str, commands(page, ROOT))) == ""


def test_readme_is_among_the_pages():
    assert ROOT / "README.md" in PAGES


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Then `make speed`.", "make speed is not in the Makefile"),
        ("```\nmake start   # begins\n```", "make start is not in the Makefile"),
        ("`make lab POORT=8890`", "POORT= means nothing"),
        ("`NO_BROWSER=1 make test`", "NO_BROWSER= means nothing"),
        ("in `notebooks/solved/`", "notebooks/solved/ does not exist"),
        ("```\nnotebooks/   source/ and solved/\n```", "solved/ does not exist"),
        ("`nbtools/mutants.txt`", "nbtools/mutants.txt does not exist"),
        (
            "```\n.venv\\Scripts\\jupyter lab notebooks\\01.ipynb\n```",
            "01.ipynb does not",
        ),
        ("```\n.venv\\Scripts\\python -m nbtools.make\n```", "there is no module nbtools.make"),
        ("`mathlib.LiveFigure`", "there is no mathlib.LiveFigure"),
        (
            "`ConditionMap` in `mathlib/widgets/optimize/rates.py`",
            "ConditionMap is not in mathlib/",
        ),
        ("`setup.py`", "setup.py does not exist"),
        ("CI runs\n`.github/workflows/ci.yml`", ".github/workflows/ci.yml does not exist"),
    ],
)
def test_a_page_that_leads_nowhere_is_told(tmp_path, line, said):
    page = tmp_path / "README.md"
    page.write_text(f"# A page\n\n`make lab PORT=8890`, `make test`\n\n{line}\n", encoding="utf-8")
    (problem,) = commands(page, ROOT)
    assert said in problem.text
    assert problem.line == (6 if "\n" in line else 5)


def test_what_is_made_and_what_is_a_pattern_need_not_exist(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "`build/bench.json`, `.venv/bin/codespell`, `notebooks/source/NN-name.md`, `*.ipynb`,\n"
        "`https://example.org/none/at/all.md`, `x/y` is a fraction? No: `f(x) / 2`.\n"
        "```\ngit add -A  # notebooks/none.md\n```\n",
        encoding="utf-8",
    )
    assert [str(problem) for problem in commands(page, ROOT) if "x/y" not in problem.text] == []
