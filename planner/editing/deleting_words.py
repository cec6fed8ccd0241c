"""What goes with an entry that is deleted, in words: sort by sort, and of each sort field by field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from planner.editing.deleting import Consequence, entry_depth
from planner.editing.edits import at
from planner.editing.grids.grid import called, entry_called, table
from planner.editing.id_choices import IdChoices
from planner.problems import Path
from planner.words.names import readable
from planner.words.wording import counted

MOST_NAMED = 6
"""Up to so many entries of a sort are named one by one."""
_ONE = {"capabilities": "capability", "places": "place", "phases": "phase"}
"""What one entry of a section is called where that is not the section without its s."""
_Way = Literal["left", "whole", "out"]
"""What becomes of an entry: a value of it is left, all of it goes, or a value of it does."""
_Kind = tuple[_Way, str, str]
"""What becomes of an entry, in which of its fields, if in one, and its sort."""


def consequence_lines(found: Sequence[Consequence], what: tuple[str, str], names: IdChoices) -> list[str]:
    """Say what goes with an entry, a sort and a name, in a line for each sort and field."""
    gone = {what[1], *(str(one.path[-1]) for one in found if not one.is_left and _is_whole(one))}
    kinds: dict[_Kind, list[str]] = {}
    for one in sorted(found, key=lambda one: one.is_left):
        entry = one.path[: entry_depth(one.path)]
        way: _Way = "left" if one.is_left else "whole" if _is_whole(one) else "out"
        kind = way, _field(one.path[len(entry) :], gone), _sort(entry)
        kinds.setdefault(kind, []).append(_called(entry, names))
    return [_said(kind, list(dict.fromkeys(entries))) for kind, entries in kinds.items()]


def _said(kind: _Kind, entries: Sequence[str]) -> str:
    way, field, sort = kind
    rest = len(entries) - MOST_NAMED
    named = "; ".join([*entries[:MOST_NAMED], *([f"{rest} more"] if rest > 0 else [])])
    where = f"{field} of {counted(len(entries), sort)}".removeprefix(" of ")
    if way == "left":
        return f"Left as it is, for you to choose another: {where}: {named}"
    return f"{where} as a whole: {named}" if way == "whole" else f"Out of {where}: {named}"


def _is_whole(one: Consequence) -> bool:
    return len(one.path) == entry_depth(one.path)


def _field(path: Path, gone: set[str]) -> str:
    """Return what a field is called, a field in it behind it; nothing where none is named."""
    parts = [readable(part) for part in path if isinstance(part, str) and part not in gone]
    first, rest = parts[:1], [part.lower() for part in parts[1:]]
    return f'"{", ".join([*first, *rest])}"' if parts else ""


def _sort(entry: Path) -> str:
    section = str(entry[-2])
    return _ONE.get(section) or section.removesuffix("s")


def _called(entry: Path, names: IdChoices) -> str:
    """Return what an entry is called: of an offer or a commitment with its nation."""
    if len(entry) == 2 and isinstance(entry[1], str):
        return entry_called(names.data, str(entry[0]), entry[1])
    if len(entry) == 2:
        return names.place(entry).partition(", ")[2]
    nation = entry_called(names.data, "nations", str(entry[1]))
    if entry[2] == "offers":
        return f"{nation}, {called(table(names.data, 'capabilities'), str(entry[3]))}"
    title = at(names.data, (*entry, "title"))
    return f"{nation}, {title if isinstance(title, str) else f'number {int(entry[3]) + 1}'}"
