"""A docstring that sends its reader to a sister function is right: the defaults are the same.

Where a function says of its arguments "as in `other`", both have these arguments, and the same
defaults; where the default is another one on purpose, the docstring says so: "10 by default".
"""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator

import pytest

import mathlib

AS_IN = re.compile(
    r"""^[ ]*(?P<names>\w+(?:,\s+\w+)*): [ ] (?P<between>(?:[^\n]|\n[ ]{8,})*?)
    (?<!\()\bas\ (?:in|for|of)\ (?::\w+:)?`+(?P<other>[\w.]+)`+(?P<after>[^\n]*)""",
    re.VERBOSE | re.MULTILINE,
)
NONE = "none given"


def public() -> Iterator[tuple[str, Callable, dict]]:
    """Yield each public function and class of the package with its name and where it stands."""
    for module in pkgutil.walk_packages(mathlib.__path__, "mathlib."):
        names = vars(importlib.import_module(module.name))
        for name, value in list(names.items()):
            if getattr(value, "__module__", None) == module.name and not name.startswith("_"):
                if inspect.isfunction(value) or inspect.isclass(value):
                    yield f"{module.name}.{name}", value, names
                for method, body in vars(value).items() if inspect.isclass(value) else ():
                    if inspect.isfunction(body):
                        yield f"{module.name}.{name}.{method}", body, {**names, **vars(value)}


def resolve(name: str, names: dict) -> object:
    """Return what a docstring calls ``name``: a name of its module, or written in full."""
    first, *rest = name.split(".")
    if first in names:
        value = names[first]
    elif first == "mathlib":
        value = mathlib
    else:
        raise LookupError(f"`{name}` is not known there")
    for part in rest:
        value = getattr(value, part)
    return value


def defaults(function: object) -> dict[str, object]:
    parameters = inspect.signature(function).parameters.values()
    return {p.name: NONE if p.default is p.empty else p.default for p in parameters}


def problems(function: Callable, names: dict) -> list[str]:
    """Return where "as in `other`" is not so."""
    result = []
    for found in AS_IN.finditer(inspect.getdoc(function) or ""):
        try:
            other = defaults(resolve(found["other"], names))
        except (LookupError, AttributeError) as error:
            result.append(f"{error}")
            continue
        own = defaults(function)
        for name in re.findall(r"\w+", found["names"]):
            if name not in own or name not in other:
                result.append(f"{name} is not an argument of both")
            elif own[name] not in (other[name], NONE) and "by default" not in found[0]:
                result.append(f"{name}={own[name]}, but {other[name]} in {found['other']}")
    return result


DOCUMENTED = list(public())


def test_arguments_that_are_as_in_another_function_have_its_defaults():
    wrong = {name: said for name, f, names in DOCUMENTED if (said := problems(f, names))}
    assert wrong == {}
    assert sum(bool(AS_IN.search(inspect.getdoc(f) or "")) for _, f, _ in DOCUMENTED) >= 10


def search(function, h=1e-6, *, maxiter=1000):
    """Search.

    Args:
        function: what is searched.
        h: the step.
        maxiter: how long at most.
    """


def sister(function, h=1e-6, *, maxiter=1000):
    """Search as well.

    Args:
        function, maxiter: as in :func:`search`.
        h: the step, as for `search`.
    """


def test_two_sisters_agree():
    assert problems(sister, globals()) == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("def f(function, h=1e-6, *, maxiter=100): ...", ["maxiter=100, but 1000 in search"]),
        ("def f(function, h=1e-5, *, maxiter=1000): ...", ["h=1e-05, but 1e-06 in search"]),
        ("def f(function, h=1e-6): ...", ["maxiter is not an argument of both"]),
    ],
)
def test_a_default_that_differs_is_told(source, said):
    exec(source, names := {})
    names["f"].__doc__ = sister.__doc__
    assert problems(names["f"], globals()) == said


def test_a_sister_that_is_gone_is_told():
    def lonely(h=1):
        """Alone.

        Args:
            h: as in `nobody`.
        """

    assert problems(lonely, globals()) == ["`nobody` is not known there"]


def test_a_default_that_differs_on_purpose_says_so():
    def patient(maxiter=5000):
        """Search for long.

        Args:
            maxiter: as in `search`, but 5000 by default.
        """

    assert problems(patient, globals()) == []
