"""What may stand where in a scenario file, read from the models: nothing here is kept by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from planner.facts.annotations import field_type
from planner.facts.fields import Entry, Refers, Shorthand
from planner.problems import Path
from planner.scenario.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Shape:
    """What may stand in one place: tables of these models, ids of these sorts, and what is inside.

    `refers` are the marks for ids that stand here as text, in a list, or as the keys of a table; `inner` is
    the shape of a list's items and of a table's values, where that table is none of the `entries`. `short`
    where one number may stand for a table.
    """

    entries: tuple[type[Entry], ...] = ()
    refers: tuple[Refers, ...] = ()
    inner: Shape | None = None
    short: bool = False

    def entry(self, value: Any) -> type[Entry] | None:
        """Return the model that a value is meant for; among several the one of its `kind`."""
        if len(self.entries) < 2 or not isinstance(value, Mapping):
            return self.entries[0] if self.entries else None
        kind = value.get("kind")
        return next((entry for entry in self.entries if entry.model_fields["kind"].default == kind), None)

    def within(self, value: Any) -> Iterator[tuple[str | int, Any, Shape]]:
        """Yield what stands in a value: its key or number, itself, and its shape."""
        parts: Iterable[tuple[str | int, Any]] = ()
        if isinstance(value, Mapping):
            parts = value.items()
        elif isinstance(value, list):
            parts = enumerate(value)
        for key, part in parts:
            shape = self.part(key, value)
            if shape is not None:
                yield key, part, shape

    def part(self, key: str | int, value: Any) -> Shape | None:
        """Return the shape of one part of a value; None where the models know of none."""
        if isinstance(key, int) or not self.entries:
            return self.inner
        entry = self.entry(value)
        return shapes(entry).get(key) if entry is not None else None


@cache
def shapes(entry: type[Entry]) -> Mapping[str, Shape]:
    """Return the shape of each field of a model by the name that a file uses."""
    return {
        field.alias or name: _marked(_shape(field.annotation), field.metadata)
        for name, field in fields(entry).items()
    }


def fields(entry: type[Entry]) -> Mapping[str, FieldInfo]:
    """Return the fields of a model that a file may write."""
    return {name: field for name, field in entry.model_fields.items() if name != "origins"}


def _shape(annotation: Any) -> Shape:
    found = field_type(annotation)
    forms = [_marked(_form(form), own) for form, own in zip(found.forms, found.of_each, strict=True)]
    return _marked(_joined(forms) if len(forms) > 1 else forms[0], found.marks)


def _form(form: Any) -> Shape:
    """Return the shape of one form of a value: a list or a table of something, an entry, or a plain value."""
    origin, arguments = get_origin(form), get_args(form)
    if origin in (tuple, dict) and arguments:
        return Shape(inner=_shape(arguments[0 if origin is tuple else 1]))
    if isinstance(form, type) and issubclass(form, Entry):
        return Shape(entries=(form,))
    return Shape()


def _marked(shape: Shape, metadata: Iterable[Any]) -> Shape:
    """Return a shape with the marks that stand beside its type."""
    marks = list(metadata)
    refers = tuple(mark for mark in marks if isinstance(mark, Refers))
    short = any(isinstance(mark, Shorthand) and mark.type == "number" for mark in marks)
    if not refers and not short:
        return shape
    return replace(shape, refers=(*shape.refers, *refers), short=shape.short or short)


def _joined(forms: list[Shape]) -> Shape:
    """Return the shape of a value that may have several forms."""
    inner = [form.inner for form in forms if form.inner is not None]
    return Shape(
        tuple(entry for form in forms for entry in form.entries),
        tuple(mark for form in forms for mark in form.refers),
        inner[0] if inner else None,
    )


def scenario_shape() -> Shape:
    """Return the shape of a whole scenario."""
    return Shape(entries=(Scenario,))


def at(path: Path, data: Any) -> tuple[Shape | None, Any]:
    """Return the shape and the value at a path of plain data; None where nothing is known of it."""
    shape: Shape | None = scenario_shape()
    for part in path:
        shape = shape.part(part, data) if shape is not None else None
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None, None
    return shape, data


@cache
def sections() -> frozenset[str]:
    """Return the parts of a scenario that hold entries by id."""
    return frozenset(
        name for name, field in Scenario.model_fields.items() if get_origin(field.annotation) is dict
    )
