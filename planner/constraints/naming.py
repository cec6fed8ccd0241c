"""Constraints in words for people: what each says, with names where the file has ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from planner.constraints.base import Constraint
from planner.facts.annotations import field_marks
from planner.facts.fields import Refers
from planner.facts.selection import Choice, Selection
from planner.words.names import Names, one_line, readable
from planner.words.wording import Words


def in_words(constraint: Constraint, names: Names) -> str:
    """Say a constraint in one line, everything that it speaks of by its name."""
    return one_line(_named(constraint, _Naming(names)).sentence())


class _Naming:
    """Names ids by the sort that a field refers to; what has no name of its own is its id as words."""

    def __init__(self, names: Names) -> None:
        """Set out by sort which ids have a name, and how it is said; keys and measures have none."""
        words, facts = Words(names.facts), names.facts
        titles = {key: one_line(entry.title or "") for key, entry in facts.missions.items()}
        self.known: Mapping[str, tuple[Mapping[str, Any], Callable[[str], str]]] = {
            "nations": (facts.nations, names.nations.__getitem__),
            "hosts": (facts.nations, names.nations.__getitem__),
            "capabilities": (facts.capabilities, names.capabilities.__getitem__),
            "requirements": (facts.requirements, words.line),
            "places": (facts.places, names.places.__getitem__),
            "phases": (names.phases, words.phase),
            "conditions": (facts.conditions, words.condition),
            "missions": (facts.missions, lambda key: titles[key] or key.replace("_", " ")),
        }

    def of(self, sort: str, identifier: str) -> str:
        """Return what an id of a sort is called."""
        entries, name = self.known.get(sort, ({}, str))
        if sort == "areas":
            return readable(identifier)
        return name(identifier) if identifier in entries else identifier.replace("_", " ")


def _named(entry: Any, naming: _Naming) -> Any:
    """Return a constraint, or a selection within it, with a name in place of each id."""
    changed = {}
    for field, info in type(entry).model_fields.items():
        value = getattr(entry, field)
        sorts = [mark.sort for mark in field_marks(info) if isinstance(mark, Refers)]
        if isinstance(value, Selection):
            changed[field] = _named(value, naming)
        elif value is not None and sorts:
            changed[field] = _replaced(value, sorts[0], naming)
    return entry.model_copy(update=changed)


def _replaced(value: Any, sort: str, naming: _Naming) -> Any:
    if isinstance(value, Choice):
        return value.model_copy(update={"names": tuple(naming.of(sort, name) for name in value.names)})
    if isinstance(value, tuple):
        return tuple(naming.of(sort, one) if isinstance(one, str) else one for one in value)
    return naming.of(sort, value) if isinstance(value, str) else value
