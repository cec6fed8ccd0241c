"""Forms read from the models: what kind of input each field takes; a new model needs no form of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from planner.editing.edits import REMOVED
from planner.facts.annotations import field_type
from planner.facts.docstrings import descriptions
from planner.facts.entries import Units, Window
from planner.facts.fields import Entry, OrFraction, Refers
from planner.facts.selection import Choice, Selection
from planner.scenario.shapes import fields as fields_of
from planner.words.names import readable

Kind = Literal[
    "text",
    "long text",
    "number",
    "integer",
    "share",
    "switch",
    "choice",
    "choices",
    "reference",
    "references",
    "selection",
    "numbers",
    "number or table",
    "pair",
    "window",
    "units",
    "switch or number",
    "entry",
    "entries",
    "anything",
]
"""The kinds of input.

A `share` is a number that may be written as a fraction, `1/3`; `anything` is typed as YAML, so that no field
of any model is ever out of reach.
"""

_LONG = frozenset({"description", "note", "because", "assumption", "position"})
_LATER = frozenset({"source", "date", "note", "assumption", "negotiable", "when"})
"""Fields that say how sure something is and how it is meant; they come after what it says."""


@dataclass(frozen=True)
class Field:
    """One field of a form: its name in the file, what it is called and means, what it takes."""

    name: str
    label: str
    help: str
    kind: Kind
    required: bool
    sort: str = ""
    """What ids refer to."""
    options: tuple[str, ...] = ()
    """What may be chosen, besides ids."""
    entry: type[Entry] | None = None
    """The model of what is inside."""
    default: Any = REMOVED
    """What holds where nothing is written."""

    @property
    def beside(self) -> bool:
        """Whether it is another selection, beside the entry's own: asked for after that."""
        return self.kind == "entry" and self.entry is Selection

    @property
    def later(self) -> bool:
        """Whether it comes after what the entry says: sources, notes and the like."""
        return self.name in _LATER


@cache
def form(entry: type[Entry]) -> tuple[Field, ...]:
    """Return the fields of a model: what it says, then the words of a selection, sources and notes last."""
    described = descriptions(entry)
    found = [
        _field(name, field, described.get(name, ""))
        for name, field in fields_of(entry).items()
        if _is_asked(entry, name)
    ]
    return tuple(sorted(found, key=lambda field: _rank(entry, field)))


def _is_asked(entry: type[Entry], name: str) -> bool:
    """Say whether a form asks for a field: not for the id and the kind, which are chosen before."""
    return not (name in ("id", "kind") and "kind" in entry.model_fields)


def _rank(entry: type[Entry], field: Field) -> float:
    if field.name == "because":
        return 3
    if field.later:
        return 4
    if issubclass(entry, Selection) and field.name in Selection.WORDS:
        return 2
    if field.beside:
        return 2.5
    return 0 if field.required else 1


def _field(name: str, field: FieldInfo, described: str) -> Field:
    """Return a field by its name in files; a default of None, or none at all, is `REMOVED`."""
    kind = _kind(name, field.annotation, field.metadata)
    called = field.alias or name
    return Field(
        called,
        readable(called),
        " ".join(described.split()),
        kind.kind,
        field.is_required(),
        kind.sort,
        kind.options,
        kind.entry,
        REMOVED if field.is_required() or field.default is None else field.default,
    )


@dataclass(frozen=True)
class _Kind:
    kind: Kind
    sort: str = ""
    options: tuple[str, ...] = ()
    entry: type[Entry] | None = None


def _kind(name: str, annotation: Any, metadata: Sequence[Any]) -> _Kind:
    """Return how a field is asked for, by the forms of its value, its marks and its name; else `anything`."""
    said = field_type(annotation)
    forms, marks = said.forms, (*metadata, *said.every_mark)
    refers = next((mark for mark in marks if isinstance(mark, Refers)), None)
    sort = refers.sort if refers else ""
    if _number_or_rows(forms):
        # Rows in place of a number are typed as they are in the file.
        forms = (float,)
    for rule in (_one_form, _two_forms):
        found = rule(forms, sort)
        if found is not None:
            return _closer(found, name, marks)
    return _Kind("anything", sort)


def _number_or_rows(forms: tuple[Any, ...]) -> bool:
    """Say whether a value is one number or a list of entries."""
    lists = [form for form in forms if get_origin(form) is tuple and _of_tuple(get_args(form), "").entry]
    return len(lists) == 1 and [form for form in forms if form not in lists] == [float]


def _closer(found: _Kind, name: str, marks: Sequence[Any]) -> _Kind:
    """Return a kind that fits the field closer: by its name, or by what marks it."""
    if found.kind == "text" and name in _LONG:
        return _Kind("long text")
    fraction = any(isinstance(mark, OrFraction) for mark in marks)
    return _Kind("share") if found.kind == "number" and fraction else found


def _one_form(forms: tuple[Any, ...], sort: str) -> _Kind | None:
    """Return the kind of a field whose value has one form."""
    if len(forms) != 1:
        return None
    (form,) = forms
    origin, arguments = get_origin(form), get_args(form)
    if origin is Literal:
        return _Kind("choice", options=tuple(map(str, arguments)))
    if origin is tuple:
        return _of_tuple(arguments, sort)
    if origin is dict:
        return (
            _Kind("numbers", sort) if field_type(arguments[1]).forms == (float,) else _Kind("anything", sort)
        )
    if isinstance(form, type) and issubclass(form, Entry):
        return _of_entry(form, sort)
    simple: dict[Any, Kind] = {bool: "switch", int: "integer", float: "number"}
    if form in simple:
        return _Kind(simple[form])
    return (_Kind("reference", sort) if sort else _Kind("text")) if form is str else None


def _of_tuple(arguments: tuple[Any, ...], sort: str) -> _Kind:
    """Return the kind of a tuple: a pair, or by its items that of words, ids or entries; else `anything`."""
    items = field_type(arguments[0]).forms
    if len(arguments) == 2 and arguments[1] is not Ellipsis:
        return _Kind("pair")
    if len(items) == 1 and get_origin(items[0]) is Literal:
        return _Kind("choices", options=tuple(map(str, get_args(items[0]))))
    if items == (str,):
        return _Kind("references", sort)
    if len(items) == 1 and isinstance(items[0], type) and issubclass(items[0], Entry):
        return _Kind("entries", entry=items[0])
    return _Kind("anything", sort)


def _of_entry(entry: type[Entry], sort: str) -> _Kind:
    if entry is Choice:
        return _Kind("selection", sort)
    return _Kind("units") if entry is Units else _Kind("entry", entry=entry)


def _two_forms(forms: tuple[Any, ...], sort: str) -> _Kind | None:
    """Return the kind of a field whose value may be written in several forms."""
    if Window in forms:
        return _Kind("window", sort)
    if set(map(_name, forms)) == {"float", "dict"}:
        return _Kind("number or table", sort)
    entries = [form for form in forms if isinstance(form, type) and issubclass(form, Entry)]
    if bool in forms and len(forms) == 2 and len(entries) == 1 and len(entries[0].model_fields) == 1:
        return _Kind("switch or number", options=tuple(entries[0].model_fields))
    return None


def _name(form: Any) -> str:
    return getattr(get_origin(form) or form, "__name__", "")


def kept(old: Any, new: Any) -> Any:
    """Return the new value in the hand of the old one where both say the same: an id, or a list of one."""
    if isinstance(old, str) and new == [old]:
        return old
    if isinstance(old, Mapping) and isinstance(new, Mapping) and set(old) == set(new) == {"not"}:
        return {"not": kept(old["not"], new["not"])}
    return new


def merged(old: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry with the values of a form; what the form did not ask for stays, what is empty goes.

    A value that was never written and equals the default is not written either.
    """
    entry = dict(old)
    for name, value in values.items():
        if value is REMOVED:
            entry.pop(name, None)
        else:
            entry[name] = kept(old.get(name), value)
    return entry
