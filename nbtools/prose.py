"""What a chapter's text must be: its words, formulas, links, and the length of its cells.

Every check takes a `Chapter` and returns a list of `Problem`, each with its file and line. Numbers
in the text are checked in `nbtools.quoted`, spelling by codespell (`pyproject.toml`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles

import nbformat

from nbtools.pieces import Piece, Problem, pieces, read_page
from nbtools.source import Cell, Chapter, learner

FILLERS = re.compile(
    r"\b(obviously|simply|just|clearly|trivial(?:ly)?|of course|easy|easily)\b", re.IGNORECASE
)
WORDS_IN_PARAGRAPH = 60, 100  # median and maximum; a formula is one word
LINES_IN_CODE = 4, 10, 20  # median, nine cells in ten, maximum
CODE_IN_A_ROW = 2
COMMANDS = frozenset(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta kappa lambda mu nu xi pi rho sigma tau
    phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega nabla partial infty
    ell frac tfrac dfrac binom sqrt sum prod int lim max min sup inf arg exp log ln sin cos tan tanh
    det dim ker Pr operatorname text mathrm mathbf mathbb mathcal boldsymbol
    le ge ne leq geq neq lt gt ll gg approx equiv sim propto in notin subset subseteq cup cap
    emptyset forall exists to gets mapsto leftarrow rightarrow Leftarrow Rightarrow iff implies
    cdot cdots ldots dots vdots ddots times div pm mp circ odot otimes oplus star top perp prime mid
    hat bar tilde vec dot overline underline underbrace overbrace quad qquad left right
    big Big bigg Bigg bigl bigr Bigl Bigr lvert rvert lVert rVert vert Vert langle rangle lfloor
    rfloor lceil rceil begin end not tag
    """.split()
) | frozenset("\\,;:!|{}%&#_$ ")
"""LaTeX commands known to render in JupyterLab's MathJax and on GitHub. Add to it what you need."""


def words(chapter: Chapter) -> list[Problem]:
    """Find words that make a reader who does not see it feel small: *simply*, *obviously* …"""
    return [
        Problem(chapter.path, piece.line, f"{found[0]!r} belittles the reader. Leave it out.")
        for cell in chapter.cells
        for piece in pieces(cell)
        if piece.kind in ("text", "em", "label")
        for found in FILLERS.finditer(piece.text)
    ]


def formulas(chapter: Chapter) -> list[Problem]:
    """Find formulas that would not render: dollars, braces, \\left, \\begin, unknown commands.

    A dollar with a space inside (``$ x$``) counts too: JupyterLab renders it, GitHub does not.
    """
    return [
        Problem(chapter.path, piece.line, wrong)
        for cell in chapter.cells
        for piece in pieces(cell)
        if (wrong := _formula(piece))
    ]


def _formula(piece: Piece) -> str:
    """Return what is wrong with the formula, or "" for nothing."""
    if piece.kind in ("text", "em", "label") and "$" in piece.text:
        return f"a lone $ in {piece.text.strip()!r}. Close it, no space inside; a dollar is \\$."
    if piece.kind != "math":
        return ""
    commands = re.findall(r"\\([A-Za-z]+|.)", piece.text)
    bare = re.sub(r"\\(?:[A-Za-z]+|.)", "", piece.text)
    depths = [bare[: i + 1].count("{") - bare[: i + 1].count("}") for i in range(len(bare))]
    environments = re.findall(r"\\(begin|end)\{(\w+\*?)\}", piece.text)
    if depths and (min(depths) < 0 or depths[-1] != 0):
        return f"the braces of ${piece.text}$ do not pair up."
    if commands.count("left") != commands.count("right"):
        return f"\\left without \\right, or the reverse, in ${piece.text}$."
    if [n for k, n in environments if k == "begin"] != [n for k, n in environments if k == "end"]:
        return f"\\begin and \\end do not pair up in ${piece.text}$."
    unknown = sorted(set(commands) - COMMANDS)
    return f"\\{unknown[0]} is not in nbtools.prose.COMMANDS: misspelt, or new?" if unknown else ""


def links(chapter: Chapter, folder: Path) -> list[Problem]:
    """Find links and pictures that lead nowhere in the repository, for a page in ``folder``.

    An anchor is a heading: as JupyterLab names it in a notebook, as GitHub does in other files.
    Links to other sites are not followed.
    """
    return [
        Problem(chapter.path, piece.line, f"{piece.text} leads nowhere: mend or remove the link.")
        for cell in chapter.cells
        for piece in pieces(cell)
        if piece.kind in ("link", "image") and not re.match(r"[a-z]+:", piece.text)
        if not _resolves(piece.text, chapter, folder)
    ]


def _resolves(target: str, chapter: Chapter, folder: Path) -> bool:
    name, _, anchor = target.partition("#")
    path = folder / name
    if not (path.exists() and (name or anchor)):
        return False
    if not anchor:
        return True
    cells: Sequence[Cell] = chapter.cells
    in_notebook = any(cell.kind == "code" for cell in chapter.cells)
    if name:
        in_notebook = path.suffix == ".ipynb"
        cells = _stored_cells(path) if in_notebook else read_page(path).cells
    headings = [p.text for cell in cells for p in pieces(cell) if p.kind == "heading"]
    if in_notebook:
        return anchor in [heading.replace(" ", "-") for heading in headings]
    kept = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return anchor in [heading.replace(" ", "-") for heading in kept]


def _stored_cells(path: Path) -> list[Cell]:
    cells = nbformat.read(path, as_version=4).cells
    split = [(cell.cell_type, tuple(cell.source.splitlines())) for cell in cells]
    return [Cell(kind, (), lines, tuple(range(1, len(lines) + 1))) for kind, lines in split]


def limits(chapter: Chapter) -> list[Problem]:
    """Find what is too long for a learner to take in, and code cells that show nothing.

    Code: 4 lines in the median, 10 in nine cells of ten, 20 at most; two cells in a row; the last
    line is an expression, not ``print``; no plotting. Paragraphs: 60 words in the median, 100 at
    most: good ones have 25 to 60, and one that explains a whole figure may need more.
    """
    chapter, problems, row = learner(chapter), [], 0
    code = [cell for cell in chapter.cells if cell.kind == "code"]
    for cell in chapter.cells:
        row = row + 1 if cell.kind == "code" else 0
        if row > CODE_IN_A_ROW:
            problems.append(Problem(chapter.path, cell.numbers[0], "a third code cell in a row."))
        wrong = _code(cell) if cell.kind == "code" else _paragraphs(cell)
        problems += [Problem(chapter.path, line, text) for line, text in wrong]
    lengths = [len(cell.lines) for cell in code]
    usual, nine_in_ten, _ = LINES_IN_CODE
    if len(code) > 1 and median(lengths) > usual:
        problems.append(Problem(chapter.path, 1, f"half of the code cells have over {usual} lines"))
    if len(code) > 1 and quantiles(lengths, n=10, method="inclusive")[-1] > nine_in_ten:
        problems.append(Problem(chapter.path, 1, f"1 code cell in 10 has over {nine_in_ten} lines"))
    counts = [_count(p.text) for c in chapter.cells for p in pieces(c) if p.kind == "paragraph"]
    if counts and median(counts) > WORDS_IN_PARAGRAPH[0]:
        problems.append(Problem(chapter.path, 1, "half of the paragraphs have over 60 words"))
    return problems


def _code(cell: Cell) -> Iterator[tuple[int, str]]:
    body = ast.parse(cell.text).body
    last = body[-1] if body else None
    if len(cell.lines) > LINES_IN_CODE[-1]:
        yield cell.numbers[0], f"{len(cell.lines)} lines of code; {LINES_IN_CODE[-1]} at most."
    only_imports = all(isinstance(part, ast.Import | ast.ImportFrom) for part in body)
    if not (only_imports or isinstance(last, ast.Expr)):
        yield cell.numbers[-1], "the cell shows nothing: end it with an expression."
    for number, line in zip(cell.numbers, cell.lines, strict=True):
        if re.search(r"\bprint\(", line):
            yield number, "print: end the cell with the expression instead."
        if re.search(r"\bmatplotlib\b|\bplt\b", line):
            yield number, "plotting in a chapter: it belongs into mathlib.figures or a live figure."


def _paragraphs(cell: Cell) -> Iterator[tuple[int, str]]:
    for piece in pieces(cell):
        if piece.kind == "paragraph" and (n := _count(piece.text)) > WORDS_IN_PARAGRAPH[-1]:
            yield piece.line, f"a paragraph of {n} words; {WORDS_IN_PARAGRAPH[-1]} at most."


def _count(paragraph: str) -> int:
    return len(re.findall(r"\w+", re.sub(r"\$[^$]*\$", " x ", paragraph)))
