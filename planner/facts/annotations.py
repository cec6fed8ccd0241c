"""What the types of a model's fields say: the one way to read an annotation."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from planner.facts.fields import Entry, Refers


@dataclass(frozen=True)
class FieldType:
    """What may stand in a field: the forms of a value, and the marks beside its type, the outermost first.

    None is no form: a field that may be left out has those of what may stand there. `of_each` are the marks
    that stand beside one form of several.
    """

    forms: tuple[Any, ...]
    marks: tuple[Any, ...] = ()
    of_each: tuple[tuple[Any, ...], ...] = ()

    @property
    def every_mark(self) -> tuple[Any, ...]:
        """The marks of the whole, and those of its forms."""
        return (*self.marks, *(mark for marks in self.of_each for mark in marks))


def field_type(annotation: Any) -> FieldType:
    """Return what an annotation says, without what it says of the items of lists and of tables."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner = field_type(arguments[0])
        return replace(inner, marks=(*arguments[1:], *inner.marks))
    if origin not in (Union, types.UnionType):
        return FieldType((annotation,), (), ((),))
    members = [field_type(argument) for argument in arguments if argument is not type(None)]
    if len(members) == 1:
        return members[0]
    forms = tuple(form for member in members for form in member.forms)
    return FieldType(forms, (), tuple((*member.marks, *own) for member in members for own in member.of_each))


def marks(annotation: Any) -> Iterator[Any]:
    """Yield every mark of a type: its own, those of its forms, and those of what a list or table holds."""
    found = field_type(annotation)
    yield from found.every_mark
    for form in found.forms:
        for part in get_args(form) if get_origin(form) in (tuple, dict) else ():
            yield from marks(part)


def field_marks(field: FieldInfo) -> tuple[Any, ...]:
    """Return every mark of a field, wherever in its type."""
    return (*field.metadata, *marks(field.annotation))


@cache
def marked(entry: type[Entry], mark: Any) -> tuple[str, ...]:
    """Return the fields of a model that carry a mark, in their order."""
    return tuple(name for name, field in entry.model_fields.items() if mark in field_marks(field))


@cache
def referring(entry: type[Entry], sort: str) -> tuple[str, ...]:
    """Return the fields of a model whose ids are of a sort, in their order."""
    return tuple(
        name
        for name, field in entry.model_fields.items()
        for mark in field_marks(field)
        if isinstance(mark, Refers) and mark.sort == sort
    )
