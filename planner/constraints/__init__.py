"""Kinds of political constraint: one file each, found and not listed."""

from __future__ import annotations

import functools
import json
import operator
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from planner.constraints.base import Constraint
from planner.constraints.finding import found, own_folders
from planner.facts import fields, selection
from planner.program import blocks

_EARLIER = {
    "planner.program.tables": blocks,
    "planner.scenario.fields": fields,
    "planner.scenario.selection": selection,
}
"""Where kinds of one's own that were written before a file was called otherwise look for it."""

sys.modules.update(_EARLIER)
_OWN = own_folders()
__path__ = [*__path__, *_OWN]
_KINDS = found(_OWN)


def kinds() -> dict[str, type[Constraint]]:
    """Return every kind by its name: each that a file of this folder or of one's own defines."""
    return dict(_KINDS)


if TYPE_CHECKING:
    AnyConstraint = Constraint
else:
    AnyConstraint = Annotated[functools.reduce(operator.or_, kinds().values()), Field(discriminator="kind")]


def given_names(entries: list[Any], taken: Iterable[str] = ()) -> list[str]:
    """Name the entries of a list: by `id`, and where there is none by kind, numbered by content.

    The number does not depend on the order of the list, so shuffled scenarios keep their names. No name is
    given that is `taken`, or that another entry has as its id.
    """
    used = {*taken, *(str(entry["id"]) for entry in entries if _has_id(entry))}
    unnamed = [number for number, entry in enumerate(entries) if not _has_id(entry)]
    given: dict[int, str] = {}
    numbered: Counter[str] = Counter()
    for number in sorted(unnamed, key=lambda number: _written(_unordered(entries[number]))):
        given[number] = _free_name(entries[number], used, numbered)
    return [given.get(number) or str(entry["id"]) for number, entry in enumerate(entries)]


def _unordered(value: Any) -> Any:
    """Return a value that is the same whatever the order of its lists."""
    if isinstance(value, Mapping):
        return {str(key): _unordered(value[key]) for key in value}
    return sorted(map(_unordered, value), key=_written) if isinstance(value, list | tuple) else value


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def _has_id(entry: Any) -> bool:
    return isinstance(entry, Mapping) and bool(entry.get("id"))


def _free_name(entry: Any, used: set[str], numbered: Counter[str]) -> str:
    """Return the next name of the entry's kind that is not used yet."""
    kind = str(entry.get("kind", "constraint")) if isinstance(entry, Mapping) else "constraint"
    while True:
        numbered[kind] += 1
        name = kind if numbered[kind] == 1 else f"{kind}_{numbered[kind]}"
        if name not in used:
            return name


def keyed(value: Any) -> Any:
    """Bring constraints written as a list or a table to a table whose entries know their id."""
    if isinstance(value, list | tuple):
        names = given_names(list(value))
        if len(set(names)) < len(names):
            raise ValueError(f"has two constraints with the id {Counter(names).most_common(1)[0][0]!r}")
        value = dict(zip(names, value, strict=True))
    if not isinstance(value, Mapping):
        return value
    return {
        key: {**entry, "id": key} if isinstance(entry, Mapping) else entry for key, entry in value.items()
    }
