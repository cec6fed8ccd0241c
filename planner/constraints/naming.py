"""Constraints in words for people: what each says, with names where the file has ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from planner.constraints.base import Constraint
from planner.facts.annotations import field_marks
from planner.facts.fields import Refers
from planner.facts.selection import Choice, Selection
from planner.words.names import Names, one_line, readable

Name = Callable[[str, str], str]
"""What an id of a sort is called."""


def called(constraint: Constraint) -> str:
    """Return what a constraint is called: its title in quotation marks, or else its id."""
    title = one_line(constraint.title or "")
    return f'"{title}"' if title else constraint.id


def in_words(constraint: Constraint, names: Names) -> str:
    """Say a constraint in one line, everything that it speaks of by its name."""
    return said_with(constraint, NamesById(names).of)


def said_with(constraint: Constraint, name: Name) -> str:
    """Say a constraint in one line, with a name for each id that it speaks of."""
    return one_line(_named(constraint, name).sentence())


def selected(selection: Selection, names: Names) -> str:
    """Say what a selection takes, everything that it speaks of by its name."""
    return one_line(_named(selection, NamesById(names).of).words())


def spoken(sort: str, identifier: str, name: str | None) -> str:
    """Say an id of a sort by its name; None where nothing of the sort has the id, as with keys and groups."""
    if name is None:
        return readable(identifier) if sort == "areas" else identifier.replace("_", " ")
    if sort in ("phases", "conditions"):
        return f'"{name}"'
    return f"{identifier} ({name})" if sort == "requirements" and name != identifier else name


class NamesById:
    """Names ids by the sort that a field refers to; keys and measures have no name of their own."""

    def __init__(self, names: Names) -> None:
        """Set out by sort which ids have a name."""
        facts = names.facts
        titles = {key: one_line(entry.title or "") or key for key, entry in facts.conditions.items()}
        missions = {
            key: one_line(one.title or "") or key.replace("_", " ") for key, one in facts.missions.items()
        }
        self.known: Mapping[str, Mapping[str, str]] = {
            "nations": names.nations,
            "hosts": names.nations,
            "capabilities": names.capabilities,
            "requirements": names.requirements,
            "places": names.places,
            "phases": names.phases,
            "conditions": titles,
            "missions": missions,
        }

    def of(self, sort: str, identifier: str) -> str:
        """Return what an id of a sort is called."""
        return spoken(sort, identifier, self.known.get(sort, {}).get(identifier))


def _named(entry: Any, name: Name) -> Any:
    """Return a constraint, or a selection within it, with a name in place of each id."""
    changed = {}
    for field, info in type(entry).model_fields.items():
        value = getattr(entry, field)
        sorts = [mark.sort for mark in field_marks(info) if isinstance(mark, Refers)]
        if isinstance(value, Selection):
            changed[field] = _named(value, name)
        elif value is not None and sorts:
            changed[field] = _replaced(value, sorts[0], name)
    return entry.model_copy(update=changed)


def _replaced(value: Any, sort: str, name: Name) -> Any:
    if isinstance(value, Choice):
        return value.model_copy(update={"names": tuple(name(sort, one) for one in value.names)})
    if isinstance(value, tuple):
        return tuple(name(sort, one) if isinstance(one, str) else one for one in value)
    return name(sort, value) if isinstance(value, str) else value
