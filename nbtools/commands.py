"""What a page such as README.md tells its reader to open or to type: is it there?

Looked at are blocks of code and ``code in a line``. Paths exist (but for what is made by a command,
and patterns such as ``NN-name.md``), ``make x`` is a target, a variable that is set is known,
``python -m x`` is a module, ``mathlib.x.y`` can be imported, and in "``Name`` in ``path``" the file
holds the name.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it.token import Token

from nbtools.pieces import MARKDOWN, Problem

MADE = (".venv", "build", "site")
"""Folders that commands make: what is in them need not be there."""
PATTERN = re.compile(r"NN|XX|[*<>{}…?$]|\.\.\.")
PATH = re.compile(
    r"[\w.-]+(?:/[\w.-]+)+/?|[\w.-]+/|\b[\w-]+\.(?:md|py|pyi|toml|txt|ipynb|png|csv|js|cff)\b"
)
TARGET = re.compile(r"\bmake ([a-z]+)((?: +[A-Z_]+=\S*)*)")
SETTING = re.compile(r"(?<![\w-])([A-Z][A-Z_]+)=")
MODULE = re.compile(r"\b(?:python[\d.]*|py -3) -m ([\w.]+)")
DOTTED = re.compile(r"\bmathlib(?:\.\w+)+")
NAME_IN_FILE = re.compile(r"`(\w+)`\s+in\s+`([\w./-]+\.\w+)`")


def commands(path: Path, root: Path) -> list[Problem]:
    """Return what the page at ``path`` sends its reader to, and which is not there."""
    text = path.read_text(encoding="utf-8")
    problems = []
    for line, code in _code(text):
        for wrong in _wrong(code.replace("\\", "/"), path.parent, root):
            problems.append(Problem(path, line, wrong))
    for found in NAME_IN_FILE.finditer(text):
        target = root / found[2]
        if target.is_file() and not re.search(rf"\b{found[1]}\b", target.read_text("utf-8")):
            line = text[: found.start()].count("\n") + 1
            problems.append(Problem(path, line, f"{found[1]} is not in {found[2]}."))
    return problems


def _code(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line of a block of code, and each code in a line, with its line in the file."""
    for token in MARKDOWN.parse(text):
        start = (token.map or [0])[0] + 1
        if token.type in ("fence", "code_block"):
            first = start + (token.type == "fence")
            yield from enumerate(token.content.splitlines(), first)
        elif token.type == "inline":
            yield from _inline(token, start)


def _inline(token: Token, line: int) -> Iterator[tuple[int, str]]:
    for child in token.children or ():
        if child.type == "code_inline":
            yield line, child.content
        line += child.type in ("softbreak", "hardbreak")


def _wrong(code: str, folder: Path, root: Path) -> Iterator[str]:
    """Yield what is wrong with one line of code."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    code = re.sub(r"(^|\s)#.*", "", code) if code.startswith(("make", "git")) else code
    for target, _ in TARGET.findall(code):
        if not re.search(rf"^{target}:", makefile, re.M):
            yield f"make {target} is not in the Makefile."
    for name in SETTING.findall(code):
        if not (re.search(rf"^{name} \?=", makefile, re.M) or name in _read_variables(root)):
            yield f"{name}= means nothing: it is neither in the Makefile nor read by the tools."
    for module in MODULE.findall(code):
        if not _is_module(module):
            yield f"there is no module {module}."
    for dotted in DOTTED.findall(code):
        if not _is_name(dotted):
            yield f"there is no {dotted}."
    words = PATH.findall(re.sub(r"\w+://\S+", " ", code))
    places = (folder, root, *(root / word for word in words[:1]))  # "notebooks/  source/ and …"
    for word in words:
        around = re.search(rf"\S*{re.escape(word)}\S*", code)
        if PATTERN.search(around[0] if around else word) or word.startswith(("/", "-")):
            continue
        if word.split("/")[0] not in MADE and not any(
            (place / word.rstrip("/.")).exists() for place in places
        ):
            yield f"{word} does not exist."


def _read_variables(root: Path) -> set[str]:
    """Return the variables of the environment that the project itself reads."""
    places = [*(root / "nbtools").glob("*.py"), *(root / "tests").rglob("conftest.py")]
    found = re.compile(r"environ(?:\.get\(|\[)\"([A-Z_]+)\"")
    return {name for path in places for name in found.findall(path.read_text(encoding="utf-8"))}


def _is_module(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def _is_name(dotted: str) -> bool:
    """Whether a name such as mathlib.optimize.minimize leads to something."""
    parts = dotted.split(".")
    value: object = importlib.import_module(parts[0])
    for end, part in enumerate(parts[1:], 2):
        if not hasattr(value, part):
            if not _is_module(".".join(parts[:end])):
                return False
            value = importlib.import_module(".".join(parts[:end]))
        else:
            value = getattr(value, part)
    return True
