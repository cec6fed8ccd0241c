"""Which tables a scenario is written in, read from the models: nothing here is kept by hand.

A table of entries is a sheet with a line for each; tables of entries inside of entries are sheets of their
own, with the ids of what they belong to in front. Everything else is a column, or for tables of numbers whose
names anybody may invent a column for each name (`keys.gdp`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, get_args, get_origin

from planner.facts.annotations import field_type
from planner.facts.docstrings import descriptions
from planner.facts.entries import Sourced
from planner.facts.fields import Entry, OneOrMore, Refers
from planner.scenario.scenario import Scenario
from planner.scenario.shapes import fields

Codec = Literal["text", "word", "number", "switch", "figure", "value"]
"""How a cell is written: free text, an id or word, a number, true or false, a number or any value, any value.

Values stand as YAML has them.
"""
SCENARIO = "scenario"
"""The sheet of what is no table: a line for each field."""
ANY = "*"
"""Stands in a sheet's path for an id of the line."""
PROVENANCE = tuple(Sourced.model_fields)
"""The fields that say where something comes from; they stand behind what it says."""


@dataclass(frozen=True)
class Key:
    """A column with an id that a line stands under; `refers` is the sort of an id defined elsewhere."""

    header: str
    refers: str = ""
    says: str = ""
    optional: bool = False


@dataclass(frozen=True)
class SheetColumn:
    """A column with a field of each line's entry, or where it is a `family` one column for each of its keys.

    An empty path is the whole entry. `single` where one item of a list may stand alone.
    """

    header: str
    path: tuple[str, ...]
    codec: Codec
    says: str = ""
    refers: str = ""
    words: tuple[str, ...] = ()
    single: bool = False
    family: bool = False
    kinds: tuple[str, ...] = ()
    """The kinds of entry that have it, where a sheet holds several."""


NUMBER = SheetColumn("number", ("#",), "number", "Its place in the order: sorting the sheet changes nothing.")
"""The column of lists whose order means something."""


@dataclass(frozen=True)
class SheetLayout:
    """One sheet: where its lines stand in a scenario, the ids in front of each, and its columns."""

    name: str
    path: tuple[str, ...]
    keys: tuple[Key, ...]
    columns: tuple[SheetColumn, ...]
    says: str = ""
    listed: bool = False
    """Whether lines are items of a list, in order, and not entries by id."""

    @property
    def headers(self) -> list[str]:
        """The names of its columns, families by their first part."""
        return [*(key.header for key in self.keys), *(column.header for column in self.columns)]

    def column(self, header: str) -> SheetColumn | None:
        """Return the column of a header, of a family that of one of its keys; None where there is none."""
        for column in self.columns:
            if column.family and header.startswith(column.header) and header != column.header:
                return SheetColumn(header, (*column.path, header.removeprefix(column.header)), column.codec)
            if header == column.header and not column.family:
                return column
        return None


@dataclass(frozen=True)
class _Form:
    """What may stand in a field, as far as tables care."""

    forms: tuple[Any, ...]
    marks: tuple[Any, ...]
    says: str

    @classmethod
    def of(cls, annotation: Any, marks: Iterable[Any] = (), says: str = "") -> _Form:
        """Return the form of an annotation without `Annotated` and without None."""
        found = field_type(annotation)
        return cls(found.forms, (*marks, *found.marks), " ".join(says.split()))

    @property
    def only(self) -> Any:
        return self.forms[0] if len(self.forms) == 1 else None

    @property
    def refers(self) -> str:
        return next((mark.sort for mark in self.marks if isinstance(mark, Refers)), "")

    @property
    def entries(self) -> tuple[type[Entry], ...]:
        found = tuple(form for form in self.forms if isinstance(form, type) and issubclass(form, Entry))
        return found if len(found) == len(self.forms) else ()

    @property
    def table(self) -> _Form | None:
        """The form of the values, where it is a table by id, alone or beside a number."""
        tables = [form for form in self.forms if get_origin(form) is dict]
        plain = all(form in (int, float) for form in self.forms if form not in tables)
        return _Form.of(get_args(tables[0])[1]) if len(tables) == 1 and plain else None

    @property
    def items(self) -> _Form | None:
        """The form of the items, where it is a list of any length."""
        arguments = get_args(self.only) if get_origin(self.only) is tuple else ()
        return _Form.of(arguments[0]) if arguments[1:] == (...,) else None

    @property
    def is_number(self) -> bool:
        return all(form in (int, float) for form in self.forms)

    @property
    def words(self) -> tuple[str, ...]:
        return get_args(self.only) if get_origin(self.only) is Literal else ()

    @property
    def codec(self) -> Codec:
        if self.is_number:
            return "number"
        if self.only is bool:
            return "switch"
        if self.only is str:
            return "word" if self.refers or self._has_pattern else "text"
        if float in self.forms:
            return "figure"
        return "word" if self.words else "value"

    @property
    def _has_pattern(self) -> bool:
        return any(getattr(mark, "pattern", None) for mark in self.marks)


@cache
def sheets() -> tuple[SheetLayout, ...]:
    """Return all sheets, those of entries before those of what is inside of the entries."""
    single = tuple(_columns(Scenario, top=True))
    first = SheetLayout(SCENARIO, (), (Key("field"),), single, " ".join((Scenario.__doc__ or "").split()))
    return (first, *_distinct(_children(Scenario, (), ())))


def _distinct(found: Iterable[SheetLayout]) -> Iterator[SheetLayout]:
    """Yield sheets; one whose name is taken is called by its whole path."""
    taken = {SCENARIO}
    for sheet in found:
        name = sheet.name if sheet.name not in taken else " ".join(part for part in sheet.path if part != ANY)
        taken.add(name)
        yield replace(sheet, name=name)


def _forms(entry: type[Entry]) -> Iterator[tuple[str, _Form]]:
    described = descriptions(entry)
    for name, field in sorted(fields(entry).items(), key=lambda item: item[0] in PROVENANCE):
        yield field.alias or name, _Form.of(field.annotation, field.metadata, described.get(name, ""))


def _children(entry: type[Entry], path: tuple[str, ...], keys: tuple[Key, ...]) -> Iterator[SheetLayout]:
    """Yield the sheets for the tables of a model's fields, and for those inside of them."""
    for name, form in _forms(entry):
        if not _is_sheet(form, top=not path):
            continue
        if form.items is not None:
            yield _list_sheet(name, form, path, keys)
            continue
        inner = form.table
        assert inner is not None, name  # noqa: S101  what _is_sheet says
        here, ids = (*path, name, ANY), (*keys, _key(form, keys))
        if not inner.entries:
            yield _value_sheet(name, (form, inner), here, ids)
            continue
        yield SheetLayout(name, here, ids, tuple(_merged(inner.entries)), form.says)
        if len(inner.entries) == 1:
            own = tuple(replace(key, header=_singular(name), refers=name) for key in ids[-1:])
            yield from _children(inner.entries[0], here, own if not keys else ids)


def _is_sheet(form: _Form, *, top: bool) -> bool:
    """Say whether a field is a sheet of its own: entries, or a table whose names are defined elsewhere."""
    if form.items is not None:
        return bool(form.items.entries)
    if form.table is None or len(form.forms) > 1:
        return False
    return bool(form.table.entries or form.refers or top)


def _key(form: _Form, keys: tuple[Key, ...]) -> Key:
    if not keys:
        return Key("id", "", "Its id: letters, digits, - and _ only.")
    return Key(_singular(form.refers) if form.refers else "id", form.refers)


def _list_sheet(name: str, form: _Form, path: tuple[str, ...], keys: tuple[Key, ...]) -> SheetLayout:
    """Return the sheet of a list of entries; entries with a form of their own are one column."""
    items = form.items
    assert items is not None, name  # noqa: S101  what _is_sheet says
    columns = tuple(_merged(items.entries, flat=True))
    if any(entry.__pydantic_decorators__.model_serializers for entry in items.entries):
        columns = (
            SheetColumn(_singular(name), (), "value", form.says, words=_first_words(items.entries[0])),
        )
    numbered = () if keys else (NUMBER,)
    return SheetLayout(name, (*path, name), keys, (*columns, *numbered), form.says, listed=True)


def _first_words(entry: type[Entry]) -> tuple[str, ...]:
    return next((form.words for _, form in _forms(entry)), ())


def _value_sheet(
    name: str, form: tuple[_Form, _Form], path: tuple[str, ...], keys: tuple[Key, ...]
) -> SheetLayout:
    """Return the sheet of a table of values; a table by id within is spread over lines."""
    outer, inner = form
    if inner.table is not None:
        says = "Where it differs by this; empty where it does not."
        keys = (*keys, Key(_singular(inner.refers or "id"), inner.refers, says, optional=True))
    column = _column(name, (), inner)
    codec: Codec = "number" if inner.table is not None else column.codec
    return SheetLayout(
        name, path, keys, (replace(column, codec=codec, says=outer.says, refers=""),), outer.says
    )


def _merged(entries: tuple[type[Entry], ...], *, flat: bool = False) -> Iterator[SheetColumn]:
    """Yield the columns of one model, or of several in one sheet: their kind first, then in their order."""
    several = len(entries) > 1
    found: dict[str, list[tuple[str, SheetColumn]]] = {}
    for entry in entries:
        kind = str(entry.model_fields["kind"].default) if several else ""
        for column in _columns(entry, flat=flat or several):
            if flat or column.header != "id":
                found.setdefault(column.header, []).append((kind, column))
    for _, columns in sorted(found.items(), key=lambda item: item[0] != "kind"):
        yield _joined(columns, len(entries)) if several else columns[0][1]


def _joined(columns: list[tuple[str, SheetColumn]], count: int) -> SheetColumn:
    """Return the column that stands for those of the same name in several kinds."""
    first = columns[0][1]
    kinds = tuple(kind for kind, _ in columns)
    codec: Codec = first.codec if len({column.codec for _, column in columns}) == 1 else "value"
    sorts = {column.refers for _, column in columns}
    texts: dict[str, list[str]] = {column.says: [] for _, column in columns}
    for kind, column in columns:
        texts[column.says].append(kind)
    says = " ".join(
        said if len(texts) == 1 else f"{', '.join(kinds)}: {said}" for said, kinds in texts.items()
    )
    return replace(
        first,
        codec=codec,
        says=says,
        words=tuple(dict.fromkeys(word for _, column in columns for word in column.words)),
        refers=first.refers if len(sorts) == 1 else "",
        kinds=() if len(kinds) == count else kinds,
    )


def _columns(entry: type[Entry], *, flat: bool = False, top: bool = False) -> Iterator[SheetColumn]:
    """Yield the columns of a model; `flat` where nothing of it can be a sheet of its own."""
    for name, form in _forms(entry):
        if not flat and _is_sheet(form, top=top):
            continue
        if form.table is not None and form.table.is_number and not flat:
            yield from _family(name, form)
        elif len(form.entries) == 1 and all(inner.is_number for _, inner in _forms(form.entries[0])):
            parts = [(part, _column(part, (name, part), inner)) for part, inner in _forms(form.entries[0])]
            yield from (replace(column, header=f"{name}.{part}") for part, column in parts)
        else:
            yield _column(name, (name,), form)


def _family(name: str, form: _Form) -> Iterator[SheetColumn]:
    """Yield the columns of a table of numbers: one for the number beside it, and one for each of its keys."""
    if len(form.forms) > 1:
        yield SheetColumn(name, (name,), "number", form.says)
    yield SheetColumn(f"{name}.", (name,), "number", form.says, form.refers, family=True)


def _column(header: str, path: tuple[str, ...], form: _Form) -> SheetColumn:
    single = any(mark is OneOrMore for mark in form.marks)
    return SheetColumn(header, path, form.codec, form.says, form.refers, form.words, single)


def _singular(name: str) -> str:
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")
