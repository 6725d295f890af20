"""Functions, objects and words as arguments."""

from collections.abc import Iterable
from typing import Any, TypeVar

import numpy as np

from mathlib.arguments.words import shown

Kind = TypeVar("Kind")


def function(name: str, value: Any, example: str) -> Any:
    """Return ``value`` if it can be called, as a function can.

    Arguments:
        name: what the caller calls the function.
        value: the function to check.
        example: one that works, for the message.

    Raises:
        TypeError: it is a number, a text, or a class.

    >>> function("f", np.sin, "np.sin")
    <ufunc 'sin'>
    """
    if callable(value) and not isinstance(value, type):
        return value
    raise TypeError(f"{name} must be a function; got {shown(value)}. Try {name} = {example}.")


def objective(name: str, value: Any, *methods: str) -> Any:
    """Return ``value`` if it can be called and has the methods asked for.

    Arguments:
        name: what the caller calls the objective.
        value: the objective to check.
        methods: what it must have besides, such as ``"gradient"`` or ``"hessian"``.

    Raises:
        TypeError: it lacks one of them, as a plain function does.

    >>> objective("objective", np.sin, "gradient")
    Traceback (most recent call last):
    TypeError: objective must be callable and have a method gradient(x); got ufunc. \
Try one from mathlib.optimize, such as himmelblau.
    """
    usable = callable(value) and not isinstance(value, type)
    if usable and all(callable(getattr(value, method, None)) for method in methods):
        return value
    wanted = " and ".join(f"a method {method}(x)" for method in methods)
    raise TypeError(
        f"{name} must be callable{' and have ' * bool(methods)}{wanted}; got "
        f"{type(value).__name__}. Try one from mathlib.optimize, such as himmelblau."
    )


def instance(name: str, value: Any, kind: type[Kind], example: str) -> Kind:
    """Return ``value`` if it is an object of one class.

    Arguments:
        name: what the caller calls the value.
        value: the object to check.
        kind: its class.
        example: one that works, for the message.

    Raises:
        TypeError: it is something else.

    >>> instance("name", "x", str, "'x'")
    'x'
    """
    if isinstance(value, kind):
        return value
    a = "an" if kind.__name__[0] in "AEIO" else "a"
    raise TypeError(f"{name} must be {a} {kind.__name__}; got {shown(value)}. Try {example}.")


def choice(name: str, value: Any, options: Iterable[str]) -> str:
    """Return ``value`` if it is one of a few words.

    Arguments:
        name: what the caller calls the word.
        value: the word to check.
        options: the words there are.

    Raises:
        ValueError: it is none of them.

    >>> choice("method", "qr", ["qr", "normal"])
    'qr'
    """
    words = list(options)
    if isinstance(value, str) and value in words:
        return value
    *first, last = [f'"{word}"' for word in words]
    listed = f"{', '.join(first)} or {last}" if first else last
    raise ValueError(f"{name} must be {listed}; got {shown(value)}.")


def flag(name: str, value: Any) -> bool:
    """Return ``value`` if it is True or False.

    Raises:
        TypeError: it is something else, an array for one.

    >>> flag("keep_path", True)
    True
    """
    if isinstance(value, bool | np.bool_):
        return bool(value)
    raise TypeError(f"{name} must be True or False; got {shown(value)}.")


def generator(name: str, value: Any) -> np.random.Generator:
    """Return ``value`` if it is a numpy random generator.

    Raises:
        TypeError: it is something else, such as a seed.

    >>> generator("rng", np.random.default_rng(0)).random() < 1
    True
    """
    if isinstance(value, np.random.Generator):
        return value
    seed = value if isinstance(value, int) and 0 <= value < 2**32 else 0
    raise TypeError(
        f"{name} must be a numpy random generator; got {shown(value)}. "
        f"Try {name} = np.random.default_rng({seed:d})."
    )
