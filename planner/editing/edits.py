"""Changes of a scenario as plain values: what is set where, and what two states differ in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from planner.problems import Path


class Removed(Enum):
    """The type of `REMOVED`."""

    REMOVED = "removed"


REMOVED = Removed.REMOVED
"""Stands for a value that is not there, or is taken out."""


@dataclass(frozen=True)
class ValueChange:
    """A value for a path, or `REMOVED`."""

    path: Path
    value: Any


def at(data: Any, path: Path) -> Any:
    """Return the value at a path of plain data, or `REMOVED` where there is none."""
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return REMOVED
    return data


def put(data: Any, path: Path, value: Any) -> Any:
    """Return plain data with a value at a path, or without it; what did not change is shared."""
    if not path:
        return value
    part, rest = path[0], path[1:]
    if isinstance(part, int):
        return _put_item(data if isinstance(data, list) else [], part, rest, value)
    entries = dict(data) if isinstance(data, Mapping) else {}
    below = entries.get(part, {})
    if not rest and value is REMOVED:
        entries.pop(part, None)
    elif rest and value is REMOVED and part not in entries:
        return data
    else:
        entries[part] = put(below, rest, value)
    return entries


def _put_item(items: list[Any], part: int, rest: Path, value: Any) -> list[Any]:
    changed = list(items)
    if not rest and value is REMOVED:
        del changed[part : part + 1]
    elif part < len(changed):
        changed[part] = put(changed[part], rest, value)
    else:
        changed.append(put({}, rest, value))
    return changed


def put_all(data: Any, changes: Iterable[ValueChange]) -> Any:
    """Return plain data with changes made in their order."""
    for change in changes:
        data = put(data, change.path, change.value)
    return data


def differences(old: Any, new: Any, path: Path = ()) -> Iterator[ValueChange]:
    """Yield the smallest changes that lead from one value to another; a list is one value."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from differences(old.get(key, REMOVED), new.get(key, REMOVED), (*path, key))
    elif not same(old, new):
        yield ValueChange(path, new)


def is_number(value: Any) -> bool:
    """Say whether a plain value is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def same(old: Any, new: Any) -> bool:
    """Say whether two plain values are equal; true is not 1, and 1 is 1.0."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return old.keys() == new.keys() and all(same(old[key], new[key]) for key in old)
    if isinstance(old, list | tuple) and isinstance(new, list | tuple):
        return len(old) == len(new) and all(map(same, old, new))
    return bool(isinstance(old, bool) == isinstance(new, bool) and old == new)
