"""The prose of a chapter, bit by bit, each bit with its line in the file: what the checks read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from nbtools.source import Cell, Chapter

MARKDOWN = (
    MarkdownIt("commonmark")
    .enable("table")
    .disable("text_join")  # lest an escaped dollar looks like one that was forgotten
    .use(dollarmath_plugin, allow_space=False, double_inline=True)
)


@dataclass(frozen=True)
class Problem:
    """What is wrong at a line of a file, and how to mend it."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        here = Path.cwd()
        path = self.path.relative_to(here) if self.path.is_relative_to(here) else self.path
        return f"{path.as_posix()}:{self.line}: {self.text}"


@dataclass(frozen=True)
class Piece:
    """A bit of prose: its ``kind``, what stands there, the line, and the claim it answers.

    Kinds: text, em (*in italics*), label (of a link), math, link and image (the target),
    heading and paragraph (the whole of it as written).
    """

    kind: str
    text: str
    line: int
    claim: str = ""


def read_page(path: Path) -> Chapter:
    """Return a Markdown file without code cells, such as README.md, as a chapter of one cell."""
    lines = tuple(path.read_text(encoding="utf-8").splitlines())
    return Chapter(path, (Cell("markdown", (), lines, tuple(range(1, len(lines) + 1))),))


@cache
def pieces(cell: Cell) -> tuple[Piece, ...]:
    """Return the prose of a cell bit by bit; nothing for a code cell, code blocks, `code`."""
    return tuple(_pieces(cell))


def _pieces(cell: Cell) -> Iterator[Piece]:
    claim, before = "", ""
    for token in MARKDOWN.parse(cell.text) if cell.kind == "markdown" else ():
        line = cell.numbers[token.map[0]] if token.map else 0
        if token.type == "html_block":
            if "<details" in token.content:
                named = re.search(r"<!-- claim (\d+) -->", token.content)
                claim = named[1] if named else ""
            words = re.sub(r"<!--.*?-->|<[^>]*>", "", token.content, flags=re.S)
            for inner in MARKDOWN.parseInline(words):
                yield from _inline(inner, line, claim)
            claim = "" if "</details" in token.content else claim
        elif token.type.startswith("math_block"):
            yield Piece("math", token.content, line, claim)
        elif token.type == "inline":
            if before in ("heading_open", "paragraph_open"):
                yield Piece(before.removesuffix("_open"), token.content, line, claim)
            yield from _inline(token, line, claim)
        before = token.type


def _inline(token: Token, line: int, claim: str) -> Iterator[Piece]:
    """Yield the pieces of a paragraph or a table's field, text that belongs together as one."""
    found = list(_marked(token, line))
    for (kind, number), run in groupby(found, key=lambda bit: (bit[0], bit[2])):
        texts = [text for _, text, _ in run]
        for text in ["".join(texts)] if kind in ("text", "em", "label") else texts:
            yield Piece(kind, text, number, claim)


def _marked(token: Token, line: int) -> Iterator[tuple[str, str, int]]:
    kind = "text"
    for child in token.children or ():
        if child.type in ("em_open", "link_open"):
            kind = "em" if child.type == "em_open" else "label"
            if "href" in child.attrs:
                yield "link", str(child.attrs["href"]), line
        elif child.type in ("em_close", "link_close"):
            kind = "text"
        elif child.type == "image":
            yield "image", str(child.attrs["src"]), line
            yield "label", child.content, line
        elif child.type.startswith("math_inline"):
            yield "math", child.content, line
        elif child.type == "text":
            yield kind, child.content, line
        else:  # code, an escaped sign, HTML, the end of a line: what stands beside it is cut there
            yield "other", "", line
        line += child.type in ("softbreak", "hardbreak")
