"""What a caller from Python hands over: what is of another kind than a function takes is refused."""

from __future__ import annotations

import functools
import inspect
import numbers
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, ParamSpec, TypeVar, get_args, get_origin

from planner.facts.annotations import field_type
from planner.problems import InvalidInput, Problem

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
_SHORT = 30
"""What a caller wrote is said as it was written up to so many letters."""


class Kind(NamedTuple):
    """What an argument may be: in words, and whether a value is that."""

    words: str
    holds: Callable[[object], bool]


def _texts(value: object) -> bool:
    """Say whether a value is a text, or several in a row."""
    return isinstance(value, Sequence) and all(isinstance(one, str) for one in value)


def _counts(value: object, kind: type[object]) -> bool:
    return isinstance(value, kind) and not isinstance(value, bool)


_KINDS = {
    "str": Kind("a text", lambda value: isinstance(value, str)),
    "os.PathLike[str]": Kind("a path", lambda value: isinstance(value, os.PathLike)),
    "float": Kind("a number", lambda value: _counts(value, numbers.Real)),
    "int": Kind("a whole number", lambda value: _counts(value, numbers.Integral)),
    "bool": Kind("True or False", lambda value: isinstance(value, bool)),
    "None": Kind("None", lambda value: value is None),
    "Sequence[str]": Kind("a list of texts", _texts),
    "Progress": Kind("a function", callable),
    "pd.DataFrame": Kind("a table of pandas", lambda value: hasattr(value, "columns")),
}
"""What annotations of public functions name, as they are written there."""


def checked(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Return a public function that refuses in words what is not of the kind that it takes.

    Raises InvalidInput with all arguments that are not.
    """

    @functools.wraps(function)
    def asked(*given: Given.args, **named: Given.kwargs) -> Answer:
        if wrong := list(misfits(function, given, named)):
            raise InvalidInput(wrong)
        return function(*given, **named)

    return asked


def misfits(
    function: Callable[..., object], given: Sequence[object], named: Mapping[str, object]
) -> Iterator[Problem]:
    """Yield each argument of another kind than a function's annotations name; those not known pass."""
    signature = inspect.signature(function)
    try:
        arguments = signature.bind(*given, **named).arguments
    except TypeError:
        return  # too few, too many: Python says so in words of its own
    for name, value in arguments.items():
        parameter = signature.parameters[name]
        several = parameter.kind is inspect.Parameter.VAR_POSITIONAL
        for one in value if several else (value,):
            yield from misfit(name, one, str(parameter.annotation), function.__globals__)


def misfit(name: str, value: object, annotation: str, known: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield that a value is of none of the kinds of an annotation, whose other names mean what is `known`."""
    kinds = [kind for word in annotation.split(" | ") for kind in _kinds(word, known)]
    if not any(kind.holds(value) for kind in kinds):
        words = list(dict.fromkeys(kind.words for kind in kinds if kind.words))
        yield Problem(name, 0, "", f"is {_said(value)}", " or ".join(words))


def _kinds(word: str, known: Mapping[str, Any]) -> list[Kind]:
    """Return the kinds that one name of an annotation stands for; anything where it is not known."""
    if word in _KINDS:
        return [_KINDS[word]]
    meant = known.get(word)
    if get_origin(meant) is Literal:
        return [Kind(str(one), functools.partial(_is, one)) for one in get_args(meant)]
    forms = [get_origin(one) or one for one in field_type(meant).forms]
    if not all(isinstance(one, type) for one in forms):
        return [Kind("", lambda _: True)]
    return [kind for one in forms for kind in _of_class(one)]


def _is(one: object, value: object) -> bool:
    return type(one) is type(value) and one == value


def _of_class(kind: type) -> list[Kind]:
    known: dict[type, str] = {str: "a text", os.PathLike: "a path"}
    named = known.get(kind, f"a {kind.__name__}")
    return [Kind(named, lambda value: isinstance(value, kind))]


def _said(value: object) -> str:
    """Say what a value is: short ones as they are written, others by their type."""
    written, short = repr(value), isinstance(value, str | int | float | None)
    return written if short and len(written) <= _SHORT else f"a {type(value).__name__}"
