"""Hints lead to the reference: their code fits into it, their numbers are its numbers.

In a hint, code stands in backticks with … for what is left open. It has to fit onto a part of the
reference (local names may be called otherwise). Numbers in the words are those of the reference or
of the rule in its docstring; and a factor of the reference stands in one of the hints.
"""

import ast
import inspect
import re
import textwrap
from dataclasses import replace

import pytest

from mathlib.exercises import EXERCISES
from nbtools.quoted import LOWERED

BY_CODE = [name for name, exercise in EXERCISES.items() if exercise.parameters]
OPEN = "OPEN"
"""Stands for … in the code of a hint."""

EXPLAINED = {  # code that explains Python, or goes another right way than the reference
    "02.5": ["z.imag"],
    "03.7": [
        "values = np.linalg.eigvalsh(H)",
        "values.max() < 0",
        "values.min() < 0 < values.max()",
        "values.min() > 0",
    ],
    "04.2": ["dx * dy", "dx = x - np.mean(x)"],
    "05.3": ["a ** k"],
}
MENTIONED = {  # numbers of an example that the hint makes up
    "02.5": {"2"},  # the slope 2x of x²
    "03.2": {"5", "15"},
    "04.6": {"5"},
}
UNSAID = {  # numbers of the reference that no hint gives away
    "03.1": {"2"},
}


def code_in(hint: str) -> list[str]:
    return re.findall(r"`([^`]+)`", hint)


def parsed(code: str) -> ast.AST:
    """Return the tree of a hint's code: an expression, or a statement, a loop without its body."""
    text = code.replace("…", OPEN)
    text = f"{text} pass" if text.rstrip().endswith(":") else text
    body = ast.parse(text.removeprefix("return ")).body[0]
    return body.value if isinstance(body, ast.Expr) else body


def fits(part: object, whole: object, names: dict[str, str], fixed: set[str]) -> bool:
    """Whether a hint's tree is that of a part of the reference; ``names`` collects renamings."""
    if isinstance(part, ast.Name) and part.id == OPEN:
        return True
    if isinstance(part, ast.Name) and isinstance(whole, ast.Name) and whole.id not in fixed:
        return names.setdefault(part.id, whole.id) == whole.id
    if isinstance(part, list) and isinstance(whole, list):
        return len(part) == len(whole) and all(
            map(lambda a, b: fits(a, b, names, fixed), part, whole)
        )
    if type(part) is not type(whole):
        return False
    if not isinstance(part, ast.AST):
        return part == whole
    skipped = ("ctx", "body", "orelse", "type_comment", "kind")
    return all(
        fits(getattr(part, field), getattr(whole, field), names, fixed)
        for field in part._fields
        if field not in skipped
    )


def inlined(function: ast.FunctionDef) -> list[ast.AST]:
    """Return the reference's tree, and once more with its local names replaced by their values."""
    values: dict[str, ast.expr] = {}
    for node in function.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            values[node.targets[0].id] = node.value

    class Put(ast.NodeTransformer):
        def visit_Name(self, node):
            return values.get(node.id, node) if isinstance(node.ctx, ast.Load) else node

    tree = ast.parse(ast.unparse(function))
    return [function, ast.fix_missing_locations(Put().visit(tree))]


def leads_on(code: str, exercise) -> bool:
    """Whether the code of a hint fits onto a part of the exercise's reference."""
    function = ast.parse(textwrap.dedent(inspect.getsource(exercise.reference))).body[0]
    module = set(vars(inspect.getmodule(exercise.reference)))
    fixed = {argument.arg for argument in function.args.args} | module | set(dir(__builtins__))
    try:
        part = parsed(code)
    except SyntaxError:
        return False
    return any(fits(part, node, {}, fixed) for tree in inlined(function) for node in ast.walk(tree))


def numbers(text: str) -> set[str]:
    """Return the numbers in a text, powers such as ² among them, but not those of names (x₁, p0).

    >>> sorted(numbers("2(s − y)² · 0.5, x1, x₀, ½"))
    ['0.5', '1', '2']
    """
    text = re.sub(r"[Ss]ection \d+", " ", text)
    return set(re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\d)", spaced(text)))


def spaced(text: str) -> str:
    """Set powers and factors off from the letters beside them: 2h, v², 1j."""
    text = text.replace("½", "1/2").replace("⅓", "1/3").replace("⅔", "2/3")
    text = re.sub(r"[⁻⁺⁰¹²³⁴-⁹]+", lambda found: f" {found[0].translate(LOWERED)} ", text)
    return re.sub(r"(?<![\w.])(\d+(?:\.\d+)?)(?=[a-zσληπµ(])", r"\1 ", text)


def of_the_reference(exercise) -> set[str]:
    """Return the numbers of the reference's code and of the rule in its docstring."""
    source = textwrap.dedent(inspect.getsource(exercise.reference))
    words = re.sub(r"Source:.*|>>>.*(?:\n\S.*)*", " ", inspect.getdoc(exercise.reference) or "")
    rule = re.sub(r"\\t?frac\s*(\d)\s*(\d|\w)", r" \1 / \2 ", re.sub(r"[\\{}^_]", " ", words))
    code = {str(n.value) for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant)}
    return numbers(rule) | numbers(re.sub(r"\\t?frac(\d)", r" \1 ", words)) | code


def wrong_numbers(name: str, hints: tuple[str, ...]) -> set[str]:
    """Return the numbers of the hints that are not the reference's."""
    said = set().union(*(numbers(re.sub(r"`[^`]*`", " ", hint)) for hint in hints))
    return said - of_the_reference(EXERCISES[name]) - {"0", "1"}


def unsaid_numbers(name: str, hints: tuple[str, ...]) -> set[str]:
    """Return the factors and powers in the reference's code that stand in no hint."""
    source = textwrap.dedent(inspect.getsource(EXERCISES[name].reference))
    values = [n.value for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant)]
    wanted = {str(v) for v in values if type(v) in (int, float) and v not in (0, 1, -1)}
    return wanted - numbers(" ".join(hints).replace("`", " "))


@pytest.mark.parametrize("name", BY_CODE)
def test_the_code_of_a_hint_fits_into_the_reference(name):
    codes = [code for hint in EXERCISES[name].hints for code in code_in(hint)]
    lost = [code for code in codes if not leads_on(code, EXERCISES[name])]
    assert sorted(lost) == sorted(EXPLAINED.get(name, []))


@pytest.mark.parametrize("name", BY_CODE)
def test_the_numbers_of_a_hint_are_those_of_the_reference(name):
    hints = EXERCISES[name].hints
    assert wrong_numbers(name, hints) == MENTIONED.get(name, set())
    assert unsaid_numbers(name, hints) == UNSAID.get(name, set())


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("02.1", "over 2h", "over h"),
        ("02.1", "`(f(x + h) - …) / (…)`", "`(f(x + h) + …) / (…)`"),
        ("02.2", "`f(a) + df(a) * (…)`", "`f(a) + df(x) * (…)`"),
        ("02.4", "`2 * (s - y) * … * …`", "`3 * (s - y) * … * …`"),
        ("02.4", "2(s − y)", "4(s − y)"),
        ("02.7", "`(…) / b[0] ** 2`", "`(…) / b[0] ** 3`"),
        ("04.3", "`k * np.log(p)`", "`n * np.log(p)`"),
        ("04.5", "/(2σ²)", "/(3σ²)"),
        ("04.7", "`happens = p > 0`", "`happens = p < 0`"),
        ("05.2", "is 2 divided", "is 4 divided"),
        ("05.2", "`2 / …`", "`… / 2`"),
        ("05.3", "`(1 - …) ** k * x0`", "`(1 + …) ** k * x0`"),
        ("05.6", "`f(x - t * g) <= f(x) - c1 * t * …`", "`f(x - t * g) >= f(x) - c1 * t * …`"),
        ("05.7", "a factor 2,", "a factor 3,"),
        ("05.7", "`2 / len(y) * X.T @ (…)`", "`1 / len(y) * X.T @ (…)`"),
    ],
)
def test_a_hint_that_misleads_is_noticed(name, old, new, monkeypatch):
    hints = EXERCISES[name].hints
    # a skeleton may stand behind "return" or beside other code within its backticks
    old, new = (text.strip("`") for text in (old, new))
    assert any(old in hint for hint in hints)
    changed = tuple(hint.replace(old, new) for hint in hints)
    monkeypatch.setitem(EXERCISES, name, replace(EXERCISES[name], hints=changed))
    with pytest.raises(AssertionError):
        test_the_code_of_a_hint_fits_into_the_reference(name)
        test_the_numbers_of_a_hint_are_those_of_the_reference(name)


def test_what_is_excused_is_there():
    for name, codes in EXPLAINED.items():
        there = [code for hint in EXERCISES[name].hints for code in code_in(hint)]
        assert set(codes) <= set(there)
