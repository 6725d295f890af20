"""Exercises: right answers are praised, named mistakes and all changes of a reference are not."""

import ast
import inspect
import re
import subprocess
import sys
import textwrap
import time

import pytest

from mathlib.exercises import EXERCISES, check, hint
from mathlib.exercises.core import Exercise, Verdict

WRONG = [(name, *pair) for name, exercise in EXERCISES.items() for pair in exercise.mistakes]
CHOICES = [name for name, exercise in EXERCISES.items() if not exercise.parameters]
EQUIVALENT = [  # changes of a reference that change no answer: the exercise, and what is new
    ("01.1", "a @ x"),  # ⟨x, a⟩ = ⟨a, x⟩
    ("01.2", "y @ x"),
    ("01.2", "cosine_between(y, x)"),
    ("01.3", "B[:, j] @ A[i]"),
    ("03.3", "u @ gradient"),
    ("03.5", "delta @ gradient"),
    ("03.5", "H @ delta @ delta"),  # H is symmetric
    ("03.5", "delta @ (delta @ H)"),
    ("04.1", "(mean - values)"),
    ("04.2", "sum(x * (y"),  # to take one of the two means off is enough
    ("04.2", "(x)) * y)"),
    ("04.2", "x + np.mean(x)"),
    ("04.2", "y + np.mean(y)"),
    ("04.2", "covariance(y, x)"),
    ("04.5", "(prediction - y)"),
    ("04.5", "gaussian_nll(prediction, y, sigma)"),
    ("04.6", "max(z, axis=-1, keepdims=2)"),  # 2 is true as well
    ("04.6", "exp(z), axis=-1, keepdims=2)"),
    ("05.3", "after(x0, curvature, learning_rate, k)"),  # only their product counts
]
OPPOSITE = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.MatMult: ast.Mult,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
}


def nodes_with_place(tree: ast.AST):
    """Yield each node below ``tree`` with a function that puts another in its place."""
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if isinstance(value, ast.AST):
                yield value, lambda new, p=parent, f=field: setattr(p, f, new)
            elif isinstance(value, list):
                for i, item in enumerate(value):
                    yield item, lambda new, v=value, i=i: v.__setitem__(i, new)


def replacements(node: ast.AST):
    """Yield the wrong nodes that could stand where ``node`` stands."""
    if type(node) in OPPOSITE:
        yield OPPOSITE[type(node)]()
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield ast.Constant("A")
    if isinstance(node, ast.BinOp) and ast.dump(node.left) != ast.dump(node.right):
        yield node.left  # a dropped factor, square, or term
        yield node.right
        if not isinstance(node.op, ast.Add | ast.Mult):
            yield ast.BinOp(node.right, node.op, node.left)
    if isinstance(node, ast.Call) and ast.unparse(node.func) != "bool":
        yield node.args[0]  # a dropped norm, maximum, gradient
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    if isinstance(node, ast.Attribute) and node.attr == "max":
        yield ast.Attribute(node.value, "min", ast.Load())
    if isinstance(node, ast.Subscript):
        yield node.value  # a dropped index
    if isinstance(node, ast.Slice) and node.lower:
        yield ast.Slice(upper=node.lower)
    if isinstance(node, ast.Return):
        yield ast.Return(ast.UnaryOp(ast.USub(), node.value))


def mutants(exercise: Exercise) -> list[str]:
    """Return the reference's source with one fault in each."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(exercise.reference)))
    function = tree.body[0]
    function.body = function.body[1:]  # the docstring
    function.returns = None
    for parameter in function.args.args:
        parameter.annotation = None
    found = []
    places = [(n, put) for n, put in nodes_with_place(function) if n is not function.args]
    for node, put in places:
        for new in replacements(node):
            put(new)
            found.append(ast.unparse(ast.fix_missing_locations(tree)))
            put(node)
    names = function.args.args
    for i in range(len(names) - 1):
        names[i], names[i + 1] = names[i + 1], names[i]
        found.append(ast.unparse(tree))
        names[i], names[i + 1] = names[i + 1], names[i]
    return found


MUTANTS = [(name, source) for name, exercise in EXERCISES.items() for source in mutants(exercise)]


@pytest.mark.parametrize("chapter", sorted({name[:2] for name in EXERCISES}))
def test_each_chapter_has_six_to_eight_exercises_in_order(chapter):
    names = [name for name in EXERCISES if name.startswith(chapter)]
    assert names == [f"{chapter}.{i}" for i in range(1, len(names) + 1)]
    assert 6 <= len(names) <= 8


@pytest.mark.parametrize("name", EXERCISES)
def test_stub_is_not_solved_yet(name, show):
    def stub(*arguments):
        raise NotImplementedError("Your turn.")

    verdict = check(name, stub)
    assert verdict.ok is None
    assert show(verdict) == f"○ {name} not solved yet."


@pytest.mark.parametrize("name", EXERCISES)
def test_nothing_returned_is_not_solved_yet(name, show):
    assert show(check(name, lambda *arguments: ...)) == f"○ {name} not solved yet."
    verdict = check(name, lambda *arguments: None)
    assert verdict.ok is None
    assert "is its `return` missing?" in show(verdict)


@pytest.mark.parametrize("name", EXERCISES)
def test_reference_is_praised(name, show):
    verdict = check(name, EXERCISES[name].reference)
    assert verdict.ok is True
    assert show(verdict) == f"✓ {name} {EXERCISES[name].praise}"


@pytest.mark.parametrize(("name", "wrong", "message"), WRONG)
def test_named_mistake_gets_its_own_message(name, wrong, message):
    verdict = check(name, wrong)
    assert verdict.ok is False
    assert verdict.message == message


@pytest.mark.parametrize("name", EXERCISES)
def test_exercise_is_complete(name):
    exercise = EXERCISES[name]
    cases = exercise.cases()
    assert len(cases) >= 5 or exercise.parameters == ()
    assert len({message for _, message in exercise.mistakes}) >= 3
    assert len(exercise.hints) == 3
    for case in cases:
        assert len(case) == len(exercise.parameters)


def test_there_are_mutants_of_every_kind():
    counts = {name: sum(name == mutated for mutated, _ in MUTANTS) for name in EXERCISES}
    assert all(count >= (2 if name in CHOICES else 3) for name, count in counts.items())
    sources = [source for _, source in MUTANTS]
    after = "def after(x0, learning_rate, curvature, k):\n    return "
    assert after + "(1 + learning_rate * curvature) ** k * x0" in sources
    assert "def step(f, x, learning_rate):\n    return x + learning_rate * f.gradient(x)" in sources


def check_source(name: str, source: str) -> Verdict:
    """Return the verdict on a changed reference."""
    reference = EXERCISES[name].reference
    scope = dict(vars(sys.modules[reference.__module__]))
    exec(source, scope)
    return check(name, scope[reference.__name__])


def changes_nothing(name: str, source: str) -> bool:
    """Return whether this mutant is one of those excused."""
    return any(name == excused and new in source for excused, new in EQUIVALENT)


@pytest.mark.parametrize(
    ("name", "source"), [mutant for mutant in MUTANTS if not changes_nothing(*mutant)]
)
def test_mutated_reference_is_refused(name, source):
    verdict = check_source(name, source)
    assert verdict.ok is False
    assert len(verdict.message) > 20


@pytest.mark.parametrize(("name", "new"), EQUIVALENT)
def test_a_change_that_changes_no_answer_is_accepted(name, new):
    (source,) = (source for mutated, source in MUTANTS if mutated == name and new in source)
    assert check_source(name, source).ok is True


@pytest.mark.parametrize("name", CHOICES)
def test_choice_takes_a_letter_and_never_tells_it(name):
    right = EXERCISES[name].reference()
    assert check(name, lambda: f" {right.lower()} ").ok is True
    for value in ("E", "", "A learning rate that is too small", 3, [right]):
        verdict = check(name, lambda value=value: value)
        assert verdict.ok is False
        assert "expected one of the letters, in quotes, such as “A”" in verdict.message
        assert f"“{right}”" not in verdict.message


@pytest.mark.parametrize("name", CHOICES)
def test_each_other_answer_of_a_choice_is_replied_to(name):
    exercise = EXERCISES[name]
    wrong = [answer() for answer, _ in exercise.mistakes]
    assert sorted([*wrong, exercise.reference()]) == ["A", "B", "C", "D"]


@pytest.mark.parametrize("name", CHOICES)
def test_choice_is_not_given_away_before_it_is_made(name):
    exercise = EXERCISES[name]
    texts = [*exercise.hints, *(message for _, message in exercise.mistakes)]
    letters = r"(?<![\w’'])[A-D](?!\w)"
    assert [text for text in texts if re.search(letters, text)] == []


@pytest.mark.parametrize("function", [lambda name: check(name, abs), hint])
@pytest.mark.parametrize("name", ["05.9", "5.1", 5.1, None, ["05.1"]])
def test_unknown_exercise_lists_the_known_ones(function, name):
    with pytest.raises(ValueError, match=r'choose one of "01.1", .*"05.8"'):
        function(name)


def test_checks_need_numpy_only():
    code = (
        "import sys; from mathlib.exercises import check; check('05.3', abs); "
        "sys.exit(any(m in sys.modules for m in ('ipywidgets', 'matplotlib', 'scipy')))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


@pytest.mark.alone
@pytest.mark.parametrize("name", EXERCISES)
def test_a_check_answers_at_once(name):
    answers = [EXERCISES[name].reference, lambda *arguments: 0.123]
    seconds = []
    for _ in range(5):  # the best of five: a busy machine only ever adds
        before = time.perf_counter()
        assert [check(name, answer).ok for answer in answers] == [True, False]
        seconds.append(time.perf_counter() - before)
    assert min(seconds) < 0.1
