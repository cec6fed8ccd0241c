"""An entry taken out together with what names it: which values go, and which entries go with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.editing.edits import REMOVED, ValueChange, at, put
from planner.editing.renaming import definitions, uses
from planner.facts.selection import Choice
from planner.problems import Path
from planner.scenario.known import is_state
from planner.scenario.shapes import at as shaped

_WINDOW = ("from", "until")
"""The ends of a time: without one it would last longer than anybody said, so they are left to the user."""

_SERVED_BY = ("capability", "accepts")
"""The fields of a requirement of which it needs one."""


@dataclass(frozen=True)
class Consequence:
    """What becomes of one place that names what is deleted: a value or an entry goes, or it is left."""

    path: Path
    """What goes; of what is left, where it stands."""
    is_left: bool = False


def defined_at(data: Any, what: tuple[str, str]) -> Path:
    """Return the path of the entry of an id, a sort and a name; where there is none, of one in a table."""
    return next(definitions(data, what), what)[:2]


def alone(data: Any, what: tuple[str, str]) -> list[ValueChange]:
    """Return the change that takes an entry out, and nothing else."""
    return [ValueChange(defined_at(data, what), REMOVED)]


def consequences(data: Any, what: tuple[str, str]) -> tuple[Consequence, ...]:
    """Return what goes with an entry, a sort and a name: values that name it, and entries that need it.

    An id in a list or a table goes from there. What would mean something else without it goes whole: a
    constraint that selects nothing else, a requirement without its place; and then what names those.
    """
    found: dict[Path, Consequence] = {}
    waiting, seen = [what], {what}
    while waiting:
        gone = waiting.pop(0)
        for path in uses(data, gone):
            if gone[0] == "nations" and _is_still_a_state(path, gone[1]):
                continue
            one = _consequence(data, path)
            found.setdefault(one.path, one)
            entry = (str(one.path[0]), str(one.path[-1]))
            if len(one.path) == 2 and not one.is_left and entry not in seen:
                seen.add(entry)
                waiting.append(entry)
    return tuple(one for one in found.values() if not _lies_in(one.path, what, found))


def deletion(data: Any, what: tuple[str, str]) -> list[ValueChange]:
    """Return the changes that take an entry out together with what names it."""
    paths = [one.path for one in consequences(data, what) if not one.is_left]
    changed, touched = data, dict.fromkeys(_owner(path) for path in paths)
    for path in sorted(paths, key=_last_first, reverse=True):
        changed = put(changed, path, REMOVED)
    changes = [ValueChange(path, at(changed, path)) for path in touched]
    return [*changes, *alone(data, what)]


def _last_first(path: Path) -> tuple[tuple[int, int, str], ...]:
    return tuple((isinstance(part, int), part if isinstance(part, int) else 0, str(part)) for part in path)


def _owner(path: Path) -> Path:
    """Return the list that a path goes through, or the path itself."""
    for depth, part in enumerate(path):
        if isinstance(part, int):
            return path[:depth]
    return path


def _is_still_a_state(path: Path, name: str) -> bool:
    """Say whether an id is named as a host, which any state may be, be it in the scenario or not."""
    field = next((part for part in reversed(path) if isinstance(part, str)), "")
    return field in ("hosts", "by") and path[0] in ("places", "constraints") and is_state(name)


def _consequence(data: Any, path: Path) -> Consequence:
    """Return what goes where an id is named at a path."""
    if path[-1] in _WINDOW:
        return Consequence(path, is_left=True)
    holder = at(data, path[:-1])
    if path[0] == "groups":
        return Consequence(path if isinstance(holder, list) and len(holder) > 1 else path[:2])
    if isinstance(path[-1], int):
        return Consequence(path) if len(holder) > 1 else _alone(data, path[:-1])
    if isinstance(at(data, path), str):  # the value is what names it, not the key
        return _alone(data, path)
    return Consequence(path) if len(holder) > 1 or path[0] == "nations" else _alone(data, path[:-1])


def _alone(data: Any, path: Path) -> Consequence:
    """Return what goes where a field would be left with nothing."""
    if path[-1] == "not":
        return Consequence(path[:-1])
    if path[0] == "conditions":
        return Consequence(path, is_left=True)
    if _is_needed(data, path):
        return Consequence(path[: entry_depth(path)])
    return Consequence(path)


def entry_depth(path: Path) -> int:
    """Return how long the path of the entry is that a field belongs to."""
    return 4 if path[0] == "nations" and len(path) > 3 and path[2] in ("offers", "commitments") else 2


def _is_needed(data: Any, path: Path) -> bool:
    """Say whether an entry would mean something else without a field: it selects, or it is required."""
    depth = entry_depth(path)
    field, _ = shaped(path, data)
    shape, value = shaped(path[:depth], data)
    entry = shape.entry(value) if shape is not None else None
    if entry is None or (path[0] == "constraints" and field is not None and Choice in field.entries):
        return True
    if path[0] == "requirements" and path[2] in _SERVED_BY:
        return True
    needed = [one.alias or name for name, one in entry.model_fields.items() if one.is_required()]
    return path[depth] in needed


def _lies_in(path: Path, what: tuple[str, str], found: Mapping[Path, Consequence]) -> bool:
    """Say whether a path lies in an entry that goes as a whole."""
    above = (path[:length] for length in range(1, len(path)))
    return path[:2] == what or any(one in found and not found[one].is_left for one in above)
