"""References from one place of the course to another: section 4, chapter 02, exercise 05.3.

What is named has to be there; where the reference says what to find there (*the claim in section
2*, *the figure of section 4*, *exercise 01.4 together | …*), such a thing has to stand there; and
the label of a link to a heading is that heading, its section or its number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nbtools.pieces import Problem, pieces
from nbtools.source import Cell, Chapter, read

REFERENCE = re.compile(
    r"""(?:\b(?P<what>claims?|questions?|figures?|tables?|photograph)\s+(?:in|of|from)\s+)?
    \b(?P<kind>section|chapter|exercise)s?\s+
    (?P<numbers>\d[\d.]*(?:(?:,\s+|\s+and\s+|\s+to\s+|–)\d[\d.]*)*)
    (?:\s+of\s+chapter\s+(?P<chapter>\d\d))?""",
    re.VERBOSE | re.IGNORECASE,
)
HOLDS = {
    "claim": re.compile(r"<!-- claim \d+ -->"),
    "question": re.compile(r"\bpredict\("),
    "figure": re.compile(r"^[A-Z]\w+\(\)$", re.MULTILINE),
    "table": re.compile(r"^\s*\|?[-: |]*-\|[-: |]*$", re.MULTILINE),
    "photograph": re.compile(r"^[A-Z]\w*Photo\w*\(\)$", re.MULTILINE),
}
"""What a section must hold of which a reference says that it is there."""


@dataclass(frozen=True)
class Section:
    """A numbered section of a chapter: its heading without the number, and all of its source."""

    heading: str
    source: str


@cache
def sections(chapter: Chapter) -> dict[str, Section]:
    """Return the numbered sections of a chapter by their numbers.

    What follows after the next heading of this size belongs to no section: exercises, summary.
    """
    found: dict[str, list[str]] = {}
    headings, here = {}, ""
    for cell in chapter.cells:
        for line in cell.lines:
            if cell.kind == "markdown" and (head := re.match(r"## (?:(\d+) )?(.*)", line)):
                here = head[1] or ""
                headings[here] = head[2]
            found.setdefault(here, []).append(line)
    return {n: Section(headings[n], "\n".join(found[n])) for n in headings if n}


def references(
    chapter: Chapter, course: dict[str, Chapter | None], exercises: Collection[str]
) -> list[Problem]:
    """Return the references of a chapter to what is not there, or is something else.

    ``course``: number of a chapter → the chapter, or None for one that is not written yet.
    """
    problems = []
    for cell in chapter.cells:
        for line, text in _prose(cell):
            for found in REFERENCE.finditer(text):
                for wrong in _wrong(found, chapter, course, exercises):
                    problems.append(Problem(chapter.path, line, wrong))
        problems += _labels(cell, chapter, course)
    return problems


def _prose(cell: Cell) -> Iterator[tuple[int, str]]:
    """Yield the lines of prose of a cell, and the comments of its code, each with the next one."""
    lines = list(zip(cell.numbers, cell.lines, strict=True))
    if cell.kind == "code":
        lines = [(number, line) for number, line in lines if '"""' in line or "#" in line]
    yield from lines


def _wrong(
    found: re.Match, chapter: Chapter, course: dict[str, Chapter | None], known: Collection[str]
) -> Iterator[str]:
    kind, own = found["kind"].lower(), chapter.path.name[:2]
    numbers = re.findall(r"\d+(?:\.\d+)*", found["numbers"])
    for number in numbers:
        if kind == "exercise" and number not in known:
            yield f"there is no exercise {number}."
        elif kind == "chapter" and len(number) == 2 and number not in course:
            yield f"there is no chapter {number}."  # chapters of books have one digit here
        elif kind == "section" and "." not in number:
            where = course.get(found["chapter"] or own, chapter)
            yield from _section(number, where, found["what"] or "")


def _section(number: str, chapter: Chapter | None, what: str) -> Iterator[str]:
    if chapter is None:
        return
    there = sections(chapter)
    if number not in there:
        yield f"there is no section {number} in {chapter.path.stem}: it has {', '.join(there)}."
    elif what and not HOLDS[what.lower().removesuffix("s")].search(there[number].source):
        yield f"section {number} ({there[number].heading}) holds no {what.lower()}."


def _labels(cell: Cell, chapter: Chapter, course: dict[str, Chapter | None]) -> Iterator[Problem]:
    """Find links to a heading of a chapter whose label is neither that heading nor its number."""
    target, line = "", 0
    for piece in pieces(cell):
        if piece.kind == "link":
            target, line = piece.text, piece.line
        elif piece.kind == "label" and "#" in target:
            anchor = target.partition("#")[2].replace("-", " ")
            number, _, heading = anchor.partition(" ")
            same = _plain(piece.text) in (_plain(anchor), _plain(heading))
            numbers = re.findall(r"\d+", piece.text)
            if not same and not (numbers and numbers[-1] == number and "section" in piece.text):
                wrong = f"the link says {piece.text!r} and leads to {anchor!r}: say its heading."
                yield Problem(chapter.path, line, wrong)
            target = ""


def _plain(text: str) -> str:
    return re.sub(r"[^\w ]", "", text).strip().lower()


def read_course(root: Path) -> dict[str, Chapter | None]:
    """Return the chapters by number: those that are written, and those README.md announces."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    announced = re.findall(r"^\|[^|\n]*\| *\[?(\d\d) ", readme, re.MULTILINE)
    written = {path.name[:2]: read(path) for path in (root / "notebooks/source").glob("*.md")}
    return {**dict.fromkeys(announced), **written}
