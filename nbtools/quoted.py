"""Numbers quoted in a chapter's text: each must be one that the reader can see for himself.

A number counts if it has a decimal point, a power of ten, a percent sign, or at least two digits.
Not counted, since no cell computes them: years after a name (``Fraser 2014``), numbers of chapters
and exercises (they start with 0 and a digit: 05, 05.2), minutes (``60 minutes``, ``0–5`` in a run
sheet), the text of a link, and integers of one digit (nearly every digit stands above somewhere).
"""

from __future__ import annotations

import ast
import inspect
import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from nbformat import NotebookNode

from nbtools.pieces import Piece, Problem, pieces
from nbtools.source import Chapter

NUMBER = re.compile(
    r"""(?<![\w.^]) (?<!_\{) (?P<sign>[-−]?)
    (?: (?: (?P<factor>\d+(?:\.\d+)?) \s* (?:[×·]|\\cdot|\\times) \s* )?
          10 (?: \^\{?(?P<latex>-?\d+)\}? | (?P<raised>[⁻⁺]?[⁰¹²³⁴-⁹]+) )
      | (?P<top>\d+) / (?P<bottom>\d\d+)
      | (?P<plain>\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?) )
    (?! \.?\d | [A-Za-z_] ) (?P<percent>\s?\\?%)?""",
    re.VERBOSE,
)
UNIT = re.compile(
    r"""\s?(?P<unit>(?:°C?|[kmc]m|k?g|[kM]B|ms|degrees?|radians?|metres?|seconds?|bytes)(?![\w²])
    (?:\ per\ (?:standard\ deviation|[a-z]+))?)""",
    re.VERBOSE,
)
LOWERED = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")
NOT_COUNTED = re.compile(
    r"""\b\d+–\d+\b | \b\d+\ minutes\b | (?<=[a-z]\ )(?:19|20)\d\d(?=[),;.]|$)
    | (?<![\w.+-])0\d[.\d]*""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Number:
    """A number as it is written, and the values that it may stand for."""

    written: str
    span: tuple[int, int]
    value: float
    half: float  # half a unit of its last place
    counts: bool
    unit: str = ""

    def stands_in(self, seen: Iterable[Number]) -> bool:
        """Whether one of the numbers seen is this one or rounds to it. Integers: exactly.

        If this one has a unit, that one has the same.
        """
        return any(self.unit in ("", other.unit) and self._is(other.value) for other in seen)

    def _is(self, value: float) -> bool:
        if self.written.endswith("%") and self._is_near(100 * value):
            return True
        return self._is_near(value)

    def _is_near(self, value: float) -> bool:
        return abs(value - self.value) <= self.half + 1e-9 * abs(self.value)


@cache
def numbers_in(text: str) -> tuple[Number, ...]:
    """Return the numbers in prose, LaTeX, code or an output.

    >>> [number.value for number in numbers_in("from −2.5 to 10⁻⁶, c_1 = 10^{-4}, 89.2 %, 1/1024")]
    [-2.5, 1e-06, 0.0001, 89.2, 0.0009765625]
    >>> [number.unit for number in numbers_in("−36.4 °C per metre at 20 °C, 3 times")]
    ['°C per metre', '°C', '']
    """
    return tuple(_number(found, text) for found in NUMBER.finditer(text))


def _number(found: re.Match, text: str) -> Number:
    plain = (found["plain"] or "").replace("_", "")
    if found["bottom"]:
        value, half = int(found["top"]) / int(found["bottom"]), 0.0
    else:
        power = found["latex"] or (found["raised"] or "").translate(LOWERED)
        digits = plain or f"{found['factor'] or 1}e{power}"
        mantissa, _, exponent = digits.partition("e")
        places = len(mantissa.partition(".")[2])
        rounded = places > 0 or found["percent"]
        value = float(digits)
        half = 0.5 * 10.0 ** (int(exponent or 0) - places) if rounded else 0.0
    sign = -1.0 if found["sign"] else 1.0
    counts = not plain.isdigit() or len(plain) > 1 or found["percent"] is not None
    unit = UNIT.match(text, found.end())
    return Number(found[0], found.span(), sign * value, half, counts, unit["unit"] if unit else "")


@dataclass(frozen=True)
class Seen:
    """What a reader sees at a code cell: its text, and the buttons of its figure."""

    text: str
    buttons: tuple[str, ...] = ()


def look(notebook: NotebookNode) -> list[Seen]:
    """Return what there is to see at each code cell of an executed notebook.

    The source, the outputs as text, the alt text, the defaults of the course's functions that the
    cell calls; and for a live figure its buttons and what it says after each of them. For the last
    two the cells are run once more, in this process.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    result = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            figure = _run(cell.source, names)
            says = _press(figure) if hasattr(figure, "presets") else {}
            texts = [cell.source, *_outputs(cell), *_defaults(cell.source, names), *says.values()]
            result.append(Seen("\n".join(texts), tuple(says)))
    return result


def _run(source: str, names: dict[str, Any]) -> Any:
    """Run a cell and return the value of the expression it ends with, or None."""
    body = ast.parse(source).body
    if not isinstance(body[-1], ast.Expr):
        return exec(source, names)
    exec(compile(ast.Module(body[:-1], []), "cell", "exec"), names)
    return eval(compile(ast.Expression(body[-1].value), "cell", "eval"), names)


def _press(figure: Any) -> dict[str, str]:
    """Return what each button of a live figure sets, and what the figure says then."""
    says = {}
    figure._live = True  # as if a browser showed it: no still picture for every button
    for label, values in figure.presets.items():
        figure.reset()
        figure.set(**values)
        says[label] = f"{label}\n{values}\n{figure.verdict}"
    figure.close()
    return says


def _outputs(cell: NotebookNode) -> Iterator[str]:
    for output in cell.outputs:
        if output.output_type == "stream":
            yield output.text
            continue
        shown = str(output.get("data", {}).get("text/plain", ""))
        yield re.sub(r"\bn=\d+", "", shown)  # of a line in a figure: how many points it has
        yield from (str(picture.get("alt", "")) for picture in output.get("metadata", {}).values())


def _defaults(source: str, names: dict[str, Any]) -> Iterator[str]:
    called = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    for value in (names.get(name) for name in sorted(called)):
        if inspect.isfunction(value) and value.__module__.startswith("mathlib."):
            yield str(inspect.signature(value))


def quoted(chapter: Chapter) -> Iterator[tuple[int, Piece, Number]]:
    """Yield each number of the text that counts: which cell, which piece, the number."""
    for index, cell in enumerate(chapter.cells):
        for piece in pieces(cell):
            if piece.kind in ("text", "em", "math"):
                text = NOT_COUNTED.sub(lambda found: " " * len(found[0]), piece.text)
                yield from ((index, piece, n) for n in numbers_in(text) if n.counts)


def numbers(chapter: Chapter, seen: list[Seen], claims: str = "") -> list[Problem]:
    """Find numbers in the text that stand nowhere above, and buttons that do not exist.

    A number must stand, to its own last digit and with its unit if it has one, at a code cell of
    the same ``##`` section, above it or directly below; in a section without code, at any cell
    above. Text that names a section (``section 5``) may quote from that one as well. *Text in
    italics* with a number in it must be the label of a button there. A folded answer is for the
    learner to produce: after ``<details><!-- claim 31 -->`` a number may instead stand in a
    function ``test_31_…`` of ``claims``, the source of tests/unit/claims.
    """
    problems = []
    for index, piece, number in quoted(chapter):
        at_hand = [seen[i] for i in _at_hand(chapter, index, piece.line)]
        if piece.kind == "em":
            if piece.text not in [label for cell in at_hand for label in cell.buttons]:
                wrong = f"no figure above has a button {piece.text!r}."
                problems.append(Problem(chapter.path, piece.line, wrong))
            continue
        texts = [cell.text for cell in at_hand] + _tests_of(piece.claim, claims)
        if not number.stands_in(n for text in texts for n in numbers_in(text)):
            written = f"{number.written} {number.unit}".rstrip()
            wrong = f"{written} stands at no code cell of this section: quote what is shown."
            problems.append(Problem(chapter.path, piece.line, wrong))
    return problems


def _at_hand(chapter: Chapter, index: int, line: int) -> list[int]:
    """Return which code cells (counted from 0) may hold a number of the prose cell ``index``."""
    heads = [
        (number, text)
        for cell in chapter.cells
        for number, text in zip(cell.numbers, cell.lines, strict=True)
        if cell.kind == "markdown" and text.startswith("## ")
    ]
    starts = [number for number, _ in heads]
    code = [i for i, cell in enumerate(chapter.cells) if cell.kind == "code"]
    sections = [bisect(starts, chapter.cells[i].numbers[0]) for i in code]
    own = bisect(starts, line)
    wanted = {own} if own in sections else set(sections)
    for name in re.findall(r"\bsection (\d+)\b", chapter.cells[index].text):
        wanted |= {n for n, (_, text) in enumerate(heads, 1) if text.startswith(f"## {name} ")}
    below = index + 1
    while below < len(chapter.cells) and chapter.cells[below].kind == "code":
        below += 1
    return [n for n, i in enumerate(code) if i < below and sections[n] in wanted]


@cache
def _tests_of(claim: str, claims: str) -> list[str]:
    """Return the source of the tests of a claim, parameters and all; none for no claim."""
    return [
        ast.unparse(node)
        for node in (ast.parse(claims).body if claim else ())
        if isinstance(node, ast.FunctionDef) and node.name.startswith(f"test_{claim}_")
    ]
